//! An act in the making: a trigger with what has been bound to it so far.

use std::borrow::Cow;

use sitrep_contract::{Status, SubEventType};
use smallvec::SmallVec;

use crate::analysis::{DateMention, EntityIndex, TokenRange};
use crate::event::reading::participant::Participant;
use crate::frame::{Decision, Frame};

/// The rule that marks a mere reference to an act.
pub(in crate::event) const REFERENCE: &str = "merge/reference";

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
pub(in crate::event) struct Note<'a> {
    /// "trigger", "type", "actor1", "place" …
    pub(in crate::event) slot: &'static str,
    /// The rule, e.g. "role/by-agent".
    pub(in crate::event) rule: Cow<'a, str>,
    /// The words it rests on.
    pub(in crate::event) tokens: Option<TokenRange>,
    /// The decision in words.
    pub(in crate::event) detail: Cow<'static, str>,
}

/// Who says so.
#[derive(Clone, Debug)]
pub(in crate::event) struct Source {
    /// The entity; `None` for unnamed sources.
    pub(in crate::event) entity: Option<EntityIndex>,
    /// The words that name the source.
    pub(in crate::event) name: TokenRange,
    /// The words that attribute.
    pub(in crate::event) cue: TokenRange,
    /// The words quoted.
    pub(in crate::event) quote: Option<TokenRange>,
    /// Marked as unconfirmed ("claims", "allegedly").
    pub(in crate::event) asserted: bool,
}

/// Numbers of people harmed, by kind of harm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::event) struct Number {
    /// Lowest.
    pub(in crate::event) low: u32,
    /// To be used.
    pub(in crate::event) best: u32,
    /// Highest.
    pub(in crate::event) high: Option<u32>,
}

impl Number {
    /// Both together; without a highest where one has none.
    pub(in crate::event) fn plus(self, other: Self) -> Self {
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
pub(in crate::event) struct Toll {
    /// Dead.
    pub(in crate::event) killed: Option<Number>,
    /// Wounded.
    pub(in crate::event) injured: Option<Number>,
    /// Arrested or abducted.
    pub(in crate::event) detained: Option<Number>,
    /// Missing.
    pub(in crate::event) missing: Option<Number>,
    /// Displaced.
    pub(in crate::event) displaced: Option<Number>,
}

/// When.
#[derive(Clone, Debug)]
pub(in crate::event) struct When {
    /// The days.
    pub(in crate::event) date: DateMention,
    /// False when the publication date stands in.
    pub(in crate::event) told: bool,
    /// The day of the words about the act ("the army said on Monday"): the act's own or one
    /// shortly before.
    pub(in crate::event) stated: bool,
}

/// See the module.
#[derive(Clone, Debug)]
pub(in crate::event) struct Candidate<'a> {
    /// The frame.
    pub(in crate::event) frame: &'a Frame,
    /// The words that trigger it.
    pub(in crate::event) trigger: TokenRange,
    /// Index of the sentence.
    pub(in crate::event) sentence: usize,
    /// The verb group that says whether and when it happens.
    pub(in crate::event) verb: Option<usize>,
    /// The trigger is a noun.
    pub(in crate::event) noun: bool,
    /// Who acts, or the first side.
    pub(in crate::event) agents: Vec<Participant>,
    /// The other side, or the target.
    pub(in crate::event) targets: Vec<Participant>,
    /// Allies of the agents.
    pub(in crate::event) allies: Vec<Participant>,
    /// Weapon classes as the decision table knows them.
    pub(in crate::event) weapons: Vec<&'static str>,
    /// The clause and further places in the article, first the main one.
    pub(in crate::event) evidence: SmallVec<[TokenRange; 1]>,
    /// Mentions of the place where it happened, one.
    pub(in crate::event) place: Option<usize>,
    /// Its own sentence names the place.
    pub(in crate::event) place_told: bool,
    /// One of several places at which the sentence says it happened.
    pub(in crate::event) listed: bool,
    /// When.
    pub(in crate::event) when: Option<When>,
    /// Casualties.
    pub(in crate::event) toll: Toll,
    /// Status.
    pub(in crate::event) status: Status,
    /// Claim.
    pub(in crate::event) claim: Option<Source>,
    /// Types.
    pub(in crate::event) decision: Option<&'a Decision>,
    /// What a second opinion has against it.
    pub(in crate::event) doubt: Doubt,
    /// The sides do it to each other.
    pub(in crate::event) mutual: bool,
    /// Told in the passive with what it is done to: whoever does it may be missing.
    pub(in crate::event) undergone: bool,
    /// Nothing asserts the act so far: it only refers to one.
    pub(in crate::event) reference: bool,
    /// The triggers of what was folded into it: "killing" of "stormed a base, killing five".
    pub(in crate::event) parts: Vec<TokenRange>,
    /// Told with "the" and without sides: "the blast killed nine".
    pub(in crate::event) echo: bool,
    /// Done to a crowd that demonstrates, as its clause or the sentences around it tell.
    pub(in crate::event) unrest: bool,
    /// Its toll is told of several acts: "in two villages".
    pub(in crate::event) sum: bool,
    /// Fighting, unarmed victims and the like (`crate::event::kind` fills them in).
    pub(in crate::event) notes: Vec<Note<'a>>,
}

impl<'a> Candidate<'a> {
    /// Records why.
    pub(in crate::event) fn note(
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
    pub(in crate::event) fn arm(&mut self, weapon: &'static str) {
        if !self.weapons.contains(&weapon) {
            self.weapons.push(weapon);
        }
    }

    /// Whether the trigger stands within so many tokens of another's.
    pub(in crate::event) fn is_near(&self, other: &Self, tokens: u32) -> bool {
        self.trigger.start.abs_diff(other.trigger.start) <= tokens
    }

    /// All participants of both sides.
    pub(in crate::event) fn sides(&self) -> impl Iterator<Item = &Participant> {
        self.agents.iter().chain(&self.targets)
    }

    /// The sub-event type decided so far.
    pub(in crate::event) fn sub_event(&self) -> SubEventType {
        self.decision
            .map_or(SubEventType::Unspecified, |decision| decision.sub_event)
    }
}

/// A trigger that was ruled out, for the trace.
#[derive(Clone, Debug)]
pub(in crate::event) struct Discarded<'a> {
    /// The words.
    pub(in crate::event) trigger: TokenRange,
    /// The frame.
    pub(in crate::event) frame: &'a Frame,
    /// Why.
    pub(in crate::event) reason: &'static str,
}
