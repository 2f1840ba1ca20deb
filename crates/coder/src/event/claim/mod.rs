//! What follows from who speaks: a party's assertion is a claim; a neutral source is named,
//! and the act counts as reported. Who speaks is found in `attribution`.

pub(super) mod attribution;
pub(super) mod responsible;
mod source;
mod speaker;

use sitrep_contract::Status;

use self::attribution::takes_credit;
use self::source::{Attribution, overlaps};
use super::act::candidate::Candidate;
use super::reading::Reading;
use super::reading::participant::Participant;
use crate::analysis::{ActorClass, Entity, TokenRange};
use crate::frame::{Act, Class, Party};

/// Gives a candidate its source, and the status that follows from it.
pub(in crate::event) fn bind(
    reading: &Reading<'_>,
    candidate: &mut Candidate<'_>,
    attributions: &[Option<Attribution>],
) {
    let sentence = reading.sentence(candidate.sentence);
    let attribution = attributions[candidate.sentence]
        .as_ref()
        // "claimed to have taken the port": the claim is part of the trigger.
        .filter(|found| {
            candidate.frame.act == Act::Capture || !overlaps(&found.source.cue, &candidate.trigger)
        })
        .filter(|found| !(candidate.frame.act == Act::Verbal && takes_credit(reading, found)))
        .filter(|found| {
            // The speaker's own act is not told by the speaker: "X said it attacked" is.
            found.source.name != candidate.trigger && !said_apart(reading, candidate, found)
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
        let own = reading.first(sentence.clone(), Class::OwnSide);
        if let Some(own) = own.filter(|_| is_force(candidate.frame.act)) {
            claimed(candidate, "status/own-side", own..own + 1);
        } else if let Some(hedge) = hedge {
            claimed(candidate, "status/unconfirmed", hedge..hedge + 1);
        }
        return;
    };
    if takes_credit(reading, found) && !candidate.agents.iter().any(Participant::acts) {
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
    // "15 people were arrested, police said": whoever tells of arrests made them.
    let police = matches!(
        found.class,
        ActorClass::Police | ActorClass::Security | ActorClass::Military
    );
    if police
        && candidate.frame.act == Act::Arrest
        && !candidate.agents.iter().any(Participant::acts)
        && let Some(speaker) = found
            .source
            .name
            .clone()
            .rev()
            .find_map(|token| reading.actor_at(token))
    {
        candidate
            .agents
            .push(reading.participant_from(speaker, true));
        candidate.note(
            "actor1",
            "role/arresting-source",
            Some(found.source.name.clone()),
            "",
        );
    }
    // "… in an air strike on Idlib, the White Helmets said": no second place struck.
    let name = &found.source.name;
    if candidate.trigger.end <= name.start && name.end <= found.source.cue.start {
        candidate
            .targets
            .retain(|target| !overlaps(&target.tokens, name));
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
    let own = reading
        .first(sentence.clone(), Class::OwnSide)
        .filter(|_| is_force(candidate.frame.act));
    if party {
        claimed(candidate, "status/party-claims", cue);
    } else if let Some(own) = own {
        claimed(candidate, "status/own-side", own..own + 1);
    } else if found.source.asserted {
        claimed(candidate, "status/asserted", cue);
    } else if let Some(hedge) = hedge.filter(|_| found.source.entity.is_none()) {
        claimed(candidate, "status/unconfirmed", hedge..hedge + 1);
    }
}

/// "Warplanes bombed the city hours after the rebels claimed …": what the clause behind says
/// somebody said is not the act before it.
fn said_apart(reading: &Reading<'_>, candidate: &Candidate<'_>, found: &Attribution) -> bool {
    let (name, cue) = (found.source.name.clone(), found.source.cue.start);
    // "hours after he accused …": who is meant stands in the sentence before.
    let name = match reading.sentence(candidate.sentence).contains(&name.start) {
        true => name,
        false => cue.saturating_sub(1)..cue,
    };
    let from = name.start.saturating_sub(2).max(candidate.trigger.end);
    candidate.trigger.end <= name.start
        && name.end <= cue
        && (from..name.start).any(|token| {
            reading.is_any(
                token,
                &[
                    "after", "when", "where", "while", "because", "but", "before", "as", "whereas",
                ],
            )
        })
}

/// "The death toll stands at 40, the presidency said": who tells what came of an act that
/// the article tells in its own voice.
pub(in crate::event) fn from_toll(
    reading: &Reading<'_>,
    candidate: &mut Candidate<'_>,
    attributions: &[Option<Attribution>],
) {
    if candidate.claim.is_some() || !is_force(candidate.frame.act) {
        return;
    }
    let tolls = candidate
        .notes
        .iter()
        .filter(|note| matches!(note.slot, "fatalities" | "injured"))
        .filter_map(|note| note.tokens.clone());
    let found = tolls
        .chain(candidate.evidence.iter().cloned())
        .map(|tokens| reading.sentence_index(tokens.start))
        .filter(|sentence| *sentence != candidate.sentence)
        .find_map(|sentence| attributions[sentence].as_ref());
    if let Some(found) = found {
        let name = Some(found.source.name.clone());
        candidate.claim = Some(found.source.clone());
        candidate.note("claim", "claim/of-the-toll", name, "");
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
    let force = is_force(candidate.frame.act);
    // Armed sides tell of their own deeds and of their enemy's: both are claims.
    let armed = matches!(
        found.class,
        ActorClass::Military | ActorClass::Security | ActorClass::ArmedGroup | ActorClass::Gunmen
    );
    // "the defence ministry" speaks for its army.
    let defence = found.class == ActorClass::Government
        && found
            .source
            .name
            .clone()
            .any(|token| reading.is_any(token, &["defence", "defense"]));
    if (armed || defence) && force {
        return true;
    }
    let named = |class| reading.any(found.source.name.clone(), class);
    // "an opposition newspaper", "the opposition and doctors": somebody else says so, too.
    if force && named(Class::PartisanSource) && !named(Class::NeutralSource) {
        return true;
    }
    // A nameless "group" may be "they", an office is "it".
    let own: &[&str] = match found.class {
        ActorClass::None => &["its", "their", "our", "it", "they", "we"],
        ActorClass::Government | ActorClass::Organisation => &["its", "our", "it", "we"],
        _ => &[],
    };
    if force && own_deed(reading, candidate, found, own) {
        return true;
    }
    // "Air defences shot down 14 drones, the governor said."
    let state = matches!(found.class, ActorClass::Government | ActorClass::Police);
    if state && candidate.frame.act == Act::Intercept {
        return true;
    }
    let of_state = |side: &Participant| {
        let force = matches!(
            side.class,
            ActorClass::Military | ActorClass::Security | ActorClass::Police
        );
        force && !reading.any(side.tokens.clone(), Class::PrivateGuard)
    };
    // "Nine died in clashes between opposition supporters and police, the minister said": no
    // fight of two forces.
    let crowd = candidate
        .sides()
        .any(|side| side.parties.any(&[Party::Protesters, Party::Rioters]));
    let is_fight = |act| is_fight(act) && !crowd;
    // The police tell of their own gunfight, the interior minister of his officers'.
    let fought = candidate.agents.iter().any(of_state)
        || candidate.mutual && candidate.targets.iter().any(of_state);
    if found.class == ActorClass::Police && force && fought && is_fight(candidate.frame.act) {
        return true;
    }
    let minister = found
        .source
        .name
        .clone()
        .any(|token| reading.is_any(token, &["ministry", "minister"]));
    if found.class == ActorClass::Government
        && force
        && minister
        && candidate.sides().any(of_state)
        && is_fight(candidate.frame.act)
    {
        return true;
    }
    // A county commissioner or a mayor tells what happened in his place.
    if found.class == ActorClass::Government && named(Class::CivilOfficial) {
        return false;
    }
    // "the information ministry announced": a government of no known country speaks of forces.
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

/// "The group said its fighters had …", "… it had …": whoever speaks tells of himself.
fn own_deed(
    reading: &Reading<'_>,
    candidate: &Candidate<'_>,
    found: &Attribution,
    own: &[&str],
) -> bool {
    let first = |token: u32| reading.phrase_start(token);
    let subject = candidate
        .verb
        .and_then(|verb| reading.subject(verb))
        .map(|subject| reading.tokens_of(&subject).start);
    candidate
        .agents
        .iter()
        .map(|agent| first(agent.tokens.start))
        .chain(subject)
        .any(|token| {
            token >= reading.sentence(candidate.sentence).start
                && !found.source.name.contains(&token)
                && reading.is_any(token, own)
        })
}

/// Fighting and killing, not the policing of a crowd.
fn is_fight(act: Act) -> bool {
    matches!(
        act,
        Act::Clash | Act::Attack | Act::Kill | Act::Murder | Act::Shoot | Act::Capture
    )
}

/// Deeds that a side claims, or lays at its enemy's door.
fn is_force(act: Act) -> bool {
    !matches!(
        act,
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
            | Act::Base
    )
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
