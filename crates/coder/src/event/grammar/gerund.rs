//! Verbs that stand as nouns: "the nabbing of a rebel". Prevents an act from getting lost
//! because its word is neither a verb of the sentence nor a noun that a frame lists.

use crate::event::reading::{Match, Reading};
use crate::frame::{Class, Part, Role};
use crate::text::Upos;

/// "The nabbing of a rebel", "Stoning of a trader": a verb that names its act, with whom it is
/// done to behind "of".
pub(in crate::event) fn stands_as_gerund(
    reading: &Reading<'_>,
    found: &Match,
    in_verb: bool,
) -> bool {
    let key = found.tokens.start;
    let frame = &reading.frames.frames[found.frame as usize];
    let before = key
        .checked_sub(1)
        .filter(|it| *it >= reading.sentence_start(key));
    let opens = before.is_none_or(|before| {
        !in_verb && reading.analysis.tag(before) != Upos::Aux || reading.is(before, "the")
    });
    // "sentenced for the bombing of a train": what courts judge is past.
    let judged = reading
        .sentence_classes(reading.sentence_index(key))
        .has(Class::Court);
    opens
        && !judged
        && frame.object == Role::Target
        && !frame.consequence
        && found.tokens.end == key + 1
        && reading.lower(key).ends_with("ing")
        && reading.is(key + 1, "of")
        && !is_noun_too(reading, key)
}

/// "The bombing of a train": a frame of its own reads the word as a noun.
fn is_noun_too(reading: &Reading<'_>, key: u32) -> bool {
    let from = reading
        .matches
        .partition_point(|other| other.tokens.start < key);
    reading.matches[from..]
        .iter()
        .take_while(|other| other.tokens.start == key)
        .any(|other| other.part == Part::Noun)
}
