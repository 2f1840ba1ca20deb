//! Who, where and when across clauses and sentences: pronouns, speakers, claims, dates.

use sitrep_contract::Label as _;

use super::{check, label, name};

#[test]
fn its_troops_are_those_of_whoever_speaks() {
    check(
        &[
            (
                "Russia's defence ministry said its forces had taken control of the settlement of Urozhaine in Ukraine's Donetsk region.",
                &["Military Forces of Russia (2000-)"],
            ),
            (
                "Its troops pulled out of Gao on Sunday, the Wagner Group said.",
                &["Wagner Group"],
            ),
            (
                "Gunmen suspected to be members of the ISWAP group attacked a convoy of aid workers near Monguno.",
                &["Islamic State West Africa Province (ISWAP)"],
            ),
        ],
        |event| name(event.actor1.as_ref()),
    );
}

#[test]
fn a_claim_of_responsibility_names_who_did_the_act_before() {
    check(
        &[
            (
                "A suicide bomber killed 12 worshippers in Kunduz on Friday. The Islamic State group claimed responsibility.",
                &["Islamic State (Syria)"],
            ),
            (
                "A car bomb killed four soldiers in the Libyan city of Derna. No group has claimed responsibility.",
                &["Unidentified Armed Group (Libya)"],
            ),
        ],
        |event| name(event.actor1.as_ref()),
    );
}

#[test]
fn what_a_side_says_of_itself_is_its_claim() {
    check(
        &[
            (
                "In a statement, the group said its fighters had overrun an army post in the Diffa region.",
                &["claimed"],
            ),
            (
                "Hamas's armed wing, the Qassam Brigades, said it had destroyed an Israeli tank near Rafah with a missile.",
                &["claimed"],
            ),
            (
                "A roadside bomb killed a policeman in Quetta; no group immediately claimed responsibility.",
                &["reported"],
            ),
        ],
        |event| event.status().label().to_owned(),
    );
}

#[test]
fn the_place_is_where_the_act_was() {
    let place = |event: &sitrep_contract::Event| {
        let name = event.place.as_ref().map(|place| place.name.clone());
        format!("{}: {}", label(event), name.unwrap_or_default())
    };
    check(
        &[
            (
                "Israeli warplanes struck two houses in the southern Gaza city of Khan Younis, killing five people.",
                &["Air/drone strike: Khan Younis"],
            ),
            (
                "Security guards shot dead two villagers in Mali's Kayes region.",
                &["Attack: Kayes"],
            ),
        ],
        place,
    );
}

#[test]
fn the_day_before_is_counted_from_the_act_before() {
    check(
        &[(
            "On Friday a bomb killed two people in Herat. The day before, gunmen shot dead a judge in Kabul.",
            &["2024-07-26", "2024-07-25"],
        )],
        |event| {
            let date = event.date.as_ref();
            date.and_then(|date| date.start.clone()).unwrap_or_default()
        },
    );
}

#[test]
fn what_a_relative_clause_tells_of_stands_before_it() {
    check(
        &[
            (
                "Rebels still hold the town of Bria, which they captured from the army on Monday.",
                &["Non-state actor overtakes territory"],
            ),
            (
                "Gunmen using silenced weapons shot dead a shopkeeper in Baghdad on Monday.",
                &["Attack"],
            ),
            (
                "Soldiers detained and then released an opposition leader in Harare on Monday.",
                &["Arrests", "RETREAT"],
            ),
            (
                "The minister warned that troops could launch an operation if the rocket fire did not stop.",
                &[],
            ),
        ],
        |event| label(event).to_owned(),
    );
}
