//! What capitals say: which words can be part of a name, and where they say nothing.
//! Prevents "CLASHES ERUPT IN ADEN" from being one name of four words.

use crate::analysis::{Analysis, TokenRange};
use crate::text::Shape;

/// A word that can be part of a name: it has an upper-case letter, or a digit ("M4").
pub(super) fn is_name_word(analysis: &Analysis, token: u32) -> bool {
    match analysis.token(token).shape {
        Shape::Capitalised | Shape::Upper => true,
        Shape::Mixed | Shape::Alphanumeric => analysis.word(token).contains(char::is_uppercase),
        Shape::Lower | Shape::Number | Shape::Punctuation => false,
    }
}

/// Small words inside names: "Isle of Man", "Rio de Janeiro", "Deir ez Zor".
pub(super) fn is_joining(word: &str) -> bool {
    matches!(
        word,
        "of" | "the"
            | "and"
            | "de"
            | "la"
            | "le"
            | "les"
            | "du"
            | "des"
            | "d"
            | "da"
            | "do"
            | "dos"
            | "das"
            | "del"
            | "el"
            | "al"
            | "ez"
            | "az"
            | "an"
            | "es"
            | "ed"
            | "sur"
            | "en"
            | "am"
            | "y"
            | "upon"
            | "'s"
    )
}

/// A word that says which part of a place is meant, and names none by itself.
pub(super) fn is_direction(lower: &str) -> bool {
    matches!(
        lower,
        "north"
            | "south"
            | "east"
            | "west"
            | "central"
            | "northern"
            | "southern"
            | "eastern"
            | "western"
    )
}

/// "US", "UK", "NSW": two to four capitals.
pub(super) fn is_acronym(analysis: &Analysis, token: u32) -> bool {
    let word = analysis.word(token);
    analysis.token(token).shape == Shape::Upper
        && word.chars().filter(|c| c.is_alphabetic()).count() <= 4
}

/// True where capitals say nothing, because most words have only them ("CLASHES IN ADEN")
/// or every long word begins with one ("Clashes Erupt Between Rival Factions").
pub(super) fn is_shouted(analysis: &Analysis, sentence: &TokenRange) -> bool {
    if sentence.is_empty() {
        return false;
    }
    let (mut upper, mut other, mut long, mut long_lower) = (0, 0, 0, 0);
    for token in sentence.clone() {
        let token = analysis.token(token);
        match token.shape {
            Shape::Upper => upper += 1,
            Shape::Lower | Shape::Capitalised | Shape::Mixed => other += 1,
            Shape::Number | Shape::Alphanumeric | Shape::Punctuation => continue,
        }
        if token.end - token.start >= 5 {
            long += 1;
            long_lower += u32::from(token.shape == Shape::Lower);
        }
    }
    // A headline has no full stop; "Police said Michael Jordan met President Jackson." has.
    let stopped = analysis.word(sentence.end - 1) == ".";
    upper > 2 && upper > 3 * other || !stopped && long >= 4 && long_lower * 10 <= long
}
