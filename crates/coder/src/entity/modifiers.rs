//! What stands around a noun that says who: nationalities, groups, services, sponsors.

use super::compose::Composer;
use crate::analysis::{ActorClass, EntityIndex};
use crate::lexicon::{Iso2, Modifier, NameEntry, WordEntry};
use crate::text::Upos;
use sitrep_contract::MentionType;

/// How many words are looked at on either side.
const REACH: u32 = 9;

/// What was found on one side of a head.
#[derive(Debug, Default)]
pub(super) struct Phrase {
    /// First token of what was found on the left.
    pub(super) start: u32,
    /// One past the last token of what was found on the right.
    pub(super) end: u32,
    /// A named actor.
    pub(super) actor: Option<EntityIndex>,
    /// Countries by name or adjective, in text order.
    pub(super) countries: Vec<Iso2>,
    /// Where the last of them starts.
    pub(super) last_country_start: u32,
    /// A community.
    pub(super) identity: Option<u32>,
    /// A service ("army" in "army officers").
    pub(super) service: Option<u32>,
    /// "government", "regime".
    pub(super) state: bool,
    /// "rebel", "jihadist".
    pub(super) rebel: bool,
    /// "Turkish-backed", "pro-Iranian".
    pub(super) sponsored: bool,
}

impl Phrase {
    /// The countries of this side, else of the other.
    pub(super) fn countries_or(&self, other: &Self) -> Vec<Iso2> {
        if self.countries.is_empty() {
            other.countries.clone()
        } else {
            self.countries.clone()
        }
    }

    /// Whether nothing stands there that tells whose "the army" is.
    pub(super) fn empty_for_bare(&self) -> bool {
        !self.rebel && !self.sponsored && self.identity.is_none()
    }
}

/// What stands before a head that starts at `from`.
pub(super) fn left(composer: &Composer<'_, '_>, from: u32) -> Phrase {
    let analysis = &*composer.analysis;
    let mut phrase = Phrase {
        start: from,
        last_country_start: from,
        ..Phrase::default()
    };
    let mut at = from;
    let floor = sentence_start(composer, from).max(from.saturating_sub(REACH));
    while at > floor {
        let before = at - 1;
        if let Some(mention) = composer.mention_at(before) {
            let start = mention.tokens.start;
            if mention.tokens.end != at || !phrase.take_mention(composer, before) {
                break;
            }
            at = start;
            phrase.start = at;
            continue;
        }
        let word = analysis.lower(before);
        if matches!(word, "'s" | "’s" | "'" | "’") {
            // "Kenya's police": the owner, and nothing before it.
            if before > floor
                && let Some(mention) = composer.mention_at(before - 1)
            {
                let start = mention.tokens.start;
                if phrase.take_mention(composer, before - 1) {
                    phrase.start = start;
                }
            }
            break;
        }
        if word == "and" && !phrase.countries.is_empty() && before > floor {
            // "Syrian and Russian air forces".
            if composer
                .mention_at(before - 1)
                .is_some_and(|mention| mention.kind == MentionType::Nationality)
            {
                at = before;
                continue;
            }
            break;
        }
        if phrase.take_compound(composer, before) {
            at = before;
            phrase.start = at;
            continue;
        }
        if let Some(hit) = composer.scan.word_at(before).filter(|hit| hit.whole) {
            let start = hit.tokens.start;
            if !phrase.take_word(composer, before) {
                break;
            }
            at = start;
            phrase.start = at;
            continue;
        }
        // An adjective in between is passed over and belongs to the phrase only when
        // something that matters stands before it.
        if analysis.tag(before) == Upos::Adj {
            at = before;
            continue;
        }
        break;
    }
    phrase
}

/// What stands after a head that ends at `from`, where it says to whom it belongs.
///
/// With `placed` a place after "in" says whose it is ("police in Nairobi"); for soldiers
/// it only says where they are.
pub(super) fn right(composer: &Composer<'_, '_>, from: u32, placed: bool) -> Phrase {
    let analysis = &*composer.analysis;
    let mut phrase = Phrase {
        end: from,
        ..Phrase::default()
    };
    let count = analysis.token_count().min(from + REACH);
    let Some(mut at) = link(composer, from) else {
        return phrase;
    };
    while at < count {
        if let Some(mention) = composer.mention_at(at) {
            if mention.tokens.start != at {
                break;
            }
            let end = mention.tokens.end;
            let place = matches!(mention.kind, MentionType::Place | MentionType::Facility);
            if place && !placed && analysis.lower(from) != "of" {
                break;
            }
            if mention.kind == MentionType::Nationality {
                at = end;
                continue;
            }
            if phrase.take_mention(composer, at) {
                // "men in police uniform"
                let dressed = analysis.lower(from) == "in"
                    && end < count
                    && matches!(analysis.lower(end), "uniform" | "uniforms" | "fatigues");
                phrase.end = end + u32::from(dressed);
            }
            break;
        }
        let passes = matches!(
            analysis.lower(at),
            "the" | "a" | "an" | "its" | "his" | "their" | "what"
        ) || phrase.take_compound(composer, at)
            || matches!(analysis.tag(at), Upos::Adj);
        if !passes {
            break;
        }
        at += 1;
    }
    phrase
}

