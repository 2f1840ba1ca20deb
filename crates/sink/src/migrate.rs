//! Numbered SQL migrations, each applied once, in order, in a transaction.
//!
//! Prevents a service from writing to a schema that it does not know, two migrations
//! from running at once, and an applied file from being edited unnoticed.

use std::collections::BTreeMap;

use jiff::Timestamp;
use openssl::sha::sha256;
use tokio_postgres::{Client, error::SqlState};

use crate::SinkError;

/// Held while migrating; the number is arbitrary, and documented here only.
const LOCK: i64 = 0x7369_7472_6570;

const LEDGER: &str = "
create schema if not exists sitrep;
create table if not exists sitrep.schema_migrations (
    version integer primary key,
    name text not null,
    checksum text not null,
    applied_at timestamptz not null default now()
);";

/// One migration file.
#[derive(Clone, Copy, Debug)]
struct Migration {
    version: i32,
    name: &'static str,
    sql: &'static str,
}

const MIGRATIONS: [Migration; 3] = [
    Migration {
        version: 1,
        name: "tables",
        sql: include_str!("../migrations/0001_tables.sql"),
    },
    Migration {
        version: 2,
        name: "comments",
        sql: include_str!("../migrations/0002_comments.sql"),
    },
    Migration {
        version: 3,
        name: "analysts",
        sql: include_str!("../migrations/0003_analysts.sql"),
    },
];

impl Migration {
    fn checksum(&self) -> String {
        let digest = sha256(self.sql.as_bytes());
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// A migration and what the database knows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MigrationStatus {
    /// Its number.
    pub version: i32,
    /// Its name.
    pub name: String,
    /// Whether it is applied.
    pub state: MigrationState,
}

/// Whether a migration is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MigrationState {
    /// Applied at this time.
    Applied(Timestamp),
    /// Not yet applied.
    Pending,
    /// Applied at this time with another text than this version has.
    Changed(Timestamp),
    /// Applied at this time by a version of sitrep that this one does not know.
    Unknown(Timestamp),
}

/// Why the schema is not the one that this version works with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SchemaError {
    /// Some migrations are missing.
    #[error("the database is not migrated: {missing} is missing; run `sitrep migrate up`")]
    Pending {
        /// The first that is missing.
        missing: String,
    },
    /// The database is ahead.
    #[error(
        "the database has migration {found}, which this version of sitrep does not know; \
         update sitrep"
    )]
    Unknown {
        /// The first that is unknown.
        found: String,
    },
    /// An applied migration differs from the file.
    #[error(
        "migration {changed} was applied with another text; migrations must not be edited: \
         restore the file, or the database from a backup"
    )]
    Changed {
        /// The first that differs.
        changed: String,
    },
}

/// Applies what is missing and returns what was applied. Waits for a migration that
/// another process is running.
///
/// # Errors
/// When the database is ahead of this version or a migration fails; then everything
/// before it stays applied.
pub async fn up(client: &mut Client) -> Result<Vec<MigrationStatus>, SinkError> {
    let failed = SinkError::statement("cannot take the lock for migrations");
    // A migration may take longer than a write is allowed to.
    client
        .batch_execute("set statement_timeout = 0")
        .await
        .map_err(&failed)?;
    client
        .execute("select pg_advisory_lock($1)", &[&LOCK])
        .await
        .map_err(&failed)?;
    let result = apply_missing(client).await;
    client
        .execute("select pg_advisory_unlock($1)", &[&LOCK])
        .await
        .map_err(SinkError::statement(
            "cannot release the lock for migrations",
        ))?;
    result
}

async fn apply_missing(client: &mut Client) -> Result<Vec<MigrationStatus>, SinkError> {
    client
        .batch_execute(LEDGER)
        .await
        .map_err(SinkError::statement(
            "cannot create the table of migrations",
        ))?;
    let before = status(client).await?;
    refuse_foreign(&before)?;
    for migration in &MIGRATIONS {
        let pending = before.iter().any(|known| {
            known.version == migration.version && known.state == MigrationState::Pending
        });
        if pending {
            apply(client, migration).await?;
        }
    }
    let after = status(client).await?;
    Ok(after
        .into_iter()
        .filter(|now| !before.contains(now))
        .collect())
}

