//! Parts of speech on a corpus with words and tags given: the tagger alone, whatever the
//! tokeniser does.

use miette::{IntoDiagnostic as _, miette};
use serde::Deserialize;
use sitrep_coder::training::{TaggedSentence, Weights, measure_tagger};

use super::{
    Runner,
    figure::{Figure, share},
    lines,
};

/// Share of the words whose Universal Dependencies tag is right.
pub(super) fn score(_: &Runner, jsonl: &str) -> miette::Result<Vec<Figure>> {
    let weights = Weights::bundled().into_diagnostic()?;
    let accuracy = measure_tagger(&weights, &tagged_sentences(jsonl)?);
    Ok(vec![Figure::new(
        "ud ewt dev",
        "part of speech, accuracy",
        share(accuracy.right, accuracy.total),
        accuracy.total,
    )])
}

#[derive(Debug, Deserialize)]
struct Record {
    text: String,
    tokens: Vec<(usize, usize)>,
    upos: Vec<String>,
}

/// The sentences of a corpus in JSON lines.
pub(crate) fn tagged_sentences(jsonl: &str) -> miette::Result<Vec<TaggedSentence>> {
    let records: Vec<Record> = lines(jsonl)?;
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
