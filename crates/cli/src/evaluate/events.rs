//! Scores the coder's events against the gold reports.

use std::collections::BTreeMap;

use sitrep_contract::{Event, Label as _, Span, Status};

use super::{
    align::{
        align, killed, same_date, same_identity, same_place, same_source, same_words, side_matches,
        type_label,
    },
    calibration::Reliability,
    figure::{Figure, Tally, mean, share},
    gold::{GoldEvent, Report},
};

/// Which types a figure is about.
#[derive(Clone, Copy, Debug)]
enum Whose {
    Any,
    /// ACLED's sub-event types.
    Acled,
    /// Types of acts that ACLED does not code.
    Plover,
}

/// What was counted over all reports of a set.
#[derive(Debug, Default)]
pub(super) struct EventScores {
    types: BTreeMap<String, Tally>,
    sides_by_identity: Tally,
    sides_by_words: Tally,
    slots: BTreeMap<&'static str, Tally>,
    killed_error: u64,
    killed_pairs: usize,
    false_events: usize,
    reports: usize,
    silent_negatives: usize,
    /// Negatives without any event, also of the types that only PLOVER has.
    speechless_negatives: usize,
    /// Events that only PLOVER has, in negatives.
    false_talk: usize,
    negatives: usize,
    reliability: Reliability,
}

