//! Whether capitals mean anything in a stretch of text. Prevents "CLASHES ERUPT IN ADEN"
//! and "Clashes Erupt In Aden" from being read as six names.

use crate::text::Shape;

/// What capitals say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Casing {
    /// Names are capitalised, other words are not.
    Normal,
    /// All capitals, or every long word capitalised: nothing.
    Flat,
}

/// Reads the shapes and byte lengths of the words of one sentence.
pub(crate) fn casing(words: impl Iterator<Item = (Shape, usize)>) -> Casing {
    let (mut long, mut capitals, mut uppers, mut all, mut lowers) = (0, 0, 0, 0, 0);
    for (shape, length) in words {
        match shape {
            Shape::Number | Shape::Punctuation | Shape::Alphanumeric => continue,
            Shape::Lower => lowers += 1,
            Shape::Upper => uppers += 1,
            Shape::Capitalised | Shape::Mixed => {}
        }
        all += 1;
        if length >= 5 {
            long += 1;
            capitals += usize::from(shape != Shape::Lower);
        }
    }
    let shouted = all >= 3 && uppers * 10 >= all * 7;
    // Two long words can be a name; five of five hardly.
    let titled = long >= 4 && capitals * 10 >= long * 9 && lowers * 2 <= all;
    if shouted || titled {
        Casing::Flat
    } else {
        Casing::Normal
    }
}
