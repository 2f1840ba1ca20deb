//! Roles around a verb: voice, object, what stands behind its prepositions, and headlines
//! whose verb the tagger did not see. Prevents the victim of a passive from becoming the
//! attacker.

use super::assign::assign;
use super::complements::complements;
use super::headline::headline_roles;
use super::held::{holder_inside, taken_part};
use super::lost::fell_before;
use crate::event::act::candidate::Candidate;
use crate::event::grammar::elsewhere::object_elsewhere;
use crate::event::reading::Reading;
use crate::event::reading::participant::Participant;
use crate::event::reading::phrase::Phrase;
use crate::event::status::purpose::undertaker;
use crate::frame::{Act, Class, Party, PartySet, Role};
use crate::text::Upos;

/// Fills the sides of a candidate whose trigger is a verb.
pub(super) fn roles(reading: &Reading<'_>, candidate: &mut Candidate<'_>) {
    let start = candidate.trigger.start;
    let Some(verb) = reading
        .chunk_at(start)
        .filter(|chunk| reading.verb(*chunk).is_some())
    else {
        // A verb that the tagger did not see as one ("Rebels shell Aden" in a headline).
        headline_roles(reading, candidate);
        return;
    };
    candidate.verb = Some(verb);
    let end = candidate.trigger.end.max(reading.chunk(verb).tokens.end);
    let within = within_trigger(reading, candidate, verb);
    // "shot down 15 drones" looks like a bare participle until its object is seen.
    let behind = reading
        .object(end)
        .or_else(|| shared_object(reading, verb, end));
    let objectless = within.is_none() && behind.is_none();
    let told_of = objectless
        .then(|| object_elsewhere(reading, verb))
        .flatten();
    let objectless = objectless && told_of.is_none();
    let passive = (reading.verb(verb).is_some_and(|group| group.passive)
        && (reading.has_auxiliary(verb)
            || (objectless
                && !strikes(reading, candidate, verb)
                && !shoot_at_each_other(reading, candidate)))
        && told_of.is_none())
        || parted_passive(reading, verb)
        || (objectless && undergone(reading, candidate, verb));
    let frame = candidate.frame;
    // "was prepared to talk": what somebody is, not what is done to him.
    let passive = passive
        && !(frame.act == Act::Verbal
            && frame.object == Role::None
            && reading.analysis.lemma(start) == "be");
    let subject = reading.subject(verb);
    // "recalled its ambassador": the object of talk is part of the trigger.
    let own = reading.chunk(verb).tokens.end;
    let inside = matches!(frame.act, Act::Verbal | Act::Deploy) && own < candidate.trigger.end;
    let object = match &within {
        // "Shots were fired at the post", "were driven out of the town".
        _ if passive => behind.clone().filter(|_| {
            let last = candidate.trigger.end - 1;
            reading.is_any(last, &["at", "into"])
                || frame.act == Act::Capture && reading.is_any(last, &["of", "from"])
                || frame.act == Act::Transfer && reading.is(last, "to")
        }),
        Some(within) => Some(within.clone()),
        None if inside => reading.object(own).or_else(|| behind.clone()),
        None => behind
            .clone()
            .or(told_of)
            .or_else(|| behind_means(reading, end)),
    };
    // "gave in to Turkey": the preposition that ends the trigger governs what follows.
    let last = candidate.trigger.end - 1;
    let object_role = match inside && reading.is_preposition(last) && reading.object(own).is_none()
    {
        true => frame
            .preposition(reading.word(last))
            .unwrap_or(frame.object),
        false => frame.object,
    };
    let (subject_role, rule) = match passive {
        true => (frame.object, "role/passive-subject"),
        false => (frame.subject, "role/subject"),
    };
    let undertaker = undertaker(reading, verb).filter(|_| subject_role == Role::Agent);
    if let Some(undertaker) = undertaker {
        let tokens = Some(undertaker.tokens.clone());
        candidate.note("actor1", "role/undertaking", tokens, "");
        candidate.agents.push(undertaker);
    } else if let Some(subject) = &subject {
        assign(reading, candidate, subject, subject_role, rule);
    } else if subject_role == Role::Agent {
        inside_verb(reading, candidate, verb);
    }
    if let Some(object) = &object {
        assign(reading, candidate, object, object_role, "role/object");
        if frame.act == Act::Capture && candidate.targets.is_empty() {
            unknown_place(reading, candidate, object);
        }
    } else if !passive
        && frame.object == Role::Target
        && let Some(mention) = reading.place_at(end)
    {
        // "had taken Momauk": a name that the tagger took for no noun.
        let place = reading.place_participant(mention);
        let tokens = Some(place.tokens.clone());
        candidate.targets.push(place);
        candidate.note("actor2", "role/object", tokens, "");
    }
    // "Drove the rebels out of the town": a trigger that ends in a preposition governs, too.
    if within.is_some()
        && reading.is_preposition(candidate.trigger.end - 1)
        && let Some(object) = &behind
    {
        assign(reading, candidate, object, frame.object, "role/object");
    }
    // "A woman approached the post and blew up": whoever explodes carries the bomb.
    let explodes = matches!(frame.act, Act::Bomb | Act::Explode) && !passive && object.is_none();
    if explodes && subject.as_ref().is_some_and(|it| is_person(reading, it)) {
        candidate.arm("suicide");
    }
    if !passive {
        fell_before(reading, candidate);
    }
    let subject = subject.filter(|_| subject_role == Role::Target);
    holder_inside(reading, candidate);
    let object_taken = object.as_ref().filter(|_| object_role == Role::Target);
    taken_part(reading, candidate, subject.as_ref().or(object_taken));
    // "attributed the killings to the militia": of what is only talked about, the
    // preposition that ends the trigger leads to whom it is said of.
    if inside
        && !passive
        && (frame.object == Role::None || frame.act == Act::Verbal && candidate.targets.is_empty())
        && reading.is_preposition(last)
        && reading.object(own).is_some()
        && let Some(role) = frame.preposition(reading.word(last))
        && let Some(behind) = reading.object(end)
    {
        assign(reading, candidate, &behind, role, "role/preposition");
    }
    // "demanded that the army hand over power to civilians": the subject of what is demanded.
    if reading.is(last, "that") && object.is_some() {
        return;
    }
    let from = object
        .as_ref()
        .map_or(end, |object| reading.tokens_of(object).end.max(end));
    complements(reading, candidate, from, passive);
}

