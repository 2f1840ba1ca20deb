//! A list of words that a frame names, asked for at every token of a sentence. Prevents a
//! search for words that are hardly ever there.

use super::vocabulary::Word;

/// Words by their numbers.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct WordSet {
    /// Sorted, each once.
    words: Vec<Word>,
    /// See [`bit`].
    bits: Bits,
}

impl WordSet {
    /// The set of these words.
    pub(super) fn new(mut words: Vec<Word>) -> Self {
        words.sort_unstable();
        words.dedup();
        let bits = bits(&words);
        Self { words, bits }
    }

    /// Whether a word is in the set.
    pub(crate) fn has(&self, word: Word) -> bool {
        self.bits & bit(word) != 0 && self.words.binary_search(&word).is_ok()
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

/// Words of a set at a glance.
pub(super) type Bits = u128;

/// One bit for a word, several words to a bit: a look that passes all words of a set, and few
/// others.
pub(super) const fn bit(word: Word) -> Bits {
    1 << (word % Bits::BITS)
}

/// The bits of some words together.
fn bits(words: &[Word]) -> Bits {
    words.iter().fold(0, |bits, word| bits | bit(*word))
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
