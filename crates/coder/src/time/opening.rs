//! The words by which a date can begin, its preposition included. Prevents the readers of dates
//! from trying all their forms at every word.

use super::calendar::{month, weekday, with_names};
use crate::quantity::number_may_start;
use crate::text::Gate;

/// Words that a date can start with, beside numbers and the names of months and weekdays.
const STARTS: &[&str] = &[
    "the",
    "a",
    "an",
    "today",
    "yesterday",
    "tomorrow",
    "tonight",
    "this",
    "last",
    "next",
    "late",
    "early",
    "earlier",
    "later",
    "mid",
    "end",
    "beginning",
    "start",
    "middle",
    "recent",
    "past",
    "previous",
    "coming",
    "overnight",
    "dawn",
    "dusk",
    "night",
    "morning",
    "evening",
    "noon",
    "midnight",
    "several",
    "few",
    "many",
    "some",
    "spring",
    "summer",
    "autumn",
    "winter",
    "current",
    "fall",
    "following",
];

/// Words before a date and words for what recurs: first words of what is more than a date.
const BEFORE: &[&str] = &[
    "since",
    "starting",
    "beginning",
    "from",
    "as",
    "up",
    "until",
    "till",
    "by",
    "prior",
    "before",
    "after",
    "following",
    "on",
    "in",
    "during",
    "over",
    "within",
    "between",
    "throughout",
    "at",
    "for",
    "every",
    "each",
    "daily",
    "weekly",
    "nightly",
    "monthly",
    "hourly",
];

const IS_DATE_WORD: Gate = with_names(Gate::of(STARTS).and(BEFORE));

/// False for nearly every word that no date starts with, its preposition included. Never
/// false where `super::reader::may_start` is true.
pub(crate) fn is_date_word(word: &str) -> bool {
    let digit_or_stop = match word.as_bytes() {
        // "22", "Jul."
        [first, .., last] => first.is_ascii_digit() || *last == b'.',
        [only] => only.is_ascii_digit(),
        [] => false,
    };
    digit_or_stop
        || IS_DATE_WORD.may_hold(word)
        || word.starts_with("mid-")
        || number_may_start(word)
}

/// Whether a word can stand before a date, or say by itself that something recurs.
pub(crate) fn leads(word: &str) -> bool {
    BEFORE.contains(&word)
}

/// Whether a date can start with a word by itself.
pub(crate) fn starts(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        || month(word).is_some()
        || weekday(word).is_some()
        || STARTS.contains(&word)
        || word.starts_with("mid-")
}
