//! The weights of the second opinion as one file.
//!
//! ```text
//! "SITREPO1"  8 bytes
//! features    u32 LE, then that many rows, in ascending order of their hashes
//! scale       f32 LE: a weight is its byte × scale
//! row         u64 LE hash of the feature, then one i8 per label: the relevance, the
//!             25 sub-event types in the order of their numbers, and "none of these"
//! ```
//!
//! Rows are the features themselves and not buckets that several share: whoever reads a
//! verdict sees what it rests on.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

/// Labels of the type: 25 sub-event types, and acts that ACLED does not code.
pub(super) const TYPES: usize = 26;
/// Numbers in a row: the relevance, and one for each type.
pub(super) const WIDTH: usize = 1 + TYPES;

const MAGIC: &[u8; 8] = b"SITREPO1";
const BYTES: usize = 8 + WIDTH;

/// The weights that come with this crate.
pub(crate) static BUNDLED: &[u8] = include_bytes!("../../../data/weights/opinion.bin");

/// Why a file of weights cannot be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum OpinionWeightsError {
    /// Not such a file, or of another version.
    #[error("the weights do not start with \"SITREPO1\": train them again with this version")]
    Magic,
    /// It ends early or has bytes to spare.
    #[error("the weights are {found} bytes, their header says {expected}: train them again")]
    Length {
        /// Bytes the header asks for.
        expected: usize,
        /// Bytes there are.
        found: usize,
    },
}

/// A feature's hash and its weights.
type Row = (u64, [f32; WIDTH]);

/// The weights of a trained second opinion.
#[derive(Clone, Debug, Default)]
pub struct OpinionWeights {
    /// The place of each feature's row: places ascend as the hashes do.
    places: FxHashMap<u64, u32>,
    /// As they are added up: bytes times scale.
    rows: Vec<Row>,
    scale: f32,
}

impl OpinionWeights {
    /// Weights from trained numbers, rounded to bytes.
    pub(super) fn new(trained: impl Iterator<Item = (u64, [f32; WIDTH])> + Clone) -> Self {
        let largest = trained
            .clone()
            .flat_map(|(_, row)| row)
            .fold(f32::EPSILON, |largest, weight| largest.max(weight.abs()));
        let scale = largest / 127.0;
        let rows = trained
            .map(|(hash, row)| (hash, row.map(|weight| (weight / scale).round() as i8)))
            .filter(|(_, row): &(u64, [i8; WIDTH])| row.iter().any(|weight| *weight != 0))
            .map(|(hash, row)| (hash, row.map(|weight| f32::from(weight) * scale)));
        Self::of_rows(rows.collect(), scale)
    }

    fn of_rows(mut rows: Vec<Row>, scale: f32) -> Self {
        rows.sort_unstable_by_key(|(hash, _)| *hash);
        Self {
            places: rows.iter().map(|(hash, _)| *hash).zip(0..).collect(),
            rows,
            scale,
        }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// When it is no such file or damaged.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, OpinionWeightsError> {
        let rest = bytes
            .strip_prefix(MAGIC)
            .ok_or(OpinionWeightsError::Magic)?;
        let (count, rest) = rest.split_first_chunk().unwrap_or((&[0; 4], &[]));
        let (scale, rest) = rest.split_first_chunk().unwrap_or((&[0; 4], &[]));
        let count = u32::from_le_bytes(*count) as usize;
        let expected = count.saturating_mul(BYTES).saturating_add(16);
        if bytes.len() != expected {
            return Err(OpinionWeightsError::Length {
                expected,
                found: bytes.len(),
            });
        }
        let scale = f32::from_le_bytes(*scale);
        let rows = rest.chunks_exact(BYTES).map(|row| {
            let (hash, weights) = row.split_first_chunk().unwrap_or((&[0; 8], &[]));
            let mut read = [0.0; WIDTH];
            for (weight, byte) in read.iter_mut().zip(weights) {
                *weight = f32::from(*byte as i8) * scale;
            }
            (u64::from_le_bytes(*hash), read)
        });
        Ok(Self::of_rows(rows.collect(), scale))
    }

    /// Writes the file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend((self.rows.len() as u32).to_le_bytes());
        bytes.extend(self.scale.to_le_bytes());
        for (hash, row) in &self.rows {
            bytes.extend(hash.to_le_bytes());
            bytes.extend(row.map(|weight| (weight / self.scale).round() as i8 as u8));
        }
        bytes
    }

    /// Whether nothing has been learnt.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The weights of a feature; `None` for one that training has not kept.
    pub(super) fn row(&self, feature: u64) -> Option<&[f32; WIDTH]> {
        self.rows_at([*self.places.get(&feature)?]).next()
    }

    /// The places of the rows that some features have, in order, each once.
    pub(super) fn places(&self, features: &[u64]) -> SmallVec<[u32; 128]> {
        let places = features.iter().map(|feature| self.places.get(feature));
        let mut places: SmallVec<[u32; 128]> = places.flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// The weights at some places.
    pub(super) fn rows_at(
        &self,
        places: impl IntoIterator<Item = u32>,
    ) -> impl Iterator<Item = &[f32; WIDTH]> {
        let rows = places.into_iter();
        rows.filter_map(|place| self.rows.get(place as usize).map(|(_, row)| row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_survives_writing_and_reading() {
        let rows = [(7, [0.5; WIDTH]), (3, [-1.0; WIDTH])];
        let bytes = OpinionWeights::new(rows.into_iter()).to_bytes();
        let read = OpinionWeights::parse(&bytes).unwrap();
        assert_eq!(read.to_bytes(), bytes);
        assert!((read.row(7).unwrap()[2] - 0.5).abs() < 0.01);
        assert_eq!(read.row(8), None);
    }

    #[test]
    fn a_damaged_file_is_refused() {
        let damaged = OpinionWeights::parse(b"SITREPO1\x01\0\0\0\0\0\0\0abc");
        assert!(matches!(
            damaged,
            Err(OpinionWeightsError::Length {
                expected: 51,
                found: 19
            })
        ));
        assert_eq!(
            OpinionWeights::parse(b"x").unwrap_err(),
            OpinionWeightsError::Magic
        );
    }
}
