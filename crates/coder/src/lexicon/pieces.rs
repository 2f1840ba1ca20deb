//! Words cut at hyphens and folded: the alphabet of the matcher. Prevents a pattern from
//! depending on whether a text writes "al-Nusra", "Al Nusra" or "al‑Nusra".

use super::index::{Index, WordEntry};
use super::trie::{Trie, WordId};
use super::words::Cue;
use crate::fold;

/// Part of a token: all of it, or what stands between two hyphens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    /// The token.
    pub(crate) token: u32,
    /// The folded word; 0 where no pattern has it.
    pub(crate) word: WordId,
    /// The transliteration key; 0 where no name has it, and for words without a capital.
    pub(crate) name: WordId,
    /// A describing word can start with it.
    pub(crate) describes: bool,
    /// A cue can start with it.
    pub(crate) cues: bool,
    /// What it looks like.
    pub(crate) flags: PieceFlags,
}

/// What a piece looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct PieceFlags {
    /// Starts with a capital letter or a digit.
    pub(crate) capital: bool,
    /// Two or more capital letters and no small ones.
    pub(crate) upper: bool,
    /// A particle that spellings of names add and drop ("al").
    pub(crate) particle: bool,
    /// A hyphen joins it to the next piece.
    pub(crate) joined: bool,
}

/// Folds words into pieces, with buffers of its own.
#[derive(Debug, Default)]
pub(crate) struct Pieces {
    folded: String,
    key: String,
}

impl Pieces {
    /// Cuts a word and hands its pieces over, numbered by the index, as of token 0.
    pub(crate) fn cut(&mut self, word: &str, index: &Index, mut take: impl FnMut(Piece)) {
        let key = &mut self.key;
        split(word, &mut self.folded, |folded, flags| {
            let by_sound = flags.capital || flags.particle || flags.joined;
            let (word, name) = match index.known.get(folded) {
                Some(known) if by_sound => (known.word, known.sound),
                // A small word inside a name ("of") is the same by sound or letter.
                Some(known) => (known.word, known.letters),
                None if by_sound => (0, index.name_words.id(sound(folded, key))),
                None => (0, 0),
            };
            let describes = index.descriptions.step(Trie::<WordEntry>::ROOT, word);
            let cues = index.cues.step(Trie::<Cue>::ROOT, word);
            take(Piece {
                describes: word != 0 && describes.is_some(),
                cues: cues.is_some(),
                token: 0,
                word,
                name,
                flags,
            });
        });
    }

    /// Cuts a word and hands over the folded form, the key and the looks of each piece.
    pub(crate) fn each(&mut self, word: &str, mut take: impl FnMut(&str, &str, PieceFlags)) {
        let key = &mut self.key;
        split(word, &mut self.folded, |folded, flags| {
            take(folded, sound(folded, key), flags);
        });
    }
}

/// Cuts a word and hands over the folded form and the looks of each piece.
fn split(word: &str, folded: &mut String, mut take: impl FnMut(&str, PieceFlags)) {
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        plain(word, folded, take);
        return;
    }
    let word = word
        .strip_suffix("'s")
        .or_else(|| word.strip_suffix("’s"))
        .unwrap_or(word);
    let mut parts = word
        .split(is_hyphen)
        .filter(|part| !part.is_empty())
        .peekable();
    while let Some(part) = parts.next() {
        fold::strict(part, folded);
        if folded.is_empty() {
            continue;
        }
        let joined = parts.peek().is_some();
        let letters = || part.chars().filter(|c| c.is_alphabetic());
        let flags = PieceFlags {
            capital: part
                .chars()
                .find(|c| c.is_alphanumeric())
                .is_some_and(|c| !c.is_lowercase()),
            upper: !letters().any(char::is_lowercase) && letters().count() > 1,
            particle: is_particle(folded, joined),
            joined,
        };
        take(folded, flags);
    }
}

/// Hands over a word of ASCII letters and digits, as most are.
fn plain(word: &str, folded: &mut String, mut take: impl FnMut(&str, PieceFlags)) {
    let Some(first) = word.bytes().next() else {
        return;
    };
    let capital = !first.is_ascii_lowercase();
    let upper = capital
        && !word.bytes().any(|byte| byte.is_ascii_lowercase())
        && word.bytes().filter(u8::is_ascii_uppercase).count() > 1;
    folded.clear();
    folded.push_str(word);
    if capital || word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        folded.make_ascii_lowercase();
    }
    let flags = PieceFlags {
        capital,
        upper,
        particle: is_particle(folded, false),
        joined: false,
    };
    take(folded, flags);
}

/// The transliteration key of a folded word; short words are too easily confused to be
/// matched by sound.
pub(super) fn sound<'a>(folded: &'a str, key: &'a mut String) -> &'a str {
    if folded.len() <= 4 || !folded.is_ascii() {
        return folded;
    }
    fold::loose(folded, key);
    key
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–' | '/')
}

/// The Arabic article and the linking particles of Persian and Urdu names. The forms
/// that are also words of English count only when a hyphen joins them.
fn is_particle(folded: &str, joined: bool) -> bool {
    match folded {
        "al" | "el" | "ul" => true,
        "ar" | "as" | "ash" | "ad" | "an" | "at" | "az" | "adh" | "ath" | "es" | "esh" | "er"
        | "en" | "ed" | "ez" | "il" | "ur" | "ud" | "us" | "e" | "i" => joined,
        _ => false,
    }
}
