//! Trains the part-of-speech tagger and measures it.
//!
//! ```text
//! cargo run --release -p sitrep-coder --example train_tagger -- OUTPUT DEV.jsonl TRAIN.jsonl…
//! ```
//!
//! A corpus is JSON Lines with `text`, `tokens` (code point ranges) and `upos`.

use std::time::Instant;

use serde::Deserialize;
use sitrep_coder::training::{
    TaggedSentence, TrainOptions, bundled_reports, measure_tagger, train_tagger,
};

#[derive(Deserialize)]
struct Record {
    text: String,
    tokens: Vec<(usize, usize)>,
    upos: Vec<String>,
}

fn read(path: &str) -> Result<Vec<TaggedSentence>, String> {
    let file = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    file.lines()
        .enumerate()
        .map(|(number, line)| {
            let record: Record = serde_json::from_str(line)
                .map_err(|error| format!("{path}:{}: {error}", number + 1))?;
            let chars: Vec<char> = record.text.chars().collect();
            let words = record.tokens.iter();
            Ok(TaggedSentence {
                words: words
                    .map(|&(start, end)| chars[start..end].iter().collect())
                    .collect(),
                tags: record.upos,
            })
        })
        .collect()
}

fn main() -> Result<(), String> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [output, dev, train @ ..] = arguments.as_slice() else {
        return Err("usage: train_tagger OUTPUT DEV.jsonl TRAIN.jsonl…".to_owned());
    };
    let mut corpus = bundled_reports();
    for path in train {
        corpus.extend(read(path)?);
    }
    let mut options = TrainOptions::default();
    if let Ok(buckets) = std::env::var("BUCKETS") {
        options.buckets = buckets
            .parse()
            .map_err(|error| format!("BUCKETS: {error}"))?;
    }
    if let Ok(epochs) = std::env::var("EPOCHS") {
        options.epochs = epochs.parse().map_err(|error| format!("EPOCHS: {error}"))?;
    }
    let weights = train_tagger(&corpus, options);
    let bytes = weights.to_bytes();
    std::fs::write(output, &bytes).map_err(|error| format!("{output}: {error}"))?;
    let dev = read(dev)?;
    let start = Instant::now();
    let accuracy = measure_tagger(&weights, &dev);
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{} of {} right ({:.2} %), {} bytes, {:.0} tokens/s with set-up",
        accuracy.right,
        accuracy.total,
        100.0 * accuracy.right as f64 / accuracy.total.max(1) as f64,
        bytes.len(),
        accuracy.total as f64 / seconds,
    );
    Ok(())
}
