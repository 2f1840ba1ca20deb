//! Whether talk is of public affairs at all. Prevents the minister who praises teachers, the
//! mayor who wants homes built and the ministry that urges parents to vaccinate from becoming
//! events: they ask, praise and meet in the same words as governments at war.

use sitrep_contract::PloverType;

use super::public;
use crate::analysis::ActorClass;
use crate::event::act::candidate::Candidate;
use crate::event::place::town;
use crate::event::reading::Reading;
use crate::event::reading::participant::Participant;
use crate::frame::{Class, ClassSet};
use crate::text::{SentenceKind, Upos};

/// What an article speaks of as a whole.
#[derive(Clone, Copy, Debug)]
pub(in crate::event) struct Tone {
    /// More of health, money, weather and games than of public affairs.
    everyday: bool,
}

impl Tone {
    /// The tone of all sentences of a document.
    pub(in crate::event) fn of(reading: &Reading<'_>) -> Self {
        let (mut affairs, mut everyday) = (0_usize, 0_usize);
        for sentence in 0..reading.analysis.sentences.len() {
            let classes = reading.sentence_classes(sentence);
            affairs += usize::from(classes.has(Class::Affairs));
            everyday += usize::from(classes.meets(ClassSet::EVERYDAY));
        }
        Self {
            everyday: everyday > affairs,
        }
    }
}

/// Whether an act of talk is of public affairs: done by whoever fights or speaks for a
/// cause, between states, or told with words of war, rule and rights. In an article on
/// everyday matters the words must stand in the sentence itself.
pub(in crate::event) fn is_public(
    reading: &Reading<'_>,
    candidate: &Candidate<'_>,
    tone: Tone,
) -> bool {
    let plover = candidate.frame.plover;
    if plover == Some(PloverType::Protest) {
        return true;
    }
    // Armed men who leave or cease fire are a public affair wherever they do.
    let retreats = plover == Some(PloverType::Retreat);
    if retreats && candidate.agents.iter().any(|agent| fights(agent.class)) {
        return true;
    }
    let classes = reading.sentence_classes(candidate.sentence);
    let everyday = plover != Some(PloverType::Aid) && classes.meets(ClassSet::EVERYDAY);
    // Soldiers who are sent to an earthquake threaten nobody.
    let disaster = plover == Some(PloverType::Mobilize)
        && [Class::Nature, Class::Accident, Class::Health]
            .into_iter()
            .any(|class| classes.has(class) || around(reading, candidate.sentence, class));
    // Ambulances at a train crash are no aid.
    let rescue = plover == Some(PloverType::Aid)
        && (classes.has(Class::Accident) || around(reading, candidate.sentence, Class::Accident))
        && !between_states(reading, candidate);
    // "The minister blamed the drought", "swarms invaded plantations"
    let unwarlike = ClassSet::of(&[Class::Nature, Class::Accident, Class::Sport]);
    let natural = plover != Some(PloverType::Aid)
        && classes.meets(unwarlike)
        && !candidate.sides().any(|side| fights(side.class))
        && !between_states(reading, candidate);
    if disaster || rescue || natural {
        return false;
    }
    let fights = candidate.sides().any(|side| fights(side.class));
    if tone.everyday && plover != Some(PloverType::Aid) {
        return !everyday && (fights || classes.has(Class::Affairs));
    }
    // Forces that are moved are a public affair; recruits may be a band's.
    let mode = candidate.frame.mode.as_deref();
    if plover == Some(PloverType::Mobilize) && !everyday && mode != Some("militia") {
        return true;
    }
    // Who governs and judges coerces in public.
    let governed = plover == Some(PloverType::Coerce)
        && !everyday
        && candidate
            .agents
            .iter()
            .any(|agent| public::acts_in_public(reading, agent));
    if governed {
        return true;
    }
    // A silenced internet or a curfew is a government's, whoever tells of it.
    let decreed = matches!(mode, Some("censor" | "curfew" | "martial-law"));
    let party = candidate
        .sides()
        .any(|side| side.class == ActorClass::Monitor || side.class == ActorClass::Party);
    let routine = classes.has(Class::Routine);
    // Who resigns tells of himself alone: a rector is no minister, whoever is named before.
    // "Parliament passed a law on trams": a word for a body alone says nothing of the subject.
    let told = match mode {
        _ if routine => speaks_of_affairs(reading, candidate.sentence),
        Some("resign") => classes.has(Class::Affairs),
        _ if is_private(reading, candidate) => of_affairs(reading, candidate),
        _ => of_affairs(reading, candidate) || around(reading, candidate.sentence, Class::Affairs),
    };
    // Neighbours who meet over coffee exports do what neighbours do.
    let neighbourly = routine && plover.is_some_and(is_friendly);
    fights
        || decreed
        || told
        || (!neighbourly && between_states(reading, candidate))
        || public::among_public(reading, candidate)
        || (!everyday && (party || governs(reading, candidate)))
}

/// Whether only companies, clubs, the press and people without a name in politics act.
fn is_private(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let private = |agent: &Participant| {
        let class = matches!(
            agent.class,
            ActorClass::Organisation
                | ActorClass::Civilians
                | ActorClass::Media
                | ActorClass::Person
        );
        class && (!known_actor(reading, agent) || agent.loose)
    };
    !candidate.agents.is_empty() && candidate.agents.iter().all(private)
}

