//! Where paragraphs start. Scrapers give one line per paragraph, or blank lines between
//! them, or text wrapped at 72 columns; a heading must not run into the text below it,
//! and a wrapped sentence must not be cut.

use crate::text::Shape;
use crate::text::Token;

/// Lines of wrapped text are not longer than this.
const WRAP_WIDTH: usize = 100;

/// For every token, whether a paragraph starts with it.
pub(super) fn starts(text: &str, tokens: &[Token]) -> Vec<bool> {
    let wrapped = is_wrapped(text);
    let mut starts = Vec::with_capacity(tokens.len());
    let mut before: Option<&Token> = None;
    for token in tokens {
        starts.push(before.is_none_or(|before| starts_behind(text, before, token, wrapped)));
        before = Some(token);
    }
    starts
}

/// Whether a paragraph starts with a token that has another one before it.
fn starts_behind(text: &str, before: &Token, token: &Token, wrapped: bool) -> bool {
    let gap = before.end as usize..token.start as usize;
    // Nearly all tokens.
    if matches!(&text.as_bytes()[gap.clone()], b"" | b" ") {
        return false;
    }
    let gap = &text[gap];
    match gap.bytes().filter(|byte| *byte == b'\n').count() {
        0 => gap.contains(['\r', '\u{2028}', '\u{2029}', '\u{85}']),
        1 => !wrapped && !runs_on(text, before, token),
        _ => true,
    }
}

/// A single line break inside a sentence: a comma before it or a small letter after it.
fn runs_on(text: &str, before: &Token, after: &Token) -> bool {
    let comma = &text[before.start as usize..before.end as usize] == ",";
    let ended = before.shape == Shape::Punctuation && !comma;
    comma || (!ended && after.shape == Shape::Lower)
}

/// True when line breaks only keep lines short: many lines of like length, none long,
/// most of them ending inside a sentence.
fn is_wrapped(text: &str) -> bool {
    let (mut full, mut open) = (0_usize, 0_usize);
    for line in text.lines() {
        let width = line.trim_end().len();
        if width > WRAP_WIDTH * 2 || (width > WRAP_WIDTH && line.chars().count() > WRAP_WIDTH) {
            return false;
        }
        if width >= 55 {
            full += 1;
            open += usize::from(!line.trim_end().ends_with(['.', '!', '?', ':', '"', '”']));
        }
    }
    full >= 4 && open * 2 > full
}
