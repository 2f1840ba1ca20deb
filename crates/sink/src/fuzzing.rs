//! The door to the reader of records, for the targets in `fuzz/`. Built only with the
//! feature `fuzzing`: what is in a record is nobody's business but the writer's.

use sitrep_stream::{Record, Rejection};

use crate::rows::Rows;

/// Reads a record as the writer does.
///
/// # Errors
/// The reason for which the writer would set it aside.
pub fn read_record(record: &Record) -> Result<(), Rejection> {
    Rows::read(0, record).map(drop)
}
