//! Ground that changes hands, truces and withdrawals: who does it, and how, decides the type.

use super::{check, label};

#[test]
fn a_part_of_a_town_and_a_holder_inside_the_words_tell_of_captured_ground() {
    check(
        &[
            (
                "The army regained the centre of Kunduz on Tuesday.",
                &["Government regains territory"],
            ),
            (
                "Troops were driven out of Goma by rebels on Monday.",
                &["Non-state actor overtakes territory"],
            ),
            (
                "The army lost Goma to rebels on Monday.",
                &["Non-state actor overtakes territory"],
            ),
            (
                "The town of Damboa passed back into government hands on Friday.",
                &["Government regains territory"],
            ),
        ],
        |event| label(event).to_owned(),
    );
}

#[test]
fn a_truce_of_one_side_is_no_agreement() {
    check(
        &[
            (
                "The rebels declared a unilateral ceasefire on Monday.",
                &["PLOVER RETREAT"],
            ),
            (
                "The rebels and the government declared a ceasefire on Monday.",
                &["Agreement"],
            ),
            (
                "Russian forces pulled out of Snake Island on Thursday.",
                &["PLOVER RETREAT"],
            ),
        ],
        |event| match label(event) {
            "RETREAT" => "PLOVER RETREAT".to_owned(),
            label => label.to_owned(),
        },
    );
}
