//! With what: the weapons that a phrase names or that stand near the trigger, as the
//! decision table knows them. Prevents a shelling from being typed by its verb alone.

use crate::analysis::TokenRange;
use crate::event::act::candidate::Candidate;
use crate::event::reading::Reading;
use crate::event::reading::participant::Participant;
use crate::event::reading::phrase::Phrase;
use crate::frame::{Act, Class, ClassSet, Party};

/// The weapon classes of a range's words.
pub(super) fn arm(reading: &Reading<'_>, candidate: &mut Candidate<'_>, tokens: TokenRange) {
    let mut classes = ClassSet::default();
    for token in tokens.clone() {
        classes.insert(reading.classes(token));
    }
    for (class, weapon) in WEAPON_CLASSES {
        if classes.has(class) {
            candidate.arm(weapon);
        }
    }
    for token in tokens {
        if let Some(weapon) = reading
            .weapon_at(token)
            .and_then(|mention| reading.entity_of(mention).weapon)
            && let Some(coarse) = coarse(weapon)
        {
            candidate.arm(coarse);
        }
    }
}

const WEAPON_CLASSES: [(Class, &str); 13] = [
    (Class::Suicide, "suicide"),
    (Class::Chemical, "chemical"),
    (Class::Drone, "drone"),
    (Class::Helicopter, "helicopter"),
    (Class::Aircraft, "aircraft"),
    (Class::Missile, "missile"),
    (Class::Artillery, "artillery"),
    (Class::Mine, "mine"),
    (Class::Bomb, "bomb"),
    (Class::Grenade, "grenade"),
    (Class::CrowdControl, "crowd-control"),
    (Class::SmallArms, "small-arms"),
    (Class::Blade, "blade"),
];

/// What strikes from afar.
const FLYING: [(Class, &str); 4] = [
    (Class::Missile, "missile"),
    (Class::Drone, "drone"),
    (Class::Helicopter, "helicopter"),
    (Class::Aircraft, "aircraft"),
];

/// How many sentences back the weapon of a strike is looked for.
const BEFORE: usize = 3;

/// The decision table's class for a class of the lexicon's weapons.
fn coarse(weapon: &str) -> Option<&'static str> {
    Some(match weapon {
        "sniper" | "machine-gun" | "small-arms" => "small-arms",
        "artillery" | "mortar" | "cluster" => "artillery",
        "tank" => "tank",
        "rocket" | "missile" => "missile",
        "air-strike" | "aircraft" => "aircraft",
        "helicopter" => "helicopter",
        "drone" => "drone",
        "ied" | "vbied" | "explosive" => "bomb",
        "svbied" | "suicide-vest" => "suicide",
        "landmine" | "uxo" => "mine",
        "grenade" => "grenade",
        "chemical" => "chemical",
        "blade" | "blunt" | "incendiary" => "blade",
        "tear-gas" | "crowd-control" => "crowd-control",
        _ => return None,
    })
}

/// Whether a list of weapons has some that fire, and none that a bomber wears.
fn fires(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let tokens = reading.tokens_of(phrase);
    let gun = |token: u32| {
        let named = reading
            .weapon_at(token)
            .and_then(|mention| reading.entity_of(mention).weapon)
            .and_then(coarse);
        matches!(
            named,
            Some("small-arms" | "artillery" | "missile" | "grenade")
        ) || reading.classes(token).has(Class::SmallArms)
    };
    !reading.any(tokens.clone(), Class::Suicide) && tokens.clone().any(gun)
}

/// Whether a sentence names any weapon at all: most phrases need no look.
fn names_weapon(reading: &Reading<'_>, sentence: usize) -> bool {
    let mut tokens = reading.sentence(sentence);
    has_weapon_class(reading.sentence_classes(sentence))
        || tokens.any(|token| reading.weapon_at(token).is_some())
}

fn has_weapon_class(classes: ClassSet) -> bool {
    WEAPON_CLASSES.iter().any(|(class, _)| classes.has(*class))
}

