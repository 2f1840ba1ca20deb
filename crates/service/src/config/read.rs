//! Turns the tree into a typed configuration.
//!
//! A deserializer of its own, because serde hands it what no format crate passes on:
//! the names of the fields that each section knows (so an unknown key is found, and
//! the likeliest one suggested, without the section's help), and the type that is
//! wanted (so a variable's text `5432` is a port here and a password there).

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::de::value::{
    MapAccessDeserializer, MapDeserializer, SeqDeserializer, StringDeserializer,
};
use serde::de::{self, DeserializeOwned, IntoDeserializer, Visitor};

use super::SHARED;
use super::fault::Fault;
use super::problem::{Origin, Problem, closest};
use super::tree::{Node, Value, from_text, join, variable};

/// Ends the name of a key whose value is the content of a file.
const FILE: &str = "_file";

/// Reads a section, or says all that is wrong with it.
pub(crate) fn read<T: DeserializeOwned>(node: Node) -> Result<T, Vec<Problem>> {
    let unknown = RefCell::new(Vec::new());
    let result = T::deserialize(Reader {
        node,
        unknown: &unknown,
    });
    let mut problems = unknown.into_inner();
    match result {
        Ok(value) if problems.is_empty() => return Ok(value),
        Ok(_) => {}
        Err(fault) => problems.push(fault.into_problem()),
    }
    Err(problems)
}

struct Reader<'a> {
    node: Node,
    unknown: &'a RefCell<Vec<Problem>>,
}

impl<'a> Reader<'a> {
    /// The children of a section, or of an inline table in a variable.
    fn into_table(self) -> Result<(Node, BTreeMap<String, Node>), Fault> {
        let mut node = self.node;
        if let Value::Text(text) = &node.value {
            node.value = from_text(&node, text)?;
        }
        match std::mem::replace(&mut node.value, Value::Boolean(false)) {
            Value::Table(table) => Ok((node, table)),
            _ => Err(Problem::new(
                &node.key,
                "is a section, not a value",
                "give it keys of its own",
            )
            .at(&node.origin)
            .into()),
        }
    }

    /// Visits `entries` as a map, with this section's name for whatever is missing.
    fn visit_entries<'de, V: Visitor<'de>>(
        section: &Node,
        entries: Vec<(String, Node)>,
        unknown: &'a RefCell<Vec<Problem>>,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let entries = entries
            .into_iter()
            .map(|(name, node)| (name, Reader { node, unknown }));
        visitor
            .visit_map(MapDeserializer::new(entries))
            .map_err(|fault| fault.inside(section))
    }

    /// Lets the visitor see the value as it was written.
    fn visit<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let unknown = self.unknown;
        let Node { key, origin, value } = self.node;
        let result = match value {
            Value::Table(table) => {
                let entries = table
                    .into_iter()
                    .map(|(name, node)| (name, Reader { node, unknown }));
                visitor.visit_map(MapDeserializer::new(entries))
            }
            Value::Array(values) => {
                let values = values.into_iter().map(|node| Reader { node, unknown });
                visitor.visit_seq(SeqDeserializer::new(values))
            }
            Value::String(text) | Value::Text(text) => visitor.visit_string(text),
            Value::Integer(number) => visitor.visit_i64(number),
            Value::Float(number) => visitor.visit_f64(number),
            Value::Boolean(flag) => visitor.visit_bool(flag),
        };
        result.map_err(|fault| fault.about(&key, &origin))
    }

    /// Gives a variable's text the type it reads as, where a number or a flag is wanted.
    fn typed(mut self) -> Self {
        if let Value::Text(text) = &self.node.value {
            let digits = text.trim().replace('_', "");
            self.node.value = if let Ok(number) = digits.parse() {
                Value::Integer(number)
            } else if let Ok(number) = digits.parse() {
                Value::Float(number)
            } else if let Ok(flag) = digits.parse() {
                Value::Boolean(flag)
            } else {
                return self;
            };
        }
        self
    }
}

/// Replaces `name_file = "/path"` by `name = "<content of the file>"`, and decides
/// between two values for one name: the environment beats the file.
fn resolve(
    entries: &mut BTreeMap<String, Node>,
    name: &str,
    node: Node,
    from_file: bool,
) -> Result<(), Fault> {
    if let Some(other) = entries.get(name) {
        let ranks = (is_variable(&other.origin), is_variable(&node.origin));
        match ranks {
            (true, false) => return Ok(()),
            (false, true) => {}
            _ => {
                let what = format!("set twice: here and at {}", other.origin);
                return Err(Problem::new(node.key, what, "keep one of the two")
                    .at(&node.origin)
                    .into());
            }
        }
    }
    let node = if from_file {
        content(node, name)?
    } else {
        node
    };
    entries.insert(name.to_owned(), node);
    Ok(())
}

fn is_variable(origin: &Origin) -> bool {
    matches!(origin, Origin::Variable(_))
}

