//! The gazetteer file: facts about places in one block of bytes, read in place. Prevents
//! both a slow start (nothing is parsed or copied) and trust in a damaged file (a
//! checksum, and no read goes past the end).
//!
//! Little-endian throughout. `docs` of every field: `data/gazetteer/README.md`.
//!
//! ```text
//! header   magic "SITRGAZ1", checksum of the rest, section counts
//! chains   country, admin1, admin2 shared by a run of places: 16 bytes each
//! places   name, point, source id, kind: 15 bytes each, in the order of their chains
//! peoples  (place, population), 8 bytes each, by place, only where known
//! buckets  first key of every bucket, 4 bytes each, one more than there are buckets
//! keys     (hash bits, rank and place) of a folded name, 6 bytes each
//! strings  length byte and UTF-8 text
//! ```

use crate::analysis::PlaceKind;

/// First bytes of every gazetteer file; the digit is the format's version.
pub(super) const MAGIC: [u8; 8] = *b"SITRGAZ1";
pub(super) const HEADER: usize = 8 + 8 + 6 * 4;
pub(super) const CHAIN: usize = 16;
pub(super) const PLACE: usize = 15;
pub(super) const PEOPLE: usize = 8;
pub(super) const BUCKET: usize = 4;
pub(super) const KEY: usize = 6;
/// Low bits of a key that hold the place; the two above hold the rank.
pub(super) const PLACE_BITS: u32 = 26;
/// Low bits of a key that hold place and rank; the twenty above hold hash bits.
pub(super) const KEY_PLACE_BITS: u32 = PLACE_BITS + 2;
/// Stands for "no point" in the 24 bits of a latitude.
pub(super) const NO_POINT: u32 = 0x00ff_ffff;

/// Why bytes are not a usable gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// The file does not begin with the magic bytes of this version.
    #[error("not a gazetteer of format 1: build it with `sitrep gazetteer build` of this version")]
    Magic,
    /// The sections do not add up to the file's length.
    #[error("gazetteer is {actual} bytes long and should be {expected}: copy or build it again")]
    Length {
        /// Bytes that the header announces.
        expected: u64,
        /// Bytes that there are.
        actual: u64,
    },
    /// The contents differ from what was written.
    #[error("gazetteer checksum does not match: copy or build it again")]
    Checksum,
}

/// Position of a place in the file. Not stable between builds; ids are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct PlaceId(pub(super) u32);

/// How a key relates to the place's name; lower is closer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum KeyRank {
    /// The headword.
    Name,
    /// Another spelling or name.
    Variant,
    /// The loose key of either.
    Loose,
    /// The consonants of either.
    Consonants,
}

impl KeyRank {
    pub(super) fn from_bits(bits: u64) -> Self {
        match bits {
            0 => Self::Name,
            1 => Self::Variant,
            2 => Self::Loose,
            _ => Self::Consonants,
        }
    }
}

/// The facts about one place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlaceFacts<'a> {
    /// The headword.
    pub name: &'a str,
    pub(crate) kind: PlaceKind,
    /// ISO 3166-1 alpha-2; empty for regions and seas.
    pub country: &'a str,
    /// First-level unit; empty where not known.
    pub admin1: &'a str,
    /// Second-level unit; empty where not known.
    pub admin2: &'a str,
    /// WGS 84 latitude and longitude in degrees, to four decimals.
    pub point: Option<(f64, f64)>,
    /// 0 where not known.
    pub population: u32,
    /// Where the facts come from.
    pub source: SourceRef<'a>,
}

/// The id of a place where its facts come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceRef<'a> {
    /// GeoNames id.
    GeoNames(u32),
    /// Who's On First id.
    WhosOnFirst(u32),
    /// Any other, as text.
    Other(&'a str),
}

/// Where the sections of a checked gazetteer lie.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layout {
    /// The checksum: names the contents.
    pub(crate) checksum: u64,
    /// The end of each section.
    ends: [usize; 6],
    bucket_bits: u32,
}

