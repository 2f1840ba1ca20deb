//! Within one sentence several words tell of one act: "an airstrike hit a market, killing
//! five". Folds what came of an act into the act. Prevents three events out of one.

use super::candidate::Candidate;
use super::crowd;
use super::participant::Participant;
use super::reading::Reading;
use super::specific::{is_force, rank};
use super::talk;
use super::toll;
use super::trigger::Discarded;
use crate::analysis::{ActorClass, PlaceKind, TokenRange};
use crate::frame::{Act, Class, Party};
use crate::text::Upos;

/// How many words behind a noun may still tell what it did.
const RECALL: u32 = 12;

/// Folds candidates of the same sentence; they are in text order.
pub(super) fn fold<'a>(
    reading: &Reading<'a>,
    candidates: Vec<Candidate<'a>>,
    discarded: &mut Vec<Discarded<'a>>,
) -> Vec<Candidate<'a>> {
    let mut folded: Vec<Candidate<'a>> = Vec::with_capacity(candidates.len());
    let mut rest = candidates.into_iter().peekable();
    while let Some(first) = rest.next() {
        let sentence = first.sentence;
        let mut group = vec![first];
        while let Some(next) = rest.next_if(|next| next.sentence == sentence) {
            group.push(next);
        }
        fold_sentence(reading, group, &mut folded, discarded);
    }
    fold_aftermath(reading, folded, discarded)
}

/// "Three soldiers died." after the sentence that tells how: what came of the act before,
/// in its paragraph and without a place or an agent of its own.
fn fold_aftermath<'a>(
    reading: &Reading<'a>,
    candidates: Vec<Candidate<'a>>,
    discarded: &mut Vec<Discarded<'a>>,
) -> Vec<Candidate<'a>> {
    let mut kept: Vec<Candidate<'a>> = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let sentence = &reading.analysis.sentences[candidate.sentence];
        let apart = sentence.tokens.clone().any(|token| {
            let place = reading.place_at(token).is_some() && reading.actor_at(token).is_none();
            place || reading.date_at(token).is_some()
        });
        let silent = candidate.frame.consequence
            && candidate.weapons.is_empty()
            && !candidate.agents.iter().any(Participant::acts)
            && !apart;
        let swept = crowd::swept(reading, &candidate);
        let before = kept.iter_mut().rev().find(|before| {
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
            // "Two rifles were recovered from them."
            let spoiled = !apart && spoils(before, &candidate);
            let also = act == Act::Kill
                && before.agents.iter().any(Participant::acts)
                && sentence
                    .tokens
                    .clone()
                    .any(|token| reading.is(token, "also"));
            // "All the gunmen were killed": the attack's own end.
            let ended = candidate.frame.act == Act::Kill
                && silent
                && before
                    .agents
                    .iter()
                    .any(|agent| agent.parties.has(Party::NonState))
                && is_force(act)
                && attackers(reading, &candidate)
                && candidate.sentence > before.sentence
                && candidate.sentence - before.sentence <= 4
                && before.status == candidate.status;
            if ended {
                return true;
            }
            let harmed = silent
                && (!before.frame.consequence || also)
                && (is_force(act) || act == Act::Disperse);
            (spoiled || harmed)
                && other.paragraph == sentence.paragraph
                && candidate.sentence > before.sentence
                && candidate.sentence - before.sentence <= 2
        });
        match before {
            Some(before) => {
                before.evidence.push(sentence.tokens.clone());
                discarded.push(Discarded {
                    trigger: candidate.trigger.clone(),
                    frame: candidate.frame,
                    reason: "tells what came of the act before",
                });
                absorb(before, candidate);
            }
            None => kept.push(candidate),
        }
    }
    kept
}

/// Whether whoever is killed is "the attackers" of an act told before.
fn attackers(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    !candidate.targets.is_empty()
        && candidate.targets.iter().all(|target| {
            let last = target.tokens.end - 1;
            let first = reading
                .chunk_at(last)
                .map_or(last, |chunk| reading.chunk(chunk).tokens.start);
            reading.classes(last).has(Class::GroupWord)
                && (first..last).any(|token| reading.is_any(token, &["the", "these", "those"]))
        })
}

