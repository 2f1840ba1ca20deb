//! Ingest: the records that scrapers drop, in many shapes and with many faults, become
//! clean and identified [`Article`](sitrep_contract::Article)s, or dead letters with a
//! stable [`Reason`].
//!
//! The whole of it is one pure function, [`Cleaner::article`]; [`IngestStage`] plugs it
//! into the stream.
//!
//! ```
//! use sitrep_ingest::Cleaner;
//!
//! let raw = br#"{"url": "https://example.org/a?utm_source=x", "title": "Clashes near Idlib"}"#;
//! let received_at = "2024-08-01T00:00:00Z".parse()?;
//! let article = Cleaner::default().article(raw, None, received_at)?;
//! assert_eq!(article.canonical_url.as_deref(), Some("https://example.org/a"));
//! assert_eq!(article.input_shape, "plain");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod canonical;
mod clean;
mod cleaner;
mod config;
mod date;
mod decode;
#[cfg(test)]
mod documentation;
mod fields;
mod fingerprint;
mod html;
mod language;
mod limits;
mod outlet;
mod reason;
mod shape;
mod stage;

pub use cleaner::Cleaner;
pub use config::{Config, InputConfig};
pub use limits::Limits;
pub use reason::{Reason, Rejected};
pub use shape::Shape;
pub use stage::IngestStage;
