//! Scores mentions against annotated texts: exact spans, and overlapping ones.

use serde::Deserialize;
use serde_json::Value;
use sitrep_contract::{FoundBy, Mention, MentionType};

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
    /// The article or message that the text is a sentence of.
    doc: Option<Value>,
}

impl Annotated {
    /// Adds the next sentence of the same article.
    fn append(&mut self, next: Self) {
        self.text.push('\n');
        let shift = self.text.chars().count() as u32;
        self.text.push_str(&next.text);
        self.entities
            .extend(next.entities.into_iter().map(|span| Span {
                start: span.start + shift,
                end: span.end + shift,
                ..span
            }));
    }
}

/// The articles of a set that is cut into sentences: a coder reads articles, where a name is
/// given in full once and in short later.
fn articles(sentences: Vec<Annotated>) -> Vec<Annotated> {
    let mut articles: Vec<Annotated> = Vec::new();
    for sentence in sentences {
        match articles.last_mut() {
            Some(article) if article.doc.is_some() && article.doc == sentence.doc => {
                article.append(sentence);
            }
            _ => articles.push(sentence),
        }
    }
    articles
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

    /// "We", "their": refers to somebody and names or describes nobody.
    fn refers(&self, text: &str) -> bool {
        let count = (self.end - self.start) as usize;
        let letters = text.chars().skip(self.start as usize).take(count.min(7));
        let word: String = letters.collect();
        word != "US" && REFERRING.contains(&word.to_lowercase().as_str())
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

/// What fewer than this share of re3d's annotators agreed on is neither asked for nor wrong.
const AGREED: f32 = 0.5;

/// Pronouns, which re3d annotates as what they refer to; likewise neither asked for nor wrong.
const REFERRING: &[&str] = &[
    "i", "me", "my", "he", "him", "his", "she", "her", "it", "its", "we", "us", "our", "ours",
    "you", "your", "they", "them", "their", "theirs", "who", "whose", "whom", "which", "that",
    "this", "these", "those",
];

/// Scores a set.
pub(super) fn score(runner: &Runner, scheme: Scheme, jsonl: &str) -> miette::Result<Vec<Figure>> {
    let texts = articles(lines(jsonl)?);
    let mut exact = vec![Tally::default(); scheme.labels.len()];
    let mut overlap = exact.clone();
    for annotated in &texts {
        let mut coding = runner.code("", &annotated.text, None);
        if !scheme.overlap_only {
            keep_names(&mut coding.mentions);
        }
        if runner.errors {
            print_errors(&scheme, annotated, &coding.mentions)?;
        }
        for (at, (label, kinds)) in scheme.labels.iter().enumerate() {
            let labelled = annotated
                .entities
                .iter()
                .filter(|span| span.kind.as_deref() == Some(label));
            let (expected, open): (Vec<&Span>, Vec<&Span>) =
                labelled.partition(|span| span.agreed() && !span.refers(&annotated.text));
            let touches = |spans: &[&Span], mention: &Mention| {
                let mut spans = spans.iter();
                spans.any(|span| span.start < mention.end && mention.start < span.end)
            };
            let found: Vec<&Mention> = coding
                .mentions
                .iter()
                .filter(|mention| kinds.contains(&mention.r#type()))
                .filter(|mention| touches(&expected, mention) || !touches(&open, mention))
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

/// Leaves out what names nobody: agents that are described in common words ("US troops",
/// "some members"), and the government that a country's name stands for beside the country.
fn keep_names(mentions: &mut Vec<Mention>) {
    let places: Vec<(u32, u32)> = mentions
        .iter()
        .filter(|it| PLACE.contains(&it.r#type()))
        .map(|it| (it.start, it.end))
        .collect();
    mentions.retain(|it| {
        let described = it
            .text
            .split_whitespace()
            .next_back()
            .is_some_and(|word| word.starts_with(char::is_lowercase));
        let stands_for = !PLACE.contains(&it.r#type()) && places.contains(&(it.start, it.end));
        // "The army" of the country that the text is about is described, too.
        !described && !stands_for || !matches!(it.found_by(), FoundBy::Rule | FoundBy::Alias)
    });
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
