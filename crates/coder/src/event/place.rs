//! Where: the place bound to the act, not to the article. Nearest in the clause, then
//! earlier in the paragraph, then the dateline; never the home of a source or of an actor.

use super::candidate::Candidate;
use super::reading::Reading;
use crate::analysis::{PlaceKind, TokenRange};
use crate::frame::{Class, Role};

/// Binds a place from the candidate's own sentence. Returns further places of a list
/// ("in Sarmin and Nayrab"), each an act of its own.
pub(super) fn bind(reading: &Reading<'_>, candidate: &mut Candidate<'_>) -> Vec<usize> {
    let sentence = reading.sentence(candidate.sentence);
    let mut best: Option<(u32, usize)> = None;
    let mut token = sentence.start;
    while token < sentence.end {
        let Some(mention) = reading.place_at(token) else {
            token += 1;
            continue;
        };
        let tokens = reading.mention(mention).tokens.clone();
        token = tokens.end.max(token + 1);
        if let Some(cost) = cost(reading, candidate, mention)
            && best.is_none_or(|(other, _)| cost < other)
        {
            best = Some((cost, mention));
        }
    }
    let Some((_, mention)) = best else {
        return Vec::new();
    };
    candidate.place = Some(mention);
    candidate.note(
        "place",
        "place/sentence",
        Some(reading.mention(mention).tokens.clone()),
        "nearest place of the act in its sentence",
    );
    listed_with(reading, mention, candidate)
}

/// How badly a place fits the act; `None` when it cannot be its place.
fn cost(reading: &Reading<'_>, candidate: &Candidate<'_>, mention: usize) -> Option<u32> {
    let tokens = reading.mention(mention).tokens.clone();
    let place = reading.entity_of(mention).place.as_ref();
    let kind = place.map_or(PlaceKind::Unknown, |place| place.kind);
    let is_side = candidate
        .sides()
        .any(|side| side.tokens == tokens && side.acts());
    if is_side || in_source(reading, candidate, &tokens) || kind == PlaceKind::Region {
        return None;
    }
    let start = reading.sentence(candidate.sentence).start;
    let first = reading
        .chunk_at(tokens.start)
        .map_or(tokens.start, |chunk| reading.chunk(chunk).tokens.start);
    let governor = first.checked_sub(1).filter(|token| *token >= start);
    let in_target = candidate
        .targets
        .iter()
        .any(|target| target.tokens.start <= tokens.start && tokens.end <= target.tokens.end);
    let class = |class| governor.is_some_and(|token| reading.classes(token).has(class));
    let (locative, elsewhere) = (class(Class::Locative), class(Class::NotWhere));
    let distance = if tokens.start >= candidate.trigger.end {
        let between = candidate.trigger.end..tokens.start;
        tokens.start - candidate.trigger.end + 10 * breaks(reading, between)
    } else {
        let between = tokens.end..candidate.trigger.start;
        candidate.trigger.start.saturating_sub(tokens.end) + 4 + 10 * breaks(reading, between)
    };
    let coarse = match kind {
        PlaceKind::Country => 16,
        PlaceKind::Admin1 => 8,
        PlaceKind::Admin2 | PlaceKind::Landform => 4,
        _ => 0,
    };
    let fit = match () {
        () if in_target => 0,
        () if locative => 2,
        () if elsewhere => 14,
        () => 8,
    };
    Some(distance + coarse + fit)
}

fn breaks(reading: &Reading<'_>, tokens: TokenRange) -> u32 {
    let starts_clause = |token: &u32| {
        let classes = reading.classes(*token);
        [Class::Relative, Class::ClauseStart, Class::Sequel]
            .iter()
            .any(|class| classes.has(*class))
    };
    tokens.filter(starts_clause).count() as u32
}

/// Whether the place belongs to the source ("the governor of Kilis", "based in London").
fn in_source(reading: &Reading<'_>, candidate: &Candidate<'_>, tokens: &TokenRange) -> bool {
    let named = candidate.claim.as_ref().is_some_and(|claim| {
        claim.name.start <= tokens.start
            && tokens.start <= claim.name.end + 2
            && tokens.start > candidate.trigger.end
    });
    let after =
        reading.is(tokens.end, "-based") || reading.is(tokens.start.saturating_sub(2), "based");
    named || after
}

/// The other places of a list that the place stands in.
fn listed_with(reading: &Reading<'_>, mention: usize, candidate: &Candidate<'_>) -> Vec<usize> {
    use crate::frame::Act;
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
    found
}

/// Gives places to candidates whose sentence names none: from the same paragraph's
/// earlier acts, the paragraph's places, the dateline, else the article's first act.
pub(super) fn inherit(reading: &Reading<'_>, candidates: &mut [Candidate<'_>]) {
    let dateline = reading.analysis.dateline.as_ref().and_then(|dateline| {
        dateline
            .place
            .clone()
            .find_map(|token| reading.place_at(token))
    });
    let first = candidates
        .iter()
        .find_map(|candidate| candidate.place.filter(|place| !is_country(reading, *place)));
    for index in 0..candidates.len() {
        if candidates[index]
            .place
            .is_some_and(|place| !is_country(reading, place))
        {
            continue;
        }
        let paragraph = reading.analysis.sentences[candidates[index].sentence].paragraph;
        let background = candidates[index].status == sitrep_contract::Status::Background;
        let earlier = candidates[..index].iter().rev().find_map(|earlier| {
            let near = reading.analysis.sentences[earlier.sentence].paragraph;
            earlier
                .place
                .filter(|place| near == paragraph && !is_country(reading, *place))
        });
        let (place, rule) = match (earlier, dateline, first) {
            (Some(place), _, _) => (place, "place/paragraph"),
            _ if background => continue,
            (None, Some(place), _) => (place, "place/dateline"),
            (None, None, Some(place)) if candidates[index].place.is_none() => {
                (place, "place/article")
            }
            _ => continue,
        };
        // A country that the sentence names must hold the inherited place.
        let named = candidates[index]
            .place
            .and_then(|place| country(reading, place));
        if named.is_some() && named != country(reading, place) {
            continue;
        }
        candidates[index].place = Some(place);
        candidates[index].note(
            "place",
            rule,
            Some(reading.mention(place).tokens.clone()),
            "the sentence names no place",
        );
    }
}

fn is_country(reading: &Reading<'_>, mention: usize) -> bool {
    let place = reading.entity_of(mention).place.as_ref();
    place.is_some_and(|place| place.kind == PlaceKind::Country)
}

/// The country of a place, ISO 3166-1 alpha-2.
pub(super) fn country(reading: &Reading<'_>, mention: usize) -> Option<String> {
    let entity = reading.entity_of(mention);
    let place = entity.place.as_ref();
    place
        .and_then(|place| place.country.clone())
        .or_else(|| entity.country.clone())
}
