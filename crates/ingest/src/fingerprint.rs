//! Hashes that say whether two texts are the same or nearly the same.
//!
//! Prevents a wire report that fifty outlets print from looking like fifty reports.
//! The recipes are part of the contract: changing one changes stored values.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};
use unicode_segmentation::UnicodeSegmentation as _;

/// Words in one shingle.
const SHINGLE: usize = 3;

/// SHA-256 of a record's bytes, as 64 lower-case hexadecimal digits.
pub(crate) fn raw_hash(raw: &[u8]) -> String {
    hexadecimal(Sha256::digest(raw).as_slice())
}

/// SHA-256 over title, a line feed and body, as 64 lower-case hexadecimal digits.
pub(crate) fn content_hash(title: &str, body: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(title);
    hasher.update("\n");
    hasher.update(body);
    hexadecimal(hasher.finalize().as_slice())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// SimHash over word 3-shingles: bit `i` is set when more shingle hashes have bit `i`
/// set than not. Words are those of UAX #29, lower-case; a shorter text is one shingle.
/// The fewer of the 64 bits differ, the more shingles two texts share.
pub(crate) fn near_duplicate_signature(body: &str) -> u64 {
    let words: Vec<u64> = body
        .unicode_words()
        .map(|word| fnv1a(word.to_lowercase().as_bytes()))
        .collect();
    let mut balance = [0_i64; 64];
    for shingle in words.windows(SHINGLE.min(words.len()).max(1)) {
        let hash = shingle
            .iter()
            .fold(0, |hash, word| mix(u64::rotate_left(hash, 21) ^ word));
        for (bit, count) in balance.iter_mut().enumerate() {
            *count += if hash >> bit & 1 == 1 { 1 } else { -1 };
        }
    }
    balance
        .iter()
        .enumerate()
        .filter(|(_, count)| **count > 0)
        .fold(0, |signature, (bit, _)| signature | 1 << bit)
}

/// 64-bit FNV-1a.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The finaliser of SplitMix64; without it the high bits of FNV vary too little.
fn mix(hash: u64) -> u64 {
    let hash = (hash ^ hash >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ hash >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ hash >> 31
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "A Syrian soldier was injured late on Monday after heavy artillery \
        shelling by Turkish forces on the villages of Harbal and Kharbashah, a war monitor said. \
        The army answered with drones against an outpost near the town of Nayrab, where several \
        fuel tanks caught fire. Nobody was reported killed, but roads stayed closed until the \
        morning, and residents of two more villages left their homes for the night.";

    fn distance(one: &str, other: &str) -> u32 {
        (near_duplicate_signature(one) ^ near_duplicate_signature(other)).count_ones()
    }

    #[test]
    fn a_changed_word_moves_few_bits_and_another_text_many() {
        let edited = REPORT.replace("several", "many");
        let other = "Parliament passed the annual budget after a long debate about the funding \
            of schools, hospitals and railways, with a narrow majority of four votes.";
        assert!(
            distance(REPORT, &edited) <= 10,
            "{}",
            distance(REPORT, &edited)
        );
        assert!(distance(REPORT, other) > 16, "{}", distance(REPORT, other));
    }

    #[test]
    fn case_and_punctuation_do_not_matter() {
        assert_eq!(distance("One, two. Three four!", "one two three FOUR"), 0);
    }

    #[test]
    fn the_recipes_do_not_drift() {
        assert_eq!(
            near_duplicate_signature("Clashes near Idlib"),
            13_091_128_402_423_154_938
        );
        assert_eq!(near_duplicate_signature(""), 0);
        // printf 'a\nb' | sha256sum
        assert_eq!(
            content_hash("a", "b"),
            "7e18f737311b2dc3b2f269dd78396b0351f14fb66efa879f768cb23181883c78"
        );
    }
}
