//! Services are killed in the middle: nothing is lost, and nothing is there twice.

use sitrep_tests::{Service, Stack, WITHOUT_EVENTS, article};

/// Articles of a run; a portion is published before each kill.
const ARTICLES: usize = 400;
const PORTION: usize = 40;

/// A fixed order of victims, so that a failure can be run again.
fn victims() -> impl Iterator<Item = Service> {
    let mut state = 0x2545_f491_u32;
    std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        Service::ALL[state as usize % Service::ALL.len()]
    })
}

#[tokio::test]
async fn killing_services_at_any_moment_loses_and_doubles_nothing() {
    let stack = Stack::running().await;
    let mut victims = victims();
    for from in (0..ARTICLES).step_by(PORTION) {
        let records: Vec<_> = (from..from + PORTION)
            .map(|it| article(it).to_string().into_bytes())
            .collect();
        stack.publish(&records).await;
        let victim = victims.next().expect("endless");
        stack.services.kill(victim);
        stack.services.start(victim);
    }
    stack
        .await_articles(i64::try_from(ARTICLES).expect("fits"))
        .await;
    stack.services.assert_all_alive();

    assert_eq!(
        stack.articles().await,
        i64::try_from(ARTICLES).expect("fits")
    );
    let addresses = stack
        .number("SELECT count(DISTINCT canonical_url) FROM sitrep.articles")
        .await;
    assert_eq!(addresses, i64::try_from(ARTICLES).expect("fits"));
    assert_eq!(stack.dead_letters(), []);
    assert_eq!(
        stack.number(WITHOUT_EVENTS).await,
        0,
        "each article still reports its event"
    );
}

#[tokio::test]
async fn two_instances_of_each_service_share_the_work_and_survive_each_other() {
    let stack = Stack::running().await;
    stack.services.start_all();
    let records: Vec<_> = (0..200)
        .map(|it| article(it).to_string().into_bytes())
        .collect();
    stack.publish(&records[..100]).await;
    stack.await_articles(20).await;
    for service in Service::ALL {
        stack.services.kill(service);
    }
    stack.publish(&records[100..]).await;
    stack.await_articles(200).await;
    assert_eq!(stack.articles().await, 200);
    assert_eq!(stack.dead_letters(), []);
}
