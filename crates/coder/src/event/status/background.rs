//! Is it past? The date nearest to an act against the day of the article, cues of earlier
//! days, anniversaries and headings over history. Prevents "in 2019" and the story so far
//! from counting as news, and the date of another clause from dating an act.

use jiff::civil::Date;
use sitrep_contract::{Status, TimePrecision};

use crate::analysis::{DateMention, DateRelation, TokenRange};
use crate::event::act::candidate::Candidate;
use crate::event::date::nearest::{breaks, in_verb, nearest_date, of_statement};
use crate::event::date::span::{agreed_before, span_before};
use crate::event::date::tale::{TALE_OF_THEN, days_between, heading_of_past, tale_of_then};
use crate::event::reading::Reading;
use crate::frame::{Act, Class};
use crate::text::{SentenceKind, Shape};

/// How far before a trigger a cue of earlier days can govern it.
const REACH: u32 = 9;

/// Older than this many days before publication is background.
const BACKGROUND_DAYS: i64 = 14;

/// What began this many days ago or later is going on.
const FRESH_DAYS: i64 = 3;

/// What "had" happened longer ago than this is not the news.
const EARLIER_DAYS: i64 = 6;

/// How far behind a trigger a cue of earlier days can stand.
const BEHIND: u32 = 16;

/// How far behind "accused" the act may stand.
const CHARGE: u32 = 6;

