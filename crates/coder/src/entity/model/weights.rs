//! The name model's weights as one file: rows of small numbers, used as they lie in the
//! binary.
//!
//! ```text
//! "SITREPN1"  8 bytes
//! rows        u32 LE, then rows × 8 bytes: one i8 per label, then the check of the
//!             feature whose row it is (0 for none); the first 128 rows are the steps
//!             from label to label, by the shape of the second word, without a check
//! ```
//!
//! The check keeps the many features never seen in training from adding the numbers of
//! another feature with the same row.

use std::borrow::Cow;

use super::decode::Steps;
use super::features::{Feature, hash_of};

/// Bytes in a row: the labels, and the check.
pub(super) const WIDTH: usize = 8;
/// Rows for steps: 16 shapes × 8 labels before.
pub(super) const STEPS: usize = 16 * WIDTH;

/// The sums of some rows: of at most 256, or they overflow. The last means nothing.
pub(super) type Sums = [i16; WIDTH];

const MAGIC: &[u8; 8] = b"SITREPN1";

/// Why a file of name weights cannot be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum NameWeightsError {
    /// Not such a file, or of another version.
    #[error("the name weights do not start with \"SITREPN1\": train them again with this version")]
    Magic,
    /// It ends early or has bytes to spare.
    #[error(
        "the name weights are {found} bytes, their header says {expected}: the file is damaged, train it again"
    )]
    Length {
        /// Bytes the header asks for.
        expected: usize,
        /// Bytes there are.
        found: usize,
    },
}

/// A weight for each label, and the check.
type Row = [u8; WIDTH];

/// The weights of a trained name model.
#[derive(Clone, Debug)]
pub struct NameWeights {
    rows: Cow<'static, [Row]>,
}

impl NameWeights {
    /// Weights from rows of signed bytes.
    pub(super) fn new(rows: &[u8]) -> Self {
        Self {
            rows: Cow::Owned(rows.as_chunks().0.to_vec()),
        }
    }

    /// Reads a file that is part of the program; the rows are borrowed, not copied.
    ///
    /// # Errors
    /// When it is no such file or damaged.
    pub(crate) fn parse(bytes: &'static [u8]) -> Result<Self, NameWeightsError> {
        let rows = Cow::Borrowed(rows(bytes)?);
        Ok(Self { rows })
    }

    /// Reads a file, e.g. to score it before it becomes part of the program.
    ///
    /// # Errors
    /// When it is no such file or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NameWeightsError> {
        rows(bytes).map(|rows| Self::new(rows.as_flattened()))
    }

    /// Writes the file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend((self.rows.len() as u32).to_le_bytes());
        bytes.extend_from_slice(self.rows.as_flattened());
        bytes
    }

    /// Adds the rows of some features, of those that are the feature's own.
    pub(super) fn add(&self, features: &[Feature], sums: &mut Sums) {
        let rows: &[Row] = &self.rows;
        for feature in features {
            let (row, check) = bucket(hash_of(*feature), rows.len());
            let Some(row) = rows.get(row as usize) else {
                continue;
            };
            // A row of another feature adds nothing; a mask costs less than a branch.
            let own = i16::from(row[WIDTH - 1] == check).wrapping_neg();
            for label in 0..WIDTH {
                sums[label] += i16::from(row[label] as i8) & own;
            }
        }
    }

    /// The scores of steps by the shape of the second word.
    pub(super) fn steps(&self) -> Vec<Steps> {
        let mut steps = vec![[[0; WIDTH]; WIDTH]; STEPS / WIDTH];
        for (at, row) in steps.iter_mut().flatten().enumerate() {
            for (score, weight) in row.iter_mut().zip(self.rows.get(at).unwrap_or(&[0; WIDTH])) {
                *score = i32::from(*weight as i8);
            }
        }
        steps
    }
}

/// The rows of a file.
fn rows(bytes: &[u8]) -> Result<&[Row], NameWeightsError> {
    let rest = bytes.strip_prefix(MAGIC).ok_or(NameWeightsError::Magic)?;
    let (count, rows) = rest.split_first_chunk().unwrap_or((&[0; 4], &[]));
    let count = u32::from_le_bytes(*count) as usize;
    let expected = count.saturating_mul(WIDTH);
    if count <= STEPS || rows.len() != expected {
        return Err(NameWeightsError::Length {
            expected: expected.saturating_add(12),
            found: bytes.len(),
        });
    }
    Ok(rows.as_chunks().0)
}

/// The row of a feature's hash, its upper half scaled so that any number of rows does,
/// and its check, never 0.
pub(super) fn bucket(feature: u64, count: usize) -> (u32, u8) {
    let row = STEPS as u64 + (((feature >> 32) * (count - STEPS) as u64) >> 32);
    (row as u32, (feature as u8).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_survives_writing_and_reading() {
        let bytes = NameWeights::new(&[3; (STEPS + 2) * WIDTH]).to_bytes();
        let read = NameWeights::parse(Box::leak(bytes.clone().into_boxed_slice())).unwrap();
        assert_eq!(read.to_bytes(), bytes);
    }

    #[test]
    fn a_damaged_file_is_refused() {
        assert_eq!(
            NameWeights::parse(b"SITREPW1").unwrap_err(),
            NameWeightsError::Magic
        );
        assert!(matches!(
            NameWeights::parse(b"SITREPN1\x01\0\0\0abc"),
            Err(NameWeightsError::Length { .. })
        ));
    }
}
