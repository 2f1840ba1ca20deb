//! One spelling, one thing: the model reads each sentence alone, an article as a whole
//! means one thing by a name. Prevents "Okello" from being a person in one sentence and a
//! town in the next.

use rustc_hash::{FxHashMap, FxHashSet};
use sitrep_contract::MentionType;

use super::{NameType, Seen};
use crate::analysis::Analysis;

/// How sure a name is that the article decided: not enough to move a place that the
/// gazetteer knows.
const DECIDED: f32 = 0.65;

/// Gives each spelling the type that the article's sentences speak for most, and each last
/// word of a person's name that person's type.
pub(super) fn agree(analysis: &Analysis, seen: &mut [Seen]) {
    let mut votes: FxHashMap<&str, [f32; NameType::ALL.len()]> = FxHashMap::default();
    let mut surnames: FxHashSet<&str> = FxHashSet::default();
    for mention in &analysis.mentions {
        if mention.kind == MentionType::Person && mention.tokens.len() > 1 {
            surnames.insert(analysis.word(mention.tokens.end - 1));
        }
    }
    for name in &*seen {
        let weights = votes.entry(analysis.text_of(&name.tokens)).or_default();
        weights[name.what as usize] += name.confidence;
        if name.what == NameType::Person && name.tokens.len() > 1 {
            surnames.insert(analysis.word(name.tokens.end - 1));
        }
    }
    for name in seen {
        let text = analysis.text_of(&name.tokens);
        let own = name.what;
        if name.tokens.len() == 1 && surnames.contains(text) {
            name.what = NameType::Person;
        } else if let Some(weights) = votes.get(text) {
            for what in NameType::ALL {
                if weights[what as usize] > weights[name.what as usize] {
                    name.what = what;
                }
            }
        }
        if name.what != own {
            name.confidence = DECIDED;
        }
    }
}

#[cfg(test)]
mod tests {
    use sitrep_contract::MentionType;

    use crate::{Coder, Document};

    #[test]
    fn a_surname_is_the_person_named_in_full_elsewhere() {
        let coder = Coder::bundled().unwrap();
        let document = Document {
            body: "Police arrested Tomasz Vrbanek on Friday. Officials said nobody else was near \
                   Vrbanek. The trial of Vrbanek begins on Monday.",
            ..Document::default()
        };
        let analysis = coder.analyse(&document);
        let kinds: Vec<MentionType> = analysis
            .mentions
            .iter()
            .filter(|mention| analysis.text_of(&mention.tokens) == "Vrbanek")
            .map(|mention| mention.kind)
            .collect();
        assert_eq!(kinds, [MentionType::Person; 2]);
    }
}
