//! A stretch of days and how exactly it is meant.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use sitrep_contract::TimePrecision;

/// Days from first to last, inclusive; `None` where open or not resolvable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) start: Option<Date>,
    pub(super) end: Option<Date>,
    pub(super) precision: TimePrecision,
}

/// The part of a month, year or week that "early", "mid-" and "late" say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Early,
    Mid,
    Late,
}

impl Period {
    /// A period that is named but cannot be placed without an anchor.
    pub(super) const fn unresolved(precision: TimePrecision) -> Self {
        Self {
            start: None,
            end: None,
            precision,
        }
    }

    pub(super) const fn day(day: Date) -> Self {
        Self {
            start: Some(day),
            end: Some(day),
            precision: TimePrecision::Day,
        }
    }

    /// First to last day; ACLED's precision by length.
    pub(super) fn range(start: Date, end: Date) -> Self {
        let (start, end) = if start <= end {
            (start, end)
        } else {
            (end, start)
        };
        let days = start.until(end).map_or(i32::MAX, |span| span.get_days());
        let precision = match days {
            0 => TimePrecision::Day,
            1..=10 => TimePrecision::Week,
            11..=31 => TimePrecision::Month,
            _ => TimePrecision::Coarse,
        };
        Self {
            start: Some(start),
            end: Some(end),
            precision,
        }
    }

    /// A month or a part of it.
    pub(super) fn month(year: i16, month: i8, part: Option<Part>) -> Option<Self> {
        let first = Date::new(year, month, 1).ok()?;
        let last = first.last_of_month();
        let at = |day: i8| Date::new(year, month, day).ok();
        let (start, end) = match part {
            None => (first, last),
            Some(Part::Early) => (first, at(10)?),
            Some(Part::Mid) => (at(11)?, at(20)?),
            Some(Part::Late) => (at(21)?, last),
        };
        Some(Self {
            start: Some(start),
            end: Some(end),
            precision: TimePrecision::Month,
        })
    }

    /// Years or a third of one.
    pub(super) fn years(first: i16, last: i16, part: Option<Part>) -> Option<Self> {
        let (from, to) = match part {
            None => (1, 12),
            Some(Part::Early) => (1, 4),
            Some(Part::Mid) => (5, 8),
            Some(Part::Late) => (9, 12),
        };
        Some(Self {
            start: Some(Date::new(first, from, 1).ok()?),
            end: Some(Date::new(last, to, 1).ok()?.last_of_month()),
            precision: TimePrecision::Coarse,
        })
    }

    pub(super) const fn with(mut self, precision: TimePrecision) -> Self {
        self.precision = precision;
        self
    }
}

/// A day so many days off; the day itself where the calendar ends.
pub(super) fn shift(day: Date, days: i64) -> Date {
    day.checked_add(days.days()).unwrap_or(day)
}

/// Monday of a day's week.
pub(super) fn monday(day: Date) -> Date {
    shift(day, -i64::from(day.weekday().to_monday_zero_offset()))
}

/// The latest such weekday not after a day.
pub(super) fn latest(day: Date, weekday: Weekday) -> Date {
    let back =
        (day.weekday().to_monday_zero_offset() - weekday.to_monday_zero_offset()).rem_euclid(7);
    shift(day, -i64::from(back))
}

/// First and last day of a month so many months off.
pub(super) fn month_off(day: Date, months: i32) -> Option<(i16, i8)> {
    let first = day.first_of_month().checked_add(months.months()).ok()?;
    Some((first.year(), first.month()))
}
