//! What would happen if something else did: conditions, inverted ones too, and verbs that
//! govern the noun of an act. Prevents "should the rebels take the town" from telling that
//! they took it.

use super::cue::cue_before;
use super::denial::denial;
use super::habit::{located, usual};
use crate::analysis::TokenRange;
use crate::event::act::candidate::Candidate;
use crate::event::reading::Reading;
use crate::frame::{Act, Class, ClassSet};
use crate::text::{Upos, VerbGroup};

/// Verbs that open a condition or a question where they come before their subject.
const INVERTED: [&str; 7] = ["should", "could", "may", "might", "will", "would", "were"];

/// Most tokens from "whether" to the comma that closes two adjectives.
const EITHER_WAY: u32 = 9;

/// The word that makes an act depend on something; `open` when its verb says "will" or
/// "would". What stands in the condition itself is supposed in any tense.
pub(super) fn conditional(
    reading: &Reading<'_>,
    candidate: &Candidate<'_>,
    open: bool,
) -> Option<u32> {
    let own = candidate.trigger.start;
    let (marker, clause) = condition(reading, candidate)?;
    let inside = clause.contains(&own);
    // "agreed to talks if …": what is agreed to is said now.
    let talk = candidate.frame.act == Act::Verbal;
    (!talk && (inside || open)).then_some(marker)
}

/// The first condition of a sentence: its marker and its clause.
fn condition(reading: &Reading<'_>, candidate: &Candidate<'_>) -> Option<(u32, TokenRange)> {
    let sentence = reading.sentence(candidate.sentence);
    let word = reading
        .sentence_classes(candidate.sentence)
        .has(Class::Condition)
        .then(|| reading.first(sentence.clone(), Class::Condition))
        .flatten();
    let marker = word.or_else(|| inverted(reading, &sentence))?;
    let end = (marker + 1..sentence.end)
        .find(|token| reading.is_any(*token, &[",", ";", ":"]) && has_verb(reading, marker..*token))
        .unwrap_or(sentence.end);
    Some((marker, marker..end))
}

/// "Should the regime recover Idlib, …", "Could they take it back?"
fn inverted(reading: &Reading<'_>, sentence: &TokenRange) -> Option<u32> {
    let first = sentence
        .clone()
        .find(|token| reading.analysis.tag(*token) != Upos::Punct)?;
    let noun = reading
        .chunk_at(first + 1)
        .is_some_and(|chunk| reading.verb(chunk).is_none());
    (noun && first + 1 < sentence.end && reading.is_any(first, &INVERTED)).then_some(first)
}

fn has_verb(reading: &Reading<'_>, mut tokens: TokenRange) -> bool {
    tokens.any(|token| matches!(reading.analysis.tag(token), Upos::Verb | Upos::Aux))
}

/// The verb group right before the noun of an act, a preposition between them at most:
/// "will go on the offensive", "may turn to violence".
pub(super) fn governing(reading: &Reading<'_>, candidate: &Candidate<'_>) -> Option<VerbGroup> {
    if !candidate.noun || candidate.verb.is_some() || candidate.frame.act == Act::Verbal {
        return None;
    }
    let start = reading.sentence(candidate.sentence).start;
    let first = reading.phrase_start(candidate.trigger.start);
    let before = first.checked_sub(1).filter(|token| *token >= start)?;
    let link = reading.is_any(before, &["on", "to", "with", "in", "into", "for"]);
    let verb = before
        .checked_sub(u32::from(link))
        .filter(|token| *token >= start)?;
    // "will respond to the attack": it has happened.
    let known = reading.classes(first).has(Class::Anaphor) && !(link && reading.is(before, "on"));
    reading
        .chunk_at(verb)
        .filter(|_| !known)
        .and_then(|chunk| reading.verb(chunk))
}

/// "bomb threat", "strike plan", "coup fears": the word right behind the noun of an act, in
/// one phrase with it, that says it is none yet.
pub(super) fn prospect(reading: &Reading<'_>, candidate: &Candidate<'_>) -> Option<u32> {
    let chunk = reading
        .chunk_at(candidate.trigger.end - 1)
        .filter(|_| candidate.noun && candidate.frame.act != Act::Verbal)?;
    let next = candidate.trigger.end;
    let head = reading.chunk(chunk).tokens.contains(&next) && reading.analysis.tag(next).is_noun();
    (head && reading.classes(next).has(Class::Prospect)).then_some(next)
}

/// Whether what the noun of an act names is denied, feared, planned or usual at a place that
/// the sentence names: nobody need be told to do it.
pub(in crate::event) fn is_open(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let cues = ClassSet::of(&[
        Class::Deny,
        Class::Discredited,
        Class::Fear,
        Class::Plan,
        Class::Habit,
    ]);
    if !reading.sentence_classes(candidate.sentence).meets(cues) {
        return false;
    }
    located(reading, reading.sentence(candidate.sentence))
        && (denial(reading, candidate).is_some()
            || usual(reading, candidate).is_some()
            || [Class::Fear, Class::Plan]
                .into_iter()
                .any(|class| cue_before(reading, candidate, class).is_some()))
}

/// "Whether deliberate or not, the raid was a crime": it happened either way.
pub(super) fn is_either_way(reading: &Reading<'_>, cue: u32) -> bool {
    let end = reading.sentence_end(cue).min(cue + EITHER_WAY);
    let comma = (cue..end).find(|token| reading.is(*token, ","));
    reading.is(cue, "whether")
        && comma.is_some_and(|comma| {
            (cue..comma).any(|token| reading.is(token, "or"))
                && !(cue..comma).any(|token| {
                    reading
                        .chunk_at(token)
                        .is_some_and(|chunk| reading.verb(chunk).is_some())
                })
        })
}
