//! From name hits to mentions: which of the actors that share a name is meant here.

use rustc_hash::FxHashMap;
use sitrep_contract::{FoundBy, MentionType};

use super::context::Context;
use super::metonym;
use super::registry::Registry;
use super::scan::{NameHit, Scan};
use crate::analysis::{Analysis, EntityIndex, EntityMention, TokenRange};
use crate::lexicon::{Cue, Lexicon, NameEntry};
use crate::text::{Shape, Upos};

/// Acronyms that the text itself explains, e.g. "Ansar Allah (AA)".
pub(super) type Introduced = FxHashMap<String, EntityIndex>;

/// Turns name hits into mentions, left to right, longest first.
pub(super) fn resolve(
    analysis: &mut Analysis,
    scan: &Scan,
    context: &Context,
    registry: &mut Registry<'_>,
) -> Introduced {
    let introduced = introductions(analysis, scan, context, registry);
    let lexicon = registry.lexicon;
    let mut covered = 0;
    for hit in &scan.names {
        if hit.pieces.0 < covered || !hit.whole {
            continue;
        }
        let by_text = (hit.tokens.len() == 1)
            .then(|| introduced.get(analysis.word(hit.tokens.start)))
            .flatten();
        let (entity, kind, found_by, confidence) = match by_text {
            Some(entity) => {
                let kind = analysis.entities[*entity as usize].kind;
                (*entity, kind, FoundBy::Alias, 0.95)
            }
            None => {
                let Some(choice) = choose(hit, analysis, scan, context, lexicon, registry) else {
                    continue;
                };
                if matches!(choice.0, NameEntry::Country(_))
                    && is_given_name(hit, analysis, scan, lexicon)
                {
                    continue;
                }
                take(choice, hit, analysis, registry)
            }
        };
        covered = hit.pieces.1;
        push(
            analysis,
            hit.tokens.clone(),
            entity,
            kind,
            found_by,
            confidence,
        );
    }
    introduced
}

pub(super) fn push(
    analysis: &mut Analysis,
    tokens: TokenRange,
    entity: EntityIndex,
    kind: MentionType,
    found_by: FoundBy,
    confidence: f32,
) {
    analysis.mentions.push(EntityMention {
        head: tokens.end - 1,
        tokens,
        kind,
        entity,
        found_by,
        confidence,
        nested: false,
    });
}

/// The entity and the looks of a mention.
pub(super) fn take(
    (entry, confidence): (NameEntry, f32),
    hit: &NameHit,
    analysis: &mut Analysis,
    registry: &mut Registry<'_>,
) -> (EntityIndex, MentionType, FoundBy, f32) {
    let lexicon = registry.lexicon;
    match entry {
        NameEntry::Actor { actor, .. } => {
            let actor = succeeded(actor, hit, analysis, registry);
            let entity = registry.actor(analysis, actor);
            let kind = analysis.entities[entity as usize].kind;
            (entity, kind, FoundBy::Lexicon, confidence)
        }
        NameEntry::Country(country) => {
            let entity = registry.country(analysis, country);
            (entity, MentionType::Place, FoundBy::Lexicon, confidence)
        }
        NameEntry::Capital(country) | NameEntry::Seat(country) => {
            let code = lexicon.countries[country as usize].iso2;
            let entity = match lexicon.service("government") {
                Some(service) => registry.service(analysis, service, code),
                None => registry.country(analysis, country),
            };
            (entity, MentionType::Organisation, FoundBy::Lexicon, 0.8)
        }
        NameEntry::Adjective(country) | NameEntry::People(country) => {
            let entity = registry.country(analysis, country);
            (
                entity,
                MentionType::Nationality,
                FoundBy::Lexicon,
                confidence,
            )
        }
        NameEntry::Identity(identity) | NameEntry::IdentityPeople(identity) => {
            let name = &lexicon.identities[identity as usize].name;
            let class = crate::analysis::ActorClass::Civilians;
            let entity = registry.named(analysis, name, class, MentionType::Nationality);
            (
                entity,
                MentionType::Nationality,
                FoundBy::Lexicon,
                confidence,
            )
        }
    }
}

