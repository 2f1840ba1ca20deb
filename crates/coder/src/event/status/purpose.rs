//! Acts that are only aimed at, called off or put into words: "towards clearing the town",
//! "stopped the bombing", "users of chemical weapons". Prevents what somebody strives for, or
//! ends, from counting as what happened.

use super::habit::located;
use super::reference::names_act;
use crate::analysis::TokenRange;
use crate::event::act::candidate::Candidate;
use crate::event::reading::Reading;
use crate::event::reading::participant::Participant;
use crate::event::toll;
use crate::frame::{Act, Class};
use crate::text::Upos;

/// How far before the trigger its determiner and adjectives may open.
const OPENING: u32 = 4;

/// Words before "to" and the form in "-ing" that say what somebody is resolved to do.
const DEVOTED: [&str; 10] = [
    "committed",
    "commitment",
    "dedicated",
    "devoted",
    "key",
    "way",
    "road",
    "step",
    "approach",
    "path",
];
/// Words before "of" and the form in "-ing" that name an aim.
const AIMS: [&str; 16] = [
    "aim",
    "goal",
    "hope",
    "hopes",
    "intention",
    "objective",
    "purpose",
    "task",
    "prospect",
    "chance",
    "chances",
    "dream",
    "capable",
    "mission",
    "idea",
    "possibility",
];
/// Words before "on" and the form in "-ing".
const FOCUSED: [&str; 6] = [
    "focus",
    "focused",
    "focussed",
    "focusing",
    "concentrate",
    "concentrated",
];
/// Verbs whose help is "in" doing something.
const HELP: [&str; 5] = ["support", "help", "assist", "aid", "back"];

/// Whether a trigger with its sides only names what is not done.
type Rule = fn(&Reading<'_>, &Candidate<'_>) -> bool;

/// Why a trigger with its sides is no act, where it only names what is not done.
pub(in crate::event) fn rules_out(
    reading: &Reading<'_>,
    candidate: &Candidate<'_>,
) -> Option<&'static str> {
    let rules: [(Rule, _); 9] = [
        (is_mere_aim, "only aimed at"),
        (is_ended, "only its end is told"),
        (is_stock, "had, not used"),
        (is_part_played, "what somebody is made"),
        (is_ranked, "compares the act"),
        (is_counted, "only counted"),
        (is_to_oneself, "done to oneself"),
        (is_reproach, "an attack in words"),
        (is_attribute, "says who somebody is"),
    ];
    let found = rules.into_iter().find(|(rule, _)| rule(reading, candidate));
    found.map(|(_, reason)| reason)
}

/// The word that makes an act an aim: "towards clearing the town of mines", "a plan aimed at
/// retaking the port", "committed to defeating the group", "support them in fighting it".
pub(super) fn aim(reading: &Reading<'_>, candidate: &Candidate<'_>) -> Option<u32> {
    let verb = candidate.verb.filter(|_| !candidate.noun)?;
    let start = reading.sentence(candidate.sentence).start;
    let mut first = reading.chunk(verb).tokens.start;
    if !reading.verb(verb)?.participle || reading.has_auxiliary(verb) {
        return None;
    }
    while first > start + 1 && reading.analysis.tag(first - 1) == Upos::Adv {
        first -= 1;
    }
    let link = first.checked_sub(1).filter(|link| *link > start)?;
    let before = |words: &[&str]| reading.is_any(link - 1, words);
    let aimed = match reading.lower(link) {
        "toward" | "towards" => true,
        "at" => before(&["aimed", "aiming", "directed", "geared", "targeted"]),
        "to" => before(&DEVOTED),
        "of" => before(&AIMS),
        "on" => before(&FOCUSED),
        "in" => (start..link).any(|token| HELP.contains(&reading.analysis.lemma(token))),
        _ => false,
    };
    aimed.then_some(link)
}

/// Whether an act is no more than an aim: nothing but the taking of a place is told by one.
fn is_mere_aim(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let takes = matches!(candidate.frame.act, Act::Capture | Act::Transfer)
        && located(reading, reading.sentence(candidate.sentence));
    candidate.frame.act != Act::Verbal && !takes && aim(reading, candidate).is_some()
}

