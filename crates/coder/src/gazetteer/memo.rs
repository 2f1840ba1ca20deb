//! What the index says of words and names, kept from document to document. Prevents a name that
//! every article has from being folded, hashed and looked up anew in each.

use std::ops::Range;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::Gazetteer;
use super::find::{Candidate, Spelling};
use super::words::Usage;
use crate::analysis::Analysis;
use crate::fold;
use crate::text;

/// More of either are forgotten between two documents.
const MOST_NAMES: usize = 1 << 14;
const MOST_CANDIDATES: usize = 1 << 15;
/// Longer names are looked up each time: they are rare.
const LONGEST: usize = 23;

/// What is known so far.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    words: text::Memo<WordKey>,
    names: FxHashMap<SmolStr, Spelling>,
    looked_up: FxHashMap<(SmolStr, u64, bool), LookedUp>,
    candidates: Vec<Candidate>,
}

/// The strict key of a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct WordKey {
    /// Its hash.
    pub(super) hash: u64,
    /// A phrase that tells what the name beside it is can begin with it.
    pub(super) opens_feature: bool,
}

/// What a name was found to be.
#[derive(Clone, Debug)]
struct LookedUp {
    candidates: Range<usize>,
    usage: Usage,
}

impl Memo {
    /// The keys of all words of a document.
    pub(super) fn keys(&mut self, gazetteer: &Gazetteer, analysis: &Analysis) -> Vec<WordKey> {
        self.words.bound();
        if self.names.len() > MOST_NAMES || self.candidates.len() > MOST_CANDIDATES {
            *self = Self::default();
        }
        let mut key = String::new();
        let words = (0..).zip(&analysis.words);
        words
            .map(|(token, word)| {
                *self.words.get(*word, || {
                    let hash = fold::strict_hash(analysis.word(token), &mut key);
                    WordKey {
                        hash,
                        opens_feature: gazetteer.words.opens_feature(hash),
                    }
                })
            })
            .collect()
    }

    /// What the tables were found to say of a name.
    pub(super) fn spelling(&self, name: &str) -> Option<Spelling> {
        self.names.get(name).copied()
    }

    /// Keeps what the tables say of a name.
    pub(super) fn keep_spelling(&mut self, name: &str, spelling: Spelling) {
        if name.len() <= LONGEST {
            self.names.insert(name.into(), spelling);
        }
    }

    /// Adds the candidates that a name was found to have, with how the word is used otherwise.
    pub(super) fn candidates(
        &self,
        (name, hash, acronym): (&str, u64, bool),
        found: &mut Vec<Candidate>,
    ) -> Option<Usage> {
        let key = (name.len() <= LONGEST).then(|| (name.into(), hash, acronym))?;
        let known = self.looked_up.get(&key)?;
        found.extend_from_slice(&self.candidates[known.candidates.clone()]);
        Some(known.usage)
    }

    /// Keeps the candidates of a name.
    pub(super) fn keep_candidates(
        &mut self,
        (name, hash, acronym): (&str, u64, bool),
        found: &[Candidate],
        usage: Usage,
    ) {
        if name.len() <= LONGEST {
            let start = self.candidates.len();
            self.candidates.extend_from_slice(found);
            let candidates = start..self.candidates.len();
            let known = LookedUp { candidates, usage };
            self.looked_up.insert((name.into(), hash, acronym), known);
        }
    }
}
