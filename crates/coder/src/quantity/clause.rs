//! One sentence while its casualties are being read: its groups, and what was found.

use super::cues::Cues;
use super::group::Group;
use super::stage::MayHarm;
use crate::analysis::{Analysis, Casualty, DateMention, DateRelation, Harm, TokenRange};
use crate::text::{Chunk, ChunkKind, Upos, VerbGroup};

/// So many are never the victims of one act.
const OF_A_WAR: u32 = 20_000;

/// "since yesterday" counts no more than the act itself took.
const FRESH_DAYS: i32 = 3;

/// A sentence with its counted groups.
pub(super) struct Clause<'a> {
    pub(super) analysis: &'a Analysis,
    pub(super) cues: &'a Cues,
    pub(super) range: TokenRange,
    pub(super) chunks: &'a [Chunk],
    pub(super) groups: Vec<Group>,
    pub(super) found: Vec<Casualty>,
    /// Of all words of the document.
    pub(super) harms: &'a [MayHarm],
}

impl<'a> Clause<'a> {
    pub(super) fn lower(&self, at: u32) -> &'a str {
        if self.range.contains(&at) {
            self.analysis.lower(at)
        } else {
            ""
        }
    }

    /// The group that starts at a token, with at most adverbs and quotation marks before it.
    pub(super) fn group_from(&self, at: u32) -> Option<usize> {
        let group = self.groups.iter().position(|group| group.tokens.end > at)?;
        let start = self.groups[group].tokens.start.max(at);
        (at..start)
            .all(|at| {
                let opens = matches!(
                    self.lower(at),
                    "when" | "where" | "while" | "after" | "before"
                );
                (!opens && matches!(self.analysis.tag(at), Upos::Adv | Upos::Det))
                    || matches!(
                        self.lower(at),
                        "\"" | "“" | "of" | "also" | "as" | "many" | "both"
                    )
            })
            .then_some(group)
    }

    /// The group that ends at a token, with at most an adverb before the token.
    pub(super) fn group_to(&self, at: u32) -> Option<usize> {
        let group = self
            .groups
            .iter()
            .rposition(|group| group.tokens.end <= at)?;
        let end = self.groups[group].tokens.end;
        (end..at)
            .all(|at| {
                self.analysis.tag(at) == Upos::Adv
                    || matches!(self.lower(at), "left" | "were" | "was" | "are")
            })
            .then_some(group)
    }

    /// A group and those joined to it on the right: "two soldiers, a guard and a child".
    pub(super) fn with_joined(&self, first: usize) -> Vec<usize> {
        let mut all = vec![first];
        let mut last = first;
        while let Some(next) = self.groups.get(last + 1) {
            let gap = self.groups[last].tokens.end..next.tokens.start;
            let mut joined = false;
            for at in gap.clone() {
                joined |= matches!(self.lower(at), "and" | ",");
                if !matches!(
                    self.lower(at),
                    "and" | "," | "as" | "well" | "also" | "with"
                ) {
                    joined = false;
                    break;
                }
            }
            // "66 protesters and bystanders": the number counts both.
            let counted = self.groups[last].explicit
                && self.groups[last].best > 1
                && !next.explicit
                && next.high.is_none();
            let part = self.of_them(next.tokens.start);
            if !joined || part || counted || self.is_subject(next) || self.cue_follows(next) {
                break;
            }
            all.push(last + 1);
            last += 1;
        }
        // "their leader, Abu Rawaha": a comma alone joins numbers, not names.
        while let [.., before, last] = all.as_slice() {
            let gap = self.groups[*before].tokens.end..self.groups[*last].tokens.start;
            let and = gap.into_iter().any(|at| self.lower(at) == "and");
            if and || self.groups[*last].explicit {
                break;
            }
            all.pop();
        }
        all
    }

    /// "…, many of them women and children", "…, 23 of them policemen": a part of whoever was
    /// told before.
    pub(super) fn of_them(&self, at: u32) -> bool {
        let counted = self.analysis.tag(at) == Upos::Num;
        (counted
            || matches!(
                self.lower(at),
                "most" | "many" | "some" | "all" | "half" | "several" | "both"
            ))
            && at + 2 < self.range.end
            && self.lower(at + 1) == "of"
            && matches!(self.lower(at + 2), "them" | "whom")
    }

    /// A verb group with a subject of its own starts behind the group.
    fn is_subject(&self, group: &Group) -> bool {
        self.chunks.iter().any(|chunk| {
            chunk.tokens.start == group.tokens.end
                && matches!(chunk.kind, ChunkKind::Verb(verb) if !verb.participle && !verb.infinitive)
        })
    }

    /// "killed five and ten wounded": the second number has a word of its own.
    fn cue_follows(&self, group: &Group) -> bool {
        use super::cues::Role;
        self.cues
            .harm(self.lower(group.tokens.end), Role::Adjective)
            .is_some()
    }

    /// Records a casualty, once for each number and harm.
    pub(super) fn record(&mut self, group: usize, cue: u32, harm: Harm) {
        let group = &self.groups[group];
        if self.has_other_harm(group, harm) {
            return;
        }
        let twice = self.found.iter().any(|casualty| {
            casualty.harm == harm
                && casualty.tokens.start < group.tokens.end
                && group.tokens.start < casualty.tokens.end
        });
        if twice {
            return;
        }
        // "Hundreds of thousands have been killed": of a war.
        let cumulative = group.best >= OF_A_WAR || self.is_running_total(cue);
        self.found.push(Casualty {
            tokens: group.tokens.clone(),
            cue,
            harm,
            low: group.low,
            best: group.best,
            high: group.high,
            part_of: None,
            cumulative,
        });
    }

    /// "14 dead and 50 were wounded": the dead are not among the wounded.
    fn has_other_harm(&self, group: &Group, harm: Harm) -> bool {
        use super::cues::Role;
        let own = |at: u32| self.cues.harm(self.lower(at), Role::Adjective);
        let last = group.tokens.end - 1;
        let word = own(last).or_else(|| own(group.tokens.end));
        let joint = matches!(self.lower(group.tokens.end + 1), "or" | "and/or");
        let pair = |one, two| {
            matches!(
                (one, two),
                (Harm::Killed, Harm::Injured | Harm::Missing)
                    | (Harm::Injured, Harm::Killed | Harm::Missing)
                    | (Harm::Missing, _)
            )
        };
        !joint && word.is_some_and(|word| pair(word, harm))
    }

    /// The same people killed or wounded, nobody knows how many of each: an unknown
    /// plural of both.
    pub(super) fn record_joint(&mut self, group: usize, cues: [(u32, Harm); 2]) {
        for (cue, harm) in cues {
            let before = self.found.len();
            self.record(group, cue, harm);
            if let Some(casualty) = self.found.get_mut(before)
                && casualty.best > 1
            {
                casualty.best = casualty.best.min(3);
                casualty.low = 1;
            }
        }
    }

    /// "since 2011", "so far this year": more than this one act.
    pub(super) fn is_running_total(&self, cue: u32) -> bool {
        let dates = &self.analysis.dates;
        let from = dates.partition_point(|date| date.tokens.start < self.range.start);
        let fresh = |date: &DateMention| {
            let days = self.analysis.day.zip(date.start);
            days.is_some_and(|(day, start)| {
                start
                    .until(day)
                    .is_ok_and(|span| span.get_days() <= FRESH_DAYS)
            })
        };
        let mut here = dates[from..]
            .iter()
            .take_while(|date| date.tokens.start < self.range.end);
        let recent = here.clone().any(fresh);
        let since = here.any(|date| date.relation == DateRelation::Since && !fresh(date));
        let words = self.range.clone().any(|at| match self.lower(at) {
            "so" => self.lower(at + 1) == "far",
            // "have been killed since the president died in a crash on 6 April"
            "since" => !recent && at > cue || matches!(self.lower(at + 1), "the" | "its" | "then"),
            _ => false,
        });
        let perfect = self.chunks.iter().any(|chunk| {
            chunk.tokens.contains(&cue)
                && matches!(chunk.kind, ChunkKind::Verb(verb) if verb.perfect)
        });
        since || (words && perfect)
    }

    /// The verb group that holds a token.
    pub(super) fn verb_at(&self, at: u32) -> Option<(usize, VerbGroup)> {
        self.chunks
            .iter()
            .enumerate()
            .find_map(|(index, chunk)| match chunk.kind {
                ChunkKind::Verb(verb) if chunk.tokens.contains(&at) => Some((index, verb)),
                _ => None,
            })
    }
}
