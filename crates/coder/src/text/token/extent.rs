//! How far one token reaches: which marks hold a word together, acronyms, addresses, and
//! where "n't" or "'s" breaks off. Prevents dates, thousands and names from falling apart at
//! their marks, and "6-7" from becoming one number.

/// Endings that are tokens of their own after an apostrophe, and the words they follow
/// ("" = any): "Ba'ath" and "As'ad" are names.
const CLITICS: &[(&str, &[&str])] = &[
    ("s", &[]),
    ("ll", &[]),
    ("re", &[]),
    ("ve", &[]),
    ("m", &["i"]),
    (
        "d",
        &[
            "i", "you", "he", "she", "it", "we", "they", "who", "that", "there",
        ],
    ),
];

/// Ends of host names that are not also common words.
const TOP_LEVEL: &[&str] = &[
    "com", "org", "net", "gov", "edu", "info", "io", "uk", "sy", "tr",
];

/// Where a word ends before a clitic.
#[derive(Clone, Copy)]
pub(super) struct Split {
    /// Letters after the apostrophe.
    pub(super) letters: usize,
    /// "n't": the n belongs to the clitic.
    pub(super) negation: bool,
}

/// The clitic behind the apostrophe that ends a word, if it is one.
pub(super) fn clitic(word: &str, after: &str) -> Option<Split> {
    let letters = after.find(|c: char| !is_word(c)).unwrap_or(after.len());
    if letters == 0 || letters > 2 {
        return None;
    }
    let ending = &after[..letters];
    if ending.eq_ignore_ascii_case("t") && word.ends_with(['n', 'N']) && word.len() > 1 {
        return Some(Split {
            letters,
            negation: true,
        });
    }
    // "Ra's al-Ayn" is a town.
    if word.eq_ignore_ascii_case("ra") {
        return None;
    }
    CLITICS
        .iter()
        .any(|(clitic, hosts)| {
            ending.eq_ignore_ascii_case(clitic)
                && (hosts.is_empty() || hosts.iter().any(|host| host.eq_ignore_ascii_case(word)))
        })
        .then_some(Split {
            letters,
            negation: false,
        })
}

/// Whether a mark between two word characters keeps them one token.
pub(super) fn joins(word: &str, joiner: char, after: &str) -> bool {
    let digit_before = word.ends_with(|c: char| c.is_ascii_digit());
    let digit_after = after.starts_with(|c: char| c.is_ascii_digit());
    let word_after = after.starts_with(is_word);
    match joiner {
        '-' | '‐' | '‑' => {
            // "6-7" is a range, "2024-07-22" a date, "T-72" a name.
            let numeric = digit_before
                && digit_after
                && word.len() <= 10
                && word.bytes().all(|b| b.is_ascii_digit() || b == b'-');
            word_after && (!numeric || iso_date(word, after))
        }
        '\'' | '’' | '‘' | 'ʻ' | '_' => word_after && !digit_after,
        ',' => digit_before && groups_thousands(after),
        '.' if digit_before => digit_after,
        '.' => {
            let host = after
                .find(|c: char| !c.is_ascii_lowercase())
                .unwrap_or(after.len());
            TOP_LEVEL.contains(&&after[..host]) && !after[host..].starts_with(is_word)
        }
        // The bound keeps "1:1:1:…" linear.
        ':' | '/' => {
            word.len() <= 32
                && digit_before
                && digit_after
                && word.bytes().all(|b| {
                    b.is_ascii_digit() || b == joiner as u8 || b == b'-' || b == b'T' || b == b'.'
                })
        }
        '&' => word.ends_with(char::is_uppercase) && after.starts_with(char::is_uppercase),
        '@' => word_after,
        _ => false,
    }
}

/// "2024" or "2024-07" before "-07…" or "-22…".
fn iso_date(word: &str, after: &str) -> bool {
    let two = after.len() >= 2
        && after.bytes().take(2).all(|b| b.is_ascii_digit())
        && !after[2..].starts_with(|c: char| c.is_ascii_digit());
    match word.len() {
        4 => {
            two && after[2..].starts_with('-')
                && after[3..].starts_with(|c: char| c.is_ascii_digit())
        }
        7 => two,
        // "22-07-2024".
        2 | 1 => two && after[2..].starts_with('-') && four_digits(&after[3..]),
        5 => four_digits(after),
        _ => false,
    }
}

fn four_digits(text: &str) -> bool {
    text.bytes().take_while(u8::is_ascii_digit).take(5).count() == 4
}

fn groups_thousands(after: &str) -> bool {
    after.bytes().take_while(u8::is_ascii_digit).take(4).count() == 3
}

/// Length of "U.S.", "a.m.", "U.N" at the start of a text.
pub(super) fn acronym_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut letters = 0;
    while at + 1 < bytes.len() && bytes[at].is_ascii_alphabetic() && bytes[at + 1] == b'.' {
        at += 2;
        letters += 1;
        if letters > 8 {
            return None;
        }
    }
    let next = text[at..].chars().next();
    if letters == 1 {
        // "U.S" without its last stop.
        let upper = bytes[0].is_ascii_uppercase() && next.is_some_and(|c| c.is_ascii_uppercase());
        let end = at + 1;
        return (upper && !text[end..].starts_with(is_word)).then_some(end);
    }
    if letters < 2 {
        return None;
    }
    match next {
        // "U.S.-led"
        Some('-') if text[at + 1..].starts_with(is_word) => {
            Some(at + 1 + run_length(&text[at + 1..]))
        }
        Some(c) if c.is_alphanumeric() => {
            let run = run_length(&text[at..]);
            (run == 1).then_some(at + 1).or(Some(at))
        }
        _ => Some(at),
    }
}

/// Length of a URL at the start of a text.
pub(super) fn address_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    if !matches!(bytes.first(), Some(b'h' | b'H' | b'w' | b'W')) {
        return None;
    }
    let start = [&b"http://"[..], b"https://", b"www."]
        .iter()
        .any(|start| bytes.len() > start.len() && bytes[..start.len()].eq_ignore_ascii_case(start));
    if !start {
        return None;
    }
    let end = text.find(is_space).unwrap_or(text.len());
    let trimmed =
        text[..end].trim_end_matches(['.', ',', ')', ';', ':', '"', '\'', '”', '’', '!', '?', ']']);
    Some(trimmed.len().max(1))
}

/// Length of the unbroken run of word characters at the start of a text.
pub(super) fn run_length(text: &str) -> usize {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let run = text.bytes().take_while(|byte| plain(byte)).count();
    match text.as_bytes().get(run) {
        Some(byte) if !byte.is_ascii() => {
            let rest = &text[run..];
            run + rest.find(|c: char| !is_word(c)).unwrap_or(rest.len())
        }
        _ => run,
    }
}

pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

pub(super) fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '_' | '\u{200c}' | '\u{200d}')
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`')
}
