//! Events as the contract has them: spans in code points, ids, labels, and the trace.

mod actor;
pub(super) mod confidence;
pub(super) mod naming;

use jiff::civil::Date;
use sitrep_contract::{
    Claim, Count, DateRange, Event, GeoPrecision, Label as _, MentionType, Place, PloverType, Span,
    SubEventType, TimePrecision, ids,
};

use self::actor::interaction;
use self::naming::Naming;
use super::Confidence;
use super::act::candidate::{Candidate, Number, Source};
use super::act::plover::plover;
use super::place::surroundings;
use super::place::town;
use super::reading::Reading;
use crate::analysis::{PlaceFix, PlaceKind, TokenRange};
use crate::gazetteer::geo_precision;
use crate::lexicon::Lexicon;
use crate::trace::TraceStep;

/// What every event of a document shares.
pub(super) struct Output<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) confidence: &'a Confidence,
    pub(super) article: &'a str,
    pub(super) day: Option<Date>,
}

impl Output<'_> {
    /// The event of a candidate; `None` when nothing decided its type.
    pub(super) fn event(&self, candidate: &Candidate<'_>) -> Option<Event> {
        let analysis = self.reading.analysis;
        let sub_event = candidate.sub_event();
        let (plover, mode) = plover(candidate);
        if sub_event == SubEventType::Unspecified && plover == PloverType::Unspecified {
            return None;
        }
        let country = candidate
            .place
            .and_then(|mention| town::country(self.reading, mention))
            .or_else(|| self.home_of_sides(candidate));
        let naming = Naming {
            reading: self.reading,
            lexicon: self.lexicon,
            country,
            day: self.day,
        };
        let sides = naming.sides(candidate, sub_event);
        let trigger = analysis.span(&candidate.trigger);
        let place = candidate.place.map(|mention| self.place(mention));
        let claim = candidate.claim.as_ref().map(|source| self.claim(source));
        let label = match sub_event {
            SubEventType::Unspecified => plover.label(),
            other => other.label(),
        };
        let place_key = place.as_ref().map_or("", |place| {
            place.entity_id.as_deref().unwrap_or(&place.name)
        });
        let source_key = claim.as_ref().map_or("", |claim| {
            claim
                .source_entity_id
                .as_deref()
                .unwrap_or(&claim.source_name)
        });
        let id = ids::event_id(self.article, label, &trigger, place_key, source_key);
        let mut rule_ids: Vec<String> = Vec::with_capacity(candidate.notes.len() + 2);
        for note in &candidate.notes {
            if !rule_ids.iter().any(|rule| *rule == note.rule) {
                rule_ids.push(note.rule.to_string());
            }
        }
        rule_ids.extend(sides.rules.iter().map(ToString::to_string));
        let evidence = candidate
            .evidence
            .first()
            .map(|tokens| self.evidence(tokens));
        Some(Event {
            id: id.to_string(),
            disorder_type: sub_event.disorder_type().into(),
            event_type: sub_event.event_type().into(),
            sub_event_type: sub_event.into(),
            plover_type: plover.into(),
            plover_mode: mode.map(str::to_owned),
            status: candidate.status.into(),
            interaction: (sub_event != SubEventType::Unspecified)
                .then(|| interaction(sides.actor1.as_ref(), sides.actor2.as_ref()))
                .flatten(),
            claim,
            actor1: sides.actor1,
            actor2: sides.actor2,
            place,
            date: candidate
                .when
                .as_ref()
                .map(|when| date(when.date.start, when.date.end, when.date.precision)),
            fatalities: candidate.toll.killed.map(count),
            injured: candidate.toll.injured.map(count),
            detained: candidate.toll.detained.map(count),
            missing: candidate.toll.missing.map(count),
            displaced: candidate.toll.displaced.map(count),
            civilian_targeting: sides.civilian_targeting,
            weapons: candidate.weapons.iter().map(ToString::to_string).collect(),
            evidence,
            further_evidence: candidate
                .evidence
                .iter()
                .skip(1)
                .map(|tokens| self.evidence(tokens))
                .collect(),
            trigger: Some(trigger),
            rule_ids,
            confidence: self.confidence.of(candidate),
        })
    }

    /// Where no place is told, the home of the sides names the actors' country.
    fn home_of_sides(&self, candidate: &Candidate<'_>) -> Option<&str> {
        candidate.sides().find_map(|side| {
            side.entity.and_then(|entity| {
                self.reading.analysis.entities[entity as usize]
                    .country
                    .as_deref()
            })
        })
    }

    fn evidence(&self, tokens: &TokenRange) -> Span {
        self.reading.analysis.span(tokens)
    }

    fn place(&self, mention: usize) -> Place {
        let found = self.reading.mention(mention);
        let entity = self.reading.entity_of(mention);
        let mut fix = entity.place.clone().unwrap_or_default();
        let kind = fix.kind;
        // A forest that no gazetteer knows lies where the text says, a street in the town
        // that is spoken of.
        let held = town::container(self.reading, mention)
            .or_else(|| surroundings::around(self.reading, mention))
            .and_then(|outer| self.reading.entity_of(outer).place.clone());
        let mut outer = GeoPrecision::Unspecified;
        if let Some(held) = held {
            outer = match held.precision {
                GeoPrecision::Town => GeoPrecision::Near,
                other => other,
            };
            fix = PlaceFix { kind, ..held };
        }
        let precision = match geo_precision(self.reading.analysis, found) {
            GeoPrecision::Unspecified if fix.point.is_some() && kind == PlaceKind::Country => {
                GeoPrecision::Country
            }
            GeoPrecision::Unspecified => outer,
            other => other,
        };
        Place {
            entity_id: entity.id.as_deref().map(str::to_owned),
            name: place_name(self.reading.analysis.text_of(&found.tokens), &entity.name),
            admin1: fix.admin1.map(String::from),
            admin2: fix.admin2.map(String::from),
            admin3: (kind == PlaceKind::Admin3).then(|| entity.name.to_string()),
            country: fix.country.map(String::from),
            latitude: fix.point.map(|(latitude, _)| latitude),
            longitude: fix.point.map(|(_, longitude)| longitude),
            geo_precision: precision.into(),
        }
    }

    fn claim(&self, source: &Source) -> Claim {
        let analysis = self.reading.analysis;
        let entity = source
            .entity
            .map(|entity| &analysis.entities[entity as usize]);
        let described = entity.is_none_or(|entity| entity.kind == MentionType::Unspecified);
        Claim {
            source_entity_id: entity.and_then(|entity| entity.id.as_deref().map(str::to_owned)),
            source_name: match entity {
                Some(entity) if !described => entity.name.to_string(),
                _ => analysis.text_of(&source.name).to_owned(),
            },
            span: Some(analysis.span(&source.name)),
            cue: Some(analysis.span(&source.cue)),
            quote: source.quote.as_ref().map(|quote| analysis.span(quote)),
        }
    }

    /// The trace of one event.
    pub(super) fn trace(&self, candidate: &Candidate<'_>, event: &Event) -> Vec<TraceStep> {
        candidate
            .notes
            .iter()
            .map(|note| TraceStep {
                event_id: Some(event.id.clone()),
                slot: note.slot,
                rule: note.rule.clone().into_owned(),
                span: note
                    .tokens
                    .as_ref()
                    .filter(|tokens| tokens.start < tokens.end)
                    .map(|tokens| self.reading.analysis.span(tokens)),
                detail: note.detail.clone().into_owned(),
            })
            .collect()
    }
}

