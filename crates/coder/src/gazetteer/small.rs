//! Places in messages that are written without capitals ("shelling in kerala"). Prevents their
//! places from being lost, and "in general" from being one: only well-known names that are no
//! common words, and only where the writer is careless of capitals.

use super::cues::Cues;
use super::find::{Finder, PlaceMention};
use super::format::KeyRank;
use super::prior;
use crate::analysis::{Analysis, TokenRange};
use crate::fold;
use crate::text::{SentenceKind, Shape, Upos};

/// The longest such name in words.
const MOST_WORDS: u32 = 3;
/// Weight (see `prior`) from which a place is known everywhere: large cities and provinces.
const WELL_KNOWN: f32 = 5.0;
/// Weight of countries, known without a preposition.
const COUNTRY: f32 = 7.0;
/// Shorter words are too often something else.
const SHORTEST: usize = 4;

/// Whether somebody writes who is careless of capitals: a sentence begins without one, or "i"
/// stands for "I".
pub(super) fn is_careless(analysis: &Analysis) -> bool {
    analysis.sentences.iter().any(|sentence| {
        let tokens = sentence.tokens.clone();
        let text = sentence.kind == SentenceKind::Text && tokens.len() > 3;
        text && {
            let first = analysis.token(tokens.start);
            let words = |shape: Shape| {
                let tokens = tokens.clone();
                tokens
                    .filter(|token| analysis.token(*token).shape == shape)
                    .count()
            };
            first.shape == Shape::Lower
                && first.end - first.start > 1
                && words(Shape::Lower) > 3 * words(Shape::Capitalised)
                || tokens.clone().any(|token| analysis.word(token) == "i")
        }
    })
}

impl Finder<'_, '_> {
    /// Takes the longest well-known name without capitals that starts at a token; returns the
    /// token after it.
    pub(super) fn small_name_at(&mut self, at: u32, sentence: &TokenRange) -> Option<u32> {
        if !self.is_small(at) {
            return None;
        }
        let after_place = self.follows_place(at);
        let located = after_place || self.is_located(at, sentence);
        let mut most = at + 1;
        while most < sentence.end && most < at + MOST_WORDS && self.is_small(most) {
            most += 1;
        }
        (at + 1..=most).rev().find_map(|end| {
            let name = at..end;
            let text = self.analysis.text_of(&name);
            let hash = fold::strict_hash(text, &mut self.key);
            let usage = self.gazetteer.words.usage(hash);
            if text.len() < SHORTEST || usage.common > 0 || usage.other > 0 {
                return None;
            }
            let weight = self
                .view
                .lookup(hash)
                .filter(|(_, rank)| *rank <= KeyRank::Variant)
                .map(|(id, rank)| {
                    let facts = self.view.brief(id);
                    let weight = prior::weight(facts.kind, facts.population);
                    if rank == KeyRank::Name {
                        weight
                    } else {
                        weight - 0.5
                    }
                })
                .fold(0.0, f32::max);
            let known = weight >= if located { WELL_KNOWN } else { COUNTRY };
            known.then(|| {
                let surface = self.surface(&name, hash, None, false);
                self.found.mentions.push(PlaceMention {
                    tokens: name.clone(),
                    name,
                    feature: None,
                    cues: Cues {
                        locative: true,
                        ..Cues::default()
                    },
                    surface,
                });
                end
            })
        })
    }

    /// A word in small letters that is no word of grammar.
    fn is_small(&self, token: u32) -> bool {
        let analysis = self.analysis;
        analysis.token(token).shape == Shape::Lower
            && matches!(
                analysis.tag(token),
                Upos::Noun | Upos::Propn | Upos::Adj | Upos::X | Upos::Verb
            )
    }

    /// "in kerala", "near tampa bay", "from the netherlands".
    fn is_located(&self, at: u32, sentence: &TokenRange) -> bool {
        let analysis = self.analysis;
        let before = (sentence.start..at).rev();
        let before = before.map(|token| analysis.lower(token));
        let mut before = before.skip_while(|word| matches!(*word, "the" | "of" | "around"));
        matches!(
            before.next(),
            Some(
                "in" | "near"
                    | "from"
                    | "to"
                    | "at"
                    | "around"
                    | "outside"
                    | "into"
                    | "via"
                    | "across"
                    | "visit"
                    | "visiting"
            )
        )
    }

    /// "san francisco california", "brittany, france".
    fn follows_place(&self, at: u32) -> bool {
        let comma = at > 0 && self.analysis.word(at - 1) == ",";
        let end = at - u32::from(comma);
        self.found
            .mentions
            .last()
            .is_some_and(|last| last.name.end == end)
    }
}
