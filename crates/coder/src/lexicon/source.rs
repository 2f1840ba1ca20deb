//! Where the lexicon's tables come from: files built into the crate, and files that the
//! caller lays over them.

use crate::source::{Source, bundled};

/// The tables, by the part of a file's name before the first `-` or `.`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum TableKind {
    Actors,
    Organisations,
    People,
    Countries,
    Agents,
    Services,
    Roles,
    Modifiers,
    Weapons,
    Identities,
    Cues,
}

const KINDS: &[(&str, TableKind)] = &[
    ("actors", TableKind::Actors),
    ("organisations", TableKind::Organisations),
    ("people", TableKind::People),
    ("countries", TableKind::Countries),
    ("agents", TableKind::Agents),
    ("services", TableKind::Services),
    ("roles", TableKind::Roles),
    ("modifiers", TableKind::Modifiers),
    ("weapons", TableKind::Weapons),
    ("identities", TableKind::Identities),
    ("cues", TableKind::Cues),
];

/// Which table a file holds.
pub(super) fn table_of(source: &Source<'_>) -> Option<TableKind> {
    let (stem, _) = source.stem_and_ending();
    let found = KINDS.iter().find(|(name, _)| *name == stem);
    found.map(|(_, kind)| *kind)
}

/// The names of the tables, for error messages.
pub(crate) fn table_names() -> String {
    let names: Vec<&str> = KINDS.iter().map(|(name, _)| *name).collect();
    names.join(", ")
}

/// The files built into the crate.
pub(crate) const BUNDLED: &[Source<'static>] = bundled!["lexicon":
    "countries.tsv",
    "services.tsv",
    "agents.tsv",
    "roles.tsv",
    "modifiers.tsv",
    "weapons.tsv",
    "identities.tsv",
    "cues.tsv",
    "cues-names.tsv",
    "cues-known.tsv",
    "actors-syria.tsv",
    "actors-middle-east.tsv",
    "actors-africa.tsv",
    "actors-asia.tsv",
    "actors-europe.tsv",
    "actors-americas.tsv",
    "organisations.tsv",
    "people.tsv",
];
