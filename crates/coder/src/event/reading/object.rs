//! What a noun phrase says of things: whether they are military or civilian, can be taken,
//! fly or shoot. Prevents an attack on a "police station" from counting as one on civilians.

use super::Reading;
use crate::frame::{Class, Party, PartySet};
use crate::text::{ChunkKind, Upos};

/// Words for a part of a place, before "of".
const PARTS: &[&str] = &[
    "most", "much", "half", "all", "parts", "swathes", "swaths", "large",
];

impl Reading<'_> {
    /// What a chunk's words say about objects.
    pub(super) fn object_parties(&self, index: usize) -> PartySet {
        let chunk = self.chunk(index);
        let classes = self.classes(chunk.head);
        let mut parties = PartySet::default();
        let kinds = [
            (Class::MilitaryObject, Party::MilitaryObject),
            (Class::CivilianObject, Party::CivilianObject),
            (Class::Territory, Party::Territory),
            (Class::Property, Party::Property),
            (Class::Arms, Party::Arms),
        ];
        for (class, party) in kinds {
            if classes.has(class) {
                parties.insert(party);
            }
        }
        // "military vehicle", "police station" are military, "civilian vehicle", "fishing boat" are not.
        let modifiers = chunk.tokens.start..chunk.head;
        let armed = self.any(modifiers.clone(), Class::ArmedModifier);
        let civilian = self.any(modifiers, Class::CivilianModifier);
        if civilian && parties.has(Party::MilitaryObject) {
            parties.remove(Party::MilitaryObject);
            parties.insert(Party::CivilianObject);
        } else if armed && parties.any(&[Party::MilitaryObject, Party::CivilianObject]) {
            parties.remove(Party::CivilianObject);
            parties.insert(Party::MilitaryObject);
        }
        if classes.has(Class::Drone) || classes.has(Class::Missile) {
            parties.insert(Party::Uncrewed);
        } else if classes.has(Class::Aircraft) || classes.has(Class::Helicopter) {
            parties.insert(Party::Crewed);
        }
        parties
    }

    /// Whether a token names a weapon or what carries one.
    pub(in crate::event) fn is_weapon(&self, head: u32) -> bool {
        self.weapon_at(head).is_some()
            || [
                Class::Aircraft,
                Class::Helicopter,
                Class::Drone,
                Class::Artillery,
                Class::Missile,
                Class::Bomb,
                Class::Mine,
                Class::Grenade,
                Class::Tank,
            ]
            .iter()
            .any(|class| self.classes(head).has(*class))
    }

    /// Whether a chunk's head is a plural or a word for many.
    pub(in crate::event) fn is_plural(&self, index: usize) -> bool {
        let chunk = self.chunk(index);
        debug_assert!(chunk.kind == ChunkKind::Noun);
        self.lower(chunk.head).ends_with('s') || self.classes(chunk.head).has(Class::Many)
    }

    /// The "of" behind a part: "most of the town", "30 per cent of the territory".
    pub(super) fn part(&self, at: u32, end: u32) -> Option<u32> {
        if self.is_any(at, PARTS) {
            return Some(at + 1).filter(|of| self.is(*of, "of"));
        }
        let counted = at < end && self.analysis.tag(at) == Upos::Num;
        let share = |at: u32| self.is_any(at, &["third", "quarter", "fifth", "%", "percent"]);
        let of = match () {
            () if counted && self.lower(at).ends_with('%') => at + 1,
            () if (counted || self.is(at, "a")) && share(at + 1) => at + 2,
            () if counted && self.is(at + 1, "per") && self.is(at + 2, "cent") => at + 3,
            () => return None,
        };
        // "51 per cent of its competitor" is no land.
        let land = self.chunk_at(of + 1).is_some_and(|chunk| {
            let head = self.chunk(chunk).head;
            self.classes(head).has(Class::Territory) || self.place_at(head).is_some()
        });
        (land && self.is(of, "of")).then_some(of)
    }
}
