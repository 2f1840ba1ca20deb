//! How long to wait before trying again: longer each time, never quite the same.
//!
//! The jitter keeps a fleet of consumers from returning to a recovering broker or database
//! in the same instant.

use std::time::Duration;

use crate::{Health, health::Retrying};

const FIRST: Duration = Duration::from_millis(100);
const LONGEST: Duration = Duration::from_secs(15);

/// The attempts at one thing. From the first failure until it is dropped, the stream is
/// not ready.
#[derive(Debug)]
pub(crate) struct Backoff {
    attempts: u32,
    health: Health,
    retrying: Option<Retrying>,
}

impl Backoff {
    pub(crate) fn new(health: &Health) -> Self {
        Self {
            attempts: 0,
            health: health.clone(),
            retrying: None,
        }
    }

    /// The next wait: doubling from 100 ms to 15 s, less up to half of it at random.
    pub(crate) fn next_wait(&mut self) -> Duration {
        self.retrying.get_or_insert_with(|| self.health.retrying());
        let full = FIRST
            .saturating_mul(1 << self.attempts.min(16))
            .min(LONGEST);
        self.attempts += 1;
        full.mul_f64(0.5 + fastrand::f64() / 2.0)
    }

    /// How often [`next_wait`](Self::next_wait) was asked.
    pub(crate) fn attempts(&self) -> u32 {
        self.attempts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_up_to_a_limit_and_keep_at_least_half() {
        let mut backoff = Backoff::new(&Health::new());
        let waits: Vec<_> = (0..40).map(|_| backoff.next_wait()).collect();
        assert!(waits[0] <= FIRST && waits[0] >= FIRST / 2);
        assert!(waits[4] >= FIRST * 8);
        assert!(waits.iter().all(|wait| *wait <= LONGEST));
        assert!(waits[39] >= LONGEST / 2);
    }
}
