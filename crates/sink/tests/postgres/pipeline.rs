//! From a broker to the tables: the service as it runs, only in this process.

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use rdkafka::{
    ClientConfig, Message as _, Offset, TopicPartitionList,
    consumer::{BaseConsumer, Consumer as _},
    message::Headers as _,
    producer::{BaseProducer, BaseRecord, Producer as _},
};
use sitrep_contract::{headers, topics};
use sitrep_embedded::Broker;
use sitrep_sink::{Config, run};
use sitrep_stream::{Health, PipeConfig};
use tokio::sync::oneshot;

use crate::{
    article::{coded, record},
    store::Store,
};

const PARTITIONS: i32 = 3;
const ARTICLES: usize = 60;
const LIMIT: Duration = Duration::from_secs(60);

fn produce(broker: &Broker, payloads: &[Vec<u8>]) {
    let producer: BaseProducer = ClientConfig::new()
        .set("bootstrap.servers", broker.bootstrap_servers())
        .create()
        .expect("a producer");
    for (partition, payload) in (0..PARTITIONS).cycle().zip(payloads) {
        let record = BaseRecord::<(), _>::to(topics::CODED)
            .partition(partition)
            .payload(payload);
        producer
            .send(record)
            .map_err(|(error, _)| error)
            .expect("queues");
    }
    producer.flush(LIMIT).expect("delivers");
}

/// The reasons in the topic of dead letters.
fn dead(broker: &Broker, count: usize) -> BTreeSet<String> {
    let consumer: BaseConsumer = ClientConfig::new()
        .set("bootstrap.servers", broker.bootstrap_servers())
        .set("group.id", "test")
        .set("fetch.wait.max.ms", "10")
        .create()
        .expect("a consumer");
    let mut letters = TopicPartitionList::new();
    letters
        .add_partition_offset(topics::DEAD, 0, Offset::Beginning)
        .expect("a position");
    consumer.assign(&letters).expect("assigns");
    let begun = Instant::now();
    // A poll also returns without a record when it only served an event.
    let polled = std::iter::from_fn(|| {
        (begun.elapsed() < LIMIT).then(|| consumer.poll(Duration::from_millis(100)))
    });
    polled
        .flatten()
        .take(count)
        .map(|letter| {
            let letter = letter.expect("a dead letter");
            let headers = letter.headers().expect("headers");
            let reason = headers
                .iter()
                .find(|header| header.key == headers::DEAD_REASON);
            let reason = reason.and_then(|header| header.value);
            String::from_utf8_lossy(reason.expect("a reason")).into()
        })
        .collect()
}

async fn settled(store: &Store, records: i64) {
    let written = "select coalesce(sum(next_offset), 0)::bigint from sitrep.stream_offset";
    let mut look = tokio::time::interval(Duration::from_millis(20));
    tokio::time::timeout(LIMIT, async {
        while store.count(written).await < records {
            look.tick().await;
        }
    })
    .await
    .expect("everything is written in time");
}

async fn run_until_settled(config: &Config, store: &Store, records: usize) {
    let (stop, stopped) = oneshot::channel::<()>();
    let (config, shutdown) = (config.clone(), async move {
        // Also when the test has failed and the sender is gone.
        let _ = stopped.await;
    });
    let service = tokio::spawn(async move { run(&config, Health::new(), shutdown).await });
    settled(store, i64::try_from(records).expect("few")).await;
    stop.send(()).expect("still running");
    service.await.expect("no panic").expect("ends in order");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn articles_land_once_and_bad_records_become_dead_letters() {
    let store = Store::new().await;
    let broker = Broker::start().expect("starts");
    broker
        .create_topic(topics::CODED, PARTITIONS)
        .expect("creates");
    broker.create_topic(topics::DEAD, 1).expect("creates");
    let mut pipe = PipeConfig {
        drain_deadline_ms: 2_000,
        ..PipeConfig::default()
    };
    pipe.kafka.brokers = broker.bootstrap_servers().to_owned();
    let properties = &mut pipe.kafka.properties.0;
    properties.insert("fetch.wait.max.ms".into(), "10".into());
    // The mock cluster gives the partitions of a member that left away only then.
    properties.insert("session.timeout.ms".into(), "6000".into());
    properties.insert("auto.offset.reset".into(), "earliest".into());
    let config = Config {
        pipe,
        postgres: store.config.clone(),
    };

    let payload = |coded| record(&coded).payload.expect("a value");
    let mut first: Vec<_> = (0..ARTICLES)
        .map(|n| payload(coded(&n.to_string())))
        .collect();
    first.push(b"not a protobuf".to_vec());
    let mut refused = coded("refused");
    refused.article.as_mut().expect("one").title = Some("nul \0".into());
    first.push(payload(refused));
    produce(&broker, &first);
    run_until_settled(&config, &store, first.len()).await;

    // Started again, the service goes on where the tables say; half of this is repetition.
    let second: Vec<_> = (ARTICLES / 2..ARTICLES * 3 / 2)
        .map(|n| payload(coded(&n.to_string())))
        .collect();
    produce(&broker, &second);
    run_until_settled(&config, &store, first.len() + second.len()).await;

    for table in ["articles", "mentions", "events"] {
        let count = store
            .count(&format!("select count(*) from sitrep.{table}"))
            .await;
        assert_eq!(count, 90, "{table}");
    }
    let reasons: Vec<_> = dead(&broker, 2).into_iter().collect();
    assert_eq!(reasons, ["invalid_protobuf", "refused_by_database"]);
}
