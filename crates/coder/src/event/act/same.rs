//! Whether two tellings can be one act: status, claims, types, sides, places, dates and
//! casualties agree, and they stand close enough. Prevents distinct acts and competing claims
//! from becoming one event.

use sitrep_contract::SubEventType;

use super::candidate::Candidate;
use super::compatible::{
    compatible_claims, compatible_dates, compatible_places, compatible_status, compatible_types,
    told_place,
};
use super::crowd;
use super::tally;
use super::victim;
use crate::analysis::{ActorClass, EntityIndex};
use crate::event::reading::Reading;
use crate::event::reading::participant::Participant;
use crate::frame::{Act, Class};
use crate::text::{SentenceKind, Shape, Upos};

/// Sentences from the title to the end of the lead, its dateline counted.
pub(in crate::event) const LEAD: usize = 2;

/// So many dead are not the same number by chance.
const TWIN: u32 = 10;

/// How many sentences back an act without place and date of its own is looked for.
const MEMORY: usize = 6;

/// Whether both tell of one act.
pub(in crate::event) fn same_act(
    reading: &Reading<'_>,
    event: &Candidate<'_>,
    other: &Candidate<'_>,
) -> bool {
    // The cheapest first: a chronicle compares each act with hundreds.
    is_twin(reading, event, other)
        || is_shown(reading, event, other)
        || compatible_status(event, other)
            && (tally::compatible(&event.toll, &other.toll)
                || is_part(event, other)
                || is_lead(reading, event, other) && tally::of_one_size(&event.toll, &other.toll))
            && compatible_types(event, other)
            && compatible_dates(event, other)
            && close_enough(reading, event, other)
            && compatible_claims(event, other)
            && compatible_sides(reading, event, other)
            && !victim::differ(reading, event, other)
            && !victim::taken_elsewhere(reading, event, other)
            && compatible_places(reading, event, other)
}

/// The same many dead by the same hand, told twice: whatever words the victims have and
/// whichever type they give it.
fn is_twin(reading: &Reading<'_>, event: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    let killed = |candidate: &Candidate<'_>| candidate.toll.killed.map(|killed| killed.best);
    let many = killed(event).is_some_and(|killed| killed >= TWIN);
    let doer = |candidate: &Candidate<'_>| named(&candidate.agents).next();
    many && killed(event) == killed(other)
        && event.frame.act == other.frame.act
        && doer(event)
            .zip(doer(other))
            .is_some_and(|(one, other)| same_entity(reading, one, other))
        && event.sentence != other.sentence
        && compatible_status(event, other)
        && compatible_dates(event, other)
}

/// "This killing of a respected man": right behind an act of its kind it is that act.
fn is_shown(reading: &Reading<'_>, event: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    let first = reading.phrase_start(other.trigger.start);
    other.noun
        && other.sentence == event.sentence + 1
        && reading.is_any(first, &["this", "these"])
        && event.sub_event() != SubEventType::Unspecified
        && compatible_status(event, other)
        && compatible_types(event, other)
        && tally::compatible(&event.toll, &other.toll)
}

/// "Two children killed as shelling hits market": a title may count a part of the dead that
/// the lead counts.
fn is_lead(reading: &Reading<'_>, event: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    reading.analysis.sentences[event.sentence].kind == SentenceKind::Title
        && other.sentence.abs_diff(event.sentence) <= LEAD
}

/// Whether one act is the first that is told of a sum ("12 people died in two attacks").
pub(in crate::event) fn is_part(sum: &Candidate<'_>, part: &Candidate<'_>) -> bool {
    let killed = |candidate: &Candidate<'_>| candidate.toll.killed.map(|killed| killed.best);
    let less = killed(sum)
        .zip(killed(part))
        .is_some_and(|(sum, part)| part > 0 && part < sum);
    less && part.sentence > sum.sentence && told_place(part) && sum.sum && !part.sum
}

/// Whether the toll of an act is told of several: "in two separate attacks", "in three
/// villages".
pub(in crate::event) fn is_sum(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    reading.sentence(candidate.sentence).any(|token| {
        reading.classes(token).has(Class::Several)
            && reading.chunk_at(token).is_some_and(|chunk| {
                let tokens = reading.chunk(chunk).tokens.clone();
                (tokens.start..token).any(|before| {
                    let counted = reading.analysis.tag(before) == Upos::Num
                        && !reading.is_any(before, &["one", "1"]);
                    counted
                        || reading.is_any(
                            before,
                            &["separate", "several", "multiple", "various", "different"],
                        )
                })
            })
    })
}

