//! Sentences that look like conflict and are not.

use super::{check, label};

#[test]
fn what_only_looks_like_violence_is_no_event() {
    let none: &[&str] = &[];
    let rows: Vec<(&str, &[&str])> = [
        "He died of a heart attack on Monday.",
        "The striker fired a shot past the goalkeeper in the second half.",
        "Firefighters battled a forest fire near Athens on Sunday.",
        "A storm killed 12 people in Florida.",
        "Ten people were killed when a bus collided with a truck near Lagos.",
        "The senator attacked the government's budget policy.",
        "Doctors urged people to get a flu shot of the vaccine.",
        "The film tells the story of a battle between two families.",
        "Shares were hammered as investors fled the stock market.",
        "A gas explosion killed three people in a restaurant in Langfang.",
        "The champion will fight for the heavyweight title in Riyadh.",
        "She has battled cancer for three years.",
    ]
    .into_iter()
    .map(|body| (body, none))
    .collect();
    check(&rows, |event| label(event).to_owned());
}
