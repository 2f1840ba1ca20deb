//! Words that make a number a rough one: "at least", "more than a dozen". Prevents a subject
//! from getting lost behind the "than" that seems to govern it.

use crate::event::reading::Reading;
use crate::text::Upos;

impl Reading<'_> {
    /// "at least", "more than" before a number belong to what is counted.
    pub(in crate::event) fn opens_number(&self, token: u32) -> bool {
        let next = |words: &[&str]| self.is_any(token + 1, words);
        match self.lower(token) {
            "at" => next(&["least", "most"]),
            "more" | "fewer" | "less" => next(&["than"]),
            "up" => next(&["to"]),
            "to" => token > 0 && self.is(token - 1, "up"),
            "than" | "least" | "most" | "about" | "around" | "nearly" | "almost" | "roughly"
            | "approximately" => self.chunk_at(token).is_none(),
            // "burned over a dozen houses"
            "over" | "under" | "some" => {
                let counts = |at: u32| {
                    self.analysis.tag(at) == Upos::Num
                        || self.is_any(at, &["dozen", "dozens", "hundred", "thousand"])
                };
                self.chunk_at(token).is_none()
                    && (counts(token + 1) || next(&["a"]) && counts(token + 2))
            }
            _ => false,
        }
    }

    /// Whether a preposition only makes the number after it a rough one.
    pub(super) fn is_of_number(&self, token: u32, start: u32) -> bool {
        let rough = match self.lower(token) {
            "than" => token > start,
            "around" | "about" | "over" | "under" | "some" | "to" | "between" => {
                let before = token.checked_sub(1).filter(|before| *before >= start);
                before.is_none_or(|before| {
                    self.is(before, "up")
                        || self.analysis.tag(before) == Upos::Punct
                        || matches!(self.analysis.tag(before), Upos::Sconj | Upos::Cconj)
                })
            }
            _ => false,
        };
        // "more than a dozen people"
        let first = token + 1 + u32::from(self.is_any(token + 1, &["a", "an"]));
        let count = ["dozen", "hundred", "thousand", "million", "score"];
        rough && (self.analysis.tag(first) == Upos::Num || self.is_any(first, &count))
    }
}
