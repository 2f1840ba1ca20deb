//! Acts that both sides do to each other: "clashes between A and B", "rival gangs clashed".
//! Prevents one side of a fight from standing alone.

use sitrep_contract::MentionType;

use crate::analysis::ActorClass;
use crate::event::act::candidate::Candidate;
use crate::event::reading::Reading;
use crate::event::reading::participant::{Participant, Participants};
use crate::event::reading::parties::parties_of;
use crate::event::reading::phrase::{Phrase, Prepositional};
use crate::event::toll;
use crate::frame::{Act, Class, Party, Role};
use crate::text::Upos;

/// How far behind the first side the second may stand.
const REACH: u32 = 12;

/// "between A and B", "between A and B on one side and C on the other".
pub(super) fn between(reading: &Reading<'_>, candidate: &mut Candidate<'_>, found: &Prepositional) {
    let first = reading.in_role(&found.phrase, candidate.frame.act, Role::Sides);
    let end = reading.tokens_of(&found.phrase).end;
    let limit = reading.sentence_end(end);
    let other_side = (end..limit.min(end + 8)).find(|token| {
        (reading.is(*token, "side") || reading.is(*token, "hand")) && reading.is(token - 1, "one")
    });
    let tokens = Some(reading.tokens_of(&found.phrase));
    if let Some(side) = other_side {
        candidate.agents = first.into_vec();
        let next = (side + 1..limit.min(side + 6)).find_map(|token| {
            reading
                .object(token)
                .filter(|_| reading.chunk_at(token).is_some())
        });
        if let Some(next) = next {
            candidate.targets = reading.participants(&next).into_vec();
        }
        candidate.note(
            "actor2",
            "role/on-the-other-side",
            tokens,
            "'between … on one side and … on the other'",
        );
        return;
    }
    let mut acting: Vec<Participant> = first.into_iter().filter(Participant::acts).collect();
    if acting.is_empty() {
        return;
    }
    let mut rest = acting.split_off(1);
    if rest.is_empty() {
        rest = behind_and(
            reading,
            end.max(acting[0].tokens.end),
            limit,
            candidate.frame.act,
        )
        .into_vec();
    }
    if rest.is_empty() {
        rest.extend(loyal_forces(reading, &found.phrase));
    }
    candidate.agents = acting;
    candidate.targets = rest;
    candidate.note(
        "actor2",
        "role/between",
        tokens,
        "'between A and B' names both sides",
    );
}

/// "between government troops and forces loyal to the governor": armed men of somebody whom
/// no list may know.
fn loyal_forces(reading: &Reading<'_>, phrase: &Phrase) -> Option<Participant> {
    let chunk = phrase.chunks.iter().skip(1).find(|chunk| {
        let end = reading.chunk(**chunk).tokens.end;
        // "between the president's forces and those of his deputy"
        (reading.classes(reading.head(**chunk)).has(Class::OwnForce)
            || reading.is(end - 1, "those") && reading.is(end, "of"))
            && reading.is_any(end, &["loyal", "allied", "backing", "supporting", "of"])
    })?;
    let own = reading.chunk(*chunk).tokens.clone();
    let of = own.end + 1 + u32::from(reading.is(own.end + 1, "to"));
    let tokens = match reading.chunk_at(of) {
        Some(owner) if reading.verb(owner).is_none() => own.start..reading.chunk(owner).tokens.end,
        _ => own,
    };
    Some(Participant {
        class: ActorClass::Gunmen,
        plural: true,
        ..Participant::object(
            tokens,
            parties_of(ActorClass::Gunmen, MentionType::ArmedGroup),
        )
    })
}

/// "between members of a gang in the north and police": who stands behind the "and", with
/// phrases and no verb between.
fn behind_and(reading: &Reading<'_>, from: u32, limit: u32, act: Act) -> Participants {
    let verb = |token: &u32| {
        reading
            .chunk_at(*token)
            .is_some_and(|chunk| reading.verb(chunk).is_some())
    };
    let and = (from..limit.min(from + REACH))
        .take_while(|token| !verb(token) && !reading.is(*token, ","))
        .find(|token| reading.is(*token, "and"));
    let phrase = and.and_then(|and| reading.object(and + 1));
    phrase.map_or_else(Participants::new, |phrase| {
        let mut found = reading.in_role(&phrase, act, Role::Sides);
        found.retain(|side| side.acts());
        found
    })
}

