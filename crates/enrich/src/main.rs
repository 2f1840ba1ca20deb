//! `sitrep-enrich`: articles to coded articles.

use std::{process::ExitCode, sync::Arc};

use sitrep_coder::Coder;
use sitrep_enrich::{CodeArticles, Config, EnrichError};
use sitrep_service::{Context, Service};
use sitrep_stream::{Answer, Health};

fn main() -> ExitCode {
    let service = Service {
        name: "enrich",
        about: "Tags entities and codes events",
        version: env!("CARGO_PKG_VERSION"),
        describe_metrics: &[sitrep_stream::metrics::describe],
    };
    sitrep_service::run(service, enrich)
}

async fn enrich(context: Context<Config>) -> Result<(), EnrichError> {
    let pipe = context.config.pipe();
    let coder = Coder::bundled()?;
    tracing::info!(
        coder = Coder::version(),
        lexicon = coder.lexicon_version(),
        "the coder is loaded"
    );
    let stage = CodeArticles::new(Arc::new(coder));

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
    sitrep_stream::run(&pipe, stage, context.shutdown.cancelled_owned(), health).await?;
    Ok(())
}
