//! Verbs of harm: "killed five", "five were killed", "killing five and wounding ten",
//! "five died", "shot dead two men", "forced 3,000 families to flee". Prevents a plan, a
//! denial or a verb with another object from harming anybody.

use super::clause::Clause;
use super::cues::Role;
use super::subject::subject;
use crate::analysis::Harm;
use crate::text::{ChunkKind, VerbGroup};

/// Tokens between a verb and "dead" or "to death".
const REACH: u32 = 9;

/// The verbs that [`phrase`] reads, and the adverbs of [`is_fatal`].
const PHRASES: &[&str] = &[
    "lose",
    "claim",
    "take",
    "cost",
    "destroy",
    "eradicate",
    "annihilate",
    "suffer",
    "sustain",
    "receive",
    "force",
    "prompt",
    "drive",
    "cause",
    "compel",
    "send",
    "hold",
    "seize",
    "fatally",
    "mortally",
];

/// False for a word from which no verb harms, the tables' words of harm aside.
pub(super) fn may_harm(lemma: &str) -> bool {
    PHRASES.contains(&lemma)
}

/// Reads every verb group of the sentence.
pub(super) fn read(clause: &mut Clause<'_>) {
    for index in 0..clause.chunks.len() {
        let ChunkKind::Verb(verb) = clause.chunks[index].kind else {
            continue;
        };
        let head = clause.chunks[index].head;
        let lemma = clause.analysis.lemma(head);
        if is_hypothetical(&verb) || is_ordered(clause, index, verb) {
            continue;
        }
        if let Some(harm) = harm(clause, index, lemma, Role::Object) {
            let partner = partner(clause, index, harm).is_some();
            let people = match (verb.passive, partner) {
                (true, _) => subject(clause, index),
                // "killing or wounding 50": both verbs have the second one's object.
                (false, true) if object(clause, index).is_empty() => object(clause, index + 1),
                (false, _) => {
                    let object = object(clause, index);
                    match object.is_empty() {
                        true => reduced_passive(clause, index, verb),
                        false => object,
                    }
                }
            };
            let fatal = harm == Harm::Injured && is_fatal(clause, index);
            let harm = if fatal { Harm::Killed } else { harm };
            let people = explicit_where_needed(clause, people, harm);
            record(clause, index, people, harm, verb.negated);
        } else if let Some(harm) = harm(clause, index, lemma, Role::Subject) {
            let people = subject(clause, index);
            let people = explicit_where_needed(clause, people, harm);
            record(clause, index, people, harm, verb.negated);
        } else if is_fatal(clause, index) {
            let people = if verb.passive {
                subject(clause, index)
            } else {
                object(clause, index)
            };
            record(clause, index, people, Harm::Killed, verb.negated);
        } else {
            phrase(clause, index, lemma, verb);
        }
    }
}

/// "17 militants killed Saturday", "62 people murdered by gangs": a participle right behind
/// the number and nothing behind that it could be done to.
fn reduced_passive(clause: &Clause<'_>, index: usize, verb: VerbGroup) -> Vec<usize> {
    let chunk = &clause.chunks[index];
    let bare =
        chunk.tokens.len() == 1 && !verb.infinitive && clause.lower(chunk.head).ends_with("ed");
    let before = clause
        .groups
        .iter()
        .position(|group| group.explicit && group.tokens.end == chunk.tokens.start);
    before.filter(|_| bare).into_iter().collect()
}

/// "fatally hit", "was mortally wounded".
fn is_fatal(clause: &Clause<'_>, index: usize) -> bool {
    let chunk = &clause.chunks[index];
    (chunk.tokens.start.saturating_sub(1)..chunk.tokens.end)
        .any(|at| matches!(clause.lower(at), "fatally" | "mortally"))
}

/// "civilians fled" says nothing of how many: displaced and missing people need a number.
fn explicit_where_needed(clause: &Clause<'_>, mut people: Vec<usize>, harm: Harm) -> Vec<usize> {
    if matches!(harm, Harm::Displaced | Harm::Missing) {
        people.retain(|at| clause.groups[*at].explicit);
    }
    people
}

/// Verbs behind which "to kill" is what somebody wants.
const WANTS: [&str; 16] = [
    "order",
    "want",
    "plan",
    "threaten",
    "vow",
    "plot",
    "instruct",
    "authorise",
    "authorize",
    "intend",
    "aim",
    "urge",
    "pledge",
    "promise",
    "swear",
    "conspire",
];

/// Tokens between such a verb and the infinitive: "ordered the army to neutralise".
const WANTED: u32 = 5;

/// "ordered the military to neutralise 22 gangs": nobody is dead yet.
fn is_ordered(clause: &Clause<'_>, index: usize, verb: VerbGroup) -> bool {
    let first = clause.chunks[index].tokens.start;
    verb.infinitive
        && clause.chunks[..index]
            .iter()
            .rev()
            .take_while(|chunk| first - chunk.tokens.end <= WANTED)
            .any(|chunk| {
                matches!(chunk.kind, ChunkKind::Verb(_))
                    && WANTS.contains(&clause.analysis.lemma(chunk.head))
            })
}

fn is_hypothetical(verb: &VerbGroup) -> bool {
    verb.future || (verb.modal && !verb.perfect)
}

/// What the verb does, if the words it needs follow.
fn harm(clause: &Clause<'_>, index: usize, lemma: &str, role: Role) -> Option<Harm> {
    let end = clause.chunks[index].tokens.end;
    clause.cues.harms(lemma, role).find_map(|(harm, needs)| {
        let fits = needs.is_empty()
            || needs.split('|').any(|need| {
                let reach = if need == "down" { 1 } else { REACH };
                (end..(end + reach).min(clause.range.end)).any(|at| match need.split_once(' ') {
                    Some((first, second)) => {
                        clause.lower(at) == first && clause.lower(at + 1) == second
                    }
                    None => clause.lower(at) == need,
                })
            });
        fits.then_some(harm)
    })
}

