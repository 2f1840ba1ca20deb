//! The metrics of the process itself, and the recorder for everyone's.
//!
//! Prevents a metric without a description, and a histogram without buckets, which
//! would be rendered as a summary that cannot be added up over replicas.

use std::time::{SystemTime, UNIX_EPOCH};

use metrics::{Unit, describe_gauge, gauge};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};

/// Always 1; the labels `service`, `version` and `revision` say what runs.
pub const BUILD_INFO: &str = "sitrep_build_info";
/// When the process started, in seconds since the epoch.
pub const START_TIME: &str = "process_start_time_seconds";
/// Resident memory of the process, in bytes.
pub const RESIDENT_MEMORY: &str = "process_resident_memory_bytes";

/// From coding a short article to waiting for a database.
const SECONDS: [f64; 12] = [
    0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0,
];
const BYTES: [f64; 8] = [
    1024.0,
    4096.0,
    16384.0,
    65536.0,
    262_144.0,
    1_048_576.0,
    4_194_304.0,
    16_777_216.0,
];
const COUNTS: [f64; 10] = [
    1.0, 2.0, 5.0, 10.0, 25.0, 50.0, 100.0, 250.0, 1000.0, 5000.0,
];

/// Installs the process-wide recorder. Histograms get buckets by the end of their
/// name: `_seconds`, `_bytes`, and counts for all others.
pub(crate) fn install() -> Result<PrometheusHandle, BuildError> {
    PrometheusBuilder::new()
        .set_buckets(&COUNTS)?
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &SECONDS)?
        .set_buckets_for_metric(Matcher::Suffix("_bytes".to_owned()), &BYTES)?
        .install_recorder()
}

/// Describes the metrics of the process and sets those that never change.
pub(crate) fn describe(service: &'static str, version: &'static str) {
    describe_gauge!(BUILD_INFO, "Always 1; the labels say which build runs");
    describe_gauge!(
        START_TIME,
        Unit::Seconds,
        "Start of the process since the epoch"
    );
    describe_gauge!(
        RESIDENT_MEMORY,
        Unit::Bytes,
        "Resident memory of the process"
    );
    let revision = option_env!("SITREP_REVISION").unwrap_or("unknown");
    gauge!(BUILD_INFO, "service" => service, "version" => version, "revision" => revision).set(1.0);
    if let Ok(now) = SystemTime::now().duration_since(UNIX_EPOCH) {
        gauge!(START_TIME).set(now.as_secs_f64());
    }
}

/// Reads what changes by itself; called before each rendering.
pub(crate) fn refresh() {
    // Only Linux has the file; elsewhere the gauge stays absent rather than wrong.
    if let Ok(status) = std::fs::read_to_string("/proc/self/status")
        && let Some(bytes) = resident_bytes(&status)
    {
        gauge!(RESIDENT_MEMORY).set(bytes);
    }
}

fn resident_bytes(status: &str) -> Option<f64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: u32 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(f64::from(kibibytes) * 1024.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resident_memory_is_read_in_bytes() {
        let status = "Name:\tsitrep\nVmPeak:\t  900 kB\nVmRSS:\t    2048 kB\n";
        assert_eq!(resident_bytes(status), Some(2_097_152.0));
        assert_eq!(resident_bytes("Name:\tsitrep\n"), None);
    }
}
