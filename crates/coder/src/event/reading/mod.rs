//! A document as the event rules read it: word numbers, word classes and look-ups from
//! tokens to chunks and mentions. Prevents every rule from searching lists of its own.

mod object;
pub(super) mod participant;
pub(super) mod parties;
pub(super) mod phrase;

mod index;
mod scan;

use std::cell::OnceCell;

use sitrep_contract::MentionType;

use self::index::At;
use self::participant::Participants;
use crate::analysis::{ActorClass, Analysis, Entity, EntityMention, TokenRange};
use crate::frame::{Class, ClassSet, FrameSet, Link, LinkSet, Part, UNKNOWN, Word};
use crate::text::{Chunk, ChunkKind, Memo, SentenceKind, Upos, VerbGroup};

/// What the frames say of words, kept from document to document: side by side for the words
/// that texts have, which are few of all that the frames know.
pub(crate) type KnownWords = Memo<KnownWord>;

/// What the frames say of a word by itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KnownWord {
    number: Word,
    classes: ClassSet,
    /// A pattern can begin with it.
    opens: bool,
}

impl KnownWord {
    fn of(lower: &str, frames: &FrameSet) -> Self {
        let number = frames.vocabulary.number(lower);
        Self {
            number,
            classes: frames.vocabulary.classes(number),
            opens: frames.patterns.opens(number),
        }
    }
}

/// Words that a frame's pattern matched.
#[derive(Clone, Debug)]
pub(super) struct Match {
    /// The tokens, first word to last.
    pub(super) tokens: TokenRange,
    /// How the pattern inflects: decides which part of speech it needs.
    pub(super) part: Part,
    /// The frame.
    pub(super) frame: u16,
    /// The number of the pattern.
    pattern: u32,
}

/// See the module.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    /// What the earlier stages found.
    pub(super) analysis: &'a Analysis,
    /// The frame data.
    pub(super) frames: &'a FrameSet,
    /// Frame matches by first token, longest first.
    pub(super) matches: Vec<Match>,
    words: Vec<Word>,
    tokens: Vec<At<'a>>,
    sentence_classes: Vec<ClassSet>,
    /// The grammar of every chunk that is a verb group.
    groups: Vec<Option<VerbGroup>>,
    /// Those whom every chunk stands for; read when first asked for.
    pub(super) participants: Vec<OnceCell<Participants>>,
    /// The mentions with a point, in the order of their words; made when first asked for.
    located: OnceCell<Vec<usize>>,
}

impl<'a> Reading<'a> {
    /// Reads all sentences but boilerplate.
    pub(super) fn new(
        analysis: &'a Analysis,
        frames: &'a FrameSet,
        known: &mut KnownWords,
    ) -> Self {
        known.bound();
        let mut words = Vec::with_capacity(analysis.tokens.len());
        let mut tokens = Vec::with_capacity(analysis.tokens.len());
        for (token, word) in (0..).zip(&analysis.words) {
            let lower = analysis.lower(token);
            let word = *known.get(*word, || KnownWord::of(lower, frames));
            words.push(word.number);
            tokens.push(At::of(lower, word));
        }
        let mut reading = Self {
            analysis,
            frames,
            matches: Vec::new(),
            words,
            tokens,
            sentence_classes: Vec::with_capacity(analysis.sentences.len()),
            groups: Vec::new(),
            participants: Vec::new(),
            located: OnceCell::new(),
        };
        reading.find_matches();
        // A text without a trigger has no event, whatever else it says.
        if !reading.matches.is_empty() {
            reading.index();
            reading.groups = (0..analysis.chunks.len())
                .map(|chunk| reading.grammar(chunk))
                .collect();
            reading.correct_classes();
            reading
                .participants
                .resize_with(analysis.chunks.len(), OnceCell::new);
        }
        reading
    }

    /// The number of a token's word.
    pub(super) fn word(&self, token: u32) -> Word {
        self.words.get(token as usize).copied().unwrap_or(UNKNOWN)
    }

    /// The classes of a token.
    pub(super) fn classes(&self, token: u32) -> ClassSet {
        self.tokens
            .get(token as usize)
            .map_or(ClassSet::default(), |at| at.classes)
    }

