//! From triggers to events: roles, type, status and claim, place, date, casualties, merging.
