//! The learner of the name model: a conditional random field (Lafferty, McCallum and Pereira
//! 2001) by AdaGrad, with drop-out of features. Prevents the model from leaning on the word
//! lists alone: at every step it must name with half of what it knows.

use super::decode::{FOLLOWS, LABELS, START};
use super::features::{CLOSED, Rows};
use super::train::Example;
use super::weights::{STEPS, WIDTH};
use crate::learning::{Averaged, passes_of_run};

/// How far one step goes.
const RATE: f32 = 0.1;
/// Keeps the first steps of a weight from being endless.
const LEAST_SQUARE: f32 = 1e-3;
/// At each step a word keeps one in so many of its features.
const ONE_KEPT_OF: u64 = 2;
/// A word whose labels are this near to the corpus's teaches nothing.
const NEAR: f32 = 1e-3;

/// The score of what cannot be.
const NEVER: f32 = f32::NEG_INFINITY;

/// The weights of steps, then of features, as they are learnt.
pub(super) struct Learner {
    weights: Averaged,
    /// Sums of squared gradients.
    squares: Vec<f32>,
    dice: u64,
    words: Words,
}

/// The words of a sentence as one step sees them; kept from step to step.
#[derive(Default)]
struct Words {
    /// The kept features of all words, and where each word's end.
    kept: Vec<u32>,
    ends: Vec<usize>,
    scores: Vec<[f32; WIDTH]>,
    /// Of all labels up to a word and from it on, by the label of the word before.
    forward: Vec<[f32; WIDTH]>,
    backward: Vec<[f32; WIDTH]>,
}

impl Learner {
    /// Learns from all examples; each run has orders and drop-outs of its own.
    pub(super) fn learn(features: usize, examples: &[Example], run: u32, epochs: u32) -> Averaged {
        let size = (STEPS + features) * WIDTH;
        let mut learner = Self {
            weights: Averaged::new(size),
            squares: vec![LEAST_SQUARE; size],
            dice: 0x9e37_79b9_7f4a_7c15 ^ u64::from(run),
            words: Words::default(),
        };
        passes_of_run(run, examples.len(), epochs, |number| {
            learner.step(&examples[number]);
        });
        learner.weights
    }

    fn step(&mut self, example: &Example) {
        let mut words = std::mem::take(&mut self.words);
        self.read(example, &mut words);
        self.weigh(example, &mut words);
        self.change_steps(example, &words);
        self.change_features(example, &words);
        self.weights.step();
        self.words = words;
    }

    /// Chooses the features that are kept, and scores each word by them.
    fn read(&mut self, example: &Example, words: &mut Words) {
        words.kept.clear();
        words.ends.clear();
        words.scores.clear();
        for rows in &example.rows {
            let mut scores = [0.0; WIDTH];
            for (feature, _) in rows.features.into_iter().filter(|known| *known != CLOSED) {
                if !self.roll().is_multiple_of(ONE_KEPT_OF) {
                    continue;
                }
                words.kept.push(feature);
                let weights = self.row(STEPS + feature as usize);
                for (score, weight) in scores.iter_mut().zip(weights) {
                    *score += weight;
                }
            }
            words.ends.push(words.kept.len());
            words.scores.push(scores);
        }
    }

    /// xorshift64; the low bits are the weak ones.
    fn roll(&mut self) -> u64 {
        self.dice ^= self.dice << 13;
        self.dice ^= self.dice >> 7;
        self.dice ^= self.dice << 17;
        self.dice >> 32
    }

    fn row(&self, row: usize) -> &[f32] {
        &self.weights.now()[row * WIDTH..(row + 1) * WIDTH]
    }

