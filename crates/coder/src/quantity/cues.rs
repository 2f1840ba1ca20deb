//! The words of harm and the nouns that can be harmed, from the tables in
//! `data/quantity`.

use rustc_hash::FxHashMap;

use crate::analysis::Harm;

const HARM: &str = include_str!("../../data/quantity/harm.tsv");
const COUNTED: &str = include_str!("../../data/quantity/counted.tsv");

/// A line of a bundled table that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("data/quantity/{file}:{line}: expected {expected}: correct the line")]
pub(crate) struct CueError {
    file: &'static str,
    line: usize,
    expected: &'static str,
}

/// Where the people stand that a word of harm speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Role {
    Object,
    Subject,
    Noun,
    Count,
    Adjective,
}

/// What a verb of harm needs behind it.
type Needs = &'static str;

/// The tables.
#[derive(Debug)]
pub(super) struct Cues {
    words: FxHashMap<&'static str, Vec<(Role, Harm, Needs)>>,
    /// True for a person, false for a thing.
    counted: FxHashMap<&'static str, bool>,
}

impl Cues {
    pub(super) fn bundled() -> Result<Self, CueError> {
        let mut words: FxHashMap<_, Vec<_>> = FxHashMap::default();
        for (line, row) in rows(HARM) {
            let error = |expected| CueError {
                file: "harm.tsv",
                line,
                expected,
            };
            let mut cells = row.split('\t');
            let (Some(word), Some(role), Some(harm)) = (cells.next(), cells.next(), cells.next())
            else {
                return Err(error("word, role, harm, with, separated by tabs"));
            };
            let role = match role {
                "object" => Role::Object,
                "subject" => Role::Subject,
                "noun" => Role::Noun,
                "count" => Role::Count,
                "adjective" => Role::Adjective,
                _ => return Err(error("a role: object, subject, noun, count or adjective")),
            };
            let harm = match harm {
                "killed" => Harm::Killed,
                "injured" => Harm::Injured,
                "detained" => Harm::Detained,
                "abducted" => Harm::Abducted,
                "missing" => Harm::Missing,
                "displaced" => Harm::Displaced,
                _ => {
                    return Err(error(
                        "a harm: killed, injured, detained, abducted, missing or displaced",
                    ));
                }
            };
            words
                .entry(word)
                .or_default()
                .push((role, harm, cells.next().unwrap_or_default()));
        }
        let mut counted = FxHashMap::default();
        for (line, row) in rows(COUNTED) {
            match row.split_once('\t') {
                Some((lemma, "person")) => counted.insert(lemma, true),
                Some((lemma, "thing")) => counted.insert(lemma, false),
                _ => {
                    return Err(CueError {
                        file: "counted.tsv",
                        line,
                        expected: "a lemma and \"person\" or \"thing\", separated by a tab",
                    });
                }
            };
        }
        Ok(Self { words, counted })
    }

    /// What a word does to people in a role, and what must follow it.
    pub(super) fn harms(&self, word: &str, role: Role) -> impl Iterator<Item = (Harm, Needs)> {
        self.words
            .get(word)
            .into_iter()
            .flatten()
            .filter(move |(of, ..)| *of == role)
            .map(|(_, harm, needs)| (*harm, *needs))
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
    lemma.rsplit('-').next().unwrap_or(lemma)
}

fn rows(table: &'static str) -> impl Iterator<Item = (usize, &'static str)> {
    table
        .lines()
        .enumerate()
        .map(|(number, line)| (number + 1, line))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}
