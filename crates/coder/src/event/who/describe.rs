//! People and things that no lexicon knows, named by a plain noun: "thirteen girls", "a
//! radio commentator", "a wedding party", "CTD". What is done to them, and the place in the
//! sentence, say what they are. Prevents acts from getting lost for want of a known side.

use super::harm::{harms, harms_people, hits_things};
use crate::analysis::{ActorClass, PlaceKind, TokenRange};
use crate::event::reading::Reading;
use crate::event::reading::participant::{Participant, Participants};
use crate::event::reading::parties::parties_of;
use crate::event::reading::phrase::Phrase;
use crate::frame::{Act, Class, ClassSet, Party, PartySet, Role};
use crate::text::Upos;
use sitrep_contract::MentionType;

/// Endings of nouns that name people by what they do or where they are from.
const PERSON_ENDINGS: [&str; 10] = [
    "er", "or", "ist", "ian", "eer", "man", "woman", "men", "women", "ee",
];

impl Reading<'_> {
    /// The participants of a phrase in a role, the unknown ones described by their nouns.
    pub(in crate::event) fn in_role(&self, phrase: &Phrase, act: Act, role: Role) -> Participants {
        let talk = matches!(
            act,
            Act::Verbal | Act::Agree | Act::Ceasefire | Act::Release | Act::Withdraw | Act::Deploy
        );
        let mut found = Participants::new();
        for chunk in &phrase.chunks {
            let mut known = self.participants(&Phrase::of(*chunk));
            known.retain(|participant| talk || !participant.loose);
            if role == Role::Target && matches!(act, Act::Capture | Act::Transfer) {
                for participant in &mut known {
                    if self.can_be_unknown_place(participant) {
                        *participant = self.unknown_place(*chunk);
                    }
                }
            }
            if matches!(act, Act::Verbal | Act::Agree | Act::Ceasefire | Act::Deploy) {
                for participant in &mut known {
                    self.read_as_government(participant);
                    self.read_as_private(participant, *chunk);
                }
            }
            if known.is_empty() {
                known.extend(self.describe(*chunk, act, role));
            }
            for participant in known {
                let twice = found
                    .iter()
                    .any(|other| other.entity.is_some() && other.entity == participant.entity);
                if !twice {
                    found.push(participant);
                }
            }
        }
        found
    }

    /// "The Russians killed 52 people": a people that uses force is its state's.
    pub(in crate::event) fn as_force(&self, mut participant: Participant, act: Act) -> Participant {
        let people = participant.class == ActorClass::Civilians
            && self
                .actor_at(participant.tokens.end.saturating_sub(1))
                .is_some_and(|mention| {
                    self.mention(mention).kind == MentionType::Nationality
                        && self.entity_of(mention).country.is_some()
                });
        if people && hits_things(act) | matches!(act, Act::Kill | Act::Capture | Act::Clash) {
            participant.class = ActorClass::Government;
            participant.parties = parties_of(ActorClass::Government, MentionType::Nationality);
        }
        participant
    }

    /// "Tehran rejected", "called on Delhi": a town that talks is its government.
    pub(in crate::event) fn read_as_government(&self, participant: &mut Participant) {
        let first = participant.tokens.start;
        let Some(mention) = self.place_at(first) else {
            return;
        };
        let place = self.entity_of(mention).place.as_ref();
        let seat = place.is_some_and(|place| {
            place.country.is_some()
                && matches!(
                    place.kind,
                    PlaceKind::Country | PlaceKind::City | PlaceKind::Town | PlaceKind::Admin1
                )
        });
        let name = &self.mention(mention).tokens;
        // "Buenos Aires", but not "the Addis road".
        let whole = participant.tokens.len() == 1 || participant.tokens == *name;
        if seat && participant.class == ActorClass::None && whole {
            participant.entity = Some(self.mention(mention).entity);
            participant.class = ActorClass::Government;
            participant.parties = parties_of(ActorClass::Government, MentionType::Place);
        }
    }

    /// "Chinese scientists", "the French federation": people and bodies of a country that
    /// do not speak for its state.
    fn read_as_private(&self, participant: &mut Participant, chunk: usize) {
        let head = self.head(chunk);
        let classes = self.classes(head);
        if !participant.loose
            || participant.class != ActorClass::Government
            || classes.has(Class::Office)
            || self.actor_at(head).is_some()
        {
            return;
        }
        let class = if classes.has(Class::PrivateBody) {
            ActorClass::Organisation
        } else if self.names_people(head) && !classes.has(Class::Body) {
            ActorClass::Civilians
        } else {
            return;
        };
        participant.class = class;
        participant.parties = parties_of(class, MentionType::Person);
    }

    fn describe(&self, index: usize, act: Act, role: Role) -> Option<Participant> {
        let chunk = self.chunk(index);
        let head = self.head(index);
        let tag = self.analysis.tag(head);
        if tag == Upos::Pron || self.date_at(head).is_some() || self.place_at(head).is_some() {
            return None;
        }
        if (matches!(role, Role::Agent | Role::Sides) || act == Act::Verbal)
            && let Some(class) = self
                .bare_force(head)
                .or_else(|| self.bare_force(self.counted_head(index)?))
                .or_else(|| self.moved_force(head).filter(|_| act == Act::Deploy))
        {
            return Some(Participant {
                entity: None,
                class,
                tokens: chunk.tokens.clone(),
                parties: parties_of(class, MentionType::StateForce),
                plural: true,
                weapon: false,
                loose: false,
            });
        }
        let forces = matches!(act, Act::Release | Act::Withdraw | Act::Deploy);
        if matches!(act, Act::Verbal | Act::Agree | Act::Ceasefire)
            || (forces && role == Role::Agent)
        {
            return self.spokesman(index);
        }
        if hits_things(act) && self.counts_things(index) {
            return None;
        }
        let people = self.names_people(head) || tag == Upos::Num || self.counts_people(index);
        let capital = |text: &str| text.starts_with(char::is_uppercase);
        let name = tag == Upos::Propn && capital(self.analysis.text_of(&(head..head + 1)));
        let class = match role {
            Role::Target if act == Act::Release && (people || self.only_counts(head)) => {
                ActorClass::Civilians
            }
            Role::Target if harms_people(act) && people => ActorClass::Civilians,
            Role::Target if harms_people(act) && name => ActorClass::Person,
            Role::Target if hits_things(act) && people && tag != Upos::Num => ActorClass::Civilians,
            Role::Target if hits_things(act) && (name || tag == Upos::Noun) => ActorClass::None,
            // "captured Sheberghan": a name that no gazetteer knows, taken by somebody.
            Role::Target
                if matches!(act, Act::Capture | Act::Transfer)
                    && (name || self.is_capitalised_unknown(head)) =>
            {
                return Some(self.unknown_place(index));
            }
            // "24 others", "thousands" are counted, they do nothing.
            Role::Agent | Role::Sides if self.only_counts(head) && harms(act) => return None,
            // "clashes between rival unions": whoever they are, no soldiers.
            Role::Sides if act == Act::Clash && self.are_rivals(index) => ActorClass::Civilians,
            // "a splinter group", "the paramilitary chief"
            Role::Agent
                if matches!(act, Act::Reorganise | Act::Surrender)
                    && self.any(chunk.tokens.clone(), Class::RebelModifier) =>
            {
                ActorClass::Gunmen
            }
            Role::Agent | Role::Sides => {
                self.acting_class(act, people, name, !self.is_plural(index))?
            }
            _ => return None,
        };
        let mut parties = parties_of(class, MentionType::Person);
        if class == ActorClass::None {
            parties = PartySet::default();
            parties.insert(Party::CivilianObject);
        }
        Some(Participant {
            entity: None,
            class,
            tokens: chunk.tokens.clone(),
            parties,
            plural: self.is_plural(index),
            weapon: false,
            loose: class == ActorClass::None,
        })
    }

    /// "Gunboats", "two B-52s", "a squadron": what is moved stands for whoever moves it.
    fn moved_force(&self, head: u32) -> Option<ActorClass> {
        let moved = self.classes(head).has(Class::OwnForce) || self.is_weapon(head);
        moved.then_some(ActorClass::Military)
    }

    /// "soldiers" of "hundreds of federal soldiers".
    fn counted_head(&self, index: usize) -> Option<u32> {
        let of = self.chunk(index).tokens.end;
        let counts = self.only_counts(self.head(index)) && self.is(of, "of");
        let inner = self.chunk_at(of + 1).filter(|_| counts)?;
        self.verb(inner).is_none().then(|| self.head(inner))
    }

    /// "Police", "the army" in a text that names no country.
    fn bare_force(&self, head: u32) -> Option<ActorClass> {
        match self.lower(head) {
            "police" | "policemen" | "gendarmes" => Some(ActorClass::Police),
            "army" | "troops" | "soldiers" | "military" | "navy" | "paratroopers"
            | "reservists" | "marines" | "commandos" | "conscripts" | "reinforcements"
            | "battalions" | "battalion" | "brigade" | "brigades" | "platoon" | "platoons"
            | "infantry" | "warships" | "warplanes" | "tanks" | "gunboats" => {
                Some(ActorClass::Military)
            }
            _ => None,
        }
    }

    /// A capitalised noun inside a sentence of ordinary case.
    fn is_capitalised_unknown(&self, head: u32) -> bool {
        let sentence = self.analysis.sentence_of(head).tokens.clone();
        let capital = |token: u32| {
            self.analysis
                .text_of(&(token..token + 1))
                .starts_with(char::is_uppercase)
        };
        let ordinary = sentence
            .clone()
            .any(|token| self.analysis.tag(token) == Upos::Verb && !capital(token));
        self.analysis.tag(head) == Upos::Noun
            && head > sentence.start
            && capital(head)
            && ordinary
            && !self.classes(head).has(Class::People)
    }

    /// "took Pauktaw": one bare name that was read as a person's is rather a place no
    /// gazetteer knows; people are captured with their ranks and full names.
    fn can_be_unknown_place(&self, participant: &Participant) -> bool {
        let nameless = participant
            .entity
            .and_then(|entity| self.analysis.entities[entity as usize].id.as_deref())
            .is_none_or(|id| id.starts_with("name/"));
        let tokens = &participant.tokens;
        let article = [
            "el", "al", "tal", "tel", "ain", "deir", "kafr", "abu", "um", "umm",
        ]
        .iter()
        .any(|word| self.is(tokens.start, word));
        let bare = tokens.len() == 1 || (tokens.len() == 2 && article);
        participant.class == ActorClass::Person && nameless && bare
    }

    fn unknown_place(&self, index: usize) -> Participant {
        let mut parties = PartySet::default();
        parties.insert(Party::Territory);
        Participant {
            entity: None,
            class: ActorClass::None,
            tokens: self.chunk(index).tokens.clone(),
            parties,
            plural: false,
            weapon: false,
            loose: false,
        }
    }

    /// Whoever does such a thing: gunmen fight, officers arrest, people demonstrate.
    /// One person who strikes blows has a quarrel of his own, many are a crowd.
    fn acting_class(&self, act: Act, people: bool, name: bool, one: bool) -> Option<ActorClass> {
        match act {
            Act::Beat if one => None,
            Act::Beat if people => Some(ActorClass::Civilians),
            Act::Protest | Act::Riot | Act::Mob | Act::Other | Act::Reorganise if people => {
                Some(ActorClass::Civilians)
            }
            Act::Arrest | Act::Disperse | Act::Disarm | Act::Intercept if people || name => {
                Some(ActorClass::Police)
            }
            Act::Clash | Act::Loot | Act::Destroy | Act::Capture | Act::Transfer | Act::Base
                if people || name =>
            {
                Some(ActorClass::Gunmen)
            }
            _ if (harms_people(act) || hits_things(act)) && (people || name) => {
                Some(ActorClass::Gunmen)
            }
            _ => None,
        }
    }

    /// Whom a headline names right before a participle, in the same chunk: "two teachers shot".
    pub(in crate::event) fn swallowed_victim(&self, tokens: TokenRange) -> Option<Participant> {
        let head = tokens
            .end
            .checked_sub(1)
            .filter(|head| tokens.contains(head))?;
        if let Some(mention) = self.actor_at(head) {
            return Some(self.participant_from(mention, true));
        }
        let class = ActorClass::Civilians;
        (self.names_people(head) || self.is_number(head)).then(|| Participant {
            class,
            ..Participant::object(tokens, parties_of(class, MentionType::Person))
        })
    }

    /// "a handful of exiles", "a throng of believers": the people behind the word for many.
    fn counts_people(&self, index: usize) -> bool {
        let of = self.chunk(index).tokens.end;
        let many = self.classes(self.head(index)).has(Class::Collective) && self.is(of, "of");
        let inner = self.object(of + 1).filter(|_| many);
        inner.is_some_and(|phrase| {
            let mut chunks = phrase.chunks.iter();
            chunks.any(|chunk| self.names_people(self.head(*chunk)))
        })
    }

    fn are_rivals(&self, index: usize) -> bool {
        let tokens = self.chunk(index).tokens.clone();
        let rivals = [
            "rival",
            "feuding",
            "opposing",
            "competing",
            "neighbouring",
            "neighboring",
        ];
        self.is_plural(index) && tokens.into_iter().any(|token| self.is_any(token, &rivals))
    }

    /// "fired dozens of rockets": a word for a number, with things behind it.
    fn counts_things(&self, index: usize) -> bool {
        let of = self.chunk(index).tokens.end;
        let counts = self.only_counts(self.head(index)) && self.is(of, "of");
        let counted = self.chunk_at(of + 1).filter(|_| counts);
        counted.is_some_and(|chunk| {
            let head = self.head(chunk);
            self.analysis.tag(head) == Upos::Noun
                && !self.names_people(head)
                && self.actor_at(head).is_none()
        })
    }

    fn only_counts(&self, head: u32) -> bool {
        self.analysis.tag(head) == Upos::Num || self.classes(head).has(Class::CountOnly)
    }

    /// Whether a noun names people, by list or by its ending.
    pub(in crate::event) fn names_people(&self, head: u32) -> bool {
        if self.classes(head).has(Class::People) {
            return true;
        }
        let word = self.lower(head);
        // "a 16-year-old"
        if word.ends_with("-year-old") || word.ends_with("-year-olds") {
            return true;
        }
        // "an 86-year-old heiress", not "a 300-year-old temple"
        let things = [
            Class::Property,
            Class::CivilianObject,
            Class::MilitaryObject,
            Class::Territory,
            Class::Affairs,
            Class::Body,
            Class::Deal,
            Class::NoPeople,
        ];
        let aged = head > 0
            && self.lower(head - 1).ends_with("-year-old")
            && self.analysis.tag(head) == Upos::Noun
            && !self.classes(head).meets(ClassSet::of(&things));
        if aged {
            return true;
        }
        let stem = word.strip_suffix('s').unwrap_or(word);
        self.analysis.tag(head) == Upos::Noun
            && stem.len() > 4
            && !self.classes(head).has(Class::NoPeople)
            && PERSON_ENDINGS.iter().any(|ending| stem.ends_with(ending))
    }
}
