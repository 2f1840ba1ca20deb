//! A raw record becomes an article: the one path on which every shape is decoded,
//! read, cleaned, judged and identified. Pure: no clock, no I/O.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use sitrep_contract::{Article, CleaningCounts, Outlet, ids, timestamp_from};
use url::Url;

use crate::{
    Limits, Reason, Rejected, Shape, canonical, clean,
    date::{self, Reading, Unreadable},
    decode,
    fields::{Date, Fields, Text},
    fingerprint, html, language, outlet, shape,
};

/// How far a date may lie ahead of its receipt: one day for zones that were assumed
/// wrongly, one for outlets that date tomorrow's paper today.
const FUTURE_TOLERANCE: SignedDuration = SignedDuration::from_hours(48);

/// No outlet's archive on the web is dated earlier; what is, is a misread number.
const EARLIEST_YEAR: i16 = 1900;

/// Turns raw records into articles.
#[derive(Debug, Clone, Default)]
pub struct Cleaner {
    limits: Limits,
}

impl Cleaner {
    /// A cleaner with these limits.
    pub fn new(limits: Limits) -> Self {
        Self { limits }
    }

    /// The article in a raw record. The same bytes with the same receipt give the
    /// same article.
    ///
    /// `forced` takes the place of detection. `received_at` is when the record reached
    /// the topic: the measure for "in the future", and the scraping time of records
    /// that give none.
    ///
    /// # Errors
    /// [`Rejected`], with a stable reason, if there is no article in the bytes.
    pub fn article(
        &self,
        raw: &[u8],
        forced: Option<Shape>,
        received_at: Timestamp,
    ) -> Result<Article, Rejected> {
        let decoded = decode::decode(raw, &self.limits)?;
        let (shape, fields) = shape::read(&decoded.value, forced)?;
        let mut counts = CleaningCounts {
            replaced: decoded.replaced,
            ..CleaningCounts::default()
        };

        let address = self.address(&fields)?;
        let outlet = outlet::outlet(
            fields.outlet_name,
            fields.outlet_domain,
            address.as_ref(),
            &mut counts,
        );
        let title = self.title(&fields, outlet.as_ref(), &mut counts)?;
        let body = fields
            .body
            .as_ref()
            .map(|body| clean::text(&unmarked(body), &mut counts))
            .filter(|body| !body.is_empty());
        if address.is_none() && title.is_none() && body.is_none() {
            return Err(Reason::NoContent.because(format!("read as {shape}")));
        }

        let published = fields
            .published
            .map(|date| published(date, received_at))
            .transpose()?
            .flatten();
        let not_after_receipt = |value| {
            let reading = date::read(value).ok().flatten()?;
            (!is_future(reading.instant, received_at)).then_some(reading.instant)
        };
        let seen_at = fields.seen.and_then(not_after_receipt);
        let scraped_at = fields
            .scraped
            .and_then(not_after_receipt)
            .unwrap_or(received_at);

        let raw_hash = fingerprint::raw_hash(raw);
        let canonical_url = address.as_ref().map(Url::to_string);
        let title_text = title.as_deref().unwrap_or_default();
        let body_text = body.as_deref().unwrap_or_default();
        let id = match &canonical_url {
            Some(address) => ids::article_id(address),
            None => ids::article_id_without_url(
                outlet_key(outlet.as_ref()),
                title_text,
                &published.map(publication_day).unwrap_or_default(),
                &raw_hash,
            ),
        };
        Ok(Article {
            id: id.to_string(),
            url: fields.url.map(|url| clean::line(url, &mut counts)),
            canonical_url,
            authors: authors(&fields.authors, &mut counts),
            published: published.map(Into::into),
            scraped_at: Some(timestamp_from(scraped_at)),
            seen_at: seen_at.map(timestamp_from),
            language: language::language(fields.language, body_text),
            content_hash: fingerprint::content_hash(title_text, body_text),
            near_duplicate_signature: body.as_deref().map(fingerprint::near_duplicate_signature),
            input_shape: shape.name().to_owned(),
            raw_hash,
            outlet,
            title,
            body,
            // Last, when everything has been counted.
            cleaning: Some(counts),
        })
    }

