//! What the words of a trigger hold or leave to the words right around them: the town between
//! "handed" and "back", the explosives behind "a vehicle", the thousands who flee. Prevents an
//! act from being dropped because its object does not stand where objects stand.

use sitrep_contract::MentionType;

use crate::analysis::ActorClass;
use crate::event::act::candidate::Candidate;
use crate::event::reading::Reading;
use crate::event::reading::participant::Participant;
use crate::event::reading::parties::parties_of;
use crate::event::reading::phrase::Phrase;
use crate::frame::{Act, Class, ClassSet, Party, Role};

/// What is seized in a place and is none: "seized the weapons of Bria".
const MOVABLES: ClassSet = ClassSet::of(&[
    Class::People,
    Class::Crowd,
    Class::Arms,
    Class::Body,
    Class::GroupWord,
]);

/// "won back the centre of Kunduz": what is taken or left is a part of a named place.
pub(super) fn taken_part(
    reading: &Reading<'_>,
    candidate: &mut Candidate<'_>,
    phrase: Option<&Phrase>,
) {
    let territory = [Party::Territory, Party::MilitaryObject];
    let moves = matches!(candidate.frame.act, Act::Capture | Act::Transfer);
    let told = candidate
        .targets
        .iter()
        .any(|target| target.parties.any(&territory) || target.acts());
    let Some(phrase) = phrase.filter(|_| moves && !told) else {
        return;
    };
    if let Some(mention) = part_of_place(reading, phrase) {
        let place = reading.place_participant(mention);
        let tokens = Some(place.tokens.clone());
        candidate.targets.push(place);
        candidate.note("actor2", "role/part-of-place", tokens, "");
    }
}

/// "passed back into government hands", "fell under Taliban rule": who holds it stands between
/// the words of the trigger.
pub(super) fn holder_inside(reading: &Reading<'_>, candidate: &mut Candidate<'_>) {
    let trigger = candidate.trigger.clone();
    let held = reading.is_any(
        trigger.end - 1,
        &[
            "hands",
            "control",
            "rule",
            "authority",
            "sway",
            "occupation",
            "again",
        ],
    );
    let fell = candidate.frame.object == Role::Agent && candidate.frame.act == Act::Capture;
    if !(held && fell) || candidate.agents.iter().any(Participant::acts) {
        return;
    }
    let inside = trigger.start + 1..trigger.end;
    let named = inside.clone().find_map(|token| reading.actor_at(token));
    let holder = match named {
        Some(mention) => reading.participant_from(mention, true),
        None => {
            let state = |token: u32| {
                reading.classes(token).has(Class::StateModifier) || reading.is(token, "state")
            };
            let Some((token, class)) = inside.into_iter().find_map(|token| {
                let rebel = reading.classes(token).has(Class::RebelModifier);
                let class = match (state(token), rebel) {
                    (true, _) => ActorClass::Military,
                    (_, true) => ActorClass::Gunmen,
                    _ => return None,
                };
                Some((token, class))
            }) else {
                return;
            };
            Participant {
                class,
                plural: true,
                ..Participant::object(
                    token..token + 1,
                    parties_of(class, MentionType::Unspecified),
                )
            }
        }
    };
    let tokens = Some(holder.tokens.clone());
    candidate.note("actor1", "role/holder", tokens, "");
    candidate.agents.push(holder);
}

/// "the centre of Kunduz", "Lashio's outskirts", "Benghazi airport area": the named place that
/// what is taken is a part of.
fn part_of_place(reading: &Reading<'_>, phrase: &Phrase) -> Option<usize> {
    phrase.chunks.iter().find_map(|index| {
        let chunk = reading.chunk(*index);
        if reading.classes(chunk.head).meets(MOVABLES) || reading.is_weapon(chunk.head) {
            return None;
        }
        let end = chunk.tokens.end;
        let inside = reading.tokens_of(&Phrase::of(*index));
        let limit = reading.sentence_end(chunk.head).min(end + 4);
        let inside = inside.rev().find_map(|token| reading.place_at(token));
        inside.or_else(|| {
            let of = reading.is(end, "of");
            of.then(|| (end + 1..limit).find_map(|token| reading.place_at(token)))?
        })
    })
}

