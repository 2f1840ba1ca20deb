//! Every distinct word of the texts read so far, with a number of its own. Words repeat: what
//! can be said of a word by itself is found once and then looked up by its number. Prevents a
//! stage from folding, hashing and comparing "the" again at every token.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::forms::lower;
use crate::text::Shape;

/// A word's number; those of one [`Words`] only.
pub(crate) type WordNumber = u32;

/// More words than this are forgotten between two documents.
const MOST: usize = 1 << 14;
/// And more bytes of words, which are long where a text is none.
const MOST_BYTES: usize = 1 << 20;

/// The words and their numbers.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// By shape, as the tokeniser read it: "a.m." is an acronym, "am" is none.
    numbers: [FxHashMap<SmolStr, WordNumber>; Shape::COUNT],
    known: Vec<(SmolStr, Shape)>,
    bytes: usize,
}

impl Words {
    /// The number of a word as it is written.
    pub(crate) fn number(&mut self, word: &str, shape: Shape) -> WordNumber {
        let numbers = &mut self.numbers[shape as usize];
        if let Some(number) = numbers.get(word) {
            return *number;
        }
        let number = WordNumber::try_from(self.known.len()).unwrap_or(WordNumber::MAX);
        numbers.insert(word.into(), number);
        self.known.push((lower(word), shape));
        self.bytes += word.len();
        number
    }

    /// A word in lower case, with plain apostrophes and hyphens.
    pub(crate) fn lower(&self, number: WordNumber) -> &SmolStr {
        &self.known[number as usize].0
    }

    /// What a word looks like.
    pub(crate) fn shape(&self, number: WordNumber) -> Shape {
        self.known[number as usize].1
    }

    /// So many words that it is time to begin anew.
    pub(crate) fn is_full(&self) -> bool {
        self.known.len() > MOST || self.bytes > MOST_BYTES
    }
}

/// What was found of words by themselves, by their numbers.
#[derive(Debug)]
pub(crate) struct Memo<T> {
    /// One more than the place of a word's entry; 0 for none.
    places: Vec<u32>,
    found: Vec<T>,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self {
            places: Vec::new(),
            found: Vec::new(),
        }
    }
}

impl<T> Memo<T> {
    /// The place of what was found of a word; found now where it never was.
    pub(crate) fn place(&mut self, word: WordNumber, find: impl FnOnce() -> T) -> usize {
        let word = word as usize;
        if self.places.len() <= word {
            self.places.resize(word + 1, 0);
        }
        if self.places[word] == 0 {
            self.found.push(find());
            self.places[word] = u32::try_from(self.found.len()).unwrap_or(u32::MAX);
        }
        self.places[word] as usize - 1
    }

    /// What was found of a word; found now where it never was.
    pub(crate) fn get(&mut self, word: WordNumber, find: impl FnOnce() -> T) -> &mut T {
        let place = self.place(word, find);
        &mut self.found[place]
    }

    /// What was found, by its place.
    pub(crate) fn at(&self, place: usize) -> &T {
        &self.found[place]
    }

    /// Forgets everything where it is much: a text of ever new words must not fill memory.
    /// Places told before mean nothing afterwards.
    pub(crate) fn bound(&mut self) {
        if self.found.len() > MOST {
            self.places.clear();
            self.found.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_number_and_another_shape_makes_another_word() {
        let mut words = Words::default();
        let first = words.number("Aleppo", Shape::Capitalised);
        assert_eq!(words.number("Aleppo", Shape::Capitalised), first);
        assert_ne!(words.number("Aleppo", Shape::Mixed), first);
        assert_eq!(words.lower(first), "aleppo");
    }

    #[test]
    fn a_word_is_looked_at_once() {
        let mut memo = Memo::default();
        assert_eq!(*memo.get(3, || "first"), "first");
        assert_eq!(*memo.get(3, || "second"), "first");
        assert_eq!(*memo.get(0, || "third"), "third");
    }
}
