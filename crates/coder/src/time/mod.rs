//! Dates and periods, and the anchors they count from.

mod calendar;

pub(crate) use calendar::{month, weekday};
