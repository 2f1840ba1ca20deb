//! Which of the places that a phrase names stands for the act: the town and not what it lies
//! in, the town of a mosque, what holds a forest that no gazetteer knows. Prevents an event
//! from staying without a point, or at the point of a whole province.

use crate::analysis::{PlaceKind, TokenRange};
use crate::event::reading::Reading;
use crate::frame::Class;
use crate::text::{Shape, Upos};
use sitrep_contract::MentionType;

/// How many words may stand between a town and the name of what it lies in.
const INNER: u32 = 12;

/// One name is one place: a mention that found no point takes the one of the article that did.
pub(super) fn twin_of(reading: &Reading<'_>, mention: usize) -> usize {
    let place = reading.entity_of(mention).place.as_ref();
    if place.is_some_and(|place| place.point.is_some()) {
        return mention;
    }
    let name = reading.analysis.text_of(&reading.mention(mention).tokens);
    let own = country(reading, mention);
    let fits = |other: &usize| own.is_none() || own == country(reading, *other);
    let located = |name: &str| reading.located(name).iter().copied().find(fits);
    // "Owo church", "Jabalia refugee camp": by the town that it is called after.
    let tokens = &reading.mention(mention).tokens;
    let namesake = || {
        let end = (tokens.start + 1..tokens.end)
            .rev()
            .take_while(|end| reading.analysis.token(*end).shape == Shape::Lower)
            .last()?;
        located(reading.analysis.text_of(&(tokens.start..end)))
    };
    located(name).or_else(namesake).unwrap_or(mention)
}

/// "the southern Gaza city of Khan Younis", "Gaza's Khan Younis": the town, not what it is in.
pub(super) fn named_by(reading: &Reading<'_>, mention: usize) -> Option<usize> {
    let tokens = &reading.mention(mention).tokens;
    let chunk = reading.chunk(reading.chunk_at(tokens.start)?);
    let of = chunk.tokens.end;
    // "the Black Sea port of Odesa": the name of a place may hold the word for it.
    let feature = (chunk.head >= tokens.end || chunk.head + 1 == tokens.end)
        && (reading.is(chunk.head, "port")
            || reading.classes(chunk.head).has(Class::Territory)
            || reading.classes(chunk.head).has(Class::CivilianObject));
    let next = match reading.is(of, "of") && feature {
        true => of + 1,
        false if reading.is(tokens.end, "'s") => tokens.end + 1,
        false => return None,
    };
    let end = reading.sentence_end(tokens.start);
    (next..end.min(next + 3))
        .find_map(|token| reading.place_at(token))
        .filter(|other| {
            let kind = |mention: usize| {
                let place = reading.entity_of(mention).place.as_ref();
                place
                    .filter(|place| place.point.is_some())
                    .map(|place| place.kind)
            };
            *other != mention
                && kind(*other)
                    .is_some_and(|inner| kind(mention).is_none_or(|outer| inner <= outer))
        })
}

/// "In Juliaca, in the southern Andean region of Puno, police fired": the town before what it
/// lies in.
pub(super) fn inner_of(reading: &Reading<'_>, mention: usize, start: u32) -> Option<usize> {
    let fix = |mention: usize| reading.entity_of(mention).place.as_ref();
    let outer =
        fix(mention).filter(|place| matches!(place.kind, PlaceKind::Admin1 | PlaceKind::Admin2))?;
    let first = reading.mention(mention).tokens.start;
    // "the southern Andean region"
    let described = |token: u32| {
        let named = reading.place_at(token);
        named.is_none_or(|named| reading.mention(named).kind != MentionType::Place)
            && reading
                .chunk_at(token)
                .is_some_and(|chunk| reading.verb(chunk).is_none())
    };
    let link = |token: u32| {
        reading.is_any(token, &["in", "of", ",", "the", "'s", "a"])
            || reading.classes(token).has(Class::Direction)
            || reading.classes(token).has(Class::Territory)
            || reading.analysis.tag(token) == Upos::Adj
            || reading.date_at(token).is_some()
            || reading.is(token, "on")
            || described(token)
            // "Peru's Puno region": whose it is.
            || reading.place_at(token).is_some_and(|owner| {
                fix(owner).is_some_and(|place| place.kind == PlaceKind::Country)
            })
    };
    let comma = (start.max(first.saturating_sub(INNER))..first)
        .rev()
        .take_while(|token| link(*token))
        .filter(|token| reading.is_any(*token, &[",", "in"]))
        .last()?;
    let town = reading.place_at(comma.checked_sub(1).filter(|token| *token >= start)?)?;
    let inner = fix(town).filter(|place| {
        place.point.is_some()
            && place.kind < outer.kind
            && place.country.is_some()
            && place.country == outer.country
    })?;
    let held = inner.within.contains(&reading.mention(mention).entity)
        || inner.admin1.is_some() && inner.admin1 == outer.admin1
        || inner.admin1.as_deref() == Some(reading.entity_of(mention).name.as_str());
    held.then_some(town)
}

