//! Whether two tellings can be one act: status, claims, types, sides, places, dates and
//! casualties agree, and they stand close enough. Prevents distinct acts and competing claims
//! from becoming one event.

use jiff::ToSpan as _;
use sitrep_contract::{GeoPrecision, Status, SubEventType};

use super::candidate::{Candidate, When};
use super::crowd;
use super::participant::Participant;
use super::reading::Reading;
use super::title::is_lead;
use super::{kind, tally, victim};
use crate::analysis::{ActorClass, EntityIndex, PlaceKind};
use crate::frame::{Act, Class};
use crate::gazetteer::geo_precision;
use crate::text::{SentenceKind, Upos};

/// Days between an act and the words about it.
const NEWS: i32 = 4;

/// How many sentences back an act without place and date of its own is looked for.
const MEMORY: usize = 6;

/// How far apart two places can be when one of them is only "near" or an area.
const VAGUE_KM: f64 = 30.0;

/// Whether both tell of one act.
pub(super) fn same_act(
    reading: &Reading<'_>,
    event: &Candidate<'_>,
    other: &Candidate<'_>,
) -> bool {
    // The cheapest first: a chronicle compares each act with hundreds.
    compatible_status(event, other)
        && (tally::compatible(&event.toll, &other.toll)
            || is_part(event, other)
            || is_lead(reading, event, other) && tally::of_one_size(&event.toll, &other.toll))
        && compatible_types(event, other)
        && compatible_dates(event, other)
        && close_enough(reading, event, other)
        && compatible_claims(event, other)
        && compatible_sides(reading, event, other)
        && !victim::differ(reading, event, other)
        && compatible_places(reading, event, other)
}

/// Whether one act is the first that is told of a sum ("12 people died in two attacks").
pub(super) fn is_part(sum: &Candidate<'_>, part: &Candidate<'_>) -> bool {
    let killed = |candidate: &Candidate<'_>| candidate.toll.killed.map(|killed| killed.best);
    let less = killed(sum)
        .zip(killed(part))
        .is_some_and(|(sum, part)| part > 0 && part < sum);
    less && part.sentence > sum.sentence && told_place(part) && sum.sum && !part.sum
}

/// Whether the toll of an act is told of several: "in two separate attacks", "in three
/// villages".
pub(super) fn is_sum(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
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
pub(super) fn echoes(reading: &Reading<'_>, event: &Candidate<'_>, echo: &Candidate<'_>) -> bool {
    event.sentence != echo.sentence
        && tally::of_one_size(&event.toll, &echo.toll)
        && compatible_types(event, echo)
        && compatible_places(reading, event, echo)
        && compatible_dates(event, echo)
}

pub(super) fn news(status: Status) -> bool {
    matches!(status, Status::Reported | Status::Claimed)
}

pub(super) fn compatible_status(event: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    event.status == other.status
        || (news(event.status) && news(other.status))
        || matches!(
            (event.status, other.status),
            (Status::Generic, Status::Background) | (Status::Background, Status::Generic)
        )
}

/// Two parties that tell the act differently are two claims.
fn compatible_claims(event: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    let (Some(one), Some(two)) = (&event.claim, &other.claim) else {
        return true;
    };
    let claimed = event.status == Status::Claimed && other.status == Status::Claimed;
    let differ = one.entity.is_some() && two.entity.is_some() && one.entity != two.entity;
    !(claimed && differ)
        || event.toll == other.toll
        || (event.toll.killed.is_none() || other.toll.killed.is_none())
}

/// What a type can also be called: "attack" for a shelling, "explosion" for a bombing.
pub(super) fn compatible_types(event: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    let (one, two) = (event.sub_event(), other.sub_event());
    if one == SubEventType::Unspecified || two == SubEventType::Unspecified {
        return one == two && kind::plover(event).0 == kind::plover(other).0;
    }
    if one == two {
        return true;
    }
    let loose = |candidate: &Candidate<'_>| {
        matches!(
            candidate.frame.act,
            Act::Attack
                | Act::Kill
                | Act::Murder
                | Act::Wound
                | Act::Strike
                | Act::Explode
                | Act::Destroy
                | Act::Shoot
                | Act::Bomb
        )
    };
    let violent =
        |kind: SubEventType| (kind as i32) <= SubEventType::AbductionForcedDisappearance as i32;
    let battle = |kind: SubEventType| (kind as i32) <= SubEventType::ArmedClash as i32;
    let remote = |kind: SubEventType| (9..=14).contains(&(kind as i32));
    // "Gunmen kidnapped a doctor": no bombing told later is that act.
    let abduction = |kind| kind == SubEventType::AbductionForcedDisappearance;
    let apart = (remote(one) && abduction(two)) || (remote(two) && abduction(one));
    let crowd = |kind: SubEventType| (4..=8).contains(&(kind as i32));
    let demonstration = |kind: SubEventType| (4..=7).contains(&(kind as i32));
    let unrest = |kind: SubEventType| (7..=8).contains(&(kind as i32));
    // A rocket carries nobody off.
    let abducts = |kind: SubEventType| kind == SubEventType::AbductionForcedDisappearance;
    let remote = |candidate: &Candidate<'_>| {
        matches!(
            candidate.frame.act,
            Act::Strike | Act::Explode | Act::Destroy | Act::Bomb
        )
    };
    if abducts(one) && remote(other) || abducts(two) && remote(event) {
        return false;
    }
    (battle(one) && battle(two))
        || (demonstration(one) && demonstration(two))
        || (unrest(one) && unrest(two))
        || (violent(one)
            && violent(two)
            && !crowd(one)
            && !crowd(two)
            && !apart
            && (loose(event) || loose(other)))
}

