//! The stream of sink: records in batches to a store that keeps the offsets itself.

use std::{
    future::Future,
    pin::pin,
    sync::Arc,
    time::{Duration, Instant},
};

use metrics::{Histogram, counter, histogram};
use tokio::{
    sync::mpsc::UnboundedReceiver,
    time::{Instant as Deadline, sleep, sleep_until},
};

use crate::{
    Batch, BatchWriter, Failure, Health, PipeConfig, Poison, StreamError, WriteError, Written,
    backoff::Backoff,
    breaker::Breaker,
    collector::Collector,
    dead::DeadLetters,
    metrics as names,
    outlet::{KafkaOutlet, Outlet},
    reader::{Command, Control, Event, Reader, Start},
};

/// How often an idle store is probed.
const PROBE_INTERVAL: Duration = Duration::from_secs(5);

/// Feeds `writer` from the input topic until `shutdown` completes, then drains and returns.
///
/// Reading starts where the store says, not where Kafka says; where the store says nothing,
/// at the beginning of the partition.
///
/// # Errors
/// See [`StreamError`]: what only an operator can mend.
pub async fn run_batches(
    config: &PipeConfig,
    writer: impl BatchWriter,
    shutdown: impl Future<Output = ()>,
    health: Health,
) -> Result<(), StreamError> {
    config.validate()?;
    let name = writer.name();
    let outlet = KafkaOutlet::new(config, name, &health)?;
    let (mut reader, mut events) = Reader::start(config, name, Start::Told, &health)?;
    let mut feed = Feed {
        stage: name,
        topic: config.input.as_str().into(),
        linger: Duration::from_millis(config.batch.linger_ms),
        collector: Collector::new(config.batch.clone()),
        breaker: Breaker::new(&config.breaker),
        dead: DeadLetters::new(outlet, &config.dead, name, health.clone()),
        control: reader.control.clone(),
        seconds: histogram!(names::BATCH_SECONDS, "stage" => name),
        sizes: histogram!(names::BATCH_RECORDS, "stage" => name),
        writer,
        health,
    };

    let mut shutdown = pin!(shutdown);
    let mut stopping = false;
    let mut failed = None;
    let mut feeding = pin!(feed.serve(&mut events));
    let result = loop {
        tokio::select! {
            () = &mut shutdown, if !stopping => {
                stopping = true;
                reader.control.send(Command::Stop);
            }
            result = reader.finished() => break result,
            result = &mut feeding, if failed.is_none() => {
                failed = Some(result);
                reader.control.send(Command::Abort);
            }
        }
    };
    reader.closed().await;
    failed.unwrap_or(Ok(())).and(result)
}

/// Everything between the poll thread and the writer.
struct Feed<W, O> {
    stage: &'static str,
    topic: Arc<str>,
    linger: Duration,
    writer: W,
    collector: Collector,
    breaker: Breaker,
    dead: DeadLetters<O>,
    control: Control,
    health: Health,
    seconds: Histogram,
    sizes: Histogram,
}

impl<W: BatchWriter, O: Outlet> Feed<W, O> {
    /// Serves events until there are no more.
    async fn serve(&mut self, events: &mut UnboundedReceiver<Event>) -> Result<(), StreamError> {
        let read = counter!(names::RECORDS_IN, "stage" => self.stage);
        let mut flush_at: Option<Deadline> = None;
        loop {
            let idle = flush_at.is_none();
            tokio::select! {
                biased;
                () = sleep_until(flush_at.unwrap_or_else(Deadline::now)), if !idle => {
                    flush_at = None;
                    self.flush().await?;
                }
                event = events.recv() => match event {
                    None => return Ok(()),
                    Some(Event::Record(ticket, record)) => {
                        read.increment(1);
                        self.collector.add(ticket, record);
                        if self.collector.is_full() {
                            flush_at = None;
                            self.flush().await?;
                        } else if idle {
                            flush_at = Some(Deadline::now() + self.linger);
                        }
                    }
                    Some(Event::Assigned(partitions)) => self.begin(partitions).await?,
                    Some(Event::Restarted { partition, epoch }) => {
                        self.collector.restart(partition, epoch);
                    }
                    Some(Event::Draining) => {
                        flush_at = None;
                        self.flush().await?;
                    }
                    Some(Event::Revoked(partitions)) => {
                        for partition in partitions {
                            self.collector.revoke(partition);
                        }
                    }
                },
                () = sleep(PROBE_INTERVAL), if idle => {
                    let probed = self.writer.probe().await;
                    self.health.set_store_down(probed.is_err());
                    if let Err(error) = probed {
                        tracing::warn!(error = %error, "the store cannot be reached");
                    }
                }
            }
        }
    }

