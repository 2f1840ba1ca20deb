//! Deterministic ids: the same article and the same act get the same id on every
//! run and every machine, so that writing twice is writing once.
//!
//! Every id is a UUIDv5 in one namespace, over parts joined by a line feed. In Python:
//!
//! ```python
//! import uuid
//! SITREP = uuid.uuid5(uuid.NAMESPACE_DNS, "sitrep")
//! article_id = uuid.uuid5(SITREP, "article\nhttps://example.org/a")
//! ```

use std::fmt::Write as _;

use uuid::Uuid;

/// The namespace of all sitrep ids: UUIDv5 of the name `sitrep` in the DNS namespace.
pub const NAMESPACE: Uuid = Uuid::from_u128(0xee98_bcfa_e723_508a_b035_8115_aa00_185f);

fn id(parts: &[&str]) -> Uuid {
    Uuid::new_v5(&NAMESPACE, parts.join("\n").as_bytes())
}

/// The id of an article that has an address: over `article` and the canonical URL.
pub fn article_id(canonical_url: &str) -> Uuid {
    id(&["article", canonical_url])
}

/// The id of an article without an address: over `article-without-url`, the outlet
/// (name, else domain, else empty), the cleaned title and the publication day as
/// `YYYY-MM-DD` (or empty). Without a title, outlet and day do not tell articles apart:
/// then it is over `article-without-title` and the raw record's hash.
pub fn article_id_without_url(outlet: &str, title: &str, published: &str, raw_hash: &str) -> Uuid {
    if title.is_empty() {
        id(&["article-without-title", raw_hash])
    } else {
        id(&["article-without-url", outlet, title, published])
    }
}

/// The id of an event: over `event`, the article's id, the type's label (ACLED's
/// sub-event type, else PLOVER's type), the trigger's section label, start and end,
/// the place (its entity id, else its name, else empty), and the claim's source
/// (its entity id, else its name, else empty).
pub fn event_id(
    article_id: &str,
    type_label: &str,
    trigger: &crate::Span,
    place: &str,
    source: &str,
) -> Uuid {
    use crate::Label as _;
    let section = trigger.section().label();
    let (start, end) = (trigger.start, trigger.end);
    let texts = [article_id, type_label, section, place, source];
    let mut name = String::with_capacity(texts.iter().map(|text| text.len()).sum::<usize>() + 40);
    // Writing to a string cannot fail.
    let _ = write!(
        name,
        "event\n{article_id}\n{type_label}\n{section}\n{start}\n{end}\n{place}\n{source}"
    );
    Uuid::new_v5(&NAMESPACE, name.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Section, Span};

    // Every expected value was computed with Python's uuid.uuid5.

    #[test]
    fn the_namespace_is_the_one_documented() {
        assert_eq!(NAMESPACE, Uuid::new_v5(&Uuid::NAMESPACE_DNS, b"sitrep"));
    }

    #[test]
    fn article_ids_match_the_documented_recipe() {
        assert_eq!(
            article_id("https://example.org/a").to_string(),
            "6919c194-3b97-537e-8f96-472ccec58e56"
        );
        assert_eq!(
            article_id_without_url("SANA", "Clashes near Idlib", "2024-07-31", "abc").to_string(),
            "4349e88f-7a47-502d-9642-1e226bc0c7e3"
        );
        assert_eq!(
            article_id_without_url("SANA", "", "2024-07-31", "abc").to_string(),
            "554e74ad-2ea7-5a5d-b0b5-540c5df67c11"
        );
    }

    #[test]
    fn event_ids_match_the_documented_recipe() {
        let trigger = Span {
            section: Section::Body as i32,
            start: 10,
            end: 17,
            text: String::new(),
        };
        let article = article_id("https://example.org/a").to_string();
        assert_eq!(
            event_id(
                &article,
                "Armed clash",
                &trigger,
                "place/gn170063",
                "actor/sohr"
            )
            .to_string(),
            "1addda72-114f-5a4d-85ad-525116e0fa68"
        );
    }
}
