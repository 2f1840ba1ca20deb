//! The rows of the entities and places that an article names.

use std::collections::HashMap;

use jiff::Timestamp;
use sitrep_contract::{CodedArticle, Entity, MentionType, Place};
use sitrep_stream::Rejection;

use super::field;
use crate::{staging::staged, version};

#[derive(Debug)]
pub(crate) struct EntityRow {
    record: i32,
    id: String,
    kind: &'static str,
    canonical_name: String,
    acled_name: Option<String>,
    inter: Option<&'static str>,
    country: Option<String>,
    parent_id: Option<String>,
    place_id: Option<String>,
    as_of: Timestamp,
    version: Vec<u8>,
}

impl EntityRow {
    pub(super) fn of(record: i32, entity: Entity, coded_at: Timestamp) -> Result<Self, Rejection> {
        let kind = field::required_label::<MentionType>("entity.type", entity.r#type)?;
        let inter = field::inter(entity.inter)?;
        // Inside an entity, a place need not repeat the id.
        let place_id = entity
            .place
            .map(|place| place.entity_id.unwrap_or_else(|| entity.id.clone()));
        let as_of = version::hour(coded_at);
        let version = version::dimension(
            as_of,
            &[
                Some(kind),
                Some(&entity.canonical_name),
                entity.acled_name.as_deref(),
                inter,
                entity.country.as_deref(),
                entity.parent_id.as_deref(),
                place_id.as_deref(),
            ],
        );
        Ok(Self {
            record,
            id: field::required("entity.id", entity.id)?,
            kind,
            canonical_name: field::required("entity.canonical_name", entity.canonical_name)?,
            acled_name: entity.acled_name,
            inter,
            country: entity.country,
            parent_id: entity.parent_id,
            place_id,
            as_of,
            version,
        })
    }
}

staged! {
    EntityRow => "entities" {
        record: INT4,
        id: TEXT,
        type(kind): TEXT,
        canonical_name: TEXT,
        acled_name: TEXT,
        inter: TEXT,
        country: TEXT,
        parent_id: TEXT,
        place_id: TEXT,
        as_of: TIMESTAMPTZ,
        version: BYTEA,
    }
}

#[derive(Debug)]
pub(crate) struct PlaceRow {
    record: i32,
    id: String,
    name: String,
    admin1: Option<String>,
    admin2: Option<String>,
    admin3: Option<String>,
    country: Option<String>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    as_of: Timestamp,
    version: Vec<u8>,
}

/// The places with an id, each once. An entity's own description comes before that of
/// an event, which may be a representative point.
pub(super) fn places(
    record: i32,
    coded: &CodedArticle,
    coded_at: Timestamp,
) -> Result<Vec<PlaceRow>, Rejection> {
    let of_entities = coded.entities.iter().filter_map(|entity| {
        let place = entity.place.as_ref()?;
        Some((place.entity_id.as_ref().unwrap_or(&entity.id), place))
    });
    let of_events = coded.events.iter().filter_map(|event| {
        let place = event.place.as_ref()?;
        Some((place.entity_id.as_ref()?, place))
    });
    let mut found: HashMap<&str, &Place> = HashMap::new();
    for (id, place) in of_entities.chain(of_events) {
        found.entry(id).or_insert(place);
    }
    let as_of = version::hour(coded_at);
    found
        .into_iter()
        .map(|(id, place)| PlaceRow::of(record, id, place, as_of))
        .collect()
}

impl PlaceRow {
    fn of(record: i32, id: &str, place: &Place, as_of: Timestamp) -> Result<Self, Rejection> {
        let [latitude, longitude] =
            [place.latitude, place.longitude].map(|degrees| degrees.map(|d| d.to_string()));
        let version = version::dimension(
            as_of,
            &[
                Some(&place.name),
                place.admin1.as_deref(),
                place.admin2.as_deref(),
                place.admin3.as_deref(),
                place.country.as_deref(),
                latitude.as_deref(),
                longitude.as_deref(),
            ],
        );
        Ok(Self {
            record,
            id: field::required("place.entity_id", id.to_owned())?,
            name: field::required("place.name", place.name.clone())?,
            admin1: place.admin1.clone(),
            admin2: place.admin2.clone(),
            admin3: place.admin3.clone(),
            country: place.country.clone(),
            latitude: place.latitude,
            longitude: place.longitude,
            as_of,
            version,
        })
    }
}

staged! {
    PlaceRow => "places" {
        record: INT4,
        id: TEXT,
        name: TEXT,
        admin1: TEXT,
        admin2: TEXT,
        admin3: TEXT,
        country: TEXT,
        latitude: FLOAT8,
        longitude: FLOAT8,
        as_of: TIMESTAMPTZ,
        version: BYTEA,
    }
}
