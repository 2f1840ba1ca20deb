//! How likely a place is to be named at all, before any context: large and important
//! places are.

use crate::analysis::PlaceKind;

/// What a seat of government gains: a capital is written about more than its size says.
pub(super) const SEAT: f32 = 1.0;

/// The least weight of a first-level unit whose name is no word besides: "Ontario" is hardly
/// ever a town abroad, "Centre" is hardly ever a unit.
pub(super) const UNIT: f32 = 5.8;

/// The decimal logarithm of how often a place is written about, by size and kind.
/// Always positive.
pub(super) fn weight(kind: PlaceKind, population: u32) -> f32 {
    let people = (population.max(1) as f32).log10();
    match kind {
        PlaceKind::Country => 7.0 + people / 4.0,
        PlaceKind::Region => 8.0,
        PlaceKind::Admin1 => people.clamp(5.4, 7.0),
        PlaceKind::City => people.max(4.5),
        PlaceKind::Town => people.max(3.5),
        PlaceKind::Landform => 4.5,
        PlaceKind::Facility => 4.0,
        PlaceKind::Admin2 => people.clamp(3.8, 5.0),
        PlaceKind::Admin3 => people.clamp(3.0, 4.0),
        PlaceKind::Neighbourhood => people.clamp(2.0, 4.0),
        PlaceKind::Village => people.clamp(2.0, 4.5),
        PlaceKind::Unknown => 1.0,
    }
}