/// An actor of the lexicon.
fn known_actor(reading: &Reading<'_>, agent: &Participant) -> bool {
    agent.entity.is_some_and(|entity| {
        let id = reading.analysis.entities[entity as usize].id.as_deref();
        id.is_some_and(|id| id.starts_with("actor/"))
    })
}

/// Whether the sentence speaks of war, rule and rights, and not only in the verb of the act:
/// regulators have heaters withdrawn, and clubs expel players.
fn of_affairs(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    reading.sentence(candidate.sentence).any(|token| {
        let own = candidate.trigger.contains(&token)
            && reading
                .chunk_at(token)
                .is_some_and(|chunk| reading.verb(chunk).is_some());
        !own && reading.classes(token).has(Class::Affairs)
    })
}

/// Acts that states do to each other every day.
fn is_friendly(plover: PloverType) -> bool {
    matches!(
        plover,
        PloverType::Agree
            | PloverType::Consult
            | PloverType::Support
            | PloverType::Cooperate
            | PloverType::Request
    )
}

/// A word of war, rule and rights in the sentence that names nobody's office or body.
fn speaks_of_affairs(reading: &Reading<'_>, sentence: usize) -> bool {
    reading.sentence(sentence).any(|token| {
        let classes = reading.classes(token);
        classes.has(Class::Affairs) && !classes.has(Class::Office) && !classes.has(Class::Body)
    })
}

/// Whoever is armed or demonstrates.
fn fights(class: ActorClass) -> bool {
    matches!(
        class,
        ActorClass::Military
            | ActorClass::Security
            | ActorClass::Peacekeepers
            | ActorClass::ArmedGroup
            | ActorClass::Gunmen
            | ActorClass::IdentityMilitia
            | ActorClass::Protesters
            | ActorClass::Rioters
    )
}

/// A word of the class in the sentence before or in the headline.
fn around(reading: &Reading<'_>, sentence: usize, class: Class) -> bool {
    let sentences = &reading.analysis.sentences;
    let title = sentences
        .iter()
        .position(|sentence| sentence.kind == SentenceKind::Title);
    let title = title.filter(|title| *title != sentence);
    [sentence.checked_sub(1), title]
        .into_iter()
        .flatten()
        .any(|sentence| reading.sentence_classes(sentence).has(class))
}

/// Two countries in one sentence: what one says to or of the other. Or a state that acts
/// in another's country.
fn between_states(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let body = |agent: &Participant| match agent.class {
        ActorClass::Organisation | ActorClass::Media => !known_actor(reading, agent) || agent.loose,
        ActorClass::Civilians => agent.loose,
        _ => false,
    };
    if !candidate.agents.is_empty() && candidate.agents.iter().all(body) {
        return false;
    }
    let sentence = reading.sentence(candidate.sentence);
    let mentions = &reading.analysis.mentions;
    let first = mentions.partition_point(|mention| mention.tokens.start < sentence.start);
    let within = mentions[first..]
        .iter()
        .take_while(|mention| mention.tokens.start < sentence.end)
        .filter_map(|mention| {
            let entity = &reading.analysis.entities[mention.entity as usize];
            let placed = || entity.place.as_ref()?.country.as_deref();
            entity.country.as_deref().or_else(placed)
        });
    let placed = candidate
        .place
        .and_then(|mention| town::country(reading, mention));
    let mut countries = within.chain(placed);
    let Some(one) = countries.next() else {
        return false;
    };
    countries.any(|other| other != one)
}

/// A state or an international organisation that acts, but not on its own private people.
fn governs(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let known = |side: &Participant| {
        (!side.loose || public::leads(reading, side))
            && side.entity.is_some_and(|entity| {
                let entity = &reading.analysis.entities[entity as usize];
                entity.id.is_some() || entity.country.is_some()
            })
    };
    // "President Akayev": a name behind an office.
    let titled = |side: &Participant| {
        let tokens = side.tokens.clone();
        let from = tokens.start.saturating_sub(1);
        let last = tokens.end.saturating_sub(1);
        side.class == ActorClass::Person
            && reading.any(from..last, Class::Office)
            && reading.analysis.tag(last) == Upos::Propn
    };
    let private = |side: &Participant| {
        matches!(
            side.class,
            ActorClass::Civilians | ActorClass::Person | ActorClass::Media
        ) && !known(side)
    };
    let mayor = |side: &Participant| reading.any(side.tokens.clone(), Class::Municipal);
    let state = candidate.agents.iter().any(|agent| {
        let state = matches!(
            agent.class,
            ActorClass::Government | ActorClass::International
        );
        !mayor(agent) && ((state && known(agent)) || titled(agent))
    });
    let hostile = matches!(
        candidate.frame.plover,
        Some(PloverType::Request | PloverType::Accuse | PloverType::Reject | PloverType::Threaten)
    );
    let defied = hostile
        && candidate
            .targets
            .iter()
            .any(|side| side.class == ActorClass::Government && known(side) && !mayor(side));
    // A minister who tours a town of his own country consults nobody.
    let tour = candidate.frame.plover == Some(PloverType::Consult)
        && candidate
            .targets
            .iter()
            .all(|side| side.class == ActorClass::None);
    let own_people = !candidate.targets.is_empty() && candidate.targets.iter().all(private);
    defied || (state && !tour && !own_people)
}
