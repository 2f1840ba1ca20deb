//! The trainer of the name model: sentences with names in, weights out. It reads the
//! sentences with the coder's own steps, so the model learns when to believe them.
//! Deterministic: the same sentences in the same order give the same file.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::NameType;
use super::crf::Learner;
use super::features::{self, CLOSED, Rows, Words};
use super::weights::{NameWeights, STEPS, WIDTH};
use crate::analysis::Analysis;
use crate::entity::scan::Scan;
use crate::learning::quantised;
use crate::lexicon::Lexicon;
use crate::{Coder, Document};

/// A sentence with the names in it.
#[derive(Clone, Debug, Default)]
pub struct NamedSentence {
    /// The sentence.
    pub text: String,
    /// The names as ranges of bytes; they do not overlap.
    pub names: Vec<(Range<usize>, NameType)>,
}

/// How to train the name model.
#[derive(Clone, Copy, Debug)]
pub struct NameTrainOptions {
    /// Passes over the corpus.
    pub epochs: u32,
    /// Models trained in orders of their own and summed: one alone hangs on its order.
    pub runs: u32,
    /// Rows of weights: 8 bytes each.
    pub rows: u32,
}

impl Default for NameTrainOptions {
    fn default() -> Self {
        Self {
            epochs: 5,
            runs: 3,
            rows: 1_000_000,
        }
    }
}

/// How many names were right, type and both ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameScore {
    /// Names found that are in the corpus.
    pub right: usize,
    /// Names found.
    pub found: usize,
    /// Names in the corpus.
    pub expected: usize,
}

impl NameScore {
    /// Harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.expected).max(1) as f64
    }
}

/// A sentence ready for training: of its features, the numbers stand for the rows.
pub(super) struct Example {
    pub(super) rows: Vec<Rows>,
    pub(super) labels: Vec<u8>,
}

/// Trains a name model.
pub fn train_names(
    coder: &Coder,
    sentences: &[NamedSentence],
    options: NameTrainOptions,
) -> NameWeights {
    let rows = (options.rows as usize).max(STEPS + 1);
    let mut examples = Vec::with_capacity(sentences.len() * 5 / 4);
    for (number, sentence) in sentences.iter().enumerate() {
        examples.extend(read(coder, &sentence.text, &sentence.names, rows, false));
        // Names that nobody knows are what the model is for.
        if number % 2 == 0 {
            examples.extend(read(coder, &sentence.text, &sentence.names, rows, true));
        }
        // So that dispatches in capitals, headlines in title case and messages without
        // capitals are not strange.
        let other = match number % 8 {
            1 => sentence.text.to_ascii_uppercase(),
            3 => sentence.text.to_ascii_lowercase(),
            5 => capitalise(&sentence.text),
            _ => continue,
        };
        examples.extend(read(coder, &other, &sentence.names, rows, false));
    }
    let features = number(&mut examples);
    let mut sums = vec![0.0; (STEPS + features.len()) * WIDTH];
    for run in 0..options.runs.max(1) {
        let averages = Learner::learn(features.len(), &examples, run, options.epochs);
        for (sum, weight) in sums.iter_mut().zip(averages.average()) {
            *sum += weight;
        }
    }
    let rows = in_rows(&features, &sums, rows);
    NameWeights::new(&rows)
}

/// Scores the mentions of a coder, whatever found them.
pub fn measure_names(coder: &Coder, sentences: &[NamedSentence]) -> NameScore {
    let mut score = NameScore::default();
    for sentence in sentences {
        let document = Document {
            body: &sentence.text,
            ..Document::default()
        };
        let analysis = coder.analyse(&document);
        score.expected += sentence.names.len();
        for mention in &analysis.mentions {
            if let Some(what) = NameType::of_mention(mention.kind) {
                let bytes = analysis.bytes(&mention.tokens);
                score.found += 1;
                score.right += usize::from(sentence.names.contains(&(bytes, what)));
            }
        }
    }
    score
}

/// One example for each sentence that the splitter sees; with `unknown` as if lexicon,
/// rules and gazetteer had found nothing.
fn read(
    coder: &Coder,
    text: &str,
    names: &[(Range<usize>, NameType)],
    count: usize,
    unknown: bool,
) -> Vec<Example> {
    let mut examples = Vec::new();
    let document = Document {
        body: text,
        ..Document::default()
    };
    coder.observe(&document, |analysis, scan, lexicon, mention_of| {
        let nothing = vec![0; mention_of.len()];
        let mention_of = if unknown { &nothing } else { mention_of };
        examples = of_analysis(analysis, scan, lexicon, mention_of, names, count);
    });
    examples
}

