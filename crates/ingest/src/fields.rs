//! What a shape's reader finds in a record, before any of it is cleaned or judged.
//!
//! Keeps the readers free of every rule that all shapes share: they only say which
//! field means what.

use std::borrow::Cow;

use serde_json::Value;

/// The parts of an article as its record gives them. Borrowed from the record.
#[derive(Debug, Default)]
pub(crate) struct Fields<'a> {
    /// The address as scraped.
    pub(crate) url: Option<&'a str>,
    /// The address that the page itself calls canonical.
    pub(crate) canonical_url: Option<&'a str>,
    pub(crate) title: Option<Text<'a>>,
    pub(crate) body: Option<Text<'a>>,
    pub(crate) authors: Vec<&'a str>,
    /// When it was published.
    pub(crate) published: Option<Date<'a>>,
    /// When a third party first saw it.
    pub(crate) seen: Option<&'a Value>,
    /// When the scraper fetched it.
    pub(crate) scraped: Option<&'a Value>,
    /// A language code or name.
    pub(crate) language: Option<&'a str>,
    /// The outlet's name.
    pub(crate) outlet_name: Option<&'a str>,
    /// The outlet's host, or an address on it.
    pub(crate) outlet_domain: Option<&'a str>,
}

/// Text with its format: only mark-up is read as mark-up.
#[derive(Debug)]
pub(crate) enum Text<'a> {
    Plain(Cow<'a, str>),
    Html(Cow<'a, str>),
}

impl<'a> Text<'a> {
    /// Text whose field does not say what it is.
    pub(crate) fn guessed(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        if crate::html::is_html(&text) {
            Self::Html(text)
        } else {
            Self::Plain(text)
        }
    }

    pub(crate) fn plain(text: &'a str) -> Self {
        Self::Plain(text.into())
    }

    pub(crate) fn html(text: &'a str) -> Self {
        Self::Html(text.into())
    }
}

/// A value that should be a date, and the field it stands in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Date<'a> {
    pub(crate) field: &'static str,
    pub(crate) value: &'a Value,
}
