//! Dates that count from the day of publication: weekdays, "yesterday", "two days ago",
//! "earlier this week", "in recent weeks".

use jiff::civil::Date;
use sitrep_contract::TimePrecision;

use super::absolute::{Found, part};
use super::calendar::{month, weekday};
use super::context::Context;
use super::named;
use super::period::{Part, Period, latest, monday, month_off, shift};
use crate::quantity::exact;

/// Times of day, which leave the day as it is.
const DAYTIMES: &[&str] = &[
    "morning",
    "afternoon",
    "evening",
    "night",
    "noon",
    "midday",
    "midnight",
    "dawn",
    "dusk",
    "overnight",
    "sunrise",
    "sunset",
];

/// A relative date at a token.
pub(super) fn read(context: Context<'_>, at: u32) -> Option<Found> {
    deictic(context, at)
        .or_else(|| named_weekday(context, at))
        .or_else(|| unit(context, at))
        .or_else(|| ago(context, at))
        .or_else(|| recent(context, at))
}

/// "today", "yesterday evening", "tonight", "overnight", "dawn today", "this morning".
fn deictic(context: Context<'_>, at: u32) -> Option<Found> {
    let days = |days: i64| {
        context
            .anchor
            .map_or(Period::unresolved(TimePrecision::Day), |day| {
                Period::day(shift(day, days))
            })
    };
    let from = at
        + u32::from(
            matches!(context.lower(at), "earlier" | "late" | "early" | "later")
                || DAYTIMES.contains(&context.lower(at)),
        );
    let (end, period) = match (context.lower(from), context.lower(from + 1)) {
        ("today" | "tonight", _) => (from + 1, days(0)),
        ("yesterday", _) => (from + 1, days(-1)),
        ("tomorrow", _) => (from + 1, days(1)),
        ("this", "morning" | "afternoon" | "evening") => (from + 2, days(0)),
        ("last", "night" | "evening") => (from + 2, days(-1)),
        ("the", "day")
            if context.lower(from + 2) == "before" && context.lower(from + 3) == "yesterday" =>
        {
            (from + 4, days(-2))
        }
        ("overnight", _) if from == at && context.tag(at) == Some(crate::text::Upos::Adv) => {
            let period = context
                .anchor
                .map_or(Period::unresolved(TimePrecision::Day), |day| {
                    Period::range(shift(day, -1), day).with(TimePrecision::Day)
                });
            (from + 1, period)
        }
        _ => return None,
    };
    Some((daytime(context, end), period))
}

/// "late Monday", "last Friday", "Wednesday night", "next Tuesday".
fn named_weekday(context: Context<'_>, at: u32) -> Option<Found> {
    let mut from = at;
    let (mut last, mut next) = (false, false);
    loop {
        match context.lower(from) {
            "last" | "past" => last = true,
            "next" | "coming" => next = true,
            "late" | "early" | "this" | "earlier" | "the" | "night" | "morning" | "evening"
            | "of" | "dawn" | "overnight" | "on"
                if from < at + 4 => {}
            _ => break,
        }
        from += 1;
    }
    let day = weekday(context.lower(from))?;
    if !context.is_capitalised(from) || named::is_epithet(context.before(from)) {
        return None;
    }
    if context.lower(from) == "friday" && context.before(from) == "good" {
        return None;
    }
    let end = daytime(context, from + 1);
    let future = next || (!last && context.is_future(&(at..end)));
    let period = context
        .anchor
        .map_or(Period::unresolved(TimePrecision::Day), |anchor| {
            let here = latest(anchor, day);
            Period::day(match (future, last) {
                (true, _) if here == anchor && !next => here,
                (true, _) => shift(here, 7),
                // "last Monday" said on a Monday is a week old.
                (false, true) if here == anchor => shift(here, -7),
                _ => here,
            })
        });
    Some((end, period))
}

