//! Countries: their names, demonyms and capitals, and how ACLED names their forces when.

use std::fmt::Write as _;

use jiff::civil::Date;
use smol_str::SmolStr;

use super::iso2::Iso2;
use super::period::Period;
use super::table;
use crate::CoderError;

/// The columns of `data/lexicon/countries.tsv`.
pub(crate) const COUNTRY_COLUMNS: &[&str] = &[
    "iso2",
    "place",
    "name",
    "names",
    "adjectives",
    "people",
    "metonyms",
    "acled",
    "governments",
];

/// A country.
#[derive(Clone, Debug)]
pub(crate) struct Country {
    /// Its code.
    pub(crate) iso2: Iso2,
    /// The gazetteer's id of the country, "place/…".
    pub(crate) place: SmolStr,
    /// The name to show.
    pub(crate) name: SmolStr,
    /// All names, the one to show included.
    pub(crate) names: Vec<String>,
    /// "Turkish".
    pub(crate) adjectives: Vec<String>,
    /// "Turks".
    pub(crate) people: Vec<String>,
    /// Capitals, which stand for the government where they act ("Ankara").
    pub(crate) capitals: Vec<String>,
    /// Seats of power, which always stand for it ("Kremlin").
    pub(crate) seats: Vec<String>,
    /// The name in ACLED's actor names.
    pub(crate) acled: String,
    /// The periods by which ACLED tells a country's governments apart.
    pub(crate) governments: Vec<Period>,
}

impl Country {
    /// "Turkey (2016-)" at a day; without years where the data has none, and for an article
    /// that nothing dates: which government it means is not known.
    pub(crate) fn acled_at(&self, day: Option<Date>) -> String {
        let in_office = |period: &&Period| day.is_some() && period.contains(day);
        let Some(period) = self.governments.iter().find(in_office) else {
            return self.acled.clone();
        };
        let mut name = String::with_capacity(self.acled.len() + " (2000-2000)".len());
        name.push_str(&self.acled);
        let year = |day: Option<Date>| day.map(Date::year);
        // A period that is open at either end shows no year there.
        let _ = match (year(period.from), year(period.to)) {
            (Some(from), Some(to)) => write!(name, " ({from}-{to})"),
            (Some(from), None) => write!(name, " ({from}-)"),
            (None, Some(to)) => write!(name, " (-{to})"),
            (None, None) => write!(name, " (-)"),
        };
        name
    }

    /// "Turkish" where there is such a word, else the country's name.
    pub(crate) fn adjective(&self) -> &str {
        self.adjectives.first().map_or(&self.name, String::as_str)
    }
}

/// Reads the countries.
pub(crate) fn read(file: &str, text: &str) -> Result<Vec<Country>, CoderError> {
    let rows = table::parse(file, text, COUNTRY_COLUMNS)?;
    rows.into_iter()
        .map(|row| {
            let code = row.required(0, "iso2")?;
            let iso2 = Iso2::parse(code)
                .ok_or_else(|| row.error(format!("'{code}' is no ISO 3166-1 alpha-2 code")))?;
            let name = row.required(2, "name")?.to_owned();
            let owned = |column| row.list(column).map(str::to_owned).collect::<Vec<_>>();
            let mut names = owned(3);
            names.push(name.clone());
            // "Kremlin!" is never a place where one lives.
            let (seats, capitals): (Vec<&str>, Vec<&str>) =
                row.list(6).partition(|name| name.ends_with('!'));
            let seats = seats
                .iter()
                .map(|name| name.trim_end_matches('!').to_owned());
            let governments = row
                .list(8)
                .map(|entry| {
                    let (from, to) = entry.split_once("..").ok_or_else(|| {
                        row.error(format!("'{entry}' is no period; write FROM..TO"))
                    })?;
                    Ok(Period {
                        from: row.day(from, false)?,
                        to: row.day(to, true)?,
                    })
                })
                .collect::<Result<_, CoderError>>()?;
            Ok(Country {
                iso2,
                place: row.required(1, "place")?.into(),
                acled: row.optional(7).unwrap_or(&name).to_owned(),
                name: name.into(),
                names,
                adjectives: owned(4),
                people: owned(5),
                capitals: capitals.into_iter().map(str::to_owned).collect(),
                seats: seats.collect(),
                governments,
            })
        })
        .collect()
}
