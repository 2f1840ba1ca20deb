//! Names of the Kafka record headers that sitrep writes. All values are UTF-8.

/// W3C trace context, carried from record to record.
pub const TRACEPARENT: &str = "traceparent";
/// The message type of a value, e.g. `sitrep.v1.Article`.
pub const MESSAGE_TYPE: &str = "sitrep-message-type";
/// Forces the input shape of a raw record, e.g. `trafilatura`.
pub const INPUT_SHAPE: &str = "sitrep-input-shape";

/// Which service set a record aside: `ingest`, `enrich` or `sink`.
pub const DEAD_STAGE: &str = "sitrep-dead-stage";
/// The stable reason code; `docs/dead-letters.md` lists them.
pub const DEAD_REASON: &str = "sitrep-dead-reason";
/// One line for a person: what exactly was wrong. Never article text.
pub const DEAD_DETAIL: &str = "sitrep-dead-detail";
/// The topic the record was read from.
pub const DEAD_TOPIC: &str = "sitrep-dead-topic";
/// The partition the record was read from, decimal.
pub const DEAD_PARTITION: &str = "sitrep-dead-partition";
/// The offset the record was read at, decimal.
pub const DEAD_OFFSET: &str = "sitrep-dead-offset";
/// When it was set aside, RFC 3339 UTC.
pub const DEAD_TIME: &str = "sitrep-dead-time";
/// The version of the service that set it aside.
pub const DEAD_VERSION: &str = "sitrep-dead-version";
