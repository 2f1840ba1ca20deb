//! Leaving partitions: finish what is in hand, commit it, let go. One path for a revoke
//! and for a shutdown.
//!
//! Prevents both the records that are processed twice because nobody waited for them and
//! the member that waits for so long that the group throws it out.

use std::time::{Duration, Instant};

use rdkafka::{
    Offset, TopicPartitionList,
    consumer::{BaseConsumer, Consumer as _},
    error::KafkaResult,
};

use super::{PollLoop, fatal};
use crate::{
    StreamError,
    callbacks::{self, Callbacks},
    config::COMMIT_GRACE,
    reader::Event,
};

/// Partitions on their way out.
#[derive(Debug)]
pub(crate) struct Drain {
    partitions: Vec<i32>,
    deadline: Instant,
    commit_left: bool,
}

/// What to do about a drain now.
#[derive(Debug, PartialEq, Eq)]
enum Next {
    Wait,
    Commit,
    LetGo,
}

impl Drain {
    fn new(partitions: Vec<i32>, wait: Duration) -> Self {
        Self {
            partitions,
            deadline: Instant::now() + wait,
            commit_left: true,
        }
    }

    /// `drained`: all records are done. `committing`: a commit is under way.
    fn next(&mut self, drained: bool, committing: bool, now: Instant) -> Next {
        if !drained && now < self.deadline {
            Next::Wait
        } else if now >= self.deadline + COMMIT_GRACE {
            Next::LetGo
        } else if committing {
            Next::Wait
        } else if std::mem::take(&mut self.commit_left) {
            Next::Commit
        } else {
            Next::LetGo
        }
    }
}

impl PollLoop {
    pub(super) fn revoked(&mut self, partitions: Vec<i32>, lost: bool) {
        tracing::info!(?partitions, lost, "partitions are taken away");
        let change = if lost { "lost" } else { "revoked" };
        self.gauges.rebalanced(change, partitions.len());
        self.unstarted.retain(|held| !partitions.contains(held));
        self.intake.leave(&partitions);
        if lost {
            // Somebody else may own them already; what is in hand no longer counts.
            self.intake.release(&partitions);
        }
        self.leaving = Some(Drain::new(partitions, self.drain_deadline));
        self.report(Event::Draining);
    }

    /// Begins to leave everything, within `wait`.
    pub(super) fn stop(&mut self, consumer: &BaseConsumer<Callbacks>, wait: Duration) {
        if let Some(drain) = &mut self.stopping {
            drain.deadline = drain.deadline.min(Instant::now() + wait);
            return;
        }
        self.health.draining();
        let partitions = self.intake.partitions();
        self.intake.leave(&partitions);
        let list = self.list(&partitions);
        self.stopping = Some(Drain::new(partitions, wait));
        self.align(consumer, &list);
        self.report(Event::Draining);
    }

    /// Moves the drains on; `false` once everything is left.
    pub(super) fn serve_drains(
        &mut self,
        consumer: &BaseConsumer<Callbacks>,
    ) -> Result<bool, StreamError> {
        if let Some(mut drain) = self.leaving.take() {
            if self.advance(&mut drain) {
                let list = self.list(&drain.partitions);
                callbacks::unassign(consumer, &list).map_err(|error| fatal(&error))?;
                self.intake.release(&drain.partitions);
                self.gauges.forget(&drain.partitions);
                self.health.set_assigned(self.intake.partitions().len());
                self.report(Event::Revoked(drain.partitions));
            } else {
                self.leaving = Some(drain);
            }
        }
        if let Some(mut drain) = self.stopping.take() {
            if self.advance(&mut drain) {
                return Ok(false);
            }
            self.stopping = Some(drain);
        }
        Ok(true)
    }

    /// Whether these partitions can be let go of.
    fn advance(&mut self, drain: &mut Drain) -> bool {
        let drained = self.intake.is_drained(&drain.partitions);
        match drain.next(drained, self.committing.is_some(), Instant::now()) {
            Next::Wait => false,
            Next::Commit => {
                if !drained {
                    tracing::warn!(
                        partitions = ?drain.partitions,
                        "the drain is cut at its deadline; the records in hand are read again"
                    );
                    self.gauges.drain_cut();
                }
                self.commit();
                false
            }
            Next::LetGo => true,
        }
    }

    /// Commits what is done, unless a commit is under way. The result comes later.
    pub(super) fn commit(&mut self) {
        self.commit_due = Instant::now() + self.commit_interval;
        if self.committing.is_some() {
            return;
        }
        let due = self.intake.to_commit();
        if due.is_empty() {
            return;
        }
        let mut list = TopicPartitionList::new();
        for ticket in &due {
            let offset = Offset::Offset(ticket.offset);
            if let Err(error) = list.add_partition_offset(&self.topic, ticket.partition, offset) {
                tracing::warn!(error = %error, "cannot name an offset to commit");
            }
        }
        self.committer.commit(list);
        self.committing = Some(due);
    }

    pub(super) fn committed(&mut self, result: KafkaResult<()>) {
        let Some(tickets) = self.committing.take() else {
            return;
        };
        match result {
            Ok(()) => {
                for ticket in tickets {
                    self.intake.committed(ticket);
                }
                self.health.committed();
            }
            Err(error) => tracing::warn!(
                error = %error,
                "offsets are not committed; the next commit covers them"
            ),
        }
    }

    /// Before closing: librdkafka waits for the answer to every rebalance it announced.
    pub(super) fn answer_open_rebalance(&mut self, consumer: &BaseConsumer<Callbacks>) {
        consumer.context().close();
        let answered = if let Some(drain) = self.leaving.take() {
            callbacks::unassign(consumer, &self.list(&drain.partitions))
        } else if self.unstarted.is_empty() {
            Ok(())
        } else {
            callbacks::assign(consumer, &self.list(&self.unstarted))
        };
        if let Err(error) = answered {
            tracing::debug!(error = %error, "cannot answer the open rebalance");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drained_partition_is_committed_once_and_let_go() {
        let mut drain = Drain::new(vec![0], Duration::from_secs(10));
        let now = Instant::now();
        assert_eq!(drain.next(false, false, now), Next::Wait);
        assert_eq!(drain.next(true, true, now), Next::Wait, "an earlier commit");
        assert_eq!(drain.next(true, false, now), Next::Commit);
        assert_eq!(drain.next(true, true, now), Next::Wait, "its own commit");
        assert_eq!(drain.next(true, false, now), Next::LetGo);
    }

    #[test]
    fn the_deadline_cuts_the_work_and_the_grace_cuts_the_commit() {
        let mut drain = Drain::new(vec![0], Duration::from_secs(10));
        let late = Instant::now() + Duration::from_secs(11);
        assert_eq!(drain.next(false, false, late), Next::Commit);
        assert_eq!(drain.next(false, true, late), Next::Wait);
        assert_eq!(drain.next(false, true, late + COMMIT_GRACE), Next::LetGo);
    }
}
