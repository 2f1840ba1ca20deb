//! The service that writes coded articles to PostgreSQL, each exactly once in effect.
//!
//! One batch is one transaction: rows are copied to staging tables, merged by key so
//! that a state of an article only ever replaces an earlier one, and the stream's
//! offsets move with them. Prevents lost and doubled rows, and one bad record from
//! holding up the rest.

mod bisect;
mod config;
mod connect;
mod connection;
mod error;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzzing;
mod merge;
pub mod metrics;
pub mod migrate;
mod offsets;
mod reason;
mod rows;
mod service;
mod staging;
mod version;
mod writer;

pub use config::{PostgresConfig, TlsMode};
pub use connect::connect;
pub use error::{Class, SinkError};
pub use reason::Reason;
pub use service::{Config, run};
pub use writer::PostgresWriter;
