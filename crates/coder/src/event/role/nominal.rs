//! Roles around a noun that names the act: whose attack it was ("A's attack on B"), the light
//! verb that governs it ("came under fire") and the verb that follows ("clashes erupted
//! between A and B").

use sitrep_contract::MentionType;

use super::assign::{assign, prepositional};
use super::complements::joined;
use super::held::holder_inside;
use crate::event::act::candidate::Candidate;
use crate::event::reading::Reading;
use crate::event::reading::participant::Participant;
use crate::event::reading::phrase::{Phrase, Prepositional};
use crate::frame::{Act, Class, Party, PartySet, Role};
use crate::text::Upos;

/// Fills the sides of a candidate whose trigger is a noun.
pub(super) fn roles(reading: &Reading<'_>, candidate: &mut Candidate<'_>) {
    let frame = candidate.frame;
    let last = candidate.trigger.end - 1;
    let chunk = reading
        .chunk_at(last)
        .filter(|chunk| reading.verb(*chunk).is_none());
    // A headline's "Boko Haram attack" can fall into two chunks.
    let before = reading
        .chunk_at(candidate.trigger.start.wrapping_sub(1))
        .filter(|before| chunk.is_none() && reading.verb(*before).is_none())
        .filter(|_| candidate.trigger.start > reading.sentence(candidate.sentence).start);
    let (first, end) = match (chunk, before) {
        (Some(chunk), _) => {
            let tokens = &reading.chunk(chunk).tokens;
            (
                tokens.start.min(candidate.trigger.start),
                tokens.end.max(candidate.trigger.end),
            )
        }
        (None, Some(before)) if frame.subject != Role::Target => {
            (reading.chunk(before).tokens.start, candidate.trigger.end)
        }
        _ => (candidate.trigger.start, candidate.trigger.end),
    };
    // "Israeli airstrike", "Boko Haram attack", "the army's shelling".
    for token in (first..candidate.trigger.start).rev() {
        if let Some(mention) = reading.actor_at(token) {
            // "no major clashes": an adjective, no officer.
            let measure = reading.analysis.tag(token) == Upos::Adj
                && reading.is_any(token, &["major", "general", "minor", "private"]);
            if measure || is_where(reading, candidate, mention) {
                continue;
            }
            let participant = reading.participant_from(mention, true);
            let tokens = participant.tokens.clone();
            if !candidate
                .agents
                .iter()
                .any(|agent| agent.entity == participant.entity)
            {
                candidate.agents.insert(0, participant);
                candidate.note(
                    "actor1",
                    "role/modifier",
                    Some(tokens),
                    "stands before the trigger noun",
                );
            }
        }
    }
    if chunk.is_some() {
        struck(reading, candidate, first);
    } else {
        behind_its_noun(reading, candidate);
    }
    if let Some(owner) = chunk.and_then(|chunk| reading.owner(chunk)) {
        let phrase = Phrase::of(owner);
        if !is_ranked(reading, candidate, owner) {
            assign(reading, candidate, &phrase, Role::Agent, "role/possessive");
        }
    }
    // "Palma back in army hands": a headline's place, and whoever holds it.
    if (frame.subject, frame.object) == (Role::Target, Role::Agent)
        && let Some(place) = reading.phrase_before(first)
    {
        assign(
            reading,
            candidate,
            &place,
            Role::Target,
            "role/headline-subject",
        );
        holder_inside(reading, candidate);
    }
    governing_verb(reading, candidate, first);
    accused(reading, candidate, first);
    attributed(reading, candidate, end);
    let end = joined(reading, end);
    let mut found = within_trigger(reading, candidate);
    found.extend(reading.prepositionals(end));
    following_verb(reading, candidate, end, &mut found);
    if frame.two_sided && !found.iter().any(|found| reading.is(found.token, "between")) {
        let range = end..reading.sentence_end(end);
        let late = range.clone().find(|token| {
            (reading.is(*token, "between") || reading.is(*token, "involving"))
                && !reading.any(end..*token, Class::Say)
                && !reading.any(end..*token, Class::LongAfter)
        });
        found.extend(late.and_then(|token| {
            Some(Prepositional {
                word: reading.frames.vocabulary.number("between"),
                token,
                phrase: reading.object(token + 1)?,
            })
        }));
    }
    let mut attached = end;
    for found in &found {
        // "Protests in Iran after the death of a woman": "of" belongs to the noun before it.
        let of = reading.is(found.token, "of");
        if of && found.token != attached {
            continue;
        }
        // "The attack came after air strikes by A": who flew them did not attack.
        if reading.is_any(found.token, &["after", "before", "since"]) {
            break;
        }
        if of || reading.is(found.token, "by") {
            attached = reading.tokens_of(&found.phrase).end;
        }
        let role = match reading.lower(found.token) {
            "by" => frame.preposition(found.word).unwrap_or(Role::Agent),
            "of" | "on" | "against" | "upon" => {
                frame.preposition(found.word).unwrap_or(Role::Target)
            }
            "between" | "among" => frame.preposition(found.word).unwrap_or(Role::Sides),
            "with" | "involving" => frame.preposition(found.word).unwrap_or(if frame.two_sided {
                Role::Sides
            } else {
                Role::Weapon
            }),
            _ => frame.preposition(found.word).unwrap_or(Role::None),
        };
        prepositional(reading, candidate, found, role);
    }
}

