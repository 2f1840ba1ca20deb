//! Did it happen? Denied, planned, feared and habitual acts are kept apart from the news.
//! Prevents "could attack" and "denied that it attacked" from counting as events of today.
//! What is denied is in `denial`, what is long past in `background`, what is supposed in
//! `condition` and what is usual in `habit`.

mod background;
pub(super) mod condition;
pub(super) mod cue;
pub(super) mod denial;
mod habit;
pub(super) mod purpose;
pub(super) mod reference;
pub(super) mod topic;

use jiff::civil::Date;
use sitrep_contract::{Status, TimePrecision};

use self::background::{Judgement, background};
use self::condition::{conditional, governing, is_either_way, prospect};
use self::cue::{cue_before, is_alert, is_feared, is_perceived, refers_back};
use self::denial::denial;
use self::habit::{generic, habitual_present, summary, usual};
use self::purpose::aim;
use super::act::candidate::Candidate;
use super::date::nearest::nearest_date;
use super::reading::Reading;
use super::talk::{governor, is_announcement};
use crate::frame::{Act, Class};
use crate::text::{Upos, VerbGroup};

/// Before a noun and "to do": who or what did it.
const RANKS: [&str; 9] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "latest", "last", "only",
];

/// Judges one candidate.
pub(super) fn judge(reading: &Reading<'_>, candidate: &mut Candidate<'_>, anchor: Option<Date>) {
    let (status, rule, tokens) = decide(reading, candidate, anchor);
    candidate.status = status;
    candidate.note("status", rule, tokens, "");
}

fn decide(reading: &Reading<'_>, candidate: &Candidate<'_>, anchor: Option<Date>) -> Judgement {
    let cue = |class| cue_before(reading, candidate, class);
    let group = candidate
        .verb
        .and_then(|verb| reading.verb(verb))
        .unwrap_or_default();
    let one = |token: u32| Some(token..token + 1);
    let talk = matches!(candidate.frame.act, Act::Verbal | Act::Agree);
    let group = match is_cause(reading, candidate) {
        true => VerbGroup::default(),
        false => group,
    };
    if let Some(token) = denial(reading, candidate) {
        return (Status::Denied, "status/denied", one(token));
    }
    // "must withdraw", "will not negotiate": the modal is the act itself.
    let modal_trigger = reading.analysis.tag(candidate.trigger.start) == Upos::Aux
        && candidate.frame.act == Act::Verbal;
    if group.negated && !modal_trigger {
        // "if the militia did not withdraw"
        let condition = cue(Class::Hypothetical)
            .filter(|token| reading.is_any(*token, &["if", "unless", "whether"]));
        return match condition {
            Some(token) => (Status::Hypothetical, "status/supposed", one(token)),
            None => (Status::Denied, "status/negated", None),
        };
    }
    if let Some(token) = scheduled(reading, candidate) {
        return (Status::Planned, "status/scheduled", one(token));
    }
    // "has called a rally for 30 June"
    let fixed = nearest_date(reading, candidate)
        .filter(|date| date.tokens.start >= candidate.trigger.end && !talk)
        .filter(|date| {
            let first = date.tokens.start;
            reading.is_any(first, &["for", "from"]) || reading.is_any(first - 1, &["for", "from"])
        })
        .filter(|date| date.precision == TimePrecision::Day);
    if let (Some(token), Some(_)) = (cue(Class::Plan), fixed) {
        return (Status::Planned, "status/planned", one(token));
    }
    if let Some(judged) = background(reading, candidate, anchor) {
        return judged;
    }
    if let Some(token) = usual(reading, candidate) {
        return (Status::Generic, "status/usual", one(token));
    }
    if let Some(token) = conditional(reading, candidate, group.future || group.modal) {
        // "intend to behead them if", "say they will strike unless": decided on.
        let decided = group.infinitive && group.future || announced(reading, candidate).is_some();
        return match decided {
            true => (Status::Planned, "status/announced", one(token)),
            false => (Status::Hypothetical, "status/condition", one(token)),
        };
    }
    if let Some(token) = prospect(reading, candidate) {
        return match reading.classes(token).has(Class::Plan) {
            true => (Status::Planned, "status/planned", one(token)),
            false => (Status::Hypothetical, "status/feared", one(token)),
        };
    }
    let fear = |token: &u32| candidate.frame.act != Act::Verbal && is_feared(reading, *token);
    if let Some(token) = cue(Class::Fear).filter(fear) {
        return (Status::Hypothetical, "status/feared", one(token));
    }
    // "would be able to pound the town"
    let able = candidate
        .verb
        .filter(|_| group.infinitive && !group.perfect)
        .and_then(|verb| governor(reading, verb))
        .and_then(|verb| reading.verb(verb))
        .is_some_and(|governor| governor.modal && !governor.past);
    if able && candidate.frame.act != Act::Verbal {
        return (Status::Hypothetical, "status/modal", None);
    }
    if group.future && !modal_trigger && !tried(reading, candidate) {
        return (Status::Planned, "status/future", None);
    }
    if group.modal && !modal_trigger {
        return match announced(reading, candidate) {
            Some(says) => (Status::Planned, "status/announced", one(says)),
            None => (Status::Hypothetical, "status/modal", None),
        };
    }
    let supposed = |token: &u32| {
        let means = reading.classes(*token).has(Class::Means);
        let either_way = is_either_way(reading, *token);
        !(modal_trigger
            || means
            || either_way
            || is_perceived(reading, *token)
            || is_alert(reading, *token))
            && is_feared(reading, *token)
    };
    if let Some(token) = cue(Class::Hypothetical).filter(supposed) {
        return (Status::Hypothetical, "status/supposed", one(token));
    }
    let own = candidate.trigger.clone();
    if let Some(token) = cue(Class::Plan)
        .filter(|token| !talk && !own.contains(token) && governs(reading, candidate, *token))
    {
        return (Status::Planned, "status/planned", one(token));
    }
    // "are said to have died" tells what happened.
    let escaped = candidate.noun && refers_back(reading, candidate);
    // "Israel, UAE to establish full ties": the headline says what was agreed.
    let settled = talk && is_announcement(reading, candidate);
    if let Some(token) = aim(reading, candidate).filter(|_| !talk) {
        return (Status::Planned, "status/aim", one(token));
    }
    // "A base was set up to protect the villages": its own words say that it is done.
    let stated = candidate.noun && states_itself(reading, candidate);
    let infinitive = group.infinitive || shares_to(reading, candidate);
    let open = infinitive && !group.perfect && !escaped && !settled && !stated;
    if open && !done(reading, candidate) {
        return (Status::Planned, "status/purpose", None);
    }
    // "will go on the offensive", "could face protests"
    if let Some(verb) = governing(reading, candidate) {
        match verb {
            verb if verb.modal => return (Status::Hypothetical, "status/modal", None),
            verb if verb.future => return (Status::Planned, "status/future", None),
            _ => {}
        }
    }
    if let Some(token) = generic(reading, candidate) {
        return (Status::Generic, "status/habit", one(token));
    }
    if summary(reading, candidate) {
        return (Status::Generic, "status/summary", None);
    }
    if habitual_present(reading, candidate) {
        return (Status::Generic, "status/present-habit", None);
    }
    (Status::Reported, "status/reported", None)
}

