//! One version for all data that change what is coded. Prevents two articles from carrying
//! the same version although a word list, a rule or a weight changed between them.

use std::fmt::Write as _;
use std::sync::OnceLock;

use sha2::{Digest as _, Sha256};

use crate::event::opinion;
use crate::source::Source;
use crate::{Gazetteer, entity, frame, gazetteer, lexicon, quantity, text};

/// The version of the built-in data with these places, and files laid over them: 16
/// hexadecimal digits.
pub(crate) fn of(places: &Gazetteer, overrides: &[Source<'_>]) -> String {
    let mut hash = Hash::default();
    hash.add(built_in());
    hash.add(places.version());
    for source in overrides {
        hash.add(source.name);
        hash.add(source.text);
    }
    hash.digits()
}

/// Of everything that is built in but the places. Hashed once in the life of a process.
fn built_in() -> &'static str {
    static VERSION: OnceLock<String> = OnceLock::new();
    VERSION.get_or_init(|| {
        let mut hash = Hash::default();
        for source in [lexicon::BUNDLED, frame::BUNDLED, quantity::BUNDLED].concat() {
            hash.add(source.name);
            hash.add(source.text);
        }
        for table in gazetteer::TABLES.iter().chain(&text::TABLES) {
            hash.add(table);
        }
        hash.add(text::tagger::BUNDLED);
        hash.add(entity::model::BUNDLED);
        hash.add(opinion::BUNDLED);
        hash.digits()
    })
}

#[derive(Default)]
struct Hash(Sha256);

impl Hash {
    /// Adds one part, and where it ends.
    fn add(&mut self, part: impl AsRef<[u8]>) {
        let part = part.as_ref();
        self.0.update(part);
        self.0.update((part.len() as u64).to_le_bytes());
    }

    fn digits(self) -> String {
        let mut digits = String::with_capacity(16);
        for byte in self.0.finalize().iter().take(8) {
            // Writing to a string cannot fail.
            let _ = write!(digits, "{byte:02x}");
        }
        digits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_laid_over_the_data_changes_the_version() {
        let places = Gazetteer::bundled().unwrap();
        let version = |name, text| of(&places, &[Source { name, text }]);
        let versions = [
            of(&places, &[]),
            version("people.tsv", "a"),
            version("people.tsv", "b"),
            version("frames/decide.tsv", "a"),
        ];
        for (number, one) in versions.iter().enumerate() {
            assert!(!versions[..number].contains(one), "{versions:?}");
        }
        assert_eq!(versions[0], of(&places, &[]));
        assert_eq!(versions[0].len(), 16);
    }
}
