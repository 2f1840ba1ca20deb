//! A stage between two topics, over a real protocol: nothing lost, nothing double, in
//! order, whatever happens to the stage, the broker or the process.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use crate::cluster::{
    Cluster, DEAD, INPUT, OUTPUT, TRACE, assert_once, by_key, header, number, numbers, within,
};
use rdkafka::{
    Message as _,
    types::{RDKafkaApiKey, RDKafkaRespErr},
};
use sitrep_contract::headers;
use sitrep_stream::{
    Failure, Headers, Health, Outcome, Output, PipeConfig, Record, Rejection, Stage, StreamError,
    run,
};
use tokio::{sync::Notify, task::JoinHandle};

/// A stage made of a function of the record and of how many calls there were before.
struct Calls<F> {
    calls: Arc<AtomicUsize>,
    process: F,
}

impl<F: Fn(&Record, usize) -> Outcome + Send + Sync + 'static> Stage for Calls<F> {
    fn name(&self) -> &'static str {
        "test"
    }

    fn process(&self, record: &Record) -> Outcome {
        let before = self.calls.fetch_add(1, Ordering::SeqCst);
        (self.process)(record, before)
    }
}

/// A service at work.
struct Service {
    calls: Arc<AtomicUsize>,
    health: Health,
    stop: Arc<Notify>,
    task: JoinHandle<Result<(), StreamError>>,
}

impl Service {
    fn start<F>(config: PipeConfig, process: F) -> Self
    where
        F: Fn(&Record, usize) -> Outcome + Send + Sync + 'static,
    {
        let (calls, stop) = (Arc::new(AtomicUsize::new(0)), Arc::new(Notify::new()));
        let health = Health::new();
        let stage = Calls {
            calls: Arc::clone(&calls),
            process,
        };
        let (stopped, seen) = (Arc::clone(&stop), health.clone());
        let task = tokio::spawn(async move { run(&config, stage, stopped.notified(), seen).await });
        Self {
            calls,
            health,
            stop,
            task,
        }
    }

    async fn stop(self) -> Result<(), StreamError> {
        self.stop.notify_one();
        self.ended().await
    }

    async fn ended(self) -> Result<(), StreamError> {
        within("stopping", self.task).await.expect("no panic")
    }
}

fn copy(record: &Record) -> Outcome {
    Outcome::Emit(vec![Output {
        key: record.key.clone().expect("a key"),
        payload: record.payload.clone().expect("a value"),
        headers: Headers::new(),
    }])
}

fn number_of(record: &Record) -> usize {
    let payload = record.payload.as_deref().expect("a value");
    std::str::from_utf8(payload)
        .expect("text")
        .parse()
        .expect("a number")
}

#[tokio::test]
async fn everything_comes_out_once_in_order_per_key_with_its_trace() {
    let cluster = Cluster::start(3);
    cluster.produce(0..2_000).await;
    let service = Service::start(cluster.config(), |record, _| copy(record));
    let out = cluster.read(OUTPUT, 2_000).await;
    assert!(service.health.readyz().ok, "{:?}", service.health.readyz());
    service.stop().await.expect("a clean end");

    assert_once(&out, 0..2_000);
    for (key, values) in by_key(&out) {
        assert!(values.is_sorted(), "key {key:?} is out of order");
    }
    assert!(
        out.iter()
            .all(|message| header(message, "traceparent") == Some(TRACE))
    );
    assert_eq!(cluster.committed(), 2_000);
    assert_eq!(cluster.count(OUTPUT), 2_000);
}

