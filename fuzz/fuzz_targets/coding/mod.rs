//! The whole way of an article behind the cleaner, with its checks.

use std::sync::LazyLock;

use sitrep_coder::{Coder, Document};
use prost::Message as _;
use sitrep_contract::{Article, timestamp_from};
use sitrep_stream::{Headers, Record};

#[path = "../../../crates/coder/tests/whole/mod.rs"]
mod whole;

static CODER: LazyLock<Coder> = LazyLock::new(|| Coder::bundled().expect("the built-in data"));

/// Codes a text twice and hands the result to the sink's reader.
pub(crate) fn check(title: &str, body: &str) {
    let article = Article {
        id: "6919c194-3b97-537e-8f96-472ccec58e56".to_owned(),
        title: Some(title.to_owned()),
        body: Some(body.to_owned()),
        content_hash: "0".to_owned(),
        scraped_at: Some(timestamp_from(jiff::Timestamp::UNIX_EPOCH)),
        ..Article::default()
    };
    let document = Document {
        article_id: &article.id,
        title,
        body,
        ..Document::default()
    };
    let coding = CODER.code(&document);
    whole::check(&document, &coding);
    assert_eq!(coding, CODER.code(&document));

    let coded = sitrep_enrich::coded_article(&CODER, article);
    let record = Record {
        topic: "coded".into(),
        partition: 0,
        offset: 0,
        key: None,
        payload: Some(coded.encode_to_vec()),
        headers: Headers::default(),
        timestamp_ms: Some(0),
    };
    if let Err(refused) = sitrep_sink::fuzzing::read_record(&record) {
        panic!("{}: {}", refused.reason, refused.detail);
    }
}
