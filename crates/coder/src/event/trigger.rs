//! From matched words to acts: is it the verb or noun that the frame means, and does the
//! sentence speak of force at all? Prevents heart attacks and title fights from becoming
//! events.

use sitrep_contract::Status;

use super::candidate::Candidate;
use super::reading::{Match, Reading};
use super::talk;
use crate::analysis::TokenRange;
use crate::frame::{Act, Class, Frame, Need, Part, Party};
use crate::text::{SentenceKind, Upos};

/// The rule that marks the leading act of a sentence.
pub(super) const LEADS: &str = "trigger/leads-its-sentence";

/// A trigger that was ruled out, for the trace.
#[derive(Clone, Debug)]
pub(super) struct Discarded {
    /// The words.
    pub(super) trigger: TokenRange,
    /// The frame's id.
    pub(super) frame: String,
    /// Why.
    pub(super) reason: &'static str,
}

/// All acts that triggers name, with their roles, in text order.
pub(super) fn candidates<'a>(
    reading: &Reading<'a>,
    discarded: &mut Vec<Discarded>,
) -> Vec<Candidate<'a>> {
    let mut found: Vec<Candidate<'a>> = Vec::new();
    let mut rest = reading.matches.as_slice();
    while let Some(first) = rest.first() {
        // All frames of the longest match at this token; shorter ones only if none holds.
        let same_start = rest
            .iter()
            .take_while(|other| other.tokens.start == first.tokens.start)
            .count();
        let (group, later) = rest.split_at(same_start);
        rest = later;
        let inside = |other: &Candidate<'_>| other.trigger.end > first.tokens.start;
        if found.last().is_some_and(inside) {
            continue;
        }
        let mut reasons = Vec::new();
        for candidate in group {
            match read(reading, candidate) {
                Ok(candidate) => {
                    reasons.clear();
                    found.push(candidate);
                    break;
                }
                Err(reason) => reasons.push((candidate, reason)),
            }
        }
        discarded.extend(reasons.into_iter().map(|(candidate, reason)| Discarded {
            trigger: candidate.tokens.clone(),
            frame: reading.frames.frames[candidate.frame as usize].id.clone(),
            reason,
        }));
    }
    found
}

fn read<'a>(reading: &Reading<'a>, found: &Match) -> Result<Candidate<'a>, &'static str> {
    let frame = &reading.frames.frames[found.frame as usize];
    let sentence = reading.analysis.sentence_index(found.tokens.start);
    let kind = reading.analysis.sentences[sentence].kind;
    if kind == SentenceKind::Boilerplate {
        return Err("not part of the text");
    }
    let dateline = reading.analysis.dateline.as_ref();
    if dateline.is_some_and(|line| line.tokens.contains(&found.tokens.start)) {
        return Err("in the dateline");
    }
    let noun = is_noun(reading, found).ok_or("another part of speech")?;
    if reading.actor_at(found.tokens.start).is_some_and(|mention| {
        let mention = reading.mention(mention);
        mention.tokens.end > found.tokens.end
            && mention.tokens.end - mention.tokens.start > 1
            && mention.head != found.tokens.end - 1
            && reading.analysis.tag(found.tokens.start) == Upos::Propn
    }) {
        return Err("part of a name");
    }
    let before = sentence.checked_sub(1).filter(|before| {
        let sentences = &reading.analysis.sentences;
        frame.consequence && sentences[*before].paragraph == sentences[sentence].paragraph
    });
    // "A helicopter crashed. The two pilots died.": an accident goes on.
    let accident = before.is_some_and(|before| {
        frame.not_classes.has(Class::Accident)
            && reading.sentence_classes(before).has(Class::Accident)
    });
    if accident || reading.sentence_classes(sentence).meets(frame.not_classes) {
        return Err("the sentence speaks of something else");
    }
    let range = reading.sentence(sentence);
    if range
        .clone()
        .any(|token| listed(&frame.not_context, reading.word(token)))
    {
        return Err("a word in the sentence rules it out");
    }
    excluded_around(reading, frame, found)?;
    let mut candidate = Candidate {
        frame,
        trigger: found.tokens.clone(),
        sentence,
        verb: None,
        noun,
        agents: Vec::new(),
        targets: Vec::new(),
        allies: Vec::new(),
        weapons: Vec::new(),
        evidence: vec![range],
        place: None,
        when: None,
        toll: Default::default(),
        status: Status::Reported,
        claim: None,
        decision: None,
        doubt: Default::default(),
        mutual: frame.two_sided,
        notes: Vec::new(),
    };
    candidate.note(
        "trigger",
        format!("frame/{}", frame.id),
        Some(found.tokens.clone()),
        "",
    );
    if let Some(weapon) = frame.weapon {
        candidate.arm(weapon);
    }
    super::role::fill(reading, &mut candidate);
    if leads(reading, &candidate) {
        candidate.note("trigger", LEADS, None, "");
    }
    if candidate.frame.act == Act::Verbal {
        talk::is_statement(reading, &candidate)?;
    }
    needs(reading, &candidate)?;
    if strikes_as_a_thing(reading, &candidate) {
        return Err("nobody who can act");
    }
    Ok(candidate)
}

