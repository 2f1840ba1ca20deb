//! Who stands in which role of a trigger: the sides, whoever speaks, allies and weapons. A
//! missing agent stays missing. Prevents the nearest noun from becoming a side. Triggers that
//! are verbs are in `verbal`, nouns in `nominal`.

mod assign;
mod complements;
pub(super) mod headline;
pub(super) mod held;
mod lost;
mod nominal;
mod sides;
pub(super) mod verbal;
mod weapon;

use smallvec::SmallVec;

use self::weapon::weapons;
use super::act::candidate::Candidate;
use super::claim::attribution;
use super::reading::Reading;
use super::reading::participant::Participant;
use super::reading::phrase::Phrase;
use super::talk;
use super::talk::counterpart;
use crate::analysis::TokenRange;
use crate::frame::{Act, Class, Role};

/// Fills the sides and weapons of a candidate.
pub(super) fn fill(reading: &Reading<'_>, candidate: &mut Candidate<'_>) {
    if candidate.noun {
        nominal::roles(reading, candidate);
    } else {
        verbal::roles(reading, candidate);
    }
    let talk = candidate.frame.act == Act::Verbal;
    // "We targeted a base, the group said": whoever speaks did it.
    let did = !candidate
        .verb
        .and_then(|verb| reading.verb(verb))
        .is_some_and(|group| group.passive)
        && !candidate.agents.iter().any(Participant::acts);
    if (talk || did) && talk::first_person(reading, candidate) {
        let name = attribution::first_person(reading, candidate.sentence);
        speaker(reading, candidate, name);
    } else if candidate.frame.speaker == Role::Agent {
        let name = attribution::speaker(reading, candidate.sentence);
        speaker(reading, candidate, name);
    }
    sides::two_sides(reading, candidate);
    counterpart::find(reading, candidate);
    allies(reading, candidate);
    weapons(reading, candidate);
    let mut targets = std::mem::take(&mut candidate.targets);
    // "was shot by gunmen at his residence": whose it is, no list of nouns tells.
    let same = |target: &Participant| {
        let theirs = reading.is_any(target.tokens.start, &["his", "her", "its", "their"]);
        target.entity.is_some()
            && !candidate.mutual
            && candidate.agents.iter().any(|agent| {
                agent.entity == target.entity && (theirs || agent.tokens == target.tokens)
            })
    };
    targets.retain(|target| !same(target));
    candidate.targets = targets;
}

/// "X must withdraw, Y said": whoever says so acts.
fn speaker(reading: &Reading<'_>, candidate: &mut Candidate<'_>, name: Option<TokenRange>) {
    let Some(name) = name else {
        return;
    };
    let mut chunks: SmallVec<_> = name
        .clone()
        .filter_map(|token| reading.chunk_at(token))
        .collect();
    chunks.dedup();
    let phrase = Phrase { chunks };
    let found = reading
        .in_role(&phrase, candidate.frame.act, Role::Agent)
        .into_iter()
        .find(Participant::acts);
    if let Some(found) = found {
        candidate.note("actor1", "role/speaker", Some(name), "");
        candidate.agents.push(found);
    }
}

/// "A, backed by B, attacked", "A attacked with the support of B".
fn allies(reading: &Reading<'_>, candidate: &mut Candidate<'_>) {
    let Some(agent) = candidate.agents.last() else {
        return;
    };
    let range = reading.sentence(candidate.sentence);
    let from = agent.tokens.end;
    let until = (from + 6).min(range.end);
    let Some(cue) = reading.first(from..until, Class::Backing) else {
        return;
    };
    let by = (cue..(cue + 6).min(range.end)).find(|token| {
        *token > cue
            && (reading.is(*token, "by") || reading.is(*token, "with") || reading.is(*token, "of"))
    });
    let start = by.map_or(cue + 1, |by| by + 1);
    if let Some(phrase) = reading.object(start) {
        for participant in reading.participants(&phrase) {
            let used = candidate
                .sides()
                .any(|side| side.tokens == participant.tokens);
            if participant.acts() && !used {
                candidate.note(
                    "actor1",
                    "role/backed-by",
                    Some(participant.tokens.clone()),
                    "ally of the acting side",
                );
                candidate.allies.push(participant);
            }
        }
    }
}
