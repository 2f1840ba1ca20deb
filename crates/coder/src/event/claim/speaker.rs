//! Who speaks in a sentence: "said", "according to", "ARMY: …", "…, his party reported".
//! Prevents a source from being missed for the place where the sentence names it.

use super::source::{Attribution, source};
use crate::analysis::TokenRange;
use crate::event::reading::Reading;
use crate::frame::{Class, ClassSet};
use crate::text::{SentenceKind, Upos};

/// How many words a source at the end of a sentence has at most.
const TAIL: u32 = 6;

/// How many words a name before a closing verb of saying has at most.
const NAME: u32 = 12;

/// Who speaks in a sentence, whatever stands around it.
pub(super) fn attribution(reading: &Reading<'_>, index: usize) -> Option<Attribution> {
    let range = reading.sentence(index);
    if let Some(cue) = reading.first(range.clone(), Class::According) {
        let end = (cue..range.end)
            .find(|token| !reading.classes(*token).has(Class::According))
            .unwrap_or(range.end);
        if let Some(phrase) = reading.object(end) {
            let tokens = with_complements(reading, reading.tokens_of(&phrase));
            return Some(source(reading, index, tokens, cue..end, false));
        }
    }
    let found = before_colon(reading, index)
        .or_else(|| at_the_end(reading, index))
        .or_else(|| closing(reading, index));
    if found.is_some() {
        return found;
    }
    let attributes = ClassSet::of(&[Class::Say, Class::Assert]);
    if !reading.sentence_classes(index).meets(attributes) {
        return None;
    }
    for token in range.clone() {
        let classes = reading.classes(token);
        let says = classes.has(Class::Say) || classes.has(Class::Assert);
        let tag = reading.analysis.tag(token);
        if !says || !(tag == Upos::Verb || tag == Upos::Aux) {
            continue;
        }
        let Some(verb) = reading
            .chunk_at(token)
            .filter(|chunk| reading.verb(*chunk).is_some())
        else {
            continue;
        };
        let group = reading.verb(verb).unwrap_or_default();
        // "a student accused of blasphemy" does not speak.
        let accused = group.passive && classes.has(Class::Assert);
        if group.infinitive || group.negated || accused {
            continue;
        }
        // "…," said the governor; the governor said; in a report, participle.
        let after = reading.object(reading.chunk(verb).tokens.end);
        // But "…," the governor, X, told reporters.
        let to_whom = matches!(
            reading.analysis.lemma(token),
            "tell" | "inform" | "accuse" | "blame" | "quote"
        );
        let inverted = after.filter(|phrase| {
            // "X, its leader, said it had attacked": the next clause opens.
            let clause = reading
                .chunk_at(reading.tokens_of(phrase).end)
                .is_some_and(|next| reading.verb(next).is_some());
            !to_whom
                && !clause
                && speaks(reading, &reading.tokens_of(phrase))
                && reading.chunk(verb).tokens.start > range.start
                && {
                    let before = reading.chunk(verb).tokens.start - 1;
                    reading.analysis.tag(before) == Upos::Punct
                }
        });
        let Some(phrase) = inverted.or_else(|| reading.subject(verb)) else {
            continue;
        };
        let tokens = with_complements(reading, reading.tokens_of(&phrase));
        // "No group claimed responsibility": nobody speaks.
        let opening = tokens.start.saturating_sub(1).max(range.start)..tokens.start + 1;
        let nobody = opening
            .clone()
            .any(|token| reading.is_any(token, &["no", "nobody", "none", "neither"]));
        if nobody || tokens.contains(&token) || !speaks(reading, &tokens) {
            continue;
        }
        let asserted = classes.has(Class::Assert);
        return Some(source(reading, index, tokens, token..token + 1, asserted));
    }
    None
}

/// "ARMY: one soldier wounded", "Ministry spokesman: …" of dispatches and live blogs.
fn before_colon(reading: &Reading<'_>, index: usize) -> Option<Attribution> {
    let range = reading.sentence(index);
    let colon = (range.start..range.end.min(range.start + 8))
        .find(|token| reading.is(*token, ":") && *token > range.start)?;
    // "14:05 Hezbollah:", "10:20 –": the time is no name.
    let first = (range.start..colon)
        .find(|token| reading.chunk_at(*token).is_some() && reading.date_at(*token).is_none())?;
    let name = first..colon;
    let verb = name.clone().any(|token| {
        reading
            .chunk_at(token)
            .is_some_and(|chunk| reading.verb(chunk).is_some())
    });
    let speaker = name.clone().any(|token| {
        let classes = reading.classes(token);
        classes.has(Class::OfficialSource)
            || classes.has(Class::NeutralSource)
            || (reading.actor_at(token).is_some() && reading.place_at(token).is_none())
    });
    (speaker && !verb).then(|| source(reading, index, name, colon..colon + 1, false))
}

