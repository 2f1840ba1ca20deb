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
        for (at, (label, kinds)) in scheme.labels.iter().enumerate() {
            let expected: Vec<&Span> = annotated
                .entities
                .iter()
                .filter(|span| span.kind.as_deref() == Some(label))
                .filter(|span| {
                    span.confidence
                        .is_none_or(|confidence| confidence >= AGREED)
                })
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
