//! Every date form that `docs/input-shapes.md` promises.

use proptest::prelude::*;
use serde_json::json;

use super::*;

const SECOND: DatePrecision = DatePrecision::Second;
const MINUTE: DatePrecision = DatePrecision::Minute;
const DAY: DatePrecision = DatePrecision::Day;

#[track_caller]
fn reads(value: &Value, instant: &str, precision: DatePrecision, zone_assumed: bool) {
    let expected = Reading {
        instant: instant.parse().expect("an instant"),
        precision,
        zone_assumed,
    };
    assert_eq!(read(value), Ok(Some(expected)), "{value}");
}

#[test]
fn iso_dates_with_a_zone() {
    for text in [
        "2024-07-31T10:15:00Z",
        "2024-07-31T13:15:00+03:00",
        "2024-07-31 10:15:00+00:00",
        "2024-07-31T13:15:00+0300",
        "2024-07-31 13:15:00 +0300",
        "2024-07-31 10:15:00 UTC",
        "2024-07-31 10:15:00 +0000 UTC",
        "20240731T101500Z",
    ] {
        reads(&json!(text), "2024-07-31T10:15:00Z", SECOND, false);
    }
    reads(
        &json!("2024-07-31T10:15:00.250Z"),
        "2024-07-31T10:15:00.25Z",
        SECOND,
        false,
    );
    reads(
        &json!("2024-07-31T13:15+03:00"),
        "2024-07-31T10:15:00Z",
        MINUTE,
        false,
    );
}

#[test]
fn dates_without_a_zone_say_so() {
    for text in [
        "2024-07-31 10:15:00",
        "2024-07-31T10:15:00",
        "2024/07/31 10:15:00",
        "20240731101500",
    ] {
        reads(&json!(text), "2024-07-31T10:15:00Z", SECOND, true);
    }
    reads(
        &json!("2024-07-31 10:15"),
        "2024-07-31T10:15:00Z",
        MINUTE,
        true,
    );
    reads(
        &json!("July 31, 2024 10:15 AM"),
        "2024-07-31T10:15:00Z",
        MINUTE,
        true,
    );
}

#[test]
fn days_months_and_years_keep_their_precision() {
    for text in [
        "2024-07-31",
        "2024/07/31",
        "20240731",
        "31 July 2024",
        "July 31, 2024",
        "Jul 31, 2024",
        "31.07.2024",
    ] {
        reads(&json!(text), "2024-07-31T00:00:00Z", DAY, true);
    }
    reads(&json!(20240731), "2024-07-31T00:00:00Z", DAY, true);
    for month in ["2024-07", "202407"] {
        reads(
            &json!(month),
            "2024-07-01T00:00:00Z",
            DatePrecision::Month,
            true,
        );
    }
    for year in [json!("2024"), json!(2024)] {
        reads(&year, "2024-01-01T00:00:00Z", DatePrecision::Year, true);
    }
}

#[test]
fn dates_of_feeds() {
    for text in [
        "Wed, 31 Jul 2024 10:15:00 GMT",
        "Wed, 31 Jul 2024 13:15:00 +0300",
        "31 Jul 2024 10:15:00 +0000",
        "Mon, 31 Jul 2024 10:15:00 GMT",
        "Wed Jul 31 10:15:00 +0000 2024",
    ] {
        reads(&json!(text), "2024-07-31T10:15:00Z", SECOND, false);
    }
    reads(
        &json!("Wed, 31 Jul 2024 10:15 GMT"),
        "2024-07-31T10:15:00Z",
        MINUTE,
        false,
    );
    reads(
        &json!("Wed, 31 Jul 2024 10:15:00 CEST"),
        "2024-07-31T10:15:00Z",
        SECOND,
        true,
    );
    reads(
        &json!("Wed, 31 Jul 2024 10:15:00"),
        "2024-07-31T10:15:00Z",
        SECOND,
        true,
    );
    reads(
        &json!([2024, 7, 31, 10, 15, 0, 2, 213, 0]),
        "2024-07-31T10:15:00Z",
        SECOND,
        false,
    );
}

#[test]
fn epochs_in_seconds_and_milliseconds() {
    for value in [
        json!(1722420900),
        json!("1722420900"),
        json!(1722420900000_i64),
        json!(1722420900.0),
        json!("1722420900.0"),
        json!({"$date": 1722420900000_i64}),
        json!({"$date": "2024-07-31T10:15:00Z"}),
    ] {
        reads(&value, "2024-07-31T10:15:00Z", SECOND, false);
    }
}

#[test]
fn placeholders_are_no_date() {
    for value in [
        json!(null),
        json!(""),
        json!(" "),
        json!("None"),
        json!("null"),
        json!("NaT"),
        json!(0),
        json!("0000-00-00 00:00:00"),
        json!("0001-01-01T00:00:00Z"),
    ] {
        assert_eq!(read(&value), Ok(None), "{value}");
    }
}

#[test]
fn what_is_no_date_is_told_by_kind() {
    for value in [
        json!("yesterday"),
        json!("2024-13-45"),
        json!("2024-02-30T10:00:00Z"),
        json!("07/08/2024"),
        json!("31"),
        json!(12345),
        json!(1e300),
        json!("20241301"),
        json!("é024-07"),
    ] {
        assert_eq!(read(&value), Err(Unreadable::Form), "{value}");
    }
    for value in [
        json!(true),
        json!([]),
        json!(["2024-07-31"]),
        json!({"year": 2024}),
    ] {
        assert_eq!(read(&value), Err(Unreadable::Type), "{value}");
    }
}

proptest! {
    #[test]
    fn any_instant_comes_back_from_rfc_3339_and_rfc_2822(seconds in -2_000_000_000_i64..4_000_000_000) {
        let instant = Timestamp::from_second(seconds).expect("in range");
        let read_back = |text: String| read(&Value::String(text)).ok().flatten().map(|date| date.instant);
        prop_assert_eq!(read_back(instant.to_string()), Some(instant));
        let mail = rfc2822::DateTimePrinter::new().timestamp_to_string(&instant).expect("prints");
        prop_assert_eq!(read_back(mail), Some(instant));
    }

    #[test]
    fn any_text_is_a_date_or_not(text in "\\PC{0,30}", digits in "[0-9TZ:+\\-. /]{0,26}") {
        let _ = read(&Value::String(text));
        let _ = read(&Value::String(digits));
    }

    #[test]
    fn any_number_is_a_date_or_not(number in any::<f64>(), integer in any::<i64>()) {
        let _ = read(&json!(number));
        let _ = read(&json!(integer));
    }
}
