//! The life of a service: arguments, configuration, telemetry, admin endpoints, the
//! stage, an orderly end.
//!
//! | exit code | meaning |
//! |---|---|
//! | 0 | told to stop, and drained; or the configuration was checked or printed |
//! | 1 | the stage failed or panicked, or a second signal cut the drain short |
//! | 2 | wrong arguments or configuration: a restart will not help |

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::{Args, CommandFactory, FromArgMatches, Parser};

use crate::admin::{Admin, AdminError};
use crate::config::{self, ConfigError, Configuration, Settings};
use crate::probes::Probes;
use crate::shutdown;
use crate::telemetry::{self, TelemetryError};
use tokio_util::sync::CancellationToken;

const CONFIGURATION: u8 = 2;

/// How long tasks that the stage left behind may take to end.
const LEFTOVERS: Duration = Duration::from_secs(1);

/// What a service says of itself.
#[derive(Clone, Copy, Debug)]
pub struct Service {
    /// Short name: `ingest`. Its file is `/etc/sitrep/ingest.toml`.
    pub name: &'static str,
    /// One line for `--help`.
    pub about: &'static str,
    /// `env!("CARGO_PKG_VERSION")`
    pub version: &'static str,
    /// Functions that describe the metrics in use; each is called once.
    pub describe_metrics: &'static [fn()],
}

/// What a stage gets to work with.
#[derive(Debug)]
pub struct Context<T> {
    /// The service's own configuration.
    pub config: T,
    /// Where the stage says how it is.
    pub probes: Probes,
    /// Cancelled when the service is asked to end: drain, then return.
    pub shutdown: CancellationToken,
}

#[derive(Parser, Debug)]
struct Arguments {
    /// TOML file; without it /etc/sitrep/<service>.toml is read if it exists
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    mode: Mode,
}

#[derive(Args, Debug)]
#[group(multiple = false)]
struct Mode {
    /// Check the configuration and exit: 0 good, 2 bad
    #[arg(long)]
    check_config: bool,
    /// Print the configuration in force, secrets redacted, and exit
    #[arg(long)]
    print_config: bool,
}

#[derive(Debug, thiserror::Error)]
enum StartError {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Telemetry(#[from] TelemetryError),
    #[error("cannot start the metrics: {0}")]
    Metrics(#[from] metrics_exporter_prometheus::BuildError),
    #[error(transparent)]
    Admin(#[from] AdminError),
    #[error("cannot start the runtime: {0}")]
    Runtime(#[from] std::io::Error),
}

impl StartError {
    fn code(&self) -> ExitCode {
        match self {
            Self::Config(_) | Self::Telemetry(TelemetryError::Filter { .. }) => {
                CONFIGURATION.into()
            }
            _ => ExitCode::FAILURE,
        }
    }
}

/// Runs `stage` as a service, from the command line to the exit code.
///
/// `stage` returns once [`Context::shutdown`] is cancelled and all is drained. If it
/// returns earlier, the service ends: with 0 if the stage says `Ok`, else with 1.
pub fn run<T, S, F, E>(service: Service, stage: S) -> ExitCode
where
    T: Configuration,
    S: FnOnce(Context<T>) -> F,
    F: Future<Output = Result<(), E>>,
    E: std::error::Error,
{
    let command = Arguments::command()
        .display_name(format!("sitrep-{}", service.name))
        .bin_name(format!("sitrep-{}", service.name))
        .about(service.about)
        .version(service.version)
        .after_help("Exit codes: 0 ended in order, 1 failed, 2 wrong arguments or configuration");
    let arguments = match Arguments::from_arg_matches(&command.get_matches()) {
        Ok(arguments) => arguments,
        Err(error) => error.exit(),
    };
    start(service, &arguments, stage).unwrap_or_else(|error| {
        // The log may not have started, and a person may be waiting for the answer.
        eprintln!("sitrep-{}: {error}", service.name);
        error.code()
    })
}

fn start<T, S, F, E>(
    service: Service,
    arguments: &Arguments,
    stage: S,
) -> Result<ExitCode, StartError>
where
    T: Configuration,
    S: FnOnce(Context<T>) -> F,
    F: Future<Output = Result<(), E>>,
    E: std::error::Error,
{
    let default = PathBuf::from(format!("/etc/sitrep/{}.toml", service.name));
    let file = arguments
        .config
        .as_deref()
        .or_else(|| default.exists().then_some(&default));
    let settings: Settings<T> = config::load(file, variables())?;
    settings.telemetry.parse_filter()?;
    if arguments.mode.print_config {
        print!("{}", settings.to_toml()?);
        return Ok(ExitCode::SUCCESS);
    }
    if arguments.mode.check_config {
        println!("the configuration is valid ({})", place(file));
        return Ok(ExitCode::SUCCESS);
    }

    telemetry::init(&settings.telemetry)?;
    tracing::info!(
        service = service.name,
        version = service.version,
        config = place(file),
        "starting"
    );
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let life = AssertUnwindSafe(|| runtime.block_on(serve(service, settings, stage)));
    // A panic has been logged by the hook; here it becomes a documented exit code.
    let code = catch_unwind(life).unwrap_or(Ok(ExitCode::FAILURE))?;
    runtime.shutdown_timeout(LEFTOVERS);
    Ok(code)
}

async fn serve<T, S, F, E>(
    service: Service,
    settings: Settings<T>,
    stage: S,
) -> Result<ExitCode, StartError>
where
    S: FnOnce(Context<T>) -> F,
    F: Future<Output = Result<(), E>>,
    E: std::error::Error,
{
    let shutdown = shutdown::on_signals()?;
    let metrics = crate::metrics::install()?;
    crate::metrics::describe(service.name, service.version);
    service
        .describe_metrics
        .iter()
        .for_each(|describe| describe());
    let probes = Probes::new(shutdown.clone());

    let admin = Admin::bind(&settings.admin).await?;
    tracing::info!(address = %admin.address(), "serving /livez, /readyz and /metrics");
    // Aborted after the stage, not stopped by the token: a drain is probed to its end.
    let admin = tokio::spawn(admin.serve(probes.clone(), metrics));

    let context = Context {
        config: settings.service,
        probes,
        shutdown: shutdown.clone(),
    };
    let result = stage(context).await;
    admin.abort();
    match result {
        Ok(()) => {
            tracing::info!(asked = shutdown.is_cancelled(), "stopped");
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            tracing::error!(error = %chain(&error), "failed");
            Ok(ExitCode::FAILURE)
        }
    }
}

fn place(file: Option<&Path>) -> String {
    file.map_or_else(
        || "environment only".to_owned(),
        |path| path.display().to_string(),
    )
}

/// The environment; a value that is not UTF-8 is replaced where it is not, and then
/// refused by its key or harmless.
fn variables() -> impl Iterator<Item = (String, String)> {
    std::env::vars_os().map(|(name, value)| {
        (
            name.to_string_lossy().into_owned(),
            value.to_string_lossy().into_owned(),
        )
    })
}

/// An error and what caused it, in one line.
fn chain(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let text = error.to_string();
        // Many errors quote their cause already.
        if !line.contains(&text) {
            line = format!("{line}: {text}");
        }
        cause = error.source();
    }
    line
}
