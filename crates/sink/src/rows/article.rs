//! The rows of the article itself and of its outlet.

use jiff::Timestamp;
use sitrep_contract::{Article, DatePrecision, Outlet};
use sitrep_stream::Rejection;
use tokio_postgres::types::{ToSql, Type};
use uuid::Uuid;

use super::field;
use crate::{
    staging::Staged,
    version::{self, ArticleState, CoderVersion},
};

/// By what and when an article was coded.
pub(super) struct Coding {
    pub(super) coded: bool,
    pub(super) coder_version: String,
    pub(super) lexicon_version: String,
    pub(super) coded_at: Timestamp,
}

#[derive(Debug)]
pub(crate) struct ArticleRow {
    record: i32,
    pub(super) id: Uuid,
    url: Option<String>,
    canonical_url: Option<String>,
    outlet_id: Option<String>,
    title: Option<String>,
    body: Option<String>,
    authors: Vec<String>,
    published_at: Option<Timestamp>,
    published_precision: Option<&'static str>,
    published_zone_assumed: Option<bool>,
    seen_at: Option<Timestamp>,
    scraped_at: Timestamp,
    language: Option<String>,
    language_confidence: Option<f32>,
    content_hash: String,
    near_duplicate_signature: Option<i64>,
    input_shape: Option<String>,
    raw_hash: Option<String>,
    cleaned: [i32; 5],
    coded: bool,
    coder_version: String,
    lexicon_version: String,
    coded_at: Timestamp,
    version: Vec<u8>,
}

impl ArticleRow {
    pub(super) fn of(
        record: i32,
        article: Article,
        outlet: Option<&OutletRow>,
        coding: Coding,
    ) -> Result<Self, Rejection> {
        let coder = CoderVersion::parse(&coding.coder_version)
            .ok_or_else(|| field::invalid("coder_version", "not major.minor.patch"))?;
        let scraped_at = field::instant("scraped_at", article.scraped_at)?
            .ok_or_else(|| field::missing("scraped_at"))?;
        let content_hash = field::required("content_hash", article.content_hash)?;
        let version = ArticleState {
            scraped_at,
            content_hash: &content_hash,
            coder,
            coded_at: coding.coded_at,
            lexicon_version: &coding.lexicon_version,
        }
        .version();
        let published = article.published.unwrap_or_default();
        let published_at = field::instant("published", published.value)?;
        let published_precision =
            field::label::<DatePrecision>("published.precision", published.precision)?;
        let language = article
            .language
            .filter(|language| !language.code.is_empty());
        let counts = article.cleaning.unwrap_or_default();
        let cleaned = [
            field::integer("cleaning.nul", counts.nul)?,
            field::integer("cleaning.control", counts.control)?,
            field::integer("cleaning.format", counts.format)?,
            field::integer("cleaning.replaced", counts.replaced)?,
            field::integer("cleaning.normalised", counts.normalised)?,
        ];
        Ok(Self {
            record,
            id: field::uuid("article.id", &article.id)?,
            url: article.url,
            canonical_url: article.canonical_url,
            outlet_id: outlet.map(|outlet| outlet.id.clone()),
            title: article.title,
            body: article.body,
            authors: article.authors,
            published_at,
            published_precision,
            published_zone_assumed: published_at.map(|_| published.zone_assumed),
            seen_at: field::instant("seen_at", article.seen_at)?,
            scraped_at,
            language_confidence: language.as_ref().map(|language| language.confidence),
            language: language.map(|language| language.code),
            content_hash,
            near_duplicate_signature: article.near_duplicate_signature.map(u64::cast_signed),
            input_shape: field::said(article.input_shape),
            raw_hash: field::said(article.raw_hash),
            cleaned,
            coded: coding.coded,
            coder_version: coding.coder_version,
            lexicon_version: coding.lexicon_version,
            coded_at: coding.coded_at,
            version,
        })
    }
}

