//! Acts told by the time that lies between them and the news: "…, two days after rebels
//! shelled the port". Prevents the story so far from being news of today, and an act of the
//! day before from having the day of the act after it.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::analysis::{DateMention, DateRelation};
use crate::event::act::candidate::Candidate;
use crate::event::reading::Reading;
use crate::event::reading::phrase::is_time_unit;
use crate::frame::{Act, Class};
use crate::quantity::exact;

/// Most words of a number before its unit ("twenty-five days").
const NUMBER: u32 = 3;

/// A span of time that opens the clause of an act.
#[derive(Clone, Copy, Debug)]
pub(in crate::event) struct Span {
    /// Its first word.
    pub(in crate::event) start: u32,
    /// "after".
    pub(in crate::event) after: u32,
    /// How many days, where it is told in hours, days or weeks with a number.
    days: Option<i64>,
    /// Weeks or more.
    pub(in crate::event) long: bool,
}

/// The span after which the rest of the sentence is told, where the act stands in the clause
/// that it opens.
pub(in crate::event) fn span_before(
    reading: &Reading<'_>,
    candidate: &Candidate<'_>,
) -> Option<Span> {
    let sentence = reading.sentence(candidate.sentence);
    let first = candidate
        .verb
        .map_or(candidate.trigger.start, |verb| {
            reading.chunk(verb).tokens.start
        })
        .min(candidate.trigger.start);
    let after = (sentence.start + 1..first).rev().find(|token| {
        reading.is_any(*token, &["after", "since"])
            && is_time_unit(reading.analysis.lemma(*token - 1))
    })?;
    let span = span_at(reading, sentence.start, after);
    let mut commas = (after..first).filter(|token| reading.is(*token, ","));
    // "Two weeks after the truce, rebels attacked": the comma closes what opens the sentence.
    let opens = (sentence.start..span.start).all(|token| reading.chunk_at(token).is_none());
    // "The raid, two weeks after the truce, killed six": one without a verb closes, too.
    let closed = commas.next().is_some_and(|comma| {
        opens
            || !(after..comma).any(|token| {
                reading
                    .chunk_at(token)
                    .is_some_and(|chunk| reading.verb(chunk).is_some())
            })
    });
    // "…, and Pakistan said that it had shot down five": another clause of the news.
    let apart = (after..first).any(|token| {
        reading.is(token, ";")
            || reading.is(token, ",")
                && reading.is(token + 1, "and")
                && reading.any(token + 2..first, Class::Say)
    });
    (!closed && !apart).then_some(span)
}

fn span_at(reading: &Reading<'_>, sentence: u32, after: u32) -> Span {
    let unit = after - 1;
    let lemma = reading.analysis.lemma(unit);
    let numbered = (unit.saturating_sub(NUMBER).max(sentence)..unit).find_map(|token| {
        let (end, value) = exact(reading.analysis, token, unit)?;
        (end == unit).then_some((token, i64::try_from(value).ok()?))
    });
    let article = unit
        .checked_sub(1)
        .filter(|token| *token >= sentence && reading.is_any(*token, &["a", "an", "the", "one"]))
        .map(|token| (token, 1));
    let counted = numbered.or(article);
    let factor = match lemma {
        "day" => Some(1),
        "week" => Some(7),
        _ => None,
    };
    Span {
        start: counted.map_or(unit, |(token, _)| token),
        after,
        days: counted
            .zip(factor)
            .map(|((_, count), factor)| count.saturating_mul(factor)),
        long: !matches!(lemma, "minute" | "hour" | "day"),
    }
}

/// "Fighting resumed despite a truce declared hours earlier": what was settled before the news.
pub(in crate::event) fn agreed_before(
    reading: &Reading<'_>,
    candidate: &Candidate<'_>,
) -> Option<u32> {
    let settles = matches!(candidate.frame.act, Act::Agree | Act::Ceasefire);
    let end = reading.sentence(candidate.sentence).end;
    let start = reading.sentence(candidate.sentence).start;
    let first = reading.phrase_start(candidate.trigger.start);
    let broken = first > start
        && reading.is_any(
            first - 1,
            &[
                "despite",
                "violating",
                "breaking",
                "shattering",
                "ending",
                "after",
                "of",
                "breaching",
            ],
        );
    let unit = (candidate.trigger.end..end.min(candidate.trigger.end + 6)).find(|token| {
        is_time_unit(reading.analysis.lemma(*token))
            && reading.is_any(token + 1, &["earlier", "before", "ago", "previously"])
    });
    unit.filter(|_| settles && broken && candidate.noun)
}

impl Span {
    /// The day from which the span counts where the text names it right before: "on 8
    /// October, a day after".
    pub(in crate::event) fn anchor<'a>(&self, reading: &Reading<'a>) -> Option<&'a DateMention> {
        let comma = self.start.checked_sub(1)?;
        let last = match reading.is(comma, ",") {
            true => comma.checked_sub(1)?,
            false => comma,
        };
        let date = reading.date_at(last)?;
        Some(&reading.analysis.dates[date])
    }

    /// The day that lies so long before another.
    pub(in crate::event) fn before(&self, day: Date) -> Option<Date> {
        day.checked_sub(self.days?.days()).ok()
    }

    /// The day of the act, counted from the news of `day`.
    pub(super) fn dated(&self, reading: &Reading<'_>, news: &DateMention) -> Option<DateMention> {
        let base = self.anchor(reading).unwrap_or(news);
        let day = self.before(base.start?)?;
        Some(DateMention {
            tokens: self.start..self.after + 1,
            start: Some(day),
            end: Some(day),
            relation: DateRelation::During,
            precision: base.precision,
        })
    }
}
