//! `sitrep code`: exit codes, order, and the shape of each output.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;
use tempfile::TempDir;

use crate::{sitrep, stderr, stdout};

/// A file of JSON lines in a folder that lives as long as the test.
fn lines(lines: &[String]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("articles.jsonl");
    fs::write(&file, lines.join("\n")).expect("written");
    (folder, file)
}

fn article(number: usize) -> String {
    serde_json::json!({
        "url": format!("https://news.example/{number}"),
        "title": format!("Report {number}"),
        "text": "Gunmen killed three civilians in Idlib on Monday, the Syrian Observatory said.",
        "published_at": "2024-07-23",
    })
    .to_string()
}

fn code(file: &Path, output: &str) -> std::process::Output {
    sitrep([
        "code".as_ref(),
        "--output".as_ref(),
        output.as_ref(),
        file.as_os_str(),
    ])
}

fn url(document: &Value) -> &str {
    document["article"]["url"].as_str().expect("an address")
}

#[test]
fn an_unreadable_document_is_reported_and_the_rest_is_printed() {
    let (_folder, file) = lines(&[article(1), "{\"url\": ".to_owned(), article(2)]);
    let output = code(&file, "jsonl");
    let printed = stdout(&output, 3);
    assert_eq!(printed.lines().count(), 2);
    let message = stderr(&output);
    assert!(
        message.contains("articles.jsonl:2") && message.contains("truncated_json"),
        "{message}"
    );
}

#[test]
fn a_file_that_does_not_exist_is_an_unreadable_document() {
    let output = sitrep(["code", "/nonexistent/article.txt"]);
    assert_eq!(stdout(&output, 3), "");
    assert!(stderr(&output).contains("/nonexistent/article.txt"));
}

#[test]
fn json_of_one_document_is_an_object_and_of_several_an_array() {
    let (_folder, one) = lines(&[article(1)]);
    let parsed: Value = serde_json::from_str(&stdout(&code(&one, "json"), 0)).expect("JSON");
    assert_eq!(url(&parsed), "https://news.example/1");

    let (_folder, two) = lines(&[article(1), article(2)]);
    let parsed: Vec<Value> = serde_json::from_str(&stdout(&code(&two, "json"), 0)).expect("JSON");
    assert_eq!(parsed.len(), 2);

    let (_folder, none) = lines(&[]);
    let parsed: Vec<Value> = serde_json::from_str(&stdout(&code(&none, "json"), 0)).expect("JSON");
    assert!(parsed.is_empty());
}

#[test]
fn many_documents_are_printed_in_the_order_of_the_input() {
    let articles: Vec<_> = (0..100).map(article).collect();
    let (_folder, file) = lines(&articles);
    let printed = stdout(&code(&file, "jsonl"), 0);
    let documents: Vec<Value> = printed
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let expected: Vec<_> = (0..100)
        .map(|number| format!("https://news.example/{number}"))
        .collect();
    assert_eq!(documents.iter().map(url).collect::<Vec<_>>(), expected);
}

#[test]
fn a_report_loads_nothing_and_runs_nothing() {
    let hostile = serde_json::json!({
        "url": "https://news.example/x",
        "title": "<script src=\"https://evil.example/x.js\"></script>",
        "text": "Gunmen killed three civilians in Idlib. <img src=https://evil.example/x.png>",
    });
    let (_folder, file) = lines(&[article(1), hostile.to_string()]);
    let page = stdout(&code(&file, "html"), 0).to_lowercase();
    assert!(page.contains("gunmen"));
    for loads in [
        "<script", "<img", "<link", "<iframe", "<object", "<embed", "src=\"", "@import", "url(",
    ] {
        assert!(!page.contains(loads), "{loads} in the page");
    }
}
