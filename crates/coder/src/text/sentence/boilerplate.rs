//! What is not running text: headings, bylines, photo credits, timestamps, "read also".
//! Prevents a link to another article from being coded as an event of this one.

use crate::text::Forms;
use crate::text::Gate;
use crate::text::Sentence;
use crate::text::SentenceKind;
use crate::text::Shape;
use crate::text::Token;

/// How lines start that are not part of the article, in lower case.
const OPENINGS: &[&[&str]] = &[
    &["read", "also"],
    &["read", "more"],
    &["also", "read"],
    &["see", "also"],
    &["read", ":"],
    &["related", ":"],
    &["related", "articles"],
    &["related", "stories"],
    &["related", "news"],
    &["posted", "on"],
    &["posted", "by"],
    &["posted", "in"],
    &["published", "on"],
    &["published", ":"],
    &["published", "by"],
    &["updated", ":"],
    &["last", "updated"],
    &["last", "modified"],
    &["photo", ":"],
    &["photos", ":"],
    &["image", ":"],
    &["video", ":"],
    &["watch", ":"],
    &["listen", ":"],
    &["photo", "by"],
    &["photo", "credit"],
    &["image", "credit"],
    &["file", "photo"],
    &["credit", ":"],
    &["source", ":"],
    &["sources", ":"],
    &["tags", ":"],
    &["tagged", ":"],
    &["category", ":"],
    &["share", "this"],
    &["share", "on"],
    &["share", ":"],
    &["follow", "us"],
    &["subscribe", "to"],
    &["sign", "up", "for"],
    &["click", "here"],
    &["copyright"],
    &["©"],
    &["all", "rights", "reserved"],
    &["advertisement"],
    &["advertising"],
    &["comments"],
    &["leave", "a", "comment"],
    &["print", "this"],
    &["email", "this"],
    &["join", "our"],
    &["join", "us"],
    &["download", "our"],
    &["editing", "by"],
    &["reporting", "by"],
    &["writing", "by"],
    &["additional", "reporting"],
    &["edited", "by"],
    &["translated", "by"],
    &["author", ":"],
    &["by", ":"],
    &["editor", ":"],
    &["date", ":"],
    &["news", "desk"],
    &["this", "article", "was", "originally"],
    &["this", "story", "was", "originally"],
    &["min", "read"],
    &["share"],
    &["topics", ":"],
    &["keywords", ":"],
    &["most", "read"],
    &["recommended", ":"],
    &["don", "'t", "miss"],
    &["breaking", "news", ":"],
];

/// First words of `OPENINGS`.
const IS_OPENING: Gate = {
    let mut gate = Gate::of(&[]);
    let mut at = 0;
    while at < OPENINGS.len() {
        gate = gate.and(&[OPENINGS[at][0]]);
        at += 1;
    }
    gate
};

/// Short words that a line of names and dates may hold.
const DATE_WORDS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "am",
    "pm",
    "a.m",
    "p.m",
    "gmt",
    "utc",
    "date",
    "updated",
    "published",
    "at",
    "on",
    "of",
    "ist",
    "edt",
    "est",
    "bst",
    "cet",
    "eet",
];

/// Words a heading has at most.
const HEADING_WORDS: usize = 16;

/// Sets the kind of every sentence of the body that is not running text.
pub(super) fn mark(sentences: &mut [Sentence], tokens: &[Token], forms: &Forms, starts: &[bool]) {
    for at in 0..sentences.len() {
        if sentences[at].kind != SentenceKind::Text {
            continue;
        }
        let range = sentences[at].tokens.start as usize..sentences[at].tokens.end as usize;
        let opens = starts[range.start];
        let closes = starts.get(range.end).copied().unwrap_or(true);
        let line = Line {
            tokens: &tokens[range.clone()],
            forms,
            first: range.start as u32,
        };
        let last = at + 1 == sentences.len();
        sentences[at].kind = if (opens && line.is_furniture(closes)) || line.is_initials(closes) {
            SentenceKind::Boilerplate
        } else if opens && closes && !last && line.is_heading() {
            SentenceKind::Heading
        } else {
            SentenceKind::Text
        };
    }
}

