//! Talk: what is stated is the act, what it is about is not.

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
