//! `sitrep train names`: the model for names that lexicon and gazetteer lack.

use std::{cmp::Reverse, ops::Range, path::PathBuf};

use clap::Args;
use miette::IntoDiagnostic as _;
use serde::Deserialize;
use sitrep_coder::Coder;
use sitrep_coder::training::{
    NameTrainOptions, NameType, NamedSentence, bundled_names, measure_names, train_names,
};

use super::corpus;
use crate::{evaluate, exit::Exit};

/// Train the model for unknown names on corpora whose names hold "train"; measure the coder
/// with it on those whose names hold "dev".
///
/// A line of a corpus is an object with `text` and `entities`: `start` and `end` in code
/// points, `type` PER, ORG or LOC, and `named` false where nothing is named. Where it gives
/// `tokens`, `upos` and the `core` of an entity, entities are whole phrases, and the name is
/// the proper nouns around the core. The same corpora give the same file.
#[derive(Debug, Args)]
pub(super) struct NamesArgs {
    /// Corpora in JSON lines (*.jsonl), or folders of them; may be given several times.
    #[arg(long, value_name = "PATH", required = true)]
    data: Vec<PathBuf>,

    /// The file of weights to write.
    #[arg(long, value_name = "FILE")]
    output: PathBuf,

    /// Passes over the corpora.
    #[arg(long, default_value_t = NameTrainOptions::default().epochs)]
    epochs: u32,

    /// Models trained in orders of their own and summed.
    #[arg(long, default_value_t = NameTrainOptions::default().runs)]
    runs: u32,

    /// Rows of weights, 8 bytes each.
    #[arg(long, default_value_t = NameTrainOptions::default().rows)]
    rows: u32,
}

/// Runs the command.
pub(super) fn run(args: &NamesArgs) -> miette::Result<Exit> {
    let coder = Coder::bundled().into_diagnostic()?;
    let mut sentences = bundled_names();
    eprintln!("own sentences: {}", sentences.len());
    for (_, read) in corpus::to_train(&args.data, named_sentences)? {
        sentences.extend(read);
    }
    let options = NameTrainOptions {
        epochs: args.epochs,
        runs: args.runs,
        rows: args.rows,
    };
    let weights = train_names(&coder, &sentences, options);
    corpus::write(&args.output, &weights.to_bytes())?;
    let coder = coder.with_names(weights);
    for (path, sentences) in corpus::to_measure(&args.data, named_sentences)? {
        let score = measure_names(&coder, &sentences);
        outln!(
            "{}: F1 {:.4} ({} right of {} found and {} expected)",
            path.display(),
            score.f1(),
            score.right,
            score.found,
            score.expected
        )?;
    }
    Ok(Exit::Success)
}

fn named_sentences(jsonl: &str) -> miette::Result<Vec<NamedSentence>> {
    let records: Vec<Record> = evaluate::lines(jsonl)?;
    Ok(records.iter().map(Record::sentence).collect())
}

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

impl Record {
    fn sentence(&self) -> NamedSentence {
        let mut bytes: Vec<usize> = self.text.char_indices().map(|(at, _)| at).collect();
        bytes.push(self.text.len());
        let mut spans: Vec<(usize, usize, NameType)> = self
            .entities
            .iter()
            .filter(|entity| entity.named != Some(false))
            .filter_map(|entity| {
                let what = NameType::of_label(entity.kind.as_deref()?)?;
                let (start, end) = self.name(entity, what)?;
                Some((start, end, what))
            })
            .collect();
        spans.sort_by_key(|(start, end, _)| (Reverse(end - start), *start));
        let mut names: Vec<(Range<usize>, NameType)> = Vec::new();
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
