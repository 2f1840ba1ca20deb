//! Whether two words of a sentence stand in clauses that tell of different acts: "…, while
//! rebels shelled another town". Prevents the toll of one place from standing at another.

use crate::analysis::{DateMention, DateRelation, PlaceKind, TokenRange};
use crate::event::act::candidate::Candidate;
use crate::event::act::specific::is_force;
use crate::event::date::nearest::{nearest_date, of_statement};
use crate::event::reading::Reading;
use crate::event::reading::participant::{Participant, agree};
use crate::event::reading::phrase::is_time_unit;
use crate::frame::{Act, Class, Link};
use crate::text::Upos;

/// How many words behind a noun may still tell what it did.
const RECALL: u32 = 12;

/// "…, while rebels shelled another town": a new clause with "while" or a semicolon, or
/// with a place and an agent of its own.
pub(super) fn clause_of_its_own(
    reading: &Reading<'_>,
    main: &Candidate<'_>,
    part: &Candidate<'_>,
) -> bool {
    let (from, to) = if main.trigger.start < part.trigger.start {
        (main.trigger.end, part.trigger.start)
    } else {
        (part.trigger.end, main.trigger.start)
    };
    let links = reading.links(from..to);
    // "…; one civilian was killed" is what came of it.
    let outcome = part.frame.consequence
        && !part.agents.iter().any(Participant::acts)
        && part.weapons.is_empty();
    // "16 were killed while others were hurt when herders raided the village"
    let caused = outcome
        && part.trigger.start < main.trigger.start
        && (links.has(Link::When)
            || main.noun && reading.any(from..to, Class::CourseOf) && placeless(reading, from..to));
    let split = (!caused && reading.any(from..to, Class::Apart))
        || (!outcome && links.has(Link::Semicolon));
    if split {
        return true;
    }
    let source = links.has(Link::Which)
        && (from + 1..to).any(|token| reading.is(token, "which") && reading.is(token - 1, "from"));
    let response = reading.any(from..to, Class::Response);
    let aftermath = main.status != part.status && reading.any(from..to, Class::Background);
    // "carried out strikes in response to an attack on …": the answer and its cause.
    let answered = response
        && (from..to).any(|token| {
            reading.classes(token).has(Class::Response) && reading.is_any(token + 1, &["to", "for"])
        });
    answered
        || told_apart(reading, main, part)
        || dated_apart(reading, main, part, from..to)
        || (links.has(Link::After) && later(reading, main, part, from..to))
        || placed_apart(reading, main, part)
        || source
        || (response && !main.agents.is_empty() && !part.agents.is_empty())
        || aftermath
}

/// "Seven were shot on Thursday as hundreds demanded justice for a woman who was killed in March":
/// a relative clause has a date of its own.
fn dated_apart(
    reading: &Reading<'_>,
    main: &Candidate<'_>,
    part: &Candidate<'_>,
    mut between: TokenRange,
) -> bool {
    let relative = between.any(|token| reading.is_any(token, &["who", "whom", "whose"]));
    let day = |act: &Candidate<'_>| nearest_date(reading, act).filter(|_| relative);
    day(main).zip(day(part)).is_some_and(|(one, other)| {
        let apart = |first: &DateMention, second: &DateMention| {
            first
                .end
                .zip(second.start)
                .is_some_and(|(end, start)| end < start)
        };
        one.relation == DateRelation::During
            && other.relation == DateRelation::During
            && !of_statement(reading, one)
            && !of_statement(reading, other)
            && (apart(one, other) || apart(other, one))
    })
}

/// "Demonstrators burned the parliament, a day after police killed 19": whether a span of time
/// lies between two acts of a sentence.
pub(super) fn told_later(
    reading: &Reading<'_>,
    main: &Candidate<'_>,
    part: &Candidate<'_>,
) -> bool {
    let from = main.trigger.end.min(part.trigger.end);
    later(
        reading,
        main,
        part,
        from..main.trigger.start.max(part.trigger.start).max(from),
    )
}

