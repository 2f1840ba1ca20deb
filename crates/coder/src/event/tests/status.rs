//! Reported, claimed, denied, background, planned, hypothetical, generic.

use sitrep_contract::Label as _;

use super::check;

#[test]
fn only_what_happened_is_reported() {
    check(
        &[
            (
                "Gunmen attacked an army base near Gao on Monday.",
                &["reported"],
            ),
            (
                "The army denied that its soldiers had attacked the village of Kawa.",
                &["denied"],
            ),
            (
                "In 2019, Turkish forces shelled the town of Kobani.",
                &["background"],
            ),
            (
                "Rebels could attack the town of Bria, officials fear.",
                &["hypothetical"],
            ),
            (
                "The army will attack rebel positions near Bria.",
                &["planned"],
            ),
            (
                "Militants frequently attack villages in Borno State.",
                &["generic"],
            ),
            (
                "The army said it had killed 20 militants in a clash near Gao on Monday.",
                &["claimed"],
            ),
            (
                "Gunmen killed three farmers in Zamfara on Tuesday, residents said.",
                &["reported"],
            ),
            (
                "Indonesian police killed nine militants in a gun battle in Poso on Monday, the national police said.",
                &["claimed"],
            ),
            (
                "Troops entered the town of Kherson on Monday, the first time since they shelled it.",
                &["reported"],
            ),
        ],
        |event| event.status().label().to_owned(),
    );
}

#[test]
fn what_is_denied_feared_or_usual_is_no_news() {
    check(
        &[
            (
                "Moscow called the reports of an air raid on the hospital in Idlib fake.",
                &["denied"],
            ),
            (
                // The rejection was said, the strike denied.
                "The general rejected the rebels' allegation that a drone had struck miners near Intahaka.",
                &["reported", "denied"],
            ),
            (
                "If the bridge goes, the insurgents will seize the town of Pauktaw.",
                &["hypothetical"],
            ),
            (
                "Should the regime recover Idlib, its courts would not sit.",
                &["hypothetical"],
            ),
            (
                "Fears mount that the rebels will overrun the town of Bria.",
                &["hypothetical"],
            ),
            (
                "Gunmen on motorcycles tend to shoot their victims outside mosques in Kano.",
                &["generic"],
            ),
            (
                "Gun battles between rival cartels are common in Culiacán.",
                &["generic"],
            ),
            (
                "There was no gunfight in Hagadera on Monday, the county commissioner insisted.",
                &["denied"],
            ),
            (
                "The army has been battling Maoist guerrillas in Chhattisgarh for more than four decades.",
                &["background"],
            ),
            (
                "The opposition party has called a nationwide rally in Harare for 30 June.",
                &["planned"],
            ),
            ("Al-Shabaab often bombs hotels in Mogadishu.", &["generic"]),
            (
                "Residents of Port Sudan are on edge over a feared drone raid on Khartoum.",
                &["hypothetical"],
            ),
            (
                "Gunmen hit three army posts at once near Gao on Monday.",
                &["reported"],
            ),
        ],
        |event| event.status().label().to_owned(),
    );
}

#[test]
fn a_source_is_named_with_its_claim() {
    check(
        &[
            (
                "Gunmen killed three farmers in Zamfara on Tuesday, residents said.",
                &["residents"],
            ),
            (
                "According to a local official, a bomb exploded in Herat on Monday, wounding five people.",
                &["local official"],
            ),
        ],
        |event| {
            event
                .claim
                .as_ref()
                .map_or(String::new(), |claim| claim.source_name.clone())
        },
    );
}
