//! Numbers of people, and what was done to them. Prevents "killed 20 sheep", "a
//! 12-year-old" and "the 2019 operation" from becoming casualties, and silence from
//! becoming zero.

mod clause;
mod cues;
mod group;
mod noun;
mod number;
mod spelled;
mod stage;
mod subject;
mod verb;

#[cfg(test)]
mod tests;

pub(crate) use cues::BUNDLED;
pub(crate) use number::{exact, may_start};
pub(crate) use spelled::may_start as number_may_start;
pub(crate) use stage::{KnownHarms, QuantityStage};
