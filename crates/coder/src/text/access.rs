//! Reading an [`Analysis`] by token: words, forms, tags, spans, sentences. Prevents each
//! stage from doing its own arithmetic on bytes and ranges.

use std::ops::Range;

use sitrep_contract::{Section, Span};

use super::Chunk;
use super::Hints;
use super::Sentence;
use super::Token;
use super::Upos;
use crate::analysis::{Analysis, TokenRange};

impl Analysis {
    /// The token at an index.
    pub(crate) fn token(&self, token: u32) -> &Token {
        &self.tokens[token as usize]
    }

    /// A token's own text; empty past the last token.
    pub(crate) fn word(&self, token: u32) -> &str {
        let Some(token) = self.tokens.get(token as usize) else {
            return "";
        };
        self.text.slice(token.start as usize..token.end as usize)
    }

    /// A token in lower case, with plain apostrophes and hyphens; empty past the last token.
    pub(crate) fn lower(&self, token: u32) -> &str {
        self.forms.lower(token)
    }

    /// A token's lemma, lower case ("fled" → "flee", "soldiers" → "soldier"); empty past the
    /// last token.
    pub(crate) fn lemma(&self, token: u32) -> &str {
        self.forms.lemma(token)
    }

    /// What may start at a token; nothing past the last.
    pub(crate) fn hints(&self, token: u32) -> Hints {
        let hints = self.hints.get(token as usize);
        hints.copied().unwrap_or_default()
    }

    /// The parts of a hyphenated compound in lower case ("turkish", "backed"); one part
    /// for any other word.
    pub(crate) fn parts(&self, token: u32) -> impl DoubleEndedIterator<Item = &str> {
        self.lower(token).split('-').filter(|part| !part.is_empty())
    }

    /// A token's part of speech.
    pub(crate) fn tag(&self, token: u32) -> Upos {
        self.token(token).tag
    }

    /// The number of tokens.
    pub(crate) fn token_count(&self) -> u32 {
        u32::try_from(self.tokens.len()).unwrap_or(u32::MAX)
    }

    /// The bytes of a range of tokens in the working text; empty for an empty range.
    pub(crate) fn bytes(&self, range: &TokenRange) -> Range<usize> {
        if range.start >= range.end {
            return 0..0;
        }
        self.token(range.start).start as usize..self.token(range.end - 1).end as usize
    }

    /// The text of a range of tokens, as it stands.
    pub(crate) fn text_of(&self, range: &TokenRange) -> &str {
        self.text.slice(self.bytes(range))
    }

    /// A range of tokens as a span of title or body, in code points.
    pub(crate) fn span(&self, range: &TokenRange) -> Span {
        self.text.span(self.bytes(range))
    }

    /// Which section a token stands in.
    pub(crate) fn section(&self, token: u32) -> Section {
        if (self.token(token).start as usize) < self.text.body_start {
            Section::Title
        } else {
            Section::Body
        }
    }

    /// Index of the sentence that holds a token.
    pub(crate) fn sentence_index(&self, token: u32) -> usize {
        self.sentences
            .partition_point(|sentence| sentence.tokens.end <= token)
            .min(self.sentences.len().saturating_sub(1))
    }

    /// The sentence that holds a token.
    pub(crate) fn sentence_of(&self, token: u32) -> &Sentence {
        &self.sentences[self.sentence_index(token)]
    }

    /// The chunk that holds a token.
    pub(crate) fn chunk_of(&self, token: u32) -> Option<&Chunk> {
        let at = self
            .chunks
            .partition_point(|chunk| chunk.tokens.end <= token);
        self.chunks
            .get(at)
            .filter(|chunk| chunk.tokens.contains(&token))
    }

    /// The chunks that start within a range of tokens.
    pub(crate) fn chunks_in(&self, range: &TokenRange) -> &[Chunk] {
        let from = self
            .chunks
            .partition_point(|chunk| chunk.tokens.start < range.start);
        let to = self
            .chunks
            .partition_point(|chunk| chunk.tokens.start < range.end);
        &self.chunks[from..to.max(from)]
    }

    /// True inside quotation marks.
    pub(crate) fn in_quote(&self, token: u32) -> bool {
        let at = self.quotes.partition_point(|quote| quote.end <= token);
        self.quotes
            .get(at)
            .is_some_and(|quote| quote.contains(&token))
    }
}
