//! Trains the model for unknown names and measures the coder with it.
//!
//! ```text
//! cargo run --release -p sitrep-coder --example train_names -- OUTPUT TRAIN.jsonl… -- DEV.jsonl…
//! ```
//!
//! A corpus is JSON Lines with `text` and `entities`: `start` and `end` in code points,
//! `type` PER, ORG or LOC, and `named` false where nothing is named. Where it gives
//! `tokens` and `upos`, entities are whole phrases and the name is their proper nouns.

use serde::Deserialize;
use sitrep_coder::Coder;
use sitrep_coder::training::{
    NameTrainOptions, NameType, NamedSentence, measure_names, train_names,
};

#[derive(Deserialize)]
struct Record {
    text: String,
    entities: Vec<Entity>,
    #[serde(default)]
    tokens: Vec<(usize, usize)>,
    #[serde(default)]
    upos: Vec<String>,
}

#[derive(Deserialize)]
struct Entity {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: Option<String>,
    named: Option<bool>,
    core: Option<(usize, usize)>,
}

fn name_type(kind: Option<&str>) -> Option<NameType> {
    match kind {
        Some("PER") => Some(NameType::Person),
        Some("ORG") => Some(NameType::Organisation),
        Some("LOC") => Some(NameType::Place),
        _ => None,
    }
}

impl Record {
    fn sentence(&self) -> NamedSentence {
        let mut bytes: Vec<usize> = self.text.char_indices().map(|(at, _)| at).collect();
        bytes.push(self.text.len());
        let mut spans: Vec<(usize, usize, NameType)> = self
            .entities
            .iter()
            .filter(|entity| entity.named != Some(false))
            .filter_map(|entity| {
                let what = name_type(entity.kind.as_deref())?;
                let (start, end) = self.name(entity, what)?;
                Some((start, end, what))
            })
            .collect();
        spans.sort_by_key(|(start, end, _)| (std::cmp::Reverse(end - start), *start));
        let mut names: Vec<(std::ops::Range<usize>, NameType)> = Vec::new();
        for (start, end, what) in spans {
            let range = bytes[start]..bytes[end];
            if names
                .iter()
                .all(|(known, _)| range.end <= known.start || known.end <= range.start)
            {
                names.push((range, what));
            }
        }
        NamedSentence {
            text: self.text.clone(),
            names,
        }
    }

    /// The proper nouns around the core of a phrase.
    fn name(&self, entity: &Entity, what: NameType) -> Option<(usize, usize)> {
        let Some(core) = entity.core.filter(|_| !self.upos.is_empty()) else {
            return Some((entity.start, entity.end));
        };
        let at = self.tokens.iter().position(|token| token.0 >= core.0)?;
        let word = |at: usize| -> String {
            let (start, end) = self.tokens[at];
            self.text.chars().skip(start).take(end - start).collect()
        };
        let within =
            |at: usize| self.tokens[at].0 >= entity.start && self.tokens[at].1 <= entity.end;
        let proper = |at: usize| {
            at < self.tokens.len()
                && within(at)
                && (self.upos[at] == "PROPN"
                    || (self.upos[at] == "ADJ" || self.upos[at] == "NOUN")
                        && what != NameType::Person
                        && word(at).starts_with(char::is_uppercase))
        };
        let links: &[&str] = match what {
            NameType::Person => &["-", "de", "van", "von", "al", "bin", "la", "del"],
            _ => &["of", "for", "and", "&", "-", "the", "de", "'s"],
        };
        let titled = |at: usize| {
            what == NameType::Person
                && matches!(
                    word(at).trim_end_matches('.'),
                    "Mr" | "Mrs"
                        | "Ms"
                        | "Dr"
                        | "Sir"
                        | "President"
                        | "King"
                        | "Queen"
                        | "Prince"
                        | "Senator"
                        | "Professor"
                        | "General"
                        | "Minister"
                        | "Lord"
                        | "Captain"
                )
        };
        let mut end = at;
        loop {
            if proper(end) {
                end += 1;
            } else if end > at && end < self.tokens.len() && links.contains(&word(end).as_str()) {
                let next = if word(end + 1) == "the" {
                    end + 2
                } else {
                    end + 1
                };
                if !proper(next) {
                    break;
                }
                end = next;
            } else {
                break;
            }
        }
        let mut start = at;
        while start > 0 && proper(start - 1) && !titled(start - 1) {
            start -= 1;
        }
        while start + 1 < end && titled(start) {
            start += 1;
        }
        (start < end).then(|| (self.tokens[start].0, self.tokens[end - 1].1))
    }
}

fn read(path: &str) -> Result<Vec<NamedSentence>, String> {
    let file = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    file.lines()
        .enumerate()
        .map(|(number, line)| {
            let record: Record = serde_json::from_str(line)
                .map_err(|error| format!("{path}:{}: {error}", number + 1))?;
            Ok(record.sentence())
        })
        .collect()
}

fn main() -> Result<(), String> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let usage = || "usage: train_names OUTPUT TRAIN.jsonl… -- DEV.jsonl…".to_owned();
    let (output, rest) = arguments.split_first().ok_or_else(usage)?;
    let mut parts = rest.split(|argument| argument == "--");
    let train = parts
        .next()
        .filter(|paths| !paths.is_empty())
        .ok_or_else(usage)?;
    let coder = Coder::bundled().map_err(|error| error.to_string())?;
    let mut corpus = Vec::new();
    for path in train {
        corpus.extend(read(path)?);
    }
    let mut options = NameTrainOptions::default();
    if let Ok(epochs) = std::env::var("EPOCHS") {
        options.epochs = epochs.parse().map_err(|error| format!("EPOCHS: {error}"))?;
    }
    let weights = train_names(&coder, &corpus, options);
    let bytes = weights.to_bytes();
    std::fs::write(output, &bytes).map_err(|error| format!("{output}: {error}"))?;
    println!("{} sentences, {} bytes", corpus.len(), bytes.len());
    let coder = coder.with_names(weights);
    for path in parts.flatten() {
        let score = measure_names(&coder, &read(path)?);
        println!(
            "{path}: {} right of {} found and {} expected, F1 {:.3}",
            score.right,
            score.found,
            score.expected,
            score.f1()
        );
    }
    Ok(())
}
