//! Casualties that stand beside an act and are not its own: of an act before it, of another
//! year, or the same dead counted by somebody else. Prevents a sum of what belongs apart.

use sitrep_contract::{Status, TimePrecision};

use crate::analysis::{Casualty, Harm};
use crate::event::act::candidate::Candidate;
use crate::event::reading::Reading;
use crate::frame::Class;

/// How far from the dead a year is theirs.
const YEARS: u32 = 12;

/// "…, two days after blasts that left 39 dead", "and two died in separate attacks".
pub(super) fn of_another_act(
    reading: &Reading<'_>,
    candidate: &Candidate<'_>,
    casualty: &Casualty,
) -> bool {
    let known = match casualty.harm {
        Harm::Killed => candidate.toll.killed,
        Harm::Injured => candidate.toll.injured,
        _ => None,
    };
    let sentence = reading.sentence(candidate.sentence);
    let inside = sentence.contains(&casualty.cue);
    let before = candidate.trigger.start.min(casualty.cue)..casualty.cue;
    let behind = casualty.cue..sentence.end.min(casualty.cue + 5);
    known.is_some()
        && inside
        && (reading.any(before, Class::LongAfter) || reading.any(behind, Class::Separate))
}

/// "Killed 200 people, survivors said, though the police put the toll at 85 dead": the same
/// dead, counted by somebody else.
pub(super) fn is_other_count(
    reading: &Reading<'_>,
    candidate: &Candidate<'_>,
    casualty: &Casualty,
) -> bool {
    let start = reading.sentence_start(casualty.cue);
    let first = casualty.tokens.start.min(casualty.cue);
    let counted = (first.saturating_sub(4).max(start)..first + 1).any(|token| {
        matches!(
            reading.analysis.lemma(token),
            "toll" | "number" | "figure" | "count"
        ) && reading.is_any(token + 1, &["at", "to", "of", "was", "as"])
    });
    counted && candidate.toll.killed.is_some()
}

/// "The 1,200 lives lost in 1987", behind the news of today: dead of another year.
pub(super) fn of_other_years(
    reading: &Reading<'_>,
    candidate: &Candidate<'_>,
    casualty: &Casualty,
) -> bool {
    let news = matches!(candidate.status, Status::Reported | Status::Claimed);
    let (low, high) = (casualty.tokens.start.min(casualty.cue), casualty.cue);
    let year = |token: u32| {
        let date = reading
            .date_at(token)
            .map(|date| &reading.analysis.dates[date]);
        date.is_some_and(|date| date.precision == TimePrecision::Coarse)
    };
    let sentence = reading.sentence(reading.sentence_index(casualty.cue));
    let near = low.saturating_sub(YEARS).max(sentence.start)..(high + YEARS).min(sentence.end);
    news && near.clone().any(year)
        && !sentence.clone().any(|token| {
            let date = reading
                .date_at(token)
                .map(|date| &reading.analysis.dates[date]);
            date.is_some_and(|date| date.precision == TimePrecision::Day)
        })
}

/// "three of whom died".
pub(super) fn is_share(reading: &Reading<'_>, casualty: &Casualty) -> bool {
    let end = casualty.tokens.end;
    (end.saturating_sub(2)..end + 1)
        .any(|token| reading.is(token, "of") && reading.is(token + 1, "whom"))
}

/// "The toll, which stood at 59 until late at night": an earlier count than the one told.
pub(super) fn is_superseded(reading: &Reading<'_>, casualty: &Casualty) -> bool {
    let end = casualty.tokens.end.max(casualty.cue + 1);
    (end..end + 2).any(|token| reading.is_any(token, &["until", "till", "earlier", "initially"]))
}