fn fold_sentence<'a>(
    reading: &Reading<'a>,
    mut group: Vec<Candidate<'a>>,
    folded: &mut Vec<Candidate<'a>>,
    discarded: &mut Vec<Discarded<'a>>,
) {
    let mut index = 0;
    while index < group.len() {
        let into = (0..group.len())
            .filter(|other| *other != index && absorbs(reading, &group[*other], &group[index]))
            .min_by_key(|other| {
                let behind = group[*other].trigger.start > group[index].trigger.start;
                (
                    rank(&group[*other]),
                    behind,
                    group[*other]
                        .trigger
                        .start
                        .abs_diff(group[index].trigger.start),
                )
            });
        match into {
            Some(into) => {
                let part = group.remove(index);
                let into = if into > index { into - 1 } else { into };
                discarded.push(Discarded {
                    trigger: part.trigger.clone(),
                    frame: part.frame,
                    reason: "tells of the same act as another word of the sentence",
                });
                absorb(&mut group[into], part);
                index = 0;
            }
            None => index += 1,
        }
    }
    folded.append(&mut group);
}

/// Whether `main` is the act and `part` another word for it or what came of it.
fn absorbs(reading: &Reading<'_>, main: &Candidate<'_>, part: &Candidate<'_>) -> bool {
    if talk::is_content(reading, main, part) {
        return true;
    }
    let (act, other) = (main.frame.act, part.frame.act);
    // "destroyed nine drones launched by …", "foiled an attack": it was stopped.
    if matches!(act, Act::Intercept | Act::Disarm)
        && matches!(
            other,
            Act::Shell | Act::Strike | Act::DroneStrike | Act::Attack | Act::Bomb | Act::Explode
        )
        && near(main, part, 12)
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
    // What is burnt and stolen in a raid is part of the raid.
    let raid = matches!(
        act,
        Act::Attack | Act::Kill | Act::Murder | Act::Shoot | Act::Clash | Act::Wound | Act::Abduct
    );
    if raid
        && matches!(other, Act::Loot | Act::Destroy)
        && !part.targets.iter().any(Participant::acts)
        && agree(&main.agents, &part.agents)
        && !clause_of_its_own(reading, main, part)
    {
        return true;
    }
    // "Arrested five men and seized two rifles": weapons taken on the way.
    if spoils(main, part) && !placed_apart(reading, main, part) {
        return true;
    }
    // "Fighters backed by air strikes pushed the rebels out".
    if is_force(act) && part.noun && is_force(other) && supports(reading, part) {
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
        && near(main, part, 12)
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
    if act == Act::Capture
        && other == Act::Clash
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
    if seized_first(main, part) {
        return true;
    }
    if seized_first(part, main) {
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
        && near(main, part, 6);
    if crowd || at_protest || verbal {
        return true;
    }
    // Fighting in the course of which territory was taken.
    let capture =
        act == Act::Capture && matches!(other, Act::Clash | Act::Attack | Act::Kill | Act::Wound);
    if !(is_force(act) && is_force(other)) || (act == Act::Capture && !capture) {
        return false;
    }
    if clause_of_its_own(reading, main, part) {
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
        && reading.analysis.lower(start).ends_with("ing")
        && reading.is(start - 1, ",")
}

/// Weapons that were taken from those who were fought or arrested.
fn spoils(main: &Candidate<'_>, part: &Candidate<'_>) -> bool {
    let named = |side: &[Participant]| side.iter().any(Participant::acts);
    let won = match main.frame.act {
        Act::Arrest | Act::Clash => true,
        Act::Kill | Act::Attack | Act::Capture => named(&main.agents) && named(&part.agents),
        _ => false,
    };
    won && part.frame.act == Act::Disarm && agree(&main.agents, &part.agents)
}

/// "dragged a teacher from his house and shot him": by the codebook an attack, not two acts.
fn seized_first(main: &Candidate<'_>, part: &Candidate<'_>) -> bool {
    let same = |target: &Participant| {
        part.trigger.contains(&target.tokens.start)
            || part
                .targets
                .iter()
                .any(|seized| seized.entity.is_some() && seized.entity == target.entity)
    };
    matches!(main.frame.act, Act::Kill | Act::Murder | Act::Shoot)
        && matches!(part.frame.act, Act::Abduct | Act::Arrest)
        && part.trigger.start < main.trigger.start
        && main.targets.iter().any(same)
}

/// "stormed a base, setting off fighting with soldiers": the fight that the attack became.
fn set_off(reading: &Reading<'_>, main: &Candidate<'_>, part: &Candidate<'_>) -> bool {
    let attack = matches!(main.frame.act, Act::Attack | Act::Shoot | Act::Clash);
    let verb = (main.trigger.end..part.trigger.start)
        .rev()
        .find_map(|token| {
            reading
                .chunk_at(token)
                .filter(|chunk| reading.verb(*chunk).is_some())
        });
    let led = verb.is_some_and(|verb| {
        let chunk = reading.chunk(verb);
        reading.analysis.lower(chunk.head).ends_with("ing")
            && reading.any(chunk.tokens.start..part.trigger.start, Class::Consequence)
            && reading.is(chunk.tokens.start.saturating_sub(1), ",")
    });
    attack && part.noun && part.frame.two_sided && led
}

/// Whether a finite verb stands between two acts, so that they are of different clauses.
fn verb_between(reading: &Reading<'_>, one: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    let from = one.trigger.end.min(other.trigger.end);
    let to = one.trigger.start.max(other.trigger.start);
    (from..to).any(|token| {
        reading.chunk_at(token).is_some_and(|chunk| {
            Some(chunk) != one.verb
                && Some(chunk) != other.verb
                && reading.verb(chunk).is_some_and(|group| {
                    let bare = group.passive && !reading.has_auxiliary(chunk);
                    !(group.infinitive || group.participle || bare)
                })
        })
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

/// "backed by air strikes": what stands behind helps, it is no act of its own.
fn supports(reading: &Reading<'_>, part: &Candidate<'_>) -> bool {
    let start = reading.sentence(part.sentence).start;
    let from = part.trigger.start.saturating_sub(4).max(start);
    (from..part.trigger.start).any(|token| {
        reading.is_any(token, &["backed", "supported", "aided"]) && reading.is(token + 1, "by")
    })
}

/// "an ambush blamed on jihadists" says who did it.
fn is_blame(reading: &Reading<'_>, act: &Candidate<'_>, blame: &Candidate<'_>) -> bool {
    act.trigger.end <= blame.trigger.start
        && near(act, blame, 8)
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

fn near(one: &Candidate<'_>, other: &Candidate<'_>, tokens: u32) -> bool {
    one.trigger.start.abs_diff(other.trigger.start) <= tokens
}

/// "…, while rebels shelled another town": a new clause with "while" or a semicolon, or
/// with a place and an agent of its own.
fn clause_of_its_own(reading: &Reading<'_>, main: &Candidate<'_>, part: &Candidate<'_>) -> bool {
    let (from, to) = if main.trigger.start < part.trigger.start {
        (main.trigger.end, part.trigger.start)
    } else {
        (part.trigger.end, main.trigger.start)
    };
    // "…; one civilian was killed" is what came of it.
    let outcome = part.frame.consequence
        && !part.agents.iter().any(Participant::acts)
        && part.weapons.is_empty();
    // "16 were killed while others were hurt when herders raided the village"
    let caused = outcome
        && part.trigger.start < main.trigger.start
        && ((from..to).any(|token| reading.is(token, "when"))
            || main.noun && reading.any(from..to, Class::CourseOf) && placeless(reading, from..to));
    let split = (!caused && reading.any(from..to, Class::Apart))
        || (!outcome && (from..to).any(|token| reading.is(token, ";")));
    let source =
        (from + 1..to).any(|token| reading.is(token, "which") && reading.is(token - 1, "from"));
    let response = reading.any(from..to, Class::Response);
    let aftermath = main.status != part.status && reading.any(from..to, Class::Background);
    // "carried out strikes in response to an attack on …": the answer and its cause.
    let answered = (from..to).any(|token| {
        reading.classes(token).has(Class::Response) && reading.is_any(token + 1, &["to", "for"])
    });
    // "Shot dead by a man hours after a bomb blast killed seven": a span of time lies between.
    // A noun alone ("days after a wave of attacks") only recalls.
    let second = if main.trigger.start < part.trigger.start {
        part
    } else {
        main
    };
    let end = reading.sentence(second.sentence).end.min(to + RECALL);
    let told = !second.noun
        || second.sides().any(Participant::acts)
        || (second.trigger.end..end).any(|token| reading.analysis.tag(token) == Upos::Verb);
    let later = told
        && (from + 1..to).any(|token| {
            reading.is_any(token, &["after", "before"])
                && is_time_unit(reading.analysis.lemma(token - 1))
        });
    split
        || answered
        || later
        || placed_apart(reading, main, part)
        || source
        || (response && !main.agents.is_empty() && !part.agents.is_empty())
        || aftermath
}

fn is_time_unit(lemma: &str) -> bool {
    matches!(lemma, "minute" | "hour" | "day" | "week" | "month" | "year")
}

/// "A and B fought in Omdurman as an air strike hit a market in Khartoum": each clause has a
/// town of its own.
fn placed_apart(reading: &Reading<'_>, one: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    let (first, second) = if one.trigger.start < other.trigger.start {
        (one, other)
    } else {
        (other, one)
    };
    let between = first.trigger.end..second.trigger.start;
    let while_ = between
        .clone()
        .find(|token| reading.is_any(*token, &["as", "while", "when"]));
    // "A drone killed a woman in Donetsk, and shelling of Nikopol wounded two."
    let finite = second
        .verb
        .and_then(|verb| reading.verb(verb))
        .is_some_and(|group| !group.participle);
    let and = between.rev().find(|token| {
        finite && reading.is_any(*token, &["and", "but"]) && reading.is(token - 1, ",")
    });
    let Some(split) = while_.or(and) else {
        return false;
    };
    let widest = match while_ {
        Some(_) => PlaceKind::City,
        None => PlaceKind::Admin1,
    };
    let town = |tokens: TokenRange| {
        tokens
            .filter_map(|token| reading.place_at(token))
            .find(|mention| {
                let place = reading.entity_of(*mention).place.as_ref();
                place.is_some_and(|place| {
                    place.point.is_some()
                        && (PlaceKind::Neighbourhood..=widest).contains(&place.kind)
                })
            })
    };
    let end = reading.sentence(second.sentence).end;
    match (town(first.trigger.end..split), town(split..end)) {
        (Some(here), Some(there)) => reading.mention(here).entity != reading.mention(there).entity,
        _ => false,
    }
}

fn placeless(reading: &Reading<'_>, mut tokens: TokenRange) -> bool {
    tokens.all(|token| reading.place_at(token).is_none())
}

/// Whether two sides can be the same: one is silent, or they share somebody.
fn agree(one: &[Participant], other: &[Participant]) -> bool {
    let acting = |side: &[Participant]| side.iter().any(|participant| participant.entity.is_some());
    !acting(one)
        || !acting(other)
        || one.iter().any(|one| {
            other
                .iter()
                .any(|other| one.entity.is_some() && one.entity == other.entity)
        })
}

/// "A attacked B; B's men were killed": the target of one is on a side of the other.
fn crossing(main: &Candidate<'_>, part: &Candidate<'_>) -> bool {
    part.targets.iter().all(|target| {
        target.entity.is_none() || main.sides().any(|side| side.entity == target.entity)
    })
}

/// Takes over what the part knows.
fn absorb<'a>(main: &mut Candidate<'a>, part: Candidate<'a>) {
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
        let fits = if main.mutual {
            main.targets.is_empty() && people && (armed || sideless)
        } else {
            empty || (people && main.targets.iter().all(|target| target.entity.is_none()))
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
    toll::complete(&mut main.toll, &part.toll);
    if main.verb.is_none() {
        main.verb = part.verb;
    }
    main.notes
        .extend(part.notes.into_iter().filter(|note| note.slot != "trigger"));
}
