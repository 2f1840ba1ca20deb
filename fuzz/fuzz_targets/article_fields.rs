//! Whatever stands in the fields that are parsed further (mark-up, address, dates,
//! names), the cleaner makes an article or a reason, twice the same. The fields are the
//! lines of the input, the last the rest of it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sitrep_ingest::Cleaner;

fuzz_target!(|text: &str| {
    let mut parts = text.splitn(6, '\n');
    let mut part = || parts.next().unwrap_or_default();
    let record = serde_json::json!({
        "url": part(),
        "date": part(),
        "author": part(),
        "title": part(),
        "language": part(),
        "content_html": part(),
    });
    let raw = record.to_string();
    let cleaner = Cleaner::default();
    let received_at = jiff::Timestamp::UNIX_EPOCH;
    let article = cleaner.article(raw.as_bytes(), None, received_at);
    assert_eq!(
        article,
        cleaner.article(raw.as_bytes(), None, received_at)
    );
});
