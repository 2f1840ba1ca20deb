//! Why people demonstrate, where its words are those of an act of its own: "a march against
//! house demolitions". Prevents the grievance from being coded beside the march.

use super::candidate::Candidate;
use crate::analysis::Casualty;
use crate::event::reading::Reading;
use crate::frame::{Act, Class, ClassSet};

/// "Protesters burned a bank over the killing of a man": why, not what.
pub(in crate::event) fn is_reason(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let start = reading.sentence(candidate.sentence).start;
    let first = reading.phrase_start(candidate.trigger.start);
    let anger = |token: u32| {
        reading.classes(token).has(Class::Demonstration)
            || reading.is_any(token, &["anger", "outrage", "fury", "angered", "protest"])
    };
    // "demonstrated against house demolitions", "a rally over attacks on farmers"
    let from = first.saturating_sub(3).max(start);
    let protested = first > start
        && reading.is_any(first - 1, &["over", "against"])
        && (from..first - 1).any(anger);
    if protested && candidate.noun && is_wrong(candidate.frame.act) {
        return true;
    }
    matches!(candidate.frame.act, Act::Kill | Act::Murder | Act::Abduct)
        && candidate.noun
        && first > start
        && reading.is(first, "the")
        && (reading.is_any(first - 1, &["over", "against"])
            || reading.is(first - 1, "at") && first > start + 1 && anger(first - 2))
        && reading
            .sentence_classes(candidate.sentence)
            .meets(ClassSet::of(&[Class::Demonstration, Class::Crowd]))
}

/// "A night of riots over the death of a man": whom people mourn did not die there.
pub(in crate::event) fn is_mourned(
    reading: &Reading<'_>,
    candidate: &Candidate<'_>,
    casualty: &Casualty,
) -> bool {
    let demonstrates = matches!(
        candidate.frame.act,
        Act::Protest | Act::Riot | Act::Disperse | Act::Mob
    );
    let first = reading.phrase_start(casualty.cue);
    demonstrates
        && matches!(
            reading.analysis.lemma(casualty.cue),
            "death" | "killing" | "murder" | "shooting" | "slaying" | "lynching" | "fatality"
        )
        && first > reading.sentence_start(first)
        && reading.is_any(first - 1, &["over", "against", "about", "at"])
        && (first.saturating_sub(4).max(reading.sentence_start(first))..first - 1).any(|token| {
            reading.classes(token).has(Class::Demonstration)
                || matches!(
                    reading.analysis.lemma(token),
                    "violence"
                        | "unrest"
                        | "riot"
                        | "rioting"
                        | "anger"
                        | "outrage"
                        | "fury"
                        | "rage"
                )
        })
}

/// Acts that people demonstrate against.
fn is_wrong(act: Act) -> bool {
    matches!(
        act,
        Act::Kill
            | Act::Murder
            | Act::Wound
            | Act::Abduct
            | Act::Attack
            | Act::AirStrike
            | Act::Shell
            | Act::Bomb
            | Act::Beat
            | Act::SexualViolence
            | Act::Loot
            | Act::Destroy
            | Act::Disperse
    )
}
