//! What every service shares, so that a service's `main.rs` holds only its stage:
//! configuration, telemetry, the admin endpoints, and an orderly end.
//!
//! Prevents three services from reading their configuration in three ways, and a
//! service from looking healthy, or dying, in a manner of its own.
//!
//! ```no_run
//! use std::process::ExitCode;
//!
//! use serde::{Deserialize, Serialize};
//! use sitrep_service::{Configuration, Context, Service};
//!
//! #[derive(Deserialize, Serialize)]
//! #[serde(default)]
//! struct Greeting {
//!     text: String,
//! }
//!
//! impl Default for Greeting {
//!     fn default() -> Self {
//!         Self { text: "good day".to_owned() }
//!     }
//! }
//!
//! #[derive(Deserialize, Serialize)]
//! struct Config {
//!     #[serde(default)]
//!     greeting: Greeting,
//! }
//!
//! impl Configuration for Config {}
//!
//! fn main() -> ExitCode {
//!     let service = Service {
//!         name: "greet",
//!         about: "Says good day until told to stop",
//!         version: env!("CARGO_PKG_VERSION"),
//!         describe_metrics: &[],
//!     };
//!     sitrep_service::run(service, async |context: Context<Config>| {
//!         tracing::info!(text = context.config.greeting.text, "greeted");
//!         context.shutdown.cancelled().await;
//!         Ok::<(), std::io::Error>(())
//!     })
//! }
//! ```

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
