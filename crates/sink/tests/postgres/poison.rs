//! Bad records are named, one by one, and the rest of the batch lands.

use sitrep_contract::{CodedArticle, headers};
use sitrep_stream::{BatchWriter as _, Poison, Record, Written};

use crate::{
    article::{coded, record},
    store::Store,
};

fn with(change: impl FnOnce(&mut CodedArticle)) -> Record {
    let mut coded = coded("bad");
    change(&mut coded);
    record(&coded)
}

async fn poison_of(store: &mut Store, records: Vec<Record>) -> Vec<Poison> {
    let batch = store.batch(records);
    match store.writer.write(&batch).await.expect("an answer") {
        Written::Poison(poison) => poison,
        Written::Committed => panic!("committed"),
    }
}

#[tokio::test]
async fn every_breach_of_the_contract_has_its_own_reason() {
    let mut headed = record(&coded("bad"));
    headed
        .headers
        .set(headers::MESSAGE_TYPE, "sitrep.v1.Article");
    let mut garbage = record(&coded("bad"));
    garbage.payload = Some(vec![0xff; 9]);
    let mut tombstone = record(&coded("bad"));
    tombstone.payload = None;
    let cases = [
        (headed, "wrong_message", "sitrep.v1.Article"),
        (garbage, "invalid_protobuf", ""),
        (tombstone, "empty_record", ""),
        (with(|c| c.article = None), "missing_field", "article"),
        (
            with(|c| c.coder_version.clear()),
            "invalid_field",
            "coder_version",
        ),
        (with(|c| c.events[0].status = 0), "missing_field", "status"),
        (
            with(|c| c.events[0].status = 99),
            "unknown_label",
            "status 99",
        ),
        (
            with(|c| c.events[0].id = "x".into()),
            "invalid_field",
            "event.id",
        ),
        (
            with(|c| c.events.push(c.events[0].clone())),
            "duplicate_event",
            "",
        ),
        (with(|c| c.entities.clear()), "unknown_entity", "actor/hts"),
        (
            with(|c| c.events[0].date.as_mut().unwrap().start = Some("yesterday".into())),
            "invalid_field",
            "date.start",
        ),
        (
            with(|c| c.events[0].fatalities.as_mut().unwrap().best = u32::MAX),
            "invalid_field",
            "fatalities",
        ),
    ];
    let expected: Vec<_> = cases.iter().map(|(_, reason, _)| *reason).collect();
    let details: Vec<_> = cases.iter().map(|(_, _, detail)| *detail).collect();
    let mut store = Store::new().await;
    let found = poison_of(
        &mut store,
        cases.into_iter().map(|(record, ..)| record).collect(),
    )
    .await;
    let reasons: Vec<_> = found.iter().map(|one| one.rejection.reason).collect();
    assert_eq!(reasons, expected);
    for (one, detail) in found.iter().zip(details) {
        assert!(one.rejection.detail.contains(detail), "{:?}", one.rejection);
    }
}

#[tokio::test]
async fn rows_that_postgresql_refuses_are_found_among_many() {
    let mut store = Store::new().await;
    let mut records: Vec<_> = (0..40)
        .map(|n| record(&coded(&format!("good-{n}"))))
        .collect();
    // No check before the database knows these: NUL, an impossible country, a half point.
    records[7] = with(|c| c.article.as_mut().unwrap().title = Some("nul \0".into()));
    records[8] = with(|c| c.events[0].place.as_mut().unwrap().country = Some("Syria".into()));
    records[31] = with(|c| c.events[0].place.as_mut().unwrap().latitude = None);

    let batch_records = records.clone();
    let found = poison_of(&mut store, batch_records).await;
    let indexes: Vec<_> = found.iter().map(|one| one.index).collect();
    assert_eq!(indexes, [7, 8, 31]);
    let details: Vec<_> = found.iter().map(|one| &*one.rejection.detail).collect();
    assert!(details[0].starts_with("SQLSTATE 22021"), "{details:?}");
    assert!(details[1].contains("country"), "{details:?}");
    assert!(
        found
            .iter()
            .all(|one| one.rejection.reason == "refused_by_database")
    );
    assert_eq!(store.count("select count(*) from sitrep.articles").await, 0);

    let mut batch = store.batch(records);
    found.iter().for_each(|one| batch.set_aside(one.index));
    let written = store.writer.write(&batch).await.expect("writes");
    assert!(matches!(written, Written::Committed));
    assert_eq!(
        store.count("select count(*) from sitrep.articles").await,
        37
    );
    assert_eq!(
        store
            .count("select next_offset from sitrep.stream_offset")
            .await,
        40
    );
}

#[tokio::test]
async fn a_batch_with_every_record_set_aside_moves_only_the_offsets() {
    let mut store = Store::new().await;
    let mut batch = store.batch(vec![with(|c| c.article = None)]);
    batch.set_aside(0);
    store.writer.write(&batch).await.expect("writes");
    assert_eq!(
        store
            .count("select next_offset from sitrep.stream_offset")
            .await,
        1
    );
    assert_eq!(store.count("select count(*) from sitrep.articles").await, 0);
}
