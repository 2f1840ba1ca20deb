//! Whether one word of a sentence tells of the act that another names: what came of it, a
//! battle it was fired in, air strikes that backed it. Prevents two events out of one.

use super::brought;
use super::clause::{
    clause_of_its_own, in_raid, placed_apart, told_later, verb_between, when_they,
};
use super::coupled::{aerial, coupled};
use super::prisoners;
use crate::event::act::candidate::Candidate;
use crate::event::act::crowd;
use crate::event::act::specific::{is_force, rank};
use crate::event::reading::Reading;
use crate::event::reading::participant::{Participant, agree};
use crate::event::status::cue::dreaded;
use crate::event::talk;
use crate::frame::{Act, Class, Party};

/// Whether `main` is the act and `part` another word for it or what came of it.
pub(super) fn absorbs(reading: &Reading<'_>, main: &Candidate<'_>, part: &Candidate<'_>) -> bool {
    if talk::is_content(reading, main, part) {
        return true;
    }
    if dreaded(reading, main).is_some_and(|fear| part.trigger.end <= fear) {
        return false;
    }
    let (act, other) = (main.frame.act, part.frame.act);
    // "Two car bombs exploded and fighters stormed in, taking guests hostage": two acts.
    let blast = matches!(
        other,
        Act::Explode | Act::SuicideBomb | Act::AirStrike | Act::DroneStrike | Act::Shell
    );
    if act == Act::Abduct && blast && part.verb != main.verb {
        return false;
    }
    // "destroyed nine drones launched by …", "foiled an attack": it was stopped.
    let brought_down = act == Act::Destroy
        && main
            .targets
            .iter()
            .any(|target| target.parties.has(Party::Uncrewed));
    if (matches!(act, Act::Intercept | Act::Disarm) || brought_down)
        && matches!(
            other,
            Act::Shell
                | Act::Shoot
                | Act::Strike
                | Act::DroneStrike
                | Act::Attack
                | Act::Bomb
                | Act::Explode
        )
        && main.is_near(part, 12)
    {
        return true;
    }
    // "A rocket hit a minefield during clashes": what is fired in a battle is the battle.
    if act == Act::Clash && in_battle(reading, main, part) {
        return true;
    }
    if part.frame.act == Act::Clash && in_battle(reading, part, main) {
        return false;
    }
    if other == Act::Protest && is_force(act) && crowd::at_demonstration(reading, main, part) {
        return true;
    }
    // "Masked youths burned a bank in protest at the killing": why, not what else.
    if other == Act::Protest && part.noun && part.trigger.start > 0 {
        let before = part.trigger.start - 1;
        if act != Act::Protest && main.sentence == part.sentence && reading.is(before, "in") {
            return true;
        }
    }
    if when_they(reading, main, part) {
        return true;
    }
    // What is burnt and stolen in a raid is part of the raid.
    let raid = matches!(
        act,
        Act::Attack
            | Act::Kill
            | Act::Murder
            | Act::Shoot
            | Act::Clash
            | Act::Wound
            | Act::Abduct
            | Act::Beat
    );
    if raid
        && matches!(other, Act::Loot | Act::Destroy)
        && part
            .targets
            .iter()
            .all(|target| !target.acts() || target.parties.has(Party::Property))
        && agree(&main.agents, &part.agents)
        && !clause_of_its_own(reading, main, part)
    {
        return true;
    }
    if prisoners::raided_for(reading, main, part)
        || prisoners::taken_in(reading, main, part)
        || prisoners::disarmed_first(main, part)
    {
        return true;
    }
    // "Arrested five men and seized two rifles": weapons taken on the way.
    if prisoners::spoils(main, part) && !placed_apart(reading, main, part) {
        return true;
    }
    // "Fighters backed by air strikes pushed the rebels out".
    if is_force(act) && part.noun && is_force(other) && brought::supports(reading, part) {
        return true;
    }
    if brought::about(reading, main, part) {
        return true;
    }
    // "An ambush blamed on jihadists".
    if is_force(act) && main.noun && other == Act::Verbal && is_blame(reading, main, part) {
        return true;
    }
    // "Attacked a base, sparking a gun battle with troops".
    if act == Act::Clash
        && matches!(other, Act::Attack | Act::Shoot)
        && sparked(reading, main, part)
    {
        return true;
    }
    // "Pulled out of the base and handed it over".
    if act == Act::Withdraw
        && other == Act::Withdraw
        && main.trigger.start < part.trigger.start
        && main.is_near(part, 12)
        && agree(&main.agents, &part.agents)
    {
        return true;
    }
    // "Stormed the prison and freed 100 inmates": the release is what the raid was for.
    if (raid || act == Act::Capture)
        && other == Act::Release
        && main.agents.iter().any(Participant::acts)
        && agree(&main.agents, &part.agents)
        && part.trigger.start > main.trigger.start
        && !clause_of_its_own(reading, main, part)
    {
        return true;
    }
    // "Took the town following clashes with the rebels".
    // or "three days of shelling"
    let bombed = matches!(
        other,
        Act::Shell | Act::Strike | Act::DroneStrike | Act::Attack
    ) && !part.agents.iter().any(Participant::acts);
    if act == Act::Capture
        && (other == Act::Clash || bombed)
        && part.noun
        && after_it(reading, part)
        && !verb_between(reading, main, part)
    {
        return true;
    }
    // "The army pulled out and rebels moved in": one transfer.
    if matches!(act, Act::Transfer | Act::Capture)
        && other == Act::Withdraw
        && main.agents.iter().any(Participant::acts)
        && !(main.trigger.end..part.trigger.start).any(|token| reading.is(token, "since"))
    {
        return true;
    }
    // "Arrested twelve suspects in connection with the riots": the riots are why.
    if prisoners::for_a_part_in(reading, main, part) {
        return true;
    }
    if coupled(reading, main, part) {
        return aerial(main) || main.trigger.start < part.trigger.start && !aerial(part);
    }
    if prisoners::seized_first(main, part) {
        return true;
    }
    if prisoners::seized_first(part, main) {
        return false;
    }
    if set_off(reading, main, part) {
        return true;
    }
    if set_off(reading, part, main) {
        return false;
    }
    if rank(main) > rank(part)
        || (rank(main) == rank(part) && (act != other || main.trigger.start > part.trigger.start))
    {
        return false;
    }
    if prisoners::for_a_part_in(reading, part, main) {
        return false;
    }
    // Police action at a demonstration is the demonstration with intervention.
    let crowd = matches!(act, Act::Disperse | Act::Riot)
        && matches!(
            other,
            Act::Protest
                | Act::Arrest
                | Act::Shoot
                | Act::Clash
                | Act::Kill
                | Act::Wound
                | Act::Attack
                | Act::Riot
                | Act::Disperse
        );
    let at_protest = act == Act::Protest
        && matches!(other, Act::Arrest | Act::Protest)
        && part.targets.iter().chain(&part.agents).any(|side| {
            side.parties
                .any(&[Party::Protesters, Party::Rioters, Party::Civilians])
        });
    let verbal = matches!(
        act,
        Act::Verbal
            | Act::Agree
            | Act::Ceasefire
            | Act::Protest
            | Act::Release
            | Act::Reorganise
            | Act::Surrender
            | Act::Withdraw
            | Act::Base
            | Act::Deploy
    ) && act == other
        && main.frame.plover == part.frame.plover
        && main.is_near(part, 6);
    if verbal || (crowd || at_protest) && !told_later(reading, main, part) {
        return true;
    }
    // Fighting in the course of which territory was taken.
    let capture =
        act == Act::Capture && matches!(other, Act::Clash | Act::Attack | Act::Kill | Act::Wound);
    if !(is_force(act) && is_force(other)) || (act == Act::Capture && !capture) {
        return false;
    }
    if reversed(main, part) {
        return false;
    }
    if clause_of_its_own(reading, main, part) && !in_raid(reading, main, part) {
        return false;
    }
    // "Captured the town after heavy fighting with the army".
    let fought = act == Act::Capture
        && part.frame.two_sided
        && part.noun
        && !verb_between(reading, main, part);
    if fought || trails(reading, main, part) {
        return true;
    }
    (agree(&main.agents, &part.agents) || among(main, part))
        && (main.mutual
            || part.mutual
            || crossing(main, part)
            || agree(&main.targets, &part.targets)
            || part.frame.consequence
            || outcome_of(reading, main, part))
}

