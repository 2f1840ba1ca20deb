//! The first stage: from a document to an [`Analysis`] with tokens, sentences, tags,
//! lemmas, chunks, quotations and dateline.

use sitrep_contract::Section;

use super::Hints;
use super::SentenceKind;
use super::chunk;
use super::repair::repair;
use super::sentence;
use super::sentence::dateline;
use super::sentence::quote;
use super::tagger::{self, Tagger, WeightsError};
use super::token;
use super::word::casing::casing;
use super::word::class::Classes;
use super::word::lemma::{Lemmas, Lemmatiser, TableError};
use super::word::words::{Memo, WordNumber, Words};
use crate::Document;
use crate::analysis::Analysis;

/// Why the text stage cannot start: bundled data that cannot be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TextError {
    /// The tagger's weights.
    #[error("data/weights/upos.bin: {0}")]
    Weights(#[from] WeightsError),
    /// A table of word forms.
    #[error(transparent)]
    Table(#[from] TableError),
}

/// Everything the text stage knows.
#[derive(Debug)]
pub(crate) struct TextStage {
    tagger: Tagger,
    lemmatiser: Lemmatiser,
}

impl TextStage {
    /// The stage with the data that come with this crate.
    pub(crate) fn bundled() -> Result<Self, TextError> {
        Ok(Self {
            tagger: Tagger::bundled()?,
            lemmatiser: Lemmatiser::bundled()?,
        })
    }

    /// Reads a document with nothing known of its words.
    #[cfg(any(test, feature = "fuzzing"))]
    pub(crate) fn analyse(&self, document: &Document<'_>) -> Analysis {
        let mut analysis = Analysis::default();
        self.read(document, &mut analysis, &mut Scratch::default());
        analysis
    }

    /// Reads a document into an analysis that holds nothing yet.
    pub(crate) fn read(
        &self,
        document: &Document<'_>,
        analysis: &mut Analysis,
        scratch: &mut Scratch,
    ) {
        let Analysis {
            text,
            tokens,
            words,
            forms,
            ..
        } = analysis;
        text.join(document.title, document.body);
        token::tokenise(&text.string, tokens);
        words.reserve(tokens.len());
        forms.reserve(tokens.len());
        for token in tokens.iter() {
            let written = text.slice(token.start as usize..token.end as usize);
            let word = scratch.words.number(written, token.shape);
            words.push(word);
            forms.push(scratch.words.lower(word).clone());
        }
        analysis.sentences = sentence::split(text, tokens, forms);
        analysis.dateline = dateline::find(analysis);
        part_off_dateline(analysis);
        analysis.quotes = quote::find(&analysis.text.string, &analysis.tokens, &analysis.sentences);
        self.tag(analysis, scratch);
        chunk::find(analysis);
    }

    fn tag(&self, analysis: &mut Analysis, scratch: &mut Scratch) {
        let Analysis {
            tokens,
            words,
            hints,
            forms,
            sentences,
            ..
        } = analysis;
        hints.resize(tokens.len(), Hints::default());
        for sentence in sentences.iter() {
            let range = sentence.tokens.start as usize..sentence.tokens.end as usize;
            let tokens = &mut tokens[range.clone()];
            let words = &words[range.clone()];
            let casing = casing(
                tokens
                    .iter()
                    .map(|token| (token.shape, (token.end - token.start) as usize)),
            );
            self.tagger.tag(
                words,
                &scratch.words,
                casing,
                &mut scratch.tagger,
                |at, tag| tokens[at].tag = tag,
            );
            scratch.facts.bound();
            scratch.classes.clear();
            for (&word, hints) in words.iter().zip(&mut hints[range.clone()]) {
                let facts = scratch.facts.get(word, || Facts::of(&scratch.words, word));
                scratch.classes.push(facts.classes);
                *hints = facts.hints;
            }
            let first = sentence.tokens.start;
            repair(tokens, &scratch.classes, forms, first, casing);
            for ((at, token), &word) in range.zip(tokens).zip(words) {
                let looks = (token.tag, token.shape, casing);
                let facts = || Facts::of(&scratch.words, word);
                let lemmas = &mut scratch.facts.get(word, facts).lemmas;
                token.form = self.lemmatiser.apply(forms, at as u32, looks, lemmas);
            }
        }
    }
}

/// What is known of words by themselves, and buffers, kept from document to document.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// All words.
    pub(crate) words: Words,
    tagger: tagger::Scratch,
    facts: Memo<Facts>,
    /// Those of one sentence.
    classes: Vec<Classes>,
}

/// What the text stage finds of a word by itself, its tag aside.
#[derive(Debug)]
struct Facts {
    classes: Classes,
    hints: Hints,
    lemmas: Lemmas,
}

impl Facts {
    fn of(words: &Words, word: WordNumber) -> Self {
        let lower = words.lower(word);
        Self {
            classes: Classes::of(lower),
            hints: Hints::of(lower, words.shape(word)),
            lemmas: Lemmas::default(),
        }
    }
}

/// Makes the dateline a sentence of its own, which no stage codes.
fn part_off_dateline(analysis: &mut Analysis) {
    let Some(dateline) = &analysis.dateline else {
        return;
    };
    let at = analysis.sentence_index(dateline.tokens.start);
    debug_assert_eq!(analysis.section(dateline.tokens.start), Section::Body);
    let mut head = analysis.sentences[at].clone();
    head.tokens.end = dateline.tokens.end;
    head.kind = SentenceKind::Boilerplate;
    analysis.sentences[at].tokens.start = dateline.tokens.end;
    analysis.sentences.insert(at, head);
}
