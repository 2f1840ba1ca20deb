//! What the name model looks at: words, endings, shapes and parts of speech around, and
//! what lexicon, gazetteer and rules say of each word. Training and use share this code.

use sitrep_contract::MentionType;

use super::weights::{STEPS, WIDTH, bucket};
use crate::analysis::{Analysis, TokenRange};
use crate::entity::scan::Scan;
use crate::lexicon::Lexicon;
use crate::text::{Shape, Upos};

/// The number of features of one word.
pub(super) const TEMPLATES: usize = 32;

/// Rows of one word: its features with their checks, and where its steps begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rows {
    pub(super) features: [(u32, u8); TEMPLATES],
    pub(super) steps: u32,
}

/// What is known of a word by itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct WordFeatures {
    word: u64,
    prefix: u64,
    suffix: [u64; 2],
    shape: u64,
    tag: u64,
    /// What the earlier steps found here, and whether it begins here.
    known: u64,
    /// The lexicon's cues as bits.
    cues: u64,
}

impl WordFeatures {
    /// Beyond either end of the sentence.
    const EDGE: Self = Self {
        word: 7,
        prefix: 7,
        suffix: [7; 2],
        shape: 15,
        tag: 31,
        known: 15,
        cues: 1 << 20,
    };

    /// Chooses the steps to the word; below 16.
    pub(super) const fn shape(&self) -> usize {
        self.shape as usize
    }

    /// A capitalised proper noun that nothing explains yet.
    pub(super) const fn could_name(&self) -> bool {
        let capital = matches!(self.shape, 1..=3 | 10 | 11 | 13 | 14);
        capital && self.known == 0 && self.tag == Upos::Propn as u64
    }

    fn new(
        analysis: &Analysis,
        scan: &Scan,
        lexicon: &Lexicon,
        mention_of: &[u32],
        token: u32,
    ) -> Self {
        let lower = analysis.lower(token).as_bytes();
        let described = u64::from(scan.word_at(token).is_some()) << 12;
        Self {
            word: hash(lower),
            prefix: hash(&lower[..lower.len().min(3)]) ^ 1,
            suffix: [suffix(lower, 2), suffix(lower, 3)],
            shape: shape(analysis, scan.flat[token as usize], token),
            tag: analysis.tag(token) as u64,
            known: known(analysis, mention_of, token),
            cues: u64::from(scan.cue_bits(lexicon, token)) | described,
        }
    }
}

/// Reads the words of a sentence into `words`, which is cleared first.
pub(super) fn read(
    analysis: &Analysis,
    scan: &Scan,
    lexicon: &Lexicon,
    mention_of: &[u32],
    sentence: &TokenRange,
    words: &mut Vec<WordFeatures>,
) {
    words.clear();
    words.extend(
        sentence
            .clone()
            .map(|token| WordFeatures::new(analysis, scan, lexicon, mention_of, token)),
    );
}

/// The rows of one word of a sentence.
pub(super) fn rows(words: &[WordFeatures], at: usize, count: usize) -> Rows {
    let near = |offset: isize| {
        at.checked_add_signed(offset)
            .and_then(|at| words.get(at))
            .unwrap_or(&WordFeatures::EDGE)
    };
    let (word, next, previous) = (near(0), near(1), near(-1));
    let (second, before) = (near(2), near(-2));
    let first = u64::from(at == 0);
    let shapes = word.shape << 8 | next.shape << 4 | previous.shape;
    let known = word.known << 8 | next.known << 4 | previous.known;
    let values: [u64; TEMPLATES] = [
        word.word,
        mix(word.word, word.shape),
        word.prefix ^ word.shape << 60,
        mix(word.suffix[0], word.shape),
        mix(word.suffix[1], word.shape),
        word.shape << 1 | first,
        shapes,
        mix(shapes, word.tag << 10 | next.tag << 5 | previous.tag),
        word.tag << 10 | next.tag << 5 | previous.tag,
        previous.word,
        next.word,
        before.word,
        second.word,
        mix(previous.word, word.shape),
        mix(next.word, word.shape),
        mix(previous.word, before.word),
        mix(next.word, second.word),
        mix(word.word, next.word),
        mix(previous.word, word.word),
        known,
        mix(word.known, shapes),
        mix(word.known, word.word),
        mix(word.known << 4 | second.known, before.known),
        word.cues,
        mix(word.cues, next.cues),
        mix(word.cues, previous.cues),
        mix(word.cues, word.shape << 4 | word.known),
        next.suffix[1],
        previous.suffix[1],
        mix(second.cues, mix(next.cues, shapes)),
        mix(previous.suffix[1], next.suffix[1]),
        mix(before.shape << 4 | second.shape, shapes),
    ];
    let mut features = [(0, 0); TEMPLATES];
    for (template, (row, value)) in features.iter_mut().zip(values).enumerate() {
        *row = bucket(mix(value, template as u64 + 1), count);
    }
    Rows {
        features,
        steps: (word.shape as usize * WIDTH) as u32,
    }
}

/// Below 16, so that steps fit their rows.
fn shape(analysis: &Analysis, flat: bool, token: u32) -> u64 {
    let word = analysis.word(token);
    let shape = analysis.token(token).shape;
    let number = match (shape, flat) {
        (Shape::Capitalised | Shape::Upper | Shape::Lower | Shape::Mixed, true) => 9,
        (Shape::Upper, _) if word.ends_with('.') && word.len() > 2 => 10,
        (Shape::Upper, _) if word.len() <= 2 => 11,
        (Shape::Lower, _) if word.len() <= 3 => 12,
        (Shape::Mixed, _) if word.starts_with(char::is_lowercase) => 13,
        (Shape::Capitalised, _) if word.contains('-') => 14,
        (shape, _) => shape as u64,
    };
    debug_assert!(number < (STEPS / WIDTH) as u64, "a shape has its steps");
    number
}

fn known(analysis: &Analysis, mention_of: &[u32], token: u32) -> u64 {
    let Some(number) = (mention_of[token as usize] as usize).checked_sub(1) else {
        return 0;
    };
    let mention = &analysis.mentions[number];
    let kind = match mention.kind {
        MentionType::Person => 1,
        MentionType::Organisation => 2,
        MentionType::ArmedGroup | MentionType::StateForce => 3,
        MentionType::Place => 4,
        MentionType::Facility => 5,
        MentionType::Nationality => 6,
        _ => 7,
    };
    kind << 1 | u64::from(mention.tokens.start == token)
}

fn suffix(lower: &[u8], length: usize) -> u64 {
    hash(&lower[lower.len().saturating_sub(length)..]) ^ length as u64
}

/// FNV-1a, digits as zeros. Fixed for ever: the weights depend on it.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        let byte = if byte.is_ascii_digit() { b'0' } else { *byte };
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Joins two values into one that is well spread in its upper bits.
fn mix(a: u64, b: u64) -> u64 {
    let joined = (a ^ b.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    (joined ^ joined >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53)
}
