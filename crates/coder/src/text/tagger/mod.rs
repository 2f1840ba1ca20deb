//! Part of speech by an averaged perceptron (Collins 2002) over hashed features, trained
//! by this project's own trainer. Greedy, left to right; words that nearly always have
//! one tag skip the perceptron. Prevents a parser-sized dependency for 17 tags.

mod features;
pub(crate) mod reports;
mod scores;
pub(crate) mod train;
mod weights;

use features::{hash_of, of_all};
use scores::{Tables, WordScores};
pub(crate) use weights::BUNDLED;
pub use weights::{Weights, WeightsError};

use super::Shape;
use super::Upos;
use super::word::casing::Casing;
use super::word::words::{Memo, WordNumber, Words};

/// The number of tags.
const TAGS: usize = Upos::ALL.len();
/// How far around a word the tagger looks.
const REACH: usize = 2;

/// The trained tagger.
#[derive(Debug)]
pub(crate) struct Tagger {
    weights: Weights,
    tables: Tables,
    edge: WordScores,
}

/// What is kept from sentence to sentence, for one tagger.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// By casing: what capitals say is part of what a word says.
    words: [Memo<WordScores>; 2],
    /// Where the words of the sentence stand there.
    places: Vec<usize>,
}

impl Tagger {
    /// A tagger with the weights that come with this crate.
    pub(crate) fn bundled() -> Result<Self, WeightsError> {
        Weights::bundled().map(Self::new)
    }

    /// A tagger with given weights.
    pub(crate) fn new(weights: Weights) -> Self {
        Self {
            tables: Tables::new(&weights),
            edge: WordScores::edge(&weights),
            weights,
        }
    }

    /// Tags one sentence: the numbers of its words in, one tag each to `set`.
    pub(crate) fn tag(
        &self,
        sentence: &[WordNumber],
        words: &Words,
        casing: Casing,
        scratch: &mut Scratch,
        mut set: impl FnMut(usize, Upos),
    ) {
        let known = &mut scratch.words[casing as usize];
        known.bound();
        scratch.places.clear();
        scratch.places.extend(sentence.iter().map(|&word| {
            known.place(word, || {
                WordScores::new(words.lower(word), words.shape(word), casing, &self.weights)
            })
        }));
        let near = |at: usize| match at.checked_sub(REACH).and_then(|at| scratch.places.get(at)) {
            Some(place) => known.at(*place),
            None => &self.edge,
        };
        let mut before = (features::START, features::START);
        let mut around = [near(0), near(1), near(2), near(3), near(4)];
        for at in 0..sentence.len() {
            let [second_previous, previous, word, next, second_next] = around;
            let tag = word.features.certain.unwrap_or_else(|| {
                let mut scores = word.own;
                scores.add(self.tables.opening(&word.features, at == 0));
                scores.add(self.tables.tags(before));
                scores.add(&previous.after[0]);
                scores.add(&second_previous.after[1]);
                scores.add(&next.before[0]);
                scores.add(&second_next.before[1]);
                for feature in of_all(&word.features, &next.features, before.0) {
                    scores.add_row(self.weights.row(hash_of(feature)));
                }
                scores.best()
            });
            set(at, Upos::ALL[tag as usize]);
            before = (tag, before.0);
            around = [previous, word, next, second_next, near(at + 5)];
        }
    }
}

/// The tag with the highest score, the first of equals.
fn best<T: PartialOrd + Copy>(scores: &[T; TAGS]) -> u8 {
    let mut best = 0;
    for at in 1..TAGS {
        if scores[at] > scores[best] {
            best = at;
        }
    }
    best as u8
}
