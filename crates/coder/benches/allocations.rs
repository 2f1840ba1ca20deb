//! Allocations of the complete coder: `cargo bench -p sitrep-coder --bench allocations`.
//!
//! Prints how many an article and a sentence cost, over the text of the bench `coder`.

#![allow(clippy::unwrap_used, reason = "a bench ends at the first surprise")]
#![allow(
    clippy::cast_precision_loss,
    reason = "counts of a short run are far below 2^52"
)]

use std::hint::black_box;

use sitrep_coder::{Coder, Step};

use articles::{Article, articles};

mod articles;

fn main() {
    let coder = Coder::bundled().unwrap();
    let articles = articles();
    let bytes: usize = articles.iter().map(Article::bytes).sum();
    let mut sentences = 0;
    for article in &articles {
        coder.code_in_steps(&article.document(), |step: Step| {
            if step.stage == "text" {
                sentences += step.sentences;
            }
        });
    }
    let counted = allocation_counter::measure(|| {
        for article in &articles {
            black_box(coder.code(&article.document()));
        }
    });
    println!(
        "allocations       {:8.0} an article, {:.2} a sentence, {:.0} bytes for each of text",
        counted.count_total as f64 / articles.len() as f64,
        counted.count_total as f64 / sentences as f64,
        counted.bytes_total as f64 / bytes as f64
    );
}
