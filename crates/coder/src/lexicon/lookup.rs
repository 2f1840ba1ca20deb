//! Looking an actor up by name, for people who edit the tables.

use jiff::civil::Date;
use sitrep_contract::Label as _;
use smol_str::SmolStr;

use super::Lexicon;
use super::class::actor_class_label;
use super::index::NameEntry;
use super::pieces::Pieces;
use super::trie::Trie;

/// What the lexicon says of an actor on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorEntry {
    /// The id, "actor/…".
    pub id: String,
    /// The name to show.
    pub name: String,
    /// ACLED's name, where known.
    pub acled_name: Option<String>,
    /// The class, as written in the tables.
    pub class: &'static str,
    /// ACLED's actor class at home, as a label.
    pub inter: &'static str,
    /// ISO 3166-1 alpha-2, home first.
    pub countries: Vec<String>,
    /// Whom it belongs to on the day.
    pub parent: Option<String>,
    /// Who took its place, where it has ended.
    pub successor: Option<String>,
    /// First and last day of the row that holds; `None` is open.
    pub valid: (Option<Date>, Option<Date>),
    /// Whether the day lies in that period. Without a day: whether it is still open.
    pub is_valid: bool,
    /// The file and line of the row.
    pub origin: (String, usize),
}

/// The actors that a name may mean, those valid on the day first.
pub(super) fn lookup(lexicon: &Lexicon, name: &str, on: Option<Date>) -> Vec<ActorEntry> {
    let index = &lexicon.index;
    let mut node = Some(Trie::<NameEntry>::ROOT);
    let mut pieces = Pieces::default();
    for word in name.split_whitespace() {
        pieces.each(word, |_, key, flags| {
            if !flags.particle {
                node = node.and_then(|node| index.names.step(node, index.name_words.id(key)));
            }
        });
    }
    let by_name = node.map_or(&[][..], |node| index.names.entries(node));
    let numbers = by_name.iter().filter_map(|entry| match entry {
        NameEntry::Actor { actor, .. } => Some(*actor),
        _ => None,
    });
    // An id, with or without its prefix, is a name, too.
    let by_id = lexicon
        .actor(name)
        .or_else(|| lexicon.actor(&super::actor::actor_id(name)))
        .map(|(number, _)| number);
    let mut numbers: Vec<u32> = numbers.chain(by_id).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let mut found: Vec<ActorEntry> = numbers
        .into_iter()
        .map(|number| entry(lexicon, number, on))
        .collect();
    found.sort_by_key(|entry| !entry.is_valid);
    found
}

fn entry(lexicon: &Lexicon, number: u32, on: Option<Date>) -> ActorEntry {
    let actor = &lexicon.actors[number as usize];
    let phase = actor.at(on);
    ActorEntry {
        id: actor.id.to_string(),
        name: phase.name.to_string(),
        acled_name: phase.acled.as_deref().map(str::to_owned),
        class: actor_class_label(phase.class),
        inter: phase.inter.label(),
        countries: phase
            .countries
            .iter()
            .map(|code| code.as_str().to_owned())
            .collect(),
        parent: phase.parent(on).map(SmolStr::to_string),
        successor: phase.successor.as_deref().map(str::to_owned),
        valid: (phase.period.from, phase.period.to),
        is_valid: phase.period.contains(on),
        origin: phase.origin.clone(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_name_is_found_in_other_spellings_and_by_id() {
        let lexicon = Lexicon::load(&[]).unwrap();
        for name in ["Hay'at Tahrir ash-Sham", "HTS", "hayat-tahrir-al-sham"] {
            let found = lookup(&lexicon, name, Some(date(2020, 5, 1)));
            assert_eq!(found[0].id, "actor/hayat-tahrir-al-sham", "{name}");
            assert!(found[0].is_valid);
        }
    }

    #[test]
    fn an_ended_group_names_its_successor() {
        let lexicon = Lexicon::load(&[]).unwrap();
        let found = lookup(&lexicon, "Jabhat al-Nusra", Some(date(2019, 1, 1)));
        assert!(!found[0].is_valid);
        assert_eq!(
            found[0].successor.as_deref(),
            Some("actor/hayat-tahrir-al-sham")
        );
        let found = lookup(&lexicon, "Jabhat al-Nusra", Some(date(2014, 1, 1)));
        assert_eq!(found[0].parent.as_deref(), Some("actor/al-qaeda"));
    }
}
