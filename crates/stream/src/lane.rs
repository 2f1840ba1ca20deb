//! One partition's way from outcomes to acknowledged outputs.
//!
//! Two loops side by side: one takes outcomes in offset order and queues what they give,
//! the other waits for the acknowledgements, in the same order. So outputs keep the order
//! of their records, while later records are processed and earlier ones delivered.

use std::sync::{Arc, Mutex, PoisonError};

use metrics::{Counter, counter};
use sitrep_contract::headers::TRACEPARENT;
use tokio::sync::{mpsc, oneshot};

use crate::{
    Health, Outcome, Output, Record, Rejection, StreamError,
    backoff::Backoff,
    breaker::Breaker,
    dead::DeadLetters,
    intake::Ticket,
    metrics as names,
    outlet::{Message, Outlet, Receipt, Undelivered},
    reader::Control,
    reasons,
    workers::Workers,
};

/// What the lanes of a pipe share.
pub(crate) struct Shared<O> {
    pub(crate) stage: &'static str,
    pub(crate) output: Arc<str>,
    pub(crate) outlet: O,
    pub(crate) dead: DeadLetters<O>,
    pub(crate) workers: Workers,
    pub(crate) control: Control,
    pub(crate) breaker: Mutex<Breaker>,
    pub(crate) health: Health,
}

/// A record that a worker has, or had, in hand.
pub(crate) struct Job {
    pub(crate) ticket: Ticket,
    pub(crate) record: Arc<Record>,
    pub(crate) outcome: oneshot::Receiver<Outcome>,
}

/// An outcome that stands: all but a failure.
enum Settled {
    Emitted(Vec<Output>),
    Dropped(&'static str),
    Rejected(Rejection),
}

/// A record whose messages are queued.
struct Queued {
    ticket: Ticket,
    record: Arc<Record>,
    receipts: Vec<Receipt>,
    rejection: Option<Rejection>,
}

impl<O: Outlet> Shared<O> {
    /// Serves one partition until its jobs end, or until something fatal happens.
    pub(crate) async fn lane(
        self: Arc<Self>,
        jobs: mpsc::UnboundedReceiver<Job>,
    ) -> Result<(), StreamError> {
        let (queue, queued) = mpsc::unbounded_channel();
        tokio::try_join!(self.release(jobs, queue), self.confirm(queued))?;
        Ok(())
    }

    async fn release(
        &self,
        mut jobs: mpsc::UnboundedReceiver<Job>,
        queue: mpsc::UnboundedSender<Queued>,
    ) -> Result<(), StreamError> {
        while let Some(job) = jobs.recv().await {
            let Job {
                ticket,
                record,
                outcome,
            } = job;
            let outcome = self.settle(&record, outcome).await?;
            let rejected = match &outcome {
                Settled::Rejected(rejection) => Some(rejection.reason),
                Settled::Emitted(_) | Settled::Dropped(_) => None,
            };
            self.note(rejected)?;
            let mut queued = Queued {
                ticket,
                record,
                receipts: Vec::new(),
                rejection: None,
            };
            match outcome {
                Settled::Emitted(outputs) => {
                    for output in outputs {
                        let message = self.message(output, &queued.record);
                        queued.receipts.push(self.outlet.send(message).await);
                    }
                }
                Settled::Rejected(rejection) => {
                    let receipt = self.dead.send(&queued.record, &rejection).await;
                    queued.receipts.push(receipt);
                    queued.rejection = Some(rejection);
                }
                Settled::Dropped(reason) => {
                    counter!(names::RECORDS_DROPPED, "stage" => self.stage, "reason" => reason)
                        .increment(1);
                }
            }
            // The other loop only ends first with an error, which ends this one as well.
            let _ = queue.send(queued);
        }
        Ok(())
    }

    /// Waits for an outcome, and has the record processed again for as long as it fails.
    async fn settle(
        &self,
        record: &Arc<Record>,
        mut outcome: oneshot::Receiver<Outcome>,
    ) -> Result<Settled, StreamError> {
        let mut backoff = Backoff::new(&self.health);
        loop {
            let failure = match outcome.await {
                Ok(Outcome::Fail(failure)) => failure,
                Ok(Outcome::Emit(outputs)) => return Ok(Settled::Emitted(outputs)),
                Ok(Outcome::Drop(reason)) => return Ok(Settled::Dropped(reason)),
                Ok(Outcome::Reject(rejection)) => return Ok(Settled::Rejected(rejection)),
                Err(_) => return Err(StreamError::Thread("worker")),
            };
            counter!(names::RETRIES, "stage" => self.stage, "what" => "stage").increment(1);
            let wait = backoff.next_wait();
            tracing::warn!(
                error = %failure, partition = record.partition, offset = record.offset,
                attempts = backoff.attempts(), wait_ms = wait.as_millis(),
                "the stage failed; the partition waits and tries again"
            );
            tokio::time::sleep(wait).await;
            outcome = self.workers.submit(Arc::clone(record));
        }
    }

    async fn confirm(&self, mut queue: mpsc::UnboundedReceiver<Queued>) -> Result<(), StreamError> {
        let written: Counter = counter!(names::RECORDS_OUT, "stage" => self.stage);
        while let Some(queued) = queue.recv().await {
            let Queued {
                ticket,
                record,
                receipts,
                rejection,
            } = queued;
            let mut refused = None;
            for receipt in receipts {
                if let Some(rejection) = &rejection {
                    self.dead.confirm(receipt, &record, rejection).await?;
                    continue;
                }
                match receipt.await {
                    Ok(()) => written.increment(1),
                    Err(Undelivered::Refused(error)) => refused = Some(error),
                    Err(fatal @ Undelivered::Fatal(_)) => return Err(fatal.into()),
                }
            }
            if let Some(error) = refused {
                let rejection = Rejection::new(reasons::OUTPUT_REFUSED, error);
                self.note(Some(rejection.reason))?;
                let receipt = self.dead.send(&record, &rejection).await;
                self.dead.confirm(receipt, &record, &rejection).await?;
            }
            self.control.done(ticket);
        }
        Ok(())
    }

    fn note(&self, rejected: Option<&'static str>) -> Result<(), StreamError> {
        let mut breaker = self.breaker.lock().unwrap_or_else(PoisonError::into_inner);
        breaker
            .note(rejected)
            .inspect_err(|_| self.health.tripped())
    }

    fn message(&self, output: Output, input: &Record) -> Message {
        let mut headers = output.headers;
        if headers.get(TRACEPARENT).is_none()
            && let Some(trace) = input.headers.get(TRACEPARENT)
        {
            headers.set(TRACEPARENT, trace);
        }
        Message {
            topic: Arc::clone(&self.output),
            key: Some(output.key),
            payload: Some(output.payload),
            headers,
        }
    }
}

#[cfg(test)]
mod tests;
