//! Arrests and spoils that belong to another act of their sentence: the raid that led to them,
//! the fight in which prisoners and rifles were taken. Prevents one search of a town from being two events.

use crate::event::act::candidate::Candidate;
use crate::event::act::crowd::is_charge;
use crate::event::reading::Reading;
use crate::event::reading::participant::{Participant, agree};
use crate::event::toll;
use crate::frame::{Act, Class, Party};

/// How far from "killed 31 insurgents" the prisoners of the same fight are told.
const SAME_FIGHT: u32 = 8;

const ARMED: [Party; 3] = [Party::State, Party::Police, Party::NonState];
const FORCES: [Party; 2] = [Party::State, Party::Police];

/// "Stormed the town and arrested four men": a raid of forces on nobody armed, in which
/// nobody was hurt, is told by its arrests.
pub(super) fn raided_for(
    reading: &Reading<'_>,
    arrest: &Candidate<'_>,
    raid: &Candidate<'_>,
) -> bool {
    let shots = [Class::SmallArms, Class::ReturnFire, Class::Fighting];
    let classes = reading.sentence_classes(arrest.sentence);
    // "stormed" is a word of fighting by itself.
    let fought = |token: u32| {
        shots.iter().any(|class| reading.classes(token).has(*class))
            && !raid.trigger.contains(&token)
    };
    // "Gunmen invaded the school and carried off the pupils": armed groups take no town so.
    let raiders = |side: &Participant| match raid.frame.act {
        Act::Attack => side.parties.any(&ARMED),
        _ => side.parties.any(&FORCES),
    };
    let carried_off = arrest.frame.act == Act::Abduct && raid.frame.act == Act::Attack;
    (arrest.frame.act == Act::Arrest || carried_off)
        && matches!(raid.frame.act, Act::Attack | Act::Capture)
        && !raid.noun
        && raid.trigger.start < arrest.trigger.start
        && !toll::told(reading, raid.sentence)
        && (carried_off
            || !classes.has(Class::Bomb) && !reading.sentence(raid.sentence).any(fought))
        && !raid.targets.iter().any(|side| side.parties.any(&ARMED))
        && raid.agents.iter().all(raiders)
        && agree(&arrest.agents, &raid.agents)
}

/// "Killed 31 insurgents and captured 170": whoever is taken in a fight is no arrest.
pub(super) fn taken_in(
    reading: &Reading<'_>,
    fight: &Candidate<'_>,
    arrest: &Candidate<'_>,
) -> bool {
    let nameless = |side: &Participant| side.entity.is_none();
    // "the toll of the clashes is 87 dead, and 45 men were captured"
    let captured = (arrest.trigger.start..arrest.trigger.end)
        .any(|token| reading.analysis.lemma(token) == "capture");
    if captured
        && arrest.frame.act == Act::Arrest
        && fight.frame.act == Act::Clash
        && fight.trigger.start < arrest.trigger.start
        && !arrest.agents.iter().any(Participant::acts)
        && arrest.targets.iter().all(nameless)
    {
        return true;
    }
    arrest.frame.act == Act::Arrest
        && matches!(fight.frame.act, Act::Kill | Act::Clash)
        && fight.trigger.start < arrest.trigger.start
        && fight.is_near(arrest, SAME_FIGHT)
        && fight.sides().any(|side| side.parties.has(Party::NonState))
        && agree(&fight.agents, &arrest.agents)
        && arrest.targets.iter().all(nameless)
}

/// "Ten peacekeepers were disarmed and murdered": what was done to them first.
pub(super) fn disarmed_first(killing: &Candidate<'_>, disarming: &Candidate<'_>) -> bool {
    matches!(killing.frame.act, Act::Kill | Act::Murder)
        && matches!(disarming.frame.act, Act::Surrender | Act::Reorganise)
        && disarming.trigger.start < killing.trigger.start
        && killing.is_near(disarming, 3)
}

/// "Arrested twelve suspects in connection with the riots", "detained for their role in the
/// unrest": an arrest after the event, whatever crowd it names.
pub(super) fn for_a_part_in(
    reading: &Reading<'_>,
    arrest: &Candidate<'_>,
    unrest: &Candidate<'_>,
) -> bool {
    arrest.frame.act == Act::Arrest
        && matches!(unrest.frame.act, Act::Riot | Act::Protest)
        && unrest.noun
        && arrest.trigger.end < unrest.trigger.start
        && unrest.trigger.start - arrest.trigger.end <= SAME_FIGHT
        && is_charge(reading, arrest.trigger.end..unrest.trigger.start)
}

/// Weapons that were taken from those who were fought or arrested.
pub(super) fn spoils(main: &Candidate<'_>, part: &Candidate<'_>) -> bool {
    let named = |side: &[Participant]| side.iter().any(Participant::acts);
    let won = match main.frame.act {
        Act::Arrest | Act::Clash => true,
        Act::Kill | Act::Attack | Act::Capture => named(&main.agents) && named(&part.agents),
        _ => false,
    };
    let taker = agree(&main.agents, &part.agents)
        || main.frame.act == Act::Clash && agree(&main.targets, &part.agents);
    won && part.frame.act == Act::Disarm && taker
}

/// "dragged a teacher from his house and shot him": by the codebook an attack, not two acts.
pub(super) fn seized_first(main: &Candidate<'_>, part: &Candidate<'_>) -> bool {
    let same = |target: &Participant| {
        part.trigger.contains(&target.tokens.start)
            || part
                .targets
                .iter()
                .any(|seized| seized.entity.is_some() && seized.entity == target.entity)
    };
    matches!(main.frame.act, Act::Kill | Act::Murder | Act::Shoot)
        && matches!(part.frame.act, Act::Abduct | Act::Arrest)
        && part.trigger.start < main.trigger.start
        && main.targets.iter().any(same)
}
