//! "The capital", "Somalia's capital", "the Burundian capital": a town that the text names by
//! what it is. Prevents an act there from being placed at a town of the next sentence, or in
//! the middle of the country.

use rustc_hash::FxHashMap;
use sitrep_contract::{FoundBy, MentionType};

use crate::analysis::{Analysis, EntityIndex, EntityMention, PlaceKind};
use crate::gazetteer::Gazetteer;
use crate::lexicon::Iso2;
use crate::text::{SentenceKind, Shape, Upos};

/// Adds a mention of the capital for each phrase that stands for one; `focus` is the country
/// that the article is about.
pub(super) fn add(analysis: &mut Analysis, gazetteer: &Gazetteer, focus: Option<Iso2>) {
    let mut found: Vec<(u32, String)> = Vec::new();
    for sentence in &analysis.sentences {
        if sentence.kind == SentenceKind::Boilerplate {
            continue;
        }
        for token in sentence.tokens.clone() {
            if analysis.lower(token) == "capital" && stands_alone(analysis, token) {
                let of = country(analysis, gazetteer, token, sentence.tokens.start);
                let of = match of {
                    Of::Country(code) => Some(code),
                    Of::Context => focus.map(|code| code.as_str().to_owned()),
                    Of::Unit => None,
                };
                found.extend(of.map(|code| (token, code)));
            }
        }
    }
    let mut known: FxHashMap<String, Option<EntityIndex>> = FxHashMap::default();
    for (token, code) in found {
        let entity = *known.entry(code).or_insert_with_key(|code| {
            let capital = gazetteer.capital(code)?;
            let same = |entity: &crate::analysis::Entity| entity.id == capital.id;
            let index = analysis.entities.iter().position(same);
            let index = index.unwrap_or_else(|| {
                analysis.entities.push(capital);
                analysis.entities.len() - 1
            });
            EntityIndex::try_from(index).ok()
        });
        if let Some(entity) = entity {
            analysis.mentions.push(EntityMention {
                tokens: token..token + 1,
                head: token,
                kind: MentionType::Place,
                entity,
                found_by: FoundBy::Rule,
                confidence: 0.6,
                nested: false,
            });
        }
    }
}

/// Whether a mention names a town only by what it is.
pub(super) fn is_described(analysis: &Analysis, mention: &EntityMention) -> bool {
    mention.kind == MentionType::Place
        && mention.tokens.len() == 1
        && analysis.lower(mention.head) == "capital"
}

/// Whose capital it is.
enum Of {
    /// That of the country with this code.
    Country(String),
    /// That of the country that the article is about.
    Context,
    /// That of a province, or no town at all.
    Unit,
}

/// No name follows ("the capital Khartoum", "the capital, Khartoum,"), and no other noun
/// ("capital punishment").
fn stands_alone(analysis: &Analysis, token: u32) -> bool {
    let mut next = token + 1;
    if next < analysis.token_count() && analysis.lower(next) == "city" {
        next += 1;
    }
    if next >= analysis.token_count() {
        return true;
    }
    let named = |token: u32| {
        token < analysis.token_count()
            && analysis.token(token).shape != Shape::Lower
            && analysis.tag(token) == Upos::Propn
    };
    match analysis.lower(next) {
        "," | "(" | "–" | "—" | "-" => !named(next + 1),
        "of" => true,
        _ => {
            let noun = matches!(analysis.tag(next), Upos::Noun | Upos::Propn | Upos::Adj)
                && analysis.token(next).shape != Shape::Punctuation;
            !noun
        }
    }
}

fn country(analysis: &Analysis, gazetteer: &Gazetteer, capital: u32, start: u32) -> Of {
    // "the capital of Sudan"
    let next = capital + 1;
    if next + 1 < analysis.token_count() && analysis.lower(next) == "of" {
        let named = (next + 1..next + 3).find_map(|token| country_at(analysis, token));
        return named.map_or(Of::Unit, Of::Country);
    }
    let mut at = capital;
    while at > start {
        at -= 1;
        match analysis.lower(at) {
            "the" | "its" | "their" | "country's" | "nation's" => return Of::Context,
            // The part of the town, or what is said of it.
            "national" | "federal" | "sprawling" | "besieged" | "embattled" | "seaside"
            | "coastal" | "war-torn" | "city" | "northern" | "southern" | "eastern" | "western"
            | "central" => {}
            "'s" | "’s" | "'" | "’" => {
                let owner = at.checked_sub(1).filter(|owner| *owner >= start);
                return match owner {
                    Some(owner)
                        if matches!(analysis.lower(owner), "country" | "nation" | "state") =>
                    {
                        match analysis.lower(owner) {
                            "state" => Of::Unit,
                            _ => Of::Context,
                        }
                    }
                    Some(owner) => country_at(analysis, owner).map_or(Of::Unit, Of::Country),
                    None => Of::Unit,
                };
            }
            word => {
                let people = gazetteer.countries.demonym(word);
                return people.map_or(Of::Unit, |country| Of::Country(country.iso2.to_owned()));
            }
        }
    }
    Of::Unit
}

/// The code of the country that a mention names which ends at a token.
fn country_at(analysis: &Analysis, token: u32) -> Option<String> {
    let mentions = analysis.mentions.iter();
    let mut at = mentions.filter(|mention| mention.tokens.contains(&token));
    at.find_map(|mention| {
        let entity = &analysis.entities[mention.entity as usize];
        let country = entity
            .place
            .as_ref()
            .is_some_and(|place| place.kind == PlaceKind::Country);
        country.then(|| entity.country.clone()).flatten()
    })
    .map(String::from)
}