pub(super) fn compatible_sides(
    reading: &Reading<'_>,
    event: &Candidate<'_>,
    other: &Candidate<'_>,
) -> bool {
    if crowd::demonstrations(event, other) {
        let ((crowd, force), (its_crowd, its_force)) =
            (crowd::crowd_and_force(event), crowd::crowd_and_force(other));
        return one_crowd(reading, &crowd, &its_crowd) && side(reading, &force, &its_force);
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
pub(super) fn side(reading: &Reading<'_>, one: &[Participant], other: &[Participant]) -> bool {
    let (first, second) = (named(one), named(other));
    let silent = first.clone().next().is_none() || second.clone().next().is_none();
    silent
        || first
            .clone()
            .any(|one| second.clone().any(|other| same_entity(reading, one, other)))
        || one
            .iter()
            .any(|one| other.iter().any(|other| is_other_word(reading, one, other)))
}

/// Whether two crowds can be one: "farmers" and "demonstrators" are, whom nobody names.
fn one_crowd(reading: &Reading<'_>, one: &[Participant], other: &[Participant]) -> bool {
    let nameless = |side: &[Participant]| {
        named(side).all(|entity| reading.analysis.entities[entity as usize].id.is_none())
    };
    (nameless(one) && nameless(other)) || side(reading, one, other)
}

pub(super) fn named(side: &[Participant]) -> impl Iterator<Item = EntityIndex> + Clone {
    side.iter()
        .filter(|participant| participant.acts())
        .filter_map(|participant| participant.entity)
}

/// "Warplanes" of a title, taken for the country's own by the place, and "Russian warplanes"
/// of the lead.
pub(super) fn is_other_word(reading: &Reading<'_>, one: &Participant, other: &Participant) -> bool {
    let lemma = |side: &Participant| reading.analysis.lemma(side.tokens.end - 1);
    one.class == other.class
        && family(one.class) == 1
        && (is_bare(reading, one) || is_bare(reading, other))
        && lemma(one) == lemma(other)
}

/// "warplanes", "troops": whose they are only the place tells.
pub(super) fn is_bare(reading: &Reading<'_>, side: &Participant) -> bool {
    family(side.class) == 1
        && side.tokens.len() == 1
        && side.entity.is_some()
        && reading.analysis.tag(side.tokens.start) == Upos::Noun
}

pub(super) fn same_entity(reading: &Reading<'_>, one: EntityIndex, other: EntityIndex) -> bool {
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

pub(super) fn compatible_places(
    reading: &Reading<'_>,
    event: &Candidate<'_>,
    other: &Candidate<'_>,
) -> bool {
    let (Some(one), Some(two)) = (event.place, other.place) else {
        return true;
    };
    if !told_place(event) || !told_place(other) {
        return true;
    }
    let (first, second) = (reading.mention(one).entity, reading.mention(two).entity);
    if first == second {
        return true;
    }
    let (first, second) = (reading.entity_of(one), reading.entity_of(two));
    if first.id.is_some() && first.id == second.id {
        return true;
    }
    let (Some(inner), Some(outer)) = (&first.place, &second.place) else {
        return true;
    };
    let holds = |outer: &crate::analysis::PlaceFix,
                 name: &str,
                 mention: usize,
                 inner: &crate::analysis::PlaceFix| {
        inner.within.contains(&reading.mention(mention).entity)
            || match outer.kind {
                PlaceKind::Country => inner.country.is_some() && inner.country == outer.country,
                PlaceKind::Admin1 => {
                    inner.admin1.as_deref() == Some(name) && inner.country == outer.country
                }
                PlaceKind::Admin2 => {
                    inner.admin2.as_deref() == Some(name) && inner.country == outer.country
                }
                _ => false,
            }
    };
    let vague = |mention: usize| {
        let precision = geo_precision(reading.analysis, reading.mention(mention));
        matches!(precision, GeoPrecision::Near | GeoPrecision::Region)
    };
    let province = inner.admin1.is_some() && inner.admin1 == outer.admin1;
    if province && inner.country == outer.country && (vague(one) || vague(two)) {
        return true;
    }
    // "near Hiwar Kalas", "near Akıncı": two ways to say where on both sides of a border.
    let close = inner
        .point
        .zip(outer.point)
        .is_some_and(|(one, two)| kilometres(one, two) <= VAGUE_KM);
    if close && (vague(one) || vague(two)) {
        return true;
    }
    holds(outer, &second.name, two, inner) || holds(inner, &first.name, one, outer)
}

/// Distance over the plane of two points not far from each other, in kilometres.
fn kilometres(one: (f64, f64), two: (f64, f64)) -> f64 {
    const KM_PER_DEGREE: f64 = 111.2;
    let east = (one.1 - two.1) * one.0.to_radians().cos();
    let north = one.0 - two.0;
    KM_PER_DEGREE * east.hypot(north)
}

/// Whether the sentence itself names the place.
pub(super) fn told_place(candidate: &Candidate<'_>) -> bool {
    candidate.place.is_some() && candidate.place_told
}

pub(super) fn compatible_dates(event: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    let (Some(one), Some(two)) = (&event.when, &other.when) else {
        return true;
    };
    if !one.told || !two.told {
        return true;
    }
    // What is said on Monday may have happened on Sunday.
    let from = |when: &When| match when.stated {
        true => when
            .date
            .start
            .and_then(|start| start.checked_sub(NEWS.days()).ok()),
        false => when.date.start,
    };
    let start = from(one).max(from(two));
    let end = match (one.date.end, two.date.end) {
        (Some(one), Some(two)) => Some(one.min(two)),
        (one, two) => one.or(two),
    };
    start.zip(end).is_none_or(|(start, end)| start <= end)
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
