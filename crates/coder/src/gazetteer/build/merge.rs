//! One place from several sources. The same id is the same place; else the same name
//! within a few kilometres is.

use rustc_hash::FxHashMap;

use super::PlaceRow;
use crate::analysis::PlaceKind;
use crate::fold;
use crate::gazetteer::country::Countries;
use crate::gazetteer::distance_km;

/// Settlements of one name nearer than this are one settlement.
const SAME_SETTLEMENT_KM: f64 = 3.0;
/// Units of one level and name nearer than this are one unit: their points are made in
/// different ways (seat, centre, median of the settlements).
const SAME_UNIT_KM: f64 = 150.0;

/// Merges the rows, in a fixed order: by country, units, name, kind, id.
pub(super) fn merge(rows: Vec<PlaceRow>) -> Vec<PlaceRow> {
    let mut places = by_name(by_id(rows));
    // Sources list "Syrian" among the names of Syria; it names people, not the place.
    let countries = Countries::bundled();
    for place in &mut places {
        place.population = place.population.min(most_people(place.kind));
        let name = std::mem::take(&mut place.name);
        place.variants.sort_unstable();
        place.variants.dedup();
        let demonym = |variant: &str| {
            place.kind == PlaceKind::Country && countries.demonym(variant).is_some()
        };
        place
            .variants
            .retain(|variant| *variant != name && !demonym(variant));
        place.name = name;
    }
    let kind = |row: &PlaceRow| std::cmp::Reverse(row.kind);
    places.sort_by(|a, b| {
        (
            &a.country,
            &a.admin1,
            &a.admin2,
            &a.name,
            kind(a),
            &a.source_id,
        )
            .cmp(&(
                &b.country,
                &b.admin1,
                &b.admin2,
                &b.name,
                kind(b),
                &b.source_id,
            ))
    });
    places
}

/// Settlements may change their kind between sources, a unit stays a unit.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Class {
    Settlement,
    Other(PlaceKind),
}

fn class(kind: PlaceKind) -> Class {
    match kind {
        PlaceKind::Neighbourhood | PlaceKind::Village | PlaceKind::Town | PlaceKind::City => {
            Class::Settlement
        }
        other => Class::Other(other),
    }
}

fn by_id(rows: Vec<PlaceRow>) -> Vec<PlaceRow> {
    let mut places: Vec<PlaceRow> = Vec::with_capacity(rows.len());
    let mut index: FxHashMap<(String, Class), usize> = FxHashMap::default();
    for mut row in rows {
        // A scheme without a number names nothing: thirteen capitals of provinces had one.
        if row.source_id.ends_with(':') {
            "hand".clone_into(&mut row.source_id);
        }
        let key = (row.source_id.clone(), class(row.kind));
        if row.source_id.is_empty() || row.source_id == "hand" {
            places.push(row);
            continue;
        }
        match index.get(&key) {
            Some(&at) => absorb(&mut places[at], row),
            None => {
                index.insert(key, places.len());
                places.push(row);
            }
        }
    }
    places
}

fn by_name(rows: Vec<PlaceRow>) -> Vec<PlaceRow> {
    let mut places: Vec<PlaceRow> = Vec::with_capacity(rows.len());
    let mut index: FxHashMap<(String, String, Class), Vec<usize>> = FxHashMap::default();
    let mut key = String::new();
    for row in rows {
        fold::loose(&row.name, &mut key);
        let same = index
            .entry((row.country.clone(), key.clone(), class(row.kind)))
            .or_default();
        match same.iter().find(|&&at| is_same(&places[at], &row)) {
            Some(&at) => absorb(&mut places[at], row),
            None => {
                same.push(places.len());
                places.push(row);
            }
        }
    }
    places
}

