//! The trainer: sentences with tags in, weights out. Pure and deterministic: the same
//! sentences in the same order give the same file.

use rustc_hash::FxHashMap;

use super::features::{Context, START, TEMPLATES, WordFeatures, word_hash};
use super::weights::{Known, Weights, bucket};
use super::{TAGS, Tagger, best};
use crate::learning::{Averaged, passes};
use crate::text::word::casing::{Casing, casing};
use crate::text::word::words::{WordNumber, Words};
use crate::text::{Upos, token};

/// A sentence with its tags, as a corpus gives it.
#[derive(Clone, Debug, Default)]
pub struct TaggedSentence {
    /// The words as written.
    pub words: Vec<String>,
    /// One Universal Dependencies tag per word ("PROPN"); unknown ones count as "X".
    pub tags: Vec<String>,
}

/// How to train.
#[derive(Clone, Copy, Debug)]
pub struct TrainOptions {
    /// Passes over the corpus.
    pub epochs: u32,
    /// Rows of weights: 17 bytes each.
    pub buckets: u32,
}

impl Default for TrainOptions {
    fn default() -> Self {
        Self {
            epochs: 10,
            buckets: 1 << 16,
        }
    }
}

/// How many tags were right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Accuracy {
    /// Tokens whose tag was right.
    pub right: usize,
    /// All tokens.
    pub total: usize,
}

/// A sentence ready for training.
struct Example {
    words: Vec<WordNumber>,
    tags: Vec<u8>,
    casing: Casing,
}

impl Example {
    fn new(written: &[String], tags: &[u8], words: &mut Words) -> Self {
        let shapes = written.iter().map(|word| token::shape_of(word));
        let looks = shapes.clone().zip(written);
        Self {
            casing: casing(looks.clone().map(|(shape, word)| (shape, word.len()))),
            words: looks
                .map(|(shape, word)| words.number(word, shape))
                .collect(),
            tags: tags.to_vec(),
        }
    }
}

/// Trains a tagger.
pub fn train_tagger(sentences: &[TaggedSentence], options: TrainOptions) -> Weights {
    let mut words = Words::default();
    let mut examples = Vec::with_capacity(sentences.len() * 5 / 4);
    for (number, sentence) in sentences.iter().enumerate() {
        let tags = tag_numbers(&sentence.tags);
        examples.push(Example::new(&sentence.words, &tags, &mut words));
        if let Some((joined, tags)) = join_hyphens(&sentence.words, &tags) {
            examples.push(Example::new(&joined, &tags, &mut words));
        }
        // So that dispatches in capitals and headlines in title case are not strange.
        let flat: Option<fn(&str) -> String> = match number % 8 {
            0 => Some(str::to_uppercase),
            4 => Some(capitalise),
            _ => None,
        };
        if let Some(flat) = flat {
            let flat: Vec<String> = sentence.words.iter().map(|word| flat(word)).collect();
            examples.push(Example::new(&flat, &tags, &mut words));
        }
    }
    let known = known_words(&examples, &words);
    Perceptron::new(known, words, options.buckets).train(&examples, options.epochs)
}

/// Measures weights on a corpus with its own tokens.
pub fn measure_tagger(weights: &Weights, sentences: &[TaggedSentence]) -> Accuracy {
    let tagger = Tagger::new(weights.clone());
    let mut scratch = super::Scratch::default();
    let mut words = Words::default();
    let mut accuracy = Accuracy::default();
    for sentence in sentences {
        let tags = tag_numbers(&sentence.tags);
        let example = Example::new(&sentence.words, &tags, &mut words);
        let judge = |at: usize, tag: Upos| {
            accuracy.total += 1;
            accuracy.right += usize::from(tags[at] == tag as u8);
        };
        tagger.tag(&example.words, &words, example.casing, &mut scratch, judge);
    }
    accuracy
}

fn tag_numbers(tags: &[String]) -> Vec<u8> {
    tags.iter()
        .map(|tag| {
            let found = Upos::ALL.iter().find(|known| known.label() == tag);
            *found.unwrap_or(&Upos::X) as u8
        })
        .collect()
}

