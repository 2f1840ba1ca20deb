//! The private PostgreSQL server: answers, leaves nothing behind, dies with its parent.
#![allow(clippy::expect_used, reason = "tests")]

use std::{
    env,
    io::{BufRead as _, BufReader},
    net::TcpStream,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use sitrep_embedded::Database;

/// Set for the copy of this test program that gets killed.
const VICTIM: &str = "SITREP_TEST_VICTIM";

fn psql(database: &Database, sql: &str) -> String {
    let output = Command::new(database.bin_dir().join("psql"))
        .args([&database.url(), "-XAtc", sql])
        .output()
        .expect("psql runs");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout)
        .expect("UTF-8")
        .trim()
        .to_owned()
}

/// Waits for something that another process does, without guessing how long it takes.
fn eventually(what: &str, done: impl Fn() -> bool) {
    let begun = Instant::now();
    while !done() {
        assert!(begun.elapsed() < Duration::from_secs(30), "never: {what}");
        std::thread::yield_now();
    }
}

#[test]
fn a_server_answers_and_leaves_nothing_behind() {
    let database = Database::start().expect("starts");
    assert_eq!(psql(&database, "select current_database()"), "sitrep");
    assert_eq!(psql(&database, "show server_encoding"), "UTF8");
    let socket = format!(".s.PGSQL.{}", database.port());
    assert!(database.socket_dir().join(socket).exists());

    let (folder, port) = (database.socket_dir().to_owned(), database.port());
    drop(database);
    assert!(!folder.exists());
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
}

#[test]
fn a_wrong_password_is_refused_on_the_network() {
    let database = Database::start().expect("starts");
    let output = Command::new(database.bin_dir().join("psql"))
        .args(["-h", "127.0.0.1", "-p", &database.port().to_string()])
        .args(["-U", "sitrep", "-XAtc", "select 1"])
        .env("PGPASSWORD", "guess")
        .output()
        .expect("psql runs");
    assert!(!output.status.success());
}

#[test]
fn a_server_does_not_outlive_a_killed_parent() {
    let mut victim = Command::new(env::current_exe().expect("this program"))
        .args(["--exact", "the_victim", "--ignored", "--nocapture"])
        .env(VICTIM, "1")
        .stdout(Stdio::piped())
        .spawn()
        .expect("runs itself");
    let output = BufReader::new(victim.stdout.take().expect("piped"));
    let folder = output
        .lines()
        .map_while(Result::ok)
        .find_map(|line| line.split_once("folder=").map(|(_, path)| path.to_owned()))
        .expect("the victim names its folder");
    assert!(Path::new(&folder).exists());

    victim.kill().expect("kills");
    victim.wait().expect("ends");
    eventually("the folder is removed", || !Path::new(&folder).exists());
}

#[test]
#[ignore = "run by a_server_does_not_outlive_a_killed_parent"]
fn the_victim() {
    if env::var_os(VICTIM).is_some() {
        let database = Database::start().expect("starts");
        println!("folder={}", database.socket_dir().display());
        loop {
            std::thread::park();
        }
    }
}
