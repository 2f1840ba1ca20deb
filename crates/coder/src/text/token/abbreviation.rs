//! Words that carry their own full stop, and whether a sentence may end with them.
//! Prevents "Gen. al-Homsi" from becoming two sentences.

/// How an abbreviation relates to the end of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// Always belongs to the next word ("Gen.", "Mr.").
    Title,
    /// Only an abbreviation before a number or a month day ("No.", "Sat.").
    BeforeNumber,
    /// May also end a sentence ("etc.", "Inc.", "a.m.").
    Free,
}

/// Ranks, titles and words that stand before a name.
const TITLES: &[&str] = &[
    "adm", "amb", "brig", "capt", "cdr", "cmdr", "col", "comdr", "cpl", "cpt", "dr", "eng", "fr",
    "ft", "gen", "gov", "hon", "insp", "lt", "ltc", "ltg", "ltgen", "maj", "majgen", "messrs",
    "mr", "mrs", "ms", "mt", "mx", "pfc", "pres", "prof", "pte", "pvt", "rep", "reps", "rev",
    "sen", "sens", "sgt", "sr", "st", "supt", "vs", "asst", "dist", "fig", "viz", "cf", "cllr",
    "hrh", "sqn", "wg",
];

/// Words that are abbreviations only before a number.
const BEFORE_NUMBER: &[&str] = &[
    "no", "nos", "mar", "may", "sun", "sat", "mon", "tue", "tues", "wed", "thu", "thur", "thurs",
    "fri", "art", "pp", "ch", "vol", "sept", "jan", "feb", "apr", "jun", "jul", "aug", "sep",
    "oct", "nov", "dec", "op",
];

/// Months, which keep their stop before anything.
const MONTHS: &[&str] = &[
    "jan", "feb", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec",
];

/// Words that may end a sentence.
const FREE: &[&str] = &[
    "approx", "ave", "bros", "co", "corp", "dept", "est", "etc", "govt", "inc", "jr", "ltd",
    "blvd", "gov't", "esq", "plc", "dist", "prov", "intl", "natl",
];

/// What a word followed by a full stop is; `lower` without the stop, `number_next` when
/// the next word starts with a digit.
pub(crate) fn classify(lower: &str, number_next: bool) -> Option<Abbreviation> {
    if TITLES.contains(&lower) {
        return Some(Abbreviation::Title);
    }
    if number_next && BEFORE_NUMBER.contains(&lower) {
        return Some(Abbreviation::BeforeNumber);
    }
    if MONTHS.contains(&lower) {
        return Some(Abbreviation::Free);
    }
    FREE.contains(&lower).then_some(Abbreviation::Free)
}
