//! Where things are: the places of the world, their names in a text, and which of the
//! namesakes is meant. Prevents a made-up point: a name that stays doubtful has none.

mod beside;
mod borrow;
mod build;
mod context;
pub(crate) mod country;
mod cues;
mod find;

mod format;
mod links;
#[cfg(test)]
mod measure;
mod memo;
mod namesakes;
mod precision;
mod prior;
mod resolve;
mod road;
mod shape;
mod small;
mod stage;
mod surface;
#[cfg(test)]
mod tests;
mod view;
mod words;

use std::borrow::Cow;

pub use build::{BuildError, GazetteerBuilder, PlaceRow, ReadError};
pub use format::FormatError;
pub use view::{PlaceFacts, SourceRef};

pub(crate) use find::Found;
pub(crate) use memo::Memo;
pub(crate) use precision::geo_precision;
pub(crate) use resolve::PlaceContext;
pub(crate) use stage::Resolved;
pub(crate) use words::Feature;

use crate::fold;
use country::Countries;
use format::{Layout, PlaceId};
use view::{Companions, View};
use words::Words;

/// The file that `GazetteerBuilder` wrote from the sources in `data/gazetteer/README.md`.
static BUNDLED: &[u8] = include_bytes!("../../data/gazetteer/places.gaz");

/// The tables beside the places.
pub(crate) const TABLES: [&str; 3] = [country::TABLE, words::FEATURES, words::WORDS];

/// The places of the world and the countries.
#[derive(Debug)]
pub struct Gazetteer {
    bytes: Cow<'static, [u8]>,
    layout: Layout,
    companions: Companions,
    /// The countries, with codes, demonyms and capitals.
    pub(crate) countries: Countries,
    words: Words,
}

impl Gazetteer {
    /// The gazetteer in the program, read in place.
    pub fn bundled() -> Result<Self, FormatError> {
        Self::open(Cow::Borrowed(BUNDLED))
    }

    /// A gazetteer from the bytes of a file.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, FormatError> {
        Self::open(Cow::Owned(bytes))
    }

    /// A gazetteer from bytes whose checksum is made right first.
    #[cfg(feature = "fuzzing")]
    pub(crate) fn sealed(mut bytes: Vec<u8>) -> Result<Self, FormatError> {
        if let Some((header, rest)) = bytes.split_at_mut_checked(16) {
            header[8..].copy_from_slice(&format::checksum(rest).to_le_bytes());
        }
        Self::from_bytes(bytes)
    }

    fn open(bytes: Cow<'static, [u8]>) -> Result<Self, FormatError> {
        let layout = Layout::check(&bytes)?;
        Ok(Self {
            companions: Companions::read(&layout, &bytes),
            layout,
            bytes,
            countries: Countries::bundled(),
            words: Words::bundled(),
        })
    }

    /// Names the contents: the same for the same places.
    pub fn version(&self) -> String {
        format!("{:016x}", self.layout.checksum)
    }

    /// How many places there are.
    pub fn place_count(&self) -> u32 {
        self.view().len()
    }

    /// How many (name, place) pairs can be looked up.
    pub fn name_count(&self) -> usize {
        self.view().key_count()
    }

    /// Every place of a name, the likeliest first.
    pub fn lookup(&self, name: &str) -> Vec<PlaceFacts<'_>> {
        let mut key = String::new();
        let view = self.view();
        let mut places: Vec<PlaceId> = Vec::new();
        for fold in [fold::strict, fold::loose] {
            fold(name, &mut key);
            for (place, _) in view.lookup(fold::hash(&key)) {
                if !places.contains(&place) {
                    places.push(place);
                }
            }
        }
        places.into_iter().map(|place| view.facts(place)).collect()
    }

    fn view(&self) -> View<'_> {
        View::new(&self.layout, &self.bytes, &self.companions)
    }
}

/// Great-circle distance between two (latitude, longitude) points in kilometres.
pub(crate) fn distance_km(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (lat_a, lat_b) = (a.0.to_radians(), b.0.to_radians());
    let half = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
    let chord = half(b.0 - a.0) + lat_a.cos() * lat_b.cos() * half(b.1 - a.1);
    2.0 * 6371.0 * chord.sqrt().min(1.0).asin()
}

/// Whether two points are nearer than so many kilometres. Most pairs are told apart by
/// their latitudes alone, without a sine: a degree is a little more than 111 km.
fn is_nearer(a: (f64, f64), b: (f64, f64), km: f64) -> bool {
    (a.0 - b.0).abs() * 111.0 < km && distance_km(a, b) < km
}
