//! The feature word beside a name: "Idlib province", "village of Sarmin", "Mount Sinjar".
//! Prevents an airbase from being the town that it is named after.

use super::cues::Surroundings;
use super::words::{Feature, FeatureWord};
use crate::analysis::TokenRange;
use crate::fold;
use crate::text::Shape;

/// A feature word beside a name.
#[derive(Clone, Debug)]
pub(super) struct FeatureBeside {
    pub(super) feature: Feature,
    /// The mention, with the feature word where it belongs to the name.
    pub(super) tokens: TokenRange,
    /// True when it makes a place of a name that the gazetteer does not have.
    pub(super) names_unknown: bool,
}

impl Surroundings<'_> {
    /// The feature word after or before a name. `key` is overwritten.
    pub(super) fn feature(&self, name: &TokenRange, key: &mut String) -> Option<FeatureBeside> {
        self.feature_after(name, key)
            .or_else(|| self.feature_before(name, key))
    }

    fn feature_after(&self, name: &TokenRange, key: &mut String) -> Option<FeatureBeside> {
        for length in (1..=3).rev() {
            let words = name.end..name.end + length;
            if words.end > self.sentence.end || !self.is_run(&words) {
                continue;
            }
            let Some(word) = self.lookup(&words, key).filter(|word| word.after) else {
                continue;
            };
            let capitalised = self.analysis.token(words.end - 1).shape != Shape::Lower;
            // "Illinois Department of Health", "Michigan State University" are no units.
            let goes_on = capitalised
                && words.end < self.sentence.end
                && !word.feature.is_site()
                && (self.is_part_of_name(words.end) || self.analysis.lower(words.end) == "of");
            if goes_on {
                return None;
            }
            let site = word.feature.is_site();
            let end = if site || capitalised {
                words.end
            } else {
                name.end
            };
            let names_unknown = matches!(
                word.feature,
                Feature::Province | Feature::District | Feature::Rural
            ) || site && length > 1
                || word.feature == Feature::Facility;
            return Some(FeatureBeside {
                feature: word.feature,
                tokens: name.start..end,
                names_unknown,
            });
        }
        None
    }

    fn feature_before(&self, name: &TokenRange, key: &mut String) -> Option<FeatureBeside> {
        let of = self
            .before(name.start)
            .filter(|&t| self.analysis.lower(t) == "of");
        let end = of.unwrap_or(name.start);
        for length in (1..=2).rev() {
            let Some(start) = end
                .checked_sub(length)
                .filter(|start| *start >= self.sentence.start)
            else {
                continue;
            };
            let words = start..end;
            if !self.is_run(&words) {
                continue;
            }
            let Some(word) = self.lookup(&words, key).filter(|word| word.before) else {
                continue;
            };
            let capitalised = self.analysis.token(words.start).shape != Shape::Lower;
            // "Mount Sinjar" is one name; "city Aleppo" is a slip, "state Department" is not a place.
            if of.is_none() && !(capitalised || word.feature == Feature::Settlement) {
                continue;
            }
            let joined = of.is_none()
                && capitalised
                && matches!(word.feature, Feature::Land | Feature::Facility);
            let start = if joined { words.start } else { name.start };
            return Some(FeatureBeside {
                feature: word.feature,
                tokens: start..name.end,
                names_unknown: of.is_some() && word.feature != Feature::Facility,
            });
        }
        None
    }

    fn lookup(&self, words: &TokenRange, key: &mut String) -> Option<FeatureWord> {
        let first = self.keys[words.start as usize];
        if !first.opens_feature {
            return None;
        }
        let hash = match words.len() {
            1 => first.hash,
            _ => fold::strict_hash(self.analysis.text_of(words), key),
        };
        self.gazetteer.words.feature(hash)
    }

    /// Words without punctuation between them.
    fn is_run(&self, words: &TokenRange) -> bool {
        words
            .clone()
            .all(|token| self.analysis.token(token).shape != Shape::Punctuation)
    }
}
