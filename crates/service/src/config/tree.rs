//! The configuration before it has types: what the file says, overlaid by what the
//! environment says, every value with the place where it was set.
//!
//! Prevents the question "where does this value come from" from having no answer.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use super::problem::{ConfigError, Origin, Problem};

/// Variables with this prefix are configuration.
pub(crate) const PREFIX: &str = "SITREP_";

/// Variables with the prefix that are not configuration of a service: they steer
/// tests and builds and may be set in a developer's shell.
const NOT_CONFIGURATION: [&str; 4] = [
    "SITREP_DATA",
    "SITREP_TEST_",
    "SITREP_BENCH_",
    "SITREP_REVISION",
];

/// A value and where it was set.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// The dotted key; empty for the root.
    pub(crate) key: String,
    pub(crate) origin: Origin,
    pub(crate) value: Value,
}

/// A value as it was written.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Table(BTreeMap<String, Node>),
    Array(Vec<Node>),
    String(String),
    Integer(i64),
    Float(f64),
    Boolean(bool),
    /// From a variable or a secret's file: it has the type that the key wants.
    Text(String),
}

impl Node {
    pub(crate) fn root() -> Self {
        Self {
            key: String::new(),
            origin: Origin::Implied,
            value: Value::Table(BTreeMap::new()),
        }
    }

    /// Every key below this node with its origin, to give a late complaint its place.
    pub(crate) fn origins(&self) -> BTreeMap<String, Origin> {
        let mut found = BTreeMap::from([(self.key.clone(), self.origin.clone())]);
        if let Value::Table(table) = &self.value {
            for node in table.values() {
                found.append(&mut node.origins());
            }
        }
        found
    }
}

/// The key of `name` inside `parent`.
pub(crate) fn join(parent: &str, name: &str) -> String {
    if parent.is_empty() {
        name.to_owned()
    } else {
        format!("{parent}.{name}")
    }
}

/// The variable that sets `key`.
pub(crate) fn variable(key: &str) -> String {
    format!("{PREFIX}{}", key.replace('.', "__").to_uppercase())
}

/// Reads a TOML file.
pub(crate) fn from_file(path: &Path) -> Result<Node, ConfigError> {
    let text = std::fs::read_to_string(path).map_err(|source| ConfigError::Unreadable {
        path: path.to_owned(),
        source,
    })?;
    let line = |offset: usize| {
        1 + text
            .bytes()
            .take(offset)
            .filter(|byte| *byte == b'\n')
            .count()
    };
    let table = DeTable::parse(&text).map_err(|error| ConfigError::Syntax {
        path: path.to_owned(),
        line: line(error.span().map_or(0, |span| span.start)),
        message: error.message().to_owned(),
    })?;
    let shared: Arc<Path> = path.into();
    let locate = |offset| Origin::File(Arc::clone(&shared), line(offset));
    let value = convert_table(&locate, "", table.get_ref());
    Ok(Node {
        key: String::new(),
        origin: Origin::Implied,
        value,
    })
}

/// Reads a TOML value that stands in a variable: an inline table or an array.
pub(crate) fn from_text(node: &Node, text: &str) -> Result<Value, Problem> {
    let parsed = DeValue::parse(text).map_err(|error| {
        let what = format!("is not a TOML value: {}", error.message());
        Problem::new(
            &node.key,
            what,
            "write it as in the file: { key = \"value\" } or [1, 2]",
        )
        .at(&node.origin)
    })?;
    Ok(convert(
        &|_| node.origin.clone(),
        &node.key,
        parsed.get_ref(),
    ))
}

/// Converts what the parser found; `locate` gives a byte offset its place.
fn convert(locate: &dyn Fn(usize) -> Origin, key: &str, value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Boolean(flag) => Value::Boolean(*flag),
        DeValue::Datetime(time) => Value::String(time.to_string()),
        // What does not fit a machine number is kept as text; the key's type refuses it.
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or_else(|_| Value::Text(number.to_string()), Value::Integer),
        DeValue::Float(number) => number
            .as_str()
            .parse()
            .map_or_else(|_| Value::Text(number.to_string()), Value::Float),
        DeValue::Array(values) => Value::Array(
            values
                .iter()
                .enumerate()
                .map(|(index, value)| {
                    let key = format!("{key}[{index}]");
                    let origin = locate(value.span().start);
                    let value = convert(locate, &key, value.get_ref());
                    Node { key, origin, value }
                })
                .collect(),
        ),
        DeValue::Table(table) => convert_table(locate, key, table),
    }
}

fn convert_table(locate: &dyn Fn(usize) -> Origin, key: &str, table: &DeTable<'_>) -> Value {
    let children = table.iter().map(|(name, value)| {
        let child = join(key, name.get_ref());
        let origin = locate(name.span().start);
        let value = convert(locate, &child, value.get_ref());
        (
            name.get_ref().to_string(),
            Node {
                key: child,
                origin,
                value,
            },
        )
    });
    Value::Table(children.collect())
}

/// Lays the environment over the tree; returns the variables that do not fit.
pub(crate) fn overlay(
    root: &mut Node,
    variables: impl IntoIterator<Item = (String, String)>,
) -> Vec<Problem> {
    // Sorted, so that the same environment always gives the same complaints.
    let variables: BTreeMap<_, _> = variables
        .into_iter()
        .filter(|(name, _)| {
            name.starts_with(PREFIX)
                && !NOT_CONFIGURATION.iter().any(|known| {
                    if known.ends_with('_') {
                        name.starts_with(known)
                    } else {
                        name == known
                    }
                })
        })
        .collect();
    variables
        .into_iter()
        .filter_map(|(name, text)| set(root, &name, text).err())
        .collect()
}

fn set(root: &mut Node, name: &str, text: String) -> Result<(), Problem> {
    let origin = Origin::Variable(name.to_owned());
    let path = name[PREFIX.len()..].to_lowercase();
    let segments: Vec<&str> = path.split("__").collect();
    if segments.iter().any(|segment| segment.is_empty()) {
        return Err(
            Problem::new(path, "not the name of a key", "SITREP_<SECTION>__<KEY>").at(&origin),
        );
    }
    let mut node = root;
    for segment in segments {
        let key = join(&node.key, segment);
        let Value::Table(children) = &mut node.value else {
            let what = format!(
                "set inside `{}`, which is no section ({})",
                node.key, node.origin
            );
            return Err(Problem::new(key, what, "set one of the two").at(&origin));
        };
        node = children.entry(segment.to_owned()).or_insert_with(|| Node {
            key,
            origin: origin.clone(),
            value: Value::Table(BTreeMap::new()),
        });
    }
    node.origin = origin;
    node.value = Value::Text(text);
    Ok(())
}
