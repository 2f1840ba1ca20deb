//! What the words of a trigger hold or leave to the words right around them: the town between
//! "handed" and "back", the explosives behind "a vehicle", the thousands who flee. Prevents an
//! act from being dropped because its object does not stand where objects stand.

use super::candidate::Candidate;
use super::reading::Reading;
use crate::frame::{Act, Class};

/// "A vehicle loaded with explosives was found": what is found is told behind it.
pub(super) fn laden(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let verb = candidate.verb.map_or(candidate.trigger.start, |verb| {
        reading.chunk(verb).tokens.start
    });
    let from = candidate.trigger.end;
    let behind = from..(from + 6).min(reading.sentence(candidate.sentence).end);
    let loaded = |token: u32| {
        reading.is_any(
            token,
            &[
                "loaded",
                "laden",
                "packed",
                "filled",
                "rigged",
                "containing",
                "with",
            ],
        )
    };
    if behind.clone().any(loaded) && reading.any(behind, Class::Bomb) {
        return true;
    }
    candidate.targets.iter().any(|target| {
        let end = target.tokens.end;
        let passive = end < verb && reading.any(end..verb, Class::Bomb);
        !target.acts() && passive
    })
}

/// "Thousands flee as rebels advance": people in numbers who are not named.
pub(super) fn flock(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let many = |token: u32| reading.is_any(token, &["thousands", "hundreds", "dozens", "scores"]);
    let before = candidate.trigger.start.saturating_sub(3);
    let range = before.max(reading.sentence(candidate.sentence).start)..candidate.trigger.start;
    candidate.agents.is_empty() && range.rev().any(many)
}

/// "Handed the town of Bentiu back to", "cut down 100 olive trees": what it is done to stands
/// between the words of the trigger.
pub(super) fn holds_place(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let mut inside = candidate.trigger.start + 1..candidate.trigger.end;
    inside.any(|token| {
        // "took control of": the word of the trigger itself is no place.
        reading.place_at(token).is_some()
            || (reading.classes(token).has(Class::Territory) && !reading.is(token, "control"))
    })
}

/// "left the base, handing it over to the army"
pub(super) fn hands_it_over(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let start = candidate.trigger.start;
    candidate.frame.act == Act::Transfer
        && (start..candidate.trigger.end).any(|token| reading.is_any(token, &["it", "them"]))
        && reading.any(
            reading.sentence(candidate.sentence).start..start,
            Class::Territory,
        )
}

pub(super) fn holds_property(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let inside = candidate.trigger.start + 1..candidate.trigger.end;
    candidate.frame.act == Act::Destroy && reading.any(inside, Class::Property)
}

/// "Shot down four of six cruise missiles": what flies stands close behind.
pub(super) fn flies(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let end = candidate.trigger.end;
    let behind = end..(end + 8).min(reading.sentence(candidate.sentence).end);
    let classes = [
        Class::Drone,
        Class::Missile,
        Class::Aircraft,
        Class::Helicopter,
    ];
    classes
        .iter()
        .any(|class| reading.any(behind.clone(), *class))
}
