//! One act told several times (headline, lead, body) is one event with further evidence;
//! distinct acts and competing claims stay apart.

use sitrep_contract::{GeoPrecision, Status, SubEventType};

use super::candidate::Candidate;
use super::crowd;
use super::participant::Participant;
use super::reading::Reading;
use super::{kind, toll};
use crate::analysis::{ActorClass, EntityIndex, PlaceKind};
use crate::frame::Act;
use crate::gazetteer::geo_precision;
use crate::text::SentenceKind;

/// How many sentences back an act without place and date of its own is looked for.
const MEMORY: usize = 6;

/// The rule that marks a mere reference to an act.
pub(super) const REFERENCE: &str = "merge/reference";

/// How far apart two places can be when one of them is only "near" or an area.
const VAGUE_KM: f64 = 30.0;

/// Most events before that an act is compared with: enough for any article, and a bound
/// on the time for a chronicle of thousands.
const MOST_EVENTS: usize = 256;
/// The first events, which the headline tells, are compared with every act.
const HEADLINES: usize = 4;

/// Merges candidates that tell of one act. They are in text order.
pub(super) fn merge<'a>(
    reading: &Reading<'a>,
    candidates: Vec<Candidate<'a>>,
) -> Vec<Candidate<'a>> {
    let mut events: Vec<Candidate<'a>> = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let recent = events.len().saturating_sub(MOST_EVENTS);
        let same = |events: &[Candidate<'a>]| {
            events
                .iter()
                .rposition(|event| same_act(reading, event, &candidate))
        };
        let same = same(&events[recent..])
            .map(|index| recent + index)
            .or_else(|| same(&events[..recent.min(HEADLINES)]));
        match same {
            Some(index) => unite(reading, &mut events[index], candidate),
            None => events.push(candidate),
        }
    }
    events
}

fn same_act(reading: &Reading<'_>, event: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    compatible_status(event, other)
        && compatible_claims(event, other)
        && compatible_types(event, other)
        && compatible_sides(reading, event, other)
        && compatible_places(reading, event, other)
        && compatible_dates(event, other)
        && toll::compatible(&event.toll, &other.toll)
        && close_enough(reading, event, other)
}

fn news(status: Status) -> bool {
    matches!(status, Status::Reported | Status::Claimed)
}