/// "A vehicle loaded with explosives was found": what is found is told behind it.
pub(in crate::event) fn laden(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let verb = candidate.verb.map_or(candidate.trigger.start, |verb| {
        reading.chunk(verb).tokens.start
    });
    let from = candidate.trigger.end;
    let behind = from..(from + 6).min(reading.sentence(candidate.sentence).end);
    let loaded = |token: u32| {
        reading.is_any(
            token,
            &[
                "loaded",
                "laden",
                "packed",
                "filled",
                "rigged",
                "containing",
                "with",
                "stuffed",
                "carrying",
                "full",
            ],
        )
    };
    let arms = reading.any(behind.clone(), Class::Bomb) || reading.any(behind.clone(), Class::Arms);
    if behind.clone().any(loaded) && arms {
        return true;
    }
    candidate.targets.iter().any(|target| {
        let end = target.tokens.end;
        let passive = end < verb && reading.any(end..verb, Class::Bomb);
        !target.acts() && passive
    })
}

/// "Thousands flee as rebels advance": people in numbers who are not named.
pub(in crate::event) fn flock(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let many = |token: u32| reading.is_any(token, &["thousands", "hundreds", "dozens", "scores"]);
    let before = candidate.trigger.start.saturating_sub(3);
    let range = before.max(reading.sentence(candidate.sentence).start)..candidate.trigger.start;
    candidate.agents.is_empty() && range.rev().any(many)
}

/// "Handed the town of Bentiu back to", "cut down 100 olive trees": what it is done to stands
/// between the words of the trigger.
pub(in crate::event) fn holds_place(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let mut inside = candidate.trigger.start + 1..candidate.trigger.end;
    inside.any(|token| {
        // "took control of": the word of the trigger itself is no place.
        reading.place_at(token).is_some()
            || (reading.classes(token).has(Class::Territory) && !reading.is(token, "control"))
    })
}

/// "left the base, handing it over to the army"
pub(in crate::event) fn hands_it_over(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let start = candidate.trigger.start;
    candidate.frame.act == Act::Transfer
        && (start..candidate.trigger.end).any(|token| reading.is_any(token, &["it", "them"]))
        && reading.any(
            reading.sentence(candidate.sentence).start..start,
            Class::Territory,
        )
}

pub(in crate::event) fn holds_property(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let inside = candidate.trigger.start + 1..candidate.trigger.end;
    candidate.frame.act == Act::Destroy && reading.any(inside, Class::Property)
}

/// "a truckload of flour", "the homes of villagers", "150 sheep from a herder": whether what the
/// verb is done to, or what that holds, is of a class, whosever it is.
pub(in crate::event) fn done_to(
    reading: &Reading<'_>,
    candidate: &Candidate<'_>,
    class: Class,
) -> bool {
    let behind = candidate.trigger.end;
    let phrase = reading
        .object(behind)
        .or_else(|| {
            let verb = candidate.verb?;
            reading
                .object(reading.chunk(verb).tokens.end)
                .or_else(|| reading.subject(verb))
        })
        .or_else(|| {
            let untagged = candidate.verb.is_none() && !candidate.noun;
            untagged
                .then(|| reading.phrase_before(candidate.trigger.start))
                .flatten()
        });
    phrase.is_some_and(|phrase| holds(reading, &phrase, class))
}

/// Whether a phrase names something of a class, by its head or behind its "of".
fn holds(reading: &Reading<'_>, phrase: &Phrase, class: Class) -> bool {
    phrase.chunks.iter().any(|chunk| {
        let chunk = reading.chunk(*chunk);
        let matter = reading
            .is(chunk.tokens.end, "of")
            .then(|| reading.object(chunk.tokens.end + 1))
            .flatten()
            .and_then(|matter| Some(reading.chunk(*matter.chunks.first()?).head));
        // "soldiers of the depot" are people.
        let people = reading.actor_at(chunk.head).is_some();
        reading.classes(chunk.head).has(class)
            || !people && matter.is_some_and(|head| reading.classes(head).has(class))
    })
}

/// "Shot down four of six cruise missiles": what flies stands close behind.
pub(in crate::event) fn flies(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let end = candidate.trigger.end;
    let behind = end..(end + 8).min(reading.sentence(candidate.sentence).end);
    let classes = [
        Class::Drone,
        Class::Missile,
        Class::Aircraft,
        Class::Helicopter,
    ];
    classes
        .iter()
        .any(|class| reading.any(behind.clone(), *class))
}

/// How many words before the trigger show that a body is armed.
const BODY: u32 = 8;

/// "Volunteers formed a rebel brigade", "a splinter group broke away": a change that the words
/// around it tell of an armed group, whoever makes it.
pub(in crate::event) fn is_armed_body(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let changes = matches!(candidate.frame.act, Act::Reorganise | Act::Surrender);
    let range = reading.sentence(candidate.sentence);
    let from = candidate
        .trigger
        .start
        .saturating_sub(BODY)
        .max(range.start);
    changes && reading.any(from..candidate.trigger.end, Class::RebelModifier)
}
