//! From triggers to events: roles, type, status and claim, place, date, casualties, merging.
//!
//! ```text
//! trigger ─▶ fold ─▶ status, claim, place, toll, date ─▶ kind ─▶ merge ─▶ opinion ─▶ output
//!    └ role
//! ```
//!
//! Each stage has its folder and asks only what stands above it here:
//!
//! | | |
//! |---|---|
//! | `reading` | the document as rules read it: words, phrases, who stands for whom |
//! | `grammar` | subjects, asides and clauses from chunks, in place of a parser |
//! | `act` | an act in the making, and how two of them compare |
//! | `claim` | who speaks, and what follows from it |
//! | `place`, `date`, `toll` | where, when, how many killed and injured |
//! | `talk` | talks, threats and demands: of whom, to whom, of what |
//! | `status` | did it happen: denied, past, planned, feared, a habit, only referred to |
//! | `who`, `role` | the sides, also those described, owned or meant by "they" |
//! | `trigger` | which words tell of an act at all |
//! | `fold` | several words of a sentence, one act |
//! | `kind` | the type, by the codebook's table |
//! | `merge` | several tellings in an article, one event; what is left over |
//! | `output` | the contract's events, names of sides, confidence |
//! | `opinion` | a second look at the type |
//!
//! Prevents the errors of earlier rule coders: several events out of one act, the nearest
//! noun taken for the target, the publication date taken for the day of the event.

mod act;
mod claim;
mod date;
mod fold;
mod grammar;
mod kind;
mod merge;
pub(crate) mod opinion;
mod output;
mod place;
mod reading;
mod role;
mod status;
mod talk;
#[cfg(test)]
mod tests;
mod toll;
mod trigger;
mod who;

pub(crate) use output::confidence::Confidence;
use rustc_hash::FxHashSet;
use sitrep_contract::{Entity, Event};

use self::act::candidate::{Candidate, Discarded};
use self::opinion::Opinion;
use self::output::Output;
pub(crate) use self::reading::KnownWords;
use self::reading::Reading;
use crate::analysis::{Analysis, EntityIndex};
use crate::frame::FrameSet;
use crate::lexicon::Lexicon;
use crate::{Document, Trace, TraceStep};

/// The events of a document, the entities they refer to, and the trace when asked for.
#[derive(Debug, Default)]
pub(crate) struct Events {
    /// By place of the evidence in the text.
    pub(crate) events: Vec<Event>,
    /// Entities of sides, places and sources.
    pub(crate) entities: Vec<EntityIndex>,
    /// Forces that the place of an event names and the text does not.
    pub(crate) local_forces: Vec<Entity>,
    /// Empty unless asked for.
    pub(crate) trace: Trace,
}

/// What events are coded by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules<'a> {
    /// Acts, cues and the codebook's rules.
    pub(crate) frames: &'a FrameSet,
    /// Names of countries' forces.
    pub(crate) lexicon: &'a Lexicon,
    /// How sure to be.
    pub(crate) confidence: &'a Confidence,
    /// A second look at types.
    pub(crate) opinion: &'a Opinion,
}

/// Codes the events of an analysed document.
pub(crate) fn code(
    analysis: &Analysis,
    rules: &Rules<'_>,
    document: &Document<'_>,
    explain: bool,
    known: &mut KnownWords,
) -> Events {
    let reading = Reading::new(analysis, rules.frames, known);
    if reading.matches.is_empty() {
        return Events::default();
    }
    let mut discarded = Vec::new();
    let mut merged = merged(&reading, document, &mut discarded);
    let output = output(&reading, rules, document);
    let mut events = Events::default();
    let mut ids = FxHashSet::default();
    events.events.reserve(merged.len());
    for candidate in &mut merged {
        rules.opinion.judge(&reading, candidate, explain);
        let Some(event) = output.event(candidate) else {
            continue;
        };
        // Two readings of one trigger at one place by one source are one event.
        if !ids.insert(event.id.clone()) {
            continue;
        }
        if explain {
            events.trace.steps.extend(output.trace(candidate, &event));
        }
        events.entities.extend(
            candidate
                .sides()
                .chain(&candidate.allies)
                .filter_map(|side| side.entity),
        );
        events
            .entities
            .extend(candidate.claim.as_ref().and_then(|claim| claim.entity));
        events
            .entities
            .extend(candidate.place.map(|place| reading.mention(place).entity));
        let local = output::naming::local_forces(analysis, candidate, &event);
        events.local_forces.extend(local);
        events.events.push(event);
    }
    if explain {
        let dropped = discarded.into_iter().map(|discarded| TraceStep {
            event_id: None,
            slot: "discard",
            rule: discarded.frame.rule.clone(),
            span: Some(analysis.span(&discarded.trigger)),
            detail: discarded.reason.to_owned(),
        });
        events.trace.steps.extend(dropped);
    }
    events
}

/// What the rules make of a document: each act once, in text order.
fn merged<'a>(
    reading: &Reading<'a>,
    document: &Document<'_>,
    discarded: &mut Vec<Discarded<'a>>,
) -> Vec<Candidate<'a>> {
    let candidates = trigger::candidates(reading, discarded);
    if candidates.is_empty() {
        return candidates;
    }
    let mut candidates = fold::fold(reading, candidates, discarded);
    let attributions = claim::attribution::attributions(reading);
    let entries = place::entry::entries(reading);
    let mut other_places = Vec::with_capacity(candidates.len());
    for candidate in &mut candidates {
        status::judge(reading, candidate, reading.analysis.day);
        claim::bind(reading, candidate, &attributions);
        other_places.push(place::bind(reading, candidate, &entries));
    }
    toll::bind(reading, &mut candidates);
    for candidate in &mut candidates {
        claim::from_toll(reading, candidate, &attributions);
    }
    let candidates = merge::weigh::distribute(reading, candidates, other_places);
    let mut candidates = toll::shares::split(reading, candidates);
    place::inherit::inherit(reading, &mut candidates, &entries);
    date::when::bind(reading, &mut candidates, &entries, document.published);
    let candidates = merge::weigh::weigh(reading, candidates, discarded);
    let mut merged = merge::merge(reading, candidates);
    status::reference::drop_references(reading, &mut merged, discarded);
    merged.sort_by_key(|event| {
        (
            event.evidence.first().map_or(0, |range| range.start),
            event.trigger.start,
        )
    });
    claim::responsible::bind(reading, &mut merged);
    merged
}

fn output<'a>(reading: &'a Reading<'a>, rules: &Rules<'a>, document: &Document<'a>) -> Output<'a> {
    Output {
        reading,
        lexicon: rules.lexicon,
        confidence: rules.confidence,
        article: document.article_id,
        day: reading.analysis.day,
    }
}
