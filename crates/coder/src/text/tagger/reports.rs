//! The crate's own tagged sentences: patterns with slots (`data/training/reports.txt`) and
//! written ones (`data/training/tagged.txt`). They teach the tagger the language of reports,
//! which its corpora lack.

use super::train::TaggedSentence;

const REPORTS: &str = include_str!("../../../data/training/reports.txt");
const TAGGED: &str = include_str!("../../../data/training/tagged.txt");

const PLACES: &[&str] = &[
    "Idlib",
    "Goma",
    "Kharkiv",
    "Mogadishu",
    "Kidal",
    "Aden",
    "Rakhine",
    "Cauca",
    "Maiduguri",
    "Helmand",
    "Jonglei",
    "Afrin",
    "Bakhmut",
    "Darfur",
    "Quetta",
];
const GROUPS: &[&str] = &[
    "Taliban",
    "HTS",
    "ISIS",
    "M23",
    "Al-Shabaab",
    "PKK",
    "ELN",
    "JNIM",
    "Hezbollah",
    "SDF",
    "RSF",
    "TTP",
    "IS",
];
const NAMES: &[&str] = &[
    "Ahmed", "Hassan", "Ivan", "Moussa", "Carlos", "Abdi", "Khalid", "Petro", "Aung", "Okello",
    "Yusuf",
];
const NATIONALITIES: &[&str] = &[
    "Turkish",
    "Syrian",
    "Afghan",
    "Somali",
    "Israeli",
    "Ukrainian",
    "Iraqi",
    "Malian",
    "Burmese",
    "Pakistani",
    "Russian",
];

/// Fillings of each pattern.
const FILLINGS: usize = 8;
/// How often a written sentence is seen in each pass: the corpora are many times as long.
const COPIES: usize = 2;
/// One of so many written sentences is set aside.
const ASIDE: usize = 7;

/// The crate's own sentences.
#[derive(Debug, Default)]
pub struct OwnSentences {
    /// To train on.
    pub train: Vec<TaggedSentence>,
    /// Set aside to measure on.
    pub dev: Vec<TaggedSentence>,
}

impl OwnSentences {
    /// The sentences that come with this crate.
    pub fn bundled() -> Self {
        let mut own = Self::default();
        for (number, line) in lines(REPORTS).enumerate() {
            let filling = |filling: usize| fill(line, number * 7 + filling * 3);
            own.train.extend((0..FILLINGS).map(filling));
        }
        for (number, line) in lines(TAGGED).enumerate() {
            let sentence = fill(line, 0);
            if number % ASIDE == 0 {
                own.dev.push(sentence);
            } else {
                own.train.extend(std::iter::repeat_n(sentence, COPIES));
            }
        }
        own
    }
}

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn fill(line: &str, seed: usize) -> TaggedSentence {
    let mut sentence = TaggedSentence::default();
    for (at, token) in line.split(' ').enumerate() {
        let Some((word, tag)) = token.rsplit_once('/') else {
            continue;
        };
        let pick = |list: &[&str]| list[(seed + at * 5) % list.len()].to_owned();
        sentence.words.push(match word {
            "{P}" => pick(PLACES),
            "{G}" => pick(GROUPS),
            "{N}" => pick(NAMES),
            "{Y}" => pick(NATIONALITIES),
            word => word.to_owned(),
        });
        sentence.tags.push(tag.to_owned());
    }
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Upos;

    #[test]
    fn every_token_has_a_tag_that_exists() {
        let own = OwnSentences::bundled();
        for sentence in own.train.iter().chain(&own.dev) {
            assert_eq!(sentence.words.len(), sentence.tags.len());
            for (word, tag) in sentence.words.iter().zip(&sentence.tags) {
                assert!(!word.contains('{'), "{word}");
                assert!(
                    Upos::ALL.iter().any(|known| known.label() == tag),
                    "{word}/{tag}"
                );
            }
        }
    }
}
