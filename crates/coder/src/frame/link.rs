//! The words that tie clauses together or part them, as the rules ask for them between two
//! acts of one sentence: a closed class, of which a set says in one look what stands between.
//! Prevents a long sentence of acts from being read again for each word and each pair.

/// A word between clauses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Link {
    /// ";".
    Semicolon,
    /// "when".
    When,
    /// "as", "while".
    While,
    /// "which".
    Which,
    /// "and", "but".
    And,
    /// "after", "before".
    After,
}

/// The words.
pub(super) const LINKS: [(&str, Link); 9] = [
    (";", Link::Semicolon),
    ("when", Link::When),
    ("as", Link::While),
    ("while", Link::While),
    ("which", Link::Which),
    ("and", Link::And),
    ("but", Link::And),
    ("after", Link::After),
    ("before", Link::After),
];

/// A set of [`Link`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct LinkSet(u8);

impl LinkSet {
    /// The set of one.
    pub(super) const fn one(link: Link) -> Self {
        Self(1 << link as u8)
    }

    /// Both together.
    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it is in the set.
    pub(crate) const fn has(self, link: Link) -> bool {
        self.0 & (1 << link as u8) != 0
    }
}
