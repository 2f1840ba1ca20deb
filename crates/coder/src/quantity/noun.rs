//! Nouns and adjectives of harm: "the deaths of 36 soldiers", "death toll rose to 45",
//! "left five dead and ten injured", "12 bodies were found", "no casualties".

use super::clause::Clause;
use super::cues::{Cues, Role};
use super::group::Group;
use crate::analysis::Harm;
use crate::text::{ChunkKind, Upos};

/// Most words between people and the "dead" that they were left.
const LEFT: usize = 7;

/// Words that say a toll has grown.
const GROWING: &[&str] = &[
    "rise", "climb", "bring", "reach", "increase", "jump", "grow", "soar", "total", "pass",
    "raise", "surpass", "exceed", "overall", "top",
];

/// The lemmas that a phrase of this module is read from, beside the tables' words of harm.
const PHRASES: &[&str] = &[
    "casualty", "victim", "loss", "number", "toll", "life", "body", "corpse", "dead", "death",
    "fatality", "injury",
];

/// False for a word that no noun or adjective of harm is read from.
pub(super) fn may_harm(lemma: &str, lower: &str, cues: &Cues) -> bool {
    PHRASES.contains(&lemma) || cues.is_harming(lemma) || cues.is_harming(lower)
}

/// Reads every token of the sentence that no verb has used.
pub(super) fn read(clause: &mut Clause<'_>) {
    for at in clause.range.clone() {
        if !clause.harms[at as usize].noun {
            continue;
        }
        none(clause, at);
        let lemma = clause.analysis.lemma(at);
        let lower = clause.lower(at);
        if clause.lower(at + 1) == "of" || joined_noun(clause, at).is_some() {
            of(clause, at, lower);
        }
        if clause.analysis.tag(at).is_noun() {
            counted(clause, at, lemma);
            let number_of = lemma == "number"
                && clause.lower(at + 1) == "of"
                && (at + 2..at + 4).any(|at| {
                    matches!(
                        clause.lower(at),
                        "dead" | "deaths" | "killed" | "fatalities"
                    )
                });
            if lemma == "toll" || number_of {
                toll(clause, at);
            }
            if lemma == "life" && clause.lower(at + 1) == "lost" {
                lives(clause, at);
            }
            if matches!(lemma, "body" | "corpse" | "remains" | "remain") {
                bodies(clause, at);
            }
        }
        adjective(clause, at, lower);
        if lower == "dead" && clause.lower(at + 1) == "at" {
            put(clause, at);
        }
    }
}

/// "put the dead at more than 20".
fn put(clause: &mut Clause<'_>, at: u32) {
    let from = at.saturating_sub(3).max(clause.range.start);
    let said = (from..at).any(|at| clause.analysis.lemma(at) == "put");
    let group = clause
        .groups
        .iter()
        .position(|group| group.explicit && (at + 1..=at + 4).contains(&group.tokens.start));
    if let Some(group) = group.filter(|_| said) {
        clause.record(group, at, Harm::Killed);
    }
}

/// "137 lives lost".
fn lives(clause: &mut Clause<'_>, at: u32) {
    let group = clause
        .groups
        .iter()
        .position(|group| group.explicit && group.who == Some(at));
    if let Some(group) = group {
        clause.record(group, at, Harm::Killed);
    }
}

/// The harm of a noun or a gerund used as one.
fn noun_harm(clause: &Clause<'_>, at: u32) -> Option<Harm> {
    let find = |word: &str| clause.cues.harm(word, Role::Noun);
    find(clause.analysis.lemma(at)).or_else(|| find(clause.lower(at)))
}

/// "killing and wounding of": where the second noun stands.
fn joined_noun(clause: &Clause<'_>, at: u32) -> Option<u32> {
    let second = at + 2;
    (matches!(clause.lower(at + 1), "and" | "or")
        && clause.lower(second + 1) == "of"
        && noun_harm(clause, second).is_some())
    .then_some(second)
}

