//! What the probes of an orchestrator may know about a stream.
//!
//! Prevents the two classic mistakes: a stream that stands still and looks healthy, and
//! pods killed over an outage of Kafka or of the database that a restart cannot mend.
//! Alive means the poll loop turns and no worker hangs. Ready means partitions are
//! assigned, or that there are more members than partitions, and nothing is being retried.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

/// The poll loop turns several times a second; this long without a turn is a hang.
const POLL_LIMIT: Duration = Duration::from_secs(30);

/// A stage takes milliseconds; a record that takes this long never ends.
const WORK_LIMIT: Duration = Duration::from_secs(300);

/// A probe's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Whether the probe passes.
    pub ok: bool,
    /// Why (not), in one line.
    pub reason: String,
}

/// For probes that want the reason only where the answer is no.
impl From<Answer> for Result<(), String> {
    fn from(answer: Answer) -> Self {
        if answer.ok {
            Ok(())
        } else {
            Err(answer.reason)
        }
    }
}

impl Answer {
    fn yes(reason: impl Into<String>) -> Self {
        Self {
            ok: true,
            reason: reason.into(),
        }
    }

    fn no(reason: impl Into<String>) -> Self {
        Self {
            ok: false,
            reason: reason.into(),
        }
    }
}

/// A shared handle: the stream writes it, the admin server reads it. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Health(Arc<State>);

#[derive(Debug)]
struct State {
    started: Instant,
    /// Milliseconds after `started`; 0 = never.
    polled: AtomicU64,
    committed: AtomicU64,
    /// Whether the group has said which partitions are this member's.
    joined: AtomicBool,
    assigned: AtomicUsize,
    /// How many parts of the stream are waiting to retry something.
    retrying: AtomicUsize,
    brokers_down: AtomicBool,
    store_down: AtomicBool,
    draining: AtomicBool,
    tripped: AtomicBool,
    /// Since when each worker has its current record; 0 = idle.
    workers: Mutex<Vec<Arc<AtomicU64>>>,
}

impl Default for Health {
    fn default() -> Self {
        Self::new()
    }
}

impl Health {
    /// A stream that has not started: alive, not ready.
    pub fn new() -> Self {
        Self(Arc::new(State {
            started: Instant::now(),
            polled: AtomicU64::new(0),
            committed: AtomicU64::new(0),
            joined: AtomicBool::new(false),
            assigned: AtomicUsize::new(0),
            retrying: AtomicUsize::new(0),
            brokers_down: AtomicBool::new(false),
            store_down: AtomicBool::new(false),
            draining: AtomicBool::new(false),
            tripped: AtomicBool::new(false),
            workers: Mutex::default(),
        }))
    }

    /// Whether the process should be left alone. An outage of Kafka does not matter here.
    pub fn livez(&self) -> Answer {
        match self.poll_age() {
            None => Answer::yes("not started"),
            Some(age) if age > POLL_LIMIT => Answer::no(format!(
                "the poll loop has not turned for {} s",
                age.as_secs()
            )),
            Some(_) => match self.longest_work() {
                Some(age) if age > WORK_LIMIT => Answer::no(format!(
                    "a worker has been at one record for {} s",
                    age.as_secs()
                )),
                _ => Answer::yes("polling"),
            },
        }
    }

    fn longest_work(&self) -> Option<Duration> {
        let workers = self.0.workers.lock();
        let workers = workers.unwrap_or_else(PoisonError::into_inner);
        workers.iter().filter_map(|begun| self.age(begun)).max()
    }

    /// A place for a worker to note what it is at.
    pub(crate) fn worker(&self) -> Work {
        let begun = Arc::new(AtomicU64::new(0));
        let workers = self.0.workers.lock();
        let mut workers = workers.unwrap_or_else(PoisonError::into_inner);
        workers.push(Arc::clone(&begun));
        let health = self.clone();
        Work { health, begun }
    }

