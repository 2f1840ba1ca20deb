//! Roads that are called by their ends ("the Sevare-Mopti road"): one place, which begins at
//! the first. Prevents such a name from being a town that no gazetteer knows.

use sitrep_contract::MentionType;

use super::tidy;
use crate::analysis::{Analysis, Entity, EntityIndex};
use crate::gazetteer::Gazetteer;
use crate::lexicon::Iso2;

/// Gives a point to each pair of places without one, and the word for the road to its mention.
pub(super) fn locate(analysis: &mut Analysis, gazetteer: &Gazetteer, focus: Option<Iso2>) {
    let paired = |analysis: &Analysis, number: usize| {
        let mention = &analysis.mentions[number];
        let place = matches!(mention.kind, MentionType::Place | MentionType::Facility);
        let located = analysis.entities[mention.entity as usize]
            .place
            .as_ref()
            .is_some_and(|place| place.point.is_some());
        place && !located && ends(analysis.text_of(&mention.tokens)).is_some()
    };
    let pairs: Vec<usize> = (0..analysis.mentions.len())
        .filter(|number| paired(analysis, *number))
        .collect();
    if pairs.is_empty() {
        return;
    }
    let mention_of = tidy::mention_of(analysis, Vec::new());
    for number in pairs {
        let tokens = analysis.mentions[number].tokens.clone();
        let fix = ends(analysis.text_of(&tokens)).and_then(|(first, second)| {
            gazetteer.road(first, second, focus.as_ref().map(Iso2::as_str))
        });
        let Some(fix) = fix else { continue };
        let free = mention_of.get(tokens.end as usize) == Some(&0);
        let road = free && is_road(analysis.lower(tokens.end));
        let tokens = tokens.start..tokens.end + u32::from(road);
        let name = analysis.text_of(&tokens).into();
        let entity = EntityIndex::try_from(analysis.entities.len()).unwrap_or(EntityIndex::MAX);
        analysis.entities.push(Entity {
            name,
            kind: MentionType::Facility,
            country: fix.country.clone(),
            place: Some(fix),
            ..Entity::default()
        });
        let mention = &mut analysis.mentions[number];
        mention.head = tokens.end - 1;
        (mention.tokens, mention.kind, mention.entity) = (tokens, MentionType::Facility, entity);
    }
}

/// "Bannu" and "Miramshah" of "Bannu-Miramshah", both capitalised; also of "Bannu-Miramshah road".
fn ends(name: &str) -> Option<(&str, &str)> {
    let (first, second) = name.split_once(['-', '–'])?;
    let second = match second.rsplit_once(' ') {
        Some((second, word)) if is_road(&word.to_lowercase()) => second,
        _ => second,
    };
    let named = |end: &str| end.len() > 2 && end.starts_with(char::is_uppercase);
    (named(first) && named(second) && !second.contains(['-', '–'])).then_some((first, second))
}

fn is_road(word: &str) -> bool {
    matches!(
        word,
        "road" | "highway" | "motorway" | "expressway" | "route" | "axis" | "railway" | "corridor"
    )
}
