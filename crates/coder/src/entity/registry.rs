//! The entities of one document, once each: an actor named in ten ways is one entity.

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use sitrep_contract::{Inter, MentionType};
use smol_str::{SmolStr, SmolStrBuilder, StrExt as _, format_smolstr};

use crate::analysis::{ActorClass, Analysis, Entity, EntityIndex};
use crate::lexicon::{Country, Iso2, Lexicon, default_inter, mention_type};

/// Finds or makes entities.
#[derive(Debug)]
pub(super) struct Registry<'l> {
    pub(super) lexicon: &'l Lexicon,
    /// The day by which validity is judged.
    pub(super) day: Option<Date>,
    by_id: FxHashMap<SmolStr, EntityIndex>,
    services: FxHashMap<(u32, Iso2), EntityIndex>,
    described: FxHashMap<(SmolStr, ActorClass), EntityIndex>,
}

impl<'l> Registry<'l> {
    /// An empty registry.
    pub(super) fn new(lexicon: &'l Lexicon, day: Option<Date>) -> Self {
        Self {
            lexicon,
            day,
            by_id: FxHashMap::default(),
            services: FxHashMap::default(),
            described: FxHashMap::default(),
        }
    }

    /// An actor of the lexicon.
    pub(super) fn actor(&mut self, analysis: &mut Analysis, actor: u32) -> EntityIndex {
        let lexicon = self.lexicon;
        let known = &lexicon.actors[actor as usize];
        if let Some(index) = self.by_id.get(known.id.as_str()) {
            return *index;
        }
        let phase = known.at(self.day);
        let entity = Entity {
            id: Some(known.id.clone()),
            name: phase.name.clone(),
            kind: if known.person {
                MentionType::Person
            } else {
                mention_type(phase.class)
            },
            class: phase.class,
            acled_name: phase.acled.clone(),
            inter: phase.inter,
            country: phase.countries.first().map(|code| code.as_str().into()),
            parent: phase.parent(self.day).cloned(),
            ..Entity::default()
        };
        self.add(analysis, entity)
    }

    /// A country, which stands for its government where it acts.
    pub(super) fn country(&mut self, analysis: &mut Analysis, country: u32) -> EntityIndex {
        let lexicon = self.lexicon;
        let known = &lexicon.countries[country as usize];
        if let Some(index) = self.by_id.get(known.place.as_str()) {
            return *index;
        }
        let entity = Entity {
            id: Some(known.place.clone()),
            name: known.name.clone(),
            kind: MentionType::Place,
            class: ActorClass::Government,
            acled_name: Some(format_smolstr!(
                "Government of {}",
                known.acled_at(self.day)
            )),
            inter: Inter::StateForces,
            country: Some(known.iso2.as_str().into()),
            ..Entity::default()
        };
        self.add(analysis, entity)
    }

    /// A service of a state.
    pub(super) fn service(
        &mut self,
        analysis: &mut Analysis,
        service: u32,
        country: Iso2,
    ) -> EntityIndex {
        if let Some(index) = self.services.get(&(service, country)) {
            return *index;
        }
        let index = self.new_service(analysis, service, country);
        self.services.insert((service, country), index);
        index
    }

    fn new_service(&mut self, analysis: &mut Analysis, service: u32, country: Iso2) -> EntityIndex {
        let lexicon = self.lexicon;
        let known = &lexicon.services[service as usize];
        let id = format_smolstr!("actor/{}-{}", known.id, country.lower());
        if let Some(index) = self.by_id.get(id.as_str()) {
            return *index;
        }
        // An actor that the data files give by hand comes first.
        if let Some((actor, _)) = lexicon.actor(&id) {
            return self.actor(analysis, actor);
        }
        let home = lexicon.country(country);
        let day = self.day;
        let fill = |template: &str| match home {
            Some(home) => fill(template, home, day),
            None => template.into(),
        };
        let entity = Entity {
            name: fill(&known.name),
            kind: mention_type(known.class),
            class: known.class,
            acled_name: known.acled.as_deref().map(fill),
            inter: default_inter(known.class),
            country: Some(country.as_str().into()),
            id: Some(id),
            ..Entity::default()
        };
        self.add(analysis, entity)
    }

    /// A thing outside the lexicon that the text names.
    pub(super) fn named(
        &mut self,
        analysis: &mut Analysis,
        name: &str,
        class: ActorClass,
        kind: MentionType,
    ) -> EntityIndex {
        let id = format_smolstr!("name/{}", slug(name));
        if let Some(index) = self.by_id.get(id.as_str()) {
            return *index;
        }
        let entity = Entity {
            id: Some(id),
            name: name.into(),
            kind,
            class,
            inter: default_inter(class),
            ..Entity::default()
        };
        self.add(analysis, entity)
    }

    /// A thing described, not named. Same words and class, same entity.
    pub(super) fn described(&mut self, analysis: &mut Analysis, entity: Entity) -> EntityIndex {
        let key = (entity.name.to_lowercase_smolstr(), entity.class);
        if let Some(index) = self.described.get(&key) {
            return *index;
        }
        let index = self.add(analysis, entity);
        self.described.insert(key, index);
        index
    }

    fn add(&mut self, analysis: &mut Analysis, entity: Entity) -> EntityIndex {
        let index = EntityIndex::try_from(analysis.entities.len()).unwrap_or(EntityIndex::MAX);
        if let Some(id) = &entity.id {
            self.by_id.insert(id.clone(), index);
        }
        analysis.entities.push(entity);
        index
    }
}

/// A name with the country's words where the template has "{adjective}" and the like.
fn fill(template: &str, home: &Country, day: Option<Date>) -> SmolStr {
    let mut name = SmolStrBuilder::new();
    let mut rest = template;
    while let Some((before, (slot, after))) = rest
        .split_once('{')
        .and_then(|(before, slot)| Some((before, slot.split_once('}')?)))
    {
        name.push_str(before);
        match slot {
            "adjective" => name.push_str(home.adjective()),
            "country" => name.push_str(&home.name),
            "acled" => name.push_str(&home.acled_at(day)),
            _ => {
                name.push('{');
                name.push_str(slot);
                name.push('}');
            }
        }
        rest = after;
    }
    name.push_str(rest);
    name.finish()
}

/// "Abu Khalid al-Homsi" → "abu-khalid-al-homsi".
pub(crate) fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    let mut part = String::new();
    for word in name.split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '–')) {
        crate::fold::strict(word, &mut part);
        if !part.is_empty() {
            if !slug.is_empty() {
                slug.push('-');
            }
            slug.push_str(&part);
        }
    }
    slug
}
