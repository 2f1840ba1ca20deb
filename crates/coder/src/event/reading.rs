//! A document as the event rules read it: word numbers, word classes and look-ups from
//! tokens to chunks and mentions. Prevents every rule from searching lists of its own.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;
use sitrep_contract::MentionType;

use crate::analysis::{ActorClass, Analysis, Entity, EntityMention, PlaceKind, TokenRange};
use crate::frame::{Class, ClassSet, FrameSet, Meaning, Part, UNKNOWN, Word};
use crate::text::{Chunk, ChunkKind, Shape, Upos, VerbGroup};

/// No chunk or mention here.
const NONE: u32 = u32::MAX;

/// Words that a frame's pattern matched.
#[derive(Clone, Debug)]
pub(super) struct Match {
    /// The tokens, first word to last.
    pub(super) tokens: TokenRange,
    /// How the pattern inflects: decides which part of speech it needs.
    pub(super) part: Part,
    /// The frame.
    pub(super) frame: u16,
}

/// See the module.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    /// What the earlier stages found.
    pub(super) analysis: &'a Analysis,
    /// The frame data.
    pub(super) frames: &'a FrameSet,
    /// Frame matches by first token, longest first.
    pub(super) matches: Vec<Match>,
    words: Vec<Word>,
    classes: Vec<ClassSet>,
    sentence_classes: Vec<ClassSet>,
    chunk_at: Vec<u32>,
    actor_at: Vec<u32>,
    place_at: Vec<u32>,
    weapon_at: Vec<u32>,
    date_at: Vec<u32>,
    /// The mentions with a point, by their words; made when first asked for.
    located: OnceCell<FxHashMap<Box<str>, Vec<usize>>>,
}

impl<'a> Reading<'a> {
    /// Reads all sentences but boilerplate.
    pub(super) fn new(analysis: &'a Analysis, frames: &'a FrameSet) -> Self {
        let count = analysis.tokens.len();
        let words: Vec<Word> = (0..count as u32)
            .map(|token| frames.vocabulary.number(analysis.lower(token)))
            .collect();
        let classes = words
            .iter()
            .map(|word| frames.vocabulary.classes(*word))
            .collect();
        let mut reading = Self {
            analysis,
            frames,
            matches: Vec::new(),
            words,
            classes,
            sentence_classes: Vec::with_capacity(analysis.sentences.len()),
            chunk_at: vec![NONE; count],
            actor_at: vec![NONE; count],
            place_at: vec![NONE; count],
            weapon_at: vec![NONE; count],
            date_at: vec![NONE; count],
            located: OnceCell::new(),
        };
        reading.index();
        reading.find_matches();
        reading
    }