/// A name that outlived its group means the successor ("Nusra" in 2019), unless the
/// text names the successor, too, and so tells them apart.
fn succeeded(actor: u32, hit: &NameHit, analysis: &Analysis, registry: &Registry<'_>) -> u32 {
    let lexicon = registry.lexicon;
    let phase = lexicon.actors[actor as usize].at(registry.day);
    let successor = phase
        .successor
        .as_deref()
        .filter(|_| registry.day.is_some() && phase.period.over_by(registry.day))
        .and_then(|id| lexicon.actor(id));
    let Some((number, next)) = successor else {
        return actor;
    };
    let named_too = analysis
        .entities
        .iter()
        .any(|entity| entity.id.as_deref() == Some(next.id.as_str()));
    let before = hit.tokens.start.saturating_sub(4)..hit.tokens.start;
    let past = before.clone().any(|token| {
        matches!(
            analysis.lower(token),
            "former" | "formerly" | "then" | "from"
        )
    });
    if named_too || past || !next.phases[0].period.contains(registry.day) {
        actor
    } else {
        number
    }
}

/// The best of the things a name may stand for here, with how sure that is.
pub(super) fn choose(
    hit: &NameHit,
    analysis: &Analysis,
    scan: &Scan,
    context: &Context,
    lexicon: &Lexicon,
    registry: &Registry<'_>,
) -> Option<(NameEntry, f32)> {
    let mut best: Option<(NameEntry, f32)> = None;
    let mut rivals = 0;
    for entry in lexicon.index.names.entries(hit.node) {
        let Some(score) = score(*entry, hit, analysis, scan, context, lexicon, registry) else {
            continue;
        };
        rivals += 1;
        if best.is_none_or(|(_, most)| score > most) {
            best = Some((*entry, score));
        }
    }
    let (entry, score) = best?;
    let confidence = match (rivals, score > 1.5) {
        (1, _) => 0.95,
        (_, true) => 0.85,
        (_, false) => 0.6,
    };
    Some((entry, confidence))
}

/// How well an entry fits here; `None` where it cannot be meant.
fn score(
    entry: NameEntry,
    hit: &NameHit,
    analysis: &Analysis,
    scan: &Scan,
    context: &Context,
    lexicon: &Lexicon,
    registry: &Registry<'_>,
) -> Option<f32> {
    let flat = scan.flat[hit.tokens.start as usize];
    let first = analysis.token(hit.tokens.start);
    let shouted = first.shape == Shape::Upper;
    match entry {
        NameEntry::Actor { actor, rule } => {
            let known = &lexicon.actors[actor as usize];
            let phase = known.at(registry.day);
            let mixed = first.shape == Shape::Mixed && is_acronym(analysis.word(hit.tokens.start));
            if rule.acronym && !shouted && !mixed && first.shape != Shape::Alphanumeric {
                return None;
            }
            let short = rule.acronym && first.end - first.start <= 3;
            if rule.exact != 0 && scan.pieces[hit.pieces.1 as usize - 1].word != rule.exact {
                return None;
            }
            if known.person && hit.tokens.len() == 1 && part_of_name(hit, analysis, scan, lexicon) {
                return None;
            }
            if (rule.article && !hit.article) || (short && flat && shouted) {
                return None;
            }
            let support = context.support(&phase.countries);
            if rule.context && support <= 0.0 {
                return None;
            }
            let valid = if phase.period.contains(registry.day) {
                1.0
            } else {
                0.0
            };
            Some(0.5 + valid + support.min(8.0) / 4.0)
        }
        // "us" and "US", "Turkey" the bird: a country of two letters is in capitals.
        NameEntry::Country(_) if first.end - first.start <= 2 && (!shouted || flat) => None,
        NameEntry::Country(country) => {
            let code = lexicon.countries[country as usize].iso2;
            Some(1.0 + context.weight(code).min(8.0) / 4.0)
        }
        NameEntry::Adjective(country) | NameEntry::People(country) => {
            let code = lexicon.countries[country as usize].iso2;
            if first.end - first.start <= 2 && (!shouted || flat) {
                return None;
            }
            Some(1.1 + context.weight(code).min(8.0) / 4.0)
        }
        // A capital is a place unless it does what governments do; a seat is one where
        // somebody is in it.
        NameEntry::Capital(_) => {
            (!flat && metonym::acts(analysis, scan, lexicon, &hit.tokens)).then_some(1.0)
        }
        NameEntry::Seat(_) => (!flat && !located(hit, analysis)).then_some(1.0),
        // "Moses" is no Mossi.
        NameEntry::Identity(_) | NameEntry::IdentityPeople(_) => {
            let single = hit.pieces.1 - hit.pieces.0 == 1;
            let spelt = || {
                let word = scan.pieces[hit.pieces.0 as usize].word;
                lexicon.index.communities.contains(&word)
            };
            (!single || first.end - first.start > 7 || spelt()).then_some(1.05)
        }
    }
}

