//! Words that tell what the name beside them is, and names that are more often something
//! else. Prevents the town of Of from being in every article.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::analysis::PlaceKind;
use crate::fold;

pub(super) const FEATURES: &str = include_str!("../../data/gazetteer/features.tsv");
const ABBREVIATIONS: &str = include_str!("../../data/gazetteer/abbreviations.tsv");
pub(super) const WORDS: &str = include_str!("../../data/gazetteer/words.tsv");

/// What a feature word says of the name beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Feature {
    /// First- or second-level unit.
    Province,
    /// Second- or third-level unit.
    District,
    /// City, town or village.
    Settlement,
    /// A part of a town.
    Quarter,
    /// The country around a town.
    Rural,
    /// Mountain, river, valley, sea, forest.
    Land,
    /// Road, railway, pipeline: no single point.
    Line,
    /// A building or site.
    Facility,
}

impl Feature {
    /// A building or line: the mention is a facility beside the place, not the place.
    pub(super) fn is_site(self) -> bool {
        matches!(self, Self::Facility | Self::Line)
    }

    /// A city, town or village.
    pub(crate) fn is_settlement(self) -> bool {
        self == Self::Settlement
    }

    /// How well a kind of place fits.
    #[allow(
        clippy::match_same_arms,
        reason = "a table by word, which happens to repeat numbers"
    )]
    pub(super) fn fit(self, kind: PlaceKind) -> f32 {
        use PlaceKind as P;
        match (self, kind) {
            (Self::Province, P::Admin1) => 3.0,
            (Self::Province, P::Admin2 | P::Region) => 1.5,
            (Self::District, P::Admin2 | P::Admin3) => 2.5,
            (Self::District, P::Neighbourhood) => 1.5,
            (Self::District, P::Admin1 | P::City | P::Town) => 0.0,
            (Self::Settlement, P::Village | P::Town | P::City | P::Neighbourhood) => 1.5,
            (Self::Settlement, P::Admin2 | P::Admin3) => 0.0,
            (Self::Quarter, P::Neighbourhood) => 3.0,
            (Self::Land, P::Landform | P::Region) => 3.0,
            (Self::Facility, P::Facility) => 2.0,
            (
                Self::Province | Self::District | Self::Settlement | Self::Quarter,
                P::Country | P::Region,
            ) => -4.0,
            (Self::Facility | Self::Land, P::Country) => -2.0,
            (Self::Province | Self::Settlement | Self::Land, _) => -1.5,
            (Self::District | Self::Quarter | Self::Rural | Self::Line | Self::Facility, _) => 0.0,
        }
    }
}

/// A feature word and on which side of a name it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FeatureWord {
    pub(super) feature: Feature,
    /// "village of Sarmin", "Mount Sinjar".
    pub(super) before: bool,
    /// "Idlib province".
    pub(super) after: bool,
}

/// How often a word that is also a place's name is something else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Usage {
    /// Times in lower case in running text.
    pub(super) common: u32,
    /// Times capitalised inside a sentence and no part of a place's name.
    pub(super) other: u32,
}

/// Both tables, by the hash of the strict key.
#[derive(Debug)]
pub(super) struct Words {
    /// The hashes of all beginnings of feature phrases, of the phrases themselves, too.
    openings: FxHashSet<u64>,
    features: FxHashMap<u64, FeatureWord>,
    usage: FxHashMap<u64, Usage>,
    /// Full names of units by their abbreviations, without full stops.
    units: FxHashMap<&'static str, &'static str>,
}

impl Words {
    /// The tables of the crate. A bad line is left out, and a test forbids it.
    pub(super) fn bundled() -> Self {
        let mut key = String::new();
        let mut hash = |word: &str| {
            fold::strict(word, &mut key);
            fold::hash(&key)
        };
        let mut opening = String::new();
        let mut openings = FxHashSet::default();
        for (phrase, _) in rows(FEATURES).filter_map(feature) {
            fold::strict(phrase, &mut opening);
            while opening.pop().is_some() {
                openings.insert(fold::hash(&opening));
            }
            openings.insert(hash(phrase));
        }
        Self {
            openings,
            features: rows(FEATURES)
                .filter_map(feature)
                .map(|(word, f)| (hash(word), f))
                .collect(),
            usage: rows(WORDS)
                .filter_map(usage)
                .map(|(word, u)| (fold::hash(word), u))
                .collect(),
            units: rows(ABBREVIATIONS)
                .filter_map(|line| line.split_once('\t'))
                .flat_map(|(name, forms)| forms.split('|').map(move |form| (form, name)))
                .collect(),
        }
    }

    /// "Oregon" for "Ore." or "OR". `key` is overwritten.
    pub(super) fn unit(&self, word: &str, key: &mut String) -> Option<&'static str> {
        if word.len() > 6 {
            return None;
        }
        key.clear();
        key.extend(word.chars().filter(|c| *c != '.'));
        self.units.get(key.as_str()).copied()
    }

    /// Whether a feature phrase begins with the word that has this hashed strict key.
    pub(super) fn opens_feature(&self, hash: u64) -> bool {
        self.openings.contains(&hash)
    }

    pub(super) fn feature(&self, hash: u64) -> Option<FeatureWord> {
        self.features.get(&hash).copied()
    }

    pub(super) fn usage(&self, hash: u64) -> Usage {
        self.usage.get(&hash).copied().unwrap_or_default()
    }
}

/// The lines of a table after its comment and header.
fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .skip(1)
}

fn feature(line: &'static str) -> Option<(&'static str, FeatureWord)> {
    let mut fields = line.split('\t');
    let (phrase, class, side) = (fields.next()?, fields.next()?, fields.next()?);
    let feature = match class {
        "province" => Feature::Province,
        "district" => Feature::District,
        "settlement" => Feature::Settlement,
        "quarter" => Feature::Quarter,
        "rural" => Feature::Rural,
        "land" => Feature::Land,
        "line" => Feature::Line,
        "facility" => Feature::Facility,
        _ => return None,
    };
    let before = matches!(side, "before" | "both");
    let after = matches!(side, "after" | "both");
    (before || after).then_some((
        phrase,
        FeatureWord {
            feature,
            before,
            after,
        },
    ))
}

fn usage(line: &'static str) -> Option<(&'static str, Usage)> {
    let mut fields = line.split('\t');
    let word = fields.next()?;
    Some((
        word,
        Usage {
            common: fields.next()?.parse().ok()?,
            other: fields.next()?.parse().ok()?,
        },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_both_tables_is_read() {
        assert!(rows(FEATURES).all(|line| feature(line).is_some()));
        assert!(rows(WORDS).all(|line| usage(line).is_some()));
    }

    #[test]
    fn abbreviated_units_have_full_names() {
        let words = Words::bundled();
        let mut key = String::new();
        assert_eq!(words.unit("Ore", &mut key), Some("Oregon"));
        assert_eq!(words.unit("N.J.", &mut key), Some("New Jersey"));
        assert_eq!(words.unit("ore", &mut key), None);
    }

    #[test]
    fn common_words_and_feature_phrases_are_known() {
        let words = Words::bundled();
        assert!(words.usage(fold::hash("of")).common > 1000);
        assert_eq!(words.usage(fold::hash("aleppo")), Usage::default());
        let crossing = words.feature(fold::hash("bordercrossing")).unwrap();
        assert_eq!(
            (crossing.feature, crossing.before),
            (Feature::Facility, false)
        );
    }
}
