//! How sure: a logistic score over what is known of a candidate, with the weights in
//! `data/frames/confidence.tsv`. Prevents a bare trigger from ranking like a full report.

use std::sync::OnceLock;

use sitrep_contract::Status;

use super::candidate::Candidate;
use super::participant::Participant;

const TABLE: &str = include_str!("../../data/frames/confidence.tsv");

/// The probability that type and status are right; 0 to 1.
pub(super) fn of(candidate: &Candidate<'_>) -> f32 {
    let has_rule = |rule: &str| candidate.notes.iter().any(|note| note.rule == rule);
    let features = [
        ("bias", 1.0),
        ("trigger", candidate.frame.weight),
        (
            "agent",
            flag(candidate.agents.iter().any(Participant::acts)),
        ),
        ("target", flag(!candidate.targets.is_empty())),
        ("place-in-sentence", flag(has_rule("place/sentence"))),
        (
            "place-inherited",
            flag(candidate.place.is_some() && !has_rule("place/sentence")),
        ),
        (
            "date-told",
            flag(candidate.when.as_ref().is_some_and(|when| when.told)),
        ),
        (
            "casualties",
            flag(candidate.toll.killed.is_some() || candidate.toll.injured.is_some()),
        ),
        ("told-again", flag(candidate.evidence.len() > 1)),
        (
            "news",
            flag(matches!(
                candidate.status,
                Status::Reported | Status::Claimed
            )),
        ),
        ("noun", flag(candidate.noun)),
    ];
    let sum: f32 = features
        .iter()
        .map(|(name, value)| weight(name) * value)
        .sum();
    1.0 / (1.0 + (-sum).exp())
}

fn flag(value: bool) -> f32 {
    f32::from(u8::from(value))
}

fn weight(name: &str) -> f32 {
    static WEIGHTS: OnceLock<Vec<(&'static str, f32)>> = OnceLock::new();
    let weights = WEIGHTS.get_or_init(|| {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|line| {
            let (name, weight) = line.split_once('\t')?;
            Some((name, weight.trim().parse().ok()?))
        })
        .collect()
    });
    weights
        .iter()
        .find(|(known, _)| *known == name)
        .map_or(0.0, |(_, weight)| *weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_a_weight() {
        let names = [
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
        for name in names {
            assert!(weight(name) != 0.0, "{name}");
        }
    }
}
