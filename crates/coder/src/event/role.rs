//! Who stands in which role of a trigger: voice, prepositions, "between A and B", allies.
//! A missing agent stays missing. Triggers that are nouns are in `nominal`.

use super::attribution;
use super::candidate::Candidate;
use super::nominal;
use super::participant::Participant;
use super::phrase::{Phrase, Prepositional};
use super::reading::Reading;
use super::sides;
use super::talk;
use super::weapon::{arm, weapons};
use crate::frame::{Act, Class, Party, Role};
use crate::text::Upos;

/// Fills the sides and weapons of a candidate.
pub(super) fn fill(reading: &Reading<'_>, candidate: &mut Candidate<'_>) {
    if candidate.noun {
        nominal::roles(reading, candidate);
    } else {
        verb_roles(reading, candidate);
    }
    let talk = candidate.frame.act == Act::Verbal;
    if candidate.frame.speaker == Role::Agent || (talk && talk::first_person(reading, candidate)) {
        speaker(reading, candidate);
    }
    sides::two_sides(reading, candidate);
    allies(reading, candidate);
    weapons(reading, candidate);
    let same = |target: &Participant| {
        target.entity.is_some()
            && !candidate.mutual
            && candidate
                .agents
                .iter()
                .any(|agent| agent.entity == target.entity && agent.tokens == target.tokens)
    };
    let keep: Vec<bool> = candidate
        .targets
        .iter()
        .map(|target| !same(target))
        .collect();
    let mut keep = keep.into_iter();
    candidate.targets.retain(|_| keep.next().unwrap_or(true));
}

/// "X must withdraw, Y said": whoever says so acts.
fn speaker(reading: &Reading<'_>, candidate: &mut Candidate<'_>) {
    let Some(name) = attribution::speaker(reading, candidate.sentence) else {
        return;
    };
    let mut chunks: Vec<usize> = name
        .clone()
        .filter_map(|token| reading.chunk_at(token))
        .collect();
    chunks.dedup();
    let phrase = Phrase { chunks };
    let found = reading
        .in_role(&phrase, candidate.frame.act, Role::Agent)
        .into_iter()
        .find(Participant::acts);
    if let Some(found) = found {
        candidate.note("actor1", "role/speaker", Some(name), "");
        candidate.agents.push(found);
    }
}

fn verb_roles(reading: &Reading<'_>, candidate: &mut Candidate<'_>) {
    let start = candidate.trigger.start;
    let Some(verb) = reading
        .chunk_at(start)
        .filter(|chunk| reading.verb(*chunk).is_some())
    else {
        // A verb that the tagger did not see as one ("Rebels shell Aden" in a headline).
        headline_roles(reading, candidate);
        return;
    };
    candidate.verb = Some(verb);
    let end = candidate.trigger.end.max(reading.chunk(verb).tokens.end);
    let within = within_trigger(reading, candidate, verb);
    // "shot down 15 drones" looks like a bare participle until its object is seen.
    let objectless = within.is_none() && reading.object(end).is_none();
    let passive = (reading.verb(verb).is_some_and(|group| group.passive)
        && (reading.has_auxiliary(verb) || objectless))
        || parted_passive(reading, verb)
        || (objectless && undergone(reading, candidate, verb));
    let frame = candidate.frame;
    let subject = reading.subject(verb);
    // "recalled its ambassador": the object of talk is part of the trigger.
    let own = reading.chunk(verb).tokens.end;
    let inside = matches!(frame.act, Act::Verbal | Act::Deploy) && own < candidate.trigger.end;
    let object = match &within {
        _ if passive => None,
        Some(within) => Some(within.clone()),
        None if inside => reading.object(own),
        None => reading.object(end),
    };
    let (subject_role, rule) = match passive {
        true => (frame.object, "role/passive-subject"),
        false => (frame.subject, "role/subject"),
    };
    if let Some(subject) = &subject {
        assign(reading, candidate, subject, subject_role, rule);
    }
    if let Some(object) = &object {
        assign(reading, candidate, object, frame.object, "role/object");
    } else if !passive
        && frame.object == Role::Target
        && let Some(mention) = reading.place_at(end)
    {
        // "had taken Momauk": a name that the tagger took for no noun.
        let place = reading.place_participant(mention);
        let tokens = Some(place.tokens.clone());
        candidate.targets.push(place);
        candidate.note("actor2", "role/object", tokens, "");
    }
    // "Drove the rebels out of the town": a trigger that ends in a preposition governs, too.
    if within.is_some()
        && reading.is_preposition(candidate.trigger.end - 1)
        && let Some(object) = reading.object(end)
    {
        assign(reading, candidate, &object, frame.object, "role/object");
    }
    let from = object
        .as_ref()
        .map_or(end, |object| reading.tokens_of(object).end.max(end));
    complements(reading, candidate, from, passive);
}

