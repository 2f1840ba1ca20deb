//! Puts the names that the model sees among the mentions, where nothing known better
//! speaks against them.

use sitrep_contract::{FoundBy, MentionType};

use super::{NameType, Seen};
use crate::analysis::{
    ActorClass, Analysis, EntityIndex, EntityMention, PlaceFix, PlaceKind, TokenRange,
};
use crate::entity::registry::Registry;
use crate::entity::scan::Scan;
use crate::entity::short::ShortForms;
use crate::lexicon::{Cue, Lexicon};

/// The least confidence by which a name retypes a guess or a place.
const SURE: f32 = 0.7;

/// A place that the gazetteer is this sure of is no person or organisation of its name.
pub(super) const CERTAIN: f32 = 0.85;

/// Participles that close a compound adjective.
const COMPOUND: [&str; 18] = [
    "backed",
    "led",
    "linked",
    "based",
    "allied",
    "aligned",
    "affiliated",
    "held",
    "controlled",
    "run",
    "supported",
    "sponsored",
    "inspired",
    "occupied",
    "trained",
    "born",
    "bound",
    "owned",
];

/// Adds one name, unless what is known already speaks against it.
pub(super) fn add(
    analysis: &mut Analysis,
    scan: &Scan,
    registry: &mut Registry<'_>,
    short: &mut ShortForms,
    mention_of: &[u32],
    name: &Seen,
    gone: &mut [bool],
) {
    let tokens = &name.tokens;
    // "Iran-backed", "Tripoli-based": says of whom, and is nobody's name.
    let last = analysis.lower(tokens.end - 1);
    if last
        .rsplit_once('-')
        .is_some_and(|(first, part)| !first.is_empty() && COMPOUND.contains(&part))
    {
        return;
    }
    let mut replaced: Vec<usize> = Vec::new();
    let lists = tokens
        .clone()
        .any(|token| matches!(analysis.lower(token), "and" | "or" | "," | "&"));
    for token in tokens.clone() {
        let Some(number) = (mention_of[token as usize] as usize).checked_sub(1) else {
            continue;
        };
        if replaced.last() == Some(&number) {
            continue;
        }
        let known = &analysis.mentions[number];
        // "Bara and Um Rawaba" are two places.
        if lists && name.what == NameType::Place && known.kind == MentionType::Place {
            return;
        }
        match against(name, known) {
            Against::Stays => return,
            Against::Goes => replaced.push(number),
            Against::Nests => {}
        }
    }
    // A longer place keeps what the gazetteer knows of the place in it.
    let inner = replaced.iter().map(|number| &analysis.mentions[*number]);
    let inner = inner
        .clone()
        .find(|known| known.kind == MentionType::Place)
        .filter(|known| !is_called_after(analysis, scan, registry.lexicon, name, known))
        .map(|known| known.entity)
        .filter(|_| name.what == NameType::Place);
    for number in replaced {
        if let Some(gone) = gone.get_mut(number) {
            *gone = true;
        }
    }
    let (entity, kind) = match inner {
        Some(inner) => (inner, MentionType::Place),
        None => entity(analysis, scan, registry, short, name),
    };
    short.learn(analysis, entity, tokens);
    analysis.mentions.push(EntityMention {
        tokens: tokens.clone(),
        head: tokens.end - 1,
        kind,
        entity,
        found_by: FoundBy::Model,
        confidence: name.confidence,
        nested: false,
    });
}

/// Marks the persons and organisations that a rule guessed and that the model, which knows the
/// guess, takes for no name: "a BMX bike", "the SWAT team". `outside` tells the words of the
/// sentence that no name holds.
pub(super) fn doubt(
    analysis: &Analysis,
    mention_of: &[u32],
    sentence: &TokenRange,
    outside: impl Fn(usize) -> bool,
    gone: &mut [bool],
) {
    let mut last = 0;
    for token in sentence.clone() {
        let number = mention_of[token as usize] as usize;
        if number == 0 || number == last {
            continue;
        }
        last = number;
        let mention = &analysis.mentions[number - 1];
        let guess = mention.found_by == FoundBy::Rule
            && matches!(
                mention.kind,
                MentionType::Person | MentionType::Organisation
            );
        let within = sentence.start <= mention.tokens.start && mention.tokens.end <= sentence.end;
        let mut places = mention
            .tokens
            .clone()
            .map(|token| (token - sentence.start) as usize);
        gone[number - 1] |= guess && within && places.all(&outside);
    }
}

