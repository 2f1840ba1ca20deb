//! What the name model looks at: words, endings, shapes and parts of speech around, and
//! what lexicon, gazetteer and rules say of each word. Training and use share this code.

use super::around::Around;
use super::runs::{REACH, close_known, open_links, runs, tell_around};
use super::signs::{hash, known, mix, shape, suffix};
use super::weights::{WIDTH, bucket};
use crate::analysis::{Analysis, TokenRange};
use crate::entity::scan::{Known, Scan};
use crate::lexicon::{Cue, Lexicon};
use crate::text::{Shape, Upos};

/// The number of features of one word.
pub(super) const TEMPLATES: usize = 66;

/// Rows of one word: its features with their checks, and where its steps begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rows {
    pub(super) features: [(u32, u8); TEMPLATES],
    pub(super) steps: u32,
    /// False where no name can stand.
    pub(super) open: bool,
}

/// What is known of a word by itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct WordFeatures {
    word: u64,
    prefix: u64,
    suffix: [u64; 3],
    pub(super) shape: u64,
    tag: u64,
    /// What the earlier steps found here, and whether it begins here.
    known: u64,
    /// The lexicon's cues as bits.
    pub(super) cues: u64,
    /// Part of a well-known name: 1 and 2 of an organisation's, 3 and 4 of a work's, the
    /// odd where it begins; 8 more where it ends.
    listed: u64,
    /// A capital, or something else that a name can begin with.
    pub(super) capital: bool,
    /// Could be part of a name: a capital, or not far from capitals on both sides.
    pub(super) open: bool,
    /// Where the run of capitals that holds the word begins and ends, as far as it matters.
    pub(super) run: (u16, u16),
    /// The cues of all words of the run, and of the run beyond a link ("of", "and").
    pub(super) run_cues: [u64; 2],
    /// What stands around the run.
    pub(super) around: Around,
}

/// The bits of well-known names, which have features of their own.
const KNOWN: u32 = 1 << Cue::KnownOrganisation as u16 | 1 << Cue::KnownWork as u16;

impl WordFeatures {
    /// Beyond either end of the sentence.
    const EDGE: Self = Self {
        word: 7,
        prefix: 7,
        suffix: [7; 3],
        shape: 15,
        tag: 31,
        known: 31,
        cues: 1 << 30,
        listed: 0,
        capital: false,
        open: false,
        run: (0, 0),
        run_cues: [0; 2],
        around: Around::NOTHING,
    };

    /// Nothing read.
    const UNREAD: Self = Self {
        word: 0,
        prefix: 0,
        suffix: [0; 3],
        shape: 0,
        tag: 0,
        known: 0,
        cues: 0,
        listed: 0,
        capital: false,
        open: false,
        run: (0, 0),
        run_cues: [0; 2],
        around: Around::NOTHING,
    };

    /// Whether a name can hold the word.
    pub(super) const fn is_open(&self) -> bool {
        self.open
    }

    /// Chooses the steps to the word; below 16.
    pub(super) const fn shape(&self) -> usize {
        self.shape as usize
    }

    /// A capitalised proper noun that nothing explains yet.
    pub(super) const fn could_name(&self) -> bool {
        self.capital && self.known == 0 && self.tag == Upos::Propn as u64
    }

    /// What can be said without reading the word: enough for one far from any name.
    fn at_a_glance(analysis: &Analysis, scan: &Scan, token: u32) -> Self {
        let flat = scan.flat[token as usize];
        let form = analysis.token(token).shape;
        let tag = analysis.tag(token);
        let capital = match form {
            Shape::Punctuation | Shape::Number => false,
            Shape::Lower => tag == Upos::Propn || flat,
            _ => true,
        };
        Self {
            shape: shape(analysis, flat, token),
            tag: tag as u64,
            capital,
            open: capital,
            ..Self::UNREAD
        }
    }

    /// Adds what the word itself says.
    fn read(&mut self, analysis: &Analysis, scan: &Scan, mention_of: &[u32], token: u32) {
        let lower = analysis.lower(token).as_bytes();
        let described = u64::from(scan.word_at(token).is_some()) << 24;
        self.word = hash(lower);
        self.prefix = hash(&lower[..lower.len().min(3)]) ^ 1;
        self.suffix = [suffix(lower, 2), suffix(lower, 3), suffix(lower, 4)];
        self.known = known(analysis, mention_of, token);
        self.cues = u64::from(scan.cue_bits(token) & !KNOWN) | described;
    }
}

/// Reads the words of a sentence into `words`, which is cleared first. Runs of open words
/// without one that is `unknown` are closed: nothing can be learnt from them.
pub(super) fn read(
    analysis: &Analysis,
    scan: &Scan,
    lexicon: &Lexicon,
    mention_of: &[u32],
    sentence: &TokenRange,
    unknown: impl Fn(u32) -> bool,
    words: &mut Vec<WordFeatures>,
) {
    words.clear();
    words.extend(
        sentence
            .clone()
            .map(|token| WordFeatures::at_a_glance(analysis, scan, token)),
    );
    list(scan, lexicon, sentence, words);
    let flat = sentence.clone().any(|token| scan.flat[token as usize]);
    open_links(words);
    close_known(words, |at| unknown(sentence.start + at as u32));
    // Rows are made of open words and those within reach of them: the rest stays unread.
    let mut unread = 0;
    for at in 0..words.len() {
        if !words[at].open {
            continue;
        }
        let from = at.saturating_sub(REACH).max(unread);
        unread = words.len().min(at + 1 + REACH);
        for (near, word) in (from..unread).zip(&mut words[from..unread]) {
            let token = sentence.start + near as u32;
            word.read(analysis, scan, mention_of, token);
        }
    }
    if !flat {
        runs(words);
        tell_around(analysis, scan, sentence, words);
    }
}

