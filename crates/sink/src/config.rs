//! How to reach PostgreSQL.
//!
//! Prevents a password in a log, and a connection that silently goes unencrypted
//! because the driver does not know `verify-full`.

use std::{fmt, path::PathBuf, time::Duration};

use serde::{Deserialize, Serialize};
use sitrep_service::{Problem, Secret};
use tokio_postgres::config::{Host, SslMode, TargetSessionAttrs};

use crate::SinkError;

/// The section `[postgres]`.
#[derive(Clone, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct PostgresConfig {
    /// `postgresql://user@host:port/database`, or libpq's `key=value` form. Several hosts
    /// are tried in turn until one accepts writes. Not through a pooler that changes the
    /// server connection between transactions: the staging tables belong to one. Default: `postgresql://sitrep@localhost/sitrep`.
    pub url: String,
    /// The password, where it is not part of the address.
    pub password: Secret,
    /// How far to encrypt. Default: what the address says, else `prefer`.
    pub sslmode: Option<TlsMode>,
    /// Certificates of the authorities to trust (PEM). Default: the system's.
    pub root_cert: Option<PathBuf>,
    /// This service's certificate (PEM), for servers that ask for one.
    pub client_cert: Option<PathBuf>,
    /// The key to it (PEM).
    pub client_key: Option<PathBuf>,
    /// Milliseconds until a connection attempt is given up. Default: 10,000.
    pub connect_timeout_ms: u64,
    /// Milliseconds until the server gives up a statement. Default: 60,000.
    pub statement_timeout_ms: u64,
}

impl Default for PostgresConfig {
    fn default() -> Self {
        Self {
            url: "postgresql://sitrep@localhost/sitrep".to_owned(),
            password: Secret::default(),
            sslmode: None,
            root_cert: None,
            client_cert: None,
            client_key: None,
            connect_timeout_ms: 10_000,
            statement_timeout_ms: 60_000,
        }
    }
}

/// libpq's `sslmode`, with the same meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TlsMode {
    /// Never encrypt.
    Disable,
    /// Encrypt where the server offers it; the server is not verified.
    Prefer,
    /// Encrypt or fail; the server is not verified.
    Require,
    /// Encrypt, and the certificate is from a trusted authority.
    VerifyCa,
    /// Encrypt, the authority is trusted and the name is right.
    VerifyFull,
}

impl TlsMode {
    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "disable" => Self::Disable,
            "prefer" | "allow" => Self::Prefer,
            "require" => Self::Require,
            "verify-ca" => Self::VerifyCa,
            "verify-full" => Self::VerifyFull,
            _ => return None,
        })
    }

    fn for_driver(self) -> SslMode {
        match self {
            Self::Disable => SslMode::Disable,
            Self::Prefer => SslMode::Prefer,
            Self::Require | Self::VerifyCa | Self::VerifyFull => SslMode::Require,
        }
    }
}

/// What the driver needs to know.
#[derive(Debug)]
pub(crate) struct Driver {
    pub(crate) config: tokio_postgres::Config,
    pub(crate) mode: TlsMode,
    /// Host, port and database, for messages.
    pub(crate) target: String,
}

impl PostgresConfig {
    /// The configuration for this address, everything else as by default.
    pub fn from_url(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            ..Self::default()
        }
    }

    /// What is wrong with the values, for `--check-config`.
    pub fn problems(&self) -> Vec<Problem> {
        match self.driver() {
            Err(SinkError::Config { key, problem }) => {
                vec![Problem::new(format!("postgres.{key}"), problem, "")]
            }
            _ => Vec::new(),
        }
    }

    pub(crate) fn connect_timeout(&self) -> Duration {
        Duration::from_millis(self.connect_timeout_ms)
    }

    pub(crate) fn driver(&self) -> Result<Driver, SinkError> {
        // The driver knows neither verify-ca nor verify-full.
        let (url, given) = without_sslmode(&self.url);
        let given = given
            .map(|text| {
                TlsMode::parse(text).ok_or_else(|| SinkError::Config {
                    key: "url",
                    problem: format!(
                        "sslmode {text:?} is not one of disable, prefer, require, verify-ca, verify-full"
                    ),
                })
            })
            .transpose()?;
        let mode = self.sslmode.or(given).unwrap_or(TlsMode::Prefer);
        let verifies = matches!(mode, TlsMode::VerifyCa | TlsMode::VerifyFull);
        if self.root_cert.is_some() && !verifies {
            return Err(SinkError::Config {
                key: "root_cert",
                problem: "has no effect without sslmode verify-ca or verify-full; set one of them"
                    .to_owned(),
            });
        }
        if self.client_cert.is_some() != self.client_key.is_some() {
            return Err(SinkError::Config {
                key: "client_cert",
                problem: "needs client_key beside it, and the other way round".to_owned(),
            });
        }
        let mut config: tokio_postgres::Config =
            url.parse().map_err(|error| SinkError::Config {
                key: "url",
                problem: format!("{error}; it should read postgresql://user@host:port/database"),
            })?;
        if !self.password.is_empty() {
            config.password(self.password.expose());
        }
        if config.get_application_name().is_none() {
            config.application_name("sitrep-sink");
        }
        config
            .ssl_mode(mode.for_driver())
            .target_session_attrs(TargetSessionAttrs::ReadWrite)
            .connect_timeout(self.connect_timeout())
            .tcp_user_timeout(Duration::from_secs(30))
            .keepalives_idle(Duration::from_secs(30));
        let target = target(&config);
        Ok(Driver {
            config,
            mode,
            target,
        })
    }
}

