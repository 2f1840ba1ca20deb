//! Demonstrations told in several ways: the march, the tear gas and the stones are one event.
//! Prevents a protest, a dispersal and a riot out of one afternoon.

use sitrep_contract::SubEventType;

use super::candidate::Candidate;
use super::compatible::{compatible_dates, compatible_places, compatible_status};
use crate::analysis::{ActorClass, TokenRange};
use crate::event::reading::Reading;
use crate::event::reading::participant::Participant;
use crate::frame::{Act, Class, ClassSet, Need, Party};
use crate::text::SentenceKind;

/// How far behind "arrested" the charge stands.
const CHARGE: u32 = 8;

/// Whether both tell of a demonstration: the crowd is one side, who intervenes the other,
/// whichever of them acts in the sentence.
pub(in crate::event) fn demonstrations(event: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    let crowd = |candidate: &Candidate<'_>| (4..=7).contains(&(candidate.sub_event() as i32));
    crowd(event) && crowd(other)
}

/// "Dr Fortier threw rocks at the bear": one named person alone is no crowd, unless the
/// sentence speaks of one.
pub(in crate::event) fn is_one_person(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    // "A man kicked his neighbour": blows of a crowd take more than one.
    let blows = candidate.frame.act == Act::Beat && candidate.frame.needs.contains(&Need::Crowd);
    let one = |agent: &Participant| {
        let person = agent.class == ActorClass::Person
            || (blows
                && agent.class == ActorClass::Civilians
                && !reading.any(agent.tokens.clone(), Class::Many));
        person && !agent.plural
    };
    (blows || matches!(candidate.frame.act, Act::Protest | Act::Riot))
        && !candidate.noun
        && !candidate.agents.is_empty()
        && candidate.agents.len() < 2
        && candidate.agents.iter().all(one)
        && (blows
            || !reading.sentence(candidate.sentence).any(|token| {
                let crowd = ClassSet::of(&[Class::Crowd, Class::Demonstration]);
                !candidate.trigger.contains(&token) && reading.classes(token).meets(crowd)
            }))
}

/// The crowd's side and the other side of a demonstration.
pub(in crate::event) fn crowd_and_force(
    candidate: &Candidate<'_>,
) -> (Vec<Participant>, Vec<Participant>) {
    let armed = [Party::State, Party::Police, Party::NonState];
    candidate
        .sides()
        .filter(|side| side.acts())
        .cloned()
        .partition(|side| !side.parties.any(&armed))
}

/// Which of two tellings of a demonstration decides: whoever throws stones is no peaceful
/// protester, whatever the police did.
pub(in crate::event) fn rank(kind: SubEventType) -> u8 {
    match kind {
        SubEventType::ViolentDemonstration => 0,
        SubEventType::ExcessiveForceAgainstProtesters => 1,
        SubEventType::ProtestWithIntervention => 2,
        _ => 3,
    }
}

/// "Fired on crowds who had marched", "killed during a protest": force against the people
/// who demonstrate, not a protest against it.
pub(in crate::event) fn at_demonstration(
    reading: &Reading<'_>,
    main: &Candidate<'_>,
    part: &Candidate<'_>,
) -> bool {
    let first = reading.phrase_start(part.trigger.start);
    let setting = part.noun
        && first.checked_sub(1).is_some_and(|before| {
            ["during", "at", "amid", "on", "in", "into"]
                .iter()
                .any(|word| reading.is(before, word))
        });
    let hit = part.agents.iter().any(|agent| {
        main.targets
            .iter()
            .any(|target| target.acts() && target.tokens == agent.tokens)
    });
    hit || (setting && main.trigger.start < part.trigger.start)
}

/// How many sentences around a demonstration force against it is told.
const AROUND: usize = 2;

