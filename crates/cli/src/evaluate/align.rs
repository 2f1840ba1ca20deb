//! Which coded event is meant to be which gold event.
//!
//! Pairs are taken greedily by how much they agree in, so that an event with a wrong
//! type is still compared slot by slot, instead of counting as one missing and one false.

use sitrep_contract::{Actor, Event, Label as _, Place, SubEventType};

use super::gold::GoldEvent;

/// Distance up to which two points are the same place, in kilometres.
pub(super) const NEAR_KM: f64 = 25.0;

/// Pairs of indexes (gold, coded), each index at most once.
pub(super) fn align(gold: &[GoldEvent], coded: &[&Event]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (g, expected) in gold.iter().enumerate() {
        for (c, event) in coded.iter().enumerate() {
            let agreement = agreement(expected, event);
            if agreement >= 3 {
                candidates.push((agreement, g, c));
            }
        }
    }
    // Highest agreement first; ties in the order of the text.
    candidates.sort_by_key(|&(agreement, g, c)| (std::cmp::Reverse(agreement), g, c));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, g, c) in candidates {
        if pairs
            .iter()
            .all(|&(other_g, other_c)| other_g != g && other_c != c)
        {
            pairs.push((g, c));
        }
    }
    pairs
}

/// How much two events agree in. The same type alone, or the same family with one more
/// slot, is enough to compare them.
fn agreement(gold: &GoldEvent, coded: &Event) -> u32 {
    let same_type = u32::from(type_label(coded).eq_ignore_ascii_case(&gold.r#type));
    let same_family = u32::from(family(gold) == Some(coded.event_type().label()));
    let sides = side_matches(gold, coded, same_identity).0;
    let place = u32::from(same_place(gold, coded.place.as_ref()));
    let date = u32::from(same_date(gold, coded));
    let killed = u32::from(gold.killed.is_some() && gold.killed == killed(coded));
    3 * same_type + 2 * same_family + u32::try_from(sides).unwrap_or(0) + place + date + killed
}

fn family(gold: &GoldEvent) -> Option<&'static str> {
    Some(SubEventType::from_label(&gold.r#type)?.event_type().label())
}

/// The type as gold writes it.
pub(super) fn type_label(event: &Event) -> String {
    match event.sub_event_type() {
        SubEventType::Unspecified => format!("PLOVER {}", event.plover_type().label()),
        sub_event_type => sub_event_type.label().to_owned(),
    }
}

/// The number of people killed.
pub(super) fn killed(event: &Event) -> Option<u32> {
    event.fatalities.as_ref().map(|count| count.best)
}

/// Sides in common, sides coded, sides expected. The order of the sides has no meaning.
pub(super) fn side_matches(
    gold: &GoldEvent,
    coded: &Event,
    same: impl Fn(&[String], &Actor) -> bool,
) -> (usize, usize, usize) {
    let mut expected: Vec<&[String]> = [&gold.actor1, &gold.actor2]
        .into_iter()
        .filter(|names| !names.is_empty())
        .map(Vec::as_slice)
        .collect();
    let sides: Vec<&Actor> = [&coded.actor1, &coded.actor2]
        .into_iter()
        .flatten()
        .collect();
    let all = expected.len();
    let mut right = 0;
    for side in &sides {
        if let Some(at) = expected.iter().position(|names| same(names, side)) {
            expected.swap_remove(at);
            right += 1;
        }
    }
    (right, sides.len(), all)
}

/// Whether a coded side is one of the accepted names.
pub(super) fn same_identity(names: &[String], actor: &Actor) -> bool {
    let associates = actor
        .associates
        .iter()
        .flat_map(|it| [Some(&it.name), it.acled_name.as_ref()]);
    let coded = [Some(&actor.name), actor.acled_name.as_ref()]
        .into_iter()
        .chain(associates)
        .flatten();
    let coded: Vec<String> = coded.map(|name| folded(name)).collect();
    names.iter().any(|name| coded.contains(&folded(name)))
}

/// Whether the words of a coded side and an accepted name overlap.
pub(super) fn same_words(names: &[String], actor: &Actor) -> bool {
    let words = folded(actor.span.as_ref().map_or(&actor.name, |span| &span.text));
    !words.is_empty()
        && names
            .iter()
            .map(|name| folded(name))
            .any(|name| name.contains(&words) || words.contains(&name))
}

/// Whether the event's claim rests on the expected source, or on part of its name:
/// "two security sources" is "security sources".
pub(super) fn same_source(expected: &str, coded: &Event) -> bool {
    coded.claim.as_ref().is_some_and(|claim| {
        let words = claim.span.as_ref().map(|span| &span.text);
        let expected = folded(expected);
        let same = |name: &String| {
            let name = folded(name);
            !name.is_empty() && (name.contains(&expected) || expected.contains(&name))
        };
        same(&claim.source_name) || words.is_some_and(same)
    })
}

/// Whether the place is right: one of the names, or near the point.
pub(super) fn same_place(gold: &GoldEvent, place: Option<&Place>) -> bool {
    let Some(place) = place else { return false };
    let named = gold
        .place
        .iter()
        .any(|name| folded(name) == folded(&place.name));
    let near = match (gold.at, place.latitude, place.longitude) {
        (Some([latitude, longitude]), Some(coded_latitude), Some(coded_longitude)) => {
            kilometres((latitude, longitude), (coded_latitude, coded_longitude)) <= NEAR_KM
        }
        _ => false,
    };
    named || near
}

/// Whether first and last day are the same.
pub(super) fn same_date(gold: &GoldEvent, coded: &Event) -> bool {
    let (Some(expected), Some(range)) = (&gold.date, &coded.date) else {
        return false;
    };
    let (start, end) = expected.split_once('/').unwrap_or((expected, expected));
    range.start.as_deref() == Some(start) && range.end.as_deref() == Some(end)
}

/// Lower case, letters and digits only, without articles and without what stands
/// in brackets: ACLED adds years and countries there.
pub(super) fn folded(name: &str) -> String {
    let bare = name.split_once('(').map_or(name, |(bare, _)| bare);
    let lower = bare.to_lowercase();
    let bare = lower.strip_prefix("the ").unwrap_or(&lower);
    // "Military Forces of the Philippines" and "… of Philippines" are one name.
    let bare = bare.replace(" of the ", " of ");
    bare.chars()
        .filter(|character| character.is_alphanumeric())
        .collect()
}

/// Great-circle distance between two points in degrees.
pub(super) fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    const EARTH_RADIUS_KM: f64 = 6_371.0;
    let (latitude_a, latitude_b) = (a.0.to_radians(), b.0.to_radians());
    let half_latitude = ((latitude_b - latitude_a) / 2.0).sin();
    let half_longitude = ((b.1 - a.1).to_radians() / 2.0).sin();
    let chord =
        half_latitude.powi(2) + latitude_a.cos() * latitude_b.cos() * half_longitude.powi(2);
    2.0 * EARTH_RADIUS_KM * chord.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sitrep_contract::EventType;

    fn gold(kind: &str) -> GoldEvent {
        GoldEvent {
            r#type: kind.into(),
            actor1: vec!["Turkish forces".into()],
            ..GoldEvent::default()
        }
    }

    fn coded(kind: SubEventType, actor: &str) -> Event {
        Event {
            sub_event_type: kind as i32,
            event_type: EventType::ExplosionsRemoteViolence as i32,
            actor1: Some(Actor {
                name: actor.into(),
                ..Actor::default()
            }),
            ..Event::default()
        }
    }

    #[test]
    fn the_pair_that_agrees_most_is_taken_first() {
        let gold = [
            gold("Air/drone strike"),
            gold("Shelling/artillery/missile attack"),
        ];
        let strike = coded(SubEventType::AirDroneStrike, "rebels");
        let shelling = coded(
            SubEventType::ShellingArtilleryMissileAttack,
            "Turkish forces",
        );
        assert_eq!(align(&gold, &[&shelling, &strike]), [(1, 0), (0, 1)]);
    }

    #[test]
    fn an_event_of_another_family_with_nothing_in_common_is_no_pair() {
        let mut protest = coded(SubEventType::PeacefulProtest, "students");
        protest.event_type = EventType::Protests as i32;
        assert_eq!(align(&[gold("Air/drone strike")], &[&protest]), []);
    }

    #[test]
    fn distances_are_great_circles() {
        let (aleppo, damascus) = ((36.20, 37.16), (33.51, 36.29));
        assert!((kilometres(aleppo, damascus) - 310.0).abs() < 5.0);
    }
}
