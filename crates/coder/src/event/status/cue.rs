//! Words before a trigger that change what it says: cues that govern it, attempts, "the" or
//! "those" that point back. Prevents "feared dead" and "could be heard" from being prospects.

use crate::event::act::candidate::Candidate;
use crate::event::act::specific::is_force;
use crate::event::date::nearest::breaks;
use crate::event::reading::Reading;
use crate::frame::Class;
use crate::text::Upos;

/// How far before a trigger a cue can govern it.
const REACH: u32 = 9;

/// A cue of the class that governs the trigger: before it, without a new clause between.
pub(super) fn cue_before(
    reading: &Reading<'_>,
    candidate: &Candidate<'_>,
    class: Class,
) -> Option<u32> {
    let sentence = reading.sentence(candidate.sentence);
    let start = candidate.verb.map_or(candidate.trigger.start, |verb| {
        reading
            .chunk(verb)
            .tokens
            .start
            .min(candidate.trigger.start)
    });
    let from = start.saturating_sub(REACH).max(sentence.start);
    let last = candidate.trigger.start;
    (from..last)
        .rev()
        .take_while(|token| !breaks(reading, *token))
        .find(|token| reading.classes(*token).has(class))
}

/// "A watchman was killed as residents patrolled for fear of raids": the word that makes an act
/// of force one that is only dreaded.
pub(in crate::event) fn dreaded(reading: &Reading<'_>, act: &Candidate<'_>) -> Option<u32> {
    cue_before(reading, act, Class::Fear).filter(|_| act.noun && is_force(act.frame.act))
}

/// Whether it was tried and failed, so that nothing changed hands and nobody died.
pub(in crate::event) fn attempted(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let start = reading.sentence(candidate.sentence).start;
    let from = candidate.trigger.start.saturating_sub(5).max(start);
    (from..candidate.trigger.start).any(|token| reading.classes(token).has(Class::Attempt))
}

/// "The attack", "those killings": a noun that only points to an act told elsewhere.
pub(in crate::event) fn refers_back(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let first = reading.phrase_start(candidate.trigger.start);
    candidate.noun && reading.classes(first).has(Class::Anaphor)
}

/// "feared drone raid", not "two feared abducted", who are.
pub(super) fn is_feared(reading: &Reading<'_>, cue: u32) -> bool {
    let next = cue + 1;
    !reading.is(cue, "feared")
        || matches!(
            reading.analysis.tag(next),
            Upos::Noun | Upos::Propn | Upos::Det | Upos::Sconj
        ) && !reading.is_any(next, &["dead", "slain", "lost"])
}

/// "telephoned a warning before bombing the car park": the warning was given.
pub(super) fn is_alert(reading: &Reading<'_>, cue: u32) -> bool {
    reading.is(cue, "warning")
        && reading.analysis.tag(cue) == Upos::Noun
        && !reading.is_any(cue + 1, &["of", "that", "about"])
}

/// "Gunfire could be heard as troops burned tents": what is heard happens.
pub(super) fn is_perceived(reading: &Reading<'_>, cue: u32) -> bool {
    reading.is(cue, "could")
        && (cue + 1..cue + 3).any(|token| reading.is_any(token, &["hear", "see", "heard", "seen"]))
}