fn compatible_status(event: &Candidate<'_>, other: &Candidate<'_>) -> bool {
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
fn compatible_types(event: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    let (one, two) = (sub_event(event), sub_event(other));
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
    let crowd = |kind: SubEventType| (4..=8).contains(&(kind as i32));
    let demonstration = |kind: SubEventType| (4..=7).contains(&(kind as i32));
    let unrest = |kind: SubEventType| (7..=8).contains(&(kind as i32));
    (battle(one) && battle(two))
        || (demonstration(one) && demonstration(two))
        || (unrest(one) && unrest(two))
        || (violent(one)
            && violent(two)
            && !crowd(one)
            && !crowd(two)
            && (loose(event) || loose(other)))
}

/// The sub-event type decided so far.
pub(super) fn sub_event(candidate: &Candidate<'_>) -> SubEventType {
    candidate
        .decision
        .map_or(SubEventType::Unspecified, |decision| decision.sub_event)
}

fn compatible_sides(reading: &Reading<'_>, event: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    if crowd::demonstrations(event, other) {
        let ((crowd, force), (its_crowd, its_force)) =
            (crowd::crowd_and_force(event), crowd::crowd_and_force(other));
        return side(reading, &crowd, &its_crowd) && side(reading, &force, &its_force);
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
fn side(reading: &Reading<'_>, one: &[Participant], other: &[Participant]) -> bool {
    let named = |side: &[Participant]| -> Vec<EntityIndex> {
        side.iter()
            .filter(|participant| participant.acts())
            .filter_map(|participant| participant.entity)
            .collect()
    };
    let (first, second) = (named(one), named(other));
    if first.is_empty() || second.is_empty() {
        return true;
    }
    first.iter().any(|one| {
        second
            .iter()
            .any(|other| same_entity(reading, *one, *other))
    })
}

fn same_entity(reading: &Reading<'_>, one: EntityIndex, other: EntityIndex) -> bool {
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

fn compatible_places(reading: &Reading<'_>, event: &Candidate<'_>, other: &Candidate<'_>) -> bool {
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
fn told_place(candidate: &Candidate<'_>) -> bool {
    candidate.place.is_some()
        && candidate
            .notes
            .iter()
            .rev()
            .find(|note| note.slot == "place")
            .is_some_and(|note| note.rule == "place/sentence")
}

fn compatible_dates(event: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    let (Some(one), Some(two)) = (&event.when, &other.when) else {
        return true;
    };
    if !one.told || !two.told {
        return true;
    }
    let start = one.date.start.max(two.date.start);
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

/// Whether nothing asserts the act so far.
pub(super) fn is_reference(candidate: &Candidate<'_>) -> bool {
    candidate.notes.iter().any(|note| note.rule == REFERENCE)
}

fn unite<'a>(reading: &Reading<'a>, event: &mut Candidate<'a>, mut other: Candidate<'a>) {
    // The body tells more than the headline, and offsets of mentions count in it.
    let kind = reading.analysis.sentences[event.sentence].kind;
    let title = matches!(kind, SentenceKind::Title | SentenceKind::Heading)
        && reading.analysis.sentences[other.sentence].kind == SentenceKind::Text;
    if title {
        std::mem::swap(event, &mut other);
    }
    // Two references do not make an act; one that is asserted does.
    if !(is_reference(event) && is_reference(&other)) {
        event.notes.retain(|note| note.rule != REFERENCE);
    }
    event.note(
        "merge",
        "merge/same-act",
        Some(other.trigger.clone()),
        format!("told again as frame/{}", other.frame.id),
    );
    let evidence: Vec<_> = std::mem::take(&mut other.evidence)
        .into_iter()
        .filter(|range| !event.evidence.contains(range))
        .collect();
    event.evidence.extend(evidence);
    let (own, its) = (sub_event(event), sub_event(&other));
    let general = |act: Act| {
        matches!(
            act,
            Act::Attack
                | Act::Kill
                | Act::Wound
                | Act::Destroy
                | Act::Strike
                | Act::Murder
                | Act::Shoot
                | Act::Explode
        )
    };
    let crowd = |kind: SubEventType| (4..=7).contains(&(kind as i32));
    let better = if crowd(own) && crowd(its) {
        crowd::rank(its) < crowd::rank(own)
    } else {
        (general(event.frame.act) && !general(other.frame.act) && its != SubEventType::Unspecified)
            || ((its as i32) < (own as i32) && general(event.frame.act) == general(other.frame.act))
    };
    if better {
        event.decision = other.decision;
        event.note(
            "type",
            "type/more-specific-telling",
            Some(other.trigger.clone()),
            "",
        );
    }
    if crowd::demonstrations(event, &other) {
        (event.agents, event.targets) = crowd::crowd_and_force(event);
        (other.agents, other.targets) = crowd::crowd_and_force(&other);
    }
    let swapped = (event.mutual || other.mutual) && !side(reading, &event.agents, &other.agents);
    let (agents, targets) = if swapped {
        (
            std::mem::take(&mut other.targets),
            std::mem::take(&mut other.agents),
        )
    } else {
        (
            std::mem::take(&mut other.agents),
            std::mem::take(&mut other.targets),
        )
    };
    take_side(reading, &mut event.agents, agents);
    take_side(reading, &mut event.targets, targets);
    if event.allies.is_empty() {
        event.allies = std::mem::take(&mut other.allies);
    }
    for weapon in std::mem::take(&mut other.weapons) {
        event.arm(weapon);
    }
    toll::complete(&mut event.toll, &other.toll);
    if !told_place(event) && told_place(&other) || event.place.is_none() {
        event.place = other.place;
        event.notes.extend(
            other
                .notes
                .iter()
                .filter(|note| note.slot == "place")
                .cloned(),
        );
    } else if let (Some(own), Some(its)) = (event.place, other.place) {
        // The more exact of two places that hold each other.
        let fix = |mention: usize| {
            reading
                .entity_of(mention)
                .place
                .as_ref()
                .map_or(PlaceKind::Unknown, |place| place.kind)
        };
        if told_place(&other) && fix(its) < fix(own) && fix(its) != PlaceKind::Unknown {
            event.place = Some(its);
        }
    }
    if event.when.as_ref().is_none_or(|when| !when.told)
        && other.when.as_ref().is_some_and(|when| when.told)
    {
        event.when = other.when.take();
    }
    if event.claim.is_none() {
        event.claim = other.claim.take();
    } else if event.status == Status::Claimed
        && other.status == Status::Reported
        && other.claim.is_none()
    {
        event.status = Status::Reported;
        event.note(
            "status",
            "status/told-as-fact-elsewhere",
            Some(other.trigger.clone()),
            "",
        );
    }
}

/// A named side replaces a general word; a missing one is filled.
fn take_side(reading: &Reading<'_>, own: &mut Vec<Participant>, other: Vec<Participant>) {
    let acting = |side: &[Participant]| side.iter().any(Participant::acts);
    let named = |side: &[Participant]| {
        side.iter().any(|participant| {
            participant
                .entity
                .is_some_and(|entity| reading.analysis.entities[entity as usize].id.is_some())
        })
    };
    if !acting(own) && acting(&other) || (!named(own) && named(&other)) {
        *own = other;
    }
}
