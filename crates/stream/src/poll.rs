//! The poll thread's loop: the only place that talks to the consumer.
//!
//! It never blocks longer than one short poll, so the group never sees it stall, whatever
//! the stage, the brokers or the database do. It owns the ledgers alone.

use std::{
    sync::{Arc, mpsc},
    time::{Duration, Instant},
};

use rdkafka::{
    TopicPartitionList,
    consumer::{BaseConsumer, Consumer as _},
    error::KafkaError,
    message::{BorrowedMessage, Headers as _, Message as _},
};
use tokio::sync::mpsc::UnboundedSender;

mod assign;
mod drain;

use drain::Drain;

use crate::{
    Headers, Health, PipeConfig, Record, StreamError,
    callbacks::{Callback, Callbacks},
    committer::Committer,
    gauges::Gauges,
    intake::{Accepted, Intake, Ticket},
    reader::{Command, Event, Start},
};

/// One poll while there is nothing else to watch.
const IDLE_POLL: Duration = Duration::from_millis(50);
/// One poll while a drain waits for the last records.
const DRAIN_POLL: Duration = Duration::from_millis(5);
/// Polls between two looks at everything but messages, while messages keep coming.
const TURN: usize = 64;

/// The state of the poll thread.
pub(crate) struct PollLoop {
    topic: Arc<str>,
    start: Start,
    health: Health,
    gauges: Gauges,
    events: UnboundedSender<Event>,
    commands: mpsc::Receiver<Command>,
    intake: Intake,
    paused: bool,
    /// Assigned, and waiting to be told where to start.
    unstarted: Vec<i32>,
    leaving: Option<Drain>,
    stopping: Option<Drain>,
    committer: Committer,
    /// The commit that Kafka has not answered yet.
    committing: Option<Vec<Ticket>>,
    commit_due: Instant,
    commit_interval: Duration,
    drain_deadline: Duration,
}

impl PollLoop {
    pub(crate) fn new(
        config: &PipeConfig,
        name: &'static str,
        start: Start,
        health: Health,
        events: UnboundedSender<Event>,
        commands: mpsc::Receiver<Command>,
        committer: Committer,
    ) -> Self {
        Self {
            topic: config.input.as_str().into(),
            start,
            gauges: Gauges::new(name, health.clone()),
            health,
            events,
            commands,
            intake: Intake::new(config.in_flight_bytes),
            paused: false,
            unstarted: Vec::new(),
            leaving: None,
            stopping: None,
            committer,
            committing: None,
            commit_due: Instant::now(),
            commit_interval: Duration::from_millis(config.commit_interval_ms),
            drain_deadline: config.drain_deadline(),
        }
    }

    /// Polls until told to stop, or until Kafka refuses for good.
    pub(crate) fn run(&mut self, consumer: &BaseConsumer<Callbacks>) -> Result<(), StreamError> {
        let result = loop {
            match self.turn(consumer) {
                Ok(true) => {}
                Ok(false) => break Ok(()),
                Err(error) => break Err(error),
            }
        };
        self.answer_open_rebalance(consumer);
        self.gauges.forget(&self.intake.partitions());
        self.health.set_assigned(0);
        result
    }

    /// One look at everything; `false` once stopped.
    fn turn(&mut self, consumer: &BaseConsumer<Callbacks>) -> Result<bool, StreamError> {
        self.health.polled();
        self.serve_commands(consumer)?;
        if let Some(result) = self.committer.result() {
            self.committed(result);
        }
        if !self.serve_drains(consumer)? {
            return Ok(false);
        }
        self.balance(consumer);
        if Instant::now() >= self.commit_due {
            self.commit();
        }
        self.gauges.update(&self.intake, self.paused);

        let draining = self.leaving.is_some() || self.stopping.is_some();
        let mut wait = if draining { DRAIN_POLL } else { IDLE_POLL };
        for _ in 0..TURN {
            match consumer.poll(wait) {
                Some(Ok(message)) => self.take(&message),
                Some(Err(KafkaError::MessageConsumptionFatal(code))) => {
                    return Err(StreamError::Kafka(code.to_string()));
                }
                // Other errors are logged by their callback; librdkafka recovers by itself.
                None | Some(Err(_)) => break,
            }
            wait = Duration::ZERO;
        }
        for callback in consumer.context().take() {
            self.serve_callback(consumer, callback)?;
        }
        Ok(true)
    }

