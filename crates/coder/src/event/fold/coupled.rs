//! Two nouns for one bombardment: "shelling and air strikes killed 57". Prevents the shells and
//! the jets of one day, told with one verb and one toll, from being two events.

use crate::event::act::candidate::Candidate;
use crate::event::reading::Reading;
use crate::frame::Act;
use crate::text::Upos;

/// "Shelling and drone strikes by the militia killed 57": two words for one bombardment, told
/// with one verb.
pub(super) fn coupled(reading: &Reading<'_>, main: &Candidate<'_>, part: &Candidate<'_>) -> bool {
    let remote = |candidate: &Candidate<'_>| {
        candidate.noun
            && matches!(
                candidate.frame.act,
                Act::Shell | Act::Strike | Act::DroneStrike
            )
    };
    let from = main.trigger.end.min(part.trigger.end);
    let to = main.trigger.start.max(part.trigger.start);
    remote(main)
        && remote(part)
        && from < to
        && to - from <= 3
        && reading.is(from, "and")
        && (from..to).all(|token| {
            !reading.is_preposition(token) && reading.analysis.tag(token) != Upos::Punct
        })
}

/// Strikes from the air, which the codebook ranks before shelling.
pub(super) fn aerial(candidate: &Candidate<'_>) -> bool {
    let air = ["drone", "aircraft", "helicopter"];
    candidate.frame.act == Act::DroneStrike || candidate.weapons.iter().any(|it| air.contains(it))
}
