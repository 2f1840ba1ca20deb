//! Whose men and things are: "its troops", "their jets", "a checkpoint manned by policemen".
//! Prevents the forces of a side that speaks, or was named before, from being nobody's.

use sitrep_contract::MentionType;

use crate::analysis::{ActorClass, TokenRange};
use crate::event::claim::attribution;
use crate::event::reading::Reading;
use crate::event::reading::participant::{Participant, Participants};
use crate::event::reading::parties::parties_of;
use crate::frame::{Class, Party, PartySet};

/// How many words away from a speaker's name the side he speaks for may stand.
const APPOSITION: u32 = 5;

impl Reading<'_> {
    /// "its troops", "their jets": the side whose they are.
    pub(in crate::event) fn owning_side(&self, index: usize) -> Option<Participant> {
        let (tokens, head) = (self.chunk(index).tokens.clone(), self.head(index));
        // "its Syrian allies" are named themselves.
        let named = tokens
            .clone()
            .filter_map(|token| self.actor_at(token))
            .any(|mention| {
                let entity = self.entity_of(mention);
                entity.country.is_some() || entity.id.is_some()
            });
        if named || !self.classes(head).has(Class::OwnForce) {
            return None;
        }
        let Some(owner) = self.possessor(index) else {
            // "Our troops freed the village": an army's, whosever it is.
            let ours = self.is(tokens.start, "our") && self.actor_at(head).is_none();
            return ours.then(|| Participant {
                class: ActorClass::Military,
                plural: true,
                ..Participant::object(
                    tokens,
                    parties_of(ActorClass::Military, MentionType::StateForce),
                )
            });
        };
        let mut owner = self.participant_from(owner, true);
        if owner.class == ActorClass::Government {
            owner.class = ActorClass::Military;
            owner.parties = parties_of(ActorClass::Military, MentionType::StateForce);
        }
        owner.tokens = tokens;
        Some(owner)
    }

    /// "a checkpoint manned by policemen", "a bus carrying pilgrims": theirs.
    pub(in crate::event) fn holders(
        &self,
        index: usize,
        objects: PartySet,
        depth: u8,
    ) -> Option<Participants> {
        let depth = depth.checked_sub(1).filter(|_| !objects.is_empty())?;
        let end = self.chunk(index).tokens.end;
        // "a car with Russian servicemen"
        let aboard = objects.any(&[Party::CivilianObject, Party::MilitaryObject])
            && (self.is(end, "with") || self.is(end, "full") && self.is(end + 1, "of"));
        if aboard {
            let from = end + 1 + u32::from(self.is(end, "full"));
            return self.aboard(from, objects, depth);
        }
        let verb = self.chunk_at(end)?;
        self.verb(verb)?;
        let carries = matches!(
            self.analysis.lower(self.chunk(verb).head),
            "carrying" | "transporting" | "ferrying" | "escorting"
        );
        if carries {
            return self.aboard(self.chunk(verb).tokens.end, objects, depth);
        }
        let holds = matches!(
            self.analysis.lemma(self.chunk(verb).head),
            "man" | "guard" | "hold" | "run" | "operate" | "control" | "occupy" | "use"
        );
        let by = self.chunk(verb).tokens.end;
        if !(holds && self.is(by, "by")) {
            return None;
        }
        let mut holders: Participants = self
            .object(by + 1)?
            .chunks
            .iter()
            .flat_map(|chunk| self.participants_of(*chunk, depth))
            .filter(Participant::acts)
            .collect();
        for holder in &mut holders {
            holder.parties.merge(objects);
        }
        (!holders.is_empty()).then_some(holders)
    }

    /// Whoever is in a vehicle; armed people make it a target of war.
    fn aboard(&self, from: u32, objects: PartySet, depth: u8) -> Option<Participants> {
        let mut aboard: Participants = self
            .object(from)?
            .chunks
            .iter()
            .flat_map(|chunk| self.participants_of(*chunk, depth))
            .filter(|side| side.acts() && !side.weapon && !side.loose)
            .collect();
        for side in &mut aboard {
            let armed = [Party::State, Party::Police, Party::NonState];
            if side.parties.any(&armed) {
                side.parties.insert(Party::MilitaryObject);
            } else if objects.has(Party::CivilianObject) {
                side.parties.insert(Party::CivilianObject);
            }
        }
        (!aboard.is_empty()).then_some(aboard)
    }

    /// Whose "its troops", "their jets" are: the one who speaks in the sentence, else the one
    /// that the pronoun stands for.
    fn possessor(&self, chunk: usize) -> Option<usize> {
        let first = self.chunk(chunk).tokens.start;
        if !matches!(self.lower(first), "its" | "their" | "our") {
            return None;
        }
        let force = |mention: usize| {
            matches!(
                self.entity_of(mention).class,
                ActorClass::Military
                    | ActorClass::Security
                    | ActorClass::Police
                    | ActorClass::Government
                    | ActorClass::Gunmen
                    | ActorClass::ArmedGroup
                    | ActorClass::IdentityMilitia
                    | ActorClass::Criminal
                    | ActorClass::Peacekeepers
            )
        };
        let own = self.chunk(chunk).tokens.clone();
        let body = |mention: usize| {
            (force(mention) || self.entity_of(mention).class == ActorClass::International)
                && self.mention(mention).kind != MentionType::Person
        };
        let apart = |mention: &usize| {
            let tokens = &self.mention(*mention).tokens;
            tokens.end <= own.start || own.end <= tokens.start
        };
        let start = self.sentence_start(first);
        let name = attribution::speaker(self, self.sentence_index(first));
        // "…, officials said, …" interrupts what is told of somebody else.
        let aside = name.as_ref().is_some_and(|name| {
            (name.start.saturating_sub(2).max(start)..name.start).any(|token| self.is(token, ","))
        });
        let speaker = name.and_then(|name| {
            // "The Taliban spokesman, Zabihullah Mujahid, denied …": for whom he speaks.
            let from = name.start.saturating_sub(APPOSITION).max(start);
            let until = (name.end + APPOSITION).min(own.start.max(name.end));
            let named = |tokens: TokenRange| {
                tokens
                    .rev()
                    .filter_map(|token| self.actor_at(token))
                    .find(|mention| body(*mention))
            };
            named(name.clone())
                .or_else(|| named(from..name.start))
                .or_else(|| named(name.end..until))
        });
        let speaker = speaker.filter(apart);
        let meant = self
            .stands_for(first)
            .filter(|mention| !self.is(first, "our") && force(*mention) && apart(mention));
        match aside {
            true => meant.or(speaker),
            false => speaker.or(meant),
        }
    }
}
