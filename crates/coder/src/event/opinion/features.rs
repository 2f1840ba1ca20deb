//! What the second opinion looks at: the words around a trigger, and what the rules made
//! of them. Names and numbers are left out: they say where a text comes from, not what
//! happened.

use std::fmt::{Debug, Write as _};

use sitrep_contract::Label as _;
use smallvec::SmallVec;

use crate::event::act::candidate::Candidate;
use crate::event::reading::Reading;
use crate::event::reading::participant::Participant;
use crate::fold;
use crate::frame::Class;
use crate::text::{SentenceKind, Upos};

/// How many words on each side of the trigger are seen by their place.
const WINDOW: u32 = 5;

/// One feature: its kind and its one or two words.
#[derive(Clone, Copy)]
pub(super) struct Feature<'a> {
    kind: &'static str,
    one: &'a str,
    two: &'a str,
    /// The number by which weights know it.
    pub(super) hash: u64,
}

impl Feature<'_> {
    /// The name by which readers know it: "word:mortar", "pair:open fire".
    pub(super) fn name(&self) -> String {
        let Self { kind, one, two, .. } = self;
        match *two {
            "" => format!("{kind}:{one}"),
            _ => format!("{kind}:{one} {two}"),
        }
    }
}

/// A text with its hash: a word is part of several features.
#[derive(Clone, Copy)]
struct Hashed<'a> {
    text: &'a str,
    hash: u64,
}

impl<'a> Hashed<'a> {
    const NOTHING: Hashed<'static> = Hashed::new("");

    const fn new(text: &'a str) -> Self {
        Self {
            text,
            hash: fold::hash(text),
        }
    }
}

/// A kind of feature.
struct Kind(Hashed<'static>);

impl Kind {
    const fn new(name: &'static str) -> Self {
        Self(Hashed::new(name))
    }

    fn alone<'a>(&self) -> Feature<'a> {
        self.of(Hashed::NOTHING)
    }

    fn of<'a>(&self, one: Hashed<'a>) -> Feature<'a> {
        self.pair(one, Hashed::NOTHING)
    }

    fn named<'a>(&self, one: &'a str) -> Feature<'a> {
        self.of(Hashed::new(one))
    }

    fn pair<'a>(&self, one: Hashed<'a>, two: Hashed<'a>) -> Feature<'a> {
        Feature {
            kind: self.0.text,
            one: one.text,
            two: two.text,
            hash: self.0.hash ^ one.hash.rotate_left(21) ^ two.hash.rotate_left(42),
        }
    }
}

const BIAS: Kind = Kind::new("bias");
const TRIGGER: Kind = Kind::new("trigger");
const WORD: Kind = Kind::new("word");
const BEFORE: Kind = Kind::new("before");
const AFTER: Kind = Kind::new("after");
const PAIR: Kind = Kind::new("pair");
const FRAME: Kind = Kind::new("frame");
const ACT: Kind = Kind::new("act");
const RULE: Kind = Kind::new("rule");
const WEAPON: Kind = Kind::new("weapon");
const STATUS: Kind = Kind::new("status");
const AGENT: Kind = Kind::new("agent");
const TARGET: Kind = Kind::new("target");
const CUE: Kind = Kind::new("cue");
const IS: Kind = Kind::new("is");

/// Shows every feature of a candidate once or more.
pub(super) fn each(
    reading: &Reading<'_>,
    candidate: &Candidate<'_>,
    mut see: impl FnMut(Feature<'_>),
) {
    see(BIAS.alone());
    words(reading, candidate, &mut see);
    let mut name = String::with_capacity(16);
    acts(candidate, &mut name, &mut see);
    for (kind, side) in [(AGENT, &candidate.agents), (TARGET, &candidate.targets)] {
        if side.is_empty() {
            see(kind.named("nobody"));
        }
        for Participant { class, .. } in side {
            see(kind.named(written(class, &mut name)));
        }
    }
    let classes = reading.sentence_classes(candidate.sentence);
    for (class, name) in &CUES {
        if classes.has(*class) {
            see(CUE.of(*name));
        }
    }
    for (name, holds) in circumstances(reading, candidate) {
        if holds {
            see(IS.named(name));
        }
    }
}

/// The name of a value of an enum, in a buffer.
fn written<'n>(value: &impl Debug, name: &'n mut String) -> &'n str {
    name.clear();
    // Writing to a string cannot fail.
    let _ = write!(name, "{value:?}");
    name
}

/// Classes with the hashes of their names, made when the crate is built.
macro_rules! cues {
    ($($class:ident),* $(,)?) => {
        [$((Class::$class, Hashed::new(stringify!($class)))),*]
    };
}

/// Classes of words that tell what a sentence is about.
static CUES: [(Class, Hashed<'static>); 29] = cues![
    Attempt,
    Negation,
    MilitaryObject,
    CivilianObject,
    Territory,
    Arms,
    Property,
    Aircraft,
    Drone,
    Artillery,
    Missile,
    Bomb,
    Mine,
    Grenade,
    Suicide,
    Chemical,
    SmallArms,
    Blade,
    CrowdControl,
    LiveFire,
    Fighting,
    NoResistance,
    Accident,
    Crime,
    Memorial,
    Court,
    Deal,
    Demonstration,
    Crowd,
];

fn acts(candidate: &Candidate<'_>, name: &mut String, see: &mut impl FnMut(Feature<'_>)) {
    see(FRAME.named(&candidate.frame.id));
    see(ACT.named(written(&candidate.frame.act, name)));
    if let Some(decision) = candidate.decision {
        see(RULE.named(&decision.rule));
    }
    for weapon in &candidate.weapons {
        see(WEAPON.named(weapon));
    }
    see(STATUS.named(candidate.status.label()));
}

fn words(reading: &Reading<'_>, candidate: &Candidate<'_>, see: &mut impl FnMut(Feature<'_>)) {
    let sentence = reading.sentence(candidate.sentence);
    let trigger = &candidate.trigger;
    let window = trigger.start.saturating_sub(WINDOW)..trigger.end + WINDOW;
    let mut last = None;
    for token in sentence {
        let (inside, plain) = (trigger.contains(&token), plain(reading, token));
        if !inside && !plain {
            continue;
        }
        let lemma = Hashed::new(reading.analysis.lemma(token));
        if inside {
            see(TRIGGER.of(lemma));
        }
        if plain {
            see(WORD.of(lemma));
        }
        if !window.contains(&token) {
            continue;
        }
        if token < trigger.start {
            see(BEFORE.of(lemma));
        } else if !inside {
            see(AFTER.of(lemma));
        }
        if let Some(last) = last {
            see(PAIR.pair(last, lemma));
        }
        last = Some(lemma);
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

/// All features of a candidate, in no order, some of them several times.
pub(super) fn told(reading: &Reading<'_>, candidate: &Candidate<'_>) -> SmallVec<[u64; 128]> {
    let mut features = SmallVec::new();
    each(reading, candidate, |feature| features.push(feature.hash));
    features
}

/// All features of a candidate, each once.
pub(super) fn hashes(reading: &Reading<'_>, candidate: &Candidate<'_>) -> SmallVec<[u64; 128]> {
    let mut features = told(reading, candidate);
    features.sort_unstable();
    features.dedup();
    features
}
