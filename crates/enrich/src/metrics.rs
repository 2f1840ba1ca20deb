//! Every metric of enrich, named and described once.

use metrics::{counter, describe_counter, describe_gauge, gauge};
use sitrep_coder::Coder;

/// 1 for the coder in use, by `coder` (its version) and `lexicon` (hash of its data).
pub const CODER_INFO: &str = "sitrep_enrich_coder_info";
/// Changes of the data files that were `loaded` or `refused`, by `result`.
pub const RELOADS: &str = "sitrep_enrich_reloads_total";

/// Describes them to the exporter.
pub fn describe() {
    describe_gauge!(
        CODER_INFO,
        "1 for the version of the coder and of its data in use"
    );
    describe_counter!(RELOADS, "Changes of the data files, by what became of them");
}

pub(crate) fn in_use(coder: &Coder, value: f64) {
    let lexicon = coder.lexicon_version().to_owned();
    gauge!(CODER_INFO, "coder" => Coder::version(), "lexicon" => lexicon).set(value);
}

pub(crate) fn reloaded(result: &'static str) {
    counter!(RELOADS, "result" => result).increment(1);
}
