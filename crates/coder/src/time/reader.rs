//! The second stage: finds every date of a document, with its preposition and what the
//! preposition says.

use jiff::civil::Date;
use sitrep_contract::TimePrecision;

use super::absolute::Found;
use super::calendar::weekday;
use super::context::Context;
use super::period::Period;
use super::{absolute, relative, year};
use crate::analysis::{Analysis, DateMention, DateRelation};
use crate::quantity::{exact, number_may_start};
use crate::text::{Gate, Hints, SentenceKind, Shape};

/// Words between an article and the rest of a date: "the small hours of", "a decade ago".
const AFTER_ARTICLE: &[&str] = &[
    "the",
    "of",
    "on",
    "day",
    "hours",
    "afternoon",
    "predawn",
    "pre-dawn",
    "small",
    "couple",
    "dozen",
    "hundred",
    "thousand",
    "million",
    "billion",
];

const IS_AFTER_ARTICLE: Gate = Gate::of(AFTER_ARTICLE);

/// Fills [`Analysis::dates`] and the dateline's date.
pub(crate) fn find(analysis: &mut Analysis, published: Option<Date>) {
    let dateline = analysis
        .dateline
        .as_ref()
        .map(|dateline| dateline.tokens.clone());
    let filed = dateline
        .map(|tokens| Context {
            analysis,
            first: tokens.start,
            end: tokens.end,
            anchor: published,
            told: None,
        })
        .and_then(dateline_date);
    if let Some(dateline) = &mut analysis.dateline {
        dateline.date = filed;
    }
    let anchor = published.or(filed).or_else(|| printed_date(analysis));
    let mut dates = std::mem::take(&mut analysis.dates);
    let mut told = None;
    for sentence in &analysis.sentences {
        if sentence.kind == SentenceKind::Boilerplate {
            continue;
        }
        let mut context = Context {
            analysis,
            first: sentence.tokens.start,
            end: sentence.tokens.end,
            anchor,
            told,
        };
        let mut at = context.first;
        while at < context.end {
            // Most words open no date.
            let opens = context.analysis.hints(at).has(Hints::DATE);
            match opens.then(|| mention(context, at)).flatten() {
                Some(mention) => {
                    at = mention.tokens.end;
                    if mention.precision == TimePrecision::Day
                        && mention.relation == DateRelation::During
                    {
                        context.told = mention.end.or(context.told);
                    }
                    dates.push(mention);
                }
                None => at += 1,
            }
        }
        told = context.told;
    }
    let exact = dates
        .iter()
        .filter(|date| date.precision == TimePrecision::Day);
    let latest = exact.filter_map(|date| date.end.or(date.start)).max();
    analysis.day = anchor.or(latest);
    analysis.dates = dates;
}

/// The date inside a dateline.
fn dateline_date(context: Context<'_>) -> Option<Date> {
    (context.first..context.end)
        .filter(|at| may_start(context, *at))
        .find_map(|at| absolute::read(context, at))
        .and_then(|(_, period)| period.start.filter(|start| period.end == Some(*start)))
}

/// "JUL 07, 2023" alone on a line: the date of an article that gives no other.
fn printed_date(analysis: &Analysis) -> Option<Date> {
    analysis
        .sentences
        .iter()
        .filter(|sentence| sentence.kind == SentenceKind::Boilerplate)
        .take(6)
        .find_map(|sentence| {
            dateline_date(Context {
                analysis,
                first: sentence.tokens.start,
                end: sentence.tokens.end,
                anchor: None,
                told: None,
            })
        })
}

/// A date with its preposition at a token that may open one.
fn mention(context: Context<'_>, at: u32) -> Option<DateMention> {
    let leads = context.hints(at).has(Hints::BEFORE_DATE);
    if leads && let Some(end) = recurring(context, at) {
        return Some(DateMention {
            tokens: at..end,
            start: None,
            end: None,
            precision: TimePrecision::Unspecified,
            relation: DateRelation::Recurring,
        });
    }
    let (from, relation) = match leads {
        true => preposition(context, at),
        false => (at, DateRelation::During),
    };
    let (end, period) = core(context, from)?;
    let relation = refine(context, relation, at, end);
    let (start, last) = open(relation, period, context.anchor);
    Some(DateMention {
        tokens: at..end,
        start,
        end: last,
        precision: period.precision,
        relation,
    })
}

/// The date itself, read by the first reader that knows it.
fn core(context: Context<'_>, at: u32) -> Option<Found> {
    if !may_start(context, at) {
        return None;
    }
    let article = matches!(context.lower(at), "the" | "a" | "an");
    if article && !may_follow_article(context, at + 1) {
        return None;
    }
    let at = after_daytime(context, at);
    // "last July" and "earlier this month" before "July" and "month".
    let (mut end, period) = relative::read(context, at)
        .filter(|(end, _)| !is_weekday_of_date(context, at, *end))
        .or_else(|| absolute::read(context, at))
        .or_else(|| year::read(context, at))?;
    // "July 22 (Monday)", "July 22 at dawn": the rest belongs to it.
    if context.lower(end) == "("
        && weekday(context.lower(end + 1)).is_some()
        && context.lower(end + 2) == ")"
    {
        end += 3;
    }
    Some((end, period))
}

