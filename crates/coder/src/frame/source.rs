//! Where the frame data comes from: files built into the crate, and files that the caller
//! lays over them.

use super::decide::DecisionTable;
use super::family::Families;
use super::inflect::Irregular;
use crate::CoderError;
use crate::source::{Folder, Source, bundled, of};

/// The files built into the crate. Where several frames share a trigger, the order of the
/// families decides.
pub(crate) const BUNDLED: &[Source<'static>] = bundled!["frames":
    "irregular.tsv",
    "cues.toml",
    "decide.tsv",
    "confidence.tsv",
    "battles.toml",
    "remote.toml",
    "civilians.toml",
    "protests.toml",
    "arrests.toml",
    "property.toml",
    "peace.toml",
    "groups.toml",
    "territory.toml",
    "upheaval.toml",
    "cooperation.toml",
    "demands.toml",
    "accusations.toml",
    "threats.toml",
    "coercion.toml",
    "deployments.toml",
    "aid.toml",
    "joint.toml",
    "statements.toml",
    "forces.toml",
];

/// What the files say, before triggers are compiled.
#[derive(Debug, Default)]
pub(super) struct Stated<'a> {
    /// Frames and cues.
    pub(super) families: Families<'a>,
    /// The codebook's rules.
    pub(super) decisions: DecisionTable,
    /// Irregular forms.
    pub(super) forms: Irregular,
}

impl<'a> Stated<'a> {
    /// Reads the built-in files and the caller's over them. What cannot be read is left
    /// out and noted.
    pub(super) fn read(overrides: &'a [Source<'a>], problems: &mut Vec<CoderError>) -> Self {
        let mut stated = Self::default();
        for source in BUNDLED {
            stated.add(source, false, problems);
        }
        for source in of(overrides, Folder::Frames) {
            stated.add(source, true, problems);
        }
        stated
    }

    pub(super) fn add(&mut self, source: &Source<'a>, own: bool, problems: &mut Vec<CoderError>) {
        match source.stem_and_ending() {
            ("irregular", "tsv") => self.forms.read(source, problems),
            ("decide", "tsv") => self.decisions.read(source, own, problems),
            // `event::confidence` reads it.
            ("confidence", "tsv") => {}
            ("cues", "toml") => self.families.read_cues(source, problems),
            (_, "toml") => self.families.read(source, own, problems),
            _ => problems.push(CoderError::at(
                source.name,
                0,
                "the name says no table; start it with decide, confidence or irregular",
            )),
        }
    }
}
