//! Any text in: offsets valid, sentences a partition, work bounded.

use jiff::civil::date;
use proptest::prelude::*;

use super::TextStage;
use super::invariants::check;
use crate::Document;
use crate::analysis::Analysis;
use crate::quantity::{KnownHarms, QuantityStage};

fn analyse(title: &str, body: &str) -> Analysis {
    thread_local! {
        static STAGES: (TextStage, QuantityStage) =
            (TextStage::bundled().unwrap(), QuantityStage::load(&[]).unwrap());
    }
    STAGES.with(|(text, quantity)| {
        let document = Document {
            title,
            body,
            ..Document::default()
        };
        let mut analysis = text.analyse(&document);
        crate::time::find(&mut analysis, Some(date(2024, 7, 24)));
        quantity.find(&mut analysis, &mut KnownHarms::default());
        analysis
    })
}

#[test]
fn a_text_of_one_thing_is_cut_into_bounded_sentences() {
    for piece in [
        "a",
        "a ",
        "1",
        "1:",
        "1,000 ",
        "-",
        "a-",
        "'s ",
        "\"",
        "(",
        ". ",
        "\n",
        "killed and ",
        "five million ",
        "U.S.",
        "www.",
        "on Monday and ",
        "twenty-",
        "no ",
        "at least ",
        "July 5 to ",
        "\u{301}",
        "𝔘 ",
        "، ",
        "the the of ",
    ] {
        let body = piece.repeat(60_000 / piece.len());
        check(&analyse("", &body));
    }
}

proptest! {
    #[test]
    fn any_text_is_read_whole(title in ".{0,40}", body in "(.|\n){0,400}") {
        check(&analyse(&title, &body));
    }

    #[test]
    fn any_order_of_report_words_is_read_whole(words in prop::collection::vec(prop::sample::select(vec![
        "killed", "wounded", "and", "five", "at", "least", "of", "the", "soldiers", "no", "one", "dead", ",", ".", "\"",
        "on", "July", "5", "May", "2019", "since", "Monday", "late", "last", "to", "between", "was", "not", "bodies",
        "toll", "in", "the", "million", "dozens", "including", "—", "KYIV", "(", ")", "\n", "lives", "claimed", "ago", "days",
    ]), 0..60)) {
        check(&analyse("", &words.join(" ")));
    }
}
