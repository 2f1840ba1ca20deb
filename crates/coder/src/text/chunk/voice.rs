//! Voice and plans of verb groups, judged when all chunks of a sentence are known: bare
//! participles ("troops killed in Aden"), coordinated verbs, acts only planned.

use crate::analysis::{Analysis, TokenRange};
use crate::text::Chunk;
use crate::text::ChunkKind;
use crate::text::Upos;
use crate::text::VerbForm;
use crate::text::VerbGroup;

/// Verbs that need an object: without one after them a bare past form is passive
/// ("troops killed in Aden", "Commander detained").
const TRANSITIVE: &[&str] = &[
    "abduct",
    "affect",
    "ambush",
    "arrest",
    "assassinate",
    "back",
    "behead",
    "besiege",
    "bomb",
    "bombard",
    "burn",
    "bury",
    "capture",
    "command",
    "control",
    "damage",
    "deploy",
    "destroy",
    "detain",
    "displace",
    "down",
    "execute",
    "expel",
    "force",
    "free",
    "gun",
    "hang",
    "hijack",
    "hit",
    "hold",
    "hurt",
    "identify",
    "impose",
    "injure",
    "intercept",
    "jail",
    "kidnap",
    "kill",
    "launch",
    "loot",
    "martyr",
    "massacre",
    "murder",
    "name",
    "occupy",
    "raid",
    "rape",
    "release",
    "rescue",
    "seize",
    "sentence",
    "set",
    "shell",
    "shoot",
    "slaughter",
    "slay",
    "stab",
    "station",
    "storm",
    "strike",
    "suspect",
    "target",
    "torch",
    "torture",
    "trap",
    "wound",
];

/// Verbs before "to" that say the act is still to come.
const PLANS: &[&str] = &[
    "plan", "intend", "aim", "prepare", "set", "expect", "schedule", "threaten", "vow", "pledge",
    "promise", "want", "hope", "go", "agree", "decide", "seek", "poise", "due", "about", "ready",
    "likely", "try", "attempt",
];

/// Second look, when all chunks of a sentence are known: bare participles, coordinated
/// verbs, and acts that are only planned.
pub(super) fn settle(analysis: &Analysis, range: &TokenRange, chunks: &mut [Chunk]) {
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
            let object = has_object(analysis, range, chunk, after.first())
                || has_object_behind_means(analysis, chunk, after);
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
                || matches!(analysis.lower(at), "down" | "up" | "dead")
                || is_vague(analysis.lower(at), analysis.lower(at + 1))
        })
}

/// "targeted with rockets the outskirts of the town": the object stands behind the means.
fn has_object_behind_means(analysis: &Analysis, chunk: &Chunk, after: &[Chunk]) -> bool {
    let [means, object, ..] = after else {
        return false;
    };
    analysis.lower(chunk.tokens.end) == "with"
        && means.tokens.start == chunk.tokens.end + 1
        && object.tokens.start == means.tokens.end
        && means.kind == ChunkKind::Noun
        && object.kind == ChunkKind::Noun
        && matches!(analysis.tag(object.tokens.start), Upos::Det | Upos::Propn)
}

/// Words of a number ("at least five").
fn is_vague(word: &str, next: &str) -> bool {
    if word == "at" {
        return matches!(next, "least" | "most");
    }
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
