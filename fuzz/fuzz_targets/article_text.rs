//! Any text is coded, twice the same: spans reproduce it, and the sink takes the result.
//! The first line is the title.

#![no_main]

use libfuzzer_sys::fuzz_target;

mod coding;

fuzz_target!(|text: &str| {
    let (title, body) = text.split_once('\n').unwrap_or(("", text));
    coding::check(title, body);
});
