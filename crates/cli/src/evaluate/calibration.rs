//! Whether events of confidence 0.8 are right four times in five.

use super::figure::{mean, real, share};

/// Where the bins after the first begin.
const BOUNDS: [f64; 9] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/// Counts of events by confidence, in ten bins.
#[derive(Debug, Default)]
pub(crate) struct Reliability {
    bins: [Bin; BOUNDS.len() + 1],
    squares: f64,
}

#[derive(Clone, Copy, Debug, Default)]
struct Bin {
    events: usize,
    right: usize,
    confidence: f64,
}

impl Reliability {
    /// Adds one event.
    pub(crate) fn add(&mut self, confidence: f32, right: bool) {
        let confidence = f64::from(confidence).clamp(0.0, 1.0);
        let bin = &mut self.bins[BOUNDS.partition_point(|bound| *bound <= confidence)];
        bin.events += 1;
        bin.right += usize::from(right);
        bin.confidence += confidence;
        self.squares += (confidence - f64::from(u8::from(right))).powi(2);
    }

    /// Rows (mean confidence, share right, events) of the bins that hold events.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (f64, f64, usize)> {
        self.bins.iter().filter(|bin| bin.events > 0).map(|bin| {
            (
                mean(bin.confidence, bin.events),
                share(bin.right, bin.events),
                bin.events,
            )
        })
    }

    /// How many events were added.
    pub(crate) fn events(&self) -> usize {
        self.bins.iter().map(|bin| bin.events).sum()
    }

    /// The Brier score: the mean square between confidence and being right or not. Unlike
    /// the calibration error it also tells whether confidence tells events apart.
    pub(crate) fn brier(&self) -> f64 {
        mean(self.squares, self.events())
    }

    /// Expected calibration error: the mean distance between confidence and share right,
    /// weighted by events.
    pub(crate) fn error(&self) -> f64 {
        let distance = |(confidence, right, events): (f64, f64, usize)| {
            (confidence - right).abs() * real(events)
        };
        mean(self.rows().map(distance).sum(), self.events())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coder_that_is_as_right_as_it_says_has_no_error() {
        let mut reliability = Reliability::default();
        for n in 0..10 {
            reliability.add(0.8, n < 8);
        }
        assert!(reliability.error() < 1e-6);
        for _ in 0..10 {
            reliability.add(0.95, false);
        }
        assert!((reliability.error() - 0.475).abs() < 1e-3);
        assert!((reliability.brier() - 0.531).abs() < 1e-3);
    }
}
