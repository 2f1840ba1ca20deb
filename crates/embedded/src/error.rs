//! What can go wrong with the embedded servers, and what to do about it.

use std::{io, path::PathBuf, time::Duration};

/// Why an embedded server could not be started or used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EmbeddedError {
    /// librdkafka refused an operation on its mock cluster.
    #[error("the embedded broker failed: {0}")]
    Broker(#[from] rdkafka::error::KafkaError),
    /// The broker's thread is gone.
    #[error("the embedded broker has stopped; start a new one")]
    BrokerStopped,
    /// No PostgreSQL server is installed.
    #[error(
        "no PostgreSQL server found: looked for `initdb`, `postgres` and `createdb` in PATH, \
         /usr/lib/postgresql/*/bin and /usr/local/pgsql/bin; install the Debian \
         package `postgresql` (apt-get install postgresql) or add the server's bin folder to PATH"
    )]
    NotInstalled,
    /// PostgreSQL refuses to run as root and there is no user to run it as.
    #[error(
        "PostgreSQL does not run as root, and neither the user `postgres` nor `nobody` exists; \
         create one of them or start this program as another user"
    )]
    NoUser,
    /// No folder can hold the server's files.
    #[error(
        "no folder for the database: {0} must exist, be reachable for the server's user and \
         have a short path (a socket's path ends at 107 bytes); set TMPDIR to such a folder"
    )]
    NoFolder(String),
    /// A file or process operation failed.
    #[error("{doing} {path}: {source}")]
    Io {
        /// What was tried, e.g. "cannot create".
        doing: &'static str,
        /// On what.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
    /// The server ended before it was ready.
    #[error("the embedded PostgreSQL server did not start; its last words:\n{log}")]
    StartFailed {
        /// The end of the server's log.
        log: String,
    },
    /// The server was not ready in time.
    #[error(
        "the embedded PostgreSQL server was not ready after {waited:?}; its last words:\n{log}"
    )]
    NotReady {
        /// How long this program waited.
        waited: Duration,
        /// The end of the server's log.
        log: String,
    },
    /// A database could not be created.
    #[error("cannot create the database {name:?}: {output}")]
    CreateDatabase {
        /// Its name.
        name: String,
        /// What `createdb` said.
        output: String,
    },
}

impl EmbeddedError {
    pub(crate) fn io(
        doing: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io {
            doing,
            path,
            source,
        }
    }
}
