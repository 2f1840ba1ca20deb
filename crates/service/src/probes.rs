//! What `/livez` and `/readyz` answer.
//!
//! Prevents the service that is stalled yet "healthy": the answer is asked of the
//! running stage each time, never kept from an earlier success.

use std::fmt;
use std::sync::{Arc, OnceLock};

use tokio_util::sync::CancellationToken;

/// All is well, or why not, in a few words for the operator.
pub type Verdict = Result<(), String>;

type Check = Box<dyn Fn() -> Verdict + Send + Sync>;

struct Checks {
    live: Check,
    ready: Check,
}

/// The handle through which a stage says how it is. Until it does, the service is
/// live and not ready; once a shutdown has begun, it is not ready any more.
#[derive(Clone)]
pub struct Probes {
    checks: Arc<OnceLock<Checks>>,
    shutdown: CancellationToken,
}

impl Probes {
    pub(crate) fn new(shutdown: CancellationToken) -> Self {
        Self {
            checks: Arc::default(),
            shutdown,
        }
    }

    /// Sets the checks. `live` fails only for what a restart would mend (a stalled
    /// poll loop, not an unreachable broker); `ready` fails while no work can be done.
    /// Both are called on every request and must not block. Only the first call counts.
    pub fn watch(
        &self,
        live: impl Fn() -> Verdict + Send + Sync + 'static,
        ready: impl Fn() -> Verdict + Send + Sync + 'static,
    ) {
        let checks = Checks {
            live: Box::new(live),
            ready: Box::new(ready),
        };
        if self.checks.set(checks).is_err() {
            tracing::warn!("the probes are being watched already; the second watch is ignored");
        }
    }

    pub(crate) fn live(&self) -> Verdict {
        self.checks.get().map_or(Ok(()), |checks| (checks.live)())
    }

    pub(crate) fn ready(&self) -> Verdict {
        if self.shutdown.is_cancelled() {
            return Err("shutting down".to_owned());
        }
        self.checks
            .get()
            .map_or_else(|| Err("starting".to_owned()), |checks| (checks.ready)())
    }
}

impl fmt::Debug for Probes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Probes")
            .field("live", &self.live())
            .field("ready", &self.ready())
            .finish()
    }
}
