//! Numbers in digits and words, with what "at least", "up to" and "dozens" say about
//! them. Prevents "dozens" from being lost and "between 5 and 8" from becoming 58.

use super::spelled::{self, scale, words};
use crate::analysis::{Analysis, TokenRange};
use crate::text::{Gate, Shape};

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
    ("several", 3),
    ("few", 3),
    ("multiple", 3),
    ("various", 3),
    ("numerous", 10),
    ("many", 10),
    ("dozens", 12),
    ("scores", 20),
    ("tens", 10),
    ("hundreds", 100),
    ("thousands", 1000),
    ("handful", 3),
    ("countless", 10),
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

/// First words of what is neither an exact number nor bounds one.
const STARTS: Gate = {
    let mut gate = Gate::of(&["between", "from", "a", "the"]);
    let mut at = 0;
    while at < VAGUE.len() {
        gate = gate.and(&[VAGUE[at].0]);
        at += 1;
    }
    gate
};

/// First words of `BOUNDS`.
const IS_BOUND: Gate = {
    let mut gate = Gate::of(&[]);
    let mut at = 0;
    while at < BOUNDS.len() {
        gate = gate.and(&[BOUNDS[at].0[0]]);
        at += 1;
    }
    gate
};

/// Second words of `BOUNDS`, and the first of those of one word.
const GOES_ON: Gate = {
    let mut gate = Gate::of(&[]);
    let mut at = 0;
    while at < BOUNDS.len() {
        if let [_, second, ..] = BOUNDS[at].0 {
            gate = gate.and(&[second]);
        }
        at += 1;
    }
    gate
};
const IS_ALONE: Gate = {
    let mut gate = Gate::of(&[]);
    let mut at = 0;
    while at < BOUNDS.len() {
        if let [only] = BOUNDS[at].0 {
            gate = gate.and(&[only]);
        }
        at += 1;
    }
    gate
};

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

/// False for nearly every word that no number starts with.
pub(crate) fn may_start(word: &str, shape: Shape) -> bool {
    shape == Shape::Number
        || word.starts_with(|c: char| c.is_ascii_digit())
        || STARTS.may_hold(word)
        || IS_BOUND.may_hold(word)
        || spelled::may_start(word)
}

/// The phrases before a number, two at most ("at least another 20", "more than a dozen"):
/// where the number starts, and what they say.
fn bound(analysis: &Analysis, at: u32, end: u32) -> (u32, Bound) {
    let mut from = at;
    let mut said = Bound::Exact;
    for _ in 0..2 {
        if from >= end {
            break;
        }
        let first = analysis.lower(from);
        // "in", "the" and "as" are everywhere.
        let whole = || IS_ALONE.may_hold(first) || GOES_ON.may_hold(analysis.lower(from + 1));
        if !IS_BOUND.may_hold(first) || !whole() {
            break;
        }
        let phrase = BOUNDS.iter().find(|(words, _)| {
            words[0] == first
                && from + (words.len() as u32) < end
                && (from + 1..)
                    .zip(&words[1..])
                    .all(|(at, word)| analysis.lower(at) == *word)
        });
        let Some((words, bound)) = phrase else {
            break;
        };
        from += words.len() as u32;
        if *bound != Bound::Exact {
            said = *bound;
        }
    }
    (from, said)
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
    if (1..=9).contains(&body.len()) && body.bytes().all(|byte| byte.is_ascii_digit()) {
        let value = body
            .bytes()
            .fold(0, |value: u32, digit| value * 10 + u32::from(digit - b'0'));
        return Some(f64::from(value) * scale);
    }
    if !body
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'))
    {
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

/// "dozens", "several", "a few", "hundreds of thousands", "a number of".
fn vague(analysis: &Analysis, at: u32, end: u32) -> Option<(u32, u64)> {
    let lower = |at: u32| if at < end { analysis.lower(at) } else { "" };
    let from = at + u32::from(matches!(lower(at), "a" | "the"));
    if from > at {
        let value = match (lower(from), lower(from + 1)) {
            ("couple", _) | ("pair", "of") => 2,
            ("number", "of") if lower(at) == "a" => 3,
            ("group", "of") | ("handful", _) | ("few", _) => 3,
            _ => return None,
        };
        return Some((from + if lower(from + 1) == "of" { 2 } else { 1 }, value));
    }
    if !STARTS.may_hold(lower(at)) {
        return None;
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

fn clamp(value: u64) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
#[path = "number_tests.rs"]
mod tests;
