//! The items of the scraping libraries, each with fixed field names: trafilatura,
//! newspaper4k, news-please, fundus and zyte-common-items.

use super::item::{Item, one_or_many, wrong_type};
use crate::{
    Rejected, date,
    fields::{Fields, Text},
};

/// trafilatura 2.x, `--json`. Its `source` is the address.
pub(super) fn trafilatura(item: Item<'_>) -> Result<Fields<'_>, Rejected> {
    Ok(Fields {
        url: item.first(&["source", "url"])?,
        title: item.text("title")?.map(Text::plain),
        body: item.first(&["text", "raw_text"])?.map(Text::plain),
        authors: item.names("author"),
        published: item.date(&["date"]),
        language: item.word("language"),
        outlet_name: item.word("source-hostname"),
        outlet_domain: item.word("hostname"),
        ..Fields::default()
    })
}

/// newspaper4k 0.9, `article.to_json()`.
pub(super) fn newspaper4k(item: Item<'_>) -> Result<Fields<'_>, Rejected> {
    Ok(Fields {
        url: item.first(&["url", "original_url"])?,
        canonical_url: item.word("canonical_link"),
        title: item.text("title")?.map(Text::plain),
        body: item.text("text")?.map(Text::plain),
        authors: item.names("authors"),
        published: item.date(&["publish_date"]),
        scraped: item.get("download_date"),
        language: item.word("language").or_else(|| item.word("meta_lang")),
        outlet_name: item.word("meta_site_name"),
        ..Fields::default()
    })
}

/// news-please 1.6. Its `text` field is older and rawer than `maintext`.
pub(super) fn news_please(item: Item<'_>) -> Result<Fields<'_>, Rejected> {
    Ok(Fields {
        url: item.text("url")?,
        title: item
            .first(&["title", "title_page", "title_rss"])?
            .map(Text::plain),
        body: item.first(&["maintext", "text"])?.map(Text::plain),
        authors: item.names("authors"),
        published: item.date(&["date_publish"]),
        scraped: item.get("date_download"),
        language: item.word("language"),
        outlet_domain: item.word("source_domain"),
        ..Fields::default()
    })
}

/// fundus 0.5, `article.to_json()`. The address is only in the optional `html` part.
pub(super) fn fundus(item: Item<'_>) -> Result<Fields<'_>, Rejected> {
    let page = item.object("html");
    let from_page = |field| page.and_then(|page| page.word(field));
    Ok(Fields {
        url: item
            .text("url")?
            .or_else(|| from_page("responded_url"))
            .or_else(|| from_page("requested_url")),
        title: item.text("title")?.map(Text::plain),
        body: fundus_body(item)?,
        authors: item.names("authors"),
        published: item.date(&["publishing_date"]),
        scraped: page.and_then(|page| page.get("crawl_date")),
        language: item.word("lang"),
        outlet_name: item.word("publisher"),
        ..Fields::default()
    })
}

/// Summary, then every section's headlines and paragraphs.
fn fundus_body(item: Item<'_>) -> Result<Option<Text<'_>>, Rejected> {
    let Some(body) = item.get("body") else {
        return Ok(item.text("plaintext")?.map(Text::plain));
    };
    let Some(body) = body.as_object().map(Item) else {
        return match body.as_str() {
            Some(text) => Ok(Some(Text::plain(text))),
            None => Err(wrong_type("body", body)),
        };
    };
    let strings = |item: Item<'_>, field: &str| {
        one_or_many(item.get(field))
            .filter_map(|value| value.as_str().map(str::to_owned))
            .collect::<Vec<_>>()
    };
    let mut paragraphs = strings(body, "summary");
    for section in body.objects("sections") {
        paragraphs.extend(strings(section, "headline"));
        paragraphs.extend(strings(section, "paragraphs"));
    }
    if paragraphs.is_empty() {
        return Ok(item.text("plaintext")?.map(Text::plain));
    }
    Ok(Some(Text::Plain(paragraphs.join("\n\n").into())))
}

/// zyte-common-items `Article`, as Scrapy spiders with Zyte's page objects emit it.
pub(super) fn zyte(item: Item<'_>) -> Result<Fields<'_>, Rejected> {
    let plain = item.text("articleBody")?.map(Text::plain);
    let html = item.text("articleBodyHtml")?.map(Text::html);
    // The raw date is whatever the page shows ("3 hours ago"): a bonus, no duty.
    let raw_date = item
        .date(&["datePublishedRaw"])
        .filter(|raw| date::read(raw.value).is_ok());
    Ok(Fields {
        url: item.text("url")?,
        canonical_url: item.word("canonicalUrl"),
        title: item.text("headline")?.map(Text::plain),
        body: plain.or(html),
        authors: item.names("authors"),
        published: item.date(&["datePublished"]).or(raw_date),
        scraped: item
            .object("metadata")
            .and_then(|metadata| metadata.get("dateDownloaded")),
        language: item.word("inLanguage"),
        ..Fields::default()
    })
}
