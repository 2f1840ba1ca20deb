//! The plain label of every enumeration: what tables, JSON and people read.

use crate::{
    DatePrecision, DisorderType, EventType, FoundBy, Inter, MentionType, PloverType, Section,
    Status, SubEventType,
};

/// An enumeration of the contract with a label for each value.
///
/// ```
/// use sitrep_contract::{Label, SubEventType};
/// assert_eq!(SubEventType::ArmedClash.label(), "Armed clash");
/// assert_eq!(SubEventType::from_label("armed clash"), Some(SubEventType::ArmedClash));
/// ```
pub trait Label: Copy + TryFrom<i32> + 'static {
    /// Every value but "unspecified", in the order of the numbers.
    const ALL: &'static [Self];

    /// The label; empty for "unspecified".
    fn label(self) -> &'static str;

    /// The value with this label, compared without regard to ASCII case.
    fn from_label(label: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|value| value.label().eq_ignore_ascii_case(label))
    }
}

impl Label for DisorderType {
    const ALL: &'static [Self] = &[
        Self::PoliticalViolence,
        Self::Demonstrations,
        Self::PoliticalViolenceAndDemonstrations,
        Self::StrategicDevelopments,
    ];

    fn label(self) -> &'static str {
        match self {
            Self::Unspecified => "",
            Self::PoliticalViolence => "Political violence",
            Self::Demonstrations => "Demonstrations",
            Self::PoliticalViolenceAndDemonstrations => "Political violence; Demonstrations",
            Self::StrategicDevelopments => "Strategic developments",
        }
    }
}

impl Label for EventType {
    const ALL: &'static [Self] = &[
        Self::Battles,
        Self::Protests,
        Self::Riots,
        Self::ExplosionsRemoteViolence,
        Self::ViolenceAgainstCivilians,
        Self::StrategicDevelopments,
    ];

    fn label(self) -> &'static str {
        match self {
            Self::Unspecified => "",
            Self::Battles => "Battles",
            Self::Protests => "Protests",
            Self::Riots => "Riots",
            Self::ExplosionsRemoteViolence => "Explosions/Remote violence",
            Self::ViolenceAgainstCivilians => "Violence against civilians",
            Self::StrategicDevelopments => "Strategic developments",
        }
    }
}

impl Label for SubEventType {
    const ALL: &'static [Self] = &[
        Self::GovernmentRegainsTerritory,
        Self::NonStateActorOvertakesTerritory,
        Self::ArmedClash,
        Self::ExcessiveForceAgainstProtesters,
        Self::ProtestWithIntervention,
        Self::PeacefulProtest,
        Self::ViolentDemonstration,
        Self::MobViolence,
        Self::ChemicalWeapon,
        Self::AirDroneStrike,
        Self::SuicideBomb,
        Self::ShellingArtilleryMissileAttack,
        Self::RemoteExplosiveLandmineIed,
        Self::Grenade,
        Self::SexualViolence,
        Self::Attack,
        Self::AbductionForcedDisappearance,
        Self::Agreement,
        Self::Arrests,
        Self::ChangeToGroupActivity,
        Self::DisruptedWeaponsUse,
        Self::HeadquartersOrBaseEstablished,
        Self::LootingPropertyDestruction,
        Self::NonViolentTransferOfTerritory,
        Self::Other,
    ];

    fn label(self) -> &'static str {
        match self {
            Self::Unspecified => "",
            Self::GovernmentRegainsTerritory => "Government regains territory",
            Self::NonStateActorOvertakesTerritory => "Non-state actor overtakes territory",
            Self::ArmedClash => "Armed clash",
            Self::ExcessiveForceAgainstProtesters => "Excessive force against protesters",
            Self::ProtestWithIntervention => "Protest with intervention",
            Self::PeacefulProtest => "Peaceful protest",
            Self::ViolentDemonstration => "Violent demonstration",
            Self::MobViolence => "Mob violence",
            Self::ChemicalWeapon => "Chemical weapon",
            Self::AirDroneStrike => "Air/drone strike",
            Self::SuicideBomb => "Suicide bomb",
            Self::ShellingArtilleryMissileAttack => "Shelling/artillery/missile attack",
            Self::RemoteExplosiveLandmineIed => "Remote explosive/landmine/IED",
            Self::Grenade => "Grenade",
            Self::SexualViolence => "Sexual violence",
            Self::Attack => "Attack",
            Self::AbductionForcedDisappearance => "Abduction/forced disappearance",
            Self::Agreement => "Agreement",
            Self::Arrests => "Arrests",
            Self::ChangeToGroupActivity => "Change to group/activity",
            Self::DisruptedWeaponsUse => "Disrupted weapons use",
            Self::HeadquartersOrBaseEstablished => "Headquarters or base established",
            Self::LootingPropertyDestruction => "Looting/property destruction",
            Self::NonViolentTransferOfTerritory => "Non-violent transfer of territory",
            Self::Other => "Other",
        }
    }
}

impl Label for PloverType {
    const ALL: &'static [Self] = &[
        Self::Agree,
        Self::Consult,
        Self::Support,
        Self::Concede,
        Self::Cooperate,
        Self::Aid,
        Self::Retreat,
        Self::Request,
        Self::Accuse,
        Self::Reject,
        Self::Threaten,
        Self::Sanction,
        Self::Protest,
        Self::Mobilize,
        Self::Coerce,
        Self::Assault,
    ];

    fn label(self) -> &'static str {
        match self {
            Self::Unspecified => "",
            Self::Agree => "AGREE",
            Self::Consult => "CONSULT",
            Self::Support => "SUPPORT",
            Self::Concede => "CONCEDE",
            Self::Cooperate => "COOPERATE",
            Self::Aid => "AID",
            Self::Retreat => "RETREAT",
            Self::Request => "REQUEST",
            Self::Accuse => "ACCUSE",
            Self::Reject => "REJECT",
            Self::Threaten => "THREATEN",
            Self::Sanction => "SANCTION",
            Self::Protest => "PROTEST",
            Self::Mobilize => "MOBILIZE",
            Self::Coerce => "COERCE",
            Self::Assault => "ASSAULT",
        }
    }
}

