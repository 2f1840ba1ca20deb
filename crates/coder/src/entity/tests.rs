//! What the stage makes of single sentences.

use std::sync::LazyLock;

use jiff::civil::date;
use sitrep_contract::{Label as _, MentionType};

use crate::analysis::ActorClass;
use crate::{Coder, Document};

static CODER: LazyLock<Coder> = LazyLock::new(|| Coder::bundled().unwrap());

/// The mentions of a text as "text = TYPE id", countries, demonyms, dates left out.
fn named(text: &str) -> Vec<String> {
    let coder = &CODER;
    let document = Document {
        body: text,
        published: Some(date(2024, 8, 1)),
        ..Document::default()
    };
    let mentions = coder.code(&document).mentions;
    let kept = mentions.iter().filter(|mention| {
        !matches!(
            mention.r#type(),
            MentionType::Place
                | MentionType::Nationality
                | MentionType::Date
                | MentionType::Casualty
        )
    });
    kept.map(|mention| {
        let id = mention.entity_id.as_deref().unwrap_or("-");
        format!("{} = {} {id}", mention.text, mention.r#type().label())
    })
    .collect()
}

fn assert_named(text: &str, expected: &[&str]) {
    let found = named(text);
    for wanted in expected {
        assert!(
            found.iter().any(|it| it == wanted),
            "{wanted} not in {found:#?}"
        );
    }
}

#[test]
fn a_nationality_and_an_agent_are_the_states_force() {
    assert_named(
        "Turkish troops shelled a village in Aleppo, and the Syrian army replied.",
        &[
            "Turkish troops = STATE_FORCE actor/military-tr",
            "Syrian army = STATE_FORCE actor/military-sy",
        ],
    );
}

#[test]
fn two_nationalities_before_one_service_are_two_forces() {
    assert_named(
        "The Syrian and Russian air forces responded with strikes on Idlib.",
        &[
            "Syrian and Russian air forces = STATE_FORCE actor/air-force-sy",
            "Russian air forces = STATE_FORCE actor/air-force-ru",
        ],
    );
}

#[test]
fn members_of_a_group_are_the_group() {
    assert_named(
        "Militants from Hayat Tahrir al-Sham (HTS) fought in Syria. HTS fighters withdrew.",
        &[
            "Militants from Hayat Tahrir al-Sham = ARMED_GROUP actor/hayat-tahrir-al-sham",
            "HTS = ARMED_GROUP actor/hayat-tahrir-al-sham",
            "HTS fighters = ARMED_GROUP actor/hayat-tahrir-al-sham",
        ],
    );
}

#[test]
fn fighters_with_a_persons_name_are_a_group() {
    assert_named(
        "James Otti spoke to reporters. Otti guerrillas attacked the camp on Monday.",
        &[
            "Otti guerrillas = ARMED_GROUP -",
            "Otti = PERSON name/james-otti",
        ],
    );
}

#[test]
fn an_acronym_means_the_group_of_the_articles_country() {
    assert_named(
        "Al-Shabaab ambushed the SNA near Kismayo in Somalia.",
        &["SNA = STATE_FORCE actor/somali-national-army"],
    );
    assert_named(
        "The SNA shelled Manbij in northern Syria.",
        &["SNA = ARMED_GROUP actor/syrian-national-army"],
    );
}

#[test]
fn a_family_name_means_the_person_named_before() {
    assert_named(
        "The commander, identified as Abu Khalid al-Homsi, fled. Al-Homsi was killed later.",
        &[
            "Abu Khalid al-Homsi = PERSON name/abu-khalid-al-homsi",
            "Al-Homsi = PERSON name/abu-khalid-al-homsi",
        ],
    );
}

#[test]
fn organisations_named_after_places_are_no_places() {
    assert_named(
        "The Aleppo Media Centre said so on Sunday.",
        &["Aleppo Media Centre = ORGANISATION actor/aleppo-media-centre"],
    );
}

#[test]
fn a_described_side_is_a_mention_and_its_victims_are_not() {
    let coder = &CODER;
    let document = Document {
        body: "Gunmen killed three farmers near Jos in Nigeria.",
        ..Document::default()
    };
    let analysis = coder.analyse(&document);
    let classes: Vec<ActorClass> = analysis
        .entities
        .iter()
        .filter(|entity| entity.id.is_none() && entity.kind == MentionType::Unspecified)
        .map(|entity| entity.class)
        .collect();
    assert!(classes.contains(&ActorClass::Gunmen), "{classes:?}");
    assert!(classes.contains(&ActorClass::Civilians), "{classes:?}");
    let mentions = coder.code(&document).mentions;
    let shown: Vec<&str> = mentions
        .iter()
        .map(|mention| mention.text.as_str())
        .collect();
    assert!(shown.contains(&"Gunmen"), "{shown:?}");
    assert!(!shown.contains(&"farmers"), "{shown:?}");
}

#[test]
fn a_text_may_end_with_a_given_name() {
    for name in ["Chad", "John", "Ahmad"] {
        assert!(named(name).len() <= 1);
    }
}

#[test]
fn mentions_reproduce_their_text_and_come_in_order() {
    let text = "Ünlü: “Türkiye’s army” shelled Şırnak; PKK fighters fled to Iraq.";
    let coder = &CODER;
    let document = Document {
        body: text,
        ..Document::default()
    };
    let mentions = coder.code(&document).mentions;
    assert!(!mentions.is_empty());
    for mention in &mentions {
        let (start, end) = (mention.start as usize, mention.end as usize);
        let cut: String = text.chars().skip(start).take(end - start).collect();
        assert_eq!(cut, mention.text);
    }
    assert!(mentions.is_sorted_by_key(|mention| mention.start));
}

#[test]
fn a_capital_that_acts_is_its_government() {
    for text in [
        "Damascus said it would reply.",
        "Officials welcomed Damascus's recent overtures on Monday.",
        "The minister warned Damascus against an attack.",
        "The talks with Damascus ended.",
    ] {
        assert_named(text, &["Damascus = ORGANISATION actor/government-sy"]);
    }
    assert_named(
        "The Kremlin did not comment.",
        &["Kremlin = ORGANISATION actor/government-ru"],
    );
}

#[test]
fn a_capital_that_is_lived_in_stays_a_place() {
    for text in [
        "Two people were killed in Damascus on Monday.",
        "Residents of Damascus said they heard blasts.",
        "Shells hit Damascus and its suburbs.",
        "They gathered outside the Kremlin.",
    ] {
        let found = named(text);
        assert!(
            !found.iter().any(|it| it.contains("actor/government")),
            "{text}: {found:#?}"
        );
    }
}

#[test]
fn a_name_of_mixed_letters_is_no_common_word() {
    assert!(named("Let us hope that it ends.").is_empty());
}

#[test]
fn a_life_in_brackets_is_no_dateline() {
    assert_named(
        "Eduard Hitzig (6 February 1838 - 20 August 1907) was a German neurologist.",
        &["Eduard Hitzig = PERSON name/eduard-hitzig"],
    );
}

#[test]
fn a_body_that_somebody_belongs_to_is_named_without_him() {
    assert_named(
        "The chair is Dr Sue Black of the University of Westminster.",
        &["University of Westminster = ORGANISATION name/university-of-westminster"],
    );
    assert_named(
        "The 65th Air Division directed the raid.",
        &["65th Air Division = ARMED_GROUP name/65th-air-division"],
    );
}
