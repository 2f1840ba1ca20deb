//! Taking up partitions: where they are read from, and whether they are read yet.
//!
//! Prevents the two surprises of librdkafka's pause: a partition that is assigned while
//! reading is paused would be read at once, and one that went while it was paused and comes
//! back later would never be read again.

use std::time::Duration;

use rdkafka::{
    Offset, TopicPartitionList,
    consumer::{BaseConsumer, Consumer as _},
};

use super::{PollLoop, fatal};
use crate::{
    StreamError,
    callbacks::{self, Callbacks},
    reader::{Event, Start},
};

impl PollLoop {
    pub(super) fn assigned(
        &mut self,
        consumer: &BaseConsumer<Callbacks>,
        partitions: Vec<i32>,
    ) -> Result<(), StreamError> {
        tracing::info!(?partitions, "partitions are assigned");
        self.gauges.rebalanced("assigned", partitions.len());
        let epochs: Vec<_> = partitions
            .iter()
            .map(|partition| (*partition, self.intake.assign(*partition)))
            .collect();
        // A rebalance that changes nothing still wants its answer.
        if self.start == Start::Committed || partitions.is_empty() {
            let list = self.list(&partitions);
            callbacks::assign(consumer, &list).map_err(|error| fatal(&error))?;
            self.align(consumer, &list);
            self.health.joined();
        } else {
            self.unstarted = partitions;
        }
        if self.stopping.is_some() {
            self.intake.leave(&self.intake.partitions());
        }
        self.health.set_assigned(self.intake.partitions().len());
        self.report(Event::Assigned(epochs));
        Ok(())
    }

    pub(super) fn begin(
        &mut self,
        consumer: &BaseConsumer<Callbacks>,
        offsets: &[(i32, u64, Option<i64>)],
    ) -> Result<(), StreamError> {
        let mut list = TopicPartitionList::new();
        for (partition, epoch, offset) in offsets {
            if self.unstarted.contains(partition) && self.intake.holds(*partition, *epoch) {
                let offset = offset.map_or(Offset::Beginning, Offset::Offset);
                list.add_partition_offset(&self.topic, *partition, offset)
                    .map_err(|error| fatal(&error))?;
            }
        }
        // An answer to an assignment that is already over; the right one is on its way.
        if list.count() == 0 || list.count() != self.unstarted.len() {
            return Ok(());
        }
        self.unstarted.clear();
        callbacks::assign(consumer, &list).map_err(|error| fatal(&error))?;
        self.align(consumer, &list);
        self.health.joined();
        Ok(())
    }

    pub(super) fn seek(
        &mut self,
        consumer: &BaseConsumer<Callbacks>,
        partition: i32,
        offset: Option<i64>,
    ) -> Result<(), StreamError> {
        let epoch = self.intake.restart(partition);
        if self.intake.is_leaving(partition) {
            return Ok(());
        }
        let offset = offset.map_or(Offset::Beginning, Offset::Offset);
        tracing::info!(partition, ?offset, "reading again from the stored offset");
        // Without a wait this only hands the order over; records fetched before are void.
        consumer
            .seek(&self.topic, partition, offset, Duration::ZERO)
            .map_err(|error| fatal(&error))?;
        self.report(Event::Restarted { partition, epoch });
        Ok(())
    }

    /// Has partitions paused, or not, like all others.
    pub(super) fn align(&self, consumer: &BaseConsumer<Callbacks>, list: &TopicPartitionList) {
        let aligned = if self.paused || self.stopping.is_some() {
            consumer.pause(list)
        } else {
            consumer.resume(list)
        };
        if let Err(error) = aligned {
            tracing::warn!(error = %error, "cannot pause or resume new partitions");
        }
    }
}
