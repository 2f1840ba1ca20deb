//! Places among the other mentions: what is part of a longer name is no place, and a
//! country is one entity whether the lexicon or the gazetteer found it.

use rustc_hash::FxHashMap;
use sitrep_contract::{FoundBy, MentionType};

use super::context::Context;
use crate::Document;
use crate::analysis::{ActorClass, Analysis, EntityIndex, EntityMention, PlaceKind, TokenRange};
use crate::gazetteer::{Feature, Found, Gazetteer, PlaceContext, Resolved};
use crate::lexicon::Iso2;

/// Resolves the places that are not part of another name, and adds them.
pub(super) fn add(
    analysis: &mut Analysis,
    gazetteer: &Gazetteer,
    mut found: Found,
    context: &mut Context,
    document: &Document<'_>,
) -> Places {
    drop_settled(analysis, &found);
    let mut taken = vec![false; analysis.tokens.len()];
    for mention in &analysis.mentions {
        let place = matches!(
            mention.kind,
            MentionType::Place | MentionType::Facility | MentionType::Nationality
        );
        // "Free Syrian Army" hides "Syrian"; a weak guess hides nothing.
        if !place && mention.confidence >= 0.5 {
            taken[mention.tokens.start as usize..mention.tokens.end as usize].fill(true);
        }
    }
    found
        .mentions
        .retain(|place| !place.tokens.clone().any(|token| taken[token as usize]));
    let given = PlaceContext {
        outlet_country: document.outlet_country,
        countries: context.homes(),
    };
    let first = analysis.mentions.len();
    let first_entity = analysis.entities.len();
    let resolved = gazetteer.resolve(analysis, &found, &given);
    merge_entities(analysis, first_entity);
    place_countries(analysis, gazetteer);
    drop_doubles(analysis, first);
    for mention in analysis.mentions.iter().rev() {
        let entity = &analysis.entities[mention.entity as usize];
        let code = entity.country.as_deref().and_then(Iso2::parse);
        if let (Some(code), MentionType::Place, true) = (code, mention.kind, entity.place.is_some())
        {
            context.add(code, 1.0);
        }
    }
    context.choose(document);
    Places { found, resolved }
}

/// "the town of Busra al-Sham" is nobody, however much his name looks like one.
fn drop_settled(analysis: &mut Analysis, found: &Found) {
    let settled: Vec<u32> = found
        .mentions
        .iter()
        .filter(|place| {
            let start = place.name.start;
            let of = start > 0 && analysis.lower(start - 1) == "of";
            of && place.feature.is_some_and(Feature::is_settlement)
        })
        .map(|place| place.name.start)
        .collect();
    if !settled.is_empty() {
        let nobody = |mention: &EntityMention| {
            mention.kind == MentionType::Person
                && mention.found_by == FoundBy::Rule
                && settled.contains(&mention.tokens.start)
        };
        analysis.mentions.retain(|mention| !nobody(mention));
    }
}

/// What the gazetteer found and made of it.
#[derive(Debug)]
pub(super) struct Places {
    found: Found,
    resolved: Resolved,
}

impl Places {
    /// Gives a point to the places that only the name model saw ("attacked Djibo"): the
    /// gazetteer had too little evidence that they are places, and knows where they are.
    pub(super) fn locate(&self, analysis: &mut Analysis, gazetteer: &Gazetteer) {
        let bare = |analysis: &Analysis, mention: &EntityMention| {
            let place = &analysis.entities[mention.entity as usize].place;
            mention.found_by == FoundBy::Model
                && mention.kind == MentionType::Place
                && place.as_ref().is_some_and(|place| place.point.is_none())
        };
        let mut mentions = std::mem::take(&mut analysis.mentions);
        if mentions.iter().any(|mention| bare(analysis, mention)) {
            let by_name: FxHashMap<&TokenRange, usize> = self
                .found
                .mentions
                .iter()
                .enumerate()
                .map(|(index, found)| (&found.name, index))
                .collect();
            let first_entity = analysis.entities.len();
            for mention in &mut mentions {
                let known = bare(analysis, mention)
                    .then(|| by_name.get(&mention.tokens))
                    .flatten()
                    .and_then(|&index| {
                        gazetteer.clear(analysis, &self.found, &self.resolved, index)
                    });
                if let Some((entity, confidence)) = known {
                    mention.entity =
                        EntityIndex::try_from(analysis.entities.len()).unwrap_or(EntityIndex::MAX);
                    mention.kind = entity.kind;
                    mention.confidence = mention.confidence.max(confidence);
                    analysis.entities.push(entity);
                }
            }
            analysis.mentions = mentions;
            merge_entities(analysis, first_entity);
        } else {
            analysis.mentions = mentions;
        }
    }
}

