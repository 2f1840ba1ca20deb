//! The circumstances of an act that the codebook's rules ask for: who was harmed, who
//! resisted, what stood around it.

/// A circumstance that a rule can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Flag {
    /// People were killed.
    Killed,
    /// People were injured.
    Injured,
    /// The sides do it to each other.
    Mutual,
    /// It happened in the course of fighting.
    Fighting,
    /// Nobody resisted.
    NoResistance,
    /// The targets could not defend themselves.
    Defenceless,
    /// Live ammunition.
    LiveFire,
    /// Arrests of demonstrators.
    Detained,
    /// A demonstration is the setting.
    Demonstration,
    /// It was tried and failed, or was foiled.
    Failed,
    /// A ceasefire, peace or prisoner deal.
    PeaceDeal,
    /// A crowd acts.
    Crowd,
    /// The words say that whoever had it before has it again.
    Regained,
    /// The words say that whoever had it has it no more.
    Lost,
    /// Something burns.
    Flames,
    /// Nobody says where those taken are.
    Vanished,
    /// It is still to come.
    Planned,
}

/// Their names in the data files.
pub(super) const FLAGS: [(&str, Flag); 17] = [
    ("killed", Flag::Killed),
    ("injured", Flag::Injured),
    ("mutual", Flag::Mutual),
    ("fighting", Flag::Fighting),
    ("no-resistance", Flag::NoResistance),
    ("defenceless", Flag::Defenceless),
    ("live-fire", Flag::LiveFire),
    ("detained", Flag::Detained),
    ("demonstration", Flag::Demonstration),
    ("failed", Flag::Failed),
    ("peace-deal", Flag::PeaceDeal),
    ("crowd", Flag::Crowd),
    ("regained", Flag::Regained),
    ("lost", Flag::Lost),
    ("flames", Flag::Flames),
    ("vanished", Flag::Vanished),
    ("planned", Flag::Planned),
];

/// A set of [`Flag`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct FlagSet(u32);

impl FlagSet {
    /// Adds one.
    pub(crate) fn insert(&mut self, flag: Flag) {
        self.0 |= 1 << flag as u8;
    }

    /// Whether it is in the set.
    pub(crate) fn has(self, flag: Flag) -> bool {
        self.0 & (1 << flag as u8) != 0
    }

    /// Whether the sets share one.
    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether all of another set are in this one.
    pub(super) fn holds(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }
}
