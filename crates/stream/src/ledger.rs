//! What is done of one partition, and how far its offset may therefore move.
//!
//! Pure: no clock, no Kafka. Prevents the silent loss that comes from committing "the
//! last record that succeeded": records finish in any order, the offset only follows the
//! unbroken run from the start. Each assignment has an epoch, so that an acknowledgement
//! that arrives after the partition was taken away and given back changes nothing.

use std::collections::VecDeque;

/// Memory a record costs besides its own bytes, so that empty ones count as well.
const OVERHEAD: usize = 256;

/// The records of one partition, under one assignment, that are read and not yet passed.
#[derive(Debug)]
pub(crate) struct Ledger {
    epoch: u64,
    /// In offset order. The front is the first that is not done.
    open: VecDeque<Entry>,
    bytes: usize,
    /// One past the last accepted offset; `None` before the first.
    end: Option<i64>,
    committed: Option<i64>,
}

#[derive(Debug)]
struct Entry {
    offset: i64,
    bytes: usize,
    done: bool,
}

impl Ledger {
    pub(crate) fn new(epoch: u64) -> Self {
        Self {
            epoch,
            open: VecDeque::new(),
            bytes: 0,
            end: None,
            committed: None,
        }
    }

    pub(crate) fn epoch(&self) -> u64 {
        self.epoch
    }

    /// Whether an offset continues what was accepted so far. Gaps are fine (compaction,
    /// transaction markers); going back means that the partition was created anew.
    pub(crate) fn continues(&self, offset: i64) -> bool {
        self.end.is_none_or(|end| offset >= end)
    }

    /// Takes up a record of this size. Does nothing unless it [continues](Self::continues).
    pub(crate) fn accept(&mut self, offset: i64, bytes: usize) {
        if self.continues(offset) {
            let bytes = bytes + OVERHEAD;
            self.open.push_back(Entry {
                offset,
                bytes,
                done: false,
            });
            self.bytes += bytes;
            self.end = Some(offset + 1);
        }
    }

    /// Marks a record done. Unknown offsets and other epochs are ignored.
    pub(crate) fn done(&mut self, epoch: u64, offset: i64) {
        if epoch != self.epoch {
            return;
        }
        if let Ok(index) = self
            .open
            .binary_search_by_key(&offset, |entry| entry.offset)
        {
            self.open[index].done = true;
        }
        while let Some(entry) = self.open.front().filter(|entry| entry.done) {
            self.bytes -= entry.bytes;
            self.open.pop_front();
        }
    }

    /// The next offset to read if everything were lost now: all before it is done.
    pub(crate) fn watermark(&self) -> Option<i64> {
        self.open.front().map(|entry| entry.offset).or(self.end)
    }

    /// The offset to commit, if it is not committed yet.
    pub(crate) fn to_commit(&self) -> Option<i64> {
        self.watermark()
            .filter(|offset| Some(*offset) != self.committed)
    }

    /// Notes a commit that Kafka has confirmed. Other epochs are ignored.
    pub(crate) fn committed(&mut self, epoch: u64, offset: i64) {
        if epoch == self.epoch {
            self.committed = Some(offset);
        }
    }

    /// Bytes of the records that the watermark has not passed yet. A record that is done
    /// behind one that is not counts on: this also bounds what is read again after a crash.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Whether every accepted record is done.
    pub(crate) fn is_drained(&self) -> bool {
        self.open.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    /// What can happen to a partition, in any order.
    #[derive(Clone, Debug)]
    enum Step {
        /// The next record is read, this many offsets further on.
        Read { gap: i64 },
        /// A record finishes: the n-th of all that were ever handed out.
        Ack(prop::sample::Index),
        /// A record fails and stays in hand.
        Nack,
        /// Kafka confirms the commit that was due at that moment.
        Commit,
        /// The partition is taken away and comes back.
        Reassign,
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let step = prop_oneof![
            4 => (0..3i64).prop_map(|gap| Step::Read { gap }),
            4 => any::<prop::sample::Index>().prop_map(Step::Ack),
            1 => Just(Step::Nack),
            1 => Just(Step::Commit),
            1 => Just(Step::Reassign),
        ];
        prop::collection::vec(step, 0..200)
    }

    proptest! {
        #[test]
        fn no_order_of_events_commits_past_a_hole(steps in steps()) {
            let mut ledger = Ledger::new(0);
            let mut handed_out: Vec<(u64, i64)> = Vec::new();
            // The model: what was read under this epoch and is not done.
            let mut open = BTreeSet::new();
            let mut next = 0;
            let mut committed = 0;
            let mut last_watermark = None;
            for step in steps {
                match step {
                    Step::Read { gap } => {
                        let offset = next + gap;
                        ledger.accept(offset, 10);
                        handed_out.push((ledger.epoch(), offset));
                        open.insert(offset);
                        next = offset + 1;
                    }
                    Step::Ack(index) if !handed_out.is_empty() => {
                        let (epoch, offset) = *index.get(&handed_out);
                        ledger.done(epoch, offset);
                        if epoch == ledger.epoch() {
                            open.remove(&offset);
                        }
                    }
                    Step::Ack(_) | Step::Nack => {}
                    Step::Commit => if let Some(offset) = ledger.to_commit() {
                        committed = offset;
                        ledger.committed(ledger.epoch(), offset);
                        prop_assert_eq!(ledger.to_commit(), None);
                    }
                    Step::Reassign => {
                        // The next owner, here the same one, reads from the committed offset.
                        ledger = Ledger::new(ledger.epoch() + 1);
                        open.clear();
                        next = committed;
                        last_watermark = None;
                    }
                }
                let watermark = ledger.watermark();
                if let Some(watermark) = watermark {
                    prop_assert!(open.range(..watermark).next().is_none(), "past a hole");
                    if open.is_empty() {
                        prop_assert_eq!(watermark, next);
                    }
                }
                prop_assert!(watermark >= last_watermark, "went back within an epoch");
                last_watermark = watermark;
                prop_assert_eq!(ledger.is_drained(), open.is_empty());
                prop_assert!(ledger.bytes() >= open.len() * 10);
            }
        }

        #[test]
        fn once_all_are_acknowledged_the_watermark_is_the_end_and_no_byte_is_held(
            order in Just((0..50i64).collect::<Vec<_>>()).prop_shuffle()
        ) {
            let mut ledger = Ledger::new(7);
            for offset in 0..50 {
                ledger.accept(offset, 100);
            }
            for offset in order {
                ledger.done(7, offset);
            }
            prop_assert_eq!(ledger.watermark(), Some(50));
            prop_assert_eq!(ledger.bytes(), 0);
        }
    }

    #[test]
    fn an_acknowledgement_of_an_earlier_assignment_changes_nothing() {
        let mut ledger = Ledger::new(2);
        ledger.accept(5, 1);
        ledger.done(1, 5);
        ledger.committed(1, 6);
        assert_eq!(ledger.watermark(), Some(5));
        assert_eq!(ledger.to_commit(), Some(5));
    }

    #[test]
    fn an_offset_that_goes_back_is_not_accepted() {
        let mut ledger = Ledger::new(0);
        ledger.accept(5, 1);
        assert!(!ledger.continues(5));
        ledger.accept(3, 1);
        ledger.done(0, 5);
        assert!(ledger.is_drained());
        assert_eq!(ledger.watermark(), Some(6));
    }
}
