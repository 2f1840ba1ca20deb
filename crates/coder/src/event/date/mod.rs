//! When an act was done. Prevents the day of publication, or of another act, from becoming its date.

pub(super) mod nearest;
pub(super) mod span;
pub(super) mod tale;
pub(super) mod when;
