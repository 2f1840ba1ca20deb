//! Where: the place bound to the act, not to the article. Nearest in the clause, then
//! earlier in the paragraph, then the dateline; never the home of a source or of an actor.

pub(super) mod entry;
pub(super) mod inherit;
mod listed;
mod not_there;
pub(super) mod surroundings;
pub(super) mod town;

use self::entry::Entry;
use self::listed::listed_with;
use self::town::{governor, inner_of, named_by, settlement_of, twin_of};
use super::act::candidate::Candidate;
use super::reading::Reading;
use crate::analysis::{PlaceKind, TokenRange};
use crate::frame::{Act, Class};
use crate::text::SentenceKind;
use sitrep_contract::Status;

/// What the place that an entry opens with costs: less than one far away in the sentence.
const OPENS: u32 = 16;

/// Binds a place from the candidate's own sentence. Returns further places of a list
/// ("in Sarmin and Nayrab"), each an act of its own.
pub(super) fn bind(
    reading: &Reading<'_>,
    candidate: &mut Candidate<'_>,
    entries: &[Entry],
) -> Vec<usize> {
    let sentence = reading.sentence(candidate.sentence);
    let mut best: Option<(u32, usize)> = None;
    let mut token = sentence.start;
    while token < sentence.end {
        let Some(mention) = reading.place_at(token) else {
            token += 1;
            continue;
        };
        let tokens = reading.mention(mention).tokens.clone();
        token = tokens.end.max(token + 1);
        let opens = entries[candidate.sentence].place == Some(mention);
        if let Some(cost) =
            cost(reading, candidate, mention).map(|cost| if opens { OPENS } else { cost })
            && best.is_none_or(|(other, _)| cost < other)
        {
            best = Some((cost, mention));
        }
    }
    let Some((_, mention)) = best else {
        return Vec::new();
    };
    let mention = named_by(reading, mention).unwrap_or(mention);
    let mention = inner_of(reading, mention, sentence.start).unwrap_or(mention);
    let mention = settlement_of(reading, mention, &sentence);
    let mention = twin_of(reading, mention);
    candidate.place = Some(mention);
    candidate.place_told = true;
    candidate.note(
        "place",
        "place/sentence",
        Some(reading.mention(mention).tokens.clone()),
        "nearest place of the act in its sentence",
    );
    listed_with(reading, mention, candidate)
        .into_iter()
        .map(|other| twin_of(reading, other))
        .collect()
}

