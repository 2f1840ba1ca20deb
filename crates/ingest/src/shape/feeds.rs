//! Entries of feeds: feedparser's entries, Atom entries turned into JSON, and items of
//! JSON Feed.

use serde_json::Value;

use super::item::{Item, web_address, wrong_type};
use crate::{
    Rejected,
    fields::{Fields, Text},
};

/// An entry as Python's feedparser gives it, from RSS or Atom.
pub(super) fn feedparser(item: Item<'_>) -> Result<Fields<'_>, Rejected> {
    let (channel_title, channel_language) = channel(item);
    let title_is_html =
        item.object("title_detail").and_then(|d| d.word("type")) == Some("text/html");
    let content = longest_content(item);
    let body = match content {
        Some(content) => content
            .text("value")?
            .map(|text| match content.word("type") {
                Some("text/plain") => Text::plain(text),
                _ => Text::html(text),
            }),
        None => item.first(&["summary", "description"])?.map(Text::guessed),
    };
    let detail_language = || {
        item.object("title_detail")
            .and_then(|detail| detail.word("language"))
    };
    Ok(Fields {
        url: item
            .text("link")?
            .or_else(|| item.word("id").and_then(web_address)),
        title: item.text("title")?.map(|title| {
            if title_is_html && title.contains(['<', '&']) {
                Text::html(title)
            } else {
                Text::plain(title)
            }
        }),
        body,
        authors: Some(item.names("authors"))
            .filter(|names| !names.is_empty())
            .unwrap_or_else(|| item.names("author")),
        published: item.date(&["published", "published_parsed", "updated", "updated_parsed"]),
        language: content
            .and_then(|content| content.word("language"))
            .or_else(detail_language)
            .or_else(|| item.word("language"))
            .or(channel_language),
        outlet_name: channel_title,
        ..Fields::default()
    })
}

/// Feeds may carry the article in several lengths; the longest is the article.
fn longest_content(item: Item<'_>) -> Option<Item<'_>> {
    item.objects("content")
        .max_by_key(|content| content.word("value").map_or(0, str::len))
}

/// Title and language of the feed that the entry comes from, where the scraper kept them.
fn channel(item: Item<'_>) -> (Option<&str>, Option<&str>) {
    let feed = ["source", "feed", "_feed", "channel"]
        .iter()
        .find_map(|field| item.object(field));
    let title = feed
        .and_then(|feed| feed.word("title"))
        .or_else(|| {
            ["feed_title", "channel_title"]
                .iter()
                .find_map(|field| item.word(field))
        })
        .or_else(|| item.word("channel"));
    (title, feed.and_then(|feed| feed.word("language")))
}

/// An Atom entry turned into JSON by a generic converter: attributes with or without
/// a leading `@`, text under `#text`, `value`, `_` or `$t`.
pub(super) fn atom(item: Item<'_>) -> Result<Fields<'_>, Rejected> {
    let source_title = item.object("source").and_then(|source| source.get("title"));
    Ok(Fields {
        url: alternate(item).or_else(|| item.word("id").and_then(web_address)),
        title: construct(item, "title")?,
        body: match construct(item, "content")? {
            Some(content) => Some(content),
            None => construct(item, "summary")?,
        },
        authors: item.names("author"),
        // RFC 4287 demands `updated` and leaves `published` out as it likes.
        published: item.date(&["published", "updated"]),
        language: ["xml:lang", "@xml:lang", "lang", "@lang"]
            .iter()
            .find_map(|field| item.word(field)),
        outlet_name: source_title.and_then(|title| match title {
            Value::String(text) => Some(text.as_str()),
            Value::Object(object) => element_text(Item(object)),
            _ => None,
        }),
        ..Fields::default()
    })
}

/// The link of the page itself: `rel` is "alternate" or not given.
fn alternate(item: Item<'_>) -> Option<&str> {
    item.word("link").or_else(|| {
        item.objects("link")
            .filter(|link| matches!(attribute(*link, ["rel", "@rel"]), None | Some("alternate")))
            .find_map(|link| attribute(link, ["href", "@href"]))
    })
}

fn attribute<'a>(element: Item<'a>, spellings: [&str; 2]) -> Option<&'a str> {
    spellings.iter().find_map(|name| element.word(name))
}

fn element_text(element: Item<'_>) -> Option<&str> {
    ["#text", "value", "_", "$t", "content"]
        .iter()
        .find_map(|field| element.word(field))
}

/// Atom's text construct, with its type.
fn construct<'a>(item: Item<'a>, field: &'static str) -> Result<Option<Text<'a>>, Rejected> {
    match item.get(field) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(Text::guessed(text))),
        Some(Value::Object(element)) => {
            let element = Item(element);
            let kind = attribute(element, ["type", "@type"]).unwrap_or("text");
            Ok(element_text(element).map(|text| {
                if kind.contains("html") {
                    Text::html(text)
                } else {
                    Text::plain(text)
                }
            }))
        }
        Some(other) => Err(wrong_type(field, other)),
    }
}

/// An item of JSON Feed 1.0 or 1.1.
pub(super) fn json_feed(item: Item<'_>) -> Result<Fields<'_>, Rejected> {
    let (channel_title, channel_language) = channel(item);
    let plain = item.text("content_text")?.map(Text::plain);
    let html = item.text("content_html")?.map(Text::html);
    let authors = Some(item.names("authors"))
        .filter(|names| !names.is_empty())
        .unwrap_or_else(|| item.names("author"));
    Ok(Fields {
        url: item
            .first(&["url", "external_url"])?
            .or_else(|| item.word("id").and_then(web_address)),
        title: item.text("title")?.map(Text::plain),
        body: match plain.or(html) {
            Some(body) => Some(body),
            None => item.text("summary")?.map(Text::plain),
        },
        authors,
        published: item.date(&["date_published"]),
        language: item.word("language").or(channel_language),
        outlet_name: channel_title,
        ..Fields::default()
    })
}
