//! Numbers in digits and words, with what "at least", "up to" and "dozens" say about
//! them. Prevents "dozens" from being lost and "between 5 and 8" from becoming 58.

use crate::analysis::{Analysis, TokenRange};
use crate::text::Shape;

/// A number as reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// Its words, "at least" included.
    pub(crate) tokens: TokenRange,
    /// Lowest.
    pub(crate) low: u32,
    /// The number to use: the lowest reported; for vague words ACLED's rule.
    pub(crate) best: u32,
    /// Highest; `None` when open.
    pub(crate) high: Option<u32>,
}

/// Words for an unknown plural and ACLED's number for them.
const VAGUE: &[(&str, u32)] = &[
    ("several", 3), ("few", 3), ("multiple", 3), ("various", 3), ("numerous", 10), ("many", 10),
    ("dozens", 12), ("scores", 20), ("tens", 10), ("hundreds", 100), ("thousands", 1000),
    ("handful", 3), ("countless", 10),
];

/// Phrases before a number and what they do to it.
const BOUNDS: &[(&[&str], Bound)] = &[
    (&["at", "least"], Bound::Low),
    (&["no", "fewer", "than"], Bound::Low),
    (&["no", "less", "than"], Bound::Low),
    (&["not", "less", "than"], Bound::Low),
    (&["more", "than"], Bound::Low),
    (&["upwards", "of"], Bound::Low),
    (&["in", "excess", "of"], Bound::Low),
    (&["over"], Bound::Low),
    (&["above"], Bound::Low),
    (&["a", "minimum", "of"], Bound::Low),
    (&["up", "to"], Bound::High),
    (&["as", "many", "as"], Bound::High),
    (&["a", "maximum", "of"], Bound::High),
    (&["at", "most"], Bound::High),
    (&["fewer", "than"], Bound::Below),
    (&["less", "than"], Bound::Below),
    (&["under"], Bound::Below),
    (&["nearly"], Bound::About),
    (&["almost"], Bound::About),
    (&["close", "to"], Bound::About),
    (&["about"], Bound::About),
    (&["around"], Bound::About),
    (&["approximately"], Bound::About),
    (&["approx."], Bound::About),
    (&["roughly"], Bound::About),
    (&["some"], Bound::About),
    (&["an", "estimated"], Bound::About),
    (&["the", "estimated"], Bound::About),
    (&["estimated"], Bound::About),
    (&["exactly"], Bound::Exact),
    (&["only"], Bound::Exact),
    (&["just"], Bound::Exact),
    (&["another"], Bound::Exact),
    (&["a", "further"], Bound::Exact),
    (&["an", "additional"], Bound::Exact),
    (&["additional"], Bound::Exact),
    (&["a", "total", "of"], Bound::Exact),
    (&["total", "of"], Bound::Exact),
    (&["all"], Bound::Exact),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    Exact,
    Low,
    High,
    Below,
    About,
}

/// The number whose words start at a token.
pub(crate) fn number(analysis: &Analysis, at: u32, end: u32) -> Option<Number> {
    let (from, bound) = bound(analysis, at, end);
    if let Some(range) = between(analysis, from, end).or_else(|| range(analysis, from, end)) {
        return Some(Number {
            tokens: at..range.tokens.end,
            ..range
        });
    }
    let (stop, value, is_vague) = exact(analysis, from, end)
        .map(|(stop, value)| (stop, value, false))
        .or_else(|| vague(analysis, from, end).map(|(stop, value)| (stop, value, true)))?;
    let value = clamp(value);
    let (low, best, high) = match bound {
        Bound::Exact if is_vague => (value, value, None),
        Bound::Exact => (value, value, Some(value)),
        Bound::Low | Bound::About => (value, value, None),
        Bound::High => (1.min(value), value, Some(value)),
        Bound::Below => (0, value.saturating_sub(1), Some(value.saturating_sub(1))),
    };
    Some(Number {
        tokens: at..stop,
        low,
        best,
        high,
    })
}

