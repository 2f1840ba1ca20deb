//! Years on their own: "in 2019", "since 2011", "the 2020 offensive", "2016–2019",
//! "the 1990s", "early 2020", "the summer of 2014".

use sitrep_contract::TimePrecision;

use super::absolute::{Found, part};
use super::context::Context;
use super::period::Period;
use super::relative::season_part;
use crate::text::Upos;

/// Words before a number that make it a year.
const CUES: &[&str] = &[
    "in",
    "since",
    "until",
    "till",
    "by",
    "of",
    "from",
    "during",
    "before",
    "after",
    "late",
    "early",
    "mid",
    "to",
    "and",
    "between",
    "throughout",
    "around",
    "year",
    "pre",
    "post",
];

/// A year or years at a token.
pub(super) fn read(context: Context<'_>, at: u32) -> Option<Found> {
    if let Some(found) = season(context, at) {
        return Some(found);
    }
    let (part, from) = part(context, at);
    if let Some(year) = context
        .lower(from)
        .strip_prefix("mid-")
        .and_then(plain_year)
    {
        return Some((
            from + 1,
            Period::years(year, year, Some(super::period::Part::Mid))?,
        ));
    }
    let from =
        from + u32::from(context.lower(from) == "the" && decade(context.lower(from + 1)).is_some());
    if let Some(decade) = decade(context.lower(from)) {
        return Some((from + 1, Period::years(decade, decade + 9, None)?));
    }
    let first = context.year(from)?;
    let linked = matches!(
        context.lower(from + 1),
        "-" | "–" | "to" | "and" | "through" | "until"
    );
    let range = context.before(from) == "from"
        || context.before(from) == "between"
        || matches!(context.lower(from + 1), "-" | "–");
    if linked && range {
        let last = context
            .year(from + 2)
            .or_else(|| short_year(context.lower(from + 2), first));
        if let Some(last) = last.filter(|last| *last >= first) {
            return Some((
                from + 3,
                Period::years(first, last, None)?.with(TimePrecision::Coarse),
            ));
        }
    }
    let counted = context.tag(from + 1) == Some(Upos::Noun);
    let attribute = counted
        && matches!(
            context
                .tag(from.wrapping_sub(1))
                .filter(|_| from > context.first),
            Some(Upos::Det | Upos::Part | Upos::Pron)
        );
    let proper = context.tag(from + 1) == Some(Upos::Propn)
        && matches!(context.before(from), "the" | "a" | "'s");
    // "2020 Idlib offensive" as a heading.
    let opens = from == context.first
        && context.is_capitalised(from + 1)
        && context.tag(from + 1).is_some_and(Upos::is_noun)
        && !context.lower(from + 1).ends_with('s');
    let cue =
        opens || part.is_some() || CUES.contains(&context.before(from)) || bracketed(context, from);
    // "in 2000 villages" counts villages; "in 2019 the army" does not.
    let plural = counted && context.lower(from + 1).ends_with('s') && !attribute;
    ((cue && !plural) || attribute || proper)
        .then(|| Some((from + 1, Period::years(first, first, part)?)))
        .flatten()
}

fn bracketed(context: Context<'_>, at: u32) -> bool {
    matches!(context.before(at), "(" | "[")
        && matches!(context.lower(at + 1), ")" | "]" | "-" | "–")
}

/// "the summer of 2014", "spring 2022".
fn season(context: Context<'_>, at: u32) -> Option<Found> {
    let part = season_part(context.lower(at))?;
    let of = at + 1 + u32::from(context.lower(at + 1) == "of");
    let year = context.year(of)?;
    Some((of + 1, Period::years(year, year, Some(part))?))
}

/// "1990s".
fn decade(word: &str) -> Option<i16> {
    let year = plain_year(word.strip_suffix("'s").or_else(|| word.strip_suffix('s'))?)?;
    (year % 10 == 0).then_some(year)
}

/// "19" after 2016.
fn short_year(word: &str, first: i16) -> Option<i16> {
    if word.len() != 2 {
        return None;
    }
    Some(first / 100 * 100 + word.parse::<i16>().ok()?)
}

fn plain_year(word: &str) -> Option<i16> {
    (word.len() == 4)
        .then(|| word.parse().ok())
        .flatten()
        .filter(|year| (1900..=2100).contains(year))
}
