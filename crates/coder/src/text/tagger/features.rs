//! What the tagger looks at: the words around, their endings, shapes and known tags.
//! Training and tagging share this code, so the two can never disagree.

use super::weights::{Known, Weights};
use crate::text::Shape;
use crate::text::word::casing::Casing;

/// The number of features of one decision.
pub(super) const TEMPLATES: usize = 21;

/// The tag before the first word.
pub(super) const START: u8 = 31;

/// What is known of a word before its neighbours are.
#[derive(Clone, Copy, Debug)]
pub(super) struct WordFeatures {
    /// The whole word, digits as zeros.
    pub(super) word: u64,
    /// The last three bytes, which neighbours see, too.
    ending: u64,
    /// The last two and four bytes, and the first three; of uncertain words only.
    suffix: [u64; 2],
    prefix: u64,
    pub(super) shape: u64,
    /// The tags seen with the word in training, as bits.
    class: u64,
    /// The tag of a word that has only one.
    pub(super) certain: Option<u8>,
}

impl WordFeatures {
    pub(super) fn new(lower: &str, written: Shape, casing: Casing, weights: &Weights) -> Self {
        let word = word_hash(lower);
        let shape = match (casing, written) {
            (Casing::Flat, Shape::Capitalised | Shape::Upper | Shape::Lower | Shape::Mixed) => 9,
            (_, shape) => shape as u64,
        };
        let hyphen = u64::from(lower.contains('-'));
        let known = weights.known(word);
        // "Will" may be a name and "will" not: capitals that mean something void certainty.
        let plain = matches!(
            (casing, written),
            (Casing::Flat, _) | (_, Shape::Lower | Shape::Punctuation)
        );
        let certain = known.filter(|_| plain).and_then(Known::certain);
        let mut suffixes = [0; 2];
        let mut prefix = 0;
        if certain.is_none() {
            suffixes = [suffix(lower, 2), suffix(lower, 4)];
            prefix = hash(lower.as_bytes().iter().copied().take(3));
        }
        Self {
            word,
            ending: suffix(lower, 3),
            suffix: suffixes,
            prefix,
            shape: shape * 2 + hyphen,
            class: known.map_or(0, |known| u64::from(known.class())),
            certain,
        }
    }

    /// Beyond either end of the sentence.
    pub(super) const EDGE: Self = Self {
        word: 7,
        ending: 7,
        suffix: [7; 2],
        prefix: 7,
        shape: 63,
        class: 1 << 40,
        certain: None,
    };
}

/// One word with its neighbours.
pub(super) struct Context<'a> {
    words: &'a [WordFeatures],
    at: usize,
    before: (u8, u8),
}

impl<'a> Context<'a> {
    pub(super) fn new(words: &'a [WordFeatures], at: usize, before: (u8, u8)) -> Self {
        Self { words, at, before }
    }

    /// Writes the features as hashes.
    pub(super) fn fill(&self, rows: &mut [u64; TEMPLATES]) {
        let near = |offset: isize| {
            self.at
                .checked_add_signed(offset)
                .and_then(|at| self.words.get(at))
                .unwrap_or(&WordFeatures::EDGE)
        };
        let (word, next, previous) = (near(0), near(1), near(-1));
        let features = of_word(word)
            .into_iter()
            .chain([of_opening(word.shape, self.at == 0)])
            .chain(of_tags(self.before))
            .chain(as_previous(previous))
            .chain(as_next(next))
            .chain(as_second_next(near(2)))
            .chain(as_second_previous(near(-2)))
            .chain(of_all(word, next, self.before.0));
        for feature in features {
            rows[feature.0] = hash_of(feature);
        }
    }
}

/// A feature: its template and its value.
pub(super) type Feature = (usize, u64);

/// The hash that tells a feature's row.
pub(super) fn hash_of((template, value): Feature) -> u64 {
    mix(value, template as u64 + 1)
}

/// How many features depend on the word alone.
pub(super) const OWN: usize = 5;

/// What the word itself says.
pub(super) fn of_word(word: &WordFeatures) -> [Feature; OWN] {
    [
        (0, word.word),
        (2, word.suffix[0] ^ word.shape),
        (3, word.ending),
        (4, word.suffix[1]),
        (5, word.prefix),
    ]
}

/// What its shape says, at the start of a sentence or not.
pub(super) fn of_opening(shape: u64, first: bool) -> Feature {
    (6, shape << 1 | u64::from(first))
}

/// What the two tags before say, the nearer first.
pub(super) fn of_tags((last, second): (u8, u8)) -> [Feature; 2] {
    let tag = u64::from(last);
    [(7, tag), (8, tag << 8 | u64::from(second))]
}

/// What a word says of the one after it.
pub(super) fn as_previous(word: &WordFeatures) -> [Feature; 2] {
    [(9, word.word), (14, word.ending)]
}

/// What a word says of the one before it.
pub(super) fn as_next(word: &WordFeatures) -> [Feature; 2] {
    [(10, word.word), (13, word.ending)]
}

/// What a word says of the one two before it.
pub(super) fn as_second_next(word: &WordFeatures) -> [Feature; 1] {
    [(11, word.word)]
}

/// What a word says of the one two after it.
pub(super) fn as_second_previous(word: &WordFeatures) -> [Feature; 1] {
    [(12, word.word)]
}

/// What a word says together with the next and the tag before.
pub(super) fn of_all(word: &WordFeatures, next: &WordFeatures, tag: u8) -> [Feature; 7] {
    let tag = u64::from(tag);
    let classes = mix(word.class, next.class);
    [
        (1, mix(word.word, tag)),
        (15, classes),
        (16, mix(word.class, tag)),
        (17, mix(classes, tag)),
        (18, mix(word.word, next.word)),
        (19, mix(word.shape, next.shape << 8 | tag)),
        (20, mix(mix(word.ending, next.class), tag)),
    ]
}

/// The hash of a word, digits as zeros. Fixed for ever: the weights depend on it.
pub(super) fn word_hash(lower: &str) -> u64 {
    hash(
        lower
            .bytes()
            .map(|byte| if byte.is_ascii_digit() { b'0' } else { byte }),
    )
}

/// The last bytes of a word; a whole word is another feature than an ending.
fn suffix(lower: &str, length: usize) -> u64 {
    let bytes = lower.as_bytes();
    let from = bytes.len().saturating_sub(length);
    let whole = u64::from(from == 0);
    let ending = bytes[from..].iter().fold(whole, |value, byte| {
        let byte = if byte.is_ascii_digit() { b'0' } else { *byte };
        value << 8 | u64::from(byte)
    });
    mix(ending, length as u64)
}

/// FNV-1a.
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Joins two values into one that is well spread in its upper bits.
fn mix(a: u64, b: u64) -> u64 {
    let joined = (a ^ b.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    (joined ^ joined >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53)
}
