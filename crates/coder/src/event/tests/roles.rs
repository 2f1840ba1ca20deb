//! Sides, places, dates and casualties.

use super::{check, name};

#[test]
fn sides_are_who_acts_and_whom_it_is_done_to() {
    check(
        &[
            (
                "Gunmen killed three farmers in Zamfara on Tuesday.",
                &["Unidentified Armed Group (Nigeria) > Civilians (Nigeria)"],
            ),
            (
                "Three farmers were killed by gunmen in Zamfara on Tuesday.",
                &["Unidentified Armed Group (Nigeria) > Civilians (Nigeria)"],
            ),
            (
                "Gunmen who killed three farmers in Zamfara fled.",
                &["Unidentified Armed Group (Nigeria) > Civilians (Nigeria)"],
            ),
            (
                "Farmers who had been told to dig a trench were gunned down by gunmen in Zamfara.",
                &["Unidentified Armed Group (Nigeria) > Civilians (Nigeria)"],
            ),
            (
                "Farmers who had been told to dig a trench were gunned down by soldiers in Zamfara.",
                &["Military Forces of Nigeria (2023-) > Civilians (Nigeria)"],
            ),
            (
                "Sudan's paramilitary Rapid Support Forces said on Sunday it had taken control of the Zamzam camp.",
                &["RSF: Rapid Support Forces > -"],
            ),
            (
                "Sudan's army retook Khartoum on Friday, two years after it fell to the Rapid Support Forces.",
                &["Military Forces of Sudan (2019-) > RSF: Rapid Support Forces"],
            ),
            (
                "M23 rebels shelled Sake on Sunday. The group captured Masisi on Monday.",
                &["M23: March 23 Movement > -", "M23: March 23 Movement > -"],
            ),
            (
                "Turkish forces shelled the village of Harbal in Aleppo.",
                &["Military Forces of Turkey (2016-) > -"],
            ),
            (
                "Police arrested 12 people in Minsk.",
                &["Police Forces of Belarus (1994-) > Civilians (Belarus)"],
            ),
        ],
        |event| {
            format!(
                "{} > {}",
                name(event.actor1.as_ref()),
                name(event.actor2.as_ref())
            )
        },
    );
}

#[test]
fn casualties_and_dates_belong_to_their_act() {
    check(
        &[
            (
                "Gunmen killed three farmers in Zamfara on Tuesday.",
                &["3 - 2024-07-30"],
            ),
            (
                "Russian forces shelled Kupiansk on Monday, killing two civilians and injuring five.",
                &["2 5 2024-07-29"],
            ),
            (
                "A roadside bomb killed two soldiers near Mosul on Sunday. The conflict has killed thousands since 2014.",
                &["2 - 2024-07-28"],
            ),
        ],
        |event| {
            let count = |count: &Option<sitrep_contract::Count>| {
                count
                    .as_ref()
                    .map_or("-".to_owned(), |count| count.best.to_string())
            };
            let start = event.date.as_ref().and_then(|date| date.start.clone());
            format!(
                "{} {} {}",
                count(&event.fatalities),
                count(&event.injured),
                start.unwrap_or_default()
            )
        },
    );
}

#[test]
fn an_act_in_two_places_is_two_events_and_one_told_twice_is_one() {
    check(
        &[
            (
                "Israeli warplanes bombed Rafah and Jabalia on Monday.",
                &["Rafah", "Jabalia"],
            ),
            (
                "Gunmen killed three farmers in Zamfara on Tuesday. The attack took place at dawn, police said.",
                &["Zamfara"],
            ),
        ],
        |event| {
            event
                .place
                .as_ref()
                .map_or(String::new(), |place| place.name.clone())
        },
    );
}

#[test]
fn a_part_of_a_country_is_a_place_and_a_part_of_the_world_is_none() {
    check(
        &[
            (
                "Hezbollah fired rockets at Israeli posts in the Golan Heights on Tuesday.",
                &["Golan Heights"],
            ),
            (
                "Gunmen killed three farmers in Darfur on Tuesday.",
                &["Darfur"],
            ),
            (
                "An Iraqi drone struck a car near Tyre on Tuesday.",
                &["Tyre"],
            ),
            (
                "Gunmen killed three farmers in West Africa on Tuesday.",
                &["-"],
            ),
        ],
        |event| {
            let place = event.place.as_ref();
            place.map_or_else(|| "-".to_owned(), |place| place.name.clone())
        },
    );
}
