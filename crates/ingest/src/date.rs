//! Dates as scrapers write them, with what is known about them.
//!
//! Prevents a day from passing for midnight, a local time from passing for UTC, and a
//! placeholder ("None", 0, 0001-01-01) from passing for a date.

use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
    fmt::{rfc2822, strtime},
    tz::TimeZone,
};
use serde_json::Value;
use sitrep_contract::{DatePrecision, Published, timestamp_from};

/// A date with what is known about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The instant, or the start of the period.
    pub(crate) instant: Timestamp,
    pub(crate) precision: DatePrecision,
    pub(crate) zone_assumed: bool,
}

impl From<Reading> for Published {
    fn from(reading: Reading) -> Self {
        Self {
            value: Some(timestamp_from(reading.instant)),
            precision: reading.precision.into(),
            zone_assumed: reading.zone_assumed,
        }
    }
}

/// A value that should be a date and is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// In no known form, or no possible date.
    Form,
    /// Neither a string nor a number.
    Type,
}

/// Reads a date; `None` for the placeholders that stand for "no date".
pub(crate) fn read(value: &Value) -> Result<Option<Reading>, Unreadable> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => read_text(text.trim()),
        Value::Number(number) => match number.as_i64() {
            Some(0) => Ok(None),
            Some(integer) if integer > 0 => read_digits(&integer.to_string())
                .ok_or(Unreadable::Form)
                .map(Some),
            Some(integer) => Ok(Some(epoch_seconds(integer as f64)?)),
            None => Ok(Some(epoch_seconds(number.as_f64().unwrap_or(f64::NAN))?)),
        },
        // MongoDB's export form.
        Value::Object(object) => match object.get("$date") {
            Some(date @ (Value::String(_) | Value::Number(_))) => read(date),
            _ => Err(Unreadable::Type),
        },
        // Python's struct_time, as feedparser leaves it in `published_parsed`: UTC.
        Value::Array(parts) => read_struct_time(parts).ok_or(Unreadable::Type).map(Some),
        Value::Bool(_) => Err(Unreadable::Type),
    }
}

fn read_text(text: &str) -> Result<Option<Reading>, Unreadable> {
    if is_placeholder(text) {
        return Ok(None);
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return read_digits(text).ok_or(Unreadable::Form).map(Some);
    }
    read_iso(text)
        .or_else(|| read_rfc2822(text))
        .or_else(|| read_long(text))
        .or_else(|| read_epoch_fraction(text))
        .ok_or(Unreadable::Form)
        .map(Some)
}

fn is_placeholder(text: &str) -> bool {
    const WORDS: [&str; 9] = [
        "",
        "0",
        "none",
        "null",
        "nan",
        "nat",
        "undefined",
        "unknown",
        "n/a",
    ];
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
        // The zero dates of MySQL, and of Go and .NET.
        || text.starts_with("0000-00-00")
        || text.starts_with("0001-01-01")
}

/// ISO 8601 and what is commonly taken for it.
fn read_iso(text: &str) -> Option<Reading> {
    let text = tidy_iso(text)?;
    let clock = text.get(10..).unwrap_or_default();
    if let Ok(instant) = text.parse::<Timestamp>() {
        return Some(Reading {
            instant,
            precision: clock_precision(&text),
            zone_assumed: false,
        });
    }
    if clock.is_empty() {
        if let Ok(date) = text.parse::<Date>() {
            return day(date);
        }
        // "2024-07"
        let (year, month) = text.split_once('-')?;
        return (month.len() == 2)
            .then(|| month_start(year.parse().ok()?, month.parse().ok()?))
            .flatten();
    }
    civil(text.parse().ok()?, clock_precision(&text))
}

/// The text with the small deviations from ISO 8601 undone; `None` if it does not
/// start like an ISO date at all.
fn tidy_iso(text: &str) -> Option<String> {
    if !text.is_char_boundary(4)
        || text.len() < 7
        || !text.starts_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let mut tidy = text.to_owned();
    for separator in ["/", "."] {
        // 2024/07/31 and 2024.07.31
        if tidy[4..].starts_with(separator) {
            tidy = tidy.replacen(separator, "-", 2);
        }
    }
    // Go prints both: "+0000 UTC".
    for zone in [" +0000 UTC", " UTC", " GMT", " Z"] {
        if let Some(front) = tidy.strip_suffix(zone) {
            tidy = format!("{front}Z");
            break;
        }
    }
    for sign in [" +", " -"] {
        tidy = tidy.replacen(sign, &sign[1..], 1);
    }
    Some(tidy)
}

/// Whether an ISO date and time has seconds.
fn clock_precision(text: &str) -> DatePrecision {
    let clock = text
        .split_once(['T', 't', ' '])
        .map_or("", |(_, clock)| clock);
    let clock = clock
        .split(['Z', 'z', '+', '-', '['])
        .next()
        .unwrap_or_default();
    if clock.bytes().filter(u8::is_ascii_digit).count() > 4 {
        DatePrecision::Second
    } else {
        DatePrecision::Minute
    }
}

/// The form of e-mail and RSS: "Wed, 31 Jul 2024 10:15:00 +0300". Wrong weekdays are
/// let pass; a zone that is no zone of RFC 2822 ("CEST") is taken as not given.
fn read_rfc2822(text: &str) -> Option<Reading> {
    const ZONES: [&str; 12] = [
        "Z", "UT", "UTC", "GMT", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT",
    ];
    let front = text.trim_end_matches(|c: char| c.is_ascii_uppercase());
    let zone = &text[front.len()..];
    let numeric = front.trim_end().rsplit(' ').next();
    let zone_given =
        numeric.is_some_and(|end| end.starts_with(['+', '-'])) || ZONES.contains(&zone);
    let parser = rfc2822::DateTimeParser::new().relaxed_weekday(true);
    let instant = if zone_given {
        parser.parse_timestamp(text)
    } else {
        parser.parse_timestamp(format!("{} +0000", front.trim_end()))
    };
    Some(Reading {
        instant: instant.ok()?,
        precision: if text.matches(':').count() > 1 {
            DatePrecision::Second
        } else {
            DatePrecision::Minute
        },
        zone_assumed: !zone_given,
    })
}

