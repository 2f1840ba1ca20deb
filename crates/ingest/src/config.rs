//! The service's configuration, beside what every service has.

use serde::{Deserialize, Serialize};
use sitrep_contract::topics;
use sitrep_service::{Configuration, Problem};
use sitrep_stream::PipeConfig;

use crate::{Limits, Shape};

/// The sections of `ingest.toml`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Config {
    /// From which topic to which, and how.
    pub pipe: PipeConfig,
    /// What the records are.
    pub input: InputConfig,
    /// How large a record may be.
    pub limits: Limits,
}

/// The section `[input]`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct InputConfig {
    /// The shape of all records, in place of recognising it. A record's header still
    /// goes before it. Default: none.
    pub shape: Option<Shape>,
}

impl Config {
    /// The pipe, with ingest's own group and topics where none are given.
    pub fn pipe(&self) -> PipeConfig {
        self.pipe
            .clone()
            .or_else("sitrep-ingest", topics::RAW, topics::ARTICLES)
    }
}

impl Configuration for Config {
    fn problems(&self) -> Vec<Problem> {
        let pipe = self
            .pipe()
            .validate()
            .err()
            .map(|error| Problem::new(format!("pipe.{}", error.setting), error.problem, ""));
        let depth = (self.limits.depth > Limits::MAX_DEPTH).then(|| {
            Problem::new(
                "limits.depth",
                format!("is {}, deeper than the JSON parser goes", self.limits.depth),
                format!("set at most {}", Limits::MAX_DEPTH),
            )
        });
        let nothing_passes = [
            ("limits.bytes", self.limits.bytes),
            ("limits.depth", self.limits.depth),
            ("limits.items", self.limits.items),
            ("limits.title_chars", self.limits.title_chars),
            ("limits.url_bytes", self.limits.url_bytes),
        ]
        .into_iter()
        .filter(|(_, limit)| *limit == 0)
        .map(|(key, _)| {
            Problem::new(
                key,
                "is 0: no record would pass",
                "leave it out for the default",
            )
        });
        pipe.into_iter()
            .chain(depth)
            .chain(nothing_passes)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_have_no_problems_and_impossible_limits_have() {
        assert!(Config::default().problems().is_empty());
        let limits = Limits {
            depth: 500,
            items: 0,
            ..Limits::default()
        };
        let config = Config {
            limits,
            ..Config::default()
        };
        let problems = format!("{:?}", config.problems());
        assert_eq!(config.problems().len(), 2, "{problems}");
        assert!(problems.contains("limits.depth") && problems.contains("limits.items"));
    }
}
