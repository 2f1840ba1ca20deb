//! What stands around a run of capitals: the nearest common nouns and verbs, and what the
//! sentence is about. A small corpus does not know who "Squirrel" is, but a band is "formed"
//! and tours, wherever in the sentence the word stands.

use super::signs::hash;
use crate::analysis::{Analysis, TokenRange};
use crate::entity::scan::Scan;
use crate::lexicon::Cue;
use crate::text::{Shape, Upos};

/// How far from a run a word can tell what the run names.
const REACH: u32 = 9;

/// The cues of common words that tell kinds of names apart.
const TELLING: u32 = bit(Cue::PersonNoun)
    | bit(Cue::GroupNoun)
    | bit(Cue::WorkNoun)
    | bit(Cue::PlaceHead)
    | bit(Cue::FacilityHead)
    | bit(Cue::MediaHead)
    | bit(Cue::OrganisationHead)
    | bit(Cue::PartyHead)
    | bit(Cue::UnitHead);

const fn bit(cue: Cue) -> u32 {
    1 << cue as u16
}

/// What stands around a run; each pair is before and after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around {
    /// The nearest common nouns.
    pub(super) nouns: [u64; 2],
    /// The nearest verbs.
    pub(super) verbs: [u64; 2],
    /// The cues of the nearest telling words, and whether they stand close.
    pub(super) hints: [u64; 2],
    /// The cues of all telling words of the sentence.
    pub(super) topics: u64,
}

impl Around {
    /// Where there is no run.
    pub(super) const NOTHING: Self = Self {
        nouns: [0; 2],
        verbs: [0; 2],
        hints: [0; 2],
        topics: 0,
    };

    /// Looks around a run; `capital` tells the words that names can hold.
    pub(super) fn of(
        analysis: &Analysis,
        scan: &Scan,
        sentence: &TokenRange,
        run: &TokenRange,
        capital: impl Fn(u32) -> bool,
        topics: u64,
    ) -> Self {
        let side = |tokens: &mut dyn Iterator<Item = u32>, close: usize| {
            let (mut noun, mut verb, mut hint) = (1, 1, 0);
            for (distance, token) in tokens.enumerate().filter(|(_, token)| !capital(*token)) {
                match analysis.tag(token) {
                    Upos::Noun if noun == 1 => noun = hash(analysis.lemma(token).as_bytes()),
                    Upos::Verb if verb == 1 => verb = hash(analysis.lemma(token).as_bytes()),
                    _ => {}
                }
                if hint == 0 {
                    let cues = u64::from(scan.cue_bits(token) & TELLING);
                    hint = cues << 2 | u64::from(cues != 0 && distance >= close);
                }
            }
            (noun, verb, hint)
        };
        let first = sentence.start.max(run.start.saturating_sub(REACH));
        let last = sentence.end.min(run.end + REACH);
        let before = side(&mut (first..run.start).rev(), 2);
        let after = side(&mut (run.end..last), 2);
        Self {
            nouns: [before.0, after.0],
            verbs: [before.1, after.1],
            hints: [before.2, after.2],
            topics,
        }
    }
}

/// The cues of all telling words of a sentence.
pub(super) fn topics(analysis: &Analysis, scan: &Scan, sentence: &TokenRange) -> u64 {
    let small = |token: &u32| analysis.token(*token).shape == Shape::Lower;
    let cues = sentence.clone().filter(small);
    u64::from(cues.fold(0, |all, token| all | scan.cue_bits(token)) & TELLING)
}
