//! What an entry opens with: "12:05 Mombasa: …" of a live blog, "Al-Bab. …" of a bulletin, a
//! heading over its paragraphs. Prevents every entry from being placed at the first one's.

use crate::analysis::PlaceKind;
use crate::event::reading::Reading;
use crate::text::SentenceKind;

/// How many words a heading that names a place may have.
const HEADING: u32 = 6;

/// How far into a paragraph the opening of an entry can reach.
const OPENING: u32 = 12;

/// What a sentence's entry says of where and when.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::event) struct Entry {
    /// Mention of the place that the entry opens with.
    pub(super) place: Option<usize>,
    /// It opens with a time of day: it was written on the day of publication.
    pub(in crate::event) live: bool,
}

/// The entry of every sentence.
pub(in crate::event) fn entries(reading: &Reading<'_>) -> Vec<Entry> {
    let sentences = &reading.analysis.sentences;
    let mut found: Vec<Entry> = Vec::with_capacity(sentences.len());
    let mut heading = None;
    for (index, sentence) in sentences.iter().enumerate() {
        if sentence.kind == SentenceKind::Heading {
            heading = heading_place(reading, index);
        }
        let continued = index > 0 && sentences[index - 1].paragraph == sentence.paragraph;
        let entry = match sentence.kind {
            SentenceKind::Text if continued => found[index - 1],
            SentenceKind::Text => {
                let own = opening(reading, index);
                Entry {
                    place: own.place.or(heading),
                    ..own
                }
            }
            _ => Entry::default(),
        };
        found.push(entry);
    }
    found
}

/// The only place of a short heading.
fn heading_place(reading: &Reading<'_>, index: usize) -> Option<usize> {
    let range = reading.sentence(index);
    if range.end - range.start > HEADING {
        return None;
    }
    let mut places = range.filter_map(|token| reading.place_at(token));
    let first = places.next()?;
    (is_local(reading, first) && places.all(|other| other == first)).then_some(first)
}

fn opening(reading: &Reading<'_>, index: usize) -> Entry {
    let range = reading.sentence(index);
    let (mut at, live) = after_clock(reading, range.start);
    while reading.is(at, "–") || reading.is(at, "-") || reading.is(at, "—") || reading.is(at, ":")
    {
        at += 1;
    }
    let limit = range.end.min(at + OPENING);
    let ends = |token: u32| {
        [":", "–", "—"].iter().any(|mark| reading.is(token, mark))
            || (reading.is(token, ".") && token + 1 == range.end)
    };
    // "Mombasa: …", "Sarmin, Idlib: …", "Sikikédé (Vakaga). …"
    let mut place = None;
    let mut token = at;
    while token < limit && !ends(token) {
        match reading.place_at(token) {
            Some(mention) => {
                place = place.or(Some(mention));
                token = reading.mention(mention).tokens.end.max(token + 1);
            }
            None if [",", "(", ")", "/"]
                .iter()
                .any(|mark| reading.is(token, mark)) =>
            {
                token += 1;
            }
            // A name that no gazetteer knows, before the unit that holds it.
            None if reading.analysis.tag(token) == crate::text::Upos::Propn
                && reading.actor_at(token).is_none() =>
            {
                token += 1;
            }
            None => return Entry { place: None, live },
        }
    }
    let closed = token < limit && ends(token) && token > at;
    Entry {
        place: place.filter(|place| closed && is_local(reading, *place)),
        live,
    }
}

/// "09:15", "14.10:", "9.15 pm": the token after the time of day at `at`.
fn after_clock(reading: &Reading<'_>, at: u32) -> (u32, bool) {
    let end = reading.sentence_end(at);
    let digits = |token: u32| {
        token < end && {
            let word = reading.lower(token);
            (1..=2).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
        }
    };
    let whole = {
        let word = reading.lower(at);
        word.split_once([':', '.', 'h'])
            .is_some_and(|(hour, minute)| {
                (1..=2).contains(&hour.len())
                    && minute.len() == 2
                    && hour
                        .bytes()
                        .chain(minute.bytes())
                        .all(|byte| byte.is_ascii_digit())
            })
    };
    let parts = digits(at)
        && (reading.is(at + 1, ":") || reading.is(at + 1, "."))
        && digits(at + 2)
        && reading.lower(at + 2).len() == 2;
    match (whole, parts) {
        (true, _) => (at + 1, true),
        (_, true) => (at + 3, true),
        _ => (at, false),
    }
}

fn is_local(reading: &Reading<'_>, mention: usize) -> bool {
    reading
        .entity_of(mention)
        .place
        .as_ref()
        .is_some_and(|place| !matches!(place.kind, PlaceKind::Country | PlaceKind::Region))
}
