//! Several acts in one short report: whoever does each of them, where and when.

use sitrep_contract::{Event, Label as _};

use super::{check, label};

fn place(event: &Event) -> String {
    event
        .place
        .as_ref()
        .map_or("-", |place| &place.name)
        .to_owned()
}

fn killed(event: &Event) -> String {
    let best = event.fatalities.as_ref().map(|number| number.best);
    format!("{} {best:?}", label(event))
}

#[test]
fn whoever_is_brought_to_do_something_did_it() {
    check(
        &[(
            "Gunmen shelled Metula on Monday, prompting Israel to send troops into Lebanon.",
            &["- reported", "Israel reported"],
        )],
        |event| {
            let sender = event
                .actor1
                .as_ref()
                .filter(|_| label(event).starts_with("PLOVER") || label(event) == "MOBILIZE");
            format!(
                "{} {}",
                sender.map_or("-", |actor| &actor.name),
                event.status().label()
            )
        },
    );
}

#[test]
fn a_participle_that_only_says_which_is_no_news() {
    check(
        &[(
            "Fighters loyal to ousted president Ali Nasser clashed with police in Aden on Monday.",
            &["Armed clash"],
        )],
        |event| label(event).to_owned(),
    );
}

#[test]
fn where_somebody_went_afterwards_is_not_where_it_happened() {
    check(
        &[(
            "Rebels looted shops in Bunia on Monday. The army shelled a school before moving on to Goma.",
            &["Bunia", "Bunia"],
        )],
        place,
    );
}

#[test]
fn armed_men_who_march_into_a_town_take_it() {
    check(
        &[(
            "Rebels marched into Kisangani on Saturday.",
            &["Non-violent transfer of territory"],
        )],
        |event| label(event).to_owned(),
    );
}

#[test]
fn a_toll_is_that_of_the_act_it_came_of() {
    check(
        &[
            (
                "A driver was beaten by a group of armed men in Kano on Monday and died of his injuries.",
                &["Attack Some(1)"],
            ),
            (
                "The death toll from Saturday's truck bombing in a market in Mogadishu has risen to 276.",
                &["Remote explosive/landmine/IED Some(276)"],
            ),
            (
                "At least 108 people, most of them women and children, were killed when a mortar hit a church in Kabul on Monday.",
                &["Shelling/artillery/missile attack Some(108)"],
            ),
        ],
        killed,
    );
}

#[test]
fn a_toll_told_afterwards_is_that_of_the_news() {
    check(
        &[(
            "Troops opened fire on a crowd in Andijan on Friday after armed men stormed a prison. Witnesses said 200 people were killed, many of them women and children.",
            &[
                "Excessive force against protesters Some(200)",
                "Armed clash None",
            ],
        )],
        killed,
    );
}

#[test]
fn a_title_with_of_belongs_to_the_name_behind_it() {
    check(
        &[(
            "U.S. Secretary of State Antony Blinken called for a ceasefire in Sudan.",
            &["Antony Blinken"],
        )],
        |event| {
            event
                .actor1
                .as_ref()
                .map_or("-", |actor| &actor.name)
                .to_owned()
        },
    );
}

#[test]
fn before_dawn_on_a_day_is_on_that_day() {
    check(
        &[(
            "Troops stormed a rebel base in Goma before dawn on Tuesday.",
            &["Some(\"2024-07-30\")"],
        )],
        |event| {
            format!(
                "{:?}",
                event.date.as_ref().and_then(|date| date.start.clone())
            )
        },
    );
}
