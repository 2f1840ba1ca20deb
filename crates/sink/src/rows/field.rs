//! Fields of the contract as values of a column, or the reason why not.

use jiff::{Timestamp, civil::Date};
use prost_types::Timestamp as ProtoTimestamp;
use sitrep_contract::{GeoPrecision, Inter, Label, TimePrecision, timestamp_to};
use sitrep_stream::Rejection;
use uuid::Uuid;

use crate::{Reason, version};

/// The label of an enumeration; `None` for "unspecified".
pub(super) fn label<E: Label>(field: &str, value: i32) -> Result<Option<&'static str>, Rejection> {
    let known = E::try_from(value).map_err(|_| unknown(field, value))?;
    Ok(Some(known.label()).filter(|label| !label.is_empty()))
}

/// The label of an enumeration that must be said.
pub(super) fn required_label<E: Label>(field: &str, value: i32) -> Result<&'static str, Rejection> {
    label::<E>(field, value)?.ok_or_else(|| missing(field))
}

pub(super) fn inter(value: i32) -> Result<Option<&'static str>, Rejection> {
    label::<Inter>("inter", value)
}

/// ACLED's number for a precision; `None` for "unspecified".
pub(super) fn geo_precision(value: i32) -> Result<Option<i16>, Rejection> {
    precision("geo_precision", value, GeoPrecision::is_valid(value))
}

/// ACLED's number for a precision; `None` for "unspecified".
pub(super) fn time_precision(value: i32) -> Result<Option<i16>, Rejection> {
    precision("time_precision", value, TimePrecision::is_valid(value))
}

fn precision(field: &str, value: i32, known: bool) -> Result<Option<i16>, Rejection> {
    match i16::try_from(value) {
        Ok(number) if known => Ok((number != 0).then_some(number)),
        _ => Err(unknown(field, value)),
    }
}

/// A number that PostgreSQL's `integer` can hold.
pub(super) fn integer(field: &str, value: u32) -> Result<i32, Rejection> {
    i32::try_from(value).map_err(|_| invalid(field, "larger than 2147483647"))
}

pub(super) fn uuid(field: &str, text: &str) -> Result<Uuid, Rejection> {
    text.parse().map_err(|_| invalid(field, "not a UUID"))
}

/// A day, `YYYY-MM-DD`.
pub(super) fn day(field: &str, text: Option<String>) -> Result<Option<Date>, Rejection> {
    text.map(|text| text.parse().map_err(|_| invalid(field, "not a day")))
        .transpose()
}

/// An instant, in whole microseconds.
pub(super) fn instant(
    field: &str,
    value: Option<ProtoTimestamp>,
) -> Result<Option<Timestamp>, Rejection> {
    value
        .map(|value| {
            timestamp_to(&value)
                .map(version::whole_micros)
                .ok_or_else(|| invalid(field, "out of range"))
        })
        .transpose()
}

/// Text that must be said.
pub(super) fn required(field: &str, text: String) -> Result<String, Rejection> {
    if text.is_empty() {
        return Err(missing(field));
    }
    Ok(text)
}

/// Text that protobuf cannot leave out: empty means "not said".
pub(super) fn said(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

pub(super) fn missing(field: &str) -> Rejection {
    Reason::MissingField.reject(field)
}

pub(super) fn invalid(field: &str, what: &str) -> Rejection {
    Reason::InvalidField.reject(format!("{field}: {what}"))
}

fn unknown(field: &str, value: i32) -> Rejection {
    Reason::UnknownLabel.reject(format!("{field} {value}"))
}

#[cfg(test)]
mod tests {
    use sitrep_contract::Status;

    use super::*;

    #[test]
    fn unspecified_is_null_where_it_may_be_and_missing_where_it_may_not() {
        assert_eq!(label::<Status>("status", 0), Ok(None));
        assert_eq!(label::<Status>("status", 1), Ok(Some("reported")));
        let rejection = required_label::<Status>("status", 0).expect_err("missing");
        assert_eq!(
            (rejection.reason, &*rejection.detail),
            ("missing_field", "status")
        );
    }

    #[test]
    fn a_number_from_a_newer_producer_is_an_unknown_label() {
        let rejection = label::<Status>("status", 99).expect_err("unknown");
        assert_eq!(
            (rejection.reason, &*rejection.detail),
            ("unknown_label", "status 99")
        );
        assert!(geo_precision(5).is_err());
        assert_eq!(time_precision(4), Ok(Some(4)));
    }
}
