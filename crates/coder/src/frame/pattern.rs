//! Triggers and cues as sequences of words, found by the number of their first word:
//! one look-up for each token, the rest is verified only where the first word fits and
//! the second may.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::inflect::Irregular;
use super::vocabulary::{Vocabulary, Word};
use super::word_set::{Bits, WordSet};

/// At most this many tokens stand in for a `*`.
const GAP: usize = 6;

/// How the words of a pattern are inflected and what part of speech it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The first word is a verb and takes all its forms.
    Verb,
    /// The last word is a noun and takes singular and plural.
    Noun,
    /// Exactly these words, whatever they are.
    Fixed,
    /// Exactly these words: the passive of a verb with its object ("sanctions were lifted").
    Passive,
}

#[derive(Debug, PartialEq, Eq)]
enum Element {
    /// Any one of these words.
    Words(WordSet),
    /// Up to [`GAP`] tokens, no punctuation among them.
    Gap,
}

/// A compiled pattern and what it stands for.
#[derive(Debug)]
pub(crate) struct Pattern<T> {
    elements: Vec<Element>,
    /// The part of speech it needs.
    pub(crate) part: Part,
    /// What it stands for.
    pub(crate) meaning: T,
}

/// All patterns, by their first word.
#[derive(Debug)]
pub(crate) struct Patterns<T> {
    all: Vec<Pattern<T>>,
    /// By word, one more than the place of what it opens; 0 for nothing, as most words do.
    by_first: Vec<u32>,
    openings: Vec<Openings>,
}

/// The number of a pattern: those stated first have the lowest.
pub(crate) type Number = u32;

/// The patterns that a first word opens, by what may follow it, so that most of them are
/// never looked at.
#[derive(Debug, Default)]
struct Openings {
    /// Anything, or nothing.
    alone: Vec<Number>,
    /// A word right behind it.
    next: Followers,
    /// One of some words behind a gap.
    near: Followers,
}

/// Patterns by a word that they go on with. Hashed, because for some first words they are
/// many, and nearly every word that is asked for is none of theirs.
#[derive(Debug, Default)]
struct Followers {
    by_word: FxHashMap<Word, SmallVec<[Number; 4]>>,
    /// The words.
    bits: Bits,
}

impl Followers {
    fn add(&mut self, words: &WordSet, pattern: Number) {
        self.bits.unite(words.bits());
        for word in words.words() {
            self.by_word.entry(*word).or_default().push(pattern);
        }
    }

    /// The patterns that go on with a word, in the order in which they were added.
    fn of(&self, word: Word) -> &[Number] {
        if !self.bits.may_hold(word) {
            return &[];
        }
        self.by_word.get(&word).map_or(&[], SmallVec::as_slice)
    }

    fn all(&self) -> impl Iterator<Item = Number> {
        self.by_word.values().flatten().copied()
    }
}

/// How much of a pattern is known to match.
#[derive(Clone, Copy)]
struct Known {
    /// Its first elements, so many.
    elements: usize,
    /// One past the last token that they hold, from the first.
    tokens: usize,
}

impl Openings {
    fn add(&mut self, pattern: Number, elements: &[Element]) {
        match elements.get(1..) {
            Some([Element::Words(words), ..]) => self.next.add(words, pattern),
            Some([Element::Gap, Element::Words(words), ..]) => self.near.add(words, pattern),
            _ => self.alone.push(pattern),
        }
    }

    fn all(&self) -> impl Iterator<Item = Number> {
        let followed = self.next.all().chain(self.near.all());
        self.alone.iter().copied().chain(followed)
    }

    /// Shows the patterns that the words behind the first may go on with, each once.
    fn before(&self, behind: &[Word], mut see: impl FnMut(Number, Known)) {
        let known = |elements, tokens| Known { elements, tokens };
        for pattern in &self.alone {
            see(*pattern, known(1, 1));
        }
        if let Some(next) = behind.first() {
            for pattern in self.next.of(*next) {
                see(*pattern, known(2, 2));
            }
        }
        if self.near.bits.is_empty() {
            return;
        }
        let window = &behind[..behind.len().min(GAP + 1)];
        for (at, word) in window.iter().enumerate() {
            for pattern in self.near.of(*word) {
                let mut nearer = window[..at].iter();
                if !nearer.any(|word| self.near.of(*word).contains(pattern)) {
                    see(*pattern, known(3, at + 2));
                }
            }
        }
    }
}

impl<T> Default for Patterns<T> {
    fn default() -> Self {
        Self {
            all: Vec::new(),
            by_first: Vec::new(),
            openings: Vec::new(),
        }
    }
}

/// Compiles `source` ("carry out * air/drone strike") into its elements.
fn compile(
    source: &str,
    part: Part,
    irregular: &Irregular,
    vocabulary: &mut Vocabulary,
) -> Vec<Element> {
    let parts: Vec<&str> = source.split_whitespace().collect();
    let last = parts.len().saturating_sub(1);
    // "forcibly recruit": behind an adverb stands the verb. "Rally against" has its verb
    // first; forms that no text has do no harm.
    let verbs = 1 + usize::from(parts.first().is_some_and(|first| first.ends_with("ly")));
    let mut elements = Vec::with_capacity(parts.len());
    for (index, word) in parts.iter().enumerate() {
        if *word == "*" {
            elements.push(Element::Gap);
            continue;
        }
        let mut words = Vec::new();
        for choice in word.split('/') {
            match part {
                Part::Verb if index < verbs => words.extend(irregular.verb(choice)),
                Part::Noun if index == last => words.extend(irregular.noun(choice)),
                _ => words.push(choice.to_owned()),
            }
        }
        let numbers = words.iter().map(|word| vocabulary.intern(word));
        elements.push(Element::Words(WordSet::new(numbers.collect())));
    }
    elements
}

