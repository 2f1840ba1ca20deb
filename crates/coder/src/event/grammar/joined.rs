//! What an "and" before a phrase joins: "clashes between A and B", "leaders of A and B". Prevents the
//! last of several from standing alone as the subject.

use crate::event::reading::Reading;
use crate::frame::Class;
use crate::text::{ChunkKind, Upos};

impl Reading<'_> {
    /// The "between" that governs "farmers and herders", from the "and" on.
    pub(super) fn between(&self, right: usize, and: u32, start: u32) -> Option<u32> {
        let left = self
            .chunk_at(and.checked_sub(1)?)
            .filter(|_| self.is(and, "and"))
            .filter(|left| self.chunk(*left).kind == ChunkKind::Noun)
            .filter(|left| self.analysis.tag(self.chunk(*left).head) != Upos::Num)?;
        let first = self.chunk(left).tokens.start;
        let before = first.checked_sub(1)?;
        // "In August soldiers and mercenaries clashed": the preposition is the date's.
        if self.date_at(first).is_some() && self.date_at(self.head(left)).is_none() {
            return None;
        }
        // "Troops with tanks and helicopters attacked", but "protesters in Lagos and police
        // clashed": what is joined is alike.
        let alike = || {
            let (left, right) = (self.chunk(left).head, self.chunk(right).head);
            let place = |token| self.place_at(token).is_some();
            let actor = |token| self.actor_at(token).is_some() && !place(token);
            let counts = |token| self.analysis.tag(token) == Upos::Num;
            // "Witnesses in Nyakabiga and Musaga": a village that no list knows.
            let name = self.analysis.tag(right) == Upos::Propn && !actor(right);
            let one = |chunk: usize| self.chunk(chunk).tokens.len() == 1;
            let village = name && place(left) && self.chunk_at(right).is_some_and(one);
            village
                || actor(left) == actor(right)
                    && place(left) == place(right)
                    && counts(left) == counts(right)
        };
        // "between dissidents of the FARC and the ELN"
        let pair = self.is(before, "of")
            && before
                .checked_sub(1)
                .and_then(|of| self.chunk_at(of))
                .map(|chunk| self.chunk(chunk).tokens.start)
                .is_some_and(|first| first > start && self.is(first - 1, "between"));
        if pair {
            return Some(before);
        }
        let governs = self.is(before, "between")
            || self.is(before, "among")
            || (self.is_any(
                before,
                &["with", "by", "from", "in", "on", "at", "near", "against"],
            ) && alike());
        (governs && before >= start).then_some(before)
    }

    /// The "of" that governs "Kenya and Uganda" after several officials, from the "and" on:
    /// "the presidents of Kenya and Uganda met".
    pub(super) fn of_several(&self, and: u32, start: u32) -> Option<u32> {
        let left = self
            .chunk_at(and.checked_sub(1)?)
            .filter(|_| self.is(and, "and"))
            .filter(|left| self.chunk(*left).kind == ChunkKind::Noun)?;
        let of = self.chunk(left).tokens.start.checked_sub(1)?;
        let several = of
            .checked_sub(1)
            .filter(|head| *head >= start && self.is(of, "of"))
            .and_then(|head| self.chunk_at(head))?;
        let head = self.chunk(several).head;
        (self.classes(head).has(Class::Office) && self.is_plural(several)).then_some(of)
    }
}
