//! A private PostgreSQL server from the machine's installed programs.
//!
//! It trades durability for speed, listens on a unix socket and on a free port of
//! 127.0.0.1 with a random password, and is gone, files included, when the handle is
//! dropped or this process ends in any way (`supervise.sh` says how).

use std::{
    env,
    fs::{self, File},
    io::Read as _,
    net::TcpListener,
    os::unix::{fs::FileExt as _, process::CommandExt as _},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

use crate::{
    EmbeddedError, installation,
    lodging::{self, Lodger},
};

/// The superuser, and the name of the database that is created at the start.
const NAME: &str = "sitrep";
const SUPERVISE: &str = include_str!("supervise.sh");
const START_TIMEOUT: Duration = Duration::from_secs(60);
const POLL: Duration = Duration::from_millis(5);
/// Another program may take the free port between the look and the start.
const ATTEMPTS: usize = 3;
/// Settings of a server whose data nobody will miss.
const THROW_AWAY: [&str; 6] = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_connections=200",
];

/// A running server. Dropping it stops the server and removes its files.
#[derive(Debug)]
pub struct Database {
    bin: PathBuf,
    folder: TempDir,
    password: String,
    port: u16,
    supervisor: Child,
}

impl Database {
    /// Starts a server and creates the database `sitrep`. Takes about a second and
    /// blocks, so asynchronous callers want `spawn_blocking`.
    ///
    /// # Errors
    /// When PostgreSQL is not installed, or does not start; the message says what to do.
    pub fn start() -> Result<Self, EmbeddedError> {
        let bin = installation::find()?;
        let lodger = lodging::lodger()?;
        let mut attempt = 1;
        loop {
            match Self::launch(&bin, lodger) {
                Err(EmbeddedError::StartFailed { .. }) if attempt < ATTEMPTS => attempt += 1,
                Err(error) => return Err(error),
                Ok(database) => {
                    database.create_database(NAME)?;
                    return Ok(database);
                }
            }
        }
    }

    fn launch(bin: &Path, lodger: Option<Lodger>) -> Result<Self, EmbeddedError> {
        let folder = lodging::folder(lodger)?;
        let password = random_password()?;
        let password_file = folder.path().join("password");
        fs::write(&password_file, &password)
            .map_err(EmbeddedError::io("cannot write", &password_file))?;
        let port = free_port()?;
        let log = tempfile::tempfile().map_err(EmbeddedError::io("cannot create", "a log file"))?;

        let mut command = Command::new("sh");
        command
            .args(["-c", SUPERVISE, "supervise"])
            .args([bin.as_os_str(), folder.path().as_os_str(), NAME.as_ref()])
            .args(["-p", &port.to_string(), "-c", "listen_addresses=127.0.0.1"])
            .args(THROW_AWAY.iter().flat_map(|setting| ["-c", setting]))
            .current_dir(folder.path())
            .env_clear()
            .env("PATH", env::var_os("PATH").unwrap_or_default())
            .env("LC_ALL", "C")
            .env("TZ", "UTC")
            // Its own group: Ctrl-C is for this program, which then stops the server.
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(share(&log)?)
            .stderr(share(&log)?);
        if let Some(Lodger { uid, gid }) = lodger {
            command.uid(uid).gid(gid);
        }
        let supervisor = command
            .spawn()
            .map_err(EmbeddedError::io("cannot run", "sh"))?;
        let mut database = Self {
            bin: bin.to_owned(),
            folder,
            password,
            port,
            supervisor,
        };
        database.wait_until_ready(&log)?;
        Ok(database)
    }

    fn wait_until_ready(&mut self, log: &File) -> Result<(), EmbeddedError> {
        let pid_file = self.folder.path().join("data/postmaster.pid");
        let begun = Instant::now();
        loop {
            if fs::read_to_string(&pid_file).is_ok_and(|text| says_ready(&text)) {
                return Ok(());
            }
            if !matches!(self.supervisor.try_wait(), Ok(None)) {
                return Err(EmbeddedError::StartFailed { log: tail(log) });
            }
            if begun.elapsed() > START_TIMEOUT {
                return Err(EmbeddedError::NotReady {
                    waited: START_TIMEOUT,
                    log: tail(log),
                });
            }
            thread::sleep(POLL);
        }
    }

    /// Where the database `sitrep` can be reached, with the password of its superuser.
    pub fn url(&self) -> String {
        self.url_of(NAME)
    }

    /// Where another database of this server can be reached.
    pub fn url_of(&self, database: &str) -> String {
        let (port, password) = (self.port, &self.password);
        format!("postgresql://{NAME}:{password}@127.0.0.1:{port}/{database}")
    }

    /// The port on 127.0.0.1, which also names the socket.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The folder of the unix socket, where no password is needed. Only the server's
    /// user and root can enter it.
    pub fn socket_dir(&self) -> &Path {
        self.folder.path()
    }

    /// The folder of the server's programs, where `psql` usually is too.
    pub fn bin_dir(&self) -> &Path {
        &self.bin
    }

    /// Creates an empty database.
    ///
    /// # Errors
    /// When it exists, or `createdb` is not installed.
    pub fn create_database(&self, name: &str) -> Result<(), EmbeddedError> {
        let program = self.bin.join("createdb");
        let output = Command::new(&program)
            .args(["--host", "127.0.0.1", "--username", NAME, "--no-password"])
            .args(["--port", &self.port.to_string()])
            .args(["--maintenance-db=postgres", "--", name])
            .env("PGPASSWORD", &self.password)
            .output()
            .map_err(EmbeddedError::io("cannot run", &program))?;
        if output.status.success() {
            return Ok(());
        }
        Err(EmbeddedError::CreateDatabase {
            name: name.to_owned(),
            output: String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        })
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        drop(self.supervisor.stdin.take());
        // Waiting fails only when there is nothing to wait for.
        let _ = self.supervisor.wait();
    }
}

/// The eighth line of `postmaster.pid` is the server's state, padded with blanks.
fn says_ready(pid_file: &str) -> bool {
    pid_file.lines().nth(7).map(str::trim) == Some("ready")
}

fn free_port() -> Result<u16, EmbeddedError> {
    TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(EmbeddedError::io("cannot find a free port on", "127.0.0.1"))
}

fn random_password() -> Result<String, EmbeddedError> {
    let mut bytes = [0; 16];
    File::open("/dev/urandom")
        .and_then(|mut source| source.read_exact(&mut bytes))
        .map_err(EmbeddedError::io("cannot read", "/dev/urandom"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn share(log: &File) -> Result<Stdio, EmbeddedError> {
    log.try_clone()
        .map(Stdio::from)
        .map_err(EmbeddedError::io("cannot share", "the log file"))
}

/// The end of the log, read without moving the position that the server writes at.
fn tail(log: &File) -> String {
    let mut bytes = vec![0; 2_000];
    let read = log.metadata().and_then(|is| {
        let start = is.len().saturating_sub(bytes.len() as u64);
        log.read_at(&mut bytes, start)
    });
    match read {
        Ok(length) => String::from_utf8_lossy(&bytes[..length]).trim().to_owned(),
        Err(error) => format!("(the log cannot be read: {error})"),
    }
}

#[cfg(test)]
mod tests {
    use super::says_ready;

    #[test]
    fn only_the_eighth_line_tells_readiness() {
        let lines = "1\n/data\n1700000000\n5432\n/tmp\n127.0.0.1\n 1 2\n";
        assert!(!says_ready(lines));
        assert!(!says_ready(&format!("{lines}starting\n")));
        assert!(says_ready(&format!("{lines}ready   \n")));
    }
}
