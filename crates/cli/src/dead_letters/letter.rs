//! One dead letter as read from the topic.

use std::fmt;

use rdkafka::{
    Message,
    message::{BorrowedMessage, Header, Headers as _, OwnedHeaders},
};
use serde::Serialize;
use sitrep_contract::headers;

/// Headers that sitrep adds to a dead letter; everything else was the record's own.
const ADDED: &[&str] = &[
    headers::DEAD_STAGE,
    headers::DEAD_REASON,
    headers::DEAD_DETAIL,
    headers::DEAD_TOPIC,
    headers::DEAD_PARTITION,
    headers::DEAD_OFFSET,
    headers::DEAD_TIME,
    headers::DEAD_VERSION,
];

/// A record that was set aside, with its reason.
#[derive(Debug, Serialize)]
pub(crate) struct DeadLetter {
    partition: i32,
    offset: i64,
    pub(crate) stage: String,
    pub(crate) reason: String,
    pub(crate) detail: String,
    pub(crate) source_topic: String,
    source_partition: String,
    source_offset: String,
    pub(crate) time: String,
    version: String,
    #[serde(skip)]
    pub(crate) key: Option<Vec<u8>>,
    #[serde(skip)]
    pub(crate) payload: Vec<u8>,
    #[serde(skip)]
    own_headers: Vec<(String, Option<Vec<u8>>)>,
}

impl DeadLetter {
    /// Reads a record of the dead-letter topic. What is missing is empty.
    pub(crate) fn read(message: &BorrowedMessage<'_>) -> Self {
        let all: Vec<(String, Option<Vec<u8>>)> = message
            .headers()
            .map(|all| {
                all.iter()
                    .map(|it| (it.key.to_owned(), it.value.map(<[u8]>::to_vec)))
                    .collect()
            })
            .unwrap_or_default();
        let text = |name: &str| {
            let value = all
                .iter()
                .find(|(key, _)| key == name)
                .and_then(|(_, value)| value.as_deref());
            String::from_utf8_lossy(value.unwrap_or_default()).into_owned()
        };
        Self {
            partition: message.partition(),
            offset: message.offset(),
            stage: text(headers::DEAD_STAGE),
            reason: text(headers::DEAD_REASON),
            detail: text(headers::DEAD_DETAIL),
            source_topic: text(headers::DEAD_TOPIC),
            source_partition: text(headers::DEAD_PARTITION),
            source_offset: text(headers::DEAD_OFFSET),
            time: text(headers::DEAD_TIME),
            version: text(headers::DEAD_VERSION),
            key: message.key().map(<[u8]>::to_vec),
            payload: message.payload().unwrap_or_default().to_vec(),
            own_headers: all
                .into_iter()
                .filter(|(name, _)| !ADDED.contains(&name.as_str()))
                .collect(),
        }
    }

    /// Where it stands, as `show` takes it.
    pub(crate) fn position(&self) -> String {
        format!("{}:{}", self.partition, self.offset)
    }

    /// Where the record came from: topic, partition, offset.
    pub(crate) fn source(&self) -> String {
        format!(
            "{} {}:{}",
            self.source_topic, self.source_partition, self.source_offset
        )
    }

    /// The headers the record had before it was set aside.
    pub(crate) fn original_headers(&self) -> OwnedHeaders {
        self.own_headers
            .iter()
            .fold(OwnedHeaders::new(), |all, (name, value)| {
                all.insert(Header {
                    key: name,
                    value: value.as_deref(),
                })
            })
    }
}

/// Everything, for a person: the reason first, the original bytes last.
impl fmt::Display for DeadLetter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = self
            .key
            .as_deref()
            .map(String::from_utf8_lossy)
            .unwrap_or_default();
        for (name, value) in [
            ("position", self.position()),
            ("stage", self.stage.clone()),
            ("reason", self.reason.clone()),
            ("detail", self.detail.clone()),
            ("from", self.source()),
            ("time", self.time.clone()),
            ("version", self.version.clone()),
            ("key", key.into_owned()),
        ] {
            writeln!(formatter, "{name:<10}{value}")?;
        }
        for (name, value) in &self.own_headers {
            let value = value
                .as_deref()
                .map(String::from_utf8_lossy)
                .unwrap_or_default();
            writeln!(formatter, "header    {name}: {value}")?;
        }
        write!(formatter, "\n{}", String::from_utf8_lossy(&self.payload))
    }
}
