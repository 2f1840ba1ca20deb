//! Names that neither lexicon, gazetteer nor rules know, by a conditional random field over
//! the words of a sentence: who "Harbal" and "Okello" are.

mod agree;
mod around;
mod crf;
mod decode;
mod features;
pub(crate) mod grammar;
mod mention;
mod repeat;
mod runs;
mod signs;
mod span;
mod sums;
pub(crate) mod train;
mod weights;

use sitrep_contract::{FoundBy, MentionType};

use self::decode::{LABELS, Lattice, Steps};
use self::features::{WordFeatures, Words};
use self::sums::{KnownWords, WordSums};
use self::weights::WIDTH;
pub use self::weights::{NameWeights, NameWeightsError};
use super::registry::Registry;
use super::scan::Scan;
use super::short::ShortForms;
use crate::analysis::{Analysis, TokenRange};
use crate::lexicon::{Lexicon, WordEntry};
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
    /// The type of a corpus's label: PER, ORG or LOC.
    pub fn of_label(label: &str) -> Option<Self> {
        match label {
            "PER" => Some(Self::Person),
            "ORG" => Some(Self::Organisation),
            "LOC" => Some(Self::Place),
            _ => None,
        }
    }

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

/// What speaks against a capitalised proper noun being no name: a miss costs more here
/// than the training counts it.
const RECALL: i32 = 60;

/// The trained model.
#[derive(Debug)]
pub(crate) struct NameModel {
    weights: NameWeights,
    /// By the shape of the word.
    steps: Vec<Steps>,
    /// Beyond either end of a sentence.
    edge: WordSums,
}

/// The weights that come with this crate.
pub(crate) static BUNDLED: &[u8] = include_bytes!("../../../data/weights/names.bin");

/// The scores of a sentence; kept from sentence to sentence.
#[derive(Debug, Default)]
struct Scored {
    scores: Vec<[i32; WIDTH]>,
    /// The shape of each word.
    shapes: Vec<usize>,
}

/// What the model works with, kept from document to document.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    words: Words,
    known: KnownWords,
    lattice: Lattice,
    scored: Scored,
}

/// A name that the model sees.
#[derive(Debug)]
struct Seen {
    tokens: TokenRange,
    /// It begins with "The".
    article: bool,
    what: NameType,
    confidence: f32,
}

impl NameModel {
    /// The model that comes with this crate.
    pub(crate) fn bundled() -> Result<Self, NameWeightsError> {
        NameWeights::parse(BUNDLED).map(Self::new)
    }

    /// A model with given weights.
    pub(crate) fn new(weights: NameWeights) -> Self {
        Self {
            steps: weights.steps(),
            edge: sums::edge(&weights),
            weights,
        }
    }

    /// Adds the names of all sentences that hold a word nobody explains.
    pub(super) fn add(
        &self,
        analysis: &mut Analysis,
        scan: &Scan,
        registry: &mut Registry<'_>,
        short: &mut ShortForms,
        mention_of: &[u32],
        scratch: &mut Scratch,
    ) {
        let Scratch {
            words,
            known,
            lattice,
            scored,
        } = scratch;
        known.bound();
        words.bound();
        let mut seen = Vec::new();
        let mut gone = vec![false; analysis.mentions.len()];
        for sentence in &analysis.sentences {
            if sentence.kind == SentenceKind::Boilerplate {
                continue;
            }
            let tokens = &sentence.tokens;
            let unknown = unknown(analysis, scan, mention_of, tokens);
            if !tokens.clone().any(&unknown) {
                continue;
            }
            features::read(
                analysis,
                scan,
                registry.lexicon,
                mention_of,
                tokens,
                unknown,
                words,
            );
            self.label(&words.read, known, lattice, scored);
            names(&lattice.labels, |from, to, what| {
                let span = tokens.start + from as u32..tokens.start + to as u32;
                let span = span::trim(analysis, scan, registry.lexicon, span, what);
                let span = span::with_genitive(analysis, tokens, span, what);
                let (span, what) = span::before_direction(analysis, span, what);
                if span.is_empty() || office(analysis, scan, registry.lexicon, mention_of, &span) {
                    return;
                }
                seen.push(Seen {
                    article: analysis.lower(span.start) == "the",
                    tokens: span,
                    what,
                    confidence: confidence(&scored.scores[from..to], &lattice.labels[from..to]),
                });
            });
            let outside = |at: usize| words.read[at].is_open() && lattice.labels[at] == 0;
            mention::doubt(analysis, mention_of, tokens, outside, &mut gone);
        }
        agree::agree(analysis, &mut seen);
        repeat::repeat(analysis, scan, mention_of, &mut seen);
        agree::agree_in_lists(analysis, &mut seen);
        for name in &seen {
            mention::add(analysis, scan, registry, short, mention_of, name, &mut gone);
        }
        if gone.contains(&true) {
            mention::drop_orphans(analysis, &mut gone);
        }
        gone.resize(analysis.mentions.len(), false);
        let mut number = 0;
        analysis.mentions.retain(|_| {
            number += 1;
            !gone[number - 1]
        });
    }

