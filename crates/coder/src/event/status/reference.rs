//! Words that only refer to an act: a noun that nothing asserts, a participle that says who
//! somebody is. They may add to an act told elsewhere and make none. Prevents "to halt
//! airstrikes" and "the group fighting Damascus" from becoming events.

use sitrep_contract::{Status, SubEventType};

use super::habit::located;
use crate::event::act::candidate::{Candidate, Discarded, REFERENCE};
use crate::event::act::compatible::news;
use crate::event::act::specific::is_force;
use crate::event::reading::Reading;
use crate::event::reading::participant::Participant;
use crate::frame::{Act, Class};
use crate::text::{ChunkKind, SentenceKind, Upos};

/// "support for armed groups fighting Damascus": a participle behind its noun says who
/// somebody is, where it has neither a day nor casualties of its own.
fn describes(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let reorganises = candidate.frame.act == Act::Reorganise && candidate.undergone;
    let Some(verb) = candidate.verb.filter(|_| !candidate.noun || reorganises) else {
        return false;
    };
    // "civilians besieged within the city"
    let undergone = candidate.frame.act == Act::Attack
        && reading
            .verb(verb)
            .is_some_and(|group| group.passive || group.past)
        && !reading.has_auxiliary(verb)
        && !candidate.agents.iter().any(Participant::acts)
        && states_apart(reading, candidate, verb);
    let fights = (candidate.frame.act == Act::Clash || strikes_on(reading, candidate, verb))
        && reading.verb(verb).is_some_and(|group| group.participle);
    let first = reading.chunk(verb).tokens.start;
    let behind_noun = first
        .checked_sub(1)
        .and_then(|token| reading.chunk_at(token))
        .is_some_and(|chunk| reading.chunk(chunk).kind == ChunkKind::Noun);
    // "the commander named emir of the south": who he is.
    let named = candidate.frame.act == Act::Reorganise
        && reading
            .verb(verb)
            .is_some_and(|group| group.passive || group.past)
        && !reading.has_auxiliary(verb)
        && states_apart(reading, candidate, verb);
    (behind_noun && (undergone || fights || named) || says_of_act(reading, verb))
        && candidate.toll == Default::default()
        && !candidate.when.as_ref().is_some_and(|when| when.told)
        && reading.analysis.sentences[candidate.sentence].kind == SentenceKind::Text
}

/// Whether another verb before a participle makes the statement of the sentence.
fn states_apart(reading: &Reading<'_>, candidate: &Candidate<'_>, verb: usize) -> bool {
    let start = reading.sentence(candidate.sentence).start;
    (start..reading.chunk(verb).tokens.start).any(|token| {
        reading
            .chunk_at(token)
            .and_then(|chunk| reading.verb(chunk))
            .is_some_and(|group| !(group.participle || group.infinitive))
    })
}

/// A noun that nothing asserts ("to halt airstrikes", "the killing is part of a pattern")
/// only refers to an act: it may add to one, it makes none.
pub(in crate::event) fn mark_reference(reading: &Reading<'_>, candidate: &mut Candidate<'_>) {
    if describes(reading, candidate) {
        candidate.note(
            "merge",
            REFERENCE,
            Some(candidate.trigger.clone()),
            "only says what somebody does",
        );
        return;
    }
    if !candidate.noun {
        return;
    }
    let sentence = &reading.analysis.sentences[candidate.sentence];
    let chunk = reading
        .chunk_at(candidate.trigger.start)
        .map(|chunk| reading.chunk(chunk));
    let first = chunk.map_or(candidate.trigger.start, |chunk| {
        chunk.tokens.start.min(candidate.trigger.start)
    });
    let governor = first
        .checked_sub(1)
        .filter(|token| *token >= sentence.tokens.start);
    // "Exchange of fire reported between …", "clashes ongoing in …".
    let limit = sentence.tokens.end.min(candidate.trigger.end + 3);
    let occurs = reading.any(candidate.trigger.end..limit, Class::Occur);
    // "bodies were found", "stones thrown": the words say themselves that it happened.
    let told = candidate
        .trigger
        .clone()
        .any(|token| reading.analysis.tag(token) == Upos::Verb);
    let asserted = candidate.verb.is_some()
        || told
        || occurs
        || reading.is_preposition(candidate.trigger.start)
        || sentence.kind != SentenceKind::Text
        || candidate.toll != Default::default()
        || candidate.when.as_ref().is_some_and(|when| when.told)
        || governor.is_none_or(|token| {
            reading.classes(token).has(Class::Consequence)
                || reading.classes(token).has(Class::Say)
                || (candidate.frame.act == Act::Protest && reading.is(token, "at"))
                || reading.is_any(
                    token,
                    &[
                        "after",
                        "during",
                        "following",
                        "in",
                        "amid",
                        "when",
                        "by",
                        "from",
                        "of",
                    ],
                )
        });
    let definite =
        (first..candidate.trigger.start).any(|token| reading.classes(token).has(Class::Anaphor));
    let bare = !candidate.sides().any(Participant::acts);
    // "in response to the killing of its fighters"
    let from = first.saturating_sub(3).max(sentence.tokens.start);
    let answered = reading.any(from..first, Class::Response)
        && governor.is_some_and(|token| reading.is_any(token, &["to", "for"]));
    // "a reprisal for the killing of two youths by fighters at Largu on 10 June" tells it.
    let full = !bare
        && candidate.toll != Default::default()
        && candidate.when.as_ref().is_some_and(|when| when.told);
    // "areas from which airstrikes had been launched"
    let relative = first > sentence.tokens.start && reading.classes(first - 1).has(Class::Relative);
    let told = matches!(candidate.status, Status::Denied | Status::Background);
    // "No group claimed the attacks", "he denied carrying out the attack", "no clashes".
    let alone = candidate.targets.is_empty() && candidate.toll == Default::default();
    let disowned = alone && definite && candidate.status != Status::Reported;
    let absent = alone && bare && candidate.status == Status::Denied;
    let unplaced = candidate.toll == Default::default()
        && !candidate.place_told
        && !candidate.when.as_ref().is_some_and(|when| when.told);
    // "The group claimed the attack", "words about a bombing", "rarely admit to attacks".
    let owned = definite
        && governor.is_some_and(|token| {
            matches!(
                reading.analysis.lemma(token),
                "claim" | "admit" | "own" | "acknowledge"
            )
        });
    let spoken = governor.is_some_and(|token| {
        reading.is(token, "about")
            || reading.is(token, "to")
                && token > sentence.tokens.start
                && matches!(
                    reading.analysis.lemma(token - 1),
                    "admit" | "confess" | "own"
                )
    });
    let mentioned = unplaced && is_force(candidate.frame.act) && (owned || spoken);
    if (!asserted && !told)
        || (relative && bare)
        || (answered && definite && !full)
        || (definite && bare && candidate.toll == Default::default())
        || disowned
        || absent
        || mentioned
    {
        candidate.note(
            "merge",
            REFERENCE,
            Some(candidate.trigger.clone()),
            "only refers to an act",
        );
    }
}