/// "the deaths of 36 soldiers".
fn of(clause: &mut Clause<'_>, at: u32, lower: &str) {
    let Some(harm) = noun_harm(clause, at) else {
        return;
    };
    if lower.ends_with("ing")
        && clause.analysis.tag(at) == Upos::Verb
        && clause.lower(at + 1) != "of"
        && joined_noun(clause, at).is_none()
    {
        return;
    }
    let second = joined_noun(clause, at);
    let from = second.unwrap_or(at) + 2;
    let Some(first) = clause.group_from(from) else {
        return;
    };
    for group in clause.with_joined(first) {
        match second.and_then(|second| noun_harm(clause, second).map(|harm| (second, harm))) {
            Some(other) if other.1 != harm => clause.record_joint(group, [(at, harm), other]),
            _ => clause.record(group, at, harm),
        }
    }
}

/// "five deaths", "12 arrests", "three martyrs".
fn counted(clause: &mut Clause<'_>, at: u32, lemma: &str) {
    let Some(harm) = clause.cues.harm(lemma, Role::Count) else {
        return;
    };
    let group = clause.groups.iter().position(|group| {
        group.explicit && group.who == Some(at) && group.tokens.start < at && group.best > 0
    });
    if let Some(group) = group {
        clause.record(group, at, harm);
    }
}

/// "the death toll rose to 45", "a death toll of 12".
fn toll(clause: &mut Clause<'_>, at: u32) {
    // "The toll from Saturday's bombing in the capital has risen to 276": however far it is.
    let risen = |group: &Group| {
        let to = group.tokens.start - 1;
        clause.lower(to) == "to"
            && to > at
            && GROWING.contains(&clause.analysis.lemma(to - 1))
            && group.tokens.start <= at + 20
    };
    let near = |group: &Group| group.tokens.start <= at + 10;
    let group = clause.groups.iter().position(|group| {
        group.explicit && group.tokens.start > at && (near(group) || risen(group))
    });
    let Some(group) = group else {
        return;
    };
    // "The toll could rise, because several people are missing": no number of the toll.
    let number = clause.groups[group].tokens.start;
    let told = (at..number).all(|at| {
        !matches!(
            clause.lower(at),
            "could" | "may" | "might" | "likely" | "expected" | "feared" | "because" | "as"
        )
    });
    if !told {
        return;
    }
    clause.record(group, at, Harm::Killed);
    let growing = clause
        .range
        .clone()
        .any(|at| GROWING.contains(&clause.analysis.lemma(at)));
    let whole = clause
        .found
        .iter()
        .any(|casualty| casualty.cue != at && casualty.harm == Harm::Killed && casualty.best > 0);
    // "killing two, which brings the toll to 45" sums up; "the toll rose to 15" corrects.
    let growing = growing && (whole || sums_up(clause));
    if let Some(casualty) = clause.found.iter_mut().find(|casualty| casualty.cue == at) {
        casualty.cumulative = growing;
    }
}

/// Words that make a toll one of many acts.
fn sums_up(clause: &Clause<'_>) -> bool {
    clause.range.clone().any(|at| {
        matches!(
            clause.analysis.lemma(at),
            "bring"
                | "total"
                | "overall"
                | "war"
                | "conflict"
                | "year"
                | "month"
                | "week"
                | "surpass"
                | "exceed"
        )
    })
}

/// "12 bodies were found".
fn bodies(clause: &mut Clause<'_>, at: u32) {
    let found = clause.range.clone().any(|at| {
        matches!(
            clause.analysis.lemma(at),
            "find"
                | "recover"
                | "discover"
                | "retrieve"
                | "pull"
                | "exhume"
                | "bring"
                | "receive"
                | "transfer"
                | "see"
                | "dump"
                | "leave"
                | "lie"
                | "hang"
                | "litter"
        )
    });
    let of = clause.lower(at + 1) == "of";
    let group = clause.groups.iter().position(|group| {
        // "five rebels' bodies"
        let owned = group.tokens.end + 1 == at
            && matches!(clause.lower(group.tokens.end), "'" | "'s" | "’");
        group.explicit && (group.who == Some(at) || owned || (of && group.tokens.start == at + 2))
    });
    if let Some(group) = group.filter(|_| found) {
        clause.record(group, at, Harm::Killed);
    }
}

