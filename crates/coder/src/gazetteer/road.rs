//! A road that is called by its two ends, "the Bannu-Miramshah road". Prevents an ambush on it
//! from being nowhere, since no gazetteer lists such names.

use super::format::{KeyRank, PlaceId};
use super::view::Brief;
use super::{Gazetteer, distance_km, precision, prior};
use crate::analysis::{PlaceFix, PlaceKind};
use crate::fold;
use sitrep_contract::GeoPrecision;

/// Namesakes of an end that are looked at.
const MOST_ENDS: usize = 24;
/// The longest road, as the crow flies.
const LONGEST_KM: f64 = 500.0;
/// What makes a pair of ends as likely as ten times the people: so much nearer together.
const PER_WEIGHT_KM: f64 = 100.0;

impl Gazetteer {
    /// Where the road between two places begins: the pair of namesakes that are large, close
    /// together and in one country, best in `home`.
    pub(crate) fn road(&self, first: &str, second: &str, home: Option<&str>) -> Option<PlaceFix> {
        let (starts, ends) = (self.ends(first), self.ends(second));
        let mut best: Option<(f64, PlaceId)> = None;
        for (start, one) in &starts {
            for (_, other) in &ends {
                let Some(km) = one.point.zip(other.point).map(|(a, b)| distance_km(a, b)) else {
                    continue;
                };
                if one.country != other.country || !(1.0..LONGEST_KM).contains(&km) {
                    continue;
                }
                let weight = |end: &Brief| f64::from(prior::weight(end.kind, end.population));
                let at_home = home.is_some_and(|home| home.as_bytes() == one.country);
                let score = weight(one) + weight(other) - km / PER_WEIGHT_KM
                    + if at_home { 4.0 } else { 0.0 };
                if best.is_none_or(|(top, _)| score > top) {
                    best = Some((score, *start));
                }
            }
        }
        let facts = self.view().facts(best?.1);
        let town = precision::of_kind(facts.kind, true) == GeoPrecision::Town;
        Some(PlaceFix {
            kind: PlaceKind::Facility,
            admin1: (!facts.admin1.is_empty()).then(|| facts.admin1.into()),
            country: Some(facts.country.into()),
            point: facts.point,
            precision: if town {
                GeoPrecision::Near
            } else {
                GeoPrecision::Region
            },
            ..PlaceFix::default()
        })
    }

    fn ends(&self, name: &str) -> Vec<(PlaceId, Brief)> {
        let mut key = String::new();
        let view = self.view();
        let mut found: Vec<(PlaceId, Brief)> = Vec::new();
        for fold in [fold::strict, fold::loose] {
            fold(name, &mut key);
            let all = view.lookup(fold::hash(&key)).take(MOST_ENDS);
            let towns = all.filter(|(_, rank)| *rank <= KeyRank::Loose);
            let towns = towns.map(|(place, _)| (place, view.brief(place)));
            found.extend(
                towns
                    .filter(|(place, brief)| {
                        brief.kind < PlaceKind::Country
                            && brief.point.is_some()
                            && found.iter().all(|(known, _)| known != place)
                    })
                    .collect::<Vec<_>>(),
            );
        }
        found
    }
}
