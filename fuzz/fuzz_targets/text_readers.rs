//! Tokens, sentences, dates and quantities of any text lie in it and in order. The first
//! line is the title.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sitrep_coder::fuzzing::TextReaders;

static READERS: LazyLock<TextReaders> =
    LazyLock::new(|| TextReaders::bundled().expect("the built-in data"));

fuzz_target!(|text: &str| {
    let (title, body) = text.split_once('\n').unwrap_or(("", text));
    READERS.read(title, body, Some(jiff::civil::date(2024, 2, 29)));
    READERS.read(title, body, None);
});
