//! Counted groups of people in a sentence: "at least five civilians", "a Syrian soldier",
//! "seven of his guards", "civilians", "no one".

use sitrep_contract::MentionType;

use super::cues::{Cues, Role};
use super::number::{Number, number};
use crate::analysis::{Analysis, TokenRange};
use crate::text::{ChunkKind, Hints, Shape, Upos};

/// ACLED's number for an unknown plural.
const PLURAL: u32 = 3;

/// Mentions looked at before a token; more never nest.
const NEAR: usize = 16;

/// A counted group.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// From number to head noun.
    pub(super) tokens: TokenRange,
    pub(super) low: u32,
    pub(super) best: u32,
    pub(super) high: Option<u32>,
    /// The noun that says who.
    pub(super) who: Option<u32>,
    /// A number word stands in the text; false for "a soldier" and "civilians".
    pub(super) explicit: bool,
}

/// Words that count nobody: "no one", "nobody".
const NOBODY: &[&str] = &["nobody", "none", "no-one"];

/// Singular nouns of groups: "a family" is not one person.
const COLLECTIVE: &[&str] = &[
    "family",
    "crew",
    "group",
    "couple",
    "people",
    "police",
    "staff",
    "personnel",
    "militia",
    "troop",
    "household",
    "team",
    "patrol",
    "crowd",
    "unit",
    "squad",
];

/// All groups of a sentence, in order.
pub(super) fn find(analysis: &Analysis, cues: &Cues, range: &TokenRange) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for number in numbers(analysis, cues, range) {
        if let Some(group) = numbered(analysis, cues, &number, range) {
            groups.push(group);
        }
    }
    for chunk in analysis.chunks_in(range) {
        let taken = groups.iter().any(|group| {
            group.tokens.start < chunk.tokens.end && chunk.tokens.start < group.tokens.end
        });
        // "a landless workers' leader": the workers own, they are not counted.
        let owner = chunk.tokens.end < range.end
            && matches!(analysis.lower(chunk.tokens.end), "'" | "'s" | "’");
        if chunk.kind == ChunkKind::Noun
            && !owner
            && !taken
            && let Some(group) = unnumbered(analysis, cues, &chunk.tokens, chunk.head)
        {
            groups.push(group);
        }
    }
    groups.sort_by_key(|group| group.tokens.start);
    groups
}

/// The numbers of a sentence that can count people.
fn numbers(analysis: &Analysis, cues: &Cues, range: &TokenRange) -> Vec<Number> {
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        if !analysis.hints(at).has(Hints::NUMBER) {
            at += 1;
            continue;
        }
        if let Some(date) = date_at(analysis, at) {
            at = date.end.max(at + 1);
            continue;
        }
        match number(analysis, at, range.end) {
            Some(number) => {
                at = number.tokens.end;
                if !is_other_quantity(analysis, cues, &number.tokens, range) {
                    found.push(number);
                }
            }
            None => at += 1,
        }
    }
    found
}

fn date_at(analysis: &Analysis, at: u32) -> Option<TokenRange> {
    let after = analysis.dates.partition_point(|date| date.tokens.end <= at);
    analysis
        .dates
        .get(after)
        .map(|date| date.tokens.clone())
        .filter(|tokens| tokens.contains(&at))
}

/// Money, ages, percentages, times, "Brigade 46", "No. 4".
fn is_other_quantity(
    analysis: &Analysis,
    cues: &Cues,
    tokens: &TokenRange,
    range: &TokenRange,
) -> bool {
    let before = (tokens.start > range.start).then(|| tokens.start - 1);
    let lower = |at: u32| {
        if at < range.end {
            analysis.lower(at)
        } else {
            ""
        }
    };
    let first = before.map_or("", &lower);
    // "On Friday 10 people died": the name of a day counts nothing.
    let named = before.is_some_and(|at| {
        analysis.tag(at) == Upos::Propn
            && date_at(analysis, at).is_none()
            && analysis.token(at).shape != Shape::Lower
            && analysis.token(tokens.start).shape == Shape::Number
            && !lower(tokens.end).ends_with('s')
    });
    let nobody = first == "no" && lower(tokens.start) == "one";
    nobody
        || is_age(analysis, tokens, range)
        || matches!(
            first,
            "$" | "€"
                | "£"
                | "aged"
                | "age"
                | "no."
                | "nos."
                | "number"
                | "article"
                | "section"
                | "us$"
                | "#"
                | "usd"
                | "brigade"
                | "battalion"
                | "room"
                | "resolution"
        )
        || matches!(
            lower(tokens.end),
            "%" | "percent"
                | "per"
                | "$"
                | "€"
                | "years-old"
                | "year-old"
                | ":"
                | "a.m."
                | "p.m."
                | "am"
                | "pm"
                | "years"
                | "km"
                | "kilometers"
                | "kilometres"
        )
        || (named && !is_harm(cues, first))
}

