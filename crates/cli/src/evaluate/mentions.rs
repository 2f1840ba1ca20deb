//! Scores mentions against annotated texts: exact spans, and overlapping ones.

use serde::Deserialize;
use sitrep_contract::{Mention, MentionType};

use super::{
    Runner,
    figure::{Figure, Tally},
    lines,
};

/// A text with entities. Offsets are code points, end exclusive.
#[derive(Debug, Deserialize)]
struct Annotated {
    text: String,
    entities: Vec<Span>,
}

#[derive(Debug, Deserialize)]
struct Span {
    start: u32,
    end: u32,
    #[serde(rename = "type")]
    kind: Option<String>,
    /// The annotators' agreement, where the set records it.
    confidence: Option<f32>,
}

impl Span {
    fn agreed(&self) -> bool {
        self.confidence.is_none_or(|share| share >= AGREED)
    }
}

/// How a set is to be scored.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scheme {
    /// The name of the set in the figures.
    pub(super) set: &'static str,
    /// Its labels, and the mention types they stand for.
    pub(super) labels: &'static [(&'static str, &'static [MentionType])],
    /// Whether the set annotates nested and nominal mentions, so that only overlap is fair.
    pub(super) overlap_only: bool,
}

const PERSON: &[MentionType] = &[MentionType::Person];
const ORGANISATION: &[MentionType] = &[
    MentionType::Organisation,
    MentionType::ArmedGroup,
    MentionType::StateForce,
];
const PLACE: &[MentionType] = &[MentionType::Place, MentionType::Facility];

/// Sets with the labels PER, ORG and LOC.
pub(super) const fn three_types(set: &'static str) -> Scheme {
    Scheme {
        set,
        labels: &[("PER", PERSON), ("ORG", ORGANISATION), ("LOC", PLACE)],
        overlap_only: false,
    }
}

/// The reports on Syria and Iraq of re3d.
pub(super) const RE3D: Scheme = Scheme {
    set: "re3d",
    labels: &[
        ("Person", PERSON),
        ("Organisation", ORGANISATION),
        ("Location", PLACE),
        ("Weapon", &[MentionType::Weapon]),
    ],
    overlap_only: true,
};

/// Annotations that fewer than this share of re3d's annotators agreed on are left out.
const AGREED: f32 = 0.5;

