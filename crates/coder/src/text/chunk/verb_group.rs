//! Verb groups and their grammar: voice, tense, negation, modality. Who did it and
//! whether it happened both hang on this.

use crate::analysis::{Analysis, TokenRange};
use crate::text::Chunk;
use crate::text::ChunkKind;
use crate::text::Upos;
use crate::text::VerbForm;
use crate::text::VerbGroup;

/// Auxiliaries after which an act is no fact.
const MODALS: [&str; 13] = [
    "can", "ca", "could", "may", "might", "must", "should", "would", "'d", "ought", "need", "dare",
    "cannot",
];

/// The verb group at the start of a range.
pub(super) fn at(analysis: &Analysis, range: &TokenRange) -> Option<Chunk> {
    let mut scan = Scan {
        analysis,
        end: range.end,
        at: range.start,
        group: VerbGroup::default(),
        finite: false,
        be: false,
        have: false,
        auxiliary: None,
    };
    let head = scan.run()?;
    Some(Chunk {
        tokens: range.start..scan.at,
        head,
        kind: ChunkKind::Verb(scan.finish(head)),
    })
}

struct Scan<'a> {
    analysis: &'a Analysis,
    end: u32,
    at: u32,
    group: VerbGroup,
    /// A finite form was seen.
    finite: bool,
    be: bool,
    have: bool,
    /// The last auxiliary.
    auxiliary: Option<u32>,
}

impl Scan<'_> {
    fn tag(&self, at: u32) -> Option<Upos> {
        (at < self.end).then(|| self.analysis.tag(at))
    }

    /// Reads up to the main verb; a copula is its own head.
    fn run(&mut self) -> Option<u32> {
        let start = self.at;
        if self.analysis.lower(start) == "to" {
            if !self.verb_ahead(start + 1) || self.attribute(start + 1) {
                return None;
            }
            self.group.infinitive = true;
            self.at += 1;
        }
        while let Some(tag) = self.tag(self.at) {
            match tag {
                Upos::Aux => self.auxiliary(),
                Upos::Verb if self.is_auxiliary_verb() => self.auxiliary(),
                Upos::Verb => {
                    let head = self.at;
                    self.at += 1;
                    return Some(head);
                }
                Upos::Part | Upos::Adv | Upos::Det if self.negation() > 0 => {
                    let words = self.negation();
                    if self.auxiliary.is_none() && !self.verb_ahead(self.at + words) {
                        break;
                    }
                    self.group.negated = true;
                    self.at += words;
                }
                Upos::Adv if self.at > start && self.verb_ahead(self.at + 1) => self.at += 1,
                // "have since left"
                _ if self.have
                    && self.analysis.lower(self.at) == "since"
                    && self.verb_ahead(self.at + 1) =>
                {
                    self.at += 1;
                }
                _ => break,
            }
        }
        self.auxiliary
    }

    /// "have" and "get" tagged as full verbs before a participle: "got killed".
    fn is_auxiliary_verb(&self) -> bool {
        let participle = self.tag(self.at + 1) == Some(Upos::Verb)
            && self
                .analysis
                .token(self.at + 1)
                .form
                .can_be(VerbForm::PARTICIPLE);
        participle && matches!(self.analysis.lemma(self.at), "get" | "be" | "have")
    }

    fn auxiliary(&mut self) {
        let analysis = self.analysis;
        let lower = analysis.lower(self.at);
        let first = !self.finite && !self.group.infinitive;
        match analysis.lemma(self.at) {
            "be" | "get" => {
                self.be = true;
                self.finite |= !matches!(lower, "being" | "been" | "be" | "getting");
            }
            "have" => {
                self.have = true;
                self.group.past_perfect |= lower == "had";
                self.finite |= lower != "having";
            }
            "do" => self.finite = true,
            _ if matches!(lower, "will" | "shall" | "'ll" | "wo") => {
                self.group.future = true;
                self.finite = true;
            }
            _ => {
                // "Yemeni tribesmen fired": no name is a modal, whatever the tagger says.
                self.group.modal |= MODALS.contains(&lower);
                self.finite = true;
            }
        }
        self.group.past |= first && matches!(lower, "was" | "were" | "had" | "did" | "got");
        self.auxiliary = Some(self.at);
        self.at += 1;
    }

    /// Number of words of a negation here.
    fn negation(&self) -> u32 {
        match self.analysis.lower(self.at) {
            // "not only" says yes.
            "not"
                if self.at + 1 < self.end
                    && matches!(self.analysis.lower(self.at + 1), "only" | "just" | "merely") =>
            {
                0
            }
            "not" | "n't" | "never" => 1,
            "no" if self.at + 1 < self.end && self.analysis.lower(self.at + 1) == "longer" => 2,
            _ => 0,
        }
    }

    /// "loyal to ousted president Aristide": no infinitive has such a form.
    fn attribute(&self, at: u32) -> bool {
        let form = self.analysis.token(at).form;
        self.tag(at) == Some(Upos::Verb)
            && self.analysis.lower(at).ends_with("ed")
            && form.can_be(VerbForm::PARTICIPLE)
            && !form.can_be(VerbForm::BASE)
    }

    /// Adverbs and negations at most stand before the next verb.
    fn verb_ahead(&self, from: u32) -> bool {
        (from..self.end.min(from + 4))
            .find_map(|at| match self.analysis.tag(at) {
                Upos::Verb | Upos::Aux => Some(true),
                Upos::Adv | Upos::Part => None,
                _ => Some(false),
            })
            .unwrap_or(false)
    }

    fn finish(&self, head: u32) -> VerbGroup {
        let form = self.analysis.token(head).form;
        let copula = self.auxiliary == Some(head);
        let participle = form.can_be(VerbForm::PARTICIPLE);
        let mut group = self.group;
        group.passive = self.be && !copula && participle;
        group.perfect = self.have && (self.be || (participle && !copula));
        group.past_perfect &= group.perfect;
        group.participle = !self.finite && !group.infinitive && {
            let ing = |at: u32| self.analysis.token(at).form.can_be(VerbForm::ING);
            ing(head) || self.auxiliary.is_some_and(ing)
        };
        if self.auxiliary.is_none() && !group.infinitive {
            group.past = form.can_be(VerbForm::PAST);
            // "taken", "slain" cannot be finite.
            group.passive = participle && !form.can_be(VerbForm::PAST.or(VerbForm::BASE));
        }
        group
    }
}
