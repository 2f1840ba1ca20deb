//! What holds for the analysis of any text, for property tests and fuzz targets.

use crate::analysis::Analysis;

/// Panics unless everything points into the text, in order.
pub(crate) fn check(analysis: &Analysis) {
    let mut next = 0;
    for sentence in &analysis.sentences {
        assert_eq!(sentence.tokens.start, next);
        assert!(sentence.tokens.start < sentence.tokens.end);
        // What is quadratic in a sentence stays bounded.
        assert!(sentence.tokens.len() <= 500);
        next = sentence.tokens.end;
    }
    assert_eq!(next, analysis.token_count());
    let mut chunk_end = 0;
    for chunk in &analysis.chunks {
        assert!(chunk.tokens.start >= chunk_end && chunk.tokens.contains(&chunk.head));
        chunk_end = chunk.tokens.end;
    }
    for date in &analysis.dates {
        assert!(date.tokens.end <= next && date.tokens.start < date.tokens.end);
        assert!(
            date.start
                .zip(date.end)
                .is_none_or(|(start, end)| start <= end)
        );
    }
    for casualty in &analysis.casualties {
        assert!(casualty.tokens.end <= next && casualty.low <= casualty.best);
        assert!(casualty.high.is_none_or(|high| casualty.best <= high));
    }
}
