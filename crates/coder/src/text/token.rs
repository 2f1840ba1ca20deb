//! The tokeniser: every token is a slice of the text, nothing is changed or lost but
//! white space. Prevents offsets that drift, and names and numbers that fall apart.
//!
//! One token: "Turkish-backed", "al-Homsi", "RPG-7", "Sana'a", "U.S.", "Gen.", "2,000",
//! "17.53", "2024-07-22", "user@example.org". Several: "Turkey|'s", "did|n't", "6|-|7",
//! "$|5", "and|/|or".

use super::abbreviation::{Abbreviation, classify};
use super::{Shape, Token, Upos, VerbForm};

/// Splits a text into tokens; time is linear in its length.
pub(crate) fn tokenise(text: &str) -> Vec<Token> {
    let mut scanner = Scanner {
        text,
        at: 0,
        space_before: true,
        tokens: Vec::with_capacity(text.len() / 5 + 8),
    };
    while let Some(c) = scanner.peek() {
        scanner.step(c);
    }
    scanner.tokens
}

/// Endings that are tokens of their own after an apostrophe, and the words they follow
/// ("" = any): "Ba'ath" and "As'ad" are names.
const CLITICS: &[(&str, &[&str])] = &[
    ("s", &[]),
    ("ll", &[]),
    ("re", &[]),
    ("ve", &[]),
    ("m", &["i"]),
    (
        "d",
        &[
            "i", "you", "he", "she", "it", "we", "they", "who", "that", "there",
        ],
    ),
];

/// Names that start with an ayn written as an apostrophe.
const AYN: &[&str] = &[
    "ayn", "ain", "abd", "adra", "amr", "isa", "issa", "izz", "umar", "anjar",
];

/// Ends of host names that are not also common words.
const TOP_LEVEL: &[&str] = &[
    "com", "org", "net", "gov", "edu", "info", "io", "uk", "sy", "tr",
];

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    space_before: bool,
    tokens: Vec<Token>,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn step(&mut self, c: char) {
        if is_space(c) {
            self.at += c.len_utf8();
            self.space_before = true;
        } else if let Some(length) = address_length(self.rest()) {
            self.push(length, Shape::Mixed);
        } else if is_word(c) || self.starts_with_ayn(c) || self.starts_handle(c) {
            self.word(c);
        } else {
            // "...", "--" and "==" are one mark.
            let mut length = c.len_utf8();
            if matches!(c, '.' | '-' | '=' | '_' | '*' | '~' | '!' | '?') {
                length = self.rest().len() - self.rest().trim_start_matches(c).len();
            }
            self.push(length, Shape::Punctuation);
        }
    }

    fn push(&mut self, length: usize, shape: Shape) {
        let end = self.at + length;
        if let (Ok(start), Ok(stop)) = (u32::try_from(self.at), u32::try_from(end)) {
            self.tokens.push(Token {
                start,
                end: stop,
                tag: Upos::X,
                shape,
                form: VerbForm::NONE,
                space_before: self.space_before,
            });
        }
        self.at = end;
        self.space_before = false;
    }

    fn starts_with_ayn(&self, c: char) -> bool {
        let rest = &self.rest()[c.len_utf8()..];
        is_apostrophe(c)
            && self.space_before
            && rest.starts_with(|next: char| next.is_uppercase())
            && AYN.contains(
                &rest[..rest
                    .find(|c: char| !c.is_ascii_alphabetic())
                    .unwrap_or(rest.len())
                    .min(8)]
                    .to_ascii_lowercase()
                    .as_str(),
            )
    }

    fn starts_handle(&self, c: char) -> bool {
        matches!(c, '@' | '#') && self.rest()[1..].starts_with(is_word)
    }

    fn word(&mut self, first: char) {
        let rest = self.rest();
        if let Some(length) = acronym_length(rest) {
            self.push(length, Shape::Upper);
            return;
        }
        let mut length = first.len_utf8();
        loop {
            length += run_length(&rest[length..]);
            let Some(joiner) = rest[length..].chars().next() else {
                break;
            };
            if joiner == ' ' {
                break;
            }
            let after = &rest[length + joiner.len_utf8()..];
            if is_apostrophe(joiner) {
                let word = &rest[..length];
                if let Some(split) = clitic(word, after) {
                    self.clitic(length, split, joiner);
                    return;
                }
            }
            if !joins(&rest[..length], joiner, after) {
                break;
            }
            length += joiner.len_utf8();
        }
        length += self.stop_length(length);
        let shape = shape_of(&rest[..length]);
        self.push(length, shape);
    }

    /// Pushes a word and its clitic.
    fn clitic(&mut self, length: usize, split: Split, joiner: char) {
        let rest = self.rest();
        let word = length - usize::from(split.negation);
        let ending = length + joiner.len_utf8() + split.letters - word;
        self.push(word, shape_of(&rest[..word]));
        self.push(ending, Shape::Lower);
    }

    /// Length of a full stop that belongs to the word.
    fn stop_length(&self, length: usize) -> usize {
        let (word, after) = self.rest().split_at(length);
        let Some(after) = after.strip_prefix('.') else {
            return 0;
        };
        if after.starts_with('.') || word.len() > 7 {
            return 0;
        }
        let next = after.trim_start_matches(' ').chars().next();
        let number_next = next.is_some_and(|c| c.is_ascii_digit());
        let lower = word.to_ascii_lowercase();
        // An initial: "J. Smith", not "in Vitamin C. The".
        let initial = word.len() == 1
            && word.starts_with(|c: char| c.is_ascii_uppercase())
            && after.starts_with(' ')
            && next.is_some_and(char::is_uppercase)
            && word != "I";
        let abbreviation = match classify(&lower, number_next) {
            // "the col. of" is none, and "fr.com" neither.
            Some(Abbreviation::Title) => !after.starts_with(is_word) || number_next,
            Some(_) => true,
            None => false,
        };
        usize::from(initial || abbreviation)
    }
}

