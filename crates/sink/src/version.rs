//! In which order the states of one article, and of one dimension row, replace each other.
//!
//! Records can arrive twice and in any order; the tables must not depend on it. Each
//! state therefore carries a version, a byte string whose bytewise order is the order of
//! the states, and a write only ever replaces a lower one.

use jiff::Timestamp;
use openssl::sha::sha256;

/// What orders the states of one article: revisions first, then codings.
///
/// Coder versions are compared as numbers. A lexicon's version is a hash and has no
/// order, so among codings by the same coder the one produced last counts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ArticleState<'a> {
    pub(crate) scraped_at: Timestamp,
    /// Lower-case hex digits, which sort like the bytes they stand for.
    pub(crate) content_hash: &'a str,
    pub(crate) coder: CoderVersion,
    pub(crate) coded_at: Timestamp,
    pub(crate) lexicon_version: &'a str,
}

impl ArticleState<'_> {
    pub(crate) fn version(&self) -> Vec<u8> {
        let mut key = Vec::with_capacity(112);
        key.extend(instant(self.scraped_at));
        key.extend(self.content_hash.bytes());
        key.extend(self.coder.0.iter().flat_map(|part| part.to_be_bytes()));
        key.extend(instant(self.coded_at));
        key.extend(self.lexicon_version.bytes());
        key
    }
}

/// A semantic version as numbers, with the pre-release as "before the release".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CoderVersion([u32; 4]);

impl CoderVersion {
    /// `None` where the text is no `major.minor.patch` with an optional `-suffix`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.split_once('+').map_or(text, |(before, _)| before);
        let (release, is_final) = match text.split_once('-') {
            Some((release, _)) => (release, 0),
            None => (text, 1),
        };
        let mut parts = release.split('.').map(|part| part.parse().ok());
        let numbers = [parts.next()??, parts.next()??, parts.next()??, is_final];
        parts.next().is_none().then_some(Self(numbers))
    }
}

/// The version of a row that many articles write to: the hour of the coding, then its
/// content. By the hour, because otherwise every batch would rewrite, and lock, the rows
/// of the entities that all the news are about.
pub(crate) fn dimension(as_of: Timestamp, content: &[Option<&str>]) -> Vec<u8> {
    let mut text = Vec::new();
    for part in content {
        // The length keeps ("ab", "c") and ("a", "bc") apart.
        let length = part.map_or(0, |part| part.len() + 1);
        text.extend(length.to_be_bytes());
        text.extend(part.unwrap_or_default().bytes());
    }
    let mut key = instant(as_of).to_vec();
    key.extend(&sha256(&text)[..8]);
    key
}

/// The start of the hour.
pub(crate) fn hour(instant: Timestamp) -> Timestamp {
    const HOUR: i64 = 3_600_000_000;
    let micros = instant.as_microsecond();
    Timestamp::from_microsecond(micros - micros.rem_euclid(HOUR)).unwrap_or(instant)
}

/// Whole microseconds, which is what PostgreSQL keeps.
pub(crate) fn whole_micros(instant: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(instant.as_microsecond()).unwrap_or(instant)
}

/// Big-endian, with the sign bit flipped so that early instants sort first.
fn instant(instant: Timestamp) -> [u8; 8] {
    (instant.as_microsecond() ^ i64::MIN).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Parts = (i64, String, (u32, u32, u32), i64, String);

    fn state() -> impl Strategy<Value = Parts> {
        (
            -2_000_000_i64..2_000_000,
            "[0-9a-f]{4}",
            (0..3_u32, 0..300_u32, 0..3_u32),
            0..3_i64,
            "[0-9a-f]{2}",
        )
    }

    fn version((scraped, hash, (a, b, c), coded, lexicon): &Parts) -> Vec<u8> {
        ArticleState {
            scraped_at: Timestamp::from_microsecond(*scraped).expect("in range"),
            content_hash: hash,
            coder: CoderVersion::parse(&format!("{a}.{b}.{c}")).expect("a version"),
            coded_at: Timestamp::from_millisecond(*coded).expect("in range"),
            lexicon_version: lexicon,
        }
        .version()
    }

    proptest! {
        #[test]
        fn byte_order_is_the_order_of_the_states(one in state(), other in state()) {
            prop_assert_eq!(version(&one).cmp(&version(&other)), one.cmp(&other));
        }
    }

    #[test]
    fn coder_versions_are_numbers_and_a_pre_release_comes_before_its_release() {
        let order = ["0.9.0", "0.10.0-rc.1", "0.10.0", "1.0.0+build.7"];
        let parsed: Vec<_> = order
            .map(|text| CoderVersion::parse(text).expect("valid"))
            .into();
        assert!(parsed.is_sorted_by(|a, b| a < b));
        for wrong in ["", "1", "1.2", "1.2.3.4", "a.b.c", "1.2.-3"] {
            assert_eq!(CoderVersion::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_missing_and_what_is_empty_differ() {
        let at = Timestamp::UNIX_EPOCH;
        assert_ne!(dimension(at, &[None]), dimension(at, &[Some("")]));
        assert_ne!(
            dimension(at, &[Some("ab"), Some("c")]),
            dimension(at, &[Some("a"), Some("bc")])
        );
    }

    #[test]
    fn hours_are_cut_downwards_before_1970_too() {
        let at: Timestamp = "1969-12-31T23:59:59.5Z".parse().expect("an instant");
        assert_eq!(hour(at).to_string(), "1969-12-31T23:00:00Z");
    }
}
