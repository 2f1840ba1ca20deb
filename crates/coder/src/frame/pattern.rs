//! Triggers and cues as sequences of words, found by the number of their first word:
//! one look-up for each token, the rest is verified only where the first word fits and
//! the second may.

use super::inflect::Irregular;
use super::vocabulary::{UNKNOWN, Vocabulary, Word};

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
    /// Any one of these words, sorted.
    Words(Vec<Word>),
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
    by_first: Vec<Openings>,
}

/// The patterns that a first word opens, in the order of their numbers.
#[derive(Debug, Default)]
struct Openings {
    all: Vec<Opening>,
    /// What follows one of them.
    any: Second,
}

/// A pattern as its first word finds it.
#[derive(Clone, Copy, Debug)]
struct Opening {
    pattern: u32,
    /// What can follow the first word, so that most patterns are never looked at.
    second: Second,
}

/// The words that may follow a first word, or that do: one bit each, several words to a bit,
/// so that a look passes all that fit and few others.
#[derive(Clone, Copy, Debug, Default)]
struct Second {
    /// Right behind it.
    next: u64,
    /// Behind a gap.
    near: u64,
}

impl Second {
    /// What a pattern asks for; everything where it asks for nothing.
    fn of(elements: &[Element]) -> Self {
        let (next, near) = match elements.get(1..) {
            Some([Element::Words(words), ..]) => (bits(words), 0),
            Some([Element::Gap, Element::Words(words), ..]) => (0, bits(words)),
            _ => (u64::MAX, 0),
        };
        Self { next, near }
    }

    /// What follows in a text: `behind` are the words of the sentence behind the first. No
    /// look beyond the next word where nothing asks for it.
    fn in_text(behind: &[Word], asked: Self) -> Self {
        let near = &behind[..behind.len().min(GAP + 1)];
        Self {
            // What asks for nothing fits at the end of a sentence, too.
            next: bit(behind.first().copied().unwrap_or(UNKNOWN)),
            near: if asked.near == 0 { 0 } else { bits(near) },
        }
    }

    fn meets(self, other: Self) -> bool {
        (self.next & other.next) | (self.near & other.near) != 0
    }
}

const fn bit(word: Word) -> u64 {
    1 << (word % u64::BITS)
}

fn bits(words: &[Word]) -> u64 {
    words.iter().fold(0, |bits, word| bits | bit(*word))
}

impl<T> Default for Patterns<T> {
    fn default() -> Self {
        Self {
            all: Vec::new(),
            by_first: Vec::new(),
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
        let mut numbers: Vec<Word> = words.iter().map(|word| vocabulary.intern(word)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        elements.push(Element::Words(numbers));
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
        self.by_first
            .resize_with(vocabulary.len(), Openings::default);
        let firsts = match elements.first() {
            Some(Element::Words(words)) => words.clone(),
            _ => return None,
        };
        let twin = self.by_first[firsts[0] as usize]
            .all
            .iter()
            .map(|opening| opening.pattern)
            .find(|pattern| {
                let other = &self.all[*pattern as usize];
                other.part == part && other.elements == elements
            });
        let opening = Opening {
            pattern: self.all.len() as u32,
            second: Second::of(&elements),
        };
        for first in firsts {
            let openings = &mut self.by_first[first as usize];
            openings.all.push(opening);
            openings.any.next |= opening.second.next;
            openings.any.near |= opening.second.near;
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
    /// The patterns that match at `start`, each with one past its last word. `words` are
    /// the numbers of a sentence's tokens.
    pub(crate) fn at<'a>(
        &'a self,
        words: &'a [Word],
        start: usize,
    ) -> impl Iterator<Item = (&'a Pattern<T>, usize)> {
        // Most words open nothing, and most that do are not followed by what it takes.
        let openings = match words[start] {
            UNKNOWN => None,
            first => self.by_first.get(first as usize),
        };
        let (mut candidates, mut follows) = (&[][..], Second::default());
        if let Some(openings) = openings {
            follows = Second::in_text(&words[start + 1..], openings.any);
            if openings.any.meets(follows) {
                candidates = &openings.all;
            }
        }
        candidates.iter().filter_map(move |opening| {
            if !opening.second.meets(follows) {
                return None;
            }
            let pattern = &self.all[opening.pattern as usize];
            // The first word is the one by which the pattern was found.
            let end = end_of_match(pattern.elements.get(1..)?, words, start + 1)?;
            Some((pattern, end))
        })
    }
}

fn end_of_match(elements: &[Element], words: &[Word], start: usize) -> Option<usize> {
    match elements {
        [] => Some(start),
        [Element::Gap, Element::Words(any), rest @ ..] => {
            let window = words.get(start..)?.iter().take(GAP + 1);
            (start + 1..)
                .zip(window)
                .filter(|(_, word)| holds(any, **word))
                .find_map(|(behind, _)| end_of_match(rest, words, behind))
        }
        [Element::Gap, rest @ ..] => (start..=(start + GAP).min(words.len()))
            .find_map(|from| end_of_match(rest, words, from)),
        [Element::Words(any), rest @ ..] => {
            let word = words.get(start)?;
            match holds(any, *word) {
                true => end_of_match(rest, words, start + 1),
                false => None,
            }
        }
    }
}

/// Whether a word is among those of an element: most have one or two.
fn holds(any: &[Word], word: Word) -> bool {
    match any {
        [one] => *one == word,
        [one, other] => *one == word || *other == word,
        _ => any.binary_search(&word).is_ok(),
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
        patterns.at(&words, 0).map(|(_, end)| end).max()
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
