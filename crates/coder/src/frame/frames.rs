//! What a frame is: an act, the words that trigger it, and who fills which role.

use serde::Deserialize;
use sitrep_contract::PloverType;

use super::classes::ClassSet;
use super::vocabulary::Word;
use super::word_set::WordSet;

/// A kind of act, before sides and weapons decide its type (`decide.tsv`).
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Hash)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Act {
    /// Two sides fight.
    Clash,
    /// One side attacks; how is not said.
    Attack,
    /// From the air.
    AirStrike,
    /// By an uncrewed aircraft.
    DroneStrike,
    /// "strike", "struck": from afar, by what is not said.
    Strike,
    /// Artillery, mortars, rockets, missiles.
    Shell,
    /// "bomb": from the air or by a device.
    Bomb,
    /// Something explodes.
    Explode,
    /// A mine or unexploded ordnance.
    Mine,
    /// A hand grenade.
    Grenade,
    /// A bomber who dies.
    SuicideBomb,
    /// A chemical weapon.
    Chemical,
    /// Kills; may be what came of another act.
    Kill,
    /// Kills on purpose: executes, assassinates, guns down.
    Murder,
    /// Wounds; may be what came of another act.
    Wound,
    /// Fires small arms.
    Shoot,
    /// Kidnaps, takes hostage.
    Abduct,
    /// Arrests, detains.
    Arrest,
    /// Beats, stabs, tortures.
    Beat,
    /// Rape and other sexual violence.
    SexualViolence,
    /// Demonstrates.
    Protest,
    /// Riots, protests with violence.
    Riot,
    /// Lynching and fights of crowds.
    Mob,
    /// Breaks up a demonstration.
    Disperse,
    /// Takes territory.
    Capture,
    /// Territory or a base changes hands without a fight.
    Transfer,
    /// Leaves territory.
    Withdraw,
    /// Shoots down, intercepts.
    Intercept,
    /// Seizes or finds weapons, defuses a bomb.
    Disarm,
    /// Loots, confiscates.
    Loot,
    /// Destroys or burns property.
    Destroy,
    /// Agrees, signs.
    Agree,
    /// Ceases fire.
    Ceasefire,
    /// Frees prisoners or hostages, exchanges them.
    Release,
    /// Lays down arms, surrenders.
    Surrender,
    /// Defects, merges, splits, founds a group.
    Reorganise,
    /// Moves troops.
    Deploy,
    /// Sets up a base.
    Base,
    /// A strategic development without a type of its own: a coup, a mass grave, flight.
    Other,
    /// Only PLOVER codes it; the frame names the type.
    Verbal,
}

/// Who a phrase next to the trigger is.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Role {
    /// Who acts.
    Agent,
    /// Whom or what it is done to.
    Target,
    /// Both sides of a two-sided act.
    Sides,
    /// With what.
    Weapon,
    /// Where.
    Place,
    /// Nobody.
    None,
}

/// What must be there, or the trigger is discarded.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Need {
    /// Somebody who acts.
    Agent,
    /// An armed actor who acts.
    ArmedAgent,
    /// Somebody or something it is done to.
    Target,
    /// A person or group it is done to.
    PersonTarget,
    /// An armed actor it is done to.
    ArmedTarget,
    /// A person or group it is done to, an armed agent, or people killed or injured in the
    /// sentence.
    PersonOrHarm,
    /// Agent or target, or people killed or injured in the sentence.
    AnySide,
    /// Two sides.
    TwoSides,
    /// A weapon.
    Weapon,
    /// A weapon, or people killed or injured in the sentence.
    WeaponOrHarm,
    /// People killed or injured in the sentence.
    Harm,
    /// A place to be taken, as target.
    Territory,
    /// Weapons or explosives as target.
    Arms,
    /// Property as target.
    Property,
    /// Demonstrators on either side.
    Demonstrators,
    /// Unarmed people who act, or whoever speaks for them.
    Crowd,
    /// Words in the sentence for what people want or bring to a demonstration.
    Cause,
    /// Many unarmed people who act: families that flee, not the driver who ran.
    Exodus,
    /// The sentence says that nobody resisted.
    Unopposed,
    /// Somebody in office who acts.
    Official,
    /// Nothing that it is done to: people gather, a lawyer gathers papers.
    NoObject,
    /// A side, a place or a number of casualties.
    Detail,
}

/// A frame as the rules use it.
#[derive(Debug)]
pub(crate) struct Frame {
    /// Unique name, e.g. "shell-verb".
    pub(crate) id: String,
    /// The rule by which it makes acts, e.g. "frame/shell-verb".
    pub(crate) rule: String,
    /// The kind of act.
    pub(crate) act: Act,
    /// The PLOVER type, for acts whose type the decision table leaves to the frame.
    pub(crate) plover: Option<PloverType>,
    /// The PLOVER mode.
    pub(crate) mode: Option<String>,
    /// The weapon that the words themselves imply ("car bomb").
    pub(crate) weapon: Option<&'static str>,
    /// Both sides do it to each other.
    pub(crate) two_sided: bool,
    /// It may be what came of another act in the same sentence ("killing five").
    pub(crate) consequence: bool,
    /// How much the words alone say, 0 to 1.
    pub(crate) weight: f32,
    /// Who the subject of the verb is.
    pub(crate) subject: Role,
    /// Who the object of the verb is.
    pub(crate) object: Role,
    /// Who says so, for acts that consist in saying that another must do something.
    pub(crate) speaker: Role,
    /// Who stands after which preposition, where it differs from the usual.
    pub(crate) prepositions: Vec<(Word, Role)>,
    /// What must be there.
    pub(crate) needs: Vec<Need>,
    /// Not this act with one of these words in the sentence.
    pub(crate) not_context: WordSet,
    /// Not this act with a word of these classes in the sentence.
    pub(crate) not_classes: ClassSet,
    /// Not this act with one of these words right before the trigger or in its noun phrase.
    pub(crate) not_before: WordSet,
    /// Not this act with one of these words right after the trigger or as head of its object.
    pub(crate) not_after: WordSet,
}

impl Frame {
    /// The role that the frame gives to what follows a preposition.
    pub(crate) fn preposition(&self, word: Word) -> Option<Role> {
        let found = self.prepositions.iter().find(|(other, _)| *other == word);
        found.map(|(_, role)| *role)
    }
}

/// Prepositions whose phrases can fill a role.
pub(super) const PREPOSITIONS: [&str; 24] = [
    "on", "against", "at", "in", "into", "with", "to", "from", "of", "by", "between", "among",
    "for", "over", "through", "near", "toward", "towards", "onto", "inside", "without", "after",
    "as", "around",
];

/// The weapon classes that decisions and events use.
const WEAPONS: [&str; 14] = [
    "aircraft",
    "helicopter",
    "drone",
    "artillery",
    "missile",
    "tank",
    "bomb",
    "mine",
    "grenade",
    "suicide",
    "chemical",
    "small-arms",
    "blade",
    "crowd-control",
];

/// The class of weapon with this name.
pub(super) fn weapon_name(name: &str) -> Result<&'static str, String> {
    let found = WEAPONS.iter().find(|known| **known == name);
    found
        .copied()
        .ok_or_else(|| format!("unknown weapon '{name}'"))
}
