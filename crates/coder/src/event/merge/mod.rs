//! One act told several times (headline, lead, body) is one event with further evidence.
//! Prevents an article from counting its own news twice, and a general word from hiding a
//! name that another telling has. Which tellings are one act is in `same`.

mod history;
mod ordinary;
mod title;
pub(super) mod weigh;

use rustc_hash::FxHashSet;
use sitrep_contract::{Status, SubEventType};
use smallvec::SmallVec;

use self::title::in_title;
use super::act::candidate::{Candidate, REFERENCE};
use super::act::compatible::told_place;
use super::act::crowd;
use super::act::same::{echoes, is_bare, is_other_word, is_part, same_act, side};
use super::act::specific::is_force;
use super::act::tally;
use super::reading::Reading;
use super::reading::participant::Participant;
use super::status::denial::denies;
use super::toll;
use crate::analysis::{PlaceKind, TokenRange};
use crate::frame::{Act, Class};
use crate::text::SentenceKind;

/// Up to this sentence an echo of nothing is the news itself.
const LEAD: usize = 3;

/// Most events before that an act is compared with: enough for any article, and a bound
/// on the time for a chronicle of thousands.
const MOST_EVENTS: usize = 256;
/// The first events, which the headline tells, are compared with every act.
const HEADLINES: usize = 4;

/// Merges candidates that tell of one act. They are in text order.
pub(super) fn merge<'a>(
    reading: &Reading<'a>,
    candidates: Vec<Candidate<'a>>,
) -> Vec<Candidate<'a>> {
    let mut events: Vec<Candidate<'a>> = Vec::with_capacity(candidates.len());
    for mut candidate in candidates {
        let echo = is_echo(&candidate);
        let recent = events.len().saturating_sub(MOST_EVENTS);
        let same = |events: &[Candidate<'a>]| {
            events.iter().rposition(|event| {
                same_act(reading, event, &candidate)
                    || in_title(reading, event, &candidate)
                    || (echo || recalls_day(reading, &candidate))
                        && echoes(reading, event, &candidate)
            })
        };
        let same = same(&events[recent..])
            .map(|index| recent + index)
            .or_else(|| same(&events[..recent.min(HEADLINES)]));
        let denied = || {
            events[recent..]
                .iter()
                .rposition(|event| denies(reading, event, &candidate))
                .map(|index| recent + index)
        };
        match same {
            Some(index) => unite(reading, &mut events[index], candidate),
            None if let Some(index) = denied() => {
                let trigger = Some(candidate.trigger);
                events[index].note("merge", "merge/denied-by-a-side", trigger, "");
                events[index].evidence.append(&mut candidate.evidence);
            }
            None => {
                if echo && !opens_news(reading, &candidate) {
                    let trigger = Some(candidate.trigger.clone());
                    candidate.note("merge", REFERENCE, trigger, "no act that it points to");
                }
                events.push(candidate);
            }
        }
    }
    for event in &mut events {
        keep_first(&mut event.evidence);
    }
    events
}

/// Drops what stands in the list before; an act can be told a thousand times.
fn keep_first(evidence: &mut SmallVec<[TokenRange; 1]>) {
    if evidence.len() > 1 {
        let mut seen = FxHashSet::default();
        evidence.retain(|range| seen.insert(range.clone()));
    }
}

/// Whether an act is told with "the" and no more than its harm.
fn is_echo(candidate: &Candidate<'_>) -> bool {
    candidate.echo
        && is_force(candidate.frame.act)
        && !matches!(
            candidate.frame.act,
            Act::Riot | Act::Mob | Act::Disperse | Act::Capture | Act::Loot
        )
        && candidate.toll != Default::default()
}

/// "Monday's attack came on the eve of the summit": an act of a day, of which nothing else is
/// told than what came of it.
fn recalls_day(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let first = reading.phrase_start(candidate.trigger.start);
    candidate.noun
        && is_force(candidate.frame.act)
        && !candidate.agents.iter().any(Participant::acts)
        && (first.saturating_sub(1)..candidate.trigger.start).any(|token| {
            reading.is(token, "'s") && token > 0 && reading.date_at(token - 1).is_some()
        })
}

/// Whether an act told with "the" can be news: early in the text, and not in the wake of a
/// trial or a commemoration.
fn opens_news(reading: &Reading<'_>, echo: &Candidate<'_>) -> bool {
    let old = |sentence: usize| {
        let classes = reading.sentence_classes(sentence);
        classes.has(Class::Court) || classes.has(Class::Memorial)
    };
    echo.sentence <= LEAD && !(0..=echo.sentence).any(old)
}

/// "Killed 70 people", "killed 70 members of the tribe": who is killed twice in the same words is
/// whom the first telling names.
fn killed_twice(event: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    event.sub_event() == SubEventType::Attack
        && event.frame.act == Act::Kill
        && other.frame.act == Act::Kill
        && toll::killed(&event.toll)
        && event.toll.killed == other.toll.killed
}