    /// Whether a sentence is running text, no title, heading or boilerplate.
    pub(super) fn is_text(&self, sentence: usize) -> bool {
        self.analysis.sentences[sentence].kind == SentenceKind::Text
    }

    /// The classes of all tokens of a sentence.
    pub(super) fn sentence_classes(&self, sentence: usize) -> ClassSet {
        self.sentence_classes[sentence]
    }

    /// The words of a range that tie clauses together or part them.
    pub(super) fn links(&self, tokens: TokenRange) -> LinkSet {
        let words = self.words.get(tokens.start as usize..tokens.end as usize);
        words
            .unwrap_or_default()
            .iter()
            .map(|word| self.frames.vocabulary.links(*word))
            .fold(LinkSet::default(), LinkSet::with)
    }

    /// Whether a token ties or parts clauses in this way.
    pub(super) fn is_link(&self, token: u32, link: Link) -> bool {
        self.frames.vocabulary.links(self.word(token)).has(link)
    }

    /// Whether any token of the range is of the class.
    pub(super) fn any(&self, tokens: TokenRange, class: Class) -> bool {
        self.first(tokens, class).is_some()
    }

    /// The first token of the range that is of the class.
    pub(super) fn first(&self, mut tokens: TokenRange, class: Class) -> Option<u32> {
        let sentence = self.number(tokens.start, |at| at.sentence)?;
        let inside = tokens.end <= self.analysis.sentences[sentence].tokens.end;
        if inside && !self.sentence_classes[sentence].has(class) {
            return None;
        }
        tokens.find(|token| self.classes(*token).has(class))
    }

    /// The tokens of a sentence.
    pub(super) fn sentence(&self, sentence: usize) -> TokenRange {
        self.analysis.sentences[sentence].tokens.clone()
    }

    /// Index of the sentence that holds a token; of the last one for tokens behind it.
    pub(super) fn sentence_index(&self, token: u32) -> usize {
        self.number(token, |at| at.sentence)
            .unwrap_or_else(|| self.analysis.sentences.len().saturating_sub(1))
    }

    /// The first token of the sentence that holds a token.
    pub(super) fn sentence_start(&self, token: u32) -> u32 {
        self.analysis.sentences[self.sentence_index(token)]
            .tokens
            .start
    }

    /// One past the last token of the sentence that holds a token.
    pub(super) fn sentence_end(&self, token: u32) -> u32 {
        self.analysis.sentences[self.sentence_index(token)]
            .tokens
            .end
    }

    /// Index of the chunk that holds a token.
    pub(super) fn chunk_at(&self, token: u32) -> Option<usize> {
        self.number(token, |at| at.chunk)
    }

    /// Where the chunk of a token starts; the token itself outside of chunks.
    pub(super) fn phrase_start(&self, token: u32) -> u32 {
        self.chunk_at(token)
            .map_or(token, |chunk| self.chunk(chunk).tokens.start)
    }

