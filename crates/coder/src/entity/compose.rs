//! Composed mentions: a nationality, group or service with a noun that says who
//! ("Turkish troops", "HTS militants", "members of the Syrian army", "the police").

use sitrep_contract::{FoundBy, MentionType};
use smol_str::SmolStr;

use super::context::Context;
use super::modifiers::{Phrase, left, right};
use super::registry::Registry;
use super::scan::Scan;
use crate::analysis::{ActorClass, Analysis, Entity, EntityIndex, EntityMention, TokenRange};
use crate::lexicon::{WordEntry, default_inter};
use crate::text::Upos;

/// What composing needs to read and extend.
pub(super) struct Composer<'a, 'l> {
    pub(super) analysis: &'a mut Analysis,
    pub(super) scan: &'a Scan,
    pub(super) context: &'a Context,
    pub(super) registry: &'a mut Registry<'l>,
    /// For each token, one more than the mention that holds it; 0 for none.
    pub(super) mention_of: &'a mut [u32],
}

impl Composer<'_, '_> {
    /// Composes all heads, from the last to the first, so that what stands to the right
    /// of "members of" is there when it is needed.
    pub(super) fn run(&mut self) {
        let mut consumed_from = u32::MAX;
        for index in (0..self.scan.words.len()).rev() {
            let hit = &self.scan.words[index];
            let tokens = hit.tokens.clone();
            if !hit.whole || tokens.start >= consumed_from || self.inside_name(&tokens) {
                continue;
            }
            let entries = self.registry.lexicon.index.descriptions.entries(hit.node);
            let verb = self.is_verb(&tokens);
            let taken = entries.iter().find_map(|entry| match *entry {
                WordEntry::Weapon(class) if !verb => self.weapon(&tokens, class),
                WordEntry::Service(service) if !verb => self.service(&tokens, service),
                WordEntry::Agent { agent, plural } if !verb => self.agent(&tokens, agent, plural),
                WordEntry::Role(role) if !verb => self.role(&tokens, role),
                _ => None,
            });
            if let Some(start) = taken {
                consumed_from = start;
            }
        }
    }

    /// Whether the word is a verb here ("forces residents to flee"). The tagger is not
    /// believed right after a name ("HTS fighters"), nor for endings that no verb has.
    fn is_verb(&self, tokens: &TokenRange) -> bool {
        let head = tokens.end - 1;
        let word = self.analysis.lower(head);
        let noun = ["ers", "ors", "ists", "ants", "men"]
            .iter()
            .any(|ending| word.ends_with(ending));
        let named = tokens
            .start
            .checked_sub(1)
            .is_some_and(|before| self.mention_at(before).is_some());
        // "Muhandis forces captured the town": one verb is enough.
        let subject = self.name_before(tokens.start).is_some()
            && tokens.end < self.analysis.token_count()
            && matches!(self.analysis.tag(tokens.end), Upos::Verb | Upos::Aux);
        matches!(self.analysis.tag(head), Upos::Verb | Upos::Aux | Upos::Adv)
            && !(noun || named || subject)
    }

    fn inside_name(&self, tokens: &TokenRange) -> bool {
        tokens
            .clone()
            .any(|token| self.mention_of[token as usize] != 0)
    }

    /// The mention that holds a token.
    pub(super) fn mention_at(&self, token: u32) -> Option<&EntityMention> {
        let number = *self.mention_of.get(token as usize)?;
        self.analysis
            .mentions
            .get((number as usize).checked_sub(1)?)
    }

    pub(super) fn push(
        &mut self,
        tokens: TokenRange,
        head: u32,
        entity: EntityIndex,
        kind: MentionType,
        (found_by, confidence): (FoundBy, f32),
    ) -> Option<u32> {
        let start = tokens.start;
        self.analysis.mentions.push(EntityMention {
            tokens: tokens.clone(),
            head,
            kind,
            entity,
            found_by,
            confidence,
            nested: false,
        });
        let number = u32::try_from(self.analysis.mentions.len()).unwrap_or(u32::MAX);
        for token in tokens {
            self.mention_of[token as usize] = number;
        }
        Some(start)
    }

