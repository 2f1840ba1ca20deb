//! Datelines: "HASAKAH, Syria (North Press) –", "KYIV, July 5 (Reuters) -", "Beirut:".
//! They say where and when the report was filed, not where anything happened.

use crate::analysis::{Analysis, Dateline, TokenRange};

use crate::text::SentenceKind;
use crate::text::Shape;

/// Tokens a dateline has at most.
const LIMIT: u32 = 18;

/// Tokens that brackets in it hold at most.
const BRACKETED: u32 = 8;

/// Finds the dateline at the start of the first running text of the body.
pub(in crate::text) fn find(analysis: &Analysis) -> Option<Dateline> {
    let sentence = analysis
        .sentences
        .iter()
        .filter(|sentence| sentence.kind == SentenceKind::Text)
        .find(|sentence| sentence.tokens.len() > 3)?;
    let range = sentence.tokens.clone();
    let end = range.end.min(range.start + LIMIT);
    let mark = (range.start + 1..end.min(range.end - 1)).find(|at| is_mark(analysis, *at))?;
    // "Eduard Hitzig (6 February 1839 - 20 August 1907) was": a life, not a dateline.
    if in_brackets(analysis, mark) {
        return None;
    }
    let place = place(analysis, range.start..mark)?;
    let rest = place.end..mark;
    let known = analysis.word(mark) != "-" || analysis.token(mark).space_before;
    let plausible = rest.clone().all(|at| belongs(analysis, at));
    let colon = analysis.word(mark) == ":";
    // "Beirut: ..." only as one name; "Note: …", "Watch: …" are none.
    let colon_fits = !colon || (place.len() <= 3 && rest.is_empty() && !is_label(analysis, &place));
    let upper = analysis.token(place.start).shape == Shape::Upper;
    // "Protesters – most of them young – marched": a lower-case word tells it from a dateline.
    let marked = upper || !rest.is_empty() || colon || place.len() <= 3;
    (known && plausible && colon_fits && marked).then(|| Dateline {
        tokens: range.start..mark + 1,
        place,
        date: None,
    })
}

/// The dash or colon that closes a dateline.
fn is_mark(analysis: &Analysis, at: u32) -> bool {
    matches!(analysis.word(at), "–" | "—" | "-" | "--" | "―" | ":")
}

/// The place words: capitalised words with commas, from the first token on.
fn place(analysis: &Analysis, range: TokenRange) -> Option<TokenRange> {
    let mut end = range.start;
    let mut commas = 0;
    for at in range.clone() {
        let shape = analysis.token(at).shape;
        match analysis.lower(at) {
            "," | "/" => commas += 1,
            "(" => break,
            word if is_month(word) || is_weekday(word) => break,
            _ if matches!(shape, Shape::Capitalised | Shape::Upper | Shape::Mixed) => end = at + 1,
            "de" | "al" | "el" | "of" | "and" | "du" | "la" | "le" | "los" | "las" | "dos"
            | "'s" | "." => {}
            _ => break,
        }
    }
    let count = end - range.start;
    (count > 0 && count <= 8 && commas <= 3 && analysis.token(range.start).shape != Shape::Lower)
        .then_some(range.start..end)
}

/// What may stand between place and mark: date, agency in brackets, commas.
fn belongs(analysis: &Analysis, at: u32) -> bool {
    let word = analysis.lower(at);
    match analysis.token(at).shape {
        Shape::Punctuation => matches!(word, "," | "(" | ")" | "/" | "." | "|"),
        Shape::Number | Shape::Alphanumeric => true,
        Shape::Lower => in_brackets(analysis, at),
        _ => is_month(word) || is_weekday(word) || in_brackets(analysis, at),
    }
}

fn in_brackets(analysis: &Analysis, at: u32) -> bool {
    (at.saturating_sub(BRACKETED)..at)
        .rev()
        .map(|at| analysis.word(at))
        .find(|word| matches!(*word, "(" | ")"))
        == Some("(")
}

/// Words before a colon that are labels, not places.
fn is_label(analysis: &Analysis, place: &TokenRange) -> bool {
    const LABELS: &[&str] = &[
        "note",
        "update",
        "breaking",
        "watch",
        "video",
        "photo",
        "photos",
        "editor",
        "summary",
        "exclusive",
        "analysis",
        "opinion",
        "question",
        "answer",
        "report",
        "news",
        "live",
        "warning",
        "correction",
        "background",
        "context",
        "location",
        "date",
        "time",
        "source",
        "sources",
        "title",
        "subject",
        "by",
        "incident",
        "casualties",
        "alert",
        "urgent",
        "statement",
        "explainer",
        "factbox",
        "interview",
        "minister",
        "president",
        "official",
        "ministry",
        "army",
        "police",
    ];
    place
        .clone()
        .any(|at| LABELS.contains(&analysis.lower(at)) || LABELS.contains(&analysis.lemma(at)))
}

fn is_month(word: &str) -> bool {
    crate::time::month(word).is_some()
}

fn is_weekday(word: &str) -> bool {
    crate::time::weekday(word).is_some()
}
