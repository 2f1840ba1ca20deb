//! What speaks against two tellings being one act: status, claims, types, places and dates
//! that contradict each other. Prevents distinct acts and competing claims from becoming one
//! event.

use jiff::ToSpan as _;
use sitrep_contract::{GeoPrecision, PloverType, Status, SubEventType};

use super::candidate::{Candidate, When};
use super::plover::plover;
use crate::analysis::PlaceKind;
use crate::event::reading::Reading;
use crate::event::reading::participant::Participant;
use crate::frame::Act;
use crate::gazetteer::geo_precision;

/// Days between an act and the words about it.
const NEWS: i32 = 4;

/// How many words before a trigger may say that it is another act of its kind.
const BEFORE: u32 = 3;

/// How far apart two places can be when one of them is only "near" or an area.
const VAGUE_KM: f64 = 30.0;

pub(in crate::event) fn news(status: Status) -> bool {
    matches!(status, Status::Reported | Status::Claimed)
}

pub(in crate::event) fn compatible_status(event: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    event.status == other.status
        || (news(event.status) && news(other.status))
        || matches!(
            (event.status, other.status),
            (Status::Generic, Status::Background) | (Status::Background, Status::Generic)
        )
}

/// Two parties that tell the act differently are two claims.
pub(super) fn compatible_claims(event: &Candidate<'_>, other: &Candidate<'_>) -> bool {
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
pub(in crate::event) fn compatible_types(event: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    let (one, two) = (event.sub_event(), other.sub_event());
    if one == SubEventType::Unspecified || two == SubEventType::Unspecified {
        // "imposed a curfew … and blocked Facebook": two measures.
        let measures = |candidate: &Candidate<'_>| plover(candidate).0 == PloverType::Coerce;
        return one == two
            && plover(event).0 == plover(other).0
            && (!measures(event)
                || event.sentence == other.sentence
                || plover(event).1 == plover(other).1);
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
    // A rocket carries nobody off: no bombing told later is the kidnapping of a doctor.
    let abducts = |kind| kind == SubEventType::AbductionForcedDisappearance;
    let remote = |candidate: &Candidate<'_>, kind: SubEventType| {
        let blow = matches!(
            candidate.frame.act,
            Act::Strike | Act::Explode | Act::Destroy | Act::Bomb
        );
        blow || (9..=14).contains(&(kind as i32))
    };
    // "Fighting broke out. The rebels claimed to have taken the palace."
    let claims = |candidate: &Candidate<'_>| {
        candidate.frame.act == Act::Capture && candidate.status == Status::Claimed
    };
    let fights = |candidate: &Candidate<'_>| {
        candidate.frame.act == Act::Clash && candidate.status == Status::Reported
    };
    if claims(event) && fights(other) || claims(other) && fights(event) {
        return false;
    }
    // "Jets destroyed four tanks. A plane was shot down."
    let downs = |candidate: &Candidate<'_>| candidate.frame.act == Act::Intercept;
    if downs(event) && other.frame.act == Act::Destroy
        || downs(other) && event.frame.act == Act::Destroy
    {
        return false;
    }
    // "Deaths in clashes … Israeli aircraft hit tanks": who bombs is not who fought.
    let bombs = |candidate: &Candidate<'_>, kind: SubEventType| {
        kind == SubEventType::AirDroneStrike
            && !candidate.noun
            && candidate.agents.iter().any(Participant::acts)
    };
    let clash = |candidate: &Candidate<'_>| candidate.frame.act == Act::Clash;
    if clash(event) && bombs(other, two) || clash(other) && bombs(event, one) {
        return false;
    }
    if abducts(one) && remote(other, two) || abducts(two) && remote(event, one) {
        return false;
    }
    (battle(one) && battle(two))
        || (demonstration(one) && demonstration(two))
        || (unrest(one) && unrest(two))
        || (violent(one)
            && violent(two)
            && !crowd(one)
            && !crowd(two)
            && (loose(event) || loose(other)))
}

/// "In Masaya, …": the sentence opens with its place.
fn is_fronted(reading: &Reading<'_>, act: &Candidate<'_>, place: usize) -> bool {
    let start = reading.sentence(act.sentence).start;
    let tokens = &reading.mention(place).tokens;
    act.sentence > 0 && tokens.start == start + 1 && reading.is_any(start, &["in", "near"])
}

/// "Demonstrators also gathered in Batumi", "similar protests were held in Nis".
fn is_another(reading: &Reading<'_>, act: &Candidate<'_>) -> bool {
    let start = reading.sentence(act.sentence).start;
    let from = act.trigger.start.saturating_sub(BEFORE).max(start);
    (from..act.trigger.end + 1).any(|token| reading.is_any(token, &["also", "similar", "likewise"]))
}

pub(in crate::event) fn compatible_places(
    reading: &Reading<'_>,
    event: &Candidate<'_>,
    other: &Candidate<'_>,
) -> bool {
    let (Some(one), Some(two)) = (event.place, other.place) else {
        return true;
    };
    let apart = event.sentence > 0
        && event.sentence < other.sentence
        && is_fronted(reading, other, two)
        && !event.noun
        && !other.noun
        && reading.entity_of(one).id != reading.entity_of(two).id;
    // Whatever is told of another place with "also" is another act.
    let apart = apart
        || event.sentence < other.sentence
            && told_place(other)
            && is_another(reading, other)
            && reading.mention(one).entity != reading.mention(two).entity;
    if !told_place(event) || !told_place(other) {
        // "Protesters burned the station. In Narsingdi, others stormed a jail."
        return !apart;
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
        // "Rustaveli Avenue" is none of "Batumi, Kutaisi and Zugdidi".
        return !(apart || event.listed || other.listed);
    };
    // "Three died in Nicaragua on Thursday. … In Masaya, students threw stones": there as well.
    if inner.kind == PlaceKind::Country && is_fronted(reading, other, two) {
        return false;
    }
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
pub(in crate::event) fn told_place(candidate: &Candidate<'_>) -> bool {
    candidate.place.is_some() && candidate.place_told
}

pub(in crate::event) fn compatible_dates(event: &Candidate<'_>, other: &Candidate<'_>) -> bool {
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
