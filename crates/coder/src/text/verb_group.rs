//! Verb groups and their grammar: voice, tense, negation, modality. Who did it and
//! whether it happened both hang on this.

use super::{Chunk, ChunkKind, Upos, VerbForm, VerbGroup};
use crate::analysis::{Analysis, TokenRange};

/// Verbs that need an object: without one after them a bare past form is passive
/// ("troops killed in Aden", "Commander detained").
const TRANSITIVE: &[&str] = &[
    "abduct", "affect", "ambush", "arrest", "assassinate", "back", "behead", "besiege", "bomb", "bombard", "burn", "bury", "capture", "command", "control", "damage", "deploy", "destroy", "detain", "displace", "down", "execute", "expel", "force", "free", "gun", "hang", "hijack", "hit", "hold", "hurt", "identify", "impose", "injure", "intercept", "jail", "kidnap", "kill", "launch", "loot", "martyr", "massacre", "murder", "name", "occupy", "raid", "rape", "release", "rescue", "seize", "sentence", "set", "shell", "shoot", "slaughter", "slay", "stab", "station", "storm", "strike", "suspect", "target", "torch", "torture", "trap", "wound",
];

/// Verbs before "to" that say the act is still to come.
const PLANS: &[&str] = &[
    "plan", "intend", "aim", "prepare", "set", "expect", "schedule", "threaten", "vow", "pledge",
    "promise", "want", "hope", "go", "agree", "decide", "seek", "poise", "due", "about", "ready",
    "likely", "try", "attempt",
];

/// The verb group at the start of a range.
pub(super) fn at(analysis: &Analysis, range: &TokenRange) -> Option<Chunk> {
    let mut scan = Scan {
        analysis,
        end: range.end,
        at: range.start,
        group: VerbGroup::default(),
        finite: false,
        be: false,
        have: false,
        auxiliary: None,
    };
    let head = scan.run()?;
    Some(Chunk {
        tokens: range.start..scan.at,
        head,
        kind: ChunkKind::Verb(scan.finish(head)),
    })
}

struct Scan<'a> {
    analysis: &'a Analysis,
    end: u32,
    at: u32,
    group: VerbGroup,
    /// A finite form was seen.
    finite: bool,
    be: bool,
    have: bool,
    /// The last auxiliary.
    auxiliary: Option<u32>,
}

impl Scan<'_> {
    fn tag(&self, at: u32) -> Option<Upos> {
        (at < self.end).then(|| self.analysis.tag(at))
    }

    /// Reads up to the main verb; a copula is its own head.
    fn run(&mut self) -> Option<u32> {
        let start = self.at;
        if self.analysis.lower(start) == "to" {
            if !self.verb_ahead(start + 1) {
                return None;
            }
            self.group.infinitive = true;
            self.at += 1;
        }
        while let Some(tag) = self.tag(self.at) {
            match tag {
                Upos::Aux => self.auxiliary(),
                Upos::Verb if self.is_auxiliary_verb() => self.auxiliary(),
                Upos::Verb => {
                    let head = self.at;
                    self.at += 1;
                    return Some(head);
                }
                Upos::Part | Upos::Adv | Upos::Det if self.negation() > 0 => {
                    let words = self.negation();
                    if self.auxiliary.is_none() && !self.verb_ahead(self.at + words) {
                        break;
                    }
                    self.group.negated = true;
                    self.at += words;
                }
                Upos::Adv if self.at > start && self.verb_ahead(self.at + 1) => self.at += 1,
                _ => break,
            }
        }
        self.auxiliary
    }

    /// "have" and "get" tagged as full verbs before a participle: "got killed".
    fn is_auxiliary_verb(&self) -> bool {
        let participle = self.tag(self.at + 1) == Some(Upos::Verb)
            && self
                .analysis
                .token(self.at + 1)
                .form
                .can_be(VerbForm::PARTICIPLE);
        participle && matches!(self.analysis.lemma(self.at), "get" | "be" | "have")
    }

    fn auxiliary(&mut self) {
        let analysis = self.analysis;
        let lower = analysis.lower(self.at);
        let first = !self.finite && !self.group.infinitive;
        match analysis.lemma(self.at) {
            "be" | "get" => {
                self.be = true;
                self.finite |= !matches!(lower, "being" | "been" | "be" | "getting");
            }
            "have" => {
                self.have = true;
                self.group.past_perfect |= lower == "had";
                self.finite |= lower != "having";
            }
            "do" => self.finite = true,
            _ if matches!(lower, "will" | "shall" | "'ll" | "wo") => {
                self.group.future = true;
                self.finite = true;
            }
            _ => {
                self.group.modal = true;
                self.finite = true;
            }
        }
        self.group.past |= first && matches!(lower, "was" | "were" | "had" | "did" | "got");
        self.auxiliary = Some(self.at);
        self.at += 1;
    }

    /// Number of words of a negation here.
    fn negation(&self) -> u32 {
        match self.analysis.lower(self.at) {
            // "not only" says yes.
            "not" if self.at + 1 < self.end && matches!(self.analysis.lower(self.at + 1), "only" | "just" | "merely") => 0,
            "not" | "n't" | "never" => 1,
            "no" if self.at + 1 < self.end && self.analysis.lower(self.at + 1) == "longer" => 2,
            _ => 0,
        }
    }

    /// Adverbs and negations at most stand before the next verb.
    fn verb_ahead(&self, from: u32) -> bool {
        (from..self.end.min(from + 4))
            .find_map(|at| match self.analysis.tag(at) {
                Upos::Verb | Upos::Aux => Some(true),
                Upos::Adv | Upos::Part => None,
                _ => Some(false),
            })
            .unwrap_or(false)
    }

    fn finish(&self, head: u32) -> VerbGroup {
        let form = self.analysis.token(head).form;
        let copula = self.auxiliary == Some(head);
        let participle = form.can_be(VerbForm::PARTICIPLE);
        let mut group = self.group;
        group.passive = self.be && !copula && participle;
        group.perfect = self.have && (participle || self.be) && !(copula && !self.be);
        group.past_perfect &= group.perfect;
        group.participle = !self.finite && !group.infinitive && {
            let ing = |at: u32| self.analysis.token(at).form.can_be(VerbForm::ING);
            ing(head) || self.auxiliary.is_some_and(ing)
        };
        if self.auxiliary.is_none() && !group.infinitive {
            group.past = form.can_be(VerbForm::PAST);
            // "taken", "slain" cannot be finite.
            group.passive = participle && !form.can_be(VerbForm::PAST.or(VerbForm::BASE));
        }
        group
    }
}

