//! What a sentence speaks of besides its acts: sport, courts and sickness are its subject, the
//! scene or part of a name. Prevents title fights from becoming battles, and a bomb outside a
//! court from becoming a trial.

use super::reading::Reading;
use crate::analysis::ActorClass;
use crate::frame::{Class, ClassSet};

/// Whether a sentence names armed people outside the state, or what only they plant and throw.
pub(super) fn deliberate(reading: &Reading<'_>, sentence: usize) -> bool {
    let weapons = ClassSet::of(&[Class::Bomb, Class::Grenade]);
    reading.sentence_classes(sentence).meets(weapons)
        || reading.sentence(sentence).any(|token| {
            reading.actor_at(token).is_some_and(|mention| {
                let entity = reading.entity_of(mention);
                matches!(
                    entity.class,
                    ActorClass::Gunmen | ActorClass::ArmedGroup | ActorClass::IdentityMilitia
                )
            })
        })
}

/// "outside a court", "near a museum": where it happened, not what it is about.
pub(super) fn is_scene(reading: &Reading<'_>, token: u32) -> bool {
    let scenes = [Class::Court, Class::Culture, Class::Health];
    let classes = reading.classes(token);
    scenes.iter().any(|class| classes.has(*class))
        && reading.chunk_at(token).is_some_and(|chunk| {
            let chunk = reading.chunk(chunk);
            let before = chunk.tokens.start.checked_sub(1);
            chunk.head == token
                && before.is_some_and(|before| {
                    reading.is_any(before, &["outside", "near", "inside", "opposite", "behind"])
                        || (reading.is(before, "of")
                            && before > 0
                            && reading.is(before - 1, "front"))
                })
        })
}

/// Whether a sentence of the same paragraph right beside this one speaks of sport.
pub(super) fn in_sports_report(reading: &Reading<'_>, sentence: usize) -> bool {
    let sentences = &reading.analysis.sentences;
    let paragraph = sentences[sentence].paragraph;
    [sentence.checked_sub(1), Some(sentence + 1)]
        .into_iter()
        .flatten()
        .filter(|other| {
            sentences
                .get(*other)
                .is_some_and(|it| it.paragraph == paragraph)
        })
        .filter(|other| reading.sentence_classes(*other).has(Class::Sport))
        .any(|other| {
            let sport = |token: u32| reading.classes(token).has(Class::Sport);
            let mut tokens = reading.sentence(other);
            tokens.any(|token| sport(token) && !in_actors_name(reading, token))
        })
}

/// "Awami League": a word in the name of an actor of the lexicon says nothing of the subject.
pub(super) fn in_actors_name(reading: &Reading<'_>, token: u32) -> bool {
    reading.actor_at(token).is_some_and(|mention| {
        let entity = reading.entity_of(mention);
        let several = reading.mention(mention).tokens.len() > 1;
        several && (entity.id.is_some() || entity.parent.is_some())
    })
}
