//! Actors with their periods: what a group is called, what it is and to whom it belongs
//! changes with time, and every row of the data holds for one period.

use jiff::civil::Date;
use sitrep_contract::Inter;
use smol_str::{SmolStr, format_smolstr};

use super::class::{actor_class, default_inter};
use super::iso2::Iso2;
use super::period::Period;
use super::table::{self, Row};
use crate::CoderError;
use crate::analysis::ActorClass;

/// The columns of `data/lexicon/actors-*.tsv` and `organisations.tsv`.
pub(crate) const ACTOR_COLUMNS: &[&str] = &[
    "id",
    "name",
    "acled",
    "class",
    "inter",
    "countries",
    "parent",
    "from",
    "to",
    "successor",
    "aliases",
];

/// The columns of `data/lexicon/people.tsv`.
pub(crate) const PEOPLE_COLUMNS: &[&str] = &[
    "id", "name", "role", "class", "group", "country", "from", "to", "aliases",
];

/// An actor, organisation or person of the data.
#[derive(Clone, Debug)]
pub(crate) struct Actor {
    /// "actor/…".
    pub(crate) id: SmolStr,
    /// True for people.
    pub(crate) person: bool,
    /// What holds when; at least one, in the order of the file.
    pub(crate) phases: Vec<Phase>,
}

/// What holds for an actor during one period.
#[derive(Clone, Debug)]
pub(crate) struct Phase {
    /// When.
    pub(crate) period: Period,
    /// The name to show.
    pub(crate) name: SmolStr,
    /// ACLED's name, where known.
    pub(crate) acled: Option<SmolStr>,
    /// What it is.
    pub(crate) class: ActorClass,
    /// ACLED's actor class at home.
    pub(crate) inter: Inter,
    /// Home country first, then the others it acts in.
    pub(crate) countries: Vec<Iso2>,
    /// Whom it belongs to, and when.
    pub(crate) parents: Vec<(SmolStr, Period)>,
    /// Who took its place after the period.
    pub(crate) successor: Option<SmolStr>,
    /// Other names; the canonical name is one of them.
    pub(crate) aliases: Vec<Alias>,
    /// The file and line the phase comes from.
    pub(crate) origin: (String, usize),
}

/// One way to name an actor.
#[derive(Clone, Debug)]
pub(crate) struct Alias {
    /// As written in the file.
    pub(crate) text: String,
    /// Marked with `?`: too common a word to be taken without support from the article.
    pub(crate) needs_context: bool,
}

impl Actor {
    /// The phase at a day, else the nearest one.
    pub(crate) fn at(&self, day: Option<Date>) -> &Phase {
        let phases = &self.phases;
        phases
            .iter()
            .find(|phase| phase.period.contains(day))
            .or_else(|| phases.iter().rev().find(|phase| phase.period.over_by(day)))
            .unwrap_or(&phases[0])
    }
}

impl Phase {
    /// The id of the parent at a day.
    pub(crate) fn parent(&self, day: Option<Date>) -> Option<&SmolStr> {
        self.parents
            .iter()
            .find(|(_, period)| period.contains(day))
            .map(|(id, _)| id)
    }
}

/// Reads actors; rows of one id become phases of one actor.
pub(crate) fn read_actors(file: &str, text: &str) -> Result<Vec<Actor>, CoderError> {
    let mut actors: Vec<Actor> = Vec::new();
    for row in table::parse(file, text, ACTOR_COLUMNS)? {
        let class = class_of(&row, 3)?;
        let phase = Phase {
            period: period_of(&row, 7)?,
            name: row.required(1, "name")?.into(),
            acled: row.optional(2).map(SmolStr::new),
            class,
            inter: inter_of(&row, 4, class)?,
            countries: countries_of(&row, 5)?,
            parents: parents_of(&row, 6)?,
            successor: row.optional(9).map(actor_id),
            aliases: aliases_of(&row, 1, 10),
            origin: (file.to_owned(), row.line),
        };
        add(&mut actors, row.required(0, "id")?, false, phase);
    }
    Ok(actors)
}

