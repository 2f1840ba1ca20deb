//! HTML fragments to text: paragraphs apart by an empty line, scripts and other unseen
//! content dropped, character references decoded.
//!
//! Prevents mark-up in the text that the coder reads, and prevents one crafted record
//! from stalling a partition: an HTML5 tree builder takes time quadratic in the nesting,
//! and its tokeniser in the attributes of one tag. What is wanted here is text in
//! reading order, which needs no tree, so this is one linear scan.

use html_escape::decode_html_entities;

/// Whether plain text is really mark-up. Decided by an opening tag at the start or
/// the tags that every HTML body has, since `a < b` and `<name@example.org>` occur in text.
pub(crate) fn is_html(text: &str) -> bool {
    const SIGNS: [&str; 6] = ["</p>", "<br>", "<br/>", "<br />", "</div>", "</a>"];
    let start = text.trim_start();
    let opens = start.strip_prefix('<').is_some_and(|inside| {
        let name = tag_name(inside.strip_prefix('!').unwrap_or(inside));
        (is_block(&name) || name == "doctype") && inside.contains('>')
    });
    opens || SIGNS.iter().any(|sign| text.contains(sign))
}

/// The text of an HTML fragment. Takes time linear in its length.
pub(crate) fn to_text(html: &str) -> String {
    let mut text = Paragraphs::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push(&rest[..at]);
        rest = &rest[at..];
        rest = match Markup::at(rest) {
            Markup::Text => {
                text.push("<");
                &rest[1..]
            }
            Markup::Comment(after) => after,
            Markup::Tag {
                name,
                closing,
                after,
            } => {
                if is_block(&name) {
                    text.end_paragraph();
                } else if name == "br" {
                    text.end_line();
                } else if matches!(name.as_str(), "td" | "th") {
                    text.push(" ");
                }
                if !closing && is_unseen(&name) {
                    skip_element(after, &name)
                } else {
                    after
                }
            }
        };
    }
    text.push(rest);
    text.finish()
}

/// What a `<` begins.
enum Markup<'a> {
    /// Nothing: the character itself.
    Text,
    /// A comment, declaration or processing instruction, with what follows it.
    Comment(&'a str),
    /// A tag, with what follows it.
    Tag {
        name: String,
        closing: bool,
        after: &'a str,
    },
}

impl<'a> Markup<'a> {
    fn at(rest: &'a str) -> Self {
        let inside = &rest[1..];
        if let Some(comment) = inside.strip_prefix("!--") {
            return Self::Comment(after_first(comment, "-->"));
        }
        if inside.starts_with(['!', '?']) {
            return Self::Comment(after_first(inside, ">"));
        }
        let (closing, inside) = match inside.strip_prefix('/') {
            Some(inside) => (true, inside),
            None => (false, inside),
        };
        if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Self::Text;
        }
        Self::Tag {
            name: tag_name(inside),
            closing,
            after: after_tag(inside),
        }
    }
}

/// The lower-case element name at the start of `text`.
fn tag_name(text: &str) -> String {
    /// No element that matters has a longer name.
    const LONGEST: usize = 16;
    text.bytes()
        .take(LONGEST)
        .take_while(u8::is_ascii_alphanumeric)
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect()
}

/// What follows a tag; `>` in a quoted attribute value does not end it.
fn after_tag(inside: &str) -> &str {
    let mut quote = None;
    let mut before_value = false;
    for (at, byte) in inside.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) => {
                if byte == open {
                    quote = None;
                }
            }
            (None, b'>') => return &inside[at + 1..],
            (None, b'"' | b'\'') if before_value => quote = Some(byte),
            (None, _) => {}
        }
        before_value = byte == b'=' || (before_value && byte.is_ascii_whitespace());
    }
    ""
}

fn after_first<'a>(text: &'a str, end: &str) -> &'a str {
    text.find(end).map_or("", |at| &text[at + end.len()..])
}