/// A mosque or a base without a point lies in the town that the sentence names with it, and
/// events are coded to towns.
pub(super) fn settlement_of(reading: &Reading<'_>, mention: usize, sentence: &TokenRange) -> usize {
    let fix = |mention: usize| reading.entity_of(mention).place.as_ref();
    let pointless = fix(mention).is_none_or(|place| place.point.is_none());
    let facility = reading.mention(mention).kind == MentionType::Facility
        || fix(mention).is_some_and(|place| place.kind == PlaceKind::Facility);
    if !(pointless && facility) {
        return mention;
    }
    let town = |other: &usize| {
        *other != mention
            && fix(*other).is_some_and(|place| {
                place.point.is_some()
                    && (PlaceKind::Neighbourhood..=PlaceKind::City).contains(&place.kind)
            })
    };
    let end = reading.mention(mention).tokens.end;
    let after =
        (end..sentence.end.min(end + 6)).find_map(|token| reading.place_at(token).filter(town));
    let start = reading.mention(mention).tokens.start;
    let before = || {
        (start.saturating_sub(6).max(sentence.start)..start)
            .rev()
            .find_map(|token| reading.place_at(token).filter(town))
    };
    after.or_else(before).unwrap_or(mention)
}

/// The place with a point that holds one without: "Kuyambana forest in Zamfara state".
pub(in crate::event) fn container(reading: &Reading<'_>, mention: usize) -> Option<usize> {
    let fix = |mention: usize| reading.entity_of(mention).place.as_ref();
    if fix(mention).is_none_or(|place| place.point.is_some()) {
        return None;
    }
    let end = reading.sentence_end(reading.mention(mention).tokens.start);
    let end_of_name = reading.mention(mention).tokens.end;
    let mut at = end_of_name;
    let link = |token: u32| {
        reading.is_any(token, &["in", "of", ",", "the", "'s", "near", "("])
            || reading.classes(token).has(Class::Direction)
            || reading.classes(token).has(Class::Territory)
            || reading.is_numeral(token)
            || reading.is_any(
                token,
                &[
                    "about",
                    "some",
                    "around",
                    "km",
                    "kilometres",
                    "kilometers",
                    "miles",
                    "from",
                ],
            )
    };
    while at < end {
        match reading.place_at(at) {
            Some(outer) if outer != mention && fix(outer).is_some_and(|it| it.point.is_some()) => {
                let own = fix(mention).and_then(|place| place.country.as_deref());
                let other = fix(outer).and_then(|place| place.country.as_deref());
                return (own.is_none() || own == other).then_some(outer);
            }
            Some(other) => at = reading.mention(other).tokens.end.max(at + 1),
            // "Kuyambana forest": what it is.
            None if link(at) || (at == end_of_name && reading.analysis.tag(at).is_noun()) => {
                at += 1;
            }
            None => return None,
        }
    }
    None
}

/// The country of a place, ISO 3166-1 alpha-2.
pub(in crate::event) fn country<'a>(reading: &Reading<'a>, mention: usize) -> Option<&'a str> {
    let entity = reading.entity_of(mention);
    let place = entity.place.as_ref();
    place
        .and_then(|place| place.country.as_deref())
        .or(entity.country.as_deref())
        .or_else(|| country(reading, container(reading, mention)?))
}

/// What governs a place: the word before its phrase, the owner's included ("in Mali's Kayes
/// region").
pub(super) fn governor(reading: &Reading<'_>, mut first: u32, start: u32) -> Option<u32> {
    loop {
        let before = first.checked_sub(1).filter(|token| *token >= start)?;
        let owner = (reading.is(before, "'s") || reading.is(before, "'"))
            .then(|| reading.chunk_at(before.checked_sub(1)?))
            .flatten();
        match owner {
            Some(owner) if reading.chunk(owner).tokens.start >= start => {
                first = reading.chunk(owner).tokens.start;
            }
            _ => return Some(before),
        }
    }
}
