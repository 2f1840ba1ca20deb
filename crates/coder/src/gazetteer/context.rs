//! What the rest of the document says about where a name is: the countries it speaks of,
//! the places already settled, and the phrases that put one place inside another.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Gazetteer;
use super::distance_km;
use super::find::{Candidate, Found, PlaceMention, Surface};
use super::format::KeyRank;
use super::resolve::{Answer, PlaceContext};
use crate::analysis::{Analysis, PlaceKind};

/// A place that is settled.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    pub(super) point: (f64, f64),
    pub(super) country: Option<u16>,
}

/// Most settled places that others are compared with: enough for any article, and a bound
/// on the time for a list of all places.
const MOST_ANCHORS: usize = 48;

/// Countries and settled places of a document.
#[derive(Debug, Default)]
pub(super) struct Context {
    /// Weight by country from what is named outright.
    named: FxHashMap<u16, f32>,
    /// `named` and the countries of the settled places.
    weights: FxHashMap<u16, f32>,
    total: f32,
    /// The surface of each and where it is.
    anchors: Vec<(usize, Anchor)>,
}

impl Context {
    pub(super) fn read(
        gazetteer: &Gazetteer,
        analysis: &Analysis,
        found: &Found<'_>,
        given: &PlaceContext<'_>,
    ) -> Self {
        let mut named: FxHashMap<u16, f32> = FxHashMap::default();
        let index = |iso2: &str| {
            gazetteer
                .countries
                .index(iso2)
                .and_then(|i| u16::try_from(i).ok())
        };
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
        let _ = analysis;
        let mut context = Self {
            named,
            ..Self::default()
        };
        context.sum();
        context
    }

    /// Takes the places that are settled so far as context for the next round.
    pub(super) fn set_anchors(&mut self, found: &Found<'_>, answers: &[Answer]) {
        self.anchors = answers
            .iter()
            .enumerate()
            .filter_map(|(surface, answer)| Some((surface, answer.anchor(found)?)))
            .take(MOST_ANCHORS)
            .collect();
        self.sum();
    }

    fn sum(&mut self) {
        self.weights.clone_from(&self.named);
        for (_, anchor) in &self.anchors {
            if let Some(country) = anchor.country {
                *self.weights.entry(country).or_default() += 0.5;
            }
        }
        self.total = self.weights.values().sum::<f32>().max(1.0);
    }

    /// 0 to 3: how much the document speaks of a country.
    pub(super) fn country_support(&self, country: Option<u16>) -> f32 {
        let weight = country
            .and_then(|country| self.weights.get(&country))
            .copied()
            .unwrap_or(0.0);
        3.0 * (weight / self.total).sqrt()
    }

    /// True when the document speaks of countries, and never of this one.
    pub(super) fn is_foreign(&self, country: Option<u16>) -> bool {
        let named: f32 = self.named.values().sum();
        named >= 2.0 && country.is_none_or(|country| !self.named.contains_key(&country))
    }

    /// 0 to 2: how near a candidate is to the settled places other than itself.
    pub(super) fn nearness(&self, surface: usize, candidate: &Candidate<'_>) -> f32 {
        let Some(point) = candidate.facts.point else {
            return 0.0;
        };
        let others = self.anchors.iter().filter(|(index, _)| *index != surface);
        let nearest = others
            .map(|(_, anchor)| distance_km(point, anchor.point))
            .fold(f64::INFINITY, f64::min);
        ((-nearest / 80.0).exp() * 1.5 + (-nearest / 400.0).exp() * 0.5) as f32
    }
}

/// The country that a mention names outright.
fn country_named(found: &Found<'_>, mention: &PlaceMention) -> Option<u16> {
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
pub(super) fn has_namesakes(found: &Found<'_>, surface: &Surface, country: &Candidate<'_>) -> bool {
    found.candidates[surface.candidates.start as usize..surface.candidates.end as usize]
        .iter()
        .any(|other| {
            let known = matches!(other.facts.kind, PlaceKind::Admin1 | PlaceKind::City);
            known && other.country != country.country && other.rank == KeyRank::Name
        })
}

/// "A in B", "A, B", "B's A": which spelling the text puts inside which.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// (inner, outer) surfaces by inner; true when a preposition says it, false for a comma.
    outer_of: FxHashMap<usize, Vec<(usize, bool)>>,
    inner_of: FxHashMap<usize, Vec<(usize, bool)>>,
    /// (inner, outer) mentions.
    pub(super) pairs: Vec<(usize, usize)>,
}

