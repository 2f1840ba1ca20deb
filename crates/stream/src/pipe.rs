//! The stream of ingest and enrich: each record through a stage, its outputs to a topic.

use std::{
    collections::HashMap,
    future::Future,
    pin::pin,
    sync::{Arc, Mutex},
};

use metrics::{Counter, counter};
use tokio::{
    sync::mpsc,
    task::{AbortHandle, JoinSet},
};

use crate::{
    Health, PipeConfig, Stage, StreamError,
    breaker::Breaker,
    dead::DeadLetters,
    lane::{Job, Shared},
    metrics as names,
    outlet::{KafkaOutlet, Outlet},
    reader::{Command, Event, Reader, Start},
    workers::Workers,
};

/// Runs `stage` over the input topic until `shutdown` completes, then drains and returns.
///
/// Every record that was read is done afterwards (written, dropped or set aside, and
/// committed), unless the drain deadline passed first: then the rest is read again.
///
/// # Errors
/// See [`StreamError`]: what only an operator can mend.
pub async fn run(
    config: &PipeConfig,
    stage: impl Stage,
    shutdown: impl Future<Output = ()>,
    health: Health,
) -> Result<(), StreamError> {
    config.validate()?;
    config.require_output()?;
    let stage = Arc::new(stage);
    let name = stage.name();
    let outlet = KafkaOutlet::new(config, name, &health)?;
    let workers = Workers::start(&stage, config.workers, &health)?;
    let (mut reader, mut events) = Reader::start(config, name, Start::Committed, &health)?;
    let mut lanes = Lanes::new(Shared {
        stage: name,
        output: config.output.as_str().into(),
        dead: DeadLetters::new(outlet.clone(), &config.dead, name, health.clone()),
        outlet,
        workers,
        control: reader.control.clone(),
        breaker: Mutex::new(Breaker::new(&config.breaker)),
        health,
    });

    let mut shutdown = pin!(shutdown);
    let mut stopping = false;
    let mut failed = None;
    let result = loop {
        tokio::select! {
            () = &mut shutdown, if !stopping => {
                stopping = true;
                reader.control.send(Command::Stop);
            }
            Some(event) = events.recv() => lanes.serve(event),
            Some(error) = lanes.failed() => {
                failed.get_or_insert(error);
                reader.control.send(Command::Abort);
            }
            result = reader.finished() => break result,
        }
    };
    drop(lanes);
    reader.closed().await;
    failed.map_or(result, Err)
}

/// The partitions at work, a task each.
struct Lanes<O: Outlet> {
    shared: Arc<Shared<O>>,
    lanes: HashMap<i32, Lane>,
    tasks: JoinSet<Result<(), StreamError>>,
    read: Counter,
}

struct Lane {
    jobs: mpsc::UnboundedSender<Job>,
    task: AbortHandle,
}

impl<O: Outlet> Lanes<O> {
    fn new(shared: Shared<O>) -> Self {
        Self {
            read: counter!(names::RECORDS_IN, "stage" => shared.stage),
            shared: Arc::new(shared),
            lanes: HashMap::new(),
            tasks: JoinSet::new(),
        }
    }

    fn serve(&mut self, event: Event) {
        match event {
            Event::Assigned(partitions) => {
                for (partition, _) in partitions {
                    let (jobs, queue) = mpsc::unbounded_channel();
                    let task = self.tasks.spawn(Arc::clone(&self.shared).lane(queue));
                    self.lanes.insert(partition, Lane { jobs, task });
                }
            }
            Event::Record(ticket, record) => {
                if let Some(lane) = self.lanes.get(&ticket.partition) {
                    self.read.increment(1);
                    let record = Arc::new(record);
                    let outcome = self.shared.workers.submit(Arc::clone(&record));
                    // A lane that has ended reports why through its task.
                    let _ = lane.jobs.send(Job {
                        ticket,
                        record,
                        outcome,
                    });
                }
            }
            Event::Revoked(partitions) => {
                for partition in partitions {
                    if let Some(lane) = self.lanes.remove(&partition) {
                        // Whatever the drain left over belongs to the next owner.
                        lane.task.abort();
                    }
                }
            }
            // Lanes always work as fast as they can, and old tickets are void by themselves.
            Event::Draining | Event::Restarted { .. } => {}
        }
    }

    /// Waits for a lane to fail; `None` while there is no lane.
    async fn failed(&mut self) -> Option<StreamError> {
        loop {
            match self.tasks.join_next().await? {
                Ok(Ok(())) => {}
                Ok(Err(error)) => return Some(error),
                Err(gone) if gone.is_cancelled() => {}
                Err(_) => return Some(StreamError::Thread("lane")),
            }
        }
    }
}
