//! Builds a gazetteer file from tables of places: rows in, bytes out. Prevents one place
//! from standing in the file twice under two sources, and a wrong population from
//! drawing every article to a village.
//!
//! Pure: the caller reads the files. The same rows in the same order give the same bytes.

mod merge;
mod read;
mod write;

pub use read::ReadError;

use crate::analysis::PlaceKind;

/// One place as a source gives it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlaceRow {
    /// The headword.
    pub name: String,
    /// Other spellings and names.
    pub variants: Vec<String>,
    /// What kind of place it is.
    pub(crate) kind: PlaceKind,
    /// ISO 3166-1 alpha-2; empty for regions and seas.
    pub country: String,
    /// First-level unit; empty where not known.
    pub admin1: String,
    /// Second-level unit; empty where not known.
    pub admin2: String,
    /// WGS 84 latitude and longitude in degrees.
    pub point: Option<(f64, f64)>,
    /// 0 where not known.
    pub population: u32,
    /// "gn" or "wof" and a number, else any other id.
    pub source_id: String,
}

/// Why no gazetteer could be built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A table could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The file's fields hold no more.
    #[error("{count} {what} are more than a gazetteer can hold ({limit}): leave out some source")]
    TooMany {
        /// What there are too many of.
        what: &'static str,
        /// How many.
        count: usize,
        /// The most that fit.
        limit: usize,
    },
}

/// Collects tables and writes the gazetteer. Where two tables have the same place, the
/// one added first gives the name, the point and the population.
#[derive(Debug, Default)]
pub struct GazetteerBuilder {
    rows: Vec<PlaceRow>,
}

impl GazetteerBuilder {
    /// Adds a table in sitrep's own form: tab-separated with the header `name alt_names
    /// kind country_iso2 admin1 admin2 lat lon population source_id`, alternatives
    /// separated by `|`. `file` names it in errors.
    pub fn add_places(&mut self, file: &str, table: &str) -> Result<usize, BuildError> {
        self.add(read::places(file, table)?)
    }

    /// Adds a GeoNames country dump (`XX.txt` or `allCountries.txt`, 19 columns): settlements,
    /// administrative units, and the landforms and facilities that reports name.
    pub fn add_geonames(&mut self, file: &str, table: &str) -> Result<usize, BuildError> {
        self.add(read::geonames(file, table)?)
    }

    /// Adds an OCHA administrative table (COD-AB as CSV or TSV, columns `ADM0_PCODE`,
    /// `ADM1_EN`, …, one row per lowest unit, with a latitude and longitude column where given).
    pub fn add_ocha(&mut self, file: &str, table: &str) -> Result<usize, BuildError> {
        self.add(read::ocha(file, table)?)
    }

    fn add(&mut self, rows: Vec<PlaceRow>) -> Result<usize, BuildError> {
        let count = rows.len();
        self.rows.extend(rows);
        Ok(count)
    }

    /// Merges what is the same place and writes the file.
    pub fn build(self) -> Result<Vec<u8>, BuildError> {
        write::write(&merge::merge(self.rows))
    }
}
