//! A Kafka broker and a PostgreSQL server that a program can start for itself: for
//! the demo and for tests, never for production.
//!
//! Prevents tests that pass only on a machine where somebody once set up the right
//! services, and servers left running after a test was interrupted.

mod broker;
mod database;
mod error;
mod installation;
mod lodging;

pub use broker::Broker;
pub use database::Database;
pub use error::EmbeddedError;
/// The broker's own type, for fault injection through [`Broker::with`].
pub use rdkafka::mocking::MockCluster;
