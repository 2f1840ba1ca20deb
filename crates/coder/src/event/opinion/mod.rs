//! A second opinion on what the rules coded: a linear classifier, trained on this project's
//! own gold, says how likely an event is one at all and which type its words speak for.
//!
//! It chooses between types that a rule leaves open and it lowers confidence; it never
//! raises it, and it never makes an event or fills a slot. Prevents an exotic reading of a
//! common word from looking as sure as a plain report.

mod features;
pub(crate) mod fit;
pub(crate) mod train;
mod weights;

use sitrep_contract::{Label as _, SubEventType};
use smallvec::SmallVec;

pub(crate) use weights::BUNDLED;
pub use weights::{OpinionWeights, OpinionWeightsError};
use weights::{TYPES, WIDTH};

use super::act::candidate::{Candidate, Doubt};
use super::reading::Reading;
use crate::CoderError;

/// How many times likelier another open type must be than the one that stands first.
const CLEARLY: f32 = 3.0;

/// Below this probability the opinion is called a doubt in the trace.
const DOUBT: f32 = 0.25;

/// How many features a trace names for each question.
const SHOWN: usize = 3;

/// See the module.
#[derive(Debug, Default)]
pub(crate) struct Opinion {
    weights: OpinionWeights,
}

/// What the classifier says of one candidate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Verdict {
    /// Probability that it is an event at all.
    relevance: f32,
    /// Probability of each type, were it one.
    types: [f32; TYPES],
}

/// −ln of a probability of 2 %: nobody is asked to be surer than that.
const MOST_DOUBT: f32 = 3.9;

impl Opinion {
    /// The opinion that comes with this crate.
    pub(crate) fn bundled() -> Result<Self, CoderError> {
        let weights = OpinionWeights::parse(BUNDLED);
        weights
            .map(Self::new)
            .map_err(|error| CoderError::at("data/weights/opinion.bin", 0, error.to_string()))
    }

    /// An opinion with given weights; without any it is silent.
    pub(crate) fn new(weights: OpinionWeights) -> Self {
        Self { weights }
    }

    /// Its weights.
    pub(crate) fn into_weights(self) -> OpinionWeights {
        self.weights
    }

    /// Judges a candidate: settles its type where a rule leaves it open, and notes the
    /// verdict, with what it rests on when it is to be explained.
    pub(super) fn judge(
        &self,
        reading: &Reading<'_>,
        candidate: &mut Candidate<'_>,
        explain: bool,
    ) {
        if self.weights.is_empty() || candidate.decision.is_none() {
            return;
        }
        let features = features::told(reading, candidate);
        let verdict = self.weights.verdict(&features);
        let first = candidate.sub_event();
        let kinds: SmallVec<[SubEventType; 8]> = open_kinds(candidate).collect();
        let chosen = verdict.choose(&kinds);
        if let Some(other) = candidate.decision.and_then(|decision| {
            decision
                .others
                .iter()
                .find(|other| other.sub_event == chosen)
        }) {
            candidate.decision = Some(other);
        }
        candidate.doubt = verdict.doubt(chosen);
        let rule = if chosen != first {
            "opinion/settles-type"
        } else if verdict.relevance < DOUBT {
            "opinion/doubts-event"
        } else if verdict.of(chosen) < DOUBT {
            "opinion/doubts-type"
        } else {
            "opinion/agrees"
        };
        let detail = match explain {
            true => self
                .weights
                .explain(reading, candidate, &verdict, (first, chosen)),
            false => String::new(),
        };
        candidate.note("opinion", rule, None, detail);
    }
}

/// The type that stands first, and those that the rule leaves open beside it.
pub(super) fn open_kinds(candidate: &Candidate<'_>) -> impl Iterator<Item = SubEventType> {
    let others = candidate
        .decision
        .map_or(&[][..], |decision| &decision.others);
    std::iter::once(candidate.sub_event()).chain(others.iter().map(|other| other.sub_event))
}

impl Verdict {
    /// The probability of a type.
    fn of(&self, kind: SubEventType) -> f32 {
        self.types[number(kind)]
    }

    /// The first of the types, unless another one is clearly likelier.
    pub(crate) fn choose(&self, kinds: &[SubEventType]) -> SubEventType {
        let first = kinds.first().copied().unwrap_or_default();
        let best = kinds
            .iter()
            .copied()
            .max_by(|one, two| self.of(*one).total_cmp(&self.of(*two)));
        best.filter(|best| self.of(*best) > CLEARLY * self.of(first))
            .unwrap_or(first)
    }

    /// How far it is from this type.
    pub(crate) fn doubt(&self, kind: SubEventType) -> Doubt {
        let doubt = |probability: f32| (-probability.ln()).clamp(0.0, MOST_DOUBT);
        Doubt {
            event: doubt(self.relevance),
            kind: doubt(self.of(kind)),
        }
    }