async fn apply(client: &mut Client, migration: &Migration) -> Result<(), SinkError> {
    let Migration { version, name, sql } = *migration;
    let failed = SinkError::statement("cannot apply a migration");
    let transaction = client.transaction().await.map_err(&failed)?;
    transaction.batch_execute(sql).await.map_err(&failed)?;
    transaction
        .execute(
            "insert into sitrep.schema_migrations (version, name, checksum) values ($1, $2, $3)",
            &[&version, &name, &migration.checksum()],
        )
        .await
        .map_err(&failed)?;
    transaction.commit().await.map_err(&failed)?;
    tracing::info!(version, name, "applied a migration");
    Ok(())
}

/// Every migration that this version or the database knows, by number.
///
/// # Errors
/// When the database cannot be asked.
pub async fn status(client: &Client) -> Result<Vec<MigrationStatus>, SinkError> {
    let rows = client
        .query(
            "select version, name, checksum, applied_at from sitrep.schema_migrations",
            &[],
        )
        .await;
    let rows = match rows {
        Ok(rows) => rows,
        // A database that was never migrated has neither table nor schema.
        Err(error) if error.code() == Some(&SqlState::UNDEFINED_TABLE) => Vec::new(),
        Err(error) if error.code() == Some(&SqlState::INVALID_SCHEMA_NAME) => Vec::new(),
        Err(error) => {
            return Err(SinkError::statement("cannot read the migrations")(error));
        }
    };
    let mut all: BTreeMap<i32, MigrationStatus> = rows
        .iter()
        .map(|row| {
            let (version, name, checksum, at): (i32, String, String, Timestamp) =
                (row.get(0), row.get(1), row.get(2), row.get(3));
            let ours = MIGRATIONS.iter().find(|ours| ours.version == version);
            let state = match ours {
                None => MigrationState::Unknown(at),
                Some(ours) if ours.checksum() == checksum => MigrationState::Applied(at),
                Some(_) => MigrationState::Changed(at),
            };
            (
                version,
                MigrationStatus {
                    version,
                    name,
                    state,
                },
            )
        })
        .collect();
    for migration in &MIGRATIONS {
        all.entry(migration.version).or_insert(MigrationStatus {
            version: migration.version,
            name: migration.name.to_owned(),
            state: MigrationState::Pending,
        });
    }
    Ok(all.into_values().collect())
}

/// Whether this version can work with the database.
///
/// # Errors
/// [`SinkError::Schema`] when it cannot, saying what to do.
pub async fn check(client: &Client) -> Result<(), SinkError> {
    let all = status(client).await?;
    refuse_foreign(&all)?;
    match all
        .iter()
        .find(|known| known.state == MigrationState::Pending)
    {
        Some(pending) => Err(SchemaError::Pending {
            missing: pending.label(),
        }
        .into()),
        None => Ok(()),
    }
}

fn refuse_foreign(all: &[MigrationStatus]) -> Result<(), SchemaError> {
    for known in all {
        match known.state {
            MigrationState::Applied(_) | MigrationState::Pending => {}
            MigrationState::Unknown(_) => {
                return Err(SchemaError::Unknown {
                    found: known.label(),
                });
            }
            MigrationState::Changed(_) => {
                return Err(SchemaError::Changed {
                    changed: known.label(),
                });
            }
        }
    }
    Ok(())
}

impl MigrationStatus {
    /// As the file is named: `0001_tables`.
    pub fn label(&self) -> String {
        format!("{:04}_{}", self.version, self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::MIGRATIONS;

    #[test]
    fn migrations_are_numbered_from_one_without_gaps() {
        let numbers: Vec<_> = MIGRATIONS.iter().map(|m| m.version).collect();
        let expected: Vec<_> = (1..).take(MIGRATIONS.len()).collect();
        assert_eq!(numbers, expected);
    }
}
