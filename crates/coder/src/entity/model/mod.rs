//! Names that neither lexicon, gazetteer nor rules know, by an averaged structured
//! perceptron (Collins 2002) over the words of a sentence: who "Harbal" and "Okello" are.

mod decode;
mod features;
pub(crate) mod train;
mod weights;

use sitrep_contract::{FoundBy, MentionType};

use self::decode::{LABELS, Lattice};
use self::features::WordFeatures;
use self::weights::WIDTH;
pub use self::weights::{NameWeights, NameWeightsError};
use super::registry::Registry;
use super::scan::Scan;
use super::short::ShortForms;
use crate::analysis::{
    ActorClass, Analysis, EntityIndex, EntityMention, PlaceFix, PlaceKind, TokenRange,
};
use crate::lexicon::Cue;
use crate::text::{SentenceKind, Shape, Upos};

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameType {
    /// A person.
    Person,
    /// An organisation, also an armed one.
    Organisation,
    /// A place.
    Place,
}

impl NameType {
    const ALL: [Self; 3] = [Self::Person, Self::Organisation, Self::Place];

    /// The label of the first word; that of the others is one more.
    const fn begin(self) -> u8 {
        self as u8 * 2 + 1
    }

    fn of_mention(kind: MentionType) -> Option<Self> {
        match kind {
            MentionType::Person => Some(Self::Person),
            MentionType::Organisation | MentionType::ArmedGroup | MentionType::StateForce => {
                Some(Self::Organisation)
            }
            MentionType::Place | MentionType::Facility => Some(Self::Place),
            _ => None,
        }
    }
}

/// The least share of its best score by which a name replaces what it contains.
const SURE: f32 = 0.75;

/// The trained model.
#[derive(Debug)]
pub(crate) struct NameModel {
    weights: NameWeights,
}

/// The scores of a sentence; kept from sentence to sentence.
#[derive(Debug, Default)]
struct Scored {
    scores: Vec<[i32; WIDTH]>,
    /// The first row of the steps to each word.
    steps: Vec<u32>,
}

/// A name that the model sees.
#[derive(Debug)]
struct Seen {
    tokens: TokenRange,
    what: NameType,
    confidence: f32,
}

impl NameModel {
    /// The model that comes with this crate.
    pub(crate) fn bundled() -> Result<Self, NameWeightsError> {
        const BUNDLED: &[u8] = include_bytes!("../../../data/weights/names.bin");
        NameWeights::parse(BUNDLED).map(Self::new)
    }

    /// A model with given weights.
    pub(crate) fn new(weights: NameWeights) -> Self {
        Self { weights }
    }

    /// Adds the names of all sentences that hold a word nobody explains.
    pub(super) fn add(
        &self,
        analysis: &mut Analysis,
        scan: &Scan,
        registry: &mut Registry<'_>,
        short: &mut ShortForms,
        mention_of: &[u32],
    ) {
        let mut words: Vec<WordFeatures> = Vec::new();
        let mut lattice = Lattice::default();
        let mut scored = Scored::default();
        let mut seen = Vec::new();
        for sentence in &analysis.sentences {
            if sentence.kind == SentenceKind::Boilerplate
                || !open(analysis, scan, mention_of, &sentence.tokens)
            {
                continue;
            }
            let tokens = &sentence.tokens;
            features::read(
                analysis,
                scan,
                registry.lexicon,
                mention_of,
                tokens,
                &mut words,
            );
            self.label(&words, &mut lattice, &mut scored);
            names(&lattice.labels, |from, to, what| {
                seen.push(Seen {
                    tokens: tokens.start + from as u32..tokens.start + to as u32,
                    what,
                    confidence: confidence(&scored.scores[from..to], &lattice.labels[from..to]),
                });
            });
        }
        let mut gone = vec![false; analysis.mentions.len()];
        for name in &seen {
            place_name(analysis, scan, registry, short, mention_of, name, &mut gone);
        }
        gone.resize(analysis.mentions.len(), false);
        let mut number = 0;
        analysis.mentions.retain(|_| {
            number += 1;
            !gone[number - 1]
        });
    }

    fn label(&self, words: &[WordFeatures], lattice: &mut Lattice, scored: &mut Scored) {
        scored.scores.clear();
        scored.steps.clear();
        let count = self.weights.count();
        for at in 0..words.len() {
            let rows = features::rows(words, at, count);
            scored.scores.push(features::emission(&self.weights, &rows));
            scored.steps.push(rows.steps);
        }
        lattice.decode(
            words.len(),
            |at| scored.scores[at],
            |at, before| {
                let mut step = [0; WIDTH];
                self.weights
                    .add(scored.steps[at] as usize + before, &mut step);
                step
            },
        );
    }
}

/// Holds a word that could be a name and that no mention holds.
fn open(analysis: &Analysis, scan: &Scan, mention_of: &[u32], sentence: &TokenRange) -> bool {
    sentence.clone().any(|token| {
        let known = analysis.token(token);
        let capital = match known.shape {
            Shape::Capitalised | Shape::Upper | Shape::Mixed => true,
            Shape::Lower | Shape::Alphanumeric => known.tag == Upos::Propn,
            Shape::Number | Shape::Punctuation => false,
        };
        let named = !scan.flat[token as usize] || known.tag == Upos::Propn;
        capital && named && mention_of[token as usize] == 0
    })
}

