//! The numbers of every folded word of the lexicon, found by one look-up. Prevents a word of
//! the text from being looked up by its letters and by its sound in two tables.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::pieces::sound;
use super::trie::{Vocabulary, WordId};

/// The numbers of a folded word; 0 where no pattern has it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Numbers {
    /// As a describing word.
    pub(super) word: WordId,
    /// Inside a name, by its letters.
    pub(super) letters: WordId,
    /// In a name, by its sound.
    pub(super) sound: WordId,
}

/// The words of both vocabularies. They stand in the table itself: a look-up touches
/// nothing else.
#[derive(Debug, Default)]
pub(super) struct KnownWords {
    numbers: FxHashMap<SmolStr, Numbers>,
}

impl KnownWords {
    /// The numbers of all words of two vocabularies, which must be complete.
    pub(super) fn of(words: &Vocabulary, names: &Vocabulary) -> Self {
        let mut key = String::new();
        let mut numbers = FxHashMap::default();
        for word in words.words().chain(names.words()) {
            numbers.entry(word.into()).or_insert_with(|| Numbers {
                word: words.id(word),
                letters: names.id(word),
                sound: names.id(sound(word, &mut key)),
            });
        }
        Self { numbers }
    }

    /// What is known of a folded word.
    pub(super) fn get(&self, folded: &str) -> Option<Numbers> {
        self.numbers.get(folded).copied()
    }
}
