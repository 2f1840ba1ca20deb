//! `sitrep train pos`: the part-of-speech tagger.

use std::path::PathBuf;

use clap::Args;
use sitrep_coder::training::{
    Accuracy, OwnSentences, TaggedSentence, TrainOptions, Weights, measure_tagger, train_tagger,
};

use super::corpus;
use crate::{
    evaluate::{self, tagged_sentences},
    exit::Exit,
};

/// Train the part-of-speech tagger on the coder's own sentences and on corpora whose names
/// hold "train"; measure it on those whose names hold "dev".
///
/// A line of a corpus is an object with `text`, `tokens` (ranges of code points) and `upos`
/// (Universal Dependencies tags). The same corpora give the same file.
#[derive(Debug, Args)]
pub(super) struct PosArgs {
    /// Corpora in JSON lines (*.jsonl), or folders of them; may be given several times.
    #[arg(long, value_name = "PATH", required = true)]
    data: Vec<PathBuf>,

    /// The file of weights to write.
    #[arg(long, value_name = "FILE")]
    output: PathBuf,

    /// Passes over the corpora.
    #[arg(long, default_value_t = TrainOptions::default().epochs)]
    epochs: u32,

    /// Rows of weights, 17 bytes each.
    #[arg(long, default_value_t = TrainOptions::default().buckets)]
    buckets: u32,
}

/// Runs the command.
pub(super) fn run(args: &PosArgs) -> miette::Result<Exit> {
    let OwnSentences {
        train: mut sentences,
        dev,
    } = OwnSentences::bundled();
    eprintln!("own sentences: {}", sentences.len());
    for (_, read) in corpus::to_train(&args.data, tagged_sentences)? {
        sentences.extend(read);
    }
    let options = TrainOptions {
        epochs: args.epochs,
        buckets: args.buckets,
    };
    let weights = train_tagger(&sentences, options);
    corpus::write(&args.output, &weights.to_bytes())?;
    print_accuracy("own sentences set aside", &weights, &dev)?;
    for (path, sentences) in corpus::to_measure(&args.data, tagged_sentences)? {
        print_accuracy(&path.display().to_string(), &weights, &sentences)?;
    }
    Ok(Exit::Success)
}

fn print_accuracy(
    name: &str,
    weights: &Weights,
    sentences: &[TaggedSentence],
) -> miette::Result<()> {
    let Accuracy { right, total } = measure_tagger(weights, sentences);
    let accuracy = evaluate::share(right, total);
    outln!("{name}: {accuracy:.4} ({right} of {total} right)")?;
    Ok(())
}