/// Marks the short forms of persons whose names are gone: "Design" for a "Cesaroni Design"
/// that is nobody.
pub(super) fn drop_orphans(analysis: &Analysis, gone: &mut [bool]) {
    let mut named = vec![false; analysis.entities.len()];
    let mut lost = named.clone();
    for (number, mention) in analysis.mentions.iter().enumerate() {
        let taken = gone.get(number).copied().unwrap_or(false);
        if mention.found_by != FoundBy::Alias {
            let marks = if taken { &mut lost } else { &mut named };
            marks[mention.entity as usize] = true;
        }
    }
    for (mention, gone) in analysis.mentions.iter().zip(gone) {
        let entity = mention.entity as usize;
        let short = mention.kind == MentionType::Person && mention.found_by == FoundBy::Alias;
        *gone |= short && lost[entity] && !named[entity];
    }
}

/// "Africa Unity Square" is not Africa: a site is not what it is called after.
fn is_called_after(
    analysis: &Analysis,
    scan: &Scan,
    lexicon: &Lexicon,
    name: &Seen,
    known: &EntityMention,
) -> bool {
    let place = analysis.entities[known.entity as usize].place.as_ref();
    let wide = place.is_some_and(|place| place.kind >= PlaceKind::Country);
    let mut behind = known.tokens.end..name.tokens.end;
    wide && behind.any(|token| scan.cue(lexicon, token, Cue::FacilityHead).is_some())
}

/// What becomes of a known mention that a name of the model touches.
enum Against {
    /// It stays, and the name goes.
    Stays,
    /// The name takes its place.
    Goes,
    /// Both stay.
    Nests,
}

/// The lexicon is believed, except in a longer name ("BBC Radio"); rules and gazetteer are
/// guesses where names are concerned.
fn against(name: &Seen, known: &EntityMention) -> Against {
    let tokens = &name.tokens;
    let inside = tokens.start <= known.tokens.start && known.tokens.end <= tokens.end;
    let longer = inside && tokens.len() > known.tokens.len();
    let same = NameType::of_mention(known.kind) == Some(name.what);
    if same && *tokens == known.tokens {
        return Against::Stays;
    }
    // "The UK" is no more than "UK".
    let article = usize::from(name.article);
    if known.kind == MentionType::Nationality && tokens.len() <= known.tokens.len() + article {
        return Against::Stays;
    }
    let goes = match (known.kind, known.found_by) {
        (MentionType::Nationality, _) if inside && longer => return Against::Nests,
        (MentionType::Place | MentionType::Facility, FoundBy::Lexicon) => longer,
        (MentionType::Place | MentionType::Facility, _) => {
            let certain = known.confidence >= CERTAIN;
            longer || inside && !same && !certain && name.confidence >= SURE
        }
        // The model knows what the rule said.
        (MentionType::Person | MentionType::Organisation, FoundBy::Rule) => {
            longer || known.confidence < 0.5 || name.confidence >= SURE
        }
        (MentionType::Person | MentionType::Organisation, _) => longer,
        _ => false,
    };
    if goes { Against::Goes } else { Against::Stays }
}

fn entity(
    analysis: &mut Analysis,
    scan: &Scan,
    registry: &mut Registry<'_>,
    short: &mut ShortForms,
    name: &Seen,
) -> (EntityIndex, MentionType) {
    let text = analysis
        .text_of(&name.tokens)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let lexicon = registry.lexicon;
    let has = |cue| {
        name.tokens
            .clone()
            .any(|token| scan.cue(lexicon, token, cue).is_some())
    };
    let (class, kind) = match name.what {
        NameType::Person => {
            let entity = short.person(analysis, registry, &text);
            return (entity, MentionType::Person);
        }
        NameType::Organisation if has(Cue::ArmedGroupHead) => {
            (ActorClass::ArmedGroup, MentionType::ArmedGroup)
        }
        NameType::Organisation if has(Cue::MediaHead) => {
            (ActorClass::Media, MentionType::Organisation)
        }
        NameType::Organisation if has(Cue::UnitHead) => {
            (ActorClass::Military, MentionType::StateForce)
        }
        NameType::Organisation => (ActorClass::Organisation, MentionType::Organisation),
        NameType::Place if has(Cue::FacilityHead) => (ActorClass::None, MentionType::Facility),
        NameType::Place => (ActorClass::None, MentionType::Place),
    };
    let entity = registry.named(analysis, &text, class, kind);
    let known = &mut analysis.entities[entity as usize];
    if name.what == NameType::Place && known.kind == kind && known.place.is_none() {
        known.place = Some(PlaceFix {
            kind: if kind == MentionType::Facility {
                PlaceKind::Facility
            } else {
                PlaceKind::Unknown
            },
            ..PlaceFix::default()
        });
    }
    (entity, kind)
}