fn bound(analysis: &Analysis, at: u32, end: u32) -> (u32, Bound) {
    for (words, bound) in BOUNDS {
        let length = words.len() as u32;
        if at + length < end && (at..).zip(*words).all(|(at, word)| analysis.lower(at) == *word) {
            // "at least another 20", "more than a dozen".
            let (next, inner) = self::bound(analysis, at + length, end);
            let bound = if inner == Bound::Exact { *bound } else { inner };
            return (next, bound);
        }
    }
    (at, Bound::Exact)
}

/// "between 5 and 8", "from 5 to 8".
fn between(analysis: &Analysis, at: u32, end: u32) -> Option<Number> {
    let link = match analysis.lower(at) {
        "between" => "and",
        "from" => "to",
        _ => return None,
    };
    let (middle, low) = exact(analysis, at + 1, end)?;
    if middle >= end || analysis.lower(middle) != link {
        return None;
    }
    let (stop, high) = exact(analysis, middle + 1, end)?;
    spread(at..stop, low, high)
}

/// "5-8", "five to eight", "two or three".
fn range(analysis: &Analysis, at: u32, end: u32) -> Option<Number> {
    let (middle, low) = exact(analysis, at, end)?;
    if middle >= end || !matches!(analysis.lower(middle), "-" | "–" | "to" | "or") {
        return None;
    }
    let (stop, high) = exact(analysis, middle + 1, end)?;
    spread(at..stop, low, high)
}

fn spread(tokens: TokenRange, low: u64, high: u64) -> Option<Number> {
    let (low, high) = (clamp(low), clamp(high));
    (low < high).then_some(Number {
        tokens,
        low,
        best: low,
        high: Some(high),
    })
}

/// An exact number in digits or words: one past its last token, and its value.
pub(crate) fn exact(analysis: &Analysis, at: u32, end: u32) -> Option<(u32, u64)> {
    if at >= end {
        return None;
    }
    let word = analysis.lower(at);
    if analysis.token(at).shape == Shape::Number || word.as_bytes()[0].is_ascii_digit() {
        let (value, stop) = (digits(word)?, at + 1);
        if stop < end
            && let Some(scale) = scale(analysis.lower(stop))
        {
            return Some((stop + 1, (value * scale as f64) as u64));
        }
        return (value.fract() == 0.0).then_some((stop, value as u64));
    }
    words(analysis, at, end)
}

/// "2,000", "17", "3.5m", "10k"; nothing for times, dates, years with letters.
fn digits(word: &str) -> Option<f64> {
    let (body, scale) = match word.as_bytes().last()? {
        b'k' => (&word[..word.len() - 1], 1e3),
        b'm' => (&word[..word.len() - 1], 1e6),
        _ => (word, 1.0),
    };
    if !body.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.')) {
        return None;
    }
    if body.len() > 15 || body.matches('.').count() > 1 {
        return None;
    }
    let plain: f64 = if body.contains(',') {
        body.replace(',', "").parse().ok()?
    } else {
        body.parse().ok()?
    };
    Some(plain * scale)
}

/// "twenty-three", "one hundred and five", "two dozen", "half a million", "a dozen".
fn words(analysis: &Analysis, at: u32, end: u32) -> Option<(u32, u64)> {
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
            if current % 100 != 0 && (current % 10 != 0 || value >= 10) {
                break;
            }
            current += value;
        } else if matches!(word, "a" | "an") && stop == at && scale(lower(at + 1)).is_some() {
            current = 1;
        } else if let Some(scale) = scale(word).filter(|_| current > 0 || total > 0) {
            if scale < 1000 {
                current *= scale;
            } else {
                total += current.max(1) * scale;
                current = 0;
            }
        } else if word == "and"
            && current >= 100
            && current % 100 == 0
            && unit(lower(stop + 1)).is_some()
        {
            // "one hundred and five".
        } else {
            break;
        }
        stop += 1;
    }
    (stop > at && (total > 0 || current > 0 || lower(at) == "zero")).then_some((stop, total + current))
}