    /// Whether the stream is doing its work.
    pub fn readyz(&self) -> Answer {
        let live = self.livez();
        if !live.ok {
            return live;
        }
        let state = &self.0;
        if state.tripped.load(Ordering::Relaxed) {
            Answer::no("the circuit breaker is open: nearly everything is rejected")
        } else if state.draining.load(Ordering::Relaxed) {
            Answer::no("draining before shutdown")
        } else if state.brokers_down.load(Ordering::Relaxed) {
            Answer::no("no Kafka broker can be reached")
        } else if state.store_down.load(Ordering::Relaxed) {
            Answer::no("the database cannot be reached")
        } else if state.retrying.load(Ordering::Relaxed) > 0 {
            Answer::no("waiting to retry after a failure")
        } else if !state.joined.load(Ordering::Relaxed) {
            Answer::no("the consumer group has not been joined yet")
        } else if self.assigned() == 0 {
            Answer::yes("standing by: there are more members than partitions")
        } else {
            Answer::yes(format!("{} partitions assigned", self.assigned()))
        }
    }

    /// Partitions assigned at the moment.
    pub fn assigned(&self) -> usize {
        self.0.assigned.load(Ordering::Relaxed)
    }

    /// Time since the poll loop last turned; `None` before it started.
    pub fn poll_age(&self) -> Option<Duration> {
        self.age(&self.0.polled)
    }

    /// Time since offsets were last committed; `None` before the first time.
    pub fn commit_age(&self) -> Option<Duration> {
        self.age(&self.0.committed)
    }

    pub(crate) fn polled(&self) {
        self.0.polled.store(self.now(), Ordering::Relaxed);
    }

    pub(crate) fn committed(&self) {
        self.0.committed.store(self.now(), Ordering::Relaxed);
    }

    pub(crate) fn joined(&self) {
        self.0.joined.store(true, Ordering::Relaxed);
    }

    pub(crate) fn set_assigned(&self, partitions: usize) {
        self.0.assigned.store(partitions, Ordering::Relaxed);
    }

    pub(crate) fn set_brokers_down(&self, down: bool) {
        self.0.brokers_down.store(down, Ordering::Relaxed);
    }

    pub(crate) fn set_store_down(&self, down: bool) {
        self.0.store_down.store(down, Ordering::Relaxed);
    }

    pub(crate) fn draining(&self) {
        self.0.draining.store(true, Ordering::Relaxed);
    }

    pub(crate) fn tripped(&self) {
        self.0.tripped.store(true, Ordering::Relaxed);
    }

    /// Not ready for as long as the guard lives.
    pub(crate) fn retrying(&self) -> Retrying {
        self.0.retrying.fetch_add(1, Ordering::Relaxed);
        Retrying(self.clone())
    }

    /// Milliseconds since the start, never 0.
    fn now(&self) -> u64 {
        u64::try_from(self.0.started.elapsed().as_millis())
            .unwrap_or(u64::MAX)
            .max(1)
    }

    fn age(&self, at: &AtomicU64) -> Option<Duration> {
        match at.load(Ordering::Relaxed) {
            0 => None,
            millis => Some(
                self.0
                    .started
                    .elapsed()
                    .saturating_sub(Duration::from_millis(millis)),
            ),
        }
    }
}

/// Held by whoever waits to retry something.
#[derive(Debug)]
pub(crate) struct Retrying(Health);

impl Drop for Retrying {
    fn drop(&mut self) {
        self.0.0.retrying.fetch_sub(1, Ordering::Relaxed);
    }
}

/// What one worker is at.
#[derive(Debug)]
pub(crate) struct Work {
    health: Health,
    begun: Arc<AtomicU64>,
}

impl Work {
    pub(crate) fn begin(&self) {
        self.begun.store(self.health.now(), Ordering::Relaxed);
    }

    pub(crate) fn end(&self) {
        self.begun.store(0, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_ready_only_in_its_group_and_while_nothing_is_retried() {
        let health = Health::new();
        assert!(health.livez().ok && !health.readyz().ok);
        health.polled();
        assert!(!health.readyz().ok, "not in the group");
        health.joined();
        assert!(health.readyz().ok, "a member without a partition stands by");
        health.set_assigned(2);
        assert!(health.readyz().ok);
        let first = health.retrying();
        let second = health.retrying();
        drop(first);
        assert!(!health.readyz().ok, "one part still retries");
        drop(second);
        assert!(health.readyz().ok);
        health.draining();
        assert_eq!(health.readyz().reason, "draining before shutdown");
    }

    #[test]
    fn an_outage_of_kafka_or_the_database_costs_readiness_and_not_life() {
        let health = Health::new();
        health.polled();
        health.joined();
        health.set_brokers_down(true);
        assert!(health.livez().ok && !health.readyz().ok);
        health.set_brokers_down(false);
        health.set_store_down(true);
        assert!(health.livez().ok && !health.readyz().ok);
    }
}