/// A country that only the lexicon found is where it is all the same.
fn place_countries(analysis: &mut Analysis, gazetteer: &Gazetteer) {
    for mention in &analysis.mentions {
        let entity = &mut analysis.entities[mention.entity as usize];
        let country = mention.kind == MentionType::Place
            && entity.class == ActorClass::Government
            && entity.place.is_none();
        if let (true, Some(code)) = (country, &entity.country) {
            entity.place = gazetteer.country_fix(code);
        }
    }
}

/// Entities of one id become the first of them, with the gazetteer's place.
fn merge_entities(analysis: &mut Analysis, first_new: usize) {
    let mut by_id: FxHashMap<&str, EntityIndex> = FxHashMap::default();
    // The entity that each one stands for, nearly always itself.
    let mut stands_for: Vec<EntityIndex> = Vec::with_capacity(analysis.entities.len());
    for (index, entity) in (0..).zip(&analysis.entities) {
        stands_for.push(match entity.id.as_deref() {
            Some(id) if (index as usize) < first_new => {
                by_id.insert(id, index);
                index
            }
            Some(id) => *by_id.entry(id).or_insert(index),
            None => index,
        });
    }
    for (index, known) in stands_for.iter().map(|known| *known as usize).enumerate() {
        if known != index && analysis.entities[known].place.is_none() {
            analysis.entities[known].place = analysis.entities[index].place.clone();
        }
    }
    let rename = |entity: &mut EntityIndex| *entity = stands_for[*entity as usize];
    for mention in &mut analysis.mentions {
        rename(&mut mention.entity);
    }
    for entity in &mut analysis.entities {
        if let Some(place) = &mut entity.place {
            place.within.iter_mut().for_each(rename);
        }
    }
}

/// Of two mentions of one place the gazetteer's stays; it knows feature words. A guess
/// that the gazetteer knows better goes.
fn drop_doubles(analysis: &mut Analysis, first_new: usize) {
    // Lists of other languages call both Congos by one name; the lexicon tells them apart.
    let country = |mention: &EntityMention| {
        let place = &analysis.entities[mention.entity as usize].place;
        place
            .as_ref()
            .is_some_and(|place| place.kind == PlaceKind::Country)
    };
    let (old, new) = analysis.mentions.split_at_mut(first_new);
    let named: FxHashMap<&TokenRange, EntityIndex> = old
        .iter()
        .filter(|mention| mention.found_by == FoundBy::Lexicon && country(mention))
        .map(|mention| (&mention.tokens, mention.entity))
        .collect();
    for mention in new {
        if let Some(entity) = named.get(&mention.tokens)
            && country(mention)
        {
            mention.entity = *entity;
        }
    }
    let mut located = vec![false; analysis.tokens.len()];
    for mention in &analysis.mentions[first_new..] {
        located[mention.tokens.start as usize..mention.tokens.end as usize].fill(true);
    }
    let mut index = 0;
    analysis.mentions.retain(|mention| {
        let old = index < first_new;
        index += 1;
        let weak = matches!(mention.kind, MentionType::Place | MentionType::Facility)
            || (mention.confidence < 0.5 && mention.kind == MentionType::Organisation);
        !(old && weak && mention.tokens.clone().any(|token| located[token as usize]))
    });
}
