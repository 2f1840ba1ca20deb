//! `sitrep dead-letters`: what could not be processed, why, and another chance for it.

mod letter;

use clap::{Args, Subcommand, ValueEnum};
use miette::{IntoDiagnostic as _, WrapErr as _, miette};
use rdkafka::producer::{FutureProducer, FutureRecord};
use sitrep_contract::topics;

use crate::{connection::KafkaArgs, exit::Exit, table, topic};

pub(crate) use letter::DeadLetter;

/// List, show and replay dead letters.
#[derive(Debug, Args)]
pub(crate) struct DeadLettersArgs {
    #[command(subcommand)]
    action: Action,

    /// The dead-letter topic
    #[arg(long, global = true, default_value = topics::DEAD)]
    topic: String,

    #[command(flatten)]
    kafka: KafkaArgs,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List dead letters, one a line.
    List {
        #[command(flatten)]
        filter: Filter,
        /// How to print them
        #[arg(long, value_enum, default_value_t = Output::Table)]
        output: Output,
    },
    /// Show one dead letter with its headers and its original bytes.
    Show {
        /// Where it stands in the dead-letter topic, as PARTITION:OFFSET (see `list`)
        position: String,
    },
    /// Send dead letters back to the topics they came from, as they were.
    Replay {
        #[command(flatten)]
        filter: Filter,
        /// Only print what would be sent
        #[arg(long)]
        dry_run: bool,
    },
}

/// Which dead letters are meant; all where nothing is given.
#[derive(Debug, Default, Args)]
pub(crate) struct Filter {
    /// Only with this reason code
    #[arg(long)]
    reason: Option<String>,
    /// Only from this service
    #[arg(long)]
    stage: Option<String>,
}

impl Filter {
    fn takes(&self, letter: &DeadLetter) -> bool {
        let same =
            |wanted: &Option<String>, is: &str| wanted.as_deref().is_none_or(|wanted| wanted == is);
        same(&self.reason, &letter.reason) && same(&self.stage, &letter.stage)
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Output {
    Table,
    Json,
}

/// Runs the command.
pub(crate) fn run(args: &DeadLettersArgs) -> miette::Result<Exit> {
    let kafka = args.kafka.load();
    let mut client = kafka.client("dead-letters");
    let letters = topic::read_all(&client, &args.topic, DeadLetter::read)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot read {} at {}", args.topic, kafka.brokers))?;
    match &args.action {
        Action::List { filter, output } => list(
            letters.iter().filter(|letter| filter.takes(letter)),
            *output,
        ),
        Action::Show { position } => {
            let letter = letters
                .iter()
                .find(|letter| letter.position() == *position)
                .ok_or_else(|| miette!("there is no dead letter at {position} in {}; see `sitrep dead-letters list`", args.topic))?;
            outln!("{letter}")?;
            Ok(Exit::Success)
        }
        Action::Replay { filter, dry_run } => {
            client.set("enable.idempotence", "true").set("acks", "all");
            let producer: FutureProducer = client.create().into_diagnostic()?;
            let chosen = letters.iter().filter(|letter| filter.takes(letter));
            if *dry_run {
                list(chosen, Output::Table)
            } else {
                replay(&producer, chosen)
            }
        }
    }
}

fn list<'a>(letters: impl Iterator<Item = &'a DeadLetter>, output: Output) -> miette::Result<Exit> {
    match output {
        Output::Json => {
            for letter in letters {
                outln!("{}", serde_json::to_string(letter).into_diagnostic()?)?;
            }
        }
        Output::Table => {
            let mut table = table::with_header([
                "Position", "Time", "Stage", "Reason", "Detail", "From", "Bytes",
            ]);
            for letter in letters {
                table.add_row([
                    letter.position(),
                    letter.time.clone(),
                    letter.stage.clone(),
                    letter.reason.clone(),
                    letter.detail.clone(),
                    letter.source(),
                    letter.payload.len().to_string(),
                ]);
            }
            outln!("{table}")?;
        }
    }
    Ok(Exit::Success)
}

#[tokio::main(flavor = "current_thread")]
async fn replay<'a>(
    producer: &FutureProducer,
    letters: impl Iterator<Item = &'a DeadLetter>,
) -> miette::Result<Exit> {
    let mut replayed = 0_u64;
    for letter in letters {
        let mut record = FutureRecord::<[u8], [u8]>::to(&letter.source_topic)
            .payload(&letter.payload)
            .headers(letter.original_headers());
        if let Some(key) = &letter.key {
            record = record.key(key);
        }
        producer
            .send(record, rdkafka::util::Timeout::Never)
            .await
            .map_err(|(error, _)| error)
            .into_diagnostic()
            .wrap_err_with(|| format!("{} was not sent; {replayed} were", letter.position()))?;
        replayed += 1;
    }
    outln!(
        "{replayed} dead letters sent back; they stay in the dead-letter topic until its retention ends"
    )?;
    Ok(Exit::Success)
}
