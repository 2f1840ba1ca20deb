//! One act told several times, and several told at once: what is one event, and whose toll it
//! is.

use sitrep_contract::Event;

use super::{check, label};

/// Type, place and number of dead.
fn show(event: &Event) -> String {
    let place = event
        .place
        .as_ref()
        .map_or("-", |place| place.name.as_str());
    let killed = event.fatalities.as_ref().map(|killed| killed.best);
    let killed = killed.map_or_else(|| "-".to_owned(), |killed| killed.to_string());
    format!("{} {place} {killed}", label(event))
}

#[test]
fn an_act_told_with_the_is_news_where_nothing_was_told_before() {
    check(
        &[
            (
                "The raid left three people dead in Rutshuru, residents said.",
                &["Attack Rutshuru 3"],
            ),
            (
                "A roadside bomb hit a bus in Kabul on Tuesday. The blast killed eleven people.",
                &["Remote explosive/landmine/IED Kabul 11"],
            ),
            (
                "A court in Paris sentenced two men to life in prison for the bombing of a train. The attack killed 38 people.",
                &["SANCTION Paris -"],
            ),
        ],
        show,
    );
}

#[test]
fn each_place_has_its_own_toll() {
    check(
        &[
            (
                "At least 44 people were killed in the attacks, 31 in Maiduguri and 13 in Konduga.",
                &["Attack Maiduguri 31", "Attack Konduga 13"],
            ),
            (
                "A Russian drone killed a woman in Donetsk, and shelling of Nikopol killed two men.",
                &[
                    "Air/drone strike Donetsk 1",
                    "Shelling/artillery/missile attack Nikopol 2",
                ],
            ),
        ],
        show,
    );
}

#[test]
fn a_number_told_twice_is_not_added_and_further_dead_are() {
    check(
        &[
            (
                "Militants raided a village near Djibo on Sunday, killing 15 people. \"They killed 15 people,\" a resident said.",
                &["Attack Djibo 15"],
            ),
            (
                "Three soldiers were killed in a clash with rebels near Jolo on Friday. Two rebels were also killed in the clash.",
                &["Armed clash Jolo 5"],
            ),
        ],
        show,
    );
}

#[test]
fn who_is_driven_out_of_a_town_loses_it() {
    check(
        &[
            (
                "Government troops drove the rebels out of the town of Goma on Sunday.",
                &["Government regains territory Goma -"],
            ),
            (
                "Rebels expelled the army from Bambari on Sunday.",
                &["Non-state actor overtakes territory Bambari -"],
            ),
        ],
        show,
    );
}

#[test]
fn an_act_so_many_days_before_the_news_is_of_its_own_day() {
    check(
        &[
            (
                "Gunmen raided a camp near Gao on Monday, killing five soldiers. The raid came two days after rebels shelled the airport of Timbuktu.",
                &[
                    "Armed clash 2024-07-29",
                    "Shelling/artillery/missile attack 2024-07-27",
                ],
            ),
            (
                "Two weeks after the truce, rebels attacked an army post near Goma on Monday.",
                &["Armed clash 2024-07-29"],
            ),
        ],
        |event| {
            let day = event.date.as_ref().and_then(|date| date.start.clone());
            format!("{} {}", label(event), day.unwrap_or_default())
        },
    );
}

#[test]
fn plunder_by_the_attackers_is_part_of_the_attack_and_a_denial_of_what_was_told_no_act() {
    check(
        &[
            (
                "Gunmen killed six people in the village of Lodda on Monday. The attackers burned thirty huts before leaving.",
                &["Attack Lodda 6"],
            ),
            (
                "Russian warplanes bombed a market in Idlib on Monday, killing eight people. Russia denied that its aircraft had bombed the market.",
                &["Air/drone strike Idlib 8"],
            ),
        ],
        show,
    );
}

#[test]
fn deaths_told_in_the_next_paragraph_or_at_a_town_of_their_own_belong_to_the_act() {
    check(
        &[
            (
                "Soldiers and cartel gunmen fought in Culiacan on Thursday.\n\nEight people were killed and 16 wounded, the state government said on Friday.",
                &["Armed clash Culiacan 8"],
            ),
            (
                "On Saturday security forces killed at least 114 people across the country. A boy was among 29 people killed in Mandalay.",
                &["Attack Mandalay 29"],
            ),
        ],
        show,
    );
}

#[test]
fn a_raid_told_twice_in_a_sentence_and_the_reason_of_a_riot_are_no_further_acts() {
    check(
        &[
            (
                "Gunmen killed ten people and abducted several others when they attacked a village near Malumfashi on Tuesday.",
                &["Attack Malumfashi 10"],
            ),
            (
                "Protesters burned a bank in Maan on Thursday in protest at high prices.",
                &["Violent demonstration Maan -"],
            ),
            (
                "Rebels captured most of Malakal on Tuesday.",
                &["Non-state actor overtakes territory Malakal -"],
            ),
        ],
        show,
    );
}

#[test]
fn acts_are_found_where_tagger_and_word_order_hide_them() {
    check(
        &[
            (
                "Gunmen set fire to houses in Mangu on Sunday.",
                &["Looting/property destruction"],
            ),
            (
                "Militants looted the homes of villagers near Wagadou.",
                &["Looting/property destruction"],
            ),
            (
                "A commander of the RSF defected to the army in Gezira.",
                &["Change to group/activity"],
            ),
            (
                "A woman was sexually assaulted by militiamen in Beni.",
                &["Sexual violence"],
            ),
            (
                "Five members of a family were hit by landmines in Hodeidah.",
                &["Remote explosive/landmine/IED"],
            ),
            (
                "Kusasis and Mamprusis fought with rifles in Bawku, leaving four people dead.",
                &["Armed clash"],
            ),
            (
                "Israeli forces stormed the town of Beita and arrested four young men.",
                &["Arrests"],
            ),
            (
                "Police cleared the hamlet of climate activists in western Germany.",
                &["Protest with intervention"],
            ),
            (
                "US warplanes hit targets in Sanaa, Hodeidah and Taiz.",
                &["Air/drone strike", "Air/drone strike", "Air/drone strike"],
            ),
            (
                "A military cargo plane was shot down by RSF fighters over El Fasher.",
                &["Shelling/artillery/missile attack"],
            ),
            ("Police arrested two men for car theft in Leeds.", &[]),
        ],
        |event| label(event).to_owned(),
    );
}

#[test]
fn whole_reports_keep_their_acts_apart_and_together() {
    check(
        &[
            (
                "Gunmen killed eight people in attacks in Maiduguri and murdered two in Konduga on Tuesday.",
                &["Attack Maiduguri 8", "Attack Konduga 2"],
            ),
            (
                "Shelling and drone strikes on the town of Nikopol killed 57 people.",
                &["Air/drone strike Nikopol 57"],
            ),
            (
                "Gunmen invaded a school in Kankara on Friday and abducted 300 students.",
                &["Abduction/forced disappearance Kankara -"],
            ),
            (
                "Gunmen killed 44 people in Rutshuru, survivors said, though the police put the toll at 20 dead.",
                &["Attack Rutshuru 44"],
            ),
        ],
        show,
    );
}
