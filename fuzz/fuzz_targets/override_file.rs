//! Any data file of an operator's is read or refused with its line. The first line is the
//! file's name, which says what it extends.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sitrep_coder::Source;
use sitrep_coder::fuzzing::override_file;

fuzz_target!(|input: &str| {
    let (name, text) = input.split_once('\n').unwrap_or((input, ""));
    let lines = text.matches('\n').count() + 1;
    for problem in override_file(&Source { name, text }) {
        assert!(problem.line <= lines || problem.file != name, "{problem}");
    }
});
