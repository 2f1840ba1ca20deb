//! Any bytes on the raw topic become an article or a reason: no panic, no stall, and
//! the same again when read again. The first byte chooses a forced shape or none.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sitrep_ingest::{Cleaner, Shape};

fuzz_target!(|data: &[u8]| {
    let Some((choice, raw)) = data.split_first() else {
        return;
    };
    let forced = Shape::all().nth(usize::from(*choice));
    let received_at = jiff::Timestamp::UNIX_EPOCH;
    let cleaner = Cleaner::default();
    let article = cleaner.article(raw, forced, received_at);
    assert_eq!(article, cleaner.article(raw, forced, received_at));
});
