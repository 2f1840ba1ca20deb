//! Casualties bound to the act they came of. Running totals belong to no act, parts are
//! not added to their whole, and a number told twice counts once.

pub(super) mod shares;
mod stranger;

use rustc_hash::FxHashMap;
use sitrep_contract::Status;

use self::stranger::{is_other_count, is_share, is_superseded, of_another_act, of_other_years};
use super::act::candidate::{Candidate, Number, Toll};
use super::act::reason::is_mourned;
use super::act::specific::is_force;
use super::date::span::span_before;
use super::reading::Reading;
use super::reading::participant::Participant;
use crate::analysis::{Casualty, Harm, TokenRange};
use crate::frame::{Act, Class};

/// Most sentences between a casualty and its act. The candidates are in text order, so
/// this bounds the work for a long list of deaths.
const REACH: usize = 32;

/// Binds every casualty of the article to the nearest act.
pub(super) fn bind(reading: &Reading<'_>, candidates: &mut [Candidate<'_>]) {
    let casualties = &reading.analysis.casualties;
    // In which sentence the number of an act was told.
    let mut told: FxHashMap<(usize, Harm), usize> = FxHashMap::default();
    for casualty in casualties {
        let whole = casualty
            .part_of
            .and_then(|whole| casualties.get(whole as usize));
        let counted = whole.is_some_and(|whole| whole.harm == casualty.harm);
        if counted {
            continue;
        }
        let sentence = reading.sentence_index(casualty.cue);
        let Some(index) = owner(reading, candidates, casualty, sentence) else {
            continue;
        };
        let candidate = &mut candidates[index];
        if !happened(candidate.status) {
            continue;
        }
        // "Since July they have killed 650": a running total is the toll of what runs.
        let running = candidate.status == Status::Background && candidate.sentence == sentence;
        if casualty.cumulative && !running {
            continue;
        }
        let same_sentence = candidate.sentence == sentence
            || candidate
                .evidence
                .iter()
                .any(|evidence| evidence.contains(&casualty.cue));
        let toll = reading.analysis.lemma(casualty.cue) == "toll"
            || reading.analysis.lemma(casualty.cue) == "number";
        if same_sentence
            && (of_another_act(reading, candidate, casualty)
                || is_other_count(reading, candidate, casualty))
        {
            continue;
        }
        // "Twelve soldiers were aboard, three of whom died": of those counted before.
        if candidate.sentence != sentence && is_share(reading, casualty) {
            continue;
        }
        // "the flu, which caused 89 deaths"
        let ill = reading.sentence_classes(sentence).has(Class::Health);
        if !same_sentence && (ill || of_other_years(reading, candidate, casualty)) {
            continue;
        }
        if toll && is_superseded(reading, casualty) || is_mourned(reading, candidate, casualty) {
            continue;
        }
        if toll && !same_sentence {
            correct(candidate, casualty);
        } else {
            let first = *told.entry((index, casualty.harm)).or_insert(sentence);
            // "22 died, and 17 bodies were recovered": of those 22.
            let found = reading.analysis.lemma(casualty.cue) == "body";
            let adds = same_sentence && !found && (first == sentence || further(reading, casualty));
            add(candidate, casualty, adds);
        }
        // Nobody hurt is nobody killed.
        let unhurt = casualty.best == 0
            && casualty.harm == Harm::Injured
            && matches!(
                reading.analysis.lemma(casualty.cue),
                "hurt" | "harm" | "injury"
            );
        if unhurt && candidate.toll.killed.is_none() {
            candidate.toll.killed = candidate.toll.injured;
        }
    }
    for candidate in candidates.iter_mut() {
        single_victims(reading, candidate);
    }
}

