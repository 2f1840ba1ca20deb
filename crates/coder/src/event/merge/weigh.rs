//! What is left over: acts told of several places, acts without any detail, and mere
//! references to an act told elsewhere. Precision counts: a doubtful trigger is no event.

use sitrep_contract::{Status, SubEventType};

use super::ordinary;
use crate::analysis::ActorClass;
use crate::event::act::candidate::{Candidate, Discarded, Number};
use crate::event::act::compatible::told_place;
use crate::event::act::crowd;
use crate::event::act::same;
use crate::event::act::specific::is_force;
use crate::event::act::tally;
use crate::event::kind;
use crate::event::place;
use crate::event::reading::Reading;
use crate::event::reading::participant::Participant;
use crate::event::status::reference::mark_reference;
use crate::event::talk::affairs;
use crate::event::talk::public;
use crate::event::talk::public::located;
use crate::event::toll;
use crate::frame::{Act, Class, Need};
use crate::text::SentenceKind;

/// How many sentences behind an act its victims are still told.
const NEAR: usize = 3;

/// How many sentences from an act talk may stand to be of it.
const BESIDE: usize = 2;

/// One act for each place of a list. The casualties of the sum stay with the first.
pub(in crate::event) fn distribute<'a>(
    reading: &Reading<'a>,
    candidates: Vec<Candidate<'a>>,
    others: Vec<Vec<usize>>,
) -> Vec<Candidate<'a>> {
    if others.iter().all(Vec::is_empty) {
        return candidates;
    }
    let mut all = Vec::with_capacity(candidates.len());
    for (mut candidate, others) in candidates.into_iter().zip(others) {
        let news = matches!(candidate.status, Status::Reported | Status::Claimed);
        candidate.listed = news && !others.is_empty();
        let copies: Vec<_> = others
            .into_iter()
            .filter(|_| news)
            .map(|place| {
                let mut copy = candidate.clone();
                copy.place = Some(place);
                copy.place_told = true;
                // "without casualties" holds for each place, a sum for none.
                if copy.toll.killed.is_none_or(|killed| killed.best > 0) {
                    copy.toll = Default::default();
                }
                copy.note(
                    "place",
                    "place/sentence",
                    Some(reading.mention(place).tokens.clone()),
                    "another place of the same list",
                );
                copy
            })
            .collect();
        all.push(candidate);
        all.extend(copies);
    }
    all
}

/// Decides types and discards what is no event.
pub(in crate::event) fn weigh<'a>(
    reading: &Reading<'a>,
    candidates: Vec<Candidate<'a>>,
    discarded: &mut Vec<Discarded<'a>>,
) -> Vec<Candidate<'a>> {
    let mut kept: Vec<Candidate<'a>> = Vec::with_capacity(candidates.len());
    for mut candidate in candidates {
        candidate.unrest |= crowd::amid_demonstration(reading, &kept, &candidate);
        let reason = if !has_detail(reading, &candidate) {
            Some("no side, place of its own or casualties")
        } else if !kind::decide(reading, &mut candidate) {
            Some("the codebook has no such event")
        } else if candidate.sub_event() == SubEventType::Unspecified
            && !worth_keeping(reading, &candidate)
        {
            Some("talk without an actor, or beside a violent act")
        } else {
            None
        };
        match reason {
            Some(_) if takes_share(reading, &mut kept, &mut candidate) => {
                kept.push(candidate);
            }
            Some(reason) => {
                let mut near = kept
                    .iter_mut()
                    .rev()
                    .take_while(|act| candidate.sentence.abs_diff(act.sentence) <= NEAR);
                if let Some(act) = near.find(|act| tells_of(reading, &candidate, act)) {
                    tally::raise(act, &candidate.toll, &candidate.trigger);
                    tally::complete(&mut act.toll, &candidate.toll);
                }
                discarded.push(Discarded {
                    trigger: candidate.trigger.clone(),
                    frame: candidate.frame,
                    reason,
                });
            }
            None => {
                mark_reference(reading, &mut candidate);
                candidate.sum =
                    candidate.toll.killed.is_some() && same::is_sum(reading, &candidate);
                if let Some(hit) = kept.last_mut()
                    && !hit.unrest
                    && crowd::was_demonstrating(reading, hit, &candidate)
                {
                    hit.unrest = true;
                    kind::decide(reading, hit);
                }
                kept.push(candidate);
            }
        }
    }
    let matters = ordinary::Matters::of(reading, &kept);
    kept.retain(|candidate| {
        let reason = matters.reason_against(reading, candidate);
        discarded.extend(reason.map(|reason| Discarded {
            trigger: candidate.trigger.clone(),
            frame: candidate.frame,
            reason,
        }));
        reason.is_none()
    });
    let tone = affairs::Tone::of(reading);
    let acts: Vec<usize> = kept
        .iter()
        .filter(|candidate| candidate.sub_event() != SubEventType::Unspecified)
        .map(|candidate| candidate.sentence)
        .collect();
    kept.retain(|candidate| {
        // What is said right beside an act is said of it.
        let next = acts.partition_point(|act| *act + BESIDE < candidate.sentence);
        let beside = acts
            .get(next)
            .is_some_and(|act| *act <= candidate.sentence + BESIDE);
        let keep = candidate.sub_event() != SubEventType::Unspecified
            || beside
            || affairs::is_public(reading, candidate, tone);
        if !keep {
            discarded.push(Discarded {
                trigger: candidate.trigger.clone(),
                frame: candidate.frame,
                reason: "no public affair",
            });
        }
        keep
    });
    kept
}

