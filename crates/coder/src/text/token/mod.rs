//! The tokeniser: every token is a slice of the text, nothing is changed or lost but
//! white space. Prevents offsets that drift, and names and numbers that fall apart.
//!
//! One token: "Turkish-backed", "al-Homsi", "RPG-7", "Sana'a", "U.S.", "Gen.", "2,000",
//! "17.53", "2024-07-22", "user@example.org". Several: "Turkey|'s", "did|n't", "6|-|7",
//! "$|5", "and|/|or".

pub(super) mod abbreviation;
mod extent;

use smol_str::StrExt as _;

use self::abbreviation::{Abbreviation, classify};
use self::extent::{
    Split, acronym_length, address_length, clitic, is_apostrophe, is_space, is_word, joins,
    run_length,
};
use super::Shape;
use super::Token;
use super::Upos;
use super::VerbForm;

/// Splits a text into tokens, which are added to `tokens`; time is linear in its length.
pub(crate) fn tokenise(text: &str, tokens: &mut Vec<Token>) {
    tokens.reserve(text.len() / 5 + 8);
    let mut scanner = Scanner {
        text,
        at: 0,
        space_before: true,
        tokens,
    };
    while let Some(c) = scanner.peek() {
        scanner.step(c);
    }
}

/// Names that start with an ayn written as an apostrophe.
const AYN: &[&str] = &[
    "ayn", "ain", "abd", "adra", "amr", "isa", "issa", "izz", "umar", "anjar",
];

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    space_before: bool,
    tokens: &'a mut Vec<Token>,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn step(&mut self, c: char) {
        if c == ' ' {
            self.at += 1;
            self.space_before = true;
        } else if let Some((length, shape)) = self.plain_word() {
            self.push(length, shape);
        } else if is_space(c) {
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

    /// The length and shape of a word of ASCII letters before a space or a mark that joins it
    /// to nothing: most words, which need no look at what marks mean.
    fn plain_word(&self) -> Option<(usize, Shape)> {
        let rest = self.rest().as_bytes();
        let (mut length, mut capitals) = (0, 0);
        while let Some(byte) = rest.get(length).filter(|byte| byte.is_ascii_alphabetic()) {
            capitals += usize::from(byte.is_ascii_uppercase());
            length += 1;
        }
        let ends = matches!(rest.get(length), Some(b' ' | b',' | b';' | b')' | b'\n'));
        let shape = || match capitals {
            0 => Shape::Lower,
            1 if rest[0].is_ascii_uppercase() => Shape::Capitalised,
            _ => shape_of(&self.rest()[..length]),
        };
        (length > 0 && ends).then(|| (length, shape()))
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
        let lower = word.to_ascii_lowercase_smolstr();
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

/// What a word looks like.
pub(super) fn shape_of(word: &str) -> Shape {
    let small = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_lowercase);
    match word.as_bytes() {
        all if small(all) => return Shape::Lower,
        [b'A'..=b'Z', rest @ ..] if small(rest) => return Shape::Capitalised,
        _ => {}
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
mod tests;
