//! The words of reports in any order: what single characters seldom get to. Each byte
//! chooses a word; a zero byte ends the title.

#![no_main]

use libfuzzer_sys::fuzz_target;

mod coding;

const WORDS: &str = include_str!("../../crates/coder/tests/whole/words.txt");

fuzz_target!(|choices: &[u8]| {
    let words: Vec<&str> = WORDS.lines().collect();
    let text = |choices: &[u8]| {
        let words: Vec<&str> = choices
            .iter()
            .map(|choice| words[usize::from(*choice) % words.len()])
            .collect();
        words.join(" ")
    };
    let mut parts = choices.splitn(2, |choice| *choice == 0);
    let mut part = || text(parts.next().unwrap_or_default());
    let (title, body) = (part(), part());
    coding::check(&title, &body);
});
