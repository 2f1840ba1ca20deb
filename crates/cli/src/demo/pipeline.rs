//! The three services as tasks of one process, wired to the embedded parts exactly as
//! they would be to real ones.

use std::sync::Arc;

use miette::{IntoDiagnostic as _, WrapErr as _, miette};
use sitrep_coder::Coder;
use sitrep_contract::topics;
use sitrep_embedded::Broker;
use sitrep_enrich::CodeArticles;
use sitrep_ingest::{Cleaner, IngestStage};
use sitrep_sink::{PostgresConfig, PostgresWriter};
use sitrep_stream::{Health, KafkaConfig, PipeConfig, StreamError};
use tokio::task::JoinSet;
use tokio_postgres::Client;
use tokio_util::sync::CancellationToken;

/// Partitions of each topic: enough to show that order and counting do not depend on one.
pub(super) const PARTITIONS: i32 = 4;

/// The running services and a connection to the database they write to.
pub(super) struct Pipeline {
    pub(super) kafka: KafkaConfig,
    pub(super) database: Client,
    services: JoinSet<Result<(), StreamError>>,
    shutdown: CancellationToken,
}

impl Pipeline {
    /// Creates topics and tables and starts the services.
    pub(super) async fn start(broker: &Broker, database_url: &str) -> miette::Result<Self> {
        for topic in [topics::RAW, topics::ARTICLES, topics::CODED, topics::DEAD] {
            broker.create_topic(topic, PARTITIONS).into_diagnostic()?;
        }
        let postgres = PostgresConfig::from_url(database_url);
        let mut database = sitrep_sink::connect(&postgres).await.into_diagnostic()?;
        sitrep_sink::migrate::up(&mut database)
            .await
            .into_diagnostic()
            .wrap_err("cannot create the tables")?;

        let kafka = embedded_kafka(broker);
        let coder = Coder::bundled()
            .into_diagnostic()
            .wrap_err("the bundled data files do not load")?;
        let shutdown = CancellationToken::new();
        let pipe = |service: &str, input: &str, output: &str| {
            let mut pipe = PipeConfig {
                kafka: kafka.clone(),
                commit_interval_ms: 100,
                ..PipeConfig::default()
            };
            pipe.kafka.group = format!("sitrep-{service}");
            pipe.or_else("", input, output)
        };

        let mut services = JoinSet::new();
        let (config, stop) = (
            pipe("ingest", topics::RAW, topics::ARTICLES),
            shutdown.clone(),
        );
        services.spawn(async move {
            sitrep_stream::run(
                &config,
                IngestStage::new(Cleaner::default(), None),
                stop.cancelled_owned(),
                Health::new(),
            )
            .await
        });
        let (config, stop) = (
            pipe("enrich", topics::ARTICLES, topics::CODED),
            shutdown.clone(),
        );
        let stage = CodeArticles::new(Arc::new(coder));
        services.spawn(async move {
            sitrep_stream::run(&config, stage, stop.cancelled_owned(), Health::new()).await
        });
        let (config, stop) = (pipe("sink", topics::CODED, ""), shutdown.clone());
        let writer = PostgresWriter::new(postgres);
        services.spawn(async move {
            sitrep_stream::run_batches(&config, writer, stop.cancelled_owned(), Health::new()).await
        });
        Ok(Self {
            kafka,
            database,
            services,
            shutdown,
        })
    }

    /// Why a service has ended although nobody asked it to; `None` while all run.
    pub(super) fn failure(&mut self) -> Option<miette::Report> {
        let ended = self.services.try_join_next()?;
        Some(match ended {
            Ok(Ok(())) => miette!("a service ended by itself"),
            Ok(Err(error)) => miette!("a service stopped: {error}"),
            Err(panic) => miette!("a service panicked: {panic}"),
        })
    }

    /// Records that the sink has committed.
    pub(super) async fn written(&self) -> miette::Result<usize> {
        let query = "SELECT coalesce(sum(next_offset), 0)::bigint FROM sitrep.stream_offset";
        let row = self
            .database
            .query_one(query, &[])
            .await
            .into_diagnostic()?;
        usize::try_from(row.get::<_, i64>(0)).into_diagnostic()
    }

    /// Stops the services in order, each draining what it holds.
    pub(super) async fn stop(mut self) -> miette::Result<()> {
        self.shutdown.cancel();
        while let Some(ended) = self.services.join_next().await {
            ended.into_diagnostic()?.into_diagnostic()?;
        }
        Ok(())
    }
}

/// Waiting fetches are not woken by the embedded broker, so they must be short.
fn embedded_kafka(broker: &Broker) -> KafkaConfig {
    let mut kafka = KafkaConfig {
        brokers: broker.bootstrap_servers().to_owned(),
        ..KafkaConfig::default()
    };
    kafka
        .properties
        .0
        .insert("consumer.fetch.wait.max.ms".into(), "10".into());
    kafka
}
