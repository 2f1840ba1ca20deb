//! Decides which of the namesakes each name means, from the whole document, and whether
//! it is a place at all. Prevents a made-up point: a doubtful name keeps at most its country.

use std::borrow::Cow;

use super::Gazetteer;
use super::borrow::Owners;
use super::context::{self, Anchor, Context};
use super::find::{Candidate, Found, Surface};
use super::format::KeyRank;
use super::links::Links;
use super::namesakes::{is_near, town_of};
use super::words::Feature;
use crate::analysis::{Analysis, PlaceKind};

/// Below this a name is not taken for a place.
const PLACE_THRESHOLD: f32 = 5.0;
/// Namesakes closer in score than this, and far apart, leave the point open.
const CLEAR_MARGIN: f32 = 0.4;
/// More than sums of scores differ by the order in which they are added.
const ROUNDING: f32 = 0.01;
/// Weight (see `prior`) from which a place is named without its country or province, so
/// that "Ankara in Syria" does not move Ankara.
pub(super) const WELL_KNOWN: f32 = 5.9;
/// Weight below which a place in a country that the document never mentions is a guess.
const LITTLE_KNOWN: f32 = 4.7;

/// What the caller knows of where a document plays.
#[derive(Clone, Debug, Default)]
pub(crate) struct PlaceContext<'a> {
    /// ISO 3166-1 alpha-2 of the outlet.
    pub(crate) outlet_country: Option<&'a str>,
    /// ISO 3166-1 alpha-2 and weight (a mention counts 1) of countries that the document
    /// is about without naming them: the homes of its actors.
    pub(crate) countries: Vec<(Cow<'a, str>, f32)>,
}

/// The answer for one spelling.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Answer {
    /// Index into the candidates; `None` when the gazetteer has none or none is clear.
    pub(super) candidate: Option<u32>,
    /// The country, where candidates agree on it or the text says it.
    pub(super) country: Option<u16>,
    /// How well the answer fits; comparable between answers.
    pub(super) score: f32,
    /// True when the place is one of several that fit equally well.
    pub(super) doubtful: bool,
    /// True when the place is to be expected here: the document speaks of its country or a
    /// neighbour, or no other place is known by the name.
    pub(super) at_home: bool,
}

/// Resolves every spelling of a document.
pub(super) fn resolve(
    gazetteer: &Gazetteer,
    analysis: &Analysis,
    found: &Found,
    given: &PlaceContext<'_>,
) -> (Vec<Answer>, Links) {
    let links = Links::read(analysis, found);
    let mut context = Context::read(gazetteer, found, given);
    let mut answers = vec![Answer::default(); found.surfaces.len()];
    let mut scores = Vec::new();
    // First the names that need no context, then the others in their light, then all again.
    for _ in 0..3 {
        let mut settled = true;
        for (index, surface) in found.surfaces.iter().enumerate() {
            let answer = answer(
                found,
                surface,
                index,
                &context,
                &links,
                &answers,
                &mut scores,
            );
            settled &= answer.decides_as(&answers[index]);
            answers[index] = answer;
        }
        settled &= !context.set_anchors(found, &answers);
        if settled {
            break;
        }
    }
    (answers, links)
}

fn answer(
    found: &Found,
    surface: &Surface,
    index: usize,
    context: &Context,
    links: &Links,
    answers: &[Answer],
    scores: &mut Vec<f32>,
) -> Answer {
    let range = surface.candidates.start as usize..surface.candidates.end as usize;
    let candidates = &found.candidates[range];
    let mut best: Option<(usize, f32)> = None;
    let most_around = context.most_around() + links.most_support(index);
    let mut owners = None;
    scores.clear();
    for (at, candidate) in candidates.iter().enumerate() {
        let (base, country) = (candidate.own, context.country_support(candidate.country));
        // Most namesakes are villages that no context could bring near the first.
        let beaten = |base: f32, country: f32| {
            let most = (base + country + most_around).max(0.0);
            best.is_some_and(|(_, top)| most + CLEAR_MARGIN + ROUNDING < top)
        };
        if beaten(candidate.most, context.most_country_support()) {
            break;
        }
        if beaten(base, country) {
            scores.push(f32::MIN);
            continue;
        }
        let owners = owners.get_or_insert_with(|| Owners::of(candidates, context));
        let score = score(
            candidate,
            (base, country),
            index,
            found,
            context,
            links,
            answers,
        ) - owners.loss(candidate, country);
        scores.push(score);
        if best.is_none_or(|(_, top)| score > top) {
            best = Some((at, score));
        }
    }
    let Some((best, top)) = best else {
        return Answer {
            country: links.country_of(index, found, answers),
            ..Answer::default()
        };
    };
    let rivals = scores.iter().enumerate().filter(|(at, score)| {
        *at != best && top - **score < CLEAR_MARGIN && !is_near(&candidates[best], &candidates[*at])
    });
    let best = if surface.feature.is_none() && !links.holds_settlement(index, found, answers) {
        town_of(candidates, best)
    } else {
        best
    };
    let chosen = &candidates[best];
    let weight = chosen.weight;
    if weight < WELL_KNOWN
        && let Some(country) = links.refutes(index, chosen, found, answers)
    {
        return Answer {
            country,
            score: top,
            ..Answer::default()
        };
    }
    let (mut doubtful, mut country) = (false, chosen.country);
    // A sea is no country's, and foreign nowhere.
    // A war crosses borders: "the Russian ministry claimed the capture of Novohrodivka".
    let only = || {
        chosen.rank <= KeyRank::Variant
            && candidates
                .iter()
                .all(|other| other.rank > KeyRank::Variant || is_near(chosen, other))
    };
    let exact = chosen.rank == KeyRank::Name;
    let abroad = chosen.country.is_some()
        && context.is_foreign(index, chosen.country, exact)
        && !(context.borders(chosen.country) && only());
    let known = if exact { LITTLE_KNOWN } else { WELL_KNOWN };
    if weight < known && abroad && !links.is_contained(index) {
        if !exact {
            return Answer {
                score: top,
                ..Answer::default()
            };
        }
        (doubtful, country) = (true, None);
    }
    let rivals = rivals.filter(|_| chosen.facts.kind != PlaceKind::Country);
    for (rival, _) in rivals {
        doubtful = true;
        if candidates[rival].country != country {
            country = None;
        }
    }
    Answer {
        candidate: Some(surface.candidates.start + u32::try_from(best).unwrap_or(0)),
        country,
        score: top,
        doubtful,
        at_home: context.country_support(chosen.country) > 0.0
            || weight >= LITTLE_KNOWN && chosen.rank <= KeyRank::Variant
            || context.borders(chosen.country) && only()
            || !abroad && chosen.rank == KeyRank::Name && only(),
    }
}

