//! The stage: one raw record in, one article record out, keyed by the article's id so
//! that its revisions keep their order.

use jiff::Timestamp;
use prost::Message as _;
use sitrep_contract::{Article, headers};
use sitrep_stream::{Headers, Outcome, Output, Record, Rejection, Stage};

use crate::{Cleaner, Reason, Rejected, Shape};

/// Turns raw records into articles.
#[derive(Debug, Clone)]
pub struct IngestStage {
    cleaner: Cleaner,
    shape: Option<Shape>,
}

impl IngestStage {
    /// A stage around a cleaner. `shape` is that of all records whose header names
    /// none; `None` recognises each by its fields.
    pub fn new(cleaner: Cleaner, shape: Option<Shape>) -> Self {
        Self { cleaner, shape }
    }

    fn article(&self, record: &Record) -> Result<Article, Rejected> {
        let raw = record.payload.as_deref().unwrap_or_default();
        self.cleaner
            .article(raw, self.forced_shape(record)?, received_at(record))
    }

    /// The record's own word goes before the configuration's.
    fn forced_shape(&self, record: &Record) -> Result<Option<Shape>, Rejected> {
        let Some(name) = record.headers.get(headers::INPUT_SHAPE) else {
            return Ok(self.shape);
        };
        std::str::from_utf8(name)
            .map_err(|_| Reason::UnknownForcedShape.because("the header is not UTF-8"))?
            .parse()
            .map(Some)
    }
}

/// The record's own time, so that reading it again gives the same article; the clock
/// only where a topic keeps no times.
fn received_at(record: &Record) -> Timestamp {
    record
        .timestamp_ms
        .and_then(|milliseconds| Timestamp::from_millisecond(milliseconds).ok())
        .unwrap_or_else(Timestamp::now)
}

impl Stage for IngestStage {
    fn name(&self) -> &'static str {
        "ingest"
    }

    fn process(&self, record: &Record) -> Outcome {
        match self.article(record) {
            Ok(article) => Outcome::Emit(vec![Output {
                key: article.id.clone().into_bytes(),
                payload: article.encode_to_vec(),
                headers: Headers::from_iter([(headers::MESSAGE_TYPE, "sitrep.v1.Article")]),
            }]),
            Err(rejected) => {
                Outcome::Reject(Rejection::new(rejected.reason.code(), rejected.detail))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(payload: Option<&str>, shape: Option<&str>) -> Record {
        Record {
            topic: "sitrep.articles.raw".into(),
            partition: 0,
            offset: 7,
            key: None,
            payload: payload.map(|payload| payload.as_bytes().to_vec()),
            headers: Headers::from_iter(shape.map(|shape| (headers::INPUT_SHAPE, shape))),
            timestamp_ms: Some(1_722_470_400_000),
        }
    }

    fn emitted(shape: Option<Shape>, record: &Record) -> Article {
        match IngestStage::new(Cleaner::default(), shape).process(record) {
            Outcome::Emit(outputs) => {
                let [output] = outputs.as_slice() else {
                    panic!("one output expected");
                };
                let article = Article::decode(output.payload.as_slice()).expect("an article");
                assert_eq!(output.key, article.id.as_bytes());
                article
            }
            other => panic!("{other:?}"),
        }
    }

    fn refused(record: &Record) -> &'static str {
        match IngestStage::new(Cleaner::default(), None).process(record) {
            Outcome::Reject(rejection) => rejection.reason,
            other => panic!("{other:?}"),
        }
    }

    const RECORD: &str = r#"{"source": "https://example.org/a", "title": "Clashes near Idlib"}"#;

    #[test]
    fn the_records_header_goes_before_the_configuration() {
        assert_eq!(
            emitted(None, &record(Some(RECORD), None)).input_shape,
            "plain"
        );
        let configured = Some(Shape::Gdelt);
        assert_eq!(
            emitted(configured, &record(Some(RECORD), None)).input_shape,
            "gdelt"
        );
        let article = emitted(configured, &record(Some(RECORD), Some("trafilatura")));
        assert_eq!(article.input_shape, "trafilatura");
        assert_eq!(
            article.canonical_url.as_deref(),
            Some("https://example.org/a")
        );
    }

    #[test]
    fn the_records_time_stands_for_the_scraping_time() {
        let article = emitted(None, &record(Some(RECORD), None));
        assert_eq!(article.scraped_at.map(|at| at.seconds), Some(1_722_470_400));
    }

    #[test]
    fn tombstones_and_unknown_shapes_become_dead_letters() {
        assert_eq!(refused(&record(None, None)), "empty");
        assert_eq!(
            refused(&record(Some(RECORD), Some("rss"))),
            "unknown_forced_shape"
        );
    }
}
