//! The last step: mentions in order, what lies inside another marked so.

use sitrep_contract::MentionType;

use crate::analysis::Analysis;

/// For each token, one more than the last mention that holds it; 0 for none. Takes a buffer
/// and returns it filled.
pub(super) fn mention_of(analysis: &Analysis, mut mention_of: Vec<u32>) -> Vec<u32> {
    mention_of.clear();
    mention_of.resize(analysis.tokens.len(), 0);
    for (number, mention) in (1..).zip(&analysis.mentions) {
        for token in mention.tokens.clone() {
            mention_of[token as usize] = number;
        }
    }
    mention_of
}

/// Sorts by first token, longest first, drops doubles and marks what is nested.
pub(super) fn tidy(analysis: &mut Analysis) {
    let mentions = &mut analysis.mentions;
    mentions.sort_by_key(|mention| {
        (
            mention.tokens.start,
            std::cmp::Reverse(mention.tokens.end),
            mention.entity,
        )
    });
    mentions.dedup_by(|next, kept| next.tokens == kept.tokens && next.entity == kept.entity);
    // The heads of the mentions that are open at a point; nesting is shallow.
    let mut open: Vec<(u32, u32)> = Vec::new();
    for mention in mentions {
        open.retain(|(end, _)| *end > mention.tokens.start);
        // Two sides of one head ("Syrian and Russian air forces") both count.
        mention.nested = open.iter().any(|(end, head)| {
            *end >= mention.tokens.end
                && (*head != mention.head || mention.kind == MentionType::Weapon)
        });
        if mention.kind != MentionType::Weapon {
            open.push((mention.tokens.end, mention.head));
        }
    }
}