/// "Farmers blocked the highway. Police opened fire, killing three of them": whether what a
/// force does to unarmed people is done to those whose demonstration was told just before.
pub(in crate::event) fn amid_demonstration(
    reading: &Reading<'_>,
    told: &[Candidate<'_>],
    act: &Candidate<'_>,
) -> bool {
    is_force_on_people(act)
        && told
            .iter()
            .rev()
            .take_while(|before| act.sentence.saturating_sub(before.sentence) <= AROUND)
            .any(|before| {
                demonstrations(before, before)
                    && before.sentence < act.sentence
                    && told_together(reading, before, act)
                    && !is_grievance(reading, before)
            })
}

/// "Police killed three youths in Wau. They were marching to demand water": whether a
/// demonstration is that of the people whom a force was said to hit just before.
pub(in crate::event) fn was_demonstrating(
    reading: &Reading<'_>,
    act: &Candidate<'_>,
    demonstration: &Candidate<'_>,
) -> bool {
    let same = |crowd: &Participant| {
        act.targets.iter().any(|target| {
            crowd.entity.is_some()
                && crowd.entity == target.entity
                && target.class != ActorClass::None
        })
    };
    demonstrations(demonstration, demonstration)
        && is_force_on_people(act)
        && act.sentence < demonstration.sentence
        && demonstration.sentence - act.sentence <= AROUND
        && told_together(reading, act, demonstration)
        && demonstration.agents.iter().any(same)
}

/// Whether soldiers or police kill, wound or beat people who are not armed.
fn is_force_on_people(act: &Candidate<'_>) -> bool {
    let armed = [
        Party::State,
        Party::Police,
        Party::NonState,
        Party::MilitaryObject,
        Party::Territory,
        Party::Political,
    ];
    matches!(
        act.frame.act,
        Act::Attack | Act::Shoot | Act::Kill | Act::Murder | Act::Wound | Act::Beat
    ) && act
        .agents
        .iter()
        .any(|agent| agent.parties.any(&[Party::State, Party::Police]))
        && !act.targets.iter().any(|target| target.parties.any(&armed))
}

/// Whether nothing tells two acts of near sentences apart: the same passage, day and place.
fn told_together(reading: &Reading<'_>, first: &Candidate<'_>, second: &Candidate<'_>) -> bool {
    let paragraph =
        |candidate: &Candidate<'_>| reading.analysis.sentences[candidate.sentence].paragraph;
    let kind = reading.analysis.sentences[first.sentence].kind;
    kind == SentenceKind::Text
        && (paragraph(first) == paragraph(second) || second.sentence - first.sentence == 1)
        && compatible_status(first, second)
        && compatible_dates(first, second)
        && compatible_places(reading, first, second)
}

/// "Hundreds protested over the killing of a trader": the deaths that follow may be the
/// cause.
fn is_grievance(reading: &Reading<'_>, protest: &Candidate<'_>) -> bool {
    let end = reading.sentence(protest.sentence).end;
    (protest.trigger.end..end).any(|token| {
        matches!(
            reading.analysis.lemma(token),
            "kill" | "killing" | "death" | "shooting" | "murder" | "slaying" | "shoot" | "massacre"
        )
    })
}

/// "Police confirmed 42 arrests" after the march that they tell of.
pub(in crate::event) fn swept(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let crowd = [Party::Civilians, Party::Protesters, Party::Rioters];
    let located = reading
        .sentence(candidate.sentence)
        .any(|token| reading.place_at(token).is_some());
    candidate.frame.act == Act::Arrest
        && !located
        && !is_charged(reading, candidate)
        && candidate
            .targets
            .iter()
            .all(|target| target.plural && target.parties.any(&crowd))
}

/// "Hundreds of demonstrators were penned in": nobody needs to say by whom.
pub(in crate::event) fn is_broken_up(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let crowd = [Party::Protesters, Party::Rioters];
    candidate.frame.act == Act::Disperse
        && candidate.agents.is_empty()
        && candidate
            .targets
            .iter()
            .any(|target| target.parties.any(&crowd))
        && candidate
            .verb
            .and_then(|verb| reading.verb(verb))
            .is_some_and(|group| group.passive)
}

impl Reading<'_> {
    /// Whether a noun phrase is a demonstration, and no campaign's.
    pub(in crate::event) fn is_demonstration(&self, index: usize) -> bool {
        let chunk = self.chunk(index);
        let campaign = ["election", "campaign", "political", "religious", "party"];
        matches!(
            self.analysis.lemma(chunk.head),
            "march"
                | "protest"
                | "demonstration"
                | "rally"
                | "sit-in"
                | "vigil"
                | "picket"
                | "procession"
                | "encampment"
                | "gathering"
                | "dharna"
                | "morcha"
                | "counter-protest"
        ) && self.classes(chunk.head).has(Class::Demonstration)
            && !chunk
                .tokens
                .clone()
                .any(|token| self.is_any(token, &campaign))
    }
}

/// "in connection with", "for their role in", "over".
pub(in crate::event) fn is_charge(reading: &Reading<'_>, mut tokens: TokenRange) -> bool {
    tokens.any(|token| reading.is_any(token, &["connection", "role", "involvement", "suspicion"]))
}

/// Whether the words behind an arrest charge those who are held with a part in something.
pub(super) fn is_charged(reading: &Reading<'_>, arrest: &Candidate<'_>) -> bool {
    let end = reading.sentence(arrest.sentence).end;
    is_charge(
        reading,
        arrest.trigger.end..end.min(arrest.trigger.end + CHARGE),
    )
}
