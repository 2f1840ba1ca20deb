//! What a date reader sees: the words from a token on, and the day they count from.

use jiff::civil::Date;

use crate::analysis::{Analysis, TokenRange};
use crate::text::{ChunkKind, Hints, Shape, Upos};

/// A reader's view of one sentence.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) analysis: &'a Analysis,
    /// First token of the sentence.
    pub(super) first: u32,
    /// One past its last.
    pub(super) end: u32,
    /// The day of publication.
    pub(super) anchor: Option<Date>,
    /// The last day that the text named before: "two days earlier" counts from it.
    pub(super) told: Option<Date>,
}

impl<'a> Context<'a> {
    /// A token in lower case; empty beyond the sentence.
    pub(super) fn lower(&self, at: u32) -> &'a str {
        if at < self.end && at >= self.first {
            self.analysis.lower(at)
        } else {
            ""
        }
    }

    /// What may start at a token; nothing beyond the sentence.
    pub(super) fn hints(&self, at: u32) -> Hints {
        if at < self.end && at >= self.first {
            self.analysis.hints(at)
        } else {
            Hints::default()
        }
    }

    /// The word before a token.
    pub(super) fn before(&self, at: u32) -> &'a str {
        at.checked_sub(1).map_or("", |at| self.lower(at))
    }

    pub(super) fn is_capitalised(&self, at: u32) -> bool {
        at < self.end
            && !matches!(
                self.analysis.token(at).shape,
                Shape::Lower | Shape::Number | Shape::Punctuation
            )
    }

    pub(super) fn tag(&self, at: u32) -> Option<Upos> {
        (at < self.end).then(|| self.analysis.tag(at))
    }

    /// A small number with or without ordinal ending: "22", "22nd", "third".
    pub(super) fn day_number(&self, at: u32) -> Option<i8> {
        let word = self.lower(at);
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let ending = &word[digits.len()..];
        if digits.is_empty()
            || digits.len() > 2
            || !matches!(ending, "" | "st" | "nd" | "rd" | "th")
        {
            return None;
        }
        digits.parse().ok().filter(|day| (1..=31).contains(day))
    }

    /// A year in four figures.
    pub(super) fn year(&self, at: u32) -> Option<i16> {
        let word = self.lower(at);
        (word.len() == 4)
            .then(|| word.parse().ok())
            .flatten()
            .filter(|year| (1900..=2100).contains(year))
    }

    /// True when the verb nearest to the tokens is in the future.
    pub(super) fn is_future(&self, tokens: &TokenRange) -> bool {
        let nearest = self
            .analysis
            .chunks_in(&(self.first..self.end))
            .iter()
            .filter_map(|chunk| match chunk.kind {
                ChunkKind::Verb(group) => Some((chunk, group)),
                ChunkKind::Noun => None,
            })
            .min_by_key(|(chunk, _)| {
                if chunk.tokens.end <= tokens.start {
                    tokens.start - chunk.tokens.end
                } else {
                    chunk.tokens.start.saturating_sub(tokens.end)
                }
            });
        nearest.is_some_and(|(_, group)| group.future && !group.past)
    }
}
