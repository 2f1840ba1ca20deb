//! The JSON form of the messages: the protobuf field names, enumerations as their
//! plain label, instants as RFC 3339, and nothing at all for what is not known.

use prost_types::Timestamp;
use serde::{Serialize as _, Serializer, ser::Error as _};

use crate::Label;

/// Whether an enumeration field holds its zero value, which means "not said".
#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes fields by reference"
)]
pub(crate) fn is_unspecified(value: &i32) -> bool {
    *value == 0
}

/// Writes an enumeration field as its label.
pub(crate) fn label<E: Label, S: Serializer>(
    value: &i32,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match E::try_from(*value) {
        Ok(known) => known.label().serialize(serializer),
        // A newer producer's value: its number is better than an error.
        Err(_) => value.serialize(serializer),
    }
}

/// Writes an instant as RFC 3339 in UTC.
pub(crate) fn timestamp<S: Serializer>(
    value: &Option<Timestamp>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match value {
        None => serializer.serialize_none(),
        Some(timestamp) => timestamp_to(timestamp)
            .ok_or_else(|| S::Error::custom("timestamp out of range"))?
            .to_string()
            .serialize(serializer),
    }
}

/// The protobuf form of an instant.
pub fn timestamp_from(instant: jiff::Timestamp) -> Timestamp {
    Timestamp {
        seconds: instant.as_second(),
        nanos: instant.subsec_nanosecond(),
    }
}

/// The instant that a protobuf timestamp stands for; `None` outside the years −9999 to 9999.
pub fn timestamp_to(timestamp: &Timestamp) -> Option<jiff::Timestamp> {
    jiff::Timestamp::new(timestamp.seconds, timestamp.nanos).ok()
}

#[cfg(test)]
mod tests {
    use crate::{Article, Event, Status, SubEventType};

    #[test]
    fn enumerations_are_labels_and_absent_fields_are_left_out() {
        let event = Event {
            id: "e".into(),
            sub_event_type: SubEventType::ArmedClash as i32,
            status: Status::Reported as i32,
            ..Event::default()
        };
        let json = serde_json::to_value(&event).expect("serialises");
        assert_eq!(json["sub_event_type"], "Armed clash");
        assert_eq!(json["status"], "reported");
        assert!(json.get("event_type").is_none());
        assert!(json.get("actor1").is_none());
    }

    #[test]
    fn instants_are_rfc_3339() {
        let instant = "2024-07-31T10:00:00Z".parse().expect("an instant");
        let article = Article {
            scraped_at: Some(super::timestamp_from(instant)),
            ..Article::default()
        };
        let json = serde_json::to_value(&article).expect("serialises");
        assert_eq!(json["scraped_at"], "2024-07-31T10:00:00Z");
    }
}
