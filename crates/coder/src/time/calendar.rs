//! The names of months and weekdays.

use jiff::civil::Weekday;

use crate::text::Gate;

/// The names of the months, without stops.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan"],
    &["february", "feb"],
    &["march", "mar"],
    &["april", "apr"],
    &["may"],
    &["june", "jun"],
    &["july", "jul"],
    &["august", "aug"],
    &["september", "sept", "sep"],
    &["october", "oct"],
    &["november", "nov"],
    &["december", "dec"],
];

/// The weekdays, Monday first.
const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

const IS_MONTH: Gate = with_months(Gate::of(&[]));

const IS_WEEKDAY: Gate = Gate::of(&WEEKDAYS);

/// A gate that lets the names of months and weekdays pass, too; without stops.
pub(super) const fn with_names(gate: Gate) -> Gate {
    with_months(gate).and(&WEEKDAYS)
}

const fn with_months(mut gate: Gate) -> Gate {
    let mut at = 0;
    while at < MONTHS.len() {
        gate = gate.and(MONTHS[at]);
        at += 1;
    }
    gate
}

/// The month (1 to 12) that a lower-case word names: full, short, with or without stop.
pub(crate) fn month(word: &str) -> Option<i8> {
    let word = word.strip_suffix('.').unwrap_or(word);
    if !IS_MONTH.may_hold(word) {
        return None;
    }
    let at = MONTHS.iter().position(|names| names.contains(&word))?;
    i8::try_from(at + 1).ok()
}

/// The weekday that a lower-case word names, with or without stop.
pub(crate) fn weekday(word: &str) -> Option<Weekday> {
    let word = word.strip_suffix('.').unwrap_or(word);
    if !IS_WEEKDAY.may_hold(word) {
        return None;
    }
    let at = WEEKDAYS.iter().position(|name| *name == word)?;
    Weekday::from_monday_zero_offset(i8::try_from(at).ok()?).ok()
}