fn is_same(place: &PlaceRow, row: &PlaceRow) -> bool {
    let distance = match (place.point, row.point) {
        (Some(a), Some(b)) => Some(distance_km(a, b)),
        _ => None,
    };
    match class(row.kind) {
        Class::Settlement => distance.is_some_and(|km| km < SAME_SETTLEMENT_KM),
        Class::Other(PlaceKind::Country | PlaceKind::Region) => true,
        Class::Other(_) => distance.map_or(place.admin1 == row.admin1, |km| km < SAME_UNIT_KM),
    }
}

/// Adds to a place what another source knows of it. The first source's name, point and
/// population stay; the larger kind of settlement does.
fn absorb(place: &mut PlaceRow, row: PlaceRow) {
    place.variants.push(row.name);
    place.variants.extend(row.variants);
    place.kind = place.kind.max(row.kind);
    if place.point.is_none() {
        place.point = row.point;
    }
    if place.population == 0 {
        place.population = row.population;
    }
    if place.admin1.is_empty() {
        (place.admin1, place.admin2) = (row.admin1, row.admin2);
    } else if place.admin2.is_empty() {
        place.admin2 = row.admin2;
    }
}

/// The largest believable population of a kind; a source's larger one is a slip.
fn most_people(kind: PlaceKind) -> u32 {
    match kind {
        PlaceKind::Village => 50_000,
        PlaceKind::Town => 500_000,
        PlaceKind::Neighbourhood | PlaceKind::Admin3 => 3_000_000,
        PlaceKind::City | PlaceKind::Admin2 => 40_000_000,
        PlaceKind::Facility | PlaceKind::Landform | PlaceKind::Unknown => 0,
        PlaceKind::Admin1 => 300_000_000,
        PlaceKind::Country | PlaceKind::Region => u32::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, kind: PlaceKind, point: (f64, f64), id: &str) -> PlaceRow {
        PlaceRow {
            name: name.to_owned(),
            kind,
            country: "SY".to_owned(),
            point: Some(point),
            source_id: id.to_owned(),
            ..PlaceRow::default()
        }
    }

    #[test]
    fn one_id_is_one_place_and_the_first_source_names_it() {
        let rows = vec![
            row("Sarmin", PlaceKind::Village, (35.9, 36.7), "gn1"),
            row("Sarmeen", PlaceKind::Town, (35.91, 36.7), "gn1"),
        ];
        let places = merge(rows);
        assert_eq!(places.len(), 1);
        assert_eq!(
            (places[0].name.as_str(), places[0].kind),
            ("Sarmin", PlaceKind::Town)
        );
        assert_eq!(places[0].variants, ["Sarmeen"]);
    }

    #[test]
    fn an_id_without_a_number_makes_no_two_places_one() {
        let rows = vec![
            row("Damascus", PlaceKind::City, (33.5, 36.3), "capital:"),
            row("Homs", PlaceKind::City, (34.7, 36.7), "capital:"),
        ];
        assert_eq!(merge(rows).len(), 2);
    }

    #[test]
    fn one_name_within_three_kilometres_is_one_place_and_farther_is_not() {
        let rows = vec![
            row("Al Hasakah", PlaceKind::City, (36.50, 40.74), "gn1"),
            row("Hasakeh", PlaceKind::Town, (36.51, 40.75), "C1"),
            row("Hasaka", PlaceKind::Village, (35.0, 37.0), "C2"),
        ];
        assert_eq!(merge(rows).len(), 2);
    }

    #[test]
    fn a_city_and_its_province_stay_two_places() {
        let rows = vec![
            row("Idlib", PlaceKind::City, (35.93, 36.63), "gn1"),
            row("Idlib", PlaceKind::Admin1, (35.93, 36.63), "gn2"),
        ];
        assert_eq!(merge(rows).len(), 2);
    }

    #[test]
    fn a_village_of_millions_is_brought_down() {
        let mut slip = row("Budta", PlaceKind::Village, (7.2, 124.4), "gn1");
        slip.population = 1_273_715;
        assert_eq!(merge(vec![slip])[0].population, 50_000);
    }
}