/// Forms with the month in words, and the dotted form, whose order is never in doubt.
/// "07/08/2024" is not read: it means two different days.
fn read_long(text: &str) -> Option<Reading> {
    const DAYS: [&str; 7] = [
        "%B %d, %Y",
        "%b %d, %Y",
        "%b. %d, %Y",
        "%d %B %Y",
        "%d %b %Y",
        "%d.%m.%Y",
        "%A, %B %d, %Y",
    ];
    const MINUTES: [&str; 6] = [
        "%B %d, %Y %I:%M %p",
        "%b %d, %Y %I:%M %p",
        "%B %d, %Y, %I:%M %p",
        "%B %d, %Y at %I:%M %p",
        "%d %B %Y %H:%M",
        "%d.%m.%Y %H:%M",
    ];
    // ctime and Twitter.
    const SECONDS: [&str; 2] = ["%a %b %d %H:%M:%S %Y", "%B %d, %Y %H:%M:%S"];
    const INSTANTS: [&str; 1] = ["%a %b %d %H:%M:%S %z %Y"];

    let parsed = |forms: &[&str]| {
        forms
            .iter()
            .find_map(|form| strtime::parse(form, text).ok())
    };
    if let Some(parts) = parsed(&DAYS) {
        return day(parts.to_date().ok()?);
    }
    if let Some(parts) = parsed(&MINUTES) {
        return civil(parts.to_datetime().ok()?, DatePrecision::Minute);
    }
    if let Some(parts) = parsed(&SECONDS) {
        return civil(parts.to_datetime().ok()?, DatePrecision::Second);
    }
    Some(Reading {
        instant: parsed(&INSTANTS)?.to_timestamp().ok()?,
        precision: DatePrecision::Second,
        zone_assumed: false,
    })
}

/// Seconds since 1970 with a fraction: "1722420900.25".
fn read_epoch_fraction(text: &str) -> Option<Reading> {
    let (whole, fraction) = text.split_once('.')?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (whole.len() >= 9 && digits(whole) && digits(fraction))
        .then(|| epoch_seconds(text.parse().ok()?).ok())
        .flatten()
}

/// Digits only: which form it is follows from how many there are.
fn read_digits(digits: &str) -> Option<Reading> {
    let number: i64 = digits.parse().ok()?;
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<i8>().ok();
    let year = digits.get(..4).and_then(|year| year.parse::<i16>().ok());
    let date = || Date::new(year?, part(4, 6)?, part(6, 8)?).ok();
    match digits.len() {
        4 => month_start(year?, 1).map(|start| Reading {
            precision: DatePrecision::Year,
            ..start
        }),
        6 => month_start(year?, part(4, 6)?),
        8 => day(date()?),
        9 | 10 => instant(Timestamp::from_second(number).ok()?),
        12 => {
            let time = Time::new(part(8, 10)?, part(10, 12)?, 0, 0).ok()?;
            civil(date()?.to_datetime(time), DatePrecision::Minute)
        }
        13 => instant(Timestamp::from_millisecond(number).ok()?),
        14 => {
            let time = Time::new(part(8, 10)?, part(10, 12)?, part(12, 14)?, 0).ok()?;
            civil(date()?.to_datetime(time), DatePrecision::Second)
        }
        16 => instant(Timestamp::from_microsecond(number).ok()?),
        _ => None,
    }
}

fn read_struct_time(parts: &[Value]) -> Option<Reading> {
    let part = |at: usize| parts.get(at)?.as_i64();
    let small = |at: usize| i8::try_from(part(at)?).ok();
    let date = Date::new(i16::try_from(part(0)?).ok()?, small(1)?, small(2)?).ok()?;
    let time = Time::new(small(3)?, small(4)?, small(5)?, 0).ok()?;
    let reading = civil(date.to_datetime(time), DatePrecision::Second)?;
    Some(Reading {
        zone_assumed: false,
        ..reading
    })
}

/// Seconds since 1970, or milliseconds where seconds would lie beyond the year 5000.
fn epoch_seconds(number: f64) -> Result<Reading, Unreadable> {
    const LARGEST_SECONDS: f64 = 1e11;
    let milliseconds = if number.abs() < LARGEST_SECONDS {
        number * 1e3
    } else {
        number
    };
    if !milliseconds.is_finite() {
        return Err(Unreadable::Form);
    }
    Timestamp::from_millisecond(milliseconds as i64)
        .ok()
        .and_then(instant)
        .ok_or(Unreadable::Form)
}

fn instant(instant: Timestamp) -> Option<Reading> {
    Some(Reading {
        instant,
        precision: DatePrecision::Second,
        zone_assumed: false,
    })
}

fn civil(at: DateTime, precision: DatePrecision) -> Option<Reading> {
    Some(Reading {
        instant: at.to_zoned(TimeZone::UTC).ok()?.timestamp(),
        precision,
        zone_assumed: true,
    })
}

fn day(date: Date) -> Option<Reading> {
    civil(date.to_datetime(Time::midnight()), DatePrecision::Day)
}

fn month_start(year: i16, month: i8) -> Option<Reading> {
    let start = day(Date::new(year, month, 1).ok()?)?;
    Some(Reading {
        precision: DatePrecision::Month,
        ..start
    })
}

#[cfg(test)]
mod tests;