/// "Stopped the bombing of the north", "halted its shelling": the end of what was done before.
fn is_ended(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let start = reading.sentence(candidate.sentence).start;
    let trigger = candidate.trigger.start;
    // "must stop its attacks"
    let own = reading.is_any(trigger + 1, &["its", "their", "all", "such"]);
    // "suspended its partnership", "halted their attacks": the end is the act.
    let ends = matches!(
        candidate.frame.act,
        Act::Verbal | Act::Ceasefire | Act::Withdraw | Act::Reorganise
    );
    if own && !ends && is_stopping(reading.analysis.lemma(trigger)) && candidate.trigger.len() > 1 {
        return true;
    }
    let gerund = reading.lower(trigger).ends_with("ing");
    if !(candidate.noun || gerund) {
        return false;
    }
    let opens = |at: u32| {
        reading
            .chunk_at(at)
            .filter(|chunk| reading.verb(*chunk).is_none())
            .map_or_else(
                || {
                    let mut first = at;
                    while first > start
                        && at - first < OPENING
                        && matches!(
                            reading.analysis.tag(first - 1),
                            Upos::Det | Upos::Pron | Upos::Adj
                        )
                    {
                        first -= 1;
                    }
                    first
                },
                |chunk| reading.chunk(chunk).tokens.start.min(at),
            )
    };
    let mut first = opens(trigger);
    // "end its attacks and airstrikes"
    if first > start + 1 && reading.is(first - 1, "and") {
        first = opens(first - 2);
    }
    // "an end to the regime's attacks", "a halt to the bombing"
    let owner = reading
        .chunk_at(first)
        .and_then(|chunk| reading.owner(chunk));
    let whole = owner.map_or(first, |owner| reading.chunk(owner).tokens.start);
    let put_to = whole > start + 1
        && reading.is_any(whole - 1, &["to", "of"])
        && (reading.is_any(whole - 2, &["end", "halt", "stop"]) && reading.is(whole - 1, "to")
            || reading.is_any(whole - 2, &["cessation", "suspension"]));
    if put_to {
        return true;
    }
    let definite = (first..trigger)
        .any(|token| reading.is_any(token, &["the", "its", "their", "his", "her", "our", "all"]));
    let verb = first
        .checked_sub(1)
        .filter(|token| *token >= start)
        .and_then(|token| reading.chunk_at(token))
        .and_then(|chunk| Some((chunk, reading.verb(chunk)?)));
    verb.is_some_and(|(verb, group)| {
        let lemma = reading.analysis.lemma(reading.chunk(verb).head);
        // "to end attacks", "aimed at countering air raids"
        let several = reading.lower(candidate.trigger.end - 1).ends_with('s');
        let sought = (group.infinitive || group.participle)
            && several
            && matches!(lemma, "end" | "counter" | "stop" | "halt" | "cease");
        sought || is_stopping(lemma) && definite && !toll::told(reading, candidate.sentence)
    })
}

fn is_stopping(lemma: &str) -> bool {
    matches!(lemma, "stop" | "halt" | "cease" | "suspend" | "pause")
}

/// "The Iraqi mission to recapture the city": whose undertaking it is does it, whoever speaks
/// of it.
pub(in crate::event) fn undertaker(reading: &Reading<'_>, verb: usize) -> Option<Participant> {
    reading.verb(verb).filter(|group| group.infinitive)?;
    let first = reading.chunk(verb).tokens.start;
    let noun = first
        .checked_sub(1)
        .filter(|token| *token >= reading.sentence_start(first))
        .and_then(|token| reading.chunk_at(token))
        .filter(|chunk| reading.verb(*chunk).is_none())?;
    let chunk = reading.chunk(noun);
    let undertaking = matches!(
        reading.analysis.lemma(chunk.head),
        "mission"
            | "operation"
            | "campaign"
            | "offensive"
            | "push"
            | "drive"
            | "battle"
            | "effort"
            | "bid"
            | "fight"
            | "plan"
            | "struggle"
            | "attempt"
            | "move"
    );
    let owner = || Some(reading.chunk(reading.owner(noun)?).tokens.clone());
    let named = |mut tokens: TokenRange| tokens.find_map(|token| reading.actor_at(token));
    let whose = named(chunk.tokens.start..chunk.head).or_else(|| named(owner()?))?;
    undertaking.then(|| reading.participant_from(whose, true))
}

/// "Users of chemical weapons", "the destruction of its poison gas": who has it, not its use.
fn is_stock(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let trigger = candidate.trigger.start;
    let first = reading.phrase_start(trigger);
    let start = reading.sentence(candidate.sentence).start;
    // "sanctions target users of chemical weapons"
    let behind =
        candidate.trigger.end..reading.sentence_end(trigger).min(candidate.trigger.end + 8);
    let targets = candidate.frame.act == Act::Attack
        && candidate.weapons.contains(&"chemical")
        && behind
            .into_iter()
            .any(|token| reading.classes(token).has(Class::Stock) && reading.is(token + 1, "of"));
    // "destroyed its chemical weapons stockpiles"
    let kept = reading.chunk_at(trigger).is_some_and(|chunk| {
        let head = reading.chunk(chunk).head;
        head >= candidate.trigger.end && reading.classes(head).has(Class::Stock)
    });
    let owned = first > start + 1
        && reading.is(first - 1, "of")
        && reading.classes(first - 2).has(Class::Stock);
    targets || candidate.noun && candidate.frame.act == Act::Chemical && (kept || owned)
}

