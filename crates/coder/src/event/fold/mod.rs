//! Within one sentence several words tell of one act: "an airstrike hit a market, killing
//! five". Folds what came of an act into the act. Prevents three events out of one.

mod brought;
mod clause;
mod coupled;
mod part;
mod prisoners;

use smallvec::{SmallVec, smallvec};

use self::brought::is_renamed;
use self::part::absorbs;
use self::prisoners::spoils;
use super::act::candidate::{Candidate, Discarded};
use super::act::crowd;
use super::act::specific::{is_force, rank};
use super::act::tally;
use super::date::nearest::of_statement;
use super::date::span::span_before;
use super::reading::Reading;
use super::reading::participant::{Participant, agree};
use super::toll;
use crate::analysis::ActorClass;
use crate::frame::{Act, Class, Party};

/// How many sentences behind an act its aftermath is still told.
const AFTERMATH: usize = 4;

/// Folds candidates of the same sentence; they are in text order.
pub(super) fn fold<'a>(
    reading: &Reading<'a>,
    candidates: Vec<Candidate<'a>>,
    discarded: &mut Vec<Discarded<'a>>,
) -> Vec<Candidate<'a>> {
    let mut candidates: Vec<Option<Candidate<'a>>> = candidates.into_iter().map(Some).collect();
    let sentence = |candidate: &Option<Candidate<'_>>| candidate.as_ref().map(|it| it.sentence);
    for group in candidates.chunk_by_mut(|one, next| sentence(one) == sentence(next)) {
        if group.len() > 1 {
            fold_sentence(reading, group, discarded);
        }
    }
    fold_aftermath(reading, candidates.into_iter().flatten(), discarded)
}

/// "Three soldiers died." after the sentence that tells how: what came of the act before,
/// in its paragraph and without a place or an agent of its own.
fn fold_aftermath<'a>(
    reading: &Reading<'a>,
    candidates: impl Iterator<Item = Candidate<'a>>,
    discarded: &mut Vec<Discarded<'a>>,
) -> Vec<Candidate<'a>> {
    let mut kept: Vec<Candidate<'a>> = Vec::with_capacity(candidates.size_hint().1.unwrap_or(0));
    for candidate in candidates {
        let sentence = &reading.analysis.sentences[candidate.sentence];
        let apart = sentence.tokens.clone().any(|token| {
            let place = reading.place_at(token).is_some() && reading.actor_at(token).is_none();
            // "…, the government said on Friday" dates the words.
            let dated = reading
                .date_at(token)
                .is_some_and(|date| !of_statement(reading, &reading.analysis.dates[date]));
            place || dated
        });
        let silent = candidate.frame.consequence
            && candidate.weapons.is_empty()
            && !candidate.agents.iter().any(Participant::acts)
            && !apart;
        let swept = crowd::swept(reading, &candidate);
        let also = || {
            let mut words = sentence.tokens.clone();
            words.any(|token| reading.is(token, "also"))
        };
        let mut near = kept
            .iter()
            .enumerate()
            .rev()
            .take_while(|(_, before)| candidate.sentence.abs_diff(before.sentence) <= AFTERMATH)
            // "The raid came two days after a blast. Three men died in it."
            .filter(|(_, before)| span_before(reading, before).is_none())
            // "There were no clashes. Five people died in a crush."
            .filter(|(_, before)| !is_absent(reading, before));
        let before = near.find(|(_, before)| {
            let other = &reading.analysis.sentences[before.sentence];
            if swept
                && matches!(before.frame.act, Act::Protest | Act::Disperse | Act::Riot)
                && before.status == candidate.status
            {
                return other.paragraph == sentence.paragraph
                    && candidate.sentence > before.sentence
                    && candidate.sentence - before.sentence <= 2;
            }
            let act = before.frame.act;
            // "The attackers burned two shops and drove away the cattle."
            let plundered = matches!(candidate.frame.act, Act::Loot | Act::Destroy)
                && matches!(
                    act,
                    Act::Attack | Act::Kill | Act::Murder | Act::Shoot | Act::Clash | Act::Abduct
                )
                && before.agents.iter().any(Participant::acts)
                && !apart
                && are_known(reading, &candidate.agents)
                && candidate.sentence > before.sentence
                && candidate.sentence - before.sentence <= 2
                && before.status == candidate.status;
            if plundered {
                return true;
            }
            // "Two rifles were recovered from them."
            let spoiled = !apart && spoils(before, &candidate);
            let told = act == Act::Kill && before.agents.iter().any(Participant::acts);
            // "Gunmen killed 44 worshippers. Thirteen people were wounded."
            let wounds = candidate.frame.act == Act::Wound;
            // "All the gunmen were killed": the attack's own end.
            let ended = candidate.frame.act == Act::Kill
                && silent
                && before
                    .agents
                    .iter()
                    .any(|agent| agent.parties.has(Party::NonState))
                && is_force(act)
                && are_known(reading, &candidate.targets)
                && candidate.sentence > before.sentence
                && candidate.sentence - before.sentence <= AFTERMATH
                && before.status == candidate.status;
            if ended {
                return true;
            }
            let harmed = silent
                && !spares_forces(before, &candidate)
                && (!before.frame.consequence || (told && (wounds || also())))
                && (is_force(act) || act == Act::Disperse);
            (spoiled || harmed)
                && other.paragraph == sentence.paragraph
                && candidate.sentence > before.sentence
                && candidate.sentence - before.sentence <= 2
        });
        let before = before.map(|(index, _)| match silent {
            true => toll::news_of(reading, &kept, index),
            false => index,
        });
        match before.map(|index| &mut kept[index]) {
            Some(before) => {
                before.evidence.push(sentence.tokens.clone());
                discarded.push(Discarded {
                    trigger: candidate.trigger.clone(),
                    frame: candidate.frame,
                    reason: "tells what came of the act before",
                });
                absorb(reading, before, candidate);
            }
            None => kept.push(candidate),
        }
    }
    kept
}

