//! Places of one name that are one answer: a city and the province around it. Prevents two
//! points of one place from being a doubt, and a city from being its province.

use super::distance_km;
use super::find::Candidate;
use super::format::KeyRank;
use crate::analysis::PlaceKind;

/// A city that is a unit of its own lies within this of the unit that bears its name.
const AROUND_KM: f64 = 250.0;

/// Two candidates nearer than this are one answer.
const SAME_AREA_KM: f64 = 30.0;

/// Without a word that says so, "Aleppo" is the city and not its province.
pub(super) fn town_of(candidates: &[Candidate], best: usize) -> usize {
    let unit = &candidates[best];
    if !matches!(
        unit.facts.kind,
        PlaceKind::Admin1 | PlaceKind::Admin2 | PlaceKind::Admin3
    ) {
        return best;
    }
    let apart = |town: &Candidate| {
        let points = unit.facts.point.zip(town.facts.point);
        points.map_or(AROUND_KM, |(unit, town)| distance_km(unit, town))
    };
    let towns = candidates.iter().enumerate().filter(|(_, candidate)| {
        let town = matches!(candidate.facts.kind, PlaceKind::City | PlaceKind::Town);
        let inside = candidate.facts.admin1 == unit.facts.admin1;
        let spelt = candidate.rank <= unit.rank.max(KeyRank::Variant)
            || candidate.rank == KeyRank::Loose && inside;
        town && spelt && is_around(unit, candidate)
    });
    // Its own town before one elsewhere that some list files under the name, too.
    let town = towns.min_by(|(_, one), (_, other)| {
        let elsewhere = |town: &Candidate| town.facts.admin1 != unit.facts.admin1;
        let (one, other) = (
            (elsewhere(one), apart(one)),
            (elsewhere(other), apart(other)),
        );
        one.0.cmp(&other.0).then(one.1.total_cmp(&other.1))
    });
    town.map_or(best, |(at, _)| at)
}

/// A city and its province are one answer, too.
pub(super) fn is_near(a: &Candidate, b: &Candidate) -> bool {
    let unit = |kind| {
        matches!(
            kind,
            PlaceKind::Admin1 | PlaceKind::Admin2 | PlaceKind::Admin3
        )
    };
    if (unit(a.facts.kind) || unit(b.facts.kind)) && is_around(a, b) {
        return true;
    }
    match (a.facts.point, b.facts.point) {
        (Some(a), Some(b)) => distance_km(a, b) < SAME_AREA_KM,
        _ => a.country == b.country,
    }
}

/// Whether a unit is that of a town of its name, or lies around it as the province of
/// Buenos Aires does.
fn is_around(one: &Candidate, other: &Candidate) -> bool {
    let apart = one.facts.point.zip(other.facts.point);
    let beside = apart.is_some_and(|(one, other)| distance_km(one, other) < AROUND_KM);
    one.country == other.country && (one.facts.admin1 == other.facts.admin1 || beside)
}
