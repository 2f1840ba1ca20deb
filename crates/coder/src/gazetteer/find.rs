//! Finds the names of places in a document: the longest run of capitalised words that the
//! gazetteer knows, with the words around it that speak for or against a place.
//! Prevents a second scan of the text per cue: each mention carries its cues.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Gazetteer;
use super::cues::{Cues, Surroundings};
use super::format::{KeyRank, PlaceFacts, PlaceId, View};
use super::words::Feature;
use crate::analysis::{Analysis, PlaceKind, TokenRange};
use crate::fold;
use crate::text::{SentenceKind, Shape};

/// The longest name in words.
const MOST_WORDS: usize = 6;
/// Namesakes looked at; the index gives the largest first.
const MOST_CANDIDATES: usize = 96;

/// A name in the text that is, or may be, a place.
#[derive(Clone, Debug)]
pub(crate) struct PlaceMention {
    /// The mention: the name, with the feature word where it belongs to it ("Menagh
    /// airbase", "Idlib Governorate", but "Idlib" in "Idlib province").
    pub(crate) tokens: TokenRange,
    /// The name alone.
    pub(crate) name: TokenRange,
    /// What the words beside it say it is.
    pub(crate) feature: Option<Feature>,
    /// What speaks for and against a place.
    pub(super) cues: Cues,
    /// Index into [`Found::surfaces`].
    pub(super) surface: u32,
}

/// One spelling (and feature) of the document with what it can be.
#[derive(Clone, Debug)]
pub(super) struct Surface {
    pub(super) candidates: Range<u32>,
    pub(super) feature: Option<Feature>,
    /// How often the word is no place; 0 for names of several words.
    pub(super) common: u32,
    pub(super) person: u32,
}

/// A place that a name can mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate<'a> {
    pub(super) id: PlaceId,
    pub(super) rank: KeyRank,
    pub(super) facts: PlaceFacts<'a>,
    /// Index into the countries.
    pub(super) country: Option<u16>,
}

/// What `find` found. Drop the mentions that are part of something else ("Aleppo Media
/// Centre") before resolving the rest.
#[derive(Debug, Default)]
pub(crate) struct Found<'a> {
    /// In order; they do not overlap.
    pub(crate) mentions: Vec<PlaceMention>,
    pub(super) surfaces: Vec<Surface>,
    pub(super) candidates: Vec<Candidate<'a>>,
    /// Demonyms ("Turkish", "Syrians"): token and index into the countries.
    pub(super) demonyms: Vec<(u32, u16)>,
}

impl Gazetteer {
    /// The place names of a document. Linear in its length.
    pub(crate) fn find(&self, analysis: &Analysis) -> Found<'_> {
        let mut finder = Finder {
            gazetteer: self,
            view: self.view(),
            analysis,
            found: Found::default(),
            by_key: FxHashMap::default(),
            key: String::new(),
            ends: Vec::with_capacity(MOST_WORDS),
        };
        if let Some(dateline) = &analysis.dateline {
            finder.sentence(&dateline.place);
        }
        for sentence in &analysis.sentences {
            if sentence.kind != SentenceKind::Boilerplate {
                finder.sentence(&sentence.tokens);
            }
        }
        finder.found
    }
}

struct Finder<'g, 'a> {
    gazetteer: &'g Gazetteer,
    view: View<'g>,
    analysis: &'a Analysis,
    found: Found<'g>,
    by_key: FxHashMap<(u64, Option<Feature>), u32>,
    /// Reused for folding.
    key: String,
    /// Reused: the ends of the runs of words that start at one token.
    ends: Vec<u32>,
}

impl Finder<'_, '_> {
    fn sentence(&mut self, sentence: &TokenRange) {
        let shouted = is_shouted(self.analysis, sentence);
        let mut at = sentence.start;
        while at < sentence.end {
            at = self.name_at(at, sentence, shouted).unwrap_or(at + 1);
        }
    }

    /// Takes the longest name that starts at a token; returns the token after it.
    fn name_at(&mut self, at: u32, sentence: &TokenRange, shouted: bool) -> Option<u32> {
        if !is_name_word(self.analysis, at) {
            return None;
        }
        self.collect_ends(at, sentence.end);
        let mut ends = std::mem::take(&mut self.ends);
        let taken = ends
            .drain(..)
            .rev()
            .find_map(|end| self.try_name(at..end, sentence, shouted));
        self.ends = ends;
        taken
    }

    fn try_name(&mut self, name: TokenRange, sentence: &TokenRange, shouted: bool) -> Option<u32> {
        fold::strict(self.analysis.text_of(&name), &mut self.key);
        let hash = fold::hash(&self.key);
        let single = name.end - name.start == 1;
        if let Some(country) = self.gazetteer.countries.demonym_index(hash) {
            self.found
                .demonyms
                .push((name.start, u16::try_from(country).unwrap_or(u16::MAX)));
            return Some(name.end);
        }
        if single && self.key.len() < 2 {
            return None;
        }
        let around = Surroundings {
            gazetteer: self.gazetteer,
            analysis: self.analysis,
            sentence,
        };
        let beside = around.feature(&name, &mut self.key);
        let mut feature = beside.as_ref().map(|beside| beside.feature);
        let mut cues = around.cues(&name, feature.is_some(), shouted, &mut self.key);
        if let Some(previous) = self.found.mentions.last() {
            if around.lists_on(previous.tokens.end, name.start) {
                cues = cues.inherit(previous.cues);
                feature = feature.or(previous
                    .feature
                    .filter(|feature| *feature == Feature::Settlement));
            }
        }
        let surface = self.surface(&name, hash, feature, shouted);
        let known = !self.found.surfaces[surface as usize].candidates.is_empty();
        // An unknown name is a place only on a feature word's word, and only when it is
        // the whole run: "Menagh airbase", "village of Tal Something".
        let named =
            beside.as_ref().is_some_and(|beside| beside.names_unknown) && !around.runs_on(&name);
        if !known && !named {
            return None;
        }
        let tokens = beside.map_or(name.clone(), |beside| beside.tokens);
        let end = tokens.end.max(name.end);
        self.found.mentions.push(PlaceMention {
            tokens,
            name,
            feature,
            cues,
            surface,
        });
        Some(end)
    }

