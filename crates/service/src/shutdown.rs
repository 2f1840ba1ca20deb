//! One token that is cancelled when the service is asked to end.
//!
//! Prevents the kill in mid-batch: SIGTERM and SIGINT only cancel the token, the stage
//! drains and returns. Whoever asks a second time wants out at once.

use std::io;

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// What the process returns when a second signal cuts the drain short.
pub const EXIT_IMPATIENT: i32 = 1;

/// Listens for SIGTERM and SIGINT. The first cancels the token, the second ends the
/// process with [`EXIT_IMPATIENT`].
///
/// # Errors
/// The signal handlers cannot be installed.
pub fn on_signals() -> io::Result<CancellationToken> {
    let mut signals = Signals {
        terminate: signal(SignalKind::terminate())?,
        interrupt: signal(SignalKind::interrupt())?,
    };
    let token = CancellationToken::new();
    let cancel = token.clone();
    tokio::spawn(async move {
        let name = signals.next().await;
        tracing::info!(signal = name, "shutting down; a second signal ends at once");
        cancel.cancel();
        let name = signals.next().await;
        tracing::warn!(signal = name, "ending without waiting for the drain");
        std::process::exit(EXIT_IMPATIENT);
    });
    Ok(token)
}

struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    async fn next(&mut self) -> &'static str {
        tokio::select! {
            _ = self.terminate.recv() => "SIGTERM",
            _ = self.interrupt.recv() => "SIGINT",
        }
    }
}