    fn label(
        &self,
        words: &[WordFeatures],
        known: &mut KnownWords,
        lattice: &mut Lattice,
        scored: &mut Scored,
    ) {
        scored.scores.clear();
        scored.shapes.clear();
        for at in 0..words.len() {
            let mut scores = [0; WIDTH];
            if words[at].is_open() {
                let mut sums = known.around(words, at, &self.edge, &self.weights);
                self.weights.add(&features::together(words, at), &mut sums);
                scores = sums.map(i32::from);
            }
            if words[at].could_name() {
                scores[0] -= RECALL;
            }
            scored.scores.push(scores);
            scored.shapes.push(words[at].shape());
        }
        lattice.decode(
            words.len(),
            |at| words[at].is_open().then_some(scored.scores[at]),
            |at| &self.steps[scored.shapes[at]],
        );
    }
}

/// Tells the words of a sentence that could be names and that the lexicon does not know
/// for sure.
fn unknown<'a>(
    analysis: &'a Analysis,
    scan: &'a Scan,
    mention_of: &'a [u32],
    sentence: &TokenRange,
) -> impl Fn(u32) -> bool + use<'a> {
    // The capital of the first word says nothing, and "Monday" is a date.
    let opening = sentence
        .clone()
        .find(|token| analysis.token(*token).shape != Shape::Punctuation);
    let first_date = analysis
        .dates
        .partition_point(|date| date.tokens.end <= sentence.start);
    let dated = move |token: u32| {
        analysis.dates[first_date..]
            .iter()
            .take_while(|date| date.tokens.start <= token)
            .any(|date| date.tokens.contains(&token))
    };
    move |token| {
        let known = analysis.token(token);
        let capital = match known.shape {
            Shape::Capitalised | Shape::Upper | Shape::Mixed => {
                opening != Some(token) || matches!(known.tag, Upos::Propn | Upos::Adj | Upos::X)
            }
            Shape::Lower | Shape::Alphanumeric => known.tag == Upos::Propn,
            Shape::Number | Shape::Punctuation => false,
        };
        let named = !scan.flat[token as usize] || known.tag == Upos::Propn;
        let number = mention_of[token as usize] as usize;
        let sure = number.checked_sub(1).is_some_and(|number| {
            let mention = &analysis.mentions[number];
            !matches!(mention.found_by, FoundBy::Rule | FoundBy::Gazetteer)
        });
        capital && named && !sure && !dated(token)
    }
}

/// "Foreign Secretary", "State Department", "Ukraine's Air Force": an office, or a service of
/// a known country, which is composed later.
fn office(
    analysis: &Analysis,
    scan: &Scan,
    lexicon: &Lexicon,
    mention_of: &[u32],
    span: &TokenRange,
) -> bool {
    let known = |token: u32| {
        let entries = scan.entries_at(token, lexicon);
        entries
            .iter()
            .any(|entry| matches!(entry, WordEntry::Role(_) | WordEntry::Service(_)))
            || matches!(analysis.lower(token), "of" | "the" | "for" | "'s" | "’s")
    };
    let country = |token: u32| {
        let number = (mention_of[token as usize] as usize).checked_sub(1);
        number.is_some_and(|number| {
            let mention = &analysis.mentions[number];
            mention.found_by == FoundBy::Lexicon
                && matches!(mention.kind, MentionType::Nationality | MentionType::Place)
        })
    };
    span.clone().any(known) && span.clone().all(|token| known(token) || country(token))
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
