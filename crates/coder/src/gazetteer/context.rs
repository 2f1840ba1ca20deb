//! What the rest of the document says about where a name is: the countries it speaks of
//! and the places already settled. Prevents each name from being decided alone.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Gazetteer;
use super::find::{Candidate, Found, PlaceMention, Surface};
use super::format::KeyRank;
use super::resolve::{Answer, PlaceContext};
use crate::analysis::PlaceKind;

/// A place that is settled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Anchor {
    pub(super) point: (f64, f64),
    pub(super) country: Option<u16>,
    /// Stands for the name of its first-level unit.
    pub(super) admin1: Option<u32>,
    /// Cosine of the latitude: how much shorter a degree of longitude is here.
    pub(super) parallel: f32,
}

/// Most settled places that others are compared with: enough for any article, and a bound
/// on the time for a list of all places.
const MOST_ANCHORS: usize = 48;

/// What settled places say for a candidate.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around {
    /// 0 to 2: how near it is to them.
    pub(super) nearness: f32,
    /// 0.6 when one is, or lies in, its first-level unit: where Michigan is spoken of, Monroe
    /// County is Michigan's.
    pub(super) unit: f32,
}

/// Countries and settled places of a document.
#[derive(Debug, Default)]
pub(super) struct Context {
    /// Weight by country from what is named outright.
    named: FxHashMap<u16, f32>,
    /// `named` and the countries of the settled places.
    weights: FxHashMap<u16, f32>,
    /// By country what its places gain for it: asked for each namesake of each name.
    support: Vec<f32>,
    /// The most of these.
    most_support: f32,
    /// The neighbours of the countries in `named`.
    beside: FxHashSet<u16>,
    /// The surface of each and where it is.
    anchors: Vec<(usize, Anchor)>,
}

impl Context {
    pub(super) fn read(gazetteer: &Gazetteer, found: &Found, given: &PlaceContext<'_>) -> Self {
        let mut named: FxHashMap<u16, f32> = FxHashMap::default();
        let countries = &gazetteer.countries;
        let index = |iso2: &str| countries.index(iso2);
        let mut add = |country: Option<u16>, weight: f32| {
            if let Some(country) = country {
                *named.entry(country).or_default() += weight;
            }
        };
        add(given.outlet_country.and_then(index), 0.5);
        for (iso2, weight) in &given.countries {
            add(index(iso2), *weight);
        }
        for &(_, country) in &found.demonyms {
            add(Some(country), 0.7);
        }
        for mention in &found.mentions {
            add(
                country_named(found, mention),
                if mention.cues.dateline { 3.0 } else { 1.0 },
            );
        }
        let beside = named
            .keys()
            .flat_map(|country| countries.neighbours(*country))
            .copied()
            .collect();
        let mut context = Self {
            named,
            beside,
            ..Self::default()
        };
        context.sum();
        context
    }

    /// Takes the places that are settled so far as context for the next round; tells
    /// whether they are others than before.
    pub(super) fn set_anchors(&mut self, found: &Found, answers: &[Answer]) -> bool {
        let anchors: Vec<(usize, Anchor)> = answers
            .iter()
            .enumerate()
            .filter_map(|(surface, answer)| Some((surface, answer.anchor(found)?)))
            .take(MOST_ANCHORS)
            .collect();
        let changed = anchors != self.anchors;
        self.anchors = anchors;
        self.sum();
        changed
    }

    fn sum(&mut self) {
        self.weights.clone_from(&self.named);
        for (_, anchor) in &self.anchors {
            if let Some(country) = anchor.country {
                *self.weights.entry(country).or_default() += 0.5;
            }
        }
        let total = self.weights.values().sum::<f32>().max(1.0);
        self.support.clear();
        self.most_support = 0.0;
        for (country, weight) in &self.weights {
            let country = usize::from(*country);
            if self.support.len() <= country {
                self.support.resize(country + 1, 0.0);
            }
            let support = 3.0 * (weight / total).sqrt();
            self.support[country] = support;
            self.most_support = self.most_support.max(support);
        }
    }

