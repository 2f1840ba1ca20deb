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

/// Where the sections of a checked gazetteer lie.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layout {
    /// The checksum: names the contents.
    pub(crate) checksum: u64,
    /// The end of each section.
    ends: [usize; 6],
    pub(super) bucket_bits: u32,
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

    /// The sections of the bytes that were checked, in the order of the file.
    pub(super) fn sections<'a>(&self, bytes: &'a [u8]) -> [&'a [u8]; 6] {
        let mut start = HEADER;
        self.ends.map(|end| {
            let section = bytes.get(start..end).unwrap_or_default();
            start = end;
            section
        })
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

/// The 24-bit forms of a latitude and a longitude, exact to four decimals.
pub(super) fn encode_point((lat, lon): (f64, f64)) -> (u32, u32) {
    let scale = |degrees: f64, half: f64, steps: f64| {
        ((degrees.clamp(-half, half) + half) * steps).round() as u32
    };
    (scale(lat, 90.0, 90_000.0), scale(lon, 180.0, 45_000.0))
}

pub(super) fn u24_at(bytes: &[u8], at: usize) -> u32 {
    match bytes.get(at..at + 3) {
        Some(&[a, b, c]) => u32::from_le_bytes([a, b, c, 0]),
        _ => 0,
    }
}

pub(super) fn u48(bytes: &[u8]) -> u64 {
    match bytes {
        &[a, b, c, d, e, f] => u64::from_le_bytes([a, b, c, d, e, f, 0, 0]),
        _ => 0,
    }
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    match bytes.get(at..at + 4) {
        Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]),
        _ => 0,
    }
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32
}
