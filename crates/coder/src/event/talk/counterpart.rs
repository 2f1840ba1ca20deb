//! Whom talk is about where nobody stands in the other side's role. Prevents sanctions on "the
//! assets of two generals" from having one side only.

use sitrep_contract::PloverType;
use smallvec::SmallVec;

use crate::analysis::ActorClass;
use crate::event::act::candidate::Candidate;
use crate::event::reading::Reading;
use crate::event::reading::participant::Participant;
use crate::frame::{Act, Class};

/// How far behind its trigger it is looked for.
const REACH: u32 = 12;

/// "froze the assets of two Nicaraguan generals", "slammed US arms sales": whoever of another
/// country what is said or done is about, where nobody stands in the other side's role.
pub(in crate::event) fn find(reading: &Reading<'_>, candidate: &mut Candidate<'_>) {
    let verb = candidate.verb.filter(|_| {
        candidate.frame.act == Act::Verbal
            && candidate.frame.plover.is_some_and(has_counterpart)
            && !candidate.targets.iter().any(Participant::acts)
    });
    let Some(verb) = verb else {
        return;
    };
    let homes: SmallVec<[&str; 2]> = candidate
        .agents
        .iter()
        .filter_map(|agent| {
            let entity = &reading.analysis.entities[agent.entity? as usize];
            entity.country.as_deref()
        })
        .collect();
    let from = reading.chunk(verb).tokens.end;
    let end = reading
        .sentence_end(candidate.trigger.end - 1)
        .min(candidate.trigger.end + REACH);
    let ends = |token: u32| {
        let within = candidate.trigger.contains(&token);
        let verb = || {
            let chunk = reading.chunk_at(token);
            chunk.is_some_and(|chunk| reading.verb(chunk).is_some())
        };
        !within
            && (reading.is_any(token, &[";", ":", ","])
                || reading.classes(token).has(Class::ClauseStart)
                || reading.classes(token).has(Class::Relative)
                || verb())
    };
    let located = |token: u32| {
        let first = reading.phrase_start(token);
        first > 0 && reading.is_any(first - 1, &["in", "near", "at", "into"])
    };
    let other = (from..end)
        .take_while(|token| !ends(*token))
        .filter(|token| !located(*token))
        .filter_map(|token| reading.actor_at(token))
        .find(|mention| {
            let entity = reading.entity_of(*mention);
            let own = candidate
                .agents
                .iter()
                .any(|agent| agent.entity == Some(reading.mention(*mention).entity));
            let abroad = entity
                .country
                .as_deref()
                .is_some_and(|country| !homes.contains(&country));
            let enemy = matches!(
                entity.class,
                ActorClass::ArmedGroup | ActorClass::Gunmen | ActorClass::IdentityMilitia
            );
            !own && (abroad || enemy) && !reading.mention(*mention).nested
        });
    if let Some(mention) = other {
        let found = reading.participant_from(mention, true);
        let tokens = Some(found.tokens.clone());
        candidate.note("actor2", "role/counterpart", tokens, "of another country");
        candidate.targets.push(found);
    }
}

/// Acts that are about somebody even where the words only name what is theirs.
fn has_counterpart(plover: PloverType) -> bool {
    matches!(
        plover,
        PloverType::Agree
            | PloverType::Support
            | PloverType::Cooperate
            | PloverType::Aid
            | PloverType::Concede
            | PloverType::Request
            | PloverType::Accuse
            | PloverType::Reject
            | PloverType::Threaten
            | PloverType::Sanction
            | PloverType::Coerce
    )
}