/// "12 killed in Kidal attack: army", "…, ARMY SPOKESMAN X." of headlines and dispatches.
fn at_the_end(reading: &Reading<'_>, index: usize) -> Option<Attribution> {
    let range = reading.sentence(index);
    let title = reading.analysis.sentences[index].kind != SentenceKind::Text;
    let last = (range.start..range.end)
        .rev()
        .find(|token| reading.analysis.tag(*token) != Upos::Punct)?;
    let from = last.saturating_sub(TAIL).max(range.start + 1);
    let mark = (from..=last).rev().find(|token| {
        [":", ",", "–", "—", "-"]
            .iter()
            .any(|mark| reading.is(*token, mark))
    })?;
    let comma = reading.is(mark, ",");
    let name = mark + 1..last + 1;
    let quiet = !name.clone().any(|token| {
        reading
            .chunk_at(token)
            .is_some_and(|chunk| reading.verb(chunk).is_some())
    });
    let official = |class| reading.classes(mark + 1).has(class);
    let speaker = official(Class::OfficialSource)
        || official(Class::ForceSource)
        || (!comma
            && title
            && (official(Class::NeutralSource) || reading.actor_at(mark + 1).is_some()));
    let told = !comma
        || name
            .clone()
            .any(|token| reading.classes(token).has(Class::Spokesman));
    // "… FIVE REBELS OUT OF ACTION: ARMY SPOKESMAN" of dispatches
    let dispatch = reading.is(mark, ":");
    (quiet && speaker && told && (title || comma || dispatch))
        .then(|| source(reading, index, name, mark..mark + 1, false))
}

/// "…, his party reported", "…, a spokesman for the force said in a statement": where a name
/// and a verb of saying close the sentence after a comma, whatever is named there speaks.
fn closing(reading: &Reading<'_>, index: usize) -> Option<Attribution> {
    if !reading.sentence_classes(index).has(Class::Say) {
        return None;
    }
    let range = reading.sentence(index);
    let cue = range.clone().rev().find(|token| {
        let tag = reading.analysis.tag(*token);
        let last = *token + 2 >= range.end;
        // "a rights network reports": easily taken for a noun.
        reading.classes(*token).has(Class::Say)
            && (matches!(tag, Upos::Verb | Upos::Aux) || (tag == Upos::Noun && last))
    })?;
    let after = cue + 1;
    let closes = after >= range.end
        || reading.analysis.tag(after) == Upos::Punct
        || reading.is_any(
            after,
            &["in", "on", "at", "by", "via", "to", "late", "through"],
        )
        || reading.date_at(after).is_some()
        || reading.analysis.lemma(cue) == "tell";
    // "…, a lawyers' association has said".
    let perfect = cue > range.start && reading.is_any(cue - 1, &["has", "have", "had"]);
    let name = verbless(reading, cue - u32::from(perfect), range.start)?;
    // "…, his party, the Transformers, announced".
    let name = match name.is_empty() {
        true => {
            let beside = verbless(reading, name.end.checked_sub(1)?, range.start)?;
            verbless(reading, beside.start.checked_sub(1)?, range.start)?
        }
        false => name,
    };
    let named = name
        .clone()
        .any(|token| matches!(reading.analysis.tag(token), Upos::Noun | Upos::Propn));
    (closes && named).then(|| source(reading, index, name, cue..after, false))
}

/// The words between a comma and a token, where no verb is among them.
fn verbless(reading: &Reading<'_>, end: u32, first: u32) -> Option<TokenRange> {
    let comma = (end.saturating_sub(NAME).max(first + 1)..end)
        .rev()
        .find(|token| reading.analysis.tag(*token) == Upos::Punct)?;
    let mut words = comma + 1..end;
    let clause = words.any(|token| {
        matches!(
            reading.analysis.tag(token),
            Upos::Verb | Upos::Aux | Upos::Sconj
        )
    });
    (!clause).then_some(comma + 1..end)
}

/// "the office of the governor of Kilis": the phrase with what hangs on it.
pub(super) fn with_complements(reading: &Reading<'_>, mut tokens: TokenRange) -> TokenRange {
    let end = reading.sentence_end(tokens.start);
    while tokens.end < end
        && (reading.is(tokens.end, "of")
            || reading.is(tokens.end, "in")
            || reading.is(tokens.end, "for")
            || reading.is(tokens.end, "from"))
    {
        match reading.object(tokens.end + 1) {
            Some(phrase) if reading.tokens_of(&phrase).end > tokens.end => {
                tokens.end = reading.tokens_of(&phrase).end;
            }
            _ => break,
        }
    }
    tokens
}

/// Whether a phrase can speak: an actor, or a kind of source.
fn speaks(reading: &Reading<'_>, tokens: &TokenRange) -> bool {
    tokens.clone().any(|token| {
        reading.actor_at(token).is_some()
            || reading.classes(token).has(Class::NeutralSource)
            || reading.classes(token).has(Class::OfficialSource)
            || reading.classes(token).has(Class::GroupWord)
            || matches!(
                reading.lower(token),
                "he" | "she" | "they" | "it" | "report" | "reports" | "statement"
            )
            || reading.analysis.tag(token) == Upos::Propn
    })
}
