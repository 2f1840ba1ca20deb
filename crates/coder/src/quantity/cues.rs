//! The words of harm and the nouns that can be harmed, from the tables in
//! `data/quantity` and those that the caller lays over them.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::CoderError;
use crate::analysis::Harm;
use crate::source::{Folder, Source, bundled, of};
use crate::text::Gate;

/// The tables built into the crate.
pub(crate) const BUNDLED: &[Source<'static>] = bundled!["quantity": "harm.tsv", "counted.tsv"];

/// Where the people stand that a word of harm speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Role {
    Object,
    Subject,
    Noun,
    Count,
    Adjective,
}

/// What a word does, to whom, and what a verb needs behind it.
#[derive(Debug)]
struct Harming {
    role: Role,
    harm: Harm,
    needs: Box<str>,
    /// From a table of the caller's: it replaces the built-in rows of its word.
    own: bool,
}

/// The tables.
#[derive(Debug, Default)]
pub(super) struct Cues {
    words: FxHashMap<SmolStr, Vec<Harming>>,
    /// Passes all words of `words`.
    gate: Gate,
    /// True for a person, false for a thing.
    counted: FxHashMap<SmolStr, bool>,
}

impl Cues {
    /// The built-in tables with the caller's laid over them, and every line that cannot be
    /// read.
    pub(super) fn read(overrides: &[Source<'_>]) -> (Self, Vec<CoderError>) {
        let (mut cues, mut problems) = (Self::default(), Vec::new());
        for source in BUNDLED {
            cues.add(source, false, &mut problems);
        }
        for source in of(overrides, Folder::Quantity) {
            cues.add(source, true, &mut problems);
        }
        (cues, problems)
    }

    fn add(&mut self, source: &Source<'_>, own: bool, problems: &mut Vec<CoderError>) {
        let read = match source.stem_and_ending() {
            ("harm", "tsv") => Self::add_harm,
            ("counted", "tsv") => Self::add_counted,
            _ => {
                let problem =
                    "the name says no table; start it with harm or counted, end it with .tsv";
                problems.push(CoderError::at(source.name, 0, problem));
                return;
            }
        };
        for (line, row) in source.rows() {
            if let Err(problem) = read(self, row, own) {
                problems.push(CoderError::at(source.name, line, problem));
            }
        }
    }

    fn add_harm(&mut self, row: &str, own: bool) -> Result<(), &'static str> {
        let mut cells = row.split('\t');
        let (Some(word), Some(role), Some(harm)) = (cells.next(), cells.next(), cells.next())
        else {
            return Err("expected word, role, harm, with, separated by tabs");
        };
        let role = match role {
            "object" => Role::Object,
            "subject" => Role::Subject,
            "noun" => Role::Noun,
            "count" => Role::Count,
            "adjective" => Role::Adjective,
            _ => return Err("expected a role: object, subject, noun, count or adjective"),
        };
        let harm = match harm {
            "killed" => Harm::Killed,
            "injured" => Harm::Injured,
            "detained" => Harm::Detained,
            "abducted" => Harm::Abducted,
            "missing" => Harm::Missing,
            "displaced" => Harm::Displaced,
            _ => {
                return Err(
                    "expected a harm: killed, injured, detained, abducted, missing or displaced",
                );
            }
        };
        self.gate.add(word);
        let known = self.words.entry(word.into()).or_default();
        if own {
            known.retain(|known| known.own);
        }
        known.push(Harming {
            role,
            harm,
            needs: cells.next().unwrap_or_default().into(),
            own,
        });
        Ok(())
    }

    fn add_counted(&mut self, row: &str, _: bool) -> Result<(), &'static str> {
        let (lemma, person) = match row.split_once('\t') {
            Some((lemma, "person")) => (lemma, true),
            Some((lemma, "thing")) => (lemma, false),
            _ => {
                return Err("expected a lemma and \"person\" or \"thing\", separated by a tab");
            }
        };
        self.counted.insert(lemma.into(), person);
        Ok(())
    }

    /// Whether the tables say that the word harms.
    pub(super) fn is_harming(&self, word: &str) -> bool {
        self.gate.may_hold(word) && self.words.contains_key(word)
    }

    /// What a word does to people in a role, and what must follow it.
    pub(super) fn harms(&self, word: &str, role: Role) -> impl Iterator<Item = (Harm, &str)> {
        let known = self.gate.may_hold(word).then(|| self.words.get(word));
        known
            .flatten()
            .into_iter()
            .flatten()
            .filter(move |known| known.role == role)
            .map(|known| (known.harm, known.needs.as_ref()))
    }

    /// What a word that needs nothing else does to people in a role.
    pub(super) fn harm(&self, word: &str, role: Role) -> Option<Harm> {
        self.harms(word, role).next().map(|(harm, _)| harm)
    }

    pub(super) fn is_person(&self, lemma: &str) -> bool {
        self.counted.get(last_part(lemma)) == Some(&true)
    }

    pub(super) fn is_thing(&self, lemma: &str) -> bool {
        self.counted.get(last_part(lemma)) == Some(&false)
    }
}

/// "ex-soldier" counts as "soldier".
fn last_part(lemma: &str) -> &str {
    let hyphen = lemma.bytes().rposition(|byte| byte == b'-');
    hyphen.map_or(lemma, |hyphen| &lemma[hyphen + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_the_callers_replaces_those_of_its_word_and_a_wrong_one_is_named() {
        let source = Source {
            name: "quantity/harm-mine.tsv",
            text: "# mine\nkill\tsubject\tinjured\nkill\tbystander\tkilled\n",
        };
        let (cues, problems) = Cues::read(&[source]);
        assert_eq!(cues.harm("kill", Role::Object), None);
        assert_eq!(cues.harm("kill", Role::Subject), Some(Harm::Injured));
        assert_eq!((problems.len(), problems[0].line), (1, 3));
    }
}
