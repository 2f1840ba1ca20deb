//! Did it happen? Denied, planned, feared and habitual acts are kept apart from the news.
//! Prevents "could attack" and "denied that it attacked" from counting as events of today.
//! What is long past is in `background`.

use jiff::civil::Date;
use sitrep_contract::{Status, TimePrecision};

use super::background::{Judgement, background};
use super::candidate::Candidate;
use super::nearest::{breaks, nearest_date};
use super::participant::Participant;
use super::reading::Reading;
use crate::analysis::{DateRelation, PlaceKind};
use crate::frame::{Act, Class};
use crate::text::{SentenceKind, Upos};

/// How far before a trigger a cue can govern it.
const REACH: u32 = 9;

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
    if let Some(token) = denial(reading, candidate).filter(|_| !talk) {
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
    if let Some(judged) = background(reading, candidate, anchor) {
        return judged;
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
    let supposed = |token: &u32| !modal_trigger && !reading.classes(*token).has(Class::Means);
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
    if group.infinitive && !group.perfect && !done(reading, candidate) {
        return (Status::Planned, "status/purpose", None);
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

/// "said it would halt flights": the verb of saying before "would" of an act of one's own.
fn announced(reading: &Reading<'_>, candidate: &Candidate<'_>) -> Option<u32> {
    let chunk = reading.chunk(candidate.verb?);
    let would = chunk
        .tokens
        .clone()
        .find(|token| reading.is(*token, "would"))?;
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

/// A cue of the class that governs the trigger: before it, without a new clause between.
fn cue_before(reading: &Reading<'_>, candidate: &Candidate<'_>, class: Class) -> Option<u32> {
    let sentence = reading.sentence(candidate.sentence);
    let start = candidate.verb.map_or(candidate.trigger.start, |verb| {
        reading
            .chunk(verb)
            .tokens
            .start
            .min(candidate.trigger.start)
    });
    let from = start.saturating_sub(REACH).max(sentence.start);
    let last = candidate.trigger.start;
    (from..last)
        .rev()
        .take_while(|token| !breaks(reading, *token))
        .find(|token| reading.classes(*token).has(class))
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

fn denial(reading: &Reading<'_>, candidate: &Candidate<'_>) -> Option<u32> {
    let sentence = reading.sentence(candidate.sentence);
    let no = candidate.noun.then(|| {
        let chunk = reading.chunk_at(candidate.trigger.start)?;
        let first = reading.chunk(chunk).tokens.start;
        // "no clashes", "ended without clashes"
        let without = first
            .checked_sub(1)
            .filter(|before| *before >= sentence.start && reading.is(*before, "without"));
        (first..candidate.trigger.start)
            .find(|token| reading.is(*token, "no"))
            .or(without)
    });
    if let Some(Some(token)) = no {
        return Some(token);
    }
    // "Reports that he was kidnapped are untrue", "no troops fired on the crowd".
    let untrue = reading.first(sentence.clone(), Class::Untrue);
    let nobody = candidate.verb.and_then(|verb| {
        let subject = reading.tokens_of(&reading.subject(verb)?);
        let none = reading.is(subject.start, "no")
            || reading.is(subject.start, "none")
            || reading.is(subject.start, "nobody");
        none.then_some(subject.start)
    });
    if let Some(token) = untrue.or(nobody) {
        return Some(token);
    }
    let from = candidate
        .trigger
        .start
        .saturating_sub(14)
        .max(sentence.start);
    let found = (from..candidate.trigger.start)
        .rev()
        .take_while(|token| {
            !reading.is_any(
                *token,
                &[";", "after", "since", "when", "while", "because", "before"],
            )
        })
        .find(|token| reading.classes(*token).has(Class::Deny))?;
    // "denied responsibility for the attack": there was an attack.
    let blame = reading.any(found..candidate.trigger.start, Class::Blame);
    (!blame).then_some(found)
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
    (from..=first.max(candidate.trigger.start)).any(|token| {
        let classes = reading.classes(token);
        // "proceeded to attack", not "proceeded with the operation to attack".
        let direct = !(token + 1..first).any(|between| {
            reading
                .chunk_at(between)
                .is_some_and(|chunk| reading.verb(chunk).is_none())
        });
        (classes.has(Class::Doing) && direct)
            || classes.has(Class::Means)
            || classes.has(Class::Attempt)
    })
}

/// "tried to storm the base", "attempted to hack": no plan, something was done.
fn tried(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let first = candidate.verb.map_or(candidate.trigger.start, |verb| {
        reading.chunk(verb).tokens.start
    });
    first > reading.sentence(candidate.sentence).start
        && matches!(reading.lower(first - 1), "tried" | "attempted")
}

/// Whether it was tried and failed, so that nothing changed hands and nobody died.
pub(super) fn attempted(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let start = reading.sentence(candidate.sentence).start;
    let from = candidate.trigger.start.saturating_sub(5).max(start);
    (from..candidate.trigger.start).any(|token| reading.classes(token).has(Class::Attempt))
}

fn generic(reading: &Reading<'_>, candidate: &Candidate<'_>) -> Option<u32> {
    let sentence = reading.sentence(candidate.sentence);
    let dated = nearest_date(reading, candidate).is_some_and(|date| {
        date.precision == TimePrecision::Day && date.relation == DateRelation::During
    });
    if dated {
        return None;
    }
    let from = candidate
        .trigger
        .start
        .saturating_sub(6)
        .max(sentence.start);
    let until = (candidate.trigger.end + 4).min(sentence.end);
    // "launched a wave of strikes on the port": several acts, but done.
    let done = candidate.noun
        && candidate
            .verb
            .and_then(|verb| reading.verb(verb))
            .is_some_and(|group| group.past && !group.passive)
        && candidate.agents.iter().any(Participant::acts);
    reading
        .first(from..until, Class::Generic)
        .filter(|token| !(done && reading.is(*token + 1, "of")))
}

/// "They have responded with airstrikes": several acts, no day and no place.
fn summary(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let sentence = &reading.analysis.sentences[candidate.sentence];
    let perfect = candidate
        .verb
        .and_then(|verb| reading.verb(verb))
        .is_some_and(|group| group.perfect && !group.past_perfect);
    let several = reading.lower(candidate.trigger.end - 1).ends_with('s');
    let lead = reading.analysis.sentences[..candidate.sentence]
        .iter()
        .all(|sentence| sentence.kind != SentenceKind::Text);
    let located = |token: u32| {
        reading.place_at(token).is_some_and(|mention| {
            let place = reading.entity_of(mention).place.as_ref();
            place.is_some_and(|place| place.kind < PlaceKind::Country)
        })
    };
    let told = nearest_date(reading, candidate).is_some()
        || sentence.tokens.clone().any(located)
        || reading
            .analysis
            .casualties
            .iter()
            .any(|casualty| sentence.tokens.contains(&casualty.cue));
    candidate.noun && perfect && several && !lead && !told && sentence.kind == SentenceKind::Text
}

/// "The army fights the group": the present tense of a habit, where nothing makes it news.
fn habitual_present(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let sentence = &reading.analysis.sentences[candidate.sentence];
    let verbal = matches!(candidate.frame.act, Act::Verbal | Act::Agree | Act::Protest);
    if candidate.noun || verbal || sentence.kind != SentenceKind::Text || candidate.sentence == 0 {
        return false;
    }
    let Some(verb) = candidate.verb else {
        return false;
    };
    let Some(group) = reading.verb(verb) else {
        return false;
    };
    let finite_present = !(group.past
        || group.passive
        || group.participle
        || group.infinitive
        || group.perfect
        || group.past_perfect);
    let progressive = reading.has_auxiliary(verb);
    let tokens = sentence.tokens.clone();
    // "While the army fights the group, …" is the setting, wherever the rest happens.
    let setting = reading.is(tokens.start, "while") || reading.is(tokens.start, "as");
    let marked = tokens
        .clone()
        .any(|token| reading.date_at(token).is_some() || reading.place_at(token).is_some())
        || reading
            .analysis
            .casualties
            .iter()
            .any(|casualty| tokens.contains(&casualty.cue));
    let news = marked && !setting;
    finite_present
        && !progressive
        && !news
        && reading.analysis.tag(candidate.trigger.start) != Upos::Noun
}
