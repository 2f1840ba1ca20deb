//! Headlines of the UCDP georeferenced event data. Every row is an event in which people
//! died, so a headline that tells of harm should give an event; the row's country and its
//! number of dead check what was coded. Prevents rules that only fit texts written for them.

use std::{borrow::Cow, collections::HashSet};

use jiff::civil::Date;
use serde::Deserialize;
use sitrep_contract::{DisorderType, Event};

use super::{
    Runner,
    figure::{Figure, share},
    lines,
};

/// Shorter headlines are names of registers and of victims.
const FEWEST_WORDS: usize = 4;

/// Words one of which tells of a death or an attack.
const HARM: &str = "airstrike airstrikes ambush ambushed attack attacked attacks battle beheaded blast \
    blasts bomb bomber bombing bombings bombs clash clashed clashes dead death deaths \
    die died dies dying executed explosion explosions fighting kill killed killing \
    killings kills landmine massacre massacred mine murder murdered mortar raid raids \
    rockets shelled shelling shoot shooting shot slain strike strikes";

const SPELLED: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
];

/// An event of the data set.
#[derive(Debug, Deserialize)]
struct Row {
    country: String,
    date_end: Date,
    best: u32,
    /// Several, separated by semicolons; absent where the sources are books.
    source_headline: Option<String>,
}

/// Share of the distinct headlines that tell of harm from which political violence was
/// coded; of the coded ones with a country, the share with the row's; and of those that
/// state the row's number of dead, the share with that number.
pub(super) fn ucdp(runner: &Runner, jsonl: &str) -> miette::Result<Vec<Figure>> {
    let rows: Vec<Row> = lines(jsonl)?;
    let mut seen = HashSet::new();
    let (mut cases, mut coded) = (0, 0);
    let (mut located, mut country_right) = (0, 0);
    let (mut counted, mut killed_right) = (0, 0);
    for row in &rows {
        let country = country_of(runner, &row.country);
        for headline in row.source_headline.iter().flat_map(|all| all.split(';')) {
            // A few carry the agency on a second line.
            let headline = headline.lines().next().unwrap_or_default().trim();
            let words = words(headline);
            if !tells_of_harm(&words) || !seen.insert(headline) {
                continue;
            }
            cases += 1;
            let coding = runner.code(headline, "", Some(row.date_end));
            let violent: Vec<&Event> = coding
                .events
                .iter()
                .filter(|event| is_political_violence(event))
                .collect();
            if violent.is_empty() {
                if runner.errors {
                    outln!("ucdp: no violence in “{headline}”")?;
                }
                continue;
            }
            coded += 1;
            let countries: Vec<&str> = violent.iter().flat_map(|event| countries(event)).collect();
            if !countries.is_empty() {
                located += 1;
                country_right +=
                    usize::from(country.as_deref().is_some_and(|it| countries.contains(&it)));
            }
            if states(&words, row.best) {
                counted += 1;
                let right = |event: &&Event| {
                    event.fatalities.as_ref().map(|count| count.best) == Some(row.best)
                };
                let right = violent.iter().any(right);
                killed_right += usize::from(right);
                if runner.errors && !right {
                    outln!("ucdp: not {} killed in “{headline}”", row.best)?;
                }
            }
        }
    }
    Ok(vec![
        Figure::new("ucdp", "violence found", share(coded, cases), cases),
        Figure::new(
            "ucdp",
            "of those, country right",
            share(country_right, located),
            located,
        ),
        Figure::new(
            "ucdp",
            "of those, killed right",
            share(killed_right, counted),
            counted,
        ),
    ])
}

fn words(headline: &str) -> Vec<String> {
    headline
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn tells_of_harm(words: &[String]) -> bool {
    words.len() >= FEWEST_WORDS
        && words
            .iter()
            .any(|word| HARM.split(' ').any(|harm| harm == word))
}

/// Whether the number stands among the words, in digits or spelled out.
fn states(words: &[String], number: u32) -> bool {
    let digits = number.to_string();
    let spelled = SPELLED.get(number as usize);
    number > 0
        && words
            .iter()
            .any(|word| *word == digits || spelled.is_some_and(|spelled| word == spelled))
}

fn is_political_violence(event: &Event) -> bool {
    matches!(
        event.disorder_type(),
        DisorderType::PoliticalViolence | DisorderType::PoliticalViolenceAndDemonstrations
    )
}

/// The country of the place; where none is named, those of the sides.
fn countries(event: &Event) -> Vec<&str> {
    let place = event
        .place
        .as_ref()
        .and_then(|place| place.country.as_deref());
    match place {
        Some(country) => vec![country],
        None => [&event.actor1, &event.actor2]
            .into_iter()
            .filter_map(|actor| actor.as_ref()?.country.as_deref())
            .collect(),
    }
}

/// The code of a country that the data set names, as the coder knows it: "Russia (Soviet
/// Union)" is RU.
fn country_of(runner: &Runner, name: &str) -> Option<String> {
    let name: Cow<'_, str> = match name.split_once(" (") {
        Some((today, _)) => today.into(),
        None => name.into(),
    };
    let mentions = runner.code("", &name, None).mentions;
    mentions.into_iter().find_map(|mention| mention.country)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registers_and_names_of_victims_are_no_headlines_of_harm() {
        let tells = |headline: &str| tells_of_harm(&words(headline));
        assert!(tells("2 men murdered on Thursday"));
        assert!(!tells("Clashes in Marsi"));
        assert!(!tells("Saturday 26 January 2013"));
    }

    #[test]
    fn a_number_is_stated_in_digits_or_in_words() {
        let words = words("Three soldiers, 12 rebels killed");
        assert!(states(&words, 3) && states(&words, 12));
        assert!(!states(&words, 15) && !states(&words, 0));
    }
}
