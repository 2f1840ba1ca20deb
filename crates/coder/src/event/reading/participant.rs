//! Who a noun phrase stands for: an actor of the lexicon, people described, or an object
//! whose kind decides ("outpost", "market"). Only what can act fills an acting role.

use sitrep_contract::MentionType;
use smallvec::{SmallVec, smallvec};

use super::parties::{objects_only_for_owner, parties_of};
use super::phrase::Phrase;
use super::{Reading, acts};
use crate::analysis::{ActorClass, EntityIndex, TokenRange};
use crate::frame::{Class, Party, PartySet};

/// How many "of" phrases are followed ("dozens of members of units of …").
const DEPTH: u8 = 4;

/// One participant of an act.
#[derive(Clone, Debug)]
pub(in crate::event) struct Participant {
    /// The entity; `None` for objects ("a market") and people without a mention.
    pub(in crate::event) entity: Option<EntityIndex>,
    /// What kind of actor it is; `None` for objects and places.
    pub(in crate::event) class: ActorClass,
    /// The tokens that name it.
    pub(in crate::event) tokens: TokenRange,
    /// What it is for the decision table.
    pub(in crate::event) parties: PartySet,
    /// More than one ("groups", "villagers").
    pub(in crate::event) plural: bool,
    /// The weapon that its head names ("warplanes").
    pub(in crate::event) weapon: bool,
    /// Only somebody of theirs ("Turkey's efforts"): enough for talk, not for force.
    pub(in crate::event) loose: bool,
}

/// Those whom a phrase stands for: rarely more than two.
pub(in crate::event) type Participants = SmallVec<[Participant; 2]>;

impl Participant {
    /// An object without an owner: "a market".
    pub(in crate::event) fn object(tokens: TokenRange, parties: PartySet) -> Self {
        Self {
            entity: None,
            class: ActorClass::None,
            tokens,
            parties,
            plural: false,
            weapon: false,
            loose: false,
        }
    }

    /// Whether it can be recorded as an actor.
    pub(in crate::event) fn acts(&self) -> bool {
        acts(self.class)
    }
}

