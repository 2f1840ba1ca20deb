//! The rows of an article's mentions.

use sitrep_contract::{FoundBy, Mention, MentionType};
use sitrep_stream::Rejection;
use uuid::Uuid;

use super::field;
use crate::staging::staged;

#[derive(Debug)]
pub(crate) struct MentionRow {
    record: i32,
    article_id: Uuid,
    ordinal: i32,
    span_start: i32,
    span_end: i32,
    text: String,
    kind: &'static str,
    entity_id: Option<String>,
    canonical_name: Option<String>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    geo_precision: Option<i16>,
    country: Option<String>,
    found_by: Option<&'static str>,
    confidence: f32,
}

impl MentionRow {
    pub(super) fn of(
        record: i32,
        article_id: Uuid,
        ordinal: i32,
        mention: Mention,
    ) -> Result<Self, Rejection> {
        Ok(Self {
            record,
            article_id,
            ordinal,
            span_start: field::integer("mention.start", mention.start)?,
            span_end: field::integer("mention.end", mention.end)?,
            text: mention.text,
            kind: field::required_label::<MentionType>("mention.type", mention.r#type)?,
            entity_id: mention.entity_id,
            canonical_name: mention.canonical_name,
            latitude: mention.latitude,
            longitude: mention.longitude,
            geo_precision: field::geo_precision(mention.geo_precision)?,
            country: mention.country,
            found_by: field::label::<FoundBy>("mention.found_by", mention.found_by)?,
            confidence: mention.confidence,
        })
    }
}

staged! {
    MentionRow => "mentions" {
        record: INT4,
        article_id: UUID,
        ordinal: INT4,
        span_start: INT4,
        span_end: INT4,
        text: TEXT,
        type(kind): TEXT,
        entity_id: TEXT,
        canonical_name: TEXT,
        latitude: FLOAT8,
        longitude: FLOAT8,
        geo_precision: INT2,
        country: TEXT,
        found_by: TEXT,
        confidence: FLOAT4,
    }
}
