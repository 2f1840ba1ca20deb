//! The rows of an article's mentions.

use sitrep_contract::{FoundBy, Mention, MentionType};
use sitrep_stream::Rejection;
use tokio_postgres::types::{ToSql, Type};
use uuid::Uuid;

use super::field;
use crate::staging::Staged;

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

impl Staged for MentionRow {
    const TABLE: &'static str = "mentions";
    const COLUMNS: &'static [(&'static str, Type)] = &[
        ("record", Type::INT4),
        ("article_id", Type::UUID),
        ("ordinal", Type::INT4),
        ("span_start", Type::INT4),
        ("span_end", Type::INT4),
        ("text", Type::TEXT),
        ("type", Type::TEXT),
        ("entity_id", Type::TEXT),
        ("canonical_name", Type::TEXT),
        ("latitude", Type::FLOAT8),
        ("longitude", Type::FLOAT8),
        ("geo_precision", Type::INT2),
        ("country", Type::TEXT),
        ("found_by", Type::TEXT),
        ("confidence", Type::FLOAT4),
    ];

    fn values(&self) -> Vec<&(dyn ToSql + Sync)> {
        vec![
            &self.record,
            &self.article_id,
            &self.ordinal,
            &self.span_start,
            &self.span_end,
            &self.text,
            &self.kind,
            &self.entity_id,
            &self.canonical_name,
            &self.latitude,
            &self.longitude,
            &self.geo_precision,
            &self.country,
            &self.found_by,
            &self.confidence,
        ]
    }
}
