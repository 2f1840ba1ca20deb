//! What a spelling can mean: its candidates in the index, looked up once per document.
//! Prevents a common name from costing a search at every mention.

use super::find::{Candidate, Finder, Surface};
use super::format::{KeyRank, PlaceId};
use super::prior;
use super::shape::is_acronym;
use super::words::{Feature, Usage};
use crate::analysis::{PlaceKind, TokenRange};
use crate::fold;

/// Namesakes looked at; the index gives the largest first.
const MOST_CANDIDATES: usize = 48;

impl Finder<'_, '_> {
    /// The candidates of a surface, where it has any.
    pub(super) fn candidates(&self, surface: u32) -> Option<&[Candidate]> {
        let range = self
            .found
            .surfaces
            .get(surface as usize)?
            .candidates
            .clone();
        (!range.is_empty())
            .then(|| &self.found.candidates[range.start as usize..range.end as usize])
    }

    /// True when the index has the name or its loose key.
    pub(super) fn is_known(&mut self, name: &TokenRange, hash: u64) -> bool {
        if self.view.lookup(hash).next().is_some() {
            return true;
        }
        fold::loose(self.analysis.text_of(name), &mut self.key);
        let loose = fold::hash(&self.key);
        loose != hash && self.view.lookup(loose).next().is_some()
    }

    /// The candidates of a spelling, looked up once per document.
    pub(super) fn surface(
        &mut self,
        name: &TokenRange,
        hash: u64,
        feature: Option<Feature>,
        shouted: bool,
    ) -> u32 {
        // "JUBA (AP) –" is no acronym.
        let dateline = self.analysis.dateline.as_ref();
        let acronym = !shouted
            && name.end - name.start == 1
            && !dateline.is_some_and(|dateline| dateline.place.contains(&name.start))
            && is_acronym(self.analysis, name.start);
        // An acronym and a word of the same letters ("US", "us") are two spellings.
        let spelling = if acronym { hash.rotate_left(1) } else { hash };
        if let Some(&surface) = self.by_key.get(&(spelling, feature)) {
            return surface;
        }
        let start = self.found.candidates.len();
        let text = self.analysis.text_of(name);
        let key = (text, hash, acronym);
        let known = self.memo.candidates(key, &mut self.found.candidates);
        let usage = known.unwrap_or_else(|| {
            let usage = self.look_up(text, hash, acronym);
            let found = &self.found.candidates[start..];
            self.memo.keep_candidates(key, found, usage);
            usage
        });
        let mut most = f32::MIN;
        for candidate in self.found.candidates[start..].iter_mut().rev() {
            candidate.own = candidate.as_a(feature);
            if candidate.facts.kind == PlaceKind::Admin1 && usage.common == 0 {
                candidate.own += (prior::UNIT - candidate.weight).max(0.0);
            }
            most = most.max(candidate.own);
            candidate.most = most;
        }
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let surface = count(self.found.surfaces.len());
        self.found.surfaces.push(Surface {
            candidates: count(start)..count(self.found.candidates.len()),
            feature,
            common: usage.common,
            other: usage.other,
            in_names: 0,
        });
        self.by_key.insert((spelling, feature), surface);
        surface
    }

    /// Adds the candidates of a name, and tells how the word is used otherwise.
    fn look_up(&mut self, name: &str, hash: u64, acronym: bool) -> Usage {
        let start = self.found.candidates.len();
        let mut found = self.view.lookup(hash).take(MOST_CANDIDATES);
        self.push_candidates(&mut found, KeyRank::Name, acronym, (hash, start));
        fold::loose(name, &mut self.key);
        let loose = fold::hash(&self.key);
        if loose != hash && !acronym {
            let mut found = self.view.lookup(loose).take(MOST_CANDIDATES);
            self.push_candidates(&mut found, KeyRank::Loose, acronym, (hash, start));
        }
        if start == self.found.candidates.len() && !acronym {
            fold::consonants(name, &mut self.key);
            self.key.insert(0, '~');
            let mut found = self
                .view
                .lookup(fold::hash(&self.key))
                .take(MOST_CANDIDATES);
            self.push_candidates(&mut found, KeyRank::Consonants, acronym, (hash, start));
        }
        if acronym {
            Usage::default()
        } else {
            self.gazetteer.words.usage(hash)
        }
    }

    fn push_candidates(
        &mut self,
        found: &mut dyn Iterator<Item = (PlaceId, KeyRank)>,
        at_least: KeyRank,
        acronym: bool,
        (hash, start): (u64, usize),
    ) {
        for (id, rank) in found {
            let facts = self.view.brief(id);
            let wide = matches!(
                facts.kind,
                PlaceKind::Country | PlaceKind::Admin1 | PlaceKind::Region
            );
            let seen = self.found.candidates[start..]
                .iter()
                .any(|candidate| candidate.id == id);
            if seen || (acronym && !wide) {
                continue;
            }
            let country = self.gazetteer.countries.index_of(facts.country);
            let rank = rank.max(at_least);
            let seat = rank == KeyRank::Name
                && facts.kind == PlaceKind::City
                && self.gazetteer.countries.is_capital(hash, country);
            self.found.candidates.push(Candidate {
                id,
                rank,
                weight: prior::weight(facts.kind, facts.population)
                    + if seat { prior::SEAT } else { 0.0 },
                own: 0.0,
                most: 0.0,
                facts,
                country,
            });
        }
    }
}
