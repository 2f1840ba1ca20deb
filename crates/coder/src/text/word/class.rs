//! Which lists hold a word, as bits of each word. Prevents a dozen lists from being searched
//! at every token.

use super::lists::{
    ACTS, ATTRIBUTES, FREQUENCY, HARMED, NEVER_VERBS, NOUNS_IN_ED, OBJECTLESS, OPENERS, PREDICATES,
    PREDICATES_OR_NOUNS, UNITS,
};

/// The lists that hold a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::text) struct Classes(u32);

impl Classes {
    pub(in crate::text) const HARMED: Self = Self(1);
    pub(in crate::text) const ACT: Self = Self(1 << 1);
    pub(in crate::text) const ATTRIBUTE: Self = Self(1 << 2);
    pub(in crate::text) const OPENER: Self = Self(1 << 3);
    pub(in crate::text) const UNIT: Self = Self(1 << 4);
    pub(in crate::text) const PREDICATE: Self = Self(1 << 5);
    pub(in crate::text) const PREDICATE_OR_NOUN: Self = Self(1 << 6);
    /// "jihadist".
    pub(in crate::text) const FOLLOWER: Self = Self(1 << 7);
    /// "as", "when": a clause of its own follows.
    pub(in crate::text) const CLAUSE: Self = Self(1 << 8);
    /// Ends as a gerund does.
    pub(in crate::text) const ING: Self = Self(1 << 9);
    /// "amid".
    pub(in crate::text) const AMID: Self = Self(1 << 10);
    /// Has a hyphen.
    pub(in crate::text) const HYPHEN: Self = Self(1 << 11);
    /// Ends as a past form does, without a hyphen.
    pub(in crate::text) const PAST: Self = Self(1 << 12);
    /// Ends so and is a noun.
    pub(in crate::text) const NOUN_IN_ED: Self = Self(1 << 13);
    pub(in crate::text) const OBJECTLESS: Self = Self(1 << 14);
    pub(in crate::text) const NEVER_VERB: Self = Self(1 << 15);
    pub(in crate::text) const FREQUENCY: Self = Self(1 << 16);

    /// The lists that hold a word in lower case.
    pub(in crate::text) fn of(lower: &str) -> Self {
        let among = |list: &[&str]| list.contains(&lower);
        [
            (Self::HARMED, among(HARMED)),
            (Self::ACT, among(ACTS)),
            (Self::ATTRIBUTE, among(ATTRIBUTES)),
            (Self::OPENER, among(OPENERS)),
            (Self::UNIT, among(UNITS)),
            (Self::PREDICATE, among(PREDICATES)),
            (Self::PREDICATE_OR_NOUN, among(PREDICATES_OR_NOUNS)),
            (Self::FOLLOWER, follower(lower)),
            (Self::CLAUSE, among(&["as", "when", "while", "after"])),
            (Self::ING, lower.ends_with("ing")),
            (Self::AMID, among(&["amid", "amidst"])),
            (Self::HYPHEN, lower.contains('-')),
            (Self::PAST, lower.ends_with("ed") && !lower.contains('-')),
            (
                Self::NOUN_IN_ED,
                lower.ends_with("eed") || among(NOUNS_IN_ED),
            ),
            (Self::OBJECTLESS, among(OBJECTLESS)),
            (Self::NEVER_VERB, among(NEVER_VERBS)),
            (Self::FREQUENCY, among(FREQUENCY)),
        ]
        .into_iter()
        .filter(|(_, held)| *held)
        .fold(Self::default(), |all, (class, _)| Self(all.0 | class.0))
    }

    /// Whether one of the lists holds the word.
    pub(in crate::text) const fn is(self, class: Self) -> bool {
        self.0 & class.0 != 0
    }
}

/// "jihadist", "Naxalists": who holds to something, and none of the few verbs in "-ist".
fn follower(lower: &str) -> bool {
    let stem = lower.strip_suffix('s').unwrap_or(lower);
    let verb = [
        "assist", "consist", "desist", "enlist", "exist", "insist", "list", "persist", "resist",
        "subsist", "twist",
    ];
    stem.ends_with("ist") && !verb.iter().any(|verb| stem.ends_with(verb))
}
