//! `sitrep publish`: records from files onto the raw topic, every delivery awaited.

use std::{path::PathBuf, time::Duration};

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use miette::{IntoDiagnostic as _, WrapErr as _, miette};
use rdkafka::{
    ClientContext,
    error::{KafkaError, RDKafkaErrorCode},
    message::DeliveryResult,
    producer::{BaseRecord, Producer as _, ProducerContext, ThreadedProducer},
};
use sitrep_contract::topics;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::{
    code::{Documents, RawDocument},
    connection::KafkaArgs,
    exit::Exit,
};

/// How long a full queue is waited for before the next look.
const ROOM: Duration = Duration::from_millis(20);
/// How long the last deliveries may take.
const FLUSH: Duration = Duration::from_secs(60);

/// Publish scraped records to the raw topic.
#[derive(Debug, Args)]
pub(crate) struct PublishArgs {
    /// Files or folders of JSON lines (.jsonl), JSON or text; "-" reads standard input
    #[arg(required = true)]
    files: Vec<PathBuf>,

    /// The topic to write to
    #[arg(long, default_value = topics::RAW)]
    topic: String,

    #[command(flatten)]
    kafka: KafkaArgs,
}

/// Counts deliveries as librdkafka reports them.
#[derive(Default)]
struct Deliveries {
    delivered: AtomicU64,
    failed: AtomicU64,
}

impl ClientContext for Deliveries {}

impl ProducerContext for Deliveries {
    type DeliveryOpaque = ();

    fn delivery(&self, result: &DeliveryResult<'_>, (): ()) {
        match result {
            Ok(_) => self.delivered.fetch_add(1, Ordering::Relaxed),
            Err((error, _)) => {
                eprintln!("sitrep: a record was not delivered: {error}");
                self.failed.fetch_add(1, Ordering::Relaxed)
            }
        };
    }
}

/// Runs the command.
pub(crate) fn run(args: &PublishArgs) -> miette::Result<Exit> {
    let kafka = args.kafka.load();
    let mut client = kafka.client("publish");
    client
        .set("enable.idempotence", "true")
        .set("acks", "all")
        .set("compression.type", "zstd");
    let producer: ThreadedProducer<Deliveries> = client
        .create_with_context(Deliveries::default())
        .into_diagnostic()
        .wrap_err("cannot create a producer; check the Kafka settings")?;

    let progress = ProgressBar::new_spinner().with_style(
        ProgressStyle::with_template("{spinner} {pos} records sent, {per_sec}")
            .into_diagnostic()?,
    );
    let (mut sent, mut unreadable) = (0_u64, 0_u64);
    for RawDocument { origin, content } in Documents::open(&args.files).into_diagnostic()? {
        match content {
            Ok(content) => {
                send(&producer, &args.topic, content.json())
                    .into_diagnostic()
                    .wrap_err_with(|| format!("{origin}: cannot be queued"))?;
                sent += 1;
                progress.inc(1);
            }
            Err(error) => {
                eprintln!("sitrep: {origin}: {error}");
                unreadable += 1;
            }
        }
    }
    producer.flush(FLUSH).into_diagnostic().wrap_err_with(|| {
        format!(
            "{} did not take everything within {} s",
            kafka.brokers,
            FLUSH.as_secs()
        )
    })?;
    progress.finish_and_clear();

    let deliveries = producer.context();
    let (delivered, failed) = (
        deliveries.delivered.load(Ordering::Relaxed),
        deliveries.failed.load(Ordering::Relaxed),
    );
    eprintln!("{delivered} of {sent} records delivered to {}", args.topic);
    if failed > 0 || delivered < sent {
        return Err(miette!(
            "{} records were not delivered; publish the input again: repeats do no harm",
            sent - delivered
        ));
    }
    Ok(if unreadable == 0 {
        Exit::Success
    } else {
        Exit::SomeUnreadable
    })
}

/// Queues one record, waiting while the queue is full.
fn send(
    producer: &ThreadedProducer<Deliveries>,
    topic: &str,
    payload: &[u8],
) -> Result<(), KafkaError> {
    let mut record = BaseRecord::<(), [u8]>::to(topic).payload(payload);
    loop {
        record = match producer.send(record) {
            Ok(()) => return Ok(()),
            Err((KafkaError::MessageProduction(RDKafkaErrorCode::QueueFull), back)) => back,
            Err((error, _)) => return Err(error),
        };
        std::thread::sleep(ROOM);
    }
}
