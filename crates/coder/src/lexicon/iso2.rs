//! Country codes as two bytes, so that comparing countries costs nothing.

use std::fmt;

/// ISO 3166-1 alpha-2, upper case.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Iso2([u8; 2]);

impl Iso2 {
    /// Reads two ASCII upper-case letters.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text.as_bytes() {
            [a @ b'A'..=b'Z', b @ b'A'..=b'Z'] => Some(Self([*a, *b])),
            _ => None,
        }
    }

    /// The code as text.
    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The code in lower case, as ids have it.
    pub(crate) fn lower(self) -> String {
        self.as_str().to_ascii_lowercase()
    }
}

impl fmt::Debug for Iso2 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