impl Staged for ArticleRow {
    const TABLE: &'static str = "articles";
    const COLUMNS: &'static [(&'static str, Type)] = &[
        ("record", Type::INT4),
        ("id", Type::UUID),
        ("url", Type::TEXT),
        ("canonical_url", Type::TEXT),
        ("outlet_id", Type::TEXT),
        ("title", Type::TEXT),
        ("body", Type::TEXT),
        ("authors", Type::TEXT_ARRAY),
        ("published_at", Type::TIMESTAMPTZ),
        ("published_precision", Type::TEXT),
        ("published_zone_assumed", Type::BOOL),
        ("seen_at", Type::TIMESTAMPTZ),
        ("scraped_at", Type::TIMESTAMPTZ),
        ("language", Type::TEXT),
        ("language_confidence", Type::FLOAT4),
        ("content_hash", Type::TEXT),
        ("near_duplicate_signature", Type::INT8),
        ("input_shape", Type::TEXT),
        ("raw_hash", Type::TEXT),
        ("cleaned_nul", Type::INT4),
        ("cleaned_control", Type::INT4),
        ("cleaned_format", Type::INT4),
        ("cleaned_replaced", Type::INT4),
        ("cleaned_normalised", Type::INT4),
        ("coded", Type::BOOL),
        ("coder_version", Type::TEXT),
        ("lexicon_version", Type::TEXT),
        ("coded_at", Type::TIMESTAMPTZ),
        ("version", Type::BYTEA),
    ];

    fn values(&self) -> Vec<&(dyn ToSql + Sync)> {
        let [nul, control, format, replaced, normalised] = &self.cleaned;
        vec![
            &self.record,
            &self.id,
            &self.url,
            &self.canonical_url,
            &self.outlet_id,
            &self.title,
            &self.body,
            &self.authors,
            &self.published_at,
            &self.published_precision,
            &self.published_zone_assumed,
            &self.seen_at,
            &self.scraped_at,
            &self.language,
            &self.language_confidence,
            &self.content_hash,
            &self.near_duplicate_signature,
            &self.input_shape,
            &self.raw_hash,
            nul,
            control,
            format,
            replaced,
            normalised,
            &self.coded,
            &self.coder_version,
            &self.lexicon_version,
            &self.coded_at,
            &self.version,
        ]
    }
}

#[derive(Debug)]
pub(crate) struct OutletRow {
    record: i32,
    id: String,
    domain: Option<String>,
    name: Option<String>,
    as_of: Timestamp,
    version: Vec<u8>,
}

impl OutletRow {
    /// `None` where neither name nor domain is known.
    pub(super) fn of(record: i32, outlet: Option<&Outlet>, coded_at: Timestamp) -> Option<Self> {
        let domain = outlet?.domain.clone().and_then(field::said);
        let name = outlet?.name.clone().and_then(field::said);
        let id = match (&domain, &name) {
            (Some(domain), _) => format!("domain/{domain}"),
            (None, Some(name)) => format!("name/{name}"),
            (None, None) => return None,
        };
        let as_of = version::hour(coded_at);
        Some(Self {
            record,
            version: version::dimension(as_of, &[name.as_deref()]),
            id,
            domain,
            name,
            as_of,
        })
    }
}

impl Staged for OutletRow {
    const TABLE: &'static str = "outlets";
    const COLUMNS: &'static [(&'static str, Type)] = &[
        ("record", Type::INT4),
        ("id", Type::TEXT),
        ("domain", Type::TEXT),
        ("name", Type::TEXT),
        ("as_of", Type::TIMESTAMPTZ),
        ("version", Type::BYTEA),
    ];

    fn values(&self) -> Vec<&(dyn ToSql + Sync)> {
        vec![
            &self.record,
            &self.id,
            &self.domain,
            &self.name,
            &self.as_of,
            &self.version,
        ]
    }
}