/// How badly a place fits the act; `None` when it cannot be its place.
fn cost(reading: &Reading<'_>, candidate: &Candidate<'_>, mention: usize) -> Option<u32> {
    let tokens = reading.mention(mention).tokens.clone();
    let place = reading.entity_of(mention).place.as_ref();
    let kind = place.map_or(PlaceKind::Unknown, |place| place.kind);
    let is_side = candidate.sides().any(|side| {
        side.tokens == tokens
            && side.acts()
            && (kind == PlaceKind::Country || side.entity.is_some())
    }) && !is_shot_at(reading, candidate, &tokens)
        && !is_reached(reading, candidate, &tokens, kind);
    // "in Europe" is nowhere, "in Darfur" is a part of one country.
    let vast = kind == PlaceKind::Region && place.is_some_and(|place| place.country.is_none());
    // "Sudan's army": whose it is.
    let owner = kind == PlaceKind::Country
        && candidate.frame.act != Act::Verbal
        && reading.is(tokens.end, "'s")
        && reading.chunk_at(tokens.end + 1).is_some_and(|owned| {
            let head = reading.head(owned);
            reading.actor_at(head).is_some() && reading.place_at(head).is_none()
        });
    if owner
        || is_side
        || in_source(reading, candidate, &tokens)
        || vast
        || speaks(reading, &tokens)
    {
        return None;
    }
    let start = reading.sentence(candidate.sentence).start;
    let first = reading.phrase_start(tokens.start);
    let governed_by = governor(reading, first, start);
    let in_target = candidate
        .targets
        .iter()
        .any(|target| target.tokens.start <= tokens.start && tokens.end <= target.tokens.end);
    let class = |class| governed_by.is_some_and(|token| reading.classes(token).has(class));
    let (locative, elsewhere) = (class(Class::Locative), class(Class::NotWhere));
    // "fired from Lebanon", "launched by Russia", "the border with Niger": not where it hit.
    if elsewhere && !locative && !in_target && kind == PlaceKind::Country {
        return None;
    }
    let distance = if tokens.start >= candidate.trigger.end {
        // "the car bomb that killed 28 people in Omagh": the clause is the act's own.
        let own = candidate.noun && reading.is_any(candidate.trigger.end, &["that", "which"]);
        let between = candidate.trigger.end + u32::from(own)..tokens.start;
        tokens.start - candidate.trigger.end + 10 * breaks(reading, between)
    } else {
        // "spread to Almaty, where a crowd burned an office": the clause is told of that place.
        let clause = tokens.end + u32::from(reading.is(tokens.end, ","));
        match reading.is(clause, "where") {
            true => 10 * breaks(reading, clause + 1..candidate.trigger.start),
            false => {
                let between = tokens.end..candidate.trigger.start;
                let words = candidate.trigger.start.saturating_sub(tokens.end);
                words + 4 + 10 * breaks(reading, between)
            }
        }
    };
    // "seized a zone in the Golan Heights and bombed depots near Mezzeh": what another verb
    // governs is where that act was.
    let behind = candidate.trigger.end..tokens.start;
    let joined = behind.clone().find(|token| {
        reading.is(*token, "and")
            && reading.chunk_at(token + 1).is_some_and(|chunk| {
                reading
                    .verb(chunk)
                    .is_some_and(|group| group.past && !group.participle)
            })
    });
    // "A bomber from Oman killed 27 and wounded 227 in Doha": where he is from is not where.
    let own = joined.is_some_and(|and| {
        (candidate.trigger.end..and).any(|token| {
            reading.place_at(token).is_some_and(|mention| {
                let tokens = &reading.mention(mention).tokens;
                let first = reading.phrase_start(tokens.start);
                let at = governor(reading, first, start);
                at.is_some_and(|at| reading.classes(at).has(Class::Locative))
                    && !in_source(reading, candidate, tokens)
            })
        })
    });
    if own {
        return None;
    }
    // "Thousands marched through the capital while activists attacked offices in Batumi."
    if tokens.start >= candidate.trigger.end
        && (candidate.trigger.end..tokens.start)
            .any(|token| reading.is_any(token, &["while", "whereas", "meanwhile"]))
    {
        return None;
    }
    if not_there::is_elsewhere(reading, candidate, &tokens, governed_by, kind) {
        return None;
    }
    let coarse = match kind {
        PlaceKind::Country => 16,
        PlaceKind::Admin1 | PlaceKind::Region => 8,
        PlaceKind::Admin2 | PlaceKind::Landform => 4,
        _ => 0,
    };
    let fit = match () {
        () if in_target => 0,
        () if locative => 2,
        () if elsewhere => 14,
        () => 8,
    };
    // "Two were killed; 14 were treated at the Odinga hospital": where they were taken.
    let outcome = matches!(candidate.frame.act, Act::Kill | Act::Wound)
        || (candidate.trigger.end..tokens.start).any(|token| {
            matches!(
                reading.analysis.lemma(token),
                "treat" | "take" | "rush" | "die" | "admit"
            )
        });
    let ward = (tokens.start..tokens.end + 1)
        .any(|token| reading.is_any(token, &["hospital", "clinic", "infirmary"]));
    let taken = if outcome && ward && !in_target { 24 } else { 0 };
    Some(distance + coarse + fit + taken)
}

/// "fired missiles at Israel", "launched drones towards Ukraine": the country is hit, too.
fn is_shot_at(reading: &Reading<'_>, candidate: &Candidate<'_>, tokens: &TokenRange) -> bool {
    let from_afar = matches!(
        candidate.frame.act,
        Act::Shell | Act::Strike | Act::AirStrike | Act::DroneStrike
    );
    from_afar
        && tokens.start > candidate.trigger.start
        && reading.is_any(
            tokens.start.saturating_sub(1),
            &["at", "on", "towards", "toward", "into", "against"],
        )
}

