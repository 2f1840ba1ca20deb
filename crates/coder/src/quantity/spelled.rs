//! Numbers in words: "twenty-three", "one hundred and five", "two dozen".

use crate::analysis::Analysis;

/// "twenty-three", "one hundred and five", "two dozen", "half a million", "a dozen".
pub(super) fn words(analysis: &Analysis, at: u32, end: u32) -> Option<(u32, u64)> {
    let lower = |at: u32| if at < end { analysis.lower(at) } else { "" };
    if lower(at) == "half" && matches!(lower(at + 1), "a" | "an") {
        return Some((at + 3, scale(lower(at + 2))? / 2));
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
    let value = match word {
        "zero" => 0,
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        _ => {
            let (first, second) = word.split_once('-').unwrap_or((word, ""));
            let tens = tens(first)?;
            return match second {
                "" => Some(tens),
                // Only a single word: "twenty-twenty-…" must not recurse.
                _ if second.len() > 5 => None,
                _ => unit(second)
                    .filter(|ones| (1..10).contains(ones))
                    .map(|ones| tens + ones),
            };
        }
    };
    Some(value)
}

fn tens(word: &str) -> Option<u64> {
    let value = match word {
        "twenty" => 20,
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        _ => return None,
    };
    Some(value)
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
