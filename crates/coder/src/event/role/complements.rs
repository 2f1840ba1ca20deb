//! What follows a verb and its object behind prepositions: "by militiamen", "with knives", "from
//! the rebels". Prevents a place behind "at" from standing as a side.

use super::assign::prepositional;
use crate::event::act::candidate::Candidate;
use crate::event::reading::Reading;
use crate::event::reading::phrase::Prepositional;
use crate::frame::{Act, Part, Party, Role};
use crate::text::ChunkKind;

/// What follows verb and object behind prepositions.
pub(super) fn complements(
    reading: &Reading<'_>,
    candidate: &mut Candidate<'_>,
    from: u32,
    passive: bool,
) {
    let frame = candidate.frame;
    // "liberated after its occupation by the militia": who had occupied it.
    let mut of_before = None;
    for found in reading.prepositionals(from) {
        if reading.is_any(
            found.token,
            &["after", "before", "since", "from", "following"],
        ) {
            of_before = Some(reading.tokens_of(&found.phrase).end);
        }
        let moves = matches!(frame.act, Act::Capture | Act::Transfer);
        if moves && reading.is(found.token, "by") && of_before == Some(found.token) {
            continue;
        }
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
            // "was seized at the airport": where, not what was taken.
            "at" if passive && frame.act == Act::Capture => Role::None,
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

/// "Shelling and air strikes by the army": whose the second act is, the first is, too.
pub(super) fn joined(reading: &Reading<'_>, end: u32) -> u32 {
    let act = reading
        .chunk_at(end + 1)
        .filter(|_| reading.is_any(end, &["and", "or"]))
        .map(|chunk| reading.chunk(chunk))
        .filter(|chunk| chunk.kind == ChunkKind::Noun && chunk.tokens.start == end + 1)
        .filter(|chunk| {
            let first = reading
                .matches
                .partition_point(|found| found.tokens.start < chunk.tokens.start);
            reading.matches[first..]
                .iter()
                .take_while(|found| found.tokens.start < chunk.tokens.end)
                .any(|found| found.part == Part::Noun && found.tokens.end == chunk.tokens.end)
        });
    act.filter(|act| reading.is(act.tokens.end, "by"))
        .map_or(end, |act| act.tokens.end)
}
