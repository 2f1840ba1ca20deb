//! Talk: what is stated is the act, what it is about is not.

use sitrep_contract::Label as _;

use super::{check, label};

#[test]
fn a_statement_is_one_act_and_its_content_none() {
    let rows: [(&str, &[&str]); 6] = [
        ("Iran threatened to shell Iraqi towns.", &["THREATEN"]),
        ("France urged Israel to withdraw its troops.", &["REQUEST"]),
        ("Russia refused to release the sailors.", &["REJECT"]),
        ("Egypt said it would halt flights to Sudan.", &["THREATEN"]),
        (
            "Libya must hand over the suspects, Britain said.",
            &["REQUEST"],
        ),
        ("Factions that oppose Turkey are small.", &[]),
    ];
    check(&rows, |event| label(event).to_owned());
}

#[test]
fn what_is_told_in_the_passive_may_lack_its_author() {
    let rows: [(&str, &[&str]); 6] = [
        ("Sanctions on Eritrea were lifted.", &["CONCEDE"]),
        ("The internet was shut down across Gabon.", &["COERCE"]),
        ("Kenya sent 400 police officers to Haiti.", &["MOBILIZE"]),
        (
            "The foreign ministers of Armenia and Azerbaijan met in Almaty.",
            &["CONSULT"],
        ),
        (
            "Ankara said it would strike any group on its border.",
            &["THREATEN"],
        ),
        (
            "Assad insisted that Turkey withdraw its soldiers.",
            &["REQUEST"],
        ),
    ];
    check(&rows, |event| label(event).to_owned());
}

#[test]
fn a_planned_protest_is_not_held_and_a_gathering_needs_a_cause() {
    let rows: [(&str, &[&str]); 5] = [
        ("A protest is planned in Baghdad on Friday.", &["planned"]),
        (
            "Authorities banned a demonstration planned for Thursday in Conakry.",
            &["reported", "planned"],
        ),
        (
            "Hundreds gathered in Yerevan urging the prime minister to resign.",
            &["reported"],
        ),
        (
            "In Sweida, protesters gathered in the square, chanting slogans.",
            &["reported"],
        ),
        (
            "Protests erupted in Tehran after the death of a woman.",
            &["reported"],
        ),
    ];
    check(&rows, |event| event.status().label().to_owned());
}
