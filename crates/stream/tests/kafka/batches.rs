//! A writer that keeps the offsets itself, over a real protocol: each record lands once,
//! poison is set aside, and whoever else writes is noticed.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard},
};

use crate::cluster::{Cluster, DEAD, INPUT, header, number, within};
use sitrep_contract::headers;
use sitrep_stream::{
    Batch, BatchWriter, Failure, Health, PipeConfig, Poison, Record, Rejection, StreamError,
    WriteError, Written, run_batches,
};
use tokio::{
    sync::{Notify, watch},
    task::JoinHandle,
};

/// A database in memory: rows and offsets, changed together or not at all.
#[derive(Default)]
struct Store {
    rows: Vec<usize>,
    offsets: BTreeMap<i32, i64>,
    /// Answers for the next writes, before they do anything.
    faults: Vec<Fault>,
    /// Does not even tell its offsets.
    away: bool,
}

enum Fault {
    Retry,
    /// Committed, and the connection was lost before the answer came.
    LostAnswer,
    /// Another consumer has written the first record in the meantime.
    Overtaken,
    Pass,
    Fatal,
}

#[derive(Clone)]
struct Writer {
    store: Arc<Mutex<Store>>,
    changed: watch::Sender<usize>,
    asked: Arc<Notify>,
}

impl Writer {
    fn new() -> Self {
        Self {
            store: Arc::default(),
            changed: watch::Sender::new(0),
            asked: Arc::default(),
        }
    }

    fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().expect("no panic")
    }

    fn faults(&self, faults: impl IntoIterator<Item = Fault>) {
        self.store().faults = faults.into_iter().collect();
    }

    /// Waits until so many rows are there.
    async fn rows(&self, count: usize) {
        let mut changed = self.changed.subscribe();
        within("writing", changed.wait_for(|rows| *rows >= count))
            .await
            .expect("the writer lives");
    }

    /// Fails unless the rows are these numbers, each once.
    fn assert_rows(&self, expected: impl Iterator<Item = usize>) {
        let mut rows = self.store().rows.clone();
        rows.sort_unstable();
        assert!(
            rows.iter().copied().eq(expected),
            "{} rows, {} different",
            rows.len(),
            rows.iter().collect::<std::collections::BTreeSet<_>>().len()
        );
    }
}

fn number_of(record: &Record) -> usize {
    let payload = record.payload.as_deref().expect("a value");
    let text = std::str::from_utf8(payload).expect("text");
    text.parse().expect("a number")
}

fn is_poison(record: &Record) -> bool {
    number_of(record) % 100 == 7
}

impl BatchWriter for Writer {
    fn name(&self) -> &'static str {
        "test"
    }

    async fn offsets(
        &mut self,
        partitions: &[(Arc<str>, i32)],
    ) -> Result<Vec<Option<i64>>, Failure> {
        self.asked.notify_one();
        let store = self.store();
        if store.away {
            return Err(Failure::new("nobody answers"));
        }
        let of = |(_, partition): &(Arc<str>, i32)| store.offsets.get(partition).copied();
        Ok(partitions.iter().map(of).collect())
    }

    async fn write(&mut self, batch: &Batch) -> Result<Written, WriteError> {
        let mut store = self.store();
        let fault = if store.faults.is_empty() {
            None
        } else {
            Some(store.faults.remove(0))
        };
        match fault {
            Some(Fault::Retry) => return Err(WriteError::Retry(Failure::new("busy"))),
            Some(Fault::Fatal) => return Err(WriteError::Fatal(Failure::new("no such table"))),
            Some(Fault::Overtaken) => {
                if let Some((_, record)) = batch.records().next()
                    && !is_poison(record)
                {
                    store.rows.push(number_of(record));
                    store.offsets.insert(record.partition, record.offset + 1);
                }
            }
            Some(Fault::LostAnswer | Fault::Pass) | None => {}
        }
        for range in batch.ranges() {
            if store.offsets.get(&range.partition).copied() != range.expected {
                return Err(WriteError::Fenced(format!("partition {}", range.partition)));
            }
        }
        let poison: Vec<_> = batch
            .records()
            .filter(|(_, record)| is_poison(record))
            .map(|(index, _)| Poison {
                index,
                rejection: Rejection::new("a_seven", "ends in 07"),
            })
            .collect();
        if !poison.is_empty() {
            return Ok(Written::Poison(poison));
        }
        store
            .rows
            .extend(batch.records().map(|(_, record)| number_of(record)));
        for range in batch.ranges() {
            store.offsets.insert(range.partition, range.next);
        }
        self.changed.send_replace(store.rows.len());
        match fault {
            Some(Fault::LostAnswer) => Err(WriteError::Retry(Failure::new("connection lost"))),
            _ => Ok(Written::Committed),
        }
    }

    async fn probe(&mut self) -> Result<(), Failure> {
        Ok(())
    }
}

/// A sink at work.
struct Sink {
    stop: Arc<Notify>,
    health: Health,
    task: JoinHandle<Result<(), StreamError>>,
}

