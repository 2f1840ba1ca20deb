//! What happens often: acts told in the present of a habit, without a day, or summed up.
//! Prevents "clashes are common there" and "the army fights the group" from counting as news.

use sitrep_contract::TimePrecision;

use super::cue::cue_before;
use crate::analysis::{DateRelation, PlaceKind, TokenRange};
use crate::event::act::candidate::Candidate;
use crate::event::date::nearest::{breaks, nearest_date};
use crate::event::reading::Reading;
use crate::event::reading::participant::Participant;
use crate::frame::{Act, Class};
use crate::text::{SentenceKind, Upos};

/// How far behind the noun of an act its predicate may stand ("clashes between A and B are
/// common").
const PREDICATE: u32 = 12;

/// Up to this sentence what is going on is the news.
const NEWS: usize = 3;

/// "tend to shoot", "known for beheading", "raids are a daily occurrence": said of a habit,
/// whatever the tense.
pub(super) fn usual(reading: &Reading<'_>, candidate: &Candidate<'_>) -> Option<u32> {
    let classes = reading.sentence_classes(candidate.sentence);
    if !classes.has(Class::Habit) || candidate.frame.act == Act::Verbal || dated(reading, candidate)
    {
        return None;
    }
    let perfect = candidate
        .verb
        .and_then(|verb| reading.verb(verb))
        .is_some_and(|group| group.infinitive && group.perfect);
    // "a comedian, known for mocking militias, was shot": says who he is.
    let start = reading.sentence(candidate.sentence).start;
    let comma = |mut tokens: TokenRange| tokens.any(|token| reading.is(token, ","));
    let aside = |cue: u32| comma(start..cue) && comma(cue..candidate.trigger.start);
    let before = cue_before(reading, candidate, Class::Habit)
        .filter(|cue| !(perfect || aside(*cue) && candidate.verb.is_some() && !candidate.noun));
    let behind = || {
        let end = reading.sentence(candidate.sentence).end;
        (candidate.trigger.end..end.min(candidate.trigger.end + PREDICATE))
            .take_while(|token| !breaks(reading, *token) && !reading.is(*token, ","))
            .find(|token| reading.classes(*token).has(Class::Habit))
    };
    before.or_else(behind)
}

/// Whether the words name a place smaller than a country.
pub(super) fn located(reading: &Reading<'_>, mut tokens: TokenRange) -> bool {
    tokens.any(|token| {
        reading.place_at(token).is_some_and(|mention| {
            let place = reading.entity_of(mention).place.as_ref();
            place.is_some_and(|place| place.kind < PlaceKind::Country)
        })
    })
}

/// Whether an exact day dates the act.
fn dated(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    nearest_date(reading, candidate).is_some_and(|date| {
        date.precision == TimePrecision::Day && date.relation == DateRelation::During
    })
}

/// "often", "a series of", "in recent weeks": a word near the act that counts several.
pub(super) fn generic(reading: &Reading<'_>, candidate: &Candidate<'_>) -> Option<u32> {
    let sentence = reading.sentence(candidate.sentence);
    if dated(reading, candidate) {
        return None;
    }
    let from = candidate
        .trigger
        .start
        .saturating_sub(6)
        .max(sentence.start);
    let until = (candidate.trigger.end + 4).min(sentence.end);
    // "launched a wave of strikes on the port": several acts, but done.
    let group = candidate.verb.and_then(|verb| reading.verb(verb));
    let here = located(reading, sentence.clone());
    let done = candidate.noun
        && group.is_some_and(|group| {
            let acted = candidate.agents.iter().any(Participant::acts);
            (group.past || group.perfect) && !group.passive && (acted || here)
        });
    reading
        .first(from..until, Class::Generic)
        .filter(|token| !((done || here) && reading.is(*token + 1, "of")))
        // "went from shop to shop and shot sporadically": at random, and on that day.
        .filter(|token| {
            let random = reading.is(*token, "sporadically");
            !(random && group.is_some_and(|group| group.past && !group.perfect))
        })
}

/// "They have responded with airstrikes": several acts, no day and no place.
pub(super) fn summary(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let sentence = &reading.analysis.sentences[candidate.sentence];
    let perfect = candidate
        .verb
        .and_then(|verb| reading.verb(verb))
        .is_some_and(|group| group.perfect && !group.past_perfect);
    let several = reading.lower(candidate.trigger.end - 1).ends_with('s');
    let lead = reading.analysis.sentences[..candidate.sentence]
        .iter()
        .all(|sentence| sentence.kind != SentenceKind::Text);
    // "Attacks by jihadists have killed 1,000 people", but "The clashes have killed 20".
    let bare = candidate.trigger.start == sentence.tokens.start;
    let told = nearest_date(reading, candidate).is_some()
        || located(reading, sentence.tokens.clone())
        || !bare
            && reading
                .analysis
                .casualties
                .iter()
                .any(|casualty| sentence.tokens.contains(&casualty.cue));
    candidate.noun && perfect && several && !lead && !told && sentence.kind == SentenceKind::Text
}

/// "The army fights the group": the present tense of a habit, where nothing makes it news.
pub(super) fn habitual_present(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let sentence = &reading.analysis.sentences[candidate.sentence];
    let verbal = matches!(candidate.frame.act, Act::Verbal | Act::Agree | Act::Protest);
    if candidate.noun || verbal || sentence.kind != SentenceKind::Text {
        return false;
    }
    let Some(verb) = candidate.verb else {
        return false;
    };
    let Some(group) = reading.verb(verb) else {
        return false;
    };
    let side_clause = in_side_clause(reading, verb);
    if candidate.sentence == 0 && !side_clause {
        return false;
    }
    // "Belgorod: air defence shoots down eight drones" is a dispatch.
    let first = sentence.tokens.start;
    if first > 0 && reading.is(first - 1, ":") {
        return false;
    }
    let finite_present = !(group.past
        || group.passive
        || group.participle
        || group.infinitive
        || group.perfect
        || group.past_perfect);
    let progressive = reading.has_auxiliary(verb);
    let tokens = sentence.tokens.clone();
    // "While the army fights the group, …" is the setting, wherever the rest happens.
    let setting = reading.is(tokens.start, "while") || reading.is(tokens.start, "as");
    let marked = tokens
        .clone()
        .any(|token| reading.date_at(token).is_some() || reading.place_at(token).is_some())
        || reading
            .analysis
            .casualties
            .iter()
            .any(|casualty| tokens.contains(&casualty.cue));
    let news = marked && !setting && !side_clause;
    // "Farther south, the army is fighting the rebels": what goes on behind the news.
    let dated = || tokens.clone().any(|token| reading.date_at(token).is_some());
    if finite_present
        && progressive
        && candidate.frame.act == Act::Clash
        && reading.lower(candidate.trigger.start).ends_with("ing")
        && reading
            .chunk(verb)
            .tokens
            .clone()
            .any(|token| reading.is_any(token, &["is", "are"]))
        && candidate.sentence > NEWS
        && !dated()
    {
        return true;
    }
    finite_present
        && !progressive
        && !news
        && reading.analysis.tag(candidate.trigger.start) != Upos::Noun
}

/// "We stand with the people as they confront the group": the clause of a pronoun behind "as"
/// or "while" is the setting.
fn in_side_clause(reading: &Reading<'_>, verb: usize) -> bool {
    let first = reading.chunk(verb).tokens.start;
    let start = reading.sentence_start(first);
    first > start + 1
        && reading.is_any(first - 1, &["they", "it", "he", "she", "we"])
        && reading.is_any(first - 2, &["as", "while", "whilst"])
}