impl Reading<'_> {
    /// The participants of a phrase, one for each chunk that stands for one.
    pub(in crate::event) fn participants(&self, phrase: &Phrase) -> Participants {
        let mut found = Participants::new();
        for chunk in &phrase.chunks {
            for participant in self.participants_in(*chunk) {
                let known = found
                    .iter()
                    .any(|other| other.entity.is_some() && other.entity == participant.entity);
                if !known {
                    found.push(participant.clone());
                }
            }
        }
        found
    }

    /// The participants of a chunk, found once however many acts ask.
    fn participants_in(&self, chunk: usize) -> &Participants {
        self.participants[chunk].get_or_init(|| self.participants_of(chunk, DEPTH))
    }

    pub(in crate::event) fn participants_of(&self, index: usize, depth: u8) -> Participants {
        let chunk = self.chunk(index);
        let head = self.head(index);
        let objects = self.object_parties(index);
        let plural = self.is_plural(index);
        if let Some(mention) = self.antecedent(head) {
            return smallvec![self.participant_from(mention, plural)];
        }
        if let Some(owner) = self.owning_side(index) {
            let mut participant = owner;
            participant
                .parties
                .merge(objects_only_for_owner(objects, true));
            participant.weapon = self.is_weapon(head);
            participant.plural = true;
            return smallvec![participant];
        }
        if let Some(mention) = self.actor_at(head) {
            let mention = self
                .named_before(chunk.tokens.start, mention)
                .or_else(|| self.affiliation(mention))
                .unwrap_or(mention);
            let mut participant = self.participant_from(mention, plural);
            // "Armed supporters of the lord" fight, others only march.
            let armed = (chunk.tokens.start..head).any(|token| self.is(token, "armed"));
            if plural && armed && participant.class == ActorClass::Civilians {
                participant.class = ActorClass::Gunmen;
                participant.parties = parties_of(ActorClass::Gunmen, MentionType::Unspecified);
            }
            participant
                .parties
                .merge(objects_only_for_owner(objects, participant.acts()));
            participant.weapon |= self.is_weapon(head);
            let more = self.coordinated_nationalities(chunk.tokens.clone(), mention, plural);
            return std::iter::once(participant).chain(more).collect();
        }
        if let Some(mention) = self.group_before(index) {
            return smallvec![self.participant_from(mention, plural)];
        }
        // "Gunmen fired at a protest march of the party": at the people who march.
        if self.is_demonstration(index) {
            let mut parties = PartySet::default();
            parties.insert(Party::Protesters);
            return smallvec![Participant::object(chunk.tokens.clone(), parties)];
        }
        // "members of X", "positions of X": what follows "of" is the one.
        let end = chunk.tokens.end;
        let several_offices = plural && self.classes(head).has(Class::Office);
        let collective = several_offices
            || self.classes(head).has(Class::Collective)
            || !objects.is_empty()
            || self.counts(head);
        let of = self.is(end, "of") || self.is(end, "from") || self.is(end, "belonging");
        if let (true, true, Some(depth)) = (collective, of, depth.checked_sub(1)) {
            let from = if self.is(end, "belonging") {
                end + 2
            } else {
                end + 1
            };
            if let Some(phrase) = self.object(from) {
                let mut inner = Participants::new();
                for chunk in &phrase.chunks {
                    inner.extend(self.participants_of(*chunk, depth));
                }
                // "nine of fourteen drones", "members of the army".
                if inner.iter().any(Participant::acts) {
                    inner.retain(|participant| participant.acts());
                } else if !self.counts(head) {
                    inner.clear();
                }
                for participant in &mut inner {
                    participant.parties.merge(objects);
                    participant.plural = true;
                }
                if !inner.is_empty() {
                    return inner;
                }
            }
        }
        if let Some(holders) = self.holders(index, objects, depth) {
            return holders;
        }
        // "a Turkish outpost", "Israeli warplanes", "the army's base".
        let owner = self
            .owner(index)
            .into_iter()
            .flat_map(|owner| self.participants_of(owner, depth.saturating_sub(1)));
        let inside = chunk
            .tokens
            .clone()
            .rev()
            .find_map(|token| self.actor_at(token));
        let owned: Option<Participant> = inside
            .map(|mention| self.participant_from(mention, true))
            .or_else(|| owner.into_iter().find(Participant::acts));
        let weapon = self.is_weapon(head);
        if let Some(mut owned) = owned {
            if objects.is_empty() && !weapon && !self.classes(head).has(Class::Collective) {
                // "Turkish president", "Turkey's efforts": somebody or something of theirs.
                owned.loose = !self.names_person(head);
            }
            // "an Israeli hospital" is civilian, whoever owns it.
            if objects.has(Party::CivilianObject)
                && !objects.has(Party::MilitaryObject)
                && owned.class == ActorClass::Government
            {
                owned.entity = None;
                owned.class = ActorClass::None;
                owned.parties = PartySet::default();
            }
            owned.parties.merge(objects);
            owned.tokens = chunk.tokens.clone();
            owned.weapon = weapon;
            owned.plural = plural;
            return smallvec![owned];
        }
        if let Some(mention) = self.place_at(head) {
            let mut place = self.place_participant(mention);
            place.parties.merge(objects);
            return smallvec![place];
        }
        // "three persons"
        if objects.is_empty() && !weapon && self.classes(head).has(Class::Somebody) {
            let mut person = Participant::object(
                head..head + 1,
                parties_of(ActorClass::Civilians, MentionType::Unspecified),
            );
            person.class = ActorClass::Civilians;
            person.plural = plural;
            return smallvec![person];
        }
        if objects.is_empty() && !weapon {
            return Participants::new();
        }
        // "an army warplane", "rebel artillery", "a police post"
        let mut modifiers = chunk.tokens.start..head;
        let class = match weapon || objects.has(Party::MilitaryObject) {
            true if self.any(modifiers.clone(), Class::StateModifier) => ActorClass::Military,
            true if self.any(modifiers.clone(), Class::RebelModifier) => ActorClass::Gunmen,
            true if modifiers.any(|token| self.is(token, "police")) => ActorClass::Police,
            _ => ActorClass::None,
        };
        let mut objects = objects;
        objects.merge(parties_of(class, MentionType::Unspecified));
        smallvec![Participant {
            entity: None,
            class,
            tokens: chunk.tokens.clone(),
            parties: objects,
            plural,
            weapon,
            loose: false,
        }]
    }

    /// A named place, as what can be attacked or taken.
    pub(in crate::event) fn place_participant(&self, mention: usize) -> Participant {
        let mut parties = PartySet::default();
        parties.insert(Party::Territory);
        parties.insert(Party::CivilianObject);
        Participant {
            entity: None,
            class: ActorClass::None,
            tokens: self.mention(mention).tokens.clone(),
            parties,
            plural: false,
            weapon: false,
            loose: false,
        }
    }

    /// A participant from a mention of an actor, nationality or country.
    pub(in crate::event) fn participant_from(&self, mention: usize, plural: bool) -> Participant {
        let (found, entity) = (self.mention(mention), self.entity_of(mention));
        let class = match entity.class {
            // "Palestinians", "villagers from …": people, not their state.
            ActorClass::None | ActorClass::Government
                if found.kind == MentionType::Nationality
                    && (self.is_people(found.head) || self.is_one(found.head)) =>
            {
                ActorClass::Civilians
            }
            ActorClass::None
                if matches!(found.kind, MentionType::Nationality | MentionType::Place) =>
            {
                ActorClass::Government
            }
            class => class,
        };
        Participant {
            entity: Some(found.entity),
            class,
            tokens: found.tokens.clone(),
            parties: parties_of(class, found.kind),
            plural,
            weapon: false,
            loose: false,
        }
    }

    /// A demonym as a plural noun.
    fn is_people(&self, head: u32) -> bool {
        let followed = self
            .chunk_at(head)
            .is_some_and(|chunk| self.chunk(chunk).head != head);
        self.lower(head).ends_with('s') && !followed
    }

    /// "a 16-year-old Palestinian", "two Lebanese": a demonym as the noun itself, counted.
    fn is_one(&self, head: u32) -> bool {
        self.chunk_at(head).is_some_and(|index| {
            let chunk = self.chunk(index);
            let counted = (chunk.tokens.start..head).any(|token| {
                self.is_number(token)
                    || matches!(self.lower(token), "a" | "an" | "another" | "several")
            });
            let opened = chunk.tokens.start.checked_sub(1).is_some_and(|before| {
                self.is_number(before) || matches!(self.lower(before), "a" | "an")
            });
            chunk.head == head && (counted || opened)
        })
    }

    /// "Turkish and Syrian forces" is one chunk with two actors.
    fn coordinated_nationalities(
        &self,
        chunk: TokenRange,
        main: usize,
        plural: bool,
    ) -> Participants {
        let main_tokens = self.mention(main).tokens.clone();
        let mut found = Participants::new();
        // The entity stage reads "Turkish and Syrian forces" as two forces with one head.
        let inner = self.analysis.mentions[main + 1..]
            .iter()
            .take_while(|inner| inner.tokens.start < main_tokens.end)
            .enumerate();
        for (offset, inner) in inner {
            let shares_head = inner.head == self.mention(main).head;
            if shares_head && inner.entity != self.mention(main).entity {
                found.push(self.participant_from(main + 1 + offset, plural));
            }
        }
        for token in chunk.start..main_tokens.start {
            let Some(mention) = self.actor_at(token) else {
                continue;
            };
            let ends = self.mention(mention).tokens.end;
            if mention != main
                && token + 1 == ends
                && (self.is(ends, "and") || self.is(ends, ",") || self.is(ends, "-"))
            {
                let mut participant = self.participant_from(mention, plural);
                // They are of the same kind as the one whose head they share.
                let shared = self.participant_from(main, plural);
                if participant.class == ActorClass::Government {
                    participant.class = shared.class;
                    participant.parties = shared.parties;
                }
                found.push(participant);
            }
        }
        found
    }

    fn names_person(&self, head: u32) -> bool {
        use crate::text::Upos;
        self.analysis.tag(head) == Upos::Propn
    }

    /// "nine", "dozens".
    fn counts(&self, head: u32) -> bool {
        self.is_number(head) || self.classes(head).has(Class::CountOnly)
    }

    pub(in crate::event) fn is_number(&self, head: u32) -> bool {
        self.analysis.tag(head) == crate::text::Upos::Num
    }
}

/// Whether two sides can be the same: one is silent, or they share somebody.
pub(in crate::event) fn agree(one: &[Participant], other: &[Participant]) -> bool {
    let acting = |side: &[Participant]| side.iter().any(|participant| participant.entity.is_some());
    !acting(one)
        || !acting(other)
        || one.iter().any(|one| {
            other
                .iter()
                .any(|other| one.entity.is_some() && one.entity == other.entity)
        })
}
