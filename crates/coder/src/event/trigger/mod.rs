//! From matched words to acts: is it the verb or noun that the frame means, and does the
//! sentence speak of force at all? Prevents heart attacks and title fights from becoming
//! events.

mod needs;

use sitrep_contract::Status;
use smallvec::smallvec;

use self::needs::{needs, not_excluded, strikes_as_a_thing};
use super::act::candidate::{Candidate, Discarded};
use super::act::crowd;
use super::act::reason::is_reason;
use super::grammar::attribute::is_attribute;
use super::grammar::gerund::stands_as_gerund;
use super::grammar::stated::states;
use super::reading::participant::Participant;
use super::reading::phrase::Phrase;
use super::reading::{Match, Reading};
use super::role::headline::{
    flies_before, is_capitalised_verb, is_headline_verb, many, stands_as_noun, stands_as_participle,
};
use super::role::verbal::is_body_part;
use super::status::cue::refers_back;
use super::status::purpose;
use super::status::topic::speaks_of_something_else;
use super::talk;
use crate::analysis::TokenRange;
use crate::frame::{Act, Class, Need, Part, Role};
use crate::text::{SentenceKind, Shape, Upos};

/// The rule that marks the leading act of a sentence.
pub(super) const LEADS: &str = "trigger/leads-its-sentence";

/// All acts that triggers name, with their roles, in text order.
pub(super) fn candidates<'a>(
    reading: &Reading<'a>,
    discarded: &mut Vec<Discarded<'a>>,
) -> Vec<Candidate<'a>> {
    let mut found: Vec<Candidate<'a>> = Vec::with_capacity(reading.matches.len() / 2 + 1);
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
        let before = discarded.len();
        for candidate in group {
            match read(reading, candidate) {
                Ok(candidate) => {
                    discarded.truncate(before);
                    found.push(candidate);
                    break;
                }
                Err(reason) => discarded.push(Discarded {
                    trigger: candidate.tokens.clone(),
                    frame: &reading.frames.frames[candidate.frame as usize],
                    reason,
                }),
            }
        }
    }
    found
}