/// Weapons near the trigger: in its noun phrase, and in the same clause for acts whose
/// frame names none.
pub(super) fn weapons(reading: &Reading<'_>, candidate: &mut Candidate<'_>) {
    let chunk = reading.chunk_at(candidate.trigger.end - 1);
    let own = chunk.map_or(candidate.trigger.clone(), |chunk| {
        let tokens = &reading.chunk(chunk).tokens;
        tokens.start.min(candidate.trigger.start)..tokens.end.max(candidate.trigger.end)
    });
    // "India bombs a camp": the verb is no bomb.
    if !(candidate.frame.act == Act::Bomb && candidate.verb.is_some()) {
        arm(reading, candidate, own.clone());
    }
    let range = reading.sentence(candidate.sentence);
    let from = (own.start.saturating_sub(6)).max(range.start);
    let until = (own.end + 12).min(range.end);
    // Whatever carries it: "a barrel bomb filled with chlorine".
    let carries = matches!(
        candidate.frame.act,
        Act::Attack
            | Act::AirStrike
            | Act::DroneStrike
            | Act::Strike
            | Act::Shell
            | Act::Bomb
            | Act::Explode
            | Act::Grenade
    );
    if carries && reading.any(from..until, Class::Chemical) {
        candidate.arm("chemical");
    }
    if candidate.frame.weapon.is_some() || !names_weapon(reading, candidate.sentence) {
        strikes_on(reading, candidate);
        return;
    }
    // "The bomber was let in and exploded", "a blast, apparently of his own vest".
    let goes_off = matches!(candidate.frame.act, Act::Bomb | Act::Explode);
    if goes_off && reading.any(range.clone(), Class::Suicide) {
        candidate.arm("suicide");
    }
    if candidate.frame.act == Act::Bomb && candidate.weapons.is_empty() {
        flown(reading, candidate);
    }
    for token in from..until {
        if !reading.is_any(token, &["with", "using", "by", "in", "from", "via"]) {
            continue;
        }
        // "Troops backed by helicopters stormed the village" fought on the ground.
        let backing = token > from && reading.classes(token - 1).has(Class::Backing);
        let Some(phrase) = reading.object(token + 1).filter(|_| !backing) else {
            continue;
        };
        let is_weapon = phrase.chunks.iter().any(|chunk| {
            let head = reading.chunk(*chunk).head;
            reading.weapon_at(head).is_some() || has_weapon_class(reading.classes(head))
        });
        // "Fighters armed with rockets": what somebody carries is not yet what he fires.
        let carried = reading.is(token, "with")
            && token > range.start
            && reading.is_any(token - 1, &["armed", "equipped"]);
        if is_weapon && carried && fires(reading, &phrase) {
            candidate.arm("small-arms");
        } else if is_weapon {
            arm(reading, candidate, reading.tokens_of(&phrase));
        }
    }
    strikes_on(reading, candidate);
}

/// Arms a strike that names no weapon by what was told before.
fn strikes_on(reading: &Reading<'_>, candidate: &mut Candidate<'_>) {
    let armed = |side: &Participant| side.parties.has(Party::NonState);
    if candidate.frame.act == Act::Strike
        && candidate.noun
        && candidate.weapons.is_empty()
        && !candidate.agents.iter().any(armed)
    {
        carried_on(reading, candidate);
    }
}

/// "A missile tore into the hospital. … A strike on an office killed ten": a strike without a
/// weapon of its own goes on with the one told before it.
fn carried_on(reading: &Reading<'_>, candidate: &mut Candidate<'_>) {
    let told = (candidate.sentence.saturating_sub(BEFORE)..=candidate.sentence)
        .rev()
        .map(|sentence| {
            let classes = reading.sentence_classes(sentence);
            FLYING.map(|(class, weapon)| classes.has(class).then_some(weapon))
        })
        .find(|told| told.iter().any(Option::is_some));
    let mut told = told.into_iter().flatten().flatten();
    if let (Some(weapon), None) = (told.next(), told.next()) {
        candidate.arm(weapon);
    }
}

/// "F-16s swooped and bombed the academy", "Jets came in low. They had bombed": what flies before
/// the verb drops the bombs.
fn flown(reading: &Reading<'_>, candidate: &mut Candidate<'_>) {
    let start = reading.sentence(candidate.sentence).start;
    let pronoun =
        (start..candidate.trigger.start).any(|token| reading.is_any(token, &["they", "it", "one"]));
    let from = match candidate.sentence.checked_sub(1).filter(|_| pronoun) {
        Some(before) => reading.sentence(before).start,
        None => start,
    };
    let mut classes = ClassSet::default();
    for token in from..candidate.trigger.start {
        classes.insert(reading.classes(token));
    }
    for (class, weapon) in [
        (Class::Drone, "drone"),
        (Class::Helicopter, "helicopter"),
        (Class::Aircraft, "aircraft"),
    ] {
        if classes.has(class) {
            candidate.arm(weapon);
        }
    }
}
