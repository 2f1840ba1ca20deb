//! Writes the resolved places into the analysis: one entity per place, one mention per name.

use sitrep_contract::{FoundBy, GeoPrecision, MentionType};

use super::Gazetteer;
use super::find::{Candidate, Found, PlaceMention};
use super::precision;
use super::resolve::{self, Answer, PlaceContext};
use super::view::{PlaceFacts, SourceRef};
use super::words::Feature;
use crate::analysis::{Analysis, Entity, EntityIndex, EntityMention, PlaceFix, PlaceKind};
use crate::entity::slug;
use crate::fold;

use rustc_hash::FxHashMap;
use smol_str::{SmolStr, format_smolstr};

/// What each spelling of a document was found to mean.
#[derive(Debug)]
pub(crate) struct Resolved {
    answers: Vec<Answer>,
}

impl Gazetteer {
    /// Finds and resolves the places of a document with nothing else in it.
    #[cfg(test)]
    pub(crate) fn stage(&self, analysis: &mut Analysis, context: &PlaceContext<'_>) {
        let found = self.find(analysis, &mut super::Memo::default());
        self.resolve(analysis, &found, context);
    }

    /// Resolves what [`Self::find`] found and adds entities and mentions; the mentions come
    /// after those already there, in text order.
    pub(crate) fn resolve(
        &self,
        analysis: &mut Analysis,
        found: &Found,
        context: &PlaceContext<'_>,
    ) -> Resolved {
        let (answers, links) = resolve::resolve(self, analysis, found, context);
        let mut cued = vec![false; found.surfaces.len()];
        for mention in &found.mentions {
            cued[mention.surface as usize] |=
                mention.cues.locative || mention.cues.feature || mention.cues.dateline;
        }
        let mut by_key = FxHashMap::default();
        // Entities with an id, by spelling and whether a site beside them is meant.
        let mut known: FxHashMap<(u32, bool), EntityIndex> = FxHashMap::default();
        let mut entity_of: Vec<Option<EntityIndex>> = vec![None; found.mentions.len()];
        for (index, mention) in found.mentions.iter().enumerate() {
            let answer = &answers[mention.surface as usize];
            let known_elsewhere =
                cued[mention.surface as usize] && !mention.cues.locative && !mention.cues.feature;
            if !resolve::is_place(found, index, answer, &links, known_elsewhere) {
                continue;
            }
            let spelling = (mention.surface, is_site(mention));
            let entity = known.get(&spelling).copied().unwrap_or_else(|| {
                let entity = self.entity(analysis, found, index, answer);
                let named = entity.id.is_some();
                let key = (entity.id.clone(), entity.name.clone(), entity.kind);
                let entity = *by_key.entry(key).or_insert_with(|| {
                    analysis.entities.push(entity);
                    u32::try_from(analysis.entities.len() - 1).unwrap_or(u32::MAX)
                });
                if named {
                    known.insert(spelling, entity);
                }
                entity
            });
            let kind = analysis.entities[entity as usize].kind;
            entity_of[index] = Some(entity);
            analysis.mentions.push(EntityMention {
                tokens: mention.tokens.clone(),
                head: mention.tokens.end.saturating_sub(1),
                kind,
                entity,
                found_by: if answer.candidate.is_some() {
                    FoundBy::Gazetteer
                } else {
                    FoundBy::Rule
                },
                confidence: confidence(answer),
                nested: false,
            });
        }
        for &(inner, outer) in &links.pairs {
            if let (Some(inner), Some(outer)) = (entity_of[inner], entity_of[outer]) {
                let place = analysis
                    .entities
                    .get_mut(inner as usize)
                    .and_then(|entity| entity.place.as_mut());
                if let Some(place) =
                    place.filter(|place| inner != outer && !place.within.contains(&outer))
                {
                    place.within.push(outer);
                }
            }
        }
        Resolved { answers }
    }

    /// The place of one of the names found, where it is clear which is meant.
    pub(crate) fn clear(
        &self,
        analysis: &Analysis,
        found: &Found,
        resolved: &Resolved,
        index: usize,
    ) -> Option<(Entity, f32)> {
        let answer = resolved
            .answers
            .get(found.mentions.get(index)?.surface as usize)?;
        (answer.candidate.is_some() && !answer.doubtful && answer.at_home).then(|| {
            (
                self.entity(analysis, found, index, answer),
                confidence(answer),
            )
        })
    }

    fn entity(
        &self,
        analysis: &Analysis,
        found: &Found,
        mention: usize,
        answer: &Answer,
    ) -> Entity {
        let mention = &found.mentions[mention];
        let candidate = answer.candidate.map(|at| &found.candidates[at as usize]);
        let site = is_site(mention);
        let text = || analysis.text_of(&mention.tokens).into();
        let country = answer
            .country
            .and_then(|at| self.countries.all().get(usize::from(at)));
        let place = match candidate {
            Some(candidate) => self.fix(candidate, answer, site),
            None => PlaceFix {
                kind: if site {
                    PlaceKind::Facility
                } else {
                    PlaceKind::Unknown
                },
                country: country.map(|country| SmolStr::new(country.iso2)),
                ..PlaceFix::default()
            },
        };
        // A facility beside a place is not that place.
        let own = |kind| !site || matches!(kind, PlaceKind::Facility | PlaceKind::Landform);
        let itself = candidate
            .filter(|candidate| !answer.doubtful && own(candidate.facts.kind))
            .map(|candidate| self.view().facts(candidate.id));
        Entity {
            id: itself.as_ref().map(id),
            name: itself.map_or_else(text, |facts| SmolStr::new(facts.name)),
            kind: if place.kind == PlaceKind::Facility {
                MentionType::Facility
            } else {
                MentionType::Place
            },
            country: place.country.clone(),
            place: Some(place),
            ..Entity::default()
        }
    }

