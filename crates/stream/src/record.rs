//! One record as it was read, and what a stage makes of it.
//!
//! Owns its bytes, so that a slow record never pins librdkafka's fetch buffers, and keeps
//! key, value and headers exactly as read, so that a dead letter is the original.

use std::{fmt, sync::Arc};

/// A record as read from Kafka.
#[derive(Clone, PartialEq, Eq)]
pub struct Record {
    /// The topic it was read from.
    pub topic: Arc<str>,
    /// The partition it was read from.
    pub partition: i32,
    /// Its offset in the partition.
    pub offset: i64,
    /// The key; `None` where the record has none.
    pub key: Option<Vec<u8>>,
    /// The value; `None` for a tombstone.
    pub payload: Option<Vec<u8>>,
    /// The headers, in order.
    pub headers: Headers,
    /// Milliseconds since 1970 UTC, as the producer or the broker set it.
    pub timestamp_ms: Option<i64>,
}

impl Record {
    /// Bytes this record holds: key, value and headers.
    pub fn size(&self) -> usize {
        self.key.as_ref().map_or(0, Vec::len)
            + self.payload.as_ref().map_or(0, Vec::len)
            + self.headers.size()
    }
}

/// Says where the record is and how large, never what is in it.
impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record")
            .field("topic", &self.topic)
            .field("partition", &self.partition)
            .field("offset", &self.offset)
            .field("bytes", &self.size())
            .finish_non_exhaustive()
    }
}

/// A record to write: the topic is the configured output topic, the partition follows
/// from the key.
#[derive(Clone, PartialEq, Eq)]
pub struct Output {
    /// The key; for sitrep's own topics the article id.
    pub key: Vec<u8>,
    /// The value.
    pub payload: Vec<u8>,
    /// Headers; `traceparent` is added from the input where the stage set none.
    pub headers: Headers,
}

impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Output")
            .field("key", &String::from_utf8_lossy(&self.key))
            .field("bytes", &self.payload.len())
            .finish_non_exhaustive()
    }
}

/// Record headers: an ordered list, because Kafka allows a name to occur more than once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers(Vec<(String, Option<Vec<u8>>)>);

impl Headers {
    /// No headers.
    pub fn new() -> Self {
        Self::default()
    }

    /// The value of the last header with this name; `None` where it is absent or null.
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.0
            .iter()
            .rev()
            .find(|(held, _)| held == name)
            .and_then(|(_, value)| value.as_deref())
    }

    /// [`get`](Self::get) as text; `None` also where the value is not UTF-8.
    pub fn get_str(&self, name: &str) -> Option<&str> {
        self.get(name)
            .and_then(|value| std::str::from_utf8(value).ok())
    }

    /// Puts one header of this name in place of all that were there.
    pub fn set(&mut self, name: &str, value: impl Into<Vec<u8>>) {
        self.0.retain(|(held, _)| held != name);
        self.push(name, Some(value.into()));
    }

    /// Adds a header as it is, also where the name is taken; `None` is Kafka's null.
    pub fn push(&mut self, name: &str, value: Option<Vec<u8>>) {
        self.0.push((name.to_owned(), value));
    }

    /// All headers, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Option<&[u8]>)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_deref()))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn size(&self) -> usize {
        self.iter()
            .map(|(name, value)| name.len() + value.map_or(0, <[u8]>::len))
            .sum()
    }
}

impl<N: Into<String>, V: Into<Vec<u8>>> FromIterator<(N, V)> for Headers {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Self {
        Self(
            pairs
                .into_iter()
                .map(|(name, value)| (name.into(), Some(value.into())))
                .collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_header_of_a_name_counts_and_set_leaves_only_one() {
        let mut headers = Headers::from_iter([("a", "1"), ("b", "2"), ("a", "3")]);
        assert_eq!(headers.get_str("a"), Some("3"));
        headers.set("a", "4");
        let names: Vec<_> = headers.iter().map(|(name, _)| name.to_owned()).collect();
        assert_eq!(names, ["b", "a"]);
        assert_eq!(headers.get("a"), Some(&b"4"[..]));
        assert_eq!(headers.get("c"), None);
    }

    #[test]
    fn debug_output_shows_sizes_and_no_text() {
        let record = Record {
            topic: "t".into(),
            partition: 0,
            offset: 7,
            key: Some(b"key".to_vec()),
            payload: Some(b"Clashes near Idlib".to_vec()),
            headers: Headers::from_iter([("h", "v")]),
            timestamp_ms: None,
        };
        let shown = format!("{record:?}");
        assert!(shown.contains("bytes: 23"), "{shown}");
        assert!(!shown.contains("Idlib"));
    }
}
