//! Who claims an act told before: "The Islamic State group claimed responsibility." Prevents
//! an attack from staying nobody's although the next sentence names whose it was.

use crate::analysis::{ActorClass, TokenRange};
use crate::event::act::candidate::Candidate;
use crate::event::act::specific::is_force;
use crate::event::reading::Reading;
use crate::event::reading::participant::Participant;
use crate::frame::{Class, Party};
use sitrep_contract::Status;

/// How many sentences before the claim the act is told at most.
const BACK: usize = 4;

/// Gives acts without a named agent the one that claims them. Candidates are in text order.
pub(in crate::event) fn bind(reading: &Reading<'_>, candidates: &mut [Candidate<'_>]) {
    for (index, sentence) in reading.analysis.sentences.iter().enumerate() {
        let word = sentence
            .tokens
            .clone()
            .find(|token| reading.is(*token, "responsibility"));
        let claimant = match word {
            Some(word) => claimant(reading, word),
            None => doer(reading, sentence.tokens.clone()),
        };
        let Some(claimant) = claimant else {
            continue;
        };
        let named = |side: &Participant| {
            side.entity
                .is_some_and(|entity| reading.analysis.entities[entity as usize].id.is_some())
        };
        let claimed = candidates.iter_mut().rev().find(|candidate| {
            let last = candidate
                .evidence
                .iter()
                .map(|range| reading.sentence_index(range.start))
                .filter(|told| *told < index)
                .max()
                .unwrap_or(candidate.sentence);
            is_force(candidate.frame.act)
                && !candidate.agents.iter().any(is_state)
                && matches!(candidate.status, Status::Reported | Status::Claimed)
                && last < index
                && index - last <= BACK
        });
        let Some(claimed) = claimed.filter(|candidate| !candidate.agents.iter().any(named)) else {
            continue;
        };
        claimed.note(
            "actor1",
            "role/claims-responsibility",
            Some(claimant.tokens.clone()),
            "claims the act told before",
        );
        claimed.agents = vec![claimant];
    }
}

/// "Al Shabaab said it carried out the attack", "The group was behind the bombing".
fn doer(reading: &Reading<'_>, sentence: TokenRange) -> Option<Participant> {
    let act = sentence.clone().skip(2).find(|token| {
        matches!(
            reading.analysis.lemma(*token),
            "attack" | "bombing" | "assault" | "raid" | "blast" | "killing" | "shooting"
        ) && reading.is_any(*token - 1, &["the", "this", "that"])
    })?;
    let before = act - 2;
    let verb = match reading.lower(before) {
        "out" | "behind" => before.checked_sub(1)?,
        _ => return None,
    };
    let done = matches!(reading.analysis.lemma(verb), "carry" | "be");
    let chunk = reading
        .chunk_at(verb)
        .filter(|chunk| done && reading.verb(*chunk).is_some_and(|group| !group.negated))?;
    let subject = reading.subject(chunk)?;
    let mut sides = reading.participants(&subject).into_iter();
    sides.find(|side| is_named_band(reading, side))
}

/// Soldiers and police claim no attack of others.
fn is_state(side: &Participant) -> bool {
    side.parties.any(&[Party::State, Party::Police])
}

fn is_named_band(reading: &Reading<'_>, side: &Participant) -> bool {
    let armed = matches!(
        side.class,
        ActorClass::ArmedGroup | ActorClass::Gunmen | ActorClass::IdentityMilitia
    );
    let named = side
        .entity
        .is_some_and(|entity| reading.analysis.entities[entity as usize].id.is_some());
    armed && named
}

/// The named side that "responsibility" says did it; `None` where nobody claimed it.
fn claimant(reading: &Reading<'_>, word: u32) -> Option<Participant> {
    let start = reading.sentence_start(word);
    let end = reading.sentence_end(word);
    let claims = |token: u32| {
        matches!(
            reading.analysis.lemma(token),
            "claim" | "take" | "accept" | "assume"
        ) && reading
            .chunk_at(token)
            .is_some_and(|chunk| reading.verb(chunk).is_some())
    };
    let active = (word.saturating_sub(3).max(start)..word).find(|token| claims(*token));
    let passive = || (word + 1..end.min(word + 8)).find(|token| claims(*token));
    let verb = active.or_else(passive)?;
    let chunk = reading.chunk_at(verb)?;
    let negated = reading.verb(chunk).is_some_and(|group| group.negated)
        || reading.any(start..verb, Class::Negation);
    let phrase = match active {
        Some(_) => reading.subject(chunk)?,
        None => {
            reading
                .prepositionals(reading.chunk(chunk).tokens.end)
                .into_iter()
                .find(|found| reading.is(found.token, "by"))?
                .phrase
        }
    };
    let found = reading
        .participants(&phrase)
        .into_iter()
        .find(|side| is_named_band(reading, side));
    found.filter(|_| !negated)
}