/// "Shot down four of six cruise missiles": what flies stands close behind.
fn flies(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
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

/// "A wave has hit the port": what strikes is neither somebody nor a weapon.
fn strikes_as_a_thing(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let active = candidate
        .verb
        .filter(|_| candidate.frame.act == Act::Strike && !candidate.noun)
        .filter(|verb| reading.verb(*verb).is_some_and(|group| !group.passive));
    candidate.agents.is_empty()
        && candidate.weapons.is_empty()
        && active.is_some_and(|verb| reading.subject(verb).is_some())
}

/// Whether the trigger stands here as a noun (true) or a verb; `None` when as neither.
fn is_noun(reading: &Reading<'_>, found: &Match) -> Option<bool> {
    let key = match found.part {
        Part::Noun => found.tokens.end - 1,
        _ => found.tokens.start,
    };
    let tag = reading.analysis.tag(key);
    let in_verb = reading
        .chunk_at(key)
        .is_some_and(|chunk| reading.verb(chunk).is_some());
    match found.part {
        Part::Fixed => Some(!in_verb),
        // Two words that name a thing can hardly be read otherwise.
        Part::Noun if found.tokens.end - found.tokens.start > 1 => Some(true),
        Part::Noun => {
            let tagged = tag.is_noun() || (!in_verb && tag != Upos::Verb && tag != Upos::Aux);
            (tagged || stands_as_noun(reading, key)).then_some(true)
        }
        Part::Verb => {
            let form = reading.analysis.lower(key);
            let several = found.tokens.end - found.tokens.start > 1;
            let inside_noun = reading.chunk_at(key).is_some_and(|chunk| {
                reading.verb(chunk).is_none() && reading.chunk(chunk).tokens.end > key + 1
            });
            let past = form.ends_with("ed") && !inside_noun;
            // "14 captured soldiers" tells of soldiers, not of their capture; "The army on
            // Monday captured soldiers" does.
            if inside_noun && !several && (form.ends_with("ed") || form.ends_with("ing")) {
                return follows_noun(reading, key).then_some(false);
            }
            // "killed in clashes with security forces": a preposition governs a noun.
            let governed = tag.is_noun()
                && key > 0
                && (reading.is_preposition(key - 1) || reading.analysis.tag(key - 1) == Upos::Det);
            // "Junta troops torch 60 houses": whoever acts stands before it, in the same chunk.
            let acted = reading.ends_actor(key) && reading.object(found.tokens.end).is_some();
            (in_verb || tag == Upos::Verb || (several && !governed) || past || acted)
                .then_some(false)
        }
    }
}

/// Whether the trigger is the first verb that states something: what else the sentence
/// tells hangs on it.
fn leads(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    if candidate.noun {
        return false;
    }
    let start = reading.sentence(candidate.sentence).start;
    let first = candidate.verb.map_or(candidate.trigger.start, |verb| {
        reading.chunk(verb).tokens.start
    });
    (start..first).all(|token| {
        let Some(chunk) = reading.chunk_at(token) else {
            return true;
        };
        reading.verb(chunk).is_none_or(|group| {
            let tokens = reading.chunk(chunk).tokens.clone();
            let relative =
                tokens.start > start && reading.classes(tokens.start - 1).has(Class::Relative);
            let bare = group.participle || (group.passive && !reading.has_auxiliary(chunk));
            relative || bare || reading.any(tokens, Class::Say)
        })
    })
}

/// Whether a word opens its noun chunk right behind another one, its subject, or stands
/// behind a name in it.
fn follows_noun(reading: &Reading<'_>, key: u32) -> bool {
    let inside = reading
        .chunk_at(key)
        .is_some_and(|chunk| reading.chunk(chunk).tokens.start < key);
    if inside {
        return reading.date_at(key - 1).is_some() || reading.analysis.tag(key - 1) == Upos::Propn;
    }
    let opens = reading
        .chunk_at(key)
        .is_some_and(|chunk| reading.chunk(chunk).tokens.start == key);
    let before = key
        .checked_sub(1)
        .filter(|before| *before >= reading.analysis.sentence_of(key).tokens.start)
        .and_then(|before| reading.chunk_at(before));
    opens && before.is_some_and(|before| reading.verb(before).is_none())
}

/// "Fighting between …", "Clashes in …": what stands around a word that the tagger took for
/// a verb shows that it is a noun.
fn stands_as_noun(reading: &Reading<'_>, key: u32) -> bool {
    let form = reading.analysis.lower(key);
    if !(form.ends_with("ing") || form.ends_with('s')) {
        return false;
    }
    let start = reading.analysis.sentence_of(key).tokens.start;
    let first = key == start
        || reading.analysis.tag(key - 1) == Upos::Punct
        || (key == start + 1 && reading.analysis.tag(start) == Upos::Adj);
    let next = |words: &[&str]| reading.is_any(key + 1, words);
    if next(&["between", "among", "erupted", "broke", "continued", "raged"]) {
        return true;
    }
    let determined = key > start
        && reading.is_any(
            key - 1,
            &[
                "the", "a", "an", "of", "heavy", "fierce", "intense", "deadly", "fresh",
            ],
        );
    (first || determined)
        && next(&[
            "in", "of", "by", "near", "at", "with", "on", "around", "killed", "kills", "left",
        ])
}

fn listed(list: &[u32], word: u32) -> bool {
    word != 0 && list.binary_search(&word).is_ok()
}

fn excluded_around(
    reading: &Reading<'_>,
    frame: &Frame,
    found: &Match,
) -> Result<(), &'static str> {
    let start = reading
        .chunk_at(found.tokens.start)
        .map_or(found.tokens.start, |chunk| {
            reading.chunk(chunk).tokens.start.min(found.tokens.start)
        });
    let from = start
        .saturating_sub(1)
        .max(reading.analysis.sentence_of(start).tokens.start);
    if (from..found.tokens.start).any(|token| listed(&frame.not_before, reading.word(token))) {
        return Err("a word before it rules it out");
    }
    // "before any deal can be struck": the passive subject is what it is done to.
    let subject = start
        .checked_sub(1)
        .filter(|_| found.part == Part::Verb)
        .and_then(|token| reading.chunk_at(token));
    if subject
        .is_some_and(|subject| listed(&frame.not_after, reading.word(reading.chunk(subject).head)))
    {
        return Err("what it is done to rules it out");
    }
    let after = found.tokens.end;
    if listed(&frame.not_after, reading.word(after)) {
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
                listed(&frame.not_after, reading.word(token))
                    && (token == chunk.head || chunk.tokens.end - chunk.tokens.start < 3)
            })
        }) {
            return Err("what it is done to rules it out");
        }
    }
    Ok(())
}

