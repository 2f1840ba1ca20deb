//! What holds for any bytes and any text.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use serde_json::{Value, json};
use sitrep_ingest::{Cleaner, Shape};

fn received_at() -> jiff::Timestamp {
    "2024-08-01T00:00:00Z".parse().expect("an instant")
}

/// JSON of any form whose field names are those that the readers look for.
fn any_record() -> impl Strategy<Value = Value> {
    let names = prop::sample::select(vec![
        "url",
        "link",
        "title",
        "text",
        "body",
        "content",
        "value",
        "sections",
        "paragraphs",
        "source",
        "hostname",
        "date",
        "published",
        "publishing_date",
        "date_publish",
        "seendate",
        "headline",
        "headlines",
        "bodies",
        "articleBody",
        "articleBodyHtml",
        "content_html",
        "@type",
        "@graph",
        "@id",
        "author",
        "authors",
        "publisher",
        "name",
        "mainEntityOfPage",
        "href",
        "type",
        "title_detail",
        "language",
        "canonical_link",
        "spider",
        "$date",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        "<?/?[pab<&;>= \"']{0,12}".prop_map(Value::from),
        Just(json!("NewsArticle")),
        Just(json!("https://amp.example.org/a/amp?utm_x=1#b")),
        Just(json!("2024-07-31")),
    ];
    leaf.prop_recursive(4, 48, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(names.clone().prop_map(str::to_owned), inner, 0..8)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_bytes_become_an_article_or_a_reason(raw in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Cleaner::default().article(&raw, None, received_at());
    }

    #[test]
    fn any_object_becomes_an_article_or_a_reason_in_every_shape(record in any_record()) {
        let raw = record.to_string();
        for forced in Shape::all().map(Some).chain([None]) {
            let first = Cleaner::default().article(raw.as_bytes(), forced, received_at());
            let again = Cleaner::default().article(raw.as_bytes(), forced, received_at());
            prop_assert_eq!(first, again);
        }
    }

    #[test]
    fn an_article_read_again_from_its_own_parts_is_the_same(
        title in "\\PC{1,40}",
        text in "(\\PC{0,30}|\\n|\\r\\n|\u{301}|\u{a0}|\u{202e}){0,12}",
    ) {
        let read = |title: &str, text: &str| {
            let record = json!({"url": "https://example.org/a", "headline": title, "articleBody": text});
            Cleaner::default().article(record.to_string().as_bytes(), Some(Shape::Zyte), received_at()).expect("passes")
        };
        let once = read(&title, &text);
        let twice = read(once.title.as_deref().unwrap_or_default(), once.body.as_deref().unwrap_or_default());
        prop_assert_eq!(&once.content_hash, &twice.content_hash);
        prop_assert_eq!(once.near_duplicate_signature, twice.near_duplicate_signature);
        // So offsets into the one are offsets into the other.
        prop_assert_eq!(once.body, twice.body);
    }
}