#[tokio::test]
async fn rejected_and_panicking_records_become_dead_letters_and_the_rest_goes_on() {
    let cluster = Cluster::start(2);
    cluster.produce(0..300).await;
    let service = Service::start(cluster.config(), |record, _| match number_of(record) % 10 {
        3 => Outcome::Reject(Rejection::new("has_a_three", "it ends in 3")),
        4 => panic!("on purpose"),
        5 => Outcome::Drop("is_a_five"),
        _ => copy(record),
    });
    let dead = cluster.read(DEAD, 60).await;
    let out = cluster.read(OUTPUT, 210).await;
    service.stop().await.expect("a clean end");

    assert!(
        numbers(&out)
            .iter()
            .all(|number| ![3, 4, 5].contains(&(number % 10)))
    );
    assert_eq!(cluster.count(DEAD), 60);
    assert_eq!(cluster.committed(), 300);
    for letter in dead {
        let expected = match number(&letter) % 10 {
            3 => "has_a_three",
            _ => "stage_panicked",
        };
        assert_eq!(header(&letter, headers::DEAD_REASON), Some(expected));
        assert_eq!(header(&letter, headers::DEAD_STAGE), Some("test"));
        assert_eq!(header(&letter, headers::DEAD_TOPIC), Some(INPUT));
        assert_eq!(header(&letter, "traceparent"), Some(TRACE));
        assert!(header(&letter, headers::DEAD_OFFSET).is_some());
        assert_eq!(letter.key().map(<[u8]>::len), Some(1));
    }
}

#[tokio::test]
async fn a_stage_that_fails_at_first_loses_nothing_and_sets_nothing_aside() {
    let cluster = Cluster::start(1);
    cluster.produce(0..100).await;
    let service = Service::start(cluster.config(), |record, before| {
        if before < 5 {
            Outcome::Fail(Failure::new("the dictionary is not there yet"))
        } else {
            copy(record)
        }
    });
    let out = cluster.read(OUTPUT, 100).await;
    service.stop().await.expect("a clean end");
    assert_once(&out, 0..100);
    for values in by_key(&out).values() {
        assert!(values.is_sorted());
    }
    assert_eq!(cluster.count(DEAD), 0);
}

#[tokio::test]
async fn a_shutdown_in_the_middle_loses_and_doubles_nothing() {
    let cluster = Cluster::start(2);
    cluster.produce(0..1_000).await;
    let half = Arc::new(Notify::new());
    let reached = Arc::clone(&half);
    let first = Service::start(cluster.config(), move |record, before| {
        if before == 300 {
            reached.notify_one();
        }
        copy(record)
    });
    within("the first half", half.notified()).await;
    first.stop().await.expect("a clean end");
    let after_first = cluster.count(OUTPUT);
    assert!(after_first >= 300);
    assert_eq!(cluster.committed(), after_first, "drained and committed");

    cluster.produce(1_000..1_200).await;
    let second = Service::start(cluster.config(), |record, _| copy(record));
    let out = cluster.read(OUTPUT, 1_200).await;
    second.stop().await.expect("a clean end");
    assert_once(&out, 0..1_200);
    assert_eq!(cluster.count(OUTPUT), 1_200);
}

#[tokio::test]
async fn a_drain_that_cannot_finish_ends_at_its_deadline_and_the_rest_is_read_again() {
    let cluster = Cluster::start(1);
    cluster.produce(0..20).await;
    let mut config = cluster.config();
    config.drain_deadline_ms = 200;
    let stuck = Arc::new(Notify::new());
    let reached = Arc::clone(&stuck);
    let first = Service::start(config, move |record, _| {
        if number_of(record) < 10 {
            return copy(record);
        }
        reached.notify_one();
        Outcome::Fail(Failure::new("gone for good"))
    });
    within("the failure", stuck.notified()).await;
    assert_eq!(
        numbers(&cluster.read(OUTPUT, 10).await),
        (0..10).collect::<Vec<_>>()
    );
    assert!(first.health.livez().ok);
    first.stop().await.expect("a clean end");
    assert_eq!(cluster.committed(), 10, "what is done, and no further");

    let second = Service::start(cluster.config(), |record, _| copy(record));
    let out = cluster.read(OUTPUT, 20).await;
    second.stop().await.expect("a clean end");
    assert_once(&out, 0..20);
}

