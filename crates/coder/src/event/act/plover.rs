//! The bridge to PLOVER, with its rules for what is announced: cooperation to come is AGREE,
//! force to come is THREATEN. Prevents a plan from being coded as the act itself.

use sitrep_contract::{PloverType, Status};

use super::candidate::Candidate;
use crate::frame::Act;

/// PLOVER's type and mode of an act whose kind has been decided; unspecified before.
pub(in crate::event) fn plover<'c>(candidate: &'c Candidate<'_>) -> (PloverType, Option<&'c str>) {
    let Some(decision) = candidate.decision else {
        return (PloverType::Unspecified, None);
    };
    let own = (decision.plover, decision.mode.as_deref());
    let frame = (
        candidate.frame.plover.unwrap_or_default(),
        candidate.frame.mode.as_deref(),
    );
    let (plover, mode) = if own.0 == PloverType::Unspecified {
        frame
    } else {
        own
    };
    let to_come = candidate.status == Status::Planned
        || (candidate.status == Status::Hypothetical && candidate.frame.act == Act::Verbal);
    if !to_come {
        return (plover, mode);
    }
    match plover {
        PloverType::Agree
        | PloverType::Consult
        | PloverType::Support
        | PloverType::Cooperate
        | PloverType::Aid => (PloverType::Agree, None),
        PloverType::Assault => (PloverType::Threaten, Some("violence")),
        PloverType::Coerce | PloverType::Sanction => (PloverType::Threaten, Some("restrict")),
        PloverType::Protest => (PloverType::Threaten, None),
        other => (other, mode),
    }
}
