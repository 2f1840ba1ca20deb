//! On whose word: "said", "according to", quotes and chains of "also reported". A party's
//! assertion is a claim; a neutral source is named, and the act counts as reported.

use sitrep_contract::Status;

use super::candidate::{Candidate, Source};
use super::participant::Participant;
use super::reading::Reading;
use crate::analysis::{ActorClass, Entity, TokenRange};
use crate::frame::{Act, Class};
use crate::text::{SentenceKind, Upos};

/// Who speaks in a sentence.
#[derive(Clone, Debug)]
pub(super) struct Attribution {
    source: Source,
    class: ActorClass,
}

/// The attribution of every sentence, quotes continued over sentences.
pub(super) fn attributions(reading: &Reading<'_>) -> Vec<Option<Attribution>> {
    let mut found: Vec<Option<Attribution>> = Vec::with_capacity(reading.analysis.sentences.len());
    for (index, sentence) in reading.analysis.sentences.iter().enumerate() {
        let own = match sentence.kind {
            SentenceKind::Boilerplate => None,
            _ => attribution(reading, index),
        };
        let quoted = reading.analysis.in_quote(sentence.tokens.start);
        let same_paragraph =
            index > 0 && reading.analysis.sentences[index - 1].paragraph == sentence.paragraph;
        let continued = (own.is_none() && quoted && index > 0)
            .then(|| found[index - 1].clone())
            .flatten()
            .filter(|_| same_paragraph || quoted);
        found.push(own.or(continued));
    }
    // "…," he said. Text before the cue in the same quotation belongs to the same source.
    for index in (1..found.len()).rev() {
        let sentence = &reading.analysis.sentences[index - 1];
        let quoted = reading.analysis.in_quote(sentence.tokens.start);
        let same = sentence.paragraph == reading.analysis.sentences[index].paragraph;
        if found[index - 1].is_none() && quoted && same {
            found[index - 1] = found[index].clone();
        }
    }
    found
}

/// Gives a candidate its source, and the status that follows from it.
pub(super) fn bind(
    reading: &Reading<'_>,
    candidate: &mut Candidate<'_>,
    attributions: &[Option<Attribution>],
) {
    let sentence = reading.sentence(candidate.sentence);
    let attribution = attributions[candidate.sentence]
        .as_ref()
        .filter(|found| !overlaps(&found.source.cue, &candidate.trigger))
        .filter(|found| {
            // The speaker's own act is not told by the speaker: "X said it attacked" is.
            found.source.name != candidate.trigger
        });
    let near = candidate
        .trigger
        .start
        .saturating_sub(6)
        .max(sentence.start)..(candidate.trigger.end + 4).min(sentence.end);
    // "two alleged extortionists": the word doubts who they are, not what happened.
    let hedge = near.clone().find(|token| {
        reading.classes(*token).has(Class::Unconfirmed)
            && !reading.chunk_at(*token).is_some_and(|chunk| {
                reading.verb(chunk).is_none()
                    && reading.chunk(chunk).head > *token
                    && !reading
                        .chunk(chunk)
                        .tokens
                        .contains(&candidate.trigger.start)
            })
    });
    let Some(found) = attribution else {
        if let Some(hedge) = hedge {
            claimed(candidate, "status/unconfirmed", hedge..hedge + 1);
        }
        return;
    };
    let responsible = ["responsibility", "credit"].iter().any(|word| {
        (found.source.cue.end..found.source.cue.end + 3).any(|token| reading.is(token, word))
    });
    if responsible && !candidate.agents.iter().any(Participant::acts) {
        let speaker = found
            .source
            .name
            .clone()
            .rev()
            .find_map(|token| reading.actor_at(token));
        candidate
            .agents
            .extend(speaker.map(|mention| reading.participant_from(mention, true)));
        candidate.note(
            "actor1",
            "role/claims-responsibility",
            Some(found.source.name.clone()),
            "",
        );
    }
    let party = is_party(reading, candidate, found);
    let cue = found.source.cue.clone();
    candidate.note(
        "claim",
        "claim/attributed",
        Some(found.source.name.clone()),
        "",
    );
    candidate.claim = Some(found.source.clone());
    if party {
        claimed(candidate, "status/party-claims", cue);
    } else if found.source.asserted {
        claimed(candidate, "status/asserted", cue);
    } else if let Some(hedge) = hedge.filter(|_| found.source.entity.is_none()) {
        claimed(candidate, "status/unconfirmed", hedge..hedge + 1);
    }
}

fn claimed(candidate: &mut Candidate<'_>, rule: &'static str, tokens: TokenRange) {
    let verbal = matches!(
        candidate.frame.act,
        Act::Verbal | Act::Agree | Act::Ceasefire
    );
    if candidate.status == Status::Reported && !verbal {
        candidate.status = Status::Claimed;
        candidate.note("status", rule, Some(tokens), "");
    }
}