struct Line<'a> {
    tokens: &'a [Token],
    forms: &'a Forms,
    first: u32,
}

impl Line<'_> {
    fn lower(&self, at: usize) -> &str {
        self.forms.lower(self.first + at as u32)
    }

    /// Bylines, credits, timestamps, links. `alone`: the sentence fills its paragraph.
    fn is_furniture(&self, alone: bool) -> bool {
        let opening = IS_OPENING.may_hold(self.lower(0))
            && OPENINGS.iter().any(|opening| {
                let exact =
                    opening.len() == 1 && opening[0].starts_with(|c: char| c.is_ascii_lowercase());
                opening.len() <= self.tokens.len()
                    && opening
                        .iter()
                        .enumerate()
                        .all(|(at, word)| self.lower(at) == *word)
                    && (!exact || self.tokens.len() <= 3)
            });
        opening || (alone && (self.is_date() || self.is_byline() || self.is_posting()))
    }

    /// "JUL 07, 2023", "Monday, 5 May 2025 10:30 GMT".
    fn is_date(&self) -> bool {
        let mut digits = false;
        let all = (0..self.tokens.len()).all(|at| match self.tokens[at].shape {
            Shape::Number | Shape::Alphanumeric => {
                digits |= true;
                self.lower(at).len() <= 20
            }
            Shape::Punctuation => true,
            _ => DATE_WORDS.contains(&self.lower(at).trim_end_matches('.')),
        });
        all && digits && self.tokens.len() <= 16
    }

    /// "date 2023-07-08 Posted on by someone".
    fn is_posting(&self) -> bool {
        self.tokens.len() <= 14
            && !self.ends_with_stop()
            && (1..self.tokens.len()).any(|at| {
                matches!(self.lower(at - 1), "posted" | "published")
                    && matches!(self.lower(at), "on" | "by")
            })
    }

    /// "By John Smith", "By Staff Writer".
    fn is_byline(&self) -> bool {
        self.tokens.len() >= 2
            && self.tokens.len() <= 10
            && self.lower(0) == "by"
            && !self.ends_with_stop()
            && (1..self.tokens.len()).all(|at| {
                !matches!(self.tokens[at].shape, Shape::Lower | Shape::Number)
                    || matches!(
                        self.lower(at),
                        "and" | "staff" | "writer" | "in" | "our" | "correspondent"
                    )
            })
    }

    /// "(VK)" after the last sentence.
    fn is_initials(&self, closes: bool) -> bool {
        let glued = self.tokens.len() == 3 && !self.tokens[0].space_before;
        self.tokens.len() == 3
            && (closes || glued || self.tokens[1].shape == Shape::Upper)
            && self.lower(0) == "("
            && self.lower(2) == ")"
            && matches!(self.tokens[1].shape, Shape::Upper | Shape::Mixed)
            && self.lower(1).len() <= 4
    }

    fn is_heading(&self) -> bool {
        let words = self
            .tokens
            .iter()
            .filter(|token| token.shape != Shape::Punctuation)
            .count();
        words > 0
            && words <= HEADING_WORDS
            && !self.ends_with_stop()
            && !matches!(self.lower(0), "-" | "–" | "*" | "•")
            && self.tokens.iter().any(|token| token.shape != Shape::Lower)
    }

    fn ends_with_stop(&self) -> bool {
        let at = self.tokens.len() - 1;
        let last = self.lower(at);
        let closed = matches!(last, "\"" | "”" | ")" | "'")
            && at > 0
            && self.lower(at - 1).ends_with(['.', '!', '?']);
        closed || last.ends_with(['.', '!', ':', ',', ';', '…'])
    }
}
