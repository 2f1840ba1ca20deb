//! Why a raw record is refused: one stable code per kind of fault.
//!
//! Prevents dead letters that nobody can count, filter or replay, because each call
//! site words its refusal in its own way. `docs/dead-letters.md` holds the same table;
//! a test compares the two.

use std::{borrow::Cow, fmt};

/// The kinds of fault for which a raw record becomes a dead letter. Every one of
/// them is a fault of the record: the same bytes are refused again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// No bytes, or only white space.
    Empty,
    /// More bytes than the limit.
    TooLarge,
    /// Deeper nesting than the limit.
    TooDeep,
    /// More fields and array items than the limit.
    TooManyItems,
    /// JSON that stops in the middle.
    TruncatedJson,
    /// One JSON value followed by something else.
    TrailingData,
    /// Not JSON at all, or broken beyond the repairs.
    NotJson,
    /// JSON, but not one object.
    NotAnObject,
    /// An object that no shape recognises.
    UnknownShape,
    /// The record's header asks for a shape that does not exist.
    UnknownForcedShape,
    /// Structured data about something else than an article.
    NotAnArticle,
    /// A field holds another JSON type than its shape allows.
    WrongType,
    /// Neither address, title nor text.
    NoContent,
    /// An address that is not http or https.
    BadUrl,
    /// An address longer than the limit.
    UrlTooLong,
    /// A title longer than the limit.
    TitleTooLong,
    /// A publication date that cannot be read.
    BadDate,
    /// A publication date before 1900.
    DateTooOld,
    /// A publication date in the future.
    DateInFuture,
}

impl Reason {
    /// Every reason, in the order in which the checks are made.
    pub const ALL: &'static [Self] = &[
        Self::UnknownForcedShape,
        Self::Empty,
        Self::TooLarge,
        Self::TooDeep,
        Self::TooManyItems,
        Self::TruncatedJson,
        Self::TrailingData,
        Self::NotJson,
        Self::NotAnObject,
        Self::UnknownShape,
        Self::NotAnArticle,
        Self::WrongType,
        Self::UrlTooLong,
        Self::BadUrl,
        Self::TitleTooLong,
        Self::NoContent,
        Self::BadDate,
        Self::DateTooOld,
        Self::DateInFuture,
    ];

    /// The code in the dead letter's header and in the metrics. Never changes.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too_large",
            Self::TooDeep => "too_deep",
            Self::TooManyItems => "too_many_items",
            Self::TruncatedJson => "truncated_json",
            Self::TrailingData => "trailing_data",
            Self::NotJson => "not_json",
            Self::NotAnObject => "not_an_object",
            Self::UnknownShape => "unknown_shape",
            Self::UnknownForcedShape => "unknown_forced_shape",
            Self::NotAnArticle => "not_an_article",
            Self::WrongType => "wrong_type",
            Self::NoContent => "no_content",
            Self::BadUrl => "bad_url",
            Self::UrlTooLong => "url_too_long",
            Self::TitleTooLong => "title_too_long",
            Self::BadDate => "bad_date",
            Self::DateTooOld => "date_too_old",
            Self::DateInFuture => "date_in_future",
        }
    }

    /// What it means and what to do about it, for a person.
    pub fn explanation(self) -> &'static str {
        match self {
            Self::Empty => {
                "The record has no value, or only white space. Check the scraper's export."
            }
            Self::TooLarge => {
                "The record is larger than `limits.bytes`. Raise the limit, or stop sending whole pages."
            }
            Self::TooDeep => {
                "Objects and arrays are nested deeper than `limits.depth`. Send the article without its page data."
            }
            Self::TooManyItems => {
                "The record has more fields and array items than `limits.items`. Send one article a record."
            }
            Self::TruncatedJson => {
                "The JSON stops in the middle. Look for a size limit or a crash on the scraper's side."
            }
            Self::TrailingData => {
                "Something follows the JSON value, such as a second article. Send one article a record."
            }
            Self::NotJson => {
                "The value is not JSON, and the known repairs did not help. The detail names line and column."
            }
            Self::NotAnObject => {
                "The JSON is a string, a number, a literal or an array of several items. Send one object a record."
            }
            Self::UnknownShape => {
                "No rule of `docs/input-shapes.md` recognises the object. Rename its fields or force a shape."
            }
            Self::UnknownForcedShape => {
                "The header `sitrep-input-shape` names a shape that does not exist. Correct the producer."
            }
            Self::NotAnArticle => {
                "The structured data describes no article: a web page, a picture, a cancelled item."
            }
            Self::WrongType => {
                "Address, title, text or date holds a JSON type that its shape does not allow. The detail names the field."
            }
            Self::NoContent => {
                "There is no address, no title and no text. Check which page the scraper read."
            }
            Self::BadUrl => {
                "The address is relative, unreadable, or neither http nor https. Make the scraper send absolute addresses."
            }
            Self::UrlTooLong => "The address is longer than `limits.url_bytes`.",
            Self::TitleTooLong => {
                "The title is longer than `limits.title_chars`. The scraper has probably taken text for the title."
            }
            Self::BadDate => {
                "The publication date is in no known form, or is no possible date. The detail names the field."
            }
            Self::DateTooOld => "The publication date is before 1900.",
            Self::DateInFuture => {
                "The publication date is more than 48 hours after the record was received. Check the scraper's date parsing."
            }
        }
    }

    /// The refusal for this reason, with what exactly was wrong.
    pub(crate) fn because(self, detail: impl Into<Cow<'static, str>>) -> Rejected {
        Rejected {
            reason: self,
            detail: detail.into(),
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A raw record that cannot become an article. Trying again does not help.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}: {detail}")]
pub struct Rejected {
    /// The kind of fault.
    pub reason: Reason,
    /// One line on what exactly was wrong. Never article text.
    pub detail: Cow<'static, str>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_is_listed_once() {
        let codes: BTreeSet<_> = Reason::ALL.iter().map(|reason| reason.code()).collect();
        assert_eq!(codes.len(), Reason::ALL.len());
        assert_eq!(codes.len(), Reason::DateInFuture as usize + 1);
    }
}