    fn weapon(&mut self, tokens: &TokenRange, class: &'static str) -> Option<u32> {
        let entity = Entity {
            name: SmolStr::new_static(class),
            kind: MentionType::Weapon,
            weapon: Some(class),
            ..Entity::default()
        };
        let entity = self.registry.described(self.analysis, entity);
        let how = (FoundBy::Lexicon, 0.9);
        self.push(
            tokens.clone(),
            tokens.end - 1,
            entity,
            MentionType::Weapon,
            how,
        )
    }

    /// The mention's range, from what was found on its left to what was on its right.
    fn span(tokens: &TokenRange, left: &Phrase, right: &Phrase) -> TokenRange {
        left.start.min(tokens.start)..right.end.max(tokens.end)
    }

    fn service(&mut self, tokens: &TokenRange, service: u32) -> Option<u32> {
        let left = left(self, tokens.start);
        let placed = matches!(
            self.registry.lexicon.services[service as usize].class,
            ActorClass::Police | ActorClass::Security
        );
        let right = right(self, tokens.end, placed);
        let head = tokens.end - 1;
        let range = Self::span(tokens, &left, &right);
        if let Some(actor) = left.actor.or(right.actor).map(|actor| self.group_of(actor)) {
            let kind = self.analysis.entities[actor as usize].kind;
            return self.push(range, head, actor, kind, (FoundBy::Rule, 0.85));
        }
        let countries = left.countries_or(&right);
        // "a Turkish military outpost" is no mention of the military.
        if self.analysis.tag(head) == Upos::Adj {
            return None;
        }
        if let Some((first, others)) = countries.split_first() {
            if left.identity.is_some() {
                self.communal(&range, head, &left);
            }
            for country in others {
                let entity = self.registry.service(self.analysis, service, *country);
                let kind = self.analysis.entities[entity as usize].kind;
                let part = left.last_country_start.min(tokens.start)..tokens.end;
                self.push(part, head, entity, kind, (FoundBy::Rule, 0.9));
            }
            let entity = self.registry.service(self.analysis, service, *first);
            let kind = self.analysis.entities[entity as usize].kind;
            return self.push(range, head, entity, kind, (FoundBy::Rule, 0.95));
        }
        let known = &self.registry.lexicon.services[service as usize];
        let chunk_head = self
            .analysis
            .chunk_of(head)
            .is_none_or(|chunk| chunk.head == head);
        if !known.bare || !left.empty_for_bare() || right.sponsored || !chunk_head {
            return None;
        }
        let country = self.context.focus?;
        let entity = self.registry.service(self.analysis, service, country);
        let kind = self.analysis.entities[entity as usize].kind;
        self.push(range, head, entity, kind, (FoundBy::Alias, 0.6))
    }

