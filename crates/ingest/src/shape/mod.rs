//! Which scraper a record comes from, and what its fields mean.
//!
//! Prevents a field from being read with another scraper's meaning (`source` is the
//! address for trafilatura and the outlet elsewhere). Detection goes by field names,
//! in a fixed order, and can say which rule it followed; `docs/input-shapes.md` holds
//! the same table, and a test compares the two.

mod agencies;
mod feeds;
mod item;
mod json_ld;
mod plain;
mod scrapers;

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Reason, Rejected, fields::Fields};
use item::Item;

/// A known form of scraped article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// schema.org structured data.
    JsonLd,
    /// IPTC ninjs, 1.x to 3.x.
    Ninjs,
    /// An entry of the GDELT DOC API's article list.
    Gdelt,
    /// fundus.
    Fundus,
    /// news-please.
    NewsPlease,
    /// newspaper4k.
    Newspaper4k,
    /// zyte-common-items.
    Zyte,
    /// trafilatura.
    Trafilatura,
    /// JSON Feed.
    JsonFeed,
    /// An entry as feedparser gives it.
    Feed,
    /// An Atom entry turned into JSON.
    Atom,
    /// A Scrapy item with fields of its project's own.
    Scrapy,
    /// Any object with an article's parts under common names.
    Plain,
}

/// One rule of detection.
pub(crate) struct Rule {
    pub(crate) shape: Shape,
    /// The rule in words.
    pub(crate) sign: &'static str,
    holds: fn(Item<'_>) -> bool,
}

/// The rules, in order; the first that holds decides.
pub(crate) const RULES: &[Rule] = &[
    Rule {
        shape: Shape::JsonLd,
        sign: "`@context`, `@graph` or `@type`",
        holds: |item| any(item, &["@context", "@graph", "@type"]),
    },
    Rule {
        shape: Shape::Ninjs,
        sign: "`versionCreated` or `versioncreated`, or an array `headlines` or `bodies`",
        holds: |item| {
            any(item, &["versionCreated", "versioncreated"])
                || ["headlines", "bodies"]
                    .iter()
                    .any(|field| item.get(field).is_some_and(Value::is_array))
        },
    },
    Rule {
        shape: Shape::Gdelt,
        sign: "`seendate`",
        holds: |item| item.has("seendate"),
    },
    Rule {
        shape: Shape::Fundus,
        sign: "`publishing_date`, or an object `body` with `sections`",
        holds: |item| {
            item.has("publishing_date")
                || item.object("body").is_some_and(|body| body.has("sections"))
        },
    },
    Rule {
        shape: Shape::NewsPlease,
        sign: "`maintext` or `date_publish`",
        holds: |item| any(item, &["maintext", "date_publish"]),
    },
    Rule {
        shape: Shape::Newspaper4k,
        sign: "`meta_site_name`, `meta_lang` or `canonical_link`",
        holds: |item| any(item, &["meta_site_name", "meta_lang", "canonical_link"]),
    },
    Rule {
        shape: Shape::Zyte,
        sign: "`articleBodyHtml` or `datePublishedRaw`, or `headline` with `articleBody`, `datePublished` or `canonicalUrl`",
        holds: |item| {
            any(item, &["articleBodyHtml", "datePublishedRaw"])
                || item.has("headline")
                    && any(item, &["articleBody", "datePublished", "canonicalUrl"])
        },
    },
    Rule {
        shape: Shape::Trafilatura,
        sign: "`source-hostname` or `raw_text`, or `hostname` with `source`",
        holds: |item| {
            any(item, &["source-hostname", "raw_text"])
                || item.has("hostname") && item.has("source")
        },
    },
    Rule {
        shape: Shape::JsonFeed,
        sign: "`content_html`, `content_text` or `external_url`",
        holds: |item| any(item, &["content_html", "content_text", "external_url"]),
    },
    Rule {
        shape: Shape::Feed,
        sign: "`title_detail`, `summary_detail`, `published_parsed`, `updated_parsed` or `guidislink`, or `content` as an array of objects with `value`",
        holds: |item| {
            let signs = [
                "title_detail",
                "summary_detail",
                "published_parsed",
                "updated_parsed",
                "guidislink",
            ];
            let content = item.get("content").filter(|content| content.is_array());
            any(item, &signs)
                || content.is_some() && item.objects("content").any(|part| part.has("value"))
        },
    },
    Rule {
        shape: Shape::Atom,
        sign: "`link` as an object or an array of objects with `href` or `@href`",
        holds: |item| {
            item.objects("link")
                .any(|link| any(link, &["href", "@href"]))
        },
    },
    Rule {
        shape: Shape::Scrapy,
        sign: "`spider`, `spider_name` or `_type`, or title or address as an array of strings",
        holds: plain::is_scrapy,
    },
    Rule {
        shape: Shape::Plain,
        sign: "an address, title or text under a common name",
        holds: plain::is_article,
    },
];

fn any(item: Item<'_>, fields: &[&str]) -> bool {
    fields.iter().any(|field| item.has(field))
}

impl Shape {
    /// Every shape, in the order of detection.
    pub fn all() -> impl Iterator<Item = Self> {
        RULES.iter().map(|rule| rule.shape)
    }

