//! The exit codes of the `sitrep` command; README and `sitrep --help` list them.

use std::process::{ExitCode, Termination};

/// How a command ended, when it ended by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// All was done.
    Success = 0,
    /// Some documents could not be read; the rest was done.
    SomeUnreadable = 3,
    /// A check found something (`migrate check`, `lexicon check`, `evaluate --against`).
    CheckFailed = 4,
    /// Interrupted by Ctrl-C or SIGTERM, after an orderly stop.
    Interrupted = 130,
}

/// The part of `--help` that explains the codes. Code 1 is an error's, code 2 clap's own.
pub(crate) const HELP: &str = "Exit codes:
    0  all was done
    1  the command failed; standard error says why
    2  wrong use: unknown option, bad configuration
    3  some documents could not be read; the rest was done
    4  a check found something
  130  interrupted, after an orderly stop";

impl Termination for Exit {
    fn report(self) -> ExitCode {
        ExitCode::from(self as u8)
    }
}
