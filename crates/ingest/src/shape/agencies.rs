//! Items of news agencies and monitors: ninjs (IPTC's JSON for news) and the article
//! list of the GDELT DOC API.

use super::item::{Item, web_address};
use crate::{
    Reason, Rejected,
    fields::{Fields, Text},
};

/// ninjs 1.x, 2.x and 3.x: the older has one field for each format, the newer arrays.
pub(super) fn ninjs(item: Item<'_>) -> Result<Fields<'_>, Rejected> {
    refuse_what_is_no_text(item)?;
    let title = match main_part(item, "headlines") {
        Some(headline) => headline
            .text("value")?
            .map(|text| formatted(headline, text)),
        None => item.first(&["headline", "title"])?.map(Text::plain),
    };
    let body = match main_part(item, "bodies") {
        Some(body) => body.text("value")?.map(|text| formatted(body, text)),
        None => match item.text("body_text")? {
            Some(text) => Some(Text::plain(text)),
            None => item.first(&["body_html", "body_xhtml"])?.map(Text::html),
        },
    };
    let provider = item
        .objects("infoSources")
        .chain(item.objects("infosources"))
        .find_map(|source| source.word("name"));
    Ok(Fields {
        // Agencies' ids are often URNs: no address, and no fault.
        url: item
            .text("url")?
            .or_else(|| item.word("uri").and_then(web_address)),
        canonical_url: item.word("canonicalurl"),
        title,
        body,
        authors: ["by", "byline"]
            .iter()
            .find_map(|field| item.get(field))
            .map(super::item::names)
            .unwrap_or_default(),
        published: item.date(&[
            "versionCreated",
            "versioncreated",
            "firstCreated",
            "firstcreated",
        ]),
        language: item.word("language"),
        outlet_name: provider.or_else(|| item.word("source")),
        ..Fields::default()
    })
}

/// Pictures, videos and withdrawn items come in the same form.
fn refuse_what_is_no_text(item: Item<'_>) -> Result<(), Rejected> {
    let status = item.word("pubStatus").or_else(|| item.word("pubstatus"));
    if matches!(status, Some("canceled" | "cancelled" | "withheld")) {
        return Err(Reason::NotAnArticle.because("the item's publication status withdraws it"));
    }
    if let Some("picture" | "graphic" | "audio" | "video" | "event" | "planning") =
        item.word("type")
    {
        return Err(Reason::NotAnArticle.because("the item's type is not text"));
    }
    Ok(())
}

/// The part with the main role, or else the first.
fn main_part<'a>(item: Item<'a>, field: &str) -> Option<Item<'a>> {
    let is_main = |part: &Item<'_>| part.word("role").is_some_and(|role| role.contains("main"));
    item.objects(field)
        .find(is_main)
        .or_else(|| item.objects(field).next())
}

fn formatted<'a>(part: Item<'a>, text: &'a str) -> Text<'a> {
    let kind = part
        .word("contentType")
        .or_else(|| part.word("contenttype"));
    match kind {
        Some(kind) if kind.contains("html") => Text::html(text),
        Some(_) => Text::plain(text),
        None => Text::guessed(text),
    }
}

/// One entry of the GDELT DOC API's article list. Its date says when GDELT saw the
/// page, which is no publication date.
pub(super) fn gdelt(item: Item<'_>) -> Result<Fields<'_>, Rejected> {
    Ok(Fields {
        url: item.text("url")?,
        title: item.text("title")?.map(Text::plain),
        seen: item.get("seendate"),
        language: item.word("language"),
        outlet_domain: item.word("domain"),
        ..Fields::default()
    })
}
