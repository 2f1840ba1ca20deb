//! The settings of a stream, with their defaults and their limits.
//!
//! Prevents settings that only fail under load: a drain longer than the session, a queue
//! that cannot hold one record, credentials that are never sent.

use std::{collections::BTreeMap, fmt, time::Duration};

use serde::{Deserialize, Serialize, Serializer};

use crate::{ConfigError, Security, client::REFUSED};

/// Kafka's own default, which librdkafka shares.
const SESSION_TIMEOUT_MS: u64 = 45_000;
/// What the last commit of a drain may take beyond the drain's deadline.
pub(crate) const COMMIT_GRACE: Duration = Duration::from_secs(3);

/// How to reach Kafka.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct KafkaConfig {
    /// `host:port`, several separated by commas. Default: `localhost:9092`.
    pub brokers: String,
    /// The consumer group. Empty: the service's own, e.g. `sitrep-ingest`.
    pub group: String,
    /// Encryption and authentication.
    pub security: Security,
    /// Any librdkafka properties; they win over everything that sitrep sets. `consumer.` or
    /// `producer.` in front of a name restricts it to one of the two clients.
    pub properties: Properties,
}

impl Default for KafkaConfig {
    fn default() -> Self {
        Self {
            brokers: "localhost:9092".to_owned(),
            group: String::new(),
            security: Security::default(),
            properties: Properties::default(),
        }
    }
}

/// librdkafka properties by name. `Debug` and `Serialize` hide the values of secret ones.
#[derive(Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct Properties(pub BTreeMap<String, String>);

impl Properties {
    /// What the consumer gets under this name.
    pub(crate) fn consumer(&self, name: &str) -> Option<&str> {
        let own = self.0.get(&format!("consumer.{name}"));
        own.or_else(|| self.0.get(name)).map(String::as_str)
    }

    fn redacted(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| {
            let secret = ["password", "secret", "pem", "oauthbearer.config"]
                .iter()
                .any(|word| name.contains(word));
            (name.as_str(), if secret { "***" } else { value })
        })
    }
}

impl fmt::Debug for Properties {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.redacted()).finish()
    }
}

impl Serialize for Properties {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.redacted())
    }
}

/// One stream: where from, where to, and how much at a time.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct PipeConfig {
    /// How to reach Kafka.
    pub kafka: KafkaConfig,
    /// The topic to read. Empty: the service's own.
    pub input: String,
    /// The topic to write. Empty: the service's own; not used by a sink.
    pub output: String,
    /// The topic for dead letters. Default: [`sitrep_contract::topics::DEAD`].
    pub dead: String,
    /// Bytes of records read and not yet done; past it reading pauses until half is done.
    /// Default: 32 MiB.
    pub in_flight_bytes: usize,
    /// Threads for the stage. 0 (default): one per core.
    pub workers: usize,
    /// For how long records in hand may be finished when partitions are taken away or the
    /// service stops, in milliseconds. Must stay below the session timeout. Default: 20,000.
    pub drain_deadline_ms: u64,
    /// How often offsets are committed, in milliseconds. Default: 1,000.
    pub commit_interval_ms: u64,
    /// For sinks: when a batch is full.
    pub batch: BatchConfig,
    /// When to stop because nearly everything is rejected.
    pub breaker: BreakerConfig,
}

impl Default for PipeConfig {
    fn default() -> Self {
        Self {
            kafka: KafkaConfig::default(),
            input: String::new(),
            output: String::new(),
            dead: sitrep_contract::topics::DEAD.to_owned(),
            in_flight_bytes: 32 << 20,
            workers: 0,
            drain_deadline_ms: 20_000,
            commit_interval_ms: 1_000,
            batch: BatchConfig::default(),
            breaker: BreakerConfig::default(),
        }
    }
}

/// A batch is written when the first of these is reached.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct BatchConfig {
    /// Records. Default: 2,000.
    pub records: usize,
    /// Bytes of the records as read. Default: 8 MiB.
    pub bytes: usize,
    /// Milliseconds since the first record of the batch. Default: 200.
    pub linger_ms: u64,
}

