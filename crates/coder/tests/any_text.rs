//! Any text in: the whole coder's output points into it, and is the same every time.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod whole;

use std::sync::LazyLock;

use jiff::civil::date;
use proptest::prelude::*;
use sitrep_coder::{Coder, Document};

static CODER: LazyLock<Coder> = LazyLock::new(|| Coder::bundled().unwrap());
static WORDS: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("whole/words.txt").lines().collect());

/// Codes twice, and checks.
fn check(title: &str, body: &str) {
    let document = Document {
        article_id: "a",
        title,
        body,
        published: Some(date(2024, 7, 24)),
        outlet_country: None,
    };
    let coding = CODER.code(&document);
    whole::check(&document, &coding);
    assert_eq!(coding, CODER.code(&document));
}

/// Inputs that once broke the coder, or that the sink would have refused: a force that only
/// the event's place names, one event twice, a name and a link at the text's end.
#[test]
fn what_once_went_wrong_is_coded() {
    for text in [
        include_str!("whole/force_of_the_place.txt"),
        include_str!("whole/one_place_twice.txt"),
        "Government soldiers from Kenya met in Nairobi, Kenya. In Goma, DR Congo, police shot two protesters dead.",
        "\nRebels denied they had been in Nayrab and",
        "\nGeorgia",
        ", . village of were killed Hamas being Al-Shabaab have been after agreement Turkish . village of Georgia bombed\nNur Shams camp killed — after agreement Turkish being killed Nur Shams camp killed \" \" \" denied Nur Shams camp killed Syrian army Syrian army \"",
        "\nRebels injured 8888888888888888888 soldiers near Nayrab and killed 4,000,000,000 in Idlib.",
        "1,200 5 July 2019 bombed soldiers two bombed . ceasefire seized soldiers Turkish 5 July 2019 attacked no 2024 Paris protested signed days Russian ' on",
    ] {
        let (title, body) = text.split_once('\n').unwrap_or(("", text));
        check(title, body);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_characters_are_coded_the_same_twice(title in ".{0,40}", body in "(.|\n){0,300}") {
        check(&title, &body);
    }

    #[test]
    fn any_order_of_a_reports_words_is_coded_the_same_twice(
        title in prop::collection::vec(prop::sample::select(&**WORDS), 0..8),
        body in prop::collection::vec(prop::sample::select(&**WORDS), 0..60),
    ) {
        check(&title.join(" "), &body.join(" "));
    }
}
