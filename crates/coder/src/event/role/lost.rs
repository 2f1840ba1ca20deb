//! Who lost what was taken back: "retook the palace, two years after it fell to the militia".
//! Prevents a recapture from having nobody on the other side.

use crate::event::act::candidate::Candidate;
use crate::event::reading::Reading;
use crate::event::reading::participant::Participant;
use crate::frame::{Act, Party, Role};

/// Adds the side to which the place had fallen before it was retaken.
pub(super) fn fell_before(reading: &Reading<'_>, candidate: &mut Candidate<'_>) {
    if candidate.frame.act != Act::Capture || candidate.targets.iter().any(Participant::acts) {
        return;
    }
    let end = reading.sentence_end(candidate.trigger.end - 1);
    let to = (candidate.trigger.end + 1..end).find(|token| {
        reading.is(*token, "to") && reading.is_any(token - 1, &["fell", "fallen", "falling"])
    });
    let Some(phrase) = to.and_then(|to| reading.object(to + 1)) else {
        return;
    };
    let armed = [Party::State, Party::Police, Party::NonState];
    let mut holders = reading.in_role(&phrase, Act::Capture, Role::Agent);
    holders.retain(|holder| {
        let own = |agent: &Participant| agent.entity.is_some() && agent.entity == holder.entity;
        holder.parties.any(&armed) && !candidate.agents.iter().any(own)
    });
    if !holders.is_empty() {
        let tokens = Some(reading.tokens_of(&phrase));
        candidate.note("actor2", "role/held-before", tokens, "");
        candidate.targets.extend(holders);
    }
}