/// A report that opens with an older act is about it ("… in February, the monitors found").
const LEAD_DAYS: i64 = 300;
/// A status, the rule that gave it, and the words it rests on.
pub(super) type Judgement = (Status, &'static str, Option<TokenRange>);

/// Judges an act that is past, or habitual by its date; `anchor` is the day of the article.
pub(super) fn background(
    reading: &Reading<'_>,
    candidate: &Candidate<'_>,
    anchor: Option<Date>,
) -> Option<Judgement> {
    let sentence = reading.sentence(candidate.sentence);
    let group = candidate
        .verb
        .and_then(|verb| reading.verb(verb))
        .unwrap_or_default();
    if let Some(date) = nearest_date(reading, candidate) {
        let tokens = Some(date.tokens.clone());
        let lead = reading.analysis.sentences[..candidate.sentence]
            .iter()
            .all(|sentence| sentence.kind != SentenceKind::Text);
        // "Fighting broke out on Wednesday, shattering a truce agreed in March."
        let lead = lead && !(anchor.is_some_and(|day| told_of_late(reading, candidate, day)));
        let limit = if lead { LEAD_DAYS } else { BACKGROUND_DAYS };
        let old = match (anchor, date.end.or(date.start)) {
            (Some(anchor), Some(end)) => days_between(end, anchor) > limit,
            _ => false,
        };
        // "Last month the same group killed …", where the news is of this week.
        let other_month = !lead
            && date.precision == TimePrecision::Month
            && anchor
                .zip(date.end)
                .is_some_and(|(anchor, end)| days_between(end, anchor) > FRESH_DAYS);
        let old = old || other_month;
        let year_only = date.precision == TimePrecision::Coarse;
        // "since yesterday" is news.
        let fresh = anchor
            .zip(date.start)
            .is_some_and(|(anchor, start)| days_between(start, anchor) <= FRESH_DAYS);
        // "a weekly said": a paper, no habit.
        let talk = candidate.frame.act == Act::Verbal;
        match date.relation {
            DateRelation::Recurring if talk || is_paper(reading, &date.tokens) => {}
            DateRelation::Recurring => return Some((Status::Generic, "status/recurring", tokens)),
            DateRelation::Since if year_only || old => {
                return Some((Status::Background, "status/since", tokens));
            }
            DateRelation::Since if !fresh && candidate_perfect(reading, candidate) => {
                return Some((Status::Background, "status/since", tokens));
            }
            // "the deadliest since April 2017, when 25 men were ambushed"
            DateRelation::Since
                if date.tokens.end < candidate.trigger.start
                    && (date.tokens.end..candidate.trigger.start)
                        .take(2)
                        .any(|token| reading.is(token, "when"))
                    && anchor.zip(date.start).is_some_and(|(anchor, start)| {
                        days_between(start, anchor) > BACKGROUND_DAYS
                    }) =>
            {
                return Some((Status::Background, "status/since", tokens));
            }
            _ if old || year_only => return Some((Status::Background, "status/old-date", tokens)),
            // "the men that they had kidnapped two weeks ago"
            _ if group.past_perfect
                && anchor
                    .zip(date.end)
                    .is_some_and(|(anchor, end)| days_between(end, anchor) > EARLIER_DAYS) =>
            {
                return Some((Status::Background, "status/had-happened", tokens));
            }
            _ => {}
        }
    }
    // "the rebels, who have seized swathes of the east": the story so far.
    if relative_perfect(reading, candidate) {
        return Some((Status::Background, "status/story-so-far", None));
    }
    // "The attack comes two weeks after 22 people were killed …": what "after" opens is of then.
    if let Some(span) = span_before(reading, candidate) {
        let old = span
            .anchor(reading)
            .and_then(|date| span.before(date.start?))
            .zip(anchor)
            .is_some_and(|(day, anchor)| days_between(day, anchor) > BACKGROUND_DAYS);
        if span.long || old {
            let tokens = Some(span.start..span.after + 1);
            return Some((Status::Background, "status/long-before", tokens));
        }
    }
    if let Some(unit) = agreed_before(reading, candidate) {
        let tokens = Some(unit..unit + 2);
        return Some((Status::Background, "status/agreed-before", tokens));
    }
    if group.past_perfect
        && let Some(token) = cue_near(reading, candidate, Class::Earlier)
    {
        let tokens = Some(token..token + 1);
        return Some((Status::Background, "status/had-happened", tokens));
    }
    if let Some(token) =
        since_then(reading, candidate, anchor).or_else(|| ever_since(reading, candidate, anchor))
    {
        let tokens = Some(token..token + 1);
        return Some((Status::Background, "status/since-then", tokens));
    }
    if let Some(token) = standing_charge(reading, candidate) {
        let tokens = Some(token..token + 1);
        return Some((Status::Background, "status/standing-charge", tokens));
    }
    if let Some(token) = long_since(reading, candidate) {
        let tokens = Some(token..token + 1);
        return Some((Status::Background, "status/for-years", tokens));
    }
    let cue = cue_near(reading, candidate, Class::Background);
    if let Some(token) = cue {
        return Some((Status::Background, "status/earlier", Some(token..token + 1)));
    }
    if let Some(token) = reading
        .first(sentence.clone(), Class::Anniversary)
        .filter(|token| *token < candidate.trigger.start)
    {
        return Some((
            Status::Background,
            "status/anniversary",
            Some(token..token + 1),
        ));
    }
    if let Some(date) = tale_of_then(reading, candidate, anchor) {
        return Some((Status::Background, TALE_OF_THEN, Some(date)));
    }
    heading_of_past(reading, candidate).map(|heading| {
        (
            Status::Background,
            "status/background-heading",
            Some(heading),
        )
    })
}

/// Whether the sentence names a day of this week.
fn told_of_late(reading: &Reading<'_>, candidate: &Candidate<'_>, anchor: Date) -> bool {
    let sentence = reading.sentence(candidate.sentence);
    let dates = &reading.analysis.dates;
    let first = dates.partition_point(|date| date.tokens.start < sentence.start);
    dates[first..]
        .iter()
        .take_while(|date| date.tokens.start < sentence.end)
        .filter(|date| date.precision == TimePrecision::Day)
        // "…, the office said in a report published on Monday"
        .filter(|date| !of_statement(reading, date) && !is_issued(reading, date))
        .filter_map(|date| date.end)
        .any(|end| days_between(end, anchor) <= EARLIER_DAYS)
}

/// "a report published on Monday": the day of the words.
fn is_issued(reading: &Reading<'_>, date: &DateMention) -> bool {
    let start = reading.sentence_start(date.tokens.start);
    (date.tokens.start.saturating_sub(2).max(start)..date.tokens.start)
        .any(|token| reading.is_any(token, &["published", "released", "issued"]))
}

/// "has denied it since it invaded in 2022", "175 have died since the crisis began": what
/// "since" opens behind a perfect.
fn since_then(
    reading: &Reading<'_>,
    candidate: &Candidate<'_>,
    anchor: Option<Date>,
) -> Option<u32> {
    let start = reading.sentence(candidate.sentence).start;
    let verb = candidate
        .verb
        .filter(|_| candidate.frame.act != Act::Verbal)?;
    let first = reading.chunk(verb).tokens.start;
    let since = (start.max(first.saturating_sub(REACH))..first)
        .rev()
        .take_while(|token| !reading.is_any(*token, &[",", ";"]))
        .find(|token| reading.is(*token, "since"))
        .filter(|since| reading.date_at(*since).is_none())
        // "Some have since left."
        .filter(|since| (since + 1..first).any(|token| reading.chunk_at(token).is_some()))?;
    let perfect = (start..since).any(|token| reading.is_any(token, &["has", "have", "had"]));
    let fresh = nearest_date(reading, candidate)
        .filter(|date| date.tokens.start > since)
        .and_then(|date| date.start)
        .zip(anchor)
        .is_some_and(|(day, anchor)| days_between(day, anchor) <= EARLIER_DAYS);
    (perfect && !fresh).then_some(since)
}

/// "have killed 30 people since the demonstrations began on 30 March": the sum up to now.
fn ever_since(
    reading: &Reading<'_>,
    candidate: &Candidate<'_>,
    anchor: Option<Date>,
) -> Option<u32> {
    let group = candidate.verb.and_then(|verb| reading.verb(verb))?;
    let end = reading.sentence(candidate.sentence).end;
    let since = (candidate.trigger.end..end.min(candidate.trigger.end + BEHIND))
        .take_while(|token| !reading.is(*token, ";"))
        .find(|token| reading.is(*token, "since"))
        .filter(|since| reading.date_at(*since).is_none())
        .filter(|since| {
            (since + 1..end.min(since + 12)).any(|token| {
                reading
                    .chunk_at(token)
                    .and_then(|chunk| reading.verb(chunk))
                    .is_some_and(|group| group.past && !group.participle)
            })
        })?;
    let day = reading
        .analysis
        .dates
        .iter()
        .find(|date| date.tokens.start > since && date.tokens.end <= end)
        .and_then(|date| date.start);
    let fresh = day
        .zip(anchor)
        .is_some_and(|(day, anchor)| days_between(day, anchor) <= EARLIER_DAYS);
    (group.perfect && !fresh && candidate.frame.act != Act::Verbal).then_some(since)
}

/// "has been battling rebels for more than four decades": years of it.
fn long_since(reading: &Reading<'_>, candidate: &Candidate<'_>) -> Option<u32> {
    let group = candidate.verb.and_then(|verb| reading.verb(verb))?;
    let end = reading.sentence(candidate.sentence).end;
    let until = end.min(candidate.trigger.end + BEHIND);
    let years = ["year", "decade"];
    let span = (candidate.trigger.end..until)
        .take_while(|token| !breaks(reading, *token))
        .find(|token| years.contains(&reading.analysis.lemma(*token)))?;
    // "for 30 years", "over two decades"
    let since = (span.saturating_sub(5).max(candidate.trigger.end)..span)
        .any(|token| reading.is(token, "for"));
    // "had been hit the year before" is a phrase of its own; "jailed for ten years" is no past.
    let going_on = candidate
        .verb
        .is_some_and(|verb| reading.lower(reading.chunk(verb).head).ends_with("ing"));
    (since && group.perfect && going_on).then_some(span)
}

/// "The rebels have been accused of killing civilians": nobody accuses them now, and of no day.
fn standing_charge(reading: &Reading<'_>, candidate: &Candidate<'_>) -> Option<u32> {
    let start = reading.sentence(candidate.sentence).start;
    let first = candidate.trigger.start;
    let charge = (first.saturating_sub(CHARGE).max(start)..first)
        .rev()
        .find(|token| {
            matches!(
                reading.analysis.lower(*token),
                "accused" | "blamed" | "suspected"
            )
        })
        .filter(|token| reading.is_any(*token + 1, &["of", "for"]))?;
    let chunk = reading.chunk_at(charge)?;
    let passive = reading.verb(chunk)?.passive && reading.has_auxiliary(chunk);
    let perfect = reading
        .chunk(chunk)
        .tokens
        .clone()
        .any(|token| reading.is(token, "been"));
    let dated =
        nearest_date(reading, candidate).is_some_and(|date| date.precision == TimePrecision::Day);
    (passive && perfect && !dated).then_some(charge)
}

/// Whether the act is told in a relative clause, in the perfect and without a day.
fn relative_perfect(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let Some(verb) = candidate
        .verb
        .filter(|_| candidate.frame.act != Act::Verbal)
    else {
        return false;
    };
    let start = reading.sentence(candidate.sentence).start;
    let perfect = reading
        .verb(verb)
        .is_some_and(|group| group.perfect || group.past_perfect);
    let mut at = reading.chunk(verb).tokens.start;
    while at > start && reading.is_filler(at - 1) {
        at -= 1;
    }
    // "clashes between guards and inmates who had seized a tower": the clause of others.
    let apart = candidate.noun && at > candidate.trigger.end + 1;
    let relative = at > start && !apart && reading.is_any(at - 1, &["who", "which", "that"]);
    // "killed the men who had seized the train on Tuesday", not "on Monday killed the men who …"
    let pluperfect = reading.verb(verb).is_some_and(|group| group.past_perfect);
    let clause_end = (candidate.trigger.end..reading.sentence(candidate.sentence).end)
        .find(|token| breaks(reading, *token) || in_verb(reading, *token))
        .unwrap_or(u32::MAX);
    let day = nearest_date(reading, candidate).is_some_and(|date| {
        let inside = date.tokens.start > at && date.tokens.start < clause_end;
        date.precision == TimePrecision::Day && (inside || !pluperfect)
    });
    perfect && relative && !day
}

/// "the publisher of a weekly", "Daily Post": a paper, no habit.
fn is_paper(reading: &Reading<'_>, tokens: &TokenRange) -> bool {
    let first = tokens.start;
    let named = reading.analysis.token(first).shape == Shape::Capitalised
        && first > reading.sentence_start(first);
    let alone = tokens.len() == 1 && first > 0 && reading.is_any(first - 1, &["a", "the"]);
    reading.lower(first).ends_with("ly") && (named || alone)
}

fn candidate_perfect(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    candidate.noun
        || candidate
            .verb
            .and_then(|verb| reading.verb(verb))
            .is_some_and(|group| group.perfect)
}

fn cue_near(reading: &Reading<'_>, candidate: &Candidate<'_>, class: Class) -> Option<u32> {
    let sentence = reading.sentence(candidate.sentence);
    let from = candidate
        .trigger
        .start
        .saturating_sub(8)
        .max(sentence.start);
    let end = candidate.trigger.end;
    let until = (end + BEHIND).min(sentence.end);
    // What is said of what is demanded or condemned, or what another verb tells ("a town lost
    // the year before"), does not date the act.
    let clause = (end..until)
        .find(|token| {
            let other = reading.chunk_at(*token).is_some_and(|chunk| {
                reading.verb(chunk).is_some() && Some(chunk) != candidate.verb
            });
            let parts = breaks(reading, *token) || reading.classes(*token).has(Class::Relative);
            (parts || other) && !reading.classes(*token).has(class)
        })
        .unwrap_or(until);
    let found = reading.first(from..clause, class)?;
    // "hit three posts at once", "once again bombed the village"
    let at_once = reading.is(found, "once")
        && (found >= candidate.trigger.end
            || found > from && reading.is(found - 1, "at")
            || reading.is_any(found + 1, &["again", "more"]));
    // "the worst fighting in two years": of all that time this is the news.
    let ranked = reading.is_any(found, &["in", "over"])
        && (found.saturating_sub(6).max(from)..found).any(|at| {
            reading.lower(at).ends_with("est") || reading.is_any(at, &["worst", "first"])
        });
    (!at_once && !ranked).then_some(found)
}
