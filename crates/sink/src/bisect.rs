//! Finding the records that PostgreSQL refuses, among the many that it would take.
//!
//! One bad row fails the statement that holds the whole batch, and the error does not
//! say which. Halves are merged under savepoints, what succeeds stays for the rest of the
//! search, so each record is tried on top of exactly those before it that land.

use sitrep_stream::Poison;
use tokio_postgres::Transaction;

use crate::{
    Reason, SinkError,
    connection::merge,
    error::{Class, refusal_in_one_line},
    rows::Rows,
    staging::{CLEAR, Staging},
};

/// The records that are refused. With `k` of them among `n` this takes about
/// `k · log n` attempts. The transaction is left with the others merged.
pub(crate) async fn poison(
    transaction: &mut Transaction<'_>,
    staging: &Staging,
    merge_sql: &str,
    rows: &[Rows],
) -> Result<Vec<Poison>, SinkError> {
    let mut found = Vec::new();
    // The whole is known to fail, so the search begins with its halves; a stack instead
    // of recursion, with the first half on top to keep the order of the records.
    let mut open = halves(rows);
    while let Some(part) = open.pop() {
        match attempt(transaction, staging, merge_sql, part).await {
            Ok(()) => {}
            Err(error) if error.class() != Class::Poison => return Err(error),
            Err(error) if part.len() == 1 => found.push(Poison {
                index: usize::try_from(part[0].record).unwrap_or_default(),
                rejection: Reason::RefusedByDatabase.reject(refusal_in_one_line(&error)),
            }),
            Err(_) => open.extend(halves(part)),
        }
    }
    Ok(found)
}

/// Second half first: a stack takes the last.
fn halves(rows: &[Rows]) -> Vec<&[Rows]> {
    let (first, second) = rows.split_at(rows.len() / 2);
    [second, first]
        .into_iter()
        .filter(|half| !half.is_empty())
        .collect()
}

async fn attempt(
    transaction: &mut Transaction<'_>,
    staging: &Staging,
    merge_sql: &str,
    rows: &[Rows],
) -> Result<(), SinkError> {
    let failed = SinkError::statement("cannot search for poison rows");
    let savepoint = transaction.transaction().await.map_err(&failed)?;
    savepoint.batch_execute(CLEAR).await.map_err(&failed)?;
    match merge(&savepoint, staging, merge_sql, rows).await {
        Ok(_) => savepoint.commit().await.map_err(&failed),
        Err(error) => {
            savepoint.rollback().await.map_err(&failed)?;
            Err(error)
        }
    }
}
