//! How the commands reach Kafka and PostgreSQL: the same file, variables and secrets as
//! the services, with the few settings that people type as options on top.

use std::path::PathBuf;

use clap::Args;
use miette::{IntoDiagnostic as _, WrapErr as _};
use serde::{Deserialize, Serialize};
use sitrep_service::{Configuration, config};
use sitrep_sink::PostgresConfig;
use sitrep_stream::KafkaConfig;

/// The sections the command reads.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(crate) struct Connections {
    /// `[kafka]`
    pub(crate) kafka: KafkaConfig,
    /// `[postgres]`
    pub(crate) postgres: PostgresConfig,
}

impl Configuration for Connections {}

/// Where the configuration is.
#[derive(Debug, Args)]
pub(crate) struct ConfigArgs {
    /// TOML file with the sections [kafka] and [postgres]; variables SITREP_KAFKA__… and
    /// SITREP_POSTGRES__… win over it
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
    fn load(&self) -> miette::Result<Connections> {
        let variables = std::env::vars().filter(|(name, _)| {
            name.starts_with("SITREP_KAFKA__") || name.starts_with("SITREP_POSTGRES__")
        });
        let settings = config::load::<Connections>(self.config.as_deref(), variables)
            .into_diagnostic()
            .wrap_err("the configuration cannot be used")?;
        Ok(settings.service)
    }
}

impl KafkaArgs {
    /// The Kafka settings in force.
    pub(crate) fn load(&self) -> miette::Result<KafkaConfig> {
        let mut kafka = self.config.load()?.kafka;
        if let Some(brokers) = &self.brokers {
            kafka.brokers.clone_from(brokers);
        }
        Ok(kafka)
    }
}

impl PostgresArgs {
    /// The PostgreSQL settings in force.
    pub(crate) fn load(&self) -> miette::Result<PostgresConfig> {
        let mut postgres = self.config.load()?.postgres;
        if let Some(url) = &self.database_url {
            postgres.url.clone_from(url);
        }
        Ok(postgres)
    }
}
