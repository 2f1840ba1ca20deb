//! What the second opinion looks at: the words around a trigger, and what the rules made
//! of them. Names and numbers are left out: they say where a text comes from, not what
//! happened.

use std::fmt::Write as _;

use sitrep_contract::Label as _;

use super::super::candidate::Candidate;
use super::super::participant::Participant;
use super::super::reading::Reading;
use crate::analysis::TokenRange;
use crate::fold;
use crate::frame::Class;
use crate::text::{SentenceKind, Upos};

/// How many words on each side of the trigger are seen by their place.
const WINDOW: u32 = 5;

/// Shows every feature of a candidate once or more: its kind and its one or two words.
pub(super) fn each(
    reading: &Reading<'_>,
    candidate: &Candidate<'_>,
    mut see: impl FnMut(&'static str, &str, &str),
) {
    see("bias", "", "");
    words(reading, candidate, &mut see);
    acts(candidate, &mut see);
    let sides = [("agent", &candidate.agents), ("target", &candidate.targets)];
    let mut name = String::new();
    for (kind, side) in sides {
        if side.is_empty() {
            see(kind, "nobody", "");
        }
        for Participant { class, .. } in side {
            name.clear();
            // Writing to a string cannot fail.
            let _ = write!(name, "{class:?}");
            see(kind, &name, "");
        }
    }
    let classes = reading.sentence_classes(candidate.sentence);
    for class in CUES {
        if classes.has(class) {
            name.clear();
            let _ = write!(name, "{class:?}");
            see("cue", &name, "");
        }
    }
    for (kind, holds) in circumstances(reading, candidate) {
        if holds {
            see("is", kind, "");
        }
    }
}

/// Classes of words that tell what a sentence is about.
const CUES: [Class; 29] = [
    Class::Attempt,
    Class::Negation,
    Class::MilitaryObject,
    Class::CivilianObject,
    Class::Territory,
    Class::Arms,
    Class::Property,
    Class::Aircraft,
    Class::Drone,
    Class::Artillery,
    Class::Missile,
    Class::Bomb,
    Class::Mine,
    Class::Grenade,
    Class::Suicide,
    Class::Chemical,
    Class::SmallArms,
    Class::Blade,
    Class::CrowdControl,
    Class::LiveFire,
    Class::Fighting,
    Class::NoResistance,
    Class::Accident,
    Class::Crime,
    Class::Memorial,
    Class::Court,
    Class::Deal,
    Class::Demonstration,
    Class::Crowd,
];

fn acts(candidate: &Candidate<'_>, see: &mut impl FnMut(&'static str, &str, &str)) {
    see("frame", &candidate.frame.id, "");
    see("act", &format!("{:?}", candidate.frame.act), "");
    if let Some(decision) = candidate.decision {
        see("rule", &decision.rule, "");
    }
    for weapon in &candidate.weapons {
        see("weapon", weapon, "");
    }
    see("status", candidate.status.label(), "");
}

fn words(
    reading: &Reading<'_>,
    candidate: &Candidate<'_>,
    see: &mut impl FnMut(&'static str, &str, &str),
) {
    let analysis = reading.analysis;
    let sentence = reading.sentence(candidate.sentence);
    let TokenRange { start, end } = candidate.trigger.clone();
    for token in start..end {
        see("trigger", analysis.lemma(token), "");
    }
    for token in sentence.clone().filter(|token| plain(reading, *token)) {
        see("word", analysis.lemma(token), "");
    }
    let window = start.saturating_sub(WINDOW).max(sentence.start)..(end + WINDOW).min(sentence.end);
    let mut last = None;
    for token in window.filter(|token| plain(reading, *token) || (start..end).contains(token)) {
        let place = match token {
            _ if token < start => "before",
            _ if token >= end => "after",
            _ => "",
        };
        if !place.is_empty() {
            see(place, analysis.lemma(token), "");
        }
        if let Some(last) = last {
            see("pair", analysis.lemma(last), analysis.lemma(token));
        }
        last = Some(token);
    }
}

/// A word of the language that is no part of a name.
fn plain(reading: &Reading<'_>, token: u32) -> bool {
    let open = matches!(
        reading.analysis.tag(token),
        Upos::Noun | Upos::Verb | Upos::Adj | Upos::Adv | Upos::Adp
    );
    open && reading.place_at(token).is_none() && reading.date_at(token).is_none()
}

fn circumstances<'r>(
    reading: &'r Reading<'_>,
    candidate: &'r Candidate<'_>,
) -> impl Iterator<Item = (&'static str, bool)> {
    let sentence = &reading.analysis.sentences[candidate.sentence];
    let headline = matches!(sentence.kind, SentenceKind::Title | SentenceKind::Heading);
    let told = candidate.when.as_ref().is_some_and(|when| when.told);
    [
        ("noun", candidate.noun),
        ("mutual", candidate.mutual),
        ("killed", candidate.toll.killed.is_some()),
        ("injured", candidate.toll.injured.is_some()),
        ("detained", candidate.toll.detained.is_some()),
        ("displaced", candidate.toll.displaced.is_some()),
        ("dated", told),
        ("placed", candidate.place.is_some()),
        ("sourced", candidate.claim.is_some()),
        ("told-again", candidate.evidence.len() > 1),
        ("headline", headline),
        ("lead", !headline && candidate.sentence <= 1),
        ("late", candidate.sentence > 5),
        ("quoted", reading.analysis.in_quote(candidate.trigger.start)),
    ]
    .into_iter()
}

/// The number by which weights know a feature.
pub(super) fn hash(kind: &str, one: &str, two: &str) -> u64 {
    fold::hash(kind) ^ fold::hash(one).rotate_left(21) ^ fold::hash(two).rotate_left(42)
}

/// The name by which readers know it: "word:mortar", "pair:open fire".
pub(super) fn name(kind: &str, one: &str, two: &str) -> String {
    match two {
        "" => format!("{kind}:{one}"),
        _ => format!("{kind}:{one} {two}"),
    }
}

/// All features of a candidate, each once.
pub(super) fn hashes(reading: &Reading<'_>, candidate: &Candidate<'_>) -> Vec<u64> {
    let mut features = Vec::with_capacity(128);
    each(reading, candidate, |kind, one, two| {
        features.push(hash(kind, one, two));
    });
    features.sort_unstable();
    features.dedup();
    features
}
