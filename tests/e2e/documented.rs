//! `docs/dead-letters.md` lists every reason code under its service, and nothing else.
//!
//! Prevents an alert on a code that no service gives, and a code that nobody can look up.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;

/// The codes in the first column of the table below a heading.
fn documented(heading: &str) -> BTreeSet<&'static str> {
    let page = include_str!("../../docs/dead-letters.md");
    let (_, section) = page
        .split_once(&format!("\n## {heading}\n"))
        .expect("the heading is there");
    section
        .lines()
        .take_while(|line| !line.starts_with("## "))
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` |"))
        .map(|(code, _)| code)
        .collect()
}

#[test]
fn the_reasons_of_each_service_are_those_that_it_can_give() {
    let ingest = sitrep_ingest::Reason::ALL.iter().map(|it| it.code());
    assert_eq!(documented("ingest"), ingest.collect());
    let enrich = sitrep_enrich::Reason::ALL.iter().map(|it| it.code());
    assert_eq!(documented("enrich"), enrich.collect());
    let sink = sitrep_sink::Reason::ALL.iter().map(|it| it.code());
    assert_eq!(documented("sink"), sink.collect());
    let runtime = sitrep_stream::reasons::ALL;
    assert_eq!(documented("Every service"), runtime.into());
}