fn content(node: Node, name: &str) -> Result<Node, Fault> {
    let (Value::String(path) | Value::Text(path)) = &node.value else {
        let problem = Problem::new(
            &node.key,
            "is not a path",
            "name the file that holds the value",
        );
        return Err(problem.at(&node.origin).into());
    };
    let text = std::fs::read_to_string(path).map_err(|error| {
        let what = format!("cannot read {path}: {error}");
        Problem::new(
            &node.key,
            what,
            "mount the file, or make it readable for this user",
        )
        .at(&node.origin)
    })?;
    let parent = node
        .key
        .strip_suffix(&format!("{name}{FILE}"))
        .unwrap_or("")
        .trim_end_matches('.');
    let key = join(parent, name);
    Ok(Node {
        key,
        origin: node.origin,
        value: Value::Text(text.trim_end_matches(['\n', '\r']).to_owned()),
    })
}

/// Brings `a = { b = 1 }` into the form `"a.b" = 1`: a free map, such as a client's
/// properties, has dotted names, which TOML and the environment both read as nesting.
fn flatten(prefix: &str, table: BTreeMap<String, Node>, flat: &mut Vec<(String, Node)>) {
    for (name, mut node) in table {
        let name = join(prefix, &name);
        match std::mem::replace(&mut node.value, Value::Boolean(false)) {
            Value::Table(children) => flatten(&name, children, flat),
            value => {
                // `linger.ms = 5` is what people write, and text what the client takes.
                node.value = match value {
                    Value::Integer(number) => Value::Text(number.to_string()),
                    Value::Float(number) => Value::Text(number.to_string()),
                    Value::Boolean(flag) => Value::Text(flag.to_string()),
                    other => other,
                };
                flat.push((name, node));
            }
        }
    }
}

fn unknown_key(node: &Node, name: &str, section: &Node, fields: &[&'static str]) -> Problem {
    let shared: &[&str] = if section.key.is_empty() { &SHARED } else { &[] };
    let known = || fields.iter().chain(shared).copied();
    let spell = |field: &str| match &node.origin {
        Origin::Variable(_) => variable(&join(&section.key, field)),
        _ => join(&section.key, field),
    };
    // SITREP_KAFKA_BROKERS: one underscore where two belong.
    let nested = known().find_map(|field| {
        let rest = name.strip_prefix(field)?.strip_prefix('_')?;
        Some(spell(&format!("{field}.{rest}")))
    });
    let help = match nested.or_else(|| closest(name, known()).map(spell)) {
        Some(likely) => format!("did you mean {likely}?"),
        None => format!("known here: {}", known().collect::<Vec<_>>().join(", ")),
    };
    Problem::new(&node.key, "unknown key", help).at(&node.origin)
}

/// Forwards the types that a variable's text may have to be parsed for.
macro_rules! deserialize_typed {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            self.typed().visit(visitor)
        }
    )*};
}

impl<'de> de::Deserializer<'de> for Reader<'_> {
    type Error = Fault;

    deserialize_typed! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
        deserialize_f32 deserialize_f64
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.visit(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        // An orchestrator often cannot unset a variable, only empty it.
        match &self.node.value {
            Value::Text(text) if text.is_empty() => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Fault> {
        if let Value::Text(text) = &self.node.value {
            self.node.value = if text.trim_start().starts_with('[') {
                from_text(&self.node, text)?
            } else {
                let part = |part: &str| Node {
                    value: Value::Text(part.trim().to_owned()),
                    ..self.node.clone()
                };
                Value::Array(
                    text.split(',')
                        .filter(|part| !part.trim().is_empty())
                        .map(part)
                        .collect(),
                )
            };
        }
        self.visit(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let unknown = self.unknown;
        let (section, table) = self.into_table()?;
        let mut flat = Vec::new();
        flatten("", table, &mut flat);
        let mut entries = BTreeMap::new();
        for (name, node) in flat {
            match name.strip_suffix(FILE) {
                Some(value) => resolve(&mut entries, value, node, true)?,
                None => resolve(&mut entries, &name, node, false)?,
            }
        }
        Self::visit_entries(&section, entries.into_iter().collect(), unknown, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let unknown = self.unknown;
        let (section, table) = self.into_table()?;
        let mut entries = BTreeMap::new();
        for (name, node) in table {
            let value = name
                .strip_suffix(FILE)
                .filter(|value| fields.contains(value));
            match value {
                _ if fields.contains(&name.as_str()) => resolve(&mut entries, &name, node, false)?,
                Some(value) => resolve(&mut entries, value, node, true)?,
                None => unknown
                    .borrow_mut()
                    .push(unknown_key(&node, &name, &section, fields)),
            }
        }
        Self::visit_entries(&section, entries.into_iter().collect(), unknown, visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let unknown = self.unknown;
        let Node { key, origin, value } = self.node;
        let result = match value {
            Value::Table(table) => {
                let entries = table
                    .into_iter()
                    .map(|(name, node)| (name, Reader { node, unknown }));
                visitor.visit_enum(MapAccessDeserializer::new(MapDeserializer::new(entries)))
            }
            Value::String(text) | Value::Text(text) => {
                visitor.visit_enum(StringDeserializer::new(text))
            }
            _ => Err(de::Error::custom("is not one of the known words")),
        };
        result.map_err(|fault| fault.about(&key, &origin))
    }

    serde::forward_to_deserialize_any! {
        char str string bytes byte_buf unit unit_struct tuple tuple_struct identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Fault> for Reader<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
