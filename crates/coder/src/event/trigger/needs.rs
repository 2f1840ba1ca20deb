//! What a frame asks for around its trigger: the sides, weapons and harm it needs, and the
//! words that rule it out. Prevents attacks on proposals, battles against cancer and motions
//! that are shot down from becoming events.

use sitrep_contract::MentionType;

use crate::analysis::{ActorClass, Entity, TokenRange};
use crate::event::act::candidate::Candidate;
use crate::event::act::crowd::is_broken_up;
use crate::event::reading::participant::Participant;
use crate::event::reading::{Match, Reading};
use crate::event::role::held::{
    done_to, flies, flock, hands_it_over, holds_place, holds_property, is_armed_body, laden,
};
use crate::event::status::condition;
use crate::event::status::cue::refers_back;
use crate::event::status::reference::is_deplored;
use crate::event::status::topic::in_actors_name;
use crate::event::talk::public;
use crate::event::toll;
use crate::frame::{Act, Class, Frame, Need, Part, Party};
use crate::text::Upos;

/// How far behind a noun its verb may tell what came of it.
const OUTCOME: u32 = 8;

/// Whether what the frame needs is there. Needs that depend on place and casualties are
/// judged after those are bound.
pub(super) fn needs(reading: &Reading<'_>, candidate: &Candidate<'_>) -> Result<(), &'static str> {
    let armed = [Party::State, Party::Police, Party::NonState];
    let people = [
        Party::State,
        Party::Police,
        Party::NonState,
        Party::Civilians,
        Party::Protesters,
        Party::Rioters,
        Party::Political,
    ];
    let agent = candidate.agents.iter().any(Participant::acts);
    let harm = || {
        toll::told(reading, candidate.sentence)
            && (!refers_back(reading, candidate) || bears_harm(reading, candidate))
            && !reading
                .sentence_classes(candidate.sentence)
                .has(Class::Memorial)
    };
    let armed_agent = || {
        // "The town was ceded to the rebels": who gets it is armed, whoever gives it.
        let transfer = candidate.frame.act == Act::Transfer;
        let ground = [Party::Territory, Party::MilitaryObject];
        let gets = candidate
            .targets
            .iter()
            .filter(|target| transfer && !target.parties.any(&ground));
        let mut sides = candidate.agents.iter().chain(gets);
        sides.any(|side| side.parties.any(&armed))
    };
    // "left school to enlist": what for, not to whom.
    let last = candidate.trigger.end - 1;
    if candidate.frame.act == Act::Transfer
        && reading.is(last, "to")
        && reading.analysis.tag(candidate.trigger.end) == Upos::Verb
    {
        return Err("nobody who gets it");
    }
    for need in &candidate.frame.needs {
        let any = |parties: &[Party]| {
            candidate
                .targets
                .iter()
                .any(|target| target.parties.any(parties))
        };
        let met = match need {
            Need::Agent | Need::Target | Need::AnySide | Need::TwoSides if candidate.undergone => {
                public::located(reading, candidate)
            }
            Need::Agent => agent || public::told_without_agent(reading, candidate),
            Need::ArmedAgent => {
                armed_agent()
                    || is_armed_body(reading, candidate)
                    || is_broken_up(reading, candidate)
            }
            // "attacked a proposal": a thing that no list knows needs arms on the other side.
            // "The two leaders met": each is whom the other meets.
            Need::Target if candidate.mutual && candidate.frame.act == Act::Verbal => {
                !candidate.targets.is_empty() || candidate.agents.iter().any(|agent| agent.plural)
            }
            Need::Target => {
                let talk = candidate.frame.act == Act::Verbal;
                let sure = candidate.targets.iter().any(|target| talk || !target.loose);
                let armed = candidate
                    .agents
                    .iter()
                    .any(|agent| agent.parties.any(&armed));
                sure || holds_property(reading, candidate)
                    || damages(reading, candidate)
                    || (!candidate.targets.is_empty() && (armed || !candidate.weapons.is_empty()))
            }
            // "seized a house of a civilian": the house.
            Need::PersonTarget if candidate.frame.act == Act::Arrest => {
                candidate.targets.iter().any(|target| {
                    let chunk = reading.chunk_at(candidate.trigger.end);
                    let thing = chunk.is_some_and(|chunk| {
                        let head = reading.chunk(chunk).head;
                        reading.verb(chunk).is_none()
                            && head < target.tokens.start
                            && reading.is(head + 1, "of")
                            && reading.classes(head).has(Class::Property)
                    });
                    target.parties.any(&people) && !thing
                })
            }
            Need::PersonTarget => any(&people),
            Need::PersonOrHarm => any(&people) || armed_agent() || harm(),
            Need::ArmedTarget => any(&armed),
            // "The raid took place on Sunday" adds to a raid told before.
            Need::AnySide => {
                let refers = refers_back(reading, candidate) && candidate.verb.is_some();
                // "Schools are held hostage by timetables": only people are.
                let taken = candidate.frame.act == Act::Abduct && !any(&people);
                let open = || candidate.noun && condition::is_open(reading, candidate);
                let open = || open() || is_deplored(reading, candidate);
                agent || (!candidate.targets.is_empty() && !taken) || harm() || refers || open()
            }
            Need::TwoSides => agent && !candidate.targets.is_empty(),
            // "The motion was shot down": what brings it down is no weapon that is brought down.
            Need::Weapon if candidate.frame.act == Act::Intercept => {
                // "A mast was brought down by explosives": neither is what was blown up.
                let ground = ["small-arms", "bomb", "mine", "blade", "suicide"];
                let named = candidate.weapons.iter().any(|it| !ground.contains(it));
                named || flies(reading, candidate)
            }
            Need::Weapon => !candidate.weapons.is_empty(),
            Need::WeaponOrHarm => {
                let struck = any(&[Party::MilitaryObject, Party::Territory]);
                !candidate.weapons.is_empty() || harm() || struck
            }
            Need::Harm => harm(),
            // "began leaving Chad": a country is left, too.
            Need::Territory => {
                any(&[Party::Territory, Party::MilitaryObject])
                    || holds_place(reading, candidate)
                    || hands_it_over(reading, candidate)
                    || (candidate.frame.act == Act::Withdraw
                        && candidate
                            .targets
                            .iter()
                            .any(|target| reading.place_at(target.tokens.start).is_some()))
            }
            Need::Arms => {
                let inside = candidate.trigger.start + 1..candidate.trigger.end;
                (any(&[Party::Arms]) && !any(&people))
                    || done_to(reading, candidate, Class::Arms)
                    || reading.any(inside, Class::Bomb)
                    || laden(reading, candidate)
            }
            // "a WFP warehouse", "the homes of villagers": the thing, not whose it is.
            Need::Property => {
                let things = candidate.targets.iter().any(|target| {
                    // "an explosives-laden truck" is a weapon.
                    let armed = reading.any(target.tokens.clone(), Class::Bomb)
                        || reading.any(target.tokens.clone(), Class::Suicide);
                    !armed && target.parties.has(Party::Property)
                });
                let arms = any(&[Party::Arms]) || done_to(reading, candidate, Class::Bomb);
                things || !arms && done_to(reading, candidate, Class::Property)
            }
            Need::Demonstrators => {
                // "police fired tear gas at students": the means shows what the people did.
                let classes = reading.sentence_classes(candidate.sentence);
                let crowd = classes.has(Class::Demonstration) || classes.has(Class::CrowdControl);
                crowd
                    || candidate
                        .sides()
                        .any(|side| side.parties.any(&[Party::Protesters, Party::Rioters]))
            }
            Need::Crowd => candidate.agents.iter().any(|agent| {
                let rules = matches!(
                    agent.class,
                    ActorClass::Government | ActorClass::International
                );
                agent.parties.any(&[
                    Party::Civilians,
                    Party::Protesters,
                    Party::Rioters,
                    Party::Political,
                ]) && !agent.parties.any(&armed)
                    && !rules
            }),
            Need::Cause => wants(reading, candidate),
            Need::Exodus => {
                candidate.agents.iter().any(|agent| {
                    // "The perpetrators fled into the forest" leaves nobody's home.
                    let last = reading.classes(agent.tokens.end - 1);
                    agent.parties.has(Party::Civilians)
                        && !last.has(Class::GroupWord)
                        && (agent.plural || reading.classes(agent.tokens.end - 1).has(Class::Crowd))
                }) || flock(reading, candidate)
            }
            Need::Unopposed => reading
                .sentence_classes(candidate.sentence)
                .has(Class::NoResistance),
            Need::Official => candidate.agents.iter().any(|agent| {
                let named = |entity| {
                    let entity: &Entity = &reading.analysis.entities[entity as usize];
                    entity.kind == MentionType::Person && entity.id.is_some()
                };
                let before = reading.sentence(candidate.sentence).start..candidate.trigger.start;
                let first = agent.tokens.start;
                let chunk = reading.phrase_start(first);
                agent.class == ActorClass::International
                    || reading.any(chunk..agent.tokens.end, Class::Office)
                    || before.clone().any(|token| reading.is_any(token, &ENVOYS))
                    || (agent.class == ActorClass::Government && agent.entity.is_some_and(named))
            }),
            Need::NoObject => reading.object(candidate.trigger.end).is_none_or(|object| {
                let tokens = reading.tokens_of(&object);
                reading.place_at(tokens.end - 1).is_some()
            }),
            Need::Detail => true,
        };
        if !met {
            return Err(match need {
                Need::Agent | Need::ArmedAgent | Need::Crowd | Need::Exodus | Need::Official => {
                    "nobody who can act"
                }
                Need::TwoSides => "not two sides",
                Need::Weapon | Need::WeaponOrHarm => "no weapon",
                Need::Harm => "nobody harmed",
                Need::Demonstrators | Need::Cause => "no demonstrators",
                Need::NoObject => "something is done to a thing",
                _ => "nothing it is done to",
            });
        }
    }
    Ok(())
}

