//! The stage: one article record in, one coded-article record out.

use std::sync::Arc;

use prost::Message as _;
use sitrep_coder::Coder;
use sitrep_contract::{Article, headers};
use sitrep_stream::{Headers, Outcome, Output, Record, Rejection, Stage};

use crate::{LiveCoder, coded_article};

/// Why enrich sets a record aside. The codes are stable; `docs/dead-letters.md` lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The record has no value.
    Empty,
    /// The value is not a `sitrep.v1.Article`.
    NotAnArticle,
    /// The article has no id, so nothing could refer to it.
    NoId,
}

impl Reason {
    /// Every reason.
    pub const ALL: &'static [Self] = &[Self::Empty, Self::NotAnArticle, Self::NoId];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotAnArticle => "not_an_article",
            Self::NoId => "no_article_id",
        }
    }

    /// What it means, for the documentation.
    pub const fn explanation(self) -> &'static str {
        match self {
            Self::Empty => "the record has no value",
            Self::NotAnArticle => "the value does not decode as a sitrep.v1.Article",
            Self::NoId => "the article carries no id",
        }
    }
}

/// Codes articles.
pub struct CodeArticles {
    coder: Arc<LiveCoder>,
}

impl CodeArticles {
    /// A stage around a coder.
    pub fn new(coder: Arc<Coder>) -> Self {
        Self::live(Arc::new(LiveCoder::fixed(coder)))
    }

    /// A stage around a coder that follows its data files.
    pub fn live(coder: Arc<LiveCoder>) -> Self {
        Self { coder }
    }

    fn output(&self, record: &Record) -> Result<Output, Rejection> {
        let reject = |reason: Reason, detail: String| Rejection {
            reason: reason.code(),
            detail,
        };
        let payload = record
            .payload
            .as_deref()
            .ok_or_else(|| reject(Reason::Empty, "expected a sitrep.v1.Article".to_owned()))?;
        let article = Article::decode(payload)
            .map_err(|error| reject(Reason::NotAnArticle, error.to_string()))?;
        if article.id.is_empty() {
            return Err(reject(
                Reason::NoId,
                "field id is empty; ingest always sets it".to_owned(),
            ));
        }
        let key = article.id.clone().into_bytes();
        let coded = coded_article(&self.coder.current(), article);
        let mut output_headers = Headers::default();
        output_headers.set(headers::MESSAGE_TYPE, b"sitrep.v1.CodedArticle".to_vec());
        Ok(Output {
            key,
            payload: coded.encode_to_vec(),
            headers: output_headers,
        })
    }
}

impl Stage for CodeArticles {
    fn name(&self) -> &'static str {
        "enrich"
    }

    fn process(&self, record: &Record) -> Outcome {
        match self.output(record) {
            Ok(output) => Outcome::Emit(vec![output]),
            Err(rejection) => Outcome::Reject(rejection),
        }
    }
}