/// Marks the words of well-known names, from left to right, the longest first.
fn list(scan: &Scan, lexicon: &Lexicon, sentence: &TokenRange, words: &mut [WordFeatures]) {
    let mut at = 0;
    while at < words.len() {
        let token = sentence.start + at as u32;
        let known = words[at].capital.then(|| scan.known_name(lexicon, token));
        let Some((end, known)) = known.flatten() else {
            at += 1;
            continue;
        };
        let end = ((end - sentence.start) as usize).min(words.len());
        let kind = match known {
            Known::Organisation => 1,
            Known::Work => 3,
        };
        for (place, word) in words[at..end].iter_mut().enumerate() {
            word.listed = kind + u64::from(place > 0);
        }
        words[end - 1].listed += 8;
        at = end;
    }
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
    if !word.open {
        return Rows {
            features: [CLOSED; TEMPLATES],
            steps: (word.shape as usize * WIDTH) as u32,
            open: false,
        };
    }
    let first = u64::from(at == 0);
    let shapes = word.shape << 8 | next.shape << 4 | previous.shape;
    let known = word.known << 10 | next.known << 5 | previous.known;
    // The run of capitals: its length, the word's place in it, what stands around it.
    let (from, to) = (usize::from(word.run.0), usize::from(word.run.1));
    let run = to > from;
    let (left, right, head) = if run {
        let left = from
            .checked_sub(1)
            .map_or(&WordFeatures::EDGE, |at| &words[at]);
        let right = words.get(to).unwrap_or(&WordFeatures::EDGE);
        (left, right, &words[to - 1])
    } else {
        (&WordFeatures::EDGE, &WordFeatures::EDGE, word)
    };
    let beyond = if run {
        words.get(to + 1).unwrap_or(&WordFeatures::EDGE)
    } else {
        &WordFeatures::EDGE
    };
    let place = if run {
        ((1 + (to - from).min(5) as u64) << 4) | (at - from).min(3) as u64
    } else {
        0
    };
    let alone = mix(word.run_cues[0], place);
    let around = &word.around;
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
        mix(word.known << 5 | second.known, before.known),
        word.cues,
        mix(word.cues, next.cues),
        mix(word.cues, previous.cues),
        mix(word.cues, word.shape << 4 | word.known),
        next.suffix[1],
        previous.suffix[1],
        mix(second.cues, mix(next.cues, shapes)),
        mix(previous.suffix[1], next.suffix[1]),
        mix(before.shape << 4 | second.shape, shapes),
        mix(word.suffix[2], word.shape),
        mix(place, word.shape),
        mix(left.word, place),
        mix(right.word, place),
        mix(head.word, place),
        mix(left.word, right.word),
        alone,
        mix(alone, left.cues),
        mix(alone, right.cues),
        mix(word.run_cues[1], alone),
        mix(mix(left.cues, right.cues), word.cues),
        mix(mix(right.word, beyond.word), u64::from(at + 1 == to)),
        mix(mix(left.tag, right.tag), place),
        mix(head.suffix[1], place),
        mix(mix(word.known, word.run_cues[0]), place),
        mix(word.cues, left.word),
        mix(
            mix(word.listed, word.shape),
            next.listed << 5 | previous.listed,
        ),
        mix(word.listed, mix(known, word.shape)),
        mix(mix(word.listed, word.word), word.shape),
        mix(
            mix(word.listed, place),
            word.tag << 10 | next.tag << 5 | previous.tag,
        ),
        mix(around.nouns[0], place),
        mix(around.verbs[0], place),
        mix(around.nouns[1], place),
        mix(around.verbs[1], place),
        mix(mix(around.hints[0], place), word.known),
        mix(mix(around.hints[1], place), word.known),
        mix(mix(around.hints[0], around.hints[1]), place),
        mix(mix(around.topics, word.shape), word.known),
        mix(mix(around.topics, place), left.word),
        mix(mix(around.topics, word.run_cues[0]), place),
        mix(mix(around.hints[0], word.run_cues[0]), place),
        mix(mix(around.hints[1], word.run_cues[0]), place),
        mix(mix(around.nouns[0], left.word), place),
        mix(mix(around.verbs[1], right.word), place),
    ];
    let mut features = [(0, 0); TEMPLATES];
    for (template, (row, value)) in features.iter_mut().zip(values).enumerate() {
        *row = bucket(mix(value, template as u64 + 1), count);
    }
    Rows {
        features,
        steps: (word.shape as usize * WIDTH) as u32,
        open: true,
    }
}

/// Stands for a feature of a word that cannot be named.
pub(super) const CLOSED: (u32, u8) = (u32::MAX, 0);