fn unite<'a>(reading: &Reading<'a>, event: &mut Candidate<'a>, mut other: Candidate<'a>) {
    // The body tells more than the headline, and offsets of mentions count in it.
    let kind = reading.analysis.sentences[event.sentence].kind;
    let title = matches!(kind, SentenceKind::Title | SentenceKind::Heading)
        && reading.analysis.sentences[other.sentence].kind == SentenceKind::Text;
    if title {
        std::mem::swap(event, &mut other);
    }
    // Two references do not make an act; one that is asserted does.
    if event.reference && !other.reference {
        event.reference = false;
        event.notes.retain(|note| note.rule != REFERENCE);
    }
    event.note(
        "merge",
        "merge/same-act",
        Some(other.trigger.clone()),
        format!("told again as {}", other.frame.rule),
    );
    event.evidence.append(&mut other.evidence);
    let (own, its) = (event.sub_event(), other.sub_event());
    let general = |act: Act| {
        matches!(
            act,
            Act::Attack
                | Act::Kill
                | Act::Wound
                | Act::Destroy
                | Act::Strike
                | Act::Murder
                | Act::Shoot
                | Act::Explode
        )
    };
    let crowd = |kind: SubEventType| (4..=7).contains(&(kind as i32));
    let pointer = is_echo(&other) || other.reference;
    // Who is carried off from where others are killed was attacked.
    let dead = |candidate: &Candidate<'_>| toll::killed(&candidate.toll);
    let better = if own == SubEventType::Attack && its == SubEventType::AbductionForcedDisappearance
    {
        !dead(event) && general(event.frame.act)
    } else if own == SubEventType::AbductionForcedDisappearance && its == SubEventType::Attack {
        dead(&other)
    } else if matches!(
        own,
        SubEventType::AirDroneStrike | SubEventType::SuicideBomb
    ) && its == SubEventType::RemoteExplosiveLandmineIed
        && other.weapons.is_empty()
    {
        // "The bombing": from where, the first telling says.
        false
    } else if pointer && general(other.frame.act) || killed_twice(event, &other) {
        false
    } else if crowd(own) && crowd(its) {
        crowd::rank(its) < crowd::rank(own)
    } else {
        (general(event.frame.act) && !general(other.frame.act) && its != SubEventType::Unspecified)
            || ((its as i32) < (own as i32) && general(event.frame.act) == general(other.frame.act))
    };
    if better {
        event.decision = other.decision;
        event.note(
            "type",
            "type/more-specific-telling",
            Some(other.trigger.clone()),
            "",
        );
    }
    if crowd::demonstrations(event, &other) {
        (event.agents, event.targets) = crowd::crowd_and_force(event);
        (other.agents, other.targets) = crowd::crowd_and_force(&other);
    }
    // "A attacked B's prison. B killed 23 of them." tells of the other side of one fight.
    let shared = |one: &[Participant], other: &[Participant]| {
        one.iter()
            .any(|one| one.entity.is_some() && other.iter().any(|other| other.entity == one.entity))
    };
    let answered = shared(&event.agents, &other.targets) && !shared(&event.agents, &other.agents);
    let straight = side(reading, &event.agents, &other.agents)
        && side(reading, &event.targets, &other.targets);
    let swapped = answered || (event.mutual || other.mutual) && !straight;
    let (agents, targets) = if swapped {
        (
            std::mem::take(&mut other.targets),
            std::mem::take(&mut other.agents),
        )
    } else {
        (
            std::mem::take(&mut other.agents),
            std::mem::take(&mut other.targets),
        )
    };
    take_side(reading, &mut event.agents, agents);
    take_side(reading, &mut event.targets, targets);
    if event.allies.is_empty() {
        event.allies = std::mem::take(&mut other.allies);
    }
    for weapon in std::mem::take(&mut other.weapons) {
        event.arm(weapon);
    }
    // The part that is told first takes the place of the sum.
    if is_part(event, &other) {
        event.toll = std::mem::take(&mut other.toll);
        event.sentence = other.sentence;
        event.place = None;
        event.sum = false;
    }
    if is_echo(&other) {
        tally::raise(event, &other.toll, &other.trigger);
    }
    if tally::further_dead(reading, &other) {
        tally::extend(event, &other);
    }
    tally::complete(&mut event.toll, &other.toll);
    if !told_place(event) && told_place(&other) || event.place.is_none() {
        event.place = other.place;
        event.place_told = other.place_told;
        event.notes.extend(
            other
                .notes
                .iter()
                .filter(|note| note.slot == "place")
                .cloned(),
        );
    } else if let (Some(own), Some(its)) = (event.place, other.place) {
        // The more exact of two places that hold each other.
        let fix = |mention: usize| {
            reading
                .entity_of(mention)
                .place
                .as_ref()
                .map_or(PlaceKind::Unknown, |place| place.kind)
        };
        if told_place(&other) && fix(its) < fix(own) && fix(its) != PlaceKind::Unknown {
            event.place = Some(its);
        }
    }
    if event
        .when
        .as_ref()
        .is_none_or(|when| !when.told || when.stated)
        && other
            .when
            .as_ref()
            .is_some_and(|when| when.told && !when.stated)
    {
        event.when = other.when.take();
    }
    if event.claim.is_none() {
        event.claim = other.claim.take();
    } else if event.status == Status::Claimed
        && other.status == Status::Reported
        && other.claim.is_none()
    {
        event.status = Status::Reported;
        event.note(
            "status",
            "status/told-as-fact-elsewhere",
            Some(other.trigger.clone()),
            "",
        );
    }
}

/// A named side replaces a general word; a missing one is filled.
fn take_side(reading: &Reading<'_>, own: &mut Vec<Participant>, other: Vec<Participant>) {
    let acting = |side: &[Participant]| side.iter().any(Participant::acts);
    let named = |side: &[Participant]| {
        side.iter().any(|participant| {
            participant
                .entity
                .is_some_and(|entity| reading.analysis.entities[entity as usize].id.is_some())
        })
    };
    let told_whose = own.iter().all(|own| {
        other
            .iter()
            .any(|other| !is_bare(reading, other) && is_other_word(reading, own, other))
    });
    if !acting(own) && acting(&other) || (!named(own) && named(&other)) || told_whose {
        *own = other;
    }
}
