//! From a document to tokens: working text, sentences, tokens with part of speech and
//! lemma, chunks, quotations, datelines.

mod access;
mod chunk;
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) mod invariants;
mod predicate;
mod repair;
#[cfg(test)]
mod robust_tests;
mod sentence;
mod stage;
pub(crate) mod tagger;
pub(crate) mod token;
mod word;
mod working;

pub(crate) use stage::{Scratch, TextStage};
pub(crate) use word::casing::{Casing, casing};
pub(crate) use word::forms::Forms;
pub(crate) use word::gate::Gate;
pub(crate) use word::hint::Hints;
pub(crate) use word::lemma::TABLES;
pub(crate) use word::verb_form::VerbForm;
pub(crate) use word::words::{Memo, WordNumber};
pub(crate) use working::WorkingText;

use crate::analysis::TokenRange;

/// A word, number or punctuation mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// First byte in the working text.
    pub(crate) start: u32,
    /// One past the last byte.
    pub(crate) end: u32,
    /// Universal part of speech.
    pub(crate) tag: Upos,
    /// What it looks like.
    pub(crate) shape: Shape,
    /// The inflections it can be, for verbs and auxiliaries.
    pub(crate) form: VerbForm,
    /// White space or the start of the text stands before it.
    pub(crate) space_before: bool,
}

/// Universal part-of-speech tags (universaldependencies.org/u/pos).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(crate) enum Upos {
    /// Adjective.
    Adj,
    /// Adposition.
    Adp,
    /// Adverb.
    Adv,
    /// Auxiliary.
    Aux,
    /// Coordinating conjunction.
    Cconj,
    /// Determiner.
    Det,
    /// Interjection.
    Intj,
    /// Noun.
    Noun,
    /// Numeral.
    Num,
    /// Particle.
    Part,
    /// Pronoun.
    Pron,
    /// Proper noun.
    Propn,
    /// Punctuation.
    Punct,
    /// Subordinating conjunction.
    Sconj,
    /// Symbol.
    Sym,
    /// Verb.
    Verb,
    /// Anything else.
    #[default]
    X,
}

impl Upos {
    /// All tags; a tag's place is its `repr`.
    pub(crate) const ALL: [Self; 17] = [
        Self::Adj,
        Self::Adp,
        Self::Adv,
        Self::Aux,
        Self::Cconj,
        Self::Det,
        Self::Intj,
        Self::Noun,
        Self::Num,
        Self::Part,
        Self::Pron,
        Self::Propn,
        Self::Punct,
        Self::Sconj,
        Self::Sym,
        Self::Verb,
        Self::X,
    ];

    /// The name in the Universal Dependencies ("PROPN").
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Adj => "ADJ",
            Self::Adp => "ADP",
            Self::Adv => "ADV",
            Self::Aux => "AUX",
            Self::Cconj => "CCONJ",
            Self::Det => "DET",
            Self::Intj => "INTJ",
            Self::Noun => "NOUN",
            Self::Num => "NUM",
            Self::Part => "PART",
            Self::Pron => "PRON",
            Self::Propn => "PROPN",
            Self::Punct => "PUNCT",
            Self::Sconj => "SCONJ",
            Self::Sym => "SYM",
            Self::Verb => "VERB",
            Self::X => "X",
        }
    }

    /// True for a common or proper noun.
    pub(crate) const fn is_noun(self) -> bool {
        matches!(self, Self::Noun | Self::Propn)
    }
}

/// What a token looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Shape {
    /// "village".
    #[default]
    Lower,
    /// "Village".
    Capitalised,
    /// "SOHR", "U.S."
    Upper,
    /// "al-Homsi", "iPhone".
    Mixed,
    /// Has a digit and no letter: "17.53", "2,000".
    Number,
    /// Has a digit and a letter: "RPG-7", "9th".
    Alphanumeric,
    /// Neither letter nor digit.
    Punctuation,
}

impl Shape {
    /// How many there are.
    pub(crate) const COUNT: usize = Self::Punctuation as usize + 1;
}

/// A sentence, headline or list item.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    /// Its tokens.
    pub(crate) tokens: TokenRange,
    /// Paragraph number, from 0; the title is paragraph 0 where there is one.
    pub(crate) paragraph: u32,
    /// What stands here.
    pub(crate) kind: SentenceKind,
}

/// What part of the article a sentence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SentenceKind {
    /// The article's title.
    Title,
    /// A heading inside the body: short, no full stop, a paragraph of its own.
    Heading,
    /// Running text.
    Text,
    /// Byline, photo credit, "read also", timestamps, dateline: not coded.
    Boilerplate,
}

/// A base noun phrase or a verb group.
#[derive(Clone, Debug)]
pub(crate) struct Chunk {
    /// Its tokens.
    pub(crate) tokens: TokenRange,
    /// The token that carries the meaning: last noun, main verb.
    pub(crate) head: u32,
    /// Which of the two.
    pub(crate) kind: ChunkKind,
}

/// A noun chunk or a verb group with its grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ChunkKind {
    /// A base noun phrase, from determiner to head, "of" phrases excluded.
    Noun,
    /// A verb group from first auxiliary or negation to main verb.
    Verb(VerbGroup),
}

/// The grammar of a verb group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct VerbGroup {
    /// "was shelled", "being attacked", or a bare past participle after its noun ("troops killed in").
    pub(crate) passive: bool,
    /// "not", "never", "no longer".
    pub(crate) negated: bool,
    /// "will", "is set to", "plans to", "about to".
    pub(crate) future: bool,
    /// "may", "might", "could", "would", "should".
    pub(crate) modal: bool,
    /// "has/had/have" + participle.
    pub(crate) perfect: bool,
    /// "had" + participle.
    pub(crate) past_perfect: bool,
    /// Past tense of the finite verb.
    pub(crate) past: bool,
    /// -ing form without finite auxiliary ("killing five").
    pub(crate) participle: bool,
    /// "to" + verb.
    pub(crate) infinitive: bool,
}
