//! The tagger's weights as one compact file: known words with their tags, then one row
//! of 17 small numbers per feature bucket, used as it lies in the binary.
//!
//! ```text
//! "SITREPW1"  8 bytes
//! words       u32 LE, then per word: u64 LE hash, u32 LE tags (bit 31: only one tag)
//! buckets     u32 LE, then buckets × 17 × i8
//! ```

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::TAGS;

/// The weights that come with this crate.
pub(crate) static BUNDLED: &[u8] = include_bytes!("../../../data/weights/upos.bin");

const MAGIC: &[u8; 8] = b"SITREPW1";
const CERTAIN: u32 = 1 << 31;

/// Why a file of weights cannot be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum WeightsError {
    /// Not such a file, or of another version.
    #[error("the weights do not start with \"SITREPW1\": train them again with this version")]
    Magic,
    /// It ends early or has bytes to spare.
    #[error(
        "the weights are {found} bytes, their header says {expected}: the file is damaged, train it again"
    )]
    Length {
        /// Bytes the header asks for.
        expected: usize,
        /// Bytes there are.
        found: usize,
    },
}

/// The weights of a trained tagger.
#[derive(Clone, Debug)]
pub struct Weights {
    known: FxHashMap<u64, Known>,
    rows: Cow<'static, [u8]>,
    buckets: u64,
}

/// The tags of a known word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known(u32);

impl Known {
    pub(super) fn new(tags: u32, certain: bool) -> Self {
        Self(tags | if certain { CERTAIN } else { 0 })
    }

    /// The tags as bits.
    pub(super) fn class(self) -> u32 {
        self.0 & !CERTAIN
    }

    /// The only tag.
    pub(super) fn certain(self) -> Option<u8> {
        (self.0 & CERTAIN != 0).then_some(self.0.trailing_zeros() as u8)
    }
}

impl Weights {
    pub(super) fn new(known: FxHashMap<u64, Known>, rows: Vec<u8>) -> Self {
        let buckets = (rows.len() / TAGS) as u64;
        Self {
            known,
            rows: Cow::Owned(rows),
            buckets,
        }
    }

    /// The same known words with other rows.
    pub(super) fn with_rows(self, rows: Vec<u8>) -> Self {
        Self::new(self.known, rows)
    }

    /// The weights that come with this crate.
    ///
    /// # Errors
    /// When the file is damaged, which the crate's tests prevent.
    pub fn bundled() -> Result<Self, WeightsError> {
        Self::parse(BUNDLED)
    }

    /// Reads the file; the rows are borrowed, not copied.
    pub(crate) fn parse(bytes: &'static [u8]) -> Result<Self, WeightsError> {
        let damaged = |expected| WeightsError::Length {
            expected,
            found: bytes.len(),
        };
        let rest = bytes.strip_prefix(MAGIC).ok_or(WeightsError::Magic)?;
        let (words, rest) = rest.split_first_chunk().ok_or_else(|| damaged(16))?;
        let words = u32::from_le_bytes(*words) as usize;
        let size = words.saturating_mul(12);
        let (table, rest) = rest
            .split_at_checked(size)
            .ok_or_else(|| damaged(size + 16))?;
        let (buckets, rows) = rest.split_first_chunk().ok_or_else(|| damaged(size + 16))?;
        let buckets = u32::from_le_bytes(*buckets) as usize;
        if buckets == 0 || rows.len() != buckets.saturating_mul(TAGS) {
            return Err(damaged(size + 16 + buckets.saturating_mul(TAGS)));
        }
        let known = table
            .chunks_exact(12)
            .map(|entry| {
                let mut hash = [0; 8];
                let mut tags = [0; 4];
                hash.copy_from_slice(&entry[..8]);
                tags.copy_from_slice(&entry[8..]);
                (u64::from_le_bytes(hash), Known(u32::from_le_bytes(tags)))
            })
            .collect();
        Ok(Self {
            known,
            rows: Cow::Borrowed(rows),
            buckets: buckets as u64,
        })
    }

    /// Writes the file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut words: Vec<_> = self
            .known
            .iter()
            .map(|(hash, known)| (*hash, known.0))
            .collect();
        words.sort_unstable();
        let mut bytes = MAGIC.to_vec();
        bytes.extend((words.len() as u32).to_le_bytes());
        for (hash, tags) in words {
            bytes.extend(hash.to_le_bytes());
            bytes.extend(tags.to_le_bytes());
        }
        bytes.extend((self.buckets as u32).to_le_bytes());
        bytes.extend_from_slice(&self.rows);
        bytes
    }

    pub(super) fn known(&self, word: u64) -> Option<Known> {
        self.known.get(&word).copied()
    }

    /// The row of a feature, a weight for each tag.
    pub(super) fn row(&self, feature: u64) -> &[u8; TAGS] {
        let at = bucket(feature, self.buckets) * TAGS;
        let row = self.rows.get(at..).and_then(<[u8]>::first_chunk);
        row.unwrap_or(&[0; TAGS])
    }
}

/// The bucket of a feature's hash: its upper half scaled, so any number of buckets does.
pub(super) fn bucket(feature: u64, buckets: u64) -> usize {
    (((feature >> 32) * buckets) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_survives_writing_and_reading() {
        let known = FxHashMap::from_iter([(7, Known::new(4, true))]);
        let bytes = Weights::new(known, vec![1; TAGS * 3]).to_bytes();
        let read = Weights::parse(Box::leak(bytes.clone().into_boxed_slice())).unwrap();
        assert_eq!(read.to_bytes(), bytes);
        assert_eq!(read.known(7).and_then(Known::certain), Some(2));
    }

    #[test]
    fn a_damaged_file_is_refused() {
        assert_eq!(
            Weights::parse(b"SITREPW0").unwrap_err(),
            WeightsError::Magic
        );
        assert!(matches!(
            Weights::parse(b"SITREPW1\x01\0\0\0abc"),
            Err(WeightsError::Length { .. })
        ));
    }
}