    /// Where a country is, by its code.
    pub(crate) fn country_fix(&self, iso2: &str) -> Option<PlaceFix> {
        let country = self
            .countries
            .all()
            .get(usize::from(self.countries.index(iso2)?))?;
        let view = self.view();
        let mut key = String::new();
        fold::strict(country.name, &mut key);
        let facts = view
            .lookup(fold::hash(&key))
            .map(|(place, _)| view.facts(place))
            .find(|facts| facts.kind == PlaceKind::Country && facts.country == iso2)?;
        Some(PlaceFix {
            kind: PlaceKind::Country,
            country: Some(iso2.into()),
            point: facts.point,
            precision: precision::of_kind(PlaceKind::Country, true),
            ..PlaceFix::default()
        })
    }

    /// The seat of government of a country, by its code.
    pub(crate) fn capital(&self, iso2: &str) -> Option<Entity> {
        let country = self
            .countries
            .all()
            .get(usize::from(self.countries.index(iso2)?))?;
        let view = self.view();
        let mut key = String::new();
        fold::strict(country.capital, &mut key);
        let facts = view
            .lookup(fold::hash(&key))
            .map(|(place, _)| view.facts(place))
            .filter(|facts| {
                let town = matches!(facts.kind, PlaceKind::City | PlaceKind::Town);
                town && facts.country == iso2 && facts.point.is_some()
            })
            .max_by_key(|facts| facts.population)?;
        Some(Entity {
            id: Some(id(&facts)),
            name: SmolStr::new(country.capital),
            kind: MentionType::Place,
            country: Some(iso2.into()),
            place: Some(PlaceFix {
                kind: facts.kind,
                admin1: Some(SmolStr::new(facts.admin1)),
                country: Some(iso2.into()),
                point: facts.point,
                precision: precision::of_kind(facts.kind, true),
                ..PlaceFix::default()
            }),
            ..Entity::default()
        })
    }

    fn fix(&self, candidate: &Candidate, answer: &Answer, site: bool) -> PlaceFix {
        let facts = self.view().facts(candidate.id);
        let text = |field: &str| (!field.is_empty()).then(|| SmolStr::new(field));
        let country = answer
            .country
            .and_then(|at| self.countries.all().get(usize::from(at)));
        let own_point = matches!(facts.kind, PlaceKind::Facility | PlaceKind::Landform);
        // "Uganda Road" is in some town, and seldom in Uganda.
        if site
            && precision::of_kind(facts.kind, !facts.country.is_empty()) == GeoPrecision::Country
        {
            return PlaceFix {
                kind: PlaceKind::Facility,
                ..PlaceFix::default()
            };
        }
        if answer.doubtful {
            return PlaceFix {
                kind: if site {
                    PlaceKind::Facility
                } else {
                    facts.kind
                },
                country: country.map(|country| SmolStr::new(country.iso2)),
                ..PlaceFix::default()
            };
        }
        let precision = if facts.point.is_none() {
            GeoPrecision::Unspecified
        } else if site && !own_point {
            GeoPrecision::Near
        } else {
            precision::of_kind(facts.kind, !facts.country.is_empty())
        };
        PlaceFix {
            kind: if site {
                PlaceKind::Facility
            } else {
                facts.kind
            },
            admin1: text(facts.admin1),
            admin2: text(facts.admin2),
            country: country.map(|country| SmolStr::new(country.iso2)),
            point: facts.point,
            precision,
            within: Vec::new(),
        }
    }
}

/// A building or line beside a place: "Menagh airbase".
fn is_site(mention: &PlaceMention) -> bool {
    mention.feature.is_some_and(Feature::is_site)
}

/// "place/gn172955", "place/wof1108693201", "place/SY0703"; places of the project's own
/// list have no number of a source: "place/sy-menagh-airbase".
fn id(facts: &PlaceFacts<'_>) -> SmolStr {
    match facts.source {
        SourceRef::GeoNames(id) => format_smolstr!("place/gn{id}"),
        SourceRef::WhosOnFirst(id) => format_smolstr!("place/wof{id}"),
        SourceRef::Other("hand") => {
            let name = slug(facts.name);
            format_smolstr!("place/{}-{name}", facts.country.to_lowercase())
        }
        SourceRef::Other(id) => format_smolstr!("place/{id}"),
    }
}

fn confidence(answer: &Answer) -> f32 {
    if answer.candidate.is_none() || answer.doubtful {
        return 0.5;
    }
    (0.5 + (answer.score - 4.0) / 12.0).clamp(0.5, 0.99)
}
