//! Tolls told place by place: "31 people died in Baghdad and 12 in Mosul" are two events with
//! a number each. Prevents the sum from standing at one of the places.

use sitrep_contract::Status;

use crate::analysis::{Casualty, Harm};
use crate::event::act::candidate::{Candidate, Number};
use crate::event::reading::Reading;

/// Tokens between a number and its place ("people were killed in").
const REACH: u32 = 6;

/// A number of dead or injured with the place that stands behind it.
struct Share<'a> {
    place: usize,
    casualty: &'a Casualty,
}

/// One act for each place that has a toll of its own.
pub(in crate::event) fn split<'a>(
    reading: &Reading<'a>,
    candidates: Vec<Candidate<'a>>,
) -> Vec<Candidate<'a>> {
    let mut all = Vec::with_capacity(candidates.len());
    for mut candidate in candidates {
        let shares = shares(reading, &candidate);
        let mut places: Vec<usize> = Vec::new();
        for share in &shares {
            if !places.contains(&share.place) {
                places.push(share.place);
            }
        }
        let (Some(first), true) = (places.first().copied(), places.len() > 1) else {
            all.push(candidate);
            continue;
        };
        let copies: Vec<Candidate<'a>> = places[1..]
            .iter()
            .map(|place| at_place(reading, candidate.clone(), *place, &shares))
            .collect();
        candidate = at_place(reading, candidate, first, &shares);
        all.push(candidate);
        all.extend(copies);
    }
    all
}

/// The act at one place, with what its shares count.
fn at_place<'a>(
    reading: &Reading<'a>,
    mut candidate: Candidate<'a>,
    place: usize,
    shares: &[Share<'_>],
) -> Candidate<'a> {
    candidate.place = Some(place);
    candidate.toll = Default::default();
    for share in shares.iter().filter(|share| share.place == place) {
        let casualty = share.casualty;
        let (slot, name) = match casualty.harm {
            Harm::Killed => (&mut candidate.toll.killed, "fatalities"),
            _ => (&mut candidate.toll.injured, "injured"),
        };
        *slot = Some(Number {
            low: casualty.low,
            best: casualty.best,
            high: casualty.high,
        });
        let tokens = Some(casualty.tokens.clone());
        candidate.note(name, "toll/of-its-place", tokens, "");
    }
    let tokens = Some(reading.mention(place).tokens.clone());
    candidate.note("place", "place/sentence", tokens, "behind its own toll");
    candidate
}

/// The numbers of the act's sentence that have a place of their own, in text order.
fn shares<'a>(reading: &Reading<'a>, candidate: &Candidate<'_>) -> Vec<Share<'a>> {
    if !matches!(candidate.status, Status::Reported | Status::Claimed) {
        return Vec::new();
    }
    let sentence = reading.sentence(candidate.sentence);
    let casualties: &'a [Casualty] = &reading.analysis.casualties;
    let from = casualties.partition_point(|casualty| casualty.tokens.start < sentence.start);
    let here: Vec<&Casualty> = casualties[from..]
        .iter()
        .take_while(|casualty| casualty.tokens.start < sentence.end)
        .filter(|casualty| matches!(casualty.harm, Harm::Killed | Harm::Injured))
        .filter(|casualty| casualty.best > 0 && !casualty.cumulative)
        .collect();
    let mut found: Vec<Share<'a>> = Vec::new();
    for (at, casualty) in here.iter().enumerate() {
        let next = here
            .get(at + 1)
            .map_or(sentence.end, |next| next.tokens.start);
        let limit = next.min(casualty.tokens.end + REACH);
        let place = (casualty.tokens.end..limit)
            .take_while(|token| !reading.is_any(*token, &[",", ";", "and", "when", "after"]))
            .find(|token| reading.is_any(*token, &["in", "at", "near"]))
            .and_then(|token| reading.place_at(token + 1));
        if let Some(place) = place {
            found.push(Share { place, casualty });
        }
    }
    found
}
