//! Whatever the order, the repetition and the batches in which the states of articles
//! arrive, the tables end the same.

use proptest::{prelude::*, test_runner::TestRunner};
use sitrep_contract::CodedArticle;
use sitrep_stream::Record;
use tokio::{runtime::Runtime, sync::Mutex};

use crate::{
    article::{CODED_AT, coded, event, record_at, revised},
    store::Store,
};

const TABLES: &str = "
    select 'article', to_jsonb(t) - 'written_at' from sitrep.articles t
    union all select 'outlet', to_jsonb(t) from sitrep.outlets t
    union all select 'place', to_jsonb(t) from sitrep.places t
    union all select 'entity', to_jsonb(t) from sitrep.entities t
    union all select 'mention', to_jsonb(t) from sitrep.mentions t
    union all select 'event', to_jsonb(t) from sitrep.events t
    union all select 'actor', to_jsonb(t) from sitrep.event_actors t
    order by 1, 2";

/// One state of one article. What it says depends on all that orders states, and its
/// entity's name too, so that every wrongly kept row shows.
fn state((article, scraped, coder, hours, lexicon): (u8, i64, u8, i64, u8)) -> Record {
    let said = format!("{scraped}-{coder}-{hours}-{lexicon}");
    let mut coded: CodedArticle = revised(coded(&article.to_string()), scraped, &said);
    let id = coded.article.as_ref().expect("one").id.clone();
    coded.coder_version = format!("0.{coder}.0");
    coded.lexicon_version = format!("{lexicon:016x}");
    coded.entities[0].canonical_name = format!("{article}-{said}");
    coded.events = (0..=coder % 3)
        .map(|n| event(&id, &format!("{said}-{n}")))
        .collect();
    record_at(&coded, CODED_AT + hours * 3_600_000)
}

fn states() -> impl Strategy<Value = Vec<Record>> {
    let one = (0..3_u8, 0..3_i64, 8..12_u8, 0..2_i64, 0..2_u8).prop_map(state);
    prop::collection::vec(one, 1..8)
}

/// All of them, some twice, shuffled, cut into batches.
fn deliveries() -> impl Strategy<Value = (Vec<Record>, Vec<Record>, usize)> {
    states().prop_flat_map(|once| {
        let again = prop::sample::subsequence(once.clone(), 0..=once.len());
        let shuffled = again.prop_flat_map({
            let once = once.clone();
            move |again| Just([once.clone(), again].concat()).prop_shuffle()
        });
        (Just(once), shuffled, 1..5_usize)
    })
}

#[test]
fn any_order_and_any_repetition_ends_in_the_same_tables() {
    let runtime = Runtime::new().expect("a runtime");
    let stores = runtime.block_on(async { (Store::new().await, Store::new().await) });
    let stores = Mutex::new(stores);
    let config = ProptestConfig {
        cases: 24,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    TestRunner::new(config)
        .run(&deliveries(), |(once, shuffled, size)| {
            runtime.block_on(async {
                let (one, other) = &mut *stores.lock().await;
                for store in [&mut *one, &mut *other] {
                    let empty = "truncate sitrep.articles, sitrep.outlets, sitrep.places, \
                        sitrep.entities, sitrep.mentions, sitrep.events, sitrep.event_actors";
                    store.client.batch_execute(empty).await.expect("empties");
                }
                one.write(once).await;
                for part in shuffled.chunks(size) {
                    other.write(part.to_vec()).await;
                }
                prop_assert_eq!(one.rows(TABLES).await, other.rows(TABLES).await);
                Ok(())
            })
        })
        .unwrap_or_else(|failure| panic!("{failure}"));
}
