//! What every service shares, so that a service's `main.rs` holds only its stage:
//! configuration, telemetry, the admin endpoints, and an orderly end.
//!
//! Prevents three services from reading their configuration in three ways, and a
//! service from looking healthy, or dying, in a manner of its own.
//!
//! `examples/greet.rs` is a whole service.

pub mod admin;
pub mod config;
pub mod metrics;
pub mod probes;
mod run;
pub mod shutdown;
pub mod telemetry;

pub use config::{Configuration, Problem, Secret};
pub use probes::{Probes, Verdict};
pub use run::{Context, Service, run};
pub use tokio_util::sync::CancellationToken;
