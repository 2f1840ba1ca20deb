//! The gold reports of this project: `tests/gold/**/*.toml`, described in
//! `tests/gold/README.md`.

use std::{fmt, fs, path::Path};

use jiff::civil::Date;
use miette::{IntoDiagnostic as _, WrapErr as _};
use serde::Deserialize;

/// One file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    report: Vec<Report>,
}

/// One short report or article with its events.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Report {
    /// Unique over all files.
    pub(crate) id: String,
    /// How it is written: "wire", "local", "ngo", "ministry", "caps", "live-blog".
    pub(crate) style: String,
    /// Which part of the gold it belongs to.
    pub(crate) split: Split,
    /// Publication day.
    pub(crate) published: Date,
    /// The headline, where there is one.
    #[serde(default)]
    pub(crate) title: String,
    /// The body.
    pub(crate) text: String,
    /// Its events. None: a negative.
    #[serde(default)]
    pub(crate) event: Vec<GoldEvent>,
}

impl Report {
    /// Whether it annotates acts that only PLOVER codes. Not every statement and meeting is.
    pub(crate) fn names_plover(&self) -> bool {
        self.event
            .iter()
            .any(|event| event.r#type.starts_with("PLOVER"))
    }
}

/// Whether a report may be looked at while the coder is worked on.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Split {
    /// For development.
    Dev,
    /// Set aside, only scored at the end.
    HeldOut,
}

/// One annotated event. Absent fields are not said in the text.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GoldEvent {
    /// ACLED's sub-event type, or "PLOVER " and the type for events outside ACLED.
    pub(crate) r#type: String,
    /// The status label.
    pub(crate) status: String,
    /// Any of these names is right: the words of the text first, then canonical and
    /// ACLED names.
    #[serde(default)]
    pub(crate) actor1: Vec<String>,
    /// As `actor1`.
    #[serde(default)]
    pub(crate) actor2: Vec<String>,
    /// Accepted names of the place.
    #[serde(default)]
    pub(crate) place: Vec<String>,
    /// Latitude and longitude in degrees, where known.
    pub(crate) at: Option<[f64; 2]>,
    /// "YYYY-MM-DD" or "YYYY-MM-DD/YYYY-MM-DD".
    pub(crate) date: Option<String>,
    /// People killed, ACLED's number.
    pub(crate) killed: Option<u32>,
    /// People injured.
    pub(crate) injured: Option<u32>,
    /// Who says so, where the text names a source.
    pub(crate) source: Option<String>,
}

impl fmt::Display for GoldEvent {
    /// One line: what an analyst would say of the event.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ({})", self.r#type, self.status)?;
        for (word, names) in [
            (":", &self.actor1),
            (" against", &self.actor2),
            (" at", &self.place),
        ] {
            if !names.is_empty() {
                write!(formatter, "{word} {}", names.join(" | "))?;
            }
        }
        for (word, value) in [
            (" on", &self.date),
            (", killed", &self.killed.map(|number| number.to_string())),
            (", injured", &self.injured.map(|number| number.to_string())),
            (", source", &self.source),
        ] {
            if let Some(value) = value {
                write!(formatter, "{word} {value}")?;
            }
        }
        Ok(())
    }
}

/// Reads every TOML file below a folder, in the order of their names.
///
/// # Errors
/// When a file cannot be read or does not follow the format; the message names it.
pub(crate) fn read(folder: &Path) -> miette::Result<Vec<Report>> {
    let mut files = Vec::new();
    collect(folder, &mut files)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot list {}", folder.display()))?;
    files.sort();
    let mut reports = Vec::new();
    for path in files {
        let name = || format!("cannot read {}", path.display());
        let text = fs::read_to_string(&path)
            .into_diagnostic()
            .wrap_err_with(name)?;
        let file: File = toml::from_str(&text)
            .into_diagnostic()
            .wrap_err_with(name)?;
        reports.extend(file.report);
    }
    Ok(reports)
}

fn collect(folder: &Path, files: &mut Vec<std::path::PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            files.push(path);
        }
    }
    Ok(())
}
