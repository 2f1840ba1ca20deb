//! Sentence by sentence: what the rules make of reports from many countries. Each row is
//! a report and the events it must give, so that a wrong row reads like a wrong coding.

mod clauses;
mod ground;
mod negatives;
mod people;
mod purpose;
mod reports;
mod roles;
mod status;
mod talk;
mod tellings;
mod types;

use std::sync::OnceLock;

use sitrep_contract::{Actor, Event, Label as _};

use crate::{Coder, Document};

fn coder() -> &'static Coder {
    static CODER: OnceLock<Coder> = OnceLock::new();
    CODER.get_or_init(|| Coder::bundled().unwrap())
}

/// The events of a body published on 31 July 2024.
fn events(body: &str) -> Vec<Event> {
    let document = Document {
        article_id: "test",
        body,
        published: Some(jiff::civil::date(2024, 7, 31)),
        ..Document::default()
    };
    coder().code(&document).events
}

/// The label of an event: ACLED's sub-event type, else PLOVER's type.
fn label(event: &Event) -> &'static str {
    match event.sub_event_type().label() {
        "" => event.plover_type().label(),
        label => label,
    }
}

fn name(actor: Option<&Actor>) -> String {
    let actor = actor.map(|actor| actor.acled_name.as_deref().unwrap_or(&actor.name));
    actor.unwrap_or("-").to_owned()
}

/// Checks that each report gives exactly the events of its row, as `show` writes them.
fn check(rows: &[(&str, &[&str])], show: impl Fn(&Event) -> String) {
    let mut wrong = Vec::new();
    for (body, expected) in rows {
        let found: Vec<String> = events(body).iter().map(&show).collect();
        if found != *expected {
            wrong.push(format!(
                "{body}\n   expected {expected:?}\n   found    {found:?}"
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        rows.len(),
        wrong.join("\n")
    );
}
