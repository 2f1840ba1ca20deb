//! How the commands reach Kafka and PostgreSQL: the same file, variables and secrets as
//! the services, with the few settings that people type as options on top.

use std::path::PathBuf;

use clap::{Args, error::ErrorKind};
use serde::{Deserialize, Serialize};
use sitrep_ingest::{InputConfig, Limits};
use sitrep_service::{Configuration, config};
use sitrep_sink::PostgresConfig;
use sitrep_stream::{KafkaConfig, PipeConfig};

/// Every section that a service's file may have, so that the file of any of them serves
/// here too; only Kafka's and PostgreSQL's are used.
#[derive(Default, Deserialize, Serialize)]
#[serde(default)]
struct Sections {
    pipe: PipeConfig,
    postgres: PostgresConfig,
    input: InputConfig,
    limits: Limits,
}

impl Configuration for Sections {}

/// Where the configuration is.
#[derive(Debug, Args)]
pub(crate) struct ConfigArgs {
    /// TOML file of a service: [pipe.kafka] and [postgres] are used; variables
    /// SITREP_PIPE__KAFKA__… and SITREP_POSTGRES__… win over it
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

/// The options of every command that talks to Kafka.
#[derive(Debug, Args)]
pub(crate) struct KafkaArgs {
    #[command(flatten)]
    config: ConfigArgs,

    /// Brokers as host:port, separated by commas
    #[arg(long, value_name = "LIST")]
    brokers: Option<String>,
}

/// The options of every command that talks to PostgreSQL.
#[derive(Debug, Args)]
pub(crate) struct PostgresArgs {
    #[command(flatten)]
    config: ConfigArgs,

    /// The database, as postgresql://user@host:port/name
    #[arg(long, value_name = "URL", env = "DATABASE_URL", hide_env_values = true)]
    database_url: Option<String>,
}

impl ConfigArgs {
    /// The sections in force. Ends the process with clap's exit code where they are wrong:
    /// that is wrong use, as a wrong option is.
    fn load(&self) -> Sections {
        let variables = std::env::vars().filter(|(name, _)| {
            name.starts_with("SITREP_PIPE__") || name.starts_with("SITREP_POSTGRES__")
        });
        match config::load::<Sections>(self.config.as_deref(), variables) {
            Ok(settings) => settings.service,
            Err(error) => clap::Error::raw(ErrorKind::ValueValidation, format!("{error}\n")).exit(),
        }
    }
}

impl KafkaArgs {
    /// The Kafka settings in force.
    pub(crate) fn load(&self) -> KafkaConfig {
        let mut kafka = self.config.load().pipe.kafka;
        if let Some(brokers) = &self.brokers {
            kafka.brokers.clone_from(brokers);
        }
        kafka
    }
}

impl PostgresArgs {
    /// The PostgreSQL settings in force.
    pub(crate) fn load(&self) -> PostgresConfig {
        let mut postgres = self.config.load().postgres;
        if let Some(url) = &self.database_url {
            postgres.url.clone_from(url);
        }
        postgres
    }
}
