//! The look of every table on the terminal.

use comfy_table::{ContentArrangement, Table, presets};

/// An empty table that fits the terminal, with only horizontal lines.
pub(crate) fn with_header<const N: usize>(header: [&str; N]) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_header(header);
    table
}
