//! Migrations: applied once, in order, and a foreign schema is refused.

use sitrep_sink::{
    SinkError, connect,
    migrate::{self, MigrationState, SchemaError},
};
use sitrep_stream::{BatchWriter as _, WriteError};

use crate::{
    article::{coded, record},
    store::{Store, empty_database},
};

#[tokio::test]
async fn an_empty_database_is_pending_then_up_then_left_alone() {
    let mut client = connect(&empty_database()).await.expect("connects");
    let before = migrate::status(&client).await.expect("a status");
    assert!(
        before
            .iter()
            .all(|one| one.state == MigrationState::Pending)
    );
    let error = migrate::check(&client).await.expect_err("pending");
    assert!(
        error
            .to_string()
            .contains("0001_tables is missing; run `sitrep migrate up`")
    );

    let applied = migrate::up(&mut client).await.expect("applies");
    assert_eq!(applied.len(), before.len());
    migrate::check(&client).await.expect("known");
    assert_eq!(migrate::up(&mut client).await.expect("again"), []);
}

#[tokio::test]
async fn two_at_once_apply_each_migration_once() {
    let config = empty_database();
    let mut clients = [
        connect(&config).await.expect("connects"),
        connect(&config).await.expect("connects"),
    ];
    let [one, other] = &mut clients;
    let (one, other) = tokio::join!(migrate::up(one), migrate::up(other));
    let (one, other) = (one.expect("applies"), other.expect("applies"));
    let known = migrate::status(&clients[0]).await.expect("a status");
    assert_eq!(one.len() + other.len(), known.len());
}

#[tokio::test]
async fn a_database_ahead_of_this_version_is_refused() {
    let mut store = Store::new().await;
    let newer = "insert into sitrep.schema_migrations (version, name, checksum)
        values (9999, 'future', '')";
    store.client.batch_execute(newer).await.expect("inserts");

    let error = migrate::check(&store.client).await.expect_err("unknown");
    assert!(
        matches!(&error, SinkError::Schema(SchemaError::Unknown { found }) if found == "9999_future")
    );
    let batch = store.batch(vec![record(&coded("a"))]);
    let refused = store.writer.write(&batch).await;
    assert!(matches!(refused, Err(WriteError::Fatal(_))), "{refused:?}");
    assert_eq!(store.count("select count(*) from sitrep.articles").await, 0);
}

#[tokio::test]
async fn an_edited_migration_is_noticed() {
    let mut store = Store::new().await;
    let edit = "update sitrep.schema_migrations set checksum = 'edited' where version = 2";
    store.client.batch_execute(edit).await.expect("updates");
    let error = migrate::up(&mut store.client).await.expect_err("changed");
    assert!(
        error
            .to_string()
            .contains("0002_comments was applied with another text")
    );
}

#[tokio::test]
async fn a_writer_and_a_reader_can_do_what_they_need_and_no_more() {
    let store = Store::new().await;
    let roles = "create role a_writer login password 'w'; create role a_reader login password 'r';
        call sitrep.grant_access('a_writer', 'a_reader')";
    store.client.batch_execute(roles).await.expect("grants");

    let url = store
        .config
        .url
        .split_once('@')
        .expect("credentials")
        .1
        .to_owned();
    let as_role =
        |role: &str| sitrep_sink::PostgresConfig::from_url(format!("postgresql://{role}@{url}"));
    let mut writer = sitrep_sink::PostgresWriter::new(as_role("a_writer:w"));
    let batch = store.batch(vec![record(&coded("a"))]);
    writer.write(&batch).await.expect("the writer may write");

    let reader = connect(&as_role("a_reader:r")).await.expect("connects");
    let seen = reader
        .query("select * from sitrep.events_default", &[])
        .await;
    assert_eq!(seen.expect("the reader may read").len(), 1);
    let refused = reader.execute("delete from sitrep.articles", &[]).await;
    assert!(refused.is_err());
}
