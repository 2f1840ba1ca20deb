//! Dates and periods, and the anchors they count from. Prevents the date of publication
//! from being taken for the date of the act.

mod absolute;
mod calendar;
mod context;
mod named;
mod numeric;
mod opening;
mod period;
mod reader;
mod relative;
mod year;

#[cfg(test)]
mod tests;

pub(crate) use calendar::{month, weekday};
pub(crate) use opening::{is_date_word as may_start, leads, starts};
pub(crate) use reader::find;
