//! What kind of thing an act is done to as a rule. Prevents a place from being described as a
//! person because it was shelled.

use crate::frame::Act;

/// Acts that harm people or things.
pub(super) fn harms(act: Act) -> bool {
    harms_people(act) || hits_things(act)
}

/// Acts whose object is a person as a rule.
pub(super) fn harms_people(act: Act) -> bool {
    matches!(
        act,
        Act::Kill
            | Act::Murder
            | Act::Wound
            | Act::Shoot
            | Act::Abduct
            | Act::Arrest
            | Act::Beat
            | Act::SexualViolence
            | Act::Mob
    )
}

/// Acts whose object may be anything.
pub(super) fn hits_things(act: Act) -> bool {
    matches!(
        act,
        Act::Attack
            | Act::AirStrike
            | Act::DroneStrike
            | Act::Strike
            | Act::Shell
            | Act::Bomb
            | Act::Grenade
            | Act::SuicideBomb
            | Act::Chemical
    )
}
