//! One participant as ACLED records it: its name by class and country, and its inter code at
//! home and abroad. Prevents "the police" of a report from abroad from becoming the police
//! of the country that the article is mostly about.

use jiff::civil::Date;
use sitrep_contract::{self as contract, Actor, Event, Inter, MentionType, SubEventType};
use smol_str::{SmolStr, format_smolstr};

use crate::analysis::{ActorClass, Analysis, Entity, EntityIndex, EntityMention};
use crate::event::act::candidate::Candidate;
use crate::event::kind::is_foreign;
use crate::event::reading::Reading;
use crate::event::reading::participant::Participant;
use crate::frame::Class;
use crate::lexicon::{Country, Iso2, Lexicon};

/// The forces of an event's place that stand for those the text was taken to name: they
/// are entities of the coding, though none of the text. The sink refuses a reference to
/// an entity that is not listed.
pub(in crate::event) fn local_forces(
    analysis: &Analysis,
    candidate: &Candidate<'_>,
    event: &Event,
) -> Vec<contract::Entity> {
    let country = || event.place.as_ref().and_then(|place| place.country.clone());
    let force = |id: &Option<String>, name: &str, acled_name: &Option<String>| {
        let id = id.as_deref()?;
        let known = candidate
            .sides()
            .chain(&candidate.allies)
            .filter_map(|side| side.entity)
            .any(|entity| analysis.entities[entity as usize].id.as_deref() == Some(id));
        (!known).then(|| contract::Entity {
            id: id.to_owned(),
            r#type: MentionType::StateForce.into(),
            canonical_name: name.to_owned(),
            acled_name: acled_name.clone(),
            inter: Inter::StateForces.into(),
            country: country(),
            ..contract::Entity::default()
        })
    };
    let mut forces = Vec::new();
    for actor in [&event.actor1, &event.actor2].into_iter().flatten() {
        forces.extend(force(&actor.entity_id, &actor.name, &actor.acled_name));
        for other in &actor.associates {
            forces.extend(force(&other.entity_id, &other.name, &other.acled_name));
        }
    }
    forces
}

/// What naming needs to know about an event.
pub(super) struct Naming<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) lexicon: &'a Lexicon,
    /// Where the event is, ISO 3166-1 alpha-2.
    pub(super) country: Option<&'a str>,
    pub(super) day: Option<Date>,
}