fn overlaps(one: &TokenRange, other: &TokenRange) -> bool {
    one.start < other.end && other.start < one.end
}

fn attribution(reading: &Reading<'_>, index: usize) -> Option<Attribution> {
    let range = reading.sentence(index);
    if let Some(cue) = reading.first(range.clone(), Class::According) {
        let end = (cue..range.end)
            .find(|token| !reading.classes(*token).has(Class::According))
            .unwrap_or(range.end);
        if let Some(phrase) = reading.object(end) {
            let tokens = with_complements(reading, reading.tokens_of(&phrase));
            return Some(source(reading, index, tokens, cue..end, false));
        }
    }
    if let Some(found) = before_colon(reading, index) {
        return Some(found);
    }
    for token in range.clone() {
        let classes = reading.classes(token);
        let says = classes.has(Class::Say) || classes.has(Class::Assert);
        let tag = reading.analysis.tag(token);
        if !says || !(tag == Upos::Verb || tag == Upos::Aux) {
            continue;
        }
        let Some(verb) = reading
            .chunk_at(token)
            .filter(|chunk| reading.verb(*chunk).is_some())
        else {
            continue;
        };
        let group = reading.verb(verb).unwrap_or_default();
        // "a student accused of blasphemy" does not speak.
        let accused = group.passive && classes.has(Class::Assert);
        if group.infinitive || group.negated || accused {
            continue;
        }
        // "…," said the governor; the governor said; in a report, participle.
        let after = reading.object(reading.chunk(verb).tokens.end);
        let inverted = after.filter(|_| {
            reading.chunk(verb).tokens.start > range.start && {
                let before = reading.chunk(verb).tokens.start - 1;
                reading.analysis.tag(before) == Upos::Punct
            }
        });
        let Some(phrase) = inverted.or_else(|| reading.subject(verb)) else {
            continue;
        };
        let tokens = with_complements(reading, reading.tokens_of(&phrase));
        if tokens.contains(&token) || !speaks(reading, &tokens) {
            continue;
        }
        let asserted = classes.has(Class::Assert);
        return Some(source(reading, index, tokens, token..token + 1, asserted));
    }
    None
}

/// "ARMY: one soldier wounded", "Ministry spokesman: …" of dispatches and live blogs.
fn before_colon(reading: &Reading<'_>, index: usize) -> Option<Attribution> {
    let range = reading.sentence(index);
    let colon = (range.start..range.end.min(range.start + 8))
        .find(|token| reading.is(*token, ":") && *token > range.start)?;
    // "14:05 Hezbollah:", "10:20 –": the time is no name.
    let first = (range.start..colon)
        .find(|token| reading.chunk_at(*token).is_some() && reading.date_at(*token).is_none())?;
    let name = first..colon;
    let verb = name.clone().any(|token| {
        reading
            .chunk_at(token)
            .is_some_and(|chunk| reading.verb(chunk).is_some())
    });
    let speaker = name.clone().any(|token| {
        let classes = reading.classes(token);
        classes.has(Class::OfficialSource)
            || classes.has(Class::NeutralSource)
            || (reading.actor_at(token).is_some() && reading.place_at(token).is_none())
    });
    (speaker && !verb).then(|| source(reading, index, name, colon..colon + 1, false))
}

/// "the office of the governor of Kilis": the phrase with what hangs on it.
fn with_complements(reading: &Reading<'_>, mut tokens: TokenRange) -> TokenRange {
    let end = reading.sentence_end(tokens.start);
    while tokens.end < end
        && (reading.is(tokens.end, "of")
            || reading.is(tokens.end, "in")
            || reading.is(tokens.end, "for")
            || reading.is(tokens.end, "from"))
    {
        match reading.object(tokens.end + 1) {
            Some(phrase) if reading.tokens_of(&phrase).end > tokens.end => {
                tokens.end = reading.tokens_of(&phrase).end;
            }
            _ => break,
        }
    }
    tokens
}

/// Whether a phrase can speak: an actor, or a kind of source.
fn speaks(reading: &Reading<'_>, tokens: &TokenRange) -> bool {
    tokens.clone().any(|token| {
        reading.actor_at(token).is_some()
            || reading.classes(token).has(Class::NeutralSource)
            || reading.classes(token).has(Class::OfficialSource)
            || matches!(
                reading.analysis.lower(token),
                "he" | "she" | "they" | "it" | "report" | "reports" | "statement"
            )
            || reading.analysis.tag(token) == Upos::Propn
    })
}

