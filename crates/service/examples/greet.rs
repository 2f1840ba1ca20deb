//! The smallest whole service: it says good day and waits until it is told to stop.
//!
//! `cargo run -p sitrep-service --example greet -- --print-config`

use std::process::ExitCode;

use serde::{Deserialize, Serialize};
use sitrep_service::{Configuration, Context, Problem, Service};

#[derive(Default, Deserialize, Serialize)]
#[serde(default)]
struct Config {
    greeting: Greeting,
}

#[derive(Deserialize, Serialize)]
#[serde(default)]
struct Greeting {
    text: String,
    /// What to do when told to stop.
    end: End,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum End {
    Leave,
    Linger,
    Fail,
    Panic,
}

impl Default for Greeting {
    fn default() -> Self {
        Self {
            text: "good day".to_owned(),
            end: End::Leave,
        }
    }
}

impl Configuration for Config {
    fn problems(&self) -> Vec<Problem> {
        let silent = self.greeting.text.is_empty();
        let problem = || Problem::new("greeting.text", "is empty", "say something");
        silent.then(problem).into_iter().collect()
    }
}

#[derive(Debug, thiserror::Error)]
#[error("nobody greeted back")]
struct Unanswered;

async fn greet(context: Context<Config>) -> Result<(), Unanswered> {
    context.probes.watch(|| Ok(()), || Ok(()));
    tracing::info!(text = context.config.greeting.text, "greeted");
    context.shutdown.cancelled().await;
    match context.config.greeting.end {
        End::Leave => Ok(()),
        End::Linger => std::future::pending().await,
        End::Fail => Err(Unanswered),
        End::Panic => panic!("speechless"),
    }
}

fn main() -> ExitCode {
    let service = Service {
        name: "greet",
        about: "Says good day and waits until it is told to stop",
        version: env!("CARGO_PKG_VERSION"),
        describe_metrics: &[],
    };
    sitrep_service::run(service, greet)
}