/// "last week", "earlier this year", "next month", "late last year", "last July".
fn unit(context: Context<'_>, at: u32) -> Option<Found> {
    let earlier = u32::from(matches!(context.lower(at), "earlier" | "later"));
    let (part, from) = if earlier == 1 {
        (None, at + 1)
    } else {
        part(context, at)
    };
    let from = from + u32::from(context.lower(from) == "the");
    let step = match context.lower(from) {
        "last" | "previous" => -1,
        "this" | "current" => 0,
        "next" | "coming" | "following" => 1,
        _ => return None,
    };
    let past = u32::from(context.lower(from) == "this" && context.lower(from + 1) == "past");
    let from = from + past;
    let end = from + 2;
    let unit = context.lower(from + 1);
    let precision = match unit {
        "week" | "weekend" => TimePrecision::Week,
        "month" => TimePrecision::Month,
        "year" | "summer" | "winter" | "spring" | "autumn" | "fall" | "decade" => {
            TimePrecision::Coarse
        }
        _ if month(unit).is_some() && context.is_capitalised(from + 1) => TimePrecision::Month,
        _ => return None,
    };
    let Some(anchor) = context.anchor else {
        return Some((end, Period::unresolved(precision)));
    };
    let step = if past == 1 && unit == "weekend" {
        -1
    } else {
        step
    };
    let period = match unit {
        "week" => week(anchor, step),
        "weekend" => {
            // "at the weekend" said on Sunday is this one.
            let saturday = shift(monday(anchor), 5 + 7 * step);
            Some(Period::range(saturday, shift(saturday, 1)))
        }
        "month" => month_off(anchor, step as i32)
            .and_then(|(year, month)| Period::month(year, month, part))
            .map(|period| {
                if step == 0 && part.is_none() {
                    until(period, anchor)
                } else {
                    period
                }
            }),
        "year" => Period::years(
            anchor.year() + step as i16,
            anchor.year() + step as i16,
            part,
        )
        .map(|period| {
            if step == 0 && part.is_none() {
                until(period, anchor)
            } else {
                period
            }
        }),
        "summer" | "winter" | "spring" | "autumn" | "fall" => season(anchor, unit, step),
        "decade" => None,
        name => month(name).and_then(|name| {
            let year = anchor.year()
                + match step {
                    -1 if name < anchor.month() => 0,
                    1 if name > anchor.month() => 0,
                    _ => step as i16,
                };
            Period::month(year, name, part)
        }),
    };
    Some((end, period.unwrap_or(Period::unresolved(precision))))
}

/// "two days ago", counted from publication; "three weeks earlier" and "two days later", counted
/// from the day that the text named before.
fn ago(context: Context<'_>, at: u32) -> Option<Found> {
    let (unit_at, count) = count(context, at)?;
    let end = unit_at + 2;
    let from_told = context.told.or(context.anchor);
    let (base, sign) = match (context.lower(unit_at + 1), context.lower(end)) {
        ("ago", _) => (context.anchor, -1),
        ("earlier" | "later", "than") => return None,
        ("earlier", _) => (from_told, -1),
        ("later", _) => (from_told, 1),
        _ => return None,
    };
    let unit = context.lower(unit_at).trim_end_matches('s');
    let precision = match unit {
        "minute" | "hour" | "day" | "night" => TimePrecision::Day,
        "week" => TimePrecision::Week,
        "month" => TimePrecision::Month,
        "year" | "decade" => TimePrecision::Coarse,
        _ => return None,
    };
    let resolved = base.zip(count).and_then(|(base, count)| {
        let count = i64::try_from(count).ok().filter(|count| *count < 3000)?;
        let steps = sign * count;
        match unit {
            "minute" => Some(Period::day(base)),
            "hour" => Some(Period::day(shift(base, steps / 24))),
            "day" | "night" => Some(Period::day(shift(base, steps))),
            "week" => {
                let day = shift(base, 7 * steps);
                Some(Period::range(shift(day, -3), shift(day, 3)))
            }
            "month" => month_off(base, steps as i32)
                .and_then(|(year, month)| Period::month(year, month, None)),
            "year" => {
                let year = base.year() + steps as i16;
                Period::years(year, year, None)
            }
            _ => None,
        }
    });
    Some((end, resolved.unwrap_or(Period::unresolved(precision))))
}

