//! Days and months named by the calendar: "July 22", "22 July 2024", "6–7 July",
//! "between May 3 and June 5", "early July", "May 2023".

use jiff::civil::Date;
use sitrep_contract::TimePrecision;

use super::calendar::{month, weekday};
use super::context::Context;
use super::named;
use super::period::{Part, Period, shift};

/// What was read, and one past its last token.
pub(super) type Found = (u32, Period);

/// A day with or without a year.
#[derive(Clone, Copy)]
struct Day {
    year: Option<i16>,
    month: i8,
    day: i8,
    end: u32,
}

/// A day, a range of days, or a month at a token.
pub(super) fn read(context: Context<'_>, at: u32) -> Option<Found> {
    // "Monday, July 22": the calendar day says more than the weekday.
    let from = if weekday(context.lower(at)).is_some() {
        at + 1 + u32::from(context.lower(at + 1) == ",")
    } else {
        at
    };
    let from =
        from + u32::from(context.lower(from) == "the" && context.day_number(from + 1).is_some());
    days(context, from).or_else(|| {
        if from == at {
            month_only(context, at)
        } else {
            None
        }
    })
}

fn days(context: Context<'_>, at: u32) -> Option<Found> {
    if let Some((first, last)) =
        day_month_range(context, at).or_else(|| month_day_range(context, at))
    {
        let future = context.is_future(&(at..last.end));
        let end = resolve(last, context, future);
        let first = Day {
            // "from 28 December to 3 January 2024" starts in the year before.
            year: first.year.or_else(|| {
                end.map(|end| {
                    end.year() - i16::from((first.month, first.day) > (last.month, last.day))
                })
            }),
            ..first
        };
        let start = resolve(first, context, future);
        let period = match (start, end) {
            (Some(start), Some(end)) => Period::range(start, end),
            _ => Period::unresolved(TimePrecision::Week),
        };
        return Some((last.end, period));
    }
    let day = single(context, at)?;
    if named::is_name(context.lower(day.end))
        && context.is_capitalised(day.end)
        && day.year.is_none()
    {
        return None;
    }
    let next = context.lower(day.end);
    let lemma = if next.is_empty() {
        ""
    } else {
        context.analysis.lemma(day.end)
    };
    let year = day
        .year
        .or_else(|| named::year(day.month, day.day, lemma, context.anchor));
    let future = context.is_future(&(at..day.end));
    let resolved = resolve(Day { year, ..day }, context, future);
    Some((
        day.end,
        resolved.map_or(Period::unresolved(TimePrecision::Day), Period::day),
    ))
}

/// "July 22nd, 2024" or "22 of July 2024" or "22-Jul-2024".
fn single(context: Context<'_>, at: u32) -> Option<Day> {
    if let Some(date) = super::numeric::date(context.lower(at)) {
        return Some(Day {
            year: Some(date.year()),
            month: date.month(),
            day: date.day(),
            end: at + 1,
        });
    }
    if let Some(month) = month_word(context, at) {
        let day = context.day_number(at + 1)?;
        let (year, end) = year_after(context, at + 2);
        return Some(Day {
            year,
            month,
            day,
            end,
        });
    }
    let day = context.day_number(at)?;
    let of = at + 1 + u32::from(context.lower(at + 1) == "of");
    let month = month_word(context, of)?;
    let (year, end) = year_after(context, of + 1);
    Some(Day {
        year,
        month,
        day,
        end,
    })
}

/// "6–7 July", "6 and 7 July", "3 to 5 May", also with a month each.
fn day_month_range(context: Context<'_>, at: u32) -> Option<(Day, Day)> {
    let first = context.day_number(at)?;
    let own = month_word(context, at + 1);
    let (year, middle) = match own {
        Some(_) => year_after(context, at + 2),
        None => (None, at + 1),
    };
    let link = link(context, middle)?;
    let last = single(context, link)?;
    // "July 5 and 6 people": the second day must have its own month here.
    let month = own.unwrap_or(last.month);
    Some((
        Day {
            year,
            month,
            day: first,
            end: middle,
        },
        last,
    ))
}

/// "July 6-7", "July 6 to August 2, 2024".
fn month_day_range(context: Context<'_>, at: u32) -> Option<(Day, Day)> {
    let month = month_word(context, at)?;
    let first = context.day_number(at + 1)?;
    let (year, middle) = year_after(context, at + 2);
    let link_at = link(context, middle)?;
    let first = Day {
        year,
        month,
        day: first,
        end: middle,
    };
    if month_word(context, link_at).is_some() {
        return Some((first, single(context, link_at)?));
    }
    let day = context.day_number(link_at).filter(|day| *day > first.day)?;
    let linked = matches!(context.lower(middle), "-" | "–" | "to" | "through");
    let plain = context.lower(link_at + 1);
    // "on July 5 and 6 soldiers were killed" is no range.
    let noun = context
        .tag(link_at + 1)
        .is_some_and(crate::text::Upos::is_noun);
    if !linked && (noun || plain.is_empty() && context.before(at) != "on") {
        return None;
    }
    let (year, end) = year_after(context, link_at + 1);
    Some((
        Day {
            year: first.year.or(year),
            ..first
        },
        Day {
            year,
            month,
            day,
            end,
        },
    ))
}

