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

#[test]
fn everyday_talk_is_no_public_affair() {
    let none: &[&str] = &[];
    let rows: Vec<(&str, &[&str])> = [
        "The health ministry urged parents to vaccinate their children against measles.",
        "The minister visited a primary school in Kigali and praised teachers.",
        "The union urged members to accept the pay offer.",
        "Parents demanded better school meals at a meeting of the council on Tuesday.",
        "The president of the university resigned after a plagiarism scandal.",
        "Germany beat Spain 3-1 in a friendly in Munich.",
        "Crowds gathered in Trafalgar Square to watch the final on a giant screen.",
        "Firefighters put out a tanker fire at Kara Bridge on Monday.",
        "The lawyers finished gathering the documents on Friday.",
        "Dr Wright will join the institute as president in March 2008.",
        "The researchers demonstrated a new battery in Tokyo.",
        "Dr Fortier threw rocks at the bear and it escaped.",
        "The toys are made under license from Hit Entertainment.",
        "Poisoned liquor killed seventeen people in Nairobi.",
        "Never leave a customer hanging.",
    ]
    .into_iter()
    .map(|body| (body, none))
    .collect();
    check(&rows, |event| label(event).to_owned());
}
