//! The trainer of the second opinion: logistic and softmax regression by stochastic
//! gradient descent, on what the coder itself finds in annotated texts. The same texts
//! give the same weights.
//!
//! Only features seen in several documents are kept, and whoever measures asks for
//! verdicts out of fold: on documents that the weights have not seen.

use rustc_hash::{FxHashMap, FxHashSet};
use sitrep_contract::{Event, SubEventType};

use super::weights::{OpinionWeights, WIDTH};
use super::{Verdict, features, number, open_kinds, probabilities};
use crate::event::merged;
use crate::event::output;
use crate::event::output::confidence::{Factors, factors};
use crate::event::reading::{KnownWords, Reading};
use crate::learning::passes;
use crate::{Coder, Document};

/// In how many documents a feature must stand.
const LEAST: usize = 3;
/// Passes over the examples.
const EPOCHS: u32 = 6;
/// The steps towards relevance and towards the type; AdaGrad makes them smaller with every
/// change of a weight. Relevance has few examples against it and is easily learnt by heart.
const STEPS: (f32, f32) = (0.05, 0.2);
/// As if a weight had been changed before: so that no single example decides it.
const INERTIA: f32 = 10.0;
/// How strongly weights are drawn to nothing. Strong: a few hundred examples.
const DECAY: f32 = 1e-2;
/// Into how many parts the documents are divided for verdicts out of fold.
const FOLDS: u32 = 10;

/// An event that the rules coded, without a second opinion, and what that would look at.
#[derive(Clone, Debug)]
pub struct Observed {
    /// The event.
    pub event: Event,
    features: Vec<u64>,
    kinds: Vec<SubEventType>,
    factors: Factors,
}

/// An observed event beside the gold.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The event.
    pub observed: Observed,
    /// The number of its document. Events of one document are never on both sides of a
    /// fold.
    pub document: u32,
    /// Whether it is an event of the gold; `None` where the gold does not tell.
    pub relevant: Option<bool>,
    /// Its true type, `Unspecified` for one outside ACLED; `None` where the gold has no
    /// such event.
    pub kind: Option<SubEventType>,
    /// Whether status is right: with the type, what confidence is to predict.
    pub right_status: bool,
    /// Whether the evaluation counts it when it looks at confidence: acts outside ACLED it
    /// does not, as the gold leaves many of them out.
    pub counted: bool,
}

impl Judged {
    /// Whether type and status are right when this verdict settles open types.
    pub(super) fn is_right(&self, verdict: Option<&Verdict>) -> bool {
        self.kind == Some(self.settled(verdict)) && self.right_status
    }

    /// Whether a rule leaves its type open.
    pub(super) fn is_open(&self) -> bool {
        self.observed.kinds.len() > 1
    }

    /// The type with or without a verdict.
    pub(super) fn settled(&self, verdict: Option<&Verdict>) -> SubEventType {
        let kinds = &self.observed.kinds;
        match verdict {
            Some(verdict) => verdict.choose(kinds),
            None => kinds.first().copied().unwrap_or_default(),
        }
    }

    /// The factors of its confidence with or without a verdict.
    pub(super) fn factors(&self, verdict: Option<&Verdict>) -> Factors {
        let doubt = verdict.map(|verdict| verdict.doubt(self.settled(Some(verdict))));
        self.observed.factors.with(doubt.unwrap_or_default())
    }
}

/// Codes a document by the rules alone, and shows what the second opinion would look at.
pub fn observe_events(coder: &Coder, document: &Document<'_>) -> Vec<Observed> {
    let analysis = coder.analyse(document);
    let rules = coder.rules();
    let reading = Reading::new(&analysis, rules.frames, &mut KnownWords::default());
    let output = output(&reading, &rules, document);
    merged(&reading, document, &mut Vec::new())
        .iter()
        .filter_map(|candidate| {
            Some(Observed {
                event: output.event(candidate)?,
                features: features::hashes(&reading, candidate).into_vec(),
                kinds: open_kinds(candidate).collect(),
                factors: factors(candidate),
            })
        })
        .collect()
}

/// Trains on all examples.
pub fn train_opinion(examples: &[Judged]) -> OpinionWeights {
    train(&examples.iter().collect::<Vec<_>>())
}

/// Opinions that have not seen the documents they judge.
#[derive(Clone, Debug)]
pub struct CrossFitted {
    /// One for each fold, trained on the others.
    weights: Vec<OpinionWeights>,
}

/// Trains an opinion for each fold on the documents of the others.
pub fn cross_fit(examples: &[Judged]) -> CrossFitted {
    let without = |fold| {
        let others = examples.iter().filter(|one| one.document % FOLDS != fold);
        train(&others.collect::<Vec<_>>())
    };
    CrossFitted {
        weights: (0..FOLDS).map(without).collect(),
    }
}

