//! `sitrep train`: trains the weights that the coder carries, and says how good they are.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand};
use miette::{IntoDiagnostic as _, WrapErr as _, miette};
use serde::Deserialize;
use sitrep_coder::training::{
    Accuracy, TaggedSentence, TrainOptions, bundled_reports, measure_tagger, train_tagger,
};

use crate::{evaluate, exit::Exit};

/// Train the weights that the coder carries.
#[derive(Debug, Args)]
pub(crate) struct TrainArgs {
    #[command(subcommand)]
    command: TrainCommand,
}

#[derive(Debug, Subcommand)]
enum TrainCommand {
    Pos(PosArgs),
}

/// Train the part-of-speech tagger on the coder's own sentences and on corpora whose names
/// hold "train"; measure it on those whose names hold "dev".
///
/// A line of a corpus is an object with `text`, `tokens` (ranges of code points) and `upos`
/// (Universal Dependencies tags). The same corpora give the same file.
#[derive(Debug, Args)]
struct PosArgs {
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
pub(crate) fn run(args: &TrainArgs) -> miette::Result<Exit> {
    match &args.command {
        TrainCommand::Pos(args) => pos(args),
    }
}

fn pos(args: &PosArgs) -> miette::Result<Exit> {
    let train = corpora(&args.data, "train")?;
    if train.is_empty() {
        return Err(miette!(
            "no *train*.jsonl; --data names the corpora or their folder"
        ));
    }
    let mut corpus = bundled_reports();
    eprintln!("own sentences: {}", corpus.len());
    for (path, sentences) in train {
        eprintln!("{}: {} sentences", path.display(), sentences.len());
        corpus.extend(sentences);
    }
    let options = TrainOptions {
        epochs: args.epochs,
        buckets: args.buckets,
    };
    let weights = train_tagger(&corpus, options);
    let bytes = weights.to_bytes();
    fs::write(&args.output, &bytes)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot write {}", args.output.display()))?;
    println!("{}: {} bytes", args.output.display(), bytes.len());
    for (path, sentences) in corpora(&args.data, "dev")? {
        let Accuracy { right, total } = measure_tagger(&weights, &sentences);
        let accuracy = evaluate::share(right, total);
        println!(
            "{}: {accuracy:.4} ({right} of {total} right)",
            path.display()
        );
    }
    Ok(Exit::Success)
}

/// The corpora whose names hold a word, those of a folder in the order of their names.
fn corpora(data: &[PathBuf], word: &str) -> miette::Result<Vec<(PathBuf, Vec<TaggedSentence>)>> {
    let mut paths = Vec::new();
    for path in data {
        if path.is_dir() {
            paths.extend(files(path)?);
        } else {
            paths.push(path.clone());
        }
    }
    paths.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.contains(word) && name.ends_with(".jsonl")
    });
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).into_diagnostic();
        let sentences = text
            .and_then(|text| tagged_sentences(&text))
            .wrap_err_with(|| format!("in {}", path.display()))?;
        Ok((path, sentences))
    };
    paths.into_iter().map(read).collect()
}

fn files(folder: &Path) -> miette::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).and_then(|entries| {
        let paths = entries.map(|entry| Ok(entry?.path()));
        paths.collect::<io::Result<Vec<PathBuf>>>()
    });
    let mut paths = entries
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot read {}", folder.display()))?;
    paths.sort();
    Ok(paths)
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
