//! Every word that the frame data mentions, numbered once. A document's tokens become
//! numbers in one pass, so that matching compares numbers instead of strings.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::classes::ClassSet;
use super::link::{Link, LinkSet};

/// The number of a word; [`UNKNOWN`] for words that no data file mentions.
pub(crate) type Word = u32;

/// The number of every word that the data files do not mention.
pub(crate) const UNKNOWN: Word = 0;

/// Lower-case words and their numbers.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// Words of up to seven bytes, as most are: compared as one number.
    short: FxHashMap<u64, Word>,
    long: FxHashMap<SmolStr, Word>,
    classes: Vec<ClassSet>,
    links: Vec<LinkSet>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self {
            short: FxHashMap::default(),
            long: FxHashMap::default(),
            classes: vec![ClassSet::default()],
            links: vec![LinkSet::default()],
        }
    }
}

impl Vocabulary {
    /// The word's number, given now if it is new. `word` is lower case.
    pub(super) fn intern(&mut self, word: &str) -> Word {
        let known = self.number(word);
        if known != UNKNOWN {
            return known;
        }
        let number = self.classes.len() as Word;
        match packed(word) {
            Some(short) => self.short.insert(short, number),
            None => self.long.insert(word.into(), number),
        };
        self.classes.push(ClassSet::default());
        self.links.push(LinkSet::default());
        number
    }

    /// Adds classes to a word.
    pub(super) fn classify(&mut self, word: Word, classes: ClassSet) {
        self.classes[word as usize].insert(classes);
    }

    /// Says that a word is a link.
    pub(super) fn link(&mut self, word: &str, link: Link) {
        let word = self.intern(word);
        self.links[word as usize] = LinkSet::one(link);
    }

    /// What kind of link a word is, if any.
    pub(crate) fn links(&self, word: Word) -> LinkSet {
        self.links[word as usize]
    }

    /// The number of a lower-case word.
    pub(crate) fn number(&self, word: &str) -> Word {
        let number = match packed(word) {
            Some(short) => self.short.get(&short),
            None => self.long.get(word),
        };
        number.copied().unwrap_or(UNKNOWN)
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

/// The bytes of a short word in one number, with how many they are.
fn packed(word: &str) -> Option<u64> {
    let mut bytes = [0; size_of::<u64>()];
    let [length, rest @ ..] = &mut bytes;
    *length = word.len() as u8;
    rest.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    Some(u64::from_le_bytes(bytes))
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