    /// The candidates of a spelling, looked up once per document.
    fn surface(
        &mut self,
        name: &TokenRange,
        hash: u64,
        feature: Option<Feature>,
        shouted: bool,
    ) -> u32 {
        let acronym =
            !shouted && name.end - name.start == 1 && is_acronym(self.analysis, name.start);
        // An acronym and a word of the same letters ("US", "us") are two spellings.
        let spelling = if acronym { hash.rotate_left(1) } else { hash };
        if let Some(&surface) = self.by_key.get(&(spelling, feature)) {
            return surface;
        }
        let start = self.found.candidates.len();
        let mut found = self.view.lookup(hash).take(MOST_CANDIDATES);
        self.push_candidates(&mut found, KeyRank::Name, acronym, start);
        let text = self.analysis.text_of(name);
        fold::loose(text, &mut self.key);
        let loose = fold::hash(&self.key);
        if loose != hash && !acronym {
            let mut found = self.view.lookup(loose).take(MOST_CANDIDATES);
            self.push_candidates(&mut found, KeyRank::Loose, acronym, start);
        }
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let usage = self.gazetteer.words.usage(hash);
        let surface = count(self.found.surfaces.len());
        self.found.surfaces.push(Surface {
            candidates: count(start)..count(self.found.candidates.len()),
            feature,
            common: usage.common,
            person: usage.person,
        });
        self.by_key.insert((spelling, feature), surface);
        surface
    }

    fn push_candidates(
        &mut self,
        found: &mut dyn Iterator<Item = (PlaceId, KeyRank)>,
        at_least: KeyRank,
        acronym: bool,
        start: usize,
    ) {
        for (id, rank) in found {
            let facts = self.view.facts(id);
            let wide = matches!(
                facts.kind,
                PlaceKind::Country | PlaceKind::Admin1 | PlaceKind::Region
            );
            let seen = self.found.candidates[start..]
                .iter()
                .any(|candidate| candidate.id == id);
            if seen || rank == KeyRank::Consonants || (acronym && !wide) {
                continue;
            }
            let country = self.gazetteer.countries.index(facts.country);
            self.found.candidates.push(Candidate {
                id,
                rank: rank.max(at_least),
                facts,
                country: country.and_then(|index| u16::try_from(index).ok()),
            });
        }
    }

    /// Where the runs of words end that start at a token and could be one name.
    fn collect_ends(&mut self, at: u32, limit: u32) {
        self.ends.clear();
        self.ends.push(at + 1);
        let mut token = at + 1;
        let mut words = 1;
        while token < limit && words < MOST_WORDS {
            let word = self.analysis.token(token);
            if is_name_word(self.analysis, token) || word.shape == Shape::Number {
                words += 1;
                self.ends.push(token + 1);
            } else if is_joining(self.analysis.lower(token))
                || (!word.space_before && self.analysis.word(token) == "-")
            {
                words += usize::from(word.space_before);
            } else {
                break;
            }
            token += 1;
        }
    }
}

/// A word that can be part of a name: it has an upper-case letter, or a digit ("M4").
fn is_name_word(analysis: &Analysis, token: u32) -> bool {
    match analysis.token(token).shape {
        Shape::Capitalised | Shape::Upper => true,
        Shape::Mixed | Shape::Alphanumeric => analysis.word(token).contains(char::is_uppercase),
        Shape::Lower | Shape::Number | Shape::Punctuation => false,
    }
}

/// Small words inside names: "Isle of Man", "Rio de Janeiro", "Deir ez Zor".
fn is_joining(word: &str) -> bool {
    matches!(
        word,
        "of" | "the"
            | "and"
            | "de"
            | "la"
            | "le"
            | "les"
            | "du"
            | "des"
            | "d"
            | "da"
            | "do"
            | "dos"
            | "das"
            | "del"
            | "el"
            | "al"
            | "ez"
            | "az"
            | "an"
            | "es"
            | "ed"
            | "sur"
            | "en"
            | "am"
            | "y"
            | "upon"
            | "'s"
    )
}

/// "US", "UK", "NSW": two to four capitals.
fn is_acronym(analysis: &Analysis, token: u32) -> bool {
    let word = analysis.word(token);
    analysis.token(token).shape == Shape::Upper
        && word.chars().filter(|c| c.is_alphabetic()).count() <= 4
}

/// True where capitals say nothing because most words have them only.
fn is_shouted(analysis: &Analysis, sentence: &TokenRange) -> bool {
    let (mut upper, mut lower) = (0, 0);
    for token in sentence.clone() {
        match analysis.token(token).shape {
            Shape::Upper => upper += 1,
            Shape::Lower | Shape::Capitalised | Shape::Mixed => lower += 1,
            Shape::Number | Shape::Alphanumeric | Shape::Punctuation => {}
        }
    }
    upper > 2 && upper > 3 * lower
}
