//! What librdkafka reports from within a poll, noted down for the poll loop.
//!
//! A rebalance is only noted, not answered, in the callback: librdkafka waits for the
//! answer while the loop goes on polling, so draining a partition or asking a database for
//! its offsets never stops the heartbeat.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use rdkafka::{
    ClientContext, Statistics, TopicPartitionList,
    config::RDKafkaLogLevel,
    consumer::{BaseConsumer, Consumer as _, ConsumerContext, RebalanceProtocol},
    error::{KafkaError, KafkaResult, RDKafkaErrorCode},
    topic_partition_list::TopicPartitionListElem,
    types::RDKafkaRespErr,
};

use crate::Health;

/// Something that happened during a poll.
#[derive(Debug)]
pub(crate) enum Callback {
    Assign(Vec<i32>),
    Revoke { partitions: Vec<i32>, lost: bool },
    Ends(Vec<End>),
}

/// A partition as the broker last described it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct End {
    pub(crate) partition: i32,
    /// One past its last record.
    pub(crate) end: i64,
    /// What the group has committed, else its first record.
    pub(crate) committed: i64,
}

/// The consumer's callbacks.
pub(crate) struct Callbacks {
    topic: String,
    health: Health,
    noted: Mutex<Vec<Callback>>,
    closing: AtomicBool,
}

impl Callbacks {
    pub(crate) fn new(topic: &str, health: Health) -> Self {
        Self {
            topic: topic.to_owned(),
            health,
            noted: Mutex::default(),
            closing: AtomicBool::new(false),
        }
    }

    /// What happened since the last call, in order.
    pub(crate) fn take(&self) -> Vec<Callback> {
        std::mem::take(&mut *self.noted.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// From now on a rebalance is answered at once: nobody drains any more.
    pub(crate) fn close(&self) {
        self.closing.store(true, Ordering::Relaxed);
    }

    fn note(&self, callback: Callback) {
        let mut noted = self.noted.lock().unwrap_or_else(PoisonError::into_inner);
        noted.push(callback);
    }
}

impl ConsumerContext for Callbacks {
    fn rebalance(
        &self,
        consumer: &BaseConsumer<Self>,
        error: RDKafkaRespErr,
        list: &mut TopicPartitionList,
    ) {
        let assigned = error == RDKafkaRespErr::RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS;
        if self.closing.load(Ordering::Relaxed) {
            if !assigned && let Err(error) = unassign(consumer, list) {
                tracing::warn!(error = %error, "cannot give up partitions while closing");
            }
            return;
        }
        let partitions = list
            .elements()
            .iter()
            .map(TopicPartitionListElem::partition)
            .collect();
        self.note(if assigned {
            Callback::Assign(partitions)
        } else {
            Callback::Revoke {
                partitions,
                lost: consumer.assignment_lost(),
            }
        });
    }
}

impl ClientContext for Callbacks {
    fn log(&self, level: RDKafkaLogLevel, facility: &str, message: &str) {
        log(level, facility, message);
    }

    fn stats(&self, statistics: Statistics) {
        let up = statistics
            .brokers
            .values()
            .any(|broker| broker.state == "UP");
        if up {
            self.health.set_brokers_down(false);
        }
        if let Some(topic) = statistics.topics.get(&self.topic) {
            // Below 0: not known yet.
            let known = topic.partitions.values().filter(|held| held.hi_offset >= 0);
            let ends = known.map(|held| End {
                partition: held.partition,
                end: held.hi_offset,
                committed: held.committed_offset.max(held.lo_offset).max(0),
            });
            self.note(Callback::Ends(ends.collect()));
        }
    }

    fn error(&self, error: KafkaError, reason: &str) {
        note_error(&self.health, &error, reason);
    }
}

/// Adds partitions to the assignment, in the way the group's protocol asks for.
pub(crate) fn assign(
    consumer: &BaseConsumer<Callbacks>,
    list: &TopicPartitionList,
) -> KafkaResult<()> {
    match consumer.rebalance_protocol() {
        RebalanceProtocol::Cooperative => consumer.incremental_assign(list),
        RebalanceProtocol::Eager | RebalanceProtocol::None => consumer.assign(list),
    }
}

/// Takes partitions out of the assignment; the eager protocol always takes all.
pub(crate) fn unassign(
    consumer: &BaseConsumer<Callbacks>,
    list: &TopicPartitionList,
) -> KafkaResult<()> {
    match consumer.rebalance_protocol() {
        RebalanceProtocol::Cooperative => consumer.incremental_unassign(list),
        RebalanceProtocol::Eager | RebalanceProtocol::None => consumer.unassign(),
    }
}

/// Logs an error that librdkafka deals with itself, and what it means for readiness.
pub(crate) fn note_error(health: &Health, error: &KafkaError, reason: &str) {
    if error.rdkafka_error_code() == Some(RDKafkaErrorCode::AllBrokersDown) {
        health.set_brokers_down(true);
    }
    tracing::warn!(error = %error, reason, "Kafka reports an error; librdkafka goes on trying");
}

/// librdkafka's log lines, which name brokers and topics and never content.
pub(crate) fn log(level: RDKafkaLogLevel, facility: &str, message: &str) {
    match level {
        RDKafkaLogLevel::Emerg
        | RDKafkaLogLevel::Alert
        | RDKafkaLogLevel::Critical
        | RDKafkaLogLevel::Error => tracing::error!(facility, "librdkafka: {message}"),
        RDKafkaLogLevel::Warning => tracing::warn!(facility, "librdkafka: {message}"),
        RDKafkaLogLevel::Notice | RDKafkaLogLevel::Info => {
            tracing::info!(facility, "librdkafka: {message}");
        }
        RDKafkaLogLevel::Debug => tracing::debug!(facility, "librdkafka: {message}"),
    }
}