    /// The canonical address. The page's own canonical link wins if it is of the same
    /// outlet: one to another outlet marks a copy, which is an article of its own, and
    /// one to the front page is a fault of the site.
    fn address(&self, fields: &Fields<'_>) -> Result<Option<Url>, Rejected> {
        let scraped = fields.url.map(|url| self.web_address(url)).transpose()?;
        let linked = fields
            .canonical_url
            .and_then(|url| self.web_address(url).ok())
            .filter(|linked| {
                scraped.as_ref().is_none_or(|scraped| {
                    let to_front_page = linked.path() == "/" && scraped.path() != "/";
                    canonical::same_outlet(linked, scraped) && !to_front_page
                })
            });
        Ok(linked.or(scraped))
    }

    fn web_address(&self, address: &str) -> Result<Url, Rejected> {
        let limit = self.limits.url_bytes;
        let too_long = |length| {
            Reason::UrlTooLong.because(format!("{length} bytes; limits.url_bytes is {limit}"))
        };
        if address.len() > limit {
            return Err(too_long(address.len()));
        }
        let url = canonical::parse(address)
            .ok_or_else(|| Reason::BadUrl.because("not an absolute http or https address"))?;
        let canonical = canonical::canonical(&url);
        // Percent-encoding makes addresses longer.
        if canonical.as_str().len() > limit {
            return Err(too_long(canonical.as_str().len()));
        }
        Ok(canonical)
    }

    fn title(
        &self,
        fields: &Fields<'_>,
        outlet: Option<&Outlet>,
        counts: &mut CleaningCounts,
    ) -> Result<Option<String>, Rejected> {
        let Some(title) = &fields.title else {
            return Ok(None);
        };
        let title = outlet::headline(&clean::line(&unmarked(title), counts), outlet);
        let length = title.chars().count();
        if length > self.limits.title_chars {
            return Err(Reason::TitleTooLong.because(format!(
                "{length} code points; limits.title_chars is {}",
                self.limits.title_chars
            )));
        }
        Ok(Some(title).filter(|title| !title.is_empty()))
    }
}

/// Text without mark-up.
fn unmarked<'a>(text: &'a Text<'_>) -> std::borrow::Cow<'a, str> {
    match text {
        Text::Plain(text) => text.as_ref().into(),
        Text::Html(text) => html::to_text(text).into(),
    }
}

fn published(date: Date<'_>, received_at: Timestamp) -> Result<Option<Reading>, Rejected> {
    let field = date.field;
    let reading = date::read(date.value).map_err(|unreadable| match unreadable {
        Unreadable::Form => Reason::BadDate.because(format!("field {field} is no date")),
        Unreadable::Type => {
            Reason::WrongType.because(format!("field {field} holds no string and no number"))
        }
    })?;
    let Some(reading) = reading else {
        return Ok(None);
    };
    if reading.instant.to_zoned(TimeZone::UTC).year() < EARLIEST_YEAR {
        return Err(Reason::DateTooOld.because(format!("field {field} says {}", reading.instant)));
    }
    if is_future(reading.instant, received_at) {
        return Err(Reason::DateInFuture.because(format!(
            "field {field} says {}; received {received_at}",
            reading.instant
        )));
    }
    Ok(Some(reading))
}

fn is_future(instant: Timestamp, received_at: Timestamp) -> bool {
    instant.duration_since(received_at) > FUTURE_TOLERANCE
}

/// The day as `YYYY-MM-DD`, UTC.
fn publication_day(reading: Reading) -> String {
    reading.instant.to_zoned(TimeZone::UTC).date().to_string()
}

/// What stands for the outlet in the id of an article without an address.
fn outlet_key(outlet: Option<&Outlet>) -> &str {
    outlet
        .and_then(|outlet| outlet.name.as_deref().or(outlet.domain.as_deref()))
        .unwrap_or_default()
}

/// Cleaned names, each once, in the order given. Profile addresses are no names.
fn authors(raw: &[&str], counts: &mut CleaningCounts) -> Vec<String> {
    let mut known = BTreeSet::new();
    raw.iter()
        .map(|name| clean::line(name, counts))
        .map(|name| match name.get(..3) {
            Some(by) if by.eq_ignore_ascii_case("by ") => name[3..].to_owned(),
            _ => name,
        })
        .filter(|name| !name.is_empty() && !name.contains("://"))
        .filter(|name| known.insert(name.to_lowercase()))
        .collect()
}
