//! The librdkafka configuration of the consumer and of the producer.
//!
//! The few defaults that matter are set here, in one place: memory bounds (librdkafka's own
//! let a backlog take a gigabyte), no automatic commit, idempotent production without a
//! delivery timeout. A configured property wins over each of them.

use rdkafka::{ClientConfig, config::RDKafkaLogLevel};

use crate::{KafkaConfig, PipeConfig};

/// Properties that would break the stream's promises, with the reason.
pub(crate) const REFUSED: [(&str, &str); 3] = [
    (
        "enable.auto.commit",
        "offsets are committed once a record is done, not when it was read",
    ),
    (
        "enable.auto.offset.store",
        "offsets are committed once a record is done, not when it was read",
    ),
    ("group.id", "use kafka.group"),
];

/// Bytes librdkafka fetches ahead. Small, because a pause throws them away.
const PREFETCH_KBYTES: &str = "8192";
/// Bytes of one fetch response.
const FETCH_BYTES: &str = "8388608";
/// Bytes waiting to be produced; a full queue makes the stream wait.
const PRODUCE_KBYTES: &str = "32768";
/// The largest message that is given to a broker, whose own limit decides: a dead letter
/// must pass wherever its original did.
const MESSAGE_BYTES: &str = "16777216";

pub(crate) fn consumer(config: &PipeConfig, name: &str) -> ClientConfig {
    let mut client = base(&config.kafka, name);
    client
        .set("group.id", &config.kafka.group)
        .set("enable.auto.commit", "false")
        .set("enable.auto.offset.store", "false")
        .set("auto.offset.reset", "earliest")
        .set("queued.max.messages.kbytes", PREFETCH_KBYTES)
        .set("fetch.max.bytes", FETCH_BYTES)
        .set("statistics.interval.ms", "5000");
    // The new group protocol (KIP-848) assigns on the broker and refuses the setting.
    if config.kafka.properties.consumer("group.protocol") != Some("consumer") {
        client.set("partition.assignment.strategy", "cooperative-sticky");
    }
    apply_properties(&mut client, &config.kafka, "consumer.", "producer.");
    client
}

pub(crate) fn producer(config: &PipeConfig, name: &str) -> ClientConfig {
    let mut client = base(&config.kafka, name);
    client
        .set("enable.idempotence", "true")
        .set("acks", "all")
        .set("compression.type", "zstd")
        .set("linger.ms", "5")
        // Never give up: the drain deadline decides, not a timeout that would reorder.
        .set("message.timeout.ms", "0")
        .set("message.max.bytes", MESSAGE_BYTES)
        .set("queue.buffering.max.kbytes", PRODUCE_KBYTES)
        // The Java client's, so that every producer puts a key into the same partition.
        .set("partitioner", "murmur2_random");
    apply_properties(&mut client, &config.kafka, "producer.", "consumer.");
    client
}

impl KafkaConfig {
    /// A client with these brokers, this security and these properties, for tools that
    /// read or write topics beside the services. `consumer.` and `producer.` properties
    /// are left out: what such a tool is, it sets itself.
    pub fn client(&self, name: &str) -> ClientConfig {
        let mut client = base(self, name);
        let shared = |name: &str| !name.starts_with("consumer.") && !name.starts_with("producer.");
        for (name, value) in self.properties.0.iter().filter(|(name, _)| shared(name)) {
            client.set(name, value);
        }
        client
    }
}

fn base(kafka: &KafkaConfig, name: &str) -> ClientConfig {
    let mut client = ClientConfig::new();
    client
        .set("bootstrap.servers", &kafka.brokers)
        .set("client.id", format!("sitrep-{name}"))
        .set_log_level(RDKafkaLogLevel::Info);
    kafka.security.apply(&mut client);
    client
}

/// Sets the operator's properties; `consumer.` or `producer.` in front restricts one to
/// that client.
fn apply_properties(client: &mut ClientConfig, kafka: &KafkaConfig, own: &str, other: &str) {
    for (name, value) in &kafka.properties.0 {
        if !name.starts_with(other) {
            client.set(name.strip_prefix(own).unwrap_or(name), value);
        }
    }
}

#[cfg(test)]
mod tests {
    use rdkafka::{
        config::FromClientConfig as _, consumer::BaseConsumer, producer::FutureProducer,
    };

    use super::*;
    use crate::{Mechanism, Protocol, Secret, Security};

    fn config() -> PipeConfig {
        PipeConfig::default().or_else("g", "in", "out")
    }

    #[test]
    fn tls_and_sasl_are_compiled_in() {
        let native = ClientConfig::new()
            .create_native_config()
            .expect("a configuration");
        let features = native.get("builtin.features").expect("the features");
        for feature in [
            "ssl",
            "sasl_plain",
            "sasl_scram",
            "zstd",
            "gzip",
            "lz4",
            "snappy",
        ] {
            assert!(
                features.split(',').any(|held| held == feature),
                "{feature} is missing from {features}"
            );
        }
    }

    #[test]
    fn librdkafka_accepts_the_defaults_and_every_mechanism() {
        let mut config = config();
        for mechanism in [
            Mechanism::Plain,
            Mechanism::ScramSha256,
            Mechanism::ScramSha512,
        ] {
            config.kafka.security = Security {
                protocol: Protocol::SaslSsl,
                mechanism,
                username: Some("u".into()),
                password: Some(Secret::new("p")),
                ..Security::default()
            };
            assert!(BaseConsumer::from_config(&consumer(&config, "test")).is_ok());
            assert!(<FutureProducer>::from_config(&producer(&config, "test")).is_ok());
        }
    }

    #[test]
    fn the_new_group_protocol_can_be_chosen() {
        let mut config = config();
        let properties = &mut config.kafka.properties.0;
        properties.insert("group.protocol".into(), "consumer".into());
        assert!(BaseConsumer::from_config(&consumer(&config, "test")).is_ok());
    }

    #[test]
    fn a_configured_property_wins_and_a_prefix_restricts_it_to_one_client() {
        let mut config = config();
        for (name, value) in [
            ("compression.type", "lz4"),
            ("producer.linger.ms", "50"),
            ("consumer.fetch.wait.max.ms", "10"),
        ] {
            config.kafka.properties.0.insert(name.into(), value.into());
        }
        let producer = producer(&config, "test");
        assert_eq!(producer.get("compression.type"), Some("lz4"));
        assert_eq!(producer.get("linger.ms"), Some("50"));
        assert_eq!(producer.get("fetch.wait.max.ms"), None);
        let consumer = consumer(&config, "test");
        assert_eq!(consumer.get("fetch.wait.max.ms"), Some("10"));
        assert_eq!(consumer.get("linger.ms"), None);
    }
}
