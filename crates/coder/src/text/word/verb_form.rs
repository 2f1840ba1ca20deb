//! Which inflection of a verb a word can be. Universal tags do not tell "shelled" from
//! "shelling", and voice and tense hang on it.

/// The inflections a form can be; several at once for "killed" or "hit".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct VerbForm(u8);

impl VerbForm {
    /// No verb.
    pub(crate) const NONE: Self = Self(0);
    /// "kill", also the plain present.
    pub(crate) const BASE: Self = Self(1);
    /// "kills".
    pub(crate) const THIRD: Self = Self(2);
    /// "killed", "fled".
    pub(crate) const PAST: Self = Self(4);
    /// "killed", "slain".
    pub(crate) const PARTICIPLE: Self = Self(8);
    /// "killing".
    pub(crate) const ING: Self = Self(16);

    /// Both.
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True when the form can be any of the other's.
    pub(crate) const fn can_be(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}
