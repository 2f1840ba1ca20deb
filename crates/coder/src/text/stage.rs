//! The first stage: from a document to an [`Analysis`] with tokens, sentences, tags,
//! lemmas, chunks, quotations and dateline.

use sitrep_contract::Section;

use super::casing::casing;
use super::lemma::{Lemmatiser, TableError};
use super::repair::repair;
use super::tagger::{Scratch, Tagger, WeightsError};
use super::{Forms, SentenceKind, WorkingText, chunk, dateline, quote, sentence, token};
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

    /// Reads a document.
    pub(crate) fn analyse(&self, document: &Document<'_>) -> Analysis {
        let text = WorkingText::new(document.title, document.body);
        let tokens = token::tokenise(&text.string);
        let mut forms = Forms::with_capacity(tokens.len());
        for token in &tokens {
            forms.push(text.slice(token.start as usize..token.end as usize));
        }
        let sentences = sentence::split(&text, &tokens, &forms);
        let mut analysis = Analysis {
            text,
            tokens,
            forms,
            sentences,
            ..Analysis::default()
        };
        analysis.dateline = dateline::find(&analysis);
        part_off_dateline(&mut analysis);
        analysis.quotes = quote::find(&analysis.text.string, &analysis.tokens, &analysis.sentences);
        self.tag(&mut analysis);
        chunk::find(&mut analysis);
        analysis
    }

    fn tag(&self, analysis: &mut Analysis) {
        let mut scratch = Scratch::default();
        let Analysis {
            tokens,
            forms,
            sentences,
            ..
        } = analysis;
        for sentence in sentences.iter() {
            let range = sentence.tokens.start as usize..sentence.tokens.end as usize;
            let tokens = &mut tokens[range.clone()];
            let casing = casing(
                tokens
                    .iter()
                    .map(|token| (token.shape, (token.end - token.start) as usize)),
            );
            let mut tags = std::mem::take(&mut scratch.tags);
            tags.clear();
            let words = range
                .clone()
                .zip(tokens.iter())
                .map(|(at, token)| (forms.lower(at as u32), token.shape));
            self.tagger
                .tag(words, casing, &mut scratch, |_, tag| tags.push(tag));
            for (token, tag) in tokens.iter_mut().zip(&tags) {
                token.tag = *tag;
            }
            scratch.tags = tags;
            repair(tokens, forms, sentence.tokens.start, casing);
            for (at, token) in range.zip(tokens) {
                token.form =
                    self.lemmatiser
                        .apply(forms, at as u32, token.tag, token.shape, casing);
            }
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
