//! Puts whoever a phrase names on the side that a role asks for, and weapons where they
//! belong. Prevents places and things from becoming sides.

use super::sides;
use super::weapon::arm;
use crate::analysis::{ActorClass, TokenRange};
use crate::event::act::candidate::Candidate;
use crate::event::act::specific::is_force;
use crate::event::reading::Reading;
use crate::event::reading::participant::Participant;
use crate::event::reading::phrase::{Phrase, Prepositional};
use crate::frame::{Act, Class, Role};

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