/// "Bombed targets after an attack in which five people were killed": what went before, with a
/// toll of its own.
fn told_apart(reading: &Reading<'_>, main: &Candidate<'_>, part: &Candidate<'_>) -> bool {
    let (first, second) = match main.trigger.start < part.trigger.start {
        true => (main, part),
        false => (part, main),
    };
    let opening = reading.phrase_start(second.trigger.start);
    let end = reading.sentence(second.sentence).end;
    let which = (second.trigger.end..end)
        .find(|token| reading.is(*token, "which") && reading.is(token - 1, "in"));
    // "… were killed": of what "in which" recalls.
    if second.frame.consequence && !second.noun {
        let between = first.trigger.end..second.trigger.start;
        let which = between
            .clone()
            .find(|token| reading.is(*token, "which") && reading.is(token - 1, "in"));
        return !first.noun
            && !first.frame.consequence
            && first.agents.iter().any(Participant::acts)
            && which.is_some_and(|which| {
                (between.start..which).any(|token| reading.is_any(token, &["after", "following"]))
            });
    }
    let own_toll = which.is_some_and(|which| {
        let casualties = &reading.analysis.casualties;
        casualties
            .iter()
            .any(|casualty| (which..end).contains(&casualty.cue))
    });
    second.noun
        && !first.noun
        && !first.frame.consequence
        && first.agents.iter().any(Participant::acts)
        && opening > first.trigger.end
        && reading.is_any(opening - 1, &["after", "following"])
        && own_toll
}

/// "Shot dead by a man hours after a bomb blast killed seven": a span of time lies between.
/// A noun alone ("days after a wave of attacks") only recalls.
fn later(
    reading: &Reading<'_>,
    main: &Candidate<'_>,
    part: &Candidate<'_>,
    between: TokenRange,
) -> bool {
    let TokenRange {
        start: from,
        end: to,
    } = between;
    let second = if main.trigger.start < part.trigger.start {
        part
    } else {
        main
    };
    let end = reading.sentence(second.sentence).end.min(to + RECALL);
    let told = !second.noun
        || second.sides().any(Participant::acts)
        || (second.trigger.end..end).any(|token| reading.analysis.tag(token) == Upos::Verb);
    told && (from + 1..to).any(|token| {
        reading.is_any(token, &["after", "before"])
            && is_time_unit(reading.analysis.lemma(token - 1))
    })
}

/// "A and B fought in Omdurman as an air strike hit a market in Khartoum": each clause has a
/// town of its own.
pub(super) fn placed_apart(
    reading: &Reading<'_>,
    one: &Candidate<'_>,
    other: &Candidate<'_>,
) -> bool {
    let (first, second) = if one.trigger.start < other.trigger.start {
        (one, other)
    } else {
        (other, one)
    };
    let between = first.trigger.end..second.trigger.start;
    let links = reading.links(between.clone());
    let while_ = between
        .clone()
        .filter(|_| links.has(Link::While) || links.has(Link::When))
        .find(|token| reading.is_link(*token, Link::While) || reading.is_link(*token, Link::When));
    // "A drone killed a woman in Donetsk, and shelling of Nikopol wounded two."
    let finite = second
        .verb
        .and_then(|verb| reading.verb(verb))
        .is_some_and(|group| !group.participle);
    let finite = finite && links.has(Link::And);
    let and = between.rev().filter(|_| finite).find(|token| {
        reading.is_link(*token, Link::And)
            && (reading.is(token - 1, ",")
                || has_subject_behind(reading, *token, second)
                || opens_verb(reading, *token, second))
    });
    let Some(split) = while_.or(and) else {
        return false;
    };
    let widest = match while_ {
        Some(_) => PlaceKind::City,
        None => PlaceKind::Admin1,
    };
    let town = |tokens: TokenRange| {
        tokens
            .filter_map(|token| reading.place_at(token))
            .find(|mention| {
                let place = reading.entity_of(*mention).place.as_ref();
                // A town that no gazetteer knows is one by where its name stands.
                let unlisted = || {
                    let first = reading.mention(*mention).tokens.start;
                    while_.is_none() && reading.is_any(first.saturating_sub(1), &["in", "at"])
                };
                place.is_none_or(|place| place.point.is_none() && unlisted())
                    || place.is_some_and(|place| {
                        place.point.is_some()
                            && (PlaceKind::Neighbourhood..=widest).contains(&place.kind)
                    })
            })
    };
    let end = reading.sentence(second.sentence).end;
    // "stormed a station in one town and killed six, and houses burned in another"
    let until = match opens_verb(reading, split, second) {
        true => (second.trigger.end..end)
            .find(|token| reading.is_any(*token, &[",", ";", "while"]))
            .unwrap_or(end),
        false => end,
    };
    match (town(first.trigger.end..split), town(split..until)) {
        (Some(here), Some(there)) => reading.mention(here).entity != reading.mention(there).entity,
        _ => false,
    }
}

