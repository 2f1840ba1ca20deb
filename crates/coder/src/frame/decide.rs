//! The codebook's rules as a table: an act, the classes of its sides, its weapon and its
//! circumstances decide the types. The first row that fits wins, as in a codebook.

use sitrep_contract::{Label, PloverType, SubEventType};

use super::frames::{Act, Frame};

/// What a side is, for the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Party {
    /// Military, security services and peacekeepers at home or abroad.
    State,
    /// Police and gendarmerie.
    Police,
    /// State forces outside their home, or of a state that is not the place's.
    Foreign,
    /// Armed groups, gunmen, militias, gangs.
    NonState,
    /// Unarmed people.
    Civilians,
    /// Peaceful demonstrators.
    Protesters,
    /// Violent crowds.
    Rioters,
    /// Governments, parties, organisations.
    Political,
    /// A base, a convoy.
    MilitaryObject,
    /// A market, a school, a village.
    CivilianObject,
    /// Property.
    Property,
    /// What can be captured.
    Territory,
    /// Weapons and explosives.
    Arms,
    /// A drone or missile as target.
    Uncrewed,
    /// A crewed aircraft as target.
    Crewed,
    /// Nobody is named.
    Nobody,
}

const PARTIES: [(&str, Party); 16] = [
    ("state", Party::State),
    ("police", Party::Police),
    ("foreign", Party::Foreign),
    ("nonstate", Party::NonState),
    ("civilians", Party::Civilians),
    ("protesters", Party::Protesters),
    ("rioters", Party::Rioters),
    ("political", Party::Political),
    ("military-object", Party::MilitaryObject),
    ("civilian-object", Party::CivilianObject),
    ("property", Party::Property),
    ("territory", Party::Territory),
    ("arms", Party::Arms),
    ("uncrewed", Party::Uncrewed),
    ("crewed", Party::Crewed),
    ("nobody", Party::Nobody),
];

/// A set of [`Party`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct PartySet(u32);

impl PartySet {
    /// Adds one.
    pub(crate) fn insert(&mut self, party: Party) {
        self.0 |= 1 << party as u8;
    }

    /// Takes one out.
    pub(crate) fn remove(&mut self, party: Party) {
        self.0 &= !(1 << party as u8);
    }

    /// Adds all of another set.
    pub(crate) fn merge(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Whether nothing is in the set.
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether it is in the set.
    pub(crate) fn has(self, party: Party) -> bool {
        self.0 & (1 << party as u8) != 0
    }

    /// Whether one of them is in the set.
    pub(crate) fn any(self, parties: &[Party]) -> bool {
        parties.iter().any(|party| self.has(*party))
    }
}

/// A circumstance that a rule can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Flag {
    /// People were killed.
    Killed,
    /// People were injured.
    Injured,
    /// The sides do it to each other.
    Mutual,
    /// It happened in the course of fighting.
    Fighting,
    /// Nobody resisted.
    NoResistance,
    /// The targets could not defend themselves.
    Defenceless,
    /// Live ammunition.
    LiveFire,
    /// Arrests of demonstrators.
    Detained,
    /// A demonstration is the setting.
    Demonstration,
    /// It was tried and failed, or was foiled.
    Failed,
    /// A ceasefire, peace or prisoner deal.
    PeaceDeal,
    /// A crowd acts.
    Crowd,
}

const FLAGS: [(&str, Flag); 12] = [
    ("killed", Flag::Killed),
    ("injured", Flag::Injured),
    ("mutual", Flag::Mutual),
    ("fighting", Flag::Fighting),
    ("no-resistance", Flag::NoResistance),
    ("defenceless", Flag::Defenceless),
    ("live-fire", Flag::LiveFire),
    ("detained", Flag::Detained),
    ("demonstration", Flag::Demonstration),
    ("failed", Flag::Failed),
    ("peace-deal", Flag::PeaceDeal),
    ("crowd", Flag::Crowd),
];

/// A set of [`Flag`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct FlagSet(u16);

