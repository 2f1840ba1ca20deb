//! Verbs whose subject is not the noun phrase before them: "prompting Israel to send troops",
//! "burned the church, looted shops and left". Prevents whoever prompted it, or a number in a
//! parenthesis, from becoming the one who acts.

use crate::analysis::ActorClass;
use crate::event::reading::Reading;
use crate::event::reading::phrase::Phrase;
use crate::frame::Class;
use crate::text::{ChunkKind, Upos};

impl Reading<'_> {
    /// "prompting Israel to send troops": whoever is brought to do it.
    pub(super) fn brought_to(&self, at: u32, start: u32) -> Option<Phrase> {
        let noun = self.chunk_at(at.checked_sub(1).filter(|last| *last >= start)?)?;
        let verb = self.chunk(noun).tokens.start.checked_sub(1)?;
        let brings = verb >= start && self.classes(verb).has(Class::Bringing);
        (brings && self.chunk(noun).kind == ChunkKind::Noun).then(|| Phrase::of(noun))
    }

    /// "…, then burned the church, looted shops": between the commas stands a verb of the list.
    pub(super) fn opens_with_verb(&self, mut at: u32) -> bool {
        while self.is_filler(at) || self.is(at, "then") {
            at += 1;
        }
        self.chunk_at(at).is_some_and(|verb| {
            let past = self
                .verb(verb)
                .is_some_and(|group| group.past && !group.participle);
            past && self.object(self.chunk(verb).tokens.end).is_some()
        })
    }

    /// "Militants disguised as policemen": what "as" says is what somebody looks like.
    pub(super) fn is_guise(&self, r#as: u32) -> bool {
        r#as.checked_sub(1).is_some_and(|verb| {
            self.is_any(
                verb,
                &["disguised", "dressed", "posing", "masquerading", "clad"],
            )
        })
    }

    /// "Secretary of State Antony Blinken", "in El Alto protesters burned": what ends the phrase
    /// behind a preposition is no part of what the preposition governs.
    pub(super) fn ends_title(&self, index: usize, start: u32) -> bool {
        let tokens = &self.chunk(index).tokens;
        let Some(before) = tokens.start.checked_sub(1).filter(|at| *at >= start) else {
            return false;
        };
        let Some(last) = self.actor_at(tokens.end - 1) else {
            return false;
        };
        let first = self.mention(last).tokens.start;
        let office = before > start && self.classes(before - 1).has(Class::Office);
        let person = self.entity_of(last).class != ActorClass::None
            && self.analysis.tag(tokens.end - 1) == Upos::Propn;
        let titled = self.is(before, "of") && office && person && first > tokens.start;
        // A place opens the sentence, and the people of no place follow.
        let placed = before == start
            && self.is_any(before, &["in", "near", "outside"])
            && self
                .place_at(tokens.start)
                .is_some_and(|place| self.mention(place).tokens.end == first)
            && self.analysis.tag(tokens.end - 1) == Upos::Noun;
        titled || placed
    }

    /// "a base used by foreign troops": a passive that only describes its noun.
    pub(super) fn is_reduced(&self, verb: usize) -> bool {
        let passive = self
            .verb(verb)
            .is_some_and(|group| group.past || group.passive);
        passive
            && self.chunk(verb).tokens.len() == 1
            && !self.has_auxiliary(verb)
            && self.is(self.chunk(verb).tokens.end, "by")
    }

    /// "police using helicopters and armoured vehicles attacked": the verb that has the list.
    pub(super) fn verb_of_list(&self, and: u32, start: u32) -> Option<u32> {
        let left = self
            .chunk_at(and.checked_sub(1)?)
            .filter(|_| self.is(and, "and"))?;
        let verb = self.chunk(left).tokens.start.checked_sub(1)?;
        let verb = self.chunk_at(verb).filter(|_| verb >= start)?;
        self.describes_noun(verb, start)
            .then(|| self.chunk(verb).tokens.start)
    }
}
