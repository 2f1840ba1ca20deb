//! The one error of the crate: a data file that cannot be used. Coding itself cannot fail.

/// A data file of the coder is wrong. Retrying does not help: the file has to be
/// corrected, at the line given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {problem}")]
pub struct CoderError {
    /// The file, as named in the crate's data folder or by the caller.
    pub file: String,
    /// The line, counted from 1; 0 where the file as a whole is meant.
    pub line: usize,
    /// What is wrong and what to do about it.
    pub problem: String,
}

impl CoderError {
    /// An error at one line.
    pub(crate) fn at(file: &str, line: usize, problem: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line,
            problem: problem.into(),
        }
    }
}
