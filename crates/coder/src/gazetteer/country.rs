//! The countries: codes, demonyms, capitals. Prevents "Turkish" from being a place and
//! "Ankara's overtures" from being an act in Ankara.

use rustc_hash::FxHashMap;

use crate::fold;

pub(super) const TABLE: &str = include_str!("../../data/gazetteer/countries.tsv");

/// One country or territory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Country {
    /// ISO 3166-1 alpha-2.
    pub(crate) iso2: &'static str,
    /// ISO 3166-1 alpha-3.
    pub(crate) iso3: &'static str,
    /// The English short name.
    pub(crate) name: &'static str,
    /// "Turkish"; the first is the commonest. Empty where there is none.
    adjectives: &'static str,
    /// "Turks".
    people: &'static str,
    /// The seat of government in English; empty where there is none.
    pub(crate) capital: &'static str,
    /// Codes of the countries that it borders on.
    neighbours: &'static str,
}

impl Country {
    /// Every adjective and name of the people ("Turkish", "Turks", "Turk").
    pub(crate) fn demonyms(&self) -> impl Iterator<Item = &'static str> {
        self.adjectives
            .split('|')
            .chain(self.people.split('|'))
            .filter(|word| !word.is_empty())
    }
}

/// All countries, with what finds them.
#[derive(Debug)]
pub(crate) struct Countries {
    all: Vec<Country>,
    /// By [`place`] of the code.
    by_iso2: Vec<Option<u16>>,
    /// By country, those that it borders on.
    neighbours: Vec<Vec<u16>>,
    /// By hash of the strict key of the capital.
    by_capital: FxHashMap<u64, u16>,
    /// By hash of the strict key. The first country of the table wins a shared word.
    by_demonym: FxHashMap<u64, usize>,
}

impl Countries {
    /// The countries of the table in the crate. A bad line is left out, and a test forbids it.
    pub(crate) fn bundled() -> Self {
        let all: Vec<Country> = rows().filter_map(country).collect();
        let keyed = |words: &dyn Fn(&Country) -> Vec<&'static str>| {
            let mut map = FxHashMap::default();
            for (index, country) in all.iter().enumerate() {
                for word in words(country) {
                    let mut key = String::new();
                    fold::strict(word, &mut key);
                    map.entry(fold::hash(&key)).or_insert(index);
                }
            }
            map
        };
        let mut by_iso2 = vec![None; LETTERS * LETTERS];
        for (index, country) in (0..).zip(&all) {
            if let Some(place) = place(country.iso2.as_bytes()) {
                by_iso2[place] = Some(index);
            }
        }
        let at = |code: &str| *by_iso2.get(place(code.as_bytes())?)?;
        let codes = |country: &Country| country.neighbours.split('|').filter_map(at).collect();
        let capitals = keyed(&|country| vec![country.capital]);
        let by_capital = capitals
            .into_iter()
            .filter_map(|(hash, index)| Some((hash, u16::try_from(index).ok()?)));
        Self {
            by_capital: by_capital.collect(),
            neighbours: all.iter().map(codes).collect(),
            by_iso2,
            by_demonym: keyed(&|country| country.demonyms().collect()),
            all,
        }
    }

    /// Every country, by code.
    pub(crate) fn all(&self) -> &[Country] {
        &self.all
    }

    /// The country whose adjective or people this is, in any case and without regard to marks.
    pub(crate) fn demonym(&self, word: &str) -> Option<&Country> {
        let mut key = String::new();
        fold::strict(word, &mut key);
        self.by_demonym
            .get(&fold::hash(&key))
            .and_then(|&index| self.all.get(index))
    }

    /// The position in [`Self::all`] of the country whose demonym has this hashed strict key.
    pub(super) fn demonym_index(&self, hash: u64) -> Option<usize> {
        self.by_demonym.get(&hash).copied()
    }

    /// The position in [`Self::all`] of a code in ASCII.
    pub(super) fn index_of(&self, iso2: [u8; 2]) -> Option<u16> {
        *self.by_iso2.get(place(&iso2)?)?
    }

    /// The position in [`Self::all`] of a code.
    pub(super) fn index(&self, iso2: &str) -> Option<u16> {
        *self.by_iso2.get(place(iso2.as_bytes())?)?
    }

    /// Whether the capital of a country, by its position, has this hashed strict key.
    pub(super) fn is_capital(&self, hash: u64, country: Option<u16>) -> bool {
        country.is_some() && self.by_capital.get(&hash).copied() == country
    }

    /// The positions in [`Self::all`] of the countries that one borders on.
    pub(super) fn neighbours(&self, country: u16) -> &[u16] {
        self.neighbours
            .get(usize::from(country))
            .map_or(&[], Vec::as_slice)
    }
}

const LETTERS: usize = 26;

/// Where a code of two capitals stands in a table of all of them.
fn place(code: &[u8]) -> Option<usize> {
    let letter = |byte: u8| byte.is_ascii_uppercase().then(|| usize::from(byte - b'A'));
    match *code {
        [first, second] => Some(letter(first)? * LETTERS + letter(second)?),
        _ => None,
    }
}

fn rows() -> impl Iterator<Item = &'static str> {
    TABLE
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .skip(1)
}

fn country(line: &'static str) -> Option<Country> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [iso2, iso3, name, adjectives, people, capital, neighbours] = fields[..] else {
        return None;
    };
    Some(Country {
        iso2,
        iso3,
        name,
        adjectives,
        people,
        capital,
        neighbours,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_country() {
        assert!(
            rows()
                .all(|line| country(line).is_some_and(|c| c.iso2.len() == 2 && c.iso3.len() == 3))
        );
        assert!(Countries::bundled().all().len() > 240);
    }

    #[test]
    fn demonyms_lead_to_their_country() {
        let countries = Countries::bundled();
        let iso = |country: Option<&Country>| country.map(|c| c.iso2);
        assert_eq!(iso(countries.demonym("Turkish")), Some("TR"));
        assert_eq!(iso(countries.demonym("SYRIANS")), Some("SY"));
        assert_eq!(iso(countries.demonym("Congolese")), Some("CD"));
        assert_eq!(iso(countries.demonym("Homs")), None);
    }
}
