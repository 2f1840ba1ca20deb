//! What a service plugs in that writes batches to a store which keeps the offsets itself.
//!
//! Rows and offsets land in one transaction of the store, so a batch is written once or
//! not at all. Dead letters cannot be part of that transaction, so the order is fixed
//! instead: a write that meets poison **commits nothing** and names it; the runtime sets
//! those records aside, waits until every dead letter is acknowledged, and calls again
//! without them. A process killed in between repeats the batch: at worst a dead letter
//! is there twice, never not at all.

use std::{future::Future, sync::Arc};

use crate::{Failure, Record, Rejection};

/// Writes batches of records, with their offsets, to a store.
pub trait BatchWriter: Send + 'static {
    /// The service's name in dead letters, metrics and logs.
    fn name(&self) -> &'static str;

    /// The next offset to read of each of these partitions as the store knows it, in the
    /// same order; `None` where it knows none. Called on every assignment. Retried on
    /// failure; nothing is read from the partitions until it succeeds.
    fn offsets(
        &mut self,
        partitions: &[(Arc<str>, i32)],
    ) -> impl Future<Output = Result<Vec<Option<i64>>, Failure>> + Send;

    /// Writes [`Batch::records`] and moves the stored offsets of [`Batch::ranges`], in one
    /// transaction: all of it or nothing. Called again with the same batch after a
    /// [`WriteError::Retry`], so it reconnects by itself.
    fn write(&mut self, batch: &Batch) -> impl Future<Output = Result<Written, WriteError>> + Send;

    /// Whether the store can be reached, as cheaply as possible. Called every few seconds
    /// while there is nothing to write, for the readiness answer.
    fn probe(&mut self) -> impl Future<Output = Result<(), Failure>> + Send;
}

/// What [`BatchWriter::write`] did.
#[derive(Debug)]
pub enum Written {
    /// Rows and offsets are committed.
    Committed,
    /// Nothing is committed: these records can never be written. Must not be empty.
    Poison(Vec<Poison>),
}

/// A record of a batch that can never be written.
#[derive(Clone, Debug)]
pub struct Poison {
    /// Its index, as [`Batch::records`] gave it.
    pub index: usize,
    /// Why.
    pub rejection: Rejection,
}

/// Why a batch was not written, by what has to happen next.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The store is out of reach or busy: the same batch again after a while.
    #[error("the store cannot take the batch now: {0}")]
    Retry(#[source] Failure),
    /// A stored offset is not the expected one: somebody else has written since. The
    /// runtime forgets the batch and reads on from what the store says.
    #[error("another consumer has written these partitions: {0}")]
    Fenced(String),
    /// No retry can help (unknown schema, no permission): the service stops.
    #[error("the store refuses for good: {0}")]
    Fatal(#[source] Failure),
}

/// How far a batch moves one partition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffsetRange {
    /// The topic.
    pub topic: Arc<str>,
    /// The partition.
    pub partition: i32,
    /// What the store must hold now; `None`: nothing yet. If it holds something else, the
    /// write is [`WriteError::Fenced`].
    pub expected: Option<i64>,
    /// What it must hold afterwards: the next offset to read. Smaller than `expected` only
    /// if the topic was created anew: store it all the same.
    pub next: i64,
}

/// Records that are written together. The records of one partition are in offset order.
#[derive(Debug, Default)]
pub struct Batch {
    records: Vec<Record>,
    set_aside: Vec<bool>,
    ranges: Vec<OffsetRange>,
    bytes: usize,
}

impl Batch {
    /// A batch of these records; `ranges` also covers records that are set aside.
    pub fn new(records: Vec<Record>, ranges: Vec<OffsetRange>) -> Self {
        Self {
            set_aside: vec![false; records.len()],
            bytes: records.iter().map(Record::size).sum(),
            records,
            ranges,
        }
    }

    /// The records to write, each with its index in the batch. Can be empty, if all were
    /// set aside: then only the offsets move.
    pub fn records(&self) -> impl Iterator<Item = (usize, &Record)> {
        self.records
            .iter()
            .enumerate()
            .filter(|(index, _)| !self.set_aside[*index])
    }

    /// The record at an index, also one that is set aside.
    pub(crate) fn get(&self, index: usize) -> Option<&Record> {
        self.records.get(index)
    }

    /// The offsets to move, one entry per partition.
    pub fn ranges(&self) -> &[OffsetRange] {
        &self.ranges
    }

    /// Records in the batch, also those set aside.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is no record at all.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Bytes in the batch.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Takes a record out of what is to be written: its dead letter is acknowledged.
    /// Public for the tests of writers; the runtime calls it between two writes.
    pub fn set_aside(&mut self, index: usize) {
        if let Some(flag) = self.set_aside.get_mut(index) {
            *flag = true;
        }
    }
}