/// "Thirty-one were killed in Kourakou" after "militants killed 44 in two villages": deaths at
/// a place of their own are a part of the act before, whose sides and type they take.
fn takes_share<'a>(
    reading: &Reading<'_>,
    kept: &mut [Candidate<'a>],
    deaths: &mut Candidate<'a>,
) -> bool {
    let killed = |number: &Number| number.best;
    let Some(number) = deaths.toll.killed.as_ref().map(killed) else {
        return false;
    };
    let reported = matches!(deaths.status, Status::Reported | Status::Claimed);
    let town = deaths
        .place
        .is_some_and(|place| !place::is_country(reading, place));
    let whole = kept.iter_mut().rev().find(|act| {
        act.status == deaths.status
            && (act.sum || town && nationwide(reading, act))
            && act.toll.killed.as_ref().map(killed) > Some(number)
    });
    let Some(whole) = whole
        .filter(|_| reported && number > 0 && deaths.frame.act == Act::Kill && told_place(deaths))
    else {
        return false;
    };
    whole.sum = true;
    deaths.decision = whole.decision;
    deaths.agents.clone_from(&whole.agents);
    let trigger = Some(deaths.trigger.clone());
    deaths.note("type", "type/part-of-a-sum", trigger, "");
    true
}

/// "Security forces killed 114 people across the country": a toll of many places.
fn nationwide(reading: &Reading<'_>, act: &Candidate<'_>) -> bool {
    let sentence = reading.sentence(act.sentence);
    let across = sentence.clone().any(|token| {
        reading.is(token, "nationwide")
            || reading.is_any(token, &["across", "throughout", "around"])
                && (token + 1..(token + 4).min(sentence.end)).any(|next| {
                    reading.is_any(next, &["country", "nation", "region", "state", "province"])
                        || reading
                            .place_at(next)
                            .is_some_and(|place| place::is_country(reading, place))
                })
    });
    across
        && !act
            .place
            .is_some_and(|place| act.place_told && !place::is_country(reading, place))
}

/// Whether deaths told without an act of their own ("Al-Homsi and seven guards were later
/// killed") are those of an act told just before: same kind of victim, no other day.
fn tells_of(reading: &Reading<'_>, deaths: &Candidate<'_>, act: &Candidate<'_>) -> bool {
    if deaths.frame.act != Act::Kill
        || deaths.sentence <= act.sentence
        || deaths.status != act.status
    {
        return false;
    }
    let news =
        |candidate: &Candidate<'_>| matches!(candidate.status, Status::Reported | Status::Claimed);
    let told = |candidate: &Candidate<'_>| {
        let when = candidate.when.as_ref();
        when.is_some_and(|when| when.told && !when.stated)
    };
    let own_day = told(deaths)
        && told(act)
        && deaths.when.as_ref().map(|when| when.date.start)
            != act.when.as_ref().map(|when| when.date.start);
    let alike = |victim: &Participant| {
        victim.class == ActorClass::Person
            || act.targets.iter().any(|other| other.class == victim.class)
    };
    // "Eight people were killed and 16 wounded, the government said.": of a fight without a
    // toll so far.
    let people = |victim: &Participant| {
        victim.class == ActorClass::Civilians
            && reading.is_any(victim.tokens.end - 1, &["people", "persons", "others"])
    };
    let first = is_force(act.frame.act)
        && act.toll == Default::default()
        && deaths
            .targets
            .iter()
            .all(|victim| alike(victim) || people(victim));
    let elsewhere = told_place(deaths) && deaths.place != act.place;
    news(deaths)
        && !own_day
        && (toll::killed(&act.toll) || first && !elsewhere)
        && deaths.targets.iter().any(|victim| alike(victim) || first)
}

fn has_detail(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    !candidate.frame.needs.contains(&Need::Detail)
        || candidate
            .sides()
            .any(|side| side.acts() || !side.parties.is_empty())
        || candidate.place.is_some()
        || candidate.toll != Default::default()
        || (candidate.frame.act == Act::Protest && erupts_abroad(reading, candidate))
}

/// "Protests erupted in several Iranian cities": a country without a place.
fn erupts_abroad(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let behind = candidate.trigger.end..reading.sentence(candidate.sentence).end;
    reading.any(
        behind.start..(behind.start + 3).min(behind.end),
        Class::Occur,
    ) && behind
        .clone()
        .filter_map(|token| reading.actor_at(token))
        .any(|mention| reading.entity_of(mention).country.is_some())
}

/// PLOVER-only acts: with somebody on the side that the frame needs, told as news; a curfew
/// without its author needs a place.
fn worth_keeping(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let sentence = &reading.analysis.sentences[candidate.sentence];
    let somebody = candidate.agents.iter().any(Participant::acts)
        || (candidate.frame.needs.contains(&Need::AnySide)
            && candidate.targets.iter().any(Participant::acts))
        || (candidate.frame.needs.contains(&Need::Detail)
            && (candidate.place.is_some() || located(reading, candidate)))
        || (candidate.frame.act == Act::Release && candidate.targets.iter().any(Participant::acts))
        || (candidate.undergone
            && (candidate.place.is_some() || candidate.sides().any(Participant::acts)))
        || public::told_without_agent(reading, candidate);
    somebody
        && matches!(sentence.kind, SentenceKind::Text | SentenceKind::Title)
        && candidate.status != Status::Generic
}
