//! An act in the making, and how two acts compare: what each word says of it, whether two tellings
//! can be one act, whose tolls add up. Prevents every stage from comparing acts in a way of its own.

pub(super) mod candidate;
pub(super) mod compatible;
pub(super) mod crowd;
pub(super) mod plover;
pub(super) mod reason;
pub(super) mod same;
pub(super) mod specific;
pub(super) mod tally;
pub(super) mod victim;
