//! Reason codes of the dead letters that the runtime itself writes, for any stage.

/// The stage panicked on the record: a bug in the service.
pub const STAGE_PANICKED: &str = "stage_panicked";
/// The broker does not take the record's output, e.g. because it is too large.
pub const OUTPUT_REFUSED: &str = "output_refused";

/// All of them.
pub const ALL: [&str; 2] = [STAGE_PANICKED, OUTPUT_REFUSED];
