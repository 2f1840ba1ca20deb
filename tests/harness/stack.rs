//! Everything one test needs, and the questions it asks.

use std::{future::Future, sync::OnceLock, time::Duration};

use sitrep_embedded::Database;
use sitrep_sink::{PostgresConfig, migrate};
use tokio::time::{Instant, interval};
use tokio_postgres::Client;

use crate::{
    PATIENCE,
    broker::{Kafka, Letter, Topics},
    services::Services,
};

/// One server for all tests of a binary; each has a database of its own.
static SERVER: OnceLock<Database> = OnceLock::new();

/// A broker with topics, a migrated database, and the services.
pub struct Stack {
    kafka: Kafka,
    /// The topics of this test.
    pub topics: Topics,
    /// The processes.
    pub services: Services,
    database: Client,
}

impl Stack {
    /// Everything but the services, which the test starts when it wants them.
    pub async fn new() -> Self {
        let kafka = Kafka::start();
        let topics = kafka.create_topics().await;
        let server = SERVER.get_or_init(|| Database::start().expect("PostgreSQL starts"));
        let name = topics.prefix.replace('-', "_");
        server.create_database(&name).expect("a new database");
        let url = server.url_of(&name);
        let mut database = sitrep_sink::connect(&PostgresConfig::from_url(&url))
            .await
            .expect("a connection");
        migrate::up(&mut database)
            .await
            .expect("the migrations apply");
        let services = Services::new(topics.clone(), kafka.bootstrap_servers().to_owned(), url);
        Self {
            kafka,
            topics,
            services,
            database,
        }
    }

    /// The same, with the three services running.
    pub async fn running() -> Self {
        let stack = Self::new().await;
        stack.services.start_all();
        stack
    }

    /// Publishes raw records in order and waits for their acknowledgements.
    pub async fn publish(&self, records: &[Vec<u8>]) {
        self.kafka.publish(&self.topics.raw, records).await;
    }

    /// Publishes to any topic.
    pub async fn publish_to(&self, topic: &str, records: &[Vec<u8>]) {
        self.kafka.publish(topic, records).await;
    }

    /// All dead letters so far.
    pub fn dead_letters(&self) -> Vec<Letter> {
        self.kafka.dead_letters(&self.topics.dead)
    }

    /// A number from the database.
    pub async fn number(&self, query: &str) -> i64 {
        self.database
            .query_one(query, &[])
            .await
            .expect("the query runs")
            .get(0)
    }

    /// Texts from the database, one a row.
    pub async fn texts(&self, query: &str) -> Vec<String> {
        let rows = self
            .database
            .query(query, &[])
            .await
            .expect("the query runs");
        rows.iter().map(|row| row.get(0)).collect()
    }

    /// Rows of `sitrep.articles`.
    pub async fn articles(&self) -> i64 {
        self.number("SELECT count(*) FROM sitrep.articles").await
    }

    /// Coded articles the sink has taken off its topic.
    pub async fn written(&self) -> i64 {
        self.number("SELECT coalesce(sum(next_offset), 0)::bigint FROM sitrep.stream_offset")
            .await
    }

    /// Waits until the tables hold `count` articles.
    pub async fn await_articles(&self, count: i64) {
        self.until(&format!("{count} articles"), async || {
            self.articles().await >= count
        })
        .await;
    }

    /// Waits until there are `count` dead letters, and returns them.
    pub async fn await_dead_letters(&self, count: usize) -> Vec<Letter> {
        self.until(&format!("{count} dead letters"), async || {
            self.dead_letters().len() >= count
        })
        .await;
        self.dead_letters()
    }

    /// Waits until a condition holds, and fails the test when it does not in time or a service
    /// ends by itself.
    pub async fn until<F: Future<Output = bool>>(&self, what: &str, mut holds: impl FnMut() -> F) {
        let deadline = Instant::now() + PATIENCE;
        let mut look = interval(Duration::from_millis(50));
        while !holds().await {
            self.services.assert_all_alive();
            assert!(
                Instant::now() < deadline,
                "waited in vain for {what}; {} articles, {} dead letters",
                self.articles().await,
                self.dead_letters().len()
            );
            look.tick().await;
        }
    }
}
