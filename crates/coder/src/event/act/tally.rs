//! Tolls of several tellings of one act: later counts, further dead, what one telling knows
//! and another does not. Prevents a war's dead from becoming a raid's.

use super::candidate::{Candidate, Number, Toll};
use crate::analysis::TokenRange;
use crate::event::reading::Reading;

/// How many times higher a later count of one act may be.
const GROWTH: u32 = 5;

/// The toll of a telling that makes no event of its own ("he and seven guards were later
/// killed"): the act that it belongs to takes the higher count.
pub(in crate::event) fn raise(candidate: &mut Candidate<'_>, told: &Toll, tokens: &TokenRange) {
    let Some(number) = told.killed.filter(|number| number.best > 0) else {
        return;
    };
    let known = candidate.toll.killed;
    if known.is_some_and(|known| known.best >= number.best || !one_size(known, number)) {
        return;
    }
    candidate.toll.killed = Some(Number {
        low: known.map_or(number.low, |known| known.low.min(number.low)),
        ..number
    });
    candidate.note(
        "fatalities",
        "toll/told-again",
        Some(tokens.clone()),
        "another telling counts more",
    );
}

/// "Two rebels were also killed in the clash": more dead of an act told before.
pub(in crate::event) fn further_dead(reading: &Reading<'_>, telling: &Candidate<'_>) -> bool {
    let mut sentence = reading.sentence(telling.sentence);
    sentence.any(|token| {
        reading.is(token, "also")
            && (token + 1..token + 3).any(|next| {
                matches!(
                    reading.analysis.lemma(next),
                    "kill" | "die" | "slay" | "lose"
                )
            })
    })
}

/// Adds the dead of a further telling.
pub(in crate::event) fn extend(candidate: &mut Candidate<'_>, telling: &Candidate<'_>) {
    if let (Some(known), Some(more)) = (&mut candidate.toll.killed, telling.toll.killed) {
        *known = known.plus(more);
        let trigger = Some(telling.trigger.clone());
        candidate.note("fatalities", "toll/further-dead", trigger, "");
    }
}

/// Adds what another telling of the same act knows and this one does not.
pub(in crate::event) fn complete(toll: &mut Toll, other: &Toll) {
    let pairs = [
        (&mut toll.killed, other.killed),
        (&mut toll.injured, other.injured),
        (&mut toll.detained, other.detained),
        (&mut toll.missing, other.missing),
        (&mut toll.displaced, other.displaced),
    ];
    for (slot, value) in pairs {
        if slot.is_none() {
            *slot = value;
        }
    }
}

/// Whether two tolls can be of one act: where both state a number, the ranges touch or
/// one is a later, higher count of the other.
pub(super) fn compatible(one: &Toll, other: &Toll) -> bool {
    let most = |number: Number| {
        let open = number.best.saturating_mul(2).saturating_add(1);
        number.high.filter(|high| *high > open).unwrap_or(open)
    };
    let agree = |one: Option<Number>, other: Option<Number>| match (one, other) {
        (Some(one), Some(other)) => {
            one.best == other.best
                || (one.best > 0
                    && other.best > 0
                    && one.best <= most(other)
                    && other.best <= most(one))
        }
        _ => true,
    };
    agree(one.killed, other.killed) && agree(one.detained, other.detained)
}

/// Whether one toll can be a later count of the other: "50,000 died in the war" is none of
/// nine.
pub(in crate::event) fn of_one_size(one: &Toll, other: &Toll) -> bool {
    let both = one.killed.zip(other.killed);
    both.is_none_or(|(one, other)| one_size(one, other))
}

fn one_size(one: Number, other: Number) -> bool {
    let (low, high) = (one.best.min(other.best), one.best.max(other.best));
    high <= low.saturating_mul(GROWTH).saturating_add(GROWTH)
}