    /// 0 to 3: how much the document speaks of a country.
    pub(super) fn country_support(&self, country: Option<u16>) -> f32 {
        country
            .and_then(|country| self.support.get(usize::from(country)))
            .copied()
            .unwrap_or(0.0)
    }

    /// The most that `country_support` gives here.
    pub(super) fn most_country_support(&self) -> f32 {
        self.most_support
    }

    /// True when the document speaks of countries, and never of this one; for a name spelt
    /// otherwise any other country is enough.
    pub(super) fn is_foreign(&self, surface: usize, country: Option<u16>, exact: bool) -> bool {
        let named: f32 = self.named.values().sum();
        let here = country.is_some_and(|country| self.named.contains_key(&country));
        let mut others = self.anchors.iter().filter(|(index, _)| *index != surface);
        let elsewhere = !exact
            && (named > 0.0 || others.clone().next().is_some())
            && others.all(|(_, anchor)| anchor.country != country);
        !here && (named >= 2.0 || elsewhere)
    }

    /// True when the country borders on one that the document names.
    pub(super) fn borders(&self, country: Option<u16>) -> bool {
        country.is_some_and(|country| self.beside.contains(&country))
    }

    /// The most that `around` gives here.
    pub(super) fn most_around(&self) -> f32 {
        if self.anchors.is_empty() { 0.0 } else { 2.6 }
    }

    /// What the settled places other than itself say for a candidate.
    pub(super) fn around(&self, surface: usize, candidate: &Candidate) -> Around {
        let unit = (candidate.country, candidate.facts.admin1);
        // Numbers all: plain comparisons do, where `min` would look for what is none.
        let mut nearest = f64::INFINITY;
        let mut shared = false;
        for (index, anchor) in &self.anchors {
            if *index == surface {
                continue;
            }
            shared |= (anchor.country, anchor.admin1) == unit;
            if let Some(point) = candidate.facts.point {
                let square = rough_square(point, anchor);
                if square < nearest {
                    nearest = square;
                }
            }
        }
        let distance = 111.2 * nearest.sqrt() as f32;
        Around {
            nearness: if distance > 2000.0 {
                0.0
            } else {
                (-distance / 80.0).exp() * 1.5 + (-distance / 400.0).exp() * 0.5
            },
            unit: if shared && unit.1.is_some() { 0.6 } else { 0.0 },
        }
    }
}

/// Squared distance in degrees of latitude, on a flat map around the anchor: within a few
/// percent up to 400 km, beyond which nearness says nothing.
fn rough_square(point: (f64, f64), anchor: &Anchor) -> f64 {
    let east = (point.1 - anchor.point.1).abs();
    let east = if east > 180.0 { 360.0 - east } else { east };
    let east = f64::from(east as f32 * anchor.parallel);
    let north = f64::from((point.0 - anchor.point.0) as f32);
    east * east + north * north
}

/// The country that a mention names outright.
fn country_named(found: &Found, mention: &PlaceMention) -> Option<u16> {
    let surface = &found.surfaces[mention.surface as usize];
    let candidates =
        &found.candidates[surface.candidates.start as usize..surface.candidates.end as usize];
    let country = candidates
        .iter()
        .find(|candidate| candidate.facts.kind == PlaceKind::Country)?;
    let alone = !has_namesakes(found, surface, country);
    (alone && country.rank <= KeyRank::Variant && !mention.cues.title && !mention.cues.in_name)
        .then_some(country.country)?
}

/// True when the name of a country is also that of a province or city of another.
pub(super) fn has_namesakes(found: &Found, surface: &Surface, country: &Candidate) -> bool {
    found.candidates[surface.candidates.start as usize..surface.candidates.end as usize]
        .iter()
        .any(|other| {
            let known = matches!(other.facts.kind, PlaceKind::Admin1 | PlaceKind::City);
            known && other.country != country.country && other.rank == KeyRank::Name
        })
}
