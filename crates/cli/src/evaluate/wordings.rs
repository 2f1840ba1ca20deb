//! The wordings of this project: `tests/gold/wordings/*.txt`, thousands of single acts, each
//! told in other words and marked by hand. They measure width where the gold reports measure
//! depth; the format is described in `tests/gold/README.md`.

use std::{fs, path::Path};

use jiff::civil::{Date, date};
use miette::{IntoDiagnostic as _, WrapErr as _, miette};

use super::gold::{GoldEvent, Report, Split};

/// The folder beside the gold reports, and the name of the set.
pub(crate) const FOLDER: &str = "wordings";

/// The day of publication of a line that does not begin with its own.
const PUBLISHED: Date = date(2024, 6, 12);

/// What a mark in a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Published,
    Side(usize),
    Place,
    /// Trigger, casualties and date: for readers, nothing is scored by them.
    Other,
}

/// What the header of a block says of the lines below it.
#[derive(Clone, Debug)]
struct Header<'a> {
    r#type: &'a str,
    status: &'a str,
    split: Split,
}

/// Every line of the wordings beside the gold reports as a report of one act; none where
/// there are no wordings.
///
/// # Errors
/// When a file cannot be read or a line does not follow the format; the message names it.
pub(crate) fn read(gold: &Path) -> miette::Result<Vec<Report>> {
    let Ok(entries) = fs::read_dir(gold.join(FOLDER)) else {
        return Ok(Vec::new());
    };
    let mut files = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .into_diagnostic()?;
    files.sort();
    let mut reports = Vec::new();
    for path in files {
        let name = || path.display().to_string();
        let text = fs::read_to_string(&path)
            .into_diagnostic()
            .wrap_err_with(name)?;
        reports.extend(parse(&text).wrap_err_with(name)?);
    }
    Ok(reports)
}

/// The lines of one file.
fn parse(text: &str) -> miette::Result<Vec<Report>> {
    let mut header = None;
    let mut reports = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if let Some(line) = line.strip_prefix('#') {
            header = Some(parse_header(line).ok_or_else(|| miette!("line {number}: no header"))?);
        } else if !line.is_empty() {
            let report = header.as_ref().and_then(|header| parse_line(line, header));
            reports.push(report.ok_or_else(|| miette!("line {number}: marks or header missing"))?);
        }
    }
    Ok(reports)
}

/// "TYPE | STATUS", and "| set aside" for lines that are scored at the end.
fn parse_header(line: &str) -> Option<Header<'_>> {
    let mut parts = line.split('|').map(str::trim);
    Some(Header {
        r#type: parts.next().filter(|part| !part.is_empty())?,
        status: parts.next()?,
        split: match parts.next() {
            Some("set aside") => Split::HeldOut,
            Some(_) => return None,
            None => Split::Dev,
        },
    })
}

/// A line with its marks "[1:rebels]" taken off.
fn parse_line(line: &str, header: &Header<'_>) -> Option<Report> {
    let mut text = String::with_capacity(line.len());
    let mut published = PUBLISHED;
    let mut sides = [Vec::new(), Vec::new()];
    let mut place = Vec::new();
    let mut rest = line;
    while let Some((before, marked)) = rest.split_once('[') {
        let (marked, behind) = marked.split_once(']')?;
        let (mark, words) = marked.split_once(':')?;
        text.push_str(before);
        rest = behind;
        match mark_of(mark)? {
            Mark::Published => {
                published = words.parse().ok()?;
                rest = rest.trim_start();
                continue;
            }
            Mark::Side(side) => sides[side].push(words.to_owned()),
            Mark::Place => place.push(words.to_owned()),
            Mark::Other => {}
        }
        text.push_str(words);
    }
    text.push_str(rest);
    let [actor1, actor2] = sides;
    Some(Report {
        id: line.to_owned(),
        style: "wire".to_owned(),
        split: header.split,
        published,
        title: String::new(),
        text,
        event: vec![GoldEvent {
            r#type: header.r#type.to_owned(),
            status: header.status.to_owned(),
            actor1,
            actor2,
            place,
            ..GoldEvent::default()
        }],
    })
}

fn mark_of(name: &str) -> Option<Mark> {
    Some(match name {
        "PUB" => Mark::Published,
        "1" => Mark::Side(0),
        "2" => Mark::Side(1),
        "P" => Mark::Place,
        "T" | "K" | "J" | "D" => Mark::Other,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_slots_and_leave_the_text() {
        let text = "# Armed clash | reported\n\
                    [PUB:1999-05-02] [1:Troops] [T:traded fire] with [2:rebels] in [P:Talmu].\n";
        let reports = parse(text).unwrap();
        let report = &reports[0];
        assert_eq!(report.text, "Troops traded fire with rebels in Talmu.");
        assert_eq!(report.published, date(1999, 5, 2));
        let event = &report.event[0];
        assert_eq!(event.actor1, ["Troops"]);
        assert_eq!(event.actor2, ["rebels"]);
        assert_eq!(event.place, ["Talmu"]);
        assert!(report.split == Split::Dev);
    }

    #[test]
    fn a_line_without_header_or_with_an_open_mark_is_named() {
        for text in ["Rebels fled.", "# Attack | reported\n[1:Rebels fled."] {
            assert!(parse(text).unwrap_err().to_string().contains("line"));
        }
    }

    #[test]
    fn lines_set_aside_are_held_out() {
        let text = "# Attack | reported | set aside\nA man was [T:shot].";
        assert!(parse(text).unwrap()[0].split == Split::HeldOut);
    }
}
