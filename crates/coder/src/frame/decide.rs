//! The codebook's rules as a table: an act, the classes of its sides, its weapon and its
//! circumstances decide the types. The first row that fits wins, as in a codebook.

use sitrep_contract::{Label as _, PloverType, SubEventType};

use super::flag::{FLAGS, FlagSet};
use super::frames::{Act, Frame, weapon_name};
use super::party::{PARTIES, PartySet};
use super::plover::parse_plover;
use crate::CoderError;
use crate::source::Source;

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
    /// What the row leaves open beside this.
    pub(crate) others: Vec<Decision>,
}

/// A row of the table.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) act: Act,
    agent: PartySet,
    target: PartySet,
    weapons: Vec<&'static str>,
    wants: FlagSet,
    forbids: FlagSet,
    /// `None` means that the event is to be discarded.
    pub(super) decision: Option<Decision>,
    /// File and line.
    pub(super) origin: (String, usize),
}

impl Row {
    /// Whether every act that fits the other row fits this one.
    pub(super) fn covers(&self, other: &Self) -> bool {
        self.act == other.act
            && self.agent.holds(other.agent)
            && self.target.holds(other.target)
            && other.wants.holds(self.wants)
            && other.forbids.holds(self.forbids)
            && (self.weapons.is_empty()
                || (!other.weapons.is_empty()
                    && other
                        .weapons
                        .iter()
                        .all(|weapon| self.weapons.contains(weapon))))
    }

    /// Whether it wants a circumstance that it forbids.
    pub(super) fn contradicts_itself(&self) -> bool {
        self.wants.meets(self.forbids)
    }
}

/// The rows in order.
#[derive(Debug, Default)]
pub(crate) struct DecisionTable {
    pub(super) rows: Vec<Row>,
    /// How many rows of the caller's stand before the built-in ones.
    pub(super) own: usize,
}

impl DecisionTable {
    /// Adds the rows of a file, the caller's `own` before the built-in ones. A row that
    /// cannot be read is noted and left out.
    pub(super) fn read(&mut self, source: &Source<'_>, own: bool, problems: &mut Vec<CoderError>) {
        for (line, text) in source.rows() {
            match parse_row(text, (source.name.to_owned(), line)) {
                Ok(row) if own => {
                    self.rows.insert(self.own, row);
                    self.own += 1;
                }
                Ok(row) => self.rows.push(row),
                Err(problem) => problems.push(CoderError::at(source.name, line, problem)),
            }
        }
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
                && row.agent.meets(agent)
                && row.target.meets(target)
                && flags.holds(row.wants)
                && !row.forbids.meets(flags)
                && (row.weapons.is_empty()
                    || row.weapons.iter().any(|weapon| weapons.contains(weapon)))
        })?;
        row.decision.as_ref()
    }
}

fn parse_row(line: &str, origin: (String, usize)) -> Result<Row, String> {
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
            _ => weapon
                .split('|')
                .map(weapon_name)
                .collect::<Result<_, _>>()?,
        },
        wants,
        forbids,
        decision: parse_decision(sub_event, plover, rule)?,
        origin,
    })
}

/// Reads "Attack|Armed clash" with PLOVER's types for each, or one for all.
fn parse_decision(sub_events: &str, plovers: &str, rule: &str) -> Result<Option<Decision>, String> {
    if sub_events == "discard" {
        return Ok(None);
    }
    let plovers: Vec<&str> = plovers.split('|').collect();
    let mut decisions = Vec::new();
    for (number, label) in sub_events.split('|').enumerate() {
        let sub_event = match label {
            "-" => SubEventType::Unspecified,
            label => SubEventType::from_label(label)
                .ok_or_else(|| format!("unknown sub-event type '{label}'"))?,
        };
        let own = plovers.get(number).or(plovers.first());
        let (plover, mode) = parse_plover(own.copied().unwrap_or("-"))?;
        decisions.push(Decision {
            sub_event,
            plover,
            mode,
            rule: format!("type/{rule}"),
            others: Vec::new(),
        });
    }
    if plovers.len() > 1 && plovers.len() != decisions.len() {
        return Err("give one type of PLOVER for all, or one for each".to_owned());
    }
    let mut first = decisions.remove(0);
    first.others = decisions;
    Ok(Some(first))
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
        return Ok(PartySet::ANY);
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
    use super::super::{Flag, Party};
    use super::*;

    fn read(text: &str) -> (DecisionTable, Vec<CoderError>) {
        let (mut table, mut problems) = (DecisionTable::default(), Vec::new());
        let source = Source {
            name: "frames/decide.tsv",
            text,
        };
        table.read(&source, false, &mut problems);
        (table, problems)
    }

    #[test]
    fn a_row_names_classes_flags_and_types_that_exist() {
        let row = "attack\tstate|police\tprotesters\t*\tkilled,!failed\t\
                   Excessive force against protesters\tASSAULT firearms\tforce";
        let row = &read(row).0.rows[0];
        assert!(row.agent.has(Party::Police) && !row.agent.has(Party::NonState));
        assert!(row.wants.has(Flag::Killed) && row.forbids.has(Flag::Failed));
        assert_eq!(row.decision.as_ref().unwrap().rule, "type/force");
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
            (
                "attack\t*\t*\twand\t-\tAttack\t-\tx",
                "unknown weapon 'wand'",
            ),
            ("attack\t*", "expected 8 columns, found 2"),
        ];
        for (line, message) in wrong {
            let (_, problems) = read(&format!("# act\n{line}"));
            assert_eq!(problems[0].line, 2);
            assert_eq!(problems[0].problem, message);
        }
    }

    #[test]
    fn a_row_can_leave_types_open() {
        let (table, problems) = read("attack\t*\t*\t*\t-\tAttack|Armed clash\tASSAULT firearms\tx");
        assert_eq!(problems, []);
        let decision = table.rows[0].decision.as_ref().unwrap();
        assert_eq!(decision.sub_event, SubEventType::Attack);
        assert_eq!(decision.others[0].sub_event, SubEventType::ArmedClash);
        assert_eq!(decision.others[0].mode.as_deref(), Some("firearms"));
    }

    #[test]
    fn a_wider_row_covers_a_narrower_one() {
        let row = |text: &str| read(text).0.rows.remove(0);
        let wide = row("attack\t*\tcivilians|state\t*\t-\tAttack\t-\tx");
        let narrow = row("attack\tstate\tcivilians\tbomb\tkilled,!failed\tAttack\t-\ty");
        assert!(wide.covers(&narrow) && !narrow.covers(&wide));
    }
}
