//! Feeds records to the pipeline and waits until each has come out at the other end.
//!
//! The embedded broker keeps only the newest 5 MiB of a partition and drops the rest
//! without a word, so what is on its way is bounded from end to end: by the rows that the
//! sink has committed plus the dead letters, not by what the broker has accepted.

use std::{collections::VecDeque, time::Duration};

use indicatif::{ProgressBar, ProgressStyle};
use miette::{IntoDiagnostic as _, miette};
use rdkafka::{
    ClientConfig, Offset, TopicPartitionList,
    consumer::{BaseConsumer, Consumer as _},
    error::KafkaResult,
    producer::{FutureProducer, FutureRecord},
    util::Timeout,
};
use sitrep_contract::topics;
use tokio::time::Instant;

use super::pipeline::{PARTITIONS, Pipeline};
use crate::{code::RawDocument, dead_letters::DeadLetter};

/// Bytes of raw records on their way. A coded article can be several times its raw size.
const BYTES_ON_THE_WAY: usize = 512 * 1024;
/// How often progress is looked at.
const LOOK: Duration = Duration::from_millis(30);
/// After this long without any progress something is wrong.
const STALLED: Duration = Duration::from_secs(60);

/// What was fed.
#[derive(Debug, Default)]
pub(super) struct Fed {
    /// Records sent.
    pub(super) records: usize,
    /// Documents that could not be read, and so were not sent.
    pub(super) unreadable: usize,
    /// How long it took until the last was in the tables or a dead letter.
    pub(super) took: Duration,
    /// The dead letters.
    pub(super) dead: Vec<DeadLetter>,
}

/// Sends every document and returns when all are done.
pub(super) async fn feed(
    pipeline: &mut Pipeline,
    documents: Vec<RawDocument>,
    show_progress: bool,
) -> miette::Result<Fed> {
    let client = pipeline.kafka.client("demo");
    let producer: FutureProducer = client.create().into_diagnostic()?;
    let progress = if show_progress {
        let style = ProgressStyle::with_template("{bar:40} {pos}/{len} articles, {per_sec}")
            .into_diagnostic()?;
        ProgressBar::new(documents.len() as u64).with_style(style)
    } else {
        ProgressBar::hidden()
    };
    let started = Instant::now();
    let mut fed = Fed::default();
    let mut sizes = VecDeque::new();
    let mut on_the_way = 0;
    let mut watch = Watch::new(&client).into_diagnostic()?;
    for RawDocument { origin, content } in documents {
        let content = match content {
            Ok(content) => content,
            Err(error) => {
                eprintln!("sitrep: {origin}: {error}");
                fed.unreadable += 1;
                continue;
            }
        };
        let payload = content.json();
        while on_the_way > 0 && on_the_way + payload.len() > BYTES_ON_THE_WAY {
            let done = watch.wait_for_more(pipeline, &progress).await?;
            while fed.records - sizes.len() < done {
                on_the_way -= sizes.pop_front().unwrap_or(0);
            }
        }
        producer
            .send(
                FutureRecord::<(), [u8]>::to(topics::RAW).payload(payload),
                Timeout::Never,
            )
            .await
            .map_err(|(error, _)| error)
            .into_diagnostic()?;
        fed.records += 1;
        on_the_way += payload.len();
        sizes.push_back(payload.len());
    }
    while watch.done < fed.records {
        watch.wait_for_more(pipeline, &progress).await?;
    }
    progress.finish_and_clear();
    fed.took = started.elapsed();
    fed.dead = watch.dead;
    Ok(fed)
}

/// Counts what has come out at the end.
struct Watch {
    dead_letters: BaseConsumer,
    dead: Vec<DeadLetter>,
    done: usize,
    moved: Instant,
}

impl Watch {
    fn new(client: &ClientConfig) -> KafkaResult<Self> {
        let mut client = client.clone();
        client
            .set("group.id", "sitrep-demo")
            .set("enable.auto.commit", "false");
        let dead_letters: BaseConsumer = client.create()?;
        let mut assignment = TopicPartitionList::new();
        for partition in 0..PARTITIONS {
            assignment.add_partition_offset(topics::DEAD, partition, Offset::Beginning)?;
        }
        dead_letters.assign(&assignment)?;
        Ok(Self {
            dead_letters,
            dead: Vec::new(),
            done: 0,
            moved: Instant::now(),
        })
    }

    /// Waits until more records are done and returns how many are.
    async fn wait_for_more(
        &mut self,
        pipeline: &mut Pipeline,
        progress: &ProgressBar,
    ) -> miette::Result<usize> {
        loop {
            if let Some(failure) = pipeline.failure() {
                return Err(failure);
            }
            let done = pipeline.written().await? + self.dead_before_the_sink().into_diagnostic()?;
            if done > self.done {
                self.done = done;
                self.moved = Instant::now();
                progress.set_position(done as u64);
                return Ok(done);
            }
            if self.moved.elapsed() > STALLED {
                let waited = STALLED.as_secs();
                return Err(miette!(
                    "nothing has come out of the pipeline for {waited} s; {done} records are done"
                ));
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Dead letters of ingest and enrich. Those of the sink are among the written: their
    /// offsets have moved.
    fn dead_before_the_sink(&mut self) -> KafkaResult<usize> {
        while let Some(message) = self.dead_letters.poll(Duration::ZERO) {
            self.dead.push(DeadLetter::read(&message?));
        }
        Ok(self
            .dead
            .iter()
            .filter(|letter| letter.stage != "sink")
            .count())
    }
}