/// "in recent weeks", "over the past 24 hours", "in the last few days".
fn recent(context: Context<'_>, at: u32) -> Option<Found> {
    let from = at + u32::from(context.lower(at) == "the");
    let (unit_at, count) = match context.lower(from) {
        "recent" => (from + 1, None),
        "past" | "last" | "previous" => match count(context, from + 1) {
            Some((unit_at, count)) => (unit_at, count),
            None if context.lower(at) == "the" => (from + 1, Some(1)),
            None => return None,
        },
        _ => return None,
    };
    let unit = context.lower(unit_at);
    let singular = unit.trim_end_matches('s');
    let days = match singular {
        "hour" | "day" => 1,
        "week" => 7,
        "month" => 30,
        "year" => 365,
        _ => return None,
    };
    let plural = unit.ends_with('s');
    // "recent" and "few" stand for about four.
    let count = count.map_or(if plural { 4 } else { 1 }, |count| count.min(5000) as i64);
    let length = if singular == "hour" {
        (count + 23) / 24
    } else {
        count * days
    };
    let precision = match length {
        0 | 1 => TimePrecision::Day,
        2..=10 => TimePrecision::Week,
        11..=45 => TimePrecision::Month,
        _ => TimePrecision::Coarse,
    };
    let period = context
        .anchor
        .map_or(Period::unresolved(precision), |anchor| {
            Period::range(shift(anchor, -length), anchor).with(precision)
        });
    Some((unit_at + 1, period))
}

/// Where the unit stands after a number, and the number; `None` for "several".
fn count(context: Context<'_>, at: u32) -> Option<(u32, Option<u64>)> {
    if let Some((end, value)) = exact(context.analysis, at, context.end) {
        return Some((end, Some(value)));
    }
    let pair = context.lower(at + 1);
    match context.lower(at) {
        "a" | "the" if matches!(pair, "few" | "several") => Some((at + 2, None)),
        "a" if pair == "couple" => {
            Some((at + 2 + u32::from(context.lower(at + 2) == "of"), Some(2)))
        }
        "a" | "an" | "one" => Some((at + 1, Some(1))),
        "several" | "few" | "many" | "some" => Some((at + 1, None)),
        _ => None,
    }
}

/// One past "night", "at dawn", "in the evening" behind a day.
fn daytime(context: Context<'_>, at: u32) -> u32 {
    let words = match (context.lower(at), context.lower(at + 1)) {
        ("at", word) if DAYTIMES.contains(&word) => 2,
        ("in", "the") if DAYTIMES.contains(&context.lower(at + 2)) => 3,
        ("early" | "late", word) if DAYTIMES.contains(&word) => 2,
        (word, _) if DAYTIMES.contains(&word) => 1,
        _ => 0,
    };
    at + words
}

fn week(anchor: Date, step: i64) -> Option<Period> {
    let monday = shift(monday(anchor), 7 * step);
    let sunday = if step == 0 { anchor } else { shift(monday, 6) };
    Some(Period::range(monday, sunday).with(TimePrecision::Week))
}

/// Cuts a period that is not over yet at the day of publication.
fn until(period: Period, anchor: Date) -> Period {
    Period {
        end: Some(anchor),
        ..period
    }
}

/// Northern seasons, as agencies use them.
fn season(anchor: Date, name: &str, step: i64) -> Option<Period> {
    let first = match name {
        "spring" => 3,
        "summer" => 6,
        "autumn" | "fall" => 9,
        _ => 12,
    };
    let year = anchor.year()
        + match step {
            -1 if first + 2 < anchor.month() => 0,
            step => step as i16,
        };
    let start = Date::new(year, first, 1).ok()?;
    let end = shift(start, 80).last_of_month();
    Some(Period::range(start, end).with(TimePrecision::Coarse))
}

/// Kept for readers of years: the part of a year that a season is.
pub(super) const fn season_part(name: &str) -> Option<Part> {
    match name.as_bytes() {
        b"spring" | b"winter" => Some(Part::Early),
        b"summer" => Some(Part::Mid),
        b"autumn" | b"fall" => Some(Part::Late),
        _ => None,
    }
}