/// Whether what is burnt or wrecked is property, whosever it is.
fn damages(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    candidate.frame.act == Act::Destroy
        && (done_to(reading, candidate, Class::Property)
            || done_to(reading, candidate, Class::CivilianObject))
}

/// "The blast killed nine", "died in the attack": the harm is of the act pointed to, not so
/// of "a protest against the raid" or "after the ambush".
fn bears_harm(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let start = reading.sentence(candidate.sentence).start;
    let first = reading.phrase_start(candidate.trigger.start);
    let Some(before) = first.checked_sub(1).filter(|before| *before >= start) else {
        return true;
    };
    // "calm, a day after the worst fighting in years killed 32": the harm is its verb's.
    let kills = reading.is(before, "after")
        && (candidate.trigger.end..candidate.trigger.end + OUTCOME)
            .find_map(|token| {
                reading
                    .chunk_at(token)
                    .filter(|chunk| reading.verb(*chunk).is_some())
            })
            .map(|verb| reading.analysis.lemma(reading.chunk(verb).head))
            .is_some_and(|verb| matches!(verb, "kill" | "leave" | "claim" | "wound"));
    kills
        || reading.analysis.tag(before) == Upos::Punct
        || reading.classes(before).has(Class::Say)
        || reading.is_any(before, &["in", "during", "by", "that", "from", "when"])
}

