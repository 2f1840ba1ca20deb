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
