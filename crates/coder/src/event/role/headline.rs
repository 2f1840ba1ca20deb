//! Headlines drop the words that tell a verb from a noun: "Gang snatches doctor", "Monks shot
//! in cold blood". Prevents an act from getting lost because its verb was tagged as a noun, and
//! its victim from becoming the doer.

use super::assign::assign;
use super::complements::complements;
use super::held::taken_part;
use crate::analysis::TokenRange;
use crate::event::act::candidate::Candidate;
use crate::event::grammar::DEPTH;
use crate::event::reading::{Match, Reading};
use crate::frame::{Act, Class, Part, Role};
use crate::text::{SentenceKind, Shape, Upos};

/// A plural that names people: "men", "villagers".
pub(in crate::event) fn many(reading: &Reading<'_>, token: u32) -> bool {
    let plural = reading.lower(token).ends_with('s') || reading.classes(token).has(Class::Many);
    plural && (reading.names_people(token) || reading.actor_at(token).is_some())
}

/// "Gang snatches doctor", "Egypt jails nine leaders": between whoever acts and people right
/// behind, the word is what they do to them.
pub(in crate::event) fn is_headline_verb(reading: &Reading<'_>, found: &Match, key: u32) -> bool {
    let act = reading.frames.frames[found.frame as usize].act;
    let to_people = matches!(
        act,
        Act::Kill
            | Act::Murder
            | Act::Abduct
            | Act::Arrest
            | Act::Beat
            | Act::SexualViolence
            | Act::Mob
            | Act::Shoot
            | Act::Attack
            | Act::Disperse
    );
    let by_people = matches!(
        act,
        Act::Protest | Act::Riot | Act::Destroy | Act::Loot | Act::Disperse
    );
    let sentence = reading.analysis.sentence_of(key).tokens.clone();
    let form = reading.lower(key);
    if !(to_people || by_people)
        || key == sentence.start
        || form.ends_with("ing")
        || form.ends_with("ed")
    {
        return false;
    }
    let acts = reading.names_people(key - 1)
        || reading.actor_at(key - 1).is_some()
        || (act == Act::Arrest && reading.place_at(key - 1).is_some());
    // One who does it to others agrees with the verb: "gang snatches", "guards manhandle".
    let agrees = form.ends_with('s') != many(reading, key - 1);
    let behind = reading.object(found.tokens.end);
    let bare = by_people && is_verbless(reading, &sentence);
    acts && agrees
        && behind.is_some_and(|object| {
            object.chunks.first().is_some_and(|chunk| {
                let head = reading.head(*chunk);
                let first = reading.chunk(*chunk).tokens.start;
                first <= found.tokens.end
                    && head >= found.tokens.end
                    && (bare
                        || reading.names_people(head)
                        || reading.is_number(head)
                        || reading.actor_at(head).is_some())
            })
        })
}

/// "Cane cutters torch fields in wage protest": a line in which the tagger saw no verb at all.
fn is_verbless(reading: &Reading<'_>, sentence: &TokenRange) -> bool {
    sentence
        .clone()
        .all(|token| !matches!(reading.analysis.tag(token), Upos::Verb | Upos::Aux))
}

/// "Monks shot in cold blood", "dragged out and shot by soldiers": a participle that looks like
/// a noun stands behind people or another verb, and before what no noun there is followed by.
pub(in crate::event) fn stands_as_participle(reading: &Reading<'_>, key: u32, end: u32) -> bool {
    let sentence = reading.analysis.sentence_of(key).tokens.clone();
    if reading.lower(key) != "shot" || key == sentence.start {
        return false;
    }
    let ends = end >= sentence.end || reading.analysis.tag(end) == Upos::Punct;
    let goes_on = ends
        || reading.is_preposition(end)
        || reading.analysis.tag(end) == Upos::Cconj
        || reading.is_any(end, &["dead", "inside", "outside", "near", "while"])
        || reading.date_at(end).is_some();
    let before = key - 1;
    let people = !reading.is_any(before, &["one", "first", "1"])
        && (reading.actor_at(before).is_some()
            || reading.names_people(before)
            || reading.is_number(before));
    let joined = reading.is(before, "and")
        && before > sentence.start
        && (reading.lower(before - 1).ends_with("ed")
            || (before - 4.min(before - sentence.start)..before).any(|token| {
                reading
                    .chunk_at(token)
                    .is_some_and(|chunk| reading.verb(chunk).is_some_and(|group| group.passive))
            }));
    goes_on && (people || joined)
}

/// "Monks shot in cold blood": nobody is shot by doing it, unless whoever stands first is armed.
fn bare_participle(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    reading.is(candidate.trigger.start, "shot")
        && (candidate.frame.subject, candidate.frame.object) == (Role::Agent, Role::Target)
        && reading.object(candidate.trigger.end).is_none()
}

