//! Numbers in words: "twenty-three", "one hundred and five", "two dozen".

use crate::analysis::Analysis;
use crate::text::Gate;

/// Number words of one part; a word's place is its value.
const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

/// The tens from twenty on.
const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// The words that a number can start with, hyphenated pairs aside.
const STARTS: Gate = Gate::of(&UNITS).and(&TENS).and(&["half", "a", "an"]);

/// False for nearly every word that no number in words starts with.
pub(crate) fn may_start(word: &str) -> bool {
    // "fifty-one": the tens have five to seven letters.
    STARTS.may_hold(word) || word.bytes().skip(5).take(3).any(|byte| byte == b'-')
}

/// "twenty-three", "one hundred and five", "two dozen", "half a million", "a dozen".
pub(super) fn words(analysis: &Analysis, at: u32, end: u32) -> Option<(u32, u64)> {
    let lower = |at: u32| if at < end { analysis.lower(at) } else { "" };
    if !may_start(lower(at)) {
        return None;
    }
    if lower(at) == "half" && matches!(lower(at + 1), "a" | "an") {
        return Some((at + 3, scale(lower(at + 2))? / 2));
    }
    // Articles are everywhere.
    if matches!(lower(at), "a" | "an") && scale(lower(at + 1)).is_none() {
        return None;
    }
    let mut total = 0_u64;
    let mut current = 0_u64;
    let mut stop = at;
    while stop < end {
        let word = lower(stop);
        if let Some(value) = unit(word) {
            // "twenty three" adds up, "three four" does not.
            if !current.is_multiple_of(100) && (!current.is_multiple_of(10) || value >= 10) {
                break;
            }
            current = current.saturating_add(value);
        } else if matches!(word, "a" | "an") && stop == at && scale(lower(at + 1)).is_some() {
            current = 1;
        } else if let Some(scale) = scale(word).filter(|_| current > 0 || total > 0) {
            if scale < 1000 {
                current = current.saturating_mul(scale);
            } else {
                total = total.saturating_add(current.max(1).saturating_mul(scale));
                current = 0;
            }
        } else if word == "and"
            && current >= 100
            && current.is_multiple_of(100)
            && unit(lower(stop + 1)).is_some()
        {
            // "one hundred and five".
        } else {
            break;
        }
        stop += 1;
    }
    (stop > at && (total > 0 || current > 0 || lower(at) == "zero"))
        .then_some((stop, total.saturating_add(current)))
}

/// The value of a single number word or a hyphenated pair of them.
fn unit(word: &str) -> Option<u64> {
    if !may_start(word) {
        return None;
    }
    if let Some(value) = position(&UNITS, word) {
        return Some(value);
    }
    let (first, second) = word.split_once('-').unwrap_or((word, ""));
    let tens = position(&TENS, first)? * 10 + 20;
    match second {
        "" => Some(tens),
        // A single word from "one" to "nine".
        _ => position(&UNITS[..10], second)
            .filter(|ones| *ones > 0)
            .map(|ones| tens + ones),
    }
}

fn position(words: &[&str], word: &str) -> Option<u64> {
    words
        .iter()
        .position(|known| *known == word)
        .map(|at| at as u64)
}

/// What a word multiplies by.
pub(super) fn scale(word: &str) -> Option<u64> {
    match word {
        "dozen" => Some(12),
        "hundred" => Some(100),
        "thousand" => Some(1000),
        "million" => Some(1_000_000),
        "billion" => Some(1_000_000_000),
        _ => None,
    }
}
