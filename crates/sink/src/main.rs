//! `sitrep-sink`: coded articles to PostgreSQL.

use std::process::ExitCode;

use sitrep_service::{Context, Service};
use sitrep_sink::{Config, SinkError};
use sitrep_stream::{Answer, Health};

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
    let verdict = |answer: Answer| {
        if answer.ok {
            Ok(())
        } else {
            Err(answer.reason)
        }
    };
    context.probes.watch(
        move || verdict(live.livez()),
        move || verdict(ready.readyz()),
    );
    let shutdown = context.shutdown.cancelled_owned();
    sitrep_sink::run(&context.config, health, shutdown).await
}
