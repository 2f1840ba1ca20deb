//! Arrests and seizures in reports on accidents, fires, crime and trade. Prevents the owner of
//! a burnt nightclub, a smuggler and a drunken driver, who are held in the same words as
//! opponents and rebels, from becoming events of a conflict.

use sitrep_contract::SubEventType;

use super::history;
use crate::analysis::ActorClass;
use crate::event::act::candidate::Candidate;
use crate::event::reading::Reading;
use crate::event::reading::participant::Participant;
use crate::frame::{Act, Class, ClassSet};

/// What ordinary arrests are told of.
const ORDINARY: ClassSet = ClassSet::of(&[
    Class::Accident,
    Class::Crime,
    Class::Nature,
    Class::Health,
    Class::Finance,
    Class::Sport,
    Class::Culture,
    Class::Memorial,
]);

/// What an article as a whole is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Matters {
    /// An ordinary matter, and of acts of conflict only arrests and seizures.
    arrests_only: bool,
    /// Acts of another generation and none of today.
    history_only: bool,
}

impl Matters {
    /// What all acts of an article say together.
    pub(super) fn of(reading: &Reading<'_>, acts: &[Candidate<'_>]) -> Self {
        let mut conflict = acts
            .iter()
            .filter(|candidate| candidate.sub_event() != SubEventType::Unspecified);
        let ordinary = || {
            (0..reading.analysis.sentences.len())
                .any(|sentence| reading.sentence_classes(sentence).meets(ORDINARY))
        };
        Self {
            arrests_only: conflict.clone().all(is_police_work) && ordinary(),
            history_only: conflict.all(|candidate| history::is_history(reading, candidate)),
        }
    }

    /// Why an act is none to be coded in such an article.
    pub(super) fn reason_against(
        self,
        reading: &Reading<'_>,
        candidate: &Candidate<'_>,
    ) -> Option<&'static str> {
        if candidate.sub_event() == SubEventType::Unspecified {
            return None;
        }
        if self.history_only {
            return Some("history");
        }
        (self.arrests_only && is_ordinary(reading, candidate))
            .then_some("an ordinary matter of the police")
    }
}

/// Whether an act is what police do every day to people who are of no party.
fn is_ordinary(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let nobody = |side: &Participant| {
        matches!(
            side.class,
            ActorClass::None | ActorClass::Civilians | ActorClass::Person | ActorClass::Criminal
        ) && !known(reading, side)
            || reading.is_any(side.tokens.end - 1, &["pilot", "captain", "skipper"])
    };
    // "A pensioner found a grenade", "neighbours had to leave their homes"
    let anybody = matches!(candidate.frame.act, Act::Disarm | Act::Other);
    let official = |side: &Participant| {
        matches!(
            side.class,
            ActorClass::None | ActorClass::Police | ActorClass::Security | ActorClass::Government
        ) || anybody && side.class == ActorClass::Civilians
    };
    is_police_work(candidate)
        && candidate.targets.iter().all(nobody)
        && candidate.agents.iter().all(official)
        && !told_of_affairs(reading, candidate)
}

/// Arrests, what is seized or found, and people who leave.
fn is_police_work(candidate: &Candidate<'_>) -> bool {
    matches!(
        candidate.frame.act,
        Act::Arrest | Act::Loot | Act::Disarm | Act::Release | Act::Other
    )
}

/// A person of the lexicon.
fn known(reading: &Reading<'_>, side: &Participant) -> bool {
    side.entity.is_some_and(|entity| {
        let entity = &reading.analysis.entities[entity as usize];
        entity.id.is_some()
    })
}

/// Whether the sentence speaks of war, rule and rights in other words than those of the act.
fn told_of_affairs(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    reading.sentence(candidate.sentence).any(|token| {
        // "a gang", "a hand grenade": whom or what it is done to.
        let own = candidate.trigger.contains(&token)
            || candidate
                .targets
                .iter()
                .any(|target| target.tokens.contains(&token));
        reading.classes(token).has(Class::Affairs) && !own
    })
}