/// Calls `found` for each name in a sequence of labels.
fn names(labels: &[u8], mut found: impl FnMut(usize, usize, NameType)) {
    let mut at = 0;
    while at < labels.len() {
        let begun = NameType::ALL
            .into_iter()
            .find(|what| what.begin() == labels[at]);
        let Some(what) = begun else {
            at += 1;
            continue;
        };
        let mut end = at + 1;
        while end < labels.len() && labels[end] == what.begin() + 1 {
            end += 1;
        }
        found(at, end, what);
        at = end;
    }
}

/// From 0.5 to 0.95: by how much the labels beat the best others, as a share of both.
fn confidence(scores: &[[i32; WIDTH]], labels: &[u8]) -> f32 {
    let mut least = f32::MAX;
    for (scores, label) in scores.iter().zip(labels) {
        let own = scores[usize::from(*label)];
        let type_of = |label: usize| label.div_ceil(2);
        let rival = (0..LABELS)
            .filter(|other| type_of(*other) != type_of(usize::from(*label)))
            .map(|other| scores[other])
            .max()
            .unwrap_or(own);
        let margin = (own - rival) as f32 / 120.0;
        least = least.min(margin);
    }
    (0.5 + 0.45 * least.clamp(0.0, 1.0)).min(0.95)
}

/// Adds one name, unless what is known already speaks against it.
fn place_name(
    analysis: &mut Analysis,
    scan: &Scan,
    registry: &mut Registry<'_>,
    short: &mut ShortForms,
    mention_of: &[u32],
    name: &Seen,
    gone: &mut [bool],
) {
    let tokens = &name.tokens;
    let mut replaced: Vec<usize> = Vec::new();
    for token in tokens.clone() {
        let Some(number) = (mention_of[token as usize] as usize).checked_sub(1) else {
            continue;
        };
        if replaced.last() == Some(&number) {
            continue;
        }
        let known = &analysis.mentions[number];
        let inside = tokens.start <= known.tokens.start && known.tokens.end <= tokens.end;
        let longer = tokens.len() > known.tokens.len();
        let guess = known.found_by == FoundBy::Rule;
        let same = NameType::of_mention(known.kind) == Some(name.what);
        let weak = match known.kind {
            MentionType::Nationality => true,
            MentionType::Place | MentionType::Facility => longer && name.confidence >= SURE,
            MentionType::Person | MentionType::Organisation => {
                guess && !same && (name.confidence >= SURE || known.confidence < 0.5)
                    || guess && longer
            }
            _ => false,
        };
        if !inside || !weak || (same && !longer) {
            return;
        }
        if known.kind != MentionType::Nationality {
            replaced.push(number);
        }
    }
    if !tokens
        .clone()
        .any(|token| analysis.token(token).shape != Shape::Number)
    {
        return;
    }
    for number in replaced {
        if let Some(gone) = gone.get_mut(number) {
            *gone = true;
        }
    }
    let (entity, kind) = entity(analysis, scan, registry, short, name);
    short.learn(analysis, entity, tokens);
    analysis.mentions.push(EntityMention {
        tokens: tokens.clone(),
        head: tokens.end - 1,
        kind,
        entity,
        found_by: FoundBy::Model,
        confidence: name.confidence,
        nested: false,
    });
}

fn entity(
    analysis: &mut Analysis,
    scan: &Scan,
    registry: &mut Registry<'_>,
    short: &mut ShortForms,
    name: &Seen,
) -> (EntityIndex, MentionType) {
    let text = analysis
        .text_of(&name.tokens)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let lexicon = registry.lexicon;
    let has = |cue| {
        name.tokens
            .clone()
            .any(|token| scan.cue(lexicon, token, cue).is_some())
    };
    let (class, kind) = match name.what {
        NameType::Person => {
            let entity = short.person(analysis, registry, &text);
            return (entity, MentionType::Person);
        }
        NameType::Organisation if has(Cue::ArmedGroupHead) => {
            (ActorClass::ArmedGroup, MentionType::ArmedGroup)
        }
        NameType::Organisation if has(Cue::MediaHead) => {
            (ActorClass::Media, MentionType::Organisation)
        }
        NameType::Organisation => (ActorClass::Organisation, MentionType::Organisation),
        NameType::Place if has(Cue::FacilityHead) => (ActorClass::None, MentionType::Facility),
        NameType::Place => (ActorClass::None, MentionType::Place),
    };
    let entity = registry.named(analysis, &text, class, kind);
    let known = &mut analysis.entities[entity as usize];
    if name.what == NameType::Place && known.kind == kind && known.place.is_none() {
        known.place = Some(PlaceFix {
            kind: if kind == MentionType::Facility {
                PlaceKind::Facility
            } else {
                PlaceKind::Unknown
            },
            ..PlaceFix::default()
        });
    }
    (entity, kind)
}
