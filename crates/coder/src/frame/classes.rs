//! Classes of words that the event rules ask for ("verbs of saying", "military objects"),
//! filled from `data/frames/cues.toml`.

use serde::Deserialize;

/// A class of words or phrases. The data file says what each is for.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub(crate) enum Class {
    /// "said", "reported": attributes a statement to its subject.
    Say,
    /// "claimed", "alleged": attributes and leaves open whether it is true.
    Assert,
    /// "according to".
    According,
    /// "denied".
    Deny,
    /// "reportedly".
    Unconfirmed,
    /// "plans to", "vowed".
    Plan,
    /// "could", "fears of", "if".
    Hypothetical,
    /// "previously", "history of".
    Background,
    /// "the previous weekend": with "had", before the news.
    Earlier,
    /// "often", "rampant".
    Generic,
    /// "tend to", "known for", "a daily occurrence": said of a habit in any tense.
    Habit,
    /// "fear", "lest": what follows is dreaded, not planned.
    Fear,
    /// "threat", "plot", "fears": right behind the noun of an act, it is none yet.
    Prospect,
    /// "if", "unless": opens a condition.
    Condition,
    /// "reports", "allegations", "talk": what is said to have happened.
    Account,
    /// "fake", "propaganda", "lies": what an account is called that is not true.
    Discredited,
    /// "failed to", "tried to".
    Attempt,
    /// "no", "not", "without".
    Negation,
    /// "carried out", "launched": its subject does what its object names.
    LightAgent,
    /// "came under", "suffered": its subject undergoes what its object names.
    LightTarget,
    /// "erupted", "broke out": its subject happens.
    Occur,
    /// "led to", "resulted in", "left": links an act to what came of it.
    Consequence,
    /// "members", "dozens", "elements": what follows "of" acts.
    Collective,
    /// "who", "which", "that".
    Relative,
    /// "backed", "supported", "allied".
    Backing,
    /// "outpost", "convoy": attacking it is fighting armed people.
    MilitaryObject,
    /// "market", "school": attacking it is attacking civilians.
    CivilianObject,
    /// "village", "hill", "position": what can be captured.
    Territory,
    /// "weapons", "ammunition".
    Arms,
    /// "house", "shop", "crops": what can be looted or burnt.
    Property,
    /// "war", "sanctions", "opposition", "prisoners": what public affairs are told with.
    Affairs,
    /// "mayor", "councillor": speaks for no state.
    Municipal,
    /// "federation", "company": with a nationality, still not its state.
    PrivateBody,
    /// "railway", "tourism", "exam": what governments run every day.
    Routine,
    /// "victory", "beat": with a score, a game.
    Contest,
    /// "planned", "scheduled": behind a noun, an act to come.
    Scheduled,
    /// "demanding", "slogans", "in solidarity": what a gathering is for.
    Cause,
    /// "jet", "warplanes", "aerial".
    Aircraft,
    /// "helicopter", "gunship".
    Helicopter,
    /// "drone", "UAV".
    Drone,
    /// "artillery", "mortar", "howitzer", "shells".
    Artillery,
    /// "rocket", "missile".
    Missile,
    /// "tank".
    Tank,
    /// "bomb", "IED", "explosive device".
    Bomb,
    /// "landmine", "unexploded ordnance".
    Mine,
    /// "grenade".
    Grenade,
    /// "suicide", "explosive vest".
    Suicide,
    /// "chlorine", "sarin".
    Chemical,
    /// "gunfire", "rifle", "bullets".
    SmallArms,
    /// "machete", "knife", "stones".
    Blade,
    /// "tear gas", "batons", "water cannon".
    CrowdControl,
    /// "live ammunition", "live rounds".
    LiveFire,
    /// "fighting", "battle", "clashes" as the setting of another act.
    Fighting,
    /// "without resistance", "without a fight".
    NoResistance,
    /// "hospital sources", "witnesses", "residents": a source without a side.
    NeutralSource,
    /// "police", "officials", "ministry", "spokesman": an official source.
    OfficialSource,
    /// "minister", "ambassador": speaks for a state.
    Office,
    /// "parliament", "union", "opposition": a body that speaks for itself.
    Body,
    /// Words of sport.
    Sport,
    /// Words of film, music, books and games.
    Culture,
    /// Where works are shown.
    Venue,
    /// Words of weather and natural disaster.
    Nature,
    /// Words of medicine.
    Health,
    /// Words of markets and money.
    Finance,
    /// Words of accidents.
    Accident,
    /// Words of crime without politics ("domestic", "robbery").
    Crime,
    /// "anniversary", "memorial", "commemorate".
    Memorial,
    /// "court", "trial", "sentenced".
    Court,
    /// "agreement", "deal".
    Deal,
    /// "ceasefire", "truce".
    Ceasefire,
    /// "agreed", "both sides", "mediated": a truce that two sides settle.
    Settled,
    /// "unilateral", "on its own": a truce that one side declares.
    OneSided,
    /// "demonstration", "protest", "rally".
    Demonstration,
    /// "unarmed", "handcuffed", "detained", "prisoner".
    Defenceless,
    /// "returned fire", "shot back".
    ReturnFire,
    /// "this", "the", "such" before an act told before.
    Anaphor,
    /// "exercise", "drill", "simulation".
    Exercise,
    /// "mob", "crowd", "villagers": who attacks is many and unarmed.
    Crowd,
    /// "people", "commentator", "herder": names people although no lexicon knows them.
    People,
    /// "number", "river": ends like a word for people and names a thing.
    NoPeople,
    /// "others", "dozens": counts people without saying who.
    CountOnly,
    /// "army", "junta" before a weapon: it is the state's.
    StateModifier,
    /// "rebel", "insurgent" before a weapon: it is a group's.
    RebelModifier,
    /// "attackers", "the group": stands for a group named before.
    GroupWord,
    /// "anniversary", "centenary": what follows is long past.
    Anniversary,
    /// "governor", "commissioner": an official without an army.
    CivilOfficial,
    /// "opposition": a source that takes sides.
    PartisanSource,
    /// "affiliated with", "belonging to": says whose man somebody is.
    Affiliation,
    /// "man", "woman": nobody in particular, who attacks is an unidentified armed group.
    Somebody,
    /// "troops", "gunmen": many although the word has no plural ending.
    Many,
    /// "southern", "rural": with a country's name, a part of it and nobody who acts.
    Direction,
    /// "when", "after", ";": a clause of its own begins.
    ClauseStart,
    /// "resulting", "causing": what came of the act follows.
    Sequel,
    /// "while", "meanwhile", "elsewhere": another act follows.
    Apart,
    /// "in response", "retaliated": an act that answers another.
    Response,
    /// "during", "as a result of": within the fighting that follows.
    CourseOf,
    /// "used", "responded": "to do" after it was done, whatever stands between.
    Means,
    /// "began", "continued": "to do" after it was done.
    Doing,
    /// "forcing", "prompting": whoever is brought to do something did it.
    Bringing,
    /// "responsibility", "role": denying it leaves the act as it is.
    Blame,
    /// "untrue", "baseless": what the sentence reports did not happen.
    Untrue,
    /// "background", "timeline": a heading over what is past.
    PastHeading,
    /// "in", "near": what follows is where.
    Locative,
    /// "from", "by": what follows is hardly where.
    NotWhere,
    /// "commission", "university": the place after "of" is whose it is.
    Institution,
    /// "the same day", "hours later": on the day of the act told before.
    SameDay,
    /// "the next day": one day after the act told before.
    NextDay,
    /// "the day before", "the previous day": one day before the act told before.
    PreviousDay,
    /// "two days after": what follows is another act.
    LongAfter,
    /// "communiqué", "press release": the text is somebody's own voice.
    OwnVoice,
    /// "our troops", "the enemy": a side speaks of itself.
    OwnSide,
    /// "separate", "elsewhere": of another act.
    Separate,
    /// "police", "rebel" before an object: it belongs to the armed.
    ArmedModifier,
    /// "passenger", "fishing" before an object: it belongs to civilians.
    CivilianModifier,
    /// "targeted", "struck": its object is what the noun before it hit.
    Hit,
    /// "coal", "gold": what is dug in a mine.
    Mineral,
    /// "attacks", "villages": several of them have a toll together.
    Several,
    /// "source", "sources": somebody who gives no name.
    UnnamedSource,
    /// "spokesman": speaks although no verb says so.
    Spokesman,
    /// "brigade", "general staff": a force speaks.
    ForceSource,
    /// "ministry", "presidency": a government speaks.
    GovernmentSource,
    /// "security guard", "bodyguard": armed for whoever pays, no force of a state.
    PrivateGuard,
    /// "troops", "fighters", "jets": behind "its" they are the side itself.
    OwnForce,
    /// "users", "stockpiles", "destruction": what follows "of" is had, not used.
    Stock,
    /// "declined", "doubled": said of how many there are.
    Trend,
    /// "rose", "put": said of a toll, whose day is that of the count.
    TollVerb,
    /// "recapture", "liberation": whoever had the place before has it again.
    Regained,
    /// "lose", "loss": whoever had the place has it no more.
    Lost,
    /// "burning tyres", "bonfires": what makes a blockade violent.
    Flames,
    /// "denied holding them", "whereabouts": nobody says where those taken are.
    Vanished,
}