/// Reads people.
pub(crate) fn read_people(file: &str, text: &str) -> Result<Vec<Actor>, CoderError> {
    let mut actors: Vec<Actor> = Vec::new();
    for row in table::parse(file, text, PEOPLE_COLUMNS)? {
        let class = class_of(&row, 3)?;
        let period = period_of(&row, 6)?;
        let phase = Phase {
            period,
            name: row.required(1, "name")?.into(),
            acled: None,
            class,
            inter: default_inter(class),
            countries: countries_of(&row, 5)?,
            parents: parents_of(&row, 4)?,
            successor: None,
            aliases: aliases_of(&row, 1, 8),
            origin: (file.to_owned(), row.line),
        };
        add(&mut actors, row.required(0, "id")?, true, phase);
    }
    Ok(actors)
}

/// "hamas" → "actor/hamas".
pub(crate) fn actor_id(slug: &str) -> SmolStr {
    format_smolstr!("actor/{slug}")
}

fn add(actors: &mut Vec<Actor>, slug: &str, person: bool, phase: Phase) {
    let id = actor_id(slug);
    match actors.last_mut().filter(|last| last.id == id) {
        Some(last) => last.phases.push(phase),
        None => actors.push(Actor {
            id,
            person,
            phases: vec![phase],
        }),
    }
}

fn class_of(row: &Row<'_>, column: usize) -> Result<ActorClass, CoderError> {
    let label = row.required(column, "class")?;
    actor_class(label).ok_or_else(|| {
        row.error(format!(
            "'{label}' is no actor class; the header comment of actors-syria.tsv lists them"
        ))
    })
}

fn inter_of(row: &Row<'_>, column: usize, class: ActorClass) -> Result<Inter, CoderError> {
    match row.optional(column) {
        None => Ok(default_inter(class)),
        Some(text) => text
            .parse::<i32>()
            .ok()
            .and_then(|number| Inter::try_from(number).ok())
            .ok_or_else(|| row.error(format!("'{text}' is no inter code; write 1 to 8"))),
    }
}

fn countries_of(row: &Row<'_>, column: usize) -> Result<Vec<Iso2>, CoderError> {
    row.list(column)
        .map(|code| {
            Iso2::parse(code).ok_or_else(|| {
                row.error(format!(
                    "'{code}' is no country; write two capital letters (ISO 3166-1)"
                ))
            })
        })
        .collect()
}

fn period_of(row: &Row<'_>, column: usize) -> Result<Period, CoderError> {
    let period = Period {
        from: row.first_day(column)?,
        to: row.last_day(column + 1)?,
    };
    match (period.from, period.to) {
        (Some(from), Some(to)) if from > to => {
            Err(row.error("'from' is after 'to'; swap or correct them"))
        }
        _ => Ok(period),
    }
}

/// `sna`, `sna@2017-12-30..` or `fsa@2012..2016|sna@2017..`.
fn parents_of(row: &Row<'_>, column: usize) -> Result<Vec<(SmolStr, Period)>, CoderError> {
    row.list(column)
        .map(|entry| {
            let Some((slug, dates)) = entry.split_once('@') else {
                return Ok((actor_id(entry), Period::default()));
            };
            let (from, to) = dates.split_once("..").ok_or_else(|| {
                row.error(format!(
                    "'{entry}' has no period; write slug@FROM..TO, either end may be empty"
                ))
            })?;
            let period = Period {
                from: row.day(from, false)?,
                to: row.day(to, true)?,
            };
            Ok((actor_id(slug), period))
        })
        .collect()
}

fn aliases_of(row: &Row<'_>, name: usize, aliases: usize) -> Vec<Alias> {
    let mut all: Vec<Alias> = row
        .list(aliases)
        .map(|alias| match alias.strip_suffix('?') {
            Some(common) => Alias {
                text: common.to_owned(),
                needs_context: true,
            },
            None => Alias {
                text: alias.to_owned(),
                needs_context: false,
            },
        })
        .collect();
    let name = row.cell(name);
    if !all.iter().any(|alias| alias.text == name) {
        all.push(Alias {
            text: name.to_owned(),
            needs_context: false,
        });
    }
    all
}