fn source(
    reading: &Reading<'_>,
    sentence: usize,
    name: TokenRange,
    cue: TokenRange,
    asserted: bool,
) -> Attribution {
    // "the London-based Syrian Observatory": the mention whose head is last counts.
    let mention = name.clone().rev().find_map(|token| reading.actor_at(token));
    let neutral = name
        .clone()
        .any(|token| reading.classes(token).has(Class::NeutralSource));
    let entity = mention.map(|mention| reading.mention(mention).entity);
    let class = mention.map_or(ActorClass::None, |mention| {
        reading.participant_from(mention, true).class
    });
    // "residents of Aleppo", "police sources": only a named source is an entity.
    let acts = class != ActorClass::None;
    let whole = mention
        .filter(|_| acts)
        .map(|mention| reading.mention(mention).tokens.clone());
    let quotes = &reading.analysis.quotes;
    let range = reading.sentence(sentence);
    let quote = quotes.iter().find(|quote| overlaps(quote, &range)).cloned();
    let name_tokens = name.clone();
    Attribution {
        source: Source {
            entity: entity.filter(|_| acts && !(neutral && class == ActorClass::Government)),
            name: whole.unwrap_or(name),
            cue,
            quote,
            asserted,
        },
        class: source_class(reading, &name_tokens, class, neutral),
    }
}

/// What kind of actor speaks. Words decide where no entity does ("the general staff"); an
/// unnamed "security source" is not its force's voice.
fn source_class(
    reading: &Reading<'_>,
    name: &TokenRange,
    class: ActorClass,
    neutral: bool,
) -> ActorClass {
    let any = |words: &[&str]| {
        name.clone()
            .any(|token| words.iter().any(|word| reading.is(token, word)))
    };
    let unnamed = any(&["source", "sources"]);
    match class {
        ActorClass::Government | ActorClass::None if neutral => ActorClass::Civilians,
        ActorClass::Military | ActorClass::Security if unnamed => ActorClass::Civilians,
        ActorClass::None
            if any(&[
                "army",
                "military",
                "command",
                "headquarters",
                "staff",
                "brigade",
                "battalion",
                "battalions",
                "forces",
                "troops",
                "navy",
                "militia",
            ]) =>
        {
            ActorClass::Military
        }
        ActorClass::None if any(&["ministry", "government", "presidency", "minister", "cell"]) => {
            ActorClass::Government
        }
        _ => class,
    }
}

/// Whether the source belongs to one of the sides of a violent act.
fn is_party(reading: &Reading<'_>, candidate: &Candidate<'_>, found: &Attribution) -> bool {
    let partisan = matches!(
        found.class,
        ActorClass::Military
            | ActorClass::Security
            | ActorClass::ArmedGroup
            | ActorClass::Government
            | ActorClass::Gunmen
            | ActorClass::IdentityMilitia
            | ActorClass::Party
            | ActorClass::Criminal
    );
    let force = !matches!(
        candidate.frame.act,
        Act::Verbal
            | Act::Agree
            | Act::Ceasefire
            | Act::Arrest
            | Act::Protest
            | Act::Riot
            | Act::Mob
            | Act::Other
            | Act::Reorganise
            | Act::Release
            | Act::Deploy
    );
    // Armed sides tell of their own deeds and of their enemy's: both are claims.
    let armed = matches!(
        found.class,
        ActorClass::Military | ActorClass::Security | ActorClass::ArmedGroup
    );
    if armed && force {
        return true;
    }
    // "the information ministry announced": a government of no known country speaks of forces.
    let of_state = |side: &Participant| {
        matches!(
            side.class,
            ActorClass::Military | ActorClass::Security | ActorClass::Police
        )
    };
    if found.class == ActorClass::Government
        && force
        && found
            .source
            .entity
            .is_none_or(|entity| reading.analysis.entities[entity as usize].country.is_none())
        && candidate.sides().any(of_state)
    {
        return true;
    }
    let Some(speaker) = found
        .source
        .entity
        .map(|entity| &reading.analysis.entities[entity as usize])
    else {
        return false;
    };
    partisan
        && force
        && candidate
            .sides()
            .chain(&candidate.allies)
            .any(|side| same_side(reading, speaker, found, side))
}

fn same_side(
    reading: &Reading<'_>,
    speaker: &Entity,
    found: &Attribution,
    side: &Participant,
) -> bool {
    let Some(entity) = side.entity else {
        return false;
    };
    let side_entity = &reading.analysis.entities[entity as usize];
    let same = Some(entity) == found.source.entity;
    let related = (speaker.id.is_some() && speaker.id == side_entity.parent)
        || (side_entity.id.is_some() && side_entity.id == speaker.parent);
    let state = |class| {
        matches!(
            class,
            ActorClass::Military
                | ActorClass::Security
                | ActorClass::Government
                | ActorClass::Police
        )
    };
    let compatriots = speaker.country.is_some()
        && speaker.country == side_entity.country
        && state(found.class)
        && state(side.class);
    same || related || compatriots
}
