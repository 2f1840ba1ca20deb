//! Configuration: a TOML file, overlaid by the environment, read into the service's
//! own type.
//!
//! Prevents the service that starts with a default because a key was misspelt: every
//! key, in the file and in variables with the `SITREP_` prefix, is known or refused,
//! with its place and the likeliest right spelling.
//!
//! Precedence, the later wins: default in the code, file, environment. For the key
//! `password` of the section `database`:
//!
//! | where | form |
//! |---|---|
//! | file | `[database]` `password = "…"` |
//! | file, secret elsewhere | `[database]` `password_file = "/run/secrets/password"` |
//! | environment | `SITREP_DATABASE__PASSWORD=…` |
//! | environment, secret elsewhere | `SITREP_DATABASE__PASSWORD_FILE=/run/secrets/password` |
//!
//! A variable takes the type of its key: text, number, flag, a list (`a,b` or
//! `["a", "b"]`), or an inline table (`{ linger = 5 }`). A map without fixed keys may
//! be written dotted or nested, `SITREP_KAFKA__PROPERTIES__SECURITY__PROTOCOL` is
//! `security.protocol`, and holds no sections. `#[serde(flatten)]` hides the names of a
//! section's fields and is therefore not for configuration types.

mod fault;
mod problem;
mod read;
mod secret;
#[cfg(test)]
mod tests;
mod tree;

use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

pub use problem::{ConfigError, Problem};
pub use secret::Secret;

use crate::admin::AdminConfig;
use crate::telemetry::TelemetryConfig;
use problem::Origin;
use tree::{Node, Value};

/// A service's own configuration. Each field of the type is one section.
pub trait Configuration: DeserializeOwned + Serialize {
    /// What is wrong with the values although each has the right type.
    fn problems(&self) -> Vec<Problem> {
        Vec::new()
    }
}

/// The whole configuration of a service.
#[derive(Clone, Debug)]
pub struct Settings<T> {
    /// `[telemetry]`
    pub telemetry: TelemetryConfig,
    /// `[admin]`
    pub admin: AdminConfig,
    /// The service's own sections.
    pub service: T,
}

/// The sections that every service has, beside its own.
#[derive(Deserialize, Serialize, Default)]
#[serde(default)]
struct Shared {
    telemetry: TelemetryConfig,
    admin: AdminConfig,
}

const SHARED: [&str; 2] = ["telemetry", "admin"];

/// Reads the configuration from `file`, if there is one, and `variables`, of which
/// only those with the `SITREP_` prefix count.
///
/// # Errors
/// The file cannot be read or is no TOML, a key is unknown, missing or set twice, a
/// value has the wrong type, or the service refuses it. All problems of a kind come
/// together.
pub fn load<T: Configuration>(
    file: Option<&Path>,
    variables: impl IntoIterator<Item = (String, String)>,
) -> Result<Settings<T>, ConfigError> {
    let mut root = file.map_or_else(|| Ok(Node::root()), tree::from_file)?;
    let mut problems = tree::overlay(&mut root, variables);
    let origins = root.origins();

    let mut shared = Node::root();
    if let (Value::Table(own), Value::Table(taken)) = (&mut root.value, &mut shared.value) {
        taken.extend(SHARED.iter().filter_map(|name| own.remove_entry(*name)));
    }
    let shared: Option<Shared> = collect(read::read(shared), &mut problems);
    let service: Option<T> = collect(read::read(root), &mut problems);
    if let Some(service) = &service {
        problems.extend(service.problems().into_iter().map(|problem| {
            let origin = origins.get(&problem.key).unwrap_or(&Origin::Implied);
            problem.at(origin)
        }));
    }
    match (shared, service) {
        (Some(Shared { telemetry, admin }), Some(service)) if problems.is_empty() => Ok(Settings {
            telemetry,
            admin,
            service,
        }),
        _ => Err(ConfigError::Invalid(problems)),
    }
}

fn collect<T>(result: Result<T, Vec<Problem>>, problems: &mut Vec<Problem>) -> Option<T> {
    result.map_err(|found| problems.extend(found)).ok()
}

impl<T: Serialize> Settings<T> {
    /// The configuration in force as TOML, defaults included, secrets redacted.
    ///
    /// # Errors
    /// The service's type has a value that TOML cannot express, such as a map whose
    /// keys are no text.
    pub fn to_toml(&self) -> Result<String, ConfigError> {
        let mut table = toml::Table::try_from(&self.service)?;
        table.insert(
            "telemetry".to_owned(),
            toml::Value::try_from(&self.telemetry)?,
        );
        table.insert("admin".to_owned(), toml::Value::try_from(&self.admin)?);
        let mut value = toml::Value::Table(table);
        secret::redact(&mut value);
        Ok(toml::to_string(&value)?)
    }
}
