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
    // Parameters first, for the `@` that one of them may hold.
    let text = without_parameters(text);
    if let Some((scheme, rest)) = text.split_once("://")
        // The last `@`, wherever it is: a password may hold `@`, `/` and `?` itself, and
        // showing too little is better than showing half of it.
        && let Some((credentials, host)) = rest.rsplit_once('@')
        && let Some((user, _)) = credentials.split_once(':')
    {
        return format!("{scheme}://{user}:{REDACTED}@{host}");
    }
    text
}

/// `password=x` in a query, `password = 'x'` in a connection string; `sslpassword` as well.
fn without_parameters(text: &str) -> String {
    let Some((before, after)) = text.split_once("password") else {
        return text.to_owned();
    };
    let Some(value) = after.trim_start().strip_prefix('=').map(str::trim_start) else {
        return format!("{before}password{}", without_parameters(after));
    };
    let length = if value.starts_with('\'') {
        // To the last quote of all: one inside the value may be escaped.
        value.rfind('\'').map_or(value.len(), |end| end + 1)
    } else {
        value.find(['&', ' ']).unwrap_or(value.len())
    };
    let rest = without_parameters(&value[length..]);
    format!("{before}password={REDACTED}{rest}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_password_survives_in_any_form_of_address(password in "[A-Z0-9@:/?#%!]{6,20}") {
            for address in [
                format!("postgresql://u:{password}@h:5432/d?sslmode=require"),
                format!("postgresql://h/d?user=u&sslpassword={password}&password={password}"),
                format!("host=h password = {password} user=u"),
                format!("host=h password='{password} \\' {password}' user=u"),
            ] {
                let mut value = toml::Value::String(address);
                redact(&mut value);
                let shown = value.to_string();
                prop_assert!(!shown.contains(&password), "{}", shown);
            }
        }
    }

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
