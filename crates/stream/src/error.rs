//! Why a stream cannot start or has to stop.
//!
//! Everything that passes by itself (brokers away, a full queue, a rebalance) is handled
//! inside and never shows up here: what does is for an operator.

use rdkafka::error::KafkaError;

use crate::Failure;

/// A setting that cannot work.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{setting}: {problem}")]
pub struct ConfigError {
    /// The setting, as a path into [`PipeConfig`](crate::PipeConfig): `kafka.brokers`.
    pub setting: &'static str,
    /// What is wrong with it and what to do.
    pub problem: String,
}

/// Why the stream stopped by itself.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StreamError {
    /// The configuration cannot work.
    #[error("configuration: {0}")]
    Config(#[from] ConfigError),
    /// librdkafka refuses to create a client or to subscribe, usually over a property.
    #[error("Kafka client for {brokers}: {problem}; check brokers, security and properties")]
    Client {
        /// The brokers as configured.
        brokers: String,
        /// What librdkafka says, without the value of the setting, which may be a secret.
        problem: String,
    },
    /// librdkafka gave up for good, e.g. this member was fenced or a topic is forbidden.
    #[error("Kafka: {0}; restart the service, it continues at the committed offsets")]
    Kafka(String),
    /// Nearly everything was rejected: more likely the producer or this service is wrong
    /// than every single record. Nothing is lost: offsets of what is not yet set aside
    /// have not moved.
    #[error(
        "circuit breaker: {rejected} of the last {window} records were rejected, mostly for \
         {reason}; look at the dead-letter topic before restarting"
    )]
    Breaker {
        /// Rejected within the window.
        rejected: usize,
        /// Size of the window in records.
        window: usize,
        /// The commonest reason code.
        reason: &'static str,
    },
    /// The store refused a batch for good.
    #[error("the store refuses for good: {0}")]
    Store(#[source] Failure),
    /// A thread of the runtime could not be started or ended with a panic.
    #[error("the {0} thread is gone; this is a bug, restart the service")]
    Thread(&'static str),
}

impl StreamError {
    pub(crate) fn client(brokers: &str, error: &KafkaError) -> Self {
        let problem = match error {
            KafkaError::ClientConfig(_, text, setting, _) => format!("{text} ({setting})"),
            other => other.to_string(),
        };
        Self::Client {
            brokers: brokers.to_owned(),
            problem,
        }
    }
}

#[cfg(test)]
mod tests {
    use rdkafka::ClientConfig;

    use super::*;

    #[test]
    fn a_misspelt_secret_is_named_and_its_value_is_not() {
        let mut client = ClientConfig::new();
        client.set("sasl.pasword", "hunter2");
        let error = client.create_native_config().err().expect("is refused");
        let text = StreamError::client("b:9092", &error).to_string();
        assert!(text.contains("sasl.pasword"), "{text}");
        assert!(!text.contains("hunter2"), "{text}");
    }
}
