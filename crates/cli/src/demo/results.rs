//! What the demo shows at the end: counts and events from the tables, dead letters, and
//! a report page of the coded articles.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs::{self, File},
    io::{self, BufWriter},
    path::Path,
};

use miette::{IntoDiagnostic as _, WrapErr as _};
use prost::Message as _;
use rdkafka::Message as _;
use serde_json::{Value, json};
use sitrep_contract::{CodedArticle, topics};
use tokio_postgres::{Client, Row};

use super::{feed::Fed, pipeline::Pipeline};
use crate::{code::cells::event_header, report, topic};

/// The report is read by a person; a page of thousands of articles helps nobody.
const ARTICLES_IN_REPORT: usize = 200;
/// Rows of the table on the terminal.
const EVENTS_SHOWN: usize = 100;

/// The tables whose rows are counted.
const COUNTED: &[&str] = &[
    "outlets", "articles", "entities", "places", "mentions", "events",
];

const EVENTS: &str = "SELECT coalesce(sub_event_type, plover_type || coalesce(' ' || plover_mode, '')) AS event, \
     status::text, coalesce(actor1_acled, actor1) AS actor1, coalesce(actor2_acled, actor2) AS actor2, \
     concat_ws(', ', place, nullif(admin1, place), country::text) AS place, \
     concat_ws(' – ', date_start::text, nullif(date_end, date_start)::text) AS date, \
     fatalities_best::integer AS killed, injured_best::integer AS injured, claimed_by \
     FROM sitrep.events_default ORDER BY date_start NULLS LAST, country, place, id";

/// Everything shown at the end.
pub(super) struct Results {
    counts: BTreeMap<&'static str, i64>,
    by_status: Vec<(String, i64)>,
    events: Vec<EventRow>,
}

/// One row of the analysts' default view.
#[derive(serde::Serialize)]
struct EventRow {
    event: String,
    status: String,
    actor1: Option<String>,
    actor2: Option<String>,
    place: Option<String>,
    date: Option<String>,
    killed: Option<i32>,
    injured: Option<i32>,
    claimed_by: Option<String>,
}

impl EventRow {
    fn read(row: &Row) -> Self {
        let filled = |name: &str| {
            row.get::<_, Option<String>>(name)
                .filter(|text| !text.is_empty())
        };
        Self {
            event: filled("event").unwrap_or_default(),
            status: filled("status").unwrap_or_default(),
            actor1: filled("actor1"),
            actor2: filled("actor2"),
            place: filled("place"),
            date: filled("date"),
            killed: row.get("killed"),
            injured: row.get("injured"),
            claimed_by: filled("claimed_by"),
        }
    }

    fn cells(&self) -> [String; 9] {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let number = |value: Option<i32>| value.map(|it| it.to_string()).unwrap_or_default();
        [
            self.event.clone(),
            self.status.clone(),
            text(&self.actor1),
            text(&self.actor2),
            text(&self.place),
            text(&self.date),
            number(self.killed),
            number(self.injured),
            text(&self.claimed_by),
        ]
    }
}

/// Reads the tables and writes the report page.
pub(super) async fn read(pipeline: &Pipeline, report: &Path) -> miette::Result<Results> {
    let mut articles = topic::read_all(&pipeline.kafka.client("demo"), topics::CODED, |message| {
        CodedArticle::decode(message.payload().unwrap_or_default())
    })
    .into_diagnostic()?
    .into_iter()
    .collect::<Result<Vec<_>, _>>()
    .into_diagnostic()?;
    articles.truncate(ARTICLES_IN_REPORT);
    write_report(report, &articles)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot write the report to {}", report.display()))?;
    tables(&pipeline.database)
        .await
        .into_diagnostic()
        .wrap_err("cannot read the tables")
}

async fn tables(database: &Client) -> Result<Results, tokio_postgres::Error> {
    let mut counts = BTreeMap::new();
    for table in COUNTED {
        let row = database
            .query_one(&format!("SELECT count(*) FROM sitrep.{table}"), &[])
            .await?;
        counts.insert(*table, row.get(0));
    }
    let by_status = "SELECT status::text, count(*) FROM sitrep.events GROUP BY status ORDER BY count(*) DESC, status";
    let by_status = database
        .query(by_status, &[])
        .await?
        .iter()
        .map(|row| (row.get(0), row.get(1)))
        .collect();
    let events = database
        .query(EVENTS, &[])
        .await?
        .iter()
        .map(EventRow::read)
        .collect();
    Ok(Results {
        counts,
        by_status,
        events,
    })
}

fn write_report(path: &Path, articles: &[CodedArticle]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut page = BufWriter::new(File::create(path)?);
    report::begin(&mut page, "sitrep: coded articles")?;
    for article in articles {
        report::article(&mut page, article, None)?;
    }
    report::end(&mut page)?;
    io::Write::flush(&mut page)
}

impl Results {
    /// For scripts.
    pub(super) fn json(&self, fed: &Fed) -> Value {
        json!({
            "records": fed.records,
            "unreadable": fed.unreadable,
            "seconds": fed.took.as_secs_f64(),
            "counts": self.counts,
            "events_by_status": self.by_status.iter().cloned().collect::<BTreeMap<_, _>>(),
            "dead_letters": fed.dead,
            "events": self.events,
        })
    }

    /// For people.
    pub(super) fn text(&self, fed: &Fed) -> String {
        let mut text = String::new();
        let mut table = event_header();
        table.add_rows(self.events.iter().take(EVENTS_SHOWN).map(EventRow::cells));
        let _ = writeln!(
            text,
            "\nEvents, reported or claimed (view sitrep.events_default)\n{table}"
        );
        if self.events.len() > EVENTS_SHOWN {
            let _ = writeln!(text, "… and {} more", self.events.len() - EVENTS_SHOWN);
        }

        let _ = writeln!(
            text,
            "\n{} records in {:.1} s",
            fed.records,
            fed.took.as_secs_f64()
        );
        let counts = COUNTED
            .iter()
            .map(|table| format!("{} {table}", self.counts[table]))
            .collect::<Vec<_>>();
        let _ = writeln!(text, "Rows: {}", counts.join(", "));
        let by_status = self
            .by_status
            .iter()
            .map(|(status, count)| format!("{count} {status}"))
            .collect::<Vec<_>>();
        let _ = writeln!(text, "Events by status: {}", by_status.join(", "));

        let _ = writeln!(text, "Dead letters: {}", fed.dead.len());
        for letter in &fed.dead {
            let _ = writeln!(
                text,
                "  {} {}: {}",
                letter.stage, letter.reason, letter.detail
            );
        }
        text
    }
}
