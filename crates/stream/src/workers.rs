//! The threads that run the stage: all cores, even for a topic with one partition.
//!
//! Which thread takes which record does not matter, because every answer goes back to
//! where it was asked for, and that place keeps the order.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread,
    time::Instant,
};

use metrics::histogram;
use tokio::sync::oneshot;

use crate::{
    Health, Outcome, Record, Rejection, Stage, StreamError, health::Work, metrics as names, reasons,
};

struct Task {
    record: Arc<Record>,
    answer: oneshot::Sender<Outcome>,
}

/// A pool of threads around one stage. They end when the last handle is dropped.
#[derive(Clone, Debug)]
pub(crate) struct Workers(mpsc::Sender<Task>);

impl Workers {
    /// Starts `count` threads; 0: one per core.
    pub(crate) fn start<S: Stage>(
        stage: &Arc<S>,
        count: usize,
        health: &Health,
    ) -> Result<Self, StreamError> {
        let count = match count {
            0 => thread::available_parallelism().map_or(1, usize::from),
            given => given,
        };
        let (sender, receiver) = mpsc::channel();
        let receiver = Arc::new(Mutex::new(receiver));
        for number in 0..count {
            let (stage, receiver) = (Arc::clone(stage), Arc::clone(&receiver));
            let place = health.worker();
            thread::Builder::new()
                .name(format!("{}-{number}", stage.name()))
                .spawn(move || work(&*stage, &receiver, &place))
                .map_err(|_| StreamError::Thread("worker"))?;
        }
        Ok(Self(sender))
    }

    /// Has a record processed. The channel is unbounded: what is in flight is bounded
    /// where records are read.
    pub(crate) fn submit(&self, record: Arc<Record>) -> oneshot::Receiver<Outcome> {
        let (answer, outcome) = oneshot::channel();
        // If all workers are gone, the dropped sender tells whoever waits.
        let _ = self.0.send(Task { record, answer });
        outcome
    }
}

fn work<S: Stage>(stage: &S, tasks: &Mutex<mpsc::Receiver<Task>>, place: &Work) {
    let seconds = histogram!(names::PROCESSING_SECONDS, "stage" => stage.name());
    loop {
        // One idle worker waits in recv, the others for the lock: same thing.
        let task = tasks.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Task { record, answer }) = task else {
            return;
        };
        if answer.is_closed() {
            continue;
        }
        place.begin();
        let begun = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| stage.process(&record)));
        seconds.record(begun.elapsed());
        place.end();
        // The panic's own message may quote the article.
        let outcome = outcome.unwrap_or_else(|_| {
            Outcome::Reject(Rejection::new(
                reasons::STAGE_PANICKED,
                "the stage panicked on this record; this is a bug, its log has the place",
            ))
        });
        let _ = answer.send(outcome);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;

    use super::*;
    use crate::Headers;

    struct Meet(Barrier);

    impl Stage for Meet {
        fn name(&self) -> &'static str {
            "test"
        }

        fn process(&self, record: &Record) -> Outcome {
            assert!(record.offset >= 0, "a negative offset");
            self.0.wait();
            Outcome::Drop("met")
        }
    }

    fn record(offset: i64) -> Arc<Record> {
        Arc::new(Record {
            topic: "t".into(),
            partition: 0,
            offset,
            key: None,
            payload: None,
            headers: Headers::new(),
            timestamp_ms: None,
        })
    }

    #[tokio::test]
    async fn records_of_one_partition_are_processed_side_by_side() {
        let stage = Arc::new(Meet(Barrier::new(3)));
        let workers = Workers::start(&stage, 3, &Health::new()).expect("threads");
        let answers: Vec<_> = (0..3)
            .map(|offset| workers.submit(record(offset)))
            .collect();
        for answer in answers {
            // Only returns if all three were inside the stage at once.
            assert!(matches!(answer.await, Ok(Outcome::Drop("met"))));
        }
    }

    #[tokio::test]
    async fn a_panic_rejects_the_record_and_the_worker_goes_on() {
        let stage = Arc::new(Meet(Barrier::new(1)));
        let workers = Workers::start(&stage, 1, &Health::new()).expect("threads");
        let outcome = workers.submit(record(-1)).await.expect("an answer");
        let Outcome::Reject(rejection) = outcome else {
            panic!("not rejected");
        };
        assert_eq!(rejection.reason, "stage_panicked");
        assert!(workers.submit(record(0)).await.is_ok());
    }
}
