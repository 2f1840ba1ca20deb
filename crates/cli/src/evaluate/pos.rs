//! Parts of speech on a corpus with words and tags given: the tagger alone, whatever the
//! tokeniser does.

use miette::IntoDiagnostic as _;
use sitrep_coder::training::{Weights, measure_tagger};

use super::{
    Runner,
    figure::{Figure, share},
};
use crate::train::tagged_sentences;

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
