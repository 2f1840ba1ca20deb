//! Consume → process → produce over Kafka, without losing or doubling a record.
//!
//! A service brings a [`Stage`] (one record in, an [`Outcome`] out) and calls [`run`],
//! or brings a [`BatchWriter`] (batches into a store that keeps the offsets itself) and
//! calls [`run_batches`]. Everything else is here and in one place, because each of it
//! has cost other pipelines their data:
//!
//! * an offset moves on only once the outputs, or the dead letter, are acknowledged, and
//!   never past a hole (the ledger);
//! * the thread that polls never blocks, so that back-pressure never costs the membership;
//! * a fault of the infrastructure is retried and never becomes a dead letter, a record
//!   that cannot be processed becomes one and never stops the stream;
//! * revoke and shutdown go through the same drain, with a deadline.
//!
//! ```no_run
//! use sitrep_stream::{Health, Outcome, Output, PipeConfig, Record, Rejection, Stage, run};
//!
//! struct Copy;
//!
//! impl Stage for Copy {
//!     fn name(&self) -> &'static str {
//!         "copy"
//!     }
//!
//!     fn process(&self, record: &Record) -> Outcome {
//!         match (&record.key, &record.payload) {
//!             (Some(key), Some(payload)) => Outcome::Emit(vec![Output {
//!                 key: key.clone(),
//!                 payload: payload.clone(),
//!                 headers: record.headers.clone(),
//!             }]),
//!             (_, None) => Outcome::Drop("tombstone"),
//!             (None, _) => Outcome::Reject(Rejection::new("no_key", "the record has no key")),
//!         }
//!     }
//! }
//!
//! # async fn service(stop: impl Future<Output = ()>) -> Result<(), sitrep_stream::StreamError> {
//! let config = PipeConfig::default().or_else("sitrep-copy", "from", "to");
//! run(&config, Copy, stop, Health::new()).await
//! # }
//! ```
//!
//! Delivery is at least once for [`run`] (ids are deterministic and writes are keyed, so a
//! repeat changes nothing) and effectively once for [`run_batches`].

mod backoff;
mod batch;
mod batches;
mod breaker;
mod callbacks;
mod client;
mod collector;
mod committer;
mod config;
mod dead;
mod error;
mod gauges;
mod health;
mod intake;
mod lane;
mod ledger;
pub mod metrics;
mod outlet;
mod pipe;
mod poll;
mod reader;
pub mod reasons;
mod record;
mod security;
mod stage;
mod workers;

pub use batch::{Batch, BatchWriter, OffsetRange, Poison, WriteError, Written};
pub use batches::run_batches;
pub use config::{BatchConfig, BreakerConfig, KafkaConfig, PipeConfig, Properties};
pub use error::{ConfigError, StreamError};
pub use health::{Answer, Health};
pub use pipe::run;
pub use record::{Headers, Output, Record};
pub use security::{Mechanism, Protocol, Secret, Security};
pub use stage::{Failure, Outcome, Rejection, Stage};
