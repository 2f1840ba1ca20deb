//! `sitrep demo`: the whole pipeline in one process, on an embedded broker and a private
//! PostgreSQL, from scraped records to a table of events and a report page.

mod feed;
mod pipeline;
mod results;

use std::{io::IsTerminal as _, path::PathBuf};

use clap::{Args, ValueEnum};
use miette::{IntoDiagnostic as _, WrapErr as _};
use sitrep_embedded::{Broker, Database};
use tokio_util::sync::CancellationToken;

use crate::{
    code::{Content, Documents, RawDocument},
    exit::Exit,
};
use pipeline::Pipeline;

/// The articles shown when none are given.
const SAMPLES: &str = include_str!("../../samples/articles.jsonl");

/// Run the whole pipeline here: embedded broker, private PostgreSQL, three services.
#[derive(Debug, Args)]
pub(crate) struct DemoArgs {
    /// Articles to feed: a file or folder of JSON lines, JSON or text. Without it, sample
    /// articles written for this project
    #[arg(long, value_name = "FILE|DIR")]
    input: Option<PathBuf>,

    /// End when the results are shown, instead of keeping the database open for queries
    #[arg(long)]
    exit: bool,

    /// How to print the results
    #[arg(long, value_enum, default_value_t = Output::Table)]
    output: Output,

    /// Where to write the report page
    #[arg(long, value_name = "FILE", default_value = "report/index.html")]
    report: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Output {
    Table,
    Json,
}

/// Runs the command.
#[tokio::main]
pub(crate) async fn run(args: &DemoArgs) -> miette::Result<Exit> {
    let interrupted = CancellationToken::new();
    tokio::spawn(cancel_on_signal(interrupted.clone()));
    tokio::select! {
        // The embedded parts end with the future that holds them, whichever way it ends.
        shown = show(args, &interrupted) => shown,
        () = interrupted.cancelled() => Ok(Exit::Interrupted),
    }
}

async fn show(args: &DemoArgs, interrupted: &CancellationToken) -> miette::Result<Exit> {
    let talks = args.output == Output::Table;
    let say = |words: &str| {
        if talks {
            eprintln!("{words}");
        }
    };
    say("Starting a Kafka broker in this process and a private PostgreSQL …");
    let broker = Broker::start()
        .into_diagnostic()
        .wrap_err("the embedded broker does not start")?;
    let database = tokio::task::spawn_blocking(Database::start)
        .await
        .into_diagnostic()?
        .into_diagnostic()
        .wrap_err("the private PostgreSQL does not start")?;
    let mut pipeline = Pipeline::start(&broker, &database.url()).await?;

    say("Feeding articles through ingest, enrich and sink …");
    let documents = documents(args)?;
    let fed = feed::feed(
        &mut pipeline,
        documents,
        talks && std::io::stderr().is_terminal(),
    )
    .await?;
    let results = results::read(&pipeline, &args.report).await?;
    pipeline.stop().await?;

    match args.output {
        Output::Json => outln!(
            "{}",
            serde_json::to_string_pretty(&results.json(&fed)).into_diagnostic()?
        )?,
        Output::Table => {
            outln!("{}", results.text(&fed))?;
            outln!("Report: {}", args.report.display())?;
        }
    }
    if !args.exit && talks {
        outln!("\n{}", how_to_query(&database))?;
        interrupted.cancelled().await;
        eprintln!("\nStopping; the database and its files are removed.");
    }
    Ok(if fed.unreadable == 0 {
        Exit::Success
    } else {
        Exit::SomeUnreadable
    })
}

fn documents(args: &DemoArgs) -> miette::Result<Vec<RawDocument>> {
    match &args.input {
        Some(path) => Ok(Documents::open(std::slice::from_ref(path))
            .into_diagnostic()?
            .collect()),
        None => Ok((1..)
            .zip(SAMPLES.lines())
            .map(|(number, line)| RawDocument {
                origin: format!("sample {number}"),
                content: Ok(Content::Record(line.as_bytes().to_vec())),
            })
            .collect()),
    }
}

fn how_to_query(database: &Database) -> String {
    let url = database.url();
    format!(
        "The database listens until you press Ctrl-C:\n\n  psql '{url}'\n\n  \
         SELECT date_start, sub_event_type, actor1, actor2, place, fatalities_best, claimed_by\n  \
         FROM sitrep.events_default ORDER BY date_start;"
    )
}

async fn cancel_on_signal(interrupted: CancellationToken) {
    use tokio::signal::unix::{SignalKind, signal};
    // Without handlers the default applies: the process ends at once, as it would have.
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        return;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
    interrupted.cancel();
}
