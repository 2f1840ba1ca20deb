//! The service's configuration, beside what every service has.

use serde::{Deserialize, Serialize};
use sitrep_contract::topics;
use sitrep_service::{Configuration, Problem};
use sitrep_stream::PipeConfig;

/// The sections of `enrich.toml`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Config {
    /// From which topic to which, and how.
    pub pipe: PipeConfig,
}

impl Config {
    /// The pipe, with enrich's own group and topics where none are given.
    pub fn pipe(&self) -> PipeConfig {
        self.pipe
            .clone()
            .or_else("sitrep-enrich", topics::ARTICLES, topics::CODED)
    }
}

impl Configuration for Config {
    fn problems(&self) -> Vec<Problem> {
        let problem = self.pipe().validate().err();
        problem
            .map(|error| Problem::new(format!("pipe.{}", error.setting), error.problem, ""))
            .into_iter()
            .collect()
    }
}
