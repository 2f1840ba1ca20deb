//! The 25 sub-event types and PLOVER's types.

use super::{check, label};

#[test]
fn battles_and_remote_violence_have_the_codebooks_type() {
    check(
        &[
            (
                "Gunmen ambushed an army patrol near Gao on Monday.",
                &["Armed clash"],
            ),
            (
                "Soldiers and militants clashed near Gao on Monday.",
                &["Armed clash"],
            ),
            (
                "Heavy clashes broke out between rebels and government forces in Aleppo.",
                &["Armed clash"],
            ),
            (
                "The two armies exchanged artillery fire across the border near Kupiansk.",
                &["Armed clash"],
            ),
            (
                "Russian forces shelled the town of Kupiansk, killing two civilians.",
                &["Shelling/artillery/missile attack"],
            ),
            (
                "Rebels fired rockets at Tripoli airport on Sunday.",
                &["Shelling/artillery/missile attack"],
            ),
            (
                "Israeli warplanes bombed a house in Rafah, killing six people.",
                &["Air/drone strike"],
            ),
            (
                "Five people were killed in an airstrike on a market in Khartoum.",
                &["Air/drone strike"],
            ),
            (
                "A Turkish drone struck a vehicle near Kobani.",
                &["Air/drone strike"],
            ),
            (
                "Army helicopters attacked a village in Sagaing.",
                &["Air/drone strike"],
            ),
            (
                "A suicide bomber blew himself up at a checkpoint in Mogadishu, killing four soldiers.",
                &["Suicide bomb"],
            ),
            (
                "A roadside bomb killed two soldiers near Mosul.",
                &["Remote explosive/landmine/IED"],
            ),
            (
                "A farmer was killed when he stepped on a landmine near Taiz.",
                &["Remote explosive/landmine/IED"],
            ),
            (
                "Unidentified men threw a grenade at a bar in Bujumbura, wounding three people.",
                &["Grenade"],
            ),
            (
                "Ukrainian forces shot down 15 drones over Odesa overnight.",
                &["Disrupted weapons use"],
            ),
        ],
        |event| label(event).to_owned(),
    );
}

#[test]
fn headlines_and_communiques_tell_of_violence_without_its_plain_verbs() {
    check(
        &[
            (
                "Nigerien Troops Kill 22 Islamist Militants Near Diffa",
                &["Armed clash"],
            ),
            (
                "Two soldiers dead in rebel attack in Kidal",
                &["Armed clash"],
            ),
            ("Six militants killed in Lashkar Gah", &["Armed clash"]),
            (
                "Eight insurgents were put out of harm's way in Mora.",
                &["Armed clash"],
            ),
            (
                "Assaults were repelled near Kupiansk on Monday.",
                &["Armed clash"],
            ),
            ("Attack on a mosque in Dori kills 16", &["Attack"]),
            (
                "Gunmen shot four traders dead in Zamfara on Monday.",
                &["Attack"],
            ),
            (
                "Bullet-riddled bodies of three men were found in Celaya.",
                &["Attack"],
            ),
            (
                "A lorry ploughed into a crowd of shoppers in Nice, killing five.",
                &["Attack"],
            ),
            (
                "Bomb in eastern Baghdad kills at least 11",
                &["Remote explosive/landmine/IED"],
            ),
            (
                "A helicopter dropped a barrel bomb filled with chlorine on Saraqib.",
                &["Chemical weapon"],
            ),
            (
                "Security forces foiled a car bomb attack in Mogadishu.",
                &["Disrupted weapons use"],
            ),
        ],
        |event| label(event).to_owned(),
    );
}

#[test]
fn accidents_figures_of_speech_and_mere_mentions_are_no_violence() {
    check(
        &[
            ("Two soldiers died in a helicopter crash in Uganda.", &[]),
            ("The motion was shot down by five votes to four.", &[]),
            ("A wave has hit the port of Wajima.", &[]),
            ("Activists bombarded the minister with questions.", &[]),
            ("No group claimed the attacks.", &[]),
        ],
        |event| label(event).to_owned(),
    );
}

