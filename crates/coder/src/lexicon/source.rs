//! Where the lexicon's tables come from: files built into the crate, and files that the
//! caller lays over them.

/// A data file given by the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source<'a> {
    /// The file's name; its stem up to the first `-` says which table it extends.
    pub name: &'a str,
    /// Its whole text.
    pub text: &'a str,
}

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

impl Source<'_> {
    /// Which table the file holds.
    pub(crate) fn kind(&self) -> Option<TableKind> {
        let file = self.name.rsplit('/').next().unwrap_or_default();
        let stem = file.split(['-', '.']).next().unwrap_or_default();
        KINDS
            .iter()
            .find(|(name, _)| *name == stem)
            .map(|(_, kind)| *kind)
    }
}

/// The names of the tables, for error messages.
pub(crate) fn table_names() -> String {
    let names: Vec<&str> = KINDS.iter().map(|(name, _)| *name).collect();
    names.join(", ")
}

macro_rules! bundled {
    ($($file:literal),* $(,)?) => {
        &[$(Source {
            name: concat!("data/lexicon/", $file),
            text: include_str!(concat!("../../data/lexicon/", $file)),
        }),*]
    };
}

/// The files built into the crate.
pub(crate) const BUNDLED: &[Source<'static>] = bundled![
    "countries.tsv",
    "services.tsv",
    "agents.tsv",
    "roles.tsv",
    "modifiers.tsv",
    "weapons.tsv",
    "identities.tsv",
    "cues.tsv",
    "actors-syria.tsv",
    "actors-middle-east.tsv",
    "actors-africa.tsv",
    "actors-asia.tsv",
    "actors-europe.tsv",
    "actors-americas.tsv",
    "organisations.tsv",
    "people.tsv",
];
