//! One server for the whole test program and a fresh, migrated database for each test.

use std::sync::{
    OnceLock,
    atomic::{AtomicUsize, Ordering},
};

use sitrep_embedded::Database;
use sitrep_sink::{PostgresConfig, PostgresWriter, connect, migrate};
use sitrep_stream::{Batch, BatchWriter as _, OffsetRange, Record, Written};
use tokio::sync::OnceCell;
use tokio_postgres::{Client, types::ToSql};

use crate::article::TOPIC;

static SERVER: OnceLock<Database> = OnceLock::new();
static TEMPLATE: OnceCell<()> = OnceCell::const_new();
static COUNT: AtomicUsize = AtomicUsize::new(0);

/// Started by the first test. It ends with this process.
pub(crate) fn server() -> &'static Database {
    SERVER.get_or_init(|| Database::start().unwrap_or_else(|error| panic!("{error}")))
}

/// A database without any tables, and how to reach it.
pub(crate) fn empty_database() -> PostgresConfig {
    let name = format!("test_{}", COUNT.fetch_add(1, Ordering::Relaxed));
    server().create_database(&name).expect("creates");
    PostgresConfig::from_url(server().url_of(&name))
}

/// A migrated database with a writer and a client to look at what it wrote.
pub(crate) struct Store {
    pub(crate) config: PostgresConfig,
    pub(crate) client: Client,
    pub(crate) writer: PostgresWriter,
    /// What the offsets stand at.
    next: Option<i64>,
}

impl Store {
    pub(crate) async fn new() -> Self {
        TEMPLATE.get_or_init(make_template).await;
        let name = format!("test_{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let admin = connect(&PostgresConfig::from_url(server().url_of("postgres")))
            .await
            .expect("connects");
        admin
            .batch_execute(&format!("create database {name} template migrated"))
            .await
            .expect("copies the template");
        let config = PostgresConfig::from_url(server().url_of(&name));
        Self {
            client: connect(&config).await.expect("connects"),
            writer: PostgresWriter::new(config.clone()),
            config,
            next: None,
        }
    }

    /// The records as one batch of partition 0, following on the one before.
    pub(crate) fn batch(&self, records: Vec<Record>) -> Batch {
        let range = OffsetRange {
            topic: TOPIC.into(),
            partition: 0,
            expected: self.next,
            next: self.next.unwrap_or(0) + i64::try_from(records.len()).expect("few"),
        };
        Batch::new(records, vec![range])
    }

    /// Writes a batch that is expected to land.
    pub(crate) async fn write(&mut self, records: Vec<Record>) {
        let batch = self.batch(records);
        let written = self.writer.write(&batch).await.expect("writes");
        assert!(matches!(written, Written::Committed), "{written:?}");
        self.next = Some(batch.ranges()[0].next);
    }

    /// The rows of a query as text, columns joined by `|`, NULL as `-`.
    pub(crate) async fn rows(&self, sql: &str) -> Vec<String> {
        let sql = format!(
            "select array_to_string(array(select coalesce(v.value, '-')
            from json_each_text(to_json(q)) with ordinality v order by v.ordinality), '|')
            from ({sql}) q"
        );
        let rows = self.client.query(&sql, &[]).await.expect("a query");
        rows.iter().map(|row| row.get(0)).collect()
    }

    /// The only value of a query.
    pub(crate) async fn count(&self, sql: &str) -> i64 {
        let none: &[&(dyn ToSql + Sync)] = &[];
        self.client
            .query_one(sql, none)
            .await
            .expect("one row")
            .get(0)
    }
}

async fn make_template() {
    server().create_database("migrated").expect("creates");
    let config = PostgresConfig::from_url(server().url_of("migrated"));
    let mut client = connect(&config).await.expect("connects");
    migrate::up(&mut client).await.expect("migrates");
    drop(client);
    // A template must have no connections, and closing one takes the server a moment.
    let admin = connect(&PostgresConfig::from_url(server().url_of("postgres")))
        .await
        .expect("connects");
    let left = "select count(*) from pg_stat_activity where datname = 'migrated'";
    while admin
        .query_one(left, &[])
        .await
        .expect("a count")
        .get::<_, i64>(0)
        > 0
    {
        tokio::task::yield_now().await;
    }
}