/// The token after "of", "belonging to", "affiliated with" and their like.
fn link(composer: &Composer<'_, '_>, from: u32) -> Option<u32> {
    let analysis = &*composer.analysis;
    let count = analysis.token_count();
    if from >= count {
        return None;
    }
    let next = |offset: u32| (from + offset < count).then(|| analysis.lower(from + offset));
    match analysis.lower(from) {
        "of" | "from" | "in" | "within" | "with" | "for" => Some(from + 1),
        "belonging" | "loyal" | "affiliated" | "linked" | "allied" | "aligned" | "associated" => {
            matches!(next(1), Some("to" | "with")).then_some(from + 2)
        }
        _ => None,
    }
}

fn sentence_start(composer: &Composer<'_, '_>, token: u32) -> u32 {
    composer.analysis.sentence_of(token).tokens.start
}

impl Phrase {
    /// Takes what a mention says; false where it says nothing about a side.
    fn take_mention(&mut self, composer: &Composer<'_, '_>, token: u32) -> bool {
        let Some(mention) = composer.mention_at(token) else {
            return false;
        };
        let entity = &composer.analysis.entities[mention.entity as usize];
        match mention.kind {
            MentionType::Place | MentionType::Nationality => {
                let code = entity.country.as_deref().and_then(Iso2::parse);
                match code
                    .filter(|_| entity.class == ActorClass::Government || entity.place.is_some())
                {
                    Some(code) => {
                        self.countries.insert(0, code);
                        if self.countries.len() == 1 {
                            self.last_country_start = mention.tokens.start;
                        }
                        true
                    }
                    None => self.take_identity(composer, token),
                }
            }
            MentionType::ArmedGroup
            | MentionType::StateForce
            | MentionType::Organisation
            | MentionType::Person
                if self.actor.is_none() =>
            {
                self.actor = Some(mention.entity);
                true
            }
            _ => false,
        }
    }

    fn take_identity(&mut self, composer: &Composer<'_, '_>, token: u32) -> bool {
        let Some(mention) = composer.mention_at(token) else {
            return false;
        };
        let name = &composer.analysis.entities[mention.entity as usize].name;
        let identities = &composer.registry.lexicon.identities;
        let number = identities
            .iter()
            .position(|identity| identity.name == *name);
        self.identity = number.and_then(|number| u32::try_from(number).ok());
        self.identity.is_some()
    }

    /// Takes a describing word that stands before the head.
    fn take_word(&mut self, composer: &Composer<'_, '_>, token: u32) -> bool {
        let lexicon = composer.registry.lexicon;
        let mut known = false;
        for entry in composer.scan.entries_at(token, lexicon) {
            match entry {
                WordEntry::Modifier(Modifier::Plain) => known = true,
                WordEntry::Modifier(Modifier::State) => {
                    self.state = true;
                    known = true;
                }
                WordEntry::Modifier(Modifier::Rebel) => {
                    self.rebel = true;
                    known = true;
                }
                WordEntry::Service(service) => {
                    let state = lexicon.services[*service as usize].class == ActorClass::Government;
                    self.state |= state;
                    if !state && self.service.is_none() {
                        self.service = Some(*service);
                    }
                    known = true;
                }
                _ => {}
            }
        }
        known
    }

    /// Takes a hyphenated compound: "Turkish-backed", "pro-Iranian", "government-held".
    fn take_compound(&mut self, composer: &Composer<'_, '_>, token: u32) -> bool {
        let lexicon = composer.registry.lexicon;
        let analysis = &*composer.analysis;
        let mut parts = analysis.parts(token);
        let (Some(first), Some(last)) = (parts.next(), parts.next_back()) else {
            return false;
        };
        let kind = |part: &str| {
            let word = lexicon.index.words.id(part);
            let node = lexicon.index.descriptions.step(0, word)?;
            let entries = lexicon.index.descriptions.entries(node);
            entries.iter().find_map(|entry| match entry {
                WordEntry::Modifier(modifier) => Some(*modifier),
                _ => None,
            })
        };
        match (kind(first), kind(last)) {
            (Some(Modifier::Pro), _) if matches!(last, "government" | "regime" | "state") => {
                self.state = true;
            }
            (Some(Modifier::Anti), _) => self.rebel = true,
            (_, Some(Modifier::Backed)) if self.state_first(composer, token, first) => {}
            (Some(Modifier::Pro), _) | (_, Some(Modifier::Backed)) => self.sponsored = true,
            (_, Some(Modifier::Held)) => {}
            _ => return false,
        }
        true
    }

    /// "government-backed", "al-Qaeda-linked", "Kurdish-led": the first part names a side,
    /// not a sponsor from abroad.
    fn state_first(&mut self, composer: &Composer<'_, '_>, token: u32, first: &str) -> bool {
        if matches!(first, "government" | "state" | "regime") {
            return true;
        }
        let names = &composer.registry.lexicon.index.names;
        composer.scan.pieces_of(token).first().is_some_and(|piece| {
            names.step(0, piece.name).is_some_and(|node| {
                names
                    .entries(node)
                    .iter()
                    .any(|entry| matches!(entry, NameEntry::Identity(_)))
            })
        })
    }
}