#[test]
fn violence_against_civilians_and_demonstrations_have_the_codebooks_type() {
    check(
        &[
            (
                "Gunmen killed three farmers in Zamfara on Tuesday.",
                &["Attack"],
            ),
            (
                "A journalist was shot dead in Chilpancingo on Friday.",
                &["Attack"],
            ),
            (
                "Gunmen abducted 20 schoolgirls from a village in Borno State.",
                &["Abduction/forced disappearance"],
            ),
            (
                "Soldiers raped three women in a village near Goma.",
                &["Sexual violence"],
            ),
            (
                "Thousands of people protested in Paris against the reform.",
                &["Peaceful protest"],
            ),
            (
                "Police fired tear gas to disperse protesters in Nairobi on Monday.",
                &["Protest with intervention"],
            ),
            (
                "Police opened fire on protesters in Dhaka, killing six.",
                &["Excessive force against protesters"],
            ),
            (
                "Protesters clashed with police in Tbilisi on Sunday.",
                &["Violent demonstration"],
            ),
            ("Police arrested 12 people in Minsk.", &["Arrests"]),
        ],
        |event| label(event).to_owned(),
    );
}

#[test]
fn strategic_developments_and_talk_have_their_types() {
    check(
        &[
            (
                "Rebels captured the town of Bria after heavy fighting.",
                &["Non-state actor overtakes territory"],
            ),
            (
                "The Syrian army recaptured the town of Saraqib on Monday.",
                &["Government regains territory"],
            ),
            (
                "The government and the rebels signed a peace agreement in Addis Ababa.",
                &["Agreement"],
            ),
            (
                "The Russian government accused Ukraine of planning the attack.",
                &["ACCUSE"],
            ),
            (
                "Iran threatened to close the Strait of Hormuz.",
                &["THREATEN"],
            ),
        ],
        |event| label(event).to_owned(),
    );
}

#[test]
fn people_and_things_that_no_lexicon_knows_fill_a_side() {
    check(
        &[
            (
                "Radio commentator Perry Lapag was gunned down by assailants in Manila on Monday.",
                &["Attack"],
            ),
            (
                "Eight rockets were fired into residential areas of Kabul on Monday.",
                &["Shelling/artillery/missile attack"],
            ),
            (
                "Tank shells hit a training centre in Khan Younis on Wednesday.",
                &["Shelling/artillery/missile attack"],
            ),
            ("It landed on the moon near Mexico.", &[]),
        ],
        |event| label(event).to_owned(),
    );
}

#[test]
fn a_crowd_is_told_by_what_it_does_and_what_is_done_to_it() {
    check(
        &[
            (
                "Hundreds of nurses marched through Harare on Wednesday to demand better pay.",
                &["Peaceful protest"],
            ),
            (
                "Truck drivers blocked the highway near Oruro for a second day.",
                &["Peaceful protest"],
            ),
            (
                "At least 20 protesters were arrested in Harare on Wednesday.",
                &["Protest with intervention"],
            ),
            (
                "Soldiers fired live rounds at a crowd of marchers in Lagos, wounding dozens.",
                &["Excessive force against protesters"],
            ),
            (
                "Protesters threw stones in Athens on Sunday. Police fired tear gas at them.",
                &["Violent demonstration"],
            ),
            (
                "An angry mob burned alive two suspected bandits in Port-au-Prince.",
                &["Mob violence"],
            ),
            (
                "Soldiers marched past the tribune in Moscow on Victory Day.",
                &[],
            ),
            ("Pilgrims gathered in Mecca on Friday for the hajj.", &[]),
        ],
        |event| label(event).to_owned(),
    );
}

#[test]
fn who_takes_a_place_and_how_decides_its_type() {
    check(
        &[
            (
                "The army recaptured Bama from Boko Haram on Tuesday.",
                &["Government regains territory"],
            ),
            (
                "The town of Kobani fell to Islamic State on Thursday.",
                &["Non-state actor overtakes territory"],
            ),
            (
                "Syrian rebels moved into Hama on Friday without a fight after the army withdrew.",
                &["Non-violent transfer of territory"],
            ),
            (
                "Police in Bangkok cleared the square with water cannon.",
                &["Protest with intervention"],
            ),
        ],
        |event| label(event).to_owned(),
    );
}
