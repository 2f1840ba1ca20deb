//! Places that a sentence names and at which its act was not: where somebody went afterwards,
//! whose president it was, where somebody spoke of it. Prevents the wrong one of several places.

use crate::analysis::{PlaceKind, TokenRange};
use crate::event::act::candidate::Candidate;
use crate::event::reading::Reading;
use crate::frame::Class;

/// Whether the words around a place say that the act was somewhere else.
pub(super) fn is_elsewhere(
    reading: &Reading<'_>,
    candidate: &Candidate<'_>,
    tokens: &TokenRange,
    governor: Option<u32>,
    kind: PlaceKind,
) -> bool {
    let start = reading.sentence(candidate.sentence).start;
    // "In Kabul, the president condemned the massacre": where he spoke.
    let spoken =
        candidate.noun && tokens.start == start + 1 && spoken_of(reading, candidate, tokens.end);
    spoken
        || (kind == PlaceKind::Country && of_office(reading, governor))
        || goes_to(reading, candidate.trigger.end..tokens.start, governor)
        || came_after(reading, candidate, tokens.end, governor)
}

/// "the presidents of Rwanda and Burundi": whose, not where.
fn of_office(reading: &Reading<'_>, governor: Option<u32>) -> bool {
    let of = governor.and_then(|token| match reading.is(token, "and") {
        true => {
            let left = reading.chunk_at(token.checked_sub(1)?)?;
            reading.chunk(left).tokens.start.checked_sub(1)
        }
        false => Some(token),
    });
    of.is_some_and(|of| {
        reading.is(of, "of") && of > 0 && {
            let head = reading.classes(of - 1);
            head.has(Class::Office) && reading.lower(of - 1).ends_with('s')
        }
    })
}

/// Whether an act is only the object of a verb behind a place: "condemned the massacre".
fn spoken_of(reading: &Reading<'_>, candidate: &Candidate<'_>, from: u32) -> bool {
    let first = reading.phrase_start(candidate.trigger.start);
    let verb = first
        .checked_sub(1)
        .filter(|token| *token >= from)
        .and_then(|token| reading.chunk_at(token))
        .filter(|chunk| reading.verb(*chunk).is_some());
    reading.is(first, "the") && verb.is_some() && candidate.verb.is_none()
}

/// "looted shops before crossing the river to Brazzaville": where they went afterwards.
fn goes_to(reading: &Reading<'_>, between: TokenRange, governor: Option<u32>) -> bool {
    let towards = governor
        .is_some_and(|token| reading.is_any(token, &["to", "into", "towards", "toward", "for"]));
    towards
        && between
            .into_iter()
            .any(|token| reading.is(token, "before") && reading.lower(token + 1).ends_with("ing"))
}

/// "fled along the road to Sake after a battle at the airport": nobody fought where they went.
fn came_after(
    reading: &Reading<'_>,
    candidate: &Candidate<'_>,
    end: u32,
    governor: Option<u32>,
) -> bool {
    let towards =
        governor.is_some_and(|token| reading.is_any(token, &["to", "into", "towards", "toward"]));
    towards
        && candidate.noun
        && reading.is_any(end, &["after", "following"])
        && end < candidate.trigger.start
}