/// "in the White House", "outside the Kremlin".
fn located(hit: &NameHit, analysis: &Analysis) -> bool {
    let before = hit.tokens.start.saturating_sub(2)..hit.tokens.start;
    before.into_iter().any(|token| {
        matches!(
            analysis.lower(token),
            "in" | "at"
                | "inside"
                | "outside"
                | "near"
                | "around"
                | "into"
                | "towards"
                | "opposite"
        )
    })
}

/// A family name beside another unknown name is another person's, or a place's.
fn part_of_name(hit: &NameHit, analysis: &Analysis, scan: &Scan, lexicon: &Lexicon) -> bool {
    let unknown = |token: u32| {
        matches!(
            analysis.token(token).shape,
            Shape::Capitalised | Shape::Mixed
        ) && scan.word_at(token).is_none()
            && scan.cue(lexicon, token, Cue::Never).is_none()
            && scan.cue(lexicon, token, Cue::Honorific).is_none()
    };
    let sentence = &analysis.sentence_of(hit.tokens.start).tokens;
    let before = hit.tokens.start > sentence.start && unknown(hit.tokens.start - 1);
    let after = hit.tokens.end < sentence.end && unknown(hit.tokens.end);
    !scan.flat[hit.tokens.start as usize] && (before || after)
}

/// "Jordan Peterson", "Mr Chad", "Michael Jordan": a country's name borne by a person.
fn is_given_name(hit: &NameHit, analysis: &Analysis, scan: &Scan, lexicon: &Lexicon) -> bool {
    let token = hit.tokens.start;
    if scan.cue(lexicon, token, Cue::GivenName) != Some(token + 1) {
        return false;
    }
    let bears_name = |token: u32| {
        token < analysis.token_count()
            && analysis.token(token).shape == Shape::Capitalised
            && analysis.tag(token) == Upos::Propn
            && scan.word_at(token).is_none()
    };
    let before = token.checked_sub(1);
    let given_before =
        before.is_some_and(|at| scan.cue(lexicon, at, Cue::GivenName) == Some(token));
    let located =
        before.is_some_and(|at| matches!(analysis.lower(at), "in" | "from" | "to" | "and"));
    given_before || (bears_name(token + 1) && !located)
}

/// Finds "Name (ACRONYM)" all over the text, so that the title is covered, too.
fn introductions(
    analysis: &mut Analysis,
    scan: &Scan,
    context: &Context,
    registry: &mut Registry<'_>,
) -> Introduced {
    let mut introduced = Introduced::default();
    let lexicon = registry.lexicon;
    for hit in &scan.names {
        let open = hit.tokens.end;
        if !hit.whole || hit.tokens.len() < 2 || open + 2 >= analysis.token_count() {
            continue;
        }
        let acronym = analysis.word(open + 1);
        let closes =
            analysis.word(open) == "(" && matches!(analysis.word(open + 2), ")" | "," | ";");
        if !closes || !is_acronym(acronym) || introduced.contains_key(acronym) {
            continue;
        }
        let acronym = acronym.to_owned();
        if let Some((entry @ NameEntry::Actor { .. }, _)) =
            choose(hit, analysis, scan, context, lexicon, registry)
        {
            let (entity, ..) = take((entry, 0.95), hit, analysis, registry);
            introduced.insert(acronym, entity);
        }
    }
    introduced
}

/// Mostly capitals, 2 to 10 letters: "HTS", "SOHR", "MoD", "PJAK".
pub(super) fn is_acronym(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    (2..=10).contains(&letters) && capitals >= 2 && capitals * 2 >= letters
}
