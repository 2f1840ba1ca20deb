//! Lays merged places out as a gazetteer file.

use rustc_hash::FxHashMap;

use super::{BuildError, PlaceRow};
use crate::analysis::PlaceKind;
use crate::fold;
use crate::gazetteer::format::{
    self, HEADER, KEY_PLACE_BITS, KINDS, KeyRank, MAGIC, NO_POINT, PLACE_BITS,
};
use crate::gazetteer::prior;

/// Countries whose names reach English through a transliteration, for which the loose key
/// is stored: elsewhere it would only make namesakes.
const TRANSLITERATED: [&str; 39] = [
    "AE", "AF", "AM", "AZ", "BD", "BH", "BY", "DJ", "DZ", "EG", "ER", "ET", "GE", "IL", "IN", "IQ",
    "IR", "JO", "KG", "KW", "KZ", "LB", "LY", "MA", "MR", "OM", "PK", "PS", "QA", "RU", "SA", "SD",
    "SO", "SY", "TJ", "TM", "TN", "UA", "YE",
];

/// Countries for which the consonant key is stored too: Arabic writes no short vowels.
const ARABIC: [&str; 8] = ["EG", "IQ", "LB", "LY", "PS", "SD", "SY", "YE"];

/// Writes the file. The places are in their final order.
pub(super) fn write(places: &[PlaceRow]) -> Result<Vec<u8>, BuildError> {
    fits("places", places.len(), 1 << PLACE_BITS)?;
    let mut strings = Strings::default();
    let (mut chains, mut records, mut peoples) = (Vec::new(), Vec::new(), Vec::new());
    let mut chain = None;
    for (index, place) in (0_u32..).zip(places) {
        let this = (&place.country, &place.admin1, &place.admin2);
        if chain != Some(this) {
            chain = Some(this);
            let country = place.country.as_bytes();
            chains.extend([country.first(), country.get(1)].map(|byte| byte.copied().unwrap_or(0)));
            chains.extend([0, 0]);
            chains.extend(strings.intern(&place.admin1).to_le_bytes());
            chains.extend(strings.intern(&place.admin2).to_le_bytes());
            chains.extend(index.to_le_bytes());
        }
        let (lat, lon) = place.point.map_or((NO_POINT, 0), format::encode_point);
        let (tag, source) = source(&place.source_id, &mut strings);
        let kind = KINDS
            .iter()
            .position(|kind| *kind == place.kind)
            .unwrap_or(0);
        records.extend(strings.intern(&place.name).to_le_bytes());
        records.extend(&lat.to_le_bytes()[..3]);
        records.extend(&lon.to_le_bytes()[..3]);
        records.extend(source.to_le_bytes());
        records.push(tag << 4 | u8::try_from(kind).unwrap_or(0));
        if place.population > 0 {
            peoples.extend(index.to_le_bytes());
            peoples.extend(place.population.to_le_bytes());
        }
    }
    let (bits, buckets, keys) = index(places);
    fits("names", keys.len() / format::KEY, u32::MAX as usize)?;
    fits("bytes of names", strings.bytes.len(), u32::MAX as usize)?;
    let counts = [
        chains.len() / format::CHAIN,
        records.len() / format::PLACE,
        peoples.len() / format::PEOPLE,
        bits as usize,
        keys.len() / format::KEY,
        strings.bytes.len(),
    ];
    let mut file = Vec::with_capacity(HEADER + records.len() + keys.len() + strings.bytes.len());
    file.extend(MAGIC);
    file.extend([0; 8]);
    for count in counts {
        file.extend(u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
    }
    for section in [chains, records, peoples, buckets, keys, strings.bytes] {
        file.extend(section);
    }
    let sum = format::checksum(&file[16..]);
    file[8..16].copy_from_slice(&sum.to_le_bytes());
    Ok(file)
}

fn fits(what: &'static str, count: usize, limit: usize) -> Result<(), BuildError> {
    if count < limit {
        Ok(())
    } else {
        Err(BuildError::TooMany { what, count, limit })
    }
}

fn source(id: &str, strings: &mut Strings) -> (u8, u32) {
    let number = |prefix| {
        id.strip_prefix(prefix)
            .and_then(|digits: &str| digits.parse().ok())
    };
    match (number("gn"), number("wof")) {
        (Some(id), _) => (0, id),
        (_, Some(id)) => (1, id),
        _ => (2, strings.intern(id)),
    }
}

/// Every string once, each with a length byte.
#[derive(Default)]
struct Strings {
    bytes: Vec<u8>,
    offsets: FxHashMap<String, u32>,
}

impl Strings {
    fn intern(&mut self, text: &str) -> u32 {
        if let Some(&offset) = self.offsets.get(text) {
            return offset;
        }
        let offset = u32::try_from(self.bytes.len()).unwrap_or(u32::MAX);
        let end = text.floor_char_boundary(usize::from(u8::MAX));
        self.bytes.push(u8::try_from(end).unwrap_or(0));
        self.bytes.extend(&text.as_bytes()[..end]);
        self.offsets.insert(text.to_owned(), offset);
        offset
    }
}

/// The bucket directory and the sorted keys.
fn index(places: &[PlaceRow]) -> (u32, Vec<u8>, Vec<u8>) {
    let mut keys = Vec::new();
    let mut of_place: FxHashMap<u64, KeyRank> = FxHashMap::default();
    for (id, place) in (0_u32..).zip(places) {
        of_place.clear();
        keys_of(place, &mut of_place);
        let weight = prior::weight(place.kind, place.population);
        // Larger first: the order of the bits of a positive float is the order of floats.
        let order = !weight.max(0.0).to_bits();
        keys.extend(
            of_place
                .iter()
                .map(|(&hash, &rank)| (hash, rank, order, id)),
        );
    }
    let bits = (keys.len() / 4).checked_ilog2().unwrap_or(0).min(24);
    keys.sort_unstable_by_key(|&(hash, rank, order, id)| {
        (format::split_hash(hash, bits), rank, order, id)
    });
    let mut buckets = Vec::with_capacity(format::BUCKET << bits);
    let mut packed = Vec::with_capacity(keys.len() * format::KEY);
    let mut opened = 0;
    for (at, &(hash, rank, _, id)) in (0_u32..).zip(&keys) {
        let (bucket, check) = format::split_hash(hash, bits);
        while opened <= bucket {
            buckets.extend(at.to_le_bytes());
            opened += 1;
        }
        let key = u64::from(check) << KEY_PLACE_BITS | u64::from(id | (rank as u32) << PLACE_BITS);
        packed.extend(&key.to_le_bytes()[..format::KEY]);
    }
    while opened <= 1 << bits {
        buckets.extend(u32::try_from(keys.len()).unwrap_or(u32::MAX).to_le_bytes());
        opened += 1;
    }
    (bits, buckets, packed)
}

/// The hashes under which a place is found, each with its closest rank.
fn keys_of(place: &PlaceRow, keys: &mut FxHashMap<u64, KeyRank>) {
    let mut key = String::new();
    let mut add = |key: &str, rank: KeyRank| {
        if !key.is_empty() {
            let stored = keys.entry(fold::hash(key)).or_insert(rank);
            *stored = rank.min(*stored);
        }
    };
    let country = place.country.as_str();
    let names = std::iter::once((place.name.as_str(), KeyRank::Name))
        .chain(
            place
                .variants
                .iter()
                .map(|variant| (variant.as_str(), KeyRank::Variant)),
        )
        .filter(|(name, rank)| *rank == KeyRank::Name || is_english_spelling(name));
    for (name, rank) in names {
        let transliterated = TRANSLITERATED.contains(&country);
        // The many spellings of a village meet in its few loose keys.
        if rank == KeyRank::Name || !transliterated || place.kind != PlaceKind::Village {
            fold::strict(name, &mut key);
            add(&key, rank);
        }
        if transliterated {
            fold::loose(name, &mut key);
            add(&key, KeyRank::Loose);
        }
        if ARABIC.contains(&country) {
            fold::consonants(name, &mut key);
            if !key.is_empty() {
                key.insert(0, '~');
                add(&key, KeyRank::Consonants);
            }
        }
    }
}

/// English reports write names in Latin letters, and capitalised: "bo li cai" is a
/// syllable-by-syllable rendering that would match common words.
fn is_english_spelling(name: &str) -> bool {
    let latin = |c: char| {
        !c.is_alphabetic()
            || matches!(c, '\0'..='\u{24f}' | '\u{2b0}'..='\u{2ff}' | '\u{1e00}'..='\u{1eff}')
    };
    name.chars().all(latin) && name.chars().any(char::is_uppercase) && name.chars().count() > 1
}
