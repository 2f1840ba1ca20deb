//! The partitions a consumer holds: their ledgers, the bytes in flight, who is leaving.
//!
//! Pure state behind the poll thread, which owns it alone: revoke, acknowledgement and
//! commit can never race. Prevents both memory without bound on a backlog and a ticket of
//! an old assignment moving the offset of a new one.

use std::collections::BTreeMap;

use crate::ledger::Ledger;

/// Names one record in flight: hand it back when the record is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ticket {
    pub(crate) partition: i32,
    pub(crate) epoch: u64,
    pub(crate) offset: i64,
}

/// All partitions of one consumer. The topic is always the configured one.
#[derive(Debug)]
pub(crate) struct Intake {
    partitions: BTreeMap<i32, Partition>,
    last_epoch: u64,
    limit: usize,
}

#[derive(Debug)]
struct Partition {
    ledger: Ledger,
    leaving: bool,
}

/// What [`Intake::accept`] did with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Accepted {
    Ticket(Ticket),
    /// The offset went back (the topic was created anew, or the log cut): the partition
    /// has a new epoch, and what was in flight of the old one no longer counts.
    Restarted(Ticket),
    /// Not ours or on its way out: the next owner reads it.
    Refused,
}

impl Intake {
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            partitions: BTreeMap::new(),
            last_epoch: 0,
            limit,
        }
    }

    /// Takes up a partition, or starts it afresh, and returns its new epoch.
    pub(crate) fn assign(&mut self, partition: i32) -> u64 {
        self.last_epoch += 1;
        let held = Partition {
            ledger: Ledger::new(self.last_epoch),
            leaving: false,
        };
        self.partitions.insert(partition, held);
        self.last_epoch
    }

    /// Voids what is in flight of a partition and returns its new epoch. One that is leaving
    /// goes on leaving.
    pub(crate) fn restart(&mut self, partition: i32) -> u64 {
        let leaving = self.is_leaving(partition);
        let epoch = self.assign(partition);
        if leaving {
            self.leave(&[partition]);
        }
        epoch
    }

    pub(crate) fn is_leaving(&self, partition: i32) -> bool {
        let held = self.partitions.get(&partition);
        held.is_some_and(|held| held.leaving)
    }

    pub(crate) fn accept(&mut self, partition: i32, offset: i64, bytes: usize) -> Accepted {
        match self.partitions.get(&partition) {
            None => return Accepted::Refused,
            Some(held) if held.leaving => return Accepted::Refused,
            Some(_) => {}
        }
        let restarted = !self.partitions[&partition].ledger.continues(offset);
        if restarted {
            self.assign(partition);
        }
        let Some(held) = self.partitions.get_mut(&partition) else {
            return Accepted::Refused;
        };
        held.ledger.accept(offset, bytes);
        let ticket = Ticket {
            partition,
            epoch: held.ledger.epoch(),
            offset,
        };
        if restarted {
            Accepted::Restarted(ticket)
        } else {
            Accepted::Ticket(ticket)
        }
    }

    pub(crate) fn done(&mut self, ticket: Ticket) {
        if let Some(held) = self.partitions.get_mut(&ticket.partition) {
            held.ledger.done(ticket.epoch, ticket.offset);
        }
    }

    /// No further records of these are accepted.
    pub(crate) fn leave(&mut self, partitions: &[i32]) {
        for partition in partitions {
            if let Some(held) = self.partitions.get_mut(partition) {
                held.leaving = true;
            }
        }
    }

    /// Whether all accepted records of these are done.
    pub(crate) fn is_drained(&self, partitions: &[i32]) -> bool {
        partitions
            .iter()
            .filter_map(|partition| self.partitions.get(partition))
            .all(|held| held.ledger.is_drained())
    }

    pub(crate) fn release(&mut self, partitions: &[i32]) {
        for partition in partitions {
            self.partitions.remove(partition);
        }
    }

    /// Offsets that should be committed.
    pub(crate) fn to_commit(&self) -> Vec<Ticket> {
        self.partitions
            .iter()
            .filter_map(|(partition, held)| {
                Some(Ticket {
                    partition: *partition,
                    epoch: held.ledger.epoch(),
                    offset: held.ledger.to_commit()?,
                })
            })
            .collect()
    }

    pub(crate) fn committed(&mut self, commit: Ticket) {
        if let Some(held) = self.partitions.get_mut(&commit.partition) {
            held.ledger.committed(commit.epoch, commit.offset);
        }
    }

    /// The next offset to read of a partition if everything were lost now.
    pub(crate) fn watermark(&self, partition: i32) -> Option<i64> {
        self.partitions.get(&partition)?.ledger.watermark()
    }

    pub(crate) fn contains(&self, partition: i32) -> bool {
        self.partitions.contains_key(&partition)
    }

    pub(crate) fn partitions(&self) -> Vec<i32> {
        self.partitions.keys().copied().collect()
    }

    pub(crate) fn holds(&self, partition: i32, epoch: u64) -> bool {
        self.partitions
            .get(&partition)
            .is_some_and(|held| held.ledger.epoch() == epoch)
    }

    pub(crate) fn bytes(&self) -> usize {
        let held = self.partitions.values();
        held.map(|held| held.ledger.bytes()).sum()
    }

    /// Whether reading should pause now, given whether it is paused already. It goes on at
    /// half the limit, so that it does not flap and the workers never run dry.
    pub(crate) fn should_pause(&self, paused: bool) -> bool {
        let threshold = if paused { self.limit / 2 } else { self.limit };
        self.bytes() > threshold
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticket(accepted: Accepted) -> Ticket {
        match accepted {
            Accepted::Ticket(ticket) | Accepted::Restarted(ticket) => ticket,
            Accepted::Refused => panic!("refused"),
        }
    }

    #[test]
    fn a_ticket_from_before_a_revoke_does_not_count_after_the_partition_came_back() {
        let mut intake = Intake::new(1 << 20);
        intake.assign(3);
        let old = ticket(intake.accept(3, 10, 1));
        intake.release(&[3]);
        intake.assign(3);
        let new = ticket(intake.accept(3, 10, 1));
        intake.done(old);
        assert!(!intake.is_drained(&[3]));
        intake.done(new);
        assert!(intake.is_drained(&[3]));
        assert_eq!(intake.to_commit()[0].offset, 11);
    }

    #[test]
    fn a_leaving_partition_takes_nothing_more_but_its_commits_still_count() {
        let mut intake = Intake::new(1 << 20);
        intake.assign(0);
        let held = ticket(intake.accept(0, 0, 1));
        intake.leave(&[0]);
        assert_eq!(intake.accept(0, 1, 1), Accepted::Refused);
        intake.done(held);
        assert_eq!(intake.to_commit()[0].offset, 1);
        intake.restart(0);
        assert!(intake.is_leaving(0), "a restart does not keep it");
    }

    #[test]
    fn reading_pauses_past_the_limit_and_goes_on_at_half() {
        let mut intake = Intake::new(10_000);
        intake.assign(0);
        let tickets: Vec<_> = (0..4)
            .map(|offset| ticket(intake.accept(0, offset, 3_000)))
            .collect();
        assert!(intake.should_pause(false));
        intake.done(tickets[0]);
        assert!(intake.should_pause(true), "still above half");
        intake.done(tickets[1]);
        intake.done(tickets[2]);
        assert!(!intake.should_pause(true));
    }

    #[test]
    fn a_topic_created_anew_starts_a_new_epoch_instead_of_being_skipped() {
        let mut intake = Intake::new(1 << 20);
        intake.assign(0);
        let before = ticket(intake.accept(0, 500, 1));
        let Accepted::Restarted(after) = intake.accept(0, 0, 1) else {
            panic!("not restarted");
        };
        intake.done(before);
        assert_eq!(intake.watermark(0), Some(0));
        intake.done(after);
        assert_eq!(intake.to_commit()[0].offset, 1);
    }
}