/// What follows the closing tag of an element whose content is not shown. An element
/// that is never closed takes the rest with it, as in a browser.
fn skip_element<'a>(content: &'a str, name: &str) -> &'a str {
    let mut rest = content;
    while let Some(at) = rest.find("</") {
        let inside = &rest[at + 2..];
        if tag_name(inside) == name {
            return after_tag(inside);
        }
        rest = inside;
    }
    ""
}

fn is_unseen(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "iframe"
            | "svg"
            | "head"
            | "title"
            | "textarea"
            | "select"
            | "audio"
            | "video"
            | "canvas"
    )
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "aside"
            | "header"
            | "footer"
            | "main"
            | "nav"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "hgroup"
            | "blockquote"
            | "pre"
            | "hr"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "table"
            | "caption"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "figure"
            | "figcaption"
            | "address"
            | "form"
            | "fieldset"
            | "details"
            | "summary"
            | "html"
            | "body"
            | "center"
    )
}

/// Collects text into paragraphs, with white space as HTML shows it.
#[derive(Default)]
struct Paragraphs {
    done: String,
    /// The paragraph being read, references not yet decoded.
    open: String,
}

impl Paragraphs {
    fn push(&mut self, raw: &str) {
        // Source line ends are plain spaces; `end_line` is the only line end.
        self.open.extend(raw.chars().map(|c| {
            if matches!(c, '\n' | '\r' | '\t') {
                ' '
            } else {
                c
            }
        }));
    }

    fn end_line(&mut self) {
        self.open.push('\n');
    }

    fn end_paragraph(&mut self) {
        let decoded = decode_html_entities(&self.open);
        let mut separator = "\n\n";
        for line in decoded.split('\n') {
            let mut words = line.split([' ', '\n']).filter(|word| !word.is_empty());
            let Some(first) = words.next() else { continue };
            if !self.done.is_empty() {
                self.done.push_str(separator);
            }
            separator = "\n";
            self.done.push_str(first);
            for word in words {
                self.done.push(' ');
                self.done.push_str(word);
            }
        }
        self.open.clear();
    }

    fn finish(mut self) -> String {
        self.end_paragraph();
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn paragraphs_come_apart_and_inline_tags_vanish() {
        let html =
            "<div><p>Two  <b>sol</b>diers\nwere killed.</p><p>SANA<br>reported.</p></div>tail";
        assert_eq!(
            to_text(html),
            "Two soldiers were killed.\n\nSANA\nreported.\n\ntail"
        );
    }

    #[test]
    fn unseen_content_and_comments_are_dropped() {
        let html = "a<script>if (x < 1) { '</b>' }</script> b<style>p{}</style><!-- <p>c</p> --> d";
        assert_eq!(to_text(html), "a b d");
        assert_eq!(to_text("a<script>never closed"), "a");
    }

    #[test]
    fn character_references_are_decoded_once() {
        assert_eq!(
            to_text("AT&amp;T &quot;x&#8217;s&quot; &amp;lt;p&amp;gt;"),
            "AT&T \"x’s\" &lt;p&gt;"
        );
    }

    #[test]
    fn less_than_signs_in_text_stay() {
        assert_eq!(to_text("<p>3 < 5 and 6 <7</p>"), "3 < 5 and 6 <7");
    }

    #[test]
    fn attribute_values_may_hold_greater_than_signs() {
        assert_eq!(
            to_text("<a title=\"a > b\" href=x>link</a> it's"),
            "link it's"
        );
        assert_eq!(to_text("<p class=it's>text</p>"), "text");
    }

    #[test]
    fn mark_up_is_told_from_text_with_angle_brackets() {
        assert!(is_html("<p>One"));
        assert!(is_html("One<br/>two"));
        assert!(!is_html("a < b, c > d"));
        assert!(!is_html("<name@example.org> wrote"));
    }

    #[test]
    fn nasty_nesting_takes_linear_time() {
        let mut deep = "<div>".repeat(200_000);
        deep.push_str("<b a ".repeat(200_000).as_str());
        assert_eq!(to_text(&deep), "");
    }

    proptest! {
        #[test]
        fn any_input_gives_text(html in "[<>/a-c!&;='\" \\-\n]{0,80}") {
            to_text(&html);
            is_html(&html);
        }
    }
}
