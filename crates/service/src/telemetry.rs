//! Log lines: text for a person at a terminal, JSON for everyone else.
//!
//! Prevents colour codes in collected logs and unparsable lines in a terminal. Lines
//! carry ids and hashes, never article text; that is the callers' duty.

use std::io::IsTerminal;
use std::panic;

use serde::{Deserialize, Serialize};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::time::SystemTime;

/// `[telemetry]`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default)]
pub struct TelemetryConfig {
    /// Which lines are written, in the syntax of `RUST_LOG`: `info,sitrep_stream=debug`.
    pub filter: String,
    /// How they are written.
    pub format: LogFormat,
}

impl Default for TelemetryConfig {
    fn default() -> Self {
        Self {
            filter: "info".to_owned(),
            format: LogFormat::Auto,
        }
    }
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// Text on a terminal, JSON otherwise.
    #[default]
    Auto,
    /// One line of text, in colour on a terminal unless `NO_COLOR` is set.
    Text,
    /// One JSON object a line.
    Json,
}

/// Why there is no log.
#[derive(Debug, thiserror::Error)]
pub enum TelemetryError {
    /// The filter is not in the syntax of `RUST_LOG`.
    #[error(
        "telemetry.filter: `{filter}` is no log filter: {source}\n    help: write it like info,sitrep_stream=debug"
    )]
    Filter {
        /// As configured.
        filter: String,
        /// What is wrong with it.
        source: tracing_subscriber::filter::ParseError,
    },
    /// Something else in this process has taken the log first.
    #[error("cannot start the log: {0}")]
    Taken(#[from] Box<dyn std::error::Error + Send + Sync>),
}

impl TelemetryConfig {
    /// The filter, parsed.
    ///
    /// # Errors
    /// It is not in the syntax of `RUST_LOG`.
    pub fn parse_filter(&self) -> Result<EnvFilter, TelemetryError> {
        EnvFilter::builder()
            .parse(&self.filter)
            .map_err(|source| TelemetryError::Filter {
                filter: self.filter.clone(),
                source,
            })
    }
}

/// Starts the log of the process, on standard error, and sends panics there too.
///
/// # Errors
/// The filter is wrong, or the process has a log already.
pub fn init(config: &TelemetryConfig) -> Result<(), TelemetryError> {
    let terminal = std::io::stderr().is_terminal();
    let json = match config.format {
        LogFormat::Auto => !terminal,
        LogFormat::Text => false,
        LogFormat::Json => true,
    };
    let colour = terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let builder = tracing_subscriber::fmt()
        .with_env_filter(config.parse_filter()?)
        .with_timer(SystemTime)
        .with_writer(std::io::stderr);
    if json {
        builder.json().flatten_event(true).try_init()?;
    } else {
        builder.with_ansi(colour).try_init()?;
    }
    panic::set_hook(Box::new(|panic| {
        let location = panic.location().map(ToString::to_string);
        // A panic's message may quote its input, which may be an article.
        tracing::error!(location, thread = std::thread::current().name(), "panicked");
    }));
    Ok(())
}