fn of_analysis(
    analysis: &Analysis,
    scan: &Scan,
    lexicon: &Lexicon,
    mention_of: &[u32],
    names: &[(Range<usize>, NameType)],
    count: usize,
) -> Vec<Example> {
    let mut words = Words::default();
    let sentences = analysis.sentences.iter();
    sentences
        .map(|sentence| {
            let range = &sentence.tokens;
            features::read(
                analysis,
                scan,
                lexicon,
                mention_of,
                range,
                |_| true,
                &mut words,
            );
            let rows: Vec<Rows> = (0..words.read.len())
                .map(|at| features::rows(&words.read, at, count))
                .collect();
            let mut labels: Vec<u8> = Vec::with_capacity(rows.len());
            for (token, rows) in range.clone().zip(&rows) {
                let label = if rows.open {
                    label(analysis, token, names)
                } else {
                    0
                };
                // A name that a closed word cuts begins anew behind it.
                let cut = label != 0
                    && label.is_multiple_of(2)
                    && labels.last().is_none_or(|before| *before == 0);
                labels.push(label - u8::from(cut));
            }
            Example { rows, labels }
        })
        .collect()
}

fn label(analysis: &Analysis, token: u32, names: &[(Range<usize>, NameType)]) -> u8 {
    let start = analysis.token(token).start as usize;
    let held = names.iter().find(|(range, _)| range.contains(&start));
    held.map_or(0, |(range, what)| {
        let inside = token > 0 && analysis.token(token - 1).start as usize >= range.start;
        what.begin() + u8::from(inside)
    })
}

fn capitalise(text: &str) -> String {
    let mut start = true;
    text.chars()
        .map(|c| {
            let first = std::mem::replace(&mut start, c.is_whitespace());
            if first { c.to_ascii_uppercase() } else { c }
        })
        .collect()
}

/// Numbers the features that are seen at least twice, and takes the others out of the
/// examples. Returns the row and the check of each.
fn number(examples: &mut [Example]) -> Vec<(u32, u8)> {
    let mut counts: FxHashMap<(u32, u8), u32> = FxHashMap::default();
    for feature in examples
        .iter()
        .flat_map(|example| &example.rows)
        .flat_map(|rows| rows.features)
        .filter(|feature| *feature != CLOSED)
    {
        *counts.entry(feature).or_default() += 1;
    }
    let seen = counts.iter().filter(|(_, count)| **count > 1);
    let mut features: Vec<(u32, u8)> = seen.map(|(feature, _)| *feature).collect();
    features.sort_unstable();
    let numbers: FxHashMap<(u32, u8), u32> = features.iter().copied().zip(0..).collect();
    for rows in examples.iter_mut().flat_map(|example| &mut example.rows) {
        for feature in &mut rows.features {
            *feature = match numbers.get(feature) {
                Some(number) => (*number, feature.1),
                None => CLOSED,
            };
        }
    }
    features
}

/// The weights as rows of bytes. Features that share a row leave it to the one that says most.
fn in_rows(features: &[(u32, u8)], weights: &[f32], count: usize) -> Vec<u8> {
    let (steps, of_features) = weights.split_at(STEPS * WIDTH);
    let mut rows = vec![0.0; count * WIDTH];
    rows[..steps.len()].copy_from_slice(steps);
    let mut most = vec![(0.0, 0); count];
    for ((row, check), weights) in features.iter().zip(of_features.chunks_exact(WIDTH)) {
        let says: f32 = weights.iter().map(|weight| weight.abs()).sum();
        let row = *row as usize;
        if says > most[row].0 {
            most[row] = (says, *check);
            rows[row * WIDTH..(row + 1) * WIDTH].copy_from_slice(weights);
        }
    }
    let mut rows = quantised(&rows, 9999);
    for (row, (_, check)) in rows.chunks_exact_mut(WIDTH).zip(most).skip(STEPS) {
        row[WIDTH - 1] = check;
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::super::names;
    use super::*;

    #[test]
    fn a_trained_model_finds_the_names_it_learnt() {
        let coder = Coder::bundled().unwrap();
        let sentence = |text: &str, names: &[(&str, NameType)]| NamedSentence {
            text: text.to_owned(),
            names: names
                .iter()
                .map(|(name, what)| {
                    let start = text.find(name).unwrap();
                    (start..start + name.len(), *what)
                })
                .collect(),
        };
        let corpus = [
            sentence(
                "They met Zorvan Pelkin in the hall.",
                &[("Zorvan Pelkin", NameType::Person)],
            ),
            sentence(
                "They lived near Qurbat for years.",
                &[("Qurbat", NameType::Place)],
            ),
        ];
        let options = NameTrainOptions {
            epochs: 6,
            runs: 4,
            rows: 4096,
        };
        let weights = train_names(&coder, &corpus, options);
        let again = train_names(&coder, &corpus, options);
        assert_eq!(weights.to_bytes(), again.to_bytes());
        let score = measure_names(&coder.with_names(weights), &corpus);
        assert_eq!((score.right, score.found, score.expected), (2, 2, 2));
    }

    #[test]
    fn labels_become_names_again() {
        let mut found = Vec::new();
        names(&[0, 1, 2, 1, 0, 5], |from, to, what| {
            found.push((from, to, what));
        });
        assert_eq!(
            found,
            [
                (1, 3, NameType::Person),
                (3, 4, NameType::Person),
                (5, 6, NameType::Place)
            ]
        );
    }
}
