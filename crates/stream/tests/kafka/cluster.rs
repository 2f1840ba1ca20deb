//! A Kafka cluster inside the test process, and what tests do with it.

use std::{collections::BTreeMap, time::Duration};

use rdkafka::{
    ClientConfig, Message as _, Offset, TopicPartitionList,
    consumer::{BaseConsumer, Consumer as _, StreamConsumer},
    message::{Header, Headers as _, OwnedHeaders, OwnedMessage},
    mocking::MockCluster,
    producer::{DefaultProducerContext, FutureProducer, FutureRecord},
    types::{RDKafkaApiKey, RDKafkaRespErr},
};
use sitrep_stream::PipeConfig;

pub(crate) const INPUT: &str = "in";
pub(crate) const OUTPUT: &str = "out";
pub(crate) const DEAD: &str = "dead";
pub(crate) const TRACE: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

/// No test waits longer than this for anything.
const DEADLINE: Duration = Duration::from_secs(60);

/// One broker with the three topics of a pipe.
pub(crate) struct Cluster {
    mock: MockCluster<'static, DefaultProducerContext>,
    partitions: i32,
}

impl Cluster {
    pub(crate) fn start(partitions: i32) -> Self {
        let mock = MockCluster::new(1).expect("a mock cluster");
        for topic in [INPUT, OUTPUT, DEAD] {
            mock.create_topic(topic, partitions, 1).expect("a topic");
        }
        Self { mock, partitions }
    }

    pub(crate) fn config(&self) -> PipeConfig {
        let mut config = PipeConfig::default().or_else("group", INPUT, OUTPUT);
        config.dead = DEAD.to_owned();
        config.kafka.brokers = self.mock.bootstrap_servers();
        config.workers = 4;
        config.commit_interval_ms = 100;
        for (name, value) in [
            // The mock does not wake a waiting fetch.
            ("consumer.fetch.wait.max.ms", "20"),
            ("session.timeout.ms", "4500"),
            ("heartbeat.interval.ms", "200"),
        ] {
            config.kafka.properties.0.insert(name.into(), value.into());
        }
        config.drain_deadline_ms = 1_000;
        config
    }

    fn client(&self) -> ClientConfig {
        let mut config = ClientConfig::new();
        config
            .set("bootstrap.servers", self.mock.bootstrap_servers())
            .set("fetch.wait.max.ms", "20");
        config
    }

    /// Fails the next requests of a kind with these errors.
    pub(crate) fn fail(&self, request: RDKafkaApiKey, errors: &[RDKafkaRespErr]) {
        self.mock.request_errors(request, errors);
    }

    pub(crate) fn broker_down(&self) {
        self.mock.broker_down(1).expect("down");
    }

    pub(crate) fn broker_up(&self) {
        self.mock.broker_up(1).expect("up");
    }

    /// Writes `n-0`, `n-1` … for numbers in a range: the key is `n % 10`.
    pub(crate) async fn produce(&self, numbers: std::ops::Range<usize>) {
        let producer: FutureProducer = self.client().create().expect("a producer");
        let mut deliveries = Vec::new();
        for number in numbers {
            let (key, value) = ((number % 10).to_string(), number.to_string());
            let headers = OwnedHeaders::new().insert(Header {
                key: "traceparent",
                value: Some(TRACE),
            });
            let record = FutureRecord::to(INPUT)
                .key(&key)
                .payload(&value)
                .headers(headers);
            let delivery = producer.send_result(record);
            deliveries.push(delivery.map_err(|(error, _)| error).expect("room"));
        }
        for delivery in deliveries {
            delivery.await.expect("a report").expect("delivered");
        }
    }

