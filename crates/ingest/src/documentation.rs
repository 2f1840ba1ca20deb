//! Keeps the pages under `docs/` and the code equal.

use crate::{Reason, shape};

/// The rows of the first table below a heading, header rows left out.
fn rows<'a>(page: &'a str, heading: &str) -> Vec<Vec<&'a str>> {
    let (_, section) = page.split_once(heading).expect("the heading is there");
    section
        .lines()
        .skip_while(|line| !line.starts_with('|'))
        .take_while(|line| line.starts_with('|'))
        .skip(2)
        .map(|row| row.trim_matches('|').split(" | ").map(str::trim).collect())
        .collect()
}

#[test]
fn every_reason_is_documented_in_its_own_words() {
    let page = include_str!("../../../docs/dead-letters.md");
    let expected: Vec<Vec<String>> = Reason::ALL
        .iter()
        .map(|reason| vec![format!("`{reason}`"), reason.explanation().to_owned()])
        .collect();
    assert_eq!(rows(page, "\n## ingest\n"), expected);
}

#[test]
fn every_rule_of_detection_is_documented_in_order() {
    let page = include_str!("../../../docs/input-shapes.md");
    let expected: Vec<Vec<String>> = shape::RULES
        .iter()
        .map(|rule| vec![format!("`{}`", rule.shape), rule.sign.to_owned()])
        .collect();
    assert_eq!(rows(page, "\n## Recognition\n"), expected);
}
