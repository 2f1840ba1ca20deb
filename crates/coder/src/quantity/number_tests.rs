//! Numbers in digits and words, with their bounds.

use proptest::prelude::*;

use super::number;
use crate::Document;
use crate::text::TextStage;

fn read(body: &str) -> Option<(u32, u32, Option<u32>)> {
    thread_local! { static STAGE: TextStage = TextStage::bundled().unwrap(); }
    let analysis = STAGE.with(|stage| {
        stage.analyse(&Document {
            body,
            ..Document::default()
        })
    });
    let found = number(&analysis, 0, analysis.token_count())?;
    Some((found.low, found.best, found.high))
}

#[test]
fn numbers_are_read_in_digits_and_words() {
    for (text, value) in [
        ("2,000 people", 2000),
        ("twenty-three people", 23),
        ("one hundred and five dead", 105),
        ("1.5 million people", 1_500_000),
        ("a dozen men", 12),
        ("two dozen men", 24),
        ("half a million people", 500_000),
        ("two thousand five hundred men", 2500),
        ("a hundred men", 100),
        ("10k people", 10_000),
        ("another four men", 4),
    ] {
        assert_eq!(read(text), Some((value, value, Some(value))), "{text}");
    }
}

#[test]
fn bounds_and_vague_words_follow_acled() {
    for (text, number) in [
        ("at least five civilians", (5, 5, None)),
        ("more than 20 men", (20, 20, None)),
        ("up to 10 men", (1, 10, Some(10))),
        ("between 5 and 8 men", (5, 5, Some(8))),
        ("five to eight men", (5, 5, Some(8))),
        ("two or three men", (2, 2, Some(3))),
        ("5-8 men", (5, 5, Some(8))),
        ("nearly 40 men", (40, 40, None)),
        ("dozens of men", (12, 12, None)),
        ("hundreds of men", (100, 100, None)),
        ("several men", (3, 3, None)),
        ("a number of men", (3, 3, None)),
        ("tens of thousands of men", (10_000, 10_000, None)),
        ("more than a dozen men", (12, 12, None)),
        ("a few men", (3, 3, None)),
    ] {
        assert_eq!(read(text), Some(number), "{text}");
    }
}

#[test]
fn other_words_are_no_numbers() {
    for text in [
        "the men",
        "a soldier",
        "10:30 today",
        "12-year-old boy",
        "RPG-7 rocket",
        "2024-07-22",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn every_number_in_digits_comes_back(value in 1_u32..4_000_000_000) {
        prop_assert_eq!(read(&format!("{value} people")), Some((value, value, Some(value))));
    }
}
