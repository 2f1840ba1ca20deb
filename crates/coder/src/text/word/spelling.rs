//! The spelling rules of regular English inflection, undone: "shelling" → "shell",
//! "firing" → "fire", "bodies" → "body".

use super::lemma::Lemma;

/// The lemma of a regular verb form.
pub(super) fn verb_lemma(word: &str) -> Lemma {
    let keep = |stem| Lemma { stem, ending: "" };
    let length = word.len();
    let bytes = word.as_bytes();
    if let Some(stem) = word.strip_suffix("ing")
        && has_vowel(stem)
        && stem.len() >= 2
    {
        return restore(stem);
    }
    if let Some(stem) = word.strip_suffix("ied")
        && !stem.is_empty()
    {
        return Lemma {
            stem: stem.len(),
            ending: "y",
        };
    }
    if word.ends_with("eed") && length > 5 {
        return keep(length - 1);
    }
    if let Some(stem) = word.strip_suffix("ed")
        && has_vowel(stem)
        && stem.len() >= 2
    {
        return restore(stem);
    }
    if length > 3 && bytes[length - 1] == b's' {
        return strip_s(word);
    }
    keep(length)
}

/// The lemma of a regular noun form.
pub(super) fn noun_lemma(word: &str) -> Lemma {
    let plural = word.len() > 3 && word.ends_with('s');
    if !plural
        || ["ss", "us", "is", "'s"]
            .iter()
            .any(|end| word.ends_with(end))
    {
        return Lemma {
            stem: word.len(),
            ending: "",
        };
    }
    strip_s(word)
}

/// Undoes "-s", "-es", "-ies".
fn strip_s(word: &str) -> Lemma {
    let length = word.len();
    if word.ends_with("ss") {
        return Lemma {
            stem: length,
            ending: "",
        };
    }
    if word.ends_with("ies") && length > 4 {
        return Lemma {
            stem: length - 3,
            ending: "y",
        };
    }
    let two = ["ches", "shes", "sses", "xes", "zzes", "oes"]
        .iter()
        .any(|end| word.ends_with(end));
    Lemma {
        stem: length - if two { 2 } else { 1 },
        ending: "",
    }
}

/// Undoes the change a stem went through before "-ed" or "-ing".
fn restore(stem: &str) -> Lemma {
    let bytes = stem.as_bytes();
    let length = bytes.len();
    let last = bytes[length - 1];
    let before = bytes[length - 2];
    if last == before && !matches!(last, b'l' | b's' | b'z' | b'f' | b'e' | b'o') {
        // "stopp" → "stop".
        return Lemma {
            stem: length - 1,
            ending: "",
        };
    }
    let ending = if needs_e(bytes) { "e" } else { "" };
    Lemma {
        stem: length,
        ending,
    }
}

/// Whether a stem lost an "e".
fn needs_e(stem: &[u8]) -> bool {
    let length = stem.len();
    let (last, before) = (stem[length - 1], stem[length - 2]);
    let third = length.checked_sub(3).map_or(b' ', |at| stem[at]);
    // One vowel after a consonant: "fir", not "pair".
    let single = is_vowel(before)
        && (!is_vowel(third) || (third == b'u' && stem.get(length.wrapping_sub(4)) == Some(&b'q')));
    match last {
        b'v' | b'c' | b'u' => true,
        b'z' => before != b'z',
        b's' => {
            before != b's' && !stem.ends_with(b"us")
                || stem.ends_with(b"aus")
                || stem.ends_with(b"ous")
                || stem == b"us"
                || stem.ends_with(b"cus") && stem.ends_with(b"ccus")
                || stem.ends_with(b"fus")
                || stem.ends_with(b"bus")
        }
        b'g' => is_vowel(before) || matches!(before, b'd' | b'r' | b'l'),
        b'l' => matches!(
            before,
            b'b' | b'c' | b'd' | b'f' | b'g' | b'k' | b'p' | b't' | b'z'
        ),
        b'r' => match before {
            b'i' | b'a' => single,
            b'u' => third != b'o',
            _ => false,
        },
        b't' => match before {
            b'a' => third != b'e' && third != b'o' && length > 3,
            b'u' => third != b'o' && length > 3,
            b'o' => third != b'o' && length > 2,
            b'e' => {
                stem.ends_with(b"plet")
                    || stem.ends_with(b"let") && length <= 4
                    || stem.ends_with(b"pet")
            }
            _ => false,
        },
        b'k' => matches!(before, b'a' | b'i' | b'o') && single,
        b'p' => matches!(before, b'a' | b'o' | b'y') && single,
        b'm' => matches!(before, b'u' | b'a') && single,
        b'n' => before == b'i' && single,
        b'd' => {
            matches!(before, b'a' | b'i' | b'o' | b'u') && single
                || stem.ends_with(b"ced")
                || stem.ends_with(b"mped")
        }
        b'b' => matches!(before, b'i' | b'o' | b'u') && single,
        _ => false,
    }
}

fn has_vowel(stem: &str) -> bool {
    stem.bytes().any(|byte| is_vowel(byte) || byte == b'y')
}

const fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}
