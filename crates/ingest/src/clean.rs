//! Text as the rest of sitrep expects it: NFC, line feeds, plain spaces, no invisible
//! characters. What was changed is counted.
//!
//! Prevents text that PostgreSQL refuses (NUL), that displays as something else than
//! it says (bidirectional controls), or in which the same name has two spellings.
//! Offsets of mentions and events count in the text as it leaves this module.
//! Cleaning clean text changes nothing.

use sitrep_contract::CleaningCounts;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, char, is_nfc_quick};

/// Cleans running text: paragraphs stand apart by one empty line or one line feed.
pub(crate) fn text(raw: &str, counts: &mut CleaningCounts) -> String {
    let normalised = normalise(&strip(raw, counts), counts);
    let mut clean = String::with_capacity(normalised.len());
    let mut empty_lines = 0;
    for line in normalised.split('\n') {
        let line = line.trim_end_matches(' ');
        if line.is_empty() {
            empty_lines += 1;
            continue;
        }
        if !clean.is_empty() {
            clean.push_str(if empty_lines > 0 { "\n\n" } else { "\n" });
        }
        empty_lines = 0;
        let start_of_text = clean.is_empty();
        clean.push_str(if start_of_text {
            line.trim_start_matches(' ')
        } else {
            line
        });
    }
    clean
}

/// Cleans what must be one line, such as a title or a name: any white space is one space.
pub(crate) fn line(raw: &str, counts: &mut CleaningCounts) -> String {
    let normalised = normalise(&strip(raw, counts), counts);
    let mut words = normalised
        .split([' ', '\n'])
        .filter(|word| !word.is_empty());
    let mut clean = String::with_capacity(normalised.len());
    clean.push_str(words.next().unwrap_or_default());
    for word in words {
        clean.push(' ');
        clean.push_str(word);
    }
    clean
}

/// Removes invisible characters; makes line ends line feeds and all other white
/// space plain spaces.
fn strip(raw: &str, counts: &mut CleaningCounts) -> String {
    let mut stripped = String::with_capacity(raw.len());
    let mut characters = raw.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                stripped.push('\n');
            }
            '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => stripped.push('\n'),
            '\0' => counts.nul = counts.nul.saturating_add(1),
            _ if character.is_whitespace() => stripped.push(' '),
            _ if character.is_control() => counts.control = counts.control.saturating_add(1),
            _ if is_invisible(character) => counts.format = counts.format.saturating_add(1),
            _ => stripped.push(character),
        }
    }
    stripped
}

/// Characters that change how text is shown or matched without being seen.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}'                    // soft hyphen
        | '\u{61c}'                 // Arabic letter mark
        | '\u{180e}'                // Mongolian vowel separator
        | '\u{200b}'..='\u{200f}'   // zero-width space and joiners, direction marks
        | '\u{202a}'..='\u{202e}'   // embeddings and overrides
        | '\u{2060}'..='\u{206f}'   // word joiner, invisible operators, isolates
        | '\u{feff}'                // byte order mark
        | '\u{fff9}'..='\u{fffb}'   // interlinear annotation
        | '\u{e0000}'..='\u{e007f}' // tags
    )
}

/// Normalises to NFC, counting the code points that do not come out as they went in.
fn normalise(text: &str, counts: &mut CleaningCounts) -> String {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return text.to_owned();
    }
    let mut normalised = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        // Up to the next character that no earlier one can combine with, what
        // comes out depends on nothing outside.
        let length = rest
            .char_indices()
            .skip(1)
            .find(|(_, character)| starts_anew(*character))
            .map_or(rest.len(), |(at, _)| at);
        let (segment, after) = rest.split_at(length);
        let before = normalised.len();
        normalised.extend(segment.nfc());
        let kept = normalised[before..]
            .chars()
            .zip(segment.chars())
            .take_while(|(after, before)| after == before)
            .count();
        let changed = u32::try_from(segment.chars().count() - kept).unwrap_or(u32::MAX);
        counts.normalised = counts.normalised.saturating_add(changed);
        rest = after;
    }
    normalised
}

fn starts_anew(character: char) -> bool {
    char::canonical_combining_class(character) == 0
        && is_nfc_quick(std::iter::once(character)) == IsNormalized::Yes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn counted(raw: &str) -> (String, CleaningCounts) {
        let mut counts = CleaningCounts::default();
        let clean = text(raw, &mut counts);
        (clean, counts)
    }

    #[test]
    fn what_is_removed_is_counted_by_kind() {
        let (clean, counts) = counted("a\0b\u{7}c\u{202e}d\u{200b}e e\u{301} \u{212a}");
        assert_eq!(clean, "abcde é K");
        assert_eq!(
            counts,
            CleaningCounts {
                nul: 1,
                control: 1,
                format: 2,
                replaced: 0,
                normalised: 3
            }
        );
    }

    #[test]
    fn paragraphs_stay_and_runs_of_blank_lines_shrink() {
        let (clean, counts) =
            counted("\r\n  One\u{a0}two  \r\nthree\r\n \r\n\t\r\n  four\u{2029}\n");
        assert_eq!(clean, "One two\nthree\n\n  four");
        assert_eq!(counts, CleaningCounts::default());
    }

    #[test]
    fn quotation_marks_stay_as_they_are() {
        assert_eq!(counted("‘a’ “b” «c»").0, "‘a’ “b” «c»");
    }

    #[test]
    fn a_line_has_single_spaces() {
        let mut counts = CleaningCounts::default();
        assert_eq!(line(" a\n\tb \u{2009} c ", &mut counts), "a b c");
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(raw in any_text()) {
            let (clean, _) = counted(&raw);
            prop_assert_eq!(counted(&clean), (clean, CleaningCounts::default()));
        }

        #[test]
        fn a_line_cleaned_twice_is_a_line_cleaned_once(raw in any_text()) {
            let mut counts = CleaningCounts::default();
            let once = line(&raw, &mut counts);
            prop_assert_eq!(line(&once, &mut counts), once);
        }

        #[test]
        fn clean_text_is_nfc_and_has_no_control_characters(raw in any_text()) {
            let (clean, _) = counted(&raw);
            prop_assert!(unicode_normalization::is_nfc(&clean));
            prop_assert!(!clean.chars().any(|c| (c.is_control() && c != '\n') || is_invisible(c)));
        }

        #[test]
        fn segmentwise_normalisation_is_nfc_of_the_whole(raw in any_text()) {
            let stripped = strip(&raw, &mut CleaningCounts::default());
            let whole: String = stripped.nfc().collect();
            prop_assert_eq!(normalise(&stripped, &mut CleaningCounts::default()), whole);
        }
    }

    /// Any text, with more combining and invisible characters than chance would bring.
    fn any_text() -> impl Strategy<Value = String> {
        let nasty = prop::sample::select(vec![
            '\0', '\r', '\n', ' ', '\u{a0}', '\u{301}', '\u{323}', 'e', '\u{1100}', '\u{1161}',
            '\u{11a8}', '\u{200d}', '\u{202e}', '\u{2000}', '\u{1fef}', '\u{0344}', '\u{fb1d}',
        ]);
        prop::collection::vec(prop_oneof![nasty, any::<char>()], 0..60)
            .prop_map(|characters| characters.into_iter().collect())
    }
}
