//! The TOML files of frames and cues as they are written, and how one laid over another
//! changes it: by the ids of its frames. A mistake is noted with file and line, so that an
//! edited file never silently changes what is coded.

use std::collections::BTreeMap;
use std::rc::Rc;

use rustc_hash::FxHashSet;
use serde::Deserialize;
use toml::Spanned;

use super::classes::Class;
use super::frames::{Act, Need, Role};
use crate::CoderError;
use crate::source::Source;

/// Lists of words that frames refer to as "@name".
pub(super) type Lists = BTreeMap<String, Vec<String>>;

/// A file of frames.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    #[serde(default)]
    lists: Lists,
    /// Ids of frames of earlier files that are not wanted.
    #[serde(default)]
    drop: Vec<Spanned<String>>,
    #[serde(default)]
    frame: Vec<Entry>,
}

/// A frame as it is written; `battles.toml` explains the fields.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Entry {
    pub(super) id: Spanned<String>,
    pub(super) act: Act,
    pub(super) plover: Option<Spanned<String>>,
    pub(super) weapon: Option<String>,
    #[serde(default)]
    pub(super) two_sided: bool,
    #[serde(default)]
    pub(super) consequence: bool,
    pub(super) weight: Option<f32>,
    #[serde(default)]
    pub(super) verbs: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) nouns: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) phrases: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) also: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) roles: BTreeMap<String, Role>,
    #[serde(default)]
    pub(super) needs: Vec<Need>,
    #[serde(default)]
    pub(super) not_context: Vec<String>,
    #[serde(default)]
    pub(super) not_classes: Vec<Class>,
    #[serde(default)]
    pub(super) not_before: Vec<String>,
    #[serde(default)]
    pub(super) not_after: Vec<String>,
}

/// A frame with the file it stands in.
#[derive(Debug)]
pub(super) struct StatedFrame<'a> {
    /// The file.
    pub(super) source: Source<'a>,
    /// The frame.
    pub(super) entry: Entry,
    /// The lists of its file, and behind them those of the file whose frame it replaces.
    pub(super) lists: Vec<Rc<Lists>>,
}

impl StatedFrame<'_> {
    /// The frame's id.
    pub(super) fn id(&self) -> &str {
        self.entry.id.get_ref()
    }

    /// An error at the frame.
    pub(super) fn error(&self, problem: impl Into<String>) -> CoderError {
        self.error_at(&self.entry.id, problem)
    }

    /// An error at one of its words.
    pub(super) fn error_at(
        &self,
        word: &Spanned<String>,
        problem: impl Into<String>,
    ) -> CoderError {
        error_at(&self.source, word.span().start, problem)
    }

    /// Puts the words of lists in the place of their names in triggers: "merge * @bodies".
    fn fill_in(&mut self, problems: &mut Vec<CoderError>) {
        let entry = &mut self.entry;
        let triggers = [
            &mut entry.verbs,
            &mut entry.nouns,
            &mut entry.phrases,
            &mut entry.also,
        ];
        for trigger in triggers.into_iter().flatten() {
            if !trigger.get_ref().contains('@') {
                continue;
            }
            match filled_in(trigger.get_ref(), &self.lists) {
                Ok(filled) => *trigger.get_mut() = filled,
                Err(problem) => {
                    let start = trigger.span().start;
                    problems.push(error_at(&self.source, start, problem));
                }
            }
        }
    }

    /// A list of words by its name.
    pub(super) fn list(&self, name: &str) -> Option<&[String]> {
        list(&self.lists, name)
    }
}

fn list<'l>(lists: &'l [Rc<Lists>], name: &str) -> Option<&'l [String]> {
    let mut lists = lists.iter();
    lists.find_map(|lists| lists.get(name)).map(Vec::as_slice)
}

/// A trigger with the words of lists in the place of their names.
fn filled_in(trigger: &str, lists: &[Rc<Lists>]) -> Result<String, String> {
    let choice = |choice: &str| match choice.strip_prefix('@') {
        Some(name) => list(lists, name)
            .map(|words| words.join("/"))
            .ok_or_else(|| format!("no list '{name}'")),
        None => Ok(choice.to_owned()),
    };
    let part = |part: &str| {
        let choices: Result<Vec<_>, _> = part.split('/').map(choice).collect();
        choices.map(|choices| choices.join("/"))
    };
    let parts: Result<Vec<_>, _> = trigger.split(' ').map(part).collect();
    parts.map(|parts| parts.join(" "))
}

/// All frames, in the order in which they are tried, and all cues.
#[derive(Debug, Default)]
pub(super) struct Families<'a> {
    /// Each id once.
    pub(super) frames: Vec<StatedFrame<'a>>,
    /// Words and phrases of each class, those of later files added.
    pub(super) cues: Vec<(Class, String)>,
}

impl<'a> Families<'a> {
    /// Reads a file of frames. A frame of the caller's `own` files takes the place of the
    /// built-in one with its id.
    pub(super) fn read(&mut self, source: &Source<'a>, own: bool, problems: &mut Vec<CoderError>) {
        let Some(family) = parse::<Family>(source, problems) else {
            return;
        };
        for unwanted in &family.drop {
            let before = self.frames.len();
            self.frames.retain(|frame| frame.id() != unwanted.get_ref());
            if self.frames.len() == before {
                let problem = format!("no frame '{}' to drop", unwanted.get_ref());
                problems.push(error_at(source, unwanted.span().start, problem));
            }
        }
        let lists = Rc::new(family.lists);
        let mut ids = FxHashSet::default();
        for entry in family.frame {
            let mut frame = StatedFrame {
                source: *source,
                entry,
                lists: vec![Rc::clone(&lists)],
            };
            if !ids.insert(frame.id().to_owned()) {
                problems.push(frame.error(format!("frame '{}' stands twice", frame.id())));
                continue;
            }
            match self
                .frames
                .iter_mut()
                .find(|known| known.id() == frame.id())
            {
                Some(_) if !own => {
                    let problem = format!("frame '{}' stands in another file", frame.id());
                    problems.push(frame.error(problem));
                }
                Some(known) => {
                    frame.lists.append(&mut known.lists);
                    frame.fill_in(problems);
                    *known = frame;
                }
                None => {
                    frame.fill_in(problems);
                    self.frames.push(frame);
                }
            }
        }
    }

    /// Reads a file of cues.
    pub(super) fn read_cues(&mut self, source: &Source<'a>, problems: &mut Vec<CoderError>) {
        let cues = parse::<BTreeMap<Class, Vec<String>>>(source, problems).unwrap_or_default();
        for (class, entries) in cues {
            self.cues
                .extend(entries.into_iter().map(|entry| (class, entry)));
        }
    }
}

fn parse<'a, T: Deserialize<'a>>(source: &Source<'a>, problems: &mut Vec<CoderError>) -> Option<T> {
    match toml::from_str(source.text) {
        Ok(read) => Some(read),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            problems.push(error_at(source, at, error.message()));
            None
        }
    }
}

fn error_at(source: &Source<'_>, at: usize, problem: impl Into<String>) -> CoderError {
    let before = &source.text.as_bytes()[..at.min(source.text.len())];
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    CoderError::at(source.name, line, problem)
}
