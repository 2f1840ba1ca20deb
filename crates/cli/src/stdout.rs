//! Standard output, which may be closed: `sitrep … | head` ends the command quietly where
//! the standard library's macros would panic.

use std::io;

use miette::{Diagnostic, Report};
use thiserror::Error;

/// Standard output took no more.
#[derive(Debug, Error)]
#[error("cannot write the result to standard output")]
pub(crate) struct Unwritten(#[source] pub(crate) io::Error);

impl Diagnostic for Unwritten {}

/// Prints a line on standard output, or returns why not; `?` hands the error on.
macro_rules! outln {
    ($($line:tt)*) => {{
        use std::io::Write as _;
        writeln!(std::io::stdout(), $($line)*).map_err($crate::stdout::Unwritten)
    }};
}

/// Whether a command failed only because nobody reads its output any longer.
pub(crate) fn closed(error: &Report) -> bool {
    error
        .downcast_ref::<Unwritten>()
        .is_some_and(|Unwritten(why)| why.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use miette::WrapErr as _;

    use super::*;

    #[test]
    fn a_reader_that_left_is_told_from_a_disk_that_is_full() {
        let failed = |kind| {
            Err::<(), _>(Unwritten(io::Error::from(kind)))
                .wrap_err("cannot show the figures")
                .unwrap_err()
        };
        assert!(closed(&failed(io::ErrorKind::BrokenPipe)));
        assert!(!closed(&failed(io::ErrorKind::StorageFull)));
    }
}