/// "Militants who overran the town were driven out by troops": who took it lost it again.
fn reversed(main: &Candidate<'_>, part: &Candidate<'_>) -> bool {
    let meet = |one: &[Participant], other: &[Participant]| {
        one.iter()
            .any(|one| one.entity.is_some() && other.iter().any(|other| other.entity == one.entity))
    };
    main.frame.act == Act::Capture
        && part.frame.act == Act::Capture
        && !meet(&main.agents, &part.agents)
        && (meet(&main.agents, &part.targets) || meet(&main.targets, &part.agents))
}

/// "…, killing 16 soldiers": what came of the act, whatever noun stands nearest.
fn trails(reading: &Reading<'_>, main: &Candidate<'_>, part: &Candidate<'_>) -> bool {
    let participle = part
        .verb
        .and_then(|verb| reading.verb(verb))
        .is_some_and(|group| group.participle);
    let start = part.trigger.start;
    part.frame.consequence
        && participle
        && main.trigger.end < start
        && reading.lower(start).ends_with("ing")
        && reading.is(start - 1, ",")
}

/// "stormed a base, setting off fighting with soldiers": the fight that the attack became.
fn set_off(reading: &Reading<'_>, main: &Candidate<'_>, part: &Candidate<'_>) -> bool {
    let attack = matches!(main.frame.act, Act::Attack | Act::Shoot | Act::Clash);
    if !(attack && part.noun && part.frame.two_sided) {
        return false;
    }
    let verb = (main.trigger.end..part.trigger.start)
        .rev()
        .find_map(|token| {
            reading
                .chunk_at(token)
                .filter(|chunk| reading.verb(*chunk).is_some())
        });
    verb.is_some_and(|verb| {
        let chunk = reading.chunk(verb);
        reading.lower(chunk.head).ends_with("ing")
            && reading.any(chunk.tokens.start..part.trigger.start, Class::Consequence)
            && reading.is(chunk.tokens.start.saturating_sub(1), ",")
    })
}

