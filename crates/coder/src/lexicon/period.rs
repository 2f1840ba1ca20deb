//! Periods of days with open ends. Prevents a group from fighting before it was founded
//! or after it was dissolved, as far as the data knows.

use jiff::civil::Date;

/// From a first to a last day, both included; `None` is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Period {
    /// First day.
    pub(crate) from: Option<Date>,
    /// Last day.
    pub(crate) to: Option<Date>,
}

impl Period {
    /// Whether a day lies in the period. Without a day, whether the period is still open.
    pub(crate) fn contains(&self, day: Option<Date>) -> bool {
        match day {
            None => self.to.is_none(),
            Some(day) => {
                self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
            }
        }
    }

    /// Whether two periods share a day.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        let starts_by = |from: Option<Date>, to: Option<Date>| match (from, to) {
            (Some(from), Some(to)) => from <= to,
            _ => true,
        };
        starts_by(self.from, other.to) && starts_by(other.from, self.to)
    }

    /// Whether the period is over at a day.
    pub(crate) fn over_by(&self, day: Option<Date>) -> bool {
        match (self.to, day) {
            (Some(to), Some(day)) => to < day,
            (to, None) => to.is_some(),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn open_ends_hold_for_ever() {
        let period = Period {
            from: Some(date(2017, 1, 28)),
            to: None,
        };
        assert!(period.contains(Some(date(2017, 1, 28))) && period.contains(None));
        assert!(!period.contains(Some(date(2017, 1, 27))));
    }

    #[test]
    fn neighbouring_periods_do_not_overlap() {
        let before = Period {
            from: None,
            to: Some(date(2017, 1, 27)),
        };
        let after = Period {
            from: Some(date(2017, 1, 28)),
            to: None,
        };
        assert!(!before.overlaps(&after) && !after.overlaps(&before));
        assert!(after.overlaps(&Period::default()));
        assert!(before.over_by(Some(date(2017, 1, 28))));
    }
}
