//! Rows a second of the write path beside plain inserts of the same rows, on a private
//! server, as a ratio: the machine's speed cancels out.
//!
//! `cargo bench -p sitrep-sink`
#![allow(clippy::expect_used, reason = "a benchmark")]

use std::time::{Duration, Instant};

use prost::Message as _;
use sitrep_contract::{Article, CodedArticle, Entity, Mention, MentionType, ids, timestamp_from};
use sitrep_embedded::Database;
use sitrep_sink::{PostgresConfig, PostgresWriter, connect, migrate};
use sitrep_stream::{Batch, BatchWriter as _, Headers, OffsetRange, Record};
use tokio_postgres::Client;

const BATCHES: usize = 5;
/// Plain inserts are so much slower that one batch is enough to measure them.
const PLAIN_BATCHES: usize = 1;
const ARTICLES: usize = 2_000;
const MENTIONS: usize = 20;
/// Rows of the two big tables in a batch; the rest is the same small number for both.
const ROWS: usize = ARTICLES * (1 + MENTIONS);
const BODY: &str = "Fighters clashed near the town on Monday, residents said. ";

fn article(number: usize) -> CodedArticle {
    let url = format!("https://example.org/{number}");
    let actor = format!("actor/{}", number % 500);
    let mention = |start: u32| Mention {
        start: start * 10,
        end: start * 10 + 8,
        text: "Fighters".into(),
        r#type: MentionType::ArmedGroup as i32,
        entity_id: Some(actor.clone()),
        confidence: 0.9,
        ..Mention::default()
    };
    CodedArticle {
        article: Some(Article {
            id: ids::article_id(&url).to_string(),
            url: Some(url),
            title: Some("Clash near the town".into()),
            body: Some(BODY.repeat(25)),
            scraped_at: Some(timestamp_from(
                "2024-07-31T08:00:00Z".parse().expect("valid"),
            )),
            content_hash: "a".repeat(64),
            ..Article::default()
        }),
        entities: vec![Entity {
            id: actor.clone(),
            r#type: MentionType::ArmedGroup as i32,
            canonical_name: actor.clone(),
            ..Entity::default()
        }],
        mentions: (0..20).map(mention).collect(),
        coder_version: "0.1.0".into(),
        lexicon_version: "0123456789abcdef".into(),
        coded: true,
        ..CodedArticle::default()
    }
}

fn batch(number: usize, expected: Option<usize>) -> Batch {
    let offset = |count: usize| i64::try_from(count * ARTICLES).expect("small");
    let records = (number * ARTICLES..(number + 1) * ARTICLES).map(|number| Record {
        topic: "coded".into(),
        partition: 0,
        offset: 0,
        key: None,
        payload: Some(article(number).encode_to_vec()),
        headers: Headers::new(),
        timestamp_ms: Some(1_722_420_000_000),
    });
    let range = OffsetRange {
        topic: "coded".into(),
        partition: 0,
        expected: expected.map(offset),
        next: expected.map_or(offset(1), |before| offset(before + 1)),
    };
    Batch::new(records.collect(), vec![range])
}

/// Writes all batches; `round` 0 meets empty tables, 1 the same rows again.
async fn staged(writer: &mut PostgresWriter, round: usize) -> Duration {
    let mut spent = Duration::ZERO;
    for number in 0..BATCHES {
        let before = round * BATCHES + number;
        let batch = batch(number, (before > 0).then_some(before));
        let begun = Instant::now();
        writer.write(&batch).await.expect("writes");
        spent += begun.elapsed();
    }
    spent
}

/// The same rows as one prepared insert each, one transaction a batch.
async fn plain(client: &mut Client) -> Duration {
    let mut spent = Duration::ZERO;
    let article_sql = "insert into sitrep.articles select * from jsonb_populate_record(
        null::sitrep.articles, (select to_jsonb(a) from sitrep.articles a limit 1)
            || jsonb_build_object('id', $1::text, 'url', $2::text, 'body', $3::text))";
    let mention_sql = "insert into sitrep.mentions
        (article_id, ordinal, span_start, span_end, text, type, entity_id, confidence)
        values ($1::text::uuid, $2, $3, $4, $5, $6::text, $7, $8::real)";
    let articles = client.prepare(article_sql).await.expect("prepares");
    let mentions = client.prepare(mention_sql).await.expect("prepares");
    for number in 0..PLAIN_BATCHES {
        let coded: Vec<_> = (0..ARTICLES)
            .map(|n| article(1_000_000 + number * ARTICLES + n))
            .collect();
        let begun = Instant::now();
        let transaction = client.transaction().await.expect("begins");
        for one in &coded {
            let article = one.article.as_ref().expect("one");
            let values = [
                &article.id,
                article.url.as_ref().expect("one"),
                article.body.as_ref().expect("one"),
            ];
            let values = values.map(|text| text as &(dyn tokio_postgres::types::ToSql + Sync));
            transaction
                .execute(&articles, &values)
                .await
                .expect("inserts");
            for (ordinal, mention) in (0_i32..).zip(&one.mentions) {
                let (start, end) = (mention.start.cast_signed(), mention.end.cast_signed());
                transaction
                    .execute(
                        &mentions,
                        &[
                            &article.id,
                            &ordinal,
                            &start,
                            &end,
                            &mention.text,
                            &"ARMED_GROUP",
                            &mention.entity_id,
                            &mention.confidence,
                        ],
                    )
                    .await
                    .expect("inserts");
            }
        }
        transaction.commit().await.expect("commits");
        spent += begun.elapsed();
    }
    spent
}

fn report(what: &str, batches: usize, spent: Duration) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "a printed rate")]
    let rate = (batches * ROWS) as f64 / spent.as_secs_f64();
    println!("{what:<34} {rate:>10.0} rows/s");
    rate
}

#[tokio::main]
async fn main() {
    let server = Database::start().unwrap_or_else(|error| panic!("{error}"));
    let config = PostgresConfig::from_url(server.url());
    let mut client = connect(&config).await.expect("connects");
    migrate::up(&mut client).await.expect("migrates");
    let mut writer = PostgresWriter::new(config);
    writer.open().await.expect("opens");

    println!(
        "{} articles with {MENTIONS} mentions each, {ARTICLES} a batch",
        BATCHES * ARTICLES
    );
    let spent = staged(&mut writer, 0).await;
    let fresh = report("staging and merge, new articles", BATCHES, spent);
    let spent = staged(&mut writer, 1).await;
    report("staging and merge, repeated", BATCHES, spent);
    let spent = plain(&mut client).await;
    let inserts = report("plain inserts, new articles", PLAIN_BATCHES, spent);
    println!(
        "{:<34} {:>10.1} times",
        "staging and merge over inserts",
        fresh / inserts
    );
}
