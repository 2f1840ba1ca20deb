//! Records on their way into a batch, and where the store stands with each partition.
//!
//! Pure. Prevents the batch that moves an offset which is not the one the store holds:
//! every partition carries what is expected there from one batch to the next.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use crate::{Batch, BatchConfig, OffsetRange, Record, intake::Ticket};

/// Where the store and this consumer stand with a partition.
#[derive(Debug)]
struct Position {
    /// Records of other epochs are void; `None`: none counts until the next restart.
    epoch: Option<u64>,
    /// What the store holds.
    stored: Option<i64>,
}

/// Collects records up to a batch.
#[derive(Debug)]
pub(crate) struct Collector {
    limits: BatchConfig,
    positions: HashMap<i32, Position>,
    records: Vec<(Ticket, Record)>,
    bytes: usize,
}

impl Collector {
    pub(crate) fn new(limits: BatchConfig) -> Self {
        Self {
            limits,
            positions: HashMap::new(),
            records: Vec::new(),
            bytes: 0,
        }
    }

    /// Takes up a partition, given what the store holds.
    pub(crate) fn assign(&mut self, partition: i32, epoch: u64, stored: Option<i64>) {
        let epoch = Some(epoch);
        self.positions.insert(partition, Position { epoch, stored });
    }

    /// Reading of a partition goes back; what was collected of it is void.
    pub(crate) fn restart(&mut self, partition: i32, epoch: u64) {
        self.forget_records(partition);
        if let Some(position) = self.positions.get_mut(&partition) {
            position.epoch = Some(epoch);
        }
    }

    /// The store turned out to hold something else: nothing of this partition counts until
    /// it [restarts](Self::restart). Returns the epoch it had.
    pub(crate) fn fence(&mut self, partition: i32, stored: Option<i64>) -> Option<u64> {
        self.forget_records(partition);
        let position = self.positions.get_mut(&partition)?;
        position.stored = stored;
        position.epoch.take()
    }

    pub(crate) fn revoke(&mut self, partition: i32) {
        self.forget_records(partition);
        self.positions.remove(&partition);
    }

    fn forget_records(&mut self, partition: i32) {
        self.records
            .retain(|(ticket, _)| ticket.partition != partition);
        self.bytes = self.records.iter().map(|(_, record)| record.size()).sum();
    }

    /// Adds a record, unless its ticket is void.
    pub(crate) fn add(&mut self, ticket: Ticket, record: Record) {
        let position = self.positions.get(&ticket.partition);
        if position.is_some_and(|held| held.epoch == Some(ticket.epoch)) {
            self.bytes += record.size();
            self.records.push((ticket, record));
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    pub(crate) fn is_full(&self) -> bool {
        self.records.len() >= self.limits.records || self.bytes >= self.limits.bytes
    }

    /// Takes what is collected as a batch.
    pub(crate) fn take(&mut self) -> (Vec<Ticket>, Batch) {
        self.bytes = 0;
        let (tickets, records): (Vec<Ticket>, Vec<Record>) = self.records.drain(..).unzip();
        let mut ends: BTreeMap<i32, (Arc<str>, i64)> = BTreeMap::new();
        for record in &records {
            let end = (Arc::clone(&record.topic), record.offset + 1);
            ends.insert(record.partition, end);
        }
        let ranges = ends
            .into_iter()
            .map(|(partition, (topic, next))| OffsetRange {
                topic,
                partition,
                expected: self.positions.get(&partition).and_then(|held| held.stored),
                next,
            })
            .collect();
        (tickets, Batch::new(records, ranges))
    }

    /// Notes that a batch is committed.
    pub(crate) fn committed(&mut self, ranges: &[OffsetRange]) {
        for range in ranges {
            if let Some(position) = self.positions.get_mut(&range.partition) {
                position.stored = Some(range.next);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Headers;

    fn record(partition: i32, epoch: u64, offset: i64) -> (Ticket, Record) {
        let record = Record {
            topic: "t".into(),
            partition,
            offset,
            key: None,
            payload: Some(vec![0; 10]),
            headers: Headers::new(),
            timestamp_ms: None,
        };
        (
            Ticket {
                partition,
                epoch,
                offset,
            },
            record,
        )
    }

    fn collector() -> Collector {
        Collector::new(BatchConfig {
            records: 3,
            bytes: 1_000,
            linger_ms: 0,
        })
    }

    fn add(collector: &mut Collector, partition: i32, epoch: u64, offset: i64) {
        let (ticket, record) = record(partition, epoch, offset);
        collector.add(ticket, record);
    }

    #[test]
    fn each_batch_expects_what_the_one_before_has_stored() {
        let mut collector = collector();
        collector.assign(0, 1, None);
        collector.assign(1, 2, Some(40));
        add(&mut collector, 0, 1, 0);
        add(&mut collector, 1, 2, 40);
        add(&mut collector, 0, 1, 1);
        assert!(collector.is_full());
        let (_, first) = collector.take();
        let ranges: Vec<_> = first
            .ranges()
            .iter()
            .map(|range| (range.partition, range.expected, range.next))
            .collect();
        assert_eq!(ranges, [(0, None, 2), (1, Some(40), 41)]);
        collector.committed(first.ranges());
        add(&mut collector, 0, 1, 5);
        let (_, second) = collector.take();
        assert_eq!(second.ranges()[0].expected, Some(2));
        assert_eq!(second.ranges()[0].next, 6);
    }

    #[test]
    fn a_fenced_partition_takes_nothing_until_it_restarts_where_the_store_is() {
        let mut collector = collector();
        collector.assign(0, 1, Some(5));
        add(&mut collector, 0, 1, 5);
        assert_eq!(collector.fence(0, Some(9)), Some(1));
        assert!(collector.is_empty());
        add(&mut collector, 0, 1, 6);
        assert!(collector.is_empty(), "read before the seek");
        collector.restart(0, 2);
        add(&mut collector, 0, 2, 9);
        assert_eq!(collector.take().1.ranges()[0].expected, Some(9));
    }

    #[test]
    fn a_revoked_partition_leaves_nothing_in_the_batch() {
        let mut collector = collector();
        collector.assign(0, 1, None);
        collector.assign(1, 2, None);
        add(&mut collector, 0, 1, 0);
        add(&mut collector, 1, 2, 0);
        collector.revoke(0);
        let (tickets, batch) = collector.take();
        assert_eq!(batch.len(), 1);
        assert_eq!(tickets[0].partition, 1);
    }
}