impl Naming<'_> {
    /// A country by its code.
    pub(super) fn country_of(&self, code: &str) -> Option<&Country> {
        Iso2::parse(code).and_then(|code| self.lexicon.country(code))
    }

    /// The actor that a participant is in an event of this kind.
    pub(super) fn named(
        &self,
        participant: &Participant,
        kind: SubEventType,
        attacks: bool,
    ) -> Actor {
        let local = participant
            .entity
            .and_then(|entity| self.of_the_place(participant, entity));
        let entity = local.as_ref().or(participant
            .entity
            .map(|entity| &self.reading.analysis.entities[entity as usize]));
        let id = entity.and_then(|entity| entity.id.as_deref());
        let name = entity.map_or("", |entity| &entity.name);
        let home = entity.and_then(|entity| entity.country.as_deref());
        let known = entity.and_then(|entity| entity.acled_name.as_deref());
        // "Men on a motorbike shot …": ACLED's unidentified armed group.
        let somebody = attacks && self.is_somebody(participant, kind);
        let private = participant.class == ActorClass::Security
            && id.is_none()
            && self
                .reading
                .any(participant.tokens.clone(), Class::PrivateGuard);
        // "The president was shot dead": an unarmed victim is a civilian, whatever his office.
        let victim = !attacks
            && participant.class == ActorClass::Government
            && entity.is_some_and(|entity| entity.kind == MentionType::Person)
            && is_against_people(kind);
        let inter = match local {
            _ if victim => Inter::Civilians,
            None if private => Inter::ExternalForces,
            Some(_) => Inter::StateForces,
            None if somebody => Inter::PoliticalMilitia,
            None => self.inter(participant),
        };
        let class = match somebody {
            true => ActorClass::Gunmen,
            false if victim => ActorClass::Civilians,
            false => participant.class,
        };
        let acled_name = match known.filter(|_| !victim) {
            Some(known) if !self.is_nameless_crowd(participant, id.is_none()) => {
                Some(known.to_owned())
            }
            None if private => Some(self.of_country("Private Security Forces")),
            _ => self.by_class(class, id.is_none()),
        };
        // ACLED's state actor is the military where there is violence, else the government.
        let violent = (1..=17).contains(&(kind as i32));
        let state = inter == Inter::StateForces || inter == Inter::ExternalForces;
        let acled_name = match (acled_name, home.and_then(|home| self.country_of(home))) {
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
        // A crowd that only the act implies has no words of its own, and no actor is nameless.
        let words = self.reading.analysis.text_of(&participant.tokens);
        let name = [name, words, acled_name.as_deref().unwrap_or_default()]
            .into_iter()
            .find(|name| !name.is_empty())
            .unwrap_or("Unidentified")
            .to_owned();
        Actor {
            entity_id: id.map(str::to_owned),
            name,
            acled_name,
            inter: inter.into(),
            country: home.map(str::to_owned),
            span: (!participant.tokens.is_empty())
                .then(|| self.reading.analysis.span(&participant.tokens)),
            associates: Vec::new(),
        }
    }

    /// Whether the attacker is just "a man", "a woman", "suspects".
    fn is_somebody(&self, participant: &Participant, kind: SubEventType) -> bool {
        let attack = matches!(
            kind,
            SubEventType::Attack
                | SubEventType::SuicideBomb
                | SubEventType::Grenade
                | SubEventType::RemoteExplosiveLandmineIed
                | SubEventType::AbductionForcedDisappearance
                | SubEventType::SexualViolence
        );
        let named = participant
            .entity
            .is_some_and(|entity| self.reading.analysis.entities[entity as usize].id.is_some());
        attack
            && !named
            && matches!(
                participant.class,
                ActorClass::Civilians | ActorClass::Person
            )
            && self
                .reading
                .any(participant.tokens.clone(), Class::Somebody)
    }

    /// People for whom ACLED has one name per country, whatever the text calls them.
    fn is_nameless_crowd(&self, participant: &Participant, nameless: bool) -> bool {
        match participant.class {
            ActorClass::Gunmen => nameless,
            ActorClass::Civilians
            | ActorClass::Person
            | ActorClass::Media
            | ActorClass::Protesters
            | ActorClass::Rioters => true,
            _ => false,
        }
    }

    /// ACLED's name for nameless people of a class in the event's country.
    fn by_class(&self, class: ActorClass, nameless: bool) -> Option<String> {
        let country = self.country.and_then(|code| self.country_of(code));
        let group = match class {
            ActorClass::Gunmen | ActorClass::ArmedGroup if nameless => "Unidentified Armed Group",
            ActorClass::Civilians | ActorClass::Person | ActorClass::Media => "Civilians",
            ActorClass::Protesters => "Protesters",
            ActorClass::Rioters => "Rioters",
            // "soldiers", "officers" without a country are those of the place.
            ActorClass::Military | ActorClass::Security if nameless => {
                return country
                    .map(|country| format!("Military Forces of {}", country.acled_at(self.day)));
            }
            ActorClass::Police if nameless => {
                return country
                    .map(|country| format!("Police Forces of {}", country.acled_at(self.day)));
            }
            _ => return None,
        };
        Some(self.of_country(group))
    }

    /// A general name with the country of the event, where it is known.
    fn of_country(&self, group: &str) -> String {
        let country = self.country.and_then(|code| self.country_of(code));
        country.map_or_else(
            || group.to_owned(),
            |country| format!("{group} ({})", country.acled),
        )
    }

    /// "the police", "the army" without a country were taken for those of the country in
    /// focus; where the event is elsewhere and the text never names that country's, they are
    /// those of the place.
    fn of_the_place(&self, participant: &Participant, index: EntityIndex) -> Option<Entity> {
        let analysis = self.reading.analysis;
        let entity = &analysis.entities[index as usize];
        let place = self.country?;
        let home = entity.country.as_deref().filter(|home| *home != place)?;
        let id = entity.id.as_deref()?.strip_prefix("actor/")?;
        let (service, code) = id.rsplit_once('-')?;
        let known = &self.lexicon.services[self.lexicon.service(service)? as usize];
        if !known.bare || code != home.to_ascii_lowercase() || self.names_country(participant) {
            return None;
        }
        // "government forces": of the country where they fight.
        let native = self.reading.is_any(
            participant.tokens.start,
            &["government", "regime", "loyalist", "pro-government"],
        );
        let elsewhere = !native
            && analysis
                .mentions
                .iter()
                .enumerate()
                .any(|(number, mention)| {
                    let of_home = analysis.entities[mention.entity as usize]
                        .country
                        .as_deref();
                    mention.entity == index && self.mention_names_country(number)
                        || (of_home == Some(home)
                            && mention.entity != index
                            && self.mention_names_country(number)
                            && analysis.entities[mention.entity as usize].class == entity.class)
                });
        if elsewhere {
            return None;
        }
        let country = self.country_of(place)?;
        let fill = |template: &str| -> SmolStr {
            template
                .replace("{adjective}", country.adjective())
                .replace("{country}", &country.name)
                .replace("{acled}", &country.acled_at(self.day))
                .into()
        };
        let id = format_smolstr!("actor/{service}-{}", place.to_ascii_lowercase());
        if self.lexicon.actor(&id).is_some() {
            return None;
        }
        Some(Entity {
            id: Some(id),
            name: fill(&known.name),
            acled_name: known.acled.as_deref().map(fill),
            country: Some(place.into()),
            ..entity.clone()
        })
    }

    fn names_country(&self, participant: &Participant) -> bool {
        let mention = self.reading.actor_at(participant.tokens.start);
        mention.is_some_and(|mention| self.mention_names_country(mention))
    }

    /// Whether a mention holds or follows a word for a country ("Turkish army", "Turkey's
    /// army").
    fn mention_names_country(&self, number: usize) -> bool {
        let mentions = &self.reading.analysis.mentions;
        let mention = &mentions[number];
        let owned = mention.tokens.start > 1 && self.reading.is(mention.tokens.start - 1, "'s");
        owned
            || self.is_seat(mention)
            || mentions[number + 1..]
                .iter()
                .take_while(|inner| inner.tokens.start < mention.tokens.end)
                .any(|inner| {
                    self.reading.analysis.entities[inner.entity as usize]
                        .country
                        .is_some()
                        || self.reading.analysis.entities[inner.entity as usize]
                            .place
                            .is_some()
                })
    }

    /// "Beijing", "the Kremlin": where a country is ruled from.
    fn is_seat(&self, mention: &EntityMention) -> bool {
        let words = self.reading.analysis.text_of(&mention.tokens);
        let entity = &self.reading.analysis.entities[mention.entity as usize];
        entity
            .country
            .as_deref()
            .and_then(|code| self.country_of(code))
            .is_some_and(|country| {
                let mut seats = country.capitals.iter().chain(&country.seats);
                seats.any(|seat| words == seat)
            })
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

/// Violence against civilians, by ACLED's list.
fn is_against_people(kind: SubEventType) -> bool {
    matches!(
        kind,
        SubEventType::Attack
            | SubEventType::AbductionForcedDisappearance
            | SubEventType::SexualViolence
            | SubEventType::SuicideBomb
            | SubEventType::Grenade
            | SubEventType::RemoteExplosiveLandmineIed
            | SubEventType::MobViolence
    )
}
