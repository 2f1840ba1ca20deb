//! Verbs of saying that the tagger took for nouns or adjectives. Prevents headlines ("Malta
//! slams Rome") and plain reports ("The UN chief praised Kenya") from staying silent.

use crate::event::reading::{Match, Reading};
use crate::frame::Class;
use crate::text::Upos;

/// Whether a trigger of talk stands between a name or an office and a name or an article:
/// only a verb can, whatever the tagger took it for.
pub(in crate::event) fn states(reading: &Reading<'_>, found: &Match) -> bool {
    let key = found.tokens.start;
    let start = reading.sentence_start(key);
    let Some(before) = key.checked_sub(1).filter(|before| *before >= start) else {
        return false;
    };
    let classes = reading.classes(before);
    let named = reading.place_at(before).is_some()
        || reading.actor_at(before).is_some()
        || reading.analysis.tag(before) == Upos::Propn
        || classes.has(Class::Office)
        || classes.has(Class::Body);
    let form = reading.lower(key);
    let plural = reading.lower(before).ends_with('s');
    let finite = form.ends_with("ed") || (form.ends_with('s') != plural && !form.ends_with("ing"));
    let next = found.tokens.end;
    if next >= reading.sentence_end(key) {
        return false;
    }
    let article = matches!(
        reading.analysis.tag(next),
        Upos::Propn | Upos::Det | Upos::Pron
    );
    let other = article || reading.place_at(next).is_some() || reading.actor_at(next).is_some();
    named && finite && other && reading.object(next).is_some() && reading.date_at(before).is_none()
}
