//! `sitrep migrate` on a private PostgreSQL server.

use sitrep_embedded::Database;

use crate::{sitrep, stderr, stdout};

#[test]
fn an_empty_database_is_migrated_once_and_then_passes_the_check() {
    let server = Database::start().expect("PostgreSQL starts");
    let url = server.url();
    let migrate = |action: &str| sitrep(["migrate", "--database-url", &url, action]);

    let before = migrate("check");
    assert_eq!(stdout(&before, 4), "");
    assert!(stderr(&before).contains("sitrep migrate up"), "{before:?}");
    assert!(stdout(&migrate("status"), 0).contains("pending"));

    assert!(stdout(&migrate("up"), 0).starts_with("applied "));
    assert!(stdout(&migrate("up"), 0).contains("up to date"));
    let status = stdout(&migrate("status"), 0);
    assert!(
        status.contains("applied") && !status.contains("pending"),
        "{status}"
    );
    stdout(&migrate("check"), 0);
}

#[test]
fn the_address_is_read_from_the_sinks_own_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("sink.toml");
    let sections = "[pipe]\ninput = \"coded\"\n[pipe.kafka]\nbrokers = \"localhost:1\"\n\
                    [postgres]\nurl = \"postgresql://nobody@127.0.0.1:1/nothing\"\n\
                    [telemetry]\nfilter = \"warn\"\n";
    std::fs::write(&file, sections).expect("written");
    let output = sitrep([
        "migrate".as_ref(),
        "--config".as_ref(),
        file.as_os_str(),
        "check".as_ref(),
    ]);
    assert_eq!(output.status.code(), Some(1), "nobody listens on port 1");
    assert!(stderr(&output).contains("127.0.0.1"), "{output:?}");
}
