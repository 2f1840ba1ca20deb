//! The words that describe instead of name: agents, services of a state, roles,
//! modifiers, weapons and cues, each read from its own table.

use super::class::{actor_class, weapon_class, weapon_classes};
use super::iso2::Iso2;
use super::table;
use crate::CoderError;
use crate::analysis::ActorClass;

/// The columns of `data/lexicon/agents.tsv`.
pub(crate) const AGENT_COLUMNS: &[&str] = &["singular", "plural", "class", "service"];
/// The columns of `data/lexicon/services.tsv`.
pub(crate) const SERVICE_COLUMNS: &[&str] = &["id", "class", "name", "acled", "bare", "forms"];
/// The columns of `data/lexicon/roles.tsv`.
pub(crate) const ROLE_COLUMNS: &[&str] = &["forms", "class", "title"];
/// The columns of `data/lexicon/modifiers.tsv`.
pub(crate) const MODIFIER_COLUMNS: &[&str] = &["kind", "forms"];
/// The columns of `data/lexicon/weapons.tsv`.
pub(crate) const WEAPON_COLUMNS: &[&str] = &["class", "forms"];
/// The columns of `data/lexicon/identities.tsv`.
pub(crate) const IDENTITY_COLUMNS: &[&str] = &["name", "countries", "adjectives", "people"];
/// The columns of `data/lexicon/cues.tsv`.
pub(crate) const CUE_COLUMNS: &[&str] = &["kind", "forms"];

/// People described by what they do ("gunmen", "villagers").
#[derive(Clone, Debug)]
pub(crate) struct Agent {
    /// Forms for one.
    pub(crate) singular: Vec<String>,
    /// Forms for several.
    pub(crate) plural: Vec<String>,
    /// What they are.
    pub(crate) class: ActorClass,
    /// The service they belong to when a country stands before them ("Turkish troops").
    pub(crate) service: Option<String>,
}

/// A service or organ that every state has.
#[derive(Clone, Debug)]
pub(crate) struct Service {
    /// "military"; with a country "actor/military-tr".
    pub(crate) id: String,
    /// What it is.
    pub(crate) class: ActorClass,
    /// The name, with `{adjective}` and `{country}` to fill in.
    pub(crate) name: String,
    /// ACLED's name, with `{acled}` to fill in.
    pub(crate) acled: Option<String>,
    /// True when it means the country in focus where no country is named ("the army").
    pub(crate) bare: bool,
    /// How it is written.
    pub(crate) forms: Vec<String>,
}

/// An office or function of a person.
#[derive(Clone, Debug)]
pub(crate) struct Role {
    /// How it is written.
    pub(crate) forms: Vec<String>,
    /// What its holder is where no organisation is named.
    pub(crate) class: ActorClass,
    /// True when it stands before names ("President Aoun").
    pub(crate) title: bool,
}

/// What a word before an agent says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Modifier {
    /// Nothing that matters here ("armed", "local").
    Plain,
    /// It belongs to the state ("government", "regime").
    State,
    /// It fights the state or is a non-state group ("rebel", "jihadist").
    Rebel,
    /// Second part of a compound whose first part supports it ("Turkish-backed").
    Backed,
    /// It is for what follows the hyphen ("pro-Iranian").
    Pro,
    /// It is against what follows the hyphen ("anti-government").
    Anti,
    /// Second part of a compound that describes an area ("government-held").
    Held,
}

/// Words that show what an unknown name next to them is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Cue {
    /// Last word of armed groups' names ("Brigade").
    ArmedGroupHead,
    /// Last word of military units' names ("Battalion" of an army).
    UnitHead,
    /// Last word of organisations' names ("University").
    OrganisationHead,
    /// Last word of parties' names.
    PartyHead,
    /// Last word of media's names.
    MediaHead,
    /// Last or first word of facilities' names ("Airport").
    FacilityHead,
    /// Stands before persons' names ("Mr").
    Honorific,
    /// Links two names of one thing ("also known as").
    Alias,
    /// Words with a capital that name nothing ("Monday", "However").
    Never,
    /// Acronyms and words that shout, which name nobody ("DVD", "FREE").
    NoName,
    /// Given names.
    GivenName,
    /// Family names.
    FamilyName,
    /// Word in companies' and ensembles' names ("Airlines").
    CompanyHead,
    /// Word in sports teams' names ("Rovers").
    TeamHead,
    /// Word in places' names ("River").
    PlaceHead,
    /// Common word beside a person's name ("guitarist").
    PersonNoun,
    /// Common word beside an organisation's name ("band").
    GroupNoun,
    /// Common word beside names of works, events and machines ("album").
    WorkNoun,
    /// What governments do, say and are told ("warned").
    GoverningVerb,
    /// What governments have ("overtures").
    GoverningNoun,
    /// A well-known company, team, band, university, newspaper ("Toyota").
    KnownOrganisation,
    /// A well-known event, prize, product, faith ("World Cup").
    KnownWork,
}

const MODIFIERS: &[(&str, Modifier)] = &[
    ("plain", Modifier::Plain),
    ("state", Modifier::State),
    ("rebel", Modifier::Rebel),
    ("backed", Modifier::Backed),
    ("pro", Modifier::Pro),
    ("anti", Modifier::Anti),
    ("held", Modifier::Held),
];

