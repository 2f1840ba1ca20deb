//! The crate's own tagged sentences (`data/training/reports.txt`), with their slots
//! filled. They teach the tagger the language of reports, which its corpora lack.

use super::train::TaggedSentence;

const REPORTS: &str = include_str!("../../../data/training/reports.txt");

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

/// Fillings of each sentence.
const COPIES: usize = 8;

/// The sentences, each with several fillings.
pub fn bundled_reports() -> Vec<TaggedSentence> {
    let lines = REPORTS
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut sentences = Vec::new();
    for (number, line) in lines.enumerate() {
        for copy in 0..COPIES {
            sentences.push(fill(line, number * 7 + copy * 3));
        }
    }
    sentences
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
        for sentence in bundled_reports() {
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
