//! `sitrep train pos`: the part-of-speech tagger.

use std::path::PathBuf;

use clap::Args;
use miette::miette;
use serde::Deserialize;
use sitrep_coder::training::{
    Accuracy, TaggedSentence, TrainOptions, bundled_reports, measure_tagger, train_tagger,
};

use super::corpus;
use crate::{evaluate, exit::Exit};

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
    let mut sentences = bundled_reports();
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
    for (path, sentences) in corpus::to_measure(&args.data, tagged_sentences)? {
        let Accuracy { right, total } = measure_tagger(&weights, &sentences);
        let accuracy = evaluate::share(right, total);
        println!(
            "{}: {accuracy:.4} ({right} of {total} right)",
            path.display()
        );
    }
    Ok(Exit::Success)
}

#[derive(Debug, Deserialize)]
struct Record {
    text: String,
    tokens: Vec<(usize, usize)>,
    upos: Vec<String>,
}

/// The sentences of a corpus in JSON lines.
pub(crate) fn tagged_sentences(jsonl: &str) -> miette::Result<Vec<TaggedSentence>> {
    let records: Vec<Record> = evaluate::lines(jsonl)?;
    (1..)
        .zip(records)
        .map(|(number, record)| tagged(number, record))
        .collect()
}

fn tagged(number: usize, record: Record) -> miette::Result<TaggedSentence> {
    let chars: Vec<char> = record.text.chars().collect();
    let word = |&(start, end): &(usize, usize)| Some(chars.get(start..end)?.iter().collect());
    let words: Option<Vec<String>> = record.tokens.iter().map(word).collect();
    let words = words.filter(|words| words.len() == record.upos.len());
    let words = words.ok_or_else(|| {
        miette!("sentence {number}: tokens must be ranges within the text, one for each tag")
    })?;
    Ok(TaggedSentence {
        words,
        tags: record.upos,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_corpus_line_becomes_words_with_tags() {
        let line = r#"{"text": "Gunmen fled.", "tokens": [[0,6],[7,11],[11,12]], "upos": ["NOUN","VERB","PUNCT"]}"#;
        let sentences = tagged_sentences(line).unwrap();
        assert_eq!(sentences[0].words, ["Gunmen", "fled", "."]);
        let beyond = r#"{"text": "No", "tokens": [[0,9]], "upos": ["INTJ"]}"#;
        assert!(tagged_sentences(beyond).is_err());
    }
}