/// What follows verb and object behind prepositions.
fn complements(reading: &Reading<'_>, candidate: &mut Candidate<'_>, from: u32, passive: bool) {
    let frame = candidate.frame;
    for found in reading.prepositionals(from) {
        let role = match reading.analysis.lower(found.token) {
            "by" if passive => {
                frame
                    .preposition(found.word)
                    .unwrap_or(if frame.subject == Role::Target {
                        Role::Agent
                    } else {
                        frame.subject
                    })
            }
            "by" => Role::None,
            "of" => continue,
            // "took the town from the rebels"
            "from" if matches!(frame.act, Act::Capture | Act::Transfer) => {
                let armed = reading.participants(&found.phrase).iter().any(|side| {
                    side.parties
                        .any(&[Party::State, Party::Police, Party::NonState])
                });
                frame.preposition(found.word).unwrap_or(if armed {
                    Role::Target
                } else {
                    Role::None
                })
            }
            "with" => frame.preposition(found.word).unwrap_or(Role::Weapon),
            "on" | "against" | "at" | "upon" => {
                frame.preposition(found.word).unwrap_or(Role::Target)
            }
            "between" => frame.preposition(found.word).unwrap_or(Role::Sides),
            _ => frame.preposition(found.word).unwrap_or(Role::None),
        };
        prepositional(reading, candidate, &found, role);
    }
}

/// "Police officer hacked to death in Papua": nobody does such a thing without somebody to
/// do it to, so a past form without an object is a participle.
fn undergone(reading: &Reading<'_>, candidate: &Candidate<'_>, verb: usize) -> bool {
    let frame = candidate.frame;
    let to_somebody = matches!(
        frame.act,
        Act::Kill | Act::Murder | Act::Wound | Act::Abduct | Act::Beat | Act::SexualViolence
    ) && (frame.subject, frame.object) == (Role::Agent, Role::Target);
    let group = reading.verb(verb).unwrap_or_default();
    let trigger = candidate.trigger.clone();
    to_somebody
        && group.past
        && !group.infinitive
        && !reading.has_auxiliary(verb)
        && trigger
            .clone()
            .all(|token| reading.analysis.tag(token) != Upos::Num)
}

/// The people between the words of a trigger: "shot three farmers dead", "left ten dead".
fn within_trigger(reading: &Reading<'_>, candidate: &Candidate<'_>, verb: usize) -> Option<Phrase> {
    if !matches!(candidate.frame.object, Role::Target | Role::Sides) {
        return None;
    }
    let mut at = reading.chunk(verb).tokens.end;
    while at < candidate.trigger.end {
        let Some(chunk) = reading.chunk_at(at) else {
            at += 1;
            continue;
        };
        let phrase = Phrase {
            chunks: vec![chunk],
        };
        let people = reading.verb(chunk).is_none()
            && reading
                .participants(&phrase)
                .iter()
                .any(|it| it.acts() && !it.weapon && !it.loose);
        if people {
            return Some(phrase);
        }
        at = reading.chunk(chunk).tokens.end;
    }
    None
}