/// "Bombings had declined by half", "a jump in the number of kidnappings": how many there are.
fn is_counted(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let trigger = candidate.trigger.clone();
    let many = candidate.noun && reading.lower(trigger.end - 1).ends_with('s');
    if !many || candidate.frame.act == Act::Verbal || toll::told(reading, candidate.sentence) {
        return false;
    }
    let behind = reading
        .chunk_at(trigger.end)
        .filter(|chunk| reading.verb(*chunk).is_some())
        .is_some_and(|chunk| {
            let head = reading.chunk(chunk).head;
            reading.classes(head).has(Class::Trend)
        });
    let first = reading.phrase_start(trigger.start);
    let before = first > reading.sentence_start(first) + 1
        && (reading.is(first - 1, "of")
            && matches!(
                reading.analysis.lemma(first - 2),
                "number" | "rate" | "level" | "frequency"
            )
            || reading.is(first - 1, "in")
                && matches!(
                    reading.analysis.lemma(first - 2),
                    "rise" | "increase" | "jump" | "drop" | "decline" | "decrease" | "fall"
                ));
    behind || before
}

/// "The deadliest violence to strike the country": what is told is compared, not done again.
fn is_ranked(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let Some(verb) = candidate.verb.filter(|_| !candidate.noun) else {
        return false;
    };
    let first = reading.chunk(verb).tokens.start;
    let noun = first
        .checked_sub(1)
        .filter(|token| *token >= reading.sentence_start(first))
        .and_then(|token| reading.chunk_at(token))
        .map(|chunk| reading.chunk(chunk));
    reading.verb(verb).is_some_and(|group| group.infinitive)
        && noun.is_some_and(|noun| {
            let ranks = |token: u32| {
                reading.lower(token).ends_with("est")
                    || reading.is_any(token, &["worst", "first", "last", "only", "most"])
            };
            names_act(reading.analysis.lemma(noun.head)) && noun.tokens.clone().any(ranks)
        })
}

/// "Recruited as soldiers and suicide bombers": what they are to be.
fn is_part_played(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    if !(candidate.noun && candidate.frame.act == Act::SuicideBomb) {
        return false;
    }
    let first = candidate.trigger.start;
    (reading.sentence_start(first)..first)
        .rev()
        .find(|token| {
            let listed = reading.is_any(*token, &[",", "and", "or"])
                || reading.analysis.tag(*token).is_noun()
                || reading.analysis.tag(*token) == Upos::Adj;
            !listed
        })
        .is_some_and(|token| reading.is(token, "as"))
}

/// "Willing to kill themselves": nobody else is harmed, unless by a bomb.
fn is_to_oneself(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    matches!(candidate.frame.act, Act::Kill | Act::Murder | Act::Wound)
        && candidate.weapons.is_empty()
        && reading.is_any(
            candidate.trigger.end,
            &[
                "himself",
                "herself",
                "themselves",
                "itself",
                "myself",
                "ourselves",
            ],
        )
}

/// "Vulnerable and displaced people", "for besieged residents": a participle that says who
/// somebody is, where nobody does it.
fn is_attribute(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let key = candidate.trigger.start;
    let start = reading.sentence(candidate.sentence).start;
    let Some(verb) = candidate
        .verb
        .filter(|_| !candidate.noun && key > start + 1)
    else {
        return false;
    };
    let tag = |token: u32| reading.analysis.tag(token);
    let opens = match tag(key - 1) {
        Upos::Adj | Upos::Det | Upos::Adp => true,
        Upos::Cconj => tag(key - 2) == Upos::Adj,
        // "a land in which armed militias multiply"
        _ if reading.is(key - 1, "which") => reading.is_preposition(key - 2),
        _ => false,
    };
    let past = reading.lower(key).ends_with("ed") && reading.verb(verb).is_some_and(|it| it.past);
    opens
        && past
        && !reading.has_auxiliary(verb)
        && reading.chunk(verb).tokens.start == key
        && key + 1 < reading.sentence_end(key)
        && matches!(tag(key + 1), Upos::Noun | Upos::Adj)
        && reading.is_text(candidate.sentence)
}

/// "Came under attack for his remarks", "under fire over its handling of the crisis": words.
fn is_reproach(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let (first, after) = (candidate.trigger.start, candidate.trigger.end);
    let own = reading.is_any(after + 1, &["his", "her", "its", "their", "not"]);
    let failing = own || reading.lower(after + 1).ends_with("ing");
    candidate.noun
        && first > reading.sentence_start(first)
        && reading.is(first - 1, "under")
        && (reading.is_any(after, &["for", "over"]) && failing
            || reading.is(after, "from") && reading.is_any(after + 1, &["critics", "rivals"]))
}
