//! Ambiguous names that only the places of the text make clear. Prevents "RSF" in a report
//! from El Fasher from being nobody because no word of it says Sudan.

use sitrep_contract::{FoundBy, MentionType};

use super::context::Context;
use super::names::{choose, push, take};
use super::registry::Registry;
use super::scan::Scan;
use super::tidy;
use crate::analysis::Analysis;
use crate::lexicon::NameEntry;

/// Takes the ambiguous names ("RSF") that only the places of the text make clear, instead
/// of what rules guessed of them.
pub(super) fn resolve(
    analysis: &mut Analysis,
    scan: &Scan,
    context: &Context,
    registry: &mut Registry<'_>,
) {
    let lexicon = registry.lexicon;
    let mut mention_of: Option<Vec<u32>> = None;
    let mut covered = 0;
    for hit in &scan.names {
        let contextual =
            |entry: &NameEntry| matches!(entry, NameEntry::Actor { rule, .. } if rule.context);
        let entries = lexicon.index.names.entries(hit.node);
        if hit.pieces.0 < covered || !hit.whole || !entries.iter().any(contextual) {
            continue;
        }
        let mention_of = mention_of.get_or_insert_with(|| tidy::mention_of(analysis, Vec::new()));
        let guess = mention_of[hit.tokens.start as usize].checked_sub(1);
        let replaces = guess.is_none_or(|guess| {
            let guess = &analysis.mentions[guess as usize];
            let place = matches!(guess.kind, MentionType::Place | MentionType::Facility);
            guess.found_by == FoundBy::Rule && guess.tokens == hit.tokens && !place
        });
        let free = hit
            .tokens
            .clone()
            .all(|token| mention_of[token as usize] == guess.map_or(0, |guess| guess + 1));
        if !replaces || !free {
            continue;
        }
        let Some(choice @ (NameEntry::Actor { .. }, _)) =
            choose(hit, analysis, scan, context, lexicon, registry)
        else {
            continue;
        };
        covered = hit.pieces.1;
        let (entity, kind, found_by, confidence) = take(choice, hit, analysis, registry);
        match guess.and_then(|guess| analysis.mentions.get_mut(guess as usize)) {
            Some(guess) => {
                (guess.entity, guess.kind) = (entity, kind);
                (guess.found_by, guess.confidence) = (found_by, confidence);
            }
            None => push(
                analysis,
                hit.tokens.clone(),
                entity,
                kind,
                found_by,
                confidence,
            ),
        }
    }
}
