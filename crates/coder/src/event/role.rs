//! Who stands in which role of a trigger: the sides, whoever speaks, allies and weapons. A
//! missing agent stays missing. Prevents the nearest noun from becoming a side. Triggers that
//! are verbs are in `verbal`, nouns in `nominal`.

use smallvec::SmallVec;

use super::attribution;
use super::candidate::Candidate;
use super::nominal;
use super::participant::Participant;
use super::phrase::{Phrase, Prepositional};
use super::reading::Reading;
use super::sides;
use super::specific::is_force;
use super::talk;
use super::verbal;
use super::weapon::{arm, weapons};
use crate::analysis::{ActorClass, TokenRange};
use crate::frame::{Act, Class, Role};

/// Fills the sides and weapons of a candidate.
pub(super) fn fill(reading: &Reading<'_>, candidate: &mut Candidate<'_>) {
    if candidate.noun {
        nominal::roles(reading, candidate);
    } else {
        verbal::roles(reading, candidate);
    }
    let talk = candidate.frame.act == Act::Verbal;
    // "We targeted a base, the group said": whoever speaks did it.
    let did = !candidate
        .verb
        .and_then(|verb| reading.verb(verb))
        .is_some_and(|group| group.passive)
        && !candidate.agents.iter().any(Participant::acts);
    if candidate.frame.speaker == Role::Agent
        || ((talk || did) && talk::first_person(reading, candidate))
    {
        speaker(reading, candidate);
    }
    sides::two_sides(reading, candidate);
    talk::counterpart(reading, candidate);
    allies(reading, candidate);
    weapons(reading, candidate);
    let mut targets = std::mem::take(&mut candidate.targets);
    let same = |target: &Participant| {
        target.entity.is_some()
            && !candidate.mutual
            && candidate
                .agents
                .iter()
                .any(|agent| agent.entity == target.entity && agent.tokens == target.tokens)
    };
    targets.retain(|target| !same(target));
    candidate.targets = targets;
}

/// "X must withdraw, Y said": whoever says so acts.
fn speaker(reading: &Reading<'_>, candidate: &mut Candidate<'_>) {
    let Some(name) = attribution::speaker(reading, candidate.sentence) else {
        return;
    };
    let mut chunks: SmallVec<_> = name
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

/// Gives a phrase behind a preposition its role.
pub(super) fn prepositional(
    reading: &Reading<'_>,
    candidate: &mut Candidate<'_>,
    found: &Prepositional,
    role: Role,
) {
    let (role, rule) = match (role, reading.lower(found.token)) {
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
            // "turned the school into a barracks"
            let made = candidate.frame.act == Act::Base;
            (
                if acting || made {
                    Role::Target
                } else {
                    Role::None
                },
                "role/preposition",
            )
        }
        (role, _) => (role, "role/preposition"),
    };
    assign(reading, candidate, &found.phrase, role, rule);
}

/// Puts whoever a phrase names on the side that the role asks for.
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
            // "Troops backed by helicopters stormed the village" fought on the ground.
            let backing = reading.first(tokens.clone(), Class::Backing);
            let own = tokens.start..backing.unwrap_or_else(|| with_matter(reading, &tokens));
            for participant in participants {
                if participant.weapon && own.contains(&participant.tokens.start) {
                    arm(reading, candidate, participant.tokens.clone());
                }
                let participant = reading.as_force(participant, candidate.frame.act);
                // "Unknown persons threw a grenade": ACLED has a name for nobody.
                let nobody = participant.entity.is_none()
                    && participant.class == ActorClass::Civilians
                    && is_force(candidate.frame.act)
                    && !matches!(candidate.frame.act, Act::Riot | Act::Mob | Act::Clash);
                if participant.acts() && !nobody && !known(&candidate.agents, &participant) {
                    candidate.note("actor1", rule, Some(participant.tokens.clone()), "");
                    candidate.agents.push(participant);
                }
            }
            arm(reading, candidate, own);
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
                let brought_down =
                    candidate.frame.act == Act::Intercept && rule == "role/passive-subject";
                if !candidate.noun && (rule == "role/object" || brought_down) {
                    candidate.targets.push(participant);
                } else if participant.acts() && matches!(rule, "role/subject" | "role/by-weapon") {
                    candidate.note("actor1", rule, Some(participant.tokens.clone()), "");
                    candidate.agents.push(participant);
                }
            }
            arm(
                reading,
                candidate,
                tokens.start..with_matter(reading, &tokens),
            );
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

/// "a volley of Grad rockets", "a hail of bullets": up to where what it is made of ends.
fn with_matter(reading: &Reading<'_>, tokens: &TokenRange) -> u32 {
    let matter = reading.is_any(
        tokens.end.wrapping_sub(1),
        &[
            "volley", "hail", "barrage", "salvo", "swarm", "wave", "burst", "number", "dozens",
        ],
    );
    let of = matter && reading.is(tokens.end, "of");
    let phrase = of.then(|| reading.object(tokens.end + 1)).flatten();
    phrase.map_or(tokens.end, |phrase| reading.tokens_of(&phrase).end)
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
