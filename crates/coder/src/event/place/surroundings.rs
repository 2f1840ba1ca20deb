//! The town around a place that has no point of its own: a street, a hotel, a hamlet that no
//! gazetteer knows lie in the town that the text speaks of there. Prevents an event from
//! staying without a point because its place is told too exactly.

use super::town::{country, governor};
use crate::analysis::PlaceKind;
use crate::event::act::candidate::Candidate;
use crate::event::reading::Reading;
use crate::frame::Class;
use sitrep_contract::MentionType;

/// Places before and behind a mention that are looked at.
const MOST_LOOKED_AT: usize = 60;

/// Tokens before and behind an act's sentence that are looked at.
const REACH: u32 = 120;

/// The mention of the town that a place without a point lies in: the nearest of its
/// sentence, else the last before it in its paragraph, else that of the dateline, else the
/// nearest in the text.
pub(in crate::event) fn around(reading: &Reading<'_>, mention: usize) -> Option<usize> {
    let own = reading.entity_of(mention).place.as_ref();
    if own.is_some_and(|place| place.point.is_some() || place.kind > PlaceKind::City) {
        return None;
    }
    let home = country(reading, mention);
    let tokens = &reading.mention(mention).tokens;
    let sentence = reading.sentence_index(tokens.start);
    let fits = |other: &usize| {
        *other != mention
            && is_town(reading, *other)
            && (home.is_none() || home == country(reading, *other))
    };
    let here = reading.sentence(sentence);
    let start = |other: usize| reading.mention(other).tokens.start;
    let before = || (0..mention).rev().take(MOST_LOOKED_AT).filter(fits);
    let behind = || {
        let all = mention + 1..reading.analysis.mentions.len();
        all.take(MOST_LOOKED_AT).filter(fits)
    };
    let beside = before()
        .chain(behind())
        .filter(|other| here.contains(&start(*other)))
        .min_by_key(|other| start(*other).abs_diff(tokens.start));
    let paragraph = |other: &usize| {
        let sentences = &reading.analysis.sentences;
        let of = |token: u32| sentences[reading.sentence_index(token)].paragraph;
        of(start(*other)) == of(tokens.start)
    };
    let dateline = || {
        let dateline = reading.analysis.dateline.as_ref()?;
        let mut places = dateline.place.clone();
        places
            .find_map(|token| reading.place_at(token))
            .filter(fits)
    };
    beside
        .or_else(|| before().find(paragraph))
        .or_else(dateline)
        .or_else(|| before().next())
        .or_else(|| behind().next())
}

/// What is told after an act in a street or hotel was in the same town, and not always in the
/// same street.
pub(super) fn town_of_site(reading: &Reading<'_>, mention: usize) -> usize {
    let site = reading.mention(mention).kind == MentionType::Facility;
    site.then(|| around(reading, mention))
        .flatten()
        .unwrap_or(mention)
}

/// The place that the text spoke of before an act which names none: in the act's paragraph,
/// the nearest before it, else the first behind it.
pub(super) fn spoken_of(reading: &Reading<'_>, candidate: &Candidate<'_>) -> Option<usize> {
    let sentences = &reading.analysis.sentences;
    let own = &sentences[candidate.sentence];
    let mut from = candidate.sentence;
    while from > 0 && sentences[from - 1].paragraph == own.paragraph {
        from -= 1;
    }
    let mut to = candidate.sentence + 1;
    while to < sentences.len() && sentences[to].paragraph == own.paragraph {
        to += 1;
    }
    let first = sentences[from]
        .tokens
        .start
        .max(own.tokens.start.saturating_sub(REACH));
    let last = sentences[to - 1].tokens.end.min(own.tokens.end + REACH);
    let local = |token: u32| {
        reading
            .place_at(token)
            .filter(|mention| is_where(reading, *mention))
    };
    let before = (first..own.tokens.start).rev().find_map(local);
    before.or_else(|| (own.tokens.end..last).find_map(local))
}

/// "in Kunduz": a place smaller than a country, behind a word that says where.
fn is_where(reading: &Reading<'_>, mention: usize) -> bool {
    let place = reading.entity_of(mention).place.as_ref();
    let local = place.is_some_and(|place| place.point.is_some() && place.kind < PlaceKind::Country);
    let tokens = &reading.mention(mention).tokens;
    let start = reading.sentence_start(tokens.start);
    let first = reading.phrase_start(tokens.start);
    local
        && governor(reading, first, start)
            .is_some_and(|token| reading.classes(token).has(Class::Locative))
}

fn is_town(reading: &Reading<'_>, mention: usize) -> bool {
    let tokens = &reading.mention(mention).tokens;
    reading.place_at(tokens.start) == Some(mention)
        && reading
            .entity_of(mention)
            .place
            .as_ref()
            .is_some_and(|place| {
                let town = matches!(
                    place.kind,
                    PlaceKind::Neighbourhood
                        | PlaceKind::Village
                        | PlaceKind::Town
                        | PlaceKind::City
                );
                town && place.point.is_some()
            })
}
