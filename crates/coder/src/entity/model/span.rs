//! Where a name that the model sees begins and ends. Prevents "the", titles and "district" from
//! being part of it, and "Dillard's" from losing its end.

use super::NameType;
use crate::analysis::{Analysis, TokenRange};
use crate::entity::scan::Scan;
use crate::lexicon::{Cue, Lexicon, WordEntry};
use crate::text::{Shape, Upos};

/// Without article and titles, and nothing that is no name ("Monday").
pub(super) fn trim(
    analysis: &Analysis,
    scan: &Scan,
    lexicon: &Lexicon,
    mut span: TokenRange,
    what: NameType,
) -> TokenRange {
    let word = |token: u32, cue: Cue| scan.cue(lexicon, token, cue) == Some(token + 1);
    let title = |token: u32| {
        what == NameType::Person
            && (word(token, Cue::Honorific)
                || scan.entries_at(token, lexicon).iter().any(|entry| {
                    matches!(entry, WordEntry::Role(role) if lexicon.roles[*role as usize].title)
                }))
    };
    // "The" is part of a name where it has a capital that no sentence gave it.
    let opens = analysis.sentence_of(span.start).tokens.start == span.start;
    let kept = what == NameType::Organisation && !opens && analysis.word(span.start) == "The";
    let leads = |token: u32| {
        analysis.tag(token) == Upos::Det && !kept && !analysis.word(token).ends_with('.')
            || title(token)
            || word(token, Cue::Never) && what == NameType::Person
            || analysis.token(token).shape == Shape::Punctuation
    };
    while !span.is_empty() && leads(span.start) {
        span.start += 1;
    }
    // "Khewa district": what follows in small letters tells of the name.
    let small =
        |token: u32| analysis.token(token).shape == Shape::Lower && !scan.flat[token as usize];
    let capital = span.clone().any(|token| !small(token));
    let trails = |token: u32| {
        word(token, Cue::Never) && what == NameType::Person
            || capital && small(token)
            || matches!(
                analysis.lower(token),
                "," | "-" | "and" | "of" | "the" | "("
            )
            // "Macy's" is a shop, "Okello's" whatever Okello has.
            || matches!(analysis.lower(token), "'s" | "’s") && what != NameType::Organisation
    };
    while !span.is_empty() && trails(span.end - 1) {
        span.end -= 1;
    }
    let common = span.len() == 1
        && (word(span.start, Cue::Never)
            || matches!(
                analysis.token(span.start).shape,
                Shape::Number | Shape::Punctuation
            )
            || analysis.bytes(&span).len() < 2
            || analysis.lower(span.start).starts_with("www."));
    if common { span.end..span.end } else { span }
}

/// "Dillard's was added", "at Miller's, the bar": an organisation that owns nothing bears the
/// genitive in its name.
pub(super) fn with_genitive(
    analysis: &Analysis,
    sentence: &TokenRange,
    mut span: TokenRange,
    what: NameType,
) -> TokenRange {
    let next = span.end + 1;
    let genitive = what == NameType::Organisation
        && !span.is_empty()
        && next < sentence.end
        && matches!(analysis.lower(span.end), "'s" | "’s");
    let owns = || {
        matches!(
            analysis.tag(next),
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Adv | Upos::Num | Upos::Verb | Upos::X
        ) || analysis.word(next).starts_with(['"', '“', '\'', '‘', '$'])
    };
    if genitive && !owns() {
        span.end += 1;
    }
    span
}

/// "SIDI RAIS SOUTH OF ALGIERS": in capitals a direction looks like a part of the name before
/// it, which is a place.
pub(super) fn before_direction(
    analysis: &Analysis,
    span: TokenRange,
    what: NameType,
) -> (TokenRange, NameType) {
    let directed = (span.start + 1..span.end.saturating_sub(1)).find(|token| {
        analysis.lower(token + 1) == "of"
            && matches!(
                analysis.lower(*token),
                "north"
                    | "south"
                    | "east"
                    | "west"
                    | "north-east"
                    | "north-west"
                    | "south-east"
                    | "south-west"
                    | "northeast"
                    | "northwest"
                    | "southeast"
                    | "southwest"
            )
    });
    match directed {
        Some(direction) => (span.start..direction, NameType::Place),
        None => (span, what),
    }
}
