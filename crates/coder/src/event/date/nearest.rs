//! Which date of a sentence an act has: the nearest, where no clause, parenthesis or statement
//! parts them. Prevents the date of another clause, or of what was said, from dating an act.

use sitrep_contract::TimePrecision;

use crate::analysis::{DateMention, DateRelation};
use crate::event::act::candidate::Candidate;
use crate::event::reading::Reading;
use crate::frame::{Act, Class};
use crate::text::ChunkKind;

/// An exact day within so many tokens of the trigger is no vague year's rival.
const NEAR: u32 = 18;

/// Tokens between the verb of a statement and its day.
const REACH: u32 = 6;

/// The date of the sentence that stands nearest to the trigger.
pub(in crate::event) fn nearest_date<'a>(
    reading: &Reading<'a>,
    candidate: &Candidate<'_>,
) -> Option<&'a DateMention> {
    let sentence = reading.sentence(candidate.sentence);
    let dates = &reading.analysis.dates;
    let first = dates.partition_point(|date| date.tokens.start < sentence.start);
    let exact = dates[first..]
        .iter()
        .take_while(|date| date.tokens.start < sentence.end)
        .any(|date| {
            date.precision == TimePrecision::Day
                && date.relation == DateRelation::During
                && date.tokens.start.abs_diff(candidate.trigger.start) <= NEAR
        });
    let distance = |date: &&DateMention| {
        let after = date.tokens.start.saturating_sub(candidate.trigger.end);
        let before = candidate.trigger.start.saturating_sub(date.tokens.end);
        // A clause boundary between makes a date belong to something else.
        let between = date.tokens.end.min(candidate.trigger.end)
            ..date.tokens.start.max(candidate.trigger.start);
        let boundary = between
            .clone()
            .filter(|token| breaks(reading, *token))
            .count() as u32;
        // "ordnance from the 1980s blew up on 28 July": the year belongs to a thing.
        let vague = u32::from(exact && date.precision == TimePrecision::Coarse);
        let aside = u32::from(in_parenthesis(reading, date, candidate));
        let stated = u32::from(of_statement(reading, date));
        if in_own_clause(reading, candidate, date) {
            return 0;
        }
        after.max(before) + 12 * boundary + 20 * vague + 12 * aside + 20 * stated
    };
    // "a weekly market": the habit of a thing.
    let of_thing = |date: &&DateMention| {
        let last = date.tokens.end - 1;
        date.relation == DateRelation::Recurring
            && reading.chunk_at(last).is_some_and(|chunk| {
                let chunk = reading.chunk(chunk);
                chunk.kind == ChunkKind::Noun
                    && chunk.head > last
                    && !chunk.tokens.contains(&candidate.trigger.start)
            })
    };
    // "… the war that began in 2011": the date of another clause.
    // What is demanded or offered has dates of its own.
    let talk = matches!(candidate.frame.act, Act::Verbal | Act::Agree);
    let own_clause = |date: &&DateMention| {
        let own = clause_of(reading, candidate);
        let between = candidate.trigger.end..date.tokens.start.max(candidate.trigger.end);
        !between.clone().any(|token| {
            (reading.classes(token).has(Class::Relative) && token != own)
                || (talk && (breaks(reading, token) || in_verb(reading, token)))
        })
    };
    dates[first..]
        .iter()
        .take_while(|date| date.tokens.start < sentence.end)
        .filter(|date| own_clause(date) && !of_thing(date))
        .min_by_key(distance)
        .or_else(|| {
            // "police fired at protesters who blocked roads on Tuesday": the day of the news.
            dates[first..]
                .iter()
                .take_while(|date| date.tokens.start < sentence.end)
                .find(|date| {
                    !talk
                        && date.precision == TimePrecision::Day
                        && date.relation == DateRelation::During
                        && !date.tokens.clone().any(|token| reading.is_numeral(token))
                })
        })
}

