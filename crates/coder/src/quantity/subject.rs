//! Who is the subject of a verb of harm: back over parentheses, relative clauses and "the
//! ministry said", with all that a list joins. Prevents "seven of his guards" and "including
//! two women" from being counted for, or on top of, the people who were killed.

use super::clause::Clause;
use super::group::Group;
use crate::text::{ChunkKind, Upos};

/// How long a parenthesis that tells of parts may be.
const PARENTHESIS: u32 = 14;

/// The groups that are the subject of a verb group.
pub(super) fn subject(clause: &Clause<'_>, index: usize) -> Vec<usize> {
    let mut from = index;
    // "were intercepted and later killed": the first verb has the subject.
    while from > 0
        && let ChunkKind::Verb(_) = clause.chunks[from - 1].kind
        && is_joined(
            clause,
            clause.chunks[from - 1].tokens.end,
            clause.chunks[from].tokens.start,
        )
    {
        from -= 1;
    }
    // "an official said 380 had been hurt": a bare number right before the verb.
    let start = clause.chunks[from].tokens.start;
    let bare = clause
        .groups
        .iter()
        .position(|group| group.explicit && group.who.is_none() && group.tokens.end == start);
    if let Some(bare) = bare {
        return vec![bare];
    }
    let Some(at) = subject_chunk(clause, from) else {
        return Vec::new();
    };
    let chunk = &clause.chunks[at];
    let holds = |group: &Group| {
        group.tokens.start < chunk.tokens.end && chunk.tokens.start < group.tokens.end
    };
    let Some(last) = clause.groups.iter().position(holds) else {
        return Vec::new();
    };
    let mut all = vec![last];
    // "Al-Homsi and seven of his guards", "two men, a woman and a child".
    let mut first = last;
    let mut listed = false;
    while first > 0 {
        let gap = clause.groups[first - 1].tokens.end..clause.groups[first].tokens.start;
        let and = gap.clone().any(|at| clause.lower(at) == "and");
        let both = clause.groups[first].explicit && clause.groups[first - 1].explicit;
        let only = gap.clone().all(|at| {
            let inside = clause.analysis.chunk_of(at).is_some_and(|chunk| {
                let start = chunk.tokens.start;
                chunk.kind == ChunkKind::Noun
                    && gap.start < start
                    && clause.analysis.tag(start - 1) == Upos::Adp
            });
            inside
                || matches!(clause.lower(at), "and" | "," | "as" | "well" | "also")
                || (and && clause.analysis.tag(at) == Upos::Adp)
        });
        let start = clause.groups[first - 1].tokens.start;
        let governed = start > clause.range.start && clause.analysis.tag(start - 1) == Upos::Adp;
        if gap.is_empty() || !only || governed || !(and || listed || both) {
            break;
        }
        listed = true;
        first -= 1;
        all.push(first);
    }
    all.reverse();
    all
}

/// The chunk that is the subject: back over prepositional phrases, participles, relative
/// clauses, appositions and "the ministry said".
fn subject_chunk(clause: &Clause<'_>, index: usize) -> Option<usize> {
    let mut at = index;
    while at > 0 {
        at -= 1;
        let chunk = &clause.chunks[at];
        let start = chunk.tokens.start;
        let before = start
            .checked_sub(1)
            .map_or("", |before| clause.lower(before));
        if inside_parts(clause, at) {
            continue;
        }
        match chunk.kind {
            ChunkKind::Noun => {
                let mut over = clause.groups.iter().filter(|group| {
                    group.tokens.start < chunk.tokens.end && start < group.tokens.end
                });
                let group = over.next();
                // "beaten by a group of men and died": the agent is counted, too.
                let agent = |group: &Group| {
                    let first = group.tokens.start;
                    first > clause.range.start && clause.lower(first - 1) == "by"
                };
                let counted =
                    group.is_some_and(|group| group.tokens.start < start && !agent(group));
                // "members of the army and its allies": what "and" joins has what governs it.
                let joined = at > 0 && group.is_none() && matches!(before, "and" | ",");
                // "said that 30 people were killed": the conjunction opens the clause.
                let opens = chunk.tokens.end == clause.chunks[index].tokens.start
                    && clause.analysis.tag(start.saturating_sub(1)) == Upos::Sconj;
                if counted || opens || !(joined || is_governed(clause, at)) {
                    return Some(at);
                }
            }
            ChunkKind::Verb(verb) => {
                let bare =
                    verb.participle || verb.infinitive || (verb.passive && chunk.tokens.len() == 1);
                let relative = matches!(before, "who" | "that" | "which");
                let said = is_saying(clause.analysis.lemma(chunk.head));
                if !(bare || relative || said) {
                    // "was beaten by several men and died": the first verb has the subject.
                    let shared = clause.lower(clause.chunks[index].tokens.start - 1) == "and";
                    return shared.then(|| subject_chunk(clause, at)).flatten();
                }
            }
        }
    }
    None
}

/// "Six people, including two women and a child, were killed": a chunk of the parenthesis.
fn inside_parts(clause: &Clause<'_>, at: usize) -> bool {
    let tokens = &clause.chunks[at].tokens;
    let opens = |at: u32| {
        (matches!(clause.lower(at), "including" | "among" | "mostly") || clause.of_them(at))
            && at > clause.range.start
            && matches!(clause.lower(at - 1), "," | "(" | "–" | "-")
    };
    let from = tokens
        .start
        .saturating_sub(PARENTHESIS)
        .max(clause.range.start);
    let Some(opening) = (from..tokens.start).rev().find(|at| opens(*at)) else {
        return false;
    };
    // One comma or dash closes it; commas of a list stand before a number or an "and".
    let closed = (tokens.end..clause.range.end.min(tokens.end + 2))
        .any(|at| matches!(clause.lower(at), "," | ")" | "–" | "-"));
    let verbless = (opening..tokens.start).all(|at| {
        clause
            .verb_at(at)
            .is_none_or(|(_, verb)| verb.participle || clause.lower(at) == "including")
    });
    verbless && (closed || clause.lower(tokens.end) == "and")
}

/// A noun chunk behind a preposition or as the object of a participle.
fn is_governed(clause: &Clause<'_>, at: usize) -> bool {
    let start = clause.chunks[at].tokens.start;
    let Some(before) = start
        .checked_sub(1)
        .filter(|before| *before >= clause.range.start)
    else {
        return false;
    };
    // "it said 17 soldiers were killed": what is said is no object.
    let object = at
        .checked_sub(1)
        .map(|before| &clause.chunks[before])
        .is_some_and(|before| {
            before.tokens.end == start
                && matches!(before.kind, ChunkKind::Verb(_))
                && !is_saying(clause.analysis.lemma(before.head))
        });
    object
        || matches!(clause.analysis.tag(before), Upos::Adp | Upos::Sconj)
        || matches!(
            clause.lower(before),
            "including" | "to" | "than" | "identified" | "named" | "called"
        )
}

fn is_saying(lemma: &str) -> bool {
    matches!(
        lemma,
        "say" | "report" | "add" | "claim" | "confirm" | "state" | "announce"
    )
}

fn is_joined(clause: &Clause<'_>, from: u32, to: u32) -> bool {
    from < to
        && to - from <= 3
        && (from..to).all(|at| {
            matches!(
                clause.lower(at),
                "and" | "or" | "," | "then" | "later" | "and/or" | "subsequently"
            )
        })
}