impl FlagSet {
    /// Adds one.
    pub(crate) fn insert(&mut self, flag: Flag) {
        self.0 |= 1 << flag as u8;
    }
    /// Whether it is in the set.
    pub(crate) fn has(self, flag: Flag) -> bool {
        self.0 & (1 << flag as u8) != 0
    }
}

/// What a row decides.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Decision {
    /// ACLED's sub-event type; unspecified for acts that only PLOVER codes.
    pub(crate) sub_event: SubEventType,
    /// PLOVER's type; unspecified where the frame names it.
    pub(crate) plover: PloverType,
    /// PLOVER's mode.
    pub(crate) mode: Option<String>,
    /// The row's name for the trace, e.g. "type/attack-on-protesters".
    pub(crate) rule: String,
}

#[derive(Debug)]
struct Row {
    act: Act,
    agent: PartySet,
    target: PartySet,
    weapons: Vec<String>,
    wants: FlagSet,
    forbids: FlagSet,
    /// `None` means that the event is to be discarded.
    decision: Option<Decision>,
}

/// The rows in order.
#[derive(Debug, Default)]
pub(crate) struct DecisionTable {
    rows: Vec<Row>,
}

impl DecisionTable {
    /// Reads the table; the error says what is wrong in which line.
    pub(super) fn parse(text: &str) -> Result<Self, (usize, String)> {
        let mut rows = Vec::new();
        for (index, line) in text.lines().enumerate() {
            if !line.trim().is_empty() && !line.starts_with('#') {
                rows.push(parse_row(line).map_err(|message| (index + 1, message))?);
            }
        }
        Ok(Self { rows })
    }

    /// The decision for an act; `None` where the rules say that it is no event, or none fits.
    pub(crate) fn decide(
        &self,
        frame: &Frame,
        agent: PartySet,
        target: PartySet,
        weapons: &[&str],
        flags: FlagSet,
    ) -> Option<&Decision> {
        let row = self.rows.iter().find(|row| {
            row.act == frame.act
                && row.agent.0 & agent.0 != 0
                && row.target.0 & target.0 != 0
                && row.wants.0 & !flags.0 == 0
                && row.forbids.0 & flags.0 == 0
                && (row.weapons.is_empty()
                    || row
                        .weapons
                        .iter()
                        .any(|weapon| weapons.contains(&weapon.as_str())))
        })?;
        row.decision.as_ref()
    }
}

fn parse_row(line: &str) -> Result<Row, String> {
    let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
    let [act, agent, target, weapon, flags, sub_event, plover, rule] = fields[..] else {
        return Err(format!("expected 8 columns, found {}", fields.len()));
    };
    let (mut wants, mut forbids) = (FlagSet::default(), FlagSet::default());
    for flag in flags.split(',').filter(|flag| *flag != "-") {
        match flag.strip_prefix('!') {
            Some(name) => forbids.insert(named(&FLAGS, name)?),
            None => wants.insert(named(&FLAGS, flag)?),
        }
    }
    Ok(Row {
        act: parse_act(act)?,
        agent: parse_parties(agent)?,
        target: parse_parties(target)?,
        weapons: match weapon {
            "*" => Vec::new(),
            _ => weapon.split('|').map(str::to_owned).collect(),
        },
        wants,
        forbids,
        decision: parse_decision(sub_event, plover, rule)?,
    })
}

fn parse_decision(sub_event: &str, plover: &str, rule: &str) -> Result<Option<Decision>, String> {
    if sub_event == "discard" {
        return Ok(None);
    }
    let sub_event = match sub_event {
        "-" => SubEventType::Unspecified,
        label => SubEventType::from_label(label)
            .ok_or_else(|| format!("unknown sub-event type '{label}'"))?,
    };
    let (plover, mode) = parse_plover(plover)?;
    Ok(Some(Decision {
        sub_event,
        plover,
        mode,
        rule: format!("type/{rule}"),
    }))
}

