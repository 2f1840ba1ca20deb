//! `sitrep-ingest`: raw records to articles.

use std::process::ExitCode;

use sitrep_ingest::{Cleaner, Config, IngestStage};
use sitrep_service::{Context, Service};
use sitrep_stream::{Health, StreamError};

fn main() -> ExitCode {
    let service = Service {
        name: "ingest",
        about: "Cleans and identifies scraped articles",
        version: env!("CARGO_PKG_VERSION"),
        describe_metrics: &[sitrep_stream::metrics::describe],
    };
    sitrep_service::run(service, ingest)
}

async fn ingest(context: Context<Config>) -> Result<(), StreamError> {
    let pipe = context.config.pipe();
    let cleaner = Cleaner::new(context.config.limits);
    let stage = IngestStage::new(cleaner, context.config.input.shape);

    let health = Health::new();
    let (live, ready) = (health.clone(), health.clone());
    context
        .probes
        .watch(move || live.livez().into(), move || ready.readyz().into());
    sitrep_stream::run(&pipe, stage, context.shutdown.cancelled_owned(), health).await
}
