//! Who and what is named: mentions, composition, aliases, short forms, unknown names.
