//! What is said by the way: between commas, in brackets, in a clause with ", which" or a
//! participle. Prevents an aside's noun from being taken for the subject.

use crate::event::reading::Reading;
use crate::frame::Class;
use crate::text::ChunkKind;

/// How long a parenthesis between commas may be.
const PARENTHESIS: u32 = 30;

impl Reading<'_> {
    /// Where the bracket opens that closes at a token; what it holds is an aside.
    pub(super) fn opening_bracket(&self, close: u32, start: u32) -> Option<u32> {
        let from = close.saturating_sub(PARENTHESIS).max(start);
        (from..close).rev().find(|token| self.is(*token, "("))
    }

    /// The comma that opens the parenthesis that the comma at `closing` closes.
    pub(super) fn opening_comma(&self, closing: u32, start: u32) -> Option<u32> {
        let from = closing.saturating_sub(PARENTHESIS).max(start);
        (from..closing).rev().find(|token| self.is(*token, ","))
    }

    /// Whether a verb opens a clause with ", which".
    pub(super) fn is_aside(&self, verb: usize, start: u32) -> bool {
        let first = self.chunk(verb).tokens.start;
        first > start + 1 && self.is(first - 1, "which") && self.is(first - 2, ",")
    }

    /// Where the verb starts whose object starts at `first`, when it is part of a noun
    /// phrase: an infinitive, or the verb of a relative clause ("who" included).
    pub(super) fn inner_verb(&self, first: u32, start: u32) -> Option<u32> {
        let verb = self.chunk_at(first.checked_sub(1).filter(|end| *end >= start)?)?;
        let group = self.verb(verb)?;
        let opening = self.chunk(verb).tokens.start;
        // "who said rebels attacked": what follows is a clause, not an object.
        if self.any(self.chunk(verb).tokens.clone(), Class::Say) {
            return None;
        }
        let relative = opening > start && self.classes(opening - 1).has(Class::Relative);
        match relative {
            true => Some(opening - 1),
            false if group.infinitive || self.describes_noun(verb, start) => Some(opening),
            false => None,
        }
    }

    /// "a force battling the army", "gunmen using rifles": an "-ing" form right behind the
    /// noun that it describes.
    pub(in crate::event) fn describes_noun(&self, verb: usize, start: u32) -> bool {
        let tokens = &self.chunk(verb).tokens;
        let behind = tokens
            .start
            .checked_sub(1)
            .filter(|before| *before >= start)
            .and_then(|before| self.chunk_at(before));
        self.lower(tokens.start).ends_with("ing")
            && behind.is_some_and(|noun| {
                let noun = self.chunk(noun);
                noun.kind == ChunkKind::Noun && self.actor_at(noun.tokens.end - 1).is_some()
            })
    }
}
