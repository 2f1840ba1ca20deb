//! What can go wrong with the database, and what has to happen next.
//!
//! Prevents the two costly mix-ups: an outage taken for bad data fills the dead-letter
//! topic, bad data taken for an outage stops the stream for ever.

use std::{error::Error as _, io, path::PathBuf};

use openssl::error::ErrorStack;
use sitrep_stream::StreamError;

use crate::migrate::SchemaError;

/// Why the sink could not do what it was asked to.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SinkError {
    /// A connection setting cannot work.
    #[error("postgres.{key}: {problem}")]
    Config {
        /// The key in the section `[postgres]`.
        key: &'static str,
        /// What is wrong and what to do.
        problem: String,
    },
    /// A certificate or key file cannot be read.
    #[error("cannot read {path}: {source}", path = path.display())]
    Certificate {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// OpenSSL refuses a certificate, a key or a setting.
    #[error("TLS set-up failed: {0}; check the certificate and key files")]
    Tls(#[from] ErrorStack),
    /// No connection.
    #[error("cannot connect to {target}: {reason}", reason = in_one_line(source))]
    Connect {
        /// Host, port and database.
        target: String,
        /// What the driver or the server says.
        source: tokio_postgres::Error,
    },
    /// Connecting took too long.
    #[error("cannot connect to {target}: no answer within {seconds} s")]
    ConnectTimeout {
        /// Host, port and database.
        target: String,
        /// How long this program waited.
        seconds: u64,
    },
    /// A statement failed.
    #[error("{doing}: {reason}", reason = in_one_line(source))]
    Statement {
        /// What was being done, e.g. "cannot write a batch".
        doing: &'static str,
        /// What the driver or the server says.
        source: tokio_postgres::Error,
    },
    /// The stored offsets are not those that this consumer left.
    #[error("stored offsets are not the expected ones for {partitions}")]
    Fenced {
        /// The partitions in question.
        partitions: String,
    },
    /// The database's schema is not the one that this version works with.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// The stream ended by itself.
    #[error(transparent)]
    Stream(#[from] StreamError),
}

/// What has to happen after an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A row can never be written: find it and set its record aside.
    Poison,
    /// The database is out of reach or busy: try again later.
    Retry,
    /// Somebody else has written: read on from what the database says.
    Fenced,
    /// A person has to act.
    Fatal,
}

impl SinkError {
    pub(crate) fn statement(doing: &'static str) -> impl Fn(tokio_postgres::Error) -> Self {
        move |source| Self::Statement { doing, source }
    }

    /// What has to happen next.
    pub fn class(&self) -> Class {
        match self {
            Self::Config { .. }
            | Self::Certificate { .. }
            | Self::Tls(_)
            | Self::Schema(_)
            | Self::Stream(_) => Class::Fatal,
            Self::ConnectTimeout { .. } => Class::Retry,
            Self::Fenced { .. } => Class::Fenced,
            // Whatever keeps a server from answering may pass; its own refusal does not.
            Self::Connect { source, .. } => match source.code() {
                Some(code) => class_of_state(code.code()),
                None => Class::Retry,
            },
            Self::Statement { source, .. } => match source.code() {
                Some(code) => class_of_state(code.code()),
                None if source.is_closed() || caused_by_io(source) => Class::Retry,
                None => Class::Fatal,
            },
        }
    }
}

/// The class of a SQLSTATE; its first two characters name the kind of condition.
fn class_of_state(state: &str) -> Class {
    match state.get(..2).unwrap_or_default() {
        // 54: a value too long for an index, and the like.
        "21" | "22" | "23" | "54" => Class::Poison,
        // Connection, rolled back, resources, locks, operator, system.
        "08" | "40" | "53" | "55" | "57" | "58" => Class::Retry,
        // Read-only (a standby that has not been promoted) and idle timeouts.
        "25" if matches!(state, "25006" | "25P03" | "25P04") => Class::Retry,
        _ => Class::Fatal,
    }
}

fn caused_by_io(error: &tokio_postgres::Error) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        if error.is::<io::Error>() {
            return true;
        }
        cause = error.source();
    }
    false
}

/// tokio-postgres says only "db error" and keeps the rest in the cause. The server's
/// message is shown without its detail, which can quote article text.
fn in_one_line(error: &tokio_postgres::Error) -> String {
    if let Some(refusal) = error.as_db_error() {
        return format!("{} (SQLSTATE {})", refusal.message(), refusal.code().code());
    }
    error
        .source()
        .map_or_else(|| error.to_string(), |cause| format!("{error}: {cause}"))
}

/// What a dead letter says about a refusal: state, constraint, table, column; never the
/// message of states that quote the value.
pub(crate) fn refusal_in_one_line(error: &SinkError) -> String {
    let SinkError::Statement { source, .. } = error else {
        return error.to_string();
    };
    let Some(refusal) = source.as_db_error() else {
        return error.to_string();
    };
    let state = refusal.code().code();
    let mut line = format!("SQLSTATE {state}");
    for (what, name) in [
        ("constraint", refusal.constraint()),
        ("table", refusal.table()),
        ("column", refusal.column()),
        ("type", refusal.datatype()),
    ] {
        if let Some(name) = name {
            line.push_str(&format!(", {what} {name}"));
        }
    }
    if state.starts_with("220") {
        line.push_str(&format!(": {}", refusal.message()));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_data_is_poison_and_outages_are_retried() {
        for state in ["22021", "22P05", "23514", "23503", "21000", "54000"] {
            assert_eq!(class_of_state(state), Class::Poison, "{state}");
        }
        for state in [
            "08006", "40001", "40P01", "53300", "55P03", "57P01", "25006",
        ] {
            assert_eq!(class_of_state(state), Class::Retry, "{state}");
        }
    }

    #[test]
    fn what_only_a_person_can_mend_is_fatal() {
        for state in ["42501", "42P01", "28P01", "3D000", "XX001", "25001"] {
            assert_eq!(class_of_state(state), Class::Fatal, "{state}");
        }
    }
}
