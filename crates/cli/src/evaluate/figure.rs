//! A measured figure, and how figures are shown, kept and compared.

use std::{collections::BTreeMap, fmt::Write as _};

use serde::Serialize;

use crate::table;

/// How far a figure may fall below the kept one before that counts as a loss.
const TOLERANCE: f64 = 0.005;

/// One measured figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Figure {
    /// The set it was measured on, e.g. "re3d".
    pub(crate) set: String,
    /// What was measured, e.g. "mentions, overlap F1".
    pub(crate) measure: String,
    /// The value; shares are from 0 to 1.
    pub(crate) value: f64,
    /// On how many cases.
    pub(crate) cases: usize,
    /// Whether less is better (false events, errors).
    pub(crate) less_is_better: bool,
}

impl Figure {
    /// A figure of which more is better.
    pub(crate) fn new(set: &str, measure: impl Into<String>, value: f64, cases: usize) -> Self {
        Self {
            set: set.to_owned(),
            measure: measure.into(),
            value,
            cases,
            less_is_better: false,
        }
    }

    /// The same figure, read as one of which less is better.
    pub(crate) fn less_is_better(mut self) -> Self {
        self.less_is_better = true;
        self
    }

    fn is_worse_than(&self, kept: f64) -> bool {
        let gain = if self.less_is_better {
            kept - self.value
        } else {
            self.value - kept
        };
        gain < -TOLERANCE
    }
}

/// A table for the terminal.
pub(crate) fn shown(figures: &[Figure]) -> String {
    let mut table = table::with_header(["Set", "Measure", "Value", "Cases"]);
    for figure in figures {
        table.add_row([
            figure.set.clone(),
            figure.measure.clone(),
            format!("{:.3}", figure.value),
            figure.cases.to_string(),
        ]);
    }
    table.to_string()
}

/// The figures kept in a Markdown page: every row `| set | measure | value | … |`.
pub(crate) fn kept(markdown: &str) -> BTreeMap<(String, String), f64> {
    let row = |line: &str| {
        let mut cells = line.trim().strip_prefix('|')?.split('|').map(str::trim);
        let (set, measure, value) = (cells.next()?, cells.next()?, cells.next()?);
        Some(((set.to_owned(), measure.to_owned()), value.parse().ok()?))
    };
    markdown.lines().filter_map(row).collect()
}

/// Figures that have fallen below the kept ones, one a line; empty when none has.
pub(crate) fn losses(figures: &[Figure], kept: &BTreeMap<(String, String), f64>) -> String {
    let mut lines = String::new();
    for figure in figures {
        let key = (figure.set.clone(), figure.measure.clone());
        if let Some(&before) = kept.get(&key)
            && figure.is_worse_than(before)
        {
            let Figure {
                set,
                measure,
                value,
                ..
            } = figure;
            let _ = writeln!(
                lines,
                "{set}: {measure} was {before:.3} and is now {value:.3}"
            );
        }
    }
    lines
}

/// Precision, recall and F1 from counts; all 0 where nothing was found or expected.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Tally {
    /// Found and right.
    pub(crate) right: usize,
    /// Found, right or not.
    pub(crate) found: usize,
    /// To be found.
    pub(crate) expected: usize,
}

impl Tally {
    pub(crate) fn precision(self) -> f64 {
        share(self.right, self.found)
    }

    pub(crate) fn recall(self) -> f64 {
        share(self.right, self.expected)
    }

    pub(crate) fn f1(self) -> f64 {
        share(2 * self.right, self.found + self.expected)
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.right += other.right;
        self.found += other.found;
        self.expected += other.expected;
    }
}

/// `part / whole`; 0 of nothing is 0.
pub(crate) fn share(part: usize, whole: usize) -> f64 {
    mean(real(part), whole)
}

/// `sum / count`; 0 of nothing is 0.
pub(crate) fn mean(sum: f64, count: usize) -> f64 {
    if count == 0 { 0.0 } else { sum / real(count) }
}

/// A count as a real number.
pub(crate) fn real(count: usize) -> f64 {
    // No set has more than four billion cases.
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fall_beyond_the_tolerance_is_a_loss_in_the_direction_of_the_measure() {
        let kept = kept(
            "| Set | Measure | Value | Cases |\n|---|---|---|---|\n| a | F1 | 0.800 | 9 |\n| a | false events | 0.100 | 9 |\n",
        );
        let now = |f1, false_events| {
            [
                Figure::new("a", "F1", f1, 9),
                Figure::new("a", "false events", false_events, 9).less_is_better(),
            ]
        };
        assert_eq!(losses(&now(0.797, 0.102), &kept), "");
        assert!(losses(&now(0.70, 0.1), &kept).contains("F1 was 0.800"));
        assert!(losses(&now(0.80, 0.2), &kept).contains("false events was 0.100"));
    }
}
