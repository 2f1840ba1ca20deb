//! When: the date of the clause, else of the paragraph, else the day of publication with
//! less precision; never the day of publication for what is long past.

use jiff::ToSpan as _;
use jiff::civil::Date;
use sitrep_contract::{Status, TimePrecision};

use super::candidate::{Candidate, When};
use super::reading::Reading;
use super::status::nearest_date;
use crate::analysis::{DateMention, DateRelation};

/// Dates every candidate. They are in text order.
pub(super) fn bind(
    reading: &Reading<'_>,
    candidates: &mut [Candidate<'_>],
    published: Option<Date>,
) {
    for index in 0..candidates.len() {
        if let Some(date) = own_date(reading, &candidates[index]) {
            let tokens = Some(date.tokens.clone());
            candidates[index].when = Some(When { date, told: true });
            candidates[index].note("date", "date/sentence", tokens, "");
            continue;
        }
        let candidate = &candidates[index];
        let paragraph = reading.analysis.sentences[candidate.sentence].paragraph;
        let earlier = candidates[..index].iter().rev().find(|earlier| {
            reading.analysis.sentences[earlier.sentence].paragraph == paragraph
                && earlier.status == candidate.status
        });
        let inherited = earlier
            .and_then(|earlier| earlier.when.clone())
            .filter(|when| when.told);
        if let Some(when) = inherited {
            let tokens = Some(when.date.tokens.clone());
            candidates[index].when = Some(when);
            candidates[index].note(
                "date",
                "date/paragraph",
                tokens,
                "the sentence names no day",
            );
            continue;
        }
        let news = matches!(
            candidate.status,
            Status::Reported | Status::Claimed | Status::Denied
        );
        if let Some(published) = published.filter(|_| news) {
            candidates[index].when = Some(assumed(published));
            candidates[index].note(
                "date",
                "date/publication",
                None,
                "no day is named: some day of the week up to publication",
            );
        }
    }
}

fn own_date(reading: &Reading<'_>, candidate: &Candidate<'_>) -> Option<DateMention> {
    let date = nearest_date(reading, candidate)?;
    let usable = matches!(date.relation, DateRelation::During | DateRelation::Since)
        && (date.start.is_some() || date.end.is_some());
    usable.then(|| date.clone())
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
    }
}
