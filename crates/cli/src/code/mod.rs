//! `sitrep code`: articles from files or standard input, coded on all cores and written
//! in input order.
//!
//! A document that cannot be read is reported on standard error and skipped, so that
//! one bad line in a million does not cost the others.

pub(crate) mod cells;
mod explain;
mod input;
mod output;
mod pool;

use std::{io, path::PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use miette::IntoDiagnostic as _;
use sitrep_coder::Trace;
use sitrep_contract::{Article, CodedArticle, DatePrecision, Published, timestamp_from};
use sitrep_ingest::{Cleaner, Shape};

use crate::{data::DataArgs, exit::Exit, stdout::Unwritten};

pub(crate) use input::{Content, Documents, RawDocument};

/// Code articles: print their events, mentions and entities.
#[derive(Debug, Args)]
pub(crate) struct CodeArgs {
    /// Files or folders of text (.txt), JSON (.json) or JSON lines (.jsonl); "-" reads
    /// standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,

    /// How to print the result.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    output: Format,

    /// The publication day (YYYY-MM-DD) of documents that do not state theirs.
    #[arg(long, value_name = "DATE")]
    published: Option<Date>,

    /// Show for each event which rule set each slot from which words, and what was
    /// discarded.
    #[arg(long)]
    explain: bool,

    /// Read every JSON document as this scraper's shape instead of detecting it.
    #[arg(long, value_name = "SHAPE")]
    shape: Option<Shape>,

    /// How many threads code articles; 0 uses every core.
    #[arg(long, default_value_t = 0)]
    jobs: usize,

    #[command(flatten)]
    data_files: DataArgs,
}

/// How `sitrep code` prints its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A table of events for each article.
    Table,
    /// One document: its object. Several: an array.
    Json,
    /// One object a line.
    Jsonl,
    /// One self-contained page: the text with coloured mentions, and event cards.
    Html,
}

/// A coded article with its trace, which is empty unless asked for.
#[derive(Debug)]
pub(crate) struct Coded {
    pub(crate) article: CodedArticle,
    pub(crate) trace: Option<Trace>,
}

/// Runs the command.
pub(crate) fn run(args: &CodeArgs) -> miette::Result<Exit> {
    let coder = args.data_files.coder()?;
    let reader = Reader {
        cleaner: Cleaner::default(),
        shape: args.shape,
        published: args.published,
        received_at: jiff::Timestamp::now(),
    };
    let code = |document: RawDocument| -> Result<Coded, String> {
        let article = reader.article(&document)?;
        Ok(if args.explain {
            let (article, trace) = sitrep_enrich::explained_article(&coder, article);
            Coded {
                article,
                trace: Some(trace),
            }
        } else {
            Coded {
                article: sitrep_enrich::coded_article(&coder, article),
                trace: None,
            }
        })
    };

    let documents = Documents::open(&args.files).into_diagnostic()?;
    let mut printer = output::Printer::new(args.output, io::stdout().lock());
    let mut unreadable = 0_u64;
    pool::in_order(documents, args.jobs, code, |result| {
        match result {
            Ok(coded) => printer.print(&coded)?,
            Err(message) => {
                unreadable += 1;
                eprintln!("sitrep: {message}");
            }
        }
        Ok(())
    })
    .and_then(|()| printer.finish())
    .map_err(Unwritten)?;
    Ok(if unreadable == 0 {
        Exit::Success
    } else {
        Exit::SomeUnreadable
    })
}

/// Turns raw documents into articles, exactly as the ingest service does.
struct Reader {
    cleaner: Cleaner,
    shape: Option<Shape>,
    published: Option<Date>,
    received_at: jiff::Timestamp,
}

impl Reader {
    fn article(&self, document: &RawDocument) -> Result<Article, String> {
        let RawDocument { origin, content } = document;
        let content = content
            .as_ref()
            .map_err(|error| format!("{origin}: {error}"))?;
        let mut article = self
            .cleaner
            .article(
                content.json(),
                content.shape().or(self.shape),
                self.received_at,
            )
            .map_err(|rejected| {
                format!("{origin}: {} ({})", rejected.detail, rejected.reason.code())
            })?;
        if article.published.is_none()
            && let Some(day) = self.published
        {
            article.published = published_on(day);
        }
        Ok(article)
    }
}

fn published_on(day: Date) -> Option<Published> {
    let instant = day.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp();
    Some(Published {
        value: Some(timestamp_from(instant)),
        precision: DatePrecision::Day as i32,
        zone_assumed: true,
    })
}
