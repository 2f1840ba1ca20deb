//! What the end-to-end tests stand on: a broker, a database, the three services as
//! processes of their own, and records to feed them.
//!
//! The same tests run on the embedded broker, and on the real Kafka that
//! `SITREP_TEST_KAFKA` names.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

mod articles;
mod broker;
mod services;
mod stack;

pub use articles::{WITHOUT_EVENTS, article, revision};
pub use broker::{Letter, Topics};
pub use services::{LIMIT_BYTES, Service, Services};
pub use stack::Stack;

/// How long the pipeline may take to reach a state before a test fails. Generous: a slow
/// machine must not fail a test, and a right pipeline never waits this long.
pub const PATIENCE: std::time::Duration = std::time::Duration::from_secs(120);
