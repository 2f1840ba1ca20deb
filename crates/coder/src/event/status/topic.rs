//! What a sentence speaks of, where its words are those of an act: a game, an accident, a film,
//! the weather. Prevents "the striker attacked" and "a drone crashed" from becoming attacks.

use crate::analysis::ActorClass;
use crate::event::date::nearest::in_verb;
use crate::event::reading::{Match, Reading};
use crate::event::toll;
use crate::frame::{Act, Class, ClassSet, Frame, Part};

/// How many sentences before an act can set its stage.
const STAGE: usize = 2;

/// Whether the sentence of a trigger, or one beside it, speaks of what the frame is not about.
pub(in crate::event) fn speaks_of_something_else(
    reading: &Reading<'_>,
    frame: &Frame,
    found: &Match,
    sentence: usize,
) -> bool {
    let barred = frame.not_classes;
    goes_on_from_accident(reading, frame, sentence)
        || (reading.sentence_classes(sentence).meets(barred)
            && has_word_of(reading, barred, found, sentence))
        // "They ambushed us in transition," the coach said: the match was told before.
        || (barred.has(Class::Sport)
            && !toll::told(reading, sentence)
            && in_sports_report(reading, sentence))
        || in_other_report(reading, barred, sentence)
        || turns_out_accident(reading, frame, sentence)
}

/// "Paratroopers seized an airfield" after "the exercise got under way", "a captain is taken
/// hostage" after "her latest thriller": the sentences before set the stage.
fn in_other_report(reading: &Reading<'_>, barred: ClassSet, sentence: usize) -> bool {
    let stages = [Class::Exercise, Class::Culture];
    let sentences = &reading.analysis.sentences;
    let paragraph = sentences[sentence].paragraph;
    let mut before = (sentence.saturating_sub(STAGE)..sentence)
        .filter(|other| sentences[*other].paragraph == paragraph)
        // Whoever counts the dead tells of no game.
        .filter(|other| !toll::told(reading, *other));
    barred.meets(ClassSet::of(&stages))
        && !toll::told(reading, sentence)
        && !deliberate(reading, sentence)
        && before.any(|other| {
            let classes = reading.sentence_classes(other);
            stages
                .iter()
                .filter(|stage| barred.has(**stage) && classes.has(**stage))
                .any(|stage| {
                    reading.sentence(other).any(|token| {
                        reading.classes(token).has(*stage)
                            && !reading.classes(token).has(Class::Venue)
                            && !reading.names_people(token)
                            && !in_actors_name(reading, token)
                    })
                })
        })
}

/// "Two soldiers were killed when a grenade exploded. The ministry said it was an accident."
fn turns_out_accident(reading: &Reading<'_>, frame: &Frame, sentence: usize) -> bool {
    let sentences = &reading.analysis.sentences;
    let after = sentence + 1;
    frame.not_classes.has(Class::Accident)
        && sentences
            .get(after)
            .is_some_and(|next| next.paragraph == sentences[sentence].paragraph)
        && reading.sentence_classes(after).has(Class::Accident)
        && !deliberate(reading, sentence)
        && reading.sentence(after).any(|token| {
            reading.is_any(
                token,
                &["accident", "accidental", "accidentally", "malfunction"],
            )
        })
        && !reading.any(reading.sentence(after), Class::Negation)
}

/// "A helicopter crashed. The two pilots died.": an accident goes on.
fn goes_on_from_accident(reading: &Reading<'_>, frame: &Frame, sentence: usize) -> bool {
    let sentences = &reading.analysis.sentences;
    frame.consequence
        && frame.not_classes.has(Class::Accident)
        && sentence.checked_sub(1).is_some_and(|before| {
            sentences[before].paragraph == sentences[sentence].paragraph
                && reading.sentence_classes(before).has(Class::Accident)
        })
        && !deliberate(reading, sentence)
}

/// Whether a word beside the trigger is of the barred classes.
fn has_word_of(reading: &Reading<'_>, barred: ClassSet, found: &Match, sentence: usize) -> bool {
    // "Terrorists opened fire on the coaches", "a bomb in a gas cylinder": no game and no
    // accident. Films and novels have terrorists too.
    let deliberate = deliberate(reading, sentence);
    // "Gunmen killed a wedding singer", "poet jailed": whom they hit may be of any trade.
    let act = reading.frames.frames[found.frame as usize].act;
    let to_anybody = matches!(
        act,
        Act::Abduct
            | Act::Arrest
            | Act::Murder
            | Act::SexualViolence
            | Act::Beat
            | Act::Protest
            | Act::Disperse
    );
    let artist = |token: u32| {
        (deliberate || to_anybody)
            && reading.classes(token).has(Class::Culture)
            && reading.names_people(token)
    };
    // "A missile hit the theatre", "32 died at a concert": no review of a play.
    let violent = deliberate || toll::told(reading, sentence) || armed(reading, sentence);
    let venue = |token: u32| violent && reading.classes(token).has(Class::Venue);
    let culture =
        |token: u32| reading.classes(token).has(Class::Culture) && !artist(token) && !venue(token);
    let everyday = !deliberate || reading.sentence(sentence).any(culture);
    let barred = match everyday {
        true => barred,
        false => barred.without(ClassSet::EVERYDAY),
    };
    // "A drone crashed into a house": the trigger's own words do not speak against it.
    reading.sentence(sentence).any(|token| {
        reading.classes(token).meets(barred)
            && !found.tokens.contains(&token)
            && !artist(token)
            && !venue(token)
            && !is_scene(reading, token)
            && !is_ruined(reading, found, token)
            // "people who tried to storm the palace": no weather.
            && !(reading.analysis.lemma(token) == "storm" && in_verb(reading, token))
            // "a Storm Shadow missile"
            && reading.weapon_at(token).is_none()
            && !in_actors_name(reading, token)
    })
}

/// Whether a sentence names armed people outside the state, or what only they plant and throw.
fn deliberate(reading: &Reading<'_>, sentence: usize) -> bool {
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

/// Whether a sentence names a weapon of war: "air strike", "shells", "warplanes".
fn armed(reading: &Reading<'_>, sentence: usize) -> bool {
    reading
        .sentence(sentence)
        .any(|token| reading.weapon_at(token).is_some())
}

/// "outside a court", "near a museum": where it happened, not what it is about.
fn is_scene(reading: &Reading<'_>, token: u32) -> bool {
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

/// "bombed the concert", "trashed the museum": what force is used on is not what is told of.
fn is_ruined(reading: &Reading<'_>, found: &Match, token: u32) -> bool {
    reading.classes(token).has(Class::Culture)
        && found.part == Part::Verb
        && reading.chunk_at(token).is_some_and(|chunk| {
            let chunk = reading.chunk(chunk);
            chunk.tokens.start == found.tokens.end && chunk.head == token
        })
}

/// Whether a sentence of the same paragraph right beside this one speaks of sport.
fn in_sports_report(reading: &Reading<'_>, sentence: usize) -> bool {
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
pub(in crate::event) fn in_actors_name(reading: &Reading<'_>, token: u32) -> bool {
    reading.actor_at(token).is_some_and(|mention| {
        let entity = reading.entity_of(mention);
        let several = reading.mention(mention).tokens.len() > 1;
        several && (entity.id.is_some() || entity.parent.is_some())
    })
}

/// Whether the sentence's words alone make fighting the setting.
pub(in crate::event) fn in_fighting(reading: &Reading<'_>, sentence: usize) -> bool {
    reading.sentence_classes(sentence).has(Class::Fighting)
}