fn read<'a>(reading: &Reading<'a>, found: &Match) -> Result<Candidate<'a>, &'static str> {
    let frame = &reading.frames.frames[found.frame as usize];
    let sentence = reading.sentence_index(found.tokens.start);
    let kind = reading.analysis.sentences[sentence].kind;
    if kind == SentenceKind::Boilerplate {
        return Err("not part of the text");
    }
    let dateline = reading.analysis.dateline.as_ref();
    if dateline.is_some_and(|line| line.tokens.contains(&found.tokens.start)) {
        return Err("in the dateline");
    }
    let talks = matches!(frame.act, Act::Verbal | Act::Agree | Act::Deploy);
    let noun = is_noun(reading, found, kind, talks).ok_or("another part of speech")?;
    if reading.actor_at(found.tokens.start).is_some_and(|mention| {
        let mention = reading.mention(mention);
        mention.tokens.end > found.tokens.end
            && mention.tokens.end - mention.tokens.start > 1
            && mention.head != found.tokens.end - 1
            && reading.analysis.tag(found.tokens.start) == Upos::Propn
    }) {
        return Err("part of a name");
    }
    if is_capitalised_verb(reading, found, kind) {
        return Err("part of a name");
    }
    // "will join the institute as President in March", "met on 3 March for the summit"
    let month = reading.analysis.token(found.tokens.start).shape == Shape::Capitalised
        && reading.date_at(found.tokens.start).is_some();
    if month || reading.date_at(found.tokens.end - 1).is_some() {
        return Err("part of a date");
    }
    if found.tokens.clone().any(|token| reading.is(token, ";")) {
        return Err("its words stand in two clauses");
    }
    if matches!(frame.act, Act::Strike | Act::Shoot) && is_wound(reading, &found.tokens) {
        return Err("a wound, not a strike");
    }
    if speaks_of_something_else(reading, frame, found, sentence) {
        return Err("the sentence speaks of something else");
    }
    let range = reading.sentence(sentence);
    not_excluded(reading, frame, found, &range)?;
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
        evidence: smallvec![range],
        place: None,
        place_told: false,
        listed: false,
        when: None,
        toll: Default::default(),
        status: Status::Reported,
        claim: None,
        decision: None,
        doubt: Default::default(),
        mutual: frame.two_sided,
        undergone: found.part == Part::Passive,
        reference: false,
        parts: Vec::new(),
        echo: false,
        unrest: false,
        sum: false,
        notes: Vec::with_capacity(12),
    };
    candidate.note(
        "trigger",
        frame.rule.as_str(),
        Some(found.tokens.clone()),
        "",
    );
    if let Some(weapon) = frame.weapon {
        candidate.arm(weapon);
    }
    super::role::fill(reading, &mut candidate);
    if candidate.undergone {
        // "800 people were evacuated": whom it is done to does nothing.
        let own = found.tokens.start;
        if frame.act == Act::Verbal {
            let undergoes = |side: &mut Participant| side.tokens.contains(&own);
            let moved: Vec<_> = candidate.agents.extract_if(.., undergoes).collect();
            candidate.targets.extend(moved);
        }
        // "Reinforcements were sent": whoever is moved is who takes part.
        if frame.needs.contains(&Need::ArmedAgent)
            && frame.act == Act::Deploy
            && candidate.agents.is_empty()
            && let Some(moved) = reading.chunk_at(own)
        {
            let moved = Phrase::of(moved);
            candidate
                .agents
                .extend(reading.in_role(&moved, Act::Deploy, Role::Agent));
            // "Tanks from the Joint Forces were deployed": whose they are.
            if candidate.agents.is_empty() {
                let whose = found
                    .tokens
                    .clone()
                    .find_map(|token| reading.actor_at(token));
                candidate
                    .agents
                    .extend(whose.map(|mention| reading.participant_from(mention, true)));
            }
        }
        candidate.verb = reading
            .chunk_at(found.tokens.end - 1)
            .filter(|chunk| reading.verb(*chunk).is_some());
    }
    if leads(reading, &candidate) {
        candidate.note("trigger", LEADS, None, "");
    }
    if candidate.frame.act == Act::Verbal {
        talk::is_statement(reading, &candidate)?;
    }
    needs(reading, &candidate)?;
    if is_reason(reading, &candidate) {
        return Err("the reason of another act");
    }
    if refers_back(reading, &candidate) && !candidate.sides().any(Participant::acts) {
        candidate.echo = true;
    }
    if crowd::is_one_person(reading, &candidate) {
        return Err("one person is no crowd");
    }
    if strikes_as_a_thing(reading, &candidate) {
        return Err("nobody who can act");
    }
    if holds_ground(reading, &candidate) {
        return Err("tells who holds it");
    }
    purpose::rules_out(reading, &candidate).map_or(Ok(candidate), Err)
}

/// "A boy of 16, hit in the head", "treated for gunshot and other wounds".
fn is_wound(reading: &Reading<'_>, trigger: &TokenRange) -> bool {
    let end = trigger.end;
    let limit = reading.sentence_end(end);
    let lemma = |token: u32| match token < limit {
        true => reading.analysis.lemma(token),
        false => "",
    };
    let body = is_body_part(lemma(end + 1)) || is_body_part(lemma(end + 2));
    let other = reading.is(end, "and") && reading.is(end + 1, "other");
    trigger.len() == 1 && reading.is_any(end, &["in", "on"]) && body
        || other && matches!(lemma(end + 2), "wound" | "injury")
}

/// "Clashes with groups occupying areas of Idlib": who holds ground has taken it before.
fn holds_ground(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    candidate.frame.act == Act::Capture
        && candidate.verb.is_some_and(|verb| {
            reading.describes_noun(verb, reading.sentence(candidate.sentence).start)
        })
}

