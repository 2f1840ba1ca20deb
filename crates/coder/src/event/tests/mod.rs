//! Sentence by sentence: what the rules make of reports from many countries.
