//! A lane between hand-made outcomes and a fake outlet.

use std::sync::{
    atomic::{AtomicUsize, Ordering},
    mpsc as std_mpsc,
};

use super::*;
use crate::{BreakerConfig, Failure, Headers, Stage, outlet::fake::FakeOutlet, reader::Command};

/// Fails as often as told, then drops everything.
struct Recovering(AtomicUsize);

impl Stage for Recovering {
    fn name(&self) -> &'static str {
        "test"
    }

    fn process(&self, _: &Record) -> Outcome {
        let left = self
            .0
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
                left.checked_sub(1)
            });
        match left {
            Ok(_) => Outcome::Fail(Failure::new("still away")),
            Err(_) => Outcome::Drop("recovered"),
        }
    }
}

/// A lane at work, and everything around it.
struct Bench {
    outlet: FakeOutlet,
    sent: mpsc::UnboundedReceiver<Message>,
    jobs: mpsc::UnboundedSender<Job>,
    done: std_mpsc::Receiver<Command>,
    health: Health,
    task: tokio::task::JoinHandle<Result<(), StreamError>>,
}

impl Bench {
    fn start(failures: usize, window: usize) -> Self {
        let (outlet, sent) = FakeOutlet::new();
        let (control, done) = Control::pair();
        let health = Health::new();
        let stage = Arc::new(Recovering(AtomicUsize::new(failures)));
        let shared = Shared {
            stage: "test",
            output: "out".into(),
            dead: DeadLetters::new(outlet.clone(), "dead", "test", health.clone()),
            outlet: outlet.clone(),
            workers: Workers::start(&stage, 1, &health).unwrap(),
            control,
            breaker: Mutex::new(Breaker::new(&BreakerConfig { window, ratio: 1.0 })),
            health: health.clone(),
        };
        let (jobs, queue) = mpsc::unbounded_channel();
        let task = tokio::spawn(Arc::new(shared).lane(queue));
        Self {
            outlet,
            sent,
            jobs,
            done,
            health,
            task,
        }
    }

    /// A record in a worker's hands; the returned sender is the worker.
    fn job(&self, offset: i64) -> oneshot::Sender<Outcome> {
        let (worker, outcome) = oneshot::channel();
        let record = Arc::new(Record {
            topic: "in".into(),
            partition: 0,
            offset,
            key: Some(b"k".to_vec()),
            payload: Some(b"v".to_vec()),
            headers: Headers::from_iter([(TRACEPARENT, "00-trace")]),
            timestamp_ms: None,
        });
        let ticket = Ticket {
            partition: 0,
            epoch: 1,
            offset,
        };
        assert!(
            self.jobs
                .send(Job {
                    ticket,
                    record,
                    outcome
                })
                .is_ok()
        );
        worker
    }

    /// Ends the lane and returns the offsets that are done, in order.
    async fn finish(self) -> (Result<(), StreamError>, Vec<i64>) {
        drop(self.jobs);
        let result = self.task.await.unwrap();
        let done = self.done.try_iter().map(|command| match command {
            Command::Done(ticket) => ticket.offset,
            other => panic!("{other:?}"),
        });
        (result, done.collect())
    }
}

fn emit(value: &str) -> Outcome {
    Outcome::Emit(vec![Output {
        key: b"article".to_vec(),
        payload: value.as_bytes().to_vec(),
        headers: Headers::new(),
    }])
}

#[tokio::test]
async fn outputs_keep_the_order_of_their_records_though_workers_finish_in_another() {
    let mut bench = Bench::start(0, 0);
    let workers: Vec<_> = (0..3).map(|offset| bench.job(offset)).collect();
    for (offset, worker) in workers.into_iter().enumerate().rev() {
        worker.send(emit(&offset.to_string())).unwrap();
    }
    for expected in ["0", "1", "2"] {
        let message = bench.sent.recv().await.unwrap();
        assert_eq!(message.payload.as_deref(), Some(expected.as_bytes()));
        assert_eq!(message.headers.get_str(TRACEPARENT), Some("00-trace"));
    }
    let (result, done) = bench.finish().await;
    assert!(result.is_ok());
    assert_eq!(done, [0, 1, 2]);
}

#[tokio::test]
async fn a_record_is_done_only_once_its_output_is_acknowledged() {
    let mut bench = Bench::start(0, 0);
    let held = bench.outlet.hold();
    bench.job(0).send(emit("0")).unwrap();
    bench.job(1).send(emit("1")).unwrap();
    // The second is sent while the first is not acknowledged yet …
    bench.sent.recv().await.unwrap();
    bench.sent.recv().await.unwrap();
    // … and nothing is done.
    assert!(bench.done.try_recv().is_err());
    held.send(Ok(())).unwrap();
    assert_eq!(bench.finish().await.1, [0, 1]);
}

#[tokio::test(start_paused = true)]
async fn an_output_that_is_refused_and_a_refused_dead_letter_still_lose_nothing() {
    let mut bench = Bench::start(0, 0);
    bench.outlet.refuse();
    bench.outlet.refuse();
    bench.job(0).send(emit("far too large")).unwrap();
    let output = bench.sent.recv().await.unwrap();
    assert_eq!(&*output.topic, "out");
    for _ in ["refused", "accepted"] {
        let letter = bench.sent.recv().await.unwrap();
        assert_eq!(&*letter.topic, "dead");
        assert_eq!(letter.payload.as_deref(), Some(&b"v"[..]));
        let reason = letter
            .headers
            .get_str(sitrep_contract::headers::DEAD_REASON);
        assert_eq!(reason, Some(reasons::OUTPUT_REFUSED));
    }
    let (result, done) = bench.finish().await;
    assert!(result.is_ok());
    assert_eq!(done, [0]);
}

#[tokio::test]
async fn a_failure_is_tried_again_and_keeps_its_place() {
    let bench = Bench::start(2, 0);
    bench.health.polled();
    bench
        .job(0)
        .send(Outcome::Fail(Failure::new("away")))
        .unwrap();
    bench.job(1).send(Outcome::Drop("second")).unwrap();
    let health = bench.health.clone();
    let (result, done) = bench.finish().await;
    assert!(result.is_ok());
    assert_eq!(done, [0, 1], "the second waited for the first");
    assert_eq!(
        health.readyz().reason,
        "the consumer group has not been joined yet",
        "not retrying any more"
    );
}

#[tokio::test]
async fn a_lane_ends_with_the_breaker_and_leaves_the_record_undone() {
    let bench = Bench::start(0, 2);
    for offset in 0..2 {
        let rejection = Rejection::new("not_json", "no brace");
        bench.job(offset).send(Outcome::Reject(rejection)).unwrap();
    }
    let (result, done) = bench.finish().await;
    assert!(matches!(
        result,
        Err(StreamError::Breaker { rejected: 2, .. })
    ));
    assert!(!done.contains(&1));
}