/// Where a word ends before a clitic.
#[derive(Clone, Copy)]
struct Split {
    /// Letters after the apostrophe.
    letters: usize,
    /// "n't": the n belongs to the clitic.
    negation: bool,
}

fn clitic(word: &str, after: &str) -> Option<Split> {
    let letters = after.find(|c: char| !is_word(c)).unwrap_or(after.len());
    if letters == 0 || letters > 2 {
        return None;
    }
    let ending = &after[..letters];
    if ending.eq_ignore_ascii_case("t") && word.ends_with(['n', 'N']) && word.len() > 1 {
        return Some(Split {
            letters,
            negation: true,
        });
    }
    // "Ra's al-Ayn" is a town.
    if word.eq_ignore_ascii_case("ra") {
        return None;
    }
    CLITICS
        .iter()
        .any(|(clitic, hosts)| {
            ending.eq_ignore_ascii_case(clitic)
                && (hosts.is_empty() || hosts.iter().any(|host| host.eq_ignore_ascii_case(word)))
        })
        .then_some(Split {
            letters,
            negation: false,
        })
}

/// Whether a mark between two word characters keeps them one token.
fn joins(word: &str, joiner: char, after: &str) -> bool {
    let digit_before = word.ends_with(|c: char| c.is_ascii_digit());
    let digit_after = after.starts_with(|c: char| c.is_ascii_digit());
    let word_after = after.starts_with(is_word);
    match joiner {
        '-' | '‐' | '‑' => {
            // "6-7" is a range, "2024-07-22" a date, "T-72" a name.
            let numeric = digit_before
                && digit_after
                && word.len() <= 10
                && word.bytes().all(|b| b.is_ascii_digit() || b == b'-');
            word_after && (!numeric || iso_date(word, after))
        }
        '\'' | '’' | '‘' | 'ʻ' | '_' => word_after && !digit_after,
        ',' => digit_before && groups_thousands(after),
        '.' if digit_before => digit_after,
        '.' => {
            let host = after
                .find(|c: char| !c.is_ascii_lowercase())
                .unwrap_or(after.len());
            TOP_LEVEL.contains(&&after[..host]) && !after[host..].starts_with(is_word)
        }
        // The bound keeps "1:1:1:…" linear.
        ':' | '/' => {
            word.len() <= 32
                && digit_before
                && digit_after
                && word.bytes().all(|b| {
                    b.is_ascii_digit() || b == joiner as u8 || b == b'-' || b == b'T' || b == b'.'
                })
        }
        '&' => word.ends_with(char::is_uppercase) && after.starts_with(char::is_uppercase),
        '@' => word_after,
        _ => false,
    }
}

