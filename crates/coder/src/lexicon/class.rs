//! The labels of actor classes and weapon classes in the data files.

use sitrep_contract::{Inter, MentionType};

use crate::analysis::ActorClass;

/// Labels of the actor classes, as written in the data files.
const ACTOR_CLASSES: &[(&str, ActorClass)] = &[
    ("military", ActorClass::Military),
    ("police", ActorClass::Police),
    ("security", ActorClass::Security),
    ("government", ActorClass::Government),
    ("armed-group", ActorClass::ArmedGroup),
    ("gunmen", ActorClass::Gunmen),
    ("identity-militia", ActorClass::IdentityMilitia),
    ("criminal", ActorClass::Criminal),
    ("protesters", ActorClass::Protesters),
    ("rioters", ActorClass::Rioters),
    ("civilians", ActorClass::Civilians),
    ("party", ActorClass::Party),
    ("international", ActorClass::International),
    ("peacekeepers", ActorClass::Peacekeepers),
    ("media", ActorClass::Media),
    ("monitor", ActorClass::Monitor),
    ("organisation", ActorClass::Organisation),
    ("person", ActorClass::Person),
];

/// The class with a label.
pub(crate) fn actor_class(label: &str) -> Option<ActorClass> {
    ACTOR_CLASSES
        .iter()
        .find(|(known, _)| *known == label)
        .map(|(_, class)| *class)
}

/// The label of a class; empty for [`ActorClass::None`].
pub(crate) fn actor_class_label(class: ActorClass) -> &'static str {
    ACTOR_CLASSES
        .iter()
        .find(|(_, known)| *known == class)
        .map_or("", |(label, _)| label)
}

/// ACLED's actor class where the data does not state it.
pub(crate) fn default_inter(class: ActorClass) -> Inter {
    match class {
        ActorClass::Military
        | ActorClass::Police
        | ActorClass::Security
        | ActorClass::Government => Inter::StateForces,
        ActorClass::ArmedGroup | ActorClass::Gunmen | ActorClass::Criminal => {
            Inter::PoliticalMilitia
        }
        ActorClass::IdentityMilitia => Inter::IdentityMilitia,
        ActorClass::Protesters => Inter::Protesters,
        ActorClass::Rioters => Inter::Rioters,
        ActorClass::Civilians | ActorClass::Person | ActorClass::Media => Inter::Civilians,
        ActorClass::Peacekeepers => Inter::ExternalForces,
        ActorClass::None
        | ActorClass::Party
        | ActorClass::International
        | ActorClass::Monitor
        | ActorClass::Organisation => Inter::Unspecified,
    }
}

/// What a name of an actor of this class is in the output.
pub(crate) fn mention_type(class: ActorClass) -> MentionType {
    match class {
        ActorClass::None => MentionType::Unspecified,
        ActorClass::Military | ActorClass::Police | ActorClass::Security => MentionType::StateForce,
        ActorClass::ArmedGroup
        | ActorClass::Gunmen
        | ActorClass::IdentityMilitia
        | ActorClass::Criminal => MentionType::ArmedGroup,
        ActorClass::Person => MentionType::Person,
        _ => MentionType::Organisation,
    }
}

/// The classes of weapons. Frames decide ACLED's sub-event type by them.
const WEAPON_CLASSES: &[&str] = &[
    "small-arms",
    "machine-gun",
    "sniper",
    "artillery",
    "mortar",
    "rocket",
    "missile",
    "air-strike",
    "drone",
    "ied",
    "vbied",
    "svbied",
    "suicide-vest",
    "landmine",
    "uxo",
    "grenade",
    "chemical",
    "cluster",
    "explosive",
    "blade",
    "blunt",
    "incendiary",
    "tear-gas",
    "crowd-control",
    "tank",
    "vehicle",
    "aircraft",
    "helicopter",
    "warship",
    "air-defence",
    "ammunition",
    "unspecified",
];

/// The weapon class with a label.
pub(crate) fn weapon_class(label: &str) -> Option<&'static str> {
    WEAPON_CLASSES.iter().copied().find(|known| *known == label)
}

/// All weapon classes, for error messages.
pub(crate) fn weapon_classes() -> String {
    WEAPON_CLASSES.join(", ")
}
