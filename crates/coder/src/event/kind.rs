//! What kind of event: the classes of the sides and the circumstances, looked up in the
//! codebook's table. Prevents a verb alone from deciding whether it was a battle or a murder.

use sitrep_contract::Status;

use super::act::candidate::Candidate;
use super::act::victim;
use super::place::town;
use super::reading::Reading;
use super::reading::participant::Participant;
use super::status::cue;
use super::status::topic;
use super::toll;
use crate::analysis::ActorClass;
use crate::frame::{Act, Class, Flag, FlagSet, Party, PartySet};
use crate::quantity::exact;

/// So many people can be a crowd.
const CROWD: u64 = 10;

/// Decides the type; false when the rules say that it is no event.
pub(super) fn decide<'a>(reading: &Reading<'a>, candidate: &mut Candidate<'a>) -> bool {
    let country = candidate
        .place
        .and_then(|place| town::country(reading, place));
    let agent = side(reading, &candidate.agents, country);
    let mut target = side(reading, &candidate.targets, country);
    let marches = |victim: &Participant| victim::demonstrates(reading, victim);
    if target.has(Party::Civilians) && candidate.targets.iter().any(marches) {
        target.insert(Party::Protesters);
    }
    let flags = flags(reading, candidate);
    if candidate.frame.act == Act::Capture && flags.has(Flag::Failed) {
        return false;
    }
    let decision =
        reading
            .frames
            .decisions
            .decide(candidate.frame, agent, target, &candidate.weapons, flags);
    candidate.decision = decision;
    if let Some(decision) = decision {
        candidate.note(
            "type",
            decision.rule.as_str(),
            Some(candidate.trigger.clone()),
            "",
        );
    }
    decision.is_some()
}

/// What a side is: all that its participants are, or nobody.
pub(super) fn side(
    reading: &Reading<'_>,
    participants: &[Participant],
    country: Option<&str>,
) -> PartySet {
    let mut set = PartySet::default();
    for participant in participants {
        let mut own = participant.parties;
        if is_foreign(reading, participant, country) && own.any(&[Party::State]) {
            own.remove(Party::State);
            own.insert(Party::Foreign);
        }
        set.merge(own);
    }
    // Armed people decide over what belongs to them.
    if set.any(&[Party::State, Party::Police, Party::Foreign, Party::NonState])
        && set.has(Party::MilitaryObject)
    {
        set.remove(Party::CivilianObject);
    }
    if set.any(&[Party::Civilians, Party::Protesters])
        && !set.any(&[Party::State, Party::Police, Party::Foreign, Party::NonState])
    {
        set.remove(Party::MilitaryObject);
    }
    if set.is_empty() {
        set.insert(Party::Nobody);
    }
    set
}

/// Whether a state force is outside its home.
pub(super) fn is_foreign(
    reading: &Reading<'_>,
    participant: &Participant,
    country: Option<&str>,
) -> bool {
    let home = participant.entity.and_then(|entity| {
        reading.analysis.entities[entity as usize]
            .country
            .as_deref()
    });
    let state = matches!(
        participant.class,
        ActorClass::Military | ActorClass::Security | ActorClass::Government | ActorClass::Police
    );
    participant.class == ActorClass::Peacekeepers
        || (state
            && home
                .zip(country)
                .is_some_and(|(home, country)| home != country))
}