/// The sides of such a headline: whom it was done to stands first, who did it behind "by".
fn undergone_headline(reading: &Reading<'_>, candidate: &mut Candidate<'_>, inside: u32) {
    let trigger = candidate.trigger.clone();
    if let Some(victim) = reading.swallowed_victim(inside..trigger.start) {
        let tokens = Some(victim.tokens.clone());
        candidate.note("actor2", "role/headline-subject", tokens, "");
        candidate.targets.push(victim);
    } else {
        let joined = trigger
            .start
            .checked_sub(1)
            .filter(|before| reading.is(*before, "and"));
        let subject = match joined {
            Some(before) => {
                let start = reading.sentence_start(before);
                reading.previous_subject(before, start, DEPTH)
            }
            None => reading.phrase_before(inside),
        };
        if let Some(subject) = subject {
            let role = candidate.frame.object;
            assign(reading, candidate, &subject, role, "role/headline-subject");
        }
    }
    complements(reading, candidate, trigger.end, true);
}

/// A headline's verb between two noun phrases, tags or no tags.
pub(super) fn headline_roles(reading: &Reading<'_>, candidate: &mut Candidate<'_>) {
    let frame = candidate.frame;
    let chunk = reading.chunk_at(candidate.trigger.start);
    let inside = chunk.map_or(candidate.trigger.start, |chunk| {
        reading.chunk(chunk).tokens.start
    });
    if bare_participle(reading, candidate) {
        return undergone_headline(reading, candidate, inside);
    }
    if let Some(participant) = reading.swallowed_subject(inside..candidate.trigger.start) {
        if frame.subject == Role::Agent {
            let tokens = Some(participant.tokens.clone());
            candidate.note("actor1", "role/headline-subject", tokens, "");
            candidate.agents.push(participant);
        }
    } else if let Some(subject) = reading
        .participle_subject(inside)
        .or_else(|| reading.phrase_before(inside))
    {
        assign(
            reading,
            candidate,
            &subject,
            frame.subject,
            "role/headline-subject",
        );
    } else if let Some(mention) = candidate
        .trigger
        .start
        .checked_sub(1)
        .and_then(|token| reading.actor_at(token))
        && reading.ends_actor(candidate.trigger.start)
        && frame.subject == Role::Agent
    {
        // "Islamic State set up …", where the tagger read one phrase.
        let participant = reading.participant_from(mention, true);
        let tokens = Some(participant.tokens.clone());
        candidate.agents.push(participant);
        candidate.note("actor1", "role/headline-subject", tokens, "");
    }
    let talk = matches!(frame.act, Act::Verbal | Act::Deploy);
    let several = candidate.trigger.end > candidate.trigger.start + 1;
    let behind = match talk && several {
        true => candidate.trigger.start + 1,
        false => candidate.trigger.end,
    };
    let mut from = candidate.trigger.end;
    if let Some(object) = reading.object(behind) {
        assign(
            reading,
            candidate,
            &object,
            frame.object,
            "role/headline-object",
        );
        let taken = (frame.object == Role::Target).then_some(&object);
        taken_part(reading, candidate, taken);
        from = from.max(reading.tokens_of(&object).end);
    }
    complements(reading, candidate, from, false);
}

/// "F-16 bombs bunker", "RSF artillery pummels hospital": what fires stands before a headline's
/// verb.
pub(in crate::event) fn flies_before(reading: &Reading<'_>, key: u32) -> bool {
    key > reading.sentence_start(key)
        && reading.lower(key).ends_with('s')
        && reading.is_weapon(key - 1)
}

/// "a toy by Hit Entertainment", "the Iraqi Armed Forces": no verb takes a capital right behind
/// a plain word, or between two other capitals.
pub(in crate::event) fn is_capitalised_verb(
    reading: &Reading<'_>,
    found: &Match,
    kind: SentenceKind,
) -> bool {
    let key = found.tokens.start;
    let shape = |token: u32| reading.analysis.token(token).shape;
    found.part == Part::Verb
        && kind == SentenceKind::Text
        && shape(key) == Shape::Capitalised
        && key > reading.analysis.sentence_of(key).tokens.start
        && (shape(key - 1) == Shape::Lower
            || shape(key - 1) == Shape::Capitalised
                && key + 1 < reading.sentence_end(key)
                && shape(key + 1) == Shape::Capitalised
                && found.tokens.len() == 1
                && !is_in_capitals(reading, key))
}

/// Whether a sentence capitalises its words as headlines do: no plain verb stands in it.
fn is_in_capitals(reading: &Reading<'_>, key: u32) -> bool {
    let mut sentence = reading.analysis.sentence_of(key).tokens.clone();
    !sentence.any(|token| {
        reading.analysis.tag(token) == Upos::Verb
            && reading.analysis.token(token).shape == Shape::Lower
    })
}

/// "Fighting between …", "Clashes in …": what stands around a word that the tagger took for
/// a verb shows that it is a noun.
pub(in crate::event) fn stands_as_noun(reading: &Reading<'_>, key: u32) -> bool {
    let form = reading.lower(key);
    if !(form.ends_with("ing") || form.ends_with('s')) {
        return false;
    }
    let start = reading.sentence_start(key);
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
