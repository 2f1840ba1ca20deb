//! What goes into the coder and what comes out.

use jiff::civil::Date;
use sitrep_contract::{Entity, Event, Mention};

use crate::Trace;

/// One article to code. The texts are coded as they are: offsets in the result count
/// code points of exactly these strings.
#[derive(Clone, Copy, Debug, Default)]
pub struct Document<'a> {
    /// The article's id, from which the ids of its events are made.
    pub article_id: &'a str,
    /// The cleaned headline; empty when there is none.
    pub title: &'a str,
    /// The cleaned body.
    pub body: &'a str,
    /// The day of publication, the anchor of "yesterday" and "late Monday". Without
    /// it a dateline's date is used, else relative dates stay unresolved.
    pub published: Option<Date>,
    /// ISO 3166-1 alpha-2 of the outlet's home, where known: breaks ties between places.
    pub outlet_country: Option<&'a str>,
}

/// What the coder found in one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coding {
    /// Every entity that a mention, an actor or a claim refers to, once each, by id.
    pub entities: Vec<Entity>,
    /// Named spans of the body, by start, then longest first.
    pub mentions: Vec<Mention>,
    /// Events in the order of their evidence.
    pub events: Vec<Event>,
    /// Why each event is as it is, and what was discarded; empty unless asked for.
    pub trace: Trace,
}
