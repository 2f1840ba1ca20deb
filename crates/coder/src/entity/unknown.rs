//! Names outside the lexicon, typed by what stands around them: "Abu Khalid al-Homsi",
//! identified so, is a person; a run of capitals that ends in "Centre" an organisation.

use sitrep_contract::{FoundBy, MentionType};

use super::names::is_acronym;
use super::registry::Registry;
use super::scan::Scan;
use super::short::ShortForms;
use crate::analysis::{ActorClass, Analysis, EntityMention, TokenRange};
use crate::lexicon::{Cue, WordEntry};
use crate::text::{SentenceKind, Shape, Upos};

/// The longest name in tokens.
const MOST_TOKENS: u32 = 9;

/// Finds unknown names and adds them.
pub(super) struct Unknown<'a, 'l> {
    pub(super) analysis: &'a mut Analysis,
    pub(super) scan: &'a Scan,
    pub(super) registry: &'a mut Registry<'l>,
    pub(super) mention_of: &'a mut Vec<u32>,
    pub(super) short: &'a mut ShortForms,
}

/// What a run of capitalised words was found to be.
pub(super) type Verdict = (TokenRange, ActorClass, MentionType, f32);

impl Unknown<'_, '_> {
    /// Goes over all running text.
    pub(super) fn run(&mut self) {
        for index in 0..self.analysis.sentences.len() {
            let sentence = &self.analysis.sentences[index];
            let tokens = sentence.tokens.clone();
            let boilerplate = sentence.kind == SentenceKind::Boilerplate;
            if boilerplate || tokens.is_empty() || self.scan.flat[tokens.start as usize] {
                continue;
            }
            let mut at = tokens.start;
            while at < tokens.end {
                if !self.starts(at) {
                    at += 1;
                    continue;
                }
                let run = self.run_from(at, tokens.end);
                at = run.end;
                self.take_run(&run, &tokens);
            }
        }
    }

    fn starts(&self, token: u32) -> bool {
        self.capital(token) && self.named(token).is_none()
    }

    fn capital(&self, token: u32) -> bool {
        match self.analysis.token(token).shape {
            Shape::Capitalised | Shape::Upper => true,
            Shape::Mixed | Shape::Alphanumeric => {
                self.analysis.word(token).chars().any(char::is_uppercase)
            }
            _ => false,
        }
    }

    /// The mention that holds a token, demonyms and countries aside.
    fn named(&self, token: u32) -> Option<&EntityMention> {
        let number = *self.mention_of.get(token as usize)?;
        let mention = self
            .analysis
            .mentions
            .get((number as usize).checked_sub(1)?)?;
        let loose = matches!(mention.kind, MentionType::Nationality | MentionType::Place);
        (!loose).then_some(mention)
    }

    /// Capitalised words and the small words between them.
    fn run_from(&self, start: u32, limit: u32) -> TokenRange {
        let limit = limit.min(start + MOST_TOKENS);
        let mut end = start + 1;
        let mut at = end;
        while at < limit && self.named(at).is_none() {
            if self.capital(at) {
                at += 1;
                end = at;
                continue;
            }
            let link = matches!(
                self.analysis.lower(at),
                "of" | "for"
                    | "al"
                    | "el"
                    | "bin"
                    | "ibn"
                    | "de"
                    | "da"
                    | "del"
                    | "la"
                    | "van"
                    | "von"
                    | "ul"
                    | "and"
                    | "the"
            );
            if !link || at > end + 1 || self.joins(at, start) {
                break;
            }
            at += 1;
        }
        start..end
    }

    /// "and" between two whole names: "the Medical Association and the College".
    fn joins(&self, link: u32, start: u32) -> bool {
        let headed =
            || self.organisation_head(link - 1) || link > start + 1 && self.given_name(start);
        self.analysis.lower(link) == "and" && (self.analysis.lower(link + 1) == "the" || headed())
    }

