//! What reports say about people harmed, and what only looks like it.

use crate::Document;
use crate::analysis::Harm::{self, Abducted, Detained, Displaced, Injured, Killed, Missing};
use crate::text::TextStage;

use super::{KnownHarms, QuantityStage};

/// Harm, best number and, for parts, the whole's index.
fn read(body: &str) -> Vec<(Harm, u32, Option<u32>)> {
    thread_local! {
        static STAGES: (TextStage, QuantityStage) =
            (TextStage::bundled().unwrap(), QuantityStage::load(&[]).unwrap());
    }
    STAGES.with(|(text, quantity)| {
        let mut analysis = text.analyse(&Document {
            body,
            ..Document::default()
        });
        crate::time::find(&mut analysis, None);
        quantity.find(&mut analysis, &mut KnownHarms::default());
        analysis
            .casualties
            .iter()
            .map(|found| (found.harm, found.best, found.part_of))
            .collect()
    })
}

fn simple(body: &str) -> Vec<(Harm, u32)> {
    read(body)
        .into_iter()
        .map(|(harm, best, _)| (harm, best))
        .collect()
}

#[test]
fn verbs_give_their_subjects_or_objects() {
    for (text, found) in [
        (
            "At least five civilians were killed in the attack.",
            vec![(Killed, 5)],
        ),
        (
            "The airstrike killed 12 people and wounded 30.",
            vec![(Killed, 12), (Injured, 30)],
        ),
        (
            "A bomb exploded, killing three soldiers and injuring another four.",
            vec![(Killed, 3), (Injured, 4)],
        ),
        (
            "Two soldiers died and eight others were wounded.",
            vec![(Killed, 2), (Injured, 8)],
        ),
        (
            "A Syrian soldier was injured late Monday.",
            vec![(Injured, 1)],
        ),
        ("The gunmen shot dead two farmers.", vec![(Killed, 2)]),
        ("Three men were shot dead in Aden.", vec![(Killed, 3)]),
        ("Police arrested 12 suspects in Goma.", vec![(Detained, 12)]),
        ("Gunmen kidnapped four aid workers.", vec![(Abducted, 4)]),
        (
            "The fighting forced 3,000 families to flee.",
            vec![(Displaced, 3000)],
        ),
        ("The blast claimed 14 lives.", vec![(Killed, 14)]),
        (
            "A commander in a Turkish-backed faction was killed late Friday night.",
            vec![(Killed, 1)],
        ),
        (
            "Abu Homsi and seven of his guards were intercepted and later killed.",
            vec![(Killed, 1), (Killed, 7)],
        ),
        (
            "Five people in the village of Hama were killed.",
            vec![(Killed, 5)],
        ),
        ("Dozens were wounded.", vec![(Injured, 12)]),
    ] {
        assert_eq!(simple(text), found, "{text}");
    }
}

#[test]
fn nouns_and_adjectives_give_numbers_too() {
    for (text, found) in [
        (
            "The strike resulted in the deaths of 36 Turkish soldiers.",
            vec![(Killed, 36)],
        ),
        (
            "The clash left five people dead and ten injured.",
            vec![(Killed, 5), (Injured, 10)],
        ),
        ("The death toll rose to 45.", vec![(Killed, 45)]),
        (
            "Twelve bodies were found in a mass grave.",
            vec![(Killed, 12)],
        ),
        (
            "It led to the killing and wounding of a number of terrorists.",
            vec![(Killed, 3), (Injured, 3)],
        ),
        (
            "More than 20 members of the army were killed and wounded.",
            vec![(Killed, 3), (Injured, 3)],
        ),
        (
            "Five killed, 10 wounded in Kharkiv shelling.",
            vec![(Killed, 5), (Injured, 10)],
        ),
        ("Four people are missing.", vec![(Missing, 4)]),
    ] {
        assert_eq!(simple(text), found, "{text}");
    }
}

#[test]
fn parts_belong_to_their_whole() {
    assert_eq!(
        read("Six people, including two children, were killed."),
        [(Killed, 6, None), (Killed, 2, Some(0))]
    );
    assert_eq!(
        read("The attack killed six people, including two women and a child."),
        [
            (Killed, 6, None),
            (Killed, 2, Some(0)),
            (Killed, 1, Some(0))
        ]
    );
    assert_eq!(
        read("Ten people were killed, four of them civilians."),
        [(Killed, 10, None), (Killed, 4, Some(0))]
    );
}

#[test]
fn none_is_zero_and_silence_is_nothing() {
    assert_eq!(
        simple("There were no casualties."),
        [(Killed, 0), (Injured, 0)]
    );
    assert_eq!(simple("No one was killed in the attack."), [(Killed, 0)]);
    assert_eq!(simple("The army reported no injuries."), [(Injured, 0)]);
    for text in [
        "The army shelled the town.",
        "There were casualties on both sides.",
        "Lions killed 20 sheep.",
        "Parliament killed the bill.",
        "The 12-year-old boy ran away.",
        "The army destroyed 5 tanks.",
        "They paid $5 million for it.",
        "The attack could kill thousands of people.",
        "The soldiers were not injured.",
        "Brigade 46 was attacked.",
    ] {
        assert_eq!(simple(text), [], "{text}");
    }
}

#[test]
fn numbers_before_places_have_the_harm_before_them() {
    assert_eq!(
        read("44 people were killed, 31 in Maiduguri and 13 in Konduga."),
        [
            (Killed, 44, None),
            (Killed, 31, Some(0)),
            (Killed, 13, Some(0))
        ]
    );
    assert_eq!(
        simple("Two people were killed in Ambon and one in Saparua."),
        [(Killed, 2), (Killed, 1)]
    );
}

#[test]
fn objects_stand_behind_particles_and_a_toll_that_may_rise_is_none() {
    assert_eq!(
        simple("Militiamen hacked to death 14 people."),
        [(Killed, 14)]
    );
    assert_eq!(
        simple("Assailants gunned down a journalist."),
        [(Killed, 1)]
    );
    assert_eq!(
        simple("The toll could rise, because several people are trapped."),
        []
    );
}
