//! The rows of the sides of an event: the main actor of each side, then its associates.

use sitrep_contract::{Actor, Span};
use sitrep_stream::Rejection;
use tokio_postgres::types::Json;
use uuid::Uuid;

use super::field;
use crate::staging::staged;

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
    pub(super) fn push_side(
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

staged! {
    ActorRow => "event_actors" {
        record: INT4,
        event_id: UUID,
        side: INT2,
        ordinal: INT2,
        entity_id: TEXT,
        name: TEXT,
        acled_name: TEXT,
        inter: TEXT,
        country: TEXT,
        span: JSONB,
    }
}
