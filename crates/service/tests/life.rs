//! The life of a real process, `examples/greet.rs`: its probes, its signals, its exit codes.

#![allow(clippy::unwrap_used)]

use std::io::{BufRead, BufReader, Lines, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, ChildStderr, Command, Output, Stdio};

/// Cargo builds the examples before the tests, into the folder beside theirs.
fn greet() -> Command {
    let test = std::env::current_exe().unwrap();
    let program: PathBuf = test
        .parent()
        .unwrap()
        .with_file_name("examples")
        .join("greet");
    let mut command = Command::new(program);
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("SITREP_")) {
        command.env_remove(name);
    }
    command.env("SITREP_ADMIN__LISTEN", "127.0.0.1:0");
    command
}

fn ended(arguments: &[&str], variables: &[(&str, &str)]) -> (Output, String, String) {
    let output = greet()
        .args(arguments)
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    (output, out, err)
}

struct Running {
    process: Child,
    log: Lines<BufReader<ChildStderr>>,
    address: String,
}

impl Running {
    fn start(end: &str) -> Self {
        let mut process = greet()
            .env("SITREP_GREETING__END", end)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut log = BufReader::new(process.stderr.take().unwrap()).lines();
        let line = log
            .by_ref()
            .map(Result::unwrap)
            .find(|line| line.contains("\"address\""))
            .unwrap();
        let address = line.split("\"address\":\"").nth(1).unwrap();
        let address = address.split('"').next().unwrap().to_owned();
        let mut running = Self {
            process,
            log,
            address,
        };
        running.wait_for("greeted");
        running
    }

    fn wait_for(&mut self, text: &str) -> String {
        self.log
            .by_ref()
            .map(Result::unwrap)
            .find(|line| line.contains(text))
            .unwrap()
    }

    fn get(&self, path: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, body.to_owned())
    }

    fn signal(&self, name: &str) {
        let pid = self.process.id().to_string();
        assert!(
            Command::new("kill")
                .args([name, &pid])
                .status()
                .unwrap()
                .success()
        );
    }

    fn code(mut self) -> i32 {
        self.process.wait().unwrap().code().unwrap()
    }
}

#[test]
fn a_running_service_answers_its_probes_and_shows_its_build() {
    let service = Running::start("leave");
    assert_eq!(service.get("/livez"), (200, "ok\n".to_owned()));
    assert_eq!(service.get("/readyz"), (200, "ok\n".to_owned()));
    let (status, metrics) = service.get("/metrics");
    assert_eq!(status, 200);
    assert!(
        metrics.contains("# TYPE sitrep_build_info gauge"),
        "{metrics}"
    );
    assert!(metrics.contains("service=\"greet\""), "{metrics}");
    assert!(
        metrics.contains("process_resident_memory_bytes "),
        "{metrics}"
    );
    assert_eq!(service.get("/").0, 404);
    service.signal("-TERM");
    assert_eq!(service.code(), 0);
}

#[test]
fn both_signals_end_a_service_in_order() {
    for signal in ["-TERM", "-INT"] {
        let service = Running::start("leave");
        service.signal(signal);
        assert_eq!(service.code(), 0, "{signal}");
    }
}

#[test]
fn a_draining_service_is_alive_but_not_ready_and_a_second_signal_ends_it() {
    let mut service = Running::start("linger");
    service.signal("-TERM");
    service.wait_for("shutting down");
    assert_eq!(service.get("/livez").0, 200);
    assert_eq!(service.get("/readyz"), (503, "shutting down\n".to_owned()));
    service.signal("-TERM");
    assert_eq!(service.code(), 1);
}

#[test]
fn a_stage_that_fails_or_panics_gives_exit_code_1_and_a_line_in_the_log() {
    let mut service = Running::start("fail");
    service.signal("-TERM");
    assert!(service.wait_for("failed").contains("nobody greeted back"));
    assert_eq!(service.code(), 1);

    let mut service = Running::start("panic");
    service.signal("-TERM");
    assert!(service.wait_for("panicked").contains("greet.rs"));
    assert_eq!(service.code(), 1);
}

#[test]
fn a_configuration_is_checked_and_printed_without_starting() {
    let (output, out, _) = ended(&["--check-config"], &[]);
    assert_eq!(
        (output.status.code(), out.contains("is valid")),
        (Some(0), true)
    );
    assert_eq!(
        ended(&["--version"], &[]).1.trim(),
        concat!("sitrep-greet ", env!("CARGO_PKG_VERSION"))
    );
    let (output, out, _) = ended(&["--print-config"], &[("SITREP_GREETING__TEXT", "hello")]);
    assert_eq!(output.status.code(), Some(0));
    assert!(
        out.contains("text = \"hello\"") && out.contains("filter = \"info\""),
        "{out}"
    );
}

#[test]
fn a_wrong_configuration_or_argument_gives_exit_code_2() {
    let wrong: [(&[&str], (&str, &str), &str); 5] = [
        (
            &["--check-config"],
            ("SITREP_GREETING__TEXT", ""),
            "say something",
        ),
        (
            &[],
            ("SITREP_GREETING__TXET", "x"),
            "did you mean SITREP_GREETING__TEXT?",
        ),
        (
            &[],
            ("SITREP_TELEMETRY__FILTER", "a=b=c"),
            "telemetry.filter",
        ),
        (
            &["--config", "/nowhere.toml"],
            ("A", ""),
            "name another with --config",
        ),
        (&["--confg"], ("A", ""), "--config"),
    ];
    for (arguments, variable, expected) in wrong {
        let (output, _, err) = ended(arguments, &[variable]);
        assert_eq!(output.status.code(), Some(2), "{err}");
        assert!(err.contains(expected), "{err}");
    }
}

#[test]
fn a_taken_address_is_a_failure_that_names_the_key() {
    let other = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = other.local_addr().unwrap().to_string();
    let (output, _, err) = ended(&[], &[("SITREP_ADMIN__LISTEN", &address)]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err.contains("set admin.listen to a free address"), "{err}");
}
