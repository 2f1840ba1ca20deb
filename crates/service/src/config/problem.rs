//! What is wrong with a configuration: the key, the place, and what to do about it.
//!
//! Prevents the error that names a type but not the line, and the one that prints
//! the secret it could not read.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where a value was set.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Origin {
    /// Nowhere: a section that exists because something inside it was asked for.
    Implied,
    /// A line, counted from 1, of the configuration file.
    File(Arc<Path>, usize),
    /// An environment variable.
    Variable(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Implied => f.write_str("not set"),
            Self::File(path, line) => write!(f, "{}:{line}", path.display()),
            Self::Variable(name) => write!(f, "environment variable {name}"),
        }
    }
}

/// One thing that is wrong with the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The dotted key, such as `kafka.brokers`.
    pub key: String,
    pub(crate) place: Option<String>,
    what: String,
    help: String,
}

impl Problem {
    /// `key` is dotted (`kafka.brokers`), `what` completes the sentence "kafka.brokers …",
    /// `help` says what to do.
    pub fn new(key: impl Into<String>, what: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            place: None,
            what: what.into(),
            help: help.into(),
        }
    }

    pub(crate) fn named(mut self, key: impl Into<String>) -> Self {
        self.key = key.into();
        self
    }

    pub(crate) fn at(mut self, origin: &Origin) -> Self {
        self.place = Some(origin.to_string());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.key)?;
        if let Some(place) = &self.place {
            write!(f, " ({place})")?;
        }
        write!(f, ": {}", self.what)?;
        if !self.help.is_empty() {
            write!(f, "\n    help: {}", self.help)?;
        }
        Ok(())
    }
}

/// Why there is no configuration to run with.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read the configuration file {}: {source}\n    help: name another with --config, or make it readable for this user", path.display())]
    Unreadable {
        /// The file asked for.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is not TOML. The line itself is not shown: it may hold a secret.
    #[error("{}:{line}: not valid TOML: {message}", path.display())]
    Syntax {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What the parser expected.
        message: String,
    },
    /// Keys or values are wrong; all that were found.
    #[error("the configuration is not valid:{}", list(.0))]
    Invalid(Vec<Problem>),
    /// The configuration cannot be written as TOML.
    #[error("cannot print the configuration: {0}")]
    Unprintable(#[from] toml::ser::Error),
}

fn list(problems: &[Problem]) -> String {
    problems
        .iter()
        .map(|problem| format!("\n  {problem}"))
        .collect()
}

/// The known name that a misspelt one most likely meant.
pub(crate) fn closest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const LIKELY: f64 = 0.75;
    let flat = |text: &str| text.replace(['-', '.'], "_").to_lowercase();
    known
        .into_iter()
        .map(|candidate| {
            (
                strsim::jaro_winkler(&flat(name), &flat(candidate)),
                candidate,
            )
        })
        .filter(|(score, _)| *score >= LIKELY)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, candidate)| candidate)
}
