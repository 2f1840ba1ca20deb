//! The phrases that put one place inside another: "Nayrab in Idlib", "Paris, Texas",
//! "Syria's Idlib". Prevents a namesake elsewhere from taking the place of a village that
//! the gazetteer lacks.

use rustc_hash::FxHashSet;

use super::find::{Candidate, Found, PlaceMention};
use super::format::KeyRank;
use super::resolve::Answer;
use super::{distance_km, is_nearer};
use crate::analysis::{Analysis, PlaceKind};

/// "A in B", "A, B", "B's A": which spelling the text puts inside which.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// By surface.
    linked: Vec<Linked>,
    /// (inner, outer) mentions.
    pub(super) pairs: Vec<(usize, usize)>,
}

/// The surfaces that one is linked with; true when a preposition says it, false for a comma.
#[derive(Clone, Debug, Default)]
struct Linked {
    /// What it lies in.
    outer: Vec<(usize, bool)>,
    /// What lies in it.
    inner: Vec<(usize, bool)>,
    /// What stands in one list of units with it.
    peers: Vec<usize>,
}

/// A settlement nearer than this to a unit's point may be in it, whatever the tables say.
const UNIT_REACH_KM: f64 = 120.0;
/// Names of one list that are looked at.
const MOST_LISTED: usize = 8;
/// Places on one side of a name that are looked at; a name has one or two.
const MOST_LINKS: usize = 6;

impl Links {
    pub(super) fn read(analysis: &Analysis, found: &Found) -> Self {
        let mut links = Self {
            linked: vec![Linked::default(); found.surfaces.len()],
            pairs: Vec::new(),
        };
        let mut seen = FxHashSet::default();
        let mut previous: Option<(usize, usize, bool)> = None;
        for (index, pair) in found.mentions.windows(2).enumerate() {
            let [left, right] = pair else { continue };
            let Some((inverted, certain)) = link(analysis, left, right) else {
                continue;
            };
            if !certain && are_peers(found, left, right) {
                links.add_peers(left.surface as usize, right.surface as usize);
                continue;
            }
            if !certain && listed(analysis, found, index) {
                continue;
            }
            let (inner_at, outer_at) = if inverted {
                (index + 1, index)
            } else {
                (index, index + 1)
            };
            links.pairs.push((inner_at, outer_at));
            let surface = |mention: usize| found.mentions[mention].surface as usize;
            links.add(&mut seen, surface(inner_at), surface(outer_at), certain);
            // "X in Y, Z": X is in Z on the same word.
            if let Some((first, _, first_certain)) =
                previous.filter(|(_, through, _)| *through == inner_at)
            {
                links.add(&mut seen, surface(first), surface(outer_at), first_certain);
            }
            previous = (!inverted).then_some((inner_at, outer_at, certain));
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
            self.linked[inner].outer.push((outer, certain));
            self.linked[outer].inner.push((inner, certain));
        }
    }

    fn add_peers(&mut self, left: usize, right: usize) {
        for (one, other) in [(left, right), (right, left)] {
            let peers = &mut self.linked[one].peers;
            if peers.len() < MOST_LINKS && !peers.contains(&other) {
                peers.push(other);
            }
        }
    }

    /// 1.5 for a unit in a list with a unit of its country ("Manitoba, Ontario"), and for a
    /// country in a list with countries ("Niger, Nigeria and Togo").
    pub(super) fn peer_support(&self, surface: usize, candidate: &Candidate, found: &Found) -> f32 {
        let mut peers = self.linked[surface].peers.iter();
        let listed = match candidate.facts.kind {
            PlaceKind::Admin1 => peers
                .flat_map(|peer| units(found, *peer))
                .any(|unit| unit.country == candidate.country && unit.id != candidate.id),
            PlaceKind::Country => peers.any(|peer| is_country(found, *peer)),
            _ => false,
        };
        if listed { 1.5 } else { 0.0 }
    }