/// Scores a set.
pub(super) fn score(runner: &Runner, scheme: Scheme, jsonl: &str) -> miette::Result<Vec<Figure>> {
    let texts: Vec<Annotated> = lines(jsonl)?;
    let mut exact = vec![Tally::default(); scheme.labels.len()];
    let mut overlap = exact.clone();
    for annotated in &texts {
        let coding = runner.code("", &annotated.text, None);
        if runner.errors {
            print_errors(&scheme, annotated, &coding.mentions)?;
        }
        for (at, (label, kinds)) in scheme.labels.iter().enumerate() {
            let expected: Vec<&Span> = annotated
                .entities
                .iter()
                .filter(|span| span.agreed() && span.kind.as_deref() == Some(label))
                .collect();
            let found: Vec<&Mention> = coding
                .mentions
                .iter()
                .filter(|mention| kinds.contains(&mention.r#type()))
                .collect();
            exact[at].add(exact_matches(&expected, &found));
            overlap[at].add(overlaps(&expected, &found));
        }
    }
    let mut figures = Vec::new();
    for (name, tallies) in [("exact", &exact), ("overlap", &overlap)] {
        if scheme.overlap_only && name == "exact" {
            continue;
        }
        let mut all = Tally::default();
        for ((label, _), tally) in scheme.labels.iter().zip(tallies) {
            all.add(*tally);
            figures.push(Figure::new(
                scheme.set,
                format!("mentions {label}, {name} F1"),
                tally.f1(),
                tally.expected,
            ));
        }
        figures.push(Figure::new(
            scheme.set,
            format!("mentions, {name} F1"),
            all.f1(),
            all.expected,
        ));
    }
    Ok(figures)
}

/// Prints each annotation that is missed and each mention that is false, with what stands
/// there instead: another type, or the same with other ends.
fn print_errors(
    scheme: &Scheme,
    annotated: &Annotated,
    mentions: &[Mention],
) -> miette::Result<()> {
    let touches = |span: &Span, it: &Mention| span.start < it.end && it.start < span.end;
    let matches = |span: &Span, it: &Mention| {
        if scheme.overlap_only {
            touches(span, it)
        } else {
            span.start == it.start && span.end == it.end
        }
    };
    let label_of = |it: &Mention| {
        let labels = scheme.labels.iter();
        let label = labels
            .clone()
            .find(|(_, kinds)| kinds.contains(&it.r#type()));
        label.map(|(label, _)| *label)
    };
    let mentions: Vec<(&Mention, &str)> = mentions
        .iter()
        .filter_map(|it| Some((it, label_of(it)?)))
        .collect();
    let spans: Vec<(&Span, &str)> = annotated
        .entities
        .iter()
        .filter(|span| span.agreed())
        .filter_map(|span| Some((span, span.kind.as_deref()?)))
        .filter(|(_, kind)| scheme.labels.iter().any(|(label, _)| label == kind))
        .collect();
    let text = |start: u32, end: u32| -> String {
        let chars = annotated.text.chars();
        let part = chars.skip(start as usize).take((end - start) as usize);
        part.map(|c| if c.is_control() { ' ' } else { c }).collect()
    };
    let around = |start: u32, end: u32| {
        let (before, after) = (start.saturating_sub(40), end + 40);
        format!(
            "{}[{}]{}",
            text(before, start),
            text(start, end),
            text(end, after)
        )
    };
    let set = scheme.set;
    for (span, kind) in &spans {
        if mentions
            .iter()
            .any(|(it, label)| label == kind && matches(span, it))
        {
            continue;
        }
        let there = mentions.iter().filter(|(it, _)| touches(span, it));
        let there: Vec<String> = there
            .map(|(it, label)| format!("{label} {:?}", it.text))
            .collect();
        outln!(
            "{set}: missed {kind} {there:?}: {}",
            around(span.start, span.end)
        )?;
    }
    for (it, label) in &mentions {
        if spans
            .iter()
            .any(|(span, kind)| label == kind && matches(span, it))
        {
            continue;
        }
        let there = spans.iter().filter(|(span, _)| touches(span, it));
        let there: Vec<String> = there
            .map(|(span, kind)| format!("{kind} {:?}", text(span.start, span.end)))
            .collect();
        outln!(
            "{set}: false {label} by {} {there:?}: {}",
            it.found_by().as_str_name(),
            around(it.start, it.end)
        )?;
    }
    Ok(())
}

fn exact_matches(expected: &[&Span], found: &[&Mention]) -> Tally {
    let right = found
        .iter()
        .filter(|it| {
            expected
                .iter()
                .any(|span| span.start == it.start && span.end == it.end)
        })
        .count();
    Tally {
        right,
        found: found.len(),
        expected: expected.len(),
    }
}

/// A mention is right when it overlaps an annotation, and an annotation is found when a
/// mention overlaps it. The two counts differ where spans nest; the smaller is taken.
fn overlaps(expected: &[&Span], found: &[&Mention]) -> Tally {
    let touch =
        |span: &Span, mention: &Mention| span.start < mention.end && mention.start < span.end;
    let right = found
        .iter()
        .filter(|mention| expected.iter().any(|span| touch(span, mention)))
        .count();
    let covered = expected
        .iter()
        .filter(|span| found.iter().any(|mention| touch(span, mention)))
        .count();
    // As F1 of the share of mentions that are right and the share of annotations covered:
    // missed annotations plus false mentions stay what they are.
    Tally {
        right: covered,
        found: covered + (found.len() - right),
        expected: expected.len(),
    }
}
