//! The circuit breaker: stops a stream that rejects nearly everything.
//!
//! A wrong release of a producer, or of this service, would otherwise move a whole topic
//! into the dead letters overnight.

use std::collections::{BTreeMap, VecDeque};

use crate::{BreakerConfig, StreamError};

/// The fate of the last records.
#[derive(Debug)]
pub(crate) struct Breaker {
    window: usize,
    ratio: f64,
    /// The reason where a record was rejected.
    fates: VecDeque<Option<&'static str>>,
    rejected: usize,
}

impl Breaker {
    pub(crate) fn new(config: &BreakerConfig) -> Self {
        Self {
            window: config.window,
            ratio: config.ratio,
            fates: VecDeque::with_capacity(config.window),
            rejected: 0,
        }
    }

    /// Notes one record's fate.
    ///
    /// # Errors
    /// [`StreamError::Breaker`] once the window is full and the ratio is reached.
    pub(crate) fn note(&mut self, rejected: Option<&'static str>) -> Result<(), StreamError> {
        if self.window == 0 {
            return Ok(());
        }
        if self.fates.len() == self.window
            && let Some(Some(_)) = self.fates.pop_front()
        {
            self.rejected -= 1;
        }
        self.fates.push_back(rejected);
        self.rejected += usize::from(rejected.is_some());
        #[allow(clippy::cast_precision_loss, reason = "windows are far below 2^52")]
        let limit = self.ratio * self.window as f64;
        #[allow(clippy::cast_precision_loss, reason = "windows are far below 2^52")]
        let tripped = self.fates.len() == self.window && self.rejected as f64 >= limit;
        if tripped {
            return Err(StreamError::Breaker {
                rejected: self.rejected,
                window: self.window,
                reason: self.commonest(),
            });
        }
        Ok(())
    }

    fn commonest(&self) -> &'static str {
        let mut counts = BTreeMap::new();
        for reason in self.fates.iter().flatten() {
            *counts.entry(*reason).or_insert(0) += 1;
        }
        let most = counts.into_iter().max_by_key(|(_, count)| *count);
        most.map_or("", |(reason, _)| reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breaker(window: usize, ratio: f64) -> Breaker {
        Breaker::new(&BreakerConfig { window, ratio })
    }

    #[test]
    fn it_trips_only_on_a_full_window_and_names_the_commonest_reason() {
        let mut breaker = breaker(4, 0.75);
        assert!(breaker.note(Some("not_json")).is_ok());
        assert!(breaker.note(Some("not_json")).is_ok());
        assert!(breaker.note(Some("too_large")).is_ok());
        let error = breaker.note(None).expect_err("three of four");
        assert!(matches!(
            error,
            StreamError::Breaker {
                rejected: 3,
                window: 4,
                reason: "not_json"
            }
        ));
    }

    #[test]
    fn old_rejections_are_forgotten_and_a_window_of_zero_never_trips() {
        let mut small = breaker(2, 1.0);
        assert!(small.note(Some("x")).is_ok());
        for _ in 0..10 {
            assert!(small.note(None).is_ok());
            assert!(small.note(Some("x")).is_ok());
        }
        assert!(small.note(Some("x")).is_err());
        let mut off = breaker(0, 0.1);
        assert!((0..100).all(|_| off.note(Some("x")).is_ok()));
    }
}