    /// The country that the text gives instead, when it says that the spelling lies in a
    /// known country or unit and the candidate does not: then the gazetteer lacks the place.
    pub(super) fn refutes(
        &self,
        surface: usize,
        candidate: &Candidate,
        found: &Found,
        answers: &[Answer],
    ) -> Option<Option<u16>> {
        let outer = self.linked[surface].outer.iter();
        let settled = outer.filter_map(|(outer, certain)| {
            let answer = answers.get(*outer).filter(|answer| !answer.doubtful)?;
            let unit = found.candidates.get(answer.candidate? as usize)?;
            certain.then_some(unit)
        });
        // The narrowest that is settled decides: being in the right country is not enough.
        let outer = settled.take(MOST_LINKS).find(|outer| {
            matches!(
                outer.facts.kind,
                PlaceKind::Region | PlaceKind::Country | PlaceKind::Admin1 | PlaceKind::Admin2
            )
        })?;
        let apart = outer
            .facts
            .point
            .zip(candidate.facts.point)
            .map(|(a, b)| distance_km(a, b));
        // Units were split and renamed since some sources drew them.
        let unit = outer.facts.kind != PlaceKind::Country;
        let beside = unit && apart.is_none_or(|km| km < UNIT_REACH_KM);
        (!contains(outer, candidate, true) && !beside).then_some(outer.country)
    }

    /// True when the text puts the spelling inside another.
    pub(super) fn is_contained(&self, surface: usize) -> bool {
        let mut outer = self.linked[surface].outer.iter();
        outer.any(|(_, certain)| *certain)
    }

    /// True when the text puts another place inside the spelling.
    pub(super) fn is_container(&self, surface: usize) -> bool {
        !self.linked[surface].inner.is_empty()
    }

    /// True when the text puts a town that is known inside the spelling ("Omdurman, Khartoum"),
    /// not only a street or a quarter ("Harare's Unity Square").
    pub(super) fn holds_settlement(
        &self,
        surface: usize,
        found: &Found,
        answers: &[Answer],
    ) -> bool {
        self.linked[surface].inner.iter().any(|(inner, _)| {
            let answer = answers.get(*inner).and_then(|answer| answer.candidate);
            let inner = answer.and_then(|at| found.candidates.get(at as usize));
            inner.is_some_and(|inner| {
                matches!(
                    inner.facts.kind,
                    PlaceKind::Village
                        | PlaceKind::Town
                        | PlaceKind::City
                        | PlaceKind::Admin2
                        | PlaceKind::Admin3
                )
            })
        })
    }

    /// The country that contains a spelling by the text's word.
    pub(super) fn country_of(
        &self,
        surface: usize,
        found: &Found,
        answers: &[Answer],
    ) -> Option<u16> {
        let mut outer = self.linked[surface].outer.iter();
        let (outer, _) = outer.find(|(_, certain)| *certain)?;
        let answer = answers.get(*outer)?;
        answer
            .country
            .or(found.candidates.get(answer.candidate? as usize)?.country)
    }

    /// The most that `support` and `peer_support` give a spelling.
    pub(super) fn most_support(&self, surface: usize) -> f32 {
        let linked = &self.linked[surface];
        let alone = linked.outer.is_empty() && linked.inner.is_empty();
        let support = if alone { 0.0 } else { 5.6 };
        0.8 + support + if linked.peers.is_empty() { 0.0 } else { 1.5 }
    }

    /// Up to 5.6: a candidate lies in what the text says contains it, or holds what the text
    /// says it contains.
    pub(super) fn support(
        &self,
        surface: usize,
        candidate: &Candidate,
        found: &Found,
        answers: &[Answer],
    ) -> f32 {
        let linked = &self.linked[surface];
        let outer = linked.outer.iter().take(MOST_LINKS);
        let inner = linked.inner.iter().take(MOST_LINKS);
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
        // A second container that fits, the province besides the country, adds a little.
        let (best, sum) = inside
            .chain(holds)
            .fold((0.0_f32, 0.0), |(best, sum), fit| {
                (best.max(fit), sum + fit)
            });
        best + (sum - best).min(best) * 0.4
    }
}

