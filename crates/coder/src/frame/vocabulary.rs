//! Every word that the frame data mentions, numbered once. A document's tokens become
//! numbers in one pass, so that matching compares numbers instead of strings.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::classes::ClassSet;

/// The number of a word; [`UNKNOWN`] for words that no data file mentions.
pub(crate) type Word = u32;

/// The number of every word that the data files do not mention.
pub(crate) const UNKNOWN: Word = 0;

/// Lower-case words and their numbers.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    numbers: FxHashMap<SmolStr, Word>,
    classes: Vec<ClassSet>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self {
            numbers: FxHashMap::default(),
            classes: vec![ClassSet::default()],
        }
    }
}

impl Vocabulary {
    /// The word's number, given now if it is new. `word` is lower case.
    pub(super) fn intern(&mut self, word: &str) -> Word {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = self.classes.len() as Word;
        self.numbers.insert(word.into(), number);
        self.classes.push(ClassSet::default());
        number
    }

    /// Adds classes to a word.
    pub(super) fn classify(&mut self, word: Word, classes: ClassSet) {
        self.classes[word as usize].insert(classes);
    }

    /// The number of a lower-case word.
    pub(crate) fn number(&self, word: &str) -> Word {
        self.numbers.get(word).copied().unwrap_or(UNKNOWN)
    }

    /// The classes of a word.
    pub(crate) fn classes(&self, word: Word) -> ClassSet {
        self.classes[word as usize]
    }

    /// How many numbers are given, the unknown word included.
    pub(super) fn len(&self) -> usize {
        self.classes.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_its_number_and_unknown_words_share_one() {
        let mut vocabulary = Vocabulary::default();
        let shell = vocabulary.intern("shell");
        assert_eq!(vocabulary.intern("shell"), shell);
        assert_eq!(vocabulary.number("shell"), shell);
        assert_eq!(vocabulary.number("poetry"), UNKNOWN);
        assert_eq!(vocabulary.len(), 2);
    }
}