impl Default for BatchConfig {
    fn default() -> Self {
        Self {
            records: 2_000,
            bytes: 8 << 20,
            linger_ms: 200,
        }
    }
}

/// The service stops when at least `ratio` of the last `window` records were rejected.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct BreakerConfig {
    /// Records looked at; 0 switches the breaker off. Default: 500.
    pub window: usize,
    /// Share of rejected records, above 0 and up to 1. Default: 0.95.
    pub ratio: f64,
}

impl Default for BreakerConfig {
    fn default() -> Self {
        Self {
            window: 500,
            ratio: 0.95,
        }
    }
}

impl PipeConfig {
    /// Fills in what the operator left empty: the group and the two topics.
    #[must_use]
    pub fn or_else(mut self, group: &str, input: &str, output: &str) -> Self {
        for (setting, default) in [
            (&mut self.kafka.group, group),
            (&mut self.input, input),
            (&mut self.output, output),
        ] {
            if setting.is_empty() {
                default.clone_into(setting);
            }
        }
        self
    }

    /// Refuses settings that cannot work. [`run`](crate::run) calls it, and so may a
    /// service that only wants to check its configuration.
    pub fn validate(&self) -> Result<(), ConfigError> {
        let check = |fine: bool, setting, problem: String| {
            if fine {
                Ok(())
            } else {
                Err(ConfigError { setting, problem })
            }
        };
        for (setting, value) in [
            ("kafka.brokers", &self.kafka.brokers),
            ("kafka.group", &self.kafka.group),
            ("input", &self.input),
            ("dead", &self.dead),
        ] {
            check(!value.is_empty(), setting, "must not be empty".to_owned())?;
        }
        check(
            self.input != self.output && self.input != self.dead,
            "input",
            format!(
                "{} is also written to: records would go round for ever",
                self.input
            ),
        )?;
        check(
            self.in_flight_bytes >= 1 << 20,
            "in_flight_bytes",
            "must be at least 1048576 (1 MiB)".to_owned(),
        )?;
        let session = self.session_timeout();
        check(
            self.drain_deadline_ms > 0 && self.drain_deadline() + COMMIT_GRACE < session,
            "drain_deadline_ms",
            format!(
                "{} must be above 0 and, with {} for the last commit, below the session \
                 timeout of {}: a consumer that drains for longer is thrown out of its \
                 group; shorten it or raise session.timeout.ms",
                self.drain_deadline_ms,
                COMMIT_GRACE.as_millis(),
                session.as_millis()
            ),
        )?;
        check(
            self.commit_interval_ms > 0,
            "commit_interval_ms",
            "must be above 0".to_owned(),
        )?;
        check(
            self.batch.records > 0 && self.batch.bytes > 0,
            "batch",
            "records and bytes must be above 0".to_owned(),
        )?;
        check(
            self.breaker.ratio > 0.0 && self.breaker.ratio <= 1.0,
            "breaker.ratio",
            format!("{} is not a share above 0 and up to 1", self.breaker.ratio),
        )?;
        for (name, reason) in REFUSED {
            check(
                self.kafka.properties.consumer(name).is_none(),
                "kafka.properties",
                format!("{name} cannot be set: {reason}"),
            )?;
        }
        self.kafka.security.validate()
    }

    /// For a pipe, which needs somewhere to write to.
    pub(crate) fn require_output(&self) -> Result<(), ConfigError> {
        if self.output.is_empty() {
            return Err(ConfigError {
                setting: "output",
                problem: "must not be empty".to_owned(),
            });
        }
        Ok(())
    }

    pub(crate) fn drain_deadline(&self) -> Duration {
        Duration::from_millis(self.drain_deadline_ms)
    }

    fn session_timeout(&self) -> Duration {
        let configured = self.kafka.properties.consumer("session.timeout.ms");
        Duration::from_millis(
            configured
                .and_then(|value| value.parse().ok())
                .unwrap_or(SESSION_TIMEOUT_MS),
        )
    }
}

#[cfg(test)]
mod tests;
