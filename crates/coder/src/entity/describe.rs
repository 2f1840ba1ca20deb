//! Entities that are described, not named, and what a title or a membership says of a
//! named one ("a commander in X", "Fulani herders", "Haftar's forces").

use sitrep_contract::{FoundBy, Inter, MentionType};
use smol_str::format_smolstr;

use super::compose::Composer;
use super::modifiers::Phrase;
use super::unknown::is_code;
use crate::analysis::{ActorClass, Entity, EntityIndex, TokenRange};
use crate::lexicon::{Iso2, default_inter};
use crate::text::{Shape, Upos};

impl Composer<'_, '_> {
    pub(super) fn describe(
        &self,
        range: &TokenRange,
        class: ActorClass,
        left: &Phrase,
        country: Option<Iso2>,
    ) -> Entity {
        let lexicon = self.registry.lexicon;
        let class = match class {
            ActorClass::Military | ActorClass::Gunmen if left.rebel || left.sponsored => {
                ActorClass::ArmedGroup
            }
            ActorClass::Military if left.identity.is_some() => ActorClass::ArmedGroup,
            ActorClass::Gunmen if left.identity.is_some() => ActorClass::IdentityMilitia,
            other => other,
        };
        let mut acled_name = None;
        let mut country = country;
        if let (Some(identity), ActorClass::IdentityMilitia) = (left.identity, class) {
            let known = &lexicon.identities[identity as usize];
            let focus = self
                .context
                .focus
                .filter(|focus| known.countries.contains(focus));
            let home = focus.or_else(|| known.countries.first().copied());
            country = country.or(home);
            acled_name = home
                .and_then(|home| lexicon.country(home))
                .map(|home| format_smolstr!("{} Ethnic Militia ({})", known.name, home.name));
        }
        let inter = match class {
            ActorClass::ArmedGroup if left.rebel => Inter::RebelGroup,
            other => default_inter(other),
        };
        Entity {
            name: self.analysis.text_of(range).into(),
            class,
            acled_name,
            inter,
            country: country.map(|code| code.as_str().into()),
            ..Entity::default()
        }
    }

    /// "Jamaat fighters", "the 92nd brigade": what else is known only as a name bears arms.
    pub(super) fn arm(&mut self, group: EntityIndex, head: u32) {
        let staff = matches!(
            self.analysis.lower(head),
            "officer" | "officers" | "member" | "members" | "unit" | "units" | "guard" | "guards"
        );
        let entity = &mut self.analysis.entities[group as usize];
        let nameless = entity
            .id
            .as_deref()
            .is_none_or(|id| id.starts_with("name/"));
        if staff || !nameless || entity.kind != MentionType::Organisation {
            return;
        }
        (entity.class, entity.kind) = match is_code(&entity.name) {
            true => (ActorClass::Military, MentionType::StateForce),
            false => (ActorClass::ArmedGroup, MentionType::ArmedGroup),
        };
        entity.inter = default_inter(entity.class);
    }

    /// The capitalised word right before a noun that no list knows, inside a sentence.
    pub(super) fn name_before(&self, at: u32) -> Option<u32> {
        let before = at.checked_sub(1)?;
        // A name alone is taken for a person's.
        let nobody = self
            .mention_at(before)
            .is_none_or(|mention| mention.kind == MentionType::Person && mention.tokens.len() == 1);
        let name = self.analysis.tag(before) == Upos::Propn
            && self.analysis.token(before).shape == Shape::Capitalised
            && nobody
            && self.scan.word_at(before).is_none();
        name.then_some(before)
    }

    /// The armed community of "Kurdish and Syrian forces".
    pub(super) fn communal(&mut self, range: &TokenRange, head: u32, left: &Phrase) {
        let Some(identity) = left.identity else {
            return;
        };
        let known = &self.registry.lexicon.identities[identity as usize];
        let entity = Entity {
            name: format_smolstr!("{} {}", known.name, self.analysis.word(head)),
            class: ActorClass::ArmedGroup,
            inter: default_inter(ActorClass::ArmedGroup),
            country: self.context.focus.map(|code| code.as_str().into()),
            ..Entity::default()
        };
        let entity = self.registry.described(self.analysis, entity);
        self.push(
            range.clone(),
            head,
            entity,
            MentionType::Unspecified,
            (FoundBy::Rule, 0.7),
        );
    }

    /// One person or part of a group, described: "a commander in the Hamzat Division".
    pub(super) fn member(
        &mut self,
        range: &TokenRange,
        group: EntityIndex,
        class: ActorClass,
    ) -> EntityIndex {
        let of = &self.analysis.entities[group as usize];
        let entity = Entity {
            name: self.analysis.text_of(range).into(),
            class,
            acled_name: of.acled_name.clone(),
            inter: of.inter,
            country: of.country.clone(),
            parent: of.id.clone(),
            ..Entity::default()
        };
        self.registry.described(self.analysis, entity)
    }

    pub(super) fn person_at(&self, token: u32) -> Option<EntityIndex> {
        let mention = self.mention_at(token)?;
        (mention.kind == MentionType::Person && mention.tokens.start == token)
            .then_some(mention.entity)
    }

    /// "Syrian President Bashar al-Assad": the title says what an unknown person is.
    pub(super) fn entitle(&mut self, person: EntityIndex, left: &Phrase, role: u32) -> bool {
        let class = self.registry.lexicon.roles[role as usize].class;
        let group = left.actor.map(|actor| self.group_of(actor));
        let country = left.countries.first().copied().or(self.context.focus);
        let of = group.map(|group| self.analysis.entities[group as usize].clone());
        let entity = &mut self.analysis.entities[person as usize];
        if entity.class == ActorClass::Person && entity.parent.is_none() {
            entity.class = of.as_ref().map_or(class, |of| of.class);
            entity.inter = of.as_ref().map_or(default_inter(class), |of| of.inter);
            entity.country = of
                .as_ref()
                .and_then(|of| of.country.clone())
                .or_else(|| country.map(|code| code.as_str().into()));
            entity.parent = of.and_then(|of| of.id);
        }
        true
    }

    /// The group that a person leads, for "Haftar's forces"; any other entity is itself.
    pub(super) fn group_of(&mut self, entity: EntityIndex) -> EntityIndex {
        let known = &self.analysis.entities[entity as usize];
        if known.kind != MentionType::Person {
            return entity;
        }
        let Some(id) = known.parent.clone() else {
            return entity;
        };
        if let Some((number, _)) = self.registry.lexicon.actor(&id) {
            return self.registry.actor(self.analysis, number);
        }
        let service = id
            .strip_prefix("actor/")
            .and_then(|id| id.rsplit_once('-'))
            .and_then(|(service, code)| {
                let country = Iso2::parse(&code.to_ascii_uppercase())?;
                Some((self.registry.lexicon.service(service)?, country))
            });
        match service {
            Some((service, country)) => self.registry.service(self.analysis, service, country),
            None => entity,
        }
    }
}
