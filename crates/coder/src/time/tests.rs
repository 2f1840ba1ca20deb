//! Every form of a date, read against Wednesday, 24 July 2024.

use jiff::civil::{Date, date};
use proptest::prelude::*;
use sitrep_contract::TimePrecision;

use crate::Document;
use crate::analysis::{DateMention, DateRelation};
use crate::text::TextStage;

const PUBLISHED: Date = date(2024, 7, 24);

fn dates_at(body: &str, published: Option<Date>) -> Vec<(String, DateMention)> {
    thread_local! { static STAGE: TextStage = TextStage::bundled().unwrap(); }
    let mut analysis = STAGE.with(|stage| {
        stage.analyse(&Document {
            body,
            ..Document::default()
        })
    });
    super::find(&mut analysis, published);
    analysis
        .dates
        .iter()
        .map(|date| (analysis.text_of(&date.tokens).to_owned(), date.clone()))
        .collect()
}

fn dates(body: &str) -> Vec<(String, DateMention)> {
    dates_at(body, Some(PUBLISHED))
}

/// The one date of a sentence: "first..last".
fn one(phrase: &str) -> String {
    let body = format!("Gunmen attacked a village in the north {phrase}, police said.");
    let found = dates(&body);
    assert_eq!(found.len(), 1, "{phrase}: {found:?}");
    assert_eq!(found[0].0, phrase);
    let show = |date: Option<Date>| date.map_or(String::new(), |date| date.to_string());
    format!("{}..{}", show(found[0].1.start), show(found[0].1.end))
}

#[test]
fn days_resolve_against_publication() {
    for (phrase, day) in [
        ("on Monday", "2024-07-22"),
        ("late Monday", "2024-07-22"),
        ("on Wednesday", "2024-07-24"),
        ("last Friday", "2024-07-19"),
        ("last Wednesday", "2024-07-17"),
        ("on Wednesday night", "2024-07-24"),
        ("on July 22", "2024-07-22"),
        ("on 22 July 2023", "2023-07-22"),
        ("on Jul. 5", "2024-07-05"),
        ("on August 3", "2023-08-03"),
        ("on the 22nd of July", "2024-07-22"),
        ("on Monday, July 22", "2024-07-22"),
        ("on 22/07/2024", "2024-07-22"),
        ("on 2024-07-22", "2024-07-22"),
        ("yesterday", "2024-07-23"),
        ("today", "2024-07-24"),
        ("at dawn today", "2024-07-24"),
        ("this morning", "2024-07-24"),
        ("two days ago", "2024-07-22"),
        ("last night", "2024-07-23"),
        ("yesterday evening", "2024-07-23"),
        ("on the night of Monday", "2024-07-22"),
        ("on September 11, 2001", "2001-09-11"),
    ] {
        assert_eq!(one(phrase), format!("{day}..{day}"), "{phrase}");
    }
}

#[test]
fn periods_resolve_against_publication() {
    for (phrase, period) in [
        ("from 3 to 5 May", "2024-05-03..2024-05-05"),
        ("between May 3 and May 5", "2024-05-03..2024-05-05"),
        ("on 6–7 July", "2024-07-06..2024-07-07"),
        ("on the night of 6-7 July", "2024-07-06..2024-07-07"),
        ("in the early hours of Monday", "2024-07-22..2024-07-22"),
        ("in March", "2024-03-01..2024-03-31"),
        ("in mid-May 2023", "2023-05-11..2023-05-20"),
        ("in early July", "2024-07-01..2024-07-10"),
        ("in December", "2023-12-01..2023-12-31"),
        ("last week", "2024-07-15..2024-07-21"),
        ("earlier this week", "2024-07-22..2024-07-24"),
        ("last month", "2024-06-01..2024-06-30"),
        ("in 2019", "2019-01-01..2019-12-31"),
        ("earlier this year", "2024-01-01..2024-07-24"),
        ("since July 6", "2024-07-06..2024-07-24"),
        ("until Friday", "..2024-07-19"),
        ("over the past 24 hours", "2024-07-23..2024-07-24"),
        ("in recent weeks", "2024-06-26..2024-07-24"),
        ("since 2011", "2011-01-01..2024-07-24"),
        ("between 2016 and 2018", "2016-01-01..2018-12-31"),
        ("in the 1990s", "1990-01-01..1999-12-31"),
        ("three months ago", "2024-04-01..2024-04-30"),
        ("last year", "2023-01-01..2023-12-31"),
        ("last August", "2023-08-01..2023-08-31"),
    ] {
        assert_eq!(one(phrase), period, "{phrase}");
    }
}

#[test]
fn years_as_attributes_are_periods_and_numbers_are_not() {
    let found = dates("Turkey's 2019 incursion came before the 2020 Idlib offensive.");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(dates("The army has 2000 soldiers in 12 villages at 10:30.").is_empty());
}

#[test]
fn words_that_look_like_dates_are_none() {
    for text in [
        "The army may attack and march on the town.",
        "The March 23 Movement attacked Goma.",
        "It was like Black Saturday for the town.",
        "A second attack followed.",
        "He was 12 and the first to die.",
    ] {
        assert!(dates(text).is_empty(), "{text}: {:?}", dates(text));
    }
    let named = dates("He planned the September 11 attacks.");
    assert_eq!(named[0].1.start, Some(date(2001, 9, 11)));
}

#[test]
fn habits_and_the_future_are_told_apart() {
    assert_eq!(
        dates("They march every Friday.")[0].1.relation,
        DateRelation::Recurring
    );
    assert_eq!(
        dates("The army will attack on Friday.")[0].1.start,
        Some(date(2024, 7, 26))
    );
    assert_eq!(
        dates("The talks will start on August 3.")[0].1.start,
        Some(date(2024, 8, 3))
    );
}

#[test]
fn without_an_anchor_a_relative_date_is_kept_unresolved() {
    let found = dates_at("Gunmen attacked a village on Monday.", None);
    assert_eq!((found.len(), found[0].1.start), (1, None));
}

fn a_date() -> impl Strategy<Value = Date> {
    (1950_i16..2100, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

proptest! {
    #[test]
    fn a_date_in_any_absolute_form_comes_back(day in a_date(), form in 0_usize..10) {
        let (full, short) = (day.strftime("%B").to_string(), day.strftime("%b").to_string());
        let (y, m, d) = (day.year(), day.month(), day.day());
        let phrase = match form {
            0 => format!("{full} {d}, {y}"),
            1 => format!("{d} {full} {y}"),
            2 => format!("{d:02} {short} {y}"),
            3 => format!("{y}-{m:02}-{d:02}"),
            4 => format!("{d:02}/{m:02}/{y}"),
            5 => format!("{d}.{m}.{y}"),
            6 => format!("{} {full} {d}, {y}", day.strftime("%A,")),
            7 => format!("the {d}th of {full} {y}"),
            8 => format!("{short}. {d}, {y}"),
            _ => format!("{d:02}-{m:02}-{y}"),
        };
        let found = dates(&format!("Gunmen attacked a village on {phrase}, police said."));
        prop_assert_eq!(found.len(), 1, "{}: {:?}", phrase, found);
        prop_assert_eq!(found[0].1.start, Some(day), "{}", phrase);
        prop_assert_eq!(found[0].1.end, Some(day));
        prop_assert_eq!(found[0].1.precision, TimePrecision::Day);
    }
}
