//! What happened a generation ago. Prevents lectures, obituaries and quizzes that tell of wars
//! of old from becoming events.

use crate::analysis::{DateMention, DateRelation};
use crate::event::act::candidate::Candidate;
use crate::event::reading::Reading;

/// How many years back history begins.
const GENERATION: i16 = 30;

/// Whether an act is dated in its own or the sentence before to the time of another generation.
pub(super) fn is_history(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let Some(today) = reading.analysis.day else {
        return false;
    };
    let old = |date: &DateMention| {
        date.relation == DateRelation::During
            && date
                .start
                .is_some_and(|start| start.year() + GENERATION <= today.year())
    };
    let near = candidate.sentence.saturating_sub(1)..=candidate.sentence;
    if near.clone().any(|sentence| is_of_old(reading, sentence)) {
        return true;
    }
    if let Some(when) = candidate.when.as_ref().filter(|when| when.told) {
        return old(&when.date);
    }
    let mut dates = near.flat_map(|sentence| {
        let tokens = reading.sentence(sentence);
        let dates = &reading.analysis.dates;
        dates
            .iter()
            .filter(move |date| tokens.contains(&date.tokens.start))
    });
    dates.next().is_some_and(old) && dates.all(old)
}

/// "around 2300 BC", "in the 13th century".
fn is_of_old(reading: &Reading<'_>, sentence: usize) -> bool {
    let mut tokens = reading.sentence(sentence);
    tokens.any(|token| {
        reading.is_any(token, &["bc", "b.c.", "b.c", "bce"])
            || token > 0 && reading.is_any(token, &["century", "centuries"]) && {
                let number = reading.lower(token - 1);
                let digits = number.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
                digits.parse::<u8>().is_ok_and(|century| century < 20)
                    || matches!(
                        number,
                        "sixteenth" | "seventeenth" | "eighteenth" | "nineteenth"
                    )
            }
    })
}
