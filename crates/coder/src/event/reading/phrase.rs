//! Noun phrases from chunks: lists joined by "and" or commas, possessives, and the
//! prepositional phrases behind a trigger. Prevents "A, B and C" from losing two of the three.

use smallvec::{SmallVec, smallvec};

use super::Reading;
use crate::analysis::TokenRange;
use crate::frame::{Class, Word};
use crate::text::{ChunkKind, SentenceKind, Upos};

/// How many words a sentence's first noun phrase may have before its "of".
const OPENING: u32 = 10;

/// Noun chunks joined by "and" or commas, in text order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::event) struct Phrase {
    /// Indexes of chunks.
    pub(in crate::event) chunks: SmallVec<[usize; 4]>,
}

impl Phrase {
    /// A phrase of one chunk.
    pub(in crate::event) fn of(chunk: usize) -> Self {
        Self {
            chunks: smallvec![chunk],
        }
    }
}

/// A preposition with what follows it.
#[derive(Clone, Debug)]
pub(in crate::event) struct Prepositional {
    /// The preposition's number.
    pub(in crate::event) word: Word,
    /// The preposition's token.
    pub(in crate::event) token: u32,
    /// What follows.
    pub(in crate::event) phrase: Phrase,
}

impl Reading<'_> {
    /// "Doctors to march on Friday": the noun phrase before an infinitive, where a headline
    /// has no verb before it.
    pub(in crate::event) fn headline_subject(&self, at: u32, start: u32) -> Option<Phrase> {
        let verbless = (start..at).all(|token| {
            self.chunk_at(token)
                .is_none_or(|chunk| self.verb(chunk).is_none())
        });
        verbless.then(|| self.phrase_before(at)).flatten()
    }

    /// What the verb is done to: the noun phrase right after `from`.
    pub(in crate::event) fn object(&self, from: u32) -> Option<Phrase> {
        let end = self.sentence_end(from.saturating_sub(1));
        let mut at = from;
        let part = |at: u32| self.part(at, end).filter(|of| of + 1 < end);
        while at < end
            && part(at).is_none()
            && (self.is_filler(at)
                || self.opens_number(at)
                || (self.is_numeral(at) && self.chunk_at(at).is_none()))
        {
            at += 1;
        }
        // "destroyed nine of fourteen drones", where the number is in no chunk.
        if at > from && self.is(at, "of") && self.is_numeral(at - 1) && at + 1 < end {
            let things = (at + 1..end.min(at + 3)).find_map(|token| self.chunk_at(token))?;
            let things = self.counted(things, end);
            return self
                .is_weapon(self.chunk(things).head)
                .then(|| self.joined_right(self.last_of_possessive(things), end));
        }
        // "captured most of the town": what a part is of.
        if let Some(of) = part(at) {
            at = of + 1;
        }
        let index = self.counted(self.chunk_at(at)?, end);
        let chunk = self.chunk(index);
        let is_noun = chunk.kind == ChunkKind::Noun && at < end;
        // "at 02:30 this morning" is when.
        let head = self.head(index);
        let clock = head != chunk.head && self.is_numeral(head);
        // "killed hours after he spoke", "arrested two days later": how long after.
        let lapse = is_time_unit(self.analysis.lemma(head))
            && self.is_any(
                chunk.tokens.end,
                &["after", "before", "later", "earlier", "ago", "since"],
            );
        if !is_noun || clock || lapse || self.date_at(head).is_some() {
            return None;
        }
        Some(self.joined_right(self.last_of_possessive(index), end))
    }

    /// "Fourteen Shahed drones", where the number is a chunk of its own, and "nine of fourteen
    /// drones": the things.
    fn counted(&self, index: usize, end: u32) -> usize {
        let (number, next) = (self.chunk(index), self.chunk(index).tokens.end);
        let share = self.is_number(number.head) || self.is_any(number.head, &["all", "most"]);
        if share && next + 1 < end && self.is(next, "of") {
            let from = (next + 1..end).find(|token| self.chunk_at(*token).is_some());
            return from
                .filter(|from| *from <= next + 2)
                .and_then(|from| self.chunk_at(from))
                .map(|things| self.counted(things, end))
                .filter(|things| self.is_weapon(self.chunk(*things).head))
                .unwrap_or(index);
        }
        let things = self
            .chunk_at(next)
            .filter(|_| next < end && number.tokens.len() == 1 && self.is_number(number.head))
            .filter(|things| {
                let head = self.chunk(*things).head;
                self.chunk(*things).kind == ChunkKind::Noun
                    && self.analysis.tag(head) == Upos::Noun
                    && self.is_plural(*things)
                    && self.date_at(head).is_none()
            });
        things.unwrap_or(index)
    }

    /// The prepositional phrases that follow `from` in the same clause.
    pub(in crate::event) fn prepositionals(&self, from: u32) -> Vec<Prepositional> {
        let end = self.sentence_end(from.saturating_sub(1));
        let mut found = Vec::new();
        let mut at = from;
        while at < end {
            if self
                .chunk_at(at)
                .is_some_and(|chunk| self.verb(chunk).is_some())
                && !self.is_preposition(at)
            {
                break;
            }
            let word = self.lower(at);
            if matches!(word, ";" | ":" | "—" | "–") || self.classes(at).has(Class::Relative) {
                break;
            }
            if matches!(word, "," | "and") {
                let next = at + 1;
                let goes_on =
                    next < end && (self.is_preposition(next) || self.date_at(next).is_some());
                if !goes_on && word == "and" {
                    // The second of two joined phrases, or the next clause.
                    break;
                }
                if !goes_on && found.len() > 3 {
                    break;
                }
            }
            if self.is_preposition(at)
                && self.date_at(at).is_none()
                && let Some(phrase) = self.object(at + 1)
            {
                let last = phrase
                    .chunks
                    .last()
                    .map_or(at + 1, |chunk| self.chunk(*chunk).tokens.end);
                found.push(Prepositional {
                    word: self.word(at),
                    token: at,
                    phrase,
                });
                at = last;
                continue;
            }
            at += 1;
        }
        found
    }

    /// The last chunk of "Turkey's defence ministry's statement".
    pub(super) fn last_of_possessive(&self, mut index: usize) -> usize {
        loop {
            let end = self.chunk(index).tokens.end;
            let next = self.chunk_at(end + 1).filter(|next| {
                (self.is(end, "'s") || self.is(end, "'"))
                    && self.chunk(*next).kind == ChunkKind::Noun
                    && self.chunk(*next).tokens.start == end + 1
            });
            match next {
                Some(next) => index = next,
                None => return index,
            }
        }
    }

    /// Where "Azerbaijan's President Ilham Aliyev" begins: at whoever owns the chunk.
    pub(in crate::event) fn first_of_possessive(&self, mut index: usize) -> u32 {
        while let Some(owner) = self.owner(index) {
            index = owner;
        }
        self.chunk(index).tokens.start
    }

    /// The noun chunk that owns a chunk ("Turkey" of "Turkey's army").
    pub(in crate::event) fn owner(&self, index: usize) -> Option<usize> {
        let first = self.chunk(index).tokens.start;
        let mark = first.checked_sub(1)?;
        if !(self.is(mark, "'s") || self.is(mark, "'")) {
            return None;
        }
        self.chunk_at(mark.checked_sub(1)?)
            .filter(|owner| self.chunk(*owner).kind == ChunkKind::Noun)
    }

    /// The phrase that ends with a chunk, with what is joined to it on the left.
    pub(in crate::event) fn joined_left(&self, index: usize, start: u32) -> Phrase {
        let mut chunks = smallvec![index];
        let mut first = self.first_of_possessive(index);
        loop {
            let mut at = first;
            let mut joined = false;
            while at > start
                && (self.is(at - 1, ",") || self.is(at - 1, "and") || self.is(at - 1, "&"))
            {
                joined = true;
                at -= 1;
            }
            let left = at
                .checked_sub(1)
                .filter(|token| *token >= start && joined)
                .and_then(|token| self.chunk_at(token));
            let Some(left) = left.filter(|left| self.chunk(*left).kind == ChunkKind::Noun) else {
                break;
            };
            // "Police, gunmen exchange fire": a headline's comma is an "and".
            let headline = self.chunk(left).tokens.start == start
                && self.analysis.sentences[self.sentence_index(first)].kind == SentenceKind::Title
                && self.actor_at(self.chunk(left).head).is_some();
            // "Supporters of the League and protesters": not the League is joined.
            let left = self.outer_of(left, chunks[0], start).unwrap_or(left);
            let comma_only = !self.is(first - 1, "and") && chunks.len() == 1 && !headline;
            let dated = self.date_at(self.chunk(left).head).is_some();
            let governed = self.chunk(left).tokens.start > start
                && self.is_preposition(self.chunk(left).tokens.start - 1);
            if comma_only || dated || governed {
                break;
            }
            first = self.first_of_possessive(left);
            chunks.insert(0, left);
        }
        Phrase { chunks }
    }

    /// "Supporters" of "supporters of the League and protesters", where a name is joined to a
    /// common noun.
    fn outer_of(&self, left: usize, right: usize, start: u32) -> Option<usize> {
        let tag = |chunk: usize| self.analysis.tag(self.chunk(chunk).head);
        let of = self.chunk(left).tokens.start.checked_sub(1)?;
        let unlike = tag(left) == Upos::Propn && tag(right) == Upos::Noun;
        let outer = of
            .checked_sub(1)
            .filter(|head| *head >= start && unlike && self.is(of, "of"))
            .and_then(|head| self.chunk_at(head))?;
        let people = |chunk: usize| self.actor_at(self.chunk(chunk).head).is_some();
        (tag(outer) == Upos::Noun && people(right) && self.verb(outer).is_none()).then_some(outer)
    }

    fn joined_right(&self, index: usize, end: u32) -> Phrase {
        let first = self.chunk(index).tokens.start;
        let mut chunks = smallvec![index];
        // Chunks up to here are joined by "and", later ones by commas alone.
        let mut by_and = 1;
        let mut last = self.chunk(index).tokens.end;
        loop {
            let mut at = last;
            let mut and = false;
            while at < end
                && (self.is(at, ",") || self.is(at, "and") || self.is(at, "&") || self.is(at, "or"))
            {
                and |= !self.is(at, ",");
                at += 1;
            }
            if at == last || at >= end {
                break;
            }
            // A modifier that the tagger left out of the chunk ("and jihadist groups").
            let left_out = self.chunk_at(at).is_none()
                && !matches!(self.analysis.tag(at), Upos::Adp | Upos::Punct | Upos::Sconj);
            let Some(next) = self
                .chunk_at(at + u32::from(left_out))
                .filter(|next| self.chunk(*next).kind == ChunkKind::Noun)
            else {
                break;
            };
            let next = self.last_of_possessive(next);
            let after = self.chunk(next).tokens.end;
            // "Clashes between farmers and herders left 12 dead": "between" wants two.
            let pair = chunks.len() == 1
                && and
                && (self.is(first.wrapping_sub(1), "between")
                    || self.is(first.wrapping_sub(1), "among")
                    || self.opens_with_offices(first));
            let starts_clause = !pair
                && after < end
                && self.chunk_at(after).is_some_and(|verb| {
                    self.verb(verb).is_some_and(|group| {
                        !group.participle && (!group.passive || self.has_auxiliary(verb))
                    })
                });
            // A comma alone joins only when an "and" follows later in the list.
            let listed = and || self.list_goes_on(after, end);
            // "with the army, residents and a source said": the list is the next subject.
            if starts_clause && and {
                chunks.truncate(by_and);
            }
            if starts_clause || !listed || self.date_at(self.chunk(next).head).is_some() {
                break;
            }
            chunks.push(next);
            if and {
                by_and = chunks.len();
            }
            last = after;
        }
        Phrase { chunks }
    }

    /// "The foreign ministers of Armenia and Azerbaijan met": nothing was stated before, so
    /// that "and" opens no clause.
    fn opens_with_offices(&self, first: u32) -> bool {
        let Some(of) = first.checked_sub(1).filter(|of| self.is(*of, "of")) else {
            return false;
        };
        let start = self.sentence_start(of);
        let offices = of
            .checked_sub(1)
            .filter(|head| *head >= start)
            .is_some_and(|head| {
                let classes = self.classes(head);
                (classes.has(Class::Office) || classes.has(Class::Body))
                    && self.lower(head).ends_with('s')
            });
        let from = of.saturating_sub(OPENING).max(start);
        offices
            && (from..of)
                .rev()
                .take_while(|token| !self.is(*token, ","))
                .all(|token| {
                    self.chunk_at(token)
                        .is_none_or(|chunk| self.verb(chunk).is_none())
                })
    }

    fn list_goes_on(&self, at: u32, end: u32) -> bool {
        at < end
            && (self.is(at, ",") || self.is(at, "and"))
            && (at + 1 < end)
            && (self.is(at + 1, "and")
                || self
                    .chunk_at(at + 1)
                    .is_some_and(|chunk| self.verb(chunk).is_none()))
    }

    /// All tokens of a phrase, first to last.
    pub(in crate::event) fn tokens_of(&self, phrase: &Phrase) -> TokenRange {
        match (phrase.chunks.first(), phrase.chunks.last()) {
            (Some(first), Some(last)) => {
                self.chunk(*first).tokens.start..self.chunk(*last).tokens.end
            }
            _ => 0..0,
        }
    }
}

/// "two days", "three weeks".
pub(in crate::event) fn is_time_unit(lemma: &str) -> bool {
    matches!(lemma, "minute" | "hour" | "day" | "week" | "month" | "year")
}