    /// Sums over all sequences of labels, from both ends.
    fn weigh(&self, example: &Example, words: &mut Words) {
        let length = example.rows.len();
        words.forward.clear();
        words.forward.resize(length + 1, [NEVER; WIDTH]);
        words.forward[0][START] = 0.0;
        words.backward.clear();
        words.backward.resize(length + 1, [NEVER; WIDTH]);
        words.backward[length] = [0.0; WIDTH];
        for (at, rows) in example.rows.iter().enumerate() {
            let mut sums = [[NEVER; WIDTH]; LABELS];
            for (before, label) in steps_to(rows) {
                let step = self.row(rows.steps as usize + before)[label];
                sums[label][before] = words.forward[at][before] + step;
            }
            for (label, sums) in sums.iter().enumerate() {
                words.forward[at + 1][label] = log_of_sum(sums) + words.scores[at][label];
            }
        }
        for (at, rows) in example.rows.iter().enumerate().rev() {
            let mut sums = [[NEVER; WIDTH]; WIDTH];
            for (before, label) in steps_to(rows) {
                let step = self.row(rows.steps as usize + before)[label];
                sums[before][label] =
                    step + words.scores[at][label] + words.backward[at + 1][label];
            }
            words.backward[at] = sums.map(|sums| log_of_sum(&sums));
        }
    }

    /// Moves the weights of the steps from label to label towards those of the corpus.
    fn change_steps(&mut self, example: &Example, words: &Words) {
        let all = words.backward[0][START];
        let mut changes = Vec::with_capacity(example.rows.len() * WIDTH);
        let mut own = START;
        for (at, rows) in example.rows.iter().enumerate() {
            let gold = usize::from(example.labels[at]);
            for (before, label) in steps_to(rows) {
                let place = (rows.steps as usize + before) * WIDTH + label;
                let through = words.forward[at][before]
                    + self.weights.now()[place]
                    + words.scores[at][label]
                    + words.backward[at + 1][label];
                let right = f32::from((before, label) == (own, gold));
                let gradient = right - (through - all).exp();
                if gradient.abs() > NEAR {
                    changes.push((place, gradient));
                }
            }
            own = gold;
        }
        for (place, gradient) in changes {
            self.change(place, gradient);
        }
    }

    /// Moves the weights of the kept features towards the labels of the corpus.
    fn change_features(&mut self, example: &Example, words: &Words) {
        let all = words.backward[0][START];
        let mut start = 0;
        for (at, end) in words.ends.iter().enumerate() {
            let kept = &words.kept[start..*end];
            start = *end;
            let mut gradients = [0.0; LABELS];
            for (label, gradient) in gradients.iter_mut().enumerate() {
                let through = words.forward[at + 1][label] + words.backward[at + 1][label];
                *gradient = -(through - all).exp();
            }
            gradients[usize::from(example.labels[at])] += 1.0;
            if gradients.iter().all(|gradient| gradient.abs() <= NEAR) {
                continue;
            }
            for feature in kept {
                let first = (STEPS + *feature as usize) * WIDTH;
                for (label, gradient) in gradients.into_iter().enumerate() {
                    self.change(first + label, gradient);
                }
            }
        }
    }

    fn change(&mut self, place: usize, gradient: f32) {
        self.squares[place] += gradient * gradient;
        let by = RATE * gradient / self.squares[place].sqrt();
        self.weights.change(place, by);
    }
}

/// The labels that a word can have, each with those that may stand before it.
fn steps_to(rows: &Rows) -> impl Iterator<Item = (usize, usize)> + use<> {
    let open = rows.open;
    FOLLOWS
        .iter()
        .enumerate()
        .flat_map(move |(before, labels)| {
            let labels = labels.iter().filter(move |label| open || **label == 0);
            labels.map(move |label| (before, *label))
        })
}

fn log_of_sum(terms: &[f32]) -> f32 {
    let most = terms.iter().copied().fold(NEVER, f32::max);
    if most == NEVER {
        return NEVER;
    }
    most + terms
        .iter()
        .map(|term| (term - most).exp())
        .sum::<f32>()
        .ln()
}