impl<T> Patterns<T> {
    /// Adds a pattern. Returns the meaning that had the same words before, if any.
    pub(super) fn add(
        &mut self,
        source: &str,
        part: Part,
        meaning: T,
        irregular: &Irregular,
        vocabulary: &mut Vocabulary,
    ) -> Option<&T> {
        let elements = compile(source, part, irregular, vocabulary);
        self.by_first.resize(vocabulary.len(), 0);
        let firsts = match elements.first() {
            Some(Element::Words(words)) => words.words().to_vec(),
            _ => return None,
        };
        let twin = self.opened_by(firsts[0]).and_then(|openings| {
            openings.all().find(|pattern| {
                let other = &self.all[*pattern as usize];
                other.part == part && other.elements == elements
            })
        });
        let number = self.all.len() as Number;
        for first in firsts {
            let place = &mut self.by_first[first as usize];
            if *place == 0 {
                self.openings.push(Openings::default());
                *place = self.openings.len() as u32;
            }
            self.openings[*place as usize - 1].add(number, &elements);
        }
        self.all.push(Pattern {
            elements,
            part,
            meaning,
        });
        twin.map(|twin| &self.all[twin as usize].meaning)
    }
}

impl<T> Patterns<T> {
    /// Shows the patterns that match at `start`, each with its number and one past its last
    /// word, in no order. `words` are the numbers of a sentence's tokens.
    pub(crate) fn at(
        &self,
        words: &[Word],
        start: usize,
        mut see: impl FnMut(Number, &Pattern<T>, usize),
    ) {
        // Most words open nothing, and most that do are not followed by what it takes.
        let Some(openings) = self.opened_by(words[start]) else {
            return;
        };
        openings.before(&words[start + 1..], |number, known| {
            let pattern = &self.all[number as usize];
            let (mut known, elements) = (known, &pattern.elements);
            // What follows the nearest word behind a gap may follow a later one instead.
            if known.elements == 3 && elements.len() > 3 {
                known = Known {
                    elements: 1,
                    tokens: 1,
                };
            }
            let rest = elements.get(known.elements..).unwrap_or_default();
            if let Some(end) = end_of_match(rest, words, start + known.tokens) {
                see(number, pattern, end);
            }
        });
    }

    /// Whether a pattern can begin with a word: few words do.
    pub(crate) fn opens(&self, first: Word) -> bool {
        self.opened_by(first).is_some()
    }

    /// What a first word opens.
    fn opened_by(&self, first: Word) -> Option<&Openings> {
        let place = self.by_first.get(first as usize)?.checked_sub(1)?;
        self.openings.get(place as usize)
    }
}

fn end_of_match(elements: &[Element], words: &[Word], start: usize) -> Option<usize> {
    match elements {
        [] => Some(start),
        [Element::Gap, Element::Words(any), rest @ ..] => {
            let window = words.get(start..)?.iter().take(GAP + 1);
            (start + 1..)
                .zip(window)
                .filter(|(_, word)| any.has(**word))
                .find_map(|(behind, _)| end_of_match(rest, words, behind))
        }
        [Element::Gap, rest @ ..] => (start..=(start + GAP).min(words.len()))
            .find_map(|from| end_of_match(rest, words, from)),
        [Element::Words(any), rest @ ..] => {
            let word = words.get(start)?;
            match any.has(*word) {
                true => end_of_match(rest, words, start + 1),
                false => None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str, part: Part, text: &str) -> Option<usize> {
        let (irregular, mut vocabulary) = (Irregular::default(), Vocabulary::default());
        let mut patterns = Patterns::default();
        patterns.add(source, part, (), &irregular, &mut vocabulary);
        let words: Vec<Word> = text
            .split(' ')
            .map(|word| vocabulary.number(word))
            .collect();
        let mut last = None;
        patterns.at(&words, 0, |_, _, end| last = last.max(Some(end)));
        last
    }

    #[test]
    fn verbs_inflect_their_first_word_and_nouns_their_last() {
        assert_eq!(
            found("open fire on", Part::Verb, "opened fire on them"),
            Some(3)
        );
        assert_eq!(found("car bomb", Part::Noun, "car bombs went off"), Some(2));
        assert_eq!(found("car bomb", Part::Noun, "cars bomb"), None);
        assert_eq!(found("rules", Part::Fixed, "rule"), None);
        let behind_adverb = found("forcibly recruit", Part::Verb, "forcibly recruited");
        assert_eq!(behind_adverb, Some(2));
        let no_adverb = found("rally against", Part::Verb, "rallied against");
        assert_eq!(no_adverb, Some(2));
    }

    #[test]
    fn a_star_stands_for_a_few_words_and_a_slash_for_a_choice() {
        let pattern = "detonate * belt/vest";
        assert_eq!(
            found(pattern, Part::Verb, "detonated his explosive vest"),
            Some(4)
        );
        assert_eq!(found(pattern, Part::Verb, "detonated belt"), Some(2));
        assert_eq!(
            found(pattern, Part::Verb, "detonated a b c d e f g belt"),
            None
        );
    }

    #[test]
    fn the_same_pattern_twice_is_noticed() {
        let (irregular, mut vocabulary) = (Irregular::default(), Vocabulary::default());
        let mut patterns = Patterns::default();
        let mut add = |meaning| {
            patterns
                .add("shell", Part::Verb, meaning, &irregular, &mut vocabulary)
                .copied()
        };
        assert_eq!(add(1), None);
        assert_eq!(add(2), Some(1));
    }
}
