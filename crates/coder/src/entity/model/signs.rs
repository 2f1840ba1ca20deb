//! What a word looks like and what is known of it, as numbers for the model's features.

use sitrep_contract::{FoundBy, MentionType};

use super::weights::{STEPS, WIDTH};
use crate::analysis::Analysis;
use crate::text::Shape;

/// The shape of a word whose capitals mean nothing.
pub(super) const FLAT: u64 = 9;

/// Below 16, so that steps fit their rows.
pub(super) fn shape(analysis: &Analysis, flat: bool, token: u32) -> u64 {
    let word = analysis.word(token);
    let shape = analysis.token(token).shape;
    let number = match (shape, flat) {
        (Shape::Capitalised | Shape::Upper | Shape::Lower | Shape::Mixed, true) => FLAT,
        (Shape::Upper, _) if word.ends_with('.') && word.len() > 2 => 10,
        (Shape::Upper, _) if word.len() <= 2 => 11,
        (Shape::Lower, _) if word.len() <= 3 => 12,
        (Shape::Mixed, _) if word.starts_with(char::is_lowercase) => 13,
        (Shape::Capitalised, _) if word.contains('-') => 14,
        (shape, _) => shape as u64,
    };
    debug_assert!(number < (STEPS / WIDTH) as u64, "a shape has its steps");
    number
}

pub(super) fn known(analysis: &Analysis, mention_of: &[u32], token: u32) -> u64 {
    let Some(number) = (mention_of[token as usize] as usize).checked_sub(1) else {
        return 0;
    };
    let mention = &analysis.mentions[number];
    let sure = mention.confidence >= 0.75;
    let ruled = mention.found_by == FoundBy::Rule;
    let kind = match (mention.kind, ruled) {
        (MentionType::Person, false) => 1,
        (MentionType::Organisation, false) => 2,
        (MentionType::ArmedGroup | MentionType::StateForce, _) => 3,
        (MentionType::Place, false) if mention.found_by == FoundBy::Lexicon => 4,
        (MentionType::Place, false) if sure => 5,
        (MentionType::Place, false) => 6,
        (MentionType::Facility, false) => 7,
        (MentionType::Nationality, _) => 8,
        (MentionType::Person, true) => 9,
        (MentionType::Organisation, true) if sure => 10,
        (MentionType::Organisation, true) => 11,
        (MentionType::Place, true) => 12,
        (MentionType::Facility, true) => 13,
        _ => 14,
    };
    kind << 1 | u64::from(mention.tokens.start == token)
}

/// Hashes of a word and its parts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spelling {
    pub(super) word: u64,
    pub(super) prefix: u64,
    pub(super) suffix: [u64; 3],
}

impl Spelling {
    pub(super) fn of(lower: &[u8]) -> Self {
        Self {
            word: hash(lower),
            prefix: hash(&lower[..lower.len().min(3)]) ^ 1,
            suffix: [suffix(lower, 2), suffix(lower, 3), suffix(lower, 4)],
        }
    }
}

fn suffix(lower: &[u8], length: usize) -> u64 {
    hash(&lower[lower.len().saturating_sub(length)..]) ^ length as u64
}

/// FNV-1a, digits as zeros. Fixed for ever: the weights depend on it.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        let byte = if byte.is_ascii_digit() { b'0' } else { *byte };
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Joins two values into one that is well spread in its upper bits.
pub(super) fn mix(a: u64, b: u64) -> u64 {
    let joined = (a ^ b.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    (joined ^ joined >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53)
}
