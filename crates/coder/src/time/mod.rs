//! Dates and periods, and the anchors they count from.