/// "This killing will be causing trouble for years": what is to come of it, not itself.
fn is_cause(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let behind = |verb: usize| {
        let chunk = reading.chunk(verb);
        let group = reading.verb(verb).unwrap_or_default();
        let happens = reading.any(chunk.tokens.clone(), Class::Occur)
            || reading.classes(chunk.head).has(Class::Scheduled)
            || matches!(
                reading.analysis.lemma(chunk.head),
                "be" | "begin" | "start" | "go"
            );
        chunk.tokens.start >= candidate.trigger.end
            && (group.future || group.modal)
            && !(group.passive || happens)
    };
    candidate.noun && refers_back(reading, candidate) && candidate.verb.is_some_and(behind)
}

/// "to break their power and ultimately destroy the group": the "to" of the verb before.
fn shares_to(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let Some(verb) = candidate.verb.filter(|_| !candidate.noun) else {
        return false;
    };
    let (first, head) = (reading.chunk(verb).tokens.start, reading.chunk(verb).head);
    let start = reading.sentence_start(first);
    let base = reading.lower(head) == reading.analysis.lemma(head);
    let mut at = first;
    while at > start && reading.is_filler(at - 1) {
        at -= 1;
    }
    let joined = at > start && reading.is_any(at - 1, &["and", "or"]);
    let before = (start..at)
        .rev()
        .filter(|_| base && joined && !reading.has_auxiliary(verb))
        .find_map(|token| {
            reading
                .chunk_at(token)
                .and_then(|chunk| reading.verb(chunk))
        });
    before.is_some_and(|group| group.infinitive && !group.perfect)
}

/// "said it would halt flights": the verb of saying before "would" of an act of one's own.
fn announced(reading: &Reading<'_>, candidate: &Candidate<'_>) -> Option<u32> {
    let chunk = reading.chunk(candidate.verb?);
    let would = chunk
        .tokens
        .clone()
        .find(|token| reading.is_any(*token, &["would", "will"]))?;
    let own = candidate.frame.act == Act::Verbal
        || would
            .checked_sub(1)
            .is_some_and(|before| reading.analysis.tag(before) == Upos::Pron);
    let start = reading.sentence(candidate.sentence).start;
    (start..would)
        .rev()
        .find(|token| reading.classes(*token).has(Class::Say))
        .filter(|_| own)
}