/// "Somalia's deadliest attack", "Norway's worst massacre": of all that happened there.
fn is_ranked(reading: &Reading<'_>, candidate: &Candidate<'_>, owner: usize) -> bool {
    let owner = reading.chunk(owner);
    reading.place_at(owner.head).is_some()
        && (owner.tokens.end..candidate.trigger.start).any(|token| {
            let word = reading.lower(token);
            reading.analysis.tag(token) == Upos::Adj
                && (word.ends_with("est") || matches!(word, "worst" | "first" | "latest"))
        })
}

/// "A ceasefire between the army and the rebels came into force": what stands between the words
/// of a trigger.
fn within_trigger(reading: &Reading<'_>, candidate: &Candidate<'_>) -> Vec<Prepositional> {
    let trigger = &candidate.trigger;
    let mut found = match reading.chunk_at(trigger.start) {
        Some(chunk) if reading.chunk(chunk).tokens.end < trigger.end => {
            reading.prepositionals(reading.chunk(chunk).tokens.end)
        }
        _ => Vec::new(),
    };
    found.retain(|found| trigger.contains(&found.token));
    found
}

/// "Burkina Faso ambush", "Mali attack": a country's name is where, its adjective is who.
/// States fly and shell, so before "airstrike" it may be either.
fn is_where(reading: &Reading<'_>, candidate: &Candidate<'_>, mention: usize) -> bool {
    let on_the_ground = matches!(
        candidate.frame.act,
        Act::Attack
            | Act::Clash
            | Act::Bomb
            | Act::Explode
            | Act::SuicideBomb
            | Act::Grenade
            | Act::Mine
            | Act::Murder
            | Act::Kill
            | Act::Shoot
            | Act::Abduct
    );
    on_the_ground && reading.mention(mention).kind == MentionType::Place
}

/// "Mosque attack", "army checkpoint bombing": what stands before the act is what it hits.
fn struck(reading: &Reading<'_>, candidate: &mut Candidate<'_>, first: u32) {
    let kinds = [
        (Class::MilitaryObject, Party::MilitaryObject),
        (Class::CivilianObject, Party::CivilianObject),
    ];
    for token in first..candidate.trigger.start {
        let mut parties = PartySet::default();
        for (class, party) in kinds {
            if reading.classes(token).has(class) && reading.analysis.tag(token).is_noun() {
                parties.insert(party);
            }
        }
        if !parties.is_empty() && reading.actor_at(token).is_none() {
            candidate
                .targets
                .push(Participant::object(token..token + 1, parties));
            let tokens = Some(token..token + 1);
            candidate.note("actor2", "role/modifier", tokens, "what the act hits");
        }
    }
}

/// "Two soldiers dead", "a farmer injured": an adjective behind the people it speaks of.
fn behind_its_noun(reading: &Reading<'_>, candidate: &mut Candidate<'_>) {
    let before = candidate
        .trigger
        .start
        .checked_sub(1)
        .filter(|token| *token >= reading.sentence(candidate.sentence).start)
        .and_then(|token| reading.chunk_at(token))
        .filter(|chunk| reading.verb(*chunk).is_none());
    if let Some(chunk) = before {
        let phrase = Phrase::of(chunk);
        let role = candidate.frame.subject;
        assign(reading, candidate, &phrase, role, "role/behind-its-noun");
    }
}

/// "Accused the rebels of shelling the camp", "blamed the army for the attack".
fn accused(reading: &Reading<'_>, candidate: &mut Candidate<'_>, first: u32) {
    let start = reading.sentence(candidate.sentence).start;
    let link = first
        .checked_sub(1)
        .filter(|link| *link > start && reading.is_any(*link, &["of", "for"]));
    let Some(blamed) = link
        .and_then(|link| reading.chunk_at(link - 1))
        .filter(|chunk| reading.verb(*chunk).is_none())
    else {
        return;
    };
    let accuser = reading
        .chunk(blamed)
        .tokens
        .start
        .checked_sub(1)
        .filter(|token| {
            *token >= start
                && matches!(
                    reading.analysis.lemma(*token),
                    "accuse" | "blame" | "suspect"
                )
        });
    if accuser.is_some() && !candidate.agents.iter().any(Participant::acts) {
        let phrase = Phrase::of(blamed);
        assign(reading, candidate, &phrase, Role::Agent, "role/accused");
    }
}

