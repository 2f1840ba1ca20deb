//! `sitrep migrate`: the schema of the database, as a step of its own, so that no service
//! needs the right to change it.

use clap::{Args, Subcommand};
use miette::IntoDiagnostic as _;
use sitrep_sink::migrate;

use crate::{connection::PostgresArgs, exit::Exit, table};

/// Create or check the tables.
#[derive(Debug, Args)]
pub(crate) struct MigrateArgs {
    #[command(subcommand)]
    action: Action,

    #[command(flatten)]
    postgres: PostgresArgs,
}

#[derive(Clone, Copy, Debug, Subcommand)]
enum Action {
    /// Apply every migration that is missing.
    Up,
    /// List the migrations and whether they are applied.
    Status,
    /// Exit with 0 if the schema is the one this version works with, else with 4.
    Check,
}

/// Runs the command.
#[tokio::main(flavor = "current_thread")]
pub(crate) async fn run(args: &MigrateArgs) -> miette::Result<Exit> {
    let mut client = sitrep_sink::connect(&args.postgres.load())
        .await
        .into_diagnostic()?;
    match args.action {
        Action::Up => {
            let applied = migrate::up(&mut client).await.into_diagnostic()?;
            if applied.is_empty() {
                outln!("The schema is up to date.")?;
            }
            for migration in applied {
                outln!("applied {}", migration.label())?;
            }
            Ok(Exit::Success)
        }
        Action::Status => {
            let mut table = table::with_header(["Migration", "Name", "State"]);
            for migration in migrate::status(&client).await.into_diagnostic()? {
                table.add_row([
                    migration.version.to_string(),
                    migration.name.clone(),
                    state(migration.state),
                ]);
            }
            outln!("{table}")?;
            Ok(Exit::Success)
        }
        Action::Check => match migrate::check(&client).await {
            Ok(()) => {
                outln!("The schema is the one this version works with.")?;
                Ok(Exit::Success)
            }
            Err(sitrep_sink::SinkError::Schema(difference)) => {
                eprintln!("sitrep: {difference}");
                Ok(Exit::CheckFailed)
            }
            Err(error) => Err(error).into_diagnostic(),
        },
    }
}

fn state(state: migrate::MigrationState) -> String {
    match state {
        migrate::MigrationState::Applied(at) => format!("applied {at}"),
        migrate::MigrationState::Pending => "pending".to_owned(),
        migrate::MigrationState::Changed(at) => format!("applied {at} with another text"),
        migrate::MigrationState::Unknown(at) => format!("applied {at} by another version"),
    }
}
