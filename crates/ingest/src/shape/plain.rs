//! Objects of nobody's format: the common names of an article's parts, however they
//! are spelled (`published_at`, `publishedAt`, `Published At`).

use std::{borrow::Cow, collections::HashMap};

use serde_json::Value;

use super::item::{Item, is_absent, names, one_or_many, wrong_type};
use crate::{
    Rejected,
    fields::{Date, Fields, Text},
};

// Names without case, `_`, `-` and spaces; the first one that has a value counts.
const URL: &[&str] = &[
    "url",
    "link",
    "uri",
    "href",
    "permalink",
    "articleurl",
    "sourceurl",
    "pageurl",
    "weburl",
    "originalurl",
];
const CANONICAL: &[&str] = &["canonicalurl", "canonicallink", "canonical"];
const TITLE: &[&str] = &["title", "headline", "heading", "articletitle"];
const BODY: &[&str] = &[
    "text",
    "body",
    "content",
    "maintext",
    "articlebody",
    "articletext",
    "fulltext",
    "bodytext",
    "plaintext",
    "contenttext",
    "articlecontent",
    "story",
    "rawtext",
];
const BODY_HTML: &[&str] = &[
    "contenthtml",
    "bodyhtml",
    "htmlbody",
    "texthtml",
    "articlebodyhtml",
    "articlehtml",
];
const PUBLISHED: &[&str] = &[
    "publishedat",
    "published",
    "publishedon",
    "publisheddate",
    "publishdate",
    "publicationdate",
    "datepublished",
    "datepublish",
    "publishingdate",
    "pubdate",
    "webpublicationdate",
    "publishtime",
    "publishedtime",
    "date",
    "datetime",
    "timestamp",
];
const SCRAPED: &[&str] = &[
    "scrapedat",
    "crawledat",
    "fetchedat",
    "retrievedat",
    "collectedat",
    "downloadedat",
    "datedownload",
    "downloaddate",
    "crawldate",
    "scrapedate",
    "scraped",
    "crawltime",
];
const SEEN: &[&str] = &["seenat", "seendate", "firstseen"];
const AUTHORS: &[&str] = &["authors", "author", "byline", "by", "creator", "writer"];
const LANGUAGE: &[&str] = &["language", "lang", "inlanguage", "locale"];
const OUTLET: &[&str] = &[
    "outlet",
    "source",
    "publisher",
    "sitename",
    "sourcename",
    "publication",
    "newspaper",
    "site",
];
const DOMAIN: &[&str] = &["domain", "sourcedomain", "hostname", "host", "website"];

/// Whether the object has any part of an article under a common name.
pub(super) fn is_article(item: Item<'_>) -> bool {
    let loose = Loose::of(item);
    [URL, TITLE, BODY, BODY_HTML]
        .iter()
        .any(|names| loose.get(names).is_some())
}

/// Whether Scrapy made the item: it names its spider, or Scrapy's item loaders left
/// single values as arrays.
pub(super) fn is_scrapy(item: Item<'_>) -> bool {
    let single_as_array = |field| matches!(item.get(field), Some(Value::Array(values)) if values.iter().all(Value::is_string));
    ["spider", "spider_name", "_type"]
        .iter()
        .any(|field| item.has(field))
        || ["title", "headline", "url", "link"]
            .into_iter()
            .any(single_as_array)
}

/// Reads a plain object; plain Scrapy items are read in the same way.
pub(super) fn read(item: Item<'_>) -> Result<Fields<'_>, Rejected> {
    let loose = Loose::of(item);
    let body = match loose.strings(BODY, "\n\n")? {
        Some(text) => Some(Text::guessed(text)),
        None => loose.strings(BODY_HTML, "\n")?.map(Text::Html),
    };
    let outlet = loose.get(OUTLET).map(|(_, value)| value);
    let (outlet_name, outlet_domain) = outlet.map(outlet_of).unwrap_or_default();
    let word = |names| {
        loose
            .get(names)
            .and_then(|(_, value)| one_or_many(Some(value)).find_map(Value::as_str))
    };
    Ok(Fields {
        url: loose.address(URL)?,
        canonical_url: word(CANONICAL),
        title: loose.strings(TITLE, " ")?.map(Text::guessed),
        body,
        authors: loose
            .get(AUTHORS)
            .map(|(_, value)| names(value))
            .unwrap_or_default(),
        published: loose.get(PUBLISHED).map(|(field, value)| Date {
            field,
            value: sole(value),
        }),
        scraped: loose.get(SCRAPED).map(|(_, value)| sole(value)),
        seen: loose.get(SEEN).map(|(_, value)| sole(value)),
        language: word(LANGUAGE),
        outlet_name,
        outlet_domain: word(DOMAIN).or(outlet_domain),
    })
}

/// Name and domain of an outlet given as a name, a host, an address or an object.
fn outlet_of(value: &Value) -> (Option<&str>, Option<&str>) {
    match sole(value) {
        Value::String(text) => {
            let is_host = text.contains('.') && !text.contains(char::is_whitespace);
            if is_host {
                (None, Some(text))
            } else {
                (Some(text), None)
            }
        }
        Value::Object(object) => {
            let part = |fields: [&str; 3]| fields.iter().find_map(|field| Item(object).word(field));
            (
                part(["name", "title", "id"]),
                part(["domain", "url", "uri"]),
            )
        }
        _ => (None, None),
    }
}

/// The value itself, or the only item of an array.
fn sole(value: &Value) -> &Value {
    match value {
        Value::Array(items) => match items.as_slice() {
            [one] => one,
            _ => value,
        },
        _ => value,
    }
}

/// An object's fields by their names without case and separators.
struct Loose<'a>(HashMap<String, &'a Value>);

impl<'a> Loose<'a> {
    fn of(item: Item<'a>) -> Self {
        let mut fields = HashMap::new();
        for (name, value) in item.0 {
            if !is_absent(value) {
                fields.entry(bare(name)).or_insert(value);
            }
        }
        Self(fields)
    }

    /// The first of `names` that has a value, with that value.
    fn get(&self, names: &[&'static str]) -> Option<(&'static str, &'a Value)> {
        names
            .iter()
            .find_map(|name| Some((*name, *self.0.get(*name)?)))
    }

    /// A string, or an array of strings joined by `separator`.
    fn strings(
        &self,
        names: &[&'static str],
        separator: &str,
    ) -> Result<Option<Cow<'a, str>>, Rejected> {
        let Some((name, value)) = self.get(names) else {
            return Ok(None);
        };
        match value {
            Value::String(text) => Ok(Some(text.into())),
            Value::Array(items) if items.iter().all(Value::is_string) => {
                let texts: Vec<_> = items.iter().filter_map(Value::as_str).collect();
                Ok(Some(texts.join(separator).into()))
            }
            other => Err(wrong_type(name, other)),
        }
    }

    fn address(&self, names: &[&'static str]) -> Result<Option<&'a str>, Rejected> {
        let Some((name, value)) = self.get(names) else {
            return Ok(None);
        };
        one_or_many(Some(value))
            .next()
            .and_then(Value::as_str)
            .map(Some)
            .ok_or_else(|| wrong_type(name, value))
    }
}

fn bare(name: &str) -> String {
    name.chars()
        .filter(|c| !matches!(c, '_' | '-' | ' ' | '.'))
        .flat_map(char::to_lowercase)
        .collect()
}