impl Candidate {
    /// What a candidate scores by itself where the name is said to be of a kind.
    pub(super) fn as_a(&self, feature: Option<Feature>) -> f32 {
        let kind = self.facts.kind;
        let mut own = self.weight;
        own -= match self.rank {
            KeyRank::Name => 0.0,
            KeyRank::Variant if kind == PlaceKind::Country => 0.0,
            KeyRank::Variant => 0.5,
            KeyRank::Loose => 1.2,
            KeyRank::Consonants => 2.5,
        };
        own + feature.map_or(0.0, |feature| feature.fit(kind))
    }
}

/// The score of a candidate from its own, the country's, the places around and the text's word.
fn score(
    candidate: &Candidate,
    (base, country): (f32, f32),
    index: usize,
    found: &Found,
    context: &Context,
    links: &Links,
    answers: &[Answer],
) -> f32 {
    if candidate.rank == KeyRank::Consonants && country < 1.0 {
        return 0.0;
    }
    let mut score = base;
    if candidate.facts.kind == PlaceKind::Country {
        // Georgia: where there are namesakes, the document decides.
        if context::has_namesakes(found, &found.surfaces[index], candidate) {
            score -= 0.8;
        }
        score += country;
    } else {
        let around = context.around(index, candidate);
        score += country;
        score += around.nearness;
        score += around.unit;
    }
    // What a comma puts a place into is a unit or country: "Stroud, Ontario".
    let wide = matches!(candidate.facts.kind, PlaceKind::Admin1 | PlaceKind::Country);
    if wide && links.is_container(index) {
        score += 0.8;
    }
    score += links.peer_support(index, candidate, found);
    score + links.support(index, candidate, found, answers)
}

/// True when the evidence for a place outweighs that for a word, a person or an organisation.
pub(super) fn is_place(
    found: &Found,
    mention: usize,
    answer: &Answer,
    links: &Links,
    known_elsewhere: bool,
) -> bool {
    let mention = &found.mentions[mention];
    let surface = &found.surfaces[mention.surface as usize];
    let cues = &mention.cues;
    let mut evidence = answer.score;
    if answer.candidate.is_none() {
        evidence = 2.5_f32.max(answer.score - 2.0);
    }
    let against = |count: u32, weight: f32| weight * ((1 + count) as f32).log2();
    evidence -= against(surface.common, if cues.bare_case { 1.1 } else { 0.8 });
    evidence -= against(surface.other, if cues.locative { 0.5 } else { 0.9 });
    if surface.in_names > 0 && !cues.locative && !cues.feature && !cues.dateline {
        evidence -= 2.5;
    }
    for (cue, weight) in [
        (cues.locative, 2.0),
        (cues.direction, 0.7),
        (cues.feature, 3.0),
        (cues.contained, 3.0),
        (cues.dateline, 3.0),
        (known_elsewhere, 1.5),
        (links.is_contained(mention.surface as usize), 1.5),
        (cues.title, -5.0),
        (cues.in_name, -4.0),
    ] {
        if cue {
            evidence += weight;
        }
    }
    evidence >= PLACE_THRESHOLD
}

impl Answer {
    /// Whether two answers say the same, however surely.
    fn decides_as(&self, other: &Self) -> bool {
        (self.candidate, self.country, self.doubtful)
            == (other.candidate, other.country, other.doubtful)
    }

    /// The place as an anchor for others, when it is sure enough.
    pub(super) fn anchor(&self, found: &Found) -> Option<Anchor> {
        let candidate = &found.candidates[self.candidate? as usize];
        let point = candidate.facts.point?;
        let wide = matches!(candidate.facts.kind, PlaceKind::Country | PlaceKind::Region);
        (!wide && !self.doubtful && self.score >= PLACE_THRESHOLD).then_some(Anchor {
            point,
            country: candidate.country,
            admin1: candidate.facts.admin1,
            parallel: point.0.to_radians().cos() as f32,
        })
    }
}