/// A set of classes, a bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ClassSet([u64; WORDS]);

/// Words of 64 bits that hold every class.
const WORDS: usize = 3;

impl ClassSet {
    /// Everyday matters: a state that speaks of them makes no event of them.
    pub(crate) const EVERYDAY: Self = Self::of(&[
        Class::Health,
        Class::Finance,
        Class::Nature,
        Class::Accident,
        Class::Sport,
        Class::Culture,
        Class::Routine,
    ]);

    /// The set of one class.
    pub(crate) const fn one(class: Class) -> Self {
        Self::of(&[class])
    }

    /// The set of these classes.
    pub(crate) const fn of(classes: &[Class]) -> Self {
        let mut set = [0; WORDS];
        let mut index = 0;
        while index < classes.len() {
            let (word, bit) = place(classes[index]);
            set[word] |= bit;
            index += 1;
        }
        Self(set)
    }

    /// Adds all classes of `other`.
    pub(crate) fn insert(&mut self, other: Self) {
        for (own, its) in self.0.iter_mut().zip(other.0) {
            *own |= its;
        }
    }

    /// Takes a class out.
    pub(crate) fn remove(&mut self, class: Class) {
        let (word, bit) = place(class);
        self.0[word] &= !bit;
    }

    /// This set without the classes of `other`.
    pub(crate) fn without(mut self, other: Self) -> Self {
        for (own, its) in self.0.iter_mut().zip(other.0) {
            *own &= !its;
        }
        self
    }

    /// True when the class is in the set.
    pub(crate) fn has(self, class: Class) -> bool {
        let (word, bit) = place(class);
        self.0[word] & bit != 0
    }

    /// True when the sets share a class.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.0.iter().zip(other.0).any(|(own, its)| own & its != 0)
    }
}

/// The word and the bit of a class.
const fn place(class: Class) -> (usize, u64) {
    (class as usize / 64, 1 << (class as usize % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_know_what_they_hold() {
        let mut set = ClassSet::of(&[Class::Say, Class::Exercise]);
        assert!(set.has(Class::Exercise) && !set.has(Class::Deny));
        set.insert(ClassSet::one(Class::Deny));
        assert!(set.meets(ClassSet::one(Class::Deny)));
        assert_eq!(ClassSet::default(), ClassSet::of(&[]));
    }
}
