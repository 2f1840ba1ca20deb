//! `docs/metrics.md` lists every metric, and nothing else.
//!
//! Prevents an alert on a metric that was renamed, and a metric that nobody can look up.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The text of each crate's `src/metrics.rs`, by path.
fn sources() -> BTreeMap<PathBuf, String> {
    let crates = fs::read_dir(root().join("crates")).unwrap();
    crates
        .map(|entry| entry.unwrap().path().join("src/metrics.rs"))
        .filter_map(|path| Some((path.clone(), fs::read_to_string(path).ok()?)))
        .collect()
}

/// `pub const NAME: &str = "value";` as name and value.
fn constants(source: &str) -> impl Iterator<Item = (&str, &str)> {
    source.split("pub const ").skip(1).filter_map(|rest| {
        let (name, rest) = rest.split_once(": &str =")?;
        Some((name, rest.split('"').nth(1)?))
    })
}

#[test]
fn every_metric_is_listed_once_and_every_listed_metric_exists() {
    let page = fs::read_to_string(root().join("docs/metrics.md")).unwrap();
    let listed: Vec<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .collect();
    let sources = sources();
    let in_code: Vec<&str> = sources
        .values()
        .flat_map(|source| constants(source))
        .map(|(_, metric)| metric)
        .collect();

    let unique = |names: &[&str]| {
        names
            .iter()
            .map(ToString::to_string)
            .collect::<BTreeSet<_>>()
    };
    assert_eq!(
        unique(&listed),
        unique(&in_code),
        "docs/metrics.md and crates/*/src/metrics.rs"
    );
    assert_eq!(
        unique(&listed).len(),
        listed.len(),
        "a metric is listed twice"
    );
    assert_eq!(
        unique(&in_code).len(),
        in_code.len(),
        "a metric is declared twice"
    );
}

#[test]
fn every_metric_is_described_in_its_own_file_and_named_by_its_type() {
    for (path, source) in sources() {
        for (constant, metric) in constants(&source) {
            let described = |kind: &str| {
                let call = format!("describe_{kind}!(");
                let calls = source.split(&call).skip(1);
                calls
                    .filter(|call| call.trim_start().starts_with(&format!("{constant},")))
                    .count()
            };
            let counters = described("counter");
            let all = counters + described("gauge") + described("histogram");
            assert_eq!(
                all,
                1,
                "{constant} in {} is described {all} times",
                path.display()
            );
            assert_eq!(
                counters == 1,
                metric.ends_with("_total"),
                "{metric}: counters end in _total"
            );
        }
    }
}
