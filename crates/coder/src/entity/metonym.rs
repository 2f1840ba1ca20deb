//! Seats and countries that act: "Damascus said", "Ankara's overtures", "warned Tehran".
//! There the name stands for the government; "in Damascus" it stays a place.

use rustc_hash::FxHashSet;
use sitrep_contract::{FoundBy, MentionType};

use super::registry::Registry;
use super::scan::Scan;
use crate::analysis::{Analysis, EntityMention, TokenRange};
use crate::lexicon::{Cue, Iso2, Lexicon};
use crate::text::Upos;

/// How many words may stand between a government and its verb ("has also strongly").
const BETWEEN: u32 = 4;

/// Whether what is named here acts or is acted upon as a government.
pub(super) fn acts(analysis: &Analysis, scan: &Scan, lexicon: &Lexicon, name: &TokenRange) -> bool {
    // "ALGIERS - ARMED MEN KILLED": where it was written.
    let dateline = analysis.dateline.as_ref();
    if dateline.is_some_and(|dateline| dateline.tokens.contains(&name.start)) {
        return false;
    }
    let sentence = &analysis.sentence_of(name.start).tokens;
    let is = |token: u32, cue: Cue| scan.cue(lexicon, token, cue).is_some();
    let mut before = name.start;
    if before > sentence.start && analysis.lower(before - 1) == "the" {
        before -= 1;
    }
    let previous = (before > sentence.start).then(|| before - 1);
    if previous.is_some_and(|token| is(token, Cue::GoverningVerb)) {
        // "warned Tehran", but not "attacked Tehran".
        return true;
    }
    let mut attached = false;
    if let Some(token) = previous.filter(|token| analysis.tag(*token) == Upos::Adp) {
        let of = token
            .checked_sub(1)
            .filter(|of| *of >= sentence.start)
            .is_some_and(|of| is(of, Cue::GoverningNoun));
        let announced = analysis.lower(token) == "by"
            && token
                .checked_sub(1)
                .is_some_and(|verb| verb >= sentence.start && is(verb, Cue::GoverningVerb));
        if announced {
            // "announced by Russia".
            return true;
        }
        let linked = matches!(
            analysis.lower(token),
            "with" | "between" | "from" | "by" | "against" | "on" | "to" | "for"
        );
        if linked && of {
            // "talks with Ankara", "pressure from Washington".
            return true;
        }
        if !matches!(analysis.lower(token), "by" | "between") {
            return false;
        }
        attached = true;
    }
    let next = name.end;
    if next >= sentence.end {
        return false;
    }
    let short = !analysis.text_of(name).contains(char::is_lowercase);
    if short && is(next, Cue::GoverningNoun) {
        // "U.S. assistance".
        return true;
    }
    if matches!(analysis.lower(next), "'s" | "’s" | "'" | "’") {
        // The noun may have adjectives: "Ankara's recent overtures".
        let noun = (next + 1..(next + 3).min(sentence.end))
            .find(|token| analysis.tag(*token) != Upos::Adj);
        return noun.is_some_and(|token| is(token, Cue::GoverningNoun));
    }
    !attached && governs(analysis, scan, lexicon, next..sentence.end)
}

/// Whether a verb of governments follows, before anything but auxiliaries and adverbs.
fn governs(analysis: &Analysis, scan: &Scan, lexicon: &Lexicon, rest: TokenRange) -> bool {
    for token in rest.clone().take(BETWEEN as usize) {
        let governing = |token: u32, cue: Cue| scan.cue(lexicon, token, cue).is_some();
        match analysis.tag(token) {
            Upos::Adv | Upos::Part | Upos::Aux => {}
            Upos::Verb if analysis.lemma(token) == "be" => {}
            Upos::Verb if analysis.lemma(token) == "have" => {
                // "Russia has a special responsibility".
                return (token + 1..(token + 4).min(rest.end)).any(|noun| {
                    governing(noun, Cue::GoverningNoun) || governing(noun, Cue::GoverningVerb)
                });
            }
            _ => return governing(token, Cue::GoverningVerb),
        }
    }
    false
}

/// "Turkey", "U.S."; not "Turkish".
fn names_country(analysis: &Analysis, mention: &EntityMention) -> bool {
    mention.kind == MentionType::Place
        || !analysis
            .text_of(&mention.tokens)
            .contains(char::is_lowercase)
}

/// Adds the government to each country that acts. The country stays a place; events read
/// its acts from there.
pub(super) fn add_governments(analysis: &mut Analysis, scan: &Scan, registry: &mut Registry<'_>) {
    let lexicon = registry.lexicon;
    let Some(service) = lexicon.service("government") else {
        return;
    };
    let mut acting = Vec::new();
    for mention in &analysis.mentions {
        let entity = &analysis.entities[mention.entity as usize];
        let known = entity.country.as_deref().and_then(Iso2::parse);
        let whole = |code: &Iso2| {
            let id = lexicon.country(*code).map(|country| country.place.as_str());
            id.is_some() && id == entity.id.as_deref()
        };
        if let Some(code) = known.filter(whole)
            && matches!(mention.kind, MentionType::Place | MentionType::Nationality)
            && !mention.nested
            && !scan.flat[mention.tokens.start as usize]
            && names_country(analysis, mention)
            && acts(analysis, scan, lexicon, &mention.tokens)
        {
            acting.push((mention.tokens.clone(), code));
        }
    }
    join_conjuncts(analysis, lexicon, &mut acting);
    for (tokens, code) in acting {
        let entity = registry.service(analysis, service, code);
        analysis.mentions.push(EntityMention {
            head: tokens.end - 1,
            tokens,
            kind: MentionType::Organisation,
            entity,
            found_by: FoundBy::Rule,
            confidence: 0.6,
            nested: true,
        });
    }
    analysis
        .mentions
        .sort_by_key(|mention| (mention.tokens.start, std::cmp::Reverse(mention.tokens.end)));
}

/// "announced by Russia and Turkey": what is said of one country is said of those that
/// "and" or a comma joins to it.
fn join_conjuncts(analysis: &Analysis, lexicon: &Lexicon, acting: &mut Vec<(TokenRange, Iso2)>) {
    if acting.is_empty() {
        return;
    }
    let countries: Vec<(TokenRange, Iso2)> = analysis
        .mentions
        .iter()
        .filter(|mention| mention.kind == MentionType::Place && !mention.nested)
        .filter_map(|mention| {
            let entity = &analysis.entities[mention.entity as usize];
            let code = Iso2::parse(entity.country.as_deref()?)?;
            let whole = lexicon.country(code)?.place == *entity.id.as_ref()?;
            whole.then(|| (mention.tokens.clone(), code))
        })
        .collect();
    let mut known: FxHashSet<u32> = acting.iter().map(|(tokens, _)| tokens.start).collect();
    for pair in countries.windows(2) {
        let [left, right] = pair else { continue };
        let joined = left.0.end < right.0.start
            && right.0.start - left.0.end <= 3
            && (left.0.end..right.0.start)
                .all(|token| matches!(analysis.lower(token), "and" | "," | "the"))
            && (left.0.end..right.0.start).any(|token| analysis.lower(token) == "and");
        if !joined {
            continue;
        }
        let (one, other) = (
            known.contains(&left.0.start),
            known.contains(&right.0.start),
        );
        if one != other {
            let new = if one { right } else { left };
            known.insert(new.0.start);
            acting.push(new.clone());
        }
    }
}
