//! Puts the names that the model sees among the mentions, where nothing known better
//! speaks against them.

use sitrep_contract::{FoundBy, MentionType};

use super::{NameType, Seen};
use crate::analysis::{ActorClass, Analysis, EntityIndex, EntityMention, PlaceFix, PlaceKind};
use crate::entity::registry::Registry;
use crate::entity::scan::Scan;
use crate::entity::short::ShortForms;
use crate::lexicon::Cue;

/// The least confidence by which a name replaces what it contains or retypes a guess.
const SURE: f32 = 0.7;

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
    let mut replaced: Vec<usize> = Vec::new();
    for token in tokens.clone() {
        let Some(number) = (mention_of[token as usize] as usize).checked_sub(1) else {
            continue;
        };
        if replaced.last() == Some(&number) {
            continue;
        }
        let known = &analysis.mentions[number];
        let inside = tokens.start <= known.tokens.start && known.tokens.end <= tokens.end;
        let longer = tokens.len() > known.tokens.len();
        let guess = known.found_by == FoundBy::Rule;
        let same = NameType::of_mention(known.kind) == Some(name.what);
        let weak = match known.kind {
            MentionType::Nationality => true,
            MentionType::Place | MentionType::Facility => longer && name.confidence >= SURE,
            MentionType::Person | MentionType::Organisation => {
                guess && !same && (name.confidence >= SURE || known.confidence < 0.5)
                    || guess && longer
            }
            _ => false,
        };
        if !inside || !weak || (same && !longer) {
            return;
        }
        if known.kind != MentionType::Nationality {
            replaced.push(number);
        }
    }
    for number in replaced {
        if let Some(gone) = gone.get_mut(number) {
            *gone = true;
        }
    }
    let (entity, kind) = entity(analysis, scan, registry, short, name);
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
