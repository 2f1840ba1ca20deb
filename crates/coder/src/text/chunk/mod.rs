//! Noun chunks and, through [`verb_group`], verb groups, by patterns of tags. What frames
//! take as subjects, objects and acts; in place of a parser.

mod verb_group;
mod voice;

use super::Chunk;
use super::ChunkKind;
use super::SentenceKind;
use super::Shape;
use super::Upos;
use super::VerbForm;
use crate::analysis::{Analysis, TokenRange};

/// Possessive pronouns, which open a noun chunk as articles do.
const POSSESSIVE: &[&str] = &["my", "your", "his", "her", "its", "our", "their", "whose"];

/// Pronouns that stand for no participant.
const EMPTY: &[&str] = &[
    "that", "which", "who", "whom", "what", "there", "where", "when",
];

/// Finds all chunks of the running text, title and headings.
pub(super) fn find(analysis: &mut Analysis) {
    let mut chunks = std::mem::take(&mut analysis.chunks);
    for sentence in &analysis.sentences {
        if sentence.kind != SentenceKind::Boilerplate {
            let from = chunks.len();
            find_in(analysis, &sentence.tokens, &mut chunks);
            voice::settle(analysis, &sentence.tokens, &mut chunks[from..]);
        }
    }
    analysis.chunks = chunks;
}

fn find_in(analysis: &Analysis, range: &TokenRange, chunks: &mut Vec<Chunk>) {
    let mut at = range.start;
    while at < range.end {
        let rest = at..range.end;
        let modifier = at > range.start && leads_noun(analysis, &rest);
        let chunk = (!modifier)
            .then(|| verb_group::at(analysis, &rest))
            .flatten()
            .or_else(|| noun_chunk(analysis, &rest));
        match chunk {
            Some(chunk) => {
                at = chunk.tokens.end;
                chunks.push(chunk);
            }
            None => at += 1,
        }
    }
}

/// "for displaced people", "of wounded soldiers": behind a preposition a past participle
/// before a noun is no verb.
fn leads_noun(analysis: &Analysis, range: &TokenRange) -> bool {
    let at = range.start;
    let form = analysis.token(at).form;
    analysis.tag(at) == Upos::Verb
        && analysis.tag(at - 1) == Upos::Adp
        && form.can_be(VerbForm::PARTICIPLE)
        && !form.can_be(VerbForm::ING)
        && at + 1 < range.end
        && analysis.tag(at + 1).is_noun()
}

/// The noun chunk at the start of a range.
fn noun_chunk(analysis: &Analysis, range: &TokenRange) -> Option<Chunk> {
    let start = range.start;
    // "At least" belongs to the number behind it.
    if analysis.lower(start) == "least" {
        return None;
    }
    if analysis.tag(start) == Upos::Pron && !POSSESSIVE.contains(&analysis.lower(start)) {
        return (!EMPTY.contains(&analysis.lower(start))).then(|| noun(start..start + 1, start));
    }
    if analysis.lower(start) == "no" && start + 1 < range.end && analysis.lower(start + 1) == "one"
    {
        return Some(noun(start..start + 2, start + 1));
    }
    let mut scan = Scan {
        analysis,
        end: range.end,
        at: start,
        start,
        noun: None,
        opened: false,
    };
    while scan.at < scan.end && scan.accept() {}
    scan.close()
}

fn noun(tokens: TokenRange, head: u32) -> Chunk {
    Chunk {
        tokens,
        head,
        kind: ChunkKind::Noun,
    }
}

/// A noun chunk in the making.
struct Scan<'a> {
    analysis: &'a Analysis,
    end: u32,
    at: u32,
    start: u32,
    /// The last noun so far.
    noun: Option<u32>,
    /// An article, possessive or number stands at the start.
    opened: bool,
}

