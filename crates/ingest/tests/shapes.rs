//! One realistic record of every shape, and the article that it must become.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use serde_json::{Value, json};
use sitrep_contract::Article;
use sitrep_ingest::{Cleaner, Shape};

fn record(shape: &str) -> Vec<u8> {
    let path = format!("{}/tests/shapes/{shape}.json", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).expect("the fixture is there")
}

fn article(shape: &str) -> Article {
    let received_at = "2024-08-01T00:00:00Z".parse().expect("an instant");
    Cleaner::default()
        .article(&record(shape), None, received_at)
        .unwrap_or_else(|rejected| panic!("{shape}: {rejected}"))
}

/// Compares the article's JSON form with `expected`, which says `null` for absent parts.
#[track_caller]
fn becomes(shape: &str, expected: &Value) {
    let article = serde_json::to_value(article(shape)).expect("serialises");
    assert_eq!(article["input_shape"], shape);
    for (field, value) in expected.as_object().expect("an object") {
        assert_eq!(&article[field], value, "{shape}: {field}");
    }
}

#[test]
fn every_shape_has_a_fixture_and_is_recognised() {
    for shape in Shape::all() {
        assert_eq!(article(shape.name()).input_shape, shape.name());
    }
}

#[test]
fn a_forced_shape_reads_the_same_as_a_recognised_one() {
    let received_at = "2024-08-01T00:00:00Z".parse().expect("an instant");
    for shape in Shape::all() {
        let forced = Cleaner::default().article(&record(shape.name()), Some(shape), received_at);
        assert_eq!(forced, Ok(article(shape.name())), "{shape}");
    }
}

#[test]
fn trafilatura_names_the_address_source() {
    becomes(
        "trafilatura",
        &json!({
            "url": "https://www.northerndispatch.example/2024/07/30/azaz-shelling/?utm_source=rss",
            "canonical_url": "https://www.northerndispatch.example/2024/07/30/azaz-shelling",
            "outlet": {"name": "Northern Dispatch", "domain": "northerndispatch.example"},
            "title": "Two killed in shelling near Azaz",
            "body": "Two people were killed on Tuesday when shells fell on a market near Azaz, residents said.\nA third person was wounded and taken to a hospital across the border.",
            "authors": ["Lina Haddad", "Omar Saleh"],
            "published": {"value": "2024-07-30T00:00:00Z", "precision": "day", "zone_assumed": true},
            "scraped_at": "2024-08-01T00:00:00Z",
            "language": {"code": "en", "confidence": 1.0},
        }),
    );
}

#[test]
fn newspaper4k_lists_profile_addresses_among_the_authors() {
    becomes(
        "newspaper4k",
        &json!({
            "canonical_url": "https://www.coastpost.example/world/harbour-strike.html",
            "outlet": {"name": "Coast Post", "domain": "coastpost.example"},
            "authors": ["Maya Torres"],
            "published": {"value": "2024-07-30T11:20:00Z", "precision": "second", "zone_assumed": false},
        }),
    );
}

#[test]
fn news_please_gives_no_zone() {
    becomes(
        "news-please",
        &json!({
            "title": "Patrol attacked in the valley",
            "outlet": {"domain": "valleytimes.example"},
            "published": {"value": "2024-07-30T18:05:12Z", "precision": "second", "zone_assumed": true},
            "scraped_at": "2024-07-31T06:00:00Z",
        }),
    );
}

#[test]
fn fundus_gives_the_body_in_sections_and_no_address() {
    becomes(
        "fundus",
        &json!({
            "url": null,
            "canonical_url": null,
            "outlet": {"name": "Der Bote"},
            "body": "Farmers demand lower fuel prices.\n\nHundreds of farmers blocked the northern road with tractors on Tuesday.\n\nThe police did not intervene.\n\nWhat comes next\n\nThe ministry invited the farmers to talks on Friday.",
            "authors": ["Jonas Weber"],
            // uuid5(SITREP, "article-without-url\nDer Bote\nProtesters block the northern road\n2024-07-30\n")
            "id": "5d361dcf-05dd-5cf2-9ebe-c67c7ad22371",
        }),
    );
}

