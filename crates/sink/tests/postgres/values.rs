//! What is in the tables: every value where it belongs, and NULL for what is not said.

use sitrep_contract::{CodedArticle, Count, Event, PloverType, Status};

use crate::{
    article::{coded, event, record},
    store::Store,
};

#[tokio::test]
async fn the_analysts_view_shows_the_event_flat() {
    let mut store = Store::new().await;
    store.write(vec![record(&coded("a"))]).await;
    let seen = store
        .rows(
            "select sub_event_type, status, claimed_by, actor1, actor1_acled, actor1_inter,
                assoc_actor1, actor2, actor2_id, interaction, place, country, latitude, longitude,
                date_start, fatalities_best, outlet, url, evidence
            from sitrep.events_default",
        )
        .await;
    assert_eq!(
        seen,
        [
            "Armed clash|reported|SOHR|HTS|HTS: Hayat Tahrir al Sham|Rebel group|local fighters|\
          gunmen|-|13|Aleppo|SY|36.2021|37.1343|2024-07-30|3|Example|https://example.org/a|\
          HTS clashed with gunmen"
        ]
    );
}

#[tokio::test]
async fn events_that_did_not_happen_are_not_in_the_analysts_view() {
    let mut store = Store::new().await;
    let mut coded = coded("a");
    let id = coded.article.as_ref().expect("one").id.clone();
    coded.events = (1..=7)
        .map(|status| Event {
            status,
            ..event(&id, &"x".repeat(status as usize))
        })
        .collect();
    store.write(vec![record(&coded)]).await;
    assert_eq!(store.count("select count(*) from sitrep.events").await, 7);
    let seen = store
        .rows("select status from sitrep.events_default order by 1")
        .await;
    assert_eq!(seen, ["claimed", "reported"]);
}

#[tokio::test]
async fn no_number_is_null_and_none_killed_is_zero() {
    let mut store = Store::new().await;
    let mut coded = coded("a");
    coded.events[0].fatalities = None;
    coded.events[0].injured = Some(Count::default());
    store.write(vec![record(&coded)]).await;
    let seen = store
        .rows("select fatalities_low, fatalities_best, injured_low, injured_best, injured_high from sitrep.events")
        .await;
    assert_eq!(seen, ["-|-|0|0|-"]);
}

#[tokio::test]
async fn an_event_with_nothing_but_a_type_is_null_elsewhere() {
    let mut store = Store::new().await;
    let mut coded = coded("a");
    coded.events[0] = Event {
        id: coded.events[0].id.clone(),
        plover_type: PloverType::Consult as i32,
        status: Status::Planned as i32,
        ..Event::default()
    };
    store.write(vec![record(&coded)]).await;
    let said = store
        .rows("select key from sitrep.events e, jsonb_each(to_jsonb(e)) where value <> 'null' order by 1")
        .await;
    assert_eq!(
        said,
        [
            "article_id",
            "civilian_targeting",
            "confidence",
            "id",
            "ordinal",
            "plover_type",
            "rule_ids",
            "status",
            "weapons"
        ]
    );
    assert_eq!(
        store
            .count("select count(*) from sitrep.event_actors")
            .await,
        0
    );
}

#[tokio::test]
async fn an_article_of_metadata_only_has_no_outlet_date_or_language() {
    let mut store = Store::new().await;
    let mut article = coded("a").article.expect("one");
    (article.outlet, article.body) = (None, None);
    let coded = CodedArticle {
        article: Some(article),
        coder_version: "0.1.0".into(),
        ..CodedArticle::default()
    };
    store.write(vec![record(&coded)]).await;
    let seen = store
        .rows("select outlet_id, body, published_at, published_zone_assumed, language, coded from sitrep.articles")
        .await;
    assert_eq!(seen, ["-|-|-|-|-|false"]);
}

#[tokio::test]
async fn the_near_duplicate_signature_keeps_all_64_bits() {
    let mut store = Store::new().await;
    store.write(vec![record(&coded("a"))]).await;
    let seen = store
        .rows("select near_duplicate_signature from sitrep.articles")
        .await;
    assert_eq!(seen, ["-1"]);
}

#[tokio::test]
async fn a_place_inside_an_entity_need_not_repeat_the_id() {
    let mut store = Store::new().await;
    let mut coded = coded("a");
    coded.events.clear();
    let place = coded.entities[2].place.as_mut().expect("a place");
    place.entity_id = None;
    store.write(vec![record(&coded)]).await;
    let seen = store
        .rows(
            "select p.id, p.name from sitrep.places p join sitrep.entities e on e.place_id = p.id",
        )
        .await;
    assert_eq!(seen, ["place/aleppo|Aleppo"]);
}
