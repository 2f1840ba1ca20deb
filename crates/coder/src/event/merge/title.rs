//! What a title tells the first sentences tell again, in other words. Prevents a title that
//! counts a part of the dead, or names the province, from being an act of its own.

use crate::analysis::PlaceKind;
use crate::event::act::candidate::Candidate;
use crate::event::act::compatible::{compatible_dates, compatible_status, compatible_types};
use crate::event::act::same::{LEAD, compatible_sides};
use crate::event::act::tally;
use crate::event::reading::Reading;
use crate::text::SentenceKind;

/// Whether a title tells in other words what the first sentences tell: of a province where
/// they name the town, of a place that no gazetteer knows.
pub(super) fn in_title(
    reading: &Reading<'_>,
    event: &Candidate<'_>,
    other: &Candidate<'_>,
) -> bool {
    let fix = |candidate: &Candidate<'_>| {
        let place = reading.entity_of(candidate.place?).place.as_ref()?;
        place.point.is_some().then_some(place)
    };
    let vague = match (fix(event), fix(other)) {
        (Some(title), Some(lead)) => {
            title.kind >= PlaceKind::Admin1 && title.country == lead.country
        }
        _ => true,
    };
    reading.analysis.sentences[event.sentence].kind == SentenceKind::Title
        && event.sentence < other.sentence
        && other.sentence - event.sentence <= LEAD
        && vague
        && compatible_status(event, other)
        && tally::of_one_size(&event.toll, &other.toll)
        && compatible_types(event, other)
        && compatible_dates(event, other)
        && compatible_sides(reading, event, other)
}
