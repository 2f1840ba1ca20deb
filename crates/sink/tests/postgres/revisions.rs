//! Revisions and re-codings replace an article's rows, and only move forward.

use crate::{
    article::{CODED_AT, coded, event, record, record_at, revised},
    store::Store,
};

const TITLES: &str = "select title from sitrep.articles";
const TRIGGERS: &str = "select trigger from sitrep.events order by ordinal";

#[tokio::test]
async fn writing_twice_is_writing_once() {
    let mut store = Store::new().await;
    store.write(vec![record(&coded("a"))]).await;
    let first = store.rows("select written_at from sitrep.articles").await;
    store.write(vec![record(&coded("a"))]).await;
    assert_eq!(
        store.rows("select written_at from sitrep.articles").await,
        first
    );
    for table in ["articles", "mentions", "events", "outlets", "places"] {
        let count = store
            .count(&format!("select count(*) from sitrep.{table}"))
            .await;
        assert_eq!(count, 1, "{table}");
    }
}

#[tokio::test]
async fn a_later_revision_replaces_an_earlier_one() {
    let mut store = Store::new().await;
    store.write(vec![record(&coded("a"))]).await;
    let mut later = revised(coded("a"), 60, "later");
    let id = later.article.as_ref().expect("one").id.clone();
    later.events = vec![event(&id, "shelled"), event(&id, "fled")];
    later.mentions.clear();
    store.write(vec![record(&later)]).await;
    assert_eq!(store.rows(TITLES).await, ["later"]);
    assert_eq!(store.rows(TRIGGERS).await, ["shelled", "fled"]);
    assert_eq!(store.count("select count(*) from sitrep.mentions").await, 0);
    let orphans = "select count(*) from sitrep.event_actors a
        where not exists (select from sitrep.events e where e.id = a.event_id)";
    assert_eq!(store.count(orphans).await, 0);
}

#[tokio::test]
async fn an_earlier_revision_that_arrives_later_is_ignored() {
    let mut store = Store::new().await;
    store
        .write(vec![record(&revised(coded("a"), 60, "later"))])
        .await;
    store
        .write(vec![record(&revised(coded("a"), 0, "earlier"))])
        .await;
    assert_eq!(store.rows(TITLES).await, ["later"]);
}

#[tokio::test]
async fn of_two_revisions_in_one_batch_the_later_one_stays() {
    let mut store = Store::new().await;
    let (earlier, later) = (
        revised(coded("a"), 1, "earlier"),
        revised(coded("a"), 2, "later"),
    );
    store
        .write(vec![record(&later), record(&earlier), record(&later)])
        .await;
    assert_eq!(store.rows(TITLES).await, ["later"]);
    assert_eq!(store.rows(TRIGGERS).await, ["clashed"]);
}

#[tokio::test]
async fn a_newer_coder_replaces_the_coding_and_an_older_one_does_not() {
    let mut store = Store::new().await;
    let by = |version: &str, trigger: &str| {
        let mut coded = coded("a");
        let id = coded.article.as_ref().expect("one").id.clone();
        coded.coder_version = version.into();
        coded.events = vec![event(&id, trigger)];
        record(&coded)
    };
    store.write(vec![by("0.9.0", "by nine")]).await;
    store.write(vec![by("0.10.0", "by ten")]).await;
    store.write(vec![by("0.9.0", "by nine")]).await;
    assert_eq!(store.rows(TRIGGERS).await, ["by ten"]);
}

#[tokio::test]
async fn of_two_lexicons_the_one_that_coded_last_counts() {
    let mut store = Store::new().await;
    let with = |lexicon: &str, millis: i64| {
        let mut coded = coded("a");
        coded.lexicon_version = lexicon.into();
        record_at(&coded, millis)
    };
    store.write(vec![with("ffffffffffffffff", CODED_AT)]).await;
    store
        .write(vec![with("0000000000000000", CODED_AT + 1)])
        .await;
    store.write(vec![with("ffffffffffffffff", CODED_AT)]).await;
    let seen = store
        .rows("select lexicon_version from sitrep.articles")
        .await;
    assert_eq!(seen, ["0000000000000000"]);
}

#[tokio::test]
async fn a_coding_that_finds_nothing_empties_the_article() {
    let mut store = Store::new().await;
    store.write(vec![record(&coded("a"))]).await;
    let mut nothing = coded("a");
    nothing.coder_version = "0.2.0".into();
    (nothing.events, nothing.mentions) = (Vec::new(), Vec::new());
    store.write(vec![record(&nothing)]).await;
    for table in ["mentions", "events", "event_actors"] {
        let count = store
            .count(&format!("select count(*) from sitrep.{table}"))
            .await;
        assert_eq!(count, 0, "{table}");
    }
}

#[tokio::test]
async fn an_entitys_attributes_are_those_of_the_latest_coding() {
    let mut store = Store::new().await;
    let named = |name: &str, millis: i64| {
        let mut coded = coded(name);
        coded.entities[0].canonical_name = name.into();
        record_at(&coded, millis)
    };
    const HOUR: i64 = 3_600_000;
    store.write(vec![named("new", CODED_AT + HOUR)]).await;
    store.write(vec![named("old", CODED_AT)]).await;
    let seen = store
        .rows("select canonical_name from sitrep.entities where id = 'actor/hts'")
        .await;
    assert_eq!(seen, ["new"]);
}
