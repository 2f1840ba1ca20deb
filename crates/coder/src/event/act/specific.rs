//! How much a word says of what was done: "airstrike" more than "attack", "attack" more than
//! "killed". Decides which of two words of a sentence names the act.

use super::candidate::Candidate;
use crate::frame::Act;

/// How specific an act is: the lowest absorbs the others.
pub(in crate::event) fn rank(candidate: &Candidate<'_>) -> u8 {
    match candidate.frame.act {
        Act::SuicideBomb | Act::Chemical => 0,
        Act::AirStrike
        | Act::DroneStrike
        | Act::Shell
        | Act::Mine
        | Act::Grenade
        | Act::Riot
        | Act::Capture => 1,
        Act::Bomb | Act::Abduct | Act::SexualViolence | Act::Disperse | Act::Clash | Act::Mob => 2,
        Act::Explode | Act::Strike | Act::Murder | Act::Protest => 3,
        Act::Attack | Act::Shoot | Act::Arrest | Act::Beat | Act::Loot => 4,
        Act::Kill => 6,
        Act::Wound => 7,
        Act::Destroy => 8,
        _ => 5,
    }
}

pub(in crate::event) fn is_force(act: Act) -> bool {
    !matches!(
        act,
        Act::Verbal
            | Act::Agree
            | Act::Ceasefire
            | Act::Release
            | Act::Surrender
            | Act::Reorganise
            | Act::Deploy
            | Act::Base
            | Act::Withdraw
            | Act::Transfer
            | Act::Disarm
            | Act::Intercept
            | Act::Protest
            | Act::Arrest
            | Act::Other
    )
}
