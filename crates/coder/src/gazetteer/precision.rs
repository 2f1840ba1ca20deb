//! How exactly a point stands for where a phrase says (ACLED's geo precision), and when the
//! name of a capital or country stands for its government.
//! Prevents "near Idlib" from being Idlib, and "Moscow warned" from happening in Moscow.

use sitrep_contract::GeoPrecision;

use crate::analysis::{Analysis, EntityMention, PlaceKind, TokenRange};

/// The precision of a place's own point. `in_country` is false for what is larger than one.
pub(super) fn of_kind(kind: PlaceKind, in_country: bool) -> GeoPrecision {
    match kind {
        PlaceKind::Neighbourhood
        | PlaceKind::Village
        | PlaceKind::Town
        | PlaceKind::City
        | PlaceKind::Facility => GeoPrecision::Town,
        PlaceKind::Admin3 | PlaceKind::Admin2 => GeoPrecision::Near,
        PlaceKind::Admin1 | PlaceKind::Landform => GeoPrecision::Region,
        PlaceKind::Region if in_country => GeoPrecision::Region,
        PlaceKind::Country | PlaceKind::Region => GeoPrecision::Country,
        PlaceKind::Unknown => GeoPrecision::Unspecified,
    }
}

/// The precision of a mention: its place's own, or coarser by the words around it ("near
/// Azaz", "northern countryside of Aleppo", "northern Syria", "between Sarmin and Nayrab").
/// `Unspecified` when the place has no point.
pub(crate) fn geo_precision(analysis: &Analysis, mention: &EntityMention) -> GeoPrecision {
    let place = analysis
        .entities
        .get(mention.entity as usize)
        .and_then(|entity| entity.place.as_ref());
    let Some(place) = place.filter(|place| place.point.is_some()) else {
        return GeoPrecision::Unspecified;
    };
    let exact = place.precision;
    let vague = match exact {
        GeoPrecision::Town => GeoPrecision::Near,
        // A part of a country is a region.
        GeoPrecision::Country if is_part(analysis, &mention.tokens) => GeoPrecision::Region,
        other => other,
    };
    if exact == GeoPrecision::Country || is_vague(analysis, &mention.tokens) {
        vague
    } else {
        exact
    }
}

/// "northern X", "rural X", "parts of X".
fn is_part(analysis: &Analysis, tokens: &TokenRange) -> bool {
    before(analysis, tokens, 3).any(is_direction_or_part)
}

/// A word beside the name says that it is only nearby.
fn is_vague(analysis: &Analysis, tokens: &TokenRange) -> bool {
    let near = before(analysis, tokens, 5)
        .take_while(|word| is_between_words(word) || is_near(word))
        .any(is_near);
    let after =
        (tokens.end..tokens.end.saturating_add(2)).take_while(|&t| t < analysis.token_count());
    let mut after = after.map(|token| analysis.lower(token));
    near || after.next().is_some_and(|word| {
        matches!(
            word,
            "countryside" | "outskirts" | "axis" | "front" | "frontline" | "area"
        )
    })
}

fn is_near(word: &str) -> bool {
    is_direction_or_part(word)
        || matches!(
            word,
            "near"
                | "around"
                | "outside"
                | "outskirts"
                | "vicinity"
                | "close"
                | "countryside"
                | "rural"
                | "between"
                | "toward"
                | "towards"
                | "beyond"
                | "surrounding"
                | "suburbs"
                | "edge"
                | "km"
                | "kilometres"
                | "kilometers"
                | "miles"
        )
}

fn is_direction_or_part(word: &str) -> bool {
    matches!(
        word.strip_suffix("ern").unwrap_or(word),
        "north"
            | "south"
            | "east"
            | "west"
            | "northeast"
            | "northwest"
            | "southeast"
            | "southwest"
            | "north-east"
            | "north-west"
            | "south-east"
            | "south-west"
            | "central"
            | "parts"
    )
}

fn is_between_words(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "of"
            | "to"
            | "from"
            | "town"
            | "village"
            | "city"
            | "district"
            | "province"
            | "and"
            | "in"
            | "its"
    )
}

/// The words before a mention, nearest first.
fn before<'a>(
    analysis: &'a Analysis,
    tokens: &TokenRange,
    most: u32,
) -> impl Iterator<Item = &'a str> {
    let first = tokens.start.saturating_sub(most);
    (first..tokens.start)
        .rev()
        .map(|token| analysis.lower(token))
}