/// "2024" or "2024-07" before "-07…" or "-22…".
fn iso_date(word: &str, after: &str) -> bool {
    let two = after.len() >= 2
        && after.bytes().take(2).all(|b| b.is_ascii_digit())
        && !after[2..].starts_with(|c: char| c.is_ascii_digit());
    match word.len() {
        4 => {
            two && after[2..].starts_with('-')
                && after[3..].starts_with(|c: char| c.is_ascii_digit())
        }
        7 => two,
        // "22-07-2024".
        2 | 1 => two && after[2..].starts_with('-') && four_digits(&after[3..]),
        5 => four_digits(after),
        _ => false,
    }
}

fn four_digits(text: &str) -> bool {
    text.bytes().take_while(u8::is_ascii_digit).take(5).count() == 4
}

fn groups_thousands(after: &str) -> bool {
    after.bytes().take_while(u8::is_ascii_digit).take(4).count() == 3
}

/// Length of "U.S.", "a.m.", "U.N" at the start of a text.
fn acronym_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut letters = 0;
    while at + 1 < bytes.len() && bytes[at].is_ascii_alphabetic() && bytes[at + 1] == b'.' {
        at += 2;
        letters += 1;
        if letters > 8 {
            return None;
        }
    }
    let next = text[at..].chars().next();
    if letters == 1 {
        // "U.S" without its last stop.
        let upper = bytes[0].is_ascii_uppercase() && next.is_some_and(|c| c.is_ascii_uppercase());
        let end = at + 1;
        return (upper && !text[end..].starts_with(is_word)).then_some(end);
    }
    if letters < 2 {
        return None;
    }
    match next {
        // "U.S.-led"
        Some('-') if text[at + 1..].starts_with(is_word) => {
            Some(at + 1 + run_length(&text[at + 1..]))
        }
        Some(c) if c.is_alphanumeric() => {
            let run = run_length(&text[at..]);
            (run == 1).then_some(at + 1).or(Some(at))
        }
        _ => Some(at),
    }
}

/// Length of a URL at the start of a text.
fn address_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    if !matches!(bytes.first(), Some(b'h' | b'H' | b'w' | b'W')) {
        return None;
    }
    let start = [&b"http://"[..], b"https://", b"www."]
        .iter()
        .any(|start| bytes.len() > start.len() && bytes[..start.len()].eq_ignore_ascii_case(start));
    if !start {
        return None;
    }
    let end = text.find(is_space).unwrap_or(text.len());
    let trimmed =
        text[..end].trim_end_matches(['.', ',', ')', ';', ':', '"', '\'', '”', '’', '!', '?', ']']);
    Some(trimmed.len().max(1))
}

fn run_length(text: &str) -> usize {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let run = text.bytes().take_while(|byte| plain(byte)).count();
    match text.as_bytes().get(run) {
        Some(byte) if !byte.is_ascii() => {
            let rest = &text[run..];
            run + rest.find(|c: char| !is_word(c)).unwrap_or(rest.len())
        }
        _ => run,
    }
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '_' | '\u{200c}' | '\u{200d}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`')
}

/// What a word looks like.
pub(super) fn shape_of(word: &str) -> Shape {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Shape::Lower;
    }
    let mut digit = false;
    let mut upper = 0_usize;
    let mut lower = 0_usize;
    for c in word.chars() {
        digit |= c.is_numeric();
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    let first_upper = word.starts_with(char::is_uppercase);
    if !word.chars().any(char::is_alphanumeric) {
        return Shape::Punctuation;
    }
    match (digit, upper, lower) {
        (true, 0, 0) => Shape::Number,
        (true, ..) => Shape::Alphanumeric,
        (false, 0, _) => Shape::Lower,
        (false, 1, 0) => Shape::Capitalised,
        (false, _, 0) => Shape::Upper,
        (false, 1, _) if first_upper => Shape::Capitalised,
        // "Al-Homsi", "Turkish-Backed".
        _ if first_upper && word.contains(['-', '‑', '\'', '’']) && parts_capitalised(word) => {
            Shape::Capitalised
        }
        _ => Shape::Mixed,
    }
}

fn parts_capitalised(word: &str) -> bool {
    word.split(['-', '‑', '\'', '’'])
        .all(|part| !part.chars().skip(1).any(char::is_uppercase))
}

#[cfg(test)]
#[path = "token_tests.rs"]
mod tests;
