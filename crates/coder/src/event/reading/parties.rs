//! What the decision table calls an actor or an object: the parties that a class stands for.
//! Prevents an outpost of the army from being the army.

use sitrep_contract::MentionType;

use crate::analysis::ActorClass;
use crate::frame::{Party, PartySet};

/// Of what an object is, only what an owner does not hide: "the army's base" is the army and
/// a base.
pub(super) fn objects_only_for_owner(objects: PartySet, acts: bool) -> PartySet {
    if acts {
        let mut kept = PartySet::default();
        for party in [Party::MilitaryObject, Party::Arms] {
            if objects.has(party) {
                kept.insert(party);
            }
        }
        kept
    } else {
        objects
    }
}

/// What an actor's class is for the decision table.
pub(in crate::event) fn parties_of(class: ActorClass, kind: MentionType) -> PartySet {
    let mut parties = PartySet::default();
    match class {
        ActorClass::Military | ActorClass::Security | ActorClass::Peacekeepers => {
            parties.insert(Party::State);
        }
        ActorClass::Police => {
            parties.insert(Party::Police);
        }
        ActorClass::Government
            if kind == MentionType::Nationality || kind == MentionType::Place =>
        {
            parties.insert(Party::State);
            parties.insert(Party::Political);
        }
        ActorClass::Government
        | ActorClass::Party
        | ActorClass::International
        | ActorClass::Media
        | ActorClass::Monitor
        | ActorClass::Organisation => parties.insert(Party::Political),
        ActorClass::ArmedGroup
        | ActorClass::Gunmen
        | ActorClass::IdentityMilitia
        | ActorClass::Criminal => {
            parties.insert(Party::NonState);
        }
        ActorClass::Protesters => parties.insert(Party::Protesters),
        ActorClass::Rioters => parties.insert(Party::Rioters),
        ActorClass::Civilians | ActorClass::Person => parties.insert(Party::Civilians),
        ActorClass::None => {}
    }
    parties
}
