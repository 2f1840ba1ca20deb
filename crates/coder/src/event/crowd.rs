//! Demonstrations told in several ways: the march, the tear gas and the stones are one event.
//! Prevents a protest, a dispersal and a riot out of one afternoon.

use sitrep_contract::SubEventType;

use super::candidate::Candidate;
use super::participant::Participant;
use super::reading::Reading;
use crate::analysis::ActorClass;
use crate::frame::{Act, Class, ClassSet, Party};

/// Whether both tell of a demonstration: the crowd is one side, who intervenes the other,
/// whichever of them acts in the sentence.
pub(super) fn demonstrations(event: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    let crowd = |candidate: &Candidate<'_>| (4..=7).contains(&(candidate.sub_event() as i32));
    crowd(event) && crowd(other)
}

/// "Dr Fortier threw rocks at the bear": one named person alone is no crowd, unless the
/// sentence speaks of one.
pub(super) fn is_one_person(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let one = |agent: &Participant| agent.class == ActorClass::Person && !agent.plural;
    matches!(candidate.frame.act, Act::Protest | Act::Riot)
        && !candidate.noun
        && !candidate.agents.is_empty()
        && candidate.agents.len() < 2
        && candidate.agents.iter().all(one)
        && !reading.sentence(candidate.sentence).any(|token| {
            let crowd = ClassSet::of(&[Class::Crowd, Class::Demonstration]);
            !candidate.trigger.contains(&token) && reading.classes(token).meets(crowd)
        })
}

/// The crowd's side and the other side of a demonstration.
pub(super) fn crowd_and_force(candidate: &Candidate<'_>) -> (Vec<Participant>, Vec<Participant>) {
    let armed = [Party::State, Party::Police, Party::NonState];
    candidate
        .sides()
        .filter(|side| side.acts())
        .cloned()
        .partition(|side| !side.parties.any(&armed))
}

/// Which of two tellings of a demonstration decides: whoever throws stones is no peaceful
/// protester, whatever the police did.
pub(super) fn rank(kind: SubEventType) -> u8 {
    match kind {
        SubEventType::ViolentDemonstration => 0,
        SubEventType::ExcessiveForceAgainstProtesters => 1,
        SubEventType::ProtestWithIntervention => 2,
        _ => 3,
    }
}

/// "Fired on crowds who had marched", "killed during a protest": force against the people
/// who demonstrate, not a protest against it.
pub(super) fn at_demonstration(
    reading: &Reading<'_>,
    main: &Candidate<'_>,
    part: &Candidate<'_>,
) -> bool {
    let first = reading
        .chunk_at(part.trigger.start)
        .map_or(part.trigger.start, |chunk| {
            reading.chunk(chunk).tokens.start.min(part.trigger.start)
        });
    let setting = part.noun
        && first.checked_sub(1).is_some_and(|before| {
            ["during", "at", "amid", "on", "in", "into"]
                .iter()
                .any(|word| reading.is(before, word))
        });
    let hit = part.agents.iter().any(|agent| {
        main.targets
            .iter()
            .any(|target| target.acts() && target.tokens == agent.tokens)
    });
    hit || (setting && main.trigger.start < part.trigger.start)
}

/// "Police confirmed 42 arrests" after the march that they tell of.
pub(super) fn swept(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let crowd = [Party::Civilians, Party::Protesters, Party::Rioters];
    let located = reading
        .sentence(candidate.sentence)
        .any(|token| reading.place_at(token).is_some());
    candidate.frame.act == Act::Arrest
        && !located
        && candidate
            .targets
            .iter()
            .all(|target| target.plural && target.parties.any(&crowd))
}
