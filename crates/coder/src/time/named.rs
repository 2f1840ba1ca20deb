//! Days that have become names: "the September 11 attacks" are not of this year, and
//! "the March 23 Movement" is no date at all.

use jiff::civil::Date;

/// Month, day, the word that follows in lower case, year.
const DAYS: &[(i8, i8, &str, i16)] = &[
    (9, 11, "attack", 2001),
    (9, 11, "hijacking", 2001),
    (9, 11, "terror", 2001),
    (9, 11, "terrorist", 2001),
    (10, 7, "attack", 2023),
    (10, 7, "massacre", 2023),
    (10, 7, "assault", 2023),
    (10, 7, "hamas", 2023),
    (10, 7, "onslaught", 2023),
    (1, 6, "riot", 2021),
    (7, 7, "bombing", 2005),
];

/// Words after a date that make it the name of something, in lower case.
const NAMES: &[&str] = &[
    "movement",
    "brigade",
    "brigades",
    "battalion",
    "battalions",
    "group",
    "organization",
    "organisation",
    "street",
    "square",
    "bridge",
    "party",
    "alliance",
    "university",
    "front",
    "forces",
    "agreement",
    "accord",
    "accords",
    "division",
    "revolution",
    "stadium",
    "hospital",
    "school",
    "avenue",
    "neighborhood",
    "neighbourhood",
];

/// Weekdays with these words before them are names of one past day.
const EPITHETS: &[&str] = &[
    "black", "bloody", "super", "easter", "palm", "holy", "ash", "maundy", "cyber", "giving",
];

/// The year of a day that has become a name.
pub(super) fn year(month: i8, day: i8, next: &str, anchor: Option<Date>) -> Option<i16> {
    DAYS.iter()
        .find(|(m, d, word, _)| (*m, *d) == (month, day) && *word == next)
        .map(|(.., year)| *year)
        .filter(|year| {
            let named = Date::new(*year, month, day);
            // A report from before that day means another one.
            anchor.is_none_or(|anchor| named.is_ok_and(|named| named <= anchor))
        })
}

/// True for a capitalised word that makes a date before it a name.
pub(super) fn is_name(next: &str) -> bool {
    NAMES.contains(&next)
}

pub(super) fn is_epithet(before: &str) -> bool {
    EPITHETS.contains(&before)
}