#[test]
fn zyte_gives_the_body_as_html() {
    becomes(
        "zyte",
        &json!({
            "canonical_url": "https://islandherald.example/coup-plot",
            "title": "Seven officers held over alleged plot",
            "body": "Seven officers were arrested on Monday night over an alleged plot, the interior ministry said.\n\nTheir families said they had heard nothing & knew no reason.",
            "published": {"value": "2024-07-30T08:00:00Z", "precision": "second", "zone_assumed": false},
            "scraped_at": "2024-07-30T16:00:00Z",
        }),
    );
}

#[test]
fn scrapy_loaders_leave_arrays() {
    becomes(
        "scrapy",
        &json!({
            "url": "https://plainsdaily.example/news/17",
            "title": "Herders clash with farmers",
            "body": "At least four people were killed when herders and farmers clashed over a well on Monday.\n\nPolice were sent to the area.",
            "authors": ["Grace Okoro"],
            "published": {"value": "2024-07-29T21:40:00Z", "precision": "second", "zone_assumed": true},
            "scraped_at": "2024-07-30T05:00:00Z",
        }),
    );
}

#[test]
fn feed_entries_give_html_and_mail_dates() {
    becomes(
        "feed",
        &json!({
            "canonical_url": "https://wire.example/talks",
            "title": "Talks & threats at the border",
            "body": "Talks at the border ended on Monday without a result.\n\nBoth sides threatened to send more troops within a week.",
            "authors": ["Wire desk"],
            "outlet": {"name": "The Wire", "domain": "wire.example"},
            "published": {"value": "2024-07-30T07:30:00Z", "precision": "second", "zone_assumed": false},
        }),
    );
}

#[test]
fn atom_entries_have_several_links() {
    becomes(
        "atom",
        &json!({
            "url": "https://upland.example/77",
            "title": "Mine kills a shepherd’s son",
            "body": "A mine killed a boy on a pasture on Monday.\n\nHis father was wounded in the leg.",
            "authors": ["Petra Novak"],
            "outlet": {"name": "Upland Gazette", "domain": "upland.example"},
            "published": {"value": "2024-07-30T03:12:00Z", "precision": "second", "zone_assumed": false},
        }),
    );
}

#[test]
fn json_feed_items_are_read() {
    becomes(
        "json-feed",
        &json!({
            "canonical_url": "https://delta.example/9",
            "authors": ["Ifeoma Eze"],
            "outlet": {"name": "Delta Monitor", "domain": "delta.example"},
            "body": "An explosion destroyed a pipeline in the delta on Sunday.\n\nA militant group claimed the attack.",
        }),
    );
}

#[test]
fn structured_data_refers_to_people_by_id_and_may_lack_the_text() {
    becomes(
        "json-ld",
        &json!({
            "url": "https://www.mesa.example/cartel/",
            "title": "Cartel gunmen kill mayor",
            "body": null,
            "near_duplicate_signature": null,
            "authors": ["Luis Prado"],
            "outlet": {"name": "Mesa Tribune", "domain": "mesa.example"},
            "language": {"code": "en", "confidence": 0.5},
            "published": {"value": "2024-07-31T05:10:00Z", "precision": "second", "zone_assumed": false},
        }),
    );
}

#[test]
fn ninjs_has_roles_and_an_id_that_is_no_address() {
    becomes(
        "ninjs",
        &json!({
            "url": null,
            "title": "Army retakes airfield",
            "body": "The army said on Tuesday that it had retaken the airfield.\n\nThe rebels denied it.",
            "authors": ["Sofia Lind"],
            "outlet": {"name": "Example Agency"},
        }),
    );
}

#[test]
fn gdelts_date_is_when_it_was_seen() {
    becomes(
        "gdelt",
        &json!({
            "published": null,
            "seen_at": "2024-07-30T03:15:00Z",
            "body": null,
            "language": {"code": "es", "confidence": 0.5},
            "outlet": {"domain": "diario.example"},
        }),
    );
}

#[test]
fn a_plain_object_gives_everything_under_common_names() {
    becomes(
        "plain",
        &json!({
            // uuid5(SITREP, "article\nhttps://example.org/a")
            "id": "6919c194-3b97-537e-8f96-472ccec58e56",
            "outlet": {"name": "Example Monitor", "domain": "example.org"},
            "title": "Clashes near Idlib",
            "body": "Clashes broke out near Idlib on Monday.\n\nA monitor said that two fighters were killed.",
            "published": {"value": "2024-07-29T22:00:00Z", "precision": "second", "zone_assumed": false},
            "cleaning": {"nul": 0, "control": 0, "format": 0, "replaced": 0, "normalised": 0},
        }),
    );
}
