//! The crate's own sentences with names: made from a grammar (`data/training/names.txt`), and
//! written one by one (`data/training/prose.txt`). They teach the name model kinds of
//! organisations and forms of names that its corpora lack. Prevents "Velvet Revolver" from
//! being a person because no corpus names a band.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::NameType;
use super::train::NamedSentence;

const GRAMMAR: &str = include_str!("../../../data/training/names.txt");
const PROSE: &str = include_str!("../../../data/training/prose.txt");
const PERSONS: &str = include_str!("../../../data/lexicon/cues-names.tsv");
const KNOWN: &str = include_str!("../../../data/lexicon/cues-known.tsv");

/// How often each sentence is made anew.
const COPIES: usize = 80;
/// How often each written sentence counts.
const WEIGHT: usize = 3;
/// No symbol is nested deeper.
const DEPTH: usize = 8;

/// The parts of the made-up words; what stands in many tongues.
const OPENINGS: &[&str] = &[
    "B", "Br", "Ch", "D", "Dr", "F", "G", "Gr", "H", "J", "K", "Kh", "Kr", "L", "M", "N", "P", "R",
    "S", "Sh", "St", "T", "Tr", "V", "W", "Y", "Z", "Ng", "Mb", "Sz", "A", "E", "O", "U", "I",
    "Al", "Os", "Ar", "Es", "Qu", "Th", "Sc", "Cl", "Wh",
];
const MIDDLES: &[&str] = &[
    "a", "e", "i", "o", "u", "ar", "en", "il", "or", "un", "ad", "el", "ich", "ov", "ama", "eri",
    "anda", "olo", "ai", "ee", "ou", "asa", "ini", "ak", "er", "ass", "ell", "int", "ork",
];
const ENDINGS: &[&str] = &[
    "", "n", "r", "ra", "no", "sky", "ski", "ich", "ez", "i", "a", "o", "ov", "ev", "enko", "wa",
    "ji", "dan", "man", "son", "ter", "ley", "by", "field", "dorf", "stadt", "pur", "istan", "li",
    "oğlu", "ian", "yan", "shvili", "ane", "ele", "awi", "ani", "eh", "ya", "é", "ão", "ga", "tek",
    "x", "co", "gen", "ex", "lia", "ica", "ham", "wick",
];

/// The crate's own sentences, the same every time.
pub fn bundled_names() -> Vec<NamedSentence> {
    let grammar = Grammar::read();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let forms = grammar.sentences.iter();
    let made = forms
        .flat_map(|form| std::iter::repeat_n(*form, COPIES))
        .map(|form| {
            let mut made = NamedSentence::default();
            grammar.expand(form, &mut made, &mut dice, DEPTH);
            made
        });
    let mut sentences: Vec<NamedSentence> = made.collect();
    for _ in 0..WEIGHT {
        sentences.extend(prose());
    }
    sentences
}

/// The written sentences.
fn prose() -> impl Iterator<Item = NamedSentence> {
    let lines = PROSE
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| {
        let mut sentence = NamedSentence::default();
        let mut rest = line;
        while let Some((before, marked)) = rest.split_once('[') {
            sentence.text.push_str(before);
            let (marked, after) = marked.split_once(']').unwrap_or((marked, ""));
            let start = sentence.text.len();
            let (label, name) = marked.split_once(' ').unwrap_or(("", marked));
            sentence.text.push_str(name);
            let range = start..sentence.text.len();
            let what = NameType::of_label(label);
            sentence.names.extend(what.map(|what| (range, what)));
            rest = after;
        }
        sentence.text.push_str(rest);
        sentence
    })
}

struct Grammar {
    symbols: FxHashMap<&'static str, Vec<&'static str>>,
    sentences: Vec<&'static str>,
}

impl Grammar {
    fn read() -> Self {
        let mut grammar = Self {
            symbols: FxHashMap::default(),
            sentences: Vec::new(),
        };
        for line in PERSONS.lines().chain(KNOWN.lines()) {
            let symbol = match line.split_once('\t') {
                Some(("given-name", names)) => ("given", names),
                Some(("family-name", names)) => ("family", names),
                Some(("known-organisation", names)) => ("known", names),
                Some(("known-work", names)) => ("knownwork", names),
                _ => continue,
            };
            let choices = grammar.symbols.entry(symbol.0).or_default();
            choices.extend(symbol.1.split('|'));
        }
        for line in GRAMMAR.lines().filter(|line| !line.starts_with('#')) {
            if let Some(sentence) = line.strip_prefix("- ") {
                grammar.sentences.push(sentence);
            } else if let Some((symbol, choices)) = line.split_once(" = ") {
                let choices = choices.split(" | ").collect();
                grammar.symbols.insert(symbol, choices);
            }
        }
        grammar
    }

    /// Adds the text that a form makes, and the names marked in it.
    fn expand(&self, form: &str, made: &mut NamedSentence, dice: &mut Dice, depth: usize) {
        let mut rest = form;
        let mut begun: Option<(usize, NameType)> = None;
        while let Some(at) = rest.find(['{', '[', ']']) {
            made.text.push_str(&rest[..at]);
            let (mark, tail) = rest[at..].split_at(1);
            rest = tail;
            match mark {
                "{" => {
                    let Some((symbol, tail)) = rest.split_once('}') else {
                        return;
                    };
                    rest = tail;
                    self.symbol(symbol, made, dice, depth);
                }
                "[" => {
                    let Some((label, tail)) = rest.split_once(' ') else {
                        return;
                    };
                    rest = tail;
                    begun = NameType::of_label(label).map(|what| (made.text.len(), what));
                }
                _ => {
                    if let Some((start, what)) = begun.take() {
                        let range: Range<usize> = start..made.text.len();
                        made.names.push((range, what));
                    }
                }
            }
        }
        made.text.push_str(rest);
    }

    fn symbol(&self, symbol: &str, made: &mut NamedSentence, dice: &mut Dice, depth: usize) {
        match self.symbols.get(symbol) {
            Some(choices) if depth > 0 => {
                let choice = dice.pick(choices);
                self.expand(choice, made, dice, depth - 1);
            }
            _ => {
                for part in [OPENINGS, MIDDLES, ENDINGS] {
                    made.text.push_str(dice.pick(part));
                }
            }
        }
    }
}

/// xorshift64: reproducible without a random number generator.
struct Dice(u64);

impl Dice {
    fn pick(&mut self, choices: &[&'static str]) -> &'static str {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let at = (self.0 >> 16) % choices.len().max(1) as u64;
        choices.get(at as usize).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_and_symbol_of_the_grammar_is_read() {
        let sentences = bundled_names();
        assert!(sentences.len() > 1000);
        for sentence in &sentences {
            assert!(
                !sentence.text.contains(['{', '}', '[', ']']),
                "{sentence:?}"
            );
            for (range, _) in &sentence.names {
                assert!(!sentence.text[range.clone()].is_empty());
            }
        }
    }
}