impl Layout {
    /// Checks the header, the length and the checksum.
    pub(crate) fn check(bytes: &[u8]) -> Result<Self, FormatError> {
        if bytes.get(..8) != Some(&MAGIC) || bytes.len() < HEADER {
            return Err(FormatError::Magic);
        }
        let count = |index: usize| u64::from(u32_at(bytes, 16 + 4 * index));
        let bucket_bits = u32_at(bytes, 16 + 4 * 3).min(31);
        let sizes = [
            count(0) * CHAIN as u64,
            count(1) * PLACE as u64,
            count(2) * PEOPLE as u64,
            ((1 << bucket_bits) + 1) * BUCKET as u64,
            count(4) * KEY as u64,
            count(5),
        ];
        let expected = HEADER as u64 + sizes.iter().sum::<u64>();
        let actual = bytes.len() as u64;
        if expected != actual {
            return Err(FormatError::Length { expected, actual });
        }
        let stored = u64_at(bytes, 8);
        if checksum(&bytes[16..]) != stored {
            return Err(FormatError::Checksum);
        }
        let mut end = HEADER;
        // The sum of the sizes is the length of a slice, so each fits.
        let ends = sizes.map(|size| {
            end += usize::try_from(size).unwrap_or(0);
            end
        });
        Ok(Self {
            checksum: stored,
            ends,
            bucket_bits,
        })
    }

    /// The sections of the bytes that were checked.
    pub(crate) fn view<'a>(&self, bytes: &'a [u8]) -> View<'a> {
        let [chains, places, peoples, buckets, keys, strings] = self.ends;
        let section = |from: usize, to: usize| bytes.get(from..to).unwrap_or_default();
        View {
            chains: section(HEADER, chains),
            places: section(chains, places),
            peoples: section(places, peoples),
            buckets: section(peoples, buckets),
            keys: section(buckets, keys),
            strings: section(keys, strings),
            bucket_bits: self.bucket_bits,
        }
    }
}

/// The sections of a gazetteer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View<'a> {
    chains: &'a [u8],
    places: &'a [u8],
    peoples: &'a [u8],
    buckets: &'a [u8],
    keys: &'a [u8],
    strings: &'a [u8],
    bucket_bits: u32,
}

impl<'a> View<'a> {
    /// How many places there are.
    pub(crate) fn len(&self) -> u32 {
        u32::try_from(self.places.len() / PLACE).unwrap_or(u32::MAX)
    }

    /// How many (name, place) pairs can be looked up.
    pub(crate) fn key_count(&self) -> usize {
        self.keys.len() / KEY
    }

    /// The facts of a place.
    pub(crate) fn facts(&self, PlaceId(place): PlaceId) -> PlaceFacts<'a> {
        let record = self
            .places
            .get(place as usize * PLACE..)
            .unwrap_or_default();
        let chain = self.chain_of(place);
        let tag = record.get(14).copied().unwrap_or(0);
        let source = u32_at(record, 10);
        let country = chain.get(..2).unwrap_or_default();
        PlaceFacts {
            name: self.string(u32_at(record, 0)),
            kind: kind_from(tag & 0x0f),
            country: if country == [0, 0] {
                ""
            } else {
                std::str::from_utf8(country).unwrap_or_default()
            },
            admin1: self.string(u32_at(chain, 4)),
            admin2: self.string(u32_at(chain, 8)),
            point: decode_point(u24_at(record, 4), u24_at(record, 7)),
            population: self.population(place),
            source: match tag >> 4 {
                0 => SourceRef::GeoNames(source),
                1 => SourceRef::WhosOnFirst(source),
                _ => SourceRef::Other(self.string(source)),
            },
        }
    }

    /// Every place that has a key with this hash, closest rank and largest first.
    pub(crate) fn lookup(&self, hash: u64) -> impl Iterator<Item = (PlaceId, KeyRank)> + use<'a> {
        let (bucket, check) = split_hash(hash, self.bucket_bits);
        let first = u32_at(self.buckets, bucket * BUCKET) as usize;
        let end = u32_at(self.buckets, (bucket + 1) * BUCKET) as usize;
        let keys = self.keys.get(first * KEY..end * KEY).unwrap_or_default();
        let low = |bits: u32| (1_u64 << bits) - 1;
        keys.chunks_exact(KEY)
            .map(u48)
            .filter(move |key| key >> KEY_PLACE_BITS == u64::from(check))
            .map(move |key| {
                let place = u32::try_from(key & low(PLACE_BITS)).unwrap_or(u32::MAX);
                (
                    PlaceId(place),
                    KeyRank::from_bits((key & low(KEY_PLACE_BITS)) >> PLACE_BITS),
                )
            })
    }

    fn chain_of(&self, place: u32) -> &'a [u8] {
        let starts = |index: usize| u32_at(self.chains, index * CHAIN + 12);
        let (mut low, mut high) = (0, self.chains.len() / CHAIN);
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if starts(middle) <= place {
                low = middle
            } else {
                high = middle
            }
        }
        self.chains.get(low * CHAIN..).unwrap_or_default()
    }

    fn population(&self, place: u32) -> u32 {
        let (mut low, mut high) = (0, self.peoples.len() / PEOPLE);
        while low < high {
            let middle = low + (high - low) / 2;
            match u32_at(self.peoples, middle * PEOPLE).cmp(&place) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return u32_at(self.peoples, middle * PEOPLE + 4),
            }
        }
        0
    }

    fn string(&self, offset: u32) -> &'a str {
        let text = self.strings.get(offset as usize..).and_then(|rest| {
            let (length, rest) = rest.split_first()?;
            std::str::from_utf8(rest.get(..usize::from(*length))?).ok()
        });
        text.unwrap_or_default()
    }
}

