//! `sitrep publish` and `sitrep dead-letters` on an embedded broker.

use std::fs;

use rdkafka::{
    ClientConfig,
    message::{Header, OwnedHeaders},
    producer::{BaseRecord, Producer as _, ThreadedProducer},
};
use rdkafka::{producer::DefaultProducerContext, util::Timeout};
use sitrep_contract::headers;
use sitrep_embedded::Broker;

use crate::{sitrep, stderr, stdout};

const DEAD: &str = "dead";
const RAW: &str = "raw";

/// Sets a record aside as ingest does, once for each reason.
fn set_aside(broker: &Broker, reasons: &[&str]) {
    let producer: ThreadedProducer<DefaultProducerContext> = ClientConfig::new()
        .set("bootstrap.servers", broker.bootstrap_servers())
        .create()
        .expect("a producer");
    for (offset, reason) in reasons.iter().enumerate() {
        let offset = offset.to_string();
        let added = [
            (headers::DEAD_STAGE, "ingest"),
            (headers::DEAD_REASON, reason),
            (headers::DEAD_DETAIL, "as the test has it"),
            (headers::DEAD_TOPIC, RAW),
            (headers::DEAD_PARTITION, "0"),
            (headers::DEAD_OFFSET, &offset),
            ("scraper", "s1"),
        ];
        let all = added.iter().fold(OwnedHeaders::new(), |all, (key, value)| {
            all.insert(Header {
                key,
                value: Some(*value),
            })
        });
        let payload = format!("record with {reason}");
        let record = BaseRecord::<[u8], _>::to(DEAD)
            .payload(&payload)
            .headers(all)
            .partition(0);
        producer
            .send(record)
            .map_err(|(error, _)| error)
            .expect("queued");
    }
    producer
        .flush(Timeout::After(std::time::Duration::from_secs(20)))
        .expect("delivered");
}

#[test]
fn dead_letters_are_listed_shown_and_replayed_by_reason() {
    let broker = Broker::start().expect("the broker starts");
    for topic in [DEAD, RAW] {
        broker.create_topic(topic, 1).expect("a new topic");
    }
    set_aside(&broker, &["bad_date", "too_large", "bad_date"]);
    let dead_letters = |args: &[&str]| {
        let at = [
            "dead-letters",
            "--brokers",
            broker.bootstrap_servers(),
            "--topic",
            DEAD,
        ];
        sitrep(at.iter().chain(args))
    };

    let listed = stdout(&dead_letters(&["list", "--output", "json"]), 0);
    assert_eq!(listed.lines().count(), 3);
    let chosen = ["list", "--reason", "too_large", "--output", "json"];
    let listed = stdout(&dead_letters(&chosen), 0);
    assert_eq!(listed.lines().count(), 1);
    let letter: serde_json::Value = serde_json::from_str(&listed).expect("JSON");
    assert_eq!(
        (&letter["stage"], &letter["reason"], &letter["offset"]),
        (&"ingest".into(), &"too_large".into(), &1.into())
    );

    let shown = stdout(&dead_letters(&["show", "0:1"]), 0);
    assert!(shown.contains("record with too_large"), "{shown}");
    assert!(shown.contains("scraper: s1"), "{shown}");
    let missing = dead_letters(&["show", "0:9"]);
    assert_eq!(missing.status.code(), Some(1));

    let dry = stdout(
        &dead_letters(&["replay", "--reason", "bad_date", "--dry-run"]),
        0,
    );
    assert_eq!(dry.matches("bad_date").count(), 2, "{dry}");
    let replayed = stdout(&dead_letters(&["replay", "--reason", "bad_date"]), 0);
    assert!(replayed.starts_with("2 dead letters"), "{replayed}");

    // What is back on the raw topic carries the record's own header and none of ours.
    let raw = sitrep([
        "dead-letters",
        "--brokers",
        broker.bootstrap_servers(),
        "--topic",
        RAW,
        "show",
        "0:0",
    ]);
    let raw = stdout(&raw, 0);
    assert!(
        raw.contains("record with bad_date") && raw.contains("scraper: s1"),
        "{raw}"
    );
    assert!(!raw.contains("as the test has it"), "{raw}");
}

#[test]
fn every_published_line_is_delivered_and_a_missing_file_is_told() {
    let broker = Broker::start().expect("the broker starts");
    broker.create_topic(RAW, 2).expect("a new topic");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("articles.jsonl");
    fs::write(&file, "{\"title\":\"a\"}\n\n{\"title\":\"b\"}\n").expect("written");
    let missing = folder.path().join("missing.jsonl");
    let output = sitrep([
        "publish".as_ref(),
        "--brokers".as_ref(),
        broker.bootstrap_servers().as_ref(),
        "--topic".as_ref(),
        RAW.as_ref(),
        file.as_os_str(),
        missing.as_os_str(),
    ]);
    stdout(&output, 3);
    let told = stderr(&output);
    assert!(told.contains("2 of 2 records delivered to raw"), "{told}");
    assert!(told.contains("missing.jsonl"), "{told}");
}
