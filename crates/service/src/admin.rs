//! The HTTP endpoints for an orchestrator and for Prometheus.
//!
//! Prevents a probe from hanging with the service: the server has its own task, and
//! each answer is made from memory.

use std::io;
use std::net::{Ipv6Addr, SocketAddr};
use std::time::Duration;

use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use metrics_exporter_prometheus::PrometheusHandle;
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;

use crate::probes::{Probes, Verdict};

/// Histograms keep every sample until they are rendered or tidied; without a scraper
/// they would grow for ever.
const TIDY_EVERY: Duration = Duration::from_secs(10);

/// `[admin]`
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default)]
pub struct AdminConfig {
    /// Where `/livez`, `/readyz` and `/metrics` are served; port 0 takes a free one.
    pub listen: SocketAddr,
}

impl Default for AdminConfig {
    fn default() -> Self {
        Self {
            listen: (Ipv6Addr::UNSPECIFIED, 9090).into(),
        }
    }
}

/// The endpoints cannot be served.
#[derive(Debug, thiserror::Error)]
#[error(
    "cannot listen on {listen} for /livez, /readyz and /metrics: {source}\n    help: set admin.listen to a free address"
)]
pub struct AdminError {
    listen: SocketAddr,
    source: io::Error,
}

pub(crate) struct Admin {
    listener: TcpListener,
    address: SocketAddr,
}

impl Admin {
    /// Takes the address, so that a second service on it fails at start.
    pub(crate) async fn bind(config: &AdminConfig) -> Result<Self, AdminError> {
        let listen = config.listen;
        let failed = |source| AdminError { listen, source };
        let listener = TcpListener::bind(listen).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        Ok(Self { listener, address })
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until the task is aborted.
    pub(crate) async fn serve(self, probes: Probes, metrics: PrometheusHandle) -> io::Result<()> {
        let tidied = metrics.clone();
        let tidy = async move {
            loop {
                tokio::time::sleep(TIDY_EVERY).await;
                tidied.run_upkeep();
            }
        };
        let live = probes.clone();
        let router = Router::new()
            .route("/livez", get(async move || answer(live.live())))
            .route("/readyz", get(async move || answer(probes.ready())))
            .route("/metrics", get(async move || render(&metrics)));
        let serve = axum::serve(self.listener, router);
        tokio::select! {
            result = serve => result,
            () = tidy => Ok(()),
        }
    }
}

fn answer(verdict: Verdict) -> impl IntoResponse {
    match verdict {
        Ok(()) => (StatusCode::OK, "ok\n".to_owned()),
        Err(reason) => (StatusCode::SERVICE_UNAVAILABLE, format!("{reason}\n")),
    }
}

fn render(metrics: &PrometheusHandle) -> impl IntoResponse + use<> {
    crate::metrics::refresh();
    (
        [(
            header::CONTENT_TYPE,
            "text/plain; version=0.0.4; charset=utf-8",
        )],
        metrics.render(),
    )
}
