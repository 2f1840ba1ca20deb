//! The runtime over a real protocol: librdkafka's mock cluster, inside the test process.
//!
//! Most of the time goes into joining groups, so all tests run side by side in one binary.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "clippy only knows unit tests"
)]

mod batches;
mod cluster;
mod pipe;
