//! Two published sets of single sentences: PLOVER's gold records and PETRARCH's unit
//! cases. Both name types only, so only types are scored.

use serde::Deserialize;
use sitrep_contract::{Event, Label as _, PloverType};

use super::Runner;
use super::{
    figure::{Figure, share},
    lines,
};

/// A PLOVER gold record.
#[derive(Debug, Deserialize)]
struct PloverRecord {
    text: String,
    event: String,
}

/// A PETRARCH unit case.
#[derive(Debug, Deserialize)]
struct PetrarchCase {
    text: String,
    date: String,
    events: Vec<CameoEvent>,
    no_events: bool,
    realistic: bool,
}

#[derive(Debug, Deserialize)]
struct CameoEvent {
    root: String,
}

/// Share of PLOVER's records whose type is that of the most confident event, and of any.
pub(super) fn plover(runner: &Runner, jsonl: &str) -> miette::Result<Vec<Figure>> {
    let records: Vec<PloverRecord> = lines(jsonl)?;
    let (mut best, mut any, mut cases) = (0, 0, 0);
    for record in &records {
        let Some(expected) = current_type(&record.event) else {
            continue;
        };
        cases += 1;
        let coding = runner.code("", &record.text, None);
        best += usize::from(most_confident(&coding.events) == Some(expected));
        any += usize::from(
            coding
                .events
                .iter()
                .any(|event| event.plover_type() == expected),
        );
    }
    Ok(vec![
        Figure::new(
            "plover",
            "type of the most confident event",
            share(best, cases),
            cases,
        ),
        Figure::new("plover", "type of any event", share(any, cases), cases),
    ])
}

/// Share of PETRARCH's cases with the right PLOVER type, and of the cases without event
/// on which the coder is silent. Cases with invented countries are left out.
pub(super) fn petrarch(runner: &Runner, jsonl: &str) -> miette::Result<Vec<Figure>> {
    let cases: Vec<PetrarchCase> = lines(jsonl)?;
    let (mut right, mut typed, mut silent, mut empty) = (0, 0, 0, 0);
    for case in cases.iter().filter(|case| case.realistic) {
        let coding = runner.code("", &case.text, compact_date(&case.date));
        if case.no_events {
            empty += 1;
            silent += usize::from(coding.events.is_empty());
        } else if let Some(expected) = case
            .events
            .first()
            .and_then(|event| plover_of_cameo(&event.root))
        {
            typed += 1;
            right += usize::from(
                coding
                    .events
                    .iter()
                    .any(|event| event.plover_type() == expected),
            );
        }
    }
    Ok(vec![
        Figure::new("petrarch", "type of any event", share(right, typed), typed),
        Figure::new(
            "petrarch",
            "silent where there is no event",
            share(silent, empty),
            empty,
        ),
    ])
}

fn most_confident(events: &[Event]) -> Option<PloverType> {
    let best = events
        .iter()
        .max_by(|a, b| a.confidence.total_cmp(&b.confidence))?;
    Some(best.plover_type())
}

/// The type in PLOVER 2.0 of a label of the older list that the records use.
fn current_type(label: &str) -> Option<PloverType> {
    match label {
        "DEMAND" => Some(PloverType::Request),
        "DISAPPROVE" | "INVESTIGATE" => Some(PloverType::Accuse),
        "FIGHT" => Some(PloverType::Assault),
        current => PloverType::from_label(current),
    }
}

/// CAMEO's root code as PLOVER's type; 01 and 02 have none. Source: the two-digit rule
/// of the PLOVER manual 2.0.
fn plover_of_cameo(root: &str) -> Option<PloverType> {
    Some(match root {
        "03" => PloverType::Agree,
        "04" => PloverType::Consult,
        "05" => PloverType::Support,
        "06" => PloverType::Cooperate,
        "07" => PloverType::Aid,
        "08" => PloverType::Retreat,
        "09" | "11" => PloverType::Accuse,
        "10" => PloverType::Request,
        "12" => PloverType::Reject,
        "13" => PloverType::Threaten,
        "14" => PloverType::Protest,
        "15" => PloverType::Mobilize,
        "16" => PloverType::Sanction,
        "17" => PloverType::Coerce,
        "18" | "19" | "20" => PloverType::Assault,
        _ => return None,
    })
}

/// "19950101" as a day.
fn compact_date(date: &str) -> Option<jiff::civil::Date> {
    jiff::civil::Date::strptime("%Y%m%d", date).ok()
}
