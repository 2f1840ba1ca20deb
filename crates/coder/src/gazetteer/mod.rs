//! The gazetteer: place names to candidates, and which candidate a document means.
