//! What holds for the coding of any text; the fuzz targets check it too.

use std::collections::HashSet;

use sitrep_coder::{Coding, Document};
use sitrep_contract::{Actor, Count, Event, Section, Span};

/// Panics unless every span reproduces its text, every reference leads somewhere, and
/// every number lies in its range.
pub(crate) fn check(document: &Document<'_>, coding: &Coding) {
    let texts = [Text::new(document.title), Text::new(document.body)];
    assert!(coding.entities.is_sorted_by(|a, b| a.id < b.id));
    let known = |id: &Option<String>| {
        let Some(id) = id else { return };
        let found = coding.entities.binary_search_by(|it| it.id.cmp(id));
        assert!(found.is_ok(), "{id} is not among the entities");
    };
    assert!(coding.mentions.is_sorted_by_key(|it| it.start));
    for mention in &coding.mentions {
        assert_eq!(texts[1].cut(mention.start, mention.end), mention.text);
        assert!(mention.start < mention.end);
        assert!((0.0..=1.0).contains(&mention.confidence));
        point(mention.latitude, mention.longitude);
        known(&mention.entity_id);
    }
    let mut ids = HashSet::new();
    for event in &coding.events {
        assert!(ids.insert(&event.id), "{} stands twice", event.id);
        spans(event).for_each(|span| {
            let text = &texts[usize::from(span.section() == Section::Body)];
            assert_eq!(text.cut(span.start, span.end), span.text);
            assert!(span.start < span.end, "{span:?} in {event:?}");
        });
        for actor in actors(event) {
            known(&actor.entity_id);
            assert!(!actor.name.is_empty());
            for associate in &actor.associates {
                assert!(!associate.name.is_empty());
                known(&associate.entity_id);
            }
        }
        if let Some(claim) = &event.claim {
            known(&claim.source_entity_id);
        }
        if let Some(place) = &event.place {
            point(place.latitude, place.longitude);
            known(&place.entity_id);
        }
        if let Some(date) = &event.date {
            // ISO days, so the order of the texts is the order of the days.
            let ends = date.start.as_ref().zip(date.end.as_ref());
            assert!(ends.is_none_or(|(start, end)| start <= end), "{date:?}");
        }
        counts(event).for_each(|count| {
            assert!(count.low <= count.best, "{count:?}");
            assert!(i32::try_from(count.high.unwrap_or(count.best)).is_ok());
            assert!(
                count.high.is_none_or(|high| count.best <= high),
                "{count:?}"
            );
        });
        assert!((0.0..=1.0).contains(&event.confidence));
    }
}

fn spans(event: &Event) -> impl Iterator<Item = &Span> {
    let claim = event.claim.iter().flat_map(|it| [&it.cue, &it.quote]);
    let own = [&event.evidence, &event.trigger];
    let own = claim.chain(own).flatten();
    own.chain(&event.further_evidence)
        .chain(actors(event).filter_map(|actor| actor.span.as_ref()))
}

fn actors(event: &Event) -> impl Iterator<Item = &Actor> {
    [&event.actor1, &event.actor2].into_iter().flatten()
}

fn counts(event: &Event) -> impl Iterator<Item = &Count> {
    let harms = [&event.fatalities, &event.injured, &event.detained];
    let harms = harms.into_iter().chain([&event.missing, &event.displaced]);
    harms.flatten()
}

fn point(latitude: Option<f64>, longitude: Option<f64>) {
    assert_eq!(latitude.is_some(), longitude.is_some());
    assert!(latitude.is_none_or(|it| it.abs() <= 90.0));
    assert!(longitude.is_none_or(|it| it.abs() <= 180.0));
}

/// A text that is cut by code points.
struct Text<'a> {
    text: &'a str,
    /// Byte of each code point, and the end.
    bytes: Vec<usize>,
}

impl<'a> Text<'a> {
    fn new(text: &'a str) -> Self {
        let bytes = text.char_indices().map(|(at, _)| at);
        Self {
            text,
            bytes: bytes.chain([text.len()]).collect(),
        }
    }

    fn cut(&self, start: u32, end: u32) -> &'a str {
        &self.text[self.bytes[start as usize]..self.bytes[end as usize]]
    }
}
