//! A list of words that a frame names, asked for at every token of a sentence. Prevents a
//! search for words that are hardly ever there.

use super::vocabulary::Word;

/// Words by their numbers.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct WordSet {
    /// Sorted, each once.
    words: Vec<Word>,
    bits: Bits,
}

impl WordSet {
    /// The set of these words.
    pub(super) fn new(mut words: Vec<Word>) -> Self {
        words.sort_unstable();
        words.dedup();
        let mut bits = Bits::default();
        words.iter().for_each(|word| bits.insert(*word));
        Self { words, bits }
    }

    /// Whether a word is in the set.
    pub(crate) fn has(&self, word: Word) -> bool {
        self.bits.may_hold(word) && self.words.binary_search(&word).is_ok()
    }

    /// Whether there is no word in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words in order.
    pub(super) fn words(&self) -> &[Word] {
        &self.words
    }

    /// The bits of all words together.
    pub(super) fn bits(&self) -> Bits {
        self.bits
    }
}

/// Words of a set at a glance, several to a bit: a look that passes all words of the set, and
/// few others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bits([u64; 4]);

impl Bits {
    /// Adds a word.
    fn insert(&mut self, word: Word) {
        let (at, bit) = place(word);
        self.0[at] |= bit;
    }

    /// Adds the words of others.
    pub(super) fn unite(&mut self, others: Self) {
        for (own, other) in self.0.iter_mut().zip(others.0) {
            *own |= other;
        }
    }

    /// False when the word is surely not in the set.
    pub(super) fn may_hold(&self, word: Word) -> bool {
        let (at, bit) = place(word);
        self.0[at] & bit != 0
    }

    /// Whether there is no word in the set.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The part of the bits that a word has its bit in, and that bit.
const fn place(word: Word) -> (usize, u64) {
    (word as usize / 64 % 4, 1 << (word % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_share_a_bit_are_told_apart() {
        let set = WordSet::new(vec![131, 3, 3]);
        assert!(set.has(131) && set.has(3) && !set.has(1));
        assert_eq!(set.words(), [3, 131]);
    }
}