    /// A chunk.
    pub(super) fn chunk(&self, chunk: usize) -> &'a Chunk {
        &self.analysis.chunks[chunk]
    }

    /// A verb group's grammar; `None` for noun chunks.
    pub(super) fn verb(&self, chunk: usize) -> Option<VerbGroup> {
        self.groups[chunk]
    }

    /// "threatened to cut off" is a finite group although its last verb is an infinitive.
    fn grammar(&self, chunk: usize) -> Option<VerbGroup> {
        match self.chunk(chunk).kind {
            ChunkKind::Verb(group) => Some(VerbGroup {
                infinitive: (group.infinitive && self.is(self.chunk(chunk).tokens.start, "to"))
                    || self.shares_to(chunk),
                ..group
            }),
            ChunkKind::Noun => None,
        }
    }

    /// "to assist the faction and lift the siege": the second verb shares the "to" of the first.
    fn shares_to(&self, chunk: usize) -> bool {
        let tokens = &self.chunk(chunk).tokens;
        let start = self.sentence_start(tokens.start);
        let bare = tokens.len() == 1
            && tokens.start > start
            && self.is_any(tokens.start - 1, &["and", "or"])
            && self.analysis.lemma(tokens.start) == self.lower(tokens.start);
        bare && self.analysis.chunks[..chunk]
            .iter()
            .rev()
            .take_while(|before| before.tokens.start >= start)
            .find(|before| matches!(before.kind, ChunkKind::Verb(_)))
            .is_some_and(|before| self.is(before.tokens.start, "to"))
    }

    /// The outermost mention of an actor, nationality or country at a token.
    pub(super) fn actor_at(&self, token: u32) -> Option<usize> {
        self.number(token, |at| at.actor)
    }

    /// Whether the mention of somebody who can act, and is more than one, ends right before
    /// a token.
    pub(super) fn ends_actor(&self, token: u32) -> bool {
        let Some(before) = token.checked_sub(1) else {
            return false;
        };
        self.actor_at(before).is_some_and(|mention| {
            let found = self.mention(mention);
            let named = self.entity_of(mention).id.is_some();
            let loose = matches!(found.kind, MentionType::Nationality | MentionType::Place);
            found.tokens.end == token && !loose && (named || self.lower(before).ends_with('s'))
        })
    }

    /// The outermost mention of a place or facility at a token.
    pub(super) fn place_at(&self, token: u32) -> Option<usize> {
        self.number(token, |at| at.place)
    }

    /// The mentions of places with a point whose words are these, in order.
    pub(super) fn located(&self, words: &str) -> &[usize] {
        let words_of = |mention: usize| self.analysis.text_of(&self.mention(mention).tokens);
        let all = self.located.get_or_init(|| {
            let mut all: Vec<usize> = (0..self.analysis.mentions.len())
                .filter(|mention| {
                    let place = self.entity_of(*mention).place.as_ref();
                    place.is_some_and(|place| place.point.is_some())
                })
                .collect();
            all.sort_by_key(|mention| words_of(*mention));
            all
        });
        let first = all.partition_point(|mention| words_of(*mention) < words);
        let same = all[first..].partition_point(|mention| words_of(*mention) == words);
        &all[first..first + same]
    }

    /// The mention of a weapon at a token.
    pub(super) fn weapon_at(&self, token: u32) -> Option<usize> {
        self.number(token, |at| at.weapon)
    }

    /// Index of the date at a token.
    pub(super) fn date_at(&self, token: u32) -> Option<usize> {
        self.number(token, |at| at.date)
    }

    /// A mention.
    pub(super) fn mention(&self, mention: usize) -> &'a EntityMention {
        &self.analysis.mentions[mention]
    }

    /// A mention's entity.
    pub(super) fn entity_of(&self, mention: usize) -> &'a Entity {
        &self.analysis.entities[self.mention(mention).entity as usize]
    }

    /// Whether a token is a preposition.
    pub(super) fn is_preposition(&self, token: u32) -> bool {
        if token as usize >= self.words.len() {
            return false;
        }
        let tag = self.analysis.tag(token);
        (tag == Upos::Adp && !self.is_numeral(token))
            || (tag == Upos::Part && self.lower(token) == "to")
            || (tag == Upos::Verb
                && matches!(self.lower(token), "following" | "including" | "involving"))
            || (tag == Upos::Sconj
                && matches!(
                    self.lower(token),
                    "between" | "after" | "during" | "in" | "for" | "on" | "at" | "near" | "with"
                ))
    }

    /// A token in lower case; empty past the last token.
    #[inline]
    pub(super) fn lower(&self, token: u32) -> &'a str {
        self.tokens.get(token as usize).map_or("", |at| at.lower)
    }

    /// Whether a token is one of some words.
    #[inline]
    pub(super) fn is_any(&self, token: u32, words: &[&str]) -> bool {
        let word = self.lower(token);
        // Most words differ in length or in their first letter.
        let may_be = |other: &str| {
            other.len() == word.len() && other.as_bytes().first() == word.as_bytes().first()
        };
        words.iter().any(|other| may_be(other) && *other == word)
    }

    /// Whether a token is written in figures, whatever the tagger took it for.
    pub(super) fn is_numeral(&self, token: u32) -> bool {
        let first = self.lower(token).as_bytes().first();
        first.is_some_and(u8::is_ascii_digit)
    }

    /// Whether a token is the word.
    #[inline]
    pub(super) fn is(&self, token: u32, word: &str) -> bool {
        self.lower(token) == word
    }
}

/// Whether a class of actors can fill a role.
pub(super) fn acts(class: ActorClass) -> bool {
    class != ActorClass::None
}
