//! Bytes to JSON, with the repairs that keep an article whose encoding is faulty.
//!
//! Prevents the loss of articles to faults that scrapers commonly make: lone
//! surrogates and invalid UTF-8 (cut in the middle of a character), raw control
//! characters inside strings, and the `NaN` that Python writes for a missing value.

use serde::Deserialize as _;
use serde_json::Value;

use crate::{Limits, Reason, Rejected};

/// A record's JSON value.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) value: Value,
    /// Lone surrogates and invalid UTF-8 sequences replaced by U+FFFD, in all fields.
    pub(crate) replaced: u32,
}

/// Parses one record, repairing it first when it is not valid as it is.
pub(crate) fn decode(raw: &[u8], limits: &Limits) -> Result<Decoded, Rejected> {
    let raw = raw.strip_prefix("\u{feff}".as_bytes()).unwrap_or(raw);
    if raw.trim_ascii().is_empty() {
        return Err(Reason::Empty.because("the record has no value"));
    }
    limits.check(raw)?;
    if let Ok(value) = parse(raw) {
        return Ok(Decoded { value, replaced: 0 });
    }
    let repaired = repair(raw);
    let value = parse(repaired.text.as_bytes())?;
    Ok(Decoded {
        value,
        replaced: repaired.replaced,
    })
}

fn parse(json: &[u8]) -> Result<Value, Rejected> {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let value = Value::deserialize(&mut deserializer).map_err(|error| {
        // serde_json's syntax errors quote no text.
        if error.is_eof() {
            Reason::TruncatedJson.because(error.to_string())
        } else {
            Reason::NotJson.because(error.to_string())
        }
    })?;
    deserializer
        .end()
        .map_err(|error| Reason::TrailingData.because(error.to_string()))?;
    Ok(value)
}

/// JSON text after the repairs.
struct Repaired {
    text: String,
    replaced: u32,
}

fn repair(raw: &[u8]) -> Repaired {
    let mut valid = String::with_capacity(raw.len());
    let mut replaced = 0;
    for chunk in raw.utf8_chunks() {
        valid.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            valid.push(char::REPLACEMENT_CHARACTER);
            replaced += 1;
        }
    }
    let mut text = String::with_capacity(valid.len());
    let mut rest = valid.as_str();
    while let Some(quote) = rest.find('"') {
        push_values(&mut text, &rest[..quote]);
        text.push('"');
        rest = push_string(&mut text, &rest[quote + 1..], &mut replaced);
    }
    push_values(&mut text, rest);
    Repaired { text, replaced }
}

/// Copies what stands outside strings; Python's non-JSON numbers become null.
fn push_values(text: &mut String, values: &str) {
    let nan_free = values
        .replace("-Infinity", "null")
        .replace("Infinity", "null")
        .replace("NaN", "null");
    text.push_str(&nan_free);
}

/// Copies a string up to and including its closing quotation mark, and gives what
/// follows it.
fn push_string<'a>(text: &mut String, inside: &'a str, replaced: &mut u32) -> &'a str {
    let mut rest = inside;
    while let Some(at) = rest.find(|c: char| matches!(c, '"' | '\\' | '\0'..='\u{1f}')) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix('"') {
            text.push('"');
            return after;
        }
        rest = if rest.starts_with('\\') {
            push_escape(text, rest, replaced)
        } else {
            // The match is one ASCII control character.
            let control = u32::from(rest.as_bytes()[0]);
            text.push_str(&format!("\\u{control:04x}"));
            &rest[1..]
        };
    }
    text.push_str(rest);
    ""
}

/// Copies one escape sequence (a surrogate pair is one) and gives what follows it.
fn push_escape<'a>(text: &mut String, escape: &'a str, replaced: &mut u32) -> &'a str {
    let length = match code_unit(escape) {
        Some(0xd800..=0xdbff) => {
            let low = escape.get(6..).and_then(code_unit);
            matches!(low, Some(0xdc00..=0xdfff)).then_some(12)
        }
        Some(0xdc00..=0xdfff) => None,
        Some(_) => Some(6),
        // `\n` and the like; also broken escapes, which the parser will refuse.
        None => Some(1 + escape[1..].chars().next().map_or(0, char::len_utf8)),
    };
    match length {
        Some(length) => {
            text.push_str(&escape[..length]);
            &escape[length..]
        }
        None => {
            text.push_str("\\ufffd");
            *replaced += 1;
            &escape[6..]
        }
    }
}

/// The UTF-16 code unit of a `\uXXXX` escape at the start of `text`.
fn code_unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    // from_str_radix also takes a sign.
    let hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    hexadecimal
        .then(|| u16::from_str_radix(digits, 16).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(raw: &[u8]) -> (Value, u32) {
        let decoded = decode(raw, &Limits::default()).expect("decodes");
        (decoded.value, decoded.replaced)
    }

    fn reason(raw: &[u8]) -> Reason {
        decode(raw, &Limits::default())
            .expect_err("is refused")
            .reason
    }

    #[test]
    fn lone_surrogates_are_replaced_and_pairs_kept() {
        let (value, replaced) = decoded(br#"{"t": "a\ud800b \ud83d\ude00 \udc00"}"#);
        assert_eq!(value["t"], "a\u{fffd}b 😀 \u{fffd}");
        assert_eq!(replaced, 2);
    }

    #[test]
    fn an_escaped_backslash_before_u_is_no_escape_of_a_code_unit() {
        let (value, replaced) = decoded(b"{\"t\": \"\\\\ud800 \xff\"}");
        assert_eq!(value["t"], "\\ud800 \u{fffd}");
        assert_eq!(replaced, 1);
    }

    #[test]
    fn raw_control_characters_and_python_numbers_are_repaired() {
        let (value, replaced) = decoded(b"{\"t\": \"a\nb\0 NaN\", \"n\": NaN, \"m\": -Infinity}");
        assert_eq!(
            value,
            serde_json::json!({"t": "a\nb\0 NaN", "n": null, "m": null})
        );
        assert_eq!(replaced, 0);
    }

    #[test]
    fn a_byte_order_mark_is_ignored() {
        assert_eq!(decoded("\u{feff}{}".as_bytes()).0, serde_json::json!({}));
    }

    #[test]
    fn faults_are_told_apart() {
        assert_eq!(reason(b" \n"), Reason::Empty);
        assert_eq!(reason(b"{\"a\": \"b"), Reason::TruncatedJson);
        assert_eq!(reason(b"{} {}"), Reason::TrailingData);
        assert_eq!(reason(b"<html>"), Reason::NotJson);
        assert_eq!(reason(b"{\"a\": \"\\x\"}"), Reason::NotJson);
    }
}
