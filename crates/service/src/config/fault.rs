//! serde's complaints, turned into problems with a key and a place.
//!
//! Prevents the message "invalid type" that leaves open which of forty keys is meant, and
//! the one that quotes a secret.

use std::fmt;

use serde::de;

use super::problem::{Origin, Problem, closest};
use super::secret::is_secret;
use super::tree::{Node, join, variable};

/// A wrong value, before and after it is known whose it is.
#[derive(Debug)]
pub(super) struct Fault(Problem);

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl Fault {
    pub(super) fn into_problem(self) -> Problem {
        self.0
    }

    /// Says which value the fault is about, unless that is known already.
    pub(super) fn about(self, key: &str, origin: &Origin) -> Self {
        if self.0.place.is_some() {
            return self;
        }
        Self(if is_secret(key) {
            Problem::new(key, "has the wrong type", "write it as text, in quotes").at(origin)
        } else {
            self.0.named(key).at(origin)
        })
    }

    /// As [`about`](Self::about), for a key missing from a section.
    pub(super) fn inside(self, section: &Node) -> Self {
        if self.0.place.is_some() {
            return self;
        }
        let problem = match self.0.key.as_str() {
            "" => self.0.named(&section.key),
            missing => {
                let key = join(&section.key, missing);
                let help = format!(
                    "set it in the file, or as {}; it has no default",
                    variable(&key)
                );
                Problem::new(key, "missing", help)
            }
        };
        Self(problem.at(&section.origin))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(Problem::new("", message.to_string(), ""))
    }

    fn missing_field(field: &'static str) -> Self {
        Self(Problem::new(field, "missing", ""))
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        let help = match closest(variant, expected.iter().copied()) {
            Some(likely) => format!("did you mean \"{likely}\"? known: {}", expected.join(", ")),
            None => format!("known: {}", expected.join(", ")),
        };
        Self(Problem::new(
            "",
            format!("unknown value \"{variant}\""),
            help,
        ))
    }
}
