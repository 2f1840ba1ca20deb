//! Values that must not be shown, and how a configuration is shown without them.
//!
//! Prevents a password from reaching a log, a terminal or a bug report.

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

/// What is shown instead of a secret.
pub(crate) const REDACTED: &str = "[redacted]";

/// Text that is never printed, logged or serialised. `expose` it where it is used.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret.
    pub fn new(secret: impl Into<String>) -> Self {
        Self(secret.into())
    }

    /// The secret itself, for the one call that needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether nothing was set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(if self.is_empty() { "" } else { REDACTED })
    }
}

/// Whether a key's value is a secret whatever its type: free maps of client
/// properties (`sasl.password`, `ssl.key.pem`) hold plain strings.
pub(crate) fn is_secret(key: &str) -> bool {
    const SIGNS: [&str; 7] = [
        "password",
        "passphrase",
        "secret",
        "token",
        "credential",
        "jaas",
        "key.pem",
    ];
    let key = key.to_lowercase();
    SIGNS.iter().any(|sign| key.contains(sign)) && !key.ends_with("_file")
}

/// Removes from a configuration every value under a secret key, and the password
/// inside a connection URL or a `key=value` connection string.
pub(crate) fn redact(value: &mut toml::Value) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table.iter_mut() {
                match value {
                    toml::Value::Table(_) | toml::Value::Array(_) => redact(value),
                    toml::Value::String(text) if is_secret(key) => {
                        if !text.is_empty() {
                            REDACTED.clone_into(text);
                        }
                    }
                    _ if is_secret(key) => *value = REDACTED.into(),
                    _ => redact(value),
                }
            }
        }
        toml::Value::Array(values) => values.iter_mut().for_each(redact),
        toml::Value::String(text) => *text = without_password(text),
        _ => {}
    }
}

fn without_password(text: &str) -> String {
    if let Some((scheme, rest)) = text.split_once("://") {
        let authority_end = rest.find('/').unwrap_or(rest.len());
        // The last `@` ends the credentials: a password may hold one itself.
        if let Some((credentials, host)) = rest[..authority_end].rsplit_once('@')
            && let Some((user, _)) = credentials.split_once(':')
        {
            let path = without_parameter(&rest[authority_end..]);
            return format!("{scheme}://{user}:{REDACTED}@{host}{path}");
        }
    }
    without_parameter(text)
}

fn without_parameter(text: &str) -> String {
    const PARAMETER: &str = "password=";
    let Some(start) = text.find(PARAMETER).map(|at| at + PARAMETER.len()) else {
        return text.to_owned();
    };
    let value = &text[start..];
    let length = match value.strip_prefix('\'') {
        Some(quoted) => quoted.find('\'').map_or(value.len(), |end| end + 2),
        None => value.find(['&', ' ']).unwrap_or(value.len()),
    };
    format!("{}{REDACTED}{}", &text[..start], &value[length..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_shows_itself_only_when_exposed() {
        let secret = Secret::new("hunter2");
        assert_eq!(secret.expose(), "hunter2");
        assert_eq!(format!("{secret:?} {secret}"), "[redacted] [redacted]");
    }

    #[test]
    fn passwords_leave_urls_connection_strings_and_secret_keys() {
        let mut value: toml::Value = toml::from_str(
            r#"
            [database]
            url = "postgresql://writer:p@ss@db:5432/sitrep?sslmode=verify-full"
            host_string = "host=db password='a b' user=writer"
            password_file = "/run/secrets/db"
            [kafka.properties]
            "sasl.password" = "hunter2"
            "ssl.key.password" = 12345
            "client.id" = "one"
            "#,
        )
        .unwrap();
        redact(&mut value);
        let shown = toml::to_string(&value).unwrap();
        for secret in ["p@ss", "a b", "hunter2", "12345"] {
            assert!(!shown.contains(secret), "{shown}");
        }
        for kept in [
            "writer:[redacted]@db:5432/sitrep?ssl",
            "user=writer",
            "/run/secrets/db",
            "one",
        ] {
            assert!(shown.contains(kept), "{shown}");
        }
    }
}