impl Scan<'_> {
    fn tag(&self, at: u32) -> Option<Upos> {
        (at < self.end).then(|| self.analysis.tag(at))
    }

    /// Takes the next token into the chunk, if it fits.
    fn accept(&mut self) -> bool {
        let step = match self.analysis.tag(self.at) {
            Upos::Noun | Upos::Propn => {
                self.noun = Some(self.at);
                1
            }
            Upos::Det if self.noun.is_none() => self.open(),
            Upos::Pron if self.noun.is_none() && self.at == self.start => self.open(),
            Upos::Num => {
                // "In Idlib three fighters": a spelled number opens a phrase of its own.
                let spelled = self.analysis.token(self.at).shape == Shape::Lower;
                if self
                    .noun
                    .is_some_and(|noun| spelled || self.analysis.tag(noun) != Upos::Propn)
                {
                    0
                } else {
                    self.open()
                }
            }
            Upos::Adj => self.adjective(),
            Upos::Verb if self.noun.is_none() && self.at == self.start => {
                u32::from(leads_noun(self.analysis, &(self.at..self.end)))
            }
            Upos::Verb if self.noun.is_none() => self.modifier(),
            Upos::Adv if self.noun.is_none() => {
                let next = self.tag(self.at + 1);
                let modified = matches!(next, Some(Upos::Adj | Upos::Num))
                    || (self.opened && next == Some(Upos::Verb));
                u32::from(modified)
            }
            Upos::Sym => u32::from(self.tag(self.at + 1) == Some(Upos::Num)),
            Upos::Cconj | Upos::Punct => self.between_adjectives(),
            _ => 0,
        };
        self.at += step;
        step > 0
    }

    fn open(&mut self) -> u32 {
        self.opened = true;
        1
    }

    /// Before a noun always; after one only in "Islamic State jihadist group".
    fn adjective(&self) -> u32 {
        match self.noun {
            None => 1,
            Some(noun) => {
                let next_noun = self.tag(self.at + 1).is_some_and(Upos::is_noun);
                u32::from(next_noun && self.analysis.tag(noun) == Upos::Propn)
            }
        }
    }

    /// "the defecting group", "two wounded soldiers", "the wounded".
    fn modifier(&self) -> u32 {
        let form = self.analysis.token(self.at).form;
        let fits = form.can_be(VerbForm::PARTICIPLE.or(VerbForm::ING));
        let leads = matches!(
            self.tag(self.at + 1),
            Some(Upos::Noun | Upos::Propn | Upos::Adj)
        );
        let substantive = self.at == self.start + 1
            && self.analysis.tag(self.start) == Upos::Det
            && matches!(
                self.analysis.lemma(self.at),
                "wound" | "injure" | "kill" | "displace" | "detain" | "miss"
            );
        u32::from(fits && (leads || substantive))
    }

    /// "Turkish and Syrian forces", "ground and air bombardment".
    fn between_adjectives(&self) -> u32 {
        let mark = matches!(self.analysis.lower(self.at), "and" | "or" | "," | "&");
        let before = self.at > self.start && self.analysis.tag(self.at - 1) == Upos::Adj;
        let after = self.tag(self.at + 1) == Some(Upos::Adj)
            && matches!(
                self.tag(self.at + 2),
                Some(Upos::Noun | Upos::Propn | Upos::Adj)
            );
        u32::from(self.noun.is_none() && mark && before && after)
    }

    fn close(self) -> Option<Chunk> {
        if let Some(head) = self.noun {
            return Some(noun(self.start..head.max(self.last_number()) + 1, head));
        }
        // "five", "the wounded", "at least 20".
        let last = self.at.checked_sub(1).filter(|last| *last >= self.start)?;
        let tag = self.analysis.tag(last);
        let substantive = self.opened
            && last > self.start
            && matches!(tag, Upos::Adj | Upos::Verb)
            && self.analysis.tag(self.start) != Upos::Adv;
        (tag == Upos::Num || substantive).then(|| noun(self.start..last + 1, last))
    }

    /// "Brigade 46": a number behind the last noun belongs to it.
    fn last_number(&self) -> u32 {
        let last = self.at.saturating_sub(1);
        if self.analysis.tag(last) == Upos::Num {
            last
        } else {
            0
        }
    }
}

#[cfg(test)]
mod tests;
