//! From a record to the rows of one article.
//!
//! Everything that can be told without the database is checked here, so that a record
//! that breaks the contract is set aside with a reason that names the field, and not
//! with a constraint's name.

mod actor;
mod article;
mod entity;
mod event;
mod field;
mod mention;

use std::collections::HashSet;

use jiff::Timestamp;
use prost::Message as _;
use sitrep_contract::{CodedArticle, headers};
use sitrep_stream::{Record, Rejection};

pub(crate) use actor::ActorRow;
pub(crate) use article::{ArticleRow, OutletRow};
pub(crate) use entity::{EntityRow, PlaceRow};
pub(crate) use event::EventRow;
pub(crate) use mention::MentionRow;

use crate::Reason;

const MESSAGE: &str = "sitrep.v1.CodedArticle";

/// The rows of one coded article. `record` is its index in the batch.
#[derive(Debug)]
pub(crate) struct Rows {
    pub(crate) record: i32,
    pub(crate) article: ArticleRow,
    pub(crate) outlet: Option<OutletRow>,
    pub(crate) places: Vec<PlaceRow>,
    pub(crate) entities: Vec<EntityRow>,
    pub(crate) mentions: Vec<MentionRow>,
    pub(crate) events: Vec<EventRow>,
    pub(crate) actors: Vec<ActorRow>,
}

impl Rows {
    /// Reads a record.
    pub(crate) fn read(index: usize, record: &Record) -> Result<Self, Rejection> {
        if let Some(named) = record.headers.get_str(headers::MESSAGE_TYPE)
            && named != MESSAGE
        {
            return Err(Reason::WrongMessage.reject(format!("{named}, not {MESSAGE}")));
        }
        let payload = record
            .payload
            .as_deref()
            .ok_or_else(|| Reason::EmptyRecord.reject("a tombstone"))?;
        let coded = CodedArticle::decode(payload)
            .map_err(|error| Reason::InvalidProtobuf.reject(error.to_string()))?;
        let index = i32::try_from(index)
            .map_err(|_| Reason::InvalidField.reject("more records than a batch can hold"))?;
        let coded_at = record
            .timestamp_ms
            .and_then(|millis| Timestamp::from_millisecond(millis).ok())
            .unwrap_or(Timestamp::UNIX_EPOCH);
        Self::of(index, coded, coded_at)
    }

    fn of(record: i32, coded: CodedArticle, coded_at: Timestamp) -> Result<Self, Rejection> {
        check_references(&coded)?;
        let places = entity::places(record, &coded, coded_at)?;
        let CodedArticle {
            article,
            entities,
            mentions,
            events,
            coder_version,
            lexicon_version,
            coded,
        } = coded;
        let article = article.ok_or_else(|| Reason::MissingField.reject("article"))?;
        let coding = article::Coding {
            coded,
            coder_version,
            lexicon_version,
            coded_at,
        };
        let outlet = OutletRow::of(record, article.outlet.as_ref(), coded_at);
        let article = ArticleRow::of(record, article, outlet.as_ref(), coding)?;
        let id = article.id;
        let mut seen = HashSet::new();
        let entities = entities
            .into_iter()
            .filter(|entity| seen.insert(entity.id.clone()))
            .map(|entity| EntityRow::of(record, entity, coded_at))
            .collect::<Result<_, _>>()?;
        let mentions = (0..)
            .zip(mentions)
            .map(|(ordinal, mention)| MentionRow::of(record, id, ordinal, mention))
            .collect::<Result<_, _>>()?;
        let mut actors = Vec::new();
        let events = (0..)
            .zip(events)
            .map(|(ordinal, event)| EventRow::of(record, id, ordinal, event, &mut actors))
            .collect::<Result<Vec<_>, _>>()?;
        let mut ids = HashSet::new();
        if let Some(twice) = events.iter().find(|event| !ids.insert(event.id)) {
            return Err(Reason::DuplicateEvent.reject(twice.id.to_string()));
        }
        Ok(Self {
            record,
            article,
            outlet,
            places,
            entities,
            mentions,
            events,
            actors,
        })
    }
}

/// Every id that a mention, an actor or a claim refers to is among the entities.
fn check_references(coded: &CodedArticle) -> Result<(), Rejection> {
    let known: HashSet<&str> = coded.entities.iter().map(|entity| &*entity.id).collect();
    let from_mentions = coded.mentions.iter().map(|mention| &mention.entity_id);
    let from_events = coded.events.iter().flat_map(|event| {
        let sides = [&event.actor1, &event.actor2].into_iter().flatten();
        let claim = event.claim.iter().map(|claim| &claim.source_entity_id);
        claim.chain(sides.flat_map(|actor| {
            let associates = actor
                .associates
                .iter()
                .map(|associate| &associate.entity_id);
            std::iter::once(&actor.entity_id).chain(associates)
        }))
    });
    match from_mentions
        .chain(from_events)
        .flatten()
        .find(|id| !known.contains(id.as_str()))
    {
        Some(unknown) => Err(Reason::UnknownEntity.reject(unknown.clone())),
        None => Ok(()),
    }
}
