//! Which countries an article is about. Prevents the SNA of Somalia from fighting in
//! Aleppo, and "the army" from belonging to nobody.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::scan::Scan;
use crate::Document;
use crate::analysis::Analysis;
use crate::lexicon::{Iso2, Lexicon, NameEntry};

/// Countries by how much the article speaks of them.
#[derive(Debug, Default)]
pub(super) struct Context {
    weights: FxHashMap<Iso2, f32>,
    /// The part of the weights that comes from the homes of actors.
    homes: FxHashMap<Iso2, f32>,
    /// The country in focus: that of "the army" and "the government".
    pub(super) focus: Option<Iso2>,
}

/// An actor that is at home in more countries says nothing of where a text plays.
const MOST_HOMES: usize = 5;

impl Context {
    /// Weighs the countries that the hits name.
    pub(super) fn new(
        scan: &Scan,
        analysis: &Analysis,
        lexicon: &Lexicon,
        document: &Document<'_>,
    ) -> Self {
        let mut context = Self::default();
        let mut end = 0;
        for hit in &scan.names {
            if hit.pieces.0 < end {
                continue;
            }
            let entries = lexicon.index.names.entries(hit.node);
            let near_title =
                (analysis.token(hit.tokens.start).start as usize) < analysis.text.body_start + 400;
            let bonus = if near_title { 2.0 } else { 1.0 };
            for entry in entries {
                match entry {
                    NameEntry::Country(country) => {
                        let located = hit.tokens.start > 0
                            && matches!(
                                analysis.lower(hit.tokens.start - 1),
                                "in" | "northern" | "southern" | "eastern" | "western" | "across"
                            );
                        let weight = if located { 3.0 } else { 1.0 };
                        context.add(lexicon.countries[*country as usize].iso2, weight * bonus);
                    }
                    NameEntry::Adjective(country) | NameEntry::People(country) => {
                        let weight = if hit.whole { 1.0 } else { 0.4 };
                        context.add(lexicon.countries[*country as usize].iso2, weight * bonus);
                    }
                    NameEntry::Capital(country) | NameEntry::Seat(country) => {
                        context.add(lexicon.countries[*country as usize].iso2, 0.8 * bonus);
                    }
                    NameEntry::Actor { actor, rule } if !rule.context && entries.len() == 1 => {
                        let phase = &lexicon.actors[*actor as usize].phases[0];
                        if let ([country], false) = (&phase.countries[..], rule.acronym) {
                            context.add(*country, 1.5 * bonus);
                        }
                        let shared = 0.7 / phase.countries.len().max(1) as f32;
                        for country in phase.countries.iter().take(MOST_HOMES) {
                            *context.homes.entry(*country).or_default() += shared;
                        }
                    }
                    NameEntry::Actor { .. }
                    | NameEntry::Identity(_)
                    | NameEntry::IdentityPeople(_) => {}
                }
            }
            end = hit.pieces.1;
        }
        context.choose(document);
        context
    }

    /// Adds weight to a country.
    pub(super) fn add(&mut self, country: Iso2, weight: f32) {
        *self.weights.entry(country).or_default() += weight;
    }

    /// The homes of the article's actors, by code, with a weight in mentions.
    pub(super) fn homes(&self) -> Vec<(Cow<'static, str>, f32)> {
        let mut homes: Vec<(Cow<'static, str>, f32)> = self
            .homes
            .iter()
            .map(|(code, weight)| (Cow::Owned(code.as_str().to_owned()), weight.min(5.0)))
            .collect();
        homes.sort_by(|a, b| a.0.cmp(&b.0));
        homes
    }

    /// Finds the country in focus anew, after weights were added.
    pub(super) fn choose(&mut self, document: &Document<'_>) {
        let mut best: Option<(Iso2, f32)> = None;
        for (country, weight) in &self.weights {
            let better = best.is_none_or(|(known, most)| {
                *weight > most || ((*weight - most).abs() < f32::EPSILON && *country < known)
            });
            if better {
                best = Some((*country, *weight));
            }
        }
        self.focus = best
            .map(|(country, _)| country)
            .or_else(|| document.outlet_country.and_then(Iso2::parse));
    }

    /// How much the article speaks of a country.
    pub(super) fn weight(&self, country: Iso2) -> f32 {
        self.weights.get(&country).copied().unwrap_or(0.0)
    }

    /// How much it speaks of the countries of an actor: home counts full, others half.
    pub(super) fn support(&self, countries: &[Iso2]) -> f32 {
        let mut parts = countries.iter();
        let home = parts.next().map_or(0.0, |home| self.weight(*home));
        parts.fold(home, |most, other| most.max(self.weight(*other) * 0.5))
    }
}
