//! Lists of places: "shelled Sarmin and Nayrab" is an event at each. Prevents the second town from
//! being lost, and a road between two towns from being two events.

use super::town::governor;
use crate::analysis::PlaceKind;
use crate::event::act::candidate::Candidate;
use crate::event::reading::Reading;
use crate::frame::{Act, Role};

/// The other places of a list that the place stands in.
pub(super) fn listed_with(
    reading: &Reading<'_>,
    mention: usize,
    candidate: &Candidate<'_>,
) -> Vec<usize> {
    // "the road between X and Y" is one stretch of road.
    let first = reading.mention(mention).tokens.start;
    if governor(reading, first, reading.sentence(candidate.sentence).start)
        .is_some_and(|token| reading.is_any(token, &["between", "linking", "connecting"]))
    {
        return Vec::new();
    }
    let by_place = matches!(
        candidate.frame.act,
        Act::AirStrike
            | Act::DroneStrike
            | Act::Strike
            | Act::Shell
            | Act::Bomb
            | Act::Protest
            | Act::Attack
            | Act::Capture
            | Act::Riot
            | Act::Explode
            | Act::Clash
    );
    let mut found = Vec::new();
    let mut and = false;
    if !by_place
        || candidate
            .frame
            .preposition(reading.frames.vocabulary.number("between"))
            == Some(Role::Place)
    {
        return found;
    }
    let kind = |mention: usize| {
        reading
            .entity_of(mention)
            .place
            .as_ref()
            .map_or(PlaceKind::Unknown, |place| place.kind)
    };
    let own = kind(mention);
    let end = reading.sentence(candidate.sentence).end;
    let mut last = reading.mention(mention).tokens.end;
    loop {
        let mut at = last;
        let mut joined = false;
        while at < end
            && (reading.is(at, ",")
                || reading.is(at, "and")
                || reading.is(at, "the")
                || reading.is(at, "in") && joined
                || reading.is(at, "villages")
                || reading.is(at, "towns")
                || reading.is(at, "village")
                || reading.is(at, "town")
                || reading.is(at, "of") && joined
                || reading.is(at, "both"))
        {
            and |= reading.is(at, "and");
            joined |= reading.is(at, ",") || reading.is(at, "and");
            at += 1;
        }
        let next = reading.place_at(at).filter(|_| joined && at < end);
        let Some(next) = next else { break };
        let place = reading.entity_of(next).place.as_ref();
        let contains = reading
            .entity_of(mention)
            .place
            .as_ref()
            .is_some_and(|place| place.within.contains(&reading.mention(next).entity));
        // "Sarmin, Idlib province" is one place, "Sarmin and Nayrab" are two.
        let same_level = !matches!(kind(next), PlaceKind::Country | PlaceKind::Region)
            && (kind(next) >= PlaceKind::Admin3) == (own >= PlaceKind::Admin3);
        if place.is_none() || contains || !same_level {
            break;
        }
        found.push(next);
        last = reading.mention(next).tokens.end;
    }
    // "Barangay Rizal, Butuan City" is one place in another.
    if !and && found.len() == 1 {
        found.clear();
    }
    found
}