/// Reads "ASSAULT heavy-weapons"; "-" leaves the choice to the frame.
pub(super) fn parse_plover(text: &str) -> Result<(PloverType, Option<String>), String> {
    if text == "-" {
        return Ok((PloverType::Unspecified, None));
    }
    let (label, mode) = match text.split_once(' ') {
        Some((label, mode)) => (label, Some(mode)),
        None => (text, None),
    };
    let plover = PloverType::from_label(label).ok_or_else(|| format!("unknown type '{label}'"))?;
    if let Some(mode) = mode.filter(|mode| !modes(plover).contains(mode)) {
        return Err(format!("{label} has no mode '{mode}'"));
    }
    Ok((plover, mode.map(str::to_owned)))
}

/// The modes of PLOVER 2.0's manual.
fn modes(plover: PloverType) -> &'static [&'static str] {
    match plover {
        PloverType::Consult => &["visit", "third-party", "multilateral", "phone"],
        PloverType::Retreat => &[
            "withdraw",
            "release",
            "disarm",
            "ceasefire",
            "access",
            "resign",
        ],
        PloverType::Request | PloverType::Reject => &["assist", "change", "yield", "meet"],
        PloverType::Accuse => &["disapprove", "investigate", "allege"],
        PloverType::Threaten => &[
            "restrict",
            "arrest",
            "relations",
            "expel",
            "territory",
            "violence",
        ],
        PloverType::Sanction => &["convict", "expel", "withdraw", "discontinue"],
        PloverType::Protest => &[
            "demo",
            "riot",
            "strike",
            "hunger",
            "boycott",
            "obstruct",
            "vandalize",
        ],
        PloverType::Mobilize => &["troops", "weapons", "police", "militia"],
        PloverType::Coerce => &[
            "seize",
            "restrict",
            "censor",
            "curfew",
            "martial-law",
            "arrest",
            "deport",
            "withhold",
            "misinformation",
            "cyber",
        ],
        PloverType::Assault => &[
            "abduct",
            "beat",
            "torture",
            "sexual",
            "targeted",
            "destroy",
            "primitive",
            "firearms",
            "explosives",
            "suicide-attack",
            "aerial",
            "drone",
            "heavy-weapons",
            "crowd-control",
            "unconventional",
        ],
        _ => &[],
    }
}

fn parse_act(name: &str) -> Result<Act, String> {
    use serde::Deserialize as _;
    use serde::de::IntoDeserializer as _;
    let name: serde::de::value::StrDeserializer<'_, serde::de::value::Error> =
        name.into_deserializer();
    Act::deserialize(name).map_err(|error| error.to_string())
}

fn parse_parties(text: &str) -> Result<PartySet, String> {
    if text == "*" {
        return Ok(PartySet(u32::MAX));
    }
    let mut set = PartySet::default();
    for name in text.split('|') {
        set.insert(named(&PARTIES, name)?);
    }
    Ok(set)
}

fn named<T: Copy>(names: &[(&str, T)], name: &str) -> Result<T, String> {
    let found = names.iter().find(|(other, _)| *other == name);
    found
        .map(|(_, value)| *value)
        .ok_or_else(|| format!("unknown name '{name}'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_names_classes_flags_and_types_that_exist() {
        let row = "attack\tstate|police\tprotesters\t*\tkilled,!failed\t\
                   Excessive force against protesters\tASSAULT firearms\tforce";
        let row = parse_row(row).unwrap();
        assert!(row.agent.has(Party::Police) && !row.agent.has(Party::NonState));
        assert!(row.wants.has(Flag::Killed) && row.forbids.has(Flag::Failed));
        assert_eq!(row.decision.unwrap().rule, "type/force");
    }

    #[test]
    fn a_wrong_row_is_refused_with_its_line() {
        let wrong = [
            (
                "attack\t*\t*\t*\t-\tAttacks\t-\tx",
                "unknown sub-event type 'Attacks'",
            ),
            (
                "attack\t*\tdragons\t*\t-\tAttack\t-\tx",
                "unknown name 'dragons'",
            ),
            (
                "attack\t*\t*\t*\t-\tAttack\tASSAULT magic\tx",
                "ASSAULT has no mode 'magic'",
            ),
            ("attack\t*", "expected 8 columns, found 2"),
        ];
        for (line, message) in wrong {
            let table = format!("# act\n{line}");
            assert_eq!(
                DecisionTable::parse(&table).unwrap_err(),
                (2, message.to_owned())
            );
        }
    }
}
