//! The codes under which the sink sets records aside.
//!
//! They are an interface: alerts and replay scripts match them, so a code never changes
//! its meaning and a record never gets a made-up one.

use sitrep_stream::Rejection;

/// Why the sink set a record aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// The record has no value.
    EmptyRecord,
    /// The header names another message type.
    WrongMessage,
    /// The value is no protobuf of a `CodedArticle`.
    InvalidProtobuf,
    /// A field that every coded article has is missing.
    MissingField,
    /// A field holds what it must not: an id that is no UUID, a date that is none.
    InvalidField,
    /// An enumeration holds a number that this version does not know.
    UnknownLabel,
    /// Two events of the article have the same id.
    DuplicateEvent,
    /// A mention, an actor or a claim refers to an entity that the article does not list.
    UnknownEntity,
    /// PostgreSQL refuses the article's rows, whatever they are written with.
    RefusedByDatabase,
}

impl Reason {
    /// Every reason, for documentation.
    pub const ALL: [Self; 9] = [
        Self::EmptyRecord,
        Self::WrongMessage,
        Self::InvalidProtobuf,
        Self::MissingField,
        Self::InvalidField,
        Self::UnknownLabel,
        Self::DuplicateEvent,
        Self::UnknownEntity,
        Self::RefusedByDatabase,
    ];

    /// The code, as in the dead letter's header.
    pub fn code(self) -> &'static str {
        match self {
            Self::EmptyRecord => "empty_record",
            Self::WrongMessage => "wrong_message",
            Self::InvalidProtobuf => "invalid_protobuf",
            Self::MissingField => "missing_field",
            Self::InvalidField => "invalid_field",
            Self::UnknownLabel => "unknown_label",
            Self::DuplicateEvent => "duplicate_event",
            Self::UnknownEntity => "unknown_entity",
            Self::RefusedByDatabase => "refused_by_database",
        }
    }

    /// What it means and what to do, in one sentence.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::EmptyRecord => "The record has no value; find out who writes tombstones.",
            Self::WrongMessage => {
                "The header names another message type; the topic is wired to the wrong producer."
            }
            Self::InvalidProtobuf => {
                "The value is no CodedArticle; a foreign or truncated record was produced."
            }
            Self::MissingField => {
                "A field that every coded article has is missing; the producer is at fault."
            }
            Self::InvalidField => "A field holds what it must not; the producer is at fault.",
            Self::UnknownLabel => {
                "An enumeration has a value unknown here; update the sink, then replay."
            }
            Self::DuplicateEvent => "Two events share an id; the coder is at fault.",
            Self::UnknownEntity => {
                "A reference to an entity that the article does not list; the coder is at fault."
            }
            Self::RefusedByDatabase => {
                "PostgreSQL refuses a value or a constraint fails; the detail names it."
            }
        }
    }

    pub(crate) fn reject(self, detail: impl Into<String>) -> Rejection {
        Rejection::new(self.code(), detail)
    }
}

#[cfg(test)]
mod tests {
    use super::Reason;

    #[test]
    fn every_reason_is_documented_in_its_own_words() {
        let page = include_str!("../../../docs/dead-letters.md");
        let (_, section) = page
            .split_once("\n## sink\n")
            .expect("the heading is there");
        for reason in Reason::ALL {
            let row = format!("\n| `{}` | {} |\n", reason.code(), reason.meaning());
            assert!(section.contains(&row), "{row}");
        }
    }

    #[test]
    fn codes_are_snake_case_and_distinct() {
        let mut codes: Vec<_> = Reason::ALL.iter().map(|reason| reason.code()).collect();
        for code in &codes {
            assert!(code.chars().all(|c| c == '_' || c.is_ascii_lowercase()));
        }
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), Reason::ALL.len());
    }
}