    /// The type it finds likeliest.
    fn likeliest(&self) -> SubEventType {
        let kinds = SubEventType::ALL.iter().copied();
        kinds
            .chain([SubEventType::Unspecified])
            .max_by(|one, two| self.of(*one).total_cmp(&self.of(*two)))
            .unwrap_or_default()
    }
}

/// The label of a type: the last is for acts that ACLED does not code.
fn number(kind: SubEventType) -> usize {
    match kind {
        SubEventType::Unspecified => TYPES - 1,
        kind => (kind as usize - 1).min(TYPES - 2),
    }
}

impl OpinionWeights {
    /// The verdict on an act with these features, in any order and any number of times each.
    pub(crate) fn verdict(&self, features: &[u64]) -> Verdict {
        let mut scores = [0.0; WIDTH];
        for row in self.rows_at(self.places(features)) {
            for (score, weight) in scores.iter_mut().zip(row) {
                *score += weight;
            }
        }
        probabilities(scores)
    }

    /// The verdict in words, with the features that weigh most.
    fn explain(
        &self,
        reading: &Reading<'_>,
        candidate: &Candidate<'_>,
        verdict: &Verdict,
        (first, chosen): (SubEventType, SubEventType),
    ) -> String {
        let likeliest = verdict.likeliest();
        let rival = if chosen == first { likeliest } else { first };
        let (mut of_event, mut of_kind) = (Vec::new(), Vec::new());
        features::each(reading, candidate, |feature| {
            if let Some(row) = self.row(feature.hash) {
                let name = feature.name();
                of_event.push((row[0], name.clone()));
                let against = if rival == chosen {
                    0.0
                } else {
                    row[1 + number(rival)]
                };
                of_kind.push((row[1 + number(chosen)] - against, name));
            }
        });
        let mut text = format!("event {:.2}{}", verdict.relevance, strongest(of_event));
        let label = |kind: SubEventType| match kind {
            SubEventType::Unspecified => "outside ACLED",
            kind => kind.label(),
        };
        text += &format!("; {} {:.2}", label(chosen), verdict.of(chosen));
        if rival != chosen {
            text += &format!(" against {} {:.2}", label(rival), verdict.of(rival));
        }
        text + &strongest(of_kind)
    }
}

/// The features that weigh most, as " (word:mortar +1.2, …)".
fn strongest(mut features: Vec<(f32, String)>) -> String {
    features.sort_by(|one, two| two.0.abs().total_cmp(&one.0.abs()).then(one.1.cmp(&two.1)));
    features.dedup();
    let shown: Vec<String> = features
        .iter()
        .filter(|(weight, _)| weight.abs() >= 0.05)
        .take(SHOWN)
        .map(|(weight, name)| format!("{name} {weight:+.1}"))
        .collect();
    match shown.is_empty() {
        true => String::new(),
        false => format!(" ({})", shown.join(", ")),
    }
}

/// From scores: a logistic function for relevance, softmax for the types.
fn probabilities(scores: [f32; WIDTH]) -> Verdict {
    let [relevance, ref kinds @ ..] = scores;
    let highest = kinds.iter().copied().fold(f32::MIN, f32::max);
    let mut types = [0.0; TYPES];
    let mut sum = 0.0;
    for (probability, score) in types.iter_mut().zip(kinds) {
        *probability = (score - highest).exp();
        sum += *probability;
    }
    Verdict {
        relevance: 1.0 / (1.0 + (-relevance).exp()),
        types: types.map(|probability| probability / sum),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(clash: f32, attack: f32) -> Verdict {
        let mut types = [0.0; TYPES];
        types[number(SubEventType::ArmedClash)] = clash;
        types[number(SubEventType::Attack)] = attack;
        Verdict {
            relevance: 0.5,
            types,
        }
    }

    #[test]
    fn only_an_open_type_that_is_clearly_likelier_is_chosen() {
        let open = [SubEventType::ArmedClash, SubEventType::Attack];
        assert_eq!(verdict(0.2, 0.8).choose(&open), SubEventType::Attack);
        assert_eq!(verdict(0.4, 0.6).choose(&open), SubEventType::ArmedClash);
        assert_eq!(
            verdict(0.1, 0.9).choose(&open[..1]),
            SubEventType::ArmedClash
        );
    }

    #[test]
    fn who_agrees_has_no_doubt() {
        assert_eq!(verdict(1.0, 0.0).doubt(SubEventType::ArmedClash).kind, 0.0);
        assert_eq!(
            verdict(1.0, 0.0).doubt(SubEventType::Attack).kind,
            MOST_DOUBT
        );
    }

    #[test]
    fn every_type_has_a_label_of_its_own() {
        let mut labels: Vec<usize> = SubEventType::ALL.iter().map(|kind| number(*kind)).collect();
        labels.push(number(SubEventType::Unspecified));
        assert_eq!(labels, (0..TYPES).collect::<Vec<_>>());
    }
}
