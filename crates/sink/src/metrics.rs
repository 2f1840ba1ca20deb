//! Every metric of the sink, named and described once.

use metrics::{Unit, describe_counter, describe_histogram};

/// Articles written: new, or moved forward by a revision or a re-coding.
pub const ARTICLES_WRITTEN: &str = "sitrep_sink_articles_written_total";
/// Articles not written because the table holds the same or a later state.
pub const ARTICLES_STALE: &str = "sitrep_sink_articles_stale_total";
/// Rows copied to the staging tables, by `table`.
pub const ROWS_STAGED: &str = "sitrep_sink_rows_staged_total";
/// Duration of committed transactions.
pub const TRANSACTION_SECONDS: &str = "sitrep_sink_transaction_seconds";
/// Searches for poison rows.
pub const BISECTIONS: &str = "sitrep_sink_bisections_total";
/// Writes refused because another consumer had moved the offsets.
pub const FENCED: &str = "sitrep_sink_fenced_total";
/// Connections made to the database.
pub const CONNECTIONS: &str = "sitrep_sink_connections_total";

/// Describes them to the exporter.
pub fn describe() {
    describe_counter!(ARTICLES_WRITTEN, "Articles written or moved forward");
    describe_counter!(
        ARTICLES_STALE,
        "Articles ignored because the table holds the same or a later state"
    );
    describe_counter!(ROWS_STAGED, "Rows copied to the staging tables, by table");
    describe_histogram!(
        TRANSACTION_SECONDS,
        Unit::Seconds,
        "Duration of committed transactions"
    );
    describe_counter!(BISECTIONS, "Searches for poison rows in a batch");
    describe_counter!(
        FENCED,
        "Writes refused because another consumer moved the offsets"
    );
    describe_counter!(CONNECTIONS, "Connections made to the database");
}
