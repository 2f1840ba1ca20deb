//! What an old date opens: "In 1987 the two sides signed an accord. Troops were deployed in the
//! north." Prevents the rest of a story of then from being news of today.

use jiff::civil::Date;
use sitrep_contract::TimePrecision;

use super::nearest::nearest_date;
use crate::analysis::{DateRelation, TokenRange};
use crate::event::act::candidate::Candidate;
use crate::event::reading::Reading;
use crate::frame::Class;
use crate::text::SentenceKind;

/// How many sentences a tale of then is followed.
const TALE: usize = 3;

/// Within so many tokens a date opens its sentence ("In early October 1993, …").
const OPENING: u32 = 3;

/// Longer ago than this nobody tells the news of it.
const TALE_DAYS: i64 = 120;

/// The rule of what goes on from an old date; its tokens are the date's.
pub(in crate::event) const TALE_OF_THEN: &str = "status/tale-of-then";

/// "In 1987 the two sides signed an accord. Troops were deployed in the north.": what a sentence
/// that opens with an old date tells goes on in its paragraph, in the past and without a date
/// or a word of the news.
pub(in crate::event) fn tale_of_then(
    reading: &Reading<'_>,
    candidate: &Candidate<'_>,
    anchor: Option<Date>,
) -> Option<TokenRange> {
    let sentences = &reading.analysis.sentences;
    let own = &sentences[candidate.sentence];
    let plain = |sentence: usize| {
        let tokens = reading.sentence(sentence);
        tokens.clone().all(|token| reading.date_at(token).is_none())
    };
    let group = |token: u32| {
        reading
            .chunk_at(token)
            .and_then(|chunk| reading.verb(chunk))
    };
    let mut past = false;
    let present = own.tokens.clone().any(|token| {
        let verb = group(token);
        past |= verb.is_some_and(|group| group.past && !group.perfect);
        let now = reading.is_any(
            token,
            &["has", "have", "is", "are", "now", "will", "meanwhile"],
        );
        now || reading.classes(token).has(Class::Say) && !candidate.trigger.contains(&token)
    });
    if !past || present || !plain(candidate.sentence) {
        return None;
    }
    let before = (candidate.sentence.saturating_sub(TALE)..candidate.sentence)
        .rev()
        .take_while(|before| sentences[*before].paragraph == own.paragraph)
        .find(|before| !plain(*before))
        .filter(|before| reading.is_text(*before) && *before > 0)?;
    let first = reading.sentence(before).start;
    let opening = (first..first + OPENING).find_map(|token| reading.date_at(token))?;
    let date = &reading.analysis.dates[opening];
    let others = reading
        .sentence(before)
        .skip_while(|token| *token < date.tokens.end);
    let alone = others.clone().all(|token| reading.date_at(token).is_none());
    let old = days_between(date.end.or(date.start)?, anchor?) > TALE_DAYS;
    (alone && old && date.relation == DateRelation::During).then(|| date.tokens.clone())
}

/// Days from one date to a later one; negative when it is earlier.
pub(in crate::event) fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// "Background", "Broader context", "2020 Idlib offensive": a heading over what follows.
pub(in crate::event) fn heading_of_past(
    reading: &Reading<'_>,
    candidate: &Candidate<'_>,
) -> Option<TokenRange> {
    let heading = reading.analysis.sentences[..candidate.sentence]
        .iter()
        .rev()
        .find(|sentence| sentence.kind == SentenceKind::Heading)?;
    let past = heading.tokens.clone().any(|token| {
        let word = reading.lower(token);
        reading.classes(token).has(Class::PastHeading)
            || (word.len() == 4
                && word.starts_with(['1', '2'])
                && word.bytes().all(|byte| byte.is_ascii_digit()))
    });
    let specific =
        nearest_date(reading, candidate).is_some_and(|date| date.precision == TimePrecision::Day);
    (past && !specific).then(|| heading.tokens.clone())
}
