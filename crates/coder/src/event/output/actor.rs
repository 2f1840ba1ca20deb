//! Sides as ACLED records them: names, inter codes, and the actors that its rules supply
//! ("Unidentified Armed Group", "Civilians", "Protesters") where the text has only a word.

use sitrep_contract::{Actor, AssociatedActor, Inter, Status, SubEventType};

use super::naming::Naming;
use crate::event::act::candidate::Candidate;
use crate::event::reading::participant::Participant;
use crate::frame::{Act, Party};

/// Both sides of an event.
pub(super) struct Sides {
    pub(super) actor1: Option<Actor>,
    pub(super) actor2: Option<Actor>,
    /// True when civilians are the main target.
    pub(super) civilian_targeting: bool,
    /// Rules that supplied an actor.
    pub(super) rules: Vec<&'static str>,
}

impl Naming<'_> {
    /// Builds the sides.
    pub(super) fn sides(&self, candidate: &Candidate<'_>, kind: SubEventType) -> Sides {
        let mut rules = Vec::new();
        let mut actor1 = self.actor(&candidate.agents, &candidate.allies, kind, true);
        let mut actor2 = self.actor(&candidate.targets, &[], kind, false);
        let code = kind as i32;
        let targets = |parties: &[Party]| {
            candidate
                .targets
                .iter()
                .any(|target| target.parties.any(parties))
        };
        // What is only denied or has no side at all gets none by rule.
        let silent = actor1.is_none() && actor2.is_none();
        let denied = candidate.status == Status::Denied;
        let attackers = takes_attacker(candidate, kind)
            && !denied
            && !(candidate.targets.is_empty() && kind == SubEventType::ArmedClash);
        if (4..=8).contains(&code) {
            (actor1, actor2) = self.crowd(candidate, kind, actor1, actor2, &mut rules);
        } else if attackers && actor1.is_none() {
            actor1 = Some(self.rule_actor("Unidentified Armed Group", Inter::PoliticalMilitia));
            rules.push("actor/unidentified-armed-group");
        }
        let violence_against_civilians = (15..=17).contains(&code);
        let civilian_objects =
            targets(&[Party::CivilianObject, Party::Civilians, Party::Political])
                && !targets(&[Party::MilitaryObject]);
        let remote = (9..=14).contains(&code);
        if actor2.is_none()
            && !(denied && silent)
            && (violence_against_civilians || (remote && targets(&[Party::Civilians])))
        {
            actor2 = Some(self.rule_actor("Civilians", Inter::Civilians));
            rules.push("actor/civilians");
        }
        let armed = actor2.as_ref().is_some_and(|actor| {
            matches!(
                actor.inter(),
                Inter::StateForces
                    | Inter::RebelGroup
                    | Inter::PoliticalMilitia
                    | Inter::IdentityMilitia
                    | Inter::ExternalForces
            )
        });
        let unarmed = actor2
            .as_ref()
            .is_some_and(|actor| matches!(actor.inter(), Inter::Civilians | Inter::Protesters));
        let civilian_targeting = violence_against_civilians
            || kind == SubEventType::ExcessiveForceAgainstProtesters
            || (remote && !armed && (unarmed || civilian_objects && targets(&[Party::Civilians])))
            || (kind == SubEventType::MobViolence && unarmed);
        Sides {
            actor1,
            actor2,
            civilian_targeting,
            rules,
        }
    }

    /// Demonstrations: the crowd is actor1, who intervenes actor2.
    fn crowd(
        &self,
        candidate: &Candidate<'_>,
        kind: SubEventType,
        actor1: Option<Actor>,
        actor2: Option<Actor>,
        rules: &mut Vec<&'static str>,
    ) -> (Option<Actor>, Option<Actor>) {
        let (name, inter) = match kind {
            SubEventType::ViolentDemonstration | SubEventType::MobViolence => {
                ("Rioters", Inter::Rioters)
            }
            _ => ("Protesters", Inter::Protesters),
        };
        let is_crowd = |actor: &Actor| matches!(actor.inter(), Inter::Protesters | Inter::Rioters);
        let is_force = |actor: &Actor| {
            matches!(
                actor.inter(),
                Inter::StateForces
                    | Inter::ExternalForces
                    | Inter::RebelGroup
                    | Inter::PoliticalMilitia
                    | Inter::IdentityMilitia
            )
        };
        let mut crowd = self.rule_actor(name, inter);
        let mut other = None;
        for (actor, acts) in [(actor1, true), (actor2, false)] {
            let Some(actor) = actor else {
                continue;
            };
            // "Villagers beat two men": of unarmed people on both sides, the mob is who acts.
            if is_crowd(&actor)
                || (!is_force(&actor)
                    && other.is_none()
                    && crowd.span.is_none()
                    && candidate.frame.act != Act::Disperse
                    && (kind != SubEventType::MobViolence || acts))
            {
                // Whoever demonstrates: their own name is the associate.
                crowd.span = actor.span.clone();
                if !is_crowd(&actor) {
                    crowd.associates.push(associate(&actor));
                } else {
                    crowd.name.clone_from(&actor.name);
                }
            } else if other.is_none() {
                other = Some(actor);
            }
        }
        if crowd.span.is_none() {
            rules.push("actor/crowd");
        }
        (Some(crowd), other)
    }

    fn rule_actor(&self, name: &str, inter: Inter) -> Actor {
        let country = self.country.and_then(|code| self.country_of(code));
        let full = country.map_or_else(
            || name.to_owned(),
            |country| format!("{name} ({})", country.acled),
        );
        Actor {
            entity_id: None,
            name: full.clone(),
            acled_name: Some(full).filter(|_| country.is_some()),
            inter: inter.into(),
            country: self.country.map(str::to_owned),
            span: None,
            associates: Vec::new(),
        }
    }

    /// The first participant that acts, the others with it.
    fn actor(
        &self,
        side: &[Participant],
        allies: &[Participant],
        kind: SubEventType,
        attacks: bool,
    ) -> Option<Actor> {
        let mut acting = side.iter().filter(|participant| participant.acts());
        let first = acting.next()?;
        let mut actor = self.named(first, kind, attacks);
        for participant in acting.chain(allies) {
            let other = associate(&self.named(participant, kind, attacks));
            // "Russian jets" and "Russia": ACLED lists nobody twice.
            let again = |name: &Option<String>| name.is_some() && *name == other.acled_name;
            let listed = again(&actor.acled_name)
                || actor
                    .associates
                    .iter()
                    .any(|known| again(&known.acled_name));
            if !listed {
                actor.associates.push(other);
            }
        }
        Some(actor)
    }
}

