//! One pass over the tokens: every name and describing word of the lexicon. The later
//! steps look at these hits only, not at the text again.

use smallvec::SmallVec;

use crate::analysis::{Analysis, TokenRange};
use crate::lexicon::{Cue, Lexicon, NameEntry, Piece, Pieces, Trie, WordEntry};
use crate::text::{Casing, Memo, Shape, casing};

/// A path of the name trie found in the text.
#[derive(Clone, Debug)]
pub(super) struct NameHit {
    /// The tokens it touches.
    pub(super) tokens: TokenRange,
    /// Its pieces.
    pub(super) pieces: (u32, u32),
    /// The node of the trie; its entries are what the name may stand for.
    pub(super) node: u32,
    /// Covers its tokens from end to end; false in "Turkish-backed".
    pub(super) whole: bool,
    /// The Arabic article stands before it.
    pub(super) article: bool,
}

/// A path of the description trie found in the text.
#[derive(Clone, Debug)]
pub(super) struct WordHit {
    /// The tokens it touches.
    pub(super) tokens: TokenRange,
    /// The node of the trie.
    pub(super) node: u32,
    /// Covers its tokens from end to end.
    pub(super) whole: bool,
}

/// The pieces of a word, nearly always one or two, and the cues that it is by itself, as bits.
type CutWord = (SmallVec<[Piece; 2]>, u32);

/// Those of words, kept from document to document.
pub(crate) type KnownPieces = Memo<CutWord>;

/// What the pass found.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// All pieces of the text.
    pub(super) pieces: Vec<Piece>,
    /// The cues that each token is by itself, as bits.
    cues: Vec<u32>,
    /// The first piece of each token, and one past the last at the end.
    pub(super) first_piece: Vec<u32>,
    /// Names, by first piece, longest first.
    pub(super) names: Vec<NameHit>,
    /// Describing words, by first token; they do not overlap.
    pub(super) words: Vec<WordHit>,
    /// For each token, one more than the hit of `words` that holds it; 0 for none.
    word_of: Vec<u32>,
    /// For each token, whether capitals mean nothing in its sentence.
    pub(super) flat: Vec<bool>,
}

/// What a well-known name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// A company, team, band, university, newspaper.
    Organisation,
    /// An event, prize, product, faith.
    Work,
}

impl Scan {
    /// Scans a document; forgets the one before.
    pub(super) fn read(&mut self, analysis: &Analysis, lexicon: &Lexicon, known: &mut KnownPieces) {
        self.forget();
        self.cut(analysis, lexicon, known);
        self.casing(analysis);
        self.find_names(lexicon);
        self.find_words(lexicon);
    }

    fn forget(&mut self) {
        let Self {
            pieces,
            cues,
            first_piece,
            names,
            words,
            word_of,
            flat,
        } = self;
        pieces.clear();
        cues.clear();
        first_piece.clear();
        names.clear();
        words.clear();
        word_of.clear();
        flat.clear();
    }

    /// The describing word that holds a token.
    pub(super) fn word_at(&self, token: u32) -> Option<&WordHit> {
        let index = *self.word_of.get(token as usize)?;
        self.words.get((index as usize).checked_sub(1)?)
    }

