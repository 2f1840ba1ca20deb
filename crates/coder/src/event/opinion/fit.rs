//! From a score to a probability: fits the weights of confidence on verdicts out of fold,
//! so that confidence is not scaled on text that the second opinion knows by heart, and
//! reports what both are worth.

use std::fmt::Write as _;

use sitrep_contract::SubEventType;

use super::Verdict;
use super::train::{CrossFitted, Judged, fold_of, folds};
use crate::event::output::confidence::{Confidence, FACTORS, Factors, Sign};

/// Steps of the descent; the surface is convex and smooth, and the factors are few.
const STEPS: usize = 1000;
const STEP: f32 = 0.5;
/// How strongly weights are drawn to nothing, the bias excepted.
const DECAY: f32 = 3e-3;

/// What training came to, measured out of fold.
#[derive(Clone, Debug)]
pub struct OpinionReport {
    /// Events that the gold knows or denies, and on how many the opinion is right.
    pub relevance: (usize, usize),
    /// Of those, events that the gold knows: who always says yes is right so often.
    pub relevant: usize,
    /// Events of known type, and how often the opinion alone finds it.
    pub kinds: (usize, usize),
    /// How often the rules find it alone.
    pub by_rules: usize,
    /// How often the rules find it with the opinion where they leave it open.
    pub together: usize,
    /// Events whose type a rule leaves open.
    pub open: usize,
    /// Confidence with the second opinion beside whether the event is right.
    pub confidence: Vec<(f32, bool)>,
    /// The same without it.
    pub confidence_without: Vec<(f32, bool)>,
    /// The table of weights, as `confidence.tsv` has it.
    pub table: String,
}

/// Measures opinions on what they have not seen, and fits confidence to them.
pub fn fit_confidence(examples: &[Judged], opinions: &CrossFitted) -> OpinionReport {
    let verdicts = opinions.verdicts(examples);
    let both = || examples.iter().zip(&verdicts);
    let told =
        || both().filter_map(|(one, verdict)| Some((verdict.relevance >= 0.5, one.relevant?)));
    let typed = || both().filter_map(|(one, verdict)| Some((one, verdict, one.kind?)));
    let count = |right: &dyn Fn(&Judged, &Verdict) -> SubEventType| {
        typed()
            .filter(|(one, verdict, kind)| right(one, verdict) == *kind)
            .count()
    };
    let with: Vec<Option<&Verdict>> = verdicts.iter().map(Some).collect();
    let without = vec![None; examples.len()];
    OpinionReport {
        relevance: (
            told().count(),
            told().filter(|(says, is)| says == is).count(),
        ),
        relevant: told().filter(|(_, is)| *is).count(),
        kinds: (typed().count(), count(&|_, verdict| verdict.likeliest())),
        by_rules: count(&|one, _| one.settled(None)),
        together: count(&|one, verdict| one.settled(Some(verdict))),
        open: examples.iter().filter(|one| one.is_open()).count(),
        confidence: confidence_out_of_fold(examples, &with),
        confidence_without: confidence_out_of_fold(examples, &without),
        table: table(&fitted(examples, &with, |_| true)),
    }
}

/// Confidence of every counted example by weights fitted on the other folds.
fn confidence_out_of_fold(examples: &[Judged], verdicts: &[Option<&Verdict>]) -> Vec<(f32, bool)> {
    let mut all = Vec::new();
    for fold in folds() {
        let confidence = fitted(examples, verdicts, |one| fold_of(one) != fold);
        let own = examples.iter().zip(verdicts);
        let own = own.filter(|(one, _)| one.counted && fold_of(one) == fold);
        all.extend(own.map(|(one, verdict)| {
            (
                confidence.probability(&one.factors(*verdict)),
                one.is_right(*verdict),
            )
        }));
    }
    all
}

fn fitted(
    examples: &[Judged],
    verdicts: &[Option<&Verdict>],
    wanted: impl Fn(&Judged) -> bool,
) -> Confidence {
    let rows: Vec<(Factors, bool)> = examples
        .iter()
        .zip(verdicts)
        .filter(|(one, _)| one.counted && wanted(one))
        .map(|(one, verdict)| (one.factors(*verdict), one.is_right(*verdict)))
        .collect();
    fit(&rows)
}

/// Logistic regression by projected gradient descent: a weight never takes the sign that
/// its factor must not have.
fn fit(rows: &[(Factors, bool)]) -> Confidence {
    let mut confidence = Confidence::default();
    let count = rows.len().max(1) as f32;
    for _ in 0..STEPS {
        let mut gradient = [0.0; FACTORS.len()];
        for (factors, right) in rows {
            let error = confidence.probability(factors) - f32::from(u8::from(*right));
            for (sum, value) in gradient.iter_mut().zip(factors.values()) {
                *sum += error * value / count;
            }
        }
        for (at, (weight, gradient)) in confidence.weights.iter_mut().zip(gradient).enumerate() {
            let decay = if at == 0 { 0.0 } else { DECAY * *weight };
            *weight -= STEP * (gradient + decay);
            *weight = match FACTORS[at].1 {
                Sign::Raises => weight.max(0.0),
                Sign::Lowers => weight.min(0.0),
                Sign::Either => *weight,
            };
        }
    }
    confidence
}

fn table(confidence: &Confidence) -> String {
    let mut table = String::new();
    for ((name, _), weight) in FACTORS.iter().zip(confidence.weights) {
        // Writing to a string cannot fail.
        let _ = writeln!(table, "{name}\t{weight:.3}");
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::act::candidate::Doubt;

    #[test]
    fn a_fit_finds_the_share_that_is_right_and_keeps_the_signs() {
        let plain = Factors::bias();
        let doubted = plain.with(Doubt {
            event: 0.0,
            kind: 1.0,
        });
        let rows = |factors: &Factors, right: usize| {
            let factors = factors.clone();
            (0..10).map(move |n| (factors.clone(), n < right))
        };
        let fitted = fit(&rows(&plain, 8).chain(rows(&doubted, 3)).collect::<Vec<_>>());
        assert!((fitted.probability(&plain) - 0.8).abs() < 0.05);
        assert!((fitted.probability(&doubted) - 0.3).abs() < 0.07);
        // An opinion whose doubts speak for an event is not listened to.
        let fitted = fit(&rows(&plain, 3).chain(rows(&doubted, 8)).collect::<Vec<_>>());
        assert_eq!(fitted.probability(&plain), fitted.probability(&doubted));
    }
}
