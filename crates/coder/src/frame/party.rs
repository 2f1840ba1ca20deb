//! What a side of an act is, as the codebook's rules ask for it: a coarser look than the
//! lexicon's classes, and one that knows things beside people.

/// What a side is, for the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Party {
    /// Military, security services and peacekeepers at home or abroad.
    State,
    /// Police and gendarmerie.
    Police,
    /// State forces outside their home, or of a state that is not the place's.
    Foreign,
    /// Armed groups, gunmen, militias, gangs.
    NonState,
    /// Unarmed people.
    Civilians,
    /// Peaceful demonstrators.
    Protesters,
    /// Violent crowds.
    Rioters,
    /// Governments, parties, organisations.
    Political,
    /// A base, a convoy.
    MilitaryObject,
    /// A market, a school, a village.
    CivilianObject,
    /// Property.
    Property,
    /// What can be captured.
    Territory,
    /// Weapons and explosives.
    Arms,
    /// A drone or missile as target.
    Uncrewed,
    /// A crewed aircraft as target.
    Crewed,
    /// Nobody is named.
    Nobody,
}

/// Their names in the data files.
pub(super) const PARTIES: [(&str, Party); 16] = [
    ("state", Party::State),
    ("police", Party::Police),
    ("foreign", Party::Foreign),
    ("nonstate", Party::NonState),
    ("civilians", Party::Civilians),
    ("protesters", Party::Protesters),
    ("rioters", Party::Rioters),
    ("political", Party::Political),
    ("military-object", Party::MilitaryObject),
    ("civilian-object", Party::CivilianObject),
    ("property", Party::Property),
    ("territory", Party::Territory),
    ("arms", Party::Arms),
    ("uncrewed", Party::Uncrewed),
    ("crewed", Party::Crewed),
    ("nobody", Party::Nobody),
];

/// A set of [`Party`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct PartySet(u32);

impl PartySet {
    /// Every one of them.
    pub(super) const ANY: Self = Self(u32::MAX);

    /// Adds one.
    pub(crate) fn insert(&mut self, party: Party) {
        self.0 |= 1 << party as u8;
    }

    /// Takes one out.
    pub(crate) fn remove(&mut self, party: Party) {
        self.0 &= !(1 << party as u8);
    }

    /// Adds all of another set.
    pub(crate) fn merge(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Whether nothing is in the set.
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether it is in the set.
    pub(crate) fn has(self, party: Party) -> bool {
        self.0 & (1 << party as u8) != 0
    }

    /// Whether one of them is in the set.
    pub(crate) fn any(self, parties: &[Party]) -> bool {
        parties.iter().any(|party| self.has(*party))
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