/// Skips "the night of", "the early hours of".
fn after_daytime(context: Context<'_>, at: u32) -> u32 {
    let mut from = at + u32::from(context.lower(at) == "the");
    from += u32::from(matches!(
        context.lower(from),
        "early" | "late" | "predawn" | "pre-dawn" | "small"
    ));
    let daytime = matches!(
        context.lower(from),
        "night" | "morning" | "evening" | "afternoon" | "hours" | "dawn"
    );
    if daytime && context.lower(from + 1) == "of" && may_start(context, from + 2) {
        from + 2
    } else {
        at
    }
}

/// "Monday, July 22" is read by the calendar.
fn is_weekday_of_date(context: Context<'_>, at: u32, end: u32) -> bool {
    weekday(context.lower(at)).is_some()
        && end == at + 1
        && absolute::read(context, at).is_some_and(|(longer, _)| longer > end)
}

/// Words that a date can start with; spares the readers all others.
fn may_start(context: Context<'_>, at: u32) -> bool {
    let hints = context.hints(at);
    if !hints.has(Hints::DATE) || context.analysis.token(at).shape == Shape::Punctuation {
        return false;
    }
    hints.has(Hints::DATE_ITSELF)
        || number_may_start(context.lower(at)) && exact(context.analysis, at, context.end).is_some()
}

/// Articles are everywhere: false for nearly all of them that open no date.
fn may_follow_article(context: Context<'_>, at: u32) -> bool {
    let word = context.lower(at);
    IS_AFTER_ARTICLE.may_hold(word) && AFTER_ARTICLE.contains(&word)
        || may_start(context, at)
        || matches!(context.lower(at + 1), "ago" | "earlier" | "later")
}

/// A preposition that belongs to the date.
fn preposition(context: Context<'_>, at: u32) -> (u32, DateRelation) {
    use DateRelation::{After, Before, During, Since, Until};
    let (words, relation) = match (context.lower(at), context.lower(at + 1)) {
        ("since" | "starting" | "beginning", "from" | "on" | "in") => (2, Since),
        ("since" | "from", _) => (1, Since),
        ("as", "of") | ("up", "to" | "until") => (2, Until),
        ("until" | "till" | "by", _) => (1, Until),
        ("prior", "to") => (2, Before),
        ("before", _) => (1, Before),
        ("after" | "following", _) => (1, After),
        (
            "on" | "in" | "during" | "over" | "within" | "between" | "throughout" | "at" | "for",
            _,
        ) => (1, During),
        _ => (0, During),
    };
    (at + words, relation)
}

/// "from 3 to 5 May" lasts, "from May" goes on; "after Friday's attack" is on Friday.
fn refine(context: Context<'_>, relation: DateRelation, at: u32, end: u32) -> DateRelation {
    let possessive = context.lower(end) == "'s";
    let ranged =
        (at..end).any(|at| matches!(context.lower(at), "to" | "until" | "-" | "–" | "through"));
    match relation {
        DateRelation::Since
            if context.lower(at) == "from"
                && (ranged || possessive || context.lower(end) == "to") =>
        {
            DateRelation::During
        }
        DateRelation::Before | DateRelation::After if possessive => DateRelation::During,
        // "before dawn on Tuesday" is on Tuesday.
        DateRelation::Before | DateRelation::After
            if matches!(
                context.lower(at + 1),
                "dawn" | "midnight" | "noon" | "midday" | "sunrise" | "sunset" | "dusk"
            ) =>
        {
            DateRelation::During
        }
        DateRelation::Until if context.lower(at) == "by" && possessive => DateRelation::During,
        relation => relation,
    }
}

/// The days the relation leaves open.
fn open(
    relation: DateRelation,
    period: Period,
    anchor: Option<Date>,
) -> (Option<Date>, Option<Date>) {
    match relation {
        DateRelation::Since => (
            period.start,
            anchor.filter(|anchor| Some(*anchor) >= period.start),
        ),
        DateRelation::After => (period.end, None),
        DateRelation::Until => (None, period.end),
        DateRelation::Before => (None, period.start),
        DateRelation::During | DateRelation::Recurring => (period.start, period.end),
    }
}

/// "every Friday", "on Fridays", "daily": one past its end.
fn recurring(context: Context<'_>, at: u32) -> Option<u32> {
    let lower = |offset: u32| context.lower(at + offset);
    let unit = |word: &str| {
        weekday(word).is_some()
            || matches!(
                word,
                "day"
                    | "night"
                    | "week"
                    | "month"
                    | "year"
                    | "weekend"
                    | "morning"
                    | "evening"
                    | "hour"
            )
    };
    if matches!(lower(0), "every" | "each") && unit(lower(1)) {
        return Some(at + 2);
    }
    if lower(0) == "on"
        && lower(1)
            .strip_suffix('s')
            .is_some_and(|word| weekday(word).is_some())
    {
        return Some(at + 2);
    }
    matches!(
        lower(0),
        "daily" | "weekly" | "nightly" | "monthly" | "hourly"
    )
    .then_some(at + 1)
}
