//! What a service plugs into the stream: a function from a record to an outcome.
//!
//! The outcome separates the four things that pipelines like to confuse: there is
//! output, there is rightly none, the record is bad, the infrastructure is down. Taking
//! the last for the third fills the dead-letter topic during every outage.

use std::{error::Error, fmt, sync::Arc};

use crate::{Output, Record};

/// One processing step. Synchronous and CPU-bound: the runtime calls it from a pool of
/// threads, for many records at once, and puts the outputs back into offset order.
pub trait Stage: Send + Sync + 'static {
    /// The service's name in dead letters, metrics and logs: `ingest`, `enrich` or `sink`.
    fn name(&self) -> &'static str;

    /// What to do about one record. A panic counts as a rejection (`stage_panicked`).
    fn process(&self, record: &Record) -> Outcome;
}

/// What became of one record.
#[derive(Debug)]
pub enum Outcome {
    /// Write these, in this order, to the output topic. Done when all are acknowledged.
    Emit(Vec<Output>),
    /// Nothing is to be written, for this (stable, snake_case) reason. Done at once.
    Drop(&'static str),
    /// The record cannot be processed, now or later. Done when its dead letter is
    /// acknowledged.
    Reject(Rejection),
    /// Something the record needs is out of order. Retried with back-off, for ever.
    Fail(Failure),
}

/// Why a record was set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// A stable snake_case code, listed in `docs/dead-letters.md`.
    pub reason: &'static str,
    /// One line for a person: what exactly was wrong. Never article text.
    pub detail: String,
}

impl Rejection {
    /// A rejection with this code and this line of explanation.
    pub fn new(reason: &'static str, detail: impl Into<String>) -> Self {
        Self {
            reason,
            detail: detail.into(),
        }
    }
}

/// A fault of the infrastructure: worth a retry, never a dead letter.
#[derive(Clone, Debug)]
pub struct Failure {
    message: String,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

impl Failure {
    /// A failure without an underlying error. Say what happened and to what.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            source: None,
        }
    }

    /// A failure with the error behind it.
    pub fn caused_by(
        message: impl Into<String>,
        source: impl Error + Send + Sync + 'static,
    ) -> Self {
        Self {
            message: message.into(),
            source: Some(Arc::new(source)),
        }
    }
}

/// The message and every cause behind it, on one line.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        let mut cause = self.source.as_deref().map(|source| source as &dyn Error);
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

/// Has no `source()`: the text of the causes is part of its own.
impl Error for Failure {}