const CUES: &[(&str, Cue)] = &[
    ("armed-group-head", Cue::ArmedGroupHead),
    ("unit-head", Cue::UnitHead),
    ("organisation-head", Cue::OrganisationHead),
    ("party-head", Cue::PartyHead),
    ("media-head", Cue::MediaHead),
    ("facility-head", Cue::FacilityHead),
    ("honorific", Cue::Honorific),
    ("alias", Cue::Alias),
    ("never", Cue::Never),
    ("no-name", Cue::NoName),
    ("given-name", Cue::GivenName),
    ("family-name", Cue::FamilyName),
    ("company-head", Cue::CompanyHead),
    ("team-head", Cue::TeamHead),
    ("place-head", Cue::PlaceHead),
    ("person-noun", Cue::PersonNoun),
    ("group-noun", Cue::GroupNoun),
    ("work-noun", Cue::WorkNoun),
    ("governing-verb", Cue::GoverningVerb),
    ("governing-noun", Cue::GoverningNoun),
    ("known-organisation", Cue::KnownOrganisation),
    ("known-work", Cue::KnownWork),
];

/// An ethnic or religious community.
#[derive(Clone, Debug)]
pub(crate) struct Identity {
    /// The name in ACLED's style ("Fulani").
    pub(crate) name: String,
    /// Where its communal militias are found; the first is the default.
    pub(crate) countries: Vec<Iso2>,
    /// "Kurdish".
    pub(crate) adjectives: Vec<String>,
    /// "Kurds".
    pub(crate) people: Vec<String>,
}

fn owned<'a>(parts: impl Iterator<Item = &'a str>) -> Vec<String> {
    parts.map(str::to_owned).collect()
}

fn class(row: &table::Row<'_>, column: usize) -> Result<ActorClass, CoderError> {
    let label = row.required(column, "class")?;
    actor_class(label).ok_or_else(|| row.error(format!("'{label}' is no actor class")))
}

/// Reads the agents.
pub(crate) fn read_agents(file: &str, text: &str) -> Result<Vec<Agent>, CoderError> {
    let rows = table::parse(file, text, AGENT_COLUMNS)?;
    rows.iter()
        .map(|row| {
            Ok(Agent {
                singular: owned(row.list(0)),
                plural: owned(row.list(1)),
                class: class(row, 2)?,
                service: row.optional(3).map(str::to_owned),
            })
        })
        .collect()
}

/// Reads the services.
pub(crate) fn read_services(file: &str, text: &str) -> Result<Vec<Service>, CoderError> {
    let rows = table::parse(file, text, SERVICE_COLUMNS)?;
    rows.iter()
        .map(|row| {
            Ok(Service {
                id: row.required(0, "id")?.to_owned(),
                class: class(row, 1)?,
                name: row.required(2, "name")?.to_owned(),
                acled: row.optional(3).map(str::to_owned),
                bare: yes(row, 4)?,
                forms: owned(row.list(5)),
            })
        })
        .collect()
}

/// Reads the roles.
pub(crate) fn read_roles(file: &str, text: &str) -> Result<Vec<Role>, CoderError> {
    let rows = table::parse(file, text, ROLE_COLUMNS)?;
    rows.iter()
        .map(|row| {
            Ok(Role {
                forms: owned(row.list(0)),
                class: class(row, 1)?,
                title: yes(row, 2)?,
            })
        })
        .collect()
}

/// Reads the modifiers: kind and forms.
pub(crate) fn read_modifiers(
    file: &str,
    text: &str,
) -> Result<Vec<(Modifier, Vec<String>)>, CoderError> {
    let rows = table::parse(file, text, MODIFIER_COLUMNS)?;
    rows.iter()
        .map(|row| Ok((labelled(row, MODIFIERS)?, owned(row.list(1)))))
        .collect()
}

/// Reads the cues: kind and forms.
pub(crate) fn read_cues(file: &str, text: &str) -> Result<Vec<(Cue, Vec<String>)>, CoderError> {
    let rows = table::parse(file, text, CUE_COLUMNS)?;
    rows.iter()
        .map(|row| Ok((labelled(row, CUES)?, owned(row.list(1)))))
        .collect()
}

/// Reads the weapons: class and forms.
pub(crate) fn read_weapons(
    file: &str,
    text: &str,
) -> Result<Vec<(&'static str, Vec<String>)>, CoderError> {
    let rows = table::parse(file, text, WEAPON_COLUMNS)?;
    rows.iter()
        .map(|row| {
            let label = row.required(0, "class")?;
            let class = weapon_class(label).ok_or_else(|| {
                let known = weapon_classes();
                row.error(format!("'{label}' is no weapon class; use one of {known}"))
            })?;
            Ok((class, owned(row.list(1))))
        })
        .collect()
}

/// Reads the identities.
pub(crate) fn read_identities(file: &str, text: &str) -> Result<Vec<Identity>, CoderError> {
    let rows = table::parse(file, text, IDENTITY_COLUMNS)?;
    rows.iter()
        .map(|row| {
            let countries = row.list(1).map(|code| {
                Iso2::parse(code).ok_or_else(|| row.error(format!("'{code}' is no country code")))
            });
            Ok(Identity {
                name: row.required(0, "name")?.to_owned(),
                countries: countries.collect::<Result<_, _>>()?,
                adjectives: owned(row.list(2)),
                people: owned(row.list(3)),
            })
        })
        .collect()
}

fn labelled<T: Copy>(row: &table::Row<'_>, known: &[(&str, T)]) -> Result<T, CoderError> {
    let label = row.required(0, "kind")?;
    known
        .iter()
        .find(|(name, _)| *name == label)
        .map(|(_, value)| *value)
        .ok_or_else(|| {
            let kinds: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
            row.error(format!(
                "'{label}' is no kind; use one of {}",
                kinds.join(", ")
            ))
        })
}

fn yes(row: &table::Row<'_>, column: usize) -> Result<bool, CoderError> {
    match row.cell(column) {
        "yes" => Ok(true),
        "" | "no" => Ok(false),
        other => Err(row.error(format!("'{other}' is neither yes nor no"))),
    }
}