/// A settlement nearer than this to a unit's point may be in it, whatever the tables say.
const UNIT_REACH_KM: f64 = 120.0;
/// Places on one side of a name that are looked at; a name has one or two.
const MOST_LINKS: usize = 6;

impl Links {
    pub(super) fn read(analysis: &Analysis, found: &Found<'_>) -> Self {
        let mut links = Self::default();
        let mut seen = FxHashSet::default();
        let mut previous: Option<(usize, usize, bool)> = None;
        for (index, pair) in found.mentions.windows(2).enumerate() {
            let [left, right] = pair else { continue };
            let Some((inverted, certain)) = link(analysis, left, right) else {
                continue;
            };
            let (inner, outer) = if inverted {
                (right, left)
            } else {
                (left, right)
            };
            let (inner_at, outer_at) = if inverted {
                (index + 1, index)
            } else {
                (index, index + 1)
            };
            links.pairs.push((inner_at, outer_at));
            let (inner, outer) = (inner.surface as usize, outer.surface as usize);
            if inner != outer && seen.insert((inner, outer)) {
                links
                    .outer_of
                    .entry(inner)
                    .or_default()
                    .push((outer, certain));
                links
                    .inner_of
                    .entry(outer)
                    .or_default()
                    .push((inner, certain));
            }
        }
        links
    }

    fn add(
        &mut self,
        seen: &mut FxHashSet<(usize, usize)>,
        inner: usize,
        outer: usize,
        certain: bool,
    ) {
        if inner != outer && seen.insert((inner, outer)) {
            self.outer_of
                .entry(inner)
                .or_default()
                .push((outer, certain));
            self.inner_of
                .entry(outer)
                .or_default()
                .push((inner, certain));
        }
    }

    /// The country that the text gives instead, when it says that the spelling lies in a
    /// known country or unit and the candidate does not: then the gazetteer lacks the place.
    pub(super) fn refutes(
        &self,
        surface: usize,
        candidate: &Candidate<'_>,
        found: &Found<'_>,
        answers: &[Answer],
    ) -> Option<Option<u16>> {
        let outer = self
            .outer_of
            .get(&surface)?
            .iter()
            .filter(|(_, certain)| *certain);
        let settled = outer.filter_map(|(outer, _)| {
            let answer = answers.get(*outer).filter(|answer| !answer.doubtful)?;
            found.candidates.get(answer.candidate? as usize)
        });
        let mut country = None;
        for outer in settled.take(MOST_LINKS) {
            let unit = matches!(
                outer.facts.kind,
                PlaceKind::Country | PlaceKind::Admin1 | PlaceKind::Admin2
            );
            if !unit {
                continue;
            }
            let apart = outer
                .facts
                .point
                .zip(candidate.facts.point)
                .map(|(a, b)| distance_km(a, b));
            // Units were split and renamed since some sources drew them.
            let beside =
                outer.facts.kind != PlaceKind::Country && apart.is_none_or(|km| km < UNIT_REACH_KM);
            if contains(outer, candidate, true) || beside {
                return None;
            }
            country = country.or(Some(outer.country));
        }
        country
    }

    /// True when the text puts the spelling inside another.
    pub(super) fn is_contained(&self, surface: usize) -> bool {
        self.outer_of
            .get(&surface)
            .is_some_and(|outer| outer.iter().any(|(_, certain)| *certain))
    }

    /// True when the text puts another place inside the spelling.
    pub(super) fn is_container(&self, surface: usize) -> bool {
        self.inner_of.contains_key(&surface)
    }

    /// The country that contains a spelling by the text's word.
    pub(super) fn country_of(
        &self,
        surface: usize,
        found: &Found<'_>,
        answers: &[Answer],
    ) -> Option<u16> {
        let (outer, _) = self
            .outer_of
            .get(&surface)?
            .iter()
            .find(|(_, certain)| *certain)?;
        let answer = answers.get(*outer)?;
        answer
            .country
            .or(found.candidates.get(answer.candidate? as usize)?.country)
    }

