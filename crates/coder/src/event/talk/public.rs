//! Who acts in public: whoever governs, fights, judges or leads people, known to the lexicon
//! or named by office or body alone. Prevents talk between rulers and ruled from being taken
//! for a private matter where no word of war or rule stands beside it, and an act that only a
//! state can do from getting lost because the passive does not name the state.

use sitrep_contract::PloverType;

use crate::analysis::ActorClass;
use crate::event::act::candidate::Candidate;
use crate::event::reading::Reading;
use crate::event::reading::participant::Participant;
use crate::frame::{Act, Class, ClassSet};

/// Whether somebody acts in public, but for a town's own administration.
pub(super) fn acts_in_public(reading: &Reading<'_>, side: &Participant) -> bool {
    let municipal = reading.any(side.tokens.clone(), Class::Municipal);
    match side.class {
        ActorClass::None | ActorClass::Media => false,
        ActorClass::Civilians | ActorClass::Person | ActorClass::Organisation => {
            !municipal && leads(reading, side)
        }
        ActorClass::Government => !municipal,
        _ => true,
    }
}

/// "The elders", "a bishop", "the Bishop of Oslo": whoever stands at the head of people
/// speaks for them.
pub(super) fn leads(reading: &Reading<'_>, side: &Participant) -> bool {
    let first = reading.chunk_at(side.tokens.start);
    let last = reading.chunk_at(side.tokens.end.saturating_sub(1));
    first.into_iter().chain(last).any(|chunk| {
        let classes = reading.classes(reading.head(chunk));
        classes.has(Class::Body) || classes.has(Class::Office)
    })
}

/// Whether both sides of talk act in public. Acts that neighbours and colleagues do as well
/// ask for a country on one side.
pub(super) fn among_public(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let everyday = reading
        .sentence_classes(candidate.sentence)
        .meets(ClassSet::EVERYDAY);
    let public = |side: &Participant| acts_in_public(reading, side);
    let hostile = matches!(
        candidate.frame.plover,
        Some(
            PloverType::Reject
                | PloverType::Accuse
                | PloverType::Threaten
                | PloverType::Sanction
                | PloverType::Coerce
                | PloverType::Concede
        )
    );
    let several = candidate.mutual && candidate.agents.iter().any(|side| side.plural);
    !everyday
        && candidate.agents.iter().any(public)
        && (several || candidate.targets.iter().any(public))
        && (hostile || candidate.sides().any(|side| of_a_country(reading, side)))
}

/// A side that belongs to a country: "Indonesian legislators", "the Ecuadorean government".
fn of_a_country(reading: &Reading<'_>, side: &Participant) -> bool {
    side.entity.is_some_and(|entity| {
        let entity = &reading.analysis.entities[entity as usize];
        entity.country.is_some()
    })
}

/// "The opposition was allowed to rally", "an arms ban on South Sudan was renewed": acts of
/// states and their kind, told without whoever does them. Whom they are done to, or words of
/// war, rule and rights beside a name, say that they are public.
pub(in crate::event) fn told_without_agent(
    reading: &Reading<'_>,
    candidate: &Candidate<'_>,
) -> bool {
    let of_states = matches!(
        candidate.frame.plover,
        Some(
            PloverType::Sanction
                | PloverType::Coerce
                | PloverType::Concede
                | PloverType::Agree
                | PloverType::Cooperate
                | PloverType::Retreat
        )
    );
    let heard = candidate.noun
        && matches!(
            candidate.frame.plover,
            Some(PloverType::Accuse | PloverType::Threaten | PloverType::Consult)
        );
    let talk = matches!(candidate.frame.act, Act::Verbal | Act::Agree);
    let noun = candidate.noun && candidate.trigger.len() > 1;
    let passive = candidate
        .verb
        .and_then(|verb| reading.verb(verb))
        .is_some_and(|group| group.passive);
    let undergoes = |side: &Participant| {
        acts_in_public(reading, side) && (side.entity.is_some() || leads(reading, side))
    };
    // "allowed to enter", "sanctioned by law": such verbs need somebody whom it is done to.
    let by_verb = candidate.verb.is_some() && !candidate.undergone && !candidate.noun;
    let loose = by_verb
        && matches!(
            candidate.frame.plover,
            Some(PloverType::Concede | PloverType::Sanction)
        );
    talk && (of_states || heard)
        && candidate.agents.is_empty()
        && (noun || passive || candidate.undergone)
        && (candidate.targets.iter().any(undergoes)
            || !loose
                && located(reading, candidate)
                && reading
                    .sentence_classes(candidate.sentence)
                    .has(Class::Affairs))
}

/// Whether the sentence names a place, a country or somebody.
pub(in crate::event) fn located(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    reading
        .sentence(candidate.sentence)
        .any(|token| reading.place_at(token).is_some() || reading.actor_at(token).is_some())
}
