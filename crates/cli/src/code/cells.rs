//! An event in short words, cell by cell: what tables, cards and explanations show.

use crate::table;
use comfy_table::Table;
use sitrep_contract::{Actor, Count, DateRange, Event, Label as _, Place, SubEventType};

/// A table of events that is still empty.
pub(crate) fn event_header() -> Table {
    table::with_header([
        "Event",
        "Status",
        "Actor 1",
        "Actor 2",
        "Where",
        "When",
        "Killed",
        "Injured",
        "On whose word",
    ])
}

/// A table of events, one a row; a cell is empty where the text does not say.
pub(crate) fn event_table<'a>(events: impl IntoIterator<Item = &'a Event>) -> Table {
    let mut table = event_header();
    for event in events {
        table.add_row([
            kind(event),
            event.status().label().to_owned(),
            side(event.actor1.as_ref()),
            side(event.actor2.as_ref()),
            place(event.place.as_ref()),
            date(event.date.as_ref()),
            count(event.fatalities.as_ref()),
            count(event.injured.as_ref()),
            event
                .claim
                .as_ref()
                .map(|claim| claim.source_name.clone())
                .unwrap_or_default(),
        ]);
    }
    table
}

/// ACLED's sub-event type, else PLOVER's type and mode.
pub(crate) fn kind(event: &Event) -> String {
    match (event.sub_event_type(), event.plover_mode.as_deref()) {
        (SubEventType::Unspecified, None) => event.plover_type().label().to_owned(),
        (SubEventType::Unspecified, Some(mode)) => {
            format!("{} {mode}", event.plover_type().label())
        }
        (sub_event_type, _) => sub_event_type.label().to_owned(),
    }
}

/// The name of a side with its associates.
pub(crate) fn side(actor: Option<&Actor>) -> String {
    let Some(actor) = actor else {
        return String::new();
    };
    let main = actor.acled_name.as_ref().unwrap_or(&actor.name);
    let others = actor
        .associates
        .iter()
        .map(|other| other.acled_name.as_ref().unwrap_or(&other.name));
    std::iter::once(main)
        .chain(others)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join("; ")
}

/// "Nayrab, Idlib, SY", with "~" where the point only stands for the place.
pub(crate) fn place(place: Option<&Place>) -> String {
    let Some(place) = place else {
        return String::new();
    };
    let exact = place.geo_precision <= 1;
    let parts = [
        Some(&place.name),
        place.admin1.as_ref().filter(|unit| **unit != place.name),
        place.country.as_ref(),
    ];
    let joined = parts
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(", ");
    if exact { joined } else { format!("~ {joined}") }
}

/// "2024-07-22", "2024-07-01 … 2024-07-31", "since 2024-07-06".
pub(crate) fn date(date: Option<&DateRange>) -> String {
    match date.map(|range| (range.start.as_deref(), range.end.as_deref())) {
        None | Some((None, None)) => String::new(),
        Some((Some(start), Some(end))) if start == end => start.to_owned(),
        Some((Some(start), Some(end))) => format!("{start} … {end}"),
        Some((Some(start), None)) => format!("since {start}"),
        Some((None, Some(end))) => format!("until {end}"),
    }
}

/// "5", "5–8", "20+"; empty where the text gives no number.
pub(crate) fn count(count: Option<&Count>) -> String {
    let Some(Count { low, best, high }) = count else {
        return String::new();
    };
    match high {
        None => format!("{best}+"),
        Some(high) if low == high => best.to_string(),
        Some(high) => format!("{low}–{high}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_is_an_empty_cell_and_none_is_a_zero() {
        assert_eq!(count(None), "");
        assert_eq!(
            count(Some(&Count {
                low: 0,
                best: 0,
                high: Some(0)
            })),
            "0"
        );
        assert_eq!(
            count(Some(&Count {
                low: 21,
                best: 21,
                high: None
            })),
            "21+"
        );
    }

    #[test]
    fn an_event_outside_acled_shows_its_plover_type() {
        let talks = Event {
            plover_type: sitrep_contract::PloverType::Consult as i32,
            plover_mode: Some("visit".into()),
            ..Event::default()
        };
        assert_eq!(kind(&talks), "CONSULT visit");
    }
}
