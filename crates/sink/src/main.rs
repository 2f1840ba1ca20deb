//! `sitrep-sink`: coded articles to PostgreSQL.

use std::process::ExitCode;

use sitrep_service::{Context, Service};
use sitrep_sink::{Config, SinkError};
use sitrep_stream::Health;

fn main() -> ExitCode {
    let service = Service {
        name: "sink",
        about: "Writes coded articles to PostgreSQL",
        version: env!("CARGO_PKG_VERSION"),
        describe_metrics: &[
            sitrep_stream::metrics::describe,
            sitrep_sink::metrics::describe,
        ],
    };
    sitrep_service::run(service, sink)
}

async fn sink(context: Context<Config>) -> Result<(), SinkError> {
    let health = Health::new();
    let (live, ready) = (health.clone(), health.clone());
    context
        .probes
        .watch(move || live.livez().into(), move || ready.readyz().into());
    let shutdown = context.shutdown.cancelled_owned();
    sitrep_sink::run(&context.config, health, shutdown).await
}
