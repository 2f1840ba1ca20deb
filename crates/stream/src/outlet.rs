//! Writing to Kafka: a message counts once its delivery is acknowledged.
//!
//! Prevents the two ways in which producers lose data quietly: a full queue that is taken
//! for success, and a delivery report that nobody reads. Both wait here, in tasks, never
//! on the poll thread.

#[cfg(test)]
pub(crate) mod fake;

use std::{fmt, future::Future, pin::Pin, sync::Arc, time::Duration};

use metrics::counter;
use rdkafka::{
    ClientContext,
    config::{FromClientConfigAndContext as _, RDKafkaLogLevel},
    error::{KafkaError, RDKafkaErrorCode as Code},
    message::{Header, OwnedHeaders},
    producer::{DeliveryFuture, FutureProducer, FutureRecord, Producer as _},
};

use crate::{
    Headers, Health, PipeConfig, StreamError, backoff::Backoff, callbacks, client, metrics as names,
};

/// How often a full queue is tried again.
const QUEUE_WAIT: Duration = Duration::from_millis(10);

/// What is written.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) topic: Arc<str>,
    pub(crate) key: Option<Vec<u8>>,
    pub(crate) payload: Option<Vec<u8>>,
    pub(crate) headers: Headers,
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Message to {}", self.topic)
    }
}

/// Why a message was not written and never will be.
#[derive(Clone, Debug)]
pub(crate) enum Undelivered {
    /// The broker takes others but not this one, e.g. because it is too large.
    Refused(String),
    /// The producer is of no more use.
    Fatal(String),
}

impl From<Undelivered> for StreamError {
    fn from(undelivered: Undelivered) -> Self {
        let (Undelivered::Refused(text) | Undelivered::Fatal(text)) = undelivered;
        Self::Kafka(text)
    }
}

/// Resolves once the message is acknowledged. Everything that passes is retried inside.
pub(crate) type Receipt = Pin<Box<dyn Future<Output = Result<(), Undelivered>> + Send>>;

/// Where messages go. A seam: tests put a list in its place.
pub(crate) trait Outlet: Clone + Send + Sync + 'static {
    /// Queues a message, behind all that were queued before. Waits while there is no room.
    fn send(&self, message: Message) -> impl Future<Output = Receipt> + Send;
}

/// The idempotent producer.
#[derive(Clone)]
pub(crate) struct KafkaOutlet {
    producer: FutureProducer<Context>,
    stage: &'static str,
    health: Health,
}

impl KafkaOutlet {
    pub(crate) fn new(
        config: &PipeConfig,
        stage: &'static str,
        health: &Health,
    ) -> Result<Self, StreamError> {
        let context = Context(health.clone());
        let producer =
            FutureProducer::from_config_and_context(&client::producer(config, stage), context)
                .map_err(|error| StreamError::client(&config.kafka.brokers, &error))?;
        Ok(Self {
            producer,
            stage,
            health: health.clone(),
        })
    }

    async fn enqueue(&self, message: &Message) -> Result<DeliveryFuture, KafkaError> {
        loop {
            let mut record = FutureRecord::<[u8], [u8]>::to(&message.topic);
            record.key = message.key.as_deref();
            record.payload = message.payload.as_deref();
            if !message.headers.is_empty() {
                record.headers = Some(native(&message.headers));
            }
            match self.producer.send_result(record) {
                Ok(delivery) => return Ok(delivery),
                Err((KafkaError::MessageProduction(Code::QueueFull), _)) => {
                    tokio::time::sleep(QUEUE_WAIT).await;
                }
                Err((error, _)) => return Err(error),
            }
        }
    }

    /// Waits for the delivery, and sends again what fails for a reason that passes.
    async fn insist(
        self,
        message: Message,
        mut queued: Result<DeliveryFuture, KafkaError>,
    ) -> Result<(), Undelivered> {
        let mut backoff = Backoff::new(&self.health);
        loop {
            let error = match queued {
                Ok(delivery) => match delivery.await {
                    Ok(Ok(_)) => return Ok(()),
                    Ok(Err((error, _))) => error,
                    Err(_) => return Err(Undelivered::Fatal("the producer is gone".to_owned())),
                },
                Err(error) => error,
            };
            if let Some((_, text)) = self.producer.client().fatal_error() {
                return Err(Undelivered::Fatal(format!("the producer gave up: {text}")));
            }
            match error.rdkafka_error_code() {
                Some(
                    Code::MessageSizeTooLarge
                    | Code::InvalidMessageSize
                    | Code::MessageBatchTooLarge
                    | Code::InvalidRecord,
                ) => return Err(Undelivered::Refused(error.to_string())),
                Some(Code::Fatal | Code::PurgeQueue | Code::PurgeInflight) => {
                    return Err(Undelivered::Fatal(error.to_string()));
                }
                _ => {}
            }
            counter!(names::RETRIES, "stage" => self.stage, "what" => "produce").increment(1);
            let wait = backoff.next_wait();
            tracing::warn!(
                error = %error, topic = %message.topic, attempts = backoff.attempts(),
                wait_ms = wait.as_millis(), "a message was not delivered; sending it again"
            );
            tokio::time::sleep(wait).await;
            queued = self.enqueue(&message).await;
        }
    }
}

impl Outlet for KafkaOutlet {
    async fn send(&self, message: Message) -> Receipt {
        let queued = self.enqueue(&message).await;
        Box::pin(self.clone().insist(message, queued))
    }
}

fn native(headers: &Headers) -> OwnedHeaders {
    headers
        .iter()
        .fold(OwnedHeaders::new(), |held, (key, value)| {
            held.insert(Header { key, value })
        })
}

/// The producer's log and errors.
#[derive(Clone)]
struct Context(Health);

impl ClientContext for Context {
    fn log(&self, level: RDKafkaLogLevel, facility: &str, message: &str) {
        callbacks::log(level, facility, message);
    }

    fn error(&self, error: KafkaError, reason: &str) {
        callbacks::note_error(&self.0, &error, reason);
    }
}
