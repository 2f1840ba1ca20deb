//! The rows of an article's events and of their sides.

use jiff::civil::Date;
use sitrep_contract::{
    Actor, Claim, Count, DisorderType, Event, EventType, Place, PloverType, Section, Span, Status,
    SubEventType,
};
use sitrep_stream::Rejection;
use tokio_postgres::types::{Json, ToSql, Type};
use uuid::Uuid;

use super::field;
use crate::staging::Staged;

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
    claim_cue: Option<Json<Span>>,
    claim_quote: Option<Json<Span>>,
    interaction: Option<i16>,
    place: Option<Place>,
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
            claim_cue: cue.map(Json),
            claim_quote: quote.map(Json),
            interaction: event
                .interaction
                .map(|code| {
                    i16::try_from(code).map_err(|_| field::invalid("interaction", "too large"))
                })
                .transpose()?,
            geo_precision: field::geo_precision(precision)?,
            place,
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

impl Staged for EventRow {
    const TABLE: &'static str = "events";
    const COLUMNS: &'static [(&'static str, Type)] = &[
        ("record", Type::INT4),
        ("id", Type::UUID),
        ("article_id", Type::UUID),
        ("ordinal", Type::INT4),
        ("disorder_type", Type::TEXT),
        ("event_type", Type::TEXT),
        ("sub_event_type", Type::TEXT),
        ("plover_type", Type::TEXT),
        ("plover_mode", Type::TEXT),
        ("status", Type::TEXT),
        ("claim_source_id", Type::TEXT),
        ("claim_source_name", Type::TEXT),
        ("claim_cue", Type::JSONB),
        ("claim_quote", Type::JSONB),
        ("interaction", Type::INT2),
        ("place_id", Type::TEXT),
        ("place_name", Type::TEXT),
        ("admin1", Type::TEXT),
        ("admin2", Type::TEXT),
        ("admin3", Type::TEXT),
        ("country", Type::TEXT),
        ("latitude", Type::FLOAT8),
        ("longitude", Type::FLOAT8),
        ("geo_precision", Type::INT2),
        ("date_start", Type::DATE),
        ("date_end", Type::DATE),
        ("time_precision", Type::INT2),
        ("fatalities_low", Type::INT4),
        ("fatalities_best", Type::INT4),
        ("fatalities_high", Type::INT4),
        ("injured_low", Type::INT4),
        ("injured_best", Type::INT4),
        ("injured_high", Type::INT4),
        ("detained_low", Type::INT4),
        ("detained_best", Type::INT4),
        ("detained_high", Type::INT4),
        ("missing_low", Type::INT4),
        ("missing_best", Type::INT4),
        ("missing_high", Type::INT4),
        ("displaced_low", Type::INT4),
        ("displaced_best", Type::INT4),
        ("displaced_high", Type::INT4),
        ("civilian_targeting", Type::BOOL),
        ("weapons", Type::TEXT_ARRAY),
        ("evidence", Type::TEXT),
        ("evidence_section", Type::TEXT),
        ("evidence_start", Type::INT4),
        ("evidence_end", Type::INT4),
        ("further_evidence", Type::JSONB),
        ("trigger", Type::TEXT),
        ("trigger_section", Type::TEXT),
        ("trigger_start", Type::INT4),
        ("trigger_end", Type::INT4),
        ("rule_ids", Type::TEXT_ARRAY),
        ("confidence", Type::FLOAT4),
    ];

    fn values(&self) -> Vec<&(dyn ToSql + Sync)> {
        const NO_TEXT: &Option<String> = &None;
        const NO_DEGREES: &Option<f64> = &None;
        const NO_NAME: &Option<&str> = &None;
        let mut values: Vec<&(dyn ToSql + Sync)> =
            vec![&self.record, &self.id, &self.article_id, &self.ordinal];
        values.extend(self.types.iter().map(|label| label as &(dyn ToSql + Sync)));
        values.extend([
            &self.plover_mode as &(dyn ToSql + Sync),
            &self.status,
            &self.claim_source_id,
            &self.claim_source_name,
            &self.claim_cue,
            &self.claim_quote,
            &self.interaction,
        ]);
        match &self.place {
            Some(place) => values.extend([
                &place.entity_id as &(dyn ToSql + Sync),
                &place.name,
                &place.admin1,
                &place.admin2,
                &place.admin3,
                &place.country,
                &place.latitude,
                &place.longitude,
            ]),
            None => values.extend([
                NO_TEXT as &(dyn ToSql + Sync),
                NO_NAME,
                NO_TEXT,
                NO_TEXT,
                NO_TEXT,
                NO_TEXT,
                NO_DEGREES,
                NO_DEGREES,
            ]),
        }
        values.extend([
            &self.geo_precision as &(dyn ToSql + Sync),
            &self.date_start,
            &self.date_end,
            &self.time_precision,
        ]);
        let counts = self.counts.iter().flatten();
        values.extend(counts.map(|number| number as &(dyn ToSql + Sync)));
        values.extend([
            &self.civilian_targeting as &(dyn ToSql + Sync),
            &self.weapons,
            &self.evidence.text,
            &self.evidence.section,
            &self.evidence.start,
            &self.evidence.end,
            &self.further_evidence,
            &self.trigger.text,
            &self.trigger.section,
            &self.trigger.start,
            &self.trigger.end,
            &self.rule_ids,
            &self.confidence,
        ]);
        values
    }
}

#[derive(Debug)]
pub(crate) struct ActorRow {
    record: i32,
    event_id: Uuid,
    side: i16,
    ordinal: i16,
    entity_id: Option<String>,
    name: String,
    acled_name: Option<String>,
    inter: Option<&'static str>,
    country: Option<String>,
    span: Option<Json<Span>>,
}

impl ActorRow {
    fn push_side(
        rows: &mut Vec<Self>,
        record: i32,
        event_id: Uuid,
        side: i16,
        actor: Actor,
    ) -> Result<(), Rejection> {
        rows.push(Self {
            record,
            event_id,
            side,
            ordinal: 0,
            entity_id: actor.entity_id,
            name: field::required("actor.name", actor.name)?,
            acled_name: actor.acled_name,
            inter: field::inter(actor.inter)?,
            country: actor.country,
            span: actor.span.map(Json),
        });
        for (ordinal, associate) in (1_usize..).zip(actor.associates) {
            let ordinal = i16::try_from(ordinal)
                .map_err(|_| field::invalid("associates", "more than 32767"))?;
            rows.push(Self {
                record,
                event_id,
                side,
                ordinal,
                entity_id: associate.entity_id,
                name: field::required("associate.name", associate.name)?,
                acled_name: associate.acled_name,
                inter: field::inter(associate.inter)?,
                country: None,
                span: None,
            });
        }
        Ok(())
    }
}

impl Staged for ActorRow {
    const TABLE: &'static str = "event_actors";
    const COLUMNS: &'static [(&'static str, Type)] = &[
        ("record", Type::INT4),
        ("event_id", Type::UUID),
        ("side", Type::INT2),
        ("ordinal", Type::INT2),
        ("entity_id", Type::TEXT),
        ("name", Type::TEXT),
        ("acled_name", Type::TEXT),
        ("inter", Type::TEXT),
        ("country", Type::TEXT),
        ("span", Type::JSONB),
    ];

    fn values(&self) -> Vec<&(dyn ToSql + Sync)> {
        vec![
            &self.record,
            &self.event_id,
            &self.side,
            &self.ordinal,
            &self.entity_id,
            &self.name,
            &self.acled_name,
            &self.inter,
            &self.country,
            &self.span,
        ]
    }
}
