//! One spelling, one thing; one list, one kind: the model reads each sentence alone, an
//! article as a whole means one thing by a name. Prevents "Okello" from being a person in one
//! sentence and a town in the next, and a village among villages from being a person.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use sitrep_contract::{FoundBy, MentionType};

use super::mention::CERTAIN;
use super::{NameType, Seen};
use crate::analysis::{Analysis, TokenRange};

/// How sure a name is that the article decided: not enough to move a place that the
/// gazetteer knows.
const DECIDED: f32 = 0.65;

/// How sure a family name is that the article has with a given name: enough to move a place
/// that the gazetteer guesses.
const SURNAME: f32 = 0.75;

/// Gives each spelling the type that the article's sentences speak for most, and each last
/// word of a person's name that person's type.
pub(super) fn agree(analysis: &Analysis, seen: &mut Vec<Seen>) {
    let mut votes: FxHashMap<&str, [f32; NameType::ALL.len()]> = FxHashMap::default();
    let mut surnames: FxHashSet<&str> = FxHashSet::default();
    let mut parts: FxHashSet<&str> = FxHashSet::default();
    for mention in &analysis.mentions {
        if mention.kind == MentionType::Person && mention.tokens.len() > 1 {
            surnames.insert(analysis.word(mention.tokens.end - 1));
            parts.insert(analysis.word(mention.tokens.start));
        }
    }
    for name in &*seen {
        let weights = votes.entry(analysis.text_of(&name.tokens)).or_default();
        weights[name.what as usize] += name.confidence;
        if name.what == NameType::Person && name.tokens.len() > 1 {
            surnames.insert(analysis.word(name.tokens.end - 1));
            parts.insert(analysis.word(name.tokens.start));
        }
    }
    parts.extend(&surnames);
    let persons = guessed_places(analysis, &parts, seen);
    for name in &mut *seen {
        let text = analysis.text_of(&name.tokens);
        let own = name.what;
        if name.tokens.len() == 1 && surnames.contains(text) {
            name.what = NameType::Person;
            name.confidence = name.confidence.max(SURNAME);
            continue;
        }
        if let Some(weights) = votes.get(text) {
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
    seen.extend(persons);
}

/// The single words that the gazetteer takes for places, and that are part of a person's name
/// elsewhere in the article: "Carter" after "Carter Beauford".
fn guessed_places(analysis: &Analysis, parts: &FxHashSet<&str>, seen: &[Seen]) -> Vec<Seen> {
    if parts.is_empty() {
        return Vec::new();
    }
    let read: FxHashSet<u32> = seen.iter().flat_map(|name| name.tokens.clone()).collect();
    let located = |token: u32| {
        token.checked_sub(1).is_some_and(|before| {
            matches!(
                analysis.lower(before),
                "in" | "near" | "at" | "from" | "to" | "into" | "around" | "outside" | "of" | ","
            )
        })
    };
    let guessed = analysis.mentions.iter().filter(|mention| {
        let token = mention.tokens.start;
        mention.found_by == FoundBy::Gazetteer
            && mention.tokens.len() == 1
            && mention.confidence < CERTAIN
            && parts.contains(analysis.word(token))
            && !read.contains(&token)
            && !located(token)
    });
    guessed
        .map(|mention| Seen {
            tokens: mention.tokens.clone(),
            article: false,
            what: NameType::Person,
            confidence: SURNAME,
        })
        .collect()
}

/// Takes a name between places for one: "the villages of Harbal, Kharbashah, and Al-Shaalah".
pub(super) fn agree_in_lists(analysis: &Analysis, seen: &mut [Seen]) {
    // Most names stand in no list.
    let listed = |name: &Seen| {
        let Range { start, end } = name.tokens;
        start > 0 && joins(analysis, start - 1) || joins(analysis, end)
    };
    if !seen
        .iter()
        .any(|name| name.what != NameType::Place && listed(name))
    {
        return;
    }
    let mut members = Members::default();
    for mention in &analysis.mentions {
        members.add(&mention.tokens, mention.kind == MentionType::Place);
    }
    for name in &*seen {
        members.add(&name.tokens, name.what == NameType::Place);
    }
    for name in seen.iter_mut().filter(|name| name.what != NameType::Place) {
        let before = members.before(analysis, name.tokens.start);
        let after = members.after(analysis, name.tokens.end);
        let places = before.0 + after.0;
        if places > 1 && !before.1 && !after.1 {
            name.what = NameType::Place;
            name.confidence = DECIDED;
        }
    }
}

/// The names of a text by where they start and end, and whether each is a place.
#[derive(Default)]
struct Members {
    ends: FxHashMap<u32, (u32, bool)>,
    starts: FxHashMap<u32, (u32, bool)>,
}

/// How many places were met, and whether anything else was.
type Met = (usize, bool);

/// More names than this stand in no list that is read.
const MOST: usize = 8;

impl Members {
    fn add(&mut self, tokens: &TokenRange, place: bool) {
        self.ends.insert(tokens.end, (tokens.start, place));
        self.starts.insert(tokens.start, (tokens.end, place));
    }

    fn before(&self, analysis: &Analysis, start: u32) -> Met {
        let (mut met, mut at) = ((0, false), start);
        while met.0 < MOST {
            let mut end = at;
            while end > 0 && joins(analysis, end - 1) {
                end -= 1;
            }
            match self.ends.get(&end) {
                Some((start, true)) if end < at => (met.0, at) = (met.0 + 1, *start),
                Some((_, false)) if end < at => return (met.0, true),
                _ => break,
            }
        }
        met
    }

    fn after(&self, analysis: &Analysis, end: u32) -> Met {
        let (mut met, mut at) = ((0, false), end);
        let last = analysis.tokens.len() as u32;
        while met.0 < MOST {
            let mut start = at;
            while start < last && joins(analysis, start) {
                start += 1;
            }
            match self.starts.get(&start) {
                Some((end, true)) if start > at => (met.0, at) = (met.0 + 1, *end),
                Some((_, false)) if start > at => return (met.0, true),
                _ => break,
            }
        }
        met
    }
}

/// What stands between the names of a list.
fn joins(analysis: &Analysis, token: u32) -> bool {
    matches!(analysis.lower(token), "," | "and")
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

    #[test]
    fn a_name_among_places_is_a_place() {
        let coder = Coder::bundled().unwrap();
        let document = Document {
            body: "Artillery hit the villages of Harbal, Kharbashah, and Al-Shaalah in Aleppo.",
            ..Document::default()
        };
        let analysis = coder.analyse(&document);
        let places = analysis
            .mentions
            .iter()
            .filter(|mention| mention.kind == MentionType::Place)
            .map(|mention| analysis.text_of(&mention.tokens));
        assert!(places.eq(["Harbal", "Kharbashah", "Al-Shaalah", "Aleppo"]));
    }
}
