//! The article's text with its mentions marked.

use std::io::{self, Write};

use sitrep_contract::{Article, CodedArticle, Label as _, Mention, MentionType, timestamp_to};

use super::Escaped;

/// The colours of the mention types, explained once at the top of the page.
pub(super) fn legend() -> String {
    let keys = MentionType::ALL
        .iter()
        .map(|kind| format!("<mark class=\"{}\">{}</mark>", class(*kind), words(*kind)))
        .collect::<Vec<_>>();
    format!("<p class=\"legend\">{}</p>\n", keys.join(" "))
}

fn class(kind: MentionType) -> String {
    kind.label().to_ascii_lowercase().replace('_', "-")
}

fn words(kind: MentionType) -> String {
    kind.label().to_ascii_lowercase().replace('_', " ")
}

/// Outlet, date and address. Only http and https become links.
pub(super) fn provenance(article: &Article) -> String {
    let mut parts = Vec::new();
    if let Some(outlet) = &article.outlet
        && let Some(name) = outlet.name.as_ref().or(outlet.domain.as_ref())
    {
        parts.push(Escaped(name).to_string());
    }
    if let Some(published) = article
        .published
        .as_ref()
        .and_then(|it| it.value.as_ref())
        .and_then(timestamp_to)
    {
        parts.push(published.strftime("%Y-%m-%d").to_string());
    }
    if let Some(url) = &article.url {
        let shown = Escaped(url);
        let is_web = url.starts_with("https://") || url.starts_with("http://");
        parts.push(if is_web {
            format!("<a href=\"{shown}\" rel=\"noreferrer\">{shown}</a>")
        } else {
            shown.to_string()
        });
    }
    parts.join(" · ")
}

/// The body, paragraph by paragraph. Of nested mentions the longest is marked.
pub(super) fn body(out: &mut impl Write, coded: &CodedArticle) -> io::Result<()> {
    let text = coded
        .article
        .as_ref()
        .and_then(|article| article.body.as_deref())
        .unwrap_or_default();
    let mut mentions = coded.mentions.iter().peekable();
    let mut position = 0_u32;
    for line in text.split('\n') {
        let end = position + u32::try_from(line.chars().count()).unwrap_or(u32::MAX);
        if !line.trim().is_empty() {
            write!(out, "<p>")?;
            paragraph(out, line, position, end, &mut mentions)?;
            writeln!(out, "</p>")?;
        }
        position = end + 1;
    }
    Ok(())
}

fn paragraph<'a>(
    out: &mut impl Write,
    line: &str,
    start: u32,
    end: u32,
    mentions: &mut std::iter::Peekable<impl Iterator<Item = &'a Mention>>,
) -> io::Result<()> {
    let mut characters = line.chars();
    let mut position = start;
    let mut take = |count: u32| characters.by_ref().take(count as usize).collect::<String>();
    while let Some(mention) = mentions.next_if(|mention| mention.start < end) {
        if mention.start < position || mention.end > end {
            continue;
        }
        let before = take(mention.start - position);
        let inside = take(mention.end - mention.start);
        let name = mention.canonical_name.as_deref().unwrap_or_default();
        write!(
            out,
            "{}<mark class=\"{}\" title=\"{} {}\">{}</mark>",
            Escaped(&before),
            class(mention.r#type()),
            words(mention.r#type()),
            Escaped(name),
            Escaped(&inside),
        )?;
        position = mention.end;
    }
    write!(out, "{}", Escaped(&take(end - position)))
}