/// One past a word that joins two days.
fn link(context: Context<'_>, at: u32) -> Option<u32> {
    matches!(
        context.lower(at),
        "-" | "–" | "—" | "to" | "and" | "until" | "till" | "through" | "&"
    )
    .then_some(at + 1)
}

/// "July", "late July", "mid-July 2023", "end of May".
fn month_only(context: Context<'_>, at: u32) -> Option<Found> {
    let (part, from) = part(context, at);
    let lower = context.lower(from);
    let (part, name) = match lower.strip_prefix("mid-").and_then(month) {
        Some(name) => (Some(Part::Mid), name),
        None => (part, month_word(context, from)?),
    };
    let (year, end) = year_after(context, from + 1);
    if year.is_none() && part.is_none() && !is_month_here(context, from) {
        return None;
    }
    let year = year.or_else(|| {
        let anchor = context.anchor?;
        let future = context.is_future(&(at..end));
        let ahead = name > anchor.month();
        Some(match (future, ahead) {
            (false, true) => anchor.year() - 1,
            (true, false) if name < anchor.month() => anchor.year() + 1,
            _ => anchor.year(),
        })
    });
    let period = year.and_then(|year| Period::month(year, name, part));
    Some((
        end,
        period.unwrap_or(Period::unresolved(TimePrecision::Month)),
    ))
}

/// "early", "mid", "late", "the beginning of".
pub(super) fn part(context: Context<'_>, at: u32) -> (Option<Part>, u32) {
    let from = at + u32::from(context.lower(at) == "the");
    let part = match context.lower(from) {
        "early" => return (Some(Part::Early), from + 1),
        "mid" => {
            return (
                Some(Part::Mid),
                from + 1 + u32::from(context.lower(from + 1) == "-"),
            );
        }
        "late" => return (Some(Part::Late), from + 1),
        "beginning" | "start" => Part::Early,
        "middle" => Part::Mid,
        "end" => Part::Late,
        _ => return (None, at),
    };
    if context.lower(from + 1) == "of" {
        (Some(part), from + 2)
    } else {
        (None, at)
    }
}

/// A month's name; "may" and "march" only with a capital.
fn month_word(context: Context<'_>, at: u32) -> Option<i8> {
    let found = month(context.lower(at))?;
    context.is_capitalised(at).then_some(found)
}

/// Whether a month without day and year is one: "in March", "last May", "this June's".
fn is_month_here(context: Context<'_>, at: u32) -> bool {
    let before = context.before(at);
    let cue = matches!(
        before,
        "in" | "since"
            | "until"
            | "till"
            | "by"
            | "last"
            | "next"
            | "this"
            | "early"
            | "late"
            | "mid"
            | "during"
            | "of"
            | "from"
            | "before"
            | "after"
            | "to"
            | "between"
            | "throughout"
    );
    let ambiguous = matches!(
        context.lower(at),
        "may" | "march" | "mar" | "jun" | "jan" | "april" | "june" | "august" | "dec" | "sep"
    );
    // "August" and "April" are also people.
    cue || (!ambiguous
        && context.lower(at + 1) != ","
        && context.tag(at) == Some(crate::text::Upos::Propn)
        && !context.before(at).is_empty())
}

/// An optional year: "July 22, 2024", "July 2024", "July last year", "June of this year".
fn year_after(context: Context<'_>, at: u32) -> (Option<i16>, u32) {
    let comma = u32::from(matches!(context.lower(at), "," | "of"));
    match context.year(at + comma) {
        Some(year) => (Some(year), at + comma + 1),
        None => counted_year(context, at + u32::from(context.lower(at) == "of"))
            .map_or((None, at), |(year, end)| (Some(year), end)),
    }
}

/// "last year", "the previous year": a year counted from the day of publication.
fn counted_year(context: Context<'_>, at: u32) -> Option<(i16, u32)> {
    let from = at + u32::from(context.lower(at) == "the");
    let back = match context.lower(from) {
        "last" | "previous" => 1,
        "this" => 0,
        _ => return None,
    };
    let counted = context.lower(from + 1) == "year";
    counted
        .then_some(context.anchor?)
        .map(|anchor| (anchor.year() - back, from + 2))
}

/// The day in the year that fits: its own, else the nearest not after publication.
fn resolve(day: Day, context: Context<'_>, future: bool) -> Option<Date> {
    let make = |year: i16| Date::new(year, day.month, day.day).ok();
    if let Some(year) = day.year {
        return make(year);
    }
    let anchor = context.anchor?;
    let here = make(anchor.year());
    // East of the outlet it may be tomorrow already.
    let late = here.is_none_or(|date| date > shift(anchor, 1));
    match (future, late) {
        (true, _) => here
            .filter(|date| *date >= anchor)
            .or_else(|| make(anchor.year() + 1)),
        (false, true) => make(anchor.year() - 1).or(here),
        (false, false) => here,
    }
}
