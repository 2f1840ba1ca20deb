//! The broker under test: embedded, or a real Kafka.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use rdkafka::{
    ClientConfig, Message, Offset, TopicPartitionList,
    admin::{AdminClient, AdminOptions, NewTopic, TopicReplication},
    client::DefaultClientContext,
    consumer::{BaseConsumer, Consumer},
    message::Headers,
    producer::{FutureProducer, FutureRecord},
    util::Timeout,
};
use sitrep_contract::headers;
use sitrep_embedded::Broker;

/// Partitions of each topic of a test.
const PARTITIONS: i32 = 3;

/// The broker that a test talks to.
pub(crate) enum Kafka {
    /// In this process.
    Embedded(Broker),
    /// At this address.
    Real(String),
}

/// Topics of one test, so that tests share a broker without sharing records.
#[derive(Clone, Debug)]
pub struct Topics {
    /// What scrapers write.
    pub raw: String,
    /// What ingest writes.
    pub articles: String,
    /// What enrich writes.
    pub coded: String,
    /// Dead letters of all.
    pub dead: String,
    /// What makes the names, and the consumer groups, this test's own.
    pub(crate) prefix: String,
}

/// A dead letter, as far as tests look at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The service that set it aside.
    pub stage: String,
    /// The reason code.
    pub reason: String,
    /// The original bytes.
    pub payload: Vec<u8>,
}

impl Kafka {
    /// The real Kafka if the environment names one, else an embedded broker.
    pub(crate) fn start() -> Self {
        match std::env::var("SITREP_TEST_KAFKA") {
            Ok(brokers) => Self::Real(brokers),
            Err(_) => Self::Embedded(Broker::start().expect("the embedded broker starts")),
        }
    }

    pub(crate) fn bootstrap_servers(&self) -> &str {
        match self {
            Self::Embedded(broker) => broker.bootstrap_servers(),
            Self::Real(brokers) => brokers,
        }
    }

    pub(crate) fn client(&self) -> ClientConfig {
        let mut client = ClientConfig::new();
        client.set("bootstrap.servers", self.bootstrap_servers());
        client
    }

    /// Creates the four topics under names of their own.
    pub(crate) async fn create_topics(&self) -> Topics {
        static TEST: AtomicU32 = AtomicU32::new(0);
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .expect("a clock after 1970")
            .as_millis();
        let prefix = format!(
            "test-{now}-{}-{}",
            std::process::id(),
            TEST.fetch_add(1, Ordering::Relaxed)
        );
        let name = |topic: &str| format!("{prefix}.{topic}");
        let topics = Topics {
            raw: name("raw"),
            articles: name("articles"),
            coded: name("coded"),
            dead: name("dead"),
            prefix: prefix.clone(),
        };
        let names = [&topics.raw, &topics.articles, &topics.coded, &topics.dead];
        match self {
            Self::Embedded(broker) => {
                for name in names {
                    broker.create_topic(name, PARTITIONS).expect("a new topic");
                }
            }
            Self::Real(_) => {
                let admin: AdminClient<DefaultClientContext> =
                    self.client().create().expect("an admin client");
                let new =
                    names.map(|name| NewTopic::new(name, PARTITIONS, TopicReplication::Fixed(1)));
                let created = admin
                    .create_topics(&new, &AdminOptions::new())
                    .await
                    .expect("Kafka answers");
                assert!(created.iter().all(Result::is_ok), "{created:?}");
            }
        }
        topics
    }

    /// Publishes values in order, and returns when all are acknowledged.
    pub(crate) async fn publish(&self, topic: &str, values: &[Vec<u8>]) {
        let producer: FutureProducer = self
            .client()
            .set("enable.idempotence", "true")
            .create()
            .expect("a producer");
        let mut deliveries = Vec::with_capacity(values.len());
        for value in values {
            let record = FutureRecord::<(), _>::to(topic).payload(value).partition(0);
            deliveries.push(producer.send_result(record).expect("room in the queue"));
        }
        for delivery in deliveries {
            delivery
                .await
                .expect("a live producer")
                .expect("an acknowledgement");
        }
    }

    /// All dead letters so far, by where they came from.
    pub(crate) fn dead_letters(&self, topic: &str) -> Vec<Letter> {
        let consumer: BaseConsumer = self
            .client()
            .set("group.id", "test-reader")
            .set("enable.auto.commit", "false")
            .set("fetch.wait.max.ms", "10")
            .create()
            .expect("a consumer");
        let answer = Duration::from_secs(20);
        let mut ends = BTreeMap::new();
        let mut assignment = TopicPartitionList::new();
        for partition in 0..PARTITIONS {
            let (start, end) = consumer
                .fetch_watermarks(topic, partition, answer)
                .expect("watermarks");
            if start < end {
                ends.insert(partition, end);
                assignment
                    .add_partition_offset(topic, partition, Offset::Beginning)
                    .expect("an offset");
            }
        }
        consumer.assign(&assignment).expect("an assignment");
        let mut letters = Vec::new();
        while !ends.is_empty() {
            let message = consumer
                .poll(Timeout::After(answer))
                .expect("a record in time")
                .expect("no error");
            let text = |name: &str| {
                let all = message.headers().expect("dead letters have headers");
                let value = all
                    .iter()
                    .find(|header| header.key == name)
                    .and_then(|header| header.value);
                String::from_utf8_lossy(value.unwrap_or_default()).into_owned()
            };
            letters.push(Letter {
                stage: text(headers::DEAD_STAGE),
                reason: text(headers::DEAD_REASON),
                payload: message.payload().unwrap_or_default().to_vec(),
            });
            if ends.get(&message.partition()) == Some(&(message.offset() + 1)) {
                ends.remove(&message.partition());
            }
        }
        letters
    }
}