impl Sink {
    fn start(mut config: PipeConfig, writer: &Writer) -> Self {
        config.batch.records = 50;
        config.batch.linger_ms = 20;
        let (stop, health) = (Arc::new(Notify::new()), Health::new());
        let (stopped, seen, writer) = (Arc::clone(&stop), health.clone(), writer.clone());
        let task =
            tokio::spawn(
                async move { run_batches(&config, writer, stopped.notified(), seen).await },
            );
        Self { stop, health, task }
    }

    async fn stop(self) -> Result<(), StreamError> {
        self.stop.notify_one();
        self.ended().await
    }

    async fn ended(self) -> Result<(), StreamError> {
        within("stopping", self.task).await.expect("no panic")
    }
}

fn not_poison(range: std::ops::Range<usize>) -> impl Iterator<Item = usize> {
    range.filter(|number| number % 100 != 7)
}

#[tokio::test]
async fn every_record_lands_once_across_faults_and_poison_is_set_aside() {
    let cluster = Cluster::start(3);
    cluster.produce(0..1_000).await;
    let writer = Writer::new();
    writer.faults([
        Fault::Retry,
        Fault::Retry,
        Fault::LostAnswer,
        Fault::Pass,
        Fault::Overtaken,
    ]);
    let sink = Sink::start(cluster.config(), &writer);
    writer.rows(990).await;
    let dead = cluster.read(DEAD, 10).await;
    assert!(sink.health.readyz().ok, "{:?}", sink.health.readyz());
    sink.stop().await.expect("a clean end");

    writer.assert_rows(not_poison(0..1_000));
    for letter in &dead {
        assert_eq!(number(letter) % 100, 7);
        assert_eq!(header(letter, headers::DEAD_REASON), Some("a_seven"));
        assert_eq!(header(letter, headers::DEAD_TOPIC), Some(INPUT));
    }
    assert_eq!(cluster.committed(), 1_000, "the advisory commit follows");
}

#[tokio::test]
async fn reading_starts_where_the_store_is_whatever_kafka_says() {
    let cluster = Cluster::start(1);
    cluster.produce(0..100).await;
    let writer = Writer::new();
    let first = Sink::start(cluster.config(), &writer);
    writer.rows(99).await;
    first.stop().await.expect("a clean end");
    assert_eq!(cluster.committed(), 100);

    // A restored backup: the store has lost what Kafka believes to be done.
    {
        let mut store = writer.store();
        store.rows.retain(|row| *row < 40);
        store.offsets.insert(0, 40);
    }
    writer.changed.send_replace(0);
    cluster.produce(100..150).await;
    let second = Sink::start(cluster.config(), &writer);
    writer.rows(148).await;
    second.stop().await.expect("a clean end");
    writer.assert_rows(not_poison(0..150));
}

#[tokio::test]
async fn a_shutdown_in_the_middle_loses_and_doubles_nothing() {
    let cluster = Cluster::start(2);
    cluster.produce(0..2_000).await;
    let writer = Writer::new();
    let first = Sink::start(cluster.config(), &writer);
    writer.rows(200).await;
    first.stop().await.expect("a clean end");
    let second = Sink::start(cluster.config(), &writer);
    writer.rows(1_980).await;
    second.stop().await.expect("a clean end");
    writer.assert_rows(not_poison(0..2_000));
}

#[tokio::test]
async fn two_members_share_the_partitions_and_each_record_still_lands_once() {
    let cluster = Cluster::start(4);
    cluster.produce(0..400).await;
    let writer = Writer::new();
    let first = Sink::start(cluster.config(), &writer);
    writer.rows(396).await;
    let second = Sink::start(cluster.config(), &writer);
    let mut produced = 400;
    within("the takeover", async {
        while second.health.assigned() == 0 {
            cluster.produce(produced..produced + 100).await;
            produced += 100;
            writer.rows(produced - produced / 100).await;
        }
    })
    .await;
    first.stop().await.expect("a clean end");
    cluster.produce(produced..produced + 100).await;
    produced += 100;
    writer.rows(produced - produced / 100).await;
    second.stop().await.expect("a clean end");
    writer.assert_rows(not_poison(0..produced));
}

#[tokio::test]
async fn a_store_that_is_away_at_the_start_costs_readiness_and_a_stop_still_works() {
    let cluster = Cluster::start(1);
    cluster.produce(0..10).await;
    let writer = Writer::new();
    writer.store().away = true;
    let sink = Sink::start(cluster.config(), &writer);
    within("the first try", writer.asked.notified()).await;
    assert!(sink.health.livez().ok);
    assert!(!sink.health.readyz().ok);
    sink.stop().await.expect("a clean end");

    writer.store().away = false;
    let sink = Sink::start(cluster.config(), &writer);
    writer.rows(9).await;
    sink.stop().await.expect("a clean end");
    writer.assert_rows(not_poison(0..10));
}

#[tokio::test]
async fn a_store_that_refuses_for_good_stops_the_service_with_its_reason() {
    let cluster = Cluster::start(1);
    cluster.produce(0..10).await;
    let writer = Writer::new();
    writer.faults([Fault::Fatal]);
    let error = Sink::start(cluster.config(), &writer).ended().await;
    let text = error.expect_err("stops").to_string();
    assert!(text.contains("no such table"), "{text}");
    writer.assert_rows(0..0);
    assert_eq!(cluster.count(DEAD), 0);
}
