//! Any bytes are a gazetteer or refused, and every name can be looked up in what is not
//! refused, though it points anywhere.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sitrep_coder::Gazetteer;
use sitrep_coder::fuzzing::sealed_gazetteer;

const NAMES: [&str; 6] = ["Sarmin", "Idlib", "Harim", "Aleppo", "Nayrab", ""];

fuzz_target!(|bytes: &[u8]| {
    let _ = Gazetteer::from_bytes(bytes.to_vec());
    if let Ok(gazetteer) = sealed_gazetteer(bytes.to_vec()) {
        for name in NAMES {
            for place in gazetteer.lookup(name) {
                assert!(place.point.is_none_or(|(lat, lon)| lat.is_finite() && lon.is_finite()));
            }
        }
    }
});