/// The verb whose object the noun is: "launched an attack", "came under attack".
fn governing_verb(reading: &Reading<'_>, candidate: &mut Candidate<'_>, first: u32) {
    let start = reading.sentence_start(first);
    let mut at = several(reading, first, start).unwrap_or(first);
    // "in", "under" of "engaged in clashes", "came under attack".
    while at > start
        && reading.chunk_at(at - 1).is_none()
        && (reading.is_preposition(at - 1) || reading.analysis.tag(at - 1) == Upos::Adv)
    {
        at -= 1;
    }
    let Some(verb) = at
        .checked_sub(1)
        .filter(|token| *token >= start)
        .and_then(|token| reading.chunk_at(token))
    else {
        return;
    };
    let Some(group) = reading.verb(verb) else {
        return;
    };
    let tokens = reading.chunk(verb).tokens.start..first;
    let agent = reading.any(tokens.clone(), Class::LightAgent);
    let target = reading.any(tokens.clone(), Class::LightTarget);
    // "condemned what it called an attempted coup": nobody's own.
    if tokens.start > start + 1 && reading.is(tokens.start - 2, "what") {
        return;
    }
    // "Hit by two attacks": the passive of what is suffered.
    let suffered = target && reading.is(first - 1, "by");
    if (group.passive && !suffered) || !(agent || target) {
        return;
    }
    candidate.verb = Some(verb);
    if let Some(subject) = reading.subject(verb) {
        let (role, rule) = match (target && !agent, candidate.frame.two_sided) {
            (_, true) => (Role::Sides, "role/light-verb"),
            (true, _) => (Role::Target, "role/undergoes"),
            (false, _) => (candidate.frame.subject, "role/light-verb"),
        };
        assign(reading, candidate, &subject, role, rule);
    }
}

/// "an attack attributed to militiamen", "a raid blamed on jihadists".
fn attributed(reading: &Reading<'_>, candidate: &mut Candidate<'_>, end: u32) {
    let laid = reading.is_any(end, &["attributed", "blamed", "ascribed", "pinned"])
        && reading.is_any(end + 1, &["to", "on"])
        && end + 1 < reading.sentence_end(end);
    if laid && let Some(phrase) = reading.object(end + 2) {
        assign(
            reading,
            candidate,
            &phrase,
            Role::Agent,
            "role/attributed-to",
        );
    }
}

/// Where "hundreds of" or "a wave of" starts before acts of which there are several.
fn several(reading: &Reading<'_>, first: u32, start: u32) -> Option<u32> {
    let of = first
        .checked_sub(1)
        .filter(|of| *of > start && reading.is(*of, "of"))?;
    let chunk = reading
        .chunk_at(of - 1)
        .filter(|chunk| reading.verb(*chunk).is_none())?;
    let head = reading.chunk(chunk).head;
    let classes = reading.classes(head);
    let count = [Class::Collective, Class::CountOnly, Class::Generic]
        .iter()
        .any(|class| classes.has(*class))
        || reading.analysis.tag(head) == Upos::Num;
    count.then(|| reading.chunk(chunk).tokens.start)
}

/// The verb whose subject the noun is: "clashes erupted between", "attack was carried out
/// by", "airstrike hit".
fn following_verb(
    reading: &Reading<'_>,
    candidate: &mut Candidate<'_>,
    end: u32,
    found: &mut Vec<Prepositional>,
) {
    let mut after = found
        .last()
        .map_or(end, |last| reading.tokens_of(&last.phrase).end);
    let limit = reading.sentence_end(end);
    while after < limit
        && reading.chunk_at(after).is_none()
        && reading.analysis.tag(after) == Upos::Adv
    {
        after += 1;
    }
    let Some(verb) = reading.chunk_at(after) else {
        return;
    };
    let Some(group) = reading.verb(verb) else {
        return;
    };
    let tokens = reading.chunk(verb).tokens.clone();
    let happens = reading.any(tokens.start..(tokens.end + 1).min(limit), Class::Occur);
    // "A strike carried out by X killed two": the form does not tell that it is passive.
    let particle = u32::from(reading.is_any(tokens.end, &["out", "up", "off"]));
    let reduced = reading.is(tokens.end + particle, "by") && !reading.has_auxiliary(verb);
    let done = (group.passive || reduced)
        && reading.any(tokens.start..tokens.end + particle, Class::LightAgent);
    let hits = reading.classes(reading.chunk(verb).head).has(Class::Hit);
    let first = reading
        .chunk_at(candidate.trigger.end - 1)
        .map_or(candidate.trigger.start, |chunk| {
            reading.chunk(chunk).tokens.start
        });
    let governed = first > reading.sentence(candidate.sentence).start
        && (reading.is_preposition(first - 1)
            || reading
                .chunk_at(first - 1)
                .is_some_and(|chunk| reading.verb(chunk).is_some()));
    if candidate.verb.is_none() && !group.participle && !governed && !reduced {
        candidate.verb = Some(verb);
    }
    if happens || done || group.passive {
        let from = tokens.end + if reduced { particle } else { 0 };
        found.extend(reading.prepositionals(from));
    } else if hits && let Some(object) = reading.object(tokens.end) {
        assign(
            reading,
            candidate,
            &object,
            Role::Target,
            "role/target-of-noun",
        );
    }
    // "airstrikes launched by", "clashes involving" without a comma.
    if (reading.is(tokens.start, "involving") || reading.is(tokens.start, "pitting"))
        && let Some(object) = reading.object(tokens.end)
    {
        assign(reading, candidate, &object, Role::Sides, "role/involving");
    }
}
