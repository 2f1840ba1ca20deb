//! Sides as ACLED records them: names, inter codes, and the actors that its rules supply
//! ("Unidentified Armed Group", "Civilians", "Protesters") where the text has only a word.

use jiff::civil::Date;
use sitrep_contract::{Actor, AssociatedActor, Inter, SubEventType};

use super::candidate::Candidate;
use super::kind::is_foreign;
use super::participant::Participant;
use super::reading::Reading;
use crate::analysis::ActorClass;
use crate::frame::{Act, Party};
use crate::lexicon::{Country, Iso2, Lexicon};

/// Both sides of an event.
pub(super) struct Sides {
    pub(super) actor1: Option<Actor>,
    pub(super) actor2: Option<Actor>,
    /// True when civilians are the main target.
    pub(super) civilian_targeting: bool,
    /// Rules that supplied an actor.
    pub(super) rules: Vec<&'static str>,
}

/// Names what the rules need to know about an event.
pub(super) struct Naming<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) lexicon: &'a Lexicon,
    /// Where the event is, ISO 3166-1 alpha-2.
    pub(super) country: Option<&'a str>,
    pub(super) day: Option<Date>,
}

impl Naming<'_> {
    /// Builds the sides.
    pub(super) fn sides(&self, candidate: &Candidate<'_>, kind: SubEventType) -> Sides {
        let mut rules = Vec::new();
        let mut actor1 = self.actor(&candidate.agents, &candidate.allies, kind);
        let mut actor2 = self.actor(&candidate.targets, &[], kind);
        let code = kind as i32;
        let targets = |parties: &[Party]| {
            candidate
                .targets
                .iter()
                .any(|target| target.parties.any(parties))
        };
        let attackers = matches!(
            kind,
            SubEventType::Attack
                | SubEventType::AbductionForcedDisappearance
                | SubEventType::SexualViolence
                | SubEventType::ArmedClash
        ) && candidate.frame.act != Act::Capture;
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
        for actor in [actor1, actor2].into_iter().flatten() {
            if is_crowd(&actor)
                || (!is_force(&actor)
                    && other.is_none()
                    && crowd.span.is_none()
                    && candidate.frame.act != Act::Disperse
                    && kind != SubEventType::MobViolence)
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

    fn country_of(&self, code: &str) -> Option<&Country> {
        Iso2::parse(code).and_then(|code| self.lexicon.country(code))
    }

    /// The first participant that acts, the others with it.
    fn actor(
        &self,
        side: &[Participant],
        allies: &[Participant],
        kind: SubEventType,
    ) -> Option<Actor> {
        let mut acting = side.iter().filter(|participant| participant.acts());
        let first = acting.next()?;
        let mut actor = self.named(first, kind);
        actor.associates = acting
            .chain(allies)
            .map(|participant| associate(&self.named(participant, kind)))
            .collect();
        Some(actor)
    }

    fn named(&self, participant: &Participant, kind: SubEventType) -> Actor {
        let entity = participant
            .entity
            .map(|entity| &self.reading.analysis.entities[entity as usize]);
        let (id, name, home, known) = entity.map_or((None, String::new(), None, None), |entity| {
            (
                entity.id.clone(),
                entity.name.clone(),
                entity.country.clone(),
                entity.acled_name.clone(),
            )
        });
        let country = entity.and_then(|_| self.country.and_then(|code| self.country_of(code)));
        let inter = self.inter(participant);
        let by_rule = |group: &str| country.map(|country| format!("{group} ({})", country.acled));
        let nameless = id.is_none();
        let acled_name = match participant.class {
            ActorClass::Gunmen if nameless => by_rule("Unidentified Armed Group"),
            ActorClass::Civilians | ActorClass::Person | ActorClass::Media => by_rule("Civilians"),
            ActorClass::Protesters => by_rule("Protesters"),
            ActorClass::Rioters => by_rule("Rioters"),
            ActorClass::ArmedGroup if nameless && known.is_none() => {
                by_rule("Unidentified Armed Group")
            }
            _ => known,
        };
        // ACLED's state actor is the military where there is violence, else the government.
        let violent = (1..=17).contains(&(kind as i32));
        let state = inter == Inter::StateForces || inter == Inter::ExternalForces;
        let acled_name = match (
            acled_name,
            home.as_deref().and_then(|home| self.country_of(home)),
        ) {
            (Some(name), _) => match name.strip_prefix("Government of ") {
                Some(of) if state && violent => Some(format!("Military Forces of {of}")),
                _ => Some(name),
            },
            (None, Some(home)) if state && participant.class == ActorClass::Government => {
                let prefix = if violent {
                    "Military Forces of"
                } else {
                    "Government of"
                };
                Some(format!("{prefix} {}", home.acled_at(self.day)))
            }
            (None, _) => None,
        };
        let name = if name.is_empty() {
            self.reading
                .analysis
                .text_of(&participant.tokens)
                .to_owned()
        } else {
            name
        };
        Actor {
            entity_id: id,
            name,
            acled_name,
            inter: inter.into(),
            country: home,
            span: Some(self.reading.analysis.span(&participant.tokens)),
            associates: Vec::new(),
        }
    }

    /// ACLED's class: at home and abroad.
    fn inter(&self, participant: &Participant) -> Inter {
        if is_foreign(self.reading, participant, self.country) {
            return Inter::ExternalForces;
        }
        let known = participant.entity.map_or(Inter::Unspecified, |entity| {
            self.reading.analysis.entities[entity as usize].inter
        });
        match participant.class {
            ActorClass::Military
            | ActorClass::Police
            | ActorClass::Security
            | ActorClass::Government => Inter::StateForces,
            ActorClass::Peacekeepers => Inter::ExternalForces,
            ActorClass::Protesters => Inter::Protesters,
            ActorClass::Rioters => Inter::Rioters,
            ActorClass::Civilians
            | ActorClass::Person
            | ActorClass::Media
            | ActorClass::Monitor
            | ActorClass::Organisation
            | ActorClass::Party
            | ActorClass::International => Inter::Civilians,
            ActorClass::Gunmen | ActorClass::Criminal | ActorClass::ArmedGroup
                if known == Inter::Unspecified =>
            {
                Inter::PoliticalMilitia
            }
            ActorClass::IdentityMilitia => Inter::IdentityMilitia,
            _ => known,
        }
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
