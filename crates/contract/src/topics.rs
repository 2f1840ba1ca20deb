//! Default topic names. Each can be changed in a service's configuration.

/// Scraped articles as the scrapers drop them: JSON, many shapes.
pub const RAW: &str = "sitrep.articles.raw";
/// Cleaned and identified articles: [`Article`](crate::Article), keyed by article id.
pub const ARTICLES: &str = "sitrep.articles.v1";
/// Coded articles: [`CodedArticle`](crate::CodedArticle), keyed by article id.
pub const CODED: &str = "sitrep.coded.v1";
/// Records set aside, with their reason in the [headers](crate::headers).
pub const DEAD: &str = "sitrep.dead.v1";