/// References that found no act to refer to are no events.
pub(in crate::event) fn drop_references<'a>(
    reading: &Reading<'_>,
    candidates: &mut Vec<Candidate<'a>>,
    discarded: &mut Vec<Discarded<'a>>,
) {
    let told: Vec<SubEventType> = candidates
        .iter()
        .filter(|act| !act.reference && news(act.status))
        .map(Candidate::sub_event)
        .collect();
    let untold = told.iter().all(|kind| *kind == SubEventType::Unspecified);
    candidates.retain(|candidate| {
        // "There was no gunfight in Hagadera, the commissioner said", "fears of a drone raid on
        // Port Sudan": known by its denial or as a fear.
        let classes = reading.sentence_classes(candidate.sentence);
        let own = match candidate.status {
            Status::Denied => candidate.claim.is_some() || classes.has(Class::Deny),
            Status::Hypothetical => classes.has(Class::Fear),
            Status::Planned => classes.has(Class::Plan),
            Status::Generic => classes.has(Class::Habit),
            _ => false,
        };
        let known = own && candidate.place_told && told.is_empty()
            || untold
                && news(candidate.status)
                && candidate.place_told
                && is_deplored(reading, candidate);
        let keep = !candidate.reference || candidate.frame.act == Act::Verbal || known;
        if !keep {
            discarded.push(Discarded {
                trigger: candidate.trigger.clone(),
                frame: candidate.frame,
                reason: "only refers to an act",
            });
        }
        keep
    });
}

/// "Condemned an attack on a hotel in Kabul": nobody deplores at a named place what was not done
/// there; a statement need not tell it in other words.
pub(in crate::event) fn is_deplored(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let start = reading.sentence(candidate.sentence).start;
    let first = reading.phrase_start(candidate.trigger.start);
    let governor = first
        .checked_sub(1)
        .filter(|token| *token >= start)
        .map(|token| reading.analysis.lemma(token));
    candidate.noun
        && located(reading, reading.sentence(candidate.sentence))
        && governor.is_some_and(|lemma| {
            matches!(
                lemma,
                "condemn" | "denounce" | "deplore" | "decry" | "mourn" | "abhor"
            )
        })
}

/// "The attacks, which targeted politicians": what a relative clause says of an act that the text
/// points back to.
fn says_of_act(reading: &Reading<'_>, verb: usize) -> bool {
    let first = reading.chunk(verb).tokens.start;
    let start = reading.sentence_start(first);
    let mut at = first;
    while at > start && (reading.is_filler(at - 1) || reading.is(at - 1, ",")) {
        at -= 1;
    }
    let relative = at > start + 1 && reading.is_any(at - 1, &["which", "that"]);
    let comma = u32::from(relative && reading.is(at - 2, ","));
    let noun = at
        .checked_sub(2 + comma)
        .filter(|token| relative && *token >= start)
        .and_then(|token| reading.chunk_at(token))
        .map(|chunk| reading.chunk(chunk));
    noun.is_some_and(|noun| {
        let act = names_act(reading.analysis.lemma(noun.head));
        act && reading.classes(noun.tokens.start).has(Class::Anaphor)
    })
}

/// Nouns for acts of violence in general.
pub(in crate::event) fn names_act(lemma: &str) -> bool {
    matches!(
        lemma,
        "attack"
            | "raid"
            | "bombing"
            | "strike"
            | "assault"
            | "killing"
            | "blast"
            | "explosion"
            | "shooting"
            | "massacre"
            | "incident"
            | "violence"
            | "clash"
            | "unrest"
            | "bloodshed"
    )
}

/// "Airstrikes targeting civilians": what a participle says of the noun of an act.
fn strikes_on(reading: &Reading<'_>, candidate: &Candidate<'_>, verb: usize) -> bool {
    let first = reading.chunk(verb).tokens.start;
    let noun = first
        .checked_sub(1)
        .filter(|token| *token >= reading.sentence(candidate.sentence).start)
        .map(|token| reading.analysis.lemma(token));
    matches!(candidate.frame.act, Act::Attack | Act::Strike)
        && noun.is_some_and(|lemma| names_act(lemma) || lemma == "airstrike")
}
