//! The sink as a service: its configuration, and its life from the first connection on.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use sitrep_contract::topics;
use sitrep_service::{Configuration, Problem};
use sitrep_stream::{Health, PipeConfig, run_batches};
use tokio::{pin, select, time::sleep};

use crate::{Class, PostgresConfig, PostgresWriter, SinkError};

const FIRST_WAIT: Duration = Duration::from_millis(500);
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// The sections of `sink.toml`.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Config {
    /// From which topic, and how much at a time.
    pub pipe: PipeConfig,
    /// Where to.
    pub postgres: PostgresConfig,
}

impl Config {
    /// The pipe, with the sink's own group and topic where none are given.
    pub fn pipe(&self) -> PipeConfig {
        self.pipe.clone().or_else("sitrep-sink", topics::CODED, "")
    }
}

impl Configuration for Config {
    fn problems(&self) -> Vec<Problem> {
        let mut problems = self.postgres.problems();
        if let Err(error) = self.pipe().validate() {
            let key = format!("pipe.{}", error.setting);
            problems.push(Problem::new(key, error.problem, ""));
        }
        problems
    }
}

/// Writes what arrives until `shutdown` is done. Waits for a database that cannot be
/// reached.
///
/// # Errors
/// When the database's schema or the configuration is not one to work with, and when
/// the stream cannot go on.
pub async fn run(
    config: &Config,
    health: Health,
    shutdown: impl Future<Output = ()>,
) -> Result<(), SinkError> {
    pin!(shutdown);
    let mut writer = PostgresWriter::new(config.postgres.clone());
    let mut wait = FIRST_WAIT;
    loop {
        let opened = select! {
            () = &mut shutdown => return Ok(()),
            opened = writer.open() => opened,
        };
        match opened {
            Ok(()) => break,
            Err(error) if error.class() == Class::Retry => {
                tracing::warn!(error = %error, "the database cannot be reached, trying again");
            }
            Err(error) => return Err(error),
        }
        select! {
            () = &mut shutdown => return Ok(()),
            () = sleep(wait) => wait = (wait * 2).min(LONGEST_WAIT),
        }
    }
    Ok(run_batches(&config.pipe(), writer, shutdown, health).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_have_no_problems_and_an_address_that_is_none_has() {
        assert!(Config::default().problems().is_empty());
        let config = Config {
            postgres: PostgresConfig::from_url("https://example.org"),
            ..Config::default()
        };
        let problems = config.problems();
        assert!(
            problems[0].to_string().starts_with("postgres.url"),
            "{problems:?}"
        );
    }
}
