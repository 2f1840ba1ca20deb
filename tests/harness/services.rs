//! The three service binaries as processes, configured by their environment alone.

use std::{
    env, fs,
    path::PathBuf,
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Mutex, MutexGuard, PoisonError},
};

use crate::broker::Topics;

/// Bytes of the largest raw record that ingest takes.
pub const LIMIT_BYTES: usize = 128 << 10;

/// One of the three services.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// Raw records to articles.
    Ingest,
    /// Articles to coded articles.
    Enrich,
    /// Coded articles to rows.
    Sink,
}

impl Service {
    /// All three, in the order of the flow.
    pub const ALL: [Self; 3] = [Self::Ingest, Self::Enrich, Self::Sink];

    fn name(self) -> &'static str {
        match self {
            Self::Ingest => "ingest",
            Self::Enrich => "enrich",
            Self::Sink => "sink",
        }
    }
}

/// Running services. Whatever still runs is killed when this is dropped.
pub struct Services {
    topics: Topics,
    brokers: String,
    database_url: String,
    running: Mutex<Vec<(Service, Child)>>,
}

impl Services {
    pub(crate) fn new(topics: Topics, brokers: String, database_url: String) -> Self {
        Self {
            topics,
            brokers,
            database_url,
            running: Mutex::default(),
        }
    }

    /// Starts one more process of a service.
    pub fn start(&self, service: Service) {
        let topics = &self.topics;
        let (input, output) = match service {
            Service::Ingest => (&topics.raw, Some(&topics.articles)),
            Service::Enrich => (&topics.articles, Some(&topics.coded)),
            Service::Sink => (&topics.coded, None),
        };
        let mut command = Command::new(binary(service));
        command
            .env("SITREP_PIPE__KAFKA__BROKERS", &self.brokers)
            .env(
                "SITREP_PIPE__KAFKA__GROUP",
                format!("{}-{}", topics.prefix, service.name()),
            )
            .env(
                "SITREP_PIPE__KAFKA__PROPERTIES__CONSUMER__SESSION__TIMEOUT__MS",
                "6000",
            )
            .env(
                "SITREP_PIPE__KAFKA__PROPERTIES__CONSUMER__FETCH__WAIT__MAX__MS",
                "20",
            )
            .env("SITREP_PIPE__DRAIN_DEADLINE_MS", "2500")
            .env("SITREP_PIPE__COMMIT_INTERVAL_MS", "200")
            // Some tests feed nothing but records that are to be rejected.
            .env("SITREP_PIPE__BREAKER__WINDOW", "0")
            .env("SITREP_PIPE__INPUT", input)
            .env("SITREP_PIPE__DEAD", &topics.dead)
            .env("SITREP_ADMIN__LISTEN", "127.0.0.1:0")
            .env("SITREP_TELEMETRY__FILTER", "warn")
            .stdin(Stdio::null());
        if let Some(output) = output {
            command.env("SITREP_PIPE__OUTPUT", output);
        }
        match service {
            // Below what a broker takes by default, so that a record can exceed it.
            Service::Ingest => command.env("SITREP_LIMITS__BYTES", LIMIT_BYTES.to_string()),
            Service::Enrich => &mut command,
            Service::Sink => command.env("SITREP_POSTGRES__URL", &self.database_url),
        };
        let child = command.spawn().unwrap_or_else(|error| {
            panic!(
                "cannot run {}: {error}; build it with `cargo build --workspace --bins`",
                binary(service).display()
            )
        });
        self.running().push((service, child));
    }

    /// Starts all three.
    pub fn start_all(&self) {
        Service::ALL
            .into_iter()
            .for_each(|service| self.start(service));
    }

    /// Kills the oldest process of a service as `kill -9` does.
    pub fn kill(&self, service: Service) {
        let mut child = self.take(service);
        child.kill().expect("the process can be killed");
        child.wait().expect("the process ends");
    }

    /// Asks the oldest process of a service to end, and waits until it has.
    pub fn terminate(&self, service: Service) -> ExitStatus {
        let mut child = self.take(service);
        let asked = Command::new("kill")
            .args(["-TERM", &child.id().to_string()])
            .status();
        assert!(asked.expect("kill runs").success());
        child.wait().expect("the process ends")
    }

    /// The most memory each running process has held, in MiB.
    pub fn peak_memory(&self) -> Vec<(Service, u64)> {
        let peak = |child: &Child| {
            let status =
                fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
            let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            let kib = line.and_then(|it| it.split_whitespace().next()?.parse::<u64>().ok());
            kib.unwrap_or_default() / 1024
        };
        self.running()
            .iter()
            .map(|(service, child)| (*service, peak(child)))
            .collect()
    }

    /// Fails if a process has ended that nobody stopped.
    pub fn assert_all_alive(&self) {
        for (service, child) in self.running().iter_mut() {
            let ended = child.try_wait().expect("the process can be asked");
            assert!(ended.is_none(), "{service:?} ended by itself: {ended:?}");
        }
    }

    fn take(&self, service: Service) -> Child {
        let mut running = self.running();
        let at = running.iter().position(|(it, _)| *it == service);
        let at = at.unwrap_or_else(|| panic!("{service:?} is not running"));
        running.remove(at).1
    }

    fn running(&self) -> MutexGuard<'_, Vec<(Service, Child)>> {
        // A failed assertion poisons it; the children are to be killed all the same.
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Services {
    fn drop(&mut self) {
        for (_, child) in self.running().iter_mut() {
            // It may have ended already.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// The binary, beside the folder of the test's own.
fn binary(service: Service) -> PathBuf {
    let test = env::current_exe().expect("this test has a path");
    let folder = test
        .parent()
        .and_then(|deps| deps.parent())
        .expect("target/<profile>/deps");
    folder.join(format!("sitrep-{}", service.name()))
}