/// Whether "the blast", of which only a toll is told, is an act told before: whatever
/// nobody contradicts.
pub(in crate::event) fn echoes(
    reading: &Reading<'_>,
    event: &Candidate<'_>,
    echo: &Candidate<'_>,
) -> bool {
    // "Jets hit three sites; the government said the strikes killed one."
    let parted = |from: u32, to: u32| (from..to).any(|token| reading.is(token, ";"));
    (event.sentence != echo.sentence || parted(event.trigger.end, echo.trigger.start))
        && tally::of_one_size(&event.toll, &echo.toll)
        && compatible_types(event, echo)
        && compatible_places(reading, event, echo)
        && compatible_dates(event, echo)
}

pub(in crate::event) fn compatible_sides(
    reading: &Reading<'_>,
    event: &Candidate<'_>,
    other: &Candidate<'_>,
) -> bool {
    if crowd::demonstrations(event, other) {
        let ((crowd, force), (its_crowd, its_force)) =
            (crowd::crowd_and_force(event), crowd::crowd_and_force(other));
        // "They stoned a convoy of the mission. Police fired into the air.": who steps in.
        let steps_in = other.frame.act == Act::Disperse
            && event.frame.act != Act::Disperse
            && !told_place(other)
            && other.sentence == event.sentence + 1;
        return one_crowd(reading, &crowd, &its_crowd)
            && (steps_in || side(reading, &force, &its_force));
    }
    let straight = side(reading, &event.agents, &other.agents)
        && side(reading, &event.targets, &other.targets);
    let swapped = side(reading, &event.agents, &other.targets)
        && side(reading, &event.targets, &other.agents);
    let two_sided = event.mutual || other.mutual;
    straight || (two_sided && swapped)
}

/// Whether two descriptions of a side can mean the same: one is silent or a general word,
/// or they share an entity or its group.
pub(in crate::event) fn side(
    reading: &Reading<'_>,
    one: &[Participant],
    other: &[Participant],
) -> bool {
    let (first, second) = (named(one), named(other));
    let silent = first.clone().next().is_none() || second.clone().next().is_none();
    if silent {
        return true;
    }
    if differently_called(reading, one, other) {
        return false;
    }
    first
        .clone()
        .any(|one| second.clone().any(|other| same_entity(reading, one, other)))
        || one
            .iter()
            .any(|one| other.iter().any(|other| is_other_word(reading, one, other)))
        || is_proxy(reading, one) && are_bands(reading, other)
        || is_proxy(reading, other) && are_bands(reading, one)
}

/// "Turkish-backed groups": whose they are says nothing of where they come from.
fn is_proxy(reading: &Reading<'_>, side: &[Participant]) -> bool {
    are_bands(reading, side)
        && side.iter().all(|band| {
            let entity = |entity: EntityIndex| &reading.analysis.entities[entity as usize];
            band.entity.is_none_or(|index| entity(index).id.is_none())
                && band.tokens.clone().any(|token| {
                    let word = reading.lower(token);
                    word.ends_with("-backed") || word.ends_with("-aligned")
                })
        })
}

fn are_bands(reading: &Reading<'_>, side: &[Participant]) -> bool {
    !side.is_empty()
        && side.iter().all(|band| {
            let class = band.entity.map_or(band.class, |entity| {
                reading.analysis.entities[entity as usize].class
            });
            family(class) == 2
        })
}

/// "Rohingya insurgents" and "Buddhist vigilantes": no list knows either, and each has a name
/// for whose men they are.
fn differently_called(reading: &Reading<'_>, one: &[Participant], other: &[Participant]) -> bool {
    let unlisted = |side: &Participant| {
        let entity = side
            .entity
            .map(|entity| &reading.analysis.entities[entity as usize]);
        entity.is_some_and(|entity| entity.id.is_none() && entity.parent.is_none())
    };
    let names = |side: &[Participant]| -> Vec<u32> {
        let acting = side.iter().filter(|side| side.acts() && unlisted(side));
        acting
            .flat_map(|side| side.tokens.start..side.tokens.end - 1)
            .filter(|token| is_name(reading, *token))
            .collect()
    };
    let all_unlisted = |side: &[Participant]| side.iter().filter(|side| side.acts()).all(&unlisted);
    let (first, second) = (names(one), names(other));
    !first.is_empty()
        && !second.is_empty()
        && all_unlisted(one)
        && !first.iter().any(|token| {
            second
                .iter()
                .any(|its| reading.lower(*token) == reading.lower(*its))
        })
}

