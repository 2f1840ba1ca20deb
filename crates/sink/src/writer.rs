//! The sink as the stream sees it: batches in, rows and offsets out.
//!
//! Keeps one connection and replaces it after an error; how long to wait between two
//! attempts is the stream's business.

use std::{sync::Arc, time::Instant};

use sitrep_stream::{Batch, BatchWriter, Failure, Poison, WriteError, Written};

use crate::{
    PostgresConfig, SinkError,
    connection::{Connection, Landed},
    error::Class,
    metrics, offsets,
    rows::Rows,
};

/// Writes coded articles to PostgreSQL.
#[derive(Debug)]
pub struct PostgresWriter {
    config: PostgresConfig,
    connection: Option<Connection>,
}

impl PostgresWriter {
    /// A writer that connects when it is first used.
    pub fn new(config: PostgresConfig) -> Self {
        Self {
            config,
            connection: None,
        }
    }

    /// Connects now, to learn early that the schema is not the right one.
    ///
    /// # Errors
    /// Whatever keeps it from writing; [`SinkError::class`] tells whether it may pass.
    pub async fn open(&mut self) -> Result<(), SinkError> {
        self.connection().await.map(drop)
    }

    async fn connection(&mut self) -> Result<&mut Connection, SinkError> {
        let usable = self
            .connection
            .take()
            .filter(|connection| !connection.client.is_closed());
        let connection = match usable {
            Some(connection) => connection,
            None => Connection::open(&self.config).await?,
        };
        Ok(self.connection.insert(connection))
    }

    async fn read_offsets(
        &mut self,
        partitions: &[(Arc<str>, i32)],
    ) -> Result<Vec<Option<i64>>, SinkError> {
        let connection = self.connection().await?;
        offsets::read(&connection.client, partitions).await
    }

    async fn write_batch(&mut self, batch: &Batch) -> Result<Written, SinkError> {
        let mut rows = Vec::with_capacity(batch.len());
        let mut poison = Vec::new();
        for (index, record) in batch.records() {
            match Rows::read(index, record) {
                Ok(one) => rows.push(one),
                Err(rejection) => poison.push(Poison { index, rejection }),
            }
        }
        if !poison.is_empty() {
            return Ok(Written::Poison(poison));
        }
        let begun = Instant::now();
        let connection = self.connection().await?;
        match connection.write(&rows, batch.ranges()).await? {
            Landed::Poison(poison) => Ok(Written::Poison(poison)),
            Landed::Committed(moved) => {
                let stale = (rows.len() as u64).saturating_sub(moved);
                ::metrics::counter!(metrics::ARTICLES_WRITTEN).increment(moved);
                ::metrics::counter!(metrics::ARTICLES_STALE).increment(stale);
                ::metrics::histogram!(metrics::TRANSACTION_SECONDS)
                    .record(begun.elapsed().as_secs_f64());
                Ok(Written::Committed)
            }
        }
    }

    /// Forgets the connection: after an error its state is not worth finding out.
    fn after<T>(&mut self, result: Result<T, SinkError>) -> Result<T, SinkError> {
        if result.is_err() {
            self.connection = None;
        }
        result
    }
}

impl BatchWriter for PostgresWriter {
    fn name(&self) -> &'static str {
        "sink"
    }

    async fn offsets(
        &mut self,
        partitions: &[(Arc<str>, i32)],
    ) -> Result<Vec<Option<i64>>, Failure> {
        let result = self.read_offsets(partitions).await;
        self.after(result).map_err(|error| failure(&error))
    }

    async fn write(&mut self, batch: &Batch) -> Result<Written, WriteError> {
        let result = self.write_batch(batch).await;
        self.after(result).map_err(|error| match error.class() {
            Class::Fenced => {
                ::metrics::counter!(metrics::FENCED).increment(1);
                WriteError::Fenced(error.to_string())
            }
            Class::Retry => WriteError::Retry(failure(&error)),
            // Poison is found inside; where it shows here it is nobody's record.
            Class::Poison | Class::Fatal => WriteError::Fatal(failure(&error)),
        })
    }

    async fn probe(&mut self) -> Result<(), Failure> {
        let result = match self.connection().await {
            Ok(connection) => connection
                .client
                .check_connection()
                .await
                .map_err(SinkError::statement("the database does not answer")),
            Err(error) => Err(error),
        };
        self.after(result).map_err(|error| failure(&error))
    }
}

/// The message already names the cause.
fn failure(error: &SinkError) -> Failure {
    Failure::new(error.to_string())
}