    fn organisation_head(&self, token: u32) -> bool {
        let lexicon = self.registry.lexicon;
        [
            Cue::OrganisationHead,
            Cue::PartyHead,
            Cue::MediaHead,
            Cue::ArmedGroupHead,
        ]
        .iter()
        .any(|cue| self.scan.cue(lexicon, token, *cue) == Some(token + 1))
    }

    fn take_run(&mut self, run: &TokenRange, sentence: &TokenRange) {
        if let Some(verdict) = self.organisation(run, sentence) {
            self.push(verdict);
            return;
        }
        // Persons: the pieces of the run between known words.
        let mut at = run.start;
        while at < run.end {
            if !self.free(at) {
                at += 1;
                continue;
            }
            let mut end = at + 1;
            while end < run.end && (self.free(end) || self.name_link(end, run.end)) {
                end += 1;
            }
            let part = self.trim(&(at..end), sentence);
            if !part.is_empty()
                && let Some(verdict) = self.person(&part).or_else(|| self.acronym(&part))
            {
                self.push(verdict);
            }
            at = end;
        }
    }

    /// A capitalised word that nothing else explains.
    fn free(&self, token: u32) -> bool {
        self.capital(token)
            && self.mention_of[token as usize] == 0
            && self.scan.word_at(token).is_none_or(|hit| !hit.whole)
            || self.given_name(token)
                && self.capital(token)
                && self.mention_of.get(token as usize + 1) == Some(&0)
                && self.capital(token + 1)
    }

    pub(super) fn given_name(&self, token: u32) -> bool {
        self.scan.cue(self.registry.lexicon, token, Cue::GivenName) == Some(token + 1)
    }

    fn name_link(&self, token: u32, end: u32) -> bool {
        token + 1 < end
            && self.free(token + 1)
            && matches!(
                self.analysis.lower(token),
                "al" | "el" | "bin" | "ibn" | "de" | "da" | "del" | "la" | "van" | "von" | "ul"
            )
    }

    /// Without words that only start the sentence or name nothing.
    fn trim(&self, part: &TokenRange, sentence: &TokenRange) -> TokenRange {
        let never =
            |token: u32| self.scan.cue(self.registry.lexicon, token, Cue::Never) == Some(token + 1);
        let mut part = part.clone();
        while part.start < part.end && never(part.start) {
            part.start += 1;
        }
        while part.start < part.end && never(part.end - 1) {
            part.end -= 1;
        }
        // A lone word that opens a sentence is more often a common word than a name.
        let opens = part.start == sentence.start && part.len() == 1;
        if opens && self.analysis.tag(part.start) != Upos::Propn {
            part.end = part.start;
        }
        part
    }

    /// A run that ends in a word such as "Brigade" or "Centre".
    fn organisation(&self, run: &TokenRange, sentence: &TokenRange) -> Option<Verdict> {
        const HEADS: &[(Cue, ActorClass, MentionType)] = &[
            (Cue::FacilityHead, ActorClass::None, MentionType::Facility),
            (
                Cue::ArmedGroupHead,
                ActorClass::ArmedGroup,
                MentionType::ArmedGroup,
            ),
            (Cue::UnitHead, ActorClass::Military, MentionType::StateForce),
            (Cue::PartyHead, ActorClass::Party, MentionType::Organisation),
            (Cue::MediaHead, ActorClass::Media, MentionType::Organisation),
            (
                Cue::OrganisationHead,
                ActorClass::Organisation,
                MentionType::Organisation,
            ),
        ];
        let lexicon = self.registry.lexicon;
        let mut from = self.trim(run, sentence).start;
        // "President of the Red Cross": a title is no part of the name.
        while from < run.end && self.is_role(from) {
            from += 1;
        }
        let head = (from + 1..run.end).rev().find_map(|token| {
            HEADS.iter().find_map(|(cue, class, kind)| {
                let end = self.scan.cue(lexicon, token, *cue)?;
                let last = end == run.end
                    || self.analysis.lower(end) == "of"
                    || self.analysis.lower(end) == "for";
                (end <= run.end && last && self.capital(token)).then_some((*class, *kind))
            })
        });
        let (class, kind) = head?;
        from = self.after_bearer(from, run.end);
        // "the 65th Air Division".
        let armed = matches!(kind, MentionType::ArmedGroup | MentionType::StateForce);
        if armed && from > sentence.start && is_ordinal(self.analysis.lower(from - 1)) {
            from -= 1;
        }
        let named = (from..run.end).filter(|token| self.capital(*token)).count();
        let services = (from..run.end).any(|token| {
            self.scan
                .entries_at(token, lexicon)
                .iter()
                .any(|entry| matches!(entry, WordEntry::Service(_)))
        });
        // "Turkish Navy" is composed elsewhere; one capital alone is no name.
        (named >= 2 && !services).then_some((from..run.end, class, kind, 0.7))
    }

