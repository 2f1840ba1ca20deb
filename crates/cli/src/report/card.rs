//! One event as a card: what, who, where, when, how many, on whose word, from which words.

use std::io::{self, Write};

use sitrep_coder::Trace;
use sitrep_contract::{Event, Label as _};

use super::Escaped;
use crate::code::cells;

/// Writes the card of one event.
pub(super) fn write(
    out: &mut impl Write,
    number: usize,
    event: &Event,
    trace: Option<&Trace>,
) -> io::Result<()> {
    let status = event.status().label();
    writeln!(out, "<article class=\"card {status}\">")?;
    writeln!(
        out,
        "<h3>{number}. {} <span class=\"status\">{status}</span></h3>\n<dl>",
        Escaped(&cells::kind(event)),
    )?;
    let claim = event
        .claim
        .as_ref()
        .map(|claim| claim.source_name.clone())
        .unwrap_or_default();
    let further = event
        .further_evidence
        .iter()
        .map(|span| span.text.as_str())
        .collect::<Vec<_>>()
        .join(" … ");
    let rows = [
        ("Actor 1", cells::side(event.actor1.as_ref())),
        ("Actor 2", cells::side(event.actor2.as_ref())),
        ("Where", cells::place(event.place.as_ref())),
        ("When", cells::date(event.date.as_ref())),
        ("Killed", cells::count(event.fatalities.as_ref())),
        ("Injured", cells::count(event.injured.as_ref())),
        ("Detained", cells::count(event.detained.as_ref())),
        ("Weapons", event.weapons.join(", ")),
        ("On whose word", claim),
        (
            "Evidence",
            event
                .evidence
                .as_ref()
                .map(|span| span.text.clone())
                .unwrap_or_default(),
        ),
        ("Also told", further),
        ("Confidence", format!("{:.2}", event.confidence)),
        ("Rules", event.rule_ids.join(", ")),
    ];
    for (name, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
        writeln!(
            out,
            "<dt>{name}</dt><dd dir=\"auto\">{}</dd>",
            Escaped(value)
        )?;
    }
    writeln!(out, "</dl>")?;
    if let Some(trace) = trace {
        why(out, event, trace)?;
    }
    writeln!(out, "</article>")
}

/// The trace of this event, folded away.
fn why(out: &mut impl Write, event: &Event, trace: &Trace) -> io::Result<()> {
    writeln!(out, "<details><summary>Why</summary>\n<ul>")?;
    for step in trace
        .steps
        .iter()
        .filter(|step| step.event_id.as_deref() == Some(&event.id))
    {
        writeln!(
            out,
            "<li><b>{}</b> <code>{}</code> {}</li>",
            Escaped(step.slot),
            Escaped(&step.rule),
            Escaped(&step.detail),
        )?;
    }
    writeln!(out, "</ul></details>")
}
