//! How sure: a logistic score over what is known of a candidate, with the weights in
//! `data/frames/confidence.tsv`. Prevents a bare trigger from ranking like a full report.

use sitrep_contract::Status;

use super::candidate::Candidate;
use super::participant::Participant;
use crate::CoderError;
use crate::frame::BUNDLED;
use crate::source::{Folder, Source, of};

/// What is asked of a candidate, as the table names it, in the order of [`factors`].
const FACTORS: [&str; 11] = [
    "bias",
    "trigger",
    "agent",
    "target",
    "place-in-sentence",
    "place-inherited",
    "date-told",
    "casualties",
    "told-again",
    "news",
    "noun",
];

/// A weight beyond this decides alone, which no single factor should.
const LIMIT: f32 = 10.0;

/// The weights.
#[derive(Debug)]
pub(crate) struct Confidence {
    weights: [f32; FACTORS.len()],
}

impl Confidence {
    /// The built-in weights with the caller's laid over them.
    pub(crate) fn load(overrides: &[Source<'_>]) -> Result<Self, CoderError> {
        let (confidence, problems) = Self::read(overrides);
        match problems.into_iter().next() {
            Some(problem) => Err(problem),
            None => Ok(confidence),
        }
    }

    /// Every row that cannot be used, and every factor without a weight.
    pub(crate) fn review(overrides: &[Source<'_>]) -> Vec<CoderError> {
        Self::read(overrides).1
    }

    fn read(overrides: &[Source<'_>]) -> (Self, Vec<CoderError>) {
        let (mut weights, mut problems) = ([None; FACTORS.len()], Vec::new());
        let tables = BUNDLED.iter().chain(of(overrides, Folder::Frames));
        for source in tables.filter(|source| source.stem_and_ending() == ("confidence", "tsv")) {
            for (line, row) in source.rows() {
                match parse(row) {
                    Ok((factor, weight)) => weights[factor] = Some(weight),
                    Err(problem) => problems.push(CoderError::at(source.name, line, problem)),
                }
            }
        }
        for (factor, weight) in FACTORS.iter().zip(&weights) {
            if weight.is_none() {
                let problem = format!("no weight for '{factor}'");
                problems.push(CoderError::at("data/frames/confidence.tsv", 0, problem));
            }
        }
        let weights = weights.map(Option::unwrap_or_default);
        (Self { weights }, problems)
    }

    /// The probability that type and status are right; 0 to 1.
    pub(super) fn of(&self, candidate: &Candidate<'_>) -> f32 {
        let factors = factors(candidate);
        let sum: f32 = self
            .weights
            .iter()
            .zip(factors)
            .map(|(weight, value)| weight * value)
            .sum();
        1.0 / (1.0 + (-sum).exp())
    }
}

fn parse(row: &str) -> Result<(usize, f32), String> {
    let (name, weight) = row
        .split_once('\t')
        .ok_or("expected a factor and its weight, separated by a tab")?;
    let factor = FACTORS.iter().position(|factor| *factor == name.trim());
    let factor = factor.ok_or_else(|| format!("unknown factor '{name}'"))?;
    let weight: f32 = weight
        .trim()
        .parse()
        .map_err(|_| format!("'{weight}' is no number"))?;
    if weight.abs() <= LIMIT {
        Ok((factor, weight))
    } else {
        Err(format!(
            "the weight {weight} is not from -{LIMIT} to {LIMIT}"
        ))
    }
}

fn factors(candidate: &Candidate<'_>) -> [f32; FACTORS.len()] {
    let has_rule = |rule: &str| candidate.notes.iter().any(|note| note.rule == rule);
    let place_in_sentence = has_rule("place/sentence");
    let flag = |value: bool| f32::from(u8::from(value));
    [
        1.0,
        candidate.frame.weight,
        flag(candidate.agents.iter().any(Participant::acts)),
        flag(!candidate.targets.is_empty()),
        flag(place_in_sentence),
        flag(candidate.place.is_some() && !place_in_sentence),
        flag(candidate.when.as_ref().is_some_and(|when| when.told)),
        flag(candidate.toll.killed.is_some() || candidate.toll.injured.is_some()),
        flag(candidate.evidence.len() > 1),
        flag(matches!(
            candidate.status,
            Status::Reported | Status::Claimed
        )),
        flag(candidate.noun),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_factor_has_a_weight() {
        assert_eq!(Confidence::review(&[]), []);
    }

    #[test]
    fn a_row_of_the_callers_replaces_a_weight_and_a_wrong_one_is_named() {
        let source = |text| Source {
            name: "frames/confidence.tsv",
            text,
        };
        let confidence = Confidence::load(&[source("agent\t0.5\n")]).unwrap();
        assert_eq!(confidence.weights[2].to_bits(), 0.5_f32.to_bits());
        let told: Vec<String> = Confidence::review(&[source("agent\t50\nmood\t1\nagent\n")])
            .iter()
            .map(ToString::to_string)
            .collect();
        let expected = [
            "frames/confidence.tsv:1: the weight 50 is not from -10 to 10",
            "frames/confidence.tsv:2: unknown factor 'mood'",
            "frames/confidence.tsv:3: expected a factor and its weight, separated by a tab",
        ];
        assert_eq!(told, expected);
    }
}
