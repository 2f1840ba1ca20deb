//! The working text: title, a blank line and the body in one string, with the way back
//! from its bytes to the code points of the article's own texts. Prevents offsets that
//! are right in one text and wrong in the other.

use std::ops::Range;

use sitrep_contract::{Section, Span};

/// Bytes between two entries of the code point index.
const STRIDE: usize = 64;

/// What stands between title and body.
const GAP: &str = "\n\n";

/// Title, a blank line and the body in one string, so that every stage sees one text.
#[derive(Debug, Default)]
pub(crate) struct WorkingText {
    /// The whole text.
    pub(crate) string: String,
    /// Byte offset at which the body starts; 0 without a title.
    pub(crate) body_start: usize,
    /// Code points before every `STRIDE`th byte; empty when all is ASCII.
    index: Vec<u32>,
    /// Code points before the body.
    title_points: usize,
}

impl WorkingText {
    /// Joins the two texts.
    #[cfg(test)]
    pub(crate) fn new(title: &str, body: &str) -> Self {
        let mut text = Self::default();
        text.join(title, body);
        text
    }

    /// Joins the two texts, where nothing is yet.
    pub(crate) fn join(&mut self, title: &str, body: &str) {
        let string = &mut self.string;
        string.reserve(title.len() + GAP.len() + body.len());
        if !title.is_empty() {
            string.push_str(title);
            string.push_str(GAP);
        }
        self.body_start = string.len();
        string.push_str(body);
        index_code_points(string, &mut self.index);
        self.title_points = self.code_points_before(self.body_start);
    }

    /// Forgets the texts.
    pub(crate) fn forget(&mut self) {
        self.string.clear();
        self.index.clear();
    }

    /// The bytes of a token.
    pub(crate) fn slice(&self, bytes: Range<usize>) -> &str {
        &self.string[bytes]
    }

    /// The text of one section.
    #[cfg(test)]
    pub(crate) fn section(&self, section: Section) -> &str {
        match section {
            Section::Title => &self.string[..self.title_end()],
            Section::Body | Section::Unspecified => &self.string[self.body_start..],
        }
    }

    /// Number of code points before a byte of the working text.
    pub(crate) fn code_points_before(&self, byte: usize) -> usize {
        if self.index.is_empty() {
            return byte;
        }
        let block = byte / STRIDE;
        let from = block * STRIDE;
        self.index[block] as usize + starts(&self.string.as_bytes()[from..byte])
    }

    /// The span, in the code points of its section, of a range of bytes. A range that
    /// starts in the title ends there.
    pub(crate) fn span(&self, bytes: Range<usize>) -> Span {
        let in_body = bytes.start >= self.body_start;
        let (section, base, end) = if in_body {
            (Section::Body, self.title_points, bytes.end)
        } else {
            (Section::Title, 0, bytes.end.min(self.title_end()))
        };
        let start = self.code_points_before(bytes.start) - base;
        let stop = self.code_points_before(end.max(bytes.start)) - base;
        Span {
            section: section.into(),
            start: u32::try_from(start).unwrap_or(u32::MAX),
            end: u32::try_from(stop).unwrap_or(u32::MAX),
            text: self.string[bytes.start..end.max(bytes.start)].to_owned(),
        }
    }

    /// One past the last byte of the title.
    fn title_end(&self) -> usize {
        self.body_start.saturating_sub(GAP.len())
    }
}

/// Bytes that start a code point. Small sums of small numbers are added many at a time.
fn starts(bytes: &[u8]) -> usize {
    let starts = |block: &[u8]| {
        block
            .iter()
            .map(|byte| u8::from((*byte as i8) >= -0x40))
            .sum::<u8>()
    };
    bytes
        .chunks(usize::from(u8::MAX))
        .map(|block| usize::from(starts(block)))
        .sum()
}

/// Adds to an empty index what stands before the blocks of a text.
fn index_code_points(text: &str, index: &mut Vec<u32>) {
    if text.is_ascii() {
        return;
    }
    let mut before = 0_u32;
    index.reserve(text.len() / STRIDE + 2);
    for block in text.as_bytes().chunks(STRIDE) {
        index.push(before);
        before += u32::try_from(starts(block)).unwrap_or_default();
    }
    if text.len().is_multiple_of(STRIDE) {
        index.push(before);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spans_count_code_points_of_their_own_section() {
        let text = WorkingText::new("Türkiye", "In Şırnak, clashes");
        let body = text.string.find("Şırnak").unwrap();
        let span = text.span(body..body + "Şırnak".len());
        assert_eq!((span.start, span.end, span.text.as_str()), (3, 9, "Şırnak"));
        assert_eq!(span.section, i32::from(Section::Body));
        let span = text.span(0.."Türkiye".len());
        assert_eq!((span.start, span.end), (0, 7));
        assert_eq!(span.section, i32::from(Section::Title));
    }

    proptest! {
        #[test]
        fn every_span_reproduces_its_text(title in "\\PC{0,90}", body in "\\PC{0,300}", a in 0_usize..300, b in 0_usize..300) {
            let text = WorkingText::new(&title, &body);
            let starts: Vec<usize> = text.string[text.body_start..]
                .char_indices().map(|(i, _)| i + text.body_start)
                .chain([text.string.len()]).collect();
            let a = starts[a % starts.len()];
            let b = starts[b % starts.len()];
            let span = text.span(a.min(b)..a.max(b));
            let cut: String = text.section(Section::Body).chars()
                .skip(span.start as usize).take((span.end - span.start) as usize).collect();
            prop_assert_eq!(cut, span.text);
        }
    }
}