/// 4 (a preposition says so) or 3 (a comma) when some reading of `other` fits, more when
/// it is the reading chosen so far.
fn best_fit(
    found: &Found,
    answers: &[Answer],
    other: usize,
    certain: bool,
    fits: impl Fn(&Candidate) -> bool,
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
fn contains(outer: &Candidate, inner: &Candidate, certain: bool) -> bool {
    if outer.id == inner.id || outer.facts.kind < inner.facts.kind {
        return false;
    }
    let same_country = outer.country.is_some() && outer.country == inner.country;
    match outer.facts.kind {
        PlaceKind::Country => same_country,
        PlaceKind::Admin1 => same_country && outer.facts.admin1 == inner.facts.admin1,
        PlaceKind::Admin2 => {
            same_country && outer.facts.admin2 == inner.facts.admin2 && outer.facts.admin2.is_some()
        }
        _ => {
            let reach = match outer.facts.kind {
                PlaceKind::Region => 600.0,
                PlaceKind::Landform => 200.0,
                PlaceKind::City => 60.0,
                _ => 25.0,
            };
            let points = outer.facts.point.zip(inner.facts.point);
            certain && points.is_some_and(|(a, b)| is_nearer(a, b, reach))
        }
    }
}

/// Two names that a country has for its first-level units: with a comma between them they
/// are a list ("Missouri, Montana"), though Montana may have a Missouri, too.
fn are_peers(found: &Found, left: &PlaceMention, right: &PlaceMention) -> bool {
    let countries = is_country(found, left.surface as usize)
        && is_country(found, right.surface as usize)
        && left.surface != right.surface;
    countries
        || units(found, left.surface as usize).any(|one| {
            units(found, right.surface as usize)
                .any(|other| one.country == other.country && one.id != other.id)
        })
}

/// "Bucha, Irpin and Hostomel": after the comma stands the next of a list that an "and"
/// ends, and neither a country nor a unit that could hold the first.
fn listed(analysis: &Analysis, found: &Found, left: usize) -> bool {
    let surface = |mention: usize| found.mentions[mention].surface as usize;
    let right = left + 1;
    let holds = is_country(found, surface(right))
        || (units(found, surface(right)).next().is_some()
            && units(found, surface(left)).next().is_none());
    if holds {
        return false;
    }
    for pair in found.mentions[right..].windows(2).take(MOST_LISTED) {
        let gap = pair[0].name.end..pair[1].name.start;
        if gap.is_empty() || gap.end - gap.start > 2 {
            return false;
        }
        let (mut and, mut comma) = (false, false);
        for token in gap {
            match analysis.lower(token) {
                "and" | "&" => and = true,
                "," => comma = true,
                _ => return false,
            }
        }
        if and {
            return true;
        }
        if !comma {
            return false;
        }
    }
    false
}

/// Whether a country bears a spelling as its name.
fn is_country(found: &Found, surface: usize) -> bool {
    let range = &found.surfaces[surface].candidates;
    found.candidates[range.start as usize..range.end as usize]
        .iter()
        .any(|candidate| {
            candidate.facts.kind == PlaceKind::Country && candidate.rank == KeyRank::Name
        })
}

/// The first-level units that bear a spelling as their name.
fn units(found: &Found, surface: usize) -> impl Iterator<Item = &Candidate> {
    let range = &found.surfaces[surface].candidates;
    found.candidates[range.start as usize..range.end as usize]
        .iter()
        .filter(|candidate| {
            candidate.facts.kind == PlaceKind::Admin1 && candidate.rank == KeyRank::Name
        })
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
            | "municipality" | "township" | "located" | "situated" | "is" | "lies" => {}
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
