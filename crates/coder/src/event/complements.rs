//! What follows a verb and its object behind prepositions: "by militiamen", "with knives", "from
//! the rebels". Prevents a place behind "at" from standing as a side.

use super::assign::prepositional;
use super::candidate::Candidate;
use super::phrase::Prepositional;
use super::reading::Reading;
use crate::frame::{Act, Party, Role};

/// What follows verb and object behind prepositions.
pub(super) fn complements(
    reading: &Reading<'_>,
    candidate: &mut Candidate<'_>,
    from: u32,
    passive: bool,
) {
    let frame = candidate.frame;
    for found in reading.prepositionals(from) {
        let role = match reading.lower(found.token) {
            // "killed at the hands of militiamen"
            "at" if at_hands(reading, candidate, &found) => Role::Agent,
            "by" if passive => {
                frame
                    .preposition(found.word)
                    .unwrap_or(if frame.subject == Role::Target {
                        Role::Agent
                    } else {
                        frame.subject
                    })
            }
            "by" => Role::None,
            "of" => continue,
            // "took the town from the rebels"
            "from" if matches!(frame.act, Act::Capture | Act::Transfer) => {
                let armed = reading.participants(&found.phrase).iter().any(|side| {
                    side.parties
                        .any(&[Party::State, Party::Police, Party::NonState])
                });
                frame.preposition(found.word).unwrap_or(if armed {
                    Role::Target
                } else {
                    Role::None
                })
            }
            "with" => frame.preposition(found.word).unwrap_or(Role::Weapon),
            "on" | "against" | "at" | "upon" => {
                frame.preposition(found.word).unwrap_or(Role::Target)
            }
            "between" => frame.preposition(found.word).unwrap_or(Role::Sides),
            _ => frame.preposition(found.word).unwrap_or(Role::None),
        };
        prepositional(reading, candidate, &found, role);
    }
}

/// "at the hands of militiamen": who did it.
fn at_hands(reading: &Reading<'_>, candidate: &Candidate<'_>, found: &Prepositional) -> bool {
    let first = found.token + 1;
    matches!(
        candidate.frame.act,
        Act::Kill | Act::Murder | Act::Wound | Act::Beat | Act::SexualViolence
    ) && (reading.is(first, "hands") || reading.is(first + 1, "hands"))
}