/// Whether what a cue announces is the act: "pledged to attack", "planned attacks", but not
/// "who pledged allegiance killed three" nor "to demand jobs and clashed".
fn governs(reading: &Reading<'_>, candidate: &Candidate<'_>, cue: u32) -> bool {
    let first = candidate
        .verb
        .map_or(candidate.trigger.start, |verb| {
            reading.chunk(verb).tokens.start
        })
        .min(candidate.trigger.start);
    if cue >= first {
        return true;
    }
    // "demanded his resignation in a rally": where it was demanded.
    let noun = reading
        .chunk_at(candidate.trigger.start)
        .map_or(first, |chunk| reading.chunk(chunk).tokens.start.min(first));
    let aside = candidate.noun
        && cue + 1 < noun
        && reading.is_any(
            noun - 1,
            &[
                "in", "at", "during", "by", "amid", "through", "near", "outside",
            ],
        );
    if aside {
        return false;
    }
    let of_verb = |token: u32| {
        reading
            .chunk_at(token)
            .filter(|chunk| reading.verb(*chunk).is_some())
    };
    let Some(planning) = of_verb(cue) else {
        return true;
    };
    let finite = |chunk: usize| {
        reading.verb(chunk).is_some_and(|group| {
            let bare = group.passive && !reading.has_auxiliary(chunk);
            !(group.infinitive || group.participle || bare)
        })
    };
    let own_finite = candidate.verb.is_some_and(|verb| {
        verb != planning
            && finite(verb)
            && reading
                .verb(verb)
                .is_some_and(|group| group.past && !group.modal)
    });
    let other = (cue + 1..first)
        .filter_map(of_verb)
        .any(|chunk| chunk != planning && Some(chunk) != candidate.verb && finite(chunk));
    !(own_finite || other)
}

/// "A protest is planned for Friday", "the march scheduled for Sunday".
fn scheduled(reading: &Reading<'_>, candidate: &Candidate<'_>) -> Option<u32> {
    let end = candidate.trigger.end;
    let limit = reading.sentence_end(end.saturating_sub(1)).min(end + 5);
    let be = ["is", "are", "was", "were", "been", "had", "has"];
    (end..limit)
        .take_while(|token| {
            reading.classes(*token).has(Class::Scheduled)
                || reading.is_any(*token, &be)
                || reading.is_preposition(*token)
                || reading.place_at(*token).is_some()
        })
        .find(|token| reading.classes(*token).has(Class::Scheduled))
        .filter(|_| candidate.noun && !candidate.undergone)
}

/// "was installed" as a part of the trigger.
fn states_itself(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    candidate.trigger.clone().any(|token| {
        let verb = reading
            .chunk_at(token)
            .and_then(|chunk| reading.verb(chunk));
        verb.is_some_and(|group| group.past && !group.infinitive)
    })
}

/// Whether "to do" follows a verb that says that it was done or at least tried.
fn done(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let Some(verb) = candidate.verb else {
        return true;
    };
    let first = reading.chunk(verb).tokens.start;
    let start = reading.sentence(candidate.sentence).start;
    // "fired tear gas to disperse the crowd"
    if candidate.frame.act == Act::Disperse
        && [Class::CrowdControl, Class::LiveFire]
            .iter()
            .any(|class| reading.any(start..first, *class))
    {
        return true;
    }
    // "parked their lorries across the road to protest": the one is done by the other.
    if candidate.frame.act == Act::Protest
        && (start..first).any(|token| {
            let verb = reading
                .chunk_at(token)
                .and_then(|chunk| reading.verb(chunk));
            verb.is_some_and(|group| group.past)
        })
        && !reading.any(start..first, Class::Plan)
    {
        return true;
    }
    let from = first.saturating_sub(6).max(start);
    // "the first provincial capital to fall to the rebels"
    let ranked = first > from
        && reading
            .chunk_at(first - 1)
            .filter(|chunk| reading.verb(*chunk).is_none())
            .is_some_and(|chunk| {
                let mut tokens = reading.chunk(chunk).tokens.clone();
                let beside = tokens.start > start && reading.is(tokens.start - 1, ",");
                !beside && tokens.any(|token| reading.is_any(token, &RANKS))
            });
    ranked
        || (from..=first.max(candidate.trigger.start)).any(|token| {
            let classes = reading.classes(token);
            // "proceeded to attack", not "proceeded with the operation to attack".
            let direct = !(token + 1..first).any(|between| {
                reading
                    .chunk_at(between)
                    .is_some_and(|chunk| reading.verb(chunk).is_none())
            });
            // "prompting Israel to send troops", "forcing the army to withdraw"
            let brought = classes.has(Class::Bringing) && !is_open(reading, token);
            (classes.has(Class::Doing) && direct)
                || brought
                || classes.has(Class::Means)
                || classes.has(Class::Attempt)
        })
}

/// "wants to force the army to withdraw": what brings it about has not happened either.
fn is_open(reading: &Reading<'_>, token: u32) -> bool {
    let verb = reading
        .chunk_at(token)
        .and_then(|chunk| reading.verb(chunk));
    verb.is_none_or(|group| group.infinitive || group.modal || group.future)
}

/// "tried to storm the base", "attempted to hack": no plan, something was done.
fn tried(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let first = candidate.verb.map_or(candidate.trigger.start, |verb| {
        reading.chunk(verb).tokens.start
    });
    let words = ["tried", "trying", "attempted", "attempting"];
    let start = reading.sentence(candidate.sentence).start;
    (first.saturating_sub(1).max(start)..candidate.trigger.start)
        .any(|token| reading.is_any(token, &words))
}