/// "Rival gangs clashed", "supporters of two parties fought each other".
pub(super) fn rivals(reading: &Reading<'_>, candidate: &Candidate<'_>, only: &Participant) -> bool {
    let said = |token: u32| {
        matches!(
            reading.lower(token),
            "rival" | "rivals" | "two" | "opposing" | "warring" | "competing" | "neighbouring"
        )
    };
    let end = candidate.trigger.end;
    let each_other = (reading.is(end, "each") && reading.is(end + 1, "other"))
        || (reading.is(end, "one") && reading.is(end + 1, "another"))
        || (reading.is(end, "among") && reading.is(end + 1, "themselves"))
        || (end..end + 3).any(|token| reading.is_any(token, &["rivals", "rival"]));
    let from = only.tokens.start.saturating_sub(2);
    each_other
        || (from.max(reading.sentence(candidate.sentence).start)..candidate.trigger.start).any(said)
}

/// "a gunfight with suspected rebels": the other side is told elsewhere, or nowhere.
fn facing(reading: &Reading<'_>, only: &Participant) -> bool {
    let first = reading.phrase_start(only.tokens.start);
    first
        .checked_sub(1)
        .is_some_and(|before| reading.is_any(before, &["with", "against"]))
}

/// "Kusasis and Mamprusis fought with rifles": names in the plural that no list knows are two
/// peoples where people die or shoot.
fn pair(reading: &Reading<'_>, candidate: &mut Candidate<'_>) {
    let Some(subject) = candidate.verb.and_then(|verb| reading.subject(verb)) else {
        return;
    };
    let [first, second] = subject.chunks.as_slice() else {
        return;
    };
    let people = |chunk: usize| {
        let head = reading.head(chunk);
        let armed = |mention: usize| {
            !parties_of(
                reading.entity_of(mention).class,
                reading.mention(mention).kind,
            )
            .is_empty()
                && reading.entity_of(mention).class != ActorClass::Person
        };
        reading.analysis.tag(head) == Upos::Propn
            && reading.analysis.lower(head).ends_with('s')
            && reading.date_at(head).is_none()
            && !reading.actor_at(head).is_some_and(armed)
    };
    let bloody = toll::told(reading, candidate.sentence)
        || reading
            .sentence_classes(candidate.sentence)
            .has(Class::SmallArms);
    if !(bloody && people(*first) && people(*second)) {
        return;
    }
    let side = |chunk: usize| Participant {
        class: ActorClass::IdentityMilitia,
        plural: true,
        ..Participant::object(
            reading.chunk(chunk).tokens.clone(),
            parties_of(ActorClass::IdentityMilitia, MentionType::ArmedGroup),
        )
    };
    let tokens = Some(reading.tokens_of(&subject));
    candidate.note("actor1", "role/two-peoples", tokens, "");
    candidate.agents = vec![side(*first)];
    candidate.targets = vec![side(*second)];
}

/// A two-sided act of one phrase: "A and B clashed", "rival gangs clashed".
pub(super) fn two_sides(reading: &Reading<'_>, candidate: &mut Candidate<'_>) {
    // "Police and rebels traded fire at a checkpoint": where they did is no side.
    if !candidate.frame.two_sided || candidate.targets.iter().any(Participant::acts) {
        return;
    }
    let places = std::mem::take(&mut candidate.targets);
    parted(reading, candidate);
    candidate.targets.extend(places);
}

/// Parts those who stand on one side where the words say that they are two.
fn parted(reading: &Reading<'_>, candidate: &mut Candidate<'_>) {
    if candidate.agents.len() < 2 {
        pair(reading, candidate);
    }
    if candidate.agents.len() > 1 {
        candidate.targets = candidate.agents.split_off(1);
    } else if let [only] = candidate.agents.as_slice()
        && only.plural
        && matches!(only.parties, parties if parties.any(&[
            Party::NonState,
            Party::Civilians,
            Party::Protesters,
            Party::Rioters,
        ]))
        && !facing(reading, only)
        && (candidate.noun || candidate.frame.weapon.is_some() || rivals(reading, candidate, only))
    {
        let only = only.clone();
        candidate.targets.push(only);
    }
}