/// "Looting and bombing the town", "attacked and burned three posts": the object of both.
fn shared_object(reading: &Reading<'_>, verb: usize, end: u32) -> Option<Phrase> {
    let other = reading
        .chunk_at(end + 1)
        .filter(|_| end + 1 < reading.sentence_end(end) && reading.is_any(end, &["and", "or"]))?;
    let (one, two) = (reading.verb(verb)?, reading.verb(other)?);
    let ing = |chunk: usize| reading.lower(reading.chunk(chunk).head).ends_with("ing");
    let alike = match ing(verb) {
        true => ing(other),
        false => one.past && two.past && !reading.has_auxiliary(verb),
    };
    (alike && !reading.has_auxiliary(other))
        .then(|| reading.object(reading.chunk(other).tokens.end))
        .flatten()
}

/// "Hamas threatened to strike": a name that the tagger read as part of the verb.
fn inside_verb(reading: &Reading<'_>, candidate: &mut Candidate<'_>, verb: usize) {
    let own = reading.chunk(verb).tokens.start..candidate.trigger.start;
    let named = own.rev().find_map(|token| reading.actor_at(token));
    if let Some(mention) = named {
        let found = reading.participant_from(mention, true);
        let tokens = Some(found.tokens.clone());
        candidate.note("actor1", "role/subject", tokens, "");
        candidate.agents.push(found);
    }
}

/// "targeted with rockets the outskirts": what stands right behind the means.
fn behind_means(reading: &Reading<'_>, end: u32) -> Option<Phrase> {
    let means = reading
        .chunk_at(end + 1)
        .filter(|_| reading.is(end, "with"))?;
    let next = reading.chunk(means).tokens.end;
    reading.chunk_at(next)?;
    reading.object(next)
}

/// "regained Khan Sheikhoun from the rebels": a name that no list has, and that is nobody's,
/// is the place that was taken.
fn unknown_place(reading: &Reading<'_>, candidate: &mut Candidate<'_>, object: &Phrase) {
    let Some(first) = object.chunks.first() else {
        return;
    };
    let chunk = reading.chunk(*first);
    let name = chunk.tokens.clone().all(|token| {
        reading.analysis.tag(token) == Upos::Propn && reading.actor_at(token).is_none()
    });
    if name {
        let mut parties = PartySet::default();
        parties.insert(Party::Territory);
        let place = Participant::object(chunk.tokens.clone(), parties);
        candidate.note("actor2", "role/object", Some(place.tokens.clone()), "");
        candidate.targets.push(place);
    }
}

/// "Police officer hacked to death in Papua": nobody does such a thing without somebody to
/// do it to, so a past form without an object is a participle.
fn undergone(reading: &Reading<'_>, candidate: &Candidate<'_>, verb: usize) -> bool {
    let frame = candidate.frame;
    let to_somebody = matches!(
        frame.act,
        Act::Kill
            | Act::Murder
            | Act::Wound
            | Act::Abduct
            | Act::Beat
            | Act::SexualViolence
            | Act::Chemical
            | Act::Arrest
            | Act::Disarm
            | Act::Destroy
            | Act::Loot
    ) && (frame.subject, frame.object) == (Role::Agent, Role::Target);
    let group = reading.verb(verb).unwrap_or_default();
    let trigger = candidate.trigger.clone();
    // "sprayed customers with bullets": the object stands between the words.
    let own = reading.chunk(verb).tokens.end;
    let filled = (own..trigger.end).any(|token| {
        reading.chunk_at(token).is_some_and(|chunk| {
            // "smashed windows": the object ends the trigger.
            let end = reading.chunk(chunk).tokens.end;
            let whole = frame.act == Act::Destroy && end == trigger.end;
            reading.verb(chunk).is_none() && (end < trigger.end || whole)
        })
    });
    to_somebody
        && !filled
        && group.past
        && !group.infinitive
        && !reading.has_auxiliary(verb)
        && trigger
            .clone()
            .all(|token| reading.analysis.tag(token) != Upos::Num)
}

