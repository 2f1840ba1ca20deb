//! The `sitrep` command as its users meet it: arguments in, output and exit code out.

#![allow(clippy::expect_used, reason = "tests")]

mod code;
mod dead_letters;
mod migrate;

use std::{
    ffi::OsStr,
    process::{Command, Output},
};

/// Runs the command to its end, without what the environment may say about sitrep.
fn sitrep(args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sitrep"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("SITREP_") || name == "DATABASE_URL" {
            command.env_remove(name);
        }
    }
    command.args(args).output().expect("the command runs")
}

/// What it wrote to standard output, if it ended with this code.
#[track_caller]
fn stdout(output: &Output, code: i32) -> String {
    assert_eq!(output.status.code(), Some(code), "{}", stderr(output));
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn an_unknown_option_is_wrong_use() {
    let output = sitrep(["code", "--no-such-option"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("--no-such-option"));
}

#[test]
fn a_misspelt_key_of_the_configuration_is_wrong_use() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("sink.toml");
    std::fs::write(&file, "[postgres]\nulr = \"postgresql://localhost\"\n").expect("written");
    let output = sitrep([
        "migrate".as_ref(),
        "--config".as_ref(),
        file.as_os_str(),
        "status".as_ref(),
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("postgres.ulr"),
        "{}",
        stderr(&output)
    );
}
