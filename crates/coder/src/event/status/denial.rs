//! What the text says did not happen, and a side that denies what others report of it.
//! Prevents a denied act from being news, and the denial of an act told before from becoming
//! a second act.

use sitrep_contract::{PloverType, Status};

use crate::event::act::candidate::Candidate;
use crate::event::act::compatible::{compatible_dates, compatible_places, compatible_types, news};
use crate::event::act::same::{named, same_entity, side};
use crate::event::date::nearest::breaks;
use crate::event::reading::Reading;
use crate::frame::{Act, Class};
use crate::text::Upos;

/// How far from an act the word for its account, or what is said of it, may stand.
const ACCOUNT: u32 = 12;

/// Whether somebody denies what an act told before lays at his door: others report it, so
/// it stays reported.
pub(in crate::event) fn denies(
    reading: &Reading<'_>,
    event: &Candidate<'_>,
    denial: &Candidate<'_>,
) -> bool {
    let both = |candidate: &Candidate<'_>| named(&candidate.agents).next().is_some();
    denial.status == Status::Denied
        && news(event.status)
        && denial.toll.killed.is_none_or(|killed| killed.best == 0)
        && both(event)
        && both(denial)
        && side(reading, &event.agents, &denial.agents)
        && denies_himself(reading, denial)
        && compatible_types(event, denial)
        && compatible_dates(event, denial)
        && compatible_places(reading, event, denial)
}

/// "The ministry denied that its aircraft …": who denies is of the side that is said to act.
fn denies_himself(reading: &Reading<'_>, denial: &Candidate<'_>) -> bool {
    let sentence = reading.sentence(denial.sentence);
    let Some(cue) = reading.first(sentence.start..denial.trigger.start, Class::Deny) else {
        return false;
    };
    let denier = (sentence.start..cue).find_map(|token| reading.actor_at(token));
    denier.is_some_and(|denier| {
        let denier = reading.mention(denier).entity;
        named(&denial.agents).any(|agent| same_entity(reading, denier, agent))
    })
}

/// The word that denies an act.
pub(super) fn denial(reading: &Reading<'_>, candidate: &Candidate<'_>) -> Option<u32> {
    if candidate.frame.act == Act::Verbal && !is_deed(candidate) {
        // "No group has said that it was behind the attack"
        return nobody(reading, candidate);
    }
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
    // "carried out no strike on"
    let inside = candidate.trigger.clone().skip(1);
    if let Some(token) = inside.into_iter().find(|token| reading.is(*token, "no")) {
        return Some(token);
    }
    if let Some(token) = discredited(reading, candidate) {
        return Some(token);
    }
    // "Reports that he was kidnapped are untrue", "no troops fired on the crowd".
    let untrue = reading.first(sentence.clone(), Class::Untrue);
    if let Some(token) = untrue.or_else(|| nobody(reading, candidate)) {
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
            // "denied before the court that it had picked up the students"
            let parts = reading.is_any(
                *token,
                &[";", "after", "since", "when", "while", "because", "before"],
            );
            !parts || (*token..candidate.trigger.start).any(|next| reading.is(next, "that"))
        })
        .find(|token| {
            reading.classes(*token).has(Class::Deny) && !candidate.trigger.contains(token)
        })?;
    // "denied responsibility for the attack": there was an attack.
    let blame = reading.any(found..candidate.trigger.start, Class::Blame);
    // "which the police denied, saying the dead were rebels": that is what they assert.
    let asserts = (found + 1..candidate.trigger.start).any(|token| {
        reading.is(token - 1, ",")
            && reading.is_any(
                token,
                &["saying", "insisting", "claiming", "arguing", "adding"],
            )
    });
    (!blame && !asserts && !goes_on(reading, found, candidate)).then_some(found)
}

/// "no troops", "none of the groups": whose deed it is not.
fn nobody(reading: &Reading<'_>, candidate: &Candidate<'_>) -> Option<u32> {
    let subject = reading.tokens_of(&reading.subject(candidate.verb?)?);
    reading
        .is_any(subject.start, &["no", "none", "nobody"])
        .then_some(subject.start)
}

/// "denied the strike and accused the rebels of shelling the post": another statement begins
/// behind what is denied, unless that is a clause ("denied that they came and killed").
fn goes_on(reading: &Reading<'_>, deny: u32, candidate: &Candidate<'_>) -> bool {
    let finite = |token: u32| {
        reading
            .chunk_at(token)
            .and_then(|chunk| reading.verb(chunk))
            .is_some_and(|group| !(group.infinitive || group.participle))
    };
    let first = candidate.verb.map_or(candidate.trigger.start, |verb| {
        reading.chunk(verb).tokens.start.max(deny + 1)
    });
    let joined = (deny + 1..first).find(|token| {
        reading.is_any(*token, &["and", "but"])
            && (finite(token + 1)
                || reading.analysis.tag(token + 1) == Upos::Adv && finite(token + 2))
    });
    joined.is_some_and(|joined| {
        let own = reading.chunk_at(deny);
        !(deny + 1..joined).any(|token| {
            reading.is(token, "that") || finite(token) && reading.chunk_at(token) != own
        })
    })
}

/// "called reports of an air raid fake", "talk of a firefight is a provocation", "its seizure
/// of the town is propaganda".
fn discredited(reading: &Reading<'_>, candidate: &Candidate<'_>) -> Option<u32> {
    let sentence = reading.sentence(candidate.sentence);
    if !reading
        .sentence_classes(candidate.sentence)
        .has(Class::Discredited)
    {
        return None;
    }
    let from = candidate
        .trigger
        .start
        .saturating_sub(ACCOUNT)
        .max(sentence.start);
    let told = (from..candidate.trigger.start)
        .rev()
        .take_while(|token| !breaks(reading, *token))
        .any(|token| reading.classes(token).has(Class::Account));
    // What is said of the noun itself.
    let of_noun = || {
        candidate.noun
            && (candidate.trigger.end..sentence.end.min(candidate.trigger.end + ACCOUNT))
                .take_while(|token| !reading.classes(*token).has(Class::Discredited))
                .any(|token| reading.is_any(token, &["is", "was", "are", "were"]))
    };
    (told || of_noun())
        .then(|| reading.first(sentence, Class::Discredited))
        .flatten()
}

/// Acts of no sub-event type that are done, not said: a walkout can be denied as a raid can.
fn is_deed(candidate: &Candidate<'_>) -> bool {
    matches!(
        candidate.frame.plover,
        Some(
            PloverType::Protest
                | PloverType::Coerce
                | PloverType::Mobilize
                | PloverType::Aid
                | PloverType::Retreat
        )
    )
}
