//! Who speaks over an article: quotes continued over sentences, "it added", communiqués.
//! Prevents what one side says of itself from passing as the article's own word.

use super::source::{Attribution, source};
use super::speaker::{attribution, with_complements};
use crate::analysis::TokenRange;
use crate::event::act::candidate::Source;
use crate::event::reading::Reading;
use crate::frame::Class;
use crate::text::SentenceKind;

/// How many sentences behind "said:" are of one statement.
const STATEMENT: usize = 12;

/// How far behind "said" its bulletin is named.
const BULLETIN: u32 = 6;

/// The attribution of every sentence, quotes continued over sentences.
pub(in crate::event) fn attributions(reading: &Reading<'_>) -> Vec<Option<Attribution>> {
    let mut found: Vec<Option<Attribution>> = Vec::with_capacity(reading.analysis.sentences.len());
    for (index, sentence) in reading.analysis.sentences.iter().enumerate() {
        let own = match sentence.kind {
            SentenceKind::Boilerplate => None,
            _ => attribution(reading, index),
        };
        let quoted = reading.analysis.in_quote(sentence.tokens.start);
        let before = index.checked_sub(1).and_then(|last| found[last].as_ref());
        let attribution = match (own, before) {
            // "It added that …": whoever spoke in the sentence before.
            (Some(own), Some(before)) if points_back(reading, &own) => Some(Attribution {
                source: Source {
                    cue: own.source.cue,
                    quote: own.source.quote,
                    asserted: own.source.asserted,
                    ..before.source.clone()
                },
                class: before.class,
            }),
            (None, before) if quoted => before.cloned(),
            (own, _) => own,
        };
        found.push(attribution);
    }
    // A communiqué speaks for its side wherever it names nobody else.
    if let Some(voice) = own_voice(reading).or_else(|| publisher(reading, &found)) {
        for attribution in found.iter_mut().filter(|found| found.is_none()) {
            *attribution = Some(voice.clone());
        }
        return found;
    }
    // "…," he said. Text before the cue in the same quotation belongs to the same source.
    for index in (1..found.len()).rev() {
        let sentence = &reading.analysis.sentences[index - 1];
        let quoted = reading.analysis.in_quote(sentence.tokens.start);
        let same = sentence.paragraph == reading.analysis.sentences[index].paragraph;
        if found[index - 1].is_none() && quoted && same {
            found[index - 1] = found[index].clone();
        }
    }
    found
}

/// "he", "it", "the statement", "the group": somebody named before.
fn points_back(reading: &Reading<'_>, found: &Attribution) -> bool {
    let name = found.source.name.clone();
    let word = |token: u32| {
        matches!(
            reading.lower(token),
            "he" | "she"
                | "it"
                | "they"
                | "statement"
                | "spokesman"
                | "spokeswoman"
                | "spokesperson"
                | "ministry"
                | "message"
                | "communique"
                | "communiqué"
        ) || (reading.classes(token).has(Class::GroupWord) && reading.actor_at(token).is_none())
    };
    let article = |token: u32| matches!(reading.lower(token), "the" | "its" | "a" | "his");
    found.source.entity.is_none()
        && name.len() <= 2
        && name.clone().any(word)
        && name.clone().all(|token| word(token) || article(token))
}

/// The words that name who speaks in a sentence.
pub(in crate::event) fn speaker(reading: &Reading<'_>, sentence: usize) -> Option<TokenRange> {
    let own = attribution(reading, sentence).filter(|found| !takes_credit(reading, found));
    own.map(|found| found.source.name)
}

/// The words that name who says "I" in a sentence: who speaks in it, or whose statement it is
/// a part of.
pub(in crate::event) fn first_person(reading: &Reading<'_>, sentence: usize) -> Option<TokenRange> {
    speaker(reading, sentence)
        .or_else(|| statement(reading, sentence).map(|found| found.source.name))
}

/// "…, for which the group claimed responsibility": who did it does not speak in the rest.
pub(super) fn takes_credit(reading: &Reading<'_>, found: &Attribution) -> bool {
    let behind = found.source.cue.end..found.source.cue.end + 3;
    behind
        .into_iter()
        .any(|token| reading.is_any(token, &["responsibility", "credit"]))
}

/// "Minister Ellwood said:" before the paragraphs of what he said.
fn statement(reading: &Reading<'_>, sentence: usize) -> Option<Attribution> {
    let opening = (sentence.saturating_sub(STATEMENT)..sentence)
        .rev()
        .find(|before| {
            let range = reading.sentence(*before);
            !range.is_empty() && reading.is(range.end - 1, ":")
        })?;
    attribution(reading, opening)
}

/// "…, Human Rights Watch said today.", "…, the ministry said in its daily summary.": the lead of
/// a text that whoever speaks in it has published.
fn publisher(reading: &Reading<'_>, found: &[Option<Attribution>]) -> Option<Attribution> {
    let analysis = reading.analysis;
    let lead = analysis
        .sentences
        .iter()
        .position(|sentence| sentence.kind == SentenceKind::Text)?;
    let voice = found[lead].as_ref()?;
    let cue = voice.source.cue.end;
    let end = reading.sentence_end(voice.source.cue.start);
    let today = reading.is(cue, "today") || reading.is(cue, "in") && reading.is(end - 2, "today");
    let bulletin =
        reading.is(cue, "in") && reading.any(cue..end.min(cue + BULLETIN), Class::OwnVoice);
    let named = voice
        .source
        .entity
        .is_some_and(|entity| analysis.entities[entity as usize].id.is_some());
    (analysis.dateline.is_none() && named && (today || bulletin)).then(|| voice.clone())
}

/// "Communiqué of the General Staff" in the title or the first sentence.
fn own_voice(reading: &Reading<'_>) -> Option<Attribution> {
    let index = reading
        .analysis
        .sentences
        .iter()
        .take(2)
        .position(|sentence| reading.any(sentence.tokens.clone(), Class::OwnVoice))?;
    let range = reading.sentence(index);
    let cue = reading.first(range.clone(), Class::OwnVoice)?;
    let opens = cue <= range.start + 2;
    let phrase = (cue + 1..range.end.min(cue + 4))
        .find(|token| {
            reading.is(*token, "of") || reading.is(*token, "by") || reading.is(*token, "from")
        })
        .and_then(|of| reading.object(of + 1))?;
    let name = with_complements(reading, reading.tokens_of(&phrase));
    opens.then(|| source(reading, index, name, cue..cue + 1, false))
}
