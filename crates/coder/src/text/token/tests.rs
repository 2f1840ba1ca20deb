//! What the tokeniser keeps together and what it takes apart.

use proptest::prelude::*;

use super::{Token, tokenise};

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    tokenise(text, &mut tokens);
    tokens
}

fn words(text: &str) -> Vec<&str> {
    tokens(text)
        .iter()
        .map(|token| &text[token.start as usize..token.end as usize])
        .collect()
}

#[test]
fn names_with_marks_stay_whole() {
    for name in [
        "Turkish-backed",
        "al-Homsi",
        "RPG-7",
        "Sana'a",
        "Ma’arrat",
        "'Ayn",
        "O'Brien",
        "U.S.",
        "U.S.-led",
        "T-72",
        "AT&T",
        "Ra's",
        "@sohr",
        "#Syria",
        "sana.sy",
        "a.m.",
    ] {
        assert_eq!(words(name), [name]);
    }
}

#[test]
fn clitics_are_tokens_of_their_own() {
    assert_eq!(
        words("Turkey's didn’t they'll"),
        ["Turkey", "'s", "did", "n’t", "they", "'ll"]
    );
    assert_eq!(words("HTS’ base"), ["HTS", "’", "base"]);
}

#[test]
fn numbers_times_and_dates_stay_whole_and_ranges_do_not() {
    assert_eq!(
        words("2,000 17.53, 10:30 3.5m $5 10%"),
        ["2,000", "17.53", ",", "10:30", "3.5m", "$", "5", "10", "%"]
    );
    assert_eq!(
        words("2024-07-22 22/07/2024 22-07-2024"),
        ["2024-07-22", "22/07/2024", "22-07-2024"]
    );
    assert_eq!(
        words("6-7 July 6–7 July"),
        ["6", "-", "7", "July", "6", "–", "7", "July"]
    );
    assert_eq!(
        words("in 2011, 300 died"),
        ["in", "2011", ",", "300", "died"]
    );
}

#[test]
fn full_stops_belong_to_abbreviations_only() {
    assert_eq!(
        words("Gen. Lt. Col. No. 4 J. Smith"),
        ["Gen.", "Lt.", "Col.", "No.", "4", "J.", "Smith"]
    );
    assert_eq!(
        words("Say no. Kilis.. After"),
        ["Say", "no", ".", "Kilis", "..", "After"]
    );
    assert_eq!(
        words("died.The (VK)Turkish"),
        ["died", ".", "The", "(", "VK", ")", "Turkish"]
    );
}

proptest! {
    #[test]
    fn tokens_cover_all_but_white_space(text in "\\PC{0,200}|[a-zA-Z0-9'’.,:/@&\\- \n]{0,200}") {
        let mut at = 0;
        for token in tokens(&text) {
            let gap = &text[at..token.start as usize];
            prop_assert!(gap.chars().all(super::is_space), "lost {gap:?}");
            prop_assert!(token.start < token.end);
            at = token.end as usize;
        }
        prop_assert!(text[at..].chars().all(super::is_space));
    }
}