fn capitalise(word: &str) -> String {
    if word.len() < 4 {
        return word.to_owned();
    }
    let mut chars = word.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

/// Corpora take "Turkish-backed" apart, the tokeniser does not.
fn join_hyphens(words: &[String], tags: &[u8]) -> Option<(Vec<String>, Vec<u8>)> {
    let mut joined: Vec<String> = Vec::with_capacity(words.len());
    let mut joined_tags: Vec<u8> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let inner = words[at] == "-" && at > 0 && at + 1 < words.len();
        let wordy = |word: &String| word.chars().all(char::is_alphanumeric);
        if inner && wordy(&words[at + 1]) && words[at - 1].chars().any(char::is_alphabetic) {
            if let (Some(last), Some(tag)) = (joined.last_mut(), joined_tags.last_mut()) {
                last.push('-');
                last.push_str(&words[at + 1]);
                *tag = if tags[at + 1] == Upos::Verb as u8 || tags[at + 1] == Upos::Adp as u8 {
                    Upos::Adj as u8
                } else if *tag == Upos::Propn as u8 {
                    *tag
                } else {
                    tags[at + 1]
                };
            }
            at += 2;
        } else {
            joined.push(words[at].clone());
            joined_tags.push(tags[at]);
            at += 1;
        }
    }
    (joined.len() < words.len()).then_some((joined, joined_tags))
}

/// Words seen often enough to know their tags.
fn known_words(examples: &[Example], words: &Words) -> FxHashMap<u64, Known> {
    let mut counts: FxHashMap<u64, [u32; TAGS]> = FxHashMap::default();
    for example in examples {
        for (word, tag) in example.words.iter().zip(&example.tags) {
            let word = word_hash(words.lower(*word));
            counts.entry(word).or_default()[*tag as usize] += 1;
        }
    }
    counts
        .into_iter()
        .filter_map(|(word, counts)| {
            let total: u32 = counts.iter().sum();
            let most = *counts.iter().max()?;
            if total < 3 {
                return None;
            }
            // A tag seen in one of 20 belongs to the class.
            let tags = (0..TAGS)
                .filter(|tag| counts[*tag] * 20 >= total)
                .fold(0, |tags, tag| tags | 1 << tag);
            let certain = total >= 12 && most * 200 >= total * 199 && u32::is_power_of_two(tags);
            Some((word, Known::new(tags, certain)))
        })
        .collect()
}

struct Perceptron {
    known: Weights,
    words: Words,
    buckets: u64,
    weights: Averaged,
}

impl Perceptron {
    fn new(known: FxHashMap<u64, Known>, words: Words, buckets: u32) -> Self {
        Self {
            words,
            known: Weights::new(known, vec![0; TAGS]),
            buckets: u64::from(buckets),
            weights: Averaged::new(buckets as usize * TAGS),
        }
    }

    fn train(mut self, examples: &[Example], epochs: u32) -> Weights {
        passes(examples.len(), epochs, |number| {
            self.learn(&examples[number]);
        });
        self.known.with_rows(self.weights.quantised(9995))
    }

    fn learn(&mut self, example: &Example) {
        let features = |word: &WordNumber| {
            let (lower, shape) = (self.words.lower(*word), self.words.shape(*word));
            WordFeatures::new(lower, shape, example.casing, &self.known)
        };
        let words: Vec<WordFeatures> = example.words.iter().map(features).collect();
        let mut before = (START, START);
        let mut rows = [0; TEMPLATES];
        for (at, word) in words.iter().enumerate() {
            let gold = example.tags[at];
            let guess = if let Some(tag) = word.certain {
                tag
            } else {
                Context::new(&words, at, before).fill(&mut rows);
                let rows = rows.map(|feature| bucket(feature, self.buckets) * TAGS);
                let mut scores = [0.0_f32; TAGS];
                for row in rows {
                    for (score, weight) in
                        scores.iter_mut().zip(&self.weights.now()[row..row + TAGS])
                    {
                        *score += weight;
                    }
                }
                let guess = best(&scores);
                if guess != gold {
                    for row in rows {
                        self.weights.change(row + gold as usize, 1.0);
                        self.weights.change(row + guess as usize, -1.0);
                    }
                }
                self.weights.step();
                guess
            };
            before = (guess, before.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trained_tagger_repeats_what_it_learnt() {
        let sentence = |words: &str, tags: &str| TaggedSentence {
            words: words.split(' ').map(str::to_owned).collect(),
            tags: tags.split(' ').map(str::to_owned).collect(),
        };
        let corpus = [
            sentence("Troops shelled the town .", "NOUN VERB DET NOUN PUNCT"),
            sentence("The shelled town fell .", "DET VERB NOUN VERB PUNCT"),
        ];
        let options = TrainOptions {
            epochs: 8,
            buckets: 4096,
        };
        let weights = train_tagger(&corpus, options);
        assert_eq!(
            measure_tagger(&weights, &corpus),
            Accuracy {
                right: 10,
                total: 10
            }
        );
        assert_eq!(
            weights.to_bytes(),
            train_tagger(&corpus, options).to_bytes()
        );
    }
}