impl CrossFitted {
    /// The opinion that has not seen a document.
    pub fn of(&self, document: u32) -> &OpinionWeights {
        &self.weights[(document % FOLDS) as usize]
    }

    /// The verdicts on all examples.
    pub(super) fn verdicts(&self, examples: &[Judged]) -> Vec<Verdict> {
        let verdict = |one: &Judged| self.of(one.document).verdict(&one.observed.features);
        examples.iter().map(verdict).collect()
    }
}

/// The fold of an example.
pub(super) fn fold_of(example: &Judged) -> u32 {
    example.document % FOLDS
}

/// The numbers of all folds.
pub(super) fn folds() -> impl Iterator<Item = u32> {
    0..FOLDS
}

fn train(examples: &[&Judged]) -> OpinionWeights {
    let numbers = kept(examples);
    let rows: Vec<Vec<u32>> = examples
        .iter()
        .map(|example| {
            let features = example.observed.features.iter();
            features
                .filter_map(|feature| numbers.get(feature).copied())
                .collect()
        })
        .collect();
    let mut regression = Regression::new(numbers.len());
    passes(examples.len(), EPOCHS, |at| {
        regression.learn(&rows[at], examples[at].relevant, examples[at].kind);
    });
    let trained = numbers
        .iter()
        .map(|(hash, number)| (*hash, regression.weights[*number as usize]));
    OpinionWeights::new(trained)
}

/// The features of enough documents, numbered.
fn kept(examples: &[&Judged]) -> FxHashMap<u64, u32> {
    let mut documents: FxHashMap<u64, FxHashSet<u32>> = FxHashMap::default();
    for example in examples {
        for feature in &example.observed.features {
            documents
                .entry(*feature)
                .or_default()
                .insert(example.document);
        }
    }
    let mut features: Vec<u64> = documents
        .into_iter()
        .filter(|(_, documents)| documents.len() >= LEAST)
        .map(|(feature, _)| feature)
        .collect();
    features.sort_unstable();
    features.into_iter().zip(0..).collect()
}

struct Regression {
    weights: Vec<[f32; WIDTH]>,
    /// Sums of squared gradients.
    changes: Vec<[f32; WIDTH]>,
}

impl Regression {
    fn new(features: usize) -> Self {
        Self {
            weights: vec![[0.0; WIDTH]; features],
            changes: vec![[INERTIA; WIDTH]; features],
        }
    }

    fn learn(&mut self, features: &[u32], relevant: Option<bool>, kind: Option<SubEventType>) {
        let mut scores = [0.0; WIDTH];
        for feature in features {
            for (score, weight) in scores.iter_mut().zip(self.weights[*feature as usize]) {
                *score += weight;
            }
        }
        let verdict = probabilities(scores);
        let mut errors = [0.0; WIDTH];
        if let Some(relevant) = relevant {
            errors[0] = verdict.relevance - f32::from(u8::from(relevant));
        }
        if let Some(kind) = kind {
            errors[1..].copy_from_slice(&verdict.types);
            errors[1 + number(kind)] -= 1.0;
        }
        for feature in features {
            let weights = &mut self.weights[*feature as usize];
            let changes = &mut self.changes[*feature as usize];
            for (label, error) in errors.into_iter().enumerate() {
                if error != 0.0 {
                    let step = if label == 0 { STEPS.0 } else { STEPS.1 };
                    let gradient = error + DECAY * weights[label];
                    changes[label] += gradient * gradient;
                    weights[label] -= step * gradient / changes[label].sqrt();
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(document: u32, word: u64, kind: SubEventType) -> Judged {
        Judged {
            observed: Observed {
                event: Event::default(),
                features: vec![1, word],
                kinds: vec![kind],
                factors: Factors::default(),
            },
            document,
            relevant: Some(kind != SubEventType::Other),
            kind: Some(kind),
            right_status: true,
            counted: true,
        }
    }

    #[test]
    fn the_same_examples_give_the_same_weights_and_rare_features_are_left_out() {
        let examples: Vec<Judged> = (0..40)
            .map(|document| match document % 2 {
                0 => judged(document, 2, SubEventType::ArmedClash),
                _ => judged(document, 3, SubEventType::Other),
            })
            .chain([judged(40, 4, SubEventType::Attack)])
            .collect();
        let weights = train_opinion(&examples);
        assert_eq!(weights.to_bytes(), train_opinion(&examples).to_bytes());
        assert_eq!(weights.row(4), None);
        let (clash, other) = (weights.verdict(&[1, 2]), weights.verdict(&[1, 3]));
        assert_eq!(clash.likeliest(), SubEventType::ArmedClash);
        assert_eq!(other.likeliest(), SubEventType::Other);
        assert!(clash.relevance > 0.5 && other.relevance < 0.5);
    }
}