#[tokio::test]
async fn a_process_that_is_killed_loses_nothing() {
    let cluster = Cluster::start(2);
    cluster.produce(0..1_000).await;
    let middle = Arc::new(Notify::new());
    let reached = Arc::clone(&middle);
    let first = Service::start(cluster.config(), move |record, before| {
        if before == 300 {
            reached.notify_one();
        }
        copy(record)
    });
    within("the middle", middle.notified()).await;
    // No drain, no commit of what is in hand.
    first.task.abort();
    let second = Service::start(cluster.config(), |record, _| copy(record));
    let mut out = Vec::new();
    within("the rest", async {
        while out.len() < 1_000 {
            let all = cluster.read(OUTPUT, cluster.count(OUTPUT).max(1)).await;
            out = numbers(&all);
            out.dedup();
        }
    })
    .await;
    second.stop().await.expect("a clean end");
    assert!(out.into_iter().eq(0..1_000));
}

#[tokio::test]
async fn broker_errors_and_an_outage_cost_time_and_no_record() {
    let cluster = Cluster::start(1);
    cluster.produce(0..200).await;
    cluster.fail(
        RDKafkaApiKey::Produce,
        &[
            RDKafkaRespErr::RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION,
            RDKafkaRespErr::RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS,
            RDKafkaRespErr::RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT,
        ],
    );
    cluster.fail(
        RDKafkaApiKey::OffsetCommit,
        &[RDKafkaRespErr::RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS],
    );
    let service = Service::start(cluster.config(), |record, _| copy(record));
    assert_eq!(cluster.read(OUTPUT, 200).await.len(), 200);
    cluster.broker_down();
    assert!(service.health.livez().ok);
    cluster.broker_up();
    cluster.produce(200..400).await;
    let out = cluster.read(OUTPUT, 400).await;
    service.stop().await.expect("a clean end");
    assert_once(&out, 0..400);
    assert_eq!(cluster.count(DEAD), 0);
}

#[tokio::test]
async fn a_second_member_takes_over_partitions_without_loss() {
    let cluster = Cluster::start(4);
    cluster.produce(0..1_000).await;
    let first = Service::start(cluster.config(), |record, _| copy(record));
    cluster.read(OUTPUT, 1_000).await;
    let second = Service::start(cluster.config(), |record, _| copy(record));
    let mut produced = 1_000;
    // Until the second one has its share.
    within("the takeover", async {
        while second.calls.load(Ordering::SeqCst) == 0 {
            cluster.produce(produced..produced + 100).await;
            produced += 100;
            cluster.read(OUTPUT, produced).await;
        }
    })
    .await;
    assert!(first.health.assigned() < 4);
    first.stop().await.expect("a clean end");
    cluster.produce(produced..produced + 100).await;
    let out = cluster.read(OUTPUT, produced + 100).await;
    second.stop().await.expect("a clean end");
    assert_once(&out, 0..produced + 100);
}

#[tokio::test]
async fn the_stream_stops_when_nearly_everything_is_rejected() {
    let cluster = Cluster::start(1);
    cluster.produce(0..200).await;
    let mut config = cluster.config();
    config.breaker.window = 50;
    let service = Service::start(config, |_, _| {
        Outcome::Reject(Rejection::new("not_json", "not a single brace"))
    });
    let health = service.health.clone();
    let error = service.ended().await.expect_err("the breaker");
    assert!(
        matches!(
            error,
            StreamError::Breaker {
                window: 50,
                reason: "not_json",
                ..
            }
        ),
        "{error}"
    );
    assert!(!health.readyz().ok);
    assert!(
        cluster.committed() <= cluster.count(DEAD),
        "nothing is skipped"
    );
}

#[tokio::test]
async fn a_backlog_larger_than_the_bound_flows_through_it() {
    let cluster = Cluster::start(2);
    cluster.produce(0..20_000).await;
    let mut config = cluster.config();
    // Some 4,000 records at a time.
    config.in_flight_bytes = 1 << 20;
    let service = Service::start(config, |record, _| copy(record));
    let out = cluster.read(OUTPUT, 20_000).await;
    service.stop().await.expect("a clean end");
    assert_once(&out, 0..20_000);
    for values in by_key(&out).values() {
        assert!(values.is_sorted());
    }
}