/// The bucket of a hash and the 20 bits that are compared inside it.
pub(super) fn split_hash(hash: u64, bucket_bits: u32) -> (usize, u32) {
    let bucket = if bucket_bits == 0 {
        0
    } else {
        hash >> (64 - bucket_bits)
    };
    (
        usize::try_from(bucket).unwrap_or(0),
        (hash & 0x000f_ffff) as u32,
    )
}

/// A fast sum over all bytes that changes when any of them does.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    let mut sum = 0x9e37_79b9_7f4a_7c15_u64 ^ bytes.len() as u64;
    let mut mix =
        |word: u64| sum = (sum.rotate_left(29) ^ word).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let chunks = bytes.chunks_exact(8);
    let mut tail = [0; 8];
    tail[..chunks.remainder().len()].copy_from_slice(chunks.remainder());
    for chunk in chunks {
        mix(u64_at(chunk, 0));
    }
    mix(u64::from_le_bytes(tail));
    sum ^ (sum >> 32)
}

/// The kinds by their number in the file.
pub(super) const KINDS: [PlaceKind; 12] = [
    PlaceKind::Unknown,
    PlaceKind::Neighbourhood,
    PlaceKind::Facility,
    PlaceKind::Village,
    PlaceKind::Town,
    PlaceKind::City,
    PlaceKind::Landform,
    PlaceKind::Admin3,
    PlaceKind::Admin2,
    PlaceKind::Admin1,
    PlaceKind::Country,
    PlaceKind::Region,
];

fn kind_from(number: u8) -> PlaceKind {
    KINDS.get(usize::from(number)).copied().unwrap_or_default()
}

fn decode_point(lat: u32, lon: u32) -> Option<(f64, f64)> {
    let round = |degrees: f64| (degrees * 1e4).round() / 1e4;
    (lat != NO_POINT).then(|| {
        (
            round(f64::from(lat) / 90_000.0 - 90.0),
            round(f64::from(lon) / 45_000.0 - 180.0),
        )
    })
}

/// The 24-bit forms of a latitude and a longitude, exact to four decimals.
pub(super) fn encode_point((lat, lon): (f64, f64)) -> (u32, u32) {
    let scale = |degrees: f64, half: f64, steps: f64| {
        ((degrees.clamp(-half, half) + half) * steps).round() as u32
    };
    (scale(lat, 90.0, 90_000.0), scale(lon, 180.0, 45_000.0))
}

fn u24_at(bytes: &[u8], at: usize) -> u32 {
    match bytes.get(at..at + 3) {
        Some(&[a, b, c]) => u32::from_le_bytes([a, b, c, 0]),
        _ => 0,
    }
}

fn u48(bytes: &[u8]) -> u64 {
    match bytes {
        &[a, b, c, d, e, f] => u64::from_le_bytes([a, b, c, d, e, f, 0, 0]),
        _ => 0,
    }
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    match bytes.get(at..at + 4) {
        Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]),
        _ => 0,
    }
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32
}
