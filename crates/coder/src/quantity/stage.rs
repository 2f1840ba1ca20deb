//! The stage that reads numbers of people harmed, sentence by sentence.

use super::clause::Clause;
use super::cues::Cues;
use super::group::{self, Group};
use super::{noun, verb};
use crate::CoderError;
use crate::analysis::{Analysis, Casualty, TokenRange};
use crate::source::Source;
use crate::text::{Memo, SentenceKind, Upos};

/// Reads casualties. Wants tokens, chunks and dates; uses mentions of persons.
#[derive(Debug)]
pub(crate) struct QuantityStage {
    cues: Cues,
}

impl QuantityStage {
    /// The stage with the built-in tables and the caller's laid over them.
    pub(crate) fn load(overrides: &[Source<'_>]) -> Result<Self, CoderError> {
        let (cues, problems) = Cues::read(overrides);
        match problems.into_iter().next() {
            Some(problem) => Err(problem),
            None => Ok(Self { cues }),
        }
    }

    /// Every line of the tables that cannot be read.
    pub(crate) fn review(overrides: &[Source<'_>]) -> Vec<CoderError> {
        Cues::read(overrides).1
    }

    /// Fills [`Analysis::casualties`]. `known` keeps what was found of words before.
    pub(crate) fn find(&self, analysis: &mut Analysis, known: &mut KnownHarms) {
        let harms = self.harms(analysis, known);
        let mut all: Vec<Casualty> = std::mem::take(&mut analysis.casualties);
        for sentence in &analysis.sentences {
            if sentence.kind == SentenceKind::Boilerplate {
                continue;
            }
            let range = sentence.tokens.clone();
            // Most sentences harm nobody: who is counted in them does not matter.
            let words = &harms[range.start as usize..range.end as usize];
            if !words.iter().any(|word| word.noun || word.verb) {
                continue;
            }
            let mut clause = Clause {
                analysis,
                cues: &self.cues,
                chunks: analysis.chunks_in(&range),
                groups: group::find(analysis, &self.cues, &range),
                range,
                found: Vec::new(),
                harms: &harms,
            };
            verb::read(&mut clause);
            noun::read(&mut clause);
            parts(&mut clause);
            shares(&mut clause);
            let base = all.len() as u32;
            clause
                .found
                .sort_by_key(|casualty| (casualty.tokens.start, casualty.cue));
            link_parts(&mut clause);
            link_shares(&mut clause);
            all.extend(clause.found.into_iter().map(|mut casualty| {
                casualty.part_of = casualty.part_of.map(|at| at + base);
                casualty
            }));
        }
        analysis.casualties = all;
    }

    /// What each word of a document may harm by.
    fn harms(&self, analysis: &Analysis, known: &mut KnownHarms) -> Vec<MayHarm> {
        known.bound();
        let words = (0..).zip(&analysis.words);
        words
            .map(|(token, word)| {
                // A word has a lemma as a verb and one as a noun, or is its own.
                let kind = match analysis.tag(token) {
                    _ if analysis.forms.is_lemma(token) => 0,
                    Upos::Verb | Upos::Aux => 1,
                    _ => 2,
                };
                let known = known.get(*word, Default::default);
                *known[kind].get_or_insert_with(|| {
                    let (lemma, lower) = (analysis.lemma(token), analysis.lower(token));
                    MayHarm {
                        noun: noun::may_harm(lemma, lower, &self.cues),
                        verb: verb::may_harm(lemma),
                    }
                })
            })
            .collect()
    }
}

/// What a word may harm by; surely by nothing that is not set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MayHarm {
    pub(super) noun: bool,
    pub(super) verb: bool,
}

/// That of words, by kind of lemma, kept from document to document.
pub(crate) type KnownHarms = Memo<[Option<MayHarm>; 3]>;

/// Groups after "including" are read with the harm of the group before them.
fn parts(clause: &mut Clause<'_>) {
    for at in 0..clause.groups.len() {
        if !is_part(clause, &clause.groups[at]) {
            continue;
        }
        let start = clause.groups[at].tokens.start;
        let whole = clause
            .found
            .iter()
            .filter(|casualty| casualty.tokens.end <= start && casualty.best > 0)
            .max_by_key(|casualty| casualty.tokens.start)
            .map(|casualty| (casualty.cue, casualty.harm, casualty.tokens.start));
        if let Some((cue, harm, whole)) = whole {
            // Of "killed and wounded" nobody knows which: neither harm is recorded.
            let joint = clause
                .found
                .iter()
                .filter(|casualty| casualty.tokens.start == whole)
                .count()
                > 1;
            if joint {
                continue;
            }
            for group in clause.with_joined(at) {
                clause.record(group, cue, harm);
            }
        }
    }
}

/// "31 people died in Baghdad and 12 in Mosul": a number before a place has the harm of the
/// number before it.
fn shares(clause: &mut Clause<'_>) {
    for at in 0..clause.groups.len() {
        let group = &clause.groups[at];
        if !(group.explicit && group.who.is_none() && is_share(clause, &group.tokens)) {
            continue;
        }
        let start = group.tokens.start;
        let joined = matches!(
            start
                .checked_sub(1)
                .map_or("", |before| clause.lower(before)),
            "and" | "," | ";" | ":" | "–" | "-"
        );
        let before = clause
            .found
            .iter()
            .filter(|casualty| casualty.tokens.end <= start && casualty.best > 0)
            .max_by_key(|casualty| casualty.tokens.start)
            .map(|casualty| (casualty.cue, casualty.harm));
        if let Some((cue, harm)) = before.filter(|_| joined) {
            clause.record(at, cue, harm);
        }
    }
}

/// Whether a number stands right before "in" and a name.
fn is_share(clause: &Clause<'_>, number: &TokenRange) -> bool {
    let name =
        number.end + 1 < clause.range.end && clause.analysis.tag(number.end + 1) == Upos::Propn;
    name && matches!(clause.lower(number.end), "in" | "at" | "near")
}

/// "44 people were killed, 31 in Maiduguri and 13 in Konduga": shares that add up to a number
/// before them are its parts.
fn link_shares(clause: &mut Clause<'_>) {
    for whole in 0..clause.found.len() {
        let (harm, best, cue) = {
            let casualty = &clause.found[whole];
            (casualty.harm, casualty.best, casualty.cue)
        };
        let rest: Vec<usize> = (whole + 1..clause.found.len())
            .filter(|at| {
                let casualty = &clause.found[*at];
                casualty.harm == harm && casualty.cue == cue && is_share(clause, &casualty.tokens)
            })
            .collect();
        let sum: u32 = rest
            .iter()
            .fold(0, |sum: u32, at| sum.saturating_add(clause.found[*at].best));
        if rest.len() > 1 && sum == best {
            for at in rest {
                clause.found[at].part_of = Some(whole as u32);
            }
            return;
        }
    }
}

/// "including two children", "among them a nurse", "two of them women".
fn is_part(clause: &Clause<'_>, group: &Group) -> bool {
    let start = group.tokens.start;
    let before = |back: u32| start.checked_sub(back).map_or("", |at| clause.lower(at));
    let introduced = matches!(before(1), "including" | "include" | "includes")
        || (before(2) == "among" && matches!(before(1), "them" | "whom"))
        || (before(3) == "among" && before(2) == "them" && matches!(before(1), "," | ":"))
        || (before(2) == "most" && before(1) == "of");
    let of_them = clause.lower(group.tokens.end) == "of"
        && matches!(clause.lower(group.tokens.end + 1), "them" | "whom")
        || group
            .who
            .is_some_and(|who| matches!(clause.lower(who), "them" | "whom"));
    introduced || of_them
}

/// Points each part to the casualty that includes it.
fn link_parts(clause: &mut Clause<'_>) {
    let mut list = None;
    for at in 0..clause.found.len() {
        let casualty = &clause.found[at];
        let group = clause
            .groups
            .iter()
            .find(|group| group.tokens == casualty.tokens);
        let starts = group.is_some_and(|group| is_part(clause, group));
        // "including two women and a child": the list goes on.
        let goes_on = list.is_some_and(|last: usize| {
            let last = &clause.found[last];
            last.part_of.is_some()
                && last.cue == casualty.cue
                && (last.tokens.end..casualty.tokens.start)
                    .all(|at| matches!(clause.lower(at), "and" | ","))
        });
        if starts || goes_on {
            let whole = (0..at).rev().find(|whole| {
                let whole = &clause.found[*whole];
                whole.part_of.is_none()
                    && whole.harm == casualty.harm
                    && whole.tokens.end <= casualty.tokens.start
            });
            clause.found[at].part_of = whole.map(|whole| whole as u32);
            list = Some(at);
        }
    }
}
