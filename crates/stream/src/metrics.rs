//! Every metric of the runtime: its name once, its description once.
//!
//! A dashboard or an alert that names a metric can be checked against this list.

use metrics::{Unit, describe_counter, describe_gauge, describe_histogram};

/// Records read. Label `stage`.
pub const RECORDS_IN: &str = "sitrep_stream_records_in_total";
/// Records written and acknowledged. Label `stage`.
pub const RECORDS_OUT: &str = "sitrep_stream_records_out_total";
/// Dead letters written and acknowledged. Labels `stage`, `reason`.
pub const RECORDS_DEAD: &str = "sitrep_stream_records_dead_total";
/// Records that rightly gave no output. Labels `stage`, `reason`.
pub const RECORDS_DROPPED: &str = "sitrep_stream_records_dropped_total";
/// Bytes read and not yet done. Label `stage`.
pub const IN_FLIGHT_BYTES: &str = "sitrep_stream_in_flight_bytes";
/// 1 while reading is paused because too much is in flight. Label `stage`.
pub const PAUSED: &str = "sitrep_stream_paused";
/// Time the stage took for one record. Label `stage`.
pub const PROCESSING_SECONDS: &str = "sitrep_stream_processing_seconds";
/// Time a batch took to write, retries included. Label `stage`.
pub const BATCH_SECONDS: &str = "sitrep_stream_batch_seconds";
/// Records per batch. Label `stage`.
pub const BATCH_RECORDS: &str = "sitrep_stream_batch_records";
/// Time since offsets were last committed; grows also when there is nothing to commit, so
/// alert on it together with the lag. Label `stage`.
pub const COMMIT_AGE_SECONDS: &str = "sitrep_stream_commit_age_seconds";
/// Records in the partition that are not done. Labels `stage`, `partition`. Set to 0 when
/// the partition is taken away and not updated again, so that an exporter with an idle
/// timeout forgets it.
pub const LAG_RECORDS: &str = "sitrep_stream_lag_records";
/// Attempts repeated after a failure. Labels `stage`, `what` (`stage`, `produce`, `store`).
pub const RETRIES: &str = "sitrep_stream_retries_total";
/// Partitions that came or went. Labels `stage`, `change` (`assigned`, `revoked`, `lost`).
pub const REBALANCES: &str = "sitrep_stream_rebalances_total";
/// Drains that hit their deadline: the records in hand are read again. Label `stage`.
pub const DRAINS_CUT: &str = "sitrep_stream_drains_cut_total";

/// Registers the descriptions with the installed recorder. Call once, after installing it.
pub fn describe() {
    describe_counter!(RECORDS_IN, Unit::Count, "Records read");
    describe_counter!(RECORDS_OUT, Unit::Count, "Records written and acknowledged");
    describe_counter!(
        RECORDS_DEAD,
        Unit::Count,
        "Dead letters written and acknowledged"
    );
    describe_counter!(
        RECORDS_DROPPED,
        Unit::Count,
        "Records that rightly gave no output"
    );
    describe_gauge!(IN_FLIGHT_BYTES, Unit::Bytes, "Bytes read and not yet done");
    describe_gauge!(
        PAUSED,
        "1 while reading is paused because too much is in flight"
    );
    describe_histogram!(
        PROCESSING_SECONDS,
        Unit::Seconds,
        "Time the stage took for one record"
    );
    describe_histogram!(
        BATCH_SECONDS,
        Unit::Seconds,
        "Time a batch took to write, retries included"
    );
    describe_histogram!(BATCH_RECORDS, Unit::Count, "Records per batch");
    describe_gauge!(
        COMMIT_AGE_SECONDS,
        Unit::Seconds,
        "Time since offsets were last committed"
    );
    describe_gauge!(
        LAG_RECORDS,
        Unit::Count,
        "Records in the partition that are not done"
    );
    describe_counter!(RETRIES, Unit::Count, "Attempts repeated after a failure");
    describe_counter!(REBALANCES, Unit::Count, "Partitions that came or went");
    describe_counter!(DRAINS_CUT, Unit::Count, "Drains that hit their deadline");
}
