//! What is aimed at, called off, put into words or told of then.

use sitrep_contract::Label as _;

use super::{check, label, name};

#[test]
fn an_aim_is_no_act() {
    check(
        &[
            (
                "The offensive near Bria is another step towards clearing the rebels from the east.",
                &[],
            ),
            (
                "The two governments are dedicated to defeating the militants.",
                &[],
            ),
            (
                "The army launched an operation aimed at retaking the town of Bria from the rebels.",
                &["Government regains territory planned"],
            ),
            (
                "We will stand with the people of Mali as they confront the jihadists.",
                &["Armed clash generic"],
            ),
        ],
        |event| format!("{} {}", label(event), event.status().label()),
    );
}

#[test]
fn what_is_ended_or_only_had_is_no_act() {
    check(
        &[
            ("The general halted the shelling of Kobani.", &[]),
            (
                "Ministers urged Moscow to press its ally to end its attacks and airstrikes on Idlib.",
                &["REQUEST"],
            ),
            (
                "The sanctions target makers and users of chemical weapons in Syria.",
                &[],
            ),
            (
                "The governor came under attack for his remarks about farmers.",
                &[],
            ),
            (
                "Britain gave food to hungry and displaced people in Idlib.",
                &["AID"],
            ),
            (
                "The two prime ministers met on 3 March for a summit in Nairobi.",
                &["CONSULT"],
            ),
        ],
        |event| label(event).to_owned(),
    );
}

#[test]
fn who_undertakes_it_does_it_and_who_held_the_town_did_not_take_it() {
    check(
        &[
            (
                "The minister spoke about the start of the Malian operation to recapture the town of Kidal.",
                &["Military Forces of Mali (2021-) → -"],
            ),
            (
                "The army retook the town of Kidal after its occupation by the rebels.",
                &["Military Forces of Mali (2021-) → -"],
            ),
        ],
        |event| {
            format!(
                "{} → {}",
                name(event.actor1.as_ref()),
                name(event.actor2.as_ref())
            )
        },
    );
}

#[test]
fn what_is_counted_compared_or_done_to_oneself_is_no_act() {
    check(
        &[
            (
                "Bombings had declined by half in Mosul, and there was a drop in the number of kidnappings.",
                &[],
            ),
            (
                "The country has destroyed its chemical weapons stockpiles.",
                &[],
            ),
            ("The prisoner killed himself in a cell in Lagos.", &[]),
            (
                "Gunmen attacked the village of Bria on Sunday, killing 37 farmers, in the worst violence to strike the country in years.",
                &["Attack reported"],
            ),
            (
                "Troops shot dead the preacher of a mosque in Qaim on Monday. This killing of a respected man will cause trouble for years.",
                &["Attack reported"],
            ),
        ],
        |event| format!("{} {}", label(event), event.status().label()),
    );
}

#[test]
fn who_opens_a_statement_says_i_in_it() {
    check(
        &[(
            "Foreign Secretary Jane Miller said:\n\nI utterly condemn the attack on a petrol station at Hilla in Iraq, for which Islamic State has claimed responsibility.",
            &["ACCUSE Jane Miller", "Attack Islamic State"],
        )],
        |event| {
            let who = event.actor1.as_ref().map_or("-", |actor| &actor.name);
            format!("{} {who}", label(event))
        },
    );
}

#[test]
fn words_between_do_not_hide_the_act() {
    check(
        &[
            (
                "Hundreds of families have since fled the town of Bria.",
                &["Other"],
            ),
            (
                "Rebels launched a surprise attack on the army in Aleppo on Wednesday.",
                &["Armed clash"],
            ),
            (
                "Clashes erupted yesterday in northern Syria between rival Turkish-backed armed groups. The fighting near Hiwar Kalas involved the Joint Forces on one side, and the Suqour al-Shamal faction on the other.",
                &["Armed clash"],
            ),
            (
                "We work to bring peace to Syria and ultimately destroy this terrorist group.",
                &[],
            ),
        ],
        |event| label(event).to_owned(),
    );
}

#[test]
fn a_tale_of_then_is_background() {
    check(
        &[(
            "Villagers in Jaffna marched on Monday.\n\nIn 1995 the two sides signed an accord. Differences soon surfaced and led to clashes between the guerrillas and the army near Vavuniya.",
            &[
                "Peaceful protest reported",
                "AGREE background",
                "Armed clash background",
            ],
        )],
        |event| format!("{} {}", label(event), event.status().label()),
    );
}

#[test]
fn the_same_dead_by_the_same_hand_are_told_once() {
    check(
        &[
            (
                "Islamic State has killed 70 villagers in Anbar, Iraq. The minister said: I am shocked by reports that Islamic State has killed 70 members of the Jumaila tribe.",
                &["Attack 70"],
            ),
            (
                "The convoy was bombed from the air on Friday near Aleppo. Whether deliberate or not, this was a cruel attack, with at least ten people killed.",
                &["Air/drone strike 10"],
            ),
        ],
        |event| {
            let killed = event.fatalities.as_ref().map_or(0, |killed| killed.best);
            format!("{} {killed}", label(event))
        },
    );
}
