//! What one act of a sentence brings about or is done with: tanks that are brought up and
//! fire, a crew that dies in its helicopter, prisoners who can escape. Prevents two events out
//! of the act and its purpose.

use super::clause::clause_of_its_own;
use crate::event::act::candidate::Candidate;
use crate::event::act::specific::is_force;
use crate::event::reading::Reading;
use crate::event::reading::participant::{Participant, agree};
use crate::event::status::reference::names_act;
use crate::frame::{Act, Class};

/// Whether `part` is what `main` was done with or brought about.
pub(super) fn about(reading: &Reading<'_>, main: &Candidate<'_>, part: &Candidate<'_>) -> bool {
    let (act, other) = (main.frame.act, part.frame.act);
    // "Brought up tanks and shelled the village": what was brought up is what fired.
    let fired = is_force(act)
        && other == Act::Deploy
        && part.trigger.start < main.trigger.start
        && main.is_near(part, 6)
        && main.targets.iter().any(Participant::acts)
        && agree(&main.agents, &part.agents);
    // "Shot down a helicopter, killing two crew".
    let crashed = act == Act::Intercept
        && other == Act::Kill
        && part.frame.consequence
        && part.trigger.start > main.trigger.start
        && agree(&main.agents, &part.agents)
        && !clause_of_its_own(reading, main, part);
    // "Stormed the prison, allowing 3,600 inmates to escape", "forcing 2,000 people to flee".
    let freed = is_force(act) && other == Act::Other && follows(reading, main, part);
    // "A military convoy rolled into the town": who moves, not another movement.
    let convoy = other == Act::Deploy
        && part.noun
        && main.verb.is_some()
        && (is_force(act) || matches!(act, Act::Transfer | Act::Withdraw | Act::Deploy))
        && main
            .agents
            .iter()
            .any(|agent| agent.tokens.contains(&(part.trigger.end - 1)));
    fired || crashed || freed || convoy || is_renamed(reading, main, part)
}

/// "A bomber struck a mosque, an attack claimed by the group": the act, called by another noun
/// behind a comma.
pub(super) fn is_renamed(
    reading: &Reading<'_>,
    main: &Candidate<'_>,
    part: &Candidate<'_>,
) -> bool {
    let first = reading.phrase_start(part.trigger.start);
    let apposed = first > main.trigger.end
        && reading.is(first - 1, ",")
        && reading.is_any(first, &["a", "an", "the"]);
    let end = part.trigger.end;
    let said = reading.is_any(
        end,
        &[
            "claimed",
            "blamed",
            "attributed",
            "carried",
            "that",
            "which",
        ],
    );
    is_force(main.frame.act)
        && !main.noun
        && part.noun
        && names_act(reading.analysis.lemma(end - 1))
        && apposed
        && said
        && part.toll == Default::default()
}

/// Whether "…, allowing", "…, forcing" stands between the act and what it brought about.
fn follows(reading: &Reading<'_>, main: &Candidate<'_>, part: &Candidate<'_>) -> bool {
    let from = part.trigger.start.saturating_sub(5).max(main.trigger.end);
    main.trigger.start < part.trigger.start
        && (from..part.trigger.start + 1).any(|token| {
            reading.classes(token).has(Class::Bringing)
                && reading.lower(token).ends_with("ing")
                && token > 0
                && reading.is(token - 1, ",")
        })
}

/// "backed by air strikes": what stands behind helps, it is no act of its own.
pub(super) fn supports(reading: &Reading<'_>, part: &Candidate<'_>) -> bool {
    let start = reading.sentence(part.sentence).start;
    let from = part.trigger.start.saturating_sub(4).max(start);
    (from..part.trigger.start).any(|token| {
        reading.is_any(token, &["backed", "supported", "aided"]) && reading.is(token + 1, "by")
    })
}
