//! Violence against people, in the words of headlines and of everyday crime.

use super::{check, label, name};

#[test]
fn who_is_shot_in_a_headline_is_no_shooter() {
    check(
        &[
            (
                "Monks shot in cold blood in Shan State",
                &["Attack: Unidentified Armed Group (Myanmar) > Civilians (Myanmar)"],
            ),
            (
                "Two teachers were dragged from their beds and shot by soldiers in Gao.",
                &["Attack: Military Forces of Mali (2021-) > Civilians (Mali)"],
            ),
        ],
        |event| {
            let sides = [event.actor1.as_ref(), event.actor2.as_ref()].map(name);
            format!("{}: {} > {}", label(event), sides[0], sides[1])
        },
    );
}

#[test]
fn many_words_tell_of_violence_against_people() {
    check(
        &[
            (
                "The militia put twelve villagers to the sword near Gao.",
                &["Attack"],
            ),
            (
                "Two brothers perished at the hands of militiamen in Bria.",
                &["Attack"],
            ),
            (
                "Magistrate survives attempt on his life in Palermo",
                &["Attack"],
            ),
            (
                "Gang snatches doctor in Lagos",
                &["Abduction/forced disappearance"],
            ),
            (
                "Villagers thrashed two surveyors in Patna.",
                &["Mob violence"],
            ),
            (
                "Soldiers threw the speaker of parliament into prison in Bissau.",
                &["Arrests"],
            ),
        ],
        |event| label(event).to_owned(),
    );
}

#[test]
fn private_quarrels_and_crime_are_no_violence_of_a_conflict() {
    check(
        &[
            ("A man kicked his neighbour in a car park in Leeds.", &[]),
            ("The shop assistant slapped a customer in Porto.", &[]),
            ("The festival was held over the weekend in Cardiff.", &[]),
            ("A landlord punched a tenant in Turin.", &[]),
        ],
        |event| label(event).to_owned(),
    );
}