/// "They took a priest hostage. Two soldiers were killed.": not by the hostage-taking.
fn spares_forces(act: &Candidate<'_>, aftermath: &Candidate<'_>) -> bool {
    let force = |side: &Participant| side.parties.any(&[Party::State, Party::Police]);
    matches!(act.frame.act, Act::Abduct | Act::Loot | Act::Destroy)
        && aftermath.targets.iter().any(force)
        && !act.targets.iter().any(force)
}

/// "no clashes": nothing can come of it.
fn is_absent(reading: &Reading<'_>, act: &Candidate<'_>) -> bool {
    let first = reading.phrase_start(act.trigger.start);
    act.noun && first < act.trigger.start && reading.is(first, "no")
}

/// Whether a side is "the attackers" or "they", whom an act told before names.
fn are_known(reading: &Reading<'_>, side: &[Participant]) -> bool {
    !side.is_empty()
        && side.iter().all(|participant| {
            let last = participant.tokens.end - 1;
            let first = reading.phrase_start(last);
            let band = reading.classes(last).has(Class::GroupWord)
                || participant.parties.has(Party::NonState);
            let unnamed = participant
                .entity
                .is_none_or(|entity| reading.analysis.entities[entity as usize].id.is_none());
            band && unnamed
                && (first..last).any(|token| reading.is_any(token, &["the", "these", "those"]))
        })
}

/// Folds the candidates of one sentence until none can go into another. Whoever has found
/// nobody to go into need only ask those who have taken something over since.
fn fold_sentence<'a>(
    reading: &Reading<'a>,
    group: &mut [Option<Candidate<'a>>],
    discarded: &mut Vec<Discarded<'a>>,
) {
    // Who has taken over a part, in order, and up to where in this list each has asked.
    let mut grown: Vec<usize> = Vec::new();
    let mut asked: SmallVec<[Option<usize>; 8]> = smallvec![None; group.len()];
    let mut index = 0;
    while index < group.len() {
        let into = group[index].as_ref().and_then(|part| match asked[index] {
            None => host(reading, part, group, 0..group.len()),
            Some(since) => host(reading, part, group, grown[since..].iter().copied()),
        });
        let Some((into, part)) = into.and_then(|into| Some((into, group[index].take()?))) else {
            asked[index] = Some(grown.len());
            index += 1;
            continue;
        };
        discarded.push(Discarded {
            trigger: part.trigger.clone(),
            frame: part.frame,
            reason: "tells of the same act as another word of the sentence",
        });
        if let Some(main) = &mut group[into] {
            absorb(reading, main, part);
        }
        grown.push(into);
        asked[into] = None;
        index = 0;
    }
}