/// "was similarly killed", "were intercepted and later killed": the auxiliary stands apart
/// from its participle.
fn parted_passive(reading: &Reading<'_>, verb: usize) -> bool {
    let chunk = reading.chunk(verb);
    let first = chunk.tokens.start;
    let start = reading.analysis.sentence_of(first).tokens.start;
    let mut at = first;
    let adverb = |token: u32| {
        reading.analysis.tag(token) == Upos::Adv || reading.analysis.lower(token).ends_with("ly")
    };
    while at > start && adverb(at - 1) {
        at -= 1;
    }
    let be = |token: u32| {
        ["was", "were", "been", "being", "is", "are"]
            .iter()
            .any(|form| reading.is(token, form))
    };
    let head = chunk.head;
    let inside = (first..head).any(&be)
        && (first..head).any(|token| reading.analysis.lower(token).ends_with("ly"))
        && !reading.analysis.lower(head).ends_with("ing");
    if inside {
        return reading.object(chunk.tokens.end).is_none();
    }
    if at == start || reading.has_auxiliary(verb) || reading.object(chunk.tokens.end).is_some() {
        return false;
    }
    let parted = at < first && be(at - 1);
    let shared = reading.analysis.tag(at - 1) == Upos::Cconj
        && at > start + 1
        && reading.chunk_at(at - 2).is_some_and(|other| {
            reading.has_auxiliary(other) && reading.verb(other).is_some_and(|group| group.passive)
        });
    parted || shared
}

/// A headline's verb between two noun phrases, tags or no tags.
fn headline_roles(reading: &Reading<'_>, candidate: &mut Candidate<'_>) {
    let frame = candidate.frame;
    let chunk = reading.chunk_at(candidate.trigger.start);
    let inside = chunk.map_or(candidate.trigger.start, |chunk| {
        reading.chunk(chunk).tokens.start
    });
    if let Some(participant) = reading.swallowed_subject(inside..candidate.trigger.start) {
        if frame.subject == Role::Agent {
            let tokens = Some(participant.tokens.clone());
            candidate.note("actor1", "role/headline-subject", tokens, "");
            candidate.agents.push(participant);
        }
    } else if let Some(subject) = reading.phrase_before(inside) {
        assign(
            reading,
            candidate,
            &subject,
            frame.subject,
            "role/headline-subject",
        );
    } else if let Some(mention) = candidate
        .trigger
        .start
        .checked_sub(1)
        .and_then(|token| reading.actor_at(token))
        && reading.ends_actor(candidate.trigger.start)
        && frame.subject == Role::Agent
    {
        // "Islamic State set up …", where the tagger read one phrase.
        let participant = reading.participant_from(mention, true);
        let tokens = Some(participant.tokens.clone());
        candidate.agents.push(participant);
        candidate.note("actor1", "role/headline-subject", tokens, "");
    }
    let talk = matches!(frame.act, Act::Verbal | Act::Deploy);
    let several = candidate.trigger.end > candidate.trigger.start + 1;
    let behind = match talk && several {
        true => candidate.trigger.start + 1,
        false => candidate.trigger.end,
    };
    let mut from = candidate.trigger.end;
    if let Some(object) = reading.object(behind) {
        assign(
            reading,
            candidate,
            &object,
            frame.object,
            "role/headline-object",
        );
        from = from.max(reading.tokens_of(&object).end);
    }
    complements(reading, candidate, from, false);
}

pub(super) fn prepositional(
    reading: &Reading<'_>,
    candidate: &mut Candidate<'_>,
    found: &Prepositional,
    role: Role,
) {
    let (role, rule) = match (role, reading.analysis.lower(found.token)) {
        (Role::Agent, "by") => (Role::Agent, "role/by-agent"),
        (Role::Weapon, "by") => (Role::Weapon, "role/by-weapon"),
        (Role::Sides, "between" | "among" | "involving") => {
            return sides::between(reading, candidate, found);
        }
        (Role::Target, "in" | "into") => {
            // A place is where, a side is whom.
            let acting = reading
                .participants(&found.phrase)
                .iter()
                .any(Participant::acts);
            (
                if acting { Role::Target } else { Role::None },
                "role/preposition",
            )
        }
        (role, _) => (role, "role/preposition"),
    };
    assign(reading, candidate, &found.phrase, role, rule);
}