fn record(clause: &mut Clause<'_>, index: usize, people: Vec<usize>, harm: Harm, negated: bool) {
    let cue = clause.chunks[index].head;
    let partner = partner(clause, index, harm);
    for group in people {
        if negated && clause.groups[group].best > 0 {
            continue;
        }
        match partner {
            Some(other) => clause.record_joint(group, [(cue, harm), other]),
            None => clause.record(group, cue, harm),
        }
    }
}

/// "killed and wounded", "killed or injured" about the same people.
fn partner(clause: &Clause<'_>, index: usize, harm: Harm) -> Option<(u32, Harm)> {
    let next = clause.chunks.get(index + 1)?;
    let this = &clause.chunks[index];
    let link = this.tokens.end;
    let joined =
        next.tokens.start == link + 1 && matches!(clause.lower(link), "and" | "or" | "and/or");
    let (ChunkKind::Verb(verb), ChunkKind::Verb(first)) = (next.kind, this.kind) else {
        return None;
    };
    let other = clause
        .cues
        .harm(clause.analysis.lemma(next.head), Role::Object)?;
    let pair = matches!(
        (harm, other),
        (Harm::Killed, Harm::Injured) | (Harm::Injured, Harm::Killed)
    );
    let alike = verb.passive == first.passive || (!first.passive && next.tokens.len() == 1);
    (joined && pair && alike).then_some((next.head, other))
}

/// The groups that are the object of a verb group.
fn object(clause: &Clause<'_>, index: usize) -> Vec<usize> {
    let end = clause.chunks[index].tokens.end;
    let particles = match (clause.lower(end), clause.lower(end + 1)) {
        ("down" | "up" | "dead", _) => 1,
        ("to", "death") => 2,
        _ => 0,
    };
    clause
        .group_from(end + particles)
        .map_or_else(Vec::new, |first| clause.with_joined(first))
}

/// Verbs that harm only with a certain object: "claimed 12 lives", "lost his life",
/// "forced 300 families to flee", "took five hostages", "suffered injuries".
fn phrase(clause: &mut Clause<'_>, index: usize, lemma: &str, verb: VerbGroup) {
    let cue = clause.chunks[index].head;
    let end = clause.chunks[index].tokens.end;
    let Some(next) = clause
        .chunks
        .get(index + 1)
        .filter(|_| PHRASES.contains(&lemma))
    else {
        return;
    };
    let near = next.tokens.start <= end + 4;
    let object_head = next.head;
    let object_lemma = clause.analysis.lemma(object_head);
    match (lemma, object_lemma) {
        ("lose", "life") if near && !verb.passive => {
            let numbered = clause
                .group_from(end)
                .filter(|at| clause.groups[*at].explicit);
            let people = numbered.map_or_else(|| subject(clause, index), |at| vec![at]);
            for group in people {
                clause.record(group, cue, Harm::Killed);
            }
        }
        ("claim" | "take" | "cost", "life" | "people" | "civilian") if near && !verb.passive => {
            let life = object_lemma == "life" || clause.lower(object_head + 1) == "'s";
            if let Some(group) = clause
                .group_from(end)
                .filter(|at| life && clause.groups[*at].explicit)
            {
                clause.record(group, cue, Harm::Killed);
            }
        }
        // The language of ministries: "destroyed 65 soldiers".
        ("destroy" | "eradicate" | "annihilate", _) => {
            let people = if verb.passive {
                subject(clause, index)
            } else {
                object(clause, index)
            };
            for group in people {
                let who = clause.groups[group].who;
                let person =
                    who.is_some_and(|who| clause.cues.is_person(clause.analysis.lemma(who)));
                if person && clause.groups[group].explicit {
                    clause.record(group, cue, Harm::Killed);
                }
            }
        }
        ("embrace" | "attain" | "achieve", "martyrdom")
        | ("fall" | "fell", "battle" | "combat" | "action")
        | ("give" | "lay", "life")
            if near =>
        {
            for group in subject(clause, index) {
                clause.record(group, cue, Harm::Killed);
            }
        }
        ("suffer" | "sustain" | "receive", "injury" | "wound" | "burn") if near => {
            for group in subject(clause, index) {
                clause.record(group, cue, Harm::Injured);
            }
        }
        ("force" | "prompt" | "drive" | "cause" | "compel" | "send", _) => {
            let Some(group) = clause
                .group_from(end)
                .filter(|at| clause.groups[*at].explicit)
            else {
                return;
            };
            let after = clause.groups[group].tokens.end;
            let flees = (after..(after + 3).min(clause.range.end)).any(|at| {
                matches!(
                    clause.analysis.lemma(at),
                    "flee" | "leave" | "evacuate" | "fleeing"
                )
            });
            if flees || clause.lower(after) == "from" {
                clause.record(group, cue, Harm::Displaced);
            }
        }
        ("take" | "hold" | "seize", _) => {
            let hostage = (end..(end + REACH).min(clause.range.end))
                .any(|at| clause.analysis.lemma(at) == "hostage");
            let custody =
                (end..(end + REACH).min(clause.range.end)).any(|at| clause.lower(at) == "custody");
            if !hostage && !custody {
                return;
            }
            let harm = if hostage {
                Harm::Abducted
            } else {
                Harm::Detained
            };
            let people = if verb.passive {
                subject(clause, index)
            } else {
                object(clause, index)
            };
            for group in people {
                clause.record(group, cue, harm);
            }
        }
        _ => {}
    }
}