    /// What the describing word that holds a token may stand for.
    pub(super) fn entries_at<'l>(&self, token: u32, lexicon: &'l Lexicon) -> &'l [WordEntry] {
        self.word_at(token)
            .filter(|hit| hit.whole)
            .map_or(&[], |hit| lexicon.index.descriptions.entries(hit.node))
    }

    /// The pieces of a token.
    pub(super) fn pieces_of(&self, token: u32) -> &[Piece] {
        let from = self.first_piece[token as usize] as usize;
        let to = self.first_piece[token as usize + 1] as usize;
        &self.pieces[from..to]
    }

    /// The longest cue of a kind that starts at a token: one past its last token.
    pub(super) fn cue(&self, lexicon: &Lexicon, token: u32, wanted: Cue) -> Option<u32> {
        self.longest(lexicon, token, |cue| (cue == wanted).then_some(()))
            .map(|(end, ())| end)
    }

    /// The longest well-known name that starts at a token: one past its last token, and
    /// its kind.
    pub(super) fn known_name(&self, lexicon: &Lexicon, token: u32) -> Option<(u32, Known)> {
        self.longest(lexicon, token, |cue| match cue {
            Cue::KnownOrganisation => Some(Known::Organisation),
            Cue::KnownWork => Some(Known::Work),
            _ => None,
        })
    }

    /// The longest cue that starts at a token and that `wanted` takes: one past its last
    /// token, and what it was taken for.
    fn longest<T>(
        &self,
        lexicon: &Lexicon,
        token: u32,
        wanted: impl Fn(Cue) -> Option<T>,
    ) -> Option<(u32, T)> {
        let cues = &lexicon.index.cues;
        let from = *self.first_piece.get(token as usize)? as usize;
        if !self.pieces.get(from)?.cues {
            return None;
        }
        let mut node = Trie::<Cue>::ROOT;
        let mut found = None;
        for piece in &self.pieces[from..] {
            let Some(next) = cues.step(node, piece.word) else {
                break;
            };
            node = next;
            if !piece.flags.joined {
                let taken = cues
                    .entries(node)
                    .iter()
                    .copied()
                    .filter_map(&wanted)
                    .last();
                found = taken.map(|taken| (piece.token + 1, taken)).or(found);
            }
        }
        found
    }

    /// The cues that a token is by itself, as bits.
    pub(super) fn cue_bits(&self, token: u32) -> u32 {
        self.cues[token as usize]
    }

    fn cut(&mut self, analysis: &Analysis, lexicon: &Lexicon, known: &mut KnownPieces) {
        let mut cutter = Pieces::default();
        let count = analysis.token_count();
        known.bound();
        self.pieces.reserve(analysis.tokens.len() + 16);
        self.first_piece.reserve(analysis.tokens.len() + 1);
        self.cues.reserve(analysis.tokens.len());
        for token in 0..count {
            self.first_piece.push(length(&self.pieces));
            if analysis.token(token).shape == Shape::Punctuation {
                self.cues.push(0);
                continue;
            }
            let (pieces, cues) = known.get(analysis.words[token as usize], || {
                let mut pieces = SmallVec::new();
                let word = analysis.word(token);
                cutter.cut(word, &lexicon.index, |piece| pieces.push(piece));
                let cues = cues_of(&pieces, lexicon);
                (pieces, cues)
            });
            self.cues.push(*cues);
            let own = pieces.iter().map(|piece| Piece { token, ..*piece });
            self.pieces.extend(own);
        }
        self.first_piece.push(length(&self.pieces));
    }

    fn casing(&mut self, analysis: &Analysis) {
        self.flat.resize(analysis.tokens.len(), false);
        for sentence in &analysis.sentences {
            let range = sentence.tokens.start as usize..sentence.tokens.end as usize;
            let shapes = analysis.tokens[range.clone()]
                .iter()
                .map(|token| (token.shape, (token.end - token.start) as usize));
            if casing(shapes) == Casing::Flat {
                self.flat[range].fill(true);
            }
        }
    }

    fn find_names(&mut self, lexicon: &Lexicon) {
        let trie = &lexicon.index.names;
        for start in 0..self.pieces.len() {
            let first = self.pieces[start];
            if !first.flags.capital || first.flags.particle || first.name == 0 {
                continue;
            }
            let from = self.names.len();
            let mut node = Trie::<NameEntry>::ROOT;
            for at in start..self.pieces.len() {
                let piece = self.pieces[at];
                // A particle between two words of a name may be there or not.
                if piece.flags.particle {
                    continue;
                }
                let Some(next) = trie.step(node, piece.name) else {
                    break;
                };
                node = next;
                if !trie.entries(node).is_empty() {
                    let hit = self.name_hit(start, at, node);
                    self.names.push(hit);
                }
            }
            self.names[from..].reverse();
        }
    }

    fn name_hit(&self, start: usize, end: usize, node: u32) -> NameHit {
        let particle_before =
            |at: usize| at > 0 && self.pieces[at - 1].flags.particle && self.near(at - 1, at);
        let article = particle_before(start);
        let start = if article { start - 1 } else { start };
        let (first, last) = (self.pieces[start].token, self.pieces[end].token);
        let opens = self.first_piece[first as usize] as usize == start;
        NameHit {
            tokens: first..last + 1,
            pieces: (as_u32(start), as_u32(end + 1)),
            node,
            whole: opens && !self.pieces[end].flags.joined,
            article,
        }
    }

    /// Whether a particle belongs to the piece after it: "al-Nusra", "Al Nusra".
    fn near(&self, particle: usize, word: usize) -> bool {
        let (particle, word) = (self.pieces[particle], self.pieces[word]);
        particle.flags.joined || particle.token + 1 == word.token
    }

    fn find_words(&mut self, lexicon: &Lexicon) {
        let trie = &lexicon.index.descriptions;
        self.word_of.resize(self.first_piece.len(), 0);
        let mut start = 0;
        while start < self.pieces.len() {
            if !self.pieces[start].describes {
                start += 1;
                continue;
            }
            let mut node = Trie::<WordEntry>::ROOT;
            let mut longest = None;
            for (at, piece) in self.pieces.iter().enumerate().skip(start) {
                if piece.word == 0 {
                    break;
                }
                let Some(next) = trie.step(node, piece.word) else {
                    break;
                };
                node = next;
                if !trie.entries(node).is_empty() {
                    longest = Some((at, node));
                }
            }
            let Some((end, node)) = longest else {
                start += 1;
                continue;
            };
            let (first, last) = (self.pieces[start].token, self.pieces[end].token);
            let opens = self.first_piece[first as usize] as usize == start;
            self.words.push(WordHit {
                tokens: first..last + 1,
                node,
                whole: opens && !self.pieces[end].flags.joined,
            });
            let number = length(&self.words);
            for token in first..=last {
                self.word_of[token as usize] = number;
            }
            start = end + 1;
        }
    }
}

/// The cues that some pieces are together, as bits.
fn cues_of(pieces: &[Piece], lexicon: &Lexicon) -> u32 {
    let cues = &lexicon.index.cues;
    let mut node = Trie::<Cue>::ROOT;
    for piece in pieces {
        let Some(next) = cues.step(node, piece.word) else {
            return 0;
        };
        node = next;
    }
    cues.entries(node)
        .iter()
        .fold(0, |bits, cue| bits | 1 << (*cue as u16))
}

fn length<T>(items: &[T]) -> u32 {
    as_u32(items.len())
}

fn as_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