/// Whether the sentence says behind the trigger what people want, or it or one next to it
/// speaks of a demonstration.
fn wants(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let sentence = candidate.sentence;
    let behind = candidate.trigger.end..reading.sentence(sentence).end;
    let last = reading.analysis.sentences.len() - 1;
    reading.any(behind, Class::Cause)
        || (sentence.saturating_sub(1)..=(sentence + 1).min(last))
            .any(|near| reading.sentence_classes(near).has(Class::Demonstration))
}

/// People who travel to talk.
const ENVOYS: [&str; 6] = [
    "delegation",
    "delegations",
    "delegates",
    "mediators",
    "negotiators",
    "representatives",
];

/// "A wave has hit the port": what strikes is neither somebody nor a weapon.
pub(super) fn strikes_as_a_thing(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let active = candidate
        .verb
        .filter(|_| {
            let raid = reading.analysis.lemma(candidate.trigger.start) == "raid";
            (candidate.frame.act == Act::Strike || raid) && !candidate.noun
        })
        .filter(|verb| reading.verb(*verb).is_some_and(|group| !group.passive));
    candidate.agents.is_empty()
        && candidate.weapons.is_empty()
        && active.is_some_and(|verb| reading.subject(verb).is_some())
}

/// Whether a word of the sentence or one around the trigger speaks against the frame.
pub(super) fn not_excluded(
    reading: &Reading<'_>,
    frame: &Frame,
    found: &Match,
    sentence: &TokenRange,
) -> Result<(), &'static str> {
    if crosses_clauses(reading, frame.act, &found.tokens) {
        return Err("its words stand in two clauses");
    }
    // "launched a surprise attack on the army" founds no army.
    let mut inner = found.tokens.clone().skip(1);
    if frame.act == Act::Reorganise
        && inner.any(|token| reading.is_any(token, &["on", "against", ","]))
    {
        return Err("its words stand in two phrases");
    }
    // "Karen National Union": a name says nothing of the subject.
    let ruled_out =
        |token: u32| frame.not_context.has(reading.word(token)) && !in_actors_name(reading, token);
    if !frame.not_context.is_empty() && sentence.clone().any(ruled_out) {
        return Err("a word in the sentence rules it out");
    }
    let start = reading.phrase_start(found.tokens.start);
    let from = start.saturating_sub(1).max(reading.sentence_start(start));
    if (from..found.tokens.start).any(|token| frame.not_before.has(reading.word(token))) {
        return Err("a word before it rules it out");
    }
    // "before any deal can be struck": the passive subject is what it is done to.
    let subject = start
        .checked_sub(1)
        .filter(|_| found.part == Part::Verb)
        .and_then(|token| reading.chunk_at(token));
    if subject.is_some_and(|subject| {
        frame
            .not_after
            .has(reading.word(reading.chunk(subject).head))
    }) {
        return Err("what it is done to rules it out");
    }
    let after = found.tokens.end;
    if frame.not_after.has(reading.word(after)) {
        return Err("a word after it rules it out");
    }
    // "attack on the policy", "battle against cancer", "fighting a fire".
    let behind = if reading.is_preposition(after) {
        after + 1
    } else {
        after
    };
    if let Some(phrase) = reading.object(behind) {
        let first = phrase.chunks.first().map(|chunk| reading.chunk(*chunk));
        if first.is_some_and(|chunk| {
            chunk.tokens.clone().any(|token| {
                frame.not_after.has(reading.word(token))
                    && (token == chunk.head || chunk.tokens.end - chunk.tokens.start < 3)
            })
        }) {
            return Err("what it is done to rules it out");
        }
    }
    Ok(())
}

/// "launch an operation if the rocket fire", "staged a march to condemn an attack on": no
/// pattern reaches into another clause.
fn crosses_clauses(reading: &Reading<'_>, act: Act, tokens: &TokenRange) -> bool {
    let inner = tokens.start + 1..tokens.end.saturating_sub(1);
    let force = matches!(act, Act::Attack | Act::Clash | Act::Capture);
    let aims = |token: u32| {
        force && reading.is(token, "to") && reading.analysis.tag(token + 1) == Upos::Verb
    };
    let tells = |token: u32| act == Act::Reorganise && reading.is(token, "that");
    if inner.clone().any(|token| aims(token) || tells(token)) {
        return true;
    }
    inner.into_iter().any(|token| {
        reading.is_any(
            token,
            &[
                "if", "unless", "when", "while", "because", "who", "which", "although",
            ],
        )
    })
}
