//! How large a raw record may be.
//!
//! Prevents one record from taking the memory or the time of all the others: size,
//! nesting and number of items are known before anything is built from the bytes.

use serde::{Deserialize, Serialize};

use crate::{Reason, Rejected};

/// Upper bounds for one raw record. Each has its own reason code.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Bytes of the whole record. Default 5 MiB.
    pub bytes: usize,
    /// Objects and arrays inside each other; at most [`Limits::MAX_DEPTH`]. Default 64.
    pub depth: usize,
    /// Object fields and array items, all levels together. Default 20,000.
    pub items: usize,
    /// Code points of the cleaned title. Default 1,000.
    pub title_chars: usize,
    /// Bytes of the address. Default 2,048, which a B-tree index of PostgreSQL still takes.
    pub url_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 5 * 1024 * 1024,
            depth: 64,
            items: 20_000,
            title_chars: 1_000,
            url_bytes: 2_048,
        }
    }
}

impl Limits {
    /// The deepest nesting that the JSON parser takes.
    pub const MAX_DEPTH: usize = 127;

    /// Refuses a record that is too large, too deep or too full. Reads the bytes
    /// once and builds nothing.
    pub(crate) fn check(&self, raw: &[u8]) -> Result<(), Rejected> {
        if raw.len() > self.bytes {
            return Err(Reason::TooLarge.because(format!(
                "{} bytes; limits.bytes is {}",
                raw.len(),
                self.bytes
            )));
        }
        let outline = Outline::of(raw);
        let depth = self.depth.min(Self::MAX_DEPTH);
        if outline.depth > depth {
            return Err(Reason::TooDeep
                .because(format!("{} levels; limits.depth is {depth}", outline.depth)));
        }
        if outline.items > self.items {
            return Err(Reason::TooManyItems.because(format!(
                "about {} fields and items; limits.items is {}",
                outline.items, self.items
            )));
        }
        Ok(())
    }
}

/// The outline of JSON text. Says nothing about whether the text is valid.
#[derive(Debug, Default, PartialEq, Eq)]
struct Outline {
    /// Levels of objects and arrays.
    depth: usize,
    /// Commas and opening brackets outside strings: at least the number of values
    /// less one, so that it bounds what parsing allocates.
    items: usize,
}

impl Outline {
    fn of(raw: &[u8]) -> Self {
        let mut outline = Self::default();
        let mut open = 0_usize;
        let mut bytes = raw.iter();
        while let Some(byte) = bytes.next() {
            match byte {
                b'{' | b'[' => {
                    open += 1;
                    outline.items += 1;
                    outline.depth = outline.depth.max(open);
                }
                b'}' | b']' => open = open.saturating_sub(1),
                b',' => outline.items += 1,
                b'"' => skip_string(&mut bytes),
                _ => {}
            }
        }
        outline
    }
}

/// Moves past the closing quotation mark of a string.
fn skip_string(bytes: &mut std::slice::Iter<'_, u8>) {
    while let Some(byte) = bytes.next() {
        match byte {
            b'\\' => {
                bytes.next();
            }
            b'"' => return,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_and_commas_inside_strings_do_not_count() {
        let outline = Outline::of(br#"{"a": "[[[,,,\"[[", "b": [1, 2]}"#);
        assert_eq!(outline, Outline { depth: 2, items: 4 });
    }

    #[test]
    fn each_limit_has_its_own_reason() {
        let limits = Limits {
            bytes: 20,
            depth: 2,
            items: 4,
            ..Limits::default()
        };
        let reason = |raw: &[u8]| limits.check(raw).err().map(|rejected| rejected.reason);
        assert_eq!(reason(&[b' '; 21]), Some(Reason::TooLarge));
        assert_eq!(reason(b"[[[]]]"), Some(Reason::TooDeep));
        assert_eq!(reason(b"[1,2,3,4,5]"), Some(Reason::TooManyItems));
        assert_eq!(reason(b"[1,2,3,4]"), None);
    }
}
