//! Records as they should not be: each is refused with its reason, or repaired and counted.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use serde_json::json;
use sitrep_contract::{Article, CleaningCounts};
use sitrep_ingest::{Cleaner, Limits, Rejected, Shape};

fn article(raw: &[u8]) -> Result<Article, Rejected> {
    let received_at = "2024-08-01T00:00:00Z".parse().expect("an instant");
    Cleaner::default().article(raw, None, received_at)
}

fn with(field: &str, value: serde_json::Value) -> Vec<u8> {
    let mut record = json!({"url": "https://example.org/a", "title": "A title", "text": "A text."});
    record[field] = value;
    record.to_string().into_bytes()
}

#[test]
fn every_kind_of_malformed_record_has_its_reason() {
    let large = json!({"url": "https://example.org/a", "text": "x".repeat(10 << 20)}).to_string();
    let deep = format!(
        "{{\"title\": {}1{}}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    let wide = json!({"title": "A title", "tags": vec![0; 30_000]}).to_string();
    let utf_16: Vec<u8> = "\u{feff}{\"title\": \"a\"}"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let long_query = format!("https://example.org/a?q={}", "x".repeat(3_000));
    let long_encoded = format!("https://example.org/{}", "é".repeat(900));

    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("no bytes", b"".to_vec(), "empty"),
        ("only white space", b" \r\n\t".to_vec(), "empty"),
        ("only a byte order mark", "\u{feff}".into(), "empty"),
        ("a body of 10 MB", large.into(), "too_large"),
        ("100,000 levels", deep.into(), "too_deep"),
        ("30,000 items", wide.into(), "too_many_items"),
        (
            "cut inside a string",
            br#"{"title": "A ti"#.to_vec(),
            "truncated_json",
        ),
        (
            "cut after a field",
            br#"{"title": "A title","#.to_vec(),
            "truncated_json",
        ),
        (
            "cut inside a character",
            b"{\"title\": \"A t\xc3".to_vec(),
            "truncated_json",
        ),
        (
            "two records",
            br#"{"title": "a"} {"title": "b"}"#.to_vec(),
            "trailing_data",
        ),
        (
            "a stray bracket",
            br#"{"title": "a"}}"#.to_vec(),
            "trailing_data",
        ),
        ("plain text", b"Clashes near Idlib".to_vec(), "not_json"),
        (
            "a web page",
            b"<!doctype html><p>Clashes</p>".to_vec(),
            "not_json",
        ),
        (
            "protobuf",
            b"\x0a\x24\x36\x39\x31\x39\x12\x08https://\x1a\x00".to_vec(),
            "not_json",
        ),
        (
            "gzip",
            b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03".to_vec(),
            "not_json",
        ),
        ("UTF-16", utf_16, "not_json"),
        ("NUL bytes", vec![0; 64], "not_json"),
        ("single quotes", b"{'title': 'a'}".to_vec(), "not_json"),
        (
            "a closing comma",
            br#"{"title": "a",}"#.to_vec(),
            "not_json",
        ),
        (
            "a broken escape",
            br#"{"title": "\x41"}"#.to_vec(),
            "not_json",
        ),
        (
            "a string",
            br#""{\"title\": \"a\"}""#.to_vec(),
            "not_an_object",
        ),
        ("a number", b"17".to_vec(), "not_an_object"),
        ("null", b"null".to_vec(), "not_an_object"),
        ("an empty array", b"[]".to_vec(), "not_an_object"),
        (
            "an array of two",
            br#"[{"title": "a"}, {"title": "b"}]"#.to_vec(),
            "not_an_object",
        ),
        ("an array of strings", br#"["a"]"#.to_vec(), "not_an_object"),
        ("an empty object", b"{}".to_vec(), "unknown_shape"),
        (
            "another object",
            br#"{"temperature": 21.5}"#.to_vec(),
            "unknown_shape",
        ),
        (
            "nothing but nulls",
            br#"{"url": null, "title": "None", "text": ""}"#.to_vec(),
            "unknown_shape",
        ),
        (
            "a list of articles",
            br#"{"articles": [{"title": "a"}]}"#.to_vec(),
            "unknown_shape",
        ),
        (
            "a product",
            br#"{"@type": "Product", "name": "a"}"#.to_vec(),
            "not_an_article",
        ),
        (
            "a picture",
            br#"{"uri": "a", "type": "picture", "versioncreated": "2024-07-30T00:00:00Z"}"#
                .to_vec(),
            "not_an_article",
        ),
        (
            "a withdrawn item",
            br#"{"uri": "a", "pubStatus": "canceled", "versionCreated": "2024-07-30T00:00:00Z"}"#
                .to_vec(),
            "not_an_article",
        ),
        (
            "a number for the title",
            with("title", json!(5)),
            "wrong_type",
        ),
        (
            "an object for the text",
            with("text", json!({"a": 1})),
            "wrong_type",
        ),
        (
            "numbers for the text",
            with("text", json!([1, 2])),
            "wrong_type",
        ),
        (
            "a boolean for the address",
            with("url", json!(true)),
            "wrong_type",
        ),
        (
            "an object for the date",
            with("date", json!({"year": 2024})),
            "wrong_type",
        ),
        (
            "a script for the address",
            with("url", json!("javascript:alert(1)")),
            "bad_url",
        ),
        (
            "a relative address",
            with("url", json!("/news/a")),
            "bad_url",
        ),
        (
            "a file for the address",
            with("url", json!("file:///etc/hosts")),
            "bad_url",
        ),
        (
            "an address without a host",
            with("url", json!("https://")),
            "bad_url",
        ),
        (
            "a long address",
            with("url", json!(long_query)),
            "url_too_long",
        ),
        (
            "an address that is long when encoded",
            with("url", json!(long_encoded)),
            "url_too_long",
        ),
        (
            "a text for the title",
            with("title", json!("word ".repeat(300))),
            "title_too_long",
        ),
        (
            "only invisible characters",
            "{\"title\": \"\u{200b}\u{202e}\", \"text\": \"\\u0000\"}".into(),
            "no_content",
        ),
        (
            "only mark-up",
            br#"{"content_html": "<script>a</script>"}"#.to_vec(),
            "no_content",
        ),
        ("no date", with("date", json!("yesterday")), "bad_date"),
        (
            "an impossible date",
            with("date", json!("2024-02-31")),
            "bad_date",
        ),
        (
            "an ambiguous date",
            with("date", json!("07/08/2024")),
            "bad_date",
        ),
        (
            "a date before 1900",
            with("date", json!("1492-10-12")),
            "date_too_old",
        ),
        (
            "a date next week",
            with("date", json!("2024-08-08")),
            "date_in_future",
        ),
        (
            "a date in 9999",
            with("date", json!("9999-12-30")),
            "date_in_future",
        ),
        (
            "milliseconds read as seconds",
            with("date", json!("+54540-01-01T00:00:00Z")),
            "bad_date",
        ),
    ];
    assert!(cases.len() >= 50);
    for (kind, raw, reason) in cases {
        let rejected = article(&raw).expect_err(kind);
        assert_eq!(rejected.reason.code(), reason, "{kind}: {rejected}");
        assert!(
            !rejected.detail.is_empty() && rejected.detail.len() < 200,
            "{kind}"
        );
    }
}

#[test]
fn every_repairable_fault_is_repaired_and_counted() {
    let none = CleaningCounts::default();
    let cases: [(&str, &[u8], CleaningCounts); 8] = [
        (
            "a NUL",
            br#"{"text": "A te\u0000xt."}"#,
            CleaningCounts { nul: 1, ..none },
        ),
        (
            "a raw NUL",
            b"{\"text\": \"A te\0xt.\"}",
            CleaningCounts { nul: 1, ..none },
        ),
        (
            "a control character",
            br#"{"text": "A te\u0007xt."}"#,
            CleaningCounts { control: 1, ..none },
        ),
        (
            "a direction override",
            br#"{"text": "A te\u202ext."}"#,
            CleaningCounts { format: 1, ..none },
        ),
        (
            "a zero-width space",
            br#"{"text": "A te\u200bxt."}"#,
            CleaningCounts { format: 1, ..none },
        ),
        ("an array of one", br#"[{"text": "A text."}]"#, none),
        ("a Python NaN", br#"{"text": "A text.", "date": NaN}"#, none),
        ("raw line ends", b"{\"text\": \"A text.\r\n\"}", none),
    ];
    for (kind, raw, counts) in cases {
        let article = article(raw).unwrap_or_else(|rejected| panic!("{kind}: {rejected}"));
        assert_eq!(article.body.as_deref(), Some("A text."), "{kind}");
        assert_eq!(article.cleaning, Some(counts), "{kind}");
    }
    for raw in [
        &br#"{"text": "A te\ud800xt."}"#[..],
        b"{\"text\": \"A te\xffxt.\"}",
    ] {
        let article = article(raw).expect("is repaired");
        assert_eq!(article.body.as_deref(), Some("A te\u{fffd}xt."));
        assert_eq!(
            article.cleaning,
            Some(CleaningCounts {
                replaced: 1,
                ..none
            })
        );
    }
}

#[test]
fn a_shape_that_does_not_fit_leaves_nothing_or_an_article() {
    let received_at = "2024-08-01T00:00:00Z".parse().expect("an instant");
    let raw = br#"{"temperature": 21.5}"#;
    for shape in Shape::all() {
        let rejected = Cleaner::default()
            .article(raw, Some(shape), received_at)
            .expect_err("has no content");
        let expected = if shape == Shape::JsonLd {
            "not_an_article"
        } else {
            "no_content"
        };
        assert_eq!(rejected.reason.code(), expected, "{shape}");
    }
    assert_eq!(
        "rss"
            .parse::<Shape>()
            .expect_err("is unknown")
            .reason
            .code(),
        "unknown_forced_shape"
    );
}

#[test]
fn limits_can_be_raised() {
    let limits = Limits {
        bytes: 20 << 20,
        ..Limits::default()
    };
    let large = json!({"text": "word ".repeat(2 << 20)}).to_string();
    let received_at = "2024-08-01T00:00:00Z".parse().expect("an instant");
    let article = Cleaner::new(limits).article(large.as_bytes(), None, received_at);
    assert_eq!(
        article.expect("passes").body.map(|body| body.len()),
        Some((10 << 20) - 1)
    );
}