/// "dozens", "several", "a few", "hundreds of thousands", "a number of".
fn vague(analysis: &Analysis, at: u32, end: u32) -> Option<(u32, u64)> {
    let lower = |at: u32| if at < end { analysis.lower(at) } else { "" };
    let from = at + u32::from(matches!(lower(at), "a" | "the"));
    if from > at {
        let value = match (lower(from), lower(from + 1)) {
            ("couple", _) | ("pair", "of") => 2,
            ("number", "of") | ("group", "of") | ("handful", _) | ("few", _) => 3,
            _ => return None,
        };
        return Some((from + if lower(from + 1) == "of" { 2 } else { 1 }, value));
    }
    let value = VAGUE.iter().find(|(word, _)| *word == lower(at))?.1;
    if lower(at + 1) == "of" {
        // "tens of thousands of families".
        let factor = match lower(at + 2) {
            "thousands" => 1000,
            "millions" => 1_000_000,
            _ => return Some((at + 1 + u32::from(at + 2 < end), u64::from(value))),
        };
        let stop = at + 3 + u32::from(lower(at + 3) == "of");
        return Some((stop, u64::from(value) * factor));
    }
    Some((at + 1, u64::from(value)))
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
                _ => unit(second).filter(|ones| (1..10).contains(ones)).map(|ones| tens + ones),
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

fn scale(word: &str) -> Option<u64> {
    match word {
        "dozen" => Some(12),
        "hundred" => Some(100),
        "thousand" => Some(1000),
        "million" => Some(1_000_000),
        "billion" => Some(1_000_000_000),
        _ => None,
    }
}

fn clamp(value: u64) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Document;
    use crate::text::TextStage;

    fn read(body: &str) -> Option<(u32, u32, Option<u32>)> {
        thread_local! { static STAGE: TextStage = TextStage::bundled().unwrap(); }
        let analysis = STAGE.with(|stage| stage.analyse(&Document { body, ..Document::default() }));
        let found = number(&analysis, 0, analysis.token_count())?;
        Some((found.low, found.best, found.high))
    }

    #[test]
    fn numbers_are_read_in_digits_and_words() {
        for (text, value) in [
            ("2,000 people", 2000), ("twenty-three people", 23), ("one hundred and five dead", 105),
            ("1.5 million people", 1_500_000), ("a dozen men", 12), ("two dozen men", 24),
            ("half a million people", 500_000), ("two thousand five hundred men", 2500),
            ("a hundred men", 100), ("10k people", 10_000), ("another four men", 4),
        ] {
            assert_eq!(read(text), Some((value, value, Some(value))), "{text}");
        }
    }

    #[test]
    fn bounds_and_vague_words_follow_acled() {
        for (text, number) in [
            ("at least five civilians", (5, 5, None)), ("more than 20 men", (20, 20, None)),
            ("up to 10 men", (1, 10, Some(10))), ("between 5 and 8 men", (5, 5, Some(8))),
            ("five to eight men", (5, 5, Some(8))), ("two or three men", (2, 2, Some(3))),
            ("5-8 men", (5, 5, Some(8))), ("nearly 40 men", (40, 40, None)),
            ("dozens of men", (12, 12, None)), ("hundreds of men", (100, 100, None)),
            ("several men", (3, 3, None)), ("a number of men", (3, 3, None)),
            ("tens of thousands of men", (10_000, 10_000, None)), ("more than a dozen men", (12, 12, None)),
            ("a few men", (3, 3, None)),
        ] {
            assert_eq!(read(text), Some(number), "{text}");
        }
    }

    #[test]
    fn other_words_are_no_numbers() {
        for text in ["the men", "a soldier", "10:30 today", "12-year-old boy", "RPG-7 rocket", "2024-07-22"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_number_in_digits_comes_back(value in 1_u32..4_000_000_000) {
            prop_assert_eq!(read(&format!("{value} people")), Some((value, value, Some(value))));
        }
    }
}