/// Remote violence told as happening in the course of fighting, by nobody else.
fn in_battle(reading: &Reading<'_>, battle: &Candidate<'_>, part: &Candidate<'_>) -> bool {
    let remote = matches!(
        part.frame.act,
        Act::Shell | Act::Strike | Act::Explode | Act::Grenade | Act::Mine | Act::Bomb
    );
    // "during clashes between A and B": who is named behind the fighting fights.
    let own = |side: &Participant| side.acts() && side.tokens.start < battle.trigger.start;
    if !remote || !battle.noun || part.agents.iter().any(own) {
        return false;
    }
    let start = reading.sentence(battle.sentence).start;
    let from = battle.trigger.start.saturating_sub(4).max(start);
    reading.any(from..battle.trigger.start, Class::CourseOf)
}

/// "the army confronted rebels who attacked a checkpoint": both sides of the fight again.
fn among(main: &Candidate<'_>, part: &Candidate<'_>) -> bool {
    let known = |side: &Participant| {
        side.entity.is_some() && main.sides().any(|other| other.entity == side.entity)
    };
    main.mutual && part.agents.iter().filter(|side| side.acts()).all(known)
}

/// "an ambush blamed on jihadists" says who did it.
fn is_blame(reading: &Reading<'_>, act: &Candidate<'_>, blame: &Candidate<'_>) -> bool {
    act.trigger.end <= blame.trigger.start
        && act.is_near(blame, 8)
        && reading.is_any(blame.trigger.start, &["blamed", "attributed"])
        && reading.is_any(blame.trigger.start + 1, &["on", "to"])
        && blame.verb.is_some_and(|verb| !reading.has_auxiliary(verb))
}

/// Whether the fight is told as what an attack led to.
fn sparked(reading: &Reading<'_>, fight: &Candidate<'_>, attack: &Candidate<'_>) -> bool {
    attack.trigger.end < fight.trigger.start
        && (attack.trigger.end..fight.trigger.start).any(|token| {
            matches!(
                reading.analysis.lemma(token),
                "spark" | "trigger" | "lead" | "prompt" | "result" | "ignite" | "provoke"
            )
        })
}

/// Whether a noun of fighting stands behind "after" or the like.
fn after_it(reading: &Reading<'_>, part: &Candidate<'_>) -> bool {
    let start = reading.sentence(part.sentence).start;
    (part.trigger.start.saturating_sub(6).max(start)..part.trigger.start)
        .any(|token| reading.is_any(token, &["after", "following", "amid", "during"]))
}

/// "19 students were shot dead when police opened fire": who died, and by what, is one act.
fn outcome_of(reading: &Reading<'_>, main: &Candidate<'_>, part: &Candidate<'_>) -> bool {
    let silent = |candidate: &Candidate<'_>| {
        matches!(candidate.frame.act, Act::Kill | Act::Murder | Act::Wound)
            && !candidate.agents.iter().any(Participant::acts)
    };
    let (first, second) = if main.trigger.start < part.trigger.start {
        (main, part)
    } else {
        (part, main)
    };
    silent(first)
        && (first.trigger.end..second.trigger.start)
            .any(|token| reading.is_any(token, &["when", "as", "after"]))
}

/// "A attacked B; B's men were killed": the target of one is on a side of the other.
fn crossing(main: &Candidate<'_>, part: &Candidate<'_>) -> bool {
    part.targets.iter().all(|target| {
        target.entity.is_none() || main.sides().any(|side| side.entity == target.entity)
    })
}