    /// The name in the record header, the configuration and the article.
    pub fn name(self) -> &'static str {
        match self {
            Self::JsonLd => "json-ld",
            Self::Ninjs => "ninjs",
            Self::Gdelt => "gdelt",
            Self::Fundus => "fundus",
            Self::NewsPlease => "news-please",
            Self::Newspaper4k => "newspaper4k",
            Self::Zyte => "zyte",
            Self::Trafilatura => "trafilatura",
            Self::JsonFeed => "json-feed",
            Self::Feed => "feed",
            Self::Atom => "atom",
            Self::Scrapy => "scrapy",
            Self::Plain => "plain",
        }
    }

    /// The shape of a record and the sign it was recognised by, in words.
    pub fn detect(record: &Value) -> Option<(Self, &'static str)> {
        // Only structured data comes as an array of several objects.
        let first =
            one_object(record).or_else(|| record.as_array()?.first()?.as_object().map(Item))?;
        RULES
            .iter()
            .find(|rule| (rule.holds)(first))
            .map(|rule| (rule.shape, rule.sign))
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Shape {
    type Err = Rejected;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::all()
            .find(|shape| shape.name() == name)
            .ok_or_else(|| {
                let known: Vec<_> = Self::all().map(Self::name).collect();
                Reason::UnknownForcedShape.because(format!("known shapes: {}", known.join(", ")))
            })
    }
}

/// Recognises a record, unless its shape is given, and reads its fields.
pub(crate) fn read(record: &Value, forced: Option<Shape>) -> Result<(Shape, Fields<'_>), Rejected> {
    let shape = match forced {
        Some(shape) => shape,
        None => match Shape::detect(record) {
            Some((shape, _)) => shape,
            None if one_object(record).is_none() => return Err(not_an_object()),
            None => {
                return Err(Reason::UnknownShape.because("no rule of detection holds"));
            }
        },
    };
    if shape == Shape::JsonLd {
        return Ok((shape, json_ld::read(record)?));
    }
    let item = one_object(record).ok_or_else(not_an_object)?;
    let fields = match shape {
        Shape::JsonLd => json_ld::read(record),
        Shape::Ninjs => agencies::ninjs(item),
        Shape::Gdelt => agencies::gdelt(item),
        Shape::Fundus => scrapers::fundus(item),
        Shape::NewsPlease => scrapers::news_please(item),
        Shape::Newspaper4k => scrapers::newspaper4k(item),
        Shape::Zyte => scrapers::zyte(item),
        Shape::Trafilatura => scrapers::trafilatura(item),
        Shape::JsonFeed => feeds::json_feed(item),
        Shape::Feed => feeds::feedparser(item),
        Shape::Atom => feeds::atom(item),
        Shape::Scrapy | Shape::Plain => plain::read(item),
    }?;
    Ok((shape, fields))
}

/// The record's object; an array of one object is that object.
fn one_object(record: &Value) -> Option<Item<'_>> {
    match record {
        Value::Object(object) => Some(Item(object)),
        Value::Array(items) => match items.as_slice() {
            [Value::Object(object)] => Some(Item(object)),
            _ => None,
        },
        _ => None,
    }
}

fn not_an_object() -> Rejected {
    Reason::NotAnObject.because("expected one JSON object")
}