/// The candidate that takes a part over: the most specific, before one behind it, the nearest.
fn host(
    reading: &Reading<'_>,
    part: &Candidate<'_>,
    group: &[Option<Candidate<'_>>],
    others: impl Iterator<Item = usize>,
) -> Option<usize> {
    let at = part.trigger.start;
    others
        .filter_map(|other| {
            let main = group[other].as_ref()?;
            let fits = !std::ptr::eq(main, part) && absorbs(reading, main, part);
            fits.then(|| {
                let start = main.trigger.start;
                (rank(main), start > at, start.abs_diff(at), other)
            })
        })
        .min()
        .map(|(.., other)| other)
}

/// Takes over what the part knows.
fn absorb<'a>(reading: &Reading<'a>, main: &mut Candidate<'a>, part: Candidate<'a>) {
    main.unrest |= part.unrest || part.frame.act == Act::Protest;
    let renamed = is_renamed(reading, main, &part);
    // "Shot dead by troops during clashes": only the part tells who they are.
    let sideless =
        !main.sides().any(Participant::acts) && part.agents.iter().any(Participant::acts);
    let mut others = match part.frame.act {
        Act::Verbal if is_force(main.frame.act) => part.targets.clone(),
        _ => part.agents,
    };
    // "attacked a base, sparking a battle with troops": who attacked stands first.
    let first = main.frame.act == Act::Clash
        && part.trigger.start < main.trigger.start
        && main.targets.is_empty()
        && matches!(part.frame.act, Act::Attack | Act::Shoot)
        && others.iter().any(Participant::acts)
        && !agree(&main.agents, &others);
    if first {
        main.targets = std::mem::replace(&mut main.agents, std::mem::take(&mut others));
    }
    let lost = part.frame.act == Act::Withdraw && main.frame.act != Act::Withdraw
        || part.frame.act == Act::Clash && main.frame.act == Act::Capture;
    // "Destroyed nine drones launched by Russia": who sent them did not bring them down.
    if matches!(main.frame.act, Act::Intercept | Act::Disarm) && is_force(part.frame.act) {
        if !main.targets.iter().any(Participant::acts) {
            main.targets.append(&mut others);
        }
        others.clear();
    }
    // "A bomber struck a mosque, an attack claimed by the group": whose man he was.
    let named = |side: &Participant| {
        let entity = side
            .entity
            .map(|entity| &reading.analysis.entities[entity as usize]);
        entity.is_some_and(|entity| entity.id.is_some())
    };
    if renamed && others.iter().any(named) && !main.agents.iter().any(named) {
        main.agents.clear();
    }
    if lost && main.agents.iter().any(Participant::acts) {
        let new = |side: &Participant| {
            side.acts() && !main.agents.iter().any(|own| own.entity == side.entity)
        };
        let found: Vec<_> = others.extract_if(.., |side| new(side)).collect();
        main.targets.extend(found);
    } else if main.agents.iter().all(|agent| !agent.acts())
        && (!main.mutual || main.targets.is_empty())
    {
        // "A convoy hit a mine, leaving three dead": whom it hit did not do it.
        let hit = |side: &Participant| {
            side.entity.is_some()
                && main
                    .targets
                    .iter()
                    .any(|target| target.entity == side.entity)
        };
        main.agents = others.extract_if(.., |side| !hit(side)).collect();
    }
    let known = |main: &Candidate<'_>, participant: &Participant| {
        main.sides()
            .any(|side| side.entity.is_some() && side.entity == participant.entity)
    };
    let empty = main.targets.is_empty();
    let unnamed = main.targets.iter().all(|target| target.entity.is_none());
    let mut sides = part.targets;
    if part.frame.two_sided && !main.mutual {
        sides.extend(others);
    }
    for target in sides {
        let people = target.entity.is_some() && !known(main, &target);
        let armed = target
            .parties
            .any(&[Party::State, Party::Police, Party::NonState]);
        // "Shelling of the city killed one person": a person beside the things that were hit.
        let person = target.entity.is_none() && target.class == ActorClass::Civilians;
        let people = people || (person && !main.targets.iter().any(Participant::acts));
        // "Attacked an army post, killing six": six of those whose post it is.
        let garrison = reading.is_number(target.tokens.end - 1)
            && main
                .targets
                .iter()
                .any(|object| object.parties.has(Party::MilitaryObject));
        let people = people && !garrison;
        let fits = if main.mutual {
            main.targets.is_empty() && people && (armed || sideless)
        } else {
            empty || (people && unnamed)
        };
        if fits {
            main.targets.push(target);
        }
    }
    for weapon in part.weapons {
        if main.frame.weapon.is_none() || weapon != "small-arms" {
            main.arm(weapon);
        }
    }
    if main.allies.is_empty() {
        main.allies = part.allies;
    }
    tally::complete(&mut main.toll, &part.toll);
    main.parts.push(part.trigger);
    main.parts.extend(part.parts);
    if main.verb.is_none() {
        main.verb = part.verb;
    }
    main.notes
        .extend(part.notes.into_iter().filter(|note| note.slot != "trigger"));
}