    fn index(&mut self) {
        for (number, chunk) in self.analysis.chunks.iter().enumerate() {
            fill(&mut self.chunk_at, &chunk.tokens, number);
        }
        for (number, date) in self.analysis.dates.iter().enumerate() {
            fill(&mut self.date_at, &date.tokens, number);
        }
        for (number, mention) in self.analysis.mentions.iter().enumerate() {
            let entity = &self.analysis.entities[mention.entity as usize];
            let target = match mention.kind {
                MentionType::Weapon => &mut self.weapon_at,
                MentionType::Place | MentionType::Facility => &mut self.place_at,
                _ => &mut self.actor_at,
            };
            // "protesters in Nairobi" names a place, "Aleppo Media Centre" does not.
            let first = mention.tokens.start;
            // "in July"
            let place = matches!(mention.kind, MentionType::Place | MentionType::Facility);
            if place && self.date_at[first as usize] != NONE {
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
            if !mention.nested || located {
                fill(target, &mention.tokens, number);
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
                    .any(|token| self.classes[token as usize].has(Class::Direction));
            if !mention.nested && mention.kind == MentionType::Place && country {
                fill(&mut self.actor_at, &mention.tokens, number);
            }
        }
    }

    fn find_matches(&mut self) {
        for sentence in &self.analysis.sentences {
            let range = sentence.tokens.start as usize..sentence.tokens.end as usize;
            let mut all = ClassSet::default();
            for start in range.clone() {
                let first = self.matches.len();
                for (pattern, end) in self.frames.patterns.at(&self.words[..range.end], start) {
                    let tokens = start as u32..end as u32;
                    match pattern.meaning {
                        Meaning::Class(class) => {
                            for set in &mut self.classes[start..end] {
                                set.insert(ClassSet::one(class));
                            }
                        }
                        Meaning::Frame(frame) => self.matches.push(Match {
                            tokens,
                            part: pattern.part,
                            frame,
                        }),
                    }
                }
                self.matches[first..].sort_by_key(|found| std::cmp::Reverse(found.tokens.end));
            }
            // "31 March" is no march.
            for token in range.clone() {
                if self.date_at[token] != NONE {
                    self.classes[token].remove(Class::Demonstration);
                }
            }
            // "A blast at a coal mine": a mine that is dug.
            for token in range.clone().skip(1) {
                let pit = [
                    "collapse", "disaster", "accident", "shaft", "pit", "workers", "flood",
                ];
                let dug = self.classes[token - 1].has(Class::Mineral)
                    || self.is_any(token as u32 + 1, &pit);
                if dug && self.classes[token].has(Class::Mine) {
                    self.classes[token].remove(Class::Mine);
                    self.classes[token].remove(Class::Bomb);
                }
            }
            // Rubber bullets are no small arms, water cannon no artillery.
            for set in &mut self.classes[range.clone()] {
                if set.has(Class::CrowdControl) {
                    set.remove(Class::SmallArms);
                    set.remove(Class::Artillery);
                    set.remove(Class::Grenade);
                    set.remove(Class::Chemical);
                }
            }
            for set in &self.classes[range.clone()] {
                all.insert(*set);
            }
            let score = |token: &usize| self.is_score(*token as u32);
            if all.has(Class::Contest)
                && let Some(score) = range.clone().find(score)
            {
                self.classes[score].insert(ClassSet::one(Class::Sport));
                all.insert(ClassSet::one(Class::Sport));
            }
            self.sentence_classes.push(all);
        }
    }

    /// "3-1", "118–109": what games end with, in one token or three.
    fn is_score(&self, token: u32) -> bool {
        let points =
            |side: &str| (1..=3).contains(&side.len()) && side.bytes().all(|b| b.is_ascii_digit());
        let word = |token: u32| match (token as usize) < self.words.len() {
            true => self.analysis.lower(token),
            false => "",
        };
        let mut sides = word(token).split(['-', '–']);
        let (first, second) = (sides.next(), sides.next());
        let joined = second.is_some_and(points) && sides.next().is_none();
        let parted = matches!(word(token + 1), "-" | "–") && points(word(token + 2));
        first.is_some_and(points) && (joined || parted)
    }

    /// The number of a token's word.
    pub(super) fn word(&self, token: u32) -> Word {
        self.words.get(token as usize).copied().unwrap_or(UNKNOWN)
    }

    /// The classes of a token.
    pub(super) fn classes(&self, token: u32) -> ClassSet {
        self.classes
            .get(token as usize)
            .copied()
            .unwrap_or_default()
    }

    /// The classes of all tokens of a sentence.
    pub(super) fn sentence_classes(&self, sentence: usize) -> ClassSet {
        self.sentence_classes[sentence]
    }

    /// Whether any token of the range is of the class.
    pub(super) fn any(&self, tokens: TokenRange, class: Class) -> bool {
        self.first(tokens, class).is_some()
    }

    /// The first token of the range that is of the class.
    pub(super) fn first(&self, mut tokens: TokenRange, class: Class) -> Option<u32> {
        tokens.find(|token| self.classes(*token).has(class))
    }

    /// The tokens of a sentence.
    pub(super) fn sentence(&self, sentence: usize) -> TokenRange {
        self.analysis.sentences[sentence].tokens.clone()
    }

    /// Index of the chunk that holds a token.
    pub(super) fn chunk_at(&self, token: u32) -> Option<usize> {
        lookup(&self.chunk_at, token)
    }

    /// A chunk.
    pub(super) fn chunk(&self, chunk: usize) -> &'a Chunk {
        &self.analysis.chunks[chunk]
    }

    /// A verb group's grammar; `None` for noun chunks. "threatened to cut off" is a finite
    /// group although its last verb is an infinitive.
    pub(super) fn verb(&self, chunk: usize) -> Option<VerbGroup> {
        match self.chunk(chunk).kind {
            ChunkKind::Verb(group) => Some(VerbGroup {
                infinitive: (group.infinitive && self.is(self.chunk(chunk).tokens.start, "to"))
                    || self.shares_to(chunk),
                ..group
            }),
            ChunkKind::Noun => None,
        }
    }

    /// "to assist the faction and lift the siege": the second verb shares the "to" of the first.
    fn shares_to(&self, chunk: usize) -> bool {
        let tokens = &self.chunk(chunk).tokens;
        let start = self.analysis.sentence_of(tokens.start).tokens.start;
        let bare = tokens.len() == 1
            && tokens.start > start
            && self.is_any(tokens.start - 1, &["and", "or"])
            && self.analysis.lemma(tokens.start) == self.analysis.lower(tokens.start);
        bare && self.analysis.chunks[..chunk]
            .iter()
            .rev()
            .take_while(|before| before.tokens.start >= start)
            .find(|before| matches!(before.kind, ChunkKind::Verb(_)))
            .is_some_and(|before| self.is(before.tokens.start, "to"))
    }

    /// The outermost mention of an actor, nationality or country at a token.
    pub(super) fn actor_at(&self, token: u32) -> Option<usize> {
        lookup(&self.actor_at, token)
    }

    /// Whether the mention of somebody who can act, and is more than one, ends right before
    /// a token.
    pub(super) fn ends_actor(&self, token: u32) -> bool {
        let Some(before) = token.checked_sub(1) else {
            return false;
        };
        self.actor_at(before).is_some_and(|mention| {
            let found = self.mention(mention);
            let named = self.entity_of(mention).id.is_some();
            let loose = matches!(found.kind, MentionType::Nationality | MentionType::Place);
            found.tokens.end == token
                && !loose
                && (named || self.analysis.lower(before).ends_with('s'))
        })
    }

    /// The outermost mention of a place or facility at a token.
    pub(super) fn place_at(&self, token: u32) -> Option<usize> {
        lookup(&self.place_at, token)
    }

    /// The mentions of places with a point whose words are these, in order.
    pub(super) fn located(&self, words: &str) -> &[usize] {
        let all = self.located.get_or_init(|| {
            let mut all: FxHashMap<Box<str>, Vec<usize>> = FxHashMap::default();
            for (number, mention) in self.analysis.mentions.iter().enumerate() {
                let place = self.entity_of(number).place.as_ref();
                if place.is_some_and(|place| place.point.is_some()) {
                    let words = self.analysis.text_of(&mention.tokens);
                    all.entry(words.into()).or_default().push(number);
                }
            }
            all
        });
        all.get(words).map_or(&[], Vec::as_slice)
    }

    /// The mention of a weapon at a token.
    pub(super) fn weapon_at(&self, token: u32) -> Option<usize> {
        lookup(&self.weapon_at, token)
    }

    /// Index of the date at a token.
    pub(super) fn date_at(&self, token: u32) -> Option<usize> {
        lookup(&self.date_at, token)
    }

    /// A mention.
    pub(super) fn mention(&self, mention: usize) -> &'a EntityMention {
        &self.analysis.mentions[mention]
    }