    /// Up to 4: a candidate lies in what the text says contains it, or holds what the text
    /// says it contains.
    pub(super) fn support(
        &self,
        surface: usize,
        candidate: &Candidate<'_>,
        found: &Found<'_>,
        answers: &[Answer],
    ) -> f32 {
        let none = Vec::new();
        let outer = self
            .outer_of
            .get(&surface)
            .unwrap_or(&none)
            .iter()
            .take(MOST_LINKS);
        let inner = self
            .inner_of
            .get(&surface)
            .unwrap_or(&none)
            .iter()
            .take(MOST_LINKS);
        let inside = outer.map(|&(other, certain)| {
            best_fit(found, answers, other, certain, |other| {
                contains(other, candidate, certain)
            })
        });
        let holds = inner.map(|&(other, certain)| {
            best_fit(found, answers, other, certain, |other| {
                contains(candidate, other, certain)
            })
        });
        inside.chain(holds).fold(0.0, f32::max)
    }
}

/// 4 (a preposition says so) or 3 (a comma) when some reading of `other` fits, more when
/// it is the reading chosen so far.
fn best_fit(
    found: &Found<'_>,
    answers: &[Answer],
    other: usize,
    certain: bool,
    fits: impl Fn(&Candidate<'_>) -> bool,
) -> f32 {
    let full = if certain { 4.0 } else { 3.0 };
    let chosen = answers.get(other).and_then(|answer| answer.candidate);
    if chosen
        .and_then(|at| found.candidates.get(at as usize))
        .is_some_and(&fits)
    {
        return full;
    }
    let range = &found.surfaces[other].candidates;
    let range = range.start as usize..(range.end as usize).min(range.start as usize + 24);
    if found.candidates[range].iter().any(fits) {
        full - 1.0
    } else {
        0.0
    }
}

/// True when one place lies in another, or, on a preposition's word, right beside it.
fn contains(outer: &Candidate<'_>, inner: &Candidate<'_>, certain: bool) -> bool {
    if outer.id == inner.id || outer.facts.kind < inner.facts.kind {
        return false;
    }
    let same_country = outer.country.is_some() && outer.country == inner.country;
    match outer.facts.kind {
        PlaceKind::Country => same_country,
        PlaceKind::Admin1 => same_country && outer.facts.admin1 == inner.facts.admin1,
        PlaceKind::Admin2 => {
            same_country
                && outer.facts.admin2 == inner.facts.admin2
                && !outer.facts.admin2.is_empty()
        }
        _ => {
            let reach = match outer.facts.kind {
                PlaceKind::Region => 600.0,
                PlaceKind::Landform => 200.0,
                PlaceKind::City => 60.0,
                _ => 25.0,
            };
            let apart = outer
                .facts
                .point
                .zip(inner.facts.point)
                .map(|(a, b)| distance_km(a, b));
            certain && apart.is_some_and(|km| km < reach)
        }
    }
}

/// Whether and how two neighbouring names are linked: (the first contains the second, the
/// text says so rather than a comma).
fn link(analysis: &Analysis, left: &PlaceMention, right: &PlaceMention) -> Option<(bool, bool)> {
    let gap = left.name.end..right.name.start;
    if gap.end < gap.start || gap.end - gap.start > 7 || gap.is_empty() {
        return None;
    }
    let (mut comma, mut preposition, mut possessive) = (false, false, false);
    for token in gap {
        match analysis.lower(token) {
            "," | "(" => comma = true,
            "in" | "of" | "inside" | "within" => preposition = true,
            "'s" | "'" => possessive = true,
            "the" | "northern" | "southern" | "eastern" | "western" | "central"
            | "northeastern" | "northwestern" | "southeastern" | "southwestern" | "north"
            | "south" | "east" | "west" | "rural" | "countryside" | "province" | "governorate"
            | "district" | "oblast" | "region" | "county" | "state" | "city" | "town"
            | "village" | "neighbourhood" | "neighborhood" | "suburb" | "area" | "near"
            | "outskirts" | "capital" | "camp" | "subdistrict" | "sub-district"
            | "municipality" | "township" => {}
            _ => return None,
        }
    }
    match (possessive, preposition, comma) {
        (true, false, false) => Some((true, true)),
        (false, true, _) => Some((false, true)),
        (false, false, true) => Some((false, false)),
        _ => None,
    }
}