    fn take(&mut self, message: &BorrowedMessage<'_>) {
        let record = self.record(message);
        let (partition, offset) = (record.partition, record.offset);
        match self.intake.accept(partition, offset, record.size()) {
            Accepted::Refused => {}
            Accepted::Ticket(ticket) => self.report(Event::Record(ticket, record)),
            Accepted::Restarted(ticket) => {
                tracing::warn!(
                    partition,
                    offset,
                    "the partition goes back to an earlier offset: created anew or cut; \
                     reading on from there"
                );
                let epoch = ticket.epoch;
                self.report(Event::Restarted { partition, epoch });
                self.report(Event::Record(ticket, record));
            }
        }
    }

    fn record(&self, message: &BorrowedMessage<'_>) -> Record {
        let mut headers = Headers::new();
        for header in message.headers().into_iter().flat_map(|held| held.iter()) {
            headers.push(header.key, header.value.map(<[u8]>::to_vec));
        }
        Record {
            topic: Arc::clone(&self.topic),
            partition: message.partition(),
            offset: message.offset(),
            key: message.key().map(<[u8]>::to_vec),
            payload: message.payload().map(<[u8]>::to_vec),
            headers,
            timestamp_ms: message.timestamp().to_millis(),
        }
    }

    /// A receiver that is gone shows as a closed command channel.
    fn report(&self, event: Event) {
        let _ = self.events.send(event);
    }

    fn serve_commands(&mut self, consumer: &BaseConsumer<Callbacks>) -> Result<(), StreamError> {
        loop {
            match self.commands.try_recv() {
                Ok(Command::Done(ticket)) => self.intake.done(ticket),
                Ok(Command::Start(offsets)) => self.begin(consumer, &offsets)?,
                Ok(Command::Seek {
                    partition,
                    epoch,
                    offset,
                }) => {
                    if self.intake.holds(partition, epoch) {
                        self.seek(consumer, partition, offset)?;
                    }
                }
                Ok(Command::Stop) => self.stop(consumer, self.drain_deadline),
                Ok(Command::Abort) | Err(mpsc::TryRecvError::Disconnected) => {
                    self.stop(consumer, Duration::ZERO);
                    return Ok(());
                }
                Err(mpsc::TryRecvError::Empty) => return Ok(()),
            }
        }
    }

    fn serve_callback(
        &mut self,
        consumer: &BaseConsumer<Callbacks>,
        callback: Callback,
    ) -> Result<(), StreamError> {
        match callback {
            Callback::Assign(partitions) => self.assigned(consumer, partitions)?,
            Callback::Revoke { partitions, lost } => self.revoked(partitions, lost),
            Callback::Ends(ends) => self.gauges.lag(&self.intake, &ends),
        }
        Ok(())
    }

    /// Pauses reading past the bound in bytes and takes it up again at half of it.
    fn balance(&mut self, consumer: &BaseConsumer<Callbacks>) {
        let pause = self.intake.should_pause(self.paused);
        if pause == self.paused || self.stopping.is_some() {
            return;
        }
        let mut partitions = self.intake.partitions();
        partitions.retain(|partition| !self.unstarted.contains(partition));
        let list = self.list(&partitions);
        let changed = if pause {
            consumer.pause(&list)
        } else {
            consumer.resume(&list)
        };
        match changed {
            Ok(()) => self.paused = pause,
            // The next turn tries again.
            Err(error) => tracing::warn!(error = %error, pause, "cannot pause or resume"),
        }
    }

    fn list(&self, partitions: &[i32]) -> TopicPartitionList {
        let mut list = TopicPartitionList::new();
        for partition in partitions {
            list.add_partition(&self.topic, *partition);
        }
        list
    }
}

fn fatal(error: &KafkaError) -> StreamError {
    StreamError::Kafka(error.to_string())
}