    /// A mention's entity.
    pub(super) fn entity_of(&self, mention: usize) -> &'a Entity {
        &self.analysis.entities[self.mention(mention).entity as usize]
    }

    /// Whether a token is a preposition.
    pub(super) fn is_preposition(&self, token: u32) -> bool {
        if token as usize >= self.words.len() {
            return false;
        }
        let tag = self.analysis.tag(token);
        (tag == Upos::Adp && !self.is_numeral(token))
            || (tag == Upos::Part && self.analysis.lower(token) == "to")
            || (tag == Upos::Verb
                && matches!(
                    self.analysis.lower(token),
                    "following" | "including" | "involving"
                ))
            || (tag == Upos::Sconj
                && matches!(
                    self.analysis.lower(token),
                    "between" | "after" | "during" | "in" | "for" | "on" | "at" | "near" | "with"
                ))
    }

    /// Whether a token is one of some words.
    pub(super) fn is_any(&self, token: u32, words: &[&str]) -> bool {
        (token as usize) < self.words.len() && words.contains(&self.analysis.lower(token))
    }

    /// Whether a token is written in figures, whatever the tagger took it for.
    pub(super) fn is_numeral(&self, token: u32) -> bool {
        (token as usize) < self.words.len()
            && self
                .analysis
                .lower(token)
                .starts_with(|first: char| first.is_ascii_digit())
    }

    /// Whether a token is the word.
    pub(super) fn is(&self, token: u32, word: &str) -> bool {
        (token as usize) < self.words.len() && self.analysis.lower(token) == word
    }
}

/// Whether a class of actors can fill a role.
pub(super) fn acts(class: ActorClass) -> bool {
    class != ActorClass::None
}

fn fill(slots: &mut [u32], tokens: &TokenRange, number: usize) {
    for slot in &mut slots[tokens.start as usize..tokens.end as usize] {
        // Longer mentions come first and win.
        if *slot == NONE {
            *slot = number as u32;
        }
    }
}

fn lookup(slots: &[u32], token: u32) -> Option<usize> {
    let slot = slots.get(token as usize).copied().unwrap_or(NONE);
    (slot != NONE).then_some(slot as usize)
}
