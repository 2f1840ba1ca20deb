//! What the chunker makes of the sentences of reports.

use crate::Document;
use crate::text::{ChunkKind, TextStage, VerbGroup};

fn chunks(body: &str) -> (Vec<String>, Vec<(String, VerbGroup)>) {
    let analysis = TextStage::bundled().unwrap().analyse(&Document {
        body,
        ..Document::default()
    });
    let mut nouns = Vec::new();
    let mut verbs = Vec::new();
    for chunk in &analysis.chunks {
        let text = analysis.text_of(&chunk.tokens).to_owned();
        match chunk.kind {
            ChunkKind::Noun => nouns.push(text),
            ChunkKind::Verb(group) => verbs.push((text, group)),
        }
    }
    (nouns, verbs)
}

fn verb(body: &str, text: &str) -> VerbGroup {
    let (_, verbs) = chunks(body);
    verbs
        .iter()
        .find(|(found, _)| found == text)
        .unwrap_or_else(|| panic!("{text} in {verbs:?}"))
        .1
}

#[test]
fn noun_chunks_run_from_determiner_to_head() {
    let (nouns, _) = chunks(
        "A rocket hit Turkey's Kilis province after Turkish and Syrian forces attacked two heavily armed men.",
    );
    assert_eq!(
        nouns,
        [
            "A rocket",
            "Turkey",
            "Kilis province",
            "Turkish and Syrian forces",
            "two heavily armed men"
        ]
    );
}

#[test]
fn voice_is_seen_with_and_without_auxiliary() {
    assert!(
        verb(
            "The village was heavily shelled by the army.",
            "was heavily shelled"
        )
        .passive
    );
    assert!(verb("The troops killed in the attack were Turkish.", "killed").passive);
    assert!(verb("The villages shelled by the army are empty.", "shelled").passive);
    assert!(verb("Five soldiers killed in ambush near Aden.", "killed").passive);
    assert!(!verb("The soldiers killed five rebels in Aden.", "killed").passive);
    assert!(verb("He was shot and killed in Aden.", "killed").passive);
    assert!(verb("A man was being detained.", "was being detained").passive);
}

#[test]
fn tense_and_mood_are_seen() {
    assert!(verb("The army had shelled the town.", "had shelled").past_perfect);
    assert!(verb("The army did not attack the town.", "did not attack").negated);
    assert!(verb("The army will attack the town.", "will attack").future);
    assert!(verb("The army plans to attack the town.", "to attack").future);
    assert!(verb("The army may attack the town.", "may attack").modal);
    assert!(verb("A bomb exploded, killing five people.", "killing").participle);
    assert!(verb("The group attacked the town.", "attacked").past);
}