/// The act that a casualty came of: in its sentence the nearest, else the last act told
/// before it in the paragraph or the paragraph before.
fn owner(
    reading: &Reading<'_>,
    candidates: &[Candidate<'_>],
    casualty: &Casualty,
    sentence: usize,
) -> Option<usize> {
    let here = |candidate: &Candidate<'_>| {
        candidate
            .evidence
            .iter()
            .any(|evidence| evidence.contains(&casualty.cue))
    };
    let distance = |candidate: &Candidate<'_>| {
        let cue = casualty.cue;
        candidate
            .trigger
            .start
            .saturating_sub(cue)
            .max(cue.saturating_sub(candidate.trigger.end))
    };
    let around = candidates.partition_point(|candidate| candidate.sentence + REACH < sentence)
        ..candidates.partition_point(|candidate| candidate.sentence <= sentence + REACH);
    // The word that tells of the dead may be a trigger itself.
    let own = |candidate: &Candidate<'_>| {
        candidate.trigger.contains(&casualty.cue)
            || candidate
                .parts
                .iter()
                .any(|part| part.contains(&casualty.cue))
    };
    // "…, two days after an attack on the port; three died": not there.
    let aside = |candidate: &Candidate<'_>| {
        let recalled = candidate.noun && !candidate.sides().any(Participant::acts);
        (recalled || (candidate.trigger.end..casualty.cue).any(|token| reading.is(token, ";")))
            && span_before(reading, candidate).is_some()
    };
    let nearest = around
        .clone()
        .filter(|index| {
            here(&candidates[*index]) && harms(candidates[*index].frame.act, casualty.harm)
        })
        .min_by_key(|index| {
            let candidate = &candidates[*index];
            (
                !own(candidate),
                !happened(candidate.status),
                aside(candidate),
                distance(candidate),
            )
        });
    if nearest.is_some() {
        return nearest;
    }
    let paragraph = reading.analysis.sentences[sentence].paragraph;
    let hurt = matches!(casualty.harm, Harm::Killed | Harm::Injured);
    let last = around.rev().find(|index| {
        let candidate = &candidates[*index];
        let mild = matches!(
            candidate.frame.act,
            Act::Arrest | Act::Intercept | Act::Disarm
        );
        candidate.sentence < sentence
            && harms(candidate.frame.act, casualty.harm)
            && span_before(reading, candidate).is_none()
            && !(hurt && mild && casualty.best > 0)
    })?;
    let last = news_of(reading, candidates, last);
    let near = reading.analysis.sentences[candidates[last].sentence].paragraph;
    let status = candidates[last].status;
    let news = matches!(
        status,
        Status::Reported | Status::Claimed | Status::Background
    );
    (news && paragraph <= near + 1).then_some(last)
}

/// "Fired on people trying to storm the hall, killing five": what was only meant kills nobody.
fn happened(status: Status) -> bool {
    !matches!(status, Status::Planned | Status::Hypothetical)
}

/// "Troops fired on a crowd after armed men stormed a prison. Witnesses said 20 were killed":
/// the news of the sentence of an act, not what came before it.
pub(super) fn news_of(reading: &Reading<'_>, candidates: &[Candidate<'_>], act: usize) -> usize {
    let late = &candidates[act];
    (0..act)
        .rev()
        .take_while(|index| candidates[*index].sentence == late.sentence)
        .find(|index| {
            let main = &candidates[*index];
            is_force(main.frame.act)
                && happened(main.status)
                && (main.trigger.end..late.trigger.start).any(|token| reading.is(token, "after"))
        })
        .unwrap_or(act)
}

/// Whether such an act can do such harm.
fn harms(act: Act, harm: Harm) -> bool {
    match harm {
        Harm::Killed | Harm::Injured | Harm::Missing | Harm::Displaced => !matches!(
            act,
            Act::Verbal
                | Act::Agree
                | Act::Ceasefire
                | Act::Release
                | Act::Deploy
                | Act::Base
                | Act::Withdraw
                | Act::Transfer
                | Act::Surrender
                | Act::Reorganise
        ),
        Harm::Detained | Harm::Abducted => matches!(
            act,
            Act::Arrest
                | Act::Abduct
                | Act::Protest
                | Act::Disperse
                | Act::Riot
                | Act::Mob
                | Act::Attack
                | Act::Clash
                | Act::Capture
        ),
    }
}

/// "Three soldiers were also killed", "two others died": more than were told before.
fn further(reading: &Reading<'_>, casualty: &Casualty) -> bool {
    let from = casualty.tokens.start.min(casualty.cue).saturating_sub(2);
    let until = casualty.tokens.end.max(casualty.cue + 1);
    (from..until).any(|token| {
        reading.is_any(
            token,
            &[
                "also",
                "another",
                "others",
                "other",
                "further",
                "additional",
            ],
        )
    })
}

