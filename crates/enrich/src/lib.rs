//! The `enrich` service: reads articles, codes them, and writes coded articles.
//!
//! All judgement is in `sitrep-coder`; this crate only carries articles to it and its
//! result on, and keeps articles that cannot be coded moving instead of losing them.

mod article;
mod config;
mod data;
mod error;
mod live;
pub mod metrics;
mod stage;

pub use article::{coded_article, explained_article, publication_day};
pub use config::{Config, GazetteerConfig, LexiconConfig};
pub use data::{DataError, DataFiles, OverrideFile, override_files};
pub use error::EnrichError;
pub use live::{LiveCoder, Look};
pub use stage::{CodeArticles, Reason};
