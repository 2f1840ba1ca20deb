//! How to get into a Kafka cluster: transport, mechanism, certificates.
//!
//! Spelled out as settings, rather than left to raw properties, so that a mistake is found
//! at start with a message, and so that no password reaches a log through `Debug`.

use std::{fmt, path::PathBuf};

use rdkafka::ClientConfig;
use serde::{Deserialize, Serialize, Serializer};

use crate::ConfigError;

/// `security`: how clients authenticate and encrypt.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Security {
    /// Default: `plaintext`.
    pub protocol: Protocol,
    /// For the two `sasl_` protocols. Default: `scram-sha-512`.
    pub mechanism: Mechanism,
    /// SASL user name.
    pub username: Option<String>,
    /// SASL password.
    pub password: Option<Secret>,
    /// PEM file of the authorities to trust. Default: those of the system.
    pub ca_file: Option<PathBuf>,
    /// PEM file of the client certificate, for mutual TLS.
    pub certificate_file: Option<PathBuf>,
    /// PEM file of the client key, for mutual TLS.
    pub key_file: Option<PathBuf>,
    /// Password of the client key.
    pub key_password: Option<Secret>,
}

/// The transport.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Protocol {
    /// Neither encrypted nor authenticated.
    #[default]
    Plaintext,
    /// TLS; the broker's host name is always checked.
    Ssl,
    /// SASL without encryption.
    SaslPlaintext,
    /// SASL over TLS.
    SaslSsl,
}

impl Protocol {
    fn property(self) -> &'static str {
        match self {
            Self::Plaintext => "plaintext",
            Self::Ssl => "ssl",
            Self::SaslPlaintext => "sasl_plaintext",
            Self::SaslSsl => "sasl_ssl",
        }
    }

    fn has_sasl(self) -> bool {
        matches!(self, Self::SaslPlaintext | Self::SaslSsl)
    }

    fn has_tls(self) -> bool {
        matches!(self, Self::Ssl | Self::SaslSsl)
    }
}

/// The SASL mechanism.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub enum Mechanism {
    /// User name and password in clear: only over TLS.
    #[serde(rename = "plain")]
    Plain,
    /// Salted challenge, SHA-256.
    #[serde(rename = "scram-sha-256")]
    ScramSha256,
    /// Salted challenge, SHA-512.
    #[default]
    #[serde(rename = "scram-sha-512")]
    ScramSha512,
}

impl Mechanism {
    fn property(self) -> &'static str {
        match self {
            Self::Plain => "PLAIN",
            Self::ScramSha256 => "SCRAM-SHA-256",
            Self::ScramSha512 => "SCRAM-SHA-512",
        }
    }
}

impl Security {
    /// Refuses half-given credentials and files that the protocol would ignore.
    pub(crate) fn validate(&self) -> Result<(), ConfigError> {
        let problem = |setting, problem: &str| {
            Err(ConfigError {
                setting,
                problem: problem.to_owned(),
            })
        };
        let has_credentials = self.username.is_some() || self.password.is_some();
        if self.protocol.has_sasl() && (self.username.is_none() || self.password.is_none()) {
            return problem(
                "kafka.security",
                "a sasl protocol needs both username and password",
            );
        }
        if !self.protocol.has_sasl() && has_credentials {
            return problem(
                "kafka.security.protocol",
                "username and password are only used with sasl_ssl or sasl_plaintext; \
                 set one of these or remove them",
            );
        }
        if self.certificate_file.is_some() != self.key_file.is_some() {
            return problem(
                "kafka.security",
                "certificate_file and key_file are only useful together",
            );
        }
        if !self.protocol.has_tls() && (self.ca_file.is_some() || self.key_file.is_some()) {
            return problem(
                "kafka.security.protocol",
                "certificates are only used with ssl or sasl_ssl; set one of these",
            );
        }
        Ok(())
    }

    pub(crate) fn apply(&self, client: &mut ClientConfig) {
        client.set("security.protocol", self.protocol.property());
        if self.protocol.has_sasl() {
            client.set("sasl.mechanism", self.mechanism.property());
        }
        let secrets = [
            ("sasl.password", &self.password),
            ("ssl.key.password", &self.key_password),
        ];
        for (property, secret) in secrets {
            if let Some(secret) = secret {
                client.set(property, secret.expose());
            }
        }
        if let Some(username) = &self.username {
            client.set("sasl.username", username);
        }
        let files = [
            ("ssl.ca.location", &self.ca_file),
            ("ssl.certificate.location", &self.certificate_file),
            ("ssl.key.location", &self.key_file),
        ];
        for (property, file) in files {
            if let Some(file) = file {
                client.set(property, file.to_string_lossy());
            }
        }
    }
}

/// A text that never shows: `Debug` and `Serialize` give `***`.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Wraps a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("***")
    }
}
