//! Finds the names of places in a document: the longest run of capitalised words that the
//! gazetteer knows, with the words around it that speak for or against a place.
//! Prevents a second scan of the text per cue: each mention carries its cues.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Gazetteer;
use super::cues::{Cues, Surroundings};
use super::format::{KeyRank, PlaceId};
use super::memo::{Memo, WordKey};
use super::shape::{is_direction, is_joining, is_name_word, is_shouted};
use super::small::is_careless;
use super::view::{Brief, View};
use super::words::Feature;
use crate::analysis::{Analysis, PlaceKind, TokenRange};
use crate::fold;
use crate::text::{SentenceKind, Shape, Upos};

/// The longest name in words.
const MOST_WORDS: usize = 6;
/// Room for the candidates of a short article.
const FEW_CANDIDATES: usize = 128;
/// Stands for a spelling that has not been looked up because the index lacks it.
pub(super) const NO_SURFACE: u32 = u32::MAX;

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
    pub(super) other: u32,
    /// How often this document has it after a title or another name.
    pub(super) in_names: u32,
}

/// A place that a name can mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) id: PlaceId,
    pub(super) rank: KeyRank,
    pub(super) facts: Brief,
    /// How likely it is to be named at all, see `prior`.
    pub(super) weight: f32,
    /// What it scores by itself as what the name says it is.
    pub(super) own: f32,
    /// The most that it or one behind it scores so.
    pub(super) most: f32,
    /// Index into the countries.
    pub(super) country: Option<u16>,
}

/// What `find` found. Drop the mentions that are part of something else ("Aleppo Media
/// Centre") before resolving the rest.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// In order; they do not overlap.
    pub(crate) mentions: Vec<PlaceMention>,
    pub(super) surfaces: Vec<Surface>,
    pub(super) candidates: Vec<Candidate>,
    /// Demonyms ("Turkish", "Syrians"): token and index into the countries.
    pub(super) demonyms: Vec<(u32, u16)>,
}

