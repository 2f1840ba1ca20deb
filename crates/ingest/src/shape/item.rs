//! One JSON object, with the questions that every shape's reader asks of it.
//!
//! Prevents each reader from having its own idea of "absent": a missing field, `null`,
//! an empty string and the string "None" are the same everywhere.

use serde_json::{Map, Value};

use crate::{Reason, Rejected, fields::Date};

/// A JSON object that is, or is part of, a scraped article.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item<'a>(pub(crate) &'a Map<String, Value>);

impl<'a> Item<'a> {
    /// The field's value, unless it stands for "nothing".
    pub(crate) fn get(self, field: &str) -> Option<&'a Value> {
        self.0.get(field).filter(|value| !is_absent(value))
    }

    /// Whether the field is there, even if empty: detection goes by names.
    pub(crate) fn has(self, field: &str) -> bool {
        self.0.contains_key(field)
    }

    /// The text of a field that an article cannot do without.
    ///
    /// # Errors
    /// [`Reason::WrongType`] if it is there and no string.
    pub(crate) fn text(self, field: &'static str) -> Result<Option<&'a str>, Rejected> {
        match self.get(field) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(wrong_type(field, other)),
        }
    }

    /// The first of several fields that has text.
    pub(crate) fn first(self, fields: &[&'static str]) -> Result<Option<&'a str>, Rejected> {
        for field in fields {
            if let Some(text) = self.text(field)? {
                return Ok(Some(text));
            }
        }
        Ok(None)
    }

    /// The text of a field that an article can do without: any other type is ignored.
    pub(crate) fn word(self, field: &str) -> Option<&'a str> {
        self.get(field)?.as_str()
    }

    /// The object in a field.
    pub(crate) fn object(self, field: &str) -> Option<Item<'a>> {
        self.get(field)?.as_object().map(Item)
    }

    /// The objects in a field that holds one or an array of them.
    pub(crate) fn objects(self, field: &str) -> impl Iterator<Item = Item<'a>> {
        one_or_many(self.get(field)).filter_map(|value| value.as_object().map(Item))
    }

    /// The first of several fields that has a date.
    pub(crate) fn date(self, fields: &[&'static str]) -> Option<Date<'a>> {
        fields.iter().find_map(|field| {
            let value = self.get(field)?;
            Some(Date { field, value })
        })
    }

    /// The names in a field, see [`names`].
    pub(crate) fn names(self, field: &str) -> Vec<&'a str> {
        self.get(field).map(names).unwrap_or_default()
    }
}

/// A field's value, or the items of the array that it holds.
pub(crate) fn one_or_many(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let (one, many) = match value {
        Some(Value::Array(items)) => (None, items.as_slice()),
        other => (other, [].as_slice()),
    };
    one.into_iter()
        .chain(many)
        .filter(|value| !is_absent(value))
}

/// Whether a value stands for "nothing". Python scrapers write `str(None)`.
pub(crate) fn is_absent(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => matches!(text.trim(), "" | "None" | "null" | "nan" | "NaN"),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Names of people or organisations: a string ("A; B"), an object with a `name`, or an
/// array of these.
pub(crate) fn names(value: &Value) -> Vec<&str> {
    one_or_many(Some(value))
        .flat_map(|one| match one {
            Value::String(text) => text.split([';', '\n', '|']).collect(),
            Value::Object(object) => ["name", "nameRaw", "#text"]
                .iter()
                .find_map(|field| Item(object).word(field))
                .into_iter()
                .collect(),
            _ => Vec::new(),
        })
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect()
}

/// The refusal of a field with a type that its shape does not allow.
pub(crate) fn wrong_type(field: &str, value: &Value) -> Rejected {
    let found = match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    };
    Reason::WrongType.because(format!("field {field} holds {found}"))
}

/// The address, if it is one for the web: ids of feeds and agencies often are not.
pub(crate) fn web_address(text: &str) -> Option<&str> {
    crate::canonical::parse(text).map(|_| text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_come_in_every_form() {
        assert_eq!(names(&json!("Ann Lee; Bo Ek")), ["Ann Lee", "Bo Ek"]);
        assert_eq!(
            names(&json!(["Ann Lee", {"name": "Bo Ek"}, 3, null])),
            ["Ann Lee", "Bo Ek"]
        );
        assert_eq!(names(&json!({"nameRaw": "Ann Lee"})), ["Ann Lee"]);
        assert_eq!(names(&json!(7)), Vec::<&str>::new());
    }

    #[test]
    fn nothing_has_many_spellings_and_a_wrong_type_is_none_of_them() {
        let value = json!({"a": null, "b": "None", "c": " ", "d": [], "e": 5});
        let item = Item(value.as_object().expect("an object"));
        for field in ["a", "b", "c", "d", "f"] {
            assert_eq!(item.text(field), Ok(None), "{field}");
        }
        let error = item.text("e").expect_err("is refused");
        assert_eq!(error.to_string(), "wrong_type: field e holds a number");
    }
}
