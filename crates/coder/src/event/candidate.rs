//! An act in the making: a trigger with what has been bound to it so far.

use std::borrow::Cow;

use sitrep_contract::{Status, SubEventType};
use smallvec::SmallVec;

use super::participant::Participant;
use crate::analysis::{DateMention, EntityIndex, TokenRange};
use crate::frame::{Decision, Frame};

/// The rule that marks a mere reference to an act.
pub(super) const REFERENCE: &str = "merge/reference";

/// How far a second opinion is from the rules: nothing where it agrees, for confidence.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Doubt {
    /// −ln of the probability that it is an event.
    pub(crate) event: f32,
    /// −ln of the probability of the type.
    pub(crate) kind: f32,
}

/// Why a slot is as it is.
#[derive(Clone, Debug)]
pub(super) struct Note<'a> {
    /// "trigger", "type", "actor1", "place" …
    pub(super) slot: &'static str,
    /// The rule, e.g. "role/by-agent".
    pub(super) rule: Cow<'a, str>,
    /// The words it rests on.
    pub(super) tokens: Option<TokenRange>,
    /// The decision in words.
    pub(super) detail: Cow<'static, str>,
}

/// Who says so.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// The entity; `None` for unnamed sources.
    pub(super) entity: Option<EntityIndex>,
    /// The words that name the source.
    pub(super) name: TokenRange,
    /// The words that attribute.
    pub(super) cue: TokenRange,
    /// The words quoted.
    pub(super) quote: Option<TokenRange>,
    /// Marked as unconfirmed ("claims", "allegedly").
    pub(super) asserted: bool,
}

/// Numbers of people harmed, by kind of harm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Number {
    /// Lowest.
    pub(super) low: u32,
    /// To be used.
    pub(super) best: u32,
    /// Highest.
    pub(super) high: Option<u32>,
}

impl Number {
    /// Both together; without a highest where one has none.
    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            low: self.low.saturating_add(other.low),
            best: self.best.saturating_add(other.best),
            high: self
                .high
                .zip(other.high)
                .map(|(one, other)| one.saturating_add(other)),
        }
    }
}

/// Everyone harmed by one act.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Toll {
    /// Dead.
    pub(super) killed: Option<Number>,
    /// Wounded.
    pub(super) injured: Option<Number>,
    /// Arrested or abducted.
    pub(super) detained: Option<Number>,
    /// Missing.
    pub(super) missing: Option<Number>,
    /// Displaced.
    pub(super) displaced: Option<Number>,
}

/// When.
#[derive(Clone, Debug)]
pub(super) struct When {
    /// The days.
    pub(super) date: DateMention,
    /// False when the publication date stands in.
    pub(super) told: bool,
    /// The day of the words about the act ("the army said on Monday"): the act's own or one
    /// shortly before.
    pub(super) stated: bool,
}

/// See the module.
#[derive(Clone, Debug)]
pub(super) struct Candidate<'a> {
    /// The frame.
    pub(super) frame: &'a Frame,
    /// The words that trigger it.
    pub(super) trigger: TokenRange,
    /// Index of the sentence.
    pub(super) sentence: usize,
    /// The verb group that says whether and when it happens.
    pub(super) verb: Option<usize>,
    /// The trigger is a noun.
    pub(super) noun: bool,
    /// Who acts, or the first side.
    pub(super) agents: Vec<Participant>,
    /// The other side, or the target.
    pub(super) targets: Vec<Participant>,
    /// Allies of the agents.
    pub(super) allies: Vec<Participant>,
    /// Weapon classes as the decision table knows them.
    pub(super) weapons: Vec<&'static str>,
    /// The clause and further places in the article, first the main one.
    pub(super) evidence: SmallVec<[TokenRange; 1]>,
    /// Mentions of the place where it happened, one.
    pub(super) place: Option<usize>,
    /// Its own sentence names the place.
    pub(super) place_told: bool,
    /// One of several places at which the sentence says it happened.
    pub(super) listed: bool,
    /// When.
    pub(super) when: Option<When>,
    /// Casualties.
    pub(super) toll: Toll,
    /// Status.
    pub(super) status: Status,
    /// Claim.
    pub(super) claim: Option<Source>,
    /// Types.
    pub(super) decision: Option<&'a Decision>,
    /// What a second opinion has against it.
    pub(super) doubt: Doubt,
    /// The sides do it to each other.
    pub(super) mutual: bool,
    /// Told in the passive with what it is done to: whoever does it may be missing.
    pub(super) undergone: bool,
    /// Nothing asserts the act so far: it only refers to one.
    pub(super) reference: bool,
    /// The triggers of what was folded into it: "killing" of "stormed a base, killing five".
    pub(super) parts: Vec<TokenRange>,
    /// Told with "the" and without sides: "the blast killed nine".
    pub(super) echo: bool,
    /// Done to a crowd that demonstrates, as its clause or the sentences around it tell.
    pub(super) unrest: bool,
    /// Its toll is told of several acts: "in two villages".
    pub(super) sum: bool,
    /// Fighting, unarmed victims and the like (`super::kind` fills them in).
    pub(super) notes: Vec<Note<'a>>,
}

impl<'a> Candidate<'a> {
    /// Records why.
    pub(super) fn note(
        &mut self,
        slot: &'static str,
        rule: impl Into<Cow<'a, str>>,
        tokens: Option<TokenRange>,
        detail: impl Into<Cow<'static, str>>,
    ) {
        let rule = rule.into();
        self.reference |= rule == REFERENCE;
        self.notes.push(Note {
            slot,
            rule,
            tokens,
            detail: detail.into(),
        });
    }

    /// Adds a weapon class once.
    pub(super) fn arm(&mut self, weapon: &'static str) {
        if !self.weapons.contains(&weapon) {
            self.weapons.push(weapon);
        }
    }

    /// Whether the trigger stands within so many tokens of another's.
    pub(super) fn is_near(&self, other: &Self, tokens: u32) -> bool {
        self.trigger.start.abs_diff(other.trigger.start) <= tokens
    }

    /// All participants of both sides.
    pub(super) fn sides(&self) -> impl Iterator<Item = &Participant> {
        self.agents.iter().chain(&self.targets)
    }

    /// The sub-event type decided so far.
    pub(super) fn sub_event(&self) -> SubEventType {
        self.decision
            .map_or(SubEventType::Unspecified, |decision| decision.sub_event)
    }
}

/// A trigger that was ruled out, for the trace.
#[derive(Clone, Debug)]
pub(super) struct Discarded<'a> {
    /// The words.
    pub(super) trigger: TokenRange,
    /// The frame.
    pub(super) frame: &'a Frame,
    /// Why.
    pub(super) reason: &'static str,
}
