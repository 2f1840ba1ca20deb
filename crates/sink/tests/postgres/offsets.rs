//! Offsets move with the rows, and a consumer that was replaced cannot write.

use std::sync::Arc;

use sitrep_sink::PostgresWriter;
use sitrep_stream::{Batch, BatchWriter as _, OffsetRange, WriteError};

use crate::{
    article::{TOPIC, coded, record},
    store::Store,
};

fn batch(path: &str, ranges: &[(i32, Option<i64>, i64)]) -> Batch {
    let ranges = ranges
        .iter()
        .map(|&(partition, expected, next)| OffsetRange {
            topic: TOPIC.into(),
            partition,
            expected,
            next,
        })
        .collect();
    Batch::new(vec![record(&coded(path))], ranges)
}

#[tokio::test]
async fn stored_offsets_come_back_in_the_order_asked_for() {
    let mut store = Store::new().await;
    let batch = batch("a", &[(2, None, 7), (0, None, 5)]);
    store.writer.write(&batch).await.expect("writes");
    let topic: Arc<str> = TOPIC.into();
    let asked = [
        (topic.clone(), 0),
        (topic.clone(), 1),
        (topic, 2),
        ("other".into(), 0),
    ];
    let stored = store.writer.offsets(&asked).await.expect("reads");
    assert_eq!(stored, [Some(5), None, Some(7), None]);
}

#[tokio::test]
async fn a_consumer_that_was_replaced_is_fenced_and_writes_nothing() {
    let mut store = Store::new().await;
    let mut successor = PostgresWriter::new(store.config.clone());
    store
        .writer
        .write(&batch("a", &[(0, None, 5), (1, None, 5)]))
        .await
        .expect("writes");
    successor
        .write(&batch("b", &[(0, Some(5), 9)]))
        .await
        .expect("writes");

    for ranges in [
        [(0, Some(5), 6), (1, Some(5), 6)],
        [(0, None, 6), (1, Some(5), 6)],
        [(0, Some(9), 10), (7, Some(5), 6)],
    ] {
        let refused = store.writer.write(&batch("c", &ranges)).await;
        assert!(matches!(refused, Err(WriteError::Fenced(_))), "{refused:?}");
    }
    assert_eq!(store.count("select count(*) from sitrep.articles").await, 2);
    let kept = store
        .rows("select partition, next_offset from sitrep.stream_offset order by 1")
        .await;
    assert_eq!(kept, ["0|9", "1|5"]);
}

#[tokio::test]
async fn two_consumers_of_different_partitions_write_the_same_entities_at_once() {
    let store = Store::new().await;
    let writers = (0..4).map(|partition| {
        let mut writer = PostgresWriter::new(store.config.clone());
        async move {
            for n in 0..10 {
                let path = format!("{partition}-{n}");
                let expected = (n > 0).then_some(n);
                let batch = batch(&path, &[(partition, expected, n + 1)]);
                writer
                    .write(&batch)
                    .await
                    .expect("neither deadlock nor loss");
            }
        }
    });
    let tasks: Vec<_> = writers.map(tokio::spawn).collect();
    for task in tasks {
        task.await.expect("no panic");
    }
    assert_eq!(store.count("select count(*) from sitrep.events").await, 40);
}

#[tokio::test]
async fn a_lost_connection_is_a_retry_and_the_next_attempt_lands() {
    let mut store = Store::new().await;
    store.write(vec![record(&coded("a"))]).await;
    let cut = "select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()";
    store.client.query(cut, &[]).await.expect("cuts");
    let batch = store.batch(vec![record(&coded("b"))]);
    // Whether the writer has noticed the end of its connection by now is a race.
    let landed = match store.writer.write(&batch).await {
        Err(WriteError::Retry(_)) => store.writer.write(&batch).await,
        other => other,
    };
    landed.expect("lands");
    assert_eq!(store.count("select count(*) from sitrep.articles").await, 2);
}

#[tokio::test]
async fn a_server_that_is_not_there_is_a_retry() {
    let store = Store::new().await;
    let url = "postgresql://sitrep@127.0.0.1:1/sitrep";
    let mut writer = PostgresWriter::new(sitrep_sink::PostgresConfig::from_url(url));
    let refused = writer.write(&store.batch(vec![record(&coded("a"))])).await;
    assert!(matches!(refused, Err(WriteError::Retry(_))), "{refused:?}");
    assert!(writer.probe().await.is_err());
}