    /// "Sue Black of the University", "Fellow of the Society": where the body's name begins
    /// that stands after somebody's.
    fn after_bearer(&self, from: u32, end: u32) -> u32 {
        let person = self.given_name(from)
            || self.is_role(from)
            || self.scan.cue(self.registry.lexicon, from, Cue::PersonNoun) == Some(from + 1);
        let link = (from + 1..end.min(from + 4)).find(|at| self.analysis.lower(*at) == "of");
        match link.filter(|link| person && !(from..*link).any(|at| self.organisation_head(at))) {
            Some(link) if self.analysis.lower(link + 1) == "the" => link + 2,
            Some(link) => link + 1,
            None => from,
        }
    }

    pub(super) fn is_role(&self, token: u32) -> bool {
        let lexicon = self.registry.lexicon;
        let title = |entry: &WordEntry| match entry {
            WordEntry::Role(role) => lexicon.roles[*role as usize].title,
            _ => false,
        };
        self.scan.entries_at(token, lexicon).iter().any(title)
            || self.scan.cue(lexicon, token, Cue::Honorific) == Some(token + 1)
    }

    /// An unknown acronym is an organisation of some kind, not very surely.
    fn acronym(&self, part: &TokenRange) -> Option<Verdict> {
        let word = self.analysis.word(part.start);
        let bracketed = part.start > 0 && self.analysis.word(part.start - 1) == "(";
        let long = word.chars().count() >= 3;
        let lexicon = self.registry.lexicon;
        let named = self.analysis.tag(part.start) == Upos::Propn
            && self.scan.cue(lexicon, part.start, Cue::NoName).is_none();
        (part.len() == 1 && long && named && is_acronym(word) && !is_code(word) && !bracketed)
            .then_some((
                part.clone(),
                ActorClass::Organisation,
                MentionType::Organisation,
                0.4,
            ))
    }

    fn push(&mut self, (tokens, class, kind, confidence): Verdict) {
        let name = self
            .analysis
            .text_of(&tokens)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let entity = if kind == MentionType::Person {
            self.short.person(self.analysis, self.registry, &name)
        } else {
            self.registry.named(self.analysis, &name, class, kind)
        };
        self.short.learn(self.analysis, entity, &tokens);
        self.analysis.mentions.push(EntityMention {
            head: tokens.end - 1,
            tokens: tokens.clone(),
            kind,
            entity,
            found_by: FoundBy::Rule,
            confidence,
            nested: false,
        });
        let number = u32::try_from(self.analysis.mentions.len()).unwrap_or(u32::MAX);
        for token in tokens {
            self.mention_of[token as usize] = number;
        }
    }
}

/// "3rd", "65th", "102d".
fn is_ordinal(lower: &str) -> bool {
    let digits = lower.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && matches!(&lower[digits..], "st" | "nd" | "rd" | "th" | "d")
}

/// Has a digit: a road, a plane, a date.
pub(super) fn is_code(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}
