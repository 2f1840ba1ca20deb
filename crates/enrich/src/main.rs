//! `sitrep-enrich`: articles to coded articles.

use std::{process::ExitCode, sync::Arc};

use sitrep_enrich::{CodeArticles, Config, EnrichError, LiveCoder};
use sitrep_service::{Context, Service};
use sitrep_stream::Health;

/// The system's allocator takes a tenth of the coder's time for the many small texts of
/// what it finds.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let service = Service {
        name: "enrich",
        about: "Tags entities and codes events",
        version: env!("CARGO_PKG_VERSION"),
        describe_metrics: &[
            sitrep_stream::metrics::describe,
            sitrep_enrich::metrics::describe,
        ],
    };
    sitrep_service::run(service, enrich)
}

async fn enrich(context: Context<Config>) -> Result<(), EnrichError> {
    let pipe = context.config.pipe();
    let coder = Arc::new(LiveCoder::load(context.config.data_files())?);
    tokio::spawn(Arc::clone(&coder).follow(context.shutdown.clone()));
    let stage = CodeArticles::live(coder);

    let health = Health::new();
    let (live, ready) = (health.clone(), health.clone());
    context
        .probes
        .watch(move || live.livez().into(), move || ready.readyz().into());
    sitrep_stream::run(&pipe, stage, context.shutdown.cancelled_owned(), health).await?;
    Ok(())
}
