//! Sums of weights made ahead: what a word by itself says of its own label and of those of its
//! neighbours. Words repeat; prevents the same rows from being found and added at every token.

use super::features::{self, Feature, WordFeatures};
use super::signs::FLAT;
use super::weights::{NameWeights, Sums};
use crate::text::Memo;

/// What a word says by itself.
#[derive(Debug)]
pub(super) struct WordSums {
    own: Sums,
    /// Of the word after it, and of the one after that.
    after: [Sums; 2],
    /// Of the word before it, and of the one before that.
    before: [Sums; 2],
}

impl WordSums {
    fn of(word: &WordFeatures, weights: &NameWeights) -> Self {
        let sums = |about: &[Feature]| {
            let mut sums = Sums::default();
            weights.add(about, &mut sums);
            sums
        };
        Self {
            own: sums(&features::of_word(word)),
            after: [
                sums(&features::as_previous(word)),
                sums(&features::as_second_previous(word)),
            ],
            before: [
                sums(&features::as_next(word)),
                sums(&features::as_second_next(word)),
            ],
        }
    }
}

/// Those of the words met so far, where capitals mean something and where they do not.
#[derive(Debug, Default)]
pub(super) struct KnownWords {
    words: [Memo<WordSums>; 2],
}

impl KnownWords {
    /// Forgets everything where it is much.
    pub(super) fn bound(&mut self) {
        self.words.iter_mut().for_each(Memo::bound);
    }

    /// What the words within reach of one say of its label, each by itself.
    pub(super) fn around(
        &mut self,
        words: &[WordFeatures],
        at: usize,
        edge: &WordSums,
        weights: &NameWeights,
    ) -> Sums {
        let mut near = |offset: isize, part: fn(&WordSums) -> &Sums, sums: &mut Sums| {
            let word = at.checked_add_signed(offset).and_then(|at| words.get(at));
            let part = match word {
                Some(word) => part(
                    self.words[usize::from(word.shape == FLAT)]
                        .get(word.number, || WordSums::of(word, weights)),
                ),
                None => part(edge),
            };
            for (sum, more) in sums.iter_mut().zip(part) {
                *sum += more;
            }
        };
        let mut sums = Sums::default();
        near(-2, |word| &word.after[1], &mut sums);
        near(-1, |word| &word.after[0], &mut sums);
        near(0, |word| &word.own, &mut sums);
        near(1, |word| &word.before[0], &mut sums);
        near(2, |word| &word.before[1], &mut sums);
        sums
    }
}

/// What stands beyond either end of a sentence says.
pub(super) fn edge(weights: &NameWeights) -> WordSums {
    WordSums::of(&WordFeatures::EDGE, weights)
}
