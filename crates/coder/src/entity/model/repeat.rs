//! A name that one sentence of an article gives away is a name in the others, too. Prevents
//! "the 6PR studio" from holding nobody after "the radio station 6PR".

use rustc_hash::FxHashMap;

use super::{NameType, Seen};
use crate::analysis::{Analysis, TokenRange};
use crate::entity::scan::Scan;
use crate::text::{Gate, SentenceKind, Shape, Upos};

/// How sure a name must be to be looked for elsewhere.
const SURE: f32 = 0.6;
/// How sure the others of its spelling are.
const REPEATED: f32 = 0.6;

/// Adds the places where a seen name stands again and where nothing was found.
pub(super) fn repeat(analysis: &Analysis, scan: &Scan, mention_of: &[u32], seen: &mut Vec<Seen>) {
    // The names by their first words.
    let mut by_first: FxHashMap<&str, Vec<(TokenRange, NameType)>> = FxHashMap::default();
    let mut firsts = Gate::default();
    for name in &*seen {
        let first = analysis.word(name.tokens.start);
        if name.confidence >= SURE && is_telling(analysis, &name.tokens) {
            firsts.add(first);
            let names = by_first.entry(first).or_default();
            let same =
                |known: &TokenRange| analysis.text_of(known) == analysis.text_of(&name.tokens);
            if !names.iter().any(|(known, _)| same(known)) {
                names.push((name.tokens.clone(), name.what));
            }
        }
    }
    if by_first.is_empty() {
        return;
    }
    let mut taken: Vec<bool> = mention_of.iter().map(|number| *number != 0).collect();
    for name in &*seen {
        taken[name.tokens.start as usize..name.tokens.end as usize].fill(true);
    }
    for sentence in &analysis.sentences {
        if sentence.kind == SentenceKind::Boilerplate {
            continue;
        }
        for token in sentence.tokens.clone() {
            if taken[token as usize] || scan.flat[token as usize] {
                continue;
            }
            let word = analysis.word(token);
            let Some(names) = firsts.may_hold(word).then(|| by_first.get(word)).flatten() else {
                continue;
            };
            let opens = token == sentence.tokens.start;
            let found = names.iter().find_map(|(name, what)| {
                let span = token..token + (name.end - name.start);
                let free = span.end <= sentence.tokens.end
                    && !taken[span.start as usize..span.end as usize].contains(&true)
                    && analysis.text_of(&span) == analysis.text_of(name);
                // A capital at the start of a sentence says nothing of one word.
                let plain = opens && span.len() == 1 && analysis.tag(token) != Upos::Propn;
                (free && !plain).then_some((span, *what))
            });
            if let Some((tokens, what)) = found {
                taken[tokens.start as usize..tokens.end as usize].fill(true);
                seen.push(Seen {
                    article: false,
                    tokens,
                    what,
                    confidence: REPEATED,
                });
            }
        }
    }
}

/// Several words, or one that is written as no common word is.
fn is_telling(analysis: &Analysis, name: &TokenRange) -> bool {
    let shape = analysis.token(name.start).shape;
    name.len() > 1
        || matches!(shape, Shape::Upper | Shape::Mixed | Shape::Alphanumeric)
        || shape == Shape::Capitalised && analysis.tag(name.start) == Upos::Propn
}