impl EventScores {
    /// Adds one report. Only events of ACLED's types, and PLOVER's where the gold has
    /// some, are compared: gold does not annotate every statement and meeting.
    pub(super) fn add(&mut self, report: &Report, events: &[Event]) {
        let gold_has_plover = report.names_plover();
        let is_acled = |event: &Event| event.sub_event_type != 0;
        let coded: Vec<&Event> = events
            .iter()
            .filter(|event| is_acled(event) || gold_has_plover)
            .collect();
        let in_default_view =
            |event: &Event| matches!(event.status(), Status::Reported | Status::Claimed);

        self.reports += 1;
        if report.event.is_empty() {
            self.negatives += 1;
            self.silent_negatives += usize::from(!coded.iter().any(|event| in_default_view(event)));
            let any = events.iter().filter(|event| in_default_view(event));
            self.speechless_negatives += usize::from(any.clone().count() == 0);
            self.false_talk += any.filter(|event| !is_acled(event)).count();
        }
        let pairs = align(&report.event, &coded);
        for (g, expected) in report.event.iter().enumerate() {
            self.types
                .entry(expected.r#type.clone())
                .or_default()
                .expected += 1;
            if let Some(&(_, c)) = pairs.iter().find(|pair| pair.0 == g) {
                self.add_pair(expected, coded[c]);
            }
        }
        for (c, event) in coded.iter().enumerate() {
            let aligned = pairs.iter().any(|pair| pair.1 == c);
            if is_acled(event) || aligned {
                self.types.entry(type_label(event)).or_default().found += 1;
            }
            if !aligned && is_acled(event) && in_default_view(event) {
                self.false_events += 1;
                self.reliability.add(event.confidence, false);
            }
        }
    }

    fn add_pair(&mut self, expected: &GoldEvent, event: &Event) {
        let right_type = type_label(event).eq_ignore_ascii_case(&expected.r#type);
        if right_type {
            self.types.entry(expected.r#type.clone()).or_default().right += 1;
        }
        let identity = side_matches(expected, event, same_identity);
        let words = side_matches(expected, event, |names, actor| {
            same_identity(names, actor) || same_words(names, actor)
        });
        for (tally, (right, found, expected)) in [
            (&mut self.sides_by_identity, identity),
            (&mut self.sides_by_words, words),
        ] {
            tally.add(Tally {
                right,
                found,
                expected,
            });
        }
        let right_status = event.status().label() == expected.status;
        self.slot("status", true, true, right_status);
        let has_place = !expected.place.is_empty() || expected.at.is_some();
        self.slot(
            "place (25 km)",
            has_place,
            event.place.is_some(),
            same_place(expected, event.place.as_ref()),
        );
        self.slot(
            "date",
            expected.date.is_some(),
            event.date.is_some(),
            same_date(expected, event),
        );
        if let Some(source) = &expected.source {
            let named = event.claim.is_some();
            self.slot("source", true, named, same_source(source, event));
        }
        self.slot("killed", true, true, killed(event) == expected.killed);
        let injured = event.injured.as_ref().map(|count| count.best);
        self.slot("injured", true, true, injured == expected.injured);
        if let (Some(a), Some(b)) = (expected.killed, killed(event)) {
            self.killed_error += u64::from(a.abs_diff(b));
            self.killed_pairs += 1;
        }
        // The gold leaves many acts outside ACLED out: false ones cannot be told.
        if event.sub_event_type != 0 {
            self.reliability
                .add(event.confidence, right_type && right_status);
        }
    }

    fn slot(&mut self, name: &'static str, expected: bool, found: bool, right: bool) {
        self.slots.entry(name).or_default().add(Tally {
            right: usize::from(expected && right),
            found: usize::from(found),
            expected: usize::from(expected),
        });
    }

    /// The figures of this set.
    pub(super) fn figures(&self, set: &str) -> Vec<Figure> {
        let events: usize = self.types.values().map(|tally| tally.expected).sum();
        let mut figures = Vec::new();
        if events > 0 {
            let mut micro = Tally::default();
            let annotated: Vec<_> = self
                .types
                .values()
                .filter(|tally| tally.expected > 0)
                .collect();
            self.types.values().for_each(|tally| micro.add(*tally));
            for (measure, whose) in [
                ("type, weighted F1", Whose::Any),
                ("type, weighted F1 of ACLED's", Whose::Acled),
                ("type, weighted F1 of PLOVER's", Whose::Plover),
            ] {
                let (f1, cases) = self.weighted_f1(whose);
                figures.push(Figure::new(set, measure, f1, cases));
            }
            figures.push(Figure::new(set, "type, micro F1", micro.f1(), events));
            figures.push(Figure::new(
                set,
                "type, macro F1",
                mean(
                    annotated.iter().map(|tally| tally.f1()).sum(),
                    annotated.len(),
                ),
                events,
            ));
            figures.push(Figure::new(
                set,
                "events found, recall",
                share(self.aligned(), events),
                events,
            ));
            figures.push(Figure::new(
                set,
                "sides by identity, F1",
                self.sides_by_identity.f1(),
                self.sides_by_identity.expected,
            ));
            figures.push(Figure::new(
                set,
                "sides by words, F1",
                self.sides_by_words.f1(),
                self.sides_by_words.expected,
            ));
            for (name, tally) in &self.slots {
                figures.push(Figure::new(
                    set,
                    format!("{name}, right"),
                    tally.recall(),
                    tally.expected,
                ));
            }
            let error = share(
                usize::try_from(self.killed_error).unwrap_or(usize::MAX),
                self.killed_pairs,
            );
            figures.push(
                Figure::new(set, "killed, mean absolute error", error, self.killed_pairs)
                    .less_is_better(),
            );
        }
        figures.push(
            Figure::new(
                set,
                "false events per article",
                share(self.false_events, self.reports),
                self.reports,
            )
            .less_is_better(),
        );
        if self.negatives > 0 {
            let silent = share(self.silent_negatives, self.negatives);
            figures.push(Figure::new(
                set,
                "negatives without event",
                silent,
                self.negatives,
            ));
            figures.push(Figure::new(
                set,
                "negatives without event, PLOVER's included",
                share(self.speechless_negatives, self.negatives),
                self.negatives,
            ));
            figures.push(
                Figure::new(
                    set,
                    "false events of PLOVER's per negative",
                    share(self.false_talk, self.negatives),
                    self.negatives,
                )
                .less_is_better(),
            );
        }
        figures
    }

    /// F1 of each type, weighted by how often the gold has it; and how many events that are.
    fn weighted_f1(&self, whose: Whose) -> (f64, usize) {
        let own = self.types.iter().filter(|(name, _)| match whose {
            Whose::Any => true,
            Whose::Acled => !name.starts_with("PLOVER"),
            Whose::Plover => name.starts_with("PLOVER"),
        });
        let own: Vec<Tally> = own.map(|(_, tally)| *tally).collect();
        let events = own.iter().map(|tally| tally.expected).sum();
        let weighted = own
            .iter()
            .map(|tally| tally.f1() * share(tally.expected, events))
            .sum();
        (weighted, events)
    }

    fn aligned(&self) -> usize {
        self.slots.get("status").map_or(0, |tally| tally.expected)
    }

    /// F1 of every annotated type, for the detailed table.
    pub(super) fn by_type(&self) -> impl Iterator<Item = (&str, Tally)> {
        self.types
            .iter()
            .map(|(name, tally)| (name.as_str(), *tally))
    }

    /// How far confidence can be believed.
    pub(super) fn reliability(&self) -> &Reliability {
        &self.reliability
    }
}

/// Prints what was expected and what was coded, where they differ.
pub(super) fn print_differences(report: &Report, events: &[Event]) -> miette::Result<()> {
    let coded: Vec<&Event> = events.iter().collect();
    let pairs = align(&report.event, &coded);
    let mut lines = Vec::new();
    for (g, expected) in report.event.iter().enumerate() {
        let Some(&(_, c)) = pairs.iter().find(|pair| pair.0 == g) else {
            lines.push(format!("  missing  {expected}"));
            continue;
        };
        let event = coded[c];
        let mut wrong = Vec::new();
        if !type_label(event).eq_ignore_ascii_case(&expected.r#type) {
            wrong.push(format!("type {} ≠ {}", type_label(event), expected.r#type));
        }
        if event.status().label() != expected.status {
            wrong.push(format!(
                "status {} ≠ {}",
                event.status().label(),
                expected.status
            ));
        }
        let (right, _, all) = side_matches(expected, event, same_identity);
        if right < all {
            let names =
                [&event.actor1, &event.actor2].map(|it| it.as_ref().map(|it| it.name.clone()));
            wrong.push(format!(
                "sides {names:?} ≠ {:?} / {:?}",
                expected.actor1, expected.actor2
            ));
        }
        if !expected.place.is_empty() && !same_place(expected, event.place.as_ref()) {
            wrong.push(format!(
                "place {:?} ≠ {:?}",
                event.place.as_ref().map(|it| &it.name),
                expected.place
            ));
        }
        if expected.date.is_some() && !same_date(expected, event) {
            wrong.push(format!("date {:?} ≠ {:?}", event.date, expected.date));
        }
        if let Some(source) = &expected.source
            && !same_source(source, event)
        {
            let coded = event.claim.as_ref().map(|claim| &claim.source_name);
            wrong.push(format!("source {coded:?} ≠ {source:?}"));
        }
        if killed(event) != expected.killed {
            wrong.push(format!(
                "killed {:?} ≠ {:?}",
                killed(event),
                expected.killed
            ));
        }
        let injured = event.injured.as_ref().map(|count| count.best);
        if injured != expected.injured {
            wrong.push(format!("injured {injured:?} ≠ {:?}", expected.injured));
        }
        if !wrong.is_empty() {
            lines.push(format!("  {}: {}", expected.r#type, wrong.join("; ")));
        }
    }
    for (c, event) in coded.iter().enumerate() {
        let counts = event.sub_event_type != 0 || report.event.is_empty();
        if !pairs.iter().any(|pair| pair.1 == c) && counts {
            let words = |span: &Option<Span>| span.clone().unwrap_or_default().text;
            lines.push(format!(
                "  extra    {} ({}) at “{}” of “{}”",
                type_label(event),
                event.status().label(),
                words(&event.trigger),
                words(&event.evidence)
            ));
        }
    }
    if !lines.is_empty() {
        outln!(
            "{} ({}): {} {}\n{}\n",
            report.id,
            report.style,
            report.title,
            report.text.trim(),
            lines.join("\n")
        )?;
    }
    Ok(())
}
