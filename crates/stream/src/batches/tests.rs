//! The feed between hand-made events, a scripted writer and a fake outlet.

use std::{collections::VecDeque, sync::mpsc as std_mpsc};

use tokio::sync::mpsc;

use super::*;
use crate::{
    BatchConfig, BreakerConfig, Headers, Record, Rejection,
    intake::Ticket,
    outlet::{Message, fake::FakeOutlet},
};

/// Answers from a list, and says what it was asked to write.
struct Scripted {
    answers: VecDeque<Result<Written, WriteError>>,
    stored: Option<i64>,
    asked: mpsc::UnboundedSender<Vec<i64>>,
}

impl BatchWriter for Scripted {
    fn name(&self) -> &'static str {
        "test"
    }

    async fn offsets(
        &mut self,
        partitions: &[(Arc<str>, i32)],
    ) -> Result<Vec<Option<i64>>, Failure> {
        Ok(vec![self.stored; partitions.len()])
    }

    async fn write(&mut self, batch: &Batch) -> Result<Written, WriteError> {
        let offsets = batch.records().map(|(_, record)| record.offset).collect();
        self.asked.send(offsets).unwrap();
        self.answers.pop_front().unwrap_or(Ok(Written::Committed))
    }

    async fn probe(&mut self) -> Result<(), Failure> {
        Ok(())
    }
}

/// A feed at work, with one partition assigned under epoch 1.
struct Bench {
    events: mpsc::UnboundedSender<Event>,
    commands: std_mpsc::Receiver<Command>,
    asked: UnboundedReceiver<Vec<i64>>,
    outlet: FakeOutlet,
    sent: UnboundedReceiver<Message>,
    task: tokio::task::JoinHandle<Result<(), StreamError>>,
}

impl Bench {
    fn start(answers: impl IntoIterator<Item = Result<Written, WriteError>>) -> Self {
        let (outlet, sent) = FakeOutlet::new();
        let (control, commands) = Control::pair();
        let (asked_sender, asked) = mpsc::unbounded_channel();
        let (events, mut queue) = mpsc::unbounded_channel();
        let health = Health::new();
        let limits = BatchConfig {
            records: 3,
            bytes: 1 << 20,
            linger_ms: 10,
        };
        let mut feed = Feed {
            stage: "test",
            topic: "in".into(),
            linger: Duration::from_millis(limits.linger_ms),
            writer: Scripted {
                answers: answers.into_iter().collect(),
                stored: Some(0),
                asked: asked_sender,
            },
            collector: Collector::new(limits),
            breaker: Breaker::new(&BreakerConfig {
                window: 0,
                ratio: 1.0,
            }),
            dead: DeadLetters::new(outlet.clone(), "dead", "test", health.clone()),
            control,
            health,
            seconds: Histogram::noop(),
            sizes: Histogram::noop(),
        };
        let task = tokio::spawn(async move { feed.serve(&mut queue).await });
        events.send(Event::Assigned(vec![(0, 1)])).unwrap();
        Self {
            events,
            commands,
            asked,
            outlet,
            sent,
            task,
        }
    }

    fn record(&self, epoch: u64, offset: i64) {
        let record = Record {
            topic: "in".into(),
            partition: 0,
            offset,
            key: None,
            payload: Some(b"v".to_vec()),
            headers: Headers::new(),
            timestamp_ms: None,
        };
        let ticket = Ticket {
            partition: 0,
            epoch,
            offset,
        };
        self.events.send(Event::Record(ticket, record)).unwrap();
    }

    fn done(&self) -> Vec<i64> {
        let done = self
            .commands
            .try_iter()
            .filter_map(|command| match command {
                Command::Done(ticket) => Some(ticket.offset),
                _ => None,
            });
        done.collect()
    }
}

fn poison(index: usize) -> Written {
    let rejection = Rejection::new("bad_row", "a date before the year one");
    Written::Poison(vec![Poison { index, rejection }])
}

#[tokio::test(start_paused = true)]
async fn nothing_is_written_before_the_dead_letter_of_its_batch_is_acknowledged() {
    let mut bench = Bench::start([Ok(poison(1))]);
    let acknowledge = bench.outlet.hold();
    for offset in 0..3 {
        bench.record(1, offset);
    }
    assert_eq!(bench.asked.recv().await, Some(vec![0, 1, 2]));
    let letter = bench.sent.recv().await.unwrap();
    assert_eq!(&*letter.topic, "dead");
    let waited = tokio::time::timeout(Duration::from_secs(600), bench.asked.recv()).await;
    assert!(waited.is_err(), "no second write yet");
    assert!(bench.done().is_empty());

    acknowledge.send(Ok(())).unwrap();
    assert_eq!(bench.asked.recv().await, Some(vec![0, 2]));
    let Bench {
        events,
        commands,
        task,
        ..
    } = bench;
    drop(events);
    task.await.unwrap().unwrap();
    let done = commands
        .try_iter()
        .filter(|held| matches!(held, Command::Done(_)));
    assert_eq!(done.count(), 3, "the poison one as well");
}

#[tokio::test(start_paused = true)]
async fn a_batch_that_is_not_full_is_written_after_the_linger_and_at_once_in_a_drain() {
    let mut bench = Bench::start([]);
    bench.record(1, 0);
    assert_eq!(bench.asked.recv().await, Some(vec![0]), "after the linger");
    bench.record(1, 1);
    bench.events.send(Event::Draining).unwrap();
    let begun = tokio::time::Instant::now();
    assert_eq!(bench.asked.recv().await, Some(vec![1]));
    assert_eq!(begun.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn after_a_fence_reading_goes_back_to_what_the_store_says() {
    let mut bench = Bench::start([Err(WriteError::Fenced("0 is not 5".to_owned()))]);
    bench.record(1, 5);
    assert_eq!(bench.asked.recv().await, Some(vec![5]));
    // Still under way from before the seek: void.
    bench.record(1, 6);
    bench
        .events
        .send(Event::Restarted {
            partition: 0,
            epoch: 2,
        })
        .unwrap();
    bench.record(2, 0);
    assert_eq!(bench.asked.recv().await, Some(vec![0]));
    let seeks: Vec<_> = bench
        .commands
        .try_iter()
        .filter_map(|command| match command {
            Command::Seek {
                partition,
                epoch,
                offset,
            } => Some((partition, epoch, offset)),
            _ => None,
        })
        .collect();
    assert_eq!(seeks, [(0, 1, Some(0))]);
}
