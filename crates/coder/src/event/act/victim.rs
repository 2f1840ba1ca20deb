//! Whether two tellings are of different victims: "a teacher was shot dead", then "a village
//! headman was shot dead". Prevents two murders of one day and place from becoming one.

use super::candidate::Candidate;
use crate::analysis::ActorClass;
use crate::event::reading::Reading;
use crate::event::reading::participant::Participant;
use crate::frame::{Act, Class};
use crate::text::SentenceKind;

/// What people who demonstrate are said to do, right before or behind the word for them.
const DEMONSTRATING: [&str; 8] = [
    "protesting",
    "demonstrating",
    "marching",
    "chanting",
    "picketing",
    "rallying",
    "striking",
    "agitating",
];

/// Whether the later of two tellings brings somebody new in: one person of another trade than
/// the one person told before, with "a" or "another". "The teacher" is the one told before.
pub(super) fn differ(reading: &Reading<'_>, event: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    let (first, second) = match event.sentence < other.sentence {
        true => (event, other),
        false => (other, event),
    };
    let text = |candidate: &Candidate<'_>| {
        reading.analysis.sentences[candidate.sentence].kind == SentenceKind::Text
    };
    let one_by_one = |candidate: &Candidate<'_>| {
        matches!(
            candidate.frame.act,
            Act::Attack
                | Act::Kill
                | Act::Murder
                | Act::Shoot
                | Act::Wound
                | Act::Abduct
                | Act::Arrest
                | Act::Beat
        )
    };
    if first.sentence == second.sentence
        || !(text(first) && text(second) && one_by_one(first) && one_by_one(second))
    {
        return false;
    }
    let trade = |side: &[Participant]| side.iter().find_map(|victim| trade(reading, victim));
    let (Some(known), Some(new)) = (trade(&first.targets), trade(&second.targets)) else {
        return false;
    };
    let lemma = |token: u32| reading.analysis.lemma(token);
    let start = reading.phrase_start(new);
    reading.is(start, "another")
        || (reading.is_any(start, &["a", "an"]) && lemma(known) != lemma(new))
}

/// "Two officers were murdered in one town. Seven officers have been kidnapped since.": who is
/// carried off is not who was killed, where the later sentence counts others.
pub(super) fn taken_elsewhere(
    reading: &Reading<'_>,
    event: &Candidate<'_>,
    other: &Candidate<'_>,
) -> bool {
    let abducts = |candidate: &Candidate<'_>| candidate.frame.act == Act::Abduct;
    let later = match event.sentence < other.sentence {
        true => other,
        false => event,
    };
    abducts(event) != abducts(other)
        && event.sentence != other.sentence
        && later.when.as_ref().is_some_and(|when| when.told)
        && reading.analysis.sentences[later.sentence].kind == SentenceKind::Text
        // "37 died in the attack, and six were abducted."
        && !reading.sentence(later.sentence).any(|token| {
            matches!(
                reading.analysis.lemma(token),
                "attack" | "raid" | "assault" | "ambush" | "incident" | "violence"
            )
        })
        && later.targets.iter().any(|victim| {
            let head = victim.tokens.end - 1;
            let first = reading.phrase_start(head);
            first == reading.sentence_start(head) && reading.is_number(first)
        })
}

/// What one unarmed person is: "surgeon", "headman". Nothing where it says no more than that
/// it is one ("a man", "a resident").
fn trade(reading: &Reading<'_>, victim: &Participant) -> Option<u32> {
    let last = victim.tokens.end - 1;
    let person = matches!(victim.class, ActorClass::Civilians | ActorClass::Person);
    let head = reading
        .chunk_at(last)
        .map_or(last, |chunk| reading.head(chunk));
    let general = reading.classes(head).has(Class::Somebody)
        || matches!(
            reading.analysis.lemma(head),
            "victim" | "civilian" | "resident" | "villager" | "local" | "other" | "citizen"
        );
    let told = reading.analysis.tag(head) == crate::text::Upos::Noun;
    (person && !victim.plural && !general && told).then_some(head)
}

/// "Shot dead three youths protesting sand mining", "a protesting priest": whom it is done to
/// demonstrates.
pub(in crate::event) fn demonstrates(reading: &Reading<'_>, victim: &Participant) -> bool {
    let last = victim.tokens.end - 1;
    let Some(index) = reading.chunk_at(last) else {
        return false;
    };
    let tokens = reading.chunk(index).tokens.clone();
    let end = reading.sentence_end(last);
    let says = |token: u32| reading.is_any(token, &DEMONSTRATING);
    (tokens.start..last).any(says)
        || (tokens.end < end && says(tokens.end))
        || (reading.is(tokens.end, "who") && (tokens.end..(tokens.end + 4).min(end)).any(says))
}