/// A capitalised word before the noun, where a sentence does not begin.
fn is_name(reading: &Reading<'_>, token: u32) -> bool {
    reading.analysis.token(token).shape == Shape::Capitalised
        && (reading.analysis.tag(token) == Upos::Propn || reading.sentence_start(token) != token)
}

/// Whether two crowds can be one: "farmers" and "demonstrators" are, whom nobody names.
fn one_crowd(reading: &Reading<'_>, one: &[Participant], other: &[Participant]) -> bool {
    let nameless = |side: &[Participant]| {
        named(side).all(|entity| reading.analysis.entities[entity as usize].id.is_none())
    };
    (nameless(one) && nameless(other)) || side(reading, one, other)
}

pub(in crate::event) fn named(side: &[Participant]) -> impl Iterator<Item = EntityIndex> + Clone {
    side.iter()
        .filter(|participant| participant.acts())
        .filter_map(|participant| participant.entity)
}

/// "Warplanes" of a title, taken for the country's own by the place, and "Russian warplanes"
/// of the lead.
pub(in crate::event) fn is_other_word(
    reading: &Reading<'_>,
    one: &Participant,
    other: &Participant,
) -> bool {
    let lemma = |side: &Participant| reading.analysis.lemma(side.tokens.end - 1);
    one.class == other.class
        && family(one.class) == 1
        && (is_bare(reading, one) || is_bare(reading, other))
        && lemma(one) == lemma(other)
}

/// "warplanes", "troops": whose they are only the place tells.
pub(in crate::event) fn is_bare(reading: &Reading<'_>, side: &Participant) -> bool {
    family(side.class) == 1
        && side.tokens.len() == 1
        && side.entity.is_some()
        && reading.analysis.tag(side.tokens.start) == Upos::Noun
}

pub(in crate::event) fn same_entity(
    reading: &Reading<'_>,
    one: EntityIndex,
    other: EntityIndex,
) -> bool {
    if one == other {
        return true;
    }
    let (first, second) = (
        &reading.analysis.entities[one as usize],
        &reading.analysis.entities[other as usize],
    );
    let parent = |child: &crate::analysis::Entity, of: &crate::analysis::Entity| {
        of.id.is_some() && child.parent == of.id
    };
    let same_kind = family(first.class) == family(second.class);
    let nameless = first.id.is_none() || second.id.is_none();
    let compatriots =
        first.country.is_none() || second.country.is_none() || first.country == second.country;
    let state = family(first.class) == 1
        && family(second.class) == 1
        && first.country.is_some()
        && first.country == second.country;
    parent(first, second)
        || parent(second, first)
        || (nameless && same_kind && compatriots)
        || state
}

/// Classes that general words do not tell apart.
fn family(class: ActorClass) -> u8 {
    match class {
        ActorClass::Military
        | ActorClass::Security
        | ActorClass::Police
        | ActorClass::Government => 1,
        ActorClass::ArmedGroup
        | ActorClass::Gunmen
        | ActorClass::IdentityMilitia
        | ActorClass::Criminal => 2,
        ActorClass::Protesters | ActorClass::Rioters => 3,
        ActorClass::Civilians | ActorClass::Person => 4,
        _ => 5,
    }
}

/// Acts without place and date of their own are the ones told shortly before; the
/// headline and the lead are close to everything.
fn close_enough(reading: &Reading<'_>, event: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    let kind = |candidate: &Candidate<'_>| reading.analysis.sentences[candidate.sentence].kind;
    let headline =
        matches!(kind(event), SentenceKind::Title | SentenceKind::Heading) || event.sentence == 0;
    let distance = other.sentence.abs_diff(event.sentence);
    // The same sentence tells of two acts on purpose unless one is silent about who.
    if distance == 0 {
        return crowd::demonstrations(event, other)
            || !(event.agents.iter().any(Participant::acts)
                && other.agents.iter().any(Participant::acts))
            || same_words(event, other);
    }
    let same_place = told_place(event) && told_place(other);
    headline || same_place || distance <= MEMORY
}

fn same_words(event: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    event.frame.act == other.frame.act && event.place == other.place
}
