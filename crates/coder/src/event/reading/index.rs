//! What stands at every token: its form, its classes, and the sentence, chunk and mentions that
//! hold it, side by side. Prevents a look into eight lists for what one rule asks of a token.

use sitrep_contract::MentionType;

use super::{KnownWord, Reading};
use crate::analysis::{PlaceKind, TokenRange};
use crate::frame::{Class, ClassSet};
use crate::text::{Shape, Upos};

/// No chunk or mention here.
pub(super) const NONE: u32 = u32::MAX;

/// What stands at a token; numbers of what holds it.
#[derive(Clone, Copy, Debug)]
pub(super) struct At<'a> {
    pub(super) lower: &'a str,
    pub(super) classes: ClassSet,
    /// A pattern can begin here.
    pub(super) opens: bool,
    pub(super) sentence: u32,
    pub(super) chunk: u32,
    pub(super) actor: u32,
    pub(super) place: u32,
    pub(super) weapon: u32,
    pub(super) date: u32,
}

impl<'a> At<'a> {
    /// A word by itself, held by nothing so far.
    pub(super) fn of(lower: &'a str, word: KnownWord) -> Self {
        Self {
            lower,
            classes: word.classes,
            opens: word.opens,
            sentence: NONE,
            chunk: NONE,
            actor: NONE,
            place: NONE,
            weapon: NONE,
            date: NONE,
        }
    }
}

impl<'a> Reading<'a> {
    /// Notes what holds every token.
    pub(super) fn index(&mut self) {
        for (number, sentence) in self.analysis.sentences.iter().enumerate() {
            self.fill(&sentence.tokens, number, |at| &mut at.sentence);
        }
        for (number, chunk) in self.analysis.chunks.iter().enumerate() {
            self.fill(&chunk.tokens, number, |at| &mut at.chunk);
        }
        for (number, date) in self.analysis.dates.iter().enumerate() {
            self.fill(&date.tokens, number, |at| &mut at.date);
        }
        for (number, mention) in self.analysis.mentions.iter().enumerate() {
            let entity = &self.analysis.entities[mention.entity as usize];
            // "protesters in Nairobi" names a place, "Aleppo Media Centre" does not.
            let first = mention.tokens.start;
            // "in July"
            let place = matches!(mention.kind, MentionType::Place | MentionType::Facility);
            if place && self.date_at(first).is_some() {
                continue;
            }
            let before = |back: u32| {
                first
                    .checked_sub(back)
                    .map(|token| self.analysis.tag(token))
            };
            let located = mention.kind == MentionType::Place
                && (before(1) == Some(Upos::Adp)
                    || (before(1) == Some(Upos::Det) && before(2) == Some(Upos::Adp)));
            if (!mention.nested || located) && !self.describes_next(number) {
                self.fill(&mention.tokens, number, |at| match mention.kind {
                    MentionType::Weapon => &mut at.weapon,
                    MentionType::Place | MentionType::Facility => &mut at.place,
                    _ => &mut at.actor,
                });
            }
            // Countries act, too; "southern Lebanon" does not, "South Korea" does.
            let part = first.saturating_sub(1)..first + 1;
            let part = part.filter(|token| {
                *token < first || self.analysis.token(*token).shape == Shape::Lower
            });
            let country = entity
                .place
                .as_ref()
                .is_some_and(|place| place.kind == PlaceKind::Country)
                && !part
                    .clone()
                    .any(|token| self.own_classes(token).has(Class::Direction));
            if !mention.nested && mention.kind == MentionType::Place && country {
                self.fill(&mention.tokens, number, |at| &mut at.actor);
            }
        }
    }

    /// "Sudan's paramilitary" of "Sudan's paramilitary Rapid Support Forces": says what the
    /// named force behind it is, and is nobody else.
    fn describes_next(&self, number: usize) -> bool {
        let mention = &self.analysis.mentions[number];
        let force = |kind| matches!(kind, MentionType::ArmedGroup | MentionType::StateForce);
        let nameless = |entity: u32| self.analysis.entities[entity as usize].id.is_none();
        let actor = force(mention.kind) || mention.kind == MentionType::Unspecified;
        let end = mention.tokens.end;
        let chunk = |token: u32| self.number(token, |at| at.chunk);
        actor
            && nameless(mention.entity)
            && chunk(end).is_some()
            && chunk(end) == chunk(end - 1)
            && self.analysis.mentions[number + 1..]
                .iter()
                .take_while(|next| next.tokens.start <= end)
                .any(|next| {
                    next.tokens.start == end
                        && !next.nested
                        && force(next.kind)
                        && !nameless(next.entity)
                })
    }

    /// Notes for each token that something holds it; longer mentions come first and win.
    fn fill(
        &mut self,
        tokens: &TokenRange,
        number: usize,
        slot: impl for<'t> Fn(&'t mut At<'a>) -> &'t mut u32,
    ) {
        for at in &mut self.tokens[tokens.start as usize..tokens.end as usize] {
            let slot = slot(at);
            if *slot == NONE {
                *slot = number as u32;
            }
        }
    }

    /// The classes that a token has by itself, whatever stands around it.
    fn own_classes(&self, token: u32) -> ClassSet {
        self.frames.vocabulary.classes(self.word(token))
    }

    /// The number of what holds a token.
    pub(super) fn number(&self, token: u32, slot: impl Fn(&At<'a>) -> u32) -> Option<usize> {
        let number = self.tokens.get(token as usize).map_or(NONE, slot);
        (number != NONE).then_some(number as usize)
    }
}
