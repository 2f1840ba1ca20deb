//! Participles that only say which: "loyal to ousted president Aristide", "the kidnapped
//! girls". Prevents a recollection in an attribute from becoming news.

use crate::event::reading::Reading;
use crate::text::Upos;

/// Prepositions that open clauses, too: "after ousted ministers …" is seldom meant.
const OPENERS: &[&str] = &[
    "after", "before", "since", "until", "till", "while", "when", "as", "than", "once", "if",
    "though", "although", "where",
];

/// Whether a participle stands between a preposition or article and the noun that it describes.
pub(in crate::event) fn is_attribute(reading: &Reading<'_>, key: u32) -> bool {
    let form = reading.lower(key);
    if key + 1 >= reading.sentence_end(key) {
        return false;
    }
    let Some(before) = key
        .checked_sub(1)
        .filter(|before| *before >= reading.sentence_start(key))
    else {
        // "Suspected fighters of the group ambushed a convoy."
        return reading.is_any(key, &["suspected", "alleged", "presumed"]);
    };
    let article = reading.is_any(before, &["the", "a", "an"]);
    let governed = reading.is_preposition(before) && !reading.is_any(before, OPENERS);
    let noun = matches!(
        reading.analysis.tag(key + 1),
        Upos::Noun | Upos::Propn | Upos::Adj
    );
    // "arrested six suspected members of the gang"
    let doubted = reading.is_any(key, &["suspected", "alleged", "presumed", "accused"])
        && matches!(
            reading.analysis.tag(before),
            Upos::Num | Upos::Adj | Upos::Verb
        );
    (form.ends_with("ed") || form.ends_with("en")) && (article || governed || doubted) && noun
}