/// Whether ACLED's rule names an unidentified armed group where nobody is said to have done
/// it. Mines left over from a war have no attacker; from afar, nothing says how many arms
/// it took.
fn takes_attacker(candidate: &Candidate<'_>, kind: SubEventType) -> bool {
    match kind {
        SubEventType::Attack
        | SubEventType::AbductionForcedDisappearance
        | SubEventType::SexualViolence
        | SubEventType::ArmedClash => candidate.frame.act != Act::Capture,
        SubEventType::RemoteExplosiveLandmineIed => !candidate.weapons.contains(&"mine"),
        SubEventType::Grenade | SubEventType::SuicideBomb => true,
        _ => false,
    }
}

fn associate(actor: &Actor) -> AssociatedActor {
    AssociatedActor {
        entity_id: actor.entity_id.clone(),
        name: actor.name.clone(),
        acled_name: actor.acled_name.clone(),
        inter: actor.inter,
    }
}

/// ACLED's two-digit interaction code.
pub(super) fn interaction(actor1: Option<&Actor>, actor2: Option<&Actor>) -> Option<u32> {
    let code = |actor: Option<&Actor>| actor.map_or(0, |actor| actor.inter as u32);
    let (one, two) = (code(actor1), code(actor2));
    match (one.min(two), one.max(two)) {
        (0, 0) => None,
        (0, only) => Some(only * 10),
        (low, high) => Some(low * 10 + high),
    }
}