/// "flew to Khartoum", "a grenade at the police station of Santander": a town behind a
/// preposition is where it was, though the role is that of the other side.
fn is_reached(
    reading: &Reading<'_>,
    candidate: &Candidate<'_>,
    tokens: &TokenRange,
    kind: PlaceKind,
) -> bool {
    let local = (PlaceKind::Neighbourhood..=PlaceKind::Admin1).contains(&kind)
        || kind == PlaceKind::Unknown;
    let behind = tokens.start >= candidate.trigger.end;
    let by = tokens.start.saturating_sub(1);
    local
        && behind
        && (by < candidate.trigger.end || reading.is_preposition(by) || reading.is(by, "the"))
        && !reading.is_any(by, &["by", "with"])
}

/// "Kyiv said", "with Yerevan saying": the capital speaks.
fn speaks(reading: &Reading<'_>, tokens: &TokenRange) -> bool {
    let verb = reading
        .chunk_at(tokens.end)
        .filter(|chunk| reading.verb(*chunk).is_some_and(|group| !group.passive));
    let first = reading.phrase_start(tokens.start);
    let governed = governor(reading, first, reading.sentence_start(first))
        .is_some_and(|token| reading.is_preposition(token) && !reading.is(token, "with"));
    !governed
        && verb.is_some_and(|verb| {
            let head = reading.classes(reading.chunk(verb).head);
            reading.chunk(verb).tokens.start == tokens.end
                && (head.has(Class::Say) || head.has(Class::Assert) || head.has(Class::Deny))
        })
}

fn breaks(reading: &Reading<'_>, tokens: TokenRange) -> u32 {
    let starts_clause = |token: &u32| {
        let classes = reading.classes(*token);
        let parts = [Class::Relative, Class::ClauseStart, Class::Sequel];
        reading.is(*token, ";") || parts.iter().any(|class| classes.has(*class))
    };
    tokens.filter(starts_clause).count() as u32
}

/// Whether the place belongs to the source ("the governor of Kilis", "based in London").
fn in_source(reading: &Reading<'_>, candidate: &Candidate<'_>, tokens: &TokenRange) -> bool {
    // "the High Commission of Britain", "the University of Aleppo": whose, not where.
    let of = tokens.start.checked_sub(2).filter(|head| {
        reading.is(head + 1, "of") && reading.classes(*head).has(Class::Institution)
    });
    let targeted = of.is_some_and(|head| {
        candidate
            .targets
            .iter()
            .any(|target| target.tokens.contains(&head))
    });
    if of.is_some() && !targeted {
        return true;
    }
    // "Kyiv's General Staff confirmed": whose voice it is.
    let whose = candidate.claim.as_ref().is_some_and(|claim| {
        let owner = reading
            .chunk_at(claim.name.start)
            .and_then(|chunk| reading.owner(chunk));
        owner.is_some_and(|owner| reading.chunk(owner).tokens.contains(&tokens.start))
    });
    if whose {
        return true;
    }
    let named = candidate.claim.as_ref().is_some_and(|claim| {
        claim.name.start <= tokens.start
            && tokens.start <= claim.name.end + 2
            && tokens.start > candidate.trigger.end
    });
    let after =
        reading.is(tokens.end, "-based") || reading.is(tokens.start.saturating_sub(2), "based");
    named || after
}

/// The headline and the first paragraph.
pub(super) fn in_lead(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let sentences = &reading.analysis.sentences;
    let first = sentences
        .iter()
        .find(|sentence| sentence.kind == SentenceKind::Text)
        .map_or(0, |sentence| sentence.paragraph);
    sentences[candidate.sentence].paragraph <= first
}

pub(super) fn is_news(candidate: &Candidate<'_>) -> bool {
    matches!(
        candidate.status,
        Status::Reported | Status::Claimed | Status::Denied
    )
}

pub(super) fn is_country(reading: &Reading<'_>, mention: usize) -> bool {
    let place = reading.entity_of(mention).place.as_ref();
    place.is_some_and(|place| place.kind == PlaceKind::Country)
}
