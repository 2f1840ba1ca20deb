//! The sink against a real PostgreSQL server: one server for all, one database a test.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "tests")]

mod article;
mod docs;
mod migrations;
mod offsets;
mod order;
mod pipeline;
mod poison;
mod revisions;
mod store;
mod tls;
mod values;
