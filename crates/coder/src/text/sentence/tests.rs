//! Where sentences end and what they are.

use crate::Document;
use crate::text::{SentenceKind, TextStage};

fn sentences(body: &str) -> Vec<String> {
    let analysis = TextStage::bundled().unwrap().analyse(&Document {
        body,
        ..Document::default()
    });
    analysis
        .sentences
        .iter()
        .map(|sentence| analysis.text_of(&sentence.tokens).to_owned())
        .collect()
}

fn kinds(body: &str) -> Vec<SentenceKind> {
    let analysis = TextStage::bundled().unwrap().analyse(&Document {
        body,
        ..Document::default()
    });
    analysis
        .sentences
        .iter()
        .map(|sentence| sentence.kind)
        .collect()
}

#[test]
fn abbreviations_and_initials_do_not_end_a_sentence() {
    for whole in [
        "Gen. al-Homsi met Lt. Col. J. R. Smith of the U.S. Army at No. 4 Main St. yesterday.",
        "He left at 5 a.m. on Monday with Dr. Khan.",
        "About 3.5 million people, i.e. half of the town, fled.",
        "“We won.” said nobody.",
        "He waited ... and left.",
    ] {
        assert_eq!(sentences(whole), [whole]);
    }
}

#[test]
fn sentences_end_where_they_should() {
    for (text, parts) in [
        (
            "He fled to Kilis.. After that he died.",
            ["He fled to Kilis..", "After that he died."],
        ),
        ("He fled.The army came.", ["He fled.", "The army came."]),
        (
            "He said: “We won.” The army left.",
            ["He said: “We won.”", "The army left."],
        ),
        (
            "They met in the U.S. The talks failed.",
            ["They met in the U.S.", "The talks failed."],
        ),
        ("Why now? Nobody knows.", ["Why now?", "Nobody knows."]),
        (
            "He came in 2011. 300 people died.",
            ["He came in 2011.", "300 people died."],
        ),
        (
            "He said \"no.\" \"Yes,\" she said.",
            ["He said \"no.\"", "\"Yes,\" she said."],
        ),
        (
            "Escalating Violence\nThe town burns.",
            ["Escalating Violence", "The town burns."],
        ),
    ] {
        assert_eq!(sentences(text), parts);
    }
}

#[test]
fn wrapped_lines_are_joined() {
    let text = "The army said on Monday that its forces had retaken the town of\n\
        Al-Bab from the group after three days of fighting in which at\n\
        least forty people were killed. Residents fled to the north and\n\
        east of the province, where aid workers gave them food and some\n\
        blankets for the night.";
    assert_eq!(sentences(text).len(), 2);
}

#[test]
fn boilerplate_and_headings_are_marked() {
    use SentenceKind::{Boilerplate, Heading, Text};
    assert_eq!(
        kinds(
            "date 2023-07-08 Posted on by someone\n\nJUL 07, 2023\n\nTargeted for Defection\nThe army attacked the town. (VK)\nRead also: Ten dead in Aden"
        ),
        [
            Boilerplate,
            Boilerplate,
            Heading,
            Text,
            Boilerplate,
            Boilerplate
        ]
    );
}
