//! Malformed input of every kind: each becomes a dead letter with its reason, its bytes
//! untouched, and none stops the stream.

use std::collections::BTreeMap;

use sitrep_tests::{LIMIT_BYTES, Stack, article};

/// Records that ingest refuses, by the reason it has to give.
fn refused() -> Vec<(&'static str, Vec<u8>)> {
    let text = |text: &str| text.as_bytes().to_vec();
    let deep = format!("{}1{}", "[".repeat(300), "]".repeat(300));
    let huge = format!(
        r#"{{"url":"https://news.example/huge","text":"{}"}}"#,
        "x".repeat(LIMIT_BYTES)
    );
    vec![
        ("empty", text("")),
        ("empty", text("  \n\t ")),
        ("not_json", text("Clashes near Idlib")),
        (
            "truncated_json",
            text(r#"{"url":"https://news.example/1","text":"cut o"#),
        ),
        ("not_json", text("{'url': 'https://news.example/1'}")),
        ("not_json", vec![0x0a, 0x05, 0x61, 0x62, 0x63, 0x64, 0x65]),
        ("not_an_object", text("42")),
        ("not_an_object", text("null")),
        ("not_an_object", text(r#""an article""#)),
        (
            "too_deep",
            text(&format!(
                r#"{{"url":"https://news.example/1","text":{deep}}}"#
            )),
        ),
        ("too_large", huge.into_bytes()),
        (
            "date_in_future",
            text(r#"{"url":"https://news.example/1","title":"T","published_at":"2199-01-01"}"#),
        ),
        (
            "bad_date",
            text(r#"{"url":"https://news.example/1","title":"T","published_at":"the day after"}"#),
        ),
    ]
}

#[tokio::test]
async fn every_malformed_record_is_set_aside_with_its_reason_and_the_stream_goes_on() {
    let stack = Stack::running().await;
    let refused = refused();
    let mut records = vec![article(1).to_string().into_bytes()];
    records.extend(refused.iter().map(|(_, record)| record.clone()));
    records.push(article(2).to_string().into_bytes());
    stack.publish(&records).await;

    let letters = stack.await_dead_letters(refused.len()).await;
    stack.await_articles(2).await;
    let count = |pairs: &mut dyn Iterator<Item = (String, Vec<u8>)>| {
        pairs.fold(BTreeMap::<_, usize>::new(), |mut counts, pair| {
            *counts.entry(pair).or_default() += 1;
            counts
        })
    };
    let expected = count(
        &mut refused
            .into_iter()
            .map(|(reason, record)| (reason.to_owned(), record)),
    );
    let found = count(
        &mut letters
            .into_iter()
            .map(|letter| (letter.reason, letter.payload)),
    );
    assert_eq!(
        found.keys().map(|(reason, _)| reason).collect::<Vec<_>>(),
        expected
            .keys()
            .map(|(reason, _)| reason)
            .collect::<Vec<_>>()
    );
    assert!(found == expected, "the original bytes are untouched");
}

#[tokio::test]
async fn records_that_are_no_messages_are_set_aside_by_the_service_that_meets_them() {
    let stack = Stack::running().await;
    let garbage = vec![b"not a protobuf message".to_vec()];
    stack.publish_to(&stack.topics.articles, &garbage).await;
    stack.publish_to(&stack.topics.coded, &garbage).await;
    stack.publish(&[article(1).to_string().into_bytes()]).await;

    stack.await_articles(1).await;
    let letters = stack.await_dead_letters(2).await;
    let mut stages: Vec<_> = letters.iter().map(|letter| letter.stage.as_str()).collect();
    stages.sort_unstable();
    assert_eq!(stages, ["enrich", "sink"]);
}