pub(super) fn assign(
    reading: &Reading<'_>,
    candidate: &mut Candidate<'_>,
    phrase: &Phrase,
    role: Role,
    rule: &'static str,
) {
    if role == Role::None {
        return;
    }
    let participants = reading.in_role(phrase, candidate.frame.act, role);
    let tokens = reading.tokens_of(phrase);
    match role {
        Role::Agent => {
            for participant in participants {
                if participant.weapon {
                    arm(reading, candidate, participant.tokens.clone());
                }
                let participant = reading.as_force(participant, candidate.frame.act);
                if participant.acts() && !known(&candidate.agents, &participant) {
                    candidate.note("actor1", rule, Some(participant.tokens.clone()), "");
                    candidate.agents.push(participant);
                }
            }
            arm(reading, candidate, tokens);
        }
        Role::Target => {
            let act = candidate.frame.act;
            for participant in participants {
                // "eight rockets were fired into …": what flies is not whom it hits.
                if participant.weapon
                    && !participant.acts()
                    && matches!(act, Act::Shoot | Act::Shell | Act::Grenade | Act::Strike)
                {
                    arm(reading, candidate, participant.tokens.clone());
                    continue;
                }
                if !known(&candidate.targets, &participant) {
                    candidate.note("actor2", rule, Some(participant.tokens.clone()), "");
                    candidate.targets.push(participant);
                }
            }
        }
        Role::Sides => {
            let acting: Vec<Participant> =
                participants.into_iter().filter(Participant::acts).collect();
            let side = if candidate.agents.is_empty() {
                &mut candidate.agents
            } else {
                &mut candidate.targets
            };
            for participant in acting {
                if !known(side, &participant) {
                    side.push(participant);
                }
            }
            candidate.note("actor2", rule, Some(tokens), "a side of a two-sided act");
        }
        Role::Weapon => {
            for participant in participants {
                // "shot down a drone": what is hit is the target as well.
                if !candidate.noun && rule == "role/object" {
                    candidate.targets.push(participant);
                } else if participant.acts() && matches!(rule, "role/subject" | "role/by-weapon") {
                    candidate.note("actor1", rule, Some(participant.tokens.clone()), "");
                    candidate.agents.push(participant);
                }
            }
            arm(reading, candidate, tokens);
        }
        Role::Place | Role::None => {}
    }
}

fn known(side: &[Participant], participant: &Participant) -> bool {
    side.iter().any(|other| {
        (other.entity.is_some()
            && other.entity == participant.entity
            && other.parties == participant.parties)
            || other.tokens == participant.tokens
    })
}

/// "A, backed by B, attacked", "A attacked with the support of B".
fn allies(reading: &Reading<'_>, candidate: &mut Candidate<'_>) {
    let Some(agent) = candidate.agents.last() else {
        return;
    };
    let range = reading.sentence(candidate.sentence);
    let from = agent.tokens.end;
    let until = (from + 6).min(range.end);
    let Some(cue) = reading.first(from..until, Class::Backing) else {
        return;
    };
    let by = (cue..(cue + 6).min(range.end)).find(|token| {
        *token > cue
            && (reading.is(*token, "by") || reading.is(*token, "with") || reading.is(*token, "of"))
    });
    let start = by.map_or(cue + 1, |by| by + 1);
    if let Some(phrase) = reading.object(start) {
        for participant in reading.participants(&phrase) {
            let used = candidate
                .sides()
                .any(|side| side.tokens == participant.tokens);
            if participant.acts() && !used {
                candidate.note(
                    "actor1",
                    "role/backed-by",
                    Some(participant.tokens.clone()),
                    "ally of the acting side",
                );
                candidate.allies.push(participant);
            }
        }
    }
}
