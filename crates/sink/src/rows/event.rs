//! The rows of an article's events.

use jiff::civil::Date;
use sitrep_contract::{
    Claim, Count, DisorderType, Event, EventType, Place, PloverType, Section, Span, Status,
    SubEventType,
};
use sitrep_stream::Rejection;
use tokio_postgres::types::Json;
use uuid::Uuid;

use super::{actor::ActorRow, field};
use crate::staging::staged;

/// Low, best and high; all NULL where the text gives no number.
type Numbers = [Option<i32>; 3];

#[derive(Debug)]
pub(crate) struct EventRow {
    record: i32,
    pub(super) id: Uuid,
    article_id: Uuid,
    ordinal: i32,
    /// Disorder, event, sub-event and PLOVER type.
    types: [Option<&'static str>; 4],
    plover_mode: Option<String>,
    status: &'static str,
    claim_source_id: Option<String>,
    claim_source_name: Option<String>,
    claim_span: Option<Json<Span>>,
    claim_cue: Option<Json<Span>>,
    claim_quote: Option<Json<Span>>,
    interaction: Option<i16>,
    place: PlaceColumns,
    geo_precision: Option<i16>,
    date_start: Option<Date>,
    date_end: Option<Date>,
    time_precision: Option<i16>,
    /// Killed, injured, detained, missing, displaced.
    counts: [Numbers; 5],
    civilian_targeting: bool,
    weapons: Vec<String>,
    evidence: SpanColumns,
    further_evidence: Option<Json<Vec<Span>>>,
    trigger: SpanColumns,
    rule_ids: Vec<String>,
    confidence: f32,
}

/// A span in four columns.
#[derive(Debug, Default)]
struct SpanColumns {
    text: Option<String>,
    section: Option<&'static str>,
    start: Option<i32>,
    end: Option<i32>,
}

impl SpanColumns {
    fn of(field: &str, span: Option<Span>) -> Result<Self, Rejection> {
        let Some(span) = span else {
            return Ok(Self::default());
        };
        Ok(Self {
            section: Some(field::required_label::<Section>(field, span.section)?),
            start: Some(field::integer(field, span.start)?),
            end: Some(field::integer(field, span.end)?),
            text: Some(span.text),
        })
    }
}

/// Where an event was, as the event tells it; all NULL where it was nowhere.
#[derive(Debug, Default)]
struct PlaceColumns {
    id: Option<String>,
    name: Option<String>,
    admin1: Option<String>,
    admin2: Option<String>,
    admin3: Option<String>,
    country: Option<String>,
    latitude: Option<f64>,
    longitude: Option<f64>,
}

impl From<Place> for PlaceColumns {
    fn from(place: Place) -> Self {
        Self {
            id: place.entity_id,
            name: Some(place.name),
            admin1: place.admin1,
            admin2: place.admin2,
            admin3: place.admin3,
            country: place.country,
            latitude: place.latitude,
            longitude: place.longitude,
        }
    }
}

impl EventRow {
    /// The sides go to `actors`.
    pub(super) fn of(
        record: i32,
        article_id: Uuid,
        ordinal: i32,
        event: Event,
        actors: &mut Vec<ActorRow>,
    ) -> Result<Self, Rejection> {
        let id = field::uuid("event.id", &event.id)?;
        for (side, actor) in [(1, event.actor1), (2, event.actor2)] {
            if let Some(actor) = actor {
                ActorRow::push_side(actors, record, id, side, actor)?;
            }
        }
        let claim = event.claim;
        let Claim {
            source_entity_id,
            source_name,
            span,
            cue,
            quote,
        } = claim.unwrap_or_default();
        let date = event.date.unwrap_or_default();
        let place = event.place;
        let precision = place.as_ref().map_or(0, |place| place.geo_precision);
        Ok(Self {
            record,
            id,
            article_id,
            ordinal,
            types: [
                field::label::<DisorderType>("disorder_type", event.disorder_type)?,
                field::label::<EventType>("event_type", event.event_type)?,
                field::label::<SubEventType>("sub_event_type", event.sub_event_type)?,
                field::label::<PloverType>("plover_type", event.plover_type)?,
            ],
            plover_mode: event.plover_mode,
            status: field::required_label::<Status>("status", event.status)?,
            claim_source_id: source_entity_id,
            claim_source_name: field::said(source_name),
            claim_span: span.map(Json),
            claim_cue: cue.map(Json),
            claim_quote: quote.map(Json),
            interaction: event
                .interaction
                .map(|code| {
                    i16::try_from(code).map_err(|_| field::invalid("interaction", "too large"))
                })
                .transpose()?,
            geo_precision: field::geo_precision(precision)?,
            place: place.map(PlaceColumns::from).unwrap_or_default(),
            date_start: field::day("date.start", date.start)?,
            date_end: field::day("date.end", date.end)?,
            time_precision: field::time_precision(date.time_precision)?,
            counts: [
                numbers("fatalities", event.fatalities)?,
                numbers("injured", event.injured)?,
                numbers("detained", event.detained)?,
                numbers("missing", event.missing)?,
                numbers("displaced", event.displaced)?,
            ],
            civilian_targeting: event.civilian_targeting,
            weapons: event.weapons,
            evidence: SpanColumns::of("evidence", event.evidence)?,
            further_evidence: (!event.further_evidence.is_empty())
                .then_some(Json(event.further_evidence)),
            trigger: SpanColumns::of("trigger", event.trigger)?,
            rule_ids: event.rule_ids,
            confidence: event.confidence,
        })
    }
}

fn numbers(field: &str, count: Option<Count>) -> Result<Numbers, Rejection> {
    let Some(Count { low, best, high }) = count else {
        return Ok([None; 3]);
    };
    let high = high.map(|high| field::integer(field, high)).transpose()?;
    Ok([
        Some(field::integer(field, low)?),
        Some(field::integer(field, best)?),
        high,
    ])
}

staged! {
    EventRow => "events" {
        record: INT4,
        id: UUID,
        article_id: UUID,
        ordinal: INT4,
        disorder_type(types[0]): TEXT,
        event_type(types[1]): TEXT,
        sub_event_type(types[2]): TEXT,
        plover_type(types[3]): TEXT,
        plover_mode: TEXT,
        status: TEXT,
        claim_source_id: TEXT,
        claim_source_name: TEXT,
        claim_span: JSONB,
        claim_cue: JSONB,
        claim_quote: JSONB,
        interaction: INT2,
        place_id(place.id): TEXT,
        place_name(place.name): TEXT,
        admin1(place.admin1): TEXT,
        admin2(place.admin2): TEXT,
        admin3(place.admin3): TEXT,
        country(place.country): TEXT,
        latitude(place.latitude): FLOAT8,
        longitude(place.longitude): FLOAT8,
        geo_precision: INT2,
        date_start: DATE,
        date_end: DATE,
        time_precision: INT2,
        fatalities_low(counts[0][0]): INT4,
        fatalities_best(counts[0][1]): INT4,
        fatalities_high(counts[0][2]): INT4,
        injured_low(counts[1][0]): INT4,
        injured_best(counts[1][1]): INT4,
        injured_high(counts[1][2]): INT4,
        detained_low(counts[2][0]): INT4,
        detained_best(counts[2][1]): INT4,
        detained_high(counts[2][2]): INT4,
        missing_low(counts[3][0]): INT4,
        missing_best(counts[3][1]): INT4,
        missing_high(counts[3][2]): INT4,
        displaced_low(counts[4][0]): INT4,
        displaced_best(counts[4][1]): INT4,
        displaced_high(counts[4][2]): INT4,
        civilian_targeting: BOOL,
        weapons: TEXT_ARRAY,
        evidence(evidence.text): TEXT,
        evidence_section(evidence.section): TEXT,
        evidence_start(evidence.start): INT4,
        evidence_end(evidence.end): INT4,
        further_evidence: JSONB,
        trigger(trigger.text): TEXT,
        trigger_section(trigger.section): TEXT,
        trigger_start(trigger.start): INT4,
        trigger_end(trigger.end): INT4,
        rule_ids: TEXT_ARRAY,
        confidence: FLOAT4,
    }
}