    /// Reads the first `count` records of a topic.
    pub(crate) async fn read(&self, topic: &str, count: usize) -> Vec<OwnedMessage> {
        let consumer: StreamConsumer = self
            .client()
            .set("group.id", "reader")
            .create()
            .expect("a consumer");
        let mut list = TopicPartitionList::new();
        for partition in 0..self.partitions {
            list.add_partition_offset(topic, partition, Offset::Beginning)
                .expect("an offset");
        }
        consumer.assign(&list).expect("assigned");
        let mut messages = Vec::new();
        let mut last = BTreeMap::new();
        let all = async {
            while messages.len() < count {
                // An error here is the broker that a test takes down.
                let Ok(message) = consumer.recv().await else {
                    continue;
                };
                // On a starved machine the reader itself may begin a partition anew.
                let newest = last.entry(message.partition()).or_insert(-1);
                if message.offset() > *newest {
                    *newest = message.offset();
                    messages.push(message.detach());
                }
            }
        };
        let in_time = tokio::time::timeout(DEADLINE, all).await.is_ok();
        assert!(
            in_time,
            "{topic}: only {} of {count} records",
            messages.len()
        );
        messages
    }

    /// Records in a topic.
    pub(crate) fn count(&self, topic: &str) -> usize {
        let consumer: BaseConsumer = self.client().create().expect("a consumer");
        let ends = (0..self.partitions).map(|partition| {
            let ends = consumer.fetch_watermarks(topic, partition, DEADLINE);
            ends.expect("watermarks").1
        });
        usize::try_from(ends.sum::<i64>()).expect("not negative")
    }

    /// The sum of the group's committed offsets.
    pub(crate) fn committed(&self) -> usize {
        let config = &mut self.client();
        let consumer: BaseConsumer = config.set("group.id", "group").create().expect("one");
        let mut list = TopicPartitionList::new();
        list.add_partition_range(INPUT, 0, self.partitions - 1);
        let offsets = consumer.committed_offsets(list, DEADLINE).expect("offsets");
        let offsets = offsets.to_topic_map();
        let offsets = offsets.values().filter_map(|offset| match offset {
            Offset::Offset(offset) => Some(*offset),
            _ => None,
        });
        usize::try_from(offsets.sum::<i64>()).expect("not negative")
    }
}

/// Waits for something, and not for ever.
pub(crate) async fn within<T>(what: &str, future: impl Future<Output = T>) -> T {
    match tokio::time::timeout(DEADLINE, future).await {
        Ok(value) => value,
        Err(_) => panic!("{what} takes too long"),
    }
}

/// The values, as the numbers that were produced, sorted.
pub(crate) fn numbers(messages: &[OwnedMessage]) -> Vec<usize> {
    let mut numbers: Vec<_> = messages.iter().map(number).collect();
    numbers.sort_unstable();
    numbers
}

/// Fails unless the values are these numbers, each once.
pub(crate) fn assert_once(messages: &[OwnedMessage], expected: std::ops::Range<usize>) {
    let mut counts = BTreeMap::new();
    for number in numbers(messages) {
        *counts.entry(number).or_insert(0) += 1;
    }
    let missing = expected
        .clone()
        .filter(|number| !counts.contains_key(number));
    let missing: Vec<_> = missing.collect();
    let doubled: Vec<_> = counts.iter().filter(|(_, count)| **count > 1).collect();
    assert!(
        missing.is_empty() && doubled.is_empty() && counts.len() == expected.len(),
        "{} missing: {:?} …, {} doubled: {:?} …",
        missing.len(),
        missing.iter().take(10).collect::<Vec<_>>(),
        doubled.len(),
        doubled.iter().take(10).collect::<Vec<_>>(),
    );
}

pub(crate) fn number(message: &OwnedMessage) -> usize {
    let payload = message.payload().expect("a value");
    let text = std::str::from_utf8(payload).expect("text");
    text.parse().expect("a number")
}

/// The values of each key, in the order they were read.
pub(crate) fn by_key(messages: &[OwnedMessage]) -> BTreeMap<Vec<u8>, Vec<usize>> {
    let mut keys: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for message in messages {
        let key = message.key().expect("a key").to_vec();
        keys.entry(key).or_default().push(number(message));
    }
    keys
}

pub(crate) fn header<'a>(message: &'a OwnedMessage, name: &str) -> Option<&'a str> {
    let headers = message.headers()?;
    let found = headers.iter().find(|header| header.key == name)?;
    std::str::from_utf8(found.value?).ok()
}
