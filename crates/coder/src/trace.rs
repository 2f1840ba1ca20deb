//! The record of why: which rule set which slot of which event from which words, and
//! what was discarded. Prevents an event nobody can check.

use serde::Serialize;
use sitrep_contract::Span;

/// All steps for one document, in the order in which they were taken.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Trace {
    /// The steps.
    pub steps: Vec<TraceStep>,
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TraceStep {
    /// The event's id; absent for a candidate that was discarded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_id: Option<String>,
    /// What was decided: "trigger", "type", "actor1", "actor2", "place", "date", "status",
    /// "claim", "fatalities", "injured", "merge", "opinion", "discard".
    pub slot: &'static str,
    /// The rule, e.g. "role/by-agent" or "status/background-year".
    pub rule: String,
    /// The words it rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// The decision in words, e.g. "object of 'shelled'; 'late Monday' discarded: another clause".
    pub detail: String,
}
