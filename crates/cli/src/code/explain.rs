//! `--explain` on the terminal: for each event the sentence with its spans marked, then
//! every slot with the rule that filled it; at the end what was discarded.

use std::io::{self, Write};

use sitrep_coder::{Trace, TraceStep};
use sitrep_contract::{CodedArticle, Event, Span};

use super::cells;

/// Writes the explanation of every event of one article.
pub(super) fn write(out: &mut impl Write, coded: &CodedArticle, trace: &Trace) -> io::Result<()> {
    for event in &coded.events {
        writeln!(
            out,
            "\n■ {}   confidence {:.2}",
            cells::kind(event),
            event.confidence
        )?;
        if let Some(evidence) = &event.evidence {
            writeln!(out, "  {}", marked(evidence, &parts(event)))?;
        }
        for step in trace
            .steps
            .iter()
            .filter(|step| step.event_id.as_deref() == Some(&event.id))
        {
            writeln!(out, "  {}", line(step))?;
        }
    }
    let discarded: Vec<_> = trace
        .steps
        .iter()
        .filter(|step| step.event_id.is_none())
        .collect();
    if !discarded.is_empty() {
        writeln!(out, "\nDiscarded")?;
    }
    for step in discarded {
        writeln!(out, "  {}", line(step))?;
    }
    Ok(())
}

fn line(step: &TraceStep) -> String {
    let words = step
        .span
        .as_ref()
        .map(|span| format!(" “{}”", span.text))
        .unwrap_or_default();
    format!("{:<11} {:<28}{words} {}", step.slot, step.rule, step.detail)
}

/// The spans of an event that can be marked in its sentence, with the label to show.
fn parts(event: &Event) -> Vec<(&Span, &'static str)> {
    let actor1 = event.actor1.as_ref().and_then(|actor| actor.span.as_ref());
    let actor2 = event.actor2.as_ref().and_then(|actor| actor.span.as_ref());
    let source = event.claim.as_ref().and_then(|claim| claim.span.as_ref());
    let cue = event.claim.as_ref().and_then(|claim| claim.cue.as_ref());
    [
        (event.trigger.as_ref(), "trigger"),
        (actor1, "actor1"),
        (actor2, "actor2"),
        (source, "source"),
        (cue, "claim"),
    ]
    .into_iter()
    .filter_map(|(span, label)| Some((span?, label)))
    .collect()
}

/// The evidence with each part as "[words|label]". Parts outside it, and parts that
/// overlap an earlier one, are left unmarked.
fn marked(evidence: &Span, parts: &[(&Span, &'static str)]) -> String {
    let inside = |span: &Span| {
        span.section == evidence.section && span.start >= evidence.start && span.end <= evidence.end
    };
    let mut parts: Vec<_> = parts.iter().filter(|(span, _)| inside(span)).collect();
    parts.sort_by_key(|(span, _)| (span.start, span.end));
    let mut text = String::with_capacity(evidence.text.len() * 2);
    let mut characters = evidence.text.chars();
    let mut position = evidence.start;
    for (span, label) in parts {
        if span.start < position {
            continue;
        }
        text.extend(characters.by_ref().take((span.start - position) as usize));
        text.push('[');
        text.extend(characters.by_ref().take((span.end - span.start) as usize));
        text.push('|');
        text.push_str(label);
        text.push(']');
        position = span.end;
    }
    text.extend(characters);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use sitrep_contract::Section;

    fn span(start: u32, end: u32, text: &str) -> Span {
        Span {
            section: Section::Body as i32,
            start,
            end,
            text: text.into(),
        }
    }

    #[test]
    fn parts_are_marked_where_they_stand_counting_code_points() {
        let evidence = span(10, 31, "Ünits shelled Idlib.");
        let trigger = span(16, 23, "shelled");
        let elsewhere = span(40, 45, "SOHR ");
        assert_eq!(
            marked(&evidence, &[(&trigger, "trigger"), (&elsewhere, "claim")]),
            "Ünits [shelled|trigger] Idlib."
        );
    }
}