/// Whether the trigger stands here as a noun (true) or a verb; `None` when as neither.
fn is_noun(
    reading: &Reading<'_>,
    found: &Match,
    kind: SentenceKind,
    frame_talks: bool,
) -> Option<bool> {
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
        Part::Passive => (!in_verb).then_some(true),
        // Two words that name a thing can hardly be read otherwise.
        Part::Noun if found.tokens.end - found.tokens.start > 1 => Some(true),
        Part::Noun => {
            let tagged = tag.is_noun() || (!in_verb && tag != Upos::Verb && tag != Upos::Aux);
            // "offensive weapons"
            let chunk = reading.chunk_at(key).filter(|_| tag == Upos::Adj);
            let describes = chunk.is_some_and(|chunk| reading.chunk(chunk).head > key);
            (!describes && (tagged || stands_as_noun(reading, key))).then_some(true)
        }
        Part::Verb => {
            let form = reading.lower(key);
            let several = found.tokens.end - found.tokens.start > 1;
            let inside_noun = reading.chunk_at(key).is_some_and(|chunk| {
                reading.verb(chunk).is_none() && reading.chunk(chunk).tokens.end > key + 1
            });
            let past = form.ends_with("ed") && !inside_noun;
            if !frame_talks && stands_as_gerund(reading, found, in_verb) {
                return Some(true);
            }
            // "14 captured soldiers" tells of soldiers, not of their capture; "The army on
            // Monday captured soldiers" does.
            if inside_noun && !several && ["ed", "ing", "en"].iter().any(|end| form.ends_with(end))
            {
                let stated = follows_noun(reading, key) || (frame_talks && states(reading, found));
                return stated.then_some(false);
            }
            // "killed in clashes with security forces": a preposition governs a noun.
            let governed = tag.is_noun()
                && key > 0
                && (reading.is_preposition(key - 1) || reading.analysis.tag(key - 1) == Upos::Det);
            // "Junta troops torch 60 houses": whoever acts stands before it, in the same chunk.
            let acted = ((reading.ends_actor(key) || flies_before(reading, key))
                && reading.object(found.tokens.end).is_some())
                || (frame_talks && states(reading, found));
            // "a tanker fire at the bridge", "Kurdish-led forces pulled out of": a noun that
            // ends its phrase, whatever words of a verb's pattern follow.
            let ends_phrase = tag == Upos::Noun
                && reading.analysis.token(key).shape == Shape::Lower
                && reading.chunk_at(key).is_some_and(|chunk| {
                    let tokens = &reading.chunk(chunk).tokens;
                    tokens.start < key && tokens.end == key + 1
                })
                && kind == SentenceKind::Text
                // "police shot at a crowd", "a mob beat to death", "police gun down a man"
                && !((reading.ends_actor(key) || several && reading.actor_at(key - 1).is_some())
                    && reading.is_any(key + 1, &["at", "to", "down", "up", "off", "out", "away"]));
            // "handed the town back to the government"
            let function = matches!(tag, Upos::Adv | Upos::Adp | Upos::Part | Upos::Pron);
            // "IRAQI FORCES RETAKE MOSUL FROM": they force nobody.
            let acts = tag.is_noun()
                && reading.actor_at(key).is_some_and(|mention| {
                    let tokens = &reading.mention(mention).tokens;
                    tokens.start < key && tokens.end == key + 1
                });
            let several = several && !governed && !ends_phrase && !acts && !function;
            let acted = acted || is_headline_verb(reading, found, key);
            let undergone = stands_as_participle(reading, key, found.tokens.end);
            // "had overrun Bule": only a participle stands between "had" and a name.
            let perfect = key > 0
                && reading.is_any(key - 1, &["had", "has", "have", "having"])
                && reading.place_at(key + 1).is_some();
            let verb = in_verb || tag == Upos::Verb || several || past || acted;
            ((verb || undergone || perfect) && !is_attribute(reading, key)).then_some(false)
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
        return reading.date_at(key - 1).is_some()
            || reading.analysis.tag(key - 1) == Upos::Propn
            // "Bajrang Dal men assaulted young couples"
            || (reading.lower(key).ends_with("ed") && many(reading, key - 1));
    }
    let opens = reading
        .chunk_at(key)
        .is_some_and(|chunk| reading.chunk(chunk).tokens.start == key);
    let before = key
        .checked_sub(1)
        .filter(|before| *before >= reading.sentence_start(key))
        .and_then(|before| reading.chunk_at(before));
    opens && before.is_some_and(|before| reading.verb(before).is_none())
}