impl Label for Status {
    const ALL: &'static [Self] = &[
        Self::Reported,
        Self::Claimed,
        Self::Denied,
        Self::Background,
        Self::Planned,
        Self::Hypothetical,
        Self::Generic,
    ];

    fn label(self) -> &'static str {
        match self {
            Self::Unspecified => "",
            Self::Reported => "reported",
            Self::Claimed => "claimed",
            Self::Denied => "denied",
            Self::Background => "background",
            Self::Planned => "planned",
            Self::Hypothetical => "hypothetical",
            Self::Generic => "generic",
        }
    }
}

impl Label for Inter {
    const ALL: &'static [Self] = &[
        Self::StateForces,
        Self::RebelGroup,
        Self::PoliticalMilitia,
        Self::IdentityMilitia,
        Self::Rioters,
        Self::Protesters,
        Self::Civilians,
        Self::ExternalForces,
    ];

    fn label(self) -> &'static str {
        match self {
            Self::Unspecified => "",
            Self::StateForces => "State forces",
            Self::RebelGroup => "Rebel group",
            Self::PoliticalMilitia => "Political militia",
            Self::IdentityMilitia => "Identity militia",
            Self::Rioters => "Rioters",
            Self::Protesters => "Protesters",
            Self::Civilians => "Civilians",
            Self::ExternalForces => "External/Other forces",
        }
    }
}

impl Label for MentionType {
    const ALL: &'static [Self] = &[
        Self::Person,
        Self::ArmedGroup,
        Self::StateForce,
        Self::Organisation,
        Self::Place,
        Self::Facility,
        Self::Weapon,
        Self::Date,
        Self::Casualty,
        Self::Nationality,
    ];

    fn label(self) -> &'static str {
        match self {
            Self::Unspecified => "",
            Self::Person => "PERSON",
            Self::ArmedGroup => "ARMED_GROUP",
            Self::StateForce => "STATE_FORCE",
            Self::Organisation => "ORGANISATION",
            Self::Place => "PLACE",
            Self::Facility => "FACILITY",
            Self::Weapon => "WEAPON",
            Self::Date => "DATE",
            Self::Casualty => "CASUALTY",
            Self::Nationality => "NATIONALITY",
        }
    }
}

impl Label for FoundBy {
    const ALL: &'static [Self] = &[
        Self::Lexicon,
        Self::Gazetteer,
        Self::Rule,
        Self::Model,
        Self::Alias,
    ];

    fn label(self) -> &'static str {
        match self {
            Self::Unspecified => "",
            Self::Lexicon => "lexicon",
            Self::Gazetteer => "gazetteer",
            Self::Rule => "rule",
            Self::Model => "model",
            Self::Alias => "alias",
        }
    }
}

impl Label for Section {
    const ALL: &'static [Self] = &[Self::Body, Self::Title];

    fn label(self) -> &'static str {
        match self {
            Self::Unspecified => "",
            Self::Body => "body",
            Self::Title => "title",
        }
    }
}

impl Label for DatePrecision {
    const ALL: &'static [Self] = &[
        Self::Second,
        Self::Minute,
        Self::Day,
        Self::Month,
        Self::Year,
    ];

    fn label(self) -> &'static str {
        match self {
            Self::Unspecified => "",
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

impl SubEventType {
    /// The event type that this sub-event type belongs to.
    pub fn event_type(self) -> EventType {
        match self as i32 {
            1..=3 => EventType::Battles,
            4..=6 => EventType::Protests,
            7..=8 => EventType::Riots,
            9..=14 => EventType::ExplosionsRemoteViolence,
            15..=17 => EventType::ViolenceAgainstCivilians,
            18..=25 => EventType::StrategicDevelopments,
            _ => EventType::Unspecified,
        }
    }

    /// The disorder type of this sub-event type.
    pub fn disorder_type(self) -> DisorderType {
        match self {
            Self::Unspecified => DisorderType::Unspecified,
            Self::ExcessiveForceAgainstProtesters => {
                DisorderType::PoliticalViolenceAndDemonstrations
            }
            Self::ProtestWithIntervention | Self::PeacefulProtest | Self::ViolentDemonstration => {
                DisorderType::Demonstrations
            }
            other if other.event_type() == EventType::StrategicDevelopments => {
                DisorderType::StrategicDevelopments
            }
            _ => DisorderType::PoliticalViolence,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mob_violence_is_political_violence_and_peaceful_protest_a_demonstration() {
        assert_eq!(
            SubEventType::MobViolence.disorder_type(),
            DisorderType::PoliticalViolence
        );
        assert_eq!(
            SubEventType::PeacefulProtest.disorder_type(),
            DisorderType::Demonstrations
        );
        assert_eq!(
            SubEventType::Other.disorder_type(),
            DisorderType::StrategicDevelopments
        );
    }

    #[test]
    fn every_label_finds_its_value_again() {
        fn check<E: Label + PartialEq + std::fmt::Debug>() {
            for value in E::ALL {
                assert_eq!(E::from_label(value.label()), Some(*value));
            }
        }
        check::<SubEventType>();
        check::<EventType>();
        check::<DisorderType>();
        check::<PloverType>();
        check::<Status>();
        check::<Inter>();
        check::<MentionType>();
    }
}