/// "five dead", "ten people wounded", "four are missing".
fn adjective(clause: &mut Clause<'_>, at: u32, lower: &str) {
    let Some(harm) = clause.cues.harm(lower, Role::Adjective) else {
        return;
    };
    let own = clause.groups.iter().position(|group| {
        group.explicit && group.best > 0 && (group.who == Some(at) && group.tokens.start < at)
    });
    let verb = clause.verb_at(at);
    // "soldiers wounded three rebels" has an object, "were wounded" was read as a verb.
    if own.is_none()
        && verb.is_some_and(|(index, verb)| {
            let chunk = &clause.chunks[index];
            let object = clause.chunks.get(index + 1).is_some_and(|next| {
                next.kind == ChunkKind::Noun && next.tokens.start == chunk.tokens.end
            });
            object || verb.negated || verb.future || verb.modal || chunk.tokens.start < at
        })
    {
        return;
    }
    let before = at.checked_sub(1).and_then(|before| clause.verb_at(before));
    let copula = before.filter(|(index, verb)| {
        matches!(
            clause.analysis.lemma(clause.chunks[*index].head),
            "be" | "go"
                | "remain"
                | "confirm"
                | "report"
                | "fear"
                | "presume"
                | "find"
                | "declare"
                | "pronounce"
        ) && !verb.negated
    });
    let copula = copula.map(|(index, _)| index);
    let groups = match (own, copula) {
        (Some(group), _) => vec![group],
        (None, Some(index)) => super::subject::subject(clause, index),
        (None, None) => clause
            .group_to(at)
            .filter(|group| clause.groups[*group].explicit || is_left(clause, *group))
            .or_else(|| left_behind(clause, at))
            .into_iter()
            .collect(),
    };
    let first = groups.first().copied();
    for group in groups {
        clause.record(group, at, harm);
    }
    // "a policeman and 24 suspects dead"
    let joined = first.and_then(|first| {
        let before = first.checked_sub(1)?;
        let gap = clause.groups[before].tokens.end..clause.groups[first].tokens.start;
        let and = !gap.is_empty() && gap.into_iter().all(|at| clause.lower(at) == "and");
        (and && copula.is_none()).then_some(before)
    });
    if let Some(joined) = joined {
        clause.record(joined, at, harm);
    }
}

/// "left a soldier dead".
fn is_left(clause: &Clause<'_>, group: usize) -> bool {
    is_left_at(clause, clause.groups[group].tokens.start)
}

fn is_left_at(clause: &Clause<'_>, start: u32) -> bool {
    start > clause.range.start
        && matches!(clause.analysis.lemma(start - 1), "leave" | "shoot" | "find")
}

/// "left two members of the guard dead": what hangs on the people stands between.
fn left_behind(clause: &Clause<'_>, at: u32) -> Option<usize> {
    clause.groups.iter().rposition(|group| {
        let between = group.tokens.end..at;
        group.explicit
            && (1..=LEFT).contains(&between.len())
            && is_left_at(clause, group.tokens.start)
            && matches!(clause.lower(between.start), "of" | "from" | "in")
            && between.into_iter().all(|token| {
                clause.verb_at(token).is_none() && !matches!(clause.lower(token), "," | ";")
            })
    })
}

/// "no casualties", "without injuries", "no one was hurt".
fn none(clause: &mut Clause<'_>, at: u32) {
    let harms: &[Harm] = match clause.analysis.lemma(at) {
        "casualty" | "victim" | "loss" => &[Harm::Killed, Harm::Injured],
        "death" | "fatality" => &[Harm::Killed],
        "injury" => &[Harm::Injured],
        _ => return,
    };
    // "no casualties", "no deaths or injuries", "without any human casualties".
    let mut from = at;
    while from > clause.range.start {
        from -= 1;
        match clause.lower(from) {
            "no" | "without" | "zero" => break,
            "any" | "or" | "and" | "causing" | "inflicting" | "suffering" | "human"
            | "civilian" | "military" | "reported" | "serious" | "major" | "further"
            | "immediate" | "deaths" | "injuries" | "casualties" | "fatalities" | "damage"
            | "confirmed" | "reports" | "of" => {}
            _ => return,
        }
    }
    if !matches!(clause.lower(from), "no" | "without" | "zero") {
        return;
    }
    // "no further casualties" and "no reports of" say less than "none".
    if (from..at).any(|at| matches!(clause.lower(at), "further" | "reports" | "immediate")) {
        return;
    }
    for harm in harms {
        clause.groups.push(Group {
            who: None,
            tokens: from..at + 1,
            low: 0,
            best: 0,
            high: Some(0),
            explicit: true,
        });
        let group = clause.groups.len() - 1;
        clause.record(group, at, *harm);
        clause.groups.pop();
    }
}