fn add(candidate: &mut Candidate<'_>, casualty: &Casualty, adds: bool) {
    let slot = slot(&mut candidate.toll, casualty.harm);
    let number = Number {
        low: casualty.low,
        best: casualty.best,
        high: casualty.high,
    };
    match slot {
        None => *slot = Some(number),
        // "three soldiers and two civilians were killed": parts of one sentence add up.
        // "no civilians were hurt, 30 fighters were killed"
        Some(known) if known.best == 0 && number.best > 0 => *known = number,
        Some(known) if adds && casualty.best > 0 && known.best > 0 => {
            *known = known.plus(number);
        }
        Some(_) => return,
    }
    let (slot, tokens): (_, TokenRange) = match casualty.harm {
        Harm::Killed => ("fatalities", casualty.tokens.clone()),
        Harm::Injured => ("injured", casualty.tokens.clone()),
        Harm::Detained | Harm::Abducted => ("detained", casualty.tokens.clone()),
        Harm::Missing => ("missing", casualty.tokens.clone()),
        Harm::Displaced => ("displaced", casualty.tokens.clone()),
    };
    candidate.note(slot, "toll/stated", Some(tokens), "");
}

/// "A diplomat put the toll at 70": a later count of the same act. The figures that it
/// replaces stay as the range.
fn correct(candidate: &mut Candidate<'_>, casualty: &Casualty) {
    let known = slot(&mut candidate.toll, casualty.harm);
    let earlier = known.unwrap_or(Number {
        low: casualty.low,
        best: casualty.best,
        high: casualty.high,
    });
    let high = |high: Option<u32>, best: u32| high.unwrap_or(best);
    *known = Some(Number {
        low: earlier.low.min(casualty.low),
        best: casualty.best,
        high: Some(high(earlier.high, earlier.best).max(high(casualty.high, casualty.best))),
    });
    candidate.note(
        "fatalities",
        "toll/later-count",
        Some(casualty.tokens.clone()),
        "a later count replaces an earlier one",
    );
}

fn slot(toll: &mut Toll, harm: Harm) -> &mut Option<Number> {
    match harm {
        Harm::Killed => &mut toll.killed,
        Harm::Injured => &mut toll.injured,
        Harm::Detained | Harm::Abducted => &mut toll.detained,
        Harm::Missing => &mut toll.missing,
        Harm::Displaced => &mut toll.displaced,
    }
}

/// "A commander was killed": one person, without a number.
fn single_victims(reading: &Reading<'_>, candidate: &mut Candidate<'_>) {
    let one = Some(Number {
        low: 1,
        best: 1,
        high: Some(1),
    });
    let persons = candidate.targets.iter().filter(|target| target.acts());
    let single = persons.clone().count() == 1 && persons.clone().all(|target| !target.plural);
    if !single || candidate.noun {
        return;
    }
    let group = candidate
        .verb
        .and_then(|verb| reading.verb(verb))
        .unwrap_or_default();
    let happened = !(group.negated || group.future || group.modal || group.infinitive);
    let slot = match candidate.frame.act {
        Act::Kill | Act::Murder if happened => &mut candidate.toll.killed,
        Act::Wound if happened => &mut candidate.toll.injured,
        Act::Arrest | Act::Abduct if happened => &mut candidate.toll.detained,
        _ => return,
    };
    if slot.is_none() {
        *slot = one;
        candidate.note(
            "fatalities",
            "toll/one-victim",
            None,
            "one person is named and no number",
        );
    }
}

/// Whether a sentence tells of people killed or injured.
pub(super) fn told(reading: &Reading<'_>, sentence: usize) -> bool {
    let casualties = &reading.analysis.casualties;
    let range = reading.sentence(sentence);
    let first = casualties.partition_point(|casualty| casualty.cue < range.start);
    casualties[first..]
        .iter()
        .take_while(|casualty| casualty.cue < range.end)
        .any(|casualty| {
            matches!(casualty.harm, Harm::Killed | Harm::Injured)
                && casualty.best > 0
                && !casualty.cumulative
        })
}

/// Whether the victim of the casualty is not the whole of the toll (used by `kind`).
pub(super) fn killed(toll: &Toll) -> bool {
    toll.killed.is_some_and(|number| number.best > 0)
}