    /// Has the partitions read from where the store stands.
    async fn begin(&mut self, partitions: Vec<(i32, u64)>) -> Result<(), StreamError> {
        let asked: Vec<_> = partitions.iter().map(|(partition, _)| *partition).collect();
        let stored = self.offsets(&asked).await;
        let mut starts = Vec::with_capacity(partitions.len());
        for ((partition, epoch), stored) in partitions.into_iter().zip(stored) {
            self.collector.assign(partition, epoch, stored);
            starts.push((partition, epoch, stored));
        }
        self.control.send(Command::Start(starts));
        Ok(())
    }

    /// Asks the store for offsets until it answers.
    async fn offsets(&mut self, partitions: &[i32]) -> Vec<Option<i64>> {
        if partitions.is_empty() {
            return Vec::new();
        }
        let named: Vec<_> = partitions
            .iter()
            .map(|partition| (Arc::clone(&self.topic), *partition))
            .collect();
        let mut backoff = Backoff::new(&self.health);
        loop {
            match self.writer.offsets(&named).await {
                Ok(offsets) if offsets.len() == named.len() => return offsets,
                Ok(offsets) => {
                    let failure = Failure::new(format!(
                        "the store answered {} offsets for {} partitions",
                        offsets.len(),
                        named.len()
                    ));
                    self.wait(&mut backoff, &failure).await;
                }
                Err(failure) => self.wait(&mut backoff, &failure).await,
            }
        }
    }

    async fn wait(&self, backoff: &mut Backoff, failure: &Failure) {
        counter!(names::RETRIES, "stage" => self.stage, "what" => "store").increment(1);
        let wait = backoff.next_wait();
        tracing::warn!(
            error = %failure, attempts = backoff.attempts(), wait_ms = wait.as_millis(),
            "the store does not answer; trying again"
        );
        sleep(wait).await;
    }

    /// Writes what is collected, however long it takes.
    async fn flush(&mut self) -> Result<(), StreamError> {
        if self.collector.is_empty() {
            return Ok(());
        }
        let (tickets, mut batch) = self.collector.take();
        let begun = Instant::now();
        if !self.write(&mut batch).await? {
            return self.fenced(&batch).await;
        }
        #[allow(clippy::cast_precision_loss, reason = "a histogram takes floats")]
        self.sizes.record(batch.len() as f64);
        self.seconds.record(begun.elapsed());
        self.collector.committed(batch.ranges());
        for ticket in tickets {
            self.control.done(ticket);
        }
        Ok(())
    }

    /// Whether the batch is committed; `false`: somebody else has written instead.
    async fn write(&mut self, batch: &mut Batch) -> Result<bool, StreamError> {
        let mut backoff = Backoff::new(&self.health);
        loop {
            match self.writer.write(batch).await {
                Ok(Written::Committed) => {
                    for _ in batch.records() {
                        self.note(None)?;
                    }
                    self.health.set_store_down(false);
                    let written = counter!(names::RECORDS_OUT, "stage" => self.stage);
                    written.increment(batch.records().count() as u64);
                    return Ok(true);
                }
                Ok(Written::Poison(poison)) => self.set_aside(batch, poison).await?,
                Err(WriteError::Retry(failure)) => self.wait(&mut backoff, &failure).await,
                Err(WriteError::Fenced(detail)) => {
                    tracing::warn!(detail, "another consumer has written these partitions");
                    return Ok(false);
                }
                Err(WriteError::Fatal(failure)) => return Err(StreamError::Store(failure)),
            }
        }
    }

    /// Delivers the dead letters of a batch, and only then takes the records out of it.
    async fn set_aside(
        &mut self,
        batch: &mut Batch,
        poison: Vec<Poison>,
    ) -> Result<(), StreamError> {
        if poison.is_empty() {
            let failure = Failure::new("the writer found poison and named no record");
            return Err(StreamError::Store(failure));
        }
        let mut sent = Vec::with_capacity(poison.len());
        for Poison { index, rejection } in poison {
            let Some(record) = batch.get(index) else {
                let failure = Failure::new(format!("the writer named record {index} as poison"));
                return Err(StreamError::Store(failure));
            };
            self.note(Some(rejection.reason))?;
            sent.push((index, self.dead.send(record, &rejection).await, rejection));
        }
        for (index, receipt, rejection) in sent {
            if let Some(record) = batch.get(index) {
                self.dead.confirm(receipt, record, &rejection).await?;
            }
            batch.set_aside(index);
        }
        Ok(())
    }

    fn note(&mut self, rejected: Option<&'static str>) -> Result<(), StreamError> {
        let noted = self.breaker.note(rejected);
        noted.inspect_err(|_| self.health.tripped())
    }

    /// Reads on from what the store holds.
    async fn fenced(&mut self, batch: &Batch) -> Result<(), StreamError> {
        let partitions: Vec<_> = batch.ranges().iter().map(|range| range.partition).collect();
        let stored = self.offsets(&partitions).await;
        for (partition, offset) in partitions.into_iter().zip(stored) {
            if let Some(epoch) = self.collector.fence(partition, offset) {
                self.control.send(Command::Seek {
                    partition,
                    epoch,
                    offset,
                });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