/// Whether a phrase is one person, by the noun.
fn is_person(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let [chunk] = phrase.chunks.as_slice() else {
        return false;
    };
    let head = reading.chunk(*chunk).head;
    let classes = reading.classes(head);
    !reading.is_weapon(head)
        && !reading.is_plural(*chunk)
        && (classes.has(Class::Somebody)
            || classes.has(Class::GroupWord)
            || reading.names_people(head))
}

/// "Kidnappers struck in Abuja": whoever is armed strikes, nobody who is struck.
fn strikes(reading: &Reading<'_>, candidate: &Candidate<'_>, verb: usize) -> bool {
    let by = |phrase: Phrase| {
        let sides = reading.participants(&phrase);
        !sides.is_empty() && sides.iter().all(|side| side.parties.has(Party::NonState))
    };
    candidate.frame.act == Act::Strike
        && reading.is_any(
            reading.chunk(verb).tokens.end,
            &["in", "at", "on", "again", "near", "when", "overnight"],
        )
        && reading.subject(verb).is_some_and(by)
}

/// "Police and rebels shot at each other": nobody is shot at by another.
fn shoot_at_each_other(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    candidate.frame.two_sided && !reading.is(candidate.trigger.end, "by")
}

/// The people between the words of a trigger: "shot three farmers dead", "left ten dead".
fn within_trigger(reading: &Reading<'_>, candidate: &Candidate<'_>, verb: usize) -> Option<Phrase> {
    if !matches!(
        candidate.frame.object,
        Role::Target | Role::Sides | Role::Agent
    ) {
        return None;
    }
    let mut at = reading.chunk(verb).tokens.end;
    while at < candidate.trigger.end {
        let Some(chunk) = reading.chunk_at(at) else {
            at += 1;
            continue;
        };
        let phrase = Phrase::of(chunk);
        let frame = candidate.frame;
        // "shot in the head": where, not whom.
        let body = is_body_part(reading.analysis.lemma(reading.chunk(chunk).head));
        let people = !body
            && reading.verb(chunk).is_none()
            && reading
                .in_role(&phrase, frame.act, frame.object)
                .iter()
                .any(|it| it.acts() && !it.weapon && !it.loose);
        if people {
            return Some(phrase);
        }
        at = reading.chunk(chunk).tokens.end;
    }
    None
}

/// "in the head", "in the chest".
pub(in crate::event) fn is_body_part(lemma: &str) -> bool {
    matches!(
        lemma,
        "head"
            | "chest"
            | "leg"
            | "back"
            | "neck"
            | "stomach"
            | "abdomen"
            | "arm"
            | "foot"
            | "face"
    )
}

/// "was similarly killed", "were intercepted and later killed": the auxiliary stands apart
/// from its participle.
fn parted_passive(reading: &Reading<'_>, verb: usize) -> bool {
    let chunk = reading.chunk(verb);
    let first = chunk.tokens.start;
    let start = reading.sentence_start(first);
    let mut at = first;
    let adverb = |token: u32| {
        reading.analysis.tag(token) == Upos::Adv || reading.lower(token).ends_with("ly")
    };
    while at > start && adverb(at - 1) {
        at -= 1;
    }
    let be = |token: u32| {
        ["was", "were", "been", "being", "is", "are"]
            .iter()
            .any(|form| reading.is(token, form))
    };
    let head = chunk.head;
    let inside = (first..head).any(&be)
        && (first..head).any(|token| reading.lower(token).ends_with("ly"))
        && !reading.lower(head).ends_with("ing");
    if inside {
        return reading.object(chunk.tokens.end).is_none();
    }
    if at == start || reading.has_auxiliary(verb) || reading.object(chunk.tokens.end).is_some() {
        return false;
    }
    let parted = at < first && be(at - 1);
    // "were taken off a bus and shot": the verb before, whatever stands behind it.
    let shared = reading.analysis.tag(at - 1) == Upos::Cconj
        && (start..at - 1)
            .rev()
            .take_while(|token| !bounds_clause(reading, *token))
            .find_map(|token| {
                reading
                    .chunk_at(token)
                    .filter(|other| reading.verb(*other).is_some())
            })
            .is_some_and(|other| {
                reading.has_auxiliary(other)
                    && reading.verb(other).is_some_and(|group| group.passive)
            });
    parted || shared
}

/// Whether what stands before a token is of another clause.
fn bounds_clause(reading: &Reading<'_>, token: u32) -> bool {
    matches!(
        reading.analysis.tag(token),
        Upos::Punct | Upos::Sconj | Upos::Cconj
    ) || reading.classes(token).has(Class::Relative)
}
