//! Sentences: where they end, and what part of the article each is. Prevents "Gen.
//! al-Homsi" from being cut, and "Kilis.. After" from being joined.

mod boilerplate;
pub(super) mod dateline;
mod paragraph;
pub(super) mod quote;

use super::Forms;
use super::Sentence;
use super::SentenceKind;
use super::Shape;
use super::Token;
use super::WorkingText;

/// Words that start a sentence after "U.S." or "a.m." more often than they go on one.
const STARTERS: &[&str] = &[
    "the",
    "a",
    "an",
    "in",
    "on",
    "at",
    "it",
    "its",
    "he",
    "she",
    "they",
    "we",
    "this",
    "that",
    "these",
    "those",
    "but",
    "and",
    "however",
    "meanwhile",
    "according",
    "after",
    "before",
    "when",
    "while",
    "as",
    "there",
    "his",
    "her",
    "their",
    "some",
    "many",
    "several",
    "earlier",
    "no",
    "local",
    "since",
    "for",
    "one",
    "two",
    "at least",
    "police",
    "witnesses",
    "residents",
];

/// Tokens a sentence has at most: what is longer is a list or a table, and no stage may
/// become slow on it.
const LIMIT: usize = 400;

/// Splits the tokens into sentences.
pub(super) fn split(text: &WorkingText, tokens: &[Token], forms: &Forms) -> Vec<Sentence> {
    let starts = paragraph::starts(&text.string, tokens);
    let splitter = Splitter {
        text: &text.string,
        tokens,
        forms,
        starts: &starts,
    };
    let mut sentences = Vec::with_capacity(tokens.len() / 20 + 1);
    let mut paragraph = 0;
    let mut from = 0;
    while from < tokens.len() {
        let end = splitter.end(from);
        let kind = if (tokens[from].start as usize) < text.body_start {
            SentenceKind::Title
        } else {
            SentenceKind::Text
        };
        if from > 0 && starts[from] {
            paragraph += 1;
        }
        sentences.push(Sentence {
            tokens: from as u32..end as u32,
            paragraph,
            kind,
        });
        from = end;
    }
    boilerplate::mark(&mut sentences, tokens, forms, &starts);
    sentences
}

struct Splitter<'a> {
    text: &'a str,
    tokens: &'a [Token],
    forms: &'a Forms,
    starts: &'a [bool],
}

impl Splitter<'_> {
    /// One past the last token of the sentence that starts at `from`.
    fn end(&self, from: usize) -> usize {
        let mut at = from;
        while at < self.tokens.len() && at - from < LIMIT {
            if self.is_initials(from, at) {
                return at + 1;
            }
            if at > from && (self.starts[at] || self.is_bullet(at)) {
                return at;
            }
            if let Some(end) = self.terminal(at) {
                return end;
            }
            at += 1;
        }
        at
    }

    fn word(&self, at: usize) -> &str {
        &self.text[self.tokens[at].start as usize..self.tokens[at].end as usize]
    }

    /// "(VK)" before "Turkish" without a space: the initials of the last text's editor.
    fn is_initials(&self, from: usize, at: usize) -> bool {
        at == from + 2
            && self.word(from) == "("
            && self.word(at) == ")"
            && self.tokens[at - 1].shape == Shape::Upper
            && self.word(at - 1).len() <= 4
            && self
                .tokens
                .get(at + 1)
                .is_some_and(|next| !next.space_before && next.shape != Shape::Punctuation)
    }

    /// A bullet inside a line starts an item of its own.
    fn is_bullet(&self, at: usize) -> bool {
        self.tokens[at].shape == Shape::Punctuation
            && matches!(self.word(at), "•" | "▪" | "●" | "■" | "◆" | "►" | "▶")
    }

    /// The end of the sentence when the token at `at` ends it.
    fn terminal(&self, at: usize) -> Option<usize> {
        let word = self.word(at);
        let mark = self.tokens[at].shape == Shape::Punctuation
            && word.starts_with(['.', '!', '?', '…', '。', '؟', '۔', '।']);
        if !mark && (!word.ends_with('.') || word.len() < 2) {
            return None;
        }
        let mut end = at + 1;
        if mark {
            end = self.after_closing(end);
        }
        if end >= self.tokens.len() || self.starts[end] {
            return Some(end);
        }
        let next = &self.tokens[end];
        let lower = next.shape == Shape::Lower;
        let capital = matches!(next.shape, Shape::Capitalised | Shape::Upper | Shape::Mixed);
        let ends = if !mark {
            // An abbreviation.
            self.free_to_end(at) && capital && STARTERS.contains(&self.forms.lower(end as u32))
        } else if word.starts_with('…') || word.len() > 2 {
            !lower && next.space_before
        } else if word == "." || word == ".." {
            // "3 .5" and "Site.php": a full stop inside a word is none.
            let inside = !next.space_before && !self.tokens[at].space_before && end == at + 1;
            !lower && (!inside || capital) && !self.is_initial(at)
        } else {
            !lower
        };
        ends.then_some(end)
    }

    /// Skips closing quotation marks and brackets that touch the full stop.
    fn after_closing(&self, mut at: usize) -> usize {
        while at < self.tokens.len() && !self.starts[at] {
            let closing = matches!(
                self.word(at),
                "”" | "’" | "»" | ")" | "]" | "''" | "'" | "\""
            );
            // A straight mark before a word opens.
            let opens = matches!(self.word(at), "\"" | "'")
                && self
                    .tokens
                    .get(at + 1)
                    .is_some_and(|next| !next.space_before)
                && self.tokens[at].space_before;
            if !closing || opens || (self.tokens[at].space_before && self.word(at) != "”") {
                break;
            }
            at += 1;
        }
        at
    }

    /// Titles never end a sentence, "a.m.", "Inc." and "U.S." may.
    fn free_to_end(&self, at: usize) -> bool {
        let lower = self.forms.lower(at as u32);
        let Some(stem) = lower.strip_suffix('.') else {
            return false;
        };
        use super::token::abbreviation::{Abbreviation, classify};
        classify(stem, false) != Some(Abbreviation::Title) && stem.len() > 1
    }

    /// "A ." as in "A . Smith" after careless scraping.
    fn is_initial(&self, at: usize) -> bool {
        at > 0
            && self.tokens[at].space_before
            && self.word(at - 1).len() == 1
            && self.tokens[at - 1].shape == Shape::Capitalised
            && self.word(at - 1) != "I"
    }
}

#[cfg(test)]
mod tests;
