//! How sure: a logistic score over what is known of a candidate, with the weights in
//! `data/frames/confidence.tsv`. Prevents a bare trigger from ranking like a full report.

use sitrep_contract::Status;

use crate::CoderError;
use crate::event::act::candidate::{Candidate, Doubt};
use crate::event::reading::participant::Participant;
use crate::event::trigger::LEADS;
use crate::frame::BUNDLED;
use crate::source::{Folder, Source, of};

/// Which way a factor may move confidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::event) enum Sign {
    /// Up only: more detail never makes an event less sure.
    Raises,
    /// Down only.
    Lowers,
    /// As the gold has it.
    Either,
}

/// What is asked of a candidate, as the table names it, in the order of [`factors`].
pub(in crate::event) const FACTORS: [(&str, Sign); 21] = [
    ("bias", Sign::Either),
    ("trigger", Sign::Raises),
    ("agent", Sign::Raises),
    ("target", Sign::Raises),
    ("place-in-sentence", Sign::Raises),
    ("place-inherited", Sign::Either),
    ("date-told", Sign::Raises),
    ("casualties", Sign::Raises),
    ("told-again", Sign::Raises),
    ("sourced", Sign::Either),
    ("lead", Sign::Either),
    ("noun", Sign::Either),
    ("first-verb", Sign::Either),
    ("claimed", Sign::Either),
    ("denied", Sign::Either),
    ("background", Sign::Either),
    ("planned", Sign::Either),
    ("hypothetical", Sign::Either),
    ("generic", Sign::Either),
    ("doubt-event", Sign::Lowers),
    ("doubt-type", Sign::Lowers),
];

/// A weight beyond this decides alone, which no single factor should.
const LIMIT: f32 = 10.0;

/// The weights.
#[derive(Clone, Debug, Default)]
pub(crate) struct Confidence {
    pub(in crate::event) weights: [f32; FACTORS.len()],
}

/// The values of all factors for one candidate.
#[derive(Clone, Debug, Default)]
pub(in crate::event) struct Factors([f32; FACTORS.len()]);

impl Factors {
    /// Nothing but the bias.
    #[cfg(test)]
    pub(in crate::event) fn bias() -> Self {
        let mut values = [0.0; FACTORS.len()];
        values[0] = 1.0;
        Self(values)
    }

    /// The values, in the order of [`FACTORS`].
    pub(in crate::event) fn values(&self) -> [f32; FACTORS.len()] {
        self.0
    }

    /// The same with the doubts of a second opinion, which stand last.
    pub(in crate::event) fn with(&self, doubt: Doubt) -> Self {
        let mut values = self.0;
        let [.., event, kind] = &mut values;
        (*event, *kind) = (doubt.event, doubt.kind);
        Self(values)
    }
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
        for ((factor, _), weight) in FACTORS.iter().zip(&weights) {
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
        self.probability(&factors(candidate))
    }

    /// The probability for these factors.
    pub(in crate::event) fn probability(&self, factors: &Factors) -> f32 {
        let products = self.weights.iter().zip(factors.0);
        let sum: f32 = products.map(|(weight, value)| weight * value).sum();
        1.0 / (1.0 + (-sum).exp())
    }
}

fn parse(row: &str) -> Result<(usize, f32), String> {
    let (name, weight) = row
        .split_once('\t')
        .ok_or("expected a factor and its weight, separated by a tab")?;
    let (name, weight) = (name.trim(), weight.trim());
    let factor = FACTORS.iter().position(|(factor, _)| *factor == name);
    let factor = factor.ok_or_else(|| format!("unknown factor '{name}'"))?;
    let value: f32 = weight
        .parse()
        .map_err(|_| format!("'{weight}' is no number"))?;
    let (low, high) = match FACTORS[factor].1 {
        Sign::Raises => (0.0, LIMIT),
        Sign::Lowers => (-LIMIT, 0.0),
        Sign::Either => (-LIMIT, LIMIT),
    };
    if (low..=high).contains(&value) {
        Ok((factor, value))
    } else {
        Err(format!(
            "the weight {weight} of '{name}' is not from {low} to {high}"
        ))
    }
}

/// The factors of a candidate.
pub(in crate::event) fn factors(candidate: &Candidate<'_>) -> Factors {
    let has_rule = |rule: &str| candidate.notes.iter().any(|note| note.rule == rule);
    let place_in_sentence = has_rule("place/sentence");
    let flag = |value: bool| f32::from(u8::from(value));
    let status = |status: Status| flag(candidate.status == status);
    Factors([
        1.0,
        candidate.frame.weight,
        flag(candidate.agents.iter().any(Participant::acts)),
        flag(!candidate.targets.is_empty()),
        flag(place_in_sentence),
        flag(candidate.place.is_some() && !place_in_sentence),
        flag(candidate.when.as_ref().is_some_and(|when| when.told)),
        flag(candidate.toll.killed.is_some() || candidate.toll.injured.is_some()),
        flag(candidate.evidence.len() > 1),
        flag(candidate.claim.is_some()),
        flag(candidate.sentence <= 1),
        flag(candidate.noun),
        flag(has_rule(LEADS)),
        status(Status::Claimed),
        status(Status::Denied),
        status(Status::Background),
        status(Status::Planned),
        status(Status::Hypothetical),
        status(Status::Generic),
        candidate.doubt.event,
        candidate.doubt.kind,
    ])
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
        let told: Vec<String> =
            Confidence::review(&[source("bias\t50\nmood\t1\nagent\ndoubt-type\t0.1\n")])
                .iter()
                .map(ToString::to_string)
                .collect();
        let expected = [
            "frames/confidence.tsv:1: the weight 50 of 'bias' is not from -10 to 10",
            "frames/confidence.tsv:2: unknown factor 'mood'",
            "frames/confidence.tsv:3: expected a factor and its weight, separated by a tab",
            "frames/confidence.tsv:4: the weight 0.1 of 'doubt-type' is not from -10 to 0",
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn a_doubt_takes_the_last_places() {
        let doubt = Doubt {
            event: 1.0,
            kind: 2.0,
        };
        let values = Factors::default().with(doubt).values();
        let of = |name: &str| {
            values[FACTORS
                .iter()
                .position(|(known, _)| *known == name)
                .unwrap()]
        };
        assert_eq!(
            (of("doubt-event"), of("doubt-type"), of("bias")),
            (1.0, 2.0, 0.0)
        );
    }
}
