//! A report as one self-contained HTML page: each article with its mentions coloured and
//! its events as cards. No network, and no script needed to read it; article text is
//! escaped, so that a hostile article stays text.

mod card;
mod text;

use std::{
    fmt,
    io::{self, Write},
};

use sitrep_coder::Trace;
use sitrep_contract::CodedArticle;

/// Everything before the first article.
const STYLE: &str = include_str!("style.css");

/// Writes the top of the page.
///
/// # Errors
/// What writing returns.
pub(crate) fn begin(out: &mut impl Write, title: &str) -> io::Result<()> {
    let title = Escaped(title);
    write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <header><h1>{title}</h1>\n{}</header>\n<main>\n",
        text::legend(),
    )
}

/// Writes one article with its events.
///
/// # Errors
/// What writing returns.
pub(crate) fn article(
    out: &mut impl Write,
    coded: &CodedArticle,
    trace: Option<&Trace>,
) -> io::Result<()> {
    let Some(article) = &coded.article else {
        return Ok(());
    };
    let id = Escaped(&article.id);
    writeln!(out, "<section class=\"article\" id=\"{id}\">")?;
    let title = article.title.as_deref().unwrap_or("Untitled");
    writeln!(out, "<h2 dir=\"auto\">{}</h2>", Escaped(title))?;
    writeln!(out, "<p class=\"meta\">{}</p>", text::provenance(article))?;
    writeln!(
        out,
        "<div class=\"columns\">\n<div class=\"text\" dir=\"auto\">"
    )?;
    text::body(out, coded)?;
    writeln!(out, "</div>\n<div class=\"cards\">")?;
    if !coded.coded {
        writeln!(
            out,
            "<p>Not coded: there is no text, or it is not English.</p>"
        )?;
    } else if coded.events.is_empty() {
        writeln!(out, "<p>No events.</p>")?;
    }
    for (number, event) in (1..).zip(&coded.events) {
        card::write(out, number, event, trace)?;
    }
    writeln!(out, "</div>\n</div>\n</section>")
}

/// Writes the end of the page.
///
/// # Errors
/// What writing returns.
pub(crate) fn end(out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "</main>\n</body>\n</html>")
}

/// Text as HTML shows it, in element content and in quoted attributes.
pub(crate) struct Escaped<'a>(pub(crate) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
            formatter.write_str(&rest[..at])?;
            formatter.write_str(match rest.as_bytes()[at] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                _ => "&#39;",
            })?;
            rest = &rest[at + 1..];
        }
        formatter.write_str(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sitrep_contract::{
        Article, Event, Mention, MentionType, Section, Span, Status, SubEventType,
    };

    #[test]
    fn markup_in_an_article_stays_text() {
        let coded = CodedArticle {
            article: Some(Article {
                id: "a".into(),
                title: Some("<script>alert(1)</script>".into()),
                body: Some("Rebels <b>shelled</b> Idlib & fled.".into()),
                url: Some("javascript:alert(1)".into()),
                ..Article::default()
            }),
            mentions: vec![Mention {
                start: 22,
                end: 27,
                text: "Idlib".into(),
                r#type: MentionType::Place as i32,
                ..Mention::default()
            }],
            events: vec![Event {
                id: "e".into(),
                sub_event_type: SubEventType::ShellingArtilleryMissileAttack as i32,
                status: Status::Reported as i32,
                trigger: Some(Span {
                    section: Section::Body as i32,
                    start: 10,
                    end: 17,
                    text: "shelled".into(),
                }),
                ..Event::default()
            }],
            coded: true,
            ..CodedArticle::default()
        };
        let mut page = Vec::new();
        article(&mut page, &coded, None).expect("writes to memory");
        let page = String::from_utf8(page).expect("UTF-8");
        assert!(!page.contains("<script"), "{page}");
        assert!(!page.contains("<b>"), "{page}");
        assert!(!page.contains("href=\"javascript"), "{page}");
        assert!(page.contains("&lt;b&gt;"), "{page}");
        assert!(page.contains(">Idlib</mark>"), "{page}");
    }
}
