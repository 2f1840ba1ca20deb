//! Writes coded articles in the chosen format as they come.

use std::io::{self, Write};

use serde::Serialize;
use sitrep_coder::Trace;
use sitrep_contract::CodedArticle;

use super::{Coded, Format, cells, explain};
use crate::report;

/// Prints coded articles one after another.
pub(super) struct Printer<W> {
    format: Format,
    out: W,
    /// JSON shows one document as its object and several as an array, so the first is
    /// held back until it is known which of the two it is.
    held: Option<String>,
    printed: u64,
}

/// The JSON of one document: the coded article, and the trace where it was asked for.
#[derive(Serialize)]
struct Json<'a> {
    #[serde(flatten)]
    article: &'a CodedArticle,
    #[serde(skip_serializing_if = "Option::is_none")]
    trace: Option<&'a Trace>,
}

impl<W: Write> Printer<W> {
    pub(super) fn new(format: Format, out: W) -> Self {
        Self {
            format,
            out,
            held: None,
            printed: 0,
        }
    }

    /// Prints one document.
    ///
    /// # Errors
    /// What writing returns.
    pub(super) fn print(&mut self, coded: &Coded) -> io::Result<()> {
        self.printed += 1;
        let json = Json {
            article: &coded.article,
            trace: coded.trace.as_ref(),
        };
        match self.format {
            Format::Jsonl => {
                serde_json::to_writer(&mut self.out, &json)?;
                writeln!(self.out)
            }
            Format::Json => self.print_json(serde_json::to_string_pretty(&json)?),
            Format::Html => {
                if self.printed == 1 {
                    report::begin(&mut self.out, "sitrep: coded articles")?;
                }
                report::article(&mut self.out, &coded.article, coded.trace.as_ref())
            }
            Format::Table => self.print_table(coded),
        }
    }

    fn print_json(&mut self, json: String) -> io::Result<()> {
        match (self.printed, self.held.take()) {
            (1, _) => self.held = Some(json),
            (_, Some(first)) => write!(self.out, "[\n{first},\n{json}")?,
            (_, None) => write!(self.out, ",\n{json}")?,
        }
        Ok(())
    }

    fn print_table(&mut self, coded: &Coded) -> io::Result<()> {
        let CodedArticle {
            article,
            events,
            mentions,
            coded: was_coded,
            ..
        } = &coded.article;
        let article = article.as_ref();
        let name =
            article.and_then(|it| it.title.as_deref().or(it.url.as_deref()).or(Some(&it.id)));
        let gap = if self.printed > 1 { "\n" } else { "" };
        writeln!(self.out, "{gap}{}", name.unwrap_or("untitled"))?;
        if !was_coded {
            return writeln!(
                self.out,
                "Not coded: there is no text, or it is not English."
            );
        }
        writeln!(
            self.out,
            "{} events, {} mentions",
            events.len(),
            mentions.len()
        )?;
        if !events.is_empty() {
            writeln!(self.out, "{}", cells::event_table(events))?;
        }
        match &coded.trace {
            Some(trace) => explain::write(&mut self.out, &coded.article, trace),
            None => Ok(()),
        }
    }

    /// Ends the output.
    ///
    /// # Errors
    /// What writing returns.
    pub(super) fn finish(mut self) -> io::Result<()> {
        match (self.format, self.held.take(), self.printed) {
            (Format::Json, Some(only), _) => writeln!(self.out, "{only}")?,
            (Format::Json, None, 0) => writeln!(self.out, "[]")?,
            (Format::Json, None, _) => writeln!(self.out, "\n]")?,
            (Format::Html, _, printed) => {
                if printed == 0 {
                    report::begin(&mut self.out, "sitrep: no articles")?;
                }
                report::end(&mut self.out)?;
            }
            (Format::Table | Format::Jsonl, ..) => {}
        }
        self.out.flush()
    }
}
