//! Part of speech by an averaged perceptron (Collins 2002) over hashed features, trained
//! by this project's own trainer. Greedy, left to right; words that nearly always have
//! one tag skip the perceptron. Prevents a parser-sized dependency for 17 tags.

mod features;
pub(crate) mod reports;
pub(crate) mod train;
mod weights;

use features::{Context, TEMPLATES, WordFeatures};
pub(crate) use weights::BUNDLED;
pub use weights::{Weights, WeightsError};

use super::casing::Casing;
use super::{Shape, Upos};

/// The number of tags.
const TAGS: usize = Upos::ALL.len();

/// The trained tagger.
#[derive(Debug)]
pub(crate) struct Tagger {
    weights: Weights,
}

/// Buffers that are kept from sentence to sentence.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    words: Vec<WordFeatures>,
    /// For the caller's use: the tags of the sentence.
    pub(crate) tags: Vec<Upos>,
}

impl Tagger {
    /// A tagger with the weights that come with this crate.
    pub(crate) fn bundled() -> Result<Self, WeightsError> {
        Weights::bundled().map(Self::new)
    }

    /// A tagger with given weights.
    pub(crate) fn new(weights: Weights) -> Self {
        Self { weights }
    }

    /// Tags one sentence: lower-case forms and shapes in, one tag each to `set`.
    pub(crate) fn tag<'a>(
        &self,
        words: impl Iterator<Item = (&'a str, Shape)>,
        casing: Casing,
        scratch: &mut Scratch,
        mut set: impl FnMut(usize, Upos),
    ) {
        scratch.words.clear();
        scratch.words.extend(
            words.map(|(lower, shape)| WordFeatures::new(lower, shape, casing, &self.weights)),
        );
        let mut before = (features::START, features::START);
        let mut rows = [0_u64; TEMPLATES];
        for at in 0..scratch.words.len() {
            let word = &scratch.words[at];
            let tag = if let Some(tag) = word.certain {
                tag
            } else {
                Context::new(&scratch.words, at, before).fill(&mut rows);
                best(&self.weights.sum(&rows))
            };
            set(at, Upos::ALL[tag as usize]);
            before = (tag, before.0);
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