/// Numbers as the database holds them, which is more than there are people.
fn count(number: Number) -> Count {
    let held = |number: u32| number.min(i32::MAX.unsigned_abs());
    Count {
        low: held(number.low),
        best: held(number.best),
        high: number.high.map(held),
    }
}

fn date(start: Option<Date>, end: Option<Date>, precision: TimePrecision) -> DateRange {
    DateRange {
        start: start.map(iso),
        end: end.map(iso),
        time_precision: precision.into(),
    }
}

/// A day as "2024-07-31".
fn iso(day: Date) -> String {
    let Ok(year @ 0..=9999) = u16::try_from(day.year()) else {
        return day.to_string();
    };
    let (month, day) = (day.month().unsigned_abs(), day.day().unsigned_abs());
    let digit = |number: u16| char::from(b'0' + (number % 10) as u8);
    let mut text = String::with_capacity(10);
    text.extend([1000, 100, 10, 1].map(|unit| digit(year / unit)));
    for part in [month, day] {
        text.extend(['-', digit(u16::from(part / 10)), digit(u16::from(part))]);
    }
    text
}

/// The article's own spelling of a place ("Qusra"), which readers know, in place of the
/// gazetteer's ("Quşrah"); that one where the article shouts or breaks the name over lines.
fn place_name(told: &str, canonical: &str) -> String {
    let shouted = !told.chars().any(char::is_lowercase);
    // "the capital"
    let described = !told.chars().any(char::is_uppercase);
    let known = !canonical.is_empty();
    if known && (shouted || described || told.contains('\n')) {
        canonical.to_owned()
    } else {
        told.to_owned()
    }
}