fn flags(reading: &Reading<'_>, candidate: &Candidate<'_>) -> FlagSet {
    let sentence = reading.sentence(candidate.sentence);
    let has = |class| reading.sentence_classes(candidate.sentence).has(class);
    let mut flags = FlagSet::default();
    let conditions = [
        (Flag::Killed, toll::killed(&candidate.toll)),
        (
            Flag::Injured,
            candidate.toll.injured.is_some_and(|number| number.best > 0),
        ),
        (
            Flag::Mutual,
            settled(reading, candidate)
                || (shoots(candidate) && has(Class::ReturnFire))
                || (candidate.frame.act == Act::Release && exchanged(reading, candidate)),
        ),
        (
            Flag::Fighting,
            topic::in_fighting(reading, candidate.sentence),
        ),
        (
            Flag::NoResistance,
            has(Class::NoResistance) && !fought(reading, candidate),
        ),
        (Flag::LiveFire, has(Class::LiveFire)),
        (
            Flag::Demonstration,
            candidate.unrest || has(Class::Demonstration),
        ),
        (Flag::PeaceDeal, has(Class::Ceasefire)),
        (Flag::Crowd, is_crowd(reading, candidate)),
        (Flag::Flames, has(Class::Flames)),
        (Flag::Vanished, has(Class::Vanished)),
        (Flag::Planned, candidate.status == Status::Planned),
        (Flag::Failed, cue::attempted(reading, candidate)),
        (
            Flag::Regained,
            reading.any(candidate.trigger.clone(), Class::Regained),
        ),
        (
            Flag::Lost,
            reading.any(candidate.trigger.clone(), Class::Lost),
        ),
        (
            Flag::Detained,
            candidate.toll.detained.is_some() && has(Class::Demonstration),
        ),
        (
            Flag::Defenceless,
            reading
                .first(sentence, Class::Defenceless)
                .is_some_and(|token| token < candidate.trigger.end + 8),
        ),
    ];
    for (flag, holds) in conditions {
        if holds {
            flags.insert(flag);
        }
    }
    flags
}

/// "after the army pulled out following heavy fighting": who leaves so has resisted.
fn fought(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    reading.sentence(candidate.sentence).any(|token| {
        let classes = reading.classes(token);
        classes.has(Class::Fighting)
            && !classes.has(Class::NoResistance)
            && (reading.is_any(
                token.wrapping_sub(1),
                &["after", "following", "heavy", "fierce"],
            ) || reading.is_any(token.wrapping_sub(2), &["after", "following"]))
    })
}

/// Whether both sides do it to each other. A ceasefire that one side alone declares is no deal.
fn settled(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let sentence = reading.sentence(candidate.sentence);
    match candidate.frame.act {
        Act::Ceasefire => {
            let agreed = reading.any(sentence.clone(), Class::Settled);
            let lone = !agreed && reading.any(sentence.clone(), Class::OneSided);
            let sides = candidate.sides().filter(|side| side.acts()).count();
            // "The president announced a truce": of others, unless he says that it is his own.
            let armed = [Party::State, Party::Police, Party::NonState];
            let own = candidate.sides().any(|side| side.parties.any(&armed));
            let both = sides != 1 || !(own || lone) || agreed;
            both && !(lone && candidate.targets.is_empty())
        }
        _ => candidate.mutual,
    }
}

/// "Freed 90 prisoners in exchange for three hostages".
fn exchanged(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let range = reading.sentence(candidate.sentence);
    range.clone().any(|token| {
        reading.is_any(token, &["exchange", "return"])
            && token > range.start
            && reading.is(token - 1, "in")
            && reading.is(token + 1, "for")
    })
}

/// Whether a side that is told to shoot back makes a fight of the act.
fn shoots(candidate: &Candidate<'_>) -> bool {
    matches!(candidate.frame.act, Act::Shoot | Act::Shell | Act::Attack)
}

/// Whether who acts, or whoever is in a fight, is many and unarmed.
fn is_crowd(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let unarmed = [Party::Civilians, Party::Protesters, Party::Rioters];
    let crowd = |side: &Participant| {
        side.parties.any(&unarmed)
            && (side.plural && !is_few(reading, side)
                || reading.any(side.tokens.clone(), Class::Crowd))
    };
    if candidate.mutual {
        candidate.sides().any(crowd)
    } else {
        candidate.agents.iter().any(crowd)
    }
}

/// "Four men", "two brothers": counted, and fewer than a crowd.
fn is_few(reading: &Reading<'_>, side: &Participant) -> bool {
    let chunk = reading.chunk_at(side.tokens.end - 1);
    let first = chunk.map_or(side.tokens.start, |chunk| {
        reading.chunk(chunk).tokens.start.min(side.tokens.start)
    });
    let vague = first > 0 && reading.is_any(first - 1, &["than", "some", "dozen", "of"]);
    !vague
        && (first..side.tokens.end).any(|token| {
            exact(reading.analysis, token, side.tokens.end).is_some_and(|(_, value)| value < CROWD)
        })
}
