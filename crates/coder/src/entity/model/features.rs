//! What the name model looks at: words, endings, shapes and parts of speech around, and
//! what lexicon, gazetteer and rules say of each word. Training and use share this code.

use super::around::Around;
use super::runs::{REACH, close_known, open_links, runs, tell_around};
use super::signs::{Spelling, known, mix, shape};
use super::weights::{WIDTH, bucket};
use crate::analysis::{Analysis, TokenRange};
use crate::entity::scan::{Known, Scan};
use crate::lexicon::{Cue, Lexicon};
use crate::text::{Memo, Shape, Upos, WordNumber};

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
    /// The number of the word, where it was read.
    pub(super) number: WordNumber,
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

/// The words of a sentence, and what is known of how words are spelt: kept from sentence to
/// sentence.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) read: Vec<WordFeatures>,
    spelt: Memo<Spelling>,
}

impl Words {
    /// Forgets everything where it is much.
    pub(super) fn bound(&mut self) {
        self.spelt.bound();
    }
}

/// The bits of well-known names, which have features of their own.
const KNOWN: u32 = 1 << Cue::KnownOrganisation as u16 | 1 << Cue::KnownWork as u16;

impl WordFeatures {
    /// Beyond either end of the sentence.
    pub(super) const EDGE: Self = Self {
        number: 0,
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
        ..Self::EDGE
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
    fn read(
        &mut self,
        analysis: &Analysis,
        scan: &Scan,
        mention_of: &[u32],
        token: u32,
        spelt: &mut Memo<Spelling>,
    ) {
        self.number = analysis.words[token as usize];
        let lower = || Spelling::of(analysis.lower(token).as_bytes());
        let spelling = spelt.get(self.number, lower);
        self.word = spelling.word;
        self.prefix = spelling.prefix;
        self.suffix = spelling.suffix;
        let described = u64::from(scan.word_at(token).is_some()) << 24;
        self.known = known(analysis, mention_of, token);
        self.cues = u64::from(scan.cue_bits(token) & !KNOWN) | described;
    }
}

/// Reads the words of a sentence into `words`, which forgets those before. Runs of open words
/// without one that is `unknown` are closed: nothing can be learnt from them.
pub(super) fn read(
    analysis: &Analysis,
    scan: &Scan,
    lexicon: &Lexicon,
    mention_of: &[u32],
    sentence: &TokenRange,
    unknown: impl Fn(u32) -> bool,
    words: &mut Words,
) {
    let Words { read: words, spelt } = words;
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
            word.read(analysis, scan, mention_of, token, spelt);
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
    let mut rows = Rows {
        features: [CLOSED; TEMPLATES],
        steps: (words[at].shape() * WIDTH) as u32,
        open: words[at].open,
    };
    if rows.open {
        let alone = of_word(&words[at])
            .into_iter()
            .chain(as_previous(near(words, at, -1)))
            .chain(as_second_previous(near(words, at, -2)))
            .chain(as_next(near(words, at, 1)))
            .chain(as_second_next(near(words, at, 2)));
        for feature in alone.chain(together(words, at)) {
            rows.features[usize::from(feature.0)] = bucket(hash_of(feature), count);
        }
    }
    rows
}

/// A word so many behind or before another one.
fn near(words: &[WordFeatures], at: usize, offset: isize) -> &WordFeatures {
    at.checked_add_signed(offset)
        .and_then(|at| words.get(at))
        .unwrap_or(&WordFeatures::EDGE)
}

/// A feature: its template and its value.
pub(super) type Feature = (u8, u64);

/// The hash that tells a feature's row.
pub(super) fn hash_of((template, value): Feature) -> u64 {
    mix(value, u64::from(template) + 1)
}

/// What a word says of its own label.
pub(super) fn of_word(word: &WordFeatures) -> [Feature; 6] {
    [
        (0, word.word),
        (1, mix(word.word, word.shape)),
        (2, word.prefix ^ word.shape << 60),
        (3, mix(word.suffix[0], word.shape)),
        (4, mix(word.suffix[1], word.shape)),
        (32, mix(word.suffix[2], word.shape)),
    ]
}

/// What a word says of the one after it.
pub(super) fn as_previous(word: &WordFeatures) -> [Feature; 2] {
    [(9, word.word), (28, word.suffix[1])]
}

/// What a word says of the one before it.
pub(super) fn as_next(word: &WordFeatures) -> [Feature; 2] {
    [(10, word.word), (27, word.suffix[1])]
}

/// What a word says of the one two after it.
pub(super) fn as_second_previous(word: &WordFeatures) -> [Feature; 1] {
    [(11, word.word)]
}

/// What a word says of the one two before it.
pub(super) fn as_second_next(word: &WordFeatures) -> [Feature; 1] {
    [(12, word.word)]
}

/// What an open word, its neighbours and its run say together.
pub(super) fn together(words: &[WordFeatures], at: usize) -> [Feature; 54] {
    let near = |offset: isize| near(words, at, offset);
    let (word, next, previous) = (near(0), near(1), near(-1));
    let (second, before) = (near(2), near(-2));
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
    [
        (5, word.shape << 1 | first),
        (6, shapes),
        (
            7,
            mix(shapes, word.tag << 10 | next.tag << 5 | previous.tag),
        ),
        (8, word.tag << 10 | next.tag << 5 | previous.tag),
        (13, mix(previous.word, word.shape)),
        (14, mix(next.word, word.shape)),
        (15, mix(previous.word, before.word)),
        (16, mix(next.word, second.word)),
        (17, mix(word.word, next.word)),
        (18, mix(previous.word, word.word)),
        (19, known),
        (20, mix(word.known, shapes)),
        (21, mix(word.known, word.word)),
        (22, mix(word.known << 5 | second.known, before.known)),
        (23, word.cues),
        (24, mix(word.cues, next.cues)),
        (25, mix(word.cues, previous.cues)),
        (26, mix(word.cues, word.shape << 4 | word.known)),
        (29, mix(second.cues, mix(next.cues, shapes))),
        (30, mix(previous.suffix[1], next.suffix[1])),
        (31, mix(before.shape << 4 | second.shape, shapes)),
        (33, mix(place, word.shape)),
        (34, mix(left.word, place)),
        (35, mix(right.word, place)),
        (36, mix(head.word, place)),
        (37, mix(left.word, right.word)),
        (38, alone),
        (39, mix(alone, left.cues)),
        (40, mix(alone, right.cues)),
        (41, mix(word.run_cues[1], alone)),
        (42, mix(mix(left.cues, right.cues), word.cues)),
        (
            43,
            mix(mix(right.word, beyond.word), u64::from(at + 1 == to)),
        ),
        (44, mix(mix(left.tag, right.tag), place)),
        (45, mix(head.suffix[1], place)),
        (46, mix(mix(word.known, word.run_cues[0]), place)),
        (47, mix(word.cues, left.word)),
        (
            48,
            mix(
                mix(word.listed, word.shape),
                next.listed << 5 | previous.listed,
            ),
        ),
        (49, mix(word.listed, mix(known, word.shape))),
        (50, mix(mix(word.listed, word.word), word.shape)),
        (
            51,
            mix(
                mix(word.listed, place),
                word.tag << 10 | next.tag << 5 | previous.tag,
            ),
        ),
        (52, mix(around.nouns[0], place)),
        (53, mix(around.verbs[0], place)),
        (54, mix(around.nouns[1], place)),
        (55, mix(around.verbs[1], place)),
        (56, mix(mix(around.hints[0], place), word.known)),
        (57, mix(mix(around.hints[1], place), word.known)),
        (58, mix(mix(around.hints[0], around.hints[1]), place)),
        (59, mix(mix(around.topics, word.shape), word.known)),
        (60, mix(mix(around.topics, place), left.word)),
        (61, mix(mix(around.topics, word.run_cues[0]), place)),
        (62, mix(mix(around.hints[0], word.run_cues[0]), place)),
        (63, mix(mix(around.hints[1], word.run_cues[0]), place)),
        (64, mix(mix(around.nouns[0], left.word), place)),
        (65, mix(mix(around.verbs[1], right.word), place)),
    ]
}

/// Stands for a feature of a word that cannot be named.
pub(super) const CLOSED: (u32, u8) = (u32::MAX, 0);
