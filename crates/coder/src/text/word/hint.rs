//! What a word by itself allows to stand at it, as bits of each token. Prevents the readers of
//! dates and numbers from trying all their forms at every token.

use crate::text::Shape;
use crate::{quantity, time};

/// What may start at a word; surely not what is not set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hints(u8);

impl Hints {
    /// A date, with its preposition.
    pub(crate) const DATE: Self = Self(1);
    /// A date, without a preposition and whatever follows.
    pub(crate) const DATE_ITSELF: Self = Self(1 << 2);
    /// A preposition before a date, or what recurs.
    pub(crate) const BEFORE_DATE: Self = Self(1 << 3);
    /// A number, with what bounds it.
    pub(crate) const NUMBER: Self = Self(1 << 1);

    /// The hints of a word in lower case.
    pub(in crate::text) fn of(lower: &str, shape: Shape) -> Self {
        let date = u8::from(time::may_start(lower)) * Self::DATE.0;
        let itself = u8::from(time::starts(lower)) * Self::DATE_ITSELF.0;
        let number = u8::from(quantity::may_start(lower, shape)) * Self::NUMBER.0;
        let before = u8::from(time::leads(lower)) * Self::BEFORE_DATE.0;
        Self(date | itself | number | before)
    }

    /// Whether one is set.
    pub(crate) const fn has(self, hint: Self) -> bool {
        self.0 & hint.0 != 0
    }
}