/// "Ismail Dorloh, 46, died", "men aged 67 and 56", "a girl of five".
fn is_age(analysis: &Analysis, tokens: &TokenRange, range: &TokenRange) -> bool {
    let lower = |at: Option<u32>| match at {
        Some(at) if range.contains(&at) => analysis.lower(at),
        _ => "",
    };
    let back = |by: u32| tokens.start.checked_sub(by);
    let (before, after) = (lower(back(1)), lower(Some(tokens.end)));
    let closed = matches!(after, "," | ")" | "." | ";" | ":" | "and" | "");
    let name = |at: Option<u32>| {
        at.is_some_and(|at| range.contains(&at) && analysis.tag(at) == Upos::Propn)
    };
    let apposed = matches!(before, "," | "(")
        && matches!(after, "," | ")")
        && name(back(2))
        && analysis.token(tokens.start).shape == Shape::Number;
    let listed = matches!(before, "and" | "," | "to" | "or" | "between")
        && (2..=4).any(|by| matches!(lower(back(by)), "aged" | "ages"));
    let person = lower(back(2));
    let of = before == "of"
        && (closed || matches!(analysis.tag(tokens.end), Upos::Verb | Upos::Aux))
        && matches!(
            person,
            "man"
                | "woman"
                | "boy"
                | "girl"
                | "child"
                | "youth"
                | "teenager"
                | "baby"
                | "student"
                | "pupil"
                | "pensioner"
        );
    apposed || listed || of
}

/// "Kills 5" in a headline is no name.
fn is_harm(cues: &Cues, word: &str) -> bool {
    let stem = word.trim_end_matches(['s', 'd']).trim_end_matches('e');
    [
        word,
        stem,
        word.trim_end_matches("ed"),
        word.trim_end_matches("ing"),
        word.trim_end_matches('s'),
    ]
    .iter()
    .any(|form| cues.harm(form, Role::Object).is_some())
}

/// A number with the people it counts.
fn numbered(
    analysis: &Analysis,
    cues: &Cues,
    number: &Number,
    range: &TokenRange,
) -> Option<Group> {
    let end = number.tokens.end;
    let lower = |at: u32| {
        if at < range.end {
            analysis.lower(at)
        } else {
            ""
        }
    };
    let group = |end: u32, who: Option<u32>| Group {
        tokens: number.tokens.start..end,
        low: number.low,
        best: number.best,
        high: number.high,
        who,
        explicit: true,
    };
    // "five of the soldiers", "two of them".
    let next = if lower(end) == "of" { end + 1 } else { end };
    let inside = analysis.chunk_of(end - 1).filter(|chunk| chunk.head >= end);
    let chunk = inside
        .or_else(|| {
            (next < range.end)
                .then(|| analysis.chunk_of(next))
                .flatten()
                .filter(|chunk| chunk.tokens.start <= next)
        })
        .filter(|chunk| chunk.kind == ChunkKind::Noun && chunk.tokens.end <= range.end);
    let Some(chunk) = chunk else {
        return Some(group(end, None));
    };
    // "two the army" is no phrase: a pronoun or a new noun phrase counts only after "of".
    let determined = matches!(analysis.tag(chunk.tokens.start), Upos::Det | Upos::Pron)
        && chunk.tokens.start == next;
    if determined && next == end {
        return Some(group(end, None));
    }
    let head = chunk.head;
    if cues.is_thing(analysis.lemma(head)) {
        return None;
    }
    Some(group(head + 1, Some(head)))
}

/// A group without a number: one person, nobody, or an unknown plural.
fn unnumbered(analysis: &Analysis, cues: &Cues, tokens: &TokenRange, head: u32) -> Option<Group> {
    let first = analysis.lower(tokens.start);
    let lemma = analysis.lemma(head);
    let group = |low: u32, best: u32, high: Option<u32>, explicit: bool| Group {
        tokens: tokens.clone(),
        low,
        best,
        high,
        who: Some(head),
        explicit,
    };
    if NOBODY.contains(&first) || (first == "no" && (cues.is_person(lemma) || lemma == "one")) {
        return Some(group(0, 0, Some(0), true));
    }
    if analysis.tag(head) == Upos::Pron {
        let one = matches!(
            analysis.lower(head),
            "he" | "she" | "him" | "her" | "himself" | "herself" | "someone" | "somebody"
        );
        return one.then(|| group(1, 1, Some(1), false));
    }
    if analysis.tag(head) == Upos::Propn {
        return is_named_person(analysis, cues, tokens, head).then(|| group(1, 1, Some(1), false));
    }
    if !cues.is_person(lemma) {
        return None;
    }
    let plural = analysis.lower(head) != lemma
        || matches!(lemma, "people" | "police" | "personnel" | "staff");
    if plural {
        return Some(group(2, PLURAL, None, false));
    }
    (!COLLECTIVE.contains(&lemma)).then(|| group(1, 1, Some(1), false))
}

/// A proper name that is a person's: the entity stage says so, or a person's noun stands
/// before it ("commander Abu Khalid").
fn is_named_person(analysis: &Analysis, cues: &Cues, tokens: &TokenRange, head: u32) -> bool {
    let after = analysis
        .mentions
        .partition_point(|mention| mention.tokens.start <= head);
    let mention = analysis.mentions[after.saturating_sub(NEAR)..after]
        .iter()
        .filter(|mention| !mention.nested)
        .find(|mention| mention.tokens.contains(&head));
    if let Some(mention) = mention {
        return mention.kind == MentionType::Person;
    }
    let first = analysis.lower(tokens.start);
    let titled = tokens.clone().any(|at| cues.is_person(analysis.lemma(at)));
    titled
        || (!matches!(first, "the" | "a" | "an" | "this") && tokens.len() >= 2 && tokens.len() <= 5)
}