/// Shows where, never with what password.
impl fmt::Debug for PostgresConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let target = self.driver().map(|driver| driver.target);
        f.debug_struct("PostgresConfig")
            .field("target", &target.unwrap_or_else(|error| error.to_string()))
            .field("sslmode", &self.sslmode)
            .finish_non_exhaustive()
    }
}

/// The address without its `sslmode`, and that.
fn without_sslmode(url: &str) -> (String, Option<&str>) {
    const NAME: &str = "sslmode=";
    let Some(start) = url
        .find(NAME)
        .filter(|start| *start == 0 || matches!(url.as_bytes()[*start - 1], b'?' | b'&' | b' '))
    else {
        return (url.to_owned(), None);
    };
    let value = &url[start + NAME.len()..];
    let end = value.find(['&', ' ']).unwrap_or(value.len());
    let (before, after) = (&url[..start], value[end..].trim_start_matches('&'));
    let rest = format!("{before}{after}");
    (
        rest.trim_end_matches(['?', '&']).to_owned(),
        Some(&value[..end]),
    )
}

fn target(config: &tokio_postgres::Config) -> String {
    let hosts: Vec<_> = config
        .get_hosts()
        .iter()
        .enumerate()
        .map(|(index, host)| {
            let ports = config.get_ports();
            let port = ports.get(index).or(ports.first()).unwrap_or(&5432);
            match host {
                Host::Tcp(name) => format!("{name}:{port}"),
                Host::Unix(folder) => format!("{} port {port}", folder.display()),
            }
        })
        .collect();
    let database = config.get_dbname().or(config.get_user()).unwrap_or("?");
    format!("{}/{database}", hosts.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode_of(url: &str) -> TlsMode {
        PostgresConfig::from_url(url).driver().expect("valid").mode
    }

    #[test]
    fn verify_full_is_understood_in_both_forms_of_address() {
        let url = "postgresql://u@h/d?sslmode=verify-full&application_name=x";
        let driver = PostgresConfig::from_url(url).driver().expect("valid");
        assert_eq!(driver.mode, TlsMode::VerifyFull);
        assert_eq!(driver.config.get_ssl_mode(), SslMode::Require);
        assert_eq!(driver.config.get_application_name(), Some("x"));
        assert_eq!(
            mode_of("host=h sslmode=verify-ca user=u"),
            TlsMode::VerifyCa
        );
        assert_eq!(
            mode_of("postgresql://u@h/d?sslmode=disable"),
            TlsMode::Disable
        );
        assert_eq!(mode_of("postgresql://u@h/d"), TlsMode::Prefer);
    }

    #[test]
    fn the_key_wins_over_the_address() {
        let config = PostgresConfig {
            sslmode: Some(TlsMode::Require),
            ..PostgresConfig::from_url("postgresql://u@h/d?sslmode=disable")
        };
        assert_eq!(config.driver().expect("valid").mode, TlsMode::Require);
    }

    #[test]
    fn a_root_certificate_that_would_not_be_used_is_refused() {
        let config = PostgresConfig {
            root_cert: Some("/ca.pem".into()),
            ..PostgresConfig::default()
        };
        assert!(
            config
                .driver()
                .expect_err("refused")
                .to_string()
                .contains("verify-full")
        );
    }

    #[test]
    fn debug_output_shows_the_target_and_no_password() {
        let config = PostgresConfig::from_url("postgresql://u:hunter2@db:5433/news");
        let shown = format!("{config:?}");
        assert!(shown.contains("db:5433/news"), "{shown}");
        assert!(!shown.contains("hunter2"), "{shown}");
    }
}
