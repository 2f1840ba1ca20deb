//! Subjects from chunks alone: voice, relative and participle clauses, shared subjects,
//! parentheses. Prevents the nearest noun from being taken for the one who acts.

mod aside;
pub(super) mod attribute;
mod control;
pub(super) mod elsewhere;
pub(super) mod gerund;
mod joined;
mod number;
pub(super) mod stated;

use super::reading::Reading;
use super::reading::phrase::Phrase;
use crate::analysis::TokenRange;
use crate::frame::Class;
use crate::text::{ChunkKind, Upos};

/// How many verbs away a shared subject is looked for.
pub(super) const DEPTH: u8 = 4;

impl Reading<'_> {
    /// Who does what the verb group says (or undergoes it, in the passive).
    pub(super) fn subject(&self, verb: usize) -> Option<Phrase> {
        self.subject_within(verb, DEPTH)
    }

    fn subject_within(&self, verb: usize, depth: u8) -> Option<Phrase> {
        let depth = depth.checked_sub(1)?;
        let chunk = self.chunk(verb);
        let group = self.verb(verb)?;
        let start = self.sentence_start(chunk.tokens.start);
        let mut at = chunk.tokens.start;
        // Adverbs and quotation marks between subject and verb do not matter.
        while at > start && self.is_filler(at - 1) {
            at = match self.is(at - 1, ")") {
                true => self.opening_bracket(at - 1, start).unwrap_or(at - 1),
                false => at - 1,
            };
        }
        if at == start {
            return None;
        }
        let before = at - 1;
        let joined = self.analysis.tag(before) == Upos::Cconj;
        // "The army, backed by X, attacked the town" has an object: it is no participle.
        let finite = self.is(before, ",")
            && !self.lower(chunk.head).ends_with("ing")
            && (self.object(chunk.tokens.end).is_some()
                // "The group, a student wing, set upon demonstrators".
                || self.is_any(chunk.tokens.end, &["on", "upon", "into"])
                    && self.object(chunk.tokens.end + 1).is_some());
        // "demonstrators trying to storm the hall"
        let trying = self.lower(chunk.tokens.start).ends_with("ing")
            && self.is(chunk.tokens.start + 1, "to");
        let bare =
            !finite && (trying || group.participle || (group.passive && !self.has_auxiliary(verb)));
        if joined {
            // "Protesters burned tyres and threw stones", where only "threw" was seen as a verb.
            return self
                .previous_subject(before, start, depth)
                .or_else(|| self.first_actor(start, before));
        }
        if group.infinitive {
            // "demonstrators trying to storm the hall"
            let governor = self
                .chunk_at(before)
                .filter(|governor| self.verb(*governor).is_some_and(|group| group.participle));
            if let Some(governor) = governor {
                return self.subject_within(governor, depth);
            }
            return self
                .brought_to(at, start)
                .or_else(|| self.previous_subject(at, start, depth))
                .or_else(|| self.headline_subject(at, start));
        }
        if self.is(before, ",") {
            if bare {
                return self
                    .previous_subject(before, start, depth)
                    .or_else(|| self.nearest_noun(before, start));
            }
            // "Militants attacked a station, locked up the guards and left": a list of verbs.
            let listed = finite && !self.any(chunk.tokens.clone(), Class::Say);
            return self
                .opening_comma(before, start)
                .filter(|opening| !(listed && self.opens_with_verb(*opening + 1)))
                .and_then(|opening| self.head_phrase(opening, start, depth))
                .or_else(|| {
                    listed
                        .then(|| self.previous_subject(before, start, depth))
                        .flatten()
                });
        }
        if let Some(relative) = self.said_aside(before, start) {
            return self.nearest_noun(relative, start);
        }
        if self.classes(before).has(Class::Relative) {
            let mut at = before;
            while at > start && (self.is(at - 1, ",") || self.is_filler(at - 1)) {
                at -= 1;
            }
            return self.nearest_noun(at, start);
        }
        // "Four soldiers died while fighting rebels".
        if bare && self.is_any(before, &["while", "when", "after", "before", "by"]) {
            return self.previous_subject(before, start, depth);
        }
        if bare {
            return self
                .nearest_noun(at, start)
                .or_else(|| self.previous_subject(at, start, depth));
        }
        self.head_phrase(at, start, depth)
    }

    /// "An assault that the United Nations says has left hundreds dead": where the "that"
    /// stands before who says so, whose words govern nothing.
    fn said_aside(&self, before: u32, start: u32) -> Option<u32> {
        let says = self
            .chunk_at(before)
            .filter(|says| self.verb(*says).is_some_and(|group| !group.passive))?;
        let speaker = self
            .chunk(says)
            .tokens
            .start
            .checked_sub(1)
            .filter(|_| self.classes(self.chunk(says).head).has(Class::Say))
            .and_then(|token| self.chunk_at(token))
            .filter(|speaker| self.chunk(*speaker).kind == ChunkKind::Noun)?;
        let relative = self.first_of_possessive(speaker).checked_sub(1)?;
        (relative > start && self.is_any(relative, &["that", "which", "who"])).then_some(relative)
    }

    /// The first noun phrase of a sentence that names somebody and that nothing governs.
    fn first_actor(&self, start: u32, until: u32) -> Option<Phrase> {
        let token = (start..until).find(|token| self.chunk_at(*token).is_some())?;
        let index = self.chunk_at(token)?;
        let governed = token > start && self.is_preposition(token - 1);
        (!governed && self.verb(index).is_none() && self.actor_at(token).is_some())
            .then(|| Phrase::of(index))
    }

    /// "…, chanting slogans", "struck and blocked roads": an untagged verb's subject is the last.
    pub(super) fn participle_subject(&self, at: u32) -> Option<Phrase> {
        let start = self.sentence_start(at);
        let form = self.lower(at);
        let behind = at > start
            && ((self.is(at - 1, ",") && form.ends_with("ing"))
                || (self.is(at - 1, "and") && form.ends_with("ed")));
        behind
            .then(|| self.previous_subject(at - 1, start, DEPTH))
            .flatten()
    }

    /// The noun phrase before a word that stands as a verb without being tagged as one.
    pub(super) fn phrase_before(&self, at: u32) -> Option<Phrase> {
        let start = self.sentence_start(at);
        self.head_phrase(at, start, DEPTH)
    }

    /// The noun phrase that ends before `at`, its prepositional phrases skipped.
    fn head_phrase(&self, mut at: u32, start: u32, depth: u8) -> Option<Phrase> {
        let verb_at = at;
        while at > start {
            let token = at - 1;
            let Some(index) = self.chunk_at(token) else {
                if self.is(token, ")") {
                    // "the National Liberation Army (ELN) attacked"
                    at = self.opening_bracket(token, start).unwrap_or(token);
                } else if self.is(token, ",") && at > start + 1 {
                    // "…, the group's leader, attacked": what stands between is apposition.
                    at = self.opening_comma(token, start).unwrap_or(token);
                } else if matches!(self.analysis.tag(token), Upos::Sconj | Upos::Cconj)
                    || self.is(token, ";")
                    || self.is(token, ":")
                {
                    return None;
                } else {
                    at = token;
                }
                continue;
            };
            let chunk = self.chunk(index);
            let first = chunk.tokens.start;
            match chunk.kind {
                ChunkKind::Noun => {
                    let before = first.checked_sub(1).filter(|before| *before >= start);
                    // "On 3 January rebels attacked": the preposition is the date's;
                    // "Around 300 residents gathered": it is the number's.
                    let dated = self.date_at(first).is_some() && self.date_at(chunk.head).is_none();
                    if self.ends_title(index, start) {
                        return Some(self.joined_left(index, start));
                    }
                    if let Some(before) = before
                        .filter(|before| self.is_preposition(*before))
                        .filter(|before| !dated && !self.is_of_number(*before, start))
                        .filter(|before| !self.opens_clause(*before, chunk.tokens.end..verb_at))
                    {
                        at = before;
                    } else if let Some(before) = before.and_then(|at| {
                        self.between(index, at, start)
                            .or_else(|| self.of_several(at, start))
                            .or_else(|| self.verb_of_list(at, start))
                    }) {
                        at = before;
                    } else if self.date_at(self.head(index)).is_some() {
                        at = first;
                    } else if let Some(verb) = self.inner_verb(first, start) {
                        // "the men who shot Smith", "ordered to dig a trench": an object.
                        at = verb;
                    } else if let Some(owner) = before.filter(|before| self.is(*before, "'s")) {
                        // "Turkey's army": the head phrase is what is owned.
                        let preposition =
                            self.chunk_at(owner.saturating_sub(1)).and_then(|owner| {
                                let first = self.chunk(owner).tokens.start;
                                (first > start && self.is_preposition(first - 1)).then(|| first - 1)
                            });
                        match preposition {
                            Some(preposition) => at = preposition,
                            None => return Some(self.joined_left(index, start)),
                        }
                    } else {
                        let phrase = self.joined_left(index, start);
                        // "men carrying guns and explosives burst in"
                        let left = phrase.chunks.iter().map(|it| self.chunk(*it).tokens.start);
                        let carried = left
                            .min()
                            .filter(|left| *left < first)
                            .and_then(|left| self.inner_verb(left, start));
                        match carried {
                            Some(verb) => at = verb,
                            None => return Some(phrase),
                        }
                    }
                }
                ChunkKind::Verb(_) => {
                    // A clause inside the subject ("troops backed by Turkey attacked").
                    let relative = first > start && self.classes(first - 1).has(Class::Relative);
                    let bare = self.verb(index).is_some_and(|group| {
                        group.participle || (group.passive && !self.has_auxiliary(index))
                    });
                    if relative {
                        at = first - 1;
                    } else if bare || self.verb(index).is_some_and(|group| group.infinitive) {
                        at = first;
                    } else {
                        return self.subject_within(index, depth);
                    }
                }
            }
        }
        None
    }

    pub(super) fn previous_subject(&self, at: u32, start: u32, depth: u8) -> Option<Phrase> {
        let mut verbs = (start..at)
            .rev()
            .filter_map(|token| self.chunk_at(token))
            .filter(|chunk| {
                self.verb(*chunk)
                    .is_some_and(|group| !group.participle || depth == 0)
                    && (depth == 0 || !self.is_reduced(*chunk))
            });
        let nearest = verbs.next()?;
        // "The militia swept through the camp, which lies near the base, killing 12."
        let aside = self.is(at, ",") && self.is_aside(nearest, start);
        let verb = match aside {
            true => verbs
                .find(|verb| *verb != nearest && !self.is_aside(*verb, start))
                .unwrap_or(nearest),
            false => nearest,
        };
        self.subject_within(verb, depth)
    }

    /// The nearest noun phrase before `at`, whatever governs it.
    fn nearest_noun(&self, at: u32, start: u32) -> Option<Phrase> {
        let token = (start..at)
            .rev()
            .find(|token| self.chunk_at(*token).is_some())?;
        let index = self.chunk_at(token)?;
        (self.chunk(index).kind == ChunkKind::Noun && at - token <= 3)
            .then(|| self.joined_left(index, start))
    }

    /// Whether the verb group has an auxiliary, so that it is the verb of a full clause.
    pub(super) fn has_auxiliary(&self, verb: usize) -> bool {
        let chunk = self.chunk(verb);
        chunk
            .tokens
            .clone()
            .any(|token| self.analysis.tag(token) == Upos::Aux)
    }

    /// The head of a noun chunk without a day at its end ("the army yesterday").
    pub(super) fn head(&self, index: usize) -> u32 {
        let chunk = self.chunk(index);
        let mut head = chunk.head;
        // "Ecuador later recalled …", too.
        let when = |token: u32| {
            self.date_at(token).is_some()
                || self.is_any(token, &["later", "earlier", "also", "then", "now", "again"])
        };
        while head > chunk.tokens.start && when(head) {
            head -= 1;
        }
        head
    }

    /// "after SDF units retook the town", "said after rockets fired from Gaza killed two": nothing
    /// but participles and their phrases stands between what "after" governs and the verb.
    fn opens_clause(&self, before: u32, between: TokenRange) -> bool {
        let led = between.is_empty()
            || self
                .chunk_at(between.start)
                .is_some_and(|chunk| self.verb(chunk).is_some());
        matches!(
            self.lower(before),
            "after" | "before" | "since" | "until" | "as" | "once"
        ) && led
            && !self.is_guise(before)
            && !between.clone().any(|token| self.is(token, ","))
    }

    /// Adverbs, quotation marks and dates: they stand between the parts of a clause.
    pub(super) fn is_filler(&self, token: u32) -> bool {
        let tag = self.analysis.tag(token);
        let opens = self.is_any(token, &["when", "where", "while", "as"]);
        // "A drone that day hit …", "that same night killed …"
        let unit = |token: u32| self.is_any(token, &["day", "night", "morning", "evening", "week"]);
        let that = |token: u32| self.is_any(token, &["that", "same"]);
        let then = token > 0 && unit(token) && that(token - 1)
            || self.is(token, "that") && (unit(token + 1) || self.is(token + 1, "same"))
            || self.is(token, "same") && token > 0 && self.is(token - 1, "that");
        then || (tag == Upos::Adv && !opens && self.chunk_at(token).is_none())
            || matches!(
                self.lower(token),
                "\"" | "“" | "”" | "'" | "(" | ")" | "also" | "reportedly" | "allegedly"
            )
            || (self.date_at(token).is_some() && self.analysis.tag(token) != Upos::Punct)
    }
}
