//! The rows of the article itself and of its outlet.

use jiff::Timestamp;
use sitrep_contract::{Article, DatePrecision, Outlet};
use sitrep_stream::Rejection;
use uuid::Uuid;

use super::field;
use crate::{
    staging::staged,
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

staged! {
    ArticleRow => "articles" {
        record: INT4,
        id: UUID,
        url: TEXT,
        canonical_url: TEXT,
        outlet_id: TEXT,
        title: TEXT,
        body: TEXT,
        authors: TEXT_ARRAY,
        published_at: TIMESTAMPTZ,
        published_precision: TEXT,
        published_zone_assumed: BOOL,
        seen_at: TIMESTAMPTZ,
        scraped_at: TIMESTAMPTZ,
        language: TEXT,
        language_confidence: FLOAT4,
        content_hash: TEXT,
        near_duplicate_signature: INT8,
        input_shape: TEXT,
        raw_hash: TEXT,
        cleaned_nul(cleaned[0]): INT4,
        cleaned_control(cleaned[1]): INT4,
        cleaned_format(cleaned[2]): INT4,
        cleaned_replaced(cleaned[3]): INT4,
        cleaned_normalised(cleaned[4]): INT4,
        coded: BOOL,
        coder_version: TEXT,
        lexicon_version: TEXT,
        coded_at: TIMESTAMPTZ,
        version: BYTEA,
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

staged! {
    OutletRow => "outlets" {
        record: INT4,
        id: TEXT,
        domain: TEXT,
        name: TEXT,
        as_of: TIMESTAMPTZ,
        version: BYTEA,
    }
}
