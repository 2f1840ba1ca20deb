//! A connection that is ready to write: right schema, staging tables, statements.

use tokio_postgres::{Client, SimpleQueryMessage, Transaction};

use sitrep_stream::{OffsetRange, Poison};

use crate::{
    PostgresConfig, SinkError, bisect, connect, error::Class, merge, metrics, migrate, offsets,
    rows::Rows, staging::Staging,
};

#[derive(Debug)]
pub(crate) struct Connection {
    pub(crate) client: Client,
    staging: Staging,
    merge_sql: String,
}

/// What became of a batch.
#[derive(Debug)]
pub(crate) enum Landed {
    /// Committed; this many articles were new or moved forward.
    Committed(u64),
    /// Nothing is committed; these records are refused.
    Poison(Vec<Poison>),
}

impl Connection {
    /// Connects, and refuses a schema that this version does not know.
    pub(crate) async fn open(config: &PostgresConfig) -> Result<Self, SinkError> {
        let client = connect(config).await?;
        migrate::check(&client).await?;
        let staging = Staging::create(&client).await?;
        ::metrics::counter!(metrics::CONNECTIONS).increment(1);
        Ok(Self {
            client,
            staging,
            merge_sql: merge::statements(),
        })
    }

    /// Writes rows and offsets in one transaction.
    pub(crate) async fn write(
        &mut self,
        rows: &[Rows],
        ranges: &[OffsetRange],
    ) -> Result<Landed, SinkError> {
        let failed = SinkError::statement("cannot write a batch");
        let Self {
            client,
            staging,
            merge_sql,
        } = self;
        let transaction = client.transaction().await.map_err(&failed)?;
        // First, so that a fenced consumer stops before any work, and so that two on
        // the same partitions take turns instead of colliding in the tables.
        offsets::advance(&transaction, ranges).await?;
        let moved = match merge(&transaction, staging, merge_sql, rows).await {
            Ok(moved) => moved,
            Err(error) if error.class() == Class::Poison => {
                transaction.rollback().await.map_err(&failed)?;
                ::metrics::counter!(metrics::BISECTIONS).increment(1);
                tracing::info!(error = %error, records = rows.len(), "searching for poison rows");
                return self.write_around_poison(rows, ranges).await;
            }
            Err(error) => return Err(error),
        };
        transaction.commit().await.map_err(&failed)?;
        Ok(Landed::Committed(moved))
    }

    async fn write_around_poison(
        &mut self,
        rows: &[Rows],
        ranges: &[OffsetRange],
    ) -> Result<Landed, SinkError> {
        let failed = SinkError::statement("cannot write a batch");
        let mut transaction = self.client.transaction().await.map_err(&failed)?;
        offsets::advance(&transaction, ranges).await?;
        let found = bisect::poison(&mut transaction, &self.staging, &self.merge_sql, rows).await?;
        if found.is_empty() {
            // Refused together and taken one after the other: then this is the write.
            transaction.commit().await.map_err(&failed)?;
            return Ok(Landed::Committed(rows.len() as u64));
        }
        transaction.rollback().await.map_err(&failed)?;
        Ok(Landed::Poison(found))
    }
}

/// Copies rows to the empty staging tables and merges them; returns how many articles
/// were new or moved forward.
pub(crate) async fn merge(
    transaction: &Transaction<'_>,
    staging: &Staging,
    merge_sql: &str,
    rows: &[Rows],
) -> Result<u64, SinkError> {
    if rows.is_empty() {
        return Ok(0);
    }
    staging.copy(transaction, rows).await?;
    let answers = transaction
        .simple_query(merge_sql)
        .await
        .map_err(SinkError::statement("cannot merge a batch"))?;
    let moved = answers.iter().find_map(|answer| match answer {
        SimpleQueryMessage::Row(row) => row.get(0)?.parse().ok(),
        _ => None,
    });
    Ok(moved.unwrap_or_default())
}
