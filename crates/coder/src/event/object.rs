//! What a noun phrase says of things: whether they are military or civilian, can be taken,
//! fly or shoot. Prevents an attack on a "police station" from counting as one on civilians.

use super::reading::Reading;
use crate::frame::{Class, Party, PartySet};
use crate::text::ChunkKind;

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
    pub(super) fn is_weapon(&self, head: u32) -> bool {
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
    pub(super) fn is_plural(&self, index: usize) -> bool {
        let chunk = self.chunk(index);
        debug_assert!(chunk.kind == ChunkKind::Noun);
        self.lower(chunk.head).ends_with('s') || self.classes(chunk.head).has(Class::Many)
    }
}