/// Second look, when all chunks of a sentence are known: bare participles, coordinated
/// verbs, and acts that are only planned.
pub(super) fn settle_voice(analysis: &Analysis, range: &TokenRange, chunks: &mut [Chunk]) {
    for at in 0..chunks.len() {
        let (before, rest) = chunks.split_at_mut(at);
        let Some((chunk, after)) = rest.split_first_mut() else {
            return;
        };
        let ChunkKind::Verb(mut group) = chunk.kind else {
            continue;
        };
        let previous = before.iter().rev().find_map(|chunk| match chunk.kind {
            ChunkKind::Verb(group) => Some((chunk, group)),
            ChunkKind::Noun => None,
        });
        if group.infinitive {
            inherit_plan(analysis, chunk, previous, &mut group);
        } else if is_bare_participle(analysis, chunk, &group) {
            let object = has_object(analysis, range, chunk, after.first());
            let joined = previous.filter(|(earlier, _)| is_joined(analysis, earlier, chunk));
            if next_word(analysis, range, chunk) == Some("by") {
                group.passive = true;
            } else if let Some((_, earlier)) = joined {
                if earlier.passive && !object {
                    group = VerbGroup {
                        participle: group.participle,
                        ..earlier
                    };
                }
            } else if !object
                && TRANSITIVE.contains(&analysis.lemma(chunk.head))
                && follows_noun(analysis, before.last(), chunk)
            {
                group.passive = true;
            }
        }
        chunk.kind = ChunkKind::Verb(group);
    }
}

/// "plans to attack", "is set to attack", "does not plan to attack".
fn inherit_plan(
    analysis: &Analysis,
    chunk: &Chunk,
    previous: Option<(&Chunk, VerbGroup)>,
    group: &mut VerbGroup,
) {
    let start = chunk.tokens.start;
    if let Some((earlier, plan)) = previous
        && earlier.tokens.end == start
        && PLANS.contains(&analysis.lemma(earlier.head))
    {
        group.future = true;
        group.negated |= plan.negated;
    } else if start > 0 && PLANS.contains(&analysis.lemma(start - 1)) {
        group.future = true;
    }
}

fn is_bare_participle(analysis: &Analysis, chunk: &Chunk, group: &VerbGroup) -> bool {
    let form = analysis.token(chunk.head).form;
    let bare = chunk
        .tokens
        .clone()
        .all(|at| at == chunk.head || analysis.tag(at) == Upos::Adv);
    bare && !group.passive && form.can_be(VerbForm::PARTICIPLE)
}

/// A noun chunk stands right behind the verb.
fn has_object(
    analysis: &Analysis,
    range: &TokenRange,
    chunk: &Chunk,
    next: Option<&Chunk>,
) -> bool {
    if next_word(analysis, range, chunk) == Some("that") {
        return true;
    }
    let Some(next) = next.filter(|next| next.kind == ChunkKind::Noun) else {
        return false;
    };
    let gap = chunk.tokens.end..next.tokens.start;
    let weekday = crate::time::weekday(analysis.lower(next.head)).is_some()
        || matches!(
            analysis.lower(next.head),
            "yesterday" | "today" | "night" | "week" | "month" | "year" | "morning" | "evening"
        );
    !weekday
        && gap.into_iter().all(|at| {
            matches!(analysis.tag(at), Upos::Adv | Upos::Det | Upos::Adj)
                || is_vague(analysis.lower(at))
        })
}

/// Words of a number ("at least five").
fn is_vague(word: &str) -> bool {
    matches!(
        word,
        "at" | "least"
            | "more"
            | "than"
            | "up"
            | "to"
            | "nearly"
            | "about"
            | "around"
            | "some"
            | "\""
            | "“"
    )
}

fn next_word<'a>(analysis: &'a Analysis, range: &TokenRange, chunk: &Chunk) -> Option<&'a str> {
    (chunk.tokens.end < range.end).then(|| analysis.lower(chunk.tokens.end))
}

/// "shot and killed", "killed or wounded".
fn is_joined(analysis: &Analysis, earlier: &Chunk, chunk: &Chunk) -> bool {
    let gap = earlier.tokens.end..chunk.tokens.start;
    (1..=2).contains(&gap.len())
        && gap.into_iter().all(|at| {
            analysis.tag(at) == Upos::Cconj || matches!(analysis.lower(at), "," | "then" | "later")
        })
}

fn follows_noun(analysis: &Analysis, before: Option<&Chunk>, chunk: &Chunk) -> bool {
    before.is_some_and(|before| {
        before.kind == ChunkKind::Noun
            && (before.tokens.end..chunk.tokens.start).all(|at| {
                matches!(analysis.lower(at), "," | ")" | "(" | ":" | "–")
                    || analysis.tag(at) == Upos::Adv
            })
    })
}
