//! A side that denies what others report of it. Prevents the denial of an act told before from
//! becoming a second act.

use sitrep_contract::Status;

use super::candidate::Candidate;
use super::compatible::{compatible_dates, compatible_places, compatible_types, news};
use super::reading::Reading;
use super::same::{named, same_entity, side};
use crate::frame::Class;

/// Whether somebody denies what an act told before lays at his door: others report it, so
/// it stays reported.
pub(super) fn denies(reading: &Reading<'_>, event: &Candidate<'_>, denial: &Candidate<'_>) -> bool {
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
