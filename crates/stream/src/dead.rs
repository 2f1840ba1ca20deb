//! Dead letters: the original record, untouched, with the reason in added headers.
//!
//! Prevents the two useless kinds: the one that does not say why, and the one that cannot
//! be replayed because it is not the original any more.

use std::sync::Arc;

use metrics::counter;
use sitrep_contract::headers;

use crate::{
    Record, Rejection,
    backoff::Backoff,
    health::Health,
    metrics as names,
    outlet::{Message, Outlet, Receipt, Undelivered},
};

/// Where one service's dead letters go.
#[derive(Clone, Debug)]
pub(crate) struct DeadLetters<O> {
    outlet: O,
    topic: Arc<str>,
    stage: &'static str,
    health: Health,
}

impl<O: Outlet> DeadLetters<O> {
    pub(crate) fn new(outlet: O, topic: &str, stage: &'static str, health: Health) -> Self {
        Self {
            outlet,
            topic: topic.into(),
            stage,
            health,
        }
    }

    /// Queues the dead letter of a record.
    pub(crate) async fn send(&self, record: &Record, rejection: &Rejection) -> Receipt {
        let letter = letter(&self.topic, self.stage, record, rejection);
        self.outlet.send(letter).await
    }

    /// Waits until a dead letter is acknowledged. One that the topic refuses is tried again
    /// for ever, with an error in the log and readiness off: going on would lose it.
    pub(crate) async fn confirm(
        &self,
        mut receipt: Receipt,
        record: &Record,
        rejection: &Rejection,
    ) -> Result<(), Undelivered> {
        let mut backoff = Backoff::new(&self.health);
        loop {
            match receipt.await {
                Ok(()) => break,
                Err(Undelivered::Refused(error)) => {
                    tracing::error!(
                        error, topic = %self.topic, record = ?record,
                        "the dead-letter topic refuses a record and the partition waits; \
                         raise its max.message.bytes to that of the input topic"
                    );
                }
                Err(fatal @ Undelivered::Fatal(_)) => return Err(fatal),
            }
            tokio::time::sleep(backoff.next_wait()).await;
            receipt = self.send(record, rejection).await;
        }
        counter!(names::RECORDS_DEAD, "stage" => self.stage, "reason" => rejection.reason)
            .increment(1);
        tracing::info!(
            partition = record.partition,
            offset = record.offset,
            reason = rejection.reason,
            detail = rejection.detail,
            "record set aside"
        );
        Ok(())
    }
}

fn letter(topic: &Arc<str>, stage: &str, record: &Record, rejection: &Rejection) -> Message {
    let mut added = record.headers.clone();
    for (name, value) in [
        (headers::DEAD_STAGE, stage),
        (headers::DEAD_REASON, rejection.reason),
        (headers::DEAD_DETAIL, &rejection.detail),
        (headers::DEAD_TOPIC, &record.topic),
        (headers::DEAD_PARTITION, &record.partition.to_string()),
        (headers::DEAD_OFFSET, &record.offset.to_string()),
        (headers::DEAD_TIME, &jiff::Timestamp::now().to_string()),
        (headers::DEAD_VERSION, env!("CARGO_PKG_VERSION")),
    ] {
        added.set(name, value);
    }
    Message {
        topic: Arc::clone(topic),
        key: record.key.clone(),
        payload: record.payload.clone(),
        headers: added,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Headers;

    #[test]
    fn a_dead_letter_is_the_original_with_its_reason_and_place_added() {
        let record = Record {
            topic: "raw".into(),
            partition: 3,
            offset: 42,
            key: None,
            payload: Some(b"{".to_vec()),
            headers: Headers::from_iter([("traceparent", "00-a-b-01"), ("own", "kept")]),
            timestamp_ms: Some(1),
        };
        let rejection = Rejection::new("not_json", "ends in an object");
        let letter = letter(&"dead".into(), "ingest", &record, &rejection);
        assert_eq!(letter.key, None);
        assert_eq!(letter.payload, record.payload);
        let expected = [
            ("traceparent", "00-a-b-01"),
            ("own", "kept"),
            (headers::DEAD_STAGE, "ingest"),
            (headers::DEAD_REASON, "not_json"),
            (headers::DEAD_DETAIL, "ends in an object"),
            (headers::DEAD_TOPIC, "raw"),
            (headers::DEAD_PARTITION, "3"),
            (headers::DEAD_OFFSET, "42"),
        ];
        for (name, value) in expected {
            assert_eq!(letter.headers.get_str(name), Some(value), "{name}");
        }
        let time = letter.headers.get_str(headers::DEAD_TIME).expect("a time");
        assert!(time.parse::<jiff::Timestamp>().is_ok());
    }
}
