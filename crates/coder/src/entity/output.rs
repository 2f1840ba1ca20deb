//! The contract's mentions and entities: spans of the body in code points, sorted, and
//! every entity that is referred to once.

use jiff::civil::Date;
use sitrep_contract::{Entity, FoundBy, Mention, MentionType, Place, Section};
use smol_str::SmolStr;

use crate::analysis::{
    ActorClass, Analysis, EntityIndex, EntityMention, Harm, PlaceKind, TokenRange,
};
use crate::gazetteer::geo_precision;
use crate::text::{Shape, Upos};

/// The mentions of the body, and the entities that they refer to.
pub(crate) fn output(analysis: &Analysis) -> (Vec<EntityIndex>, Vec<Mention>) {
    let mut used = Vec::with_capacity(analysis.mentions.len());
    let values = analysis.dates.len() + analysis.casualties.len();
    let mut mentions = Vec::with_capacity(analysis.mentions.len() + values);
    for found in &analysis.mentions {
        let Some(kind) = shown(analysis, found) else {
            continue;
        };
        if analysis.section(found.tokens.start) != Section::Body {
            continue;
        }
        let span = analysis.span(&found.tokens);
        let entity = &analysis.entities[found.entity as usize];
        used.push(found.entity);
        let point = entity.place.as_ref().and_then(|place| place.point);
        mentions.push(Mention {
            start: span.start,
            end: span.end,
            text: span.text,
            r#type: kind.into(),
            entity_id: entity.id.as_deref().map(str::to_owned),
            canonical_name: Some(entity.name.to_string()),
            latitude: point.map(|(latitude, _)| latitude),
            longitude: point.map(|(_, longitude)| longitude),
            geo_precision: geo_precision(analysis, found).into(),
            country: entity
                .country
                .as_deref()
                .filter(|_| located(kind))
                .map(str::to_owned),
            found_by: found.found_by.into(),
            confidence: found.confidence,
        });
    }
    mentions.extend(dates(analysis));
    mentions.extend(casualties(analysis));
    mentions.sort_by(|a, b| {
        (a.start, b.end, a.r#type, &a.entity_id).cmp(&(b.start, a.end, b.r#type, &b.entity_id))
    });
    (used, mentions)
}

/// Whether the country of what is mentioned is told with the mention.
const fn located(kind: MentionType) -> bool {
    matches!(
        kind,
        MentionType::Place | MentionType::Facility | MentionType::Nationality
    )
}

/// The contract's entities, by id; of several with one id the first. The last use of the
/// analysis: its texts become the contract's.
pub(crate) fn entities(analysis: &mut Analysis, mut indexes: Vec<EntityIndex>) -> Vec<Entity> {
    let id = |index: &EntityIndex| analysis.entities[*index as usize].id.as_deref();
    indexes.sort_unstable();
    indexes.dedup();
    indexes.sort_by(|a, b| id(a).cmp(&id(b)));
    indexes.dedup_by(|a, b| id(a) == id(b));
    indexes
        .into_iter()
        .filter_map(|index| entity(std::mem::take(&mut analysis.entities[index as usize])))
        .collect()
}

/// The type to show: a described armed group is one, a described official a person. People
/// who are no side ("residents") are no entity. "US" names the country before a noun, too.
fn shown(analysis: &Analysis, found: &EntityMention) -> Option<MentionType> {
    let entity = &analysis.entities[found.entity as usize];
    // "the capital" says where, and is no name.
    if super::capital::is_described(analysis, found) {
        return None;
    }
    match found.kind {
        MentionType::Nationality => {
            let name = analysis.text_of(&found.tokens);
            let short = !name.contains(char::is_lowercase);
            Some(if short {
                MentionType::Place
            } else {
                found.kind
            })
        }
        MentionType::Unspecified => match entity.class {
            ActorClass::ArmedGroup
            | ActorClass::Gunmen
            | ActorClass::IdentityMilitia
            | ActorClass::Criminal
                if plural(analysis, found) =>
            {
                Some(MentionType::ArmedGroup)
            }
            ActorClass::Party | ActorClass::International if plural(analysis, found) => {
                Some(MentionType::Organisation)
            }
            // A people, not people: "the Iraqi people", "Syrian civilians".
            ActorClass::Civilians if entity.country.is_some() && people(analysis, found) => {
                Some(MentionType::Organisation)
            }
            _ => {
                let office = found.tokens.clone().all(|token| {
                    let shape = analysis.token(token).shape;
                    shape == Shape::Capitalised
                        || matches!(analysis.lower(token), "of" | "for" | "the")
                });
                let government = entity.class == ActorClass::Government && found.tokens.len() > 1;
                (office && government).then_some(MentionType::Person)
            }
        },
        kind => Some(kind),
    }
}

fn people(analysis: &Analysis, found: &EntityMention) -> bool {
    matches!(
        analysis.lower(found.head),
        "people" | "civilians" | "citizens"
    )
}

/// Several, as the head of its phrase: "militants", not "militant attacks".
fn plural(analysis: &Analysis, found: &EntityMention) -> bool {
    let word = analysis.lower(found.head);
    let head = analysis
        .chunk_of(found.head)
        .is_none_or(|chunk| chunk.head == found.head);
    head && (word.ends_with('s')
        || matches!(
            word,
            "men" | "gunmen" | "opposition" | "community" | "militiamen" | "group"
        ))
}

/// Dates, without the preposition; the name is the ISO day or interval.
fn dates(analysis: &Analysis) -> impl Iterator<Item = Mention> {
    analysis.dates.iter().filter_map(|date| {
        let mut tokens = date.tokens.clone();
        while tokens.len() > 1 && analysis.tag(tokens.start) == Upos::Adp {
            tokens.start += 1;
        }
        let name = match (date.start, date.end) {
            (Some(start), Some(end)) if start == end => Some(start.to_string()),
            (None, None) => None,
            (start, end) => {
                let day = |day: Option<Date>| day.map_or("..".to_owned(), |day| day.to_string());
                Some(format!("{}/{}", day(start), day(end)))
            }
        };
        value(analysis, &tokens, MentionType::Date, name)
    })
}

/// Numbers of people harmed; the name is what was done and the number to use.
fn casualties(analysis: &Analysis) -> impl Iterator<Item = Mention> {
    analysis.casualties.iter().filter_map(|casualty| {
        let harm = match casualty.harm {
            Harm::Killed => "killed",
            Harm::Injured => "injured",
            Harm::Detained => "detained",
            Harm::Abducted => "abducted",
            Harm::Missing => "missing",
            Harm::Displaced => "displaced",
        };
        let name = format!("{harm} {}", casualty.best);
        value(
            analysis,
            &casualty.tokens,
            MentionType::Casualty,
            Some(name),
        )
    })
}

/// A mention of a value, which is no entity.
fn value(
    analysis: &Analysis,
    tokens: &TokenRange,
    kind: MentionType,
    name: Option<String>,
) -> Option<Mention> {
    if tokens.is_empty() || analysis.section(tokens.start) != Section::Body {
        return None;
    }
    let span = analysis.span(tokens);
    Some(Mention {
        start: span.start,
        end: span.end,
        text: span.text,
        r#type: kind.into(),
        canonical_name: name,
        found_by: FoundBy::Rule.into(),
        confidence: 0.9,
        ..Mention::default()
    })
}

/// The contract's form of an entity that has an id.
fn entity(known: crate::analysis::Entity) -> Option<Entity> {
    let id = String::from(known.id?);
    let name = String::from(known.name);
    let text = |known: Option<SmolStr>| known.map(String::from);
    Some(Entity {
        r#type: known.kind.into(),
        acled_name: text(known.acled_name),
        inter: known.inter.into(),
        country: text(known.country),
        parent_id: text(known.parent),
        place: known.place.map(|fix| Place {
            entity_id: Some(id.clone()),
            name: name.clone(),
            admin1: text(fix.admin1),
            admin2: text(fix.admin2),
            admin3: (fix.kind == PlaceKind::Admin3).then(|| name.clone()),
            country: text(fix.country),
            latitude: fix.point.map(|(latitude, _)| latitude),
            longitude: fix.point.map(|(_, longitude)| longitude),
            geo_precision: fix.precision.into(),
        }),
        canonical_name: name,
        id,
    })
}