/// "… in one town and two officers were killed in another": a subject of its own.
fn has_subject_behind(reading: &Reading<'_>, and: u32, act: &Candidate<'_>) -> bool {
    let subject = reading
        .chunk_at(and + 1)
        .filter(|chunk| reading.verb(*chunk).is_none());
    let verb = act.verb.map(|verb| reading.chunk(verb).tokens.start);
    subject.is_some_and(|subject| verb == Some(reading.chunk(subject).tokens.end))
}

/// "killed eight in one town and murdered two in another": a verb with an object of its own.
fn opens_verb(reading: &Reading<'_>, and: u32, act: &Candidate<'_>) -> bool {
    let verb = act.verb.map(|verb| reading.chunk(verb).tokens.start);
    verb == Some(and + 1) && !act.targets.is_empty()
}

pub(super) fn placeless(reading: &Reading<'_>, mut tokens: TokenRange) -> bool {
    tokens.all(|token| reading.place_at(token).is_none())
}

/// "Gunmen killed ten people and abducted several when they attacked the village": what
/// happened in the raid that its last clause names.
pub(super) fn in_raid(reading: &Reading<'_>, main: &Candidate<'_>, part: &Candidate<'_>) -> bool {
    let raid = |candidate: &Candidate<'_>| candidate.frame.act == Act::Attack && !candidate.noun;
    let (act, attack) = match (raid(main), raid(part)) {
        (true, false) => (part, main),
        (false, true) => (main, part),
        _ => return false,
    };
    let same = act.agents.iter().any(|agent| {
        agent.entity.is_some()
            && attack
                .agents
                .iter()
                .any(|other| other.entity == agent.entity)
    });
    matches!(
        act.frame.act,
        Act::Kill | Act::Murder | Act::Wound | Act::Abduct | Act::Loot
    ) && same
        && act.trigger.end < attack.trigger.start
        && (act.trigger.end..attack.trigger.start)
            .rev()
            .take(4)
            .any(|token| reading.is_any(token, &["when", "as", "while"]))
}

/// "Gunmen killed ten people and abducted others when they attacked the village": one raid.
pub(super) fn when_they(reading: &Reading<'_>, main: &Candidate<'_>, part: &Candidate<'_>) -> bool {
    let they = || {
        let subject = part.verb.and_then(|verb| {
            let first = reading.chunk(verb).tokens.start;
            first
                .checked_sub(1)
                .filter(|token| *token > main.trigger.end)
        });
        subject.is_some_and(|subject| {
            reading.is_any(subject, &["they", "he", "it"])
                && reading.is_any(subject - 1, &["when", "as"])
        })
    };
    is_force(main.frame.act)
        && matches!(part.frame.act, Act::Attack | Act::Shoot)
        && main.agents.iter().any(Participant::acts)
        && part.agents.iter().any(Participant::acts)
        && agree(&main.agents, &part.agents)
        && they()
}

/// Whether a finite verb stands between two acts, so that they are of different clauses.
pub(super) fn verb_between(
    reading: &Reading<'_>,
    one: &Candidate<'_>,
    other: &Candidate<'_>,
) -> bool {
    let from = one.trigger.end.min(other.trigger.end);
    let to = one.trigger.start.max(other.trigger.start);
    (from..to).any(|token| {
        reading.chunk_at(token).is_some_and(|chunk| {
            Some(chunk) != one.verb
                && Some(chunk) != other.verb
                && reading.verb(chunk).is_some_and(|group| {
                    let bare = group.passive && !reading.has_auxiliary(chunk);
                    !(group.infinitive || group.participle || bare)
                })
        })
    })
}
