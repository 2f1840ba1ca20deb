//! Objects that do not stand behind their verb: "the city, which they seized", "detained and
//! then released a politician". Prevents such a verb from being taken for a passive, and
//! whoever acts from being taken for the victim.

use crate::event::reading::Reading;
use crate::event::reading::phrase::Phrase;

/// The object of an active verb that has none behind it.
pub(in crate::event) fn object_elsewhere(reading: &Reading<'_>, verb: usize) -> Option<Phrase> {
    relative_object(reading, verb).or_else(|| shared_object(reading, verb))
}

/// "the city, which they seized in June", "the territory it captured": what stands before
/// the pronoun of a clause without an object is the object.
fn relative_object(reading: &Reading<'_>, verb: usize) -> Option<Phrase> {
    let first = reading.chunk(verb).tokens.start;
    let start = reading.sentence_start(first);
    let mut at = first;
    while at > start && reading.is_filler(at - 1) {
        at -= 1;
    }
    let pronoun = at
        .checked_sub(1)
        .filter(|token| *token > start)
        .and_then(|token| {
            let named = || relative_subject(reading, token);
            match reading.is_any(token, &["it", "he", "she", "they", "we"]) {
                true => Some(token),
                false => named(),
            }
        })?;
    let active = !reading
        .chunk(verb)
        .tokens
        .clone()
        .any(|token| reading.is_any(token, &["was", "were", "been", "being", "is", "are"]));
    let mut before = pronoun;
    if reading.is_any(before - 1, &["which", "that"]) {
        before -= 1;
    }
    let related = before < pronoun;
    if related && before > start && reading.is(before - 1, ",") {
        before -= 1;
    }
    let noun = before
        .checked_sub(1)
        .filter(|token| *token >= start && active)
        .and_then(|token| reading.chunk_at(token))
        .filter(|chunk| reading.verb(*chunk).is_none())?;
    // "the militants' capital in Iraq, which they seized": what "in" governs is where it lies.
    let opening = reading.chunk(noun).tokens.start;
    let outer = opening
        .checked_sub(2)
        .filter(|token| *token >= start && related)
        .filter(|_| reading.is_any(opening - 1, &["in", "of"]))
        .and_then(|token| reading.chunk_at(token))
        .filter(|chunk| reading.verb(*chunk).is_none());
    Some(Phrase::of(outer.unwrap_or(noun)))
}

/// "Bukavu, which the rebels entered": where the subject behind the pronoun begins.
fn relative_subject(reading: &Reading<'_>, last: u32) -> Option<u32> {
    let subject = reading.chunk_at(last)?;
    let first = reading.chunk(subject).tokens.start;
    let related = first > reading.sentence_start(first)
        && reading.verb(subject).is_none()
        && reading.is_any(first - 1, &["which", "that"]);
    related.then_some(first)
}

/// "detained and then released a politician": both verbs have the object of the second.
fn shared_object(reading: &Reading<'_>, verb: usize) -> Option<Phrase> {
    let and = reading.chunk(verb).tokens.end;
    if !reading.is_any(and, &["and", "or"]) || reading.has_auxiliary(verb) {
        return None;
    }
    let mut at = and + 1;
    let end = reading.sentence_end(and);
    while at < end && (reading.is_filler(at) || reading.is(at, "then")) {
        at += 1;
    }
    let second = reading.chunk_at(at)?;
    let group = reading.verb(second)?;
    let tokens = &reading.chunk(second).tokens;
    let alike = group.past && !reading.has_auxiliary(second) && tokens.len() == 1;
    // "ambushed and shot up a boat"
    let particle = reading.is_any(tokens.end, &["up", "down", "off", "out", "away"]);
    alike
        .then(|| reading.object(tokens.end + u32::from(particle)))
        .flatten()
}
