//! When: the date of the clause, else of the paragraph, else the day of publication with
//! less precision; never the day of publication for what is long past.

use jiff::ToSpan as _;
use jiff::civil::Date;
use sitrep_contract::{Status, TimePrecision};

use super::nearest::{nearest_date, of_answer, of_statement};
use super::span::span_before;
use super::tale::TALE_OF_THEN;
use crate::analysis::{DateMention, DateRelation};
use crate::event::act::candidate::{Candidate, When};
use crate::event::place;
use crate::event::place::entry::Entry;
use crate::event::reading::Reading;
use crate::frame::Class;

/// The rule that counts back from the news.
const COUNTED_BACK: &str = "date/counted-back";

/// Dates every candidate. They are in text order.
pub(in crate::event) fn bind(
    reading: &Reading<'_>,
    candidates: &mut [Candidate<'_>],
    entries: &[Entry],
    published: Option<Date>,
) {
    for index in 0..candidates.len() {
        let (earlier, rest) = candidates.split_at_mut(index);
        let candidate = &mut rest[0];
        let sentence = reading.sentence(candidate.sentence);
        let previous = reading
            .any(sentence, Class::PreviousDay)
            .then(|| {
                relative(reading, candidate, earlier)
                    .or_else(|| day_before_statement(reading, candidate))
            })
            .flatten();
        let bound = long_after(reading, candidate, earlier, published)
            .or(previous)
            .or_else(|| {
                own_date(reading, candidate).map(|date| {
                    match of_statement(reading, &date) || of_answer(reading, candidate, &date) {
                        true => (stated(date), "date/of-the-statement"),
                        false => (told(date), "date/sentence"),
                    }
                })
            })
            .or_else(|| relative(reading, candidate, earlier))
            .or_else(|| live(candidate, entries, published))
            .or_else(|| of_tale(reading, candidate))
            .or_else(|| of_paragraph(reading, candidate, earlier));
        if let Some((when, rule)) = bound {
            let tokens = Some(when.date.tokens.clone()).filter(|tokens| !tokens.is_empty());
            candidate.when = Some(when);
            candidate.note("date", rule, tokens, "");
        }
    }
    let main = main_day(reading, candidates);
    for candidate in candidates
        .iter_mut()
        .filter(|candidate| candidate.when.is_none())
    {
        if !is_news(candidate) {
            continue;
        }
        let bound = match (&main, published) {
            (Some(main), _) => (
                When {
                    date: DateMention {
                        precision: TimePrecision::Week,
                        ..main.clone()
                    },
                    told: false,
                    stated: false,
                },
                "date/main-day",
                "no day is named: the day that the article is about",
            ),
            (None, Some(published)) => (
                assumed(published),
                "date/publication",
                "no day is named: some day of the week up to publication",
            ),
            (None, None) => continue,
        };
        candidate.when = Some(bound.0);
        candidate.note("date", bound.1, None, bound.2);
    }
}

fn is_news(candidate: &Candidate<'_>) -> bool {
    matches!(
        candidate.status,
        Status::Reported | Status::Claimed | Status::Denied
    )
}

fn told(date: DateMention) -> When {
    When {
        date,
        told: true,
        stated: false,
    }
}

fn stated(date: DateMention) -> When {
    When {
        stated: true,
        ..told(date)
    }
}

type Bound = (When, &'static str);

/// "the same day", "hours later", "the next day": counted from the act told before.
fn relative(
    reading: &Reading<'_>,
    candidate: &Candidate<'_>,
    earlier: &[Candidate<'_>],
) -> Option<Bound> {
    let sentence = reading.sentence(candidate.sentence);
    let next = reading.any(sentence.clone(), Class::NextDay);
    let previous = reading.any(sentence.clone(), Class::PreviousDay);
    if !next && !previous && !reading.any(sentence, Class::SameDay) {
        return None;
    }
    let before = earlier
        .iter()
        .rev()
        .filter(|earlier| earlier.status == candidate.status || is_news(earlier))
        .filter(|earlier| !is_aside(earlier))
        .find_map(|earlier| earlier.when.clone().filter(|when| when.told))?;
    let mut date = before.date;
    if next || previous {
        let day = match previous {
            true => date.start?.checked_sub(1.days()).ok()?,
            false => date.end?.checked_add(1.days()).ok()?,
        };
        (date.start, date.end) = (Some(day), Some(day));
    }
    Some((told(date), "date/counted-from-act-before"))
}

/// "The ministry said on Thursday that troops had broken up the camp a day earlier": counted
/// from the day of the words, which the sentence names before the act.
fn day_before_statement(reading: &Reading<'_>, candidate: &Candidate<'_>) -> Option<Bound> {
    let sentence = reading.sentence(candidate.sentence);
    let previous = reading.first(candidate.trigger.end..sentence.end, Class::PreviousDay)?;
    let mut date = own_date(reading, candidate)
        .filter(|date| date.tokens.end <= candidate.trigger.start)
        .filter(|date| date.precision == TimePrecision::Day)?;
    // "…, two days after an attack that …; the port was hit a day earlier": of another clause.
    let apart = (candidate.trigger.end..previous)
        .any(|token| reading.is_any(token, &[",", ";", "after", "before"]));
    let day = date.start?.checked_sub(1.days()).ok()?;
    (date.start, date.end) = (Some(day), Some(day));
    (!apart).then(|| (told(date), "date/day-before-the-words"))
}

/// Whether an act is told by the time before the news: its day is not that of what follows.
fn is_aside(candidate: &Candidate<'_>) -> bool {
    candidate.notes.iter().any(|note| note.rule == COUNTED_BACK)
}

/// "two days after rebels shelled the port": counted from the day of the news.
fn long_after(
    reading: &Reading<'_>,
    candidate: &Candidate<'_>,
    earlier: &[Candidate<'_>],
    published: Option<Date>,
) -> Option<Bound> {
    let span = span_before(reading, candidate)?;
    // "a day after the video of an assault on May 4": a day of its own.
    if own_date(reading, candidate).is_some_and(|date| date.tokens.start > span.after) {
        return None;
    }
    let news = earlier
        .iter()
        .rev()
        .filter(|earlier| is_news(earlier) && !is_aside(earlier))
        .find_map(|earlier| earlier.when.as_ref().filter(|when| when.told))
        .map(|when| when.date.clone())
        .or_else(|| published.map(|day| assumed(day).date))?;
    let date = span.dated(reading, &news)?;
    Some((told(date), COUNTED_BACK))
}

/// An entry of a live blog without a day is of the day it is published on.
fn live(candidate: &Candidate<'_>, entries: &[Entry], published: Option<Date>) -> Option<Bound> {
    let day = published.filter(|_| entries[candidate.sentence].live && is_news(candidate))?;
    let date = DateMention {
        tokens: 0..0,
        start: Some(day),
        end: Some(day),
        precision: TimePrecision::Day,
        relation: DateRelation::During,
    };
    let when = When {
        told: false,
        ..told(date)
    };
    Some((when, "date/live-entry"))
}

/// The date that opens the tale that an act goes on with.
fn of_tale(reading: &Reading<'_>, candidate: &Candidate<'_>) -> Option<Bound> {
    let mut notes = candidate.notes.iter();
    let opening = notes
        .find(|note| note.rule == TALE_OF_THEN)?
        .tokens
        .clone()?;
    let date = reading.date_at(opening.start)?;
    Some((
        told(reading.analysis.dates[date].clone()),
        "date/tale-of-then",
    ))
}

/// The day of an earlier act of the paragraph.
fn of_paragraph(
    reading: &Reading<'_>,
    candidate: &Candidate<'_>,
    earlier: &[Candidate<'_>],
) -> Option<Bound> {
    let paragraph = reading.analysis.sentences[candidate.sentence].paragraph;
    let mut before = earlier.iter().rev().filter(|earlier| {
        reading.analysis.sentences[earlier.sentence].paragraph == paragraph
            && !is_aside(earlier)
            && (earlier.status == candidate.status || is_news(earlier) && is_news(candidate))
    });
    let nearest = before.next()?;
    // "marched on Wednesday against Monday's coup": what goes on is the march.
    let before = match owned_by_day(reading, nearest) {
        true => before
            .find(|earlier| earlier.sentence == nearest.sentence && told_day(earlier))
            .unwrap_or(nearest),
        false => nearest,
    };
    let when = before.when.clone().filter(|when| when.told)?;
    Some((when, "date/paragraph"))
}

/// "Monday's coup": an act that only recalls its day.
fn owned_by_day(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let day = candidate.when.as_ref().map(|when| &when.date.tokens);
    candidate.noun && day.is_some_and(|day| reading.is(day.end, "'s") && !day.is_empty())
}

fn told_day(candidate: &Candidate<'_>) -> bool {
    candidate.when.as_ref().is_some_and(|when| when.told)
}

/// The day that the article is about: of the first act of headline and lead whose sentence
/// names one.
fn main_day(reading: &Reading<'_>, candidates: &[Candidate<'_>]) -> Option<DateMention> {
    candidates
        .iter()
        .take_while(|candidate| place::in_lead(reading, candidate))
        .filter(|candidate| is_news(candidate) && !is_aside(candidate))
        .find_map(|candidate| {
            let when = candidate.when.as_ref().filter(|when| when.told)?;
            (when.date.precision == TimePrecision::Day).then(|| when.date.clone())
        })
}

fn own_date(reading: &Reading<'_>, candidate: &Candidate<'_>) -> Option<DateMention> {
    let date = nearest_date(reading, candidate)?;
    let usable = matches!(date.relation, DateRelation::During | DateRelation::Since)
        && (date.start.is_some() || date.end.is_some());
    usable.then(|| at_the_time(reading, candidate, date))
}

/// "since 2012, when they took the town": what the clause behind tells is of that year.
fn at_the_time(
    reading: &Reading<'_>,
    candidate: &Candidate<'_>,
    date: &DateMention,
) -> DateMention {
    let end = date.tokens.end;
    let clause = end + u32::from(reading.is(end, ","));
    let within = date.relation == DateRelation::Since
        && candidate.trigger.start > clause
        && (reading.is(clause, "when") || reading.is(clause, "where"));
    let year = |start: Date| Date::new(start.year(), 12, 31).unwrap_or(start);
    match date.start {
        Some(start) if within => DateMention {
            end: Some(match date.precision {
                TimePrecision::Coarse => year(start),
                TimePrecision::Month => start.last_of_month(),
                _ => start,
            }),
            relation: DateRelation::During,
            ..date.clone()
        },
        _ => date.clone(),
    }
}

fn assumed(published: Date) -> When {
    let start = published.checked_sub(6.days()).unwrap_or(published);
    When {
        date: DateMention {
            tokens: 0..0,
            start: Some(start),
            end: Some(published),
            precision: TimePrecision::Week,
            relation: DateRelation::During,
        },
        told: false,
        stated: false,
    }
}
