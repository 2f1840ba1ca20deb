//! The handle to the poll thread: records and changes come out, finished tickets go in.
//!
//! Both directions are channels that never block the poll thread. What is in them is
//! bounded in bytes, because the poll thread pauses reading.

use std::{
    sync::{Arc, mpsc},
    thread,
    time::Duration,
};

use rdkafka::{
    config::FromClientConfigAndContext as _,
    consumer::{BaseConsumer, Consumer as _},
};
use tokio::sync::{mpsc as tokio_mpsc, oneshot};

use crate::{
    Health, PipeConfig, Record, StreamError, callbacks::Callbacks, client, committer::Committer,
    intake::Ticket, poll::PollLoop,
};

/// How long leaving the group may take; past it the process may as well end.
const CLOSE_GRACE: Duration = Duration::from_secs(10);

/// Where reading of a newly assigned partition starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    /// At the offset committed in Kafka.
    Committed,
    /// Where [`Command::Start`] says.
    Told,
}

/// What the poll thread reports.
#[derive(Debug)]
pub(crate) enum Event {
    /// Partitions, each with its new epoch. With [`Start::Told`] they wait for a start.
    Assigned(Vec<(i32, u64)>),
    Record(Ticket, Record),
    /// The partition starts again, under this epoch: tickets of the old one are void.
    Restarted {
        partition: i32,
        epoch: u64,
    },
    /// These are about to go: finish what is in hand.
    Draining,
    /// These are gone.
    Revoked(Vec<i32>),
}

/// What the poll thread is told.
#[derive(Debug)]
pub(crate) enum Command {
    Done(Ticket),
    /// Begin reading all of the partitions last assigned: partition, epoch, offset; `None`:
    /// from the beginning.
    Start(Vec<(i32, u64, Option<i64>)>),
    /// Read a partition again from here, if it is still held under this epoch.
    Seek {
        partition: i32,
        epoch: u64,
        offset: Option<i64>,
    },
    /// Drain, commit, leave.
    Stop,
    /// Commit what is done, leave.
    Abort,
}

/// Tells the poll thread things. Cheap to clone; a poll thread that is gone is ignored,
/// because [`Reader::finished`] says so.
#[derive(Clone, Debug)]
pub(crate) struct Control(mpsc::Sender<Command>);

impl Control {
    #[cfg(test)]
    pub(crate) fn pair() -> (Self, mpsc::Receiver<Command>) {
        let (sender, receiver) = mpsc::channel();
        (Self(sender), receiver)
    }

    pub(crate) fn send(&self, command: Command) {
        // The thread ends first only on an error, which is reported elsewhere.
        let _ = self.0.send(command);
    }

    pub(crate) fn done(&self, ticket: Ticket) {
        self.send(Command::Done(ticket));
    }
}

/// A running poll thread.
#[derive(Debug)]
pub(crate) struct Reader {
    pub(crate) control: Control,
    result: oneshot::Receiver<Result<(), StreamError>>,
    closed: oneshot::Receiver<()>,
}

impl Reader {
    /// Subscribes and starts the thread. Its events come in a channel of their own, which
    /// ends with it.
    pub(crate) fn start(
        config: &PipeConfig,
        name: &'static str,
        start: Start,
        health: &Health,
    ) -> Result<(Self, tokio_mpsc::UnboundedReceiver<Event>), StreamError> {
        let refused = |error| StreamError::client(&config.kafka.brokers, &error);
        let callbacks = Callbacks::new(&config.input, health.clone());
        let consumer =
            BaseConsumer::from_config_and_context(&client::consumer(config, name), callbacks)
                .map_err(refused)?;
        let consumer = Arc::new(consumer);
        consumer.subscribe(&[&config.input]).map_err(refused)?;

        let (event_sender, events) = tokio_mpsc::unbounded_channel();
        let (command_sender, commands) = mpsc::channel();
        let (result_sender, result) = oneshot::channel();
        let (closed_sender, closed) = oneshot::channel();
        let committer = Committer::start(name, Arc::clone(&consumer))?;
        let health = health.clone();
        let mut poll = PollLoop::new(
            config,
            name,
            start,
            health,
            event_sender,
            commands,
            committer,
        );
        thread::Builder::new()
            .name(format!("{name}-poll"))
            .spawn(move || {
                let _ = result_sender.send(poll.run(&consumer));
                drop(poll);
                drop(consumer);
                let _ = closed_sender.send(());
            })
            .map_err(|_| StreamError::Thread("poll"))?;
        let reader = Self {
            control: Control(command_sender),
            result,
            closed,
        };
        Ok((reader, events))
    }

    /// Resolves once the poll loop has ended, with its result. Cancel-safe.
    pub(crate) async fn finished(&mut self) -> Result<(), StreamError> {
        (&mut self.result)
            .await
            .unwrap_or(Err(StreamError::Thread("poll")))
    }

    /// Waits until the group has been left.
    pub(crate) async fn closed(self) {
        if tokio::time::timeout(CLOSE_GRACE, self.closed)
            .await
            .is_err()
        {
            tracing::warn!("the consumer group could not be left in time; Kafka will notice");
        }
    }
}
