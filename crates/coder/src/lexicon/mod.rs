//! The actor lexicon: aliases to actors with validity, parents, class and country; the
//! words that describe actors and weapons. All of it is data that an analyst edits.
//!
//! ```text
//! data/lexicon/*.tsv ─▶ table ─▶ actor, country, words ─▶ index (two tries) ─▶ entity stage
//! ```

mod actor;
mod class;
mod country;
mod index;
mod iso2;
mod known;
mod lint;
mod lookup;
mod period;
mod pieces;
mod review;
mod source;
mod table;
mod trie;
mod words;

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

pub(crate) use actor::Actor;
pub(crate) use class::{default_inter, mention_type};
pub(crate) use country::Country;
pub(crate) use index::{Index, NameEntry, WordEntry};
pub(crate) use iso2::Iso2;
pub use lookup::ActorEntry;
pub(crate) use pieces::{Piece, Pieces};
pub(crate) use trie::Trie;
pub(crate) use words::{Agent, Cue, Identity, Modifier, Role, Service};

use crate::CoderError;
use crate::source::{Folder, Source, of};
pub(crate) use source::BUNDLED;
use source::{TableKind, table_names, table_of};

/// Everything that the tables say, and the index to find it in a text.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    /// Groups, organisations and people.
    pub(crate) actors: Vec<Actor>,
    /// Countries.
    pub(crate) countries: Vec<Country>,
    /// Services of states.
    pub(crate) services: Vec<Service>,
    /// Agent nouns.
    pub(crate) agents: Vec<Agent>,
    /// Offices and functions.
    pub(crate) roles: Vec<Role>,
    /// Communities.
    pub(crate) identities: Vec<Identity>,
    /// The two tries.
    pub(crate) index: Index,
    modifiers: Vec<(Modifier, Vec<String>)>,
    cues: Vec<(Cue, Vec<String>)>,
    weapons: Vec<(&'static str, Vec<String>)>,
    actor_by_id: FxHashMap<SmolStr, u32>,
    country_by_code: FxHashMap<Iso2, u32>,
    service_by_id: FxHashMap<String, u32>,
}

impl Lexicon {
    /// The built-in tables with the caller's laid over them.
    pub(crate) fn load(overrides: &[Source<'_>]) -> Result<Self, CoderError> {
        let mut lexicon = Self::default();
        for source in BUNDLED.iter().chain(of(overrides, Folder::Lexicon)) {
            lexicon.read(source)?;
        }
        lexicon.number();
        lexicon.index = Index::build(&lexicon);
        Ok(lexicon)
    }

    /// One table by itself.
    #[cfg(feature = "fuzzing")]
    pub(crate) fn alone(source: &Source<'_>) -> Result<Self, CoderError> {
        let mut lexicon = Self::default();
        lexicon.read(source)?;
        lexicon.number();
        lexicon.index = Index::build(&lexicon);
        Ok(lexicon)
    }

    /// The actor with an id.
    pub(crate) fn actor(&self, id: &str) -> Option<(u32, &Actor)> {
        let index = *self.actor_by_id.get(id)?;
        Some((index, &self.actors[index as usize]))
    }

    /// The country with a code.
    pub(crate) fn country(&self, code: Iso2) -> Option<&Country> {
        let index = *self.country_by_code.get(&code)?;
        Some(&self.countries[index as usize])
    }

    /// The number of the service with an id.
    pub(crate) fn service(&self, id: &str) -> Option<u32> {
        self.service_by_id.get(id).copied()
    }

    /// Everything wrong or doubtful in the built-in tables and the caller's.
    pub(crate) fn review(overrides: &[Source<'_>]) -> Vec<CoderError> {
        review::review(overrides)
    }

    /// What is doubtful in the tables although they can be read.
    pub(crate) fn check(&self) -> Vec<CoderError> {
        lint::check(self)
    }

    /// The actors that a name may mean on a day, those valid then first.
    pub(crate) fn lookup(&self, name: &str, on: Option<Date>) -> Vec<ActorEntry> {
        lookup::lookup(self, name, on)
    }

    fn read(&mut self, source: &Source<'_>) -> Result<(), CoderError> {
        let (file, text) = (source.name, source.text);
        let kind = table_of(source).ok_or_else(|| {
            let known = table_names();
            CoderError::at(
                file,
                0,
                format!("the name says no table; start it with one of {known}"),
            )
        })?;
        match kind {
            TableKind::Actors | TableKind::Organisations => {
                self.merge(actor::read_actors(file, text)?);
            }
            TableKind::People => self.merge(actor::read_people(file, text)?),
            TableKind::Countries => {
                for country in country::read(file, text)? {
                    self.countries.retain(|known| known.iso2 != country.iso2);
                    self.countries.push(country);
                }
            }
            TableKind::Services => {
                for service in words::read_services(file, text)? {
                    self.services.retain(|known| known.id != service.id);
                    self.services.push(service);
                }
            }
            TableKind::Agents => self.agents.extend(words::read_agents(file, text)?),
            TableKind::Roles => self.roles.extend(words::read_roles(file, text)?),
            TableKind::Modifiers => self.modifiers.extend(words::read_modifiers(file, text)?),
            TableKind::Weapons => self.weapons.extend(words::read_weapons(file, text)?),
            TableKind::Identities => self.identities.extend(words::read_identities(file, text)?),
            TableKind::Cues => self.cues.extend(words::read_cues(file, text)?),
        }
        Ok(())
    }

    /// A later file's actor takes the place of an earlier one with its id.
    fn merge(&mut self, actors: Vec<Actor>) {
        for actor in actors {
            match self.actor_by_id.get(&actor.id) {
                Some(known) => self.actors[*known as usize] = actor,
                None => {
                    let number = u32::try_from(self.actors.len()).unwrap_or(u32::MAX);
                    self.actor_by_id.insert(actor.id.clone(), number);
                    self.actors.push(actor);
                }
            }
        }
    }

    fn number(&mut self) {
        for (number, country) in (0..).zip(&self.countries) {
            self.country_by_code.insert(country.iso2, number);
        }
        for (number, service) in (0..).zip(&self.services) {
            self.service_by_id.insert(service.id.clone(), number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_tables_load() {
        let lexicon = Lexicon::load(&[]).unwrap();
        assert!(lexicon.actor("actor/hayat-tahrir-al-sham").is_some());
    }

    #[test]
    fn the_bundled_tables_hold_nothing_doubtful() {
        let problems = Lexicon::load(&[]).unwrap().check();
        let listed: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(listed.is_empty(), "{}", listed.join("\n"));
    }

    #[test]
    fn an_override_replaces_an_actor() {
        let text = "id\tname\tacled\tclass\tinter\tcountries\tparent\tfrom\tto\tsuccessor\taliases\n\
                    hayat-tahrir-al-sham\tHTS\t\tarmed-group\t2\tSY\n";
        let source = Source {
            name: "actors-mine.tsv",
            text,
        };
        let lexicon = Lexicon::load(&[source]).unwrap();
        let (_, actor) = lexicon.actor("actor/hayat-tahrir-al-sham").unwrap();
        assert_eq!(actor.phases[0].name, "HTS");
    }
}
