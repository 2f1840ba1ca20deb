//! Articles through the three services: what goes in comes out, once, and as its newest
//! revision.

use serde_json::Value;
use sitrep_tests::{Service, Stack, WITHOUT_EVENTS, article, revision};

/// The demo's sample records: every scraper shape, one repeated, one truncated.
const SAMPLES: &str = include_str!("../../crates/cli/samples/articles.jsonl");

fn bytes(records: impl IntoIterator<Item = Value>) -> Vec<Vec<u8>> {
    records
        .into_iter()
        .map(|record| record.to_string().into_bytes())
        .collect()
}

#[tokio::test]
async fn every_scraper_shape_becomes_an_article_with_events() {
    let stack = Stack::running().await;
    let records: Vec<Vec<u8>> = SAMPLES
        .lines()
        .map(|line| line.as_bytes().to_vec())
        .collect();
    stack.publish(&records).await;

    // 16 records: one is truncated, two are the same article.
    let letters = stack.await_dead_letters(1).await;
    stack.await_articles(14).await;
    stack
        .until("15 coded articles", async || stack.written().await == 15)
        .await;

    assert_eq!(letters.len(), 1);
    assert_eq!(
        (letters[0].stage.as_str(), letters[0].reason.as_str()),
        ("ingest", "truncated_json")
    );
    assert_eq!(stack.articles().await, 14);
    let shapes = stack
        .texts(
            "SELECT input_shape FROM sitrep.articles GROUP BY 1 ORDER BY input_shape COLLATE \"C\"",
        )
        .await;
    assert_eq!(
        shapes,
        [
            "atom",
            "feed",
            "fundus",
            "gdelt",
            "json-feed",
            "json-ld",
            "news-please",
            "newspaper4k",
            "ninjs",
            "plain",
            "trafilatura",
            "zyte"
        ]
    );
    let uncoded = "SELECT title FROM sitrep.articles WHERE NOT coded";
    assert_eq!(
        stack.texts(uncoded).await,
        ["Analysis: what the ceasefire means"]
    );
    let silent = "SELECT count(*) FROM sitrep.articles a WHERE coded AND NOT EXISTS \
                  (SELECT FROM sitrep.mentions m WHERE m.article_id = a.id)";
    assert_eq!(
        stack.number(silent).await,
        0,
        "every coded article has mentions"
    );
    assert!(
        stack
            .number("SELECT count(*) FROM sitrep.events_default")
            .await
            >= 14
    );
    let offsets = "SELECT count(*) FROM sitrep.mentions m JOIN sitrep.articles a ON a.id = m.article_id \
                   WHERE substr(a.body, m.span_start + 1, m.span_end - m.span_start) <> m.text";
    assert_eq!(
        stack.number(offsets).await,
        0,
        "offsets count code points of the stored body"
    );
}

#[tokio::test]
async fn duplicates_are_one_article_and_only_the_newest_revision_stands() {
    let stack = Stack::running().await;
    let records = bytes([
        article(1),
        revision(1, 5),
        article(1),
        revision(1, 3),
        article(2),
        article(2),
    ]);
    stack.publish(&records).await;
    stack
        .until("six coded articles", async || stack.written().await == 6)
        .await;

    assert_eq!(stack.articles().await, 2);
    let bodies = stack
        .texts("SELECT left(body, 11) FROM sitrep.articles ORDER BY url")
        .await;
    assert_eq!(bodies, ["Revision 5.", "Government "]);
    let orphans = "SELECT count(*) FROM sitrep.mentions m JOIN sitrep.articles a ON a.id = m.article_id \
                   WHERE position(m.text IN a.body) = 0";
    assert_eq!(
        stack.number(orphans).await,
        0,
        "mentions are those of the revision that stands"
    );
}

#[tokio::test]
async fn a_service_that_is_asked_to_end_drains_and_exits_with_zero() {
    let stack = Stack::running().await;
    stack.publish(&bytes((0..50).map(article))).await;
    stack.await_articles(1).await;
    for service in Service::ALL {
        assert_eq!(
            stack.services.terminate(service).code(),
            Some(0),
            "{service:?}"
        );
    }
    stack.services.start_all();
    stack.await_articles(50).await;
    assert_eq!(stack.articles().await, 50);
    assert_eq!(stack.dead_letters(), []);
}

/// As many articles as `SITREP_TEST_ARTICLES` says (1,000 without it), with the memory that
/// each service took.
#[tokio::test]
async fn many_articles_arrive_each_once_within_bounded_memory() {
    let count = std::env::var("SITREP_TEST_ARTICLES")
        .ok()
        .and_then(|it| it.parse().ok())
        .unwrap_or(1_000);
    let stack = Stack::running().await;
    let started = tokio::time::Instant::now();
    // The embedded broker forgets what is past 5 MiB of a partition, so feed in portions.
    for from in (0..count).step_by(500) {
        let to = usize::min(from + 500, count);
        stack.publish(&bytes((from..to).map(article))).await;
        stack.await_articles(i64::try_from(to).expect("fits")).await;
    }
    let seconds = started.elapsed().as_secs_f64();
    println!(
        "{count} articles in {seconds:.1} s, {:.0} a second",
        count as f64 / seconds
    );
    for (service, mebibytes) in stack.services.peak_memory() {
        println!("{service:?}: {mebibytes} MiB at most");
        assert!(mebibytes < 200, "{service:?} took {mebibytes} MiB");
    }
    stack.services.assert_all_alive();
    assert_eq!(stack.articles().await, i64::try_from(count).expect("fits"));
    assert_eq!(stack.dead_letters(), []);
    assert_eq!(
        stack.number(WITHOUT_EVENTS).await,
        0,
        "each article reports its event"
    );
}
