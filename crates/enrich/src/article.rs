//! From an article to a coded article.
//!
//! Prevents the command line and the service from coding the same article differently.

use jiff::{civil::Date, tz::TimeZone};
use sitrep_coder::{Coder, Coding, Document, Trace};
use sitrep_contract::{Article, CodedArticle, DatePrecision, timestamp_to};

/// ISO 639-1 code of the one language the coder reads.
const CODED_LANGUAGE: &str = "en";

/// Below this confidence a detected foreign language is not believed: short and
/// name-heavy texts are often taken for another language.
const SURE_LANGUAGE: f32 = 0.9;

/// Codes one article. An article without text, or surely not in English, passes through
/// uncoded, with `coded` false: it is kept, but says nothing about events.
pub fn coded_article(coder: &Coder, article: Article) -> CodedArticle {
    code_with(coder, article, Coder::code).0
}

/// Codes one article and keeps the trace of every decision.
pub fn explained_article(coder: &Coder, article: Article) -> (CodedArticle, Trace) {
    code_with(coder, article, Coder::explain)
}

fn code_with(
    coder: &Coder,
    article: Article,
    code: impl Fn(&Coder, &Document<'_>) -> Coding,
) -> (CodedArticle, Trace) {
    let coded = is_codable(&article);
    let coding = if coded {
        code(coder, &document(&article))
    } else {
        Coding::default()
    };
    let coded_article = CodedArticle {
        article: Some(article),
        entities: coding.entities,
        mentions: coding.mentions,
        events: coding.events,
        coder_version: Coder::version().to_owned(),
        lexicon_version: coder.lexicon_version().to_owned(),
        coded,
    };
    (coded_article, coding.trace)
}

fn document(article: &Article) -> Document<'_> {
    let domain = article
        .outlet
        .as_ref()
        .and_then(|outlet| outlet.domain.as_deref());
    Document {
        article_id: &article.id,
        title: article.title.as_deref().unwrap_or_default(),
        body: article.body.as_deref().unwrap_or_default(),
        published: publication_day(article),
        outlet_country: domain.and_then(country_of_domain),
    }
}

fn is_codable(article: &Article) -> bool {
    let has_text = article
        .body
        .as_deref()
        .is_some_and(|body| !body.trim().is_empty());
    let foreign = article.language.as_ref().is_some_and(|language| {
        language.code != CODED_LANGUAGE && language.confidence >= SURE_LANGUAGE
    });
    has_text && !foreign
}

/// The UTC day of publication; `None` where not even the day is known.
pub fn publication_day(article: &Article) -> Option<Date> {
    let published = article.published.as_ref()?;
    match published.precision() {
        DatePrecision::Second | DatePrecision::Minute | DatePrecision::Day => {
            let instant = timestamp_to(published.value.as_ref()?)?;
            Some(instant.to_zoned(TimeZone::UTC).date())
        }
        DatePrecision::Month | DatePrecision::Year | DatePrecision::Unspecified => None,
    }
}

/// The country a domain belongs to by its top-level domain, ISO 3166-1 alpha-2. Country
/// domains that the world uses as generic ones say nothing.
fn country_of_domain(domain: &str) -> Option<&'static str> {
    const COUNTRY_DOMAINS: &str = include_str!("../data/country_domains.txt");
    let (_, top) = domain.rsplit_once('.')?;
    COUNTRY_DOMAINS
        .lines()
        .filter_map(|line| line.split_once(' '))
        .find_map(|(known, country)| (known == top).then_some(country))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sitrep_contract::{Language, Published, timestamp_from};

    fn article(body: Option<&str>, language: Option<(&str, f32)>) -> Article {
        Article {
            id: "a".into(),
            body: body.map(Into::into),
            language: language.map(|(code, confidence)| Language {
                code: code.into(),
                confidence,
            }),
            ..Article::default()
        }
    }

    #[test]
    fn an_article_without_text_is_not_codable() {
        assert!(!is_codable(&article(None, None)));
        assert!(!is_codable(&article(Some(" \n"), None)));
    }

    #[test]
    fn only_a_sure_foreign_language_keeps_an_article_from_the_coder() {
        assert!(is_codable(&article(Some("Clashes."), Some(("en", 1.0)))));
        assert!(is_codable(&article(Some("Clashes."), Some(("tl", 0.4)))));
        assert!(!is_codable(&article(
            Some("Enfrentamientos."),
            Some(("es", 1.0))
        )));
    }

    #[test]
    fn a_publication_date_without_a_day_is_no_anchor() {
        let published = |precision: DatePrecision| Article {
            published: Some(Published {
                value: Some(timestamp_from(
                    "2024-07-01T22:00:00Z".parse().expect("an instant"),
                )),
                precision: precision as i32,
                zone_assumed: true,
            }),
            ..Article::default()
        };
        assert_eq!(
            publication_day(&published(DatePrecision::Day)).map(|day| day.to_string()),
            Some("2024-07-01".to_owned())
        );
        assert_eq!(publication_day(&published(DatePrecision::Month)), None);
    }

    #[test]
    fn a_country_domain_names_the_outlet_s_country_and_a_generic_one_does_not() {
        assert_eq!(country_of_domain("hurriyet.com.tr"), Some("TR"));
        assert_eq!(country_of_domain("bbc.co.uk"), Some("GB"));
        assert_eq!(country_of_domain("example.org"), None);
        assert_eq!(country_of_domain("news.tv"), None);
    }
}