/// Whether what the frame needs is there. Needs that depend on place and casualties are
/// judged after those are bound.
fn needs(reading: &Reading<'_>, candidate: &Candidate<'_>) -> Result<(), &'static str> {
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
    let agent = candidate
        .agents
        .iter()
        .any(super::participant::Participant::acts);
    let harm = || {
        super::toll::told(reading, candidate.sentence)
            && !refers_back(reading, candidate)
            && !reading
                .sentence_classes(candidate.sentence)
                .has(Class::Memorial)
    };
    let armed_agent = || {
        let agents = &mut candidate.agents.iter();
        agents.any(|agent| agent.parties.any(&armed))
    };
    for need in &candidate.frame.needs {
        let any = |parties: &[Party]| {
            candidate
                .targets
                .iter()
                .any(|target| target.parties.any(parties))
        };
        let met = match need {
            Need::Agent => agent,
            Need::ArmedAgent => armed_agent(),
            // "attacked a proposal": a thing that no list knows needs arms on the other side.
            Need::Target => {
                let talk = candidate.frame.act == Act::Verbal;
                let sure = candidate.targets.iter().any(|target| talk || !target.loose);
                let armed = candidate
                    .agents
                    .iter()
                    .any(|agent| agent.parties.any(&armed));
                sure || (!candidate.targets.is_empty() && (armed || !candidate.weapons.is_empty()))
            }
            Need::PersonTarget => any(&people),
            Need::PersonOrHarm => any(&people) || armed_agent() || harm(),
            Need::ArmedTarget => any(&armed),
            Need::AnySide => agent || !candidate.targets.is_empty() || harm(),
            Need::TwoSides => agent && !candidate.targets.is_empty(),
            // "The motion was shot down": what brings it down is no weapon that is brought down.
            Need::Weapon if candidate.frame.act == Act::Intercept => {
                let named = candidate.weapons.iter().any(|it| *it != "small-arms");
                named || flies(reading, candidate)
            }
            Need::Weapon => !candidate.weapons.is_empty(),
            Need::WeaponOrHarm => !candidate.weapons.is_empty() || harm(),
            Need::Harm => harm(),
            Need::Territory => any(&[Party::Territory, Party::MilitaryObject]),
            Need::Arms => any(&[Party::Arms]) && !any(&people),
            // "a WFP warehouse" is the warehouse, not the programme.
            Need::Property => candidate.targets.iter().any(|target| {
                let thing = reading.classes(target.tokens.end - 1).has(Class::Property);
                target.parties.has(Party::Property) && (thing || !target.parties.any(&people))
            }),
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
                agent.parties.any(&[
                    Party::Civilians,
                    Party::Protesters,
                    Party::Rioters,
                    Party::Political,
                ]) && !agent.parties.any(&armed)
            }),
            Need::Exodus => candidate.agents.iter().any(|agent| {
                agent.parties.has(Party::Civilians)
                    && (agent.plural || reading.classes(agent.tokens.end - 1).has(Class::Crowd))
            }),
            Need::Unopposed => reading
                .sentence_classes(candidate.sentence)
                .has(Class::NoResistance),
            Need::Detail => true,
        };
        if !met {
            return Err(match need {
                Need::Agent | Need::ArmedAgent | Need::Crowd | Need::Exodus => "nobody who can act",
                Need::TwoSides => "not two sides",
                Need::Weapon | Need::WeaponOrHarm => "no weapon",
                Need::Harm => "nobody harmed",
                Need::Demonstrators => "no demonstrators",
                _ => "nothing it is done to",
            });
        }
    }
    Ok(())
}

/// "The attack", "those killings": a noun that only points to an act told elsewhere.
fn refers_back(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let first = reading
        .chunk_at(candidate.trigger.start)
        .map_or(candidate.trigger.start, |chunk| {
            reading.chunk(chunk).tokens.start
        });
    candidate.noun && reading.classes(first).has(Class::Anaphor)
}

/// Whether the sentence's words alone make fighting the setting.
pub(super) fn in_fighting(reading: &Reading<'_>, sentence: usize) -> bool {
    reading.sentence_classes(sentence).has(Class::Fighting)
}
