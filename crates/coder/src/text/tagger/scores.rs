//! Scores of tags added up ahead: what a word by itself says for each tag, of itself and of
//! its neighbours. Two thirds of the features of a decision depend on one word only, and
//! words repeat. Prevents the same rows from being found and added at every token.

use super::features::{
    self, Feature, OWN, START, WordFeatures, hash_of, of_opening, of_tags, of_word,
};
use super::weights::Weights;
use super::{Shape, TAGS};
use crate::text::word::casing::Casing;

/// A score of each tag. Sums of 16 bits let the compiler add eight at a time; the last tag
/// stands alone.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scores {
    most: [i16; TAGS - 1],
    last: i16,
}

impl Scores {
    /// The scores of some features; of at most 256, or the sums overflow.
    pub(super) fn of(weights: &Weights, features: &[Feature]) -> Self {
        let mut scores = Self::default();
        for feature in features {
            scores.add_row(weights.row(hash_of(*feature)));
        }
        scores
    }

    pub(super) fn add(&mut self, other: &Self) {
        for (score, more) in self.most.iter_mut().zip(&other.most) {
            *score += more;
        }
        self.last += other.last;
    }

    pub(super) fn add_row(&mut self, [row @ .., end]: &[u8; TAGS]) {
        for (score, weight) in self.most.iter_mut().zip(row) {
            *score += i16::from(*weight as i8);
        }
        self.last += i16::from(*end as i8);
    }

    /// The tag with the highest score, the first of equals.
    pub(super) fn best(&self) -> u8 {
        let mut all = [self.last; TAGS];
        all[..TAGS - 1].copy_from_slice(&self.most);
        super::best(&all)
    }
}

/// What a word says by itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct WordScores {
    pub(super) features: WordFeatures,
    /// For its own tag, but for that of its shape.
    pub(super) own: Scores,
    /// For the tag of the word after it, and of the one after that.
    pub(super) after: [Scores; 2],
    /// For the tag of the word before it, and of the one before that.
    pub(super) before: [Scores; 2],
}

impl WordScores {
    pub(super) fn new(lower: &str, shape: Shape, casing: Casing, weights: &Weights) -> Self {
        Self::of(WordFeatures::new(lower, shape, casing, weights), weights)
    }

    /// Beyond either end of the sentence.
    pub(super) fn edge(weights: &Weights) -> Self {
        Self::of(WordFeatures::EDGE, weights)
    }

    fn of(features: WordFeatures, weights: &Weights) -> Self {
        let scores = |about: &[Feature]| Scores::of(weights, about);
        Self {
            own: scores(&of_word(&features) as &[Feature; OWN]),
            after: [
                scores(&features::as_previous(&features)),
                scores(&features::as_second_previous(&features)),
            ],
            before: [
                scores(&features::as_next(&features)),
                scores(&features::as_second_next(&features)),
            ],
            features,
        }
    }
}

/// Tags before a word, and "none" before the first.
const BEFORE: usize = TAGS + 1;
/// More than any word's shape.
const SHAPES: usize = 32;

/// Scores that depend on no word.
#[derive(Debug)]
pub(super) struct Tables {
    /// By the two tags before.
    tags: Vec<Scores>,
    /// By shape, and whether the word is the first.
    openings: Vec<Scores>,
}

impl Tables {
    pub(super) fn new(weights: &Weights) -> Self {
        let tag = |at: usize| if at < TAGS { at as u8 } else { START };
        let tags = (0..BEFORE * BEFORE)
            .map(|at| Scores::of(weights, &of_tags((tag(at / BEFORE), tag(at % BEFORE)))))
            .collect();
        let openings = (0..SHAPES as u64 * 2)
            .map(|at| Scores::of(weights, &[of_opening(at / 2, at % 2 == 1)]))
            .collect();
        Self { tags, openings }
    }

    pub(super) fn tags(&self, (last, second): (u8, u8)) -> &Scores {
        let place = |tag: u8| usize::from(tag).min(TAGS);
        &self.tags[place(last) * BEFORE + place(second)]
    }

    pub(super) fn opening(&self, word: &WordFeatures, first: bool) -> &Scores {
        &self.openings[word.shape as usize * 2 + usize::from(first)]
    }
}