impl Gazetteer {
    /// The place names of a document. Linear in its length.
    pub(crate) fn find(&self, analysis: &Analysis, memo: &mut Memo) -> Found {
        let keys = memo.keys(self, analysis);
        let mut finder = Finder {
            keys: &keys,
            memo,
            gazetteer: self,
            view: self.view(),
            analysis,
            found: Found {
                candidates: Vec::with_capacity(FEW_CANDIDATES),
                ..Found::default()
            },
            by_key: FxHashMap::default(),
            key: String::new(),
            ends: Vec::with_capacity(MOST_WORDS),
            careless: is_careless(analysis),
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

/// What the tables say of a text that may be a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spelling {
    /// Of its strict key.
    hash: u64,
    /// Index into the countries.
    demonym: Option<usize>,
    /// The index has it or its loose key.
    known: bool,
}

/// One pass over a document.
pub(super) struct Finder<'g, 'a> {
    pub(super) gazetteer: &'g Gazetteer,
    pub(super) view: View<'g>,
    pub(super) analysis: &'a Analysis,
    pub(super) found: Found,
    pub(super) by_key: FxHashMap<(u64, Option<Feature>), u32>,
    pub(super) memo: &'a mut Memo,
    /// Of all words of the document.
    keys: &'a [WordKey],
    /// Reused for folding.
    pub(super) key: String,
    /// Reused: the ends of the runs of words that start at one token.
    pub(super) ends: Vec<u32>,
    /// Names can stand without capitals.
    careless: bool,
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
        // "An Iraqi drone" is no "An Nasiriyah".
        let article =
            matches!(self.analysis.lower(at), "a" | "an") && self.analysis.tag(at) == Upos::Det;
        if article {
            return None;
        }
        if !is_name_word(self.analysis, at) {
            let small = self.careless && !shouted;
            return small.then(|| self.small_name_at(at, sentence))?;
        }
        self.collect_ends(at, sentence.end);
        let mut ends = std::mem::take(&mut self.ends);
        let longest = ends.last().copied();
        let unit = self.abbreviated_unit(at, sentence, shouted);
        let taken = ends.drain(..).rev().find_map(|end| {
            let name = at..end;
            if let Some(hash) = unit.filter(|_| end == at + 1) {
                return self.try_name(name, hash, true, sentence, shouted);
            }
            let Spelling {
                hash,
                demonym,
                known,
            } = self.spelling(&name);
            if let Some(country) = demonym {
                let country = u16::try_from(country).unwrap_or(u16::MAX);
                self.found.demonyms.push((at, country));
                return Some(end);
            }
            if known || Some(end) == longest {
                self.try_name(name, hash, known, sentence, shouted)
            } else {
                None
            }
        });
        self.ends = ends;
        taken
    }

    /// The key of "Oregon" for "Ore." after a name and a comma.
    fn abbreviated_unit(&mut self, at: u32, sentence: &TokenRange, shouted: bool) -> Option<u64> {
        let analysis = self.analysis;
        let after_name = !shouted
            && at >= sentence.start + 2
            && analysis.word(at - 1) == ","
            && is_name_word(analysis, at - 2);
        // "Harry Preuss, MD" is a doctor: postal codes follow known places.
        let code = analysis.token(at).shape == Shape::Upper && analysis.word(at).len() == 2;
        let known = || {
            let last = self.found.mentions.last();
            last.is_some_and(|last| last.name.end == at - 1)
        };
        let words = &self.gazetteer.words;
        let unit = (after_name && (!code || known()))
            .then(|| words.unit(analysis.word(at), &mut self.key))??;
        Some(fold::strict_hash(unit, &mut self.key))
    }

    fn spelling(&mut self, name: &TokenRange) -> Spelling {
        let text = self.analysis.text_of(name);
        if let Some(known) = self.memo.spelling(text) {
            return known;
        }
        fold::strict(text, &mut self.key);
        let hash = fold::hash(&self.key);
        let demonym = self.gazetteer.countries.demonym_index(hash);
        let known = demonym.is_none() && self.key.len() > 1 && self.is_known(name, hash);
        let spelling = Spelling {
            hash,
            demonym,
            known,
        };
        self.memo.keep_spelling(text, spelling);
        spelling
    }

    fn try_name(
        &mut self,
        name: TokenRange,
        hash: u64,
        known: bool,
        sentence: &TokenRange,
        shouted: bool,
    ) -> Option<u32> {
        let around = Surroundings {
            gazetteer: self.gazetteer,
            analysis: self.analysis,
            sentence,
            keys: self.keys,
        };
        let beside = around.feature(&name, &mut self.key);
        // "West Kasai" is nowhere near the West of Cameroon.
        if beside.is_none() && name.len() == 1 && is_direction(self.analysis.lower(name.start)) {
            return None;
        }
        // Without a word that makes a place of it, only a container can ("Innisfail,
        // Queensland"): most capitalised words end here.
        if !known
            && beside.is_none()
            && (shouted || !self.is_followed_by_container(&name, sentence))
        {
            return None;
        }
        let mut feature = beside.as_ref().map(|beside| beside.feature);
        let mut cues = around.cues(&name, feature.is_some(), shouted);
        if let Some(previous) = self.found.mentions.last()
            && around.lists_on(previous.tokens.end, name.start)
        {
            cues = cues.inherit(previous.cues);
            feature = feature.or(previous
                .feature
                .filter(|feature| *feature == Feature::Settlement));
        }
        let mut known = known;
        let mut hash = hash;
        if let Some(beside) = beside
            .as_ref()
            .filter(|beside| beside.feature.is_site() && beside.tokens != name)
        {
            // "Al-Hol camp" can stand in the gazetteer as such.
            let whole = fold::strict_hash(self.analysis.text_of(&beside.tokens), &mut self.key);
            if self.view.lookup(whole).next().is_some() {
                (known, hash) = (true, whole);
            }
        }
        let mut surface = if known {
            self.surface(&name, hash, feature, shouted)
        } else {
            NO_SURFACE
        };
        let mut tokens = beside
            .as_ref()
            .map_or(name.clone(), |beside| beside.tokens.clone());
        if let Some(candidates) = self.candidates(surface) {
            // "the Agriculture Department" is no department of France.
            let fits = feature.is_none_or(|feature| {
                feature.is_site() || candidates.iter().any(|c| feature.fit(c.facts.kind) >= 0.0)
            });
            if !fits {
                (feature, cues.feature, tokens) = (None, false, name.clone());
                surface = self.surface(&name, hash, None, shouted);
            }
        } else {
            let named = beside.is_some_and(|beside| beside.names_unknown);
            cues.contained = !shouted && self.is_followed_by_container(&name, sentence);
            let plain = !cues.in_name && !cues.title && !shouted && self.is_proper(&name);
            if !plain || !(named || cues.contained && (cues.locative || cues.direction)) {
                return None;
            }
            surface = self.surface(&name, hash, feature, shouted);
        }
        if let Some(known) = self.found.surfaces.get_mut(surface as usize) {
            known.in_names += u32::from(cues.title || cues.name_before);
        }
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

    /// Proper nouns only, and no common word first ("The", "In").
    fn is_proper(&mut self, name: &TokenRange) -> bool {
        let first = self.keys[name.start as usize].hash;
        let usage = self.gazetteer.words.usage(first);
        usage.common < 20
            && usage.other < 8
            && name.end - name.start <= 4
            && name.clone().all(|token| {
                let token = self.analysis.token(token);
                token.tag == Upos::Propn || token.shape == Shape::Alphanumeric
            })
    }

    /// "Innisfail, Queensland": a country or first-level unit after a comma.
    fn is_followed_by_container(&mut self, name: &TokenRange, sentence: &TokenRange) -> bool {
        let start = name.end + 1;
        if start >= sentence.end
            || self.analysis.word(name.end) != ","
            || !is_name_word(self.analysis, start)
        {
            return false;
        }
        if self.abbreviated_unit(start, sentence, false).is_some() {
            return true;
        }
        (1..=3).any(|length| {
            let outer = start..start + length;
            if outer.end > sentence.end {
                return false;
            }
            let hash = fold::strict_hash(self.analysis.text_of(&outer), &mut self.key);
            self.view.lookup(hash).take(4).any(|(id, rank)| {
                rank <= KeyRank::Variant
                    && matches!(
                        self.view.brief(id).kind,
                        PlaceKind::Country | PlaceKind::Admin1
                    )
            })
        })
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
                || self.joins_district(token, limit)
                || (!word.space_before && self.analysis.word(token) == "-")
            {
                words += usize::from(word.space_before);
            } else {
                break;
            }
            token += 1;
        }
    }

    /// The comma of "Washington, D.C.".
    fn joins_district(&self, token: u32, limit: u32) -> bool {
        let next = token + 1;
        self.analysis.word(token) == ","
            && next < limit
            && self.analysis.token(next).shape == Shape::Upper
            && self.analysis.word(next).ends_with('.')
    }
}
