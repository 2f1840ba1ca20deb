//! What speaks: the entity, the class and the words of a source. Prevents an unnamed
//! "security source" from passing for its force, and a "rights network" for a state.

use sitrep_contract::MentionType;

use crate::analysis::{ActorClass, TokenRange};
use crate::event::act::candidate::Source;
use crate::event::reading::Reading;
use crate::frame::Class;
use crate::text::Upos;

/// Who speaks in a sentence.
#[derive(Clone, Debug)]
pub(in crate::event) struct Attribution {
    /// The words and the entity.
    pub(super) source: Source,
    /// What kind of actor speaks.
    pub(super) class: ActorClass,
}

/// The attribution to a name, by the words of a cue.
pub(super) fn source(
    reading: &Reading<'_>,
    sentence: usize,
    name: TokenRange,
    cue: TokenRange,
    asserted: bool,
) -> Attribution {
    // "the London-based Syrian Observatory": the mention whose head is last counts; of "a
    // Haitian rights network" none is.
    let mention = name
        .clone()
        .rev()
        .find_map(|token| reading.actor_at(token))
        .filter(|mention| {
            let end = reading.mention(*mention).tokens.end;
            end >= name.end
                || reading.analysis.tag(end - 1) != Upos::Adj
                || reading.analysis.tag(end) != Upos::Noun
        });
    // "the military's media wing": whose voice it is.
    let mention = mention.or_else(|| {
        let owner = reading.owner(reading.chunk_at(name.start)?)?;
        let tokens = reading.chunk(owner).tokens.clone();
        tokens.rev().find_map(|token| reading.actor_at(token))
    });
    let neutral = name
        .clone()
        .any(|token| reading.classes(token).has(Class::NeutralSource));
    let entity = mention.map(|mention| reading.mention(mention).entity);
    let class = mention.map_or(ActorClass::None, |mention| {
        reading.participant_from(mention, true).class
    });
    // "residents of Aleppo", "two Lebanese security sources": only a named source is an entity.
    let forces = matches!(
        class,
        ActorClass::Military | ActorClass::Security | ActorClass::Police
    );
    let unnamed = forces && reading.any(name.clone(), Class::UnnamedSource);
    let acts = class != ActorClass::None && !unnamed;
    let whole = mention
        .filter(|mention| acts && reading.entity_of(*mention).kind != MentionType::Unspecified)
        .map(|mention| reading.mention(mention).tokens.clone());
    let quotes = &reading.analysis.quotes;
    let range = reading.sentence(sentence);
    let quote = quotes.iter().find(|quote| overlaps(quote, &range)).cloned();
    let name_tokens = name.clone();
    let article = name.len() > 1 && reading.is_any(name.start, &["a", "an", "the"]);
    let bare = name.start + u32::from(article)..name.end;
    Attribution {
        source: Source {
            entity: entity.filter(|_| acts && !(neutral && class == ActorClass::Government)),
            name: with_person(reading, whole, bare, &cue),
            cue,
            quote,
            asserted,
        },
        class: source_class(reading, &name_tokens, class, neutral),
    }
}

/// The words of a source: its name, and whoever is named beside the office. "provincial police
/// director Col. Allan Nobleza", "the spokesman of the state command, Gambo Isah, said".
fn with_person(
    reading: &Reading<'_>,
    whole: Option<TokenRange>,
    bare: TokenRange,
    cue: &TokenRange,
) -> TokenRange {
    let mut tokens = whole.unwrap_or_else(|| bare.clone());
    let mut behind = tokens.end..bare.end;
    let prepositional = behind.clone().any(|token| reading.is_preposition(token));
    if !prepositional && behind.any(|token| reading.analysis.tag(token) == Upos::Propn) {
        tokens.end = bare.end;
    }
    let comma = u32::from(reading.is(tokens.end, ","));
    let beside = reading
        .chunk_at(tokens.end + comma)
        .map(|chunk| reading.chunk(chunk).tokens.clone())
        .filter(|name| {
            name.start == tokens.end + comma
                && name
                    .clone()
                    .all(|token| reading.analysis.tag(token) == Upos::Propn)
        });
    match beside {
        // Only a comma or the verb of saying closes a name beside an office.
        Some(name) if name.end == cue.start || comma == 1 && reading.is(name.end, ",") => {
            tokens.start..name.end
        }
        _ => tokens,
    }
}

/// What kind of actor speaks. Words decide where no entity does ("the general staff"); an
/// unnamed "security source" is not its force's voice.
fn source_class(
    reading: &Reading<'_>,
    name: &TokenRange,
    class: ActorClass,
    neutral: bool,
) -> ActorClass {
    let any = |class| reading.any(name.clone(), class);
    match class {
        ActorClass::Government | ActorClass::None if neutral => ActorClass::Civilians,
        ActorClass::Military | ActorClass::Security if any(Class::UnnamedSource) => {
            ActorClass::Civilians
        }
        // "the Army", "army spokesman X": a word for a force beside a name that no table knows.
        ActorClass::Organisation | ActorClass::Person if neutral || any(Class::UnnamedSource) => {
            class
        }
        ActorClass::None | ActorClass::Organisation | ActorClass::Person
            if any(Class::ForceSource) =>
        {
            ActorClass::Military
        }
        ActorClass::None | ActorClass::Organisation if any(Class::GovernmentSource) => {
            ActorClass::Government
        }
        _ => class,
    }
}

pub(super) fn overlaps(one: &TokenRange, other: &TokenRange) -> bool {
    one.start < other.end && other.start < one.end
}
