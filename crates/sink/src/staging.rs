//! Temporary tables that a batch is copied to before it is merged.
//!
//! COPY in the binary format is many times faster than inserts but knows no conflicts,
//! so it goes to tables of this connection that empty themselves at every commit. Their
//! columns are the target's names with the plain base types: a value that the target's
//! domains refuse fails in the merge, where the error names the constraint.

use std::pin::pin;

use tokio_postgres::{
    Client, Statement, Transaction,
    binary_copy::BinaryCopyInWriter,
    types::{ToSql, Type},
};

use crate::{
    SinkError, metrics,
    rows::{ActorRow, ArticleRow, EntityRow, EventRow, MentionRow, OutletRow, PlaceRow, Rows},
};

/// A row with a staging table of its own, `pg_temp.stage_<table>`.
pub(crate) trait Staged: Sync {
    /// The target table in the schema `sitrep`.
    const TABLE: &'static str;
    /// The columns. The first is `record`, the index in the batch, which the target has not.
    const COLUMNS: &'static [(&'static str, Type)];

    /// The values of the columns, in their order.
    fn values(&self) -> Vec<&(dyn ToSql + Sync)>;
}

/// Makes a row [`Staged`]: each column once, with the field that fills it (in brackets
/// where it is not of the same name) and its type. Prevents a column from being filled
/// with another's value.
macro_rules! staged {
    ($row:ident => $table:literal {
        $($column:ident $(($($field:tt)+))?: $kind:ident,)+
    }) => {
        impl $crate::staging::Staged for $row {
            const TABLE: &'static str = $table;
            const COLUMNS: &'static [(&'static str, tokio_postgres::types::Type)] =
                &[$((stringify!($column), tokio_postgres::types::Type::$kind)),+];

            fn values(&self) -> Vec<&(dyn tokio_postgres::types::ToSql + Sync)> {
                vec![$($crate::staging::value!(self $column $($($field)+)?)),+]
            }
        }
    };
}

macro_rules! value {
    ($row:ident $column:ident) => { &$row.$column };
    ($row:ident $column:ident $($field:tt)+) => { &$row.$($field)+ };
}

pub(crate) use {staged, value};

/// The staging tables of one connection.
#[derive(Debug)]
pub(crate) struct Staging {
    copies: [Statement; 7],
}

/// The records whose article moved forward.
pub(crate) const MOVED: &str = "pg_temp.stage_moved";

/// Empties all of them within a transaction.
pub(crate) const CLEAR: &str = "truncate pg_temp.stage_outlets, pg_temp.stage_places, \
    pg_temp.stage_entities, pg_temp.stage_articles, pg_temp.stage_mentions, \
    pg_temp.stage_events, pg_temp.stage_event_actors, pg_temp.stage_moved";

impl Staging {
    /// Creates the tables for this connection.
    pub(crate) async fn create(client: &Client) -> Result<Self, SinkError> {
        let failed = SinkError::statement("cannot create the staging tables");
        let tables = [
            definition::<OutletRow>(),
            definition::<PlaceRow>(),
            definition::<EntityRow>(),
            definition::<ArticleRow>(),
            definition::<MentionRow>(),
            definition::<EventRow>(),
            definition::<ActorRow>(),
            format!("create temp table stage_moved (record integer, id uuid) {EMPTIED};"),
        ];
        client
            .batch_execute(&tables.concat())
            .await
            .map_err(&failed)?;
        let copies = [
            client.prepare(&copy::<OutletRow>()).await,
            client.prepare(&copy::<PlaceRow>()).await,
            client.prepare(&copy::<EntityRow>()).await,
            client.prepare(&copy::<ArticleRow>()).await,
            client.prepare(&copy::<MentionRow>()).await,
            client.prepare(&copy::<EventRow>()).await,
            client.prepare(&copy::<ActorRow>()).await,
        ];
        let [a, b, c, d, e, f, g] = copies.map(|statement| statement.map_err(&failed));
        Ok(Self {
            copies: [a?, b?, c?, d?, e?, f?, g?],
        })
    }

    /// Copies the rows of these articles.
    pub(crate) async fn copy(
        &self,
        transaction: &Transaction<'_>,
        rows: &[Rows],
    ) -> Result<(), SinkError> {
        let [
            outlets,
            places,
            entities,
            articles,
            mentions,
            events,
            actors,
        ] = &self.copies;
        let outlet: Vec<_> = rows.iter().filter_map(|one| one.outlet.as_ref()).collect();
        send(transaction, outlets, &outlet).await?;
        send(transaction, places, &flat(rows, |one| &one.places)).await?;
        send(transaction, entities, &flat(rows, |one| &one.entities)).await?;
        let article: Vec<_> = rows.iter().map(|one| &one.article).collect();
        send(transaction, articles, &article).await?;
        send(transaction, mentions, &flat(rows, |one| &one.mentions)).await?;
        send(transaction, events, &flat(rows, |one| &one.events)).await?;
        send(transaction, actors, &flat(rows, |one| &one.actors)).await
    }
}

const EMPTIED: &str = "on commit delete rows";

fn definition<R: Staged>() -> String {
    let columns: Vec<_> = R::COLUMNS
        .iter()
        .map(|(name, kind)| format!("{name} {kind}"))
        .collect();
    let (table, columns) = (R::TABLE, columns.join(", "));
    format!("create temp table stage_{table} ({columns}) {EMPTIED};")
}

fn copy<R: Staged>() -> String {
    let names: Vec<_> = R::COLUMNS.iter().map(|(name, _)| *name).collect();
    let (table, names) = (R::TABLE, names.join(", "));
    format!("copy pg_temp.stage_{table} ({names}) from stdin (format binary)")
}

fn flat<R>(rows: &[Rows], part: impl Fn(&Rows) -> &Vec<R>) -> Vec<&R> {
    rows.iter().flat_map(part).collect()
}

async fn send<R: Staged>(
    transaction: &Transaction<'_>,
    copy: &Statement,
    rows: &[&R],
) -> Result<(), SinkError> {
    if rows.is_empty() {
        return Ok(());
    }
    let failed = SinkError::statement("cannot copy to the staging tables");
    let types: Vec<Type> = R::COLUMNS.iter().map(|(_, kind)| kind.clone()).collect();
    let sink = transaction.copy_in(copy).await.map_err(&failed)?;
    let mut writer = pin!(BinaryCopyInWriter::new(sink, &types));
    for row in rows {
        writer
            .as_mut()
            .write(&row.values())
            .await
            .map_err(&failed)?;
    }
    let count = writer.finish().await.map_err(&failed)?;
    ::metrics::counter!(metrics::ROWS_STAGED, "table" => R::TABLE).increment(count);
    Ok(())
}