/// Where the relative clause of a noun stands, with or without a comma.
fn clause_of(reading: &Reading<'_>, candidate: &Candidate<'_>) -> u32 {
    candidate.trigger.end + u32::from(reading.is(candidate.trigger.end, ","))
}

/// "the bomb that killed 28 two days earlier": a date of the clause about the noun itself.
fn in_own_clause(reading: &Reading<'_>, candidate: &Candidate<'_>, date: &DateMention) -> bool {
    let clause = clause_of(reading, candidate);
    let relative = |token: u32| reading.classes(token).has(Class::Relative);
    candidate.noun
        && date.tokens.start > clause
        && relative(clause)
        && !(clause + 1..date.tokens.start)
            .any(|token| relative(token) || breaks(reading, token) || reading.is(token, ","))
}

/// "arrested five men on Monday over the bombing": what is answered to was done before.
pub(super) fn of_answer(
    reading: &Reading<'_>,
    candidate: &Candidate<'_>,
    date: &DateMention,
) -> bool {
    candidate.noun
        && (date.tokens.end..candidate.trigger.start)
            .next()
            .is_some_and(|next| {
                reading.is_any(next, &["over", "for", "after", "following"])
                    && !(next..candidate.trigger.start)
                        .any(|token| breaks(reading, token) || reading.is(token, ","))
            })
}

/// "The insurgents, whose attacks have displaced a million since 2017, beheaded …": the date
/// of a relative clause between commas that ends before the act.
fn in_parenthesis(reading: &Reading<'_>, date: &DateMention, candidate: &Candidate<'_>) -> bool {
    let start = reading.sentence(candidate.sentence).start;
    let closed = (date.tokens.end..candidate.trigger.start).find(|token| reading.is(*token, ","));
    let opened = (start..date.tokens.start)
        .rev()
        .find(|token| reading.classes(*token).has(Class::Relative));
    closed.is_some()
        && opened.is_some_and(|relative| relative > start && reading.is(relative - 1, ","))
}

/// "The governor said on Thursday", "the toll rose on Sunday": the day of the words, or of the
/// count, not of the act, though often both.
pub(in crate::event) fn of_statement(reading: &Reading<'_>, date: &DateMention) -> bool {
    let start = reading.sentence_start(date.tokens.start);
    let from = date.tokens.start.saturating_sub(REACH).max(start);
    // "said Thursday's attack"
    let owns = reading.is(date.tokens.end, "'s");
    let said = (from..date.tokens.start)
        .rev()
        .take_while(|token| !reading.is_any(*token, &[",", ";", "that"]))
        .find_map(|token| {
            reading
                .chunk_at(token)
                .filter(|chunk| reading.verb(*chunk).is_some())
        })
        .is_some_and(|verb| {
            let verb = reading.chunk(verb).tokens.clone();
            reading.any(verb.clone(), Class::Say)
                || reading.any(verb, Class::TollVerb) && tells_toll(reading, start)
        });
    said && !owns
}

/// Whether the sentence that starts at a token counts the dead: "the toll", "the number".
fn tells_toll(reading: &Reading<'_>, start: u32) -> bool {
    let sentence = reading.sentence(reading.sentence_index(start));
    let casualties = &reading.analysis.casualties;
    let first = casualties.partition_point(|casualty| casualty.cue < sentence.start);
    casualties[first..]
        .iter()
        .take_while(|casualty| casualty.cue < sentence.end)
        .any(|casualty| matches!(reading.analysis.lemma(casualty.cue), "toll" | "number"))
}

/// Whether a new clause starts at a token.
pub(in crate::event) fn breaks(reading: &Reading<'_>, token: u32) -> bool {
    reading.classes(token).has(Class::ClauseStart)
}

/// Whether a token belongs to a verb group.
pub(in crate::event) fn in_verb(reading: &Reading<'_>, token: u32) -> bool {
    reading
        .chunk_at(token)
        .is_some_and(|chunk| reading.verb(chunk).is_some())
}