    fn agent(&mut self, tokens: &TokenRange, agent: u32, plural: bool) -> Option<u32> {
        let lexicon = self.registry.lexicon;
        let known = &lexicon.agents[agent as usize];
        let class = known.class;
        let left = left(self, tokens.start);
        let right = right(self, tokens.end, class == ActorClass::Police);
        let head = tokens.end - 1;
        let range = Self::span(tokens, &left, &right);
        // "Renamo men" are Renamo's.
        let men = self.analysis.lower(head) == "men"
            && left.actor.is_some_and(|actor| {
                matches!(
                    self.analysis.entities[actor as usize].class,
                    ActorClass::ArmedGroup | ActorClass::Military | ActorClass::Security
                )
            });
        let armed = men
            || !matches!(
                class,
                ActorClass::Civilians | ActorClass::Protesters | ActorClass::Rioters
            );
        let group = left.actor.or(right.actor).filter(|_| armed);
        let group = group.map(|actor| self.group_of(actor)).filter(|group| {
            // "Tiger guerrillas": a name of nobody known is what they call themselves.
            let entity = &self.analysis.entities[*group as usize];
            let nobody = entity.kind == MentionType::Person && entity.class == ActorClass::Person;
            !(nobody && plural && left.actor.is_some())
        });
        if let Some(group) = group {
            if left.actor.is_some()
                && matches!(
                    class,
                    ActorClass::Military | ActorClass::ArmedGroup | ActorClass::Gunmen
                )
            {
                self.arm(group, head);
            }
            let entity = &self.analysis.entities[group as usize];
            // "Hamas members" are Hamas; "UN officials" and "a commander in X" are people of it.
            if plural || right.actor.is_none() {
                let kind = entity.kind;
                return self.push(range, head, group, kind, (FoundBy::Rule, 0.9));
            }
            let entity = self.member(&range, group, entity.class);
            return self.push(
                range,
                head,
                entity,
                MentionType::Unspecified,
                (FoundBy::Rule, 0.85),
            );
        }
        let countries = left.countries_or(&right);
        let service = left.service.or(right.service).or_else(|| {
            let own = known.service.as_deref();
            own.and_then(|id| lexicon.service(id))
        });
        let of_state = armed && !left.rebel && !left.sponsored;
        if let Some(service) = service.filter(|_| of_state) {
            let state = left.state || left.service.is_some() || right.service.is_some();
            let country = countries
                .first()
                .copied()
                .or(self.context.focus.filter(|_| state));
            if let Some(country) = country {
                let mut range = range;
                if left.identity.is_some() {
                    // "Kurdish and Syrian forces" are two sides.
                    self.communal(&range, head, &left);
                    range.start = left.last_country_start;
                }
                for other in countries.iter().skip(1) {
                    let entity = self.registry.service(self.analysis, service, *other);
                    let kind = self.analysis.entities[entity as usize].kind;
                    let part = left.last_country_start.min(tokens.start)..range.end;
                    self.push(part, head, entity, kind, (FoundBy::Rule, 0.9));
                }
                let entity = self.registry.service(self.analysis, service, country);
                let kind = self.analysis.entities[entity as usize].kind;
                let sure = if countries.is_empty() { 0.7 } else { 0.95 };
                return self.push(range, head, entity, kind, (FoundBy::Rule, sure));
            }
        }
        // "forces" alone says nothing; "rebel forces" does.
        let vague = matches!(
            self.analysis.lower(head),
            "forces" | "units" | "elements" | "member" | "members" | "guard" | "guards"
        );
        let alone = tokens.len() == 1 && left.start == tokens.start;
        let (mut range, mut class) = (range, class);
        if vague && alone && countries.is_empty() {
            // "Wa units": whoever they are called after.
            range.start = self.name_before(tokens.start).filter(|_| armed)?;
            class = ActorClass::ArmedGroup;
        }
        let entity = self.describe(&range, class, &left, countries.first().copied());
        let index = self.registry.described(self.analysis, entity);
        self.push(
            range,
            head,
            index,
            MentionType::Unspecified,
            (FoundBy::Rule, 0.8),
        )
    }

    fn role(&mut self, tokens: &TokenRange, role: u32) -> Option<u32> {
        let left = left(self, tokens.start);
        let right = right(self, tokens.end, true);
        let range = Self::span(tokens, &left, &right);
        let head = tokens.end - 1;
        if let Some(person) = self.person_at(tokens.end) {
            return self.entitle(person, &left, role).then_some(left.start);
        }
        if let Some(group) = left.actor.or(right.actor).map(|actor| self.group_of(actor)) {
            let class = self.analysis.entities[group as usize].class;
            let entity = self.member(&range, group, class);
            return self.push(
                range,
                head,
                entity,
                MentionType::Unspecified,
                (FoundBy::Rule, 0.8),
            );
        }
        let countries = left.countries_or(&right);
        let known = &self.registry.lexicon.roles[role as usize];
        if countries.is_empty() && left.start == tokens.start && known.class == ActorClass::Person {
            return None;
        }
        let country = countries.first().copied().or(self.context.focus);
        let entity = Entity {
            name: self.analysis.text_of(&range).into(),
            class: known.class,
            inter: default_inter(known.class),
            country: country.map(|code| code.as_str().into()),
            ..Entity::default()
        };
        let entity = self.registry.described(self.analysis, entity);
        self.push(
            range,
            head,
            entity,
            MentionType::Unspecified,
            (FoundBy::Rule, 0.7),
        )
    }
}
