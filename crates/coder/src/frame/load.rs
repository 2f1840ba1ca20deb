//! Reads and checks the frame data. A mistake is an error that names file and line,
//! so that an edited file never silently changes what is coded.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use toml::Spanned;

use super::classes::{Class, ClassSet};
use super::decide::{DecisionTable, parse_plover};
use super::frames::{Act, Frame, Need, Role};
use super::inflect::Irregular;
use super::pattern::{Part, Patterns};
use super::vocabulary::{Vocabulary, Word};
use crate::CoderError;

/// What a pattern stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Triggers the frame with this index.
    Frame(u16),
    /// Its tokens are of this class.
    Class(Class),
}

/// All frames, cues and decision rules, ready for use.
#[derive(Debug, Default)]
pub(crate) struct FrameSet {
    /// All frames.
    pub(crate) frames: Vec<Frame>,
    /// Triggers and cues of several words.
    pub(crate) patterns: Patterns<Meaning>,
    /// The words of all data files.
    pub(crate) vocabulary: Vocabulary,
    /// The codebook's rules.
    pub(crate) decisions: DecisionTable,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    /// Lists that frames of the file refer to as "@name".
    #[serde(default)]
    lists: BTreeMap<String, Vec<String>>,
    frame: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Entry {
    id: Spanned<String>,
    act: Act,
    plover: Option<Spanned<String>>,
    weapon: Option<String>,
    #[serde(default)]
    two_sided: bool,
    #[serde(default)]
    consequence: bool,
    weight: Option<f32>,
    #[serde(default)]
    verbs: Vec<Spanned<String>>,
    #[serde(default)]
    nouns: Vec<Spanned<String>>,
    #[serde(default)]
    phrases: Vec<Spanned<String>>,
    #[serde(default)]
    also: Vec<Spanned<String>>,
    #[serde(default)]
    roles: BTreeMap<String, Role>,
    #[serde(default)]
    needs: Vec<Need>,
    #[serde(default)]
    not_context: Vec<String>,
    #[serde(default)]
    not_classes: Vec<Class>,
    #[serde(default)]
    not_before: Vec<String>,
    #[serde(default)]
    not_after: Vec<String>,
}

const IRREGULAR: (&str, &str) = (
    "irregular.tsv",
    include_str!("../../data/frames/irregular.tsv"),
);
const CUES: (&str, &str) = ("cues.toml", include_str!("../../data/frames/cues.toml"));
const DECISIONS: (&str, &str) = ("decide.tsv", include_str!("../../data/frames/decide.tsv"));
const FAMILIES: [(&str, &str); 7] = [
    (
        "battles.toml",
        include_str!("../../data/frames/battles.toml"),
    ),
    ("remote.toml", include_str!("../../data/frames/remote.toml")),
    (
        "civilians.toml",
        include_str!("../../data/frames/civilians.toml"),
    ),
    (
        "protests.toml",
        include_str!("../../data/frames/protests.toml"),
    ),
    (
        "strategic.toml",
        include_str!("../../data/frames/strategic.toml"),
    ),
    (
        "cooperation.toml",
        include_str!("../../data/frames/cooperation.toml"),
    ),
    (
        "pressure.toml",
        include_str!("../../data/frames/pressure.toml"),
    ),
];

impl FrameSet {
    /// The data files that the crate ships.
    pub(crate) fn bundled() -> Result<Self, CoderError> {
        Self::read(IRREGULAR, CUES, DECISIONS, &FAMILIES)
    }

    /// The text of all data files, from which a version is made.
    pub(crate) fn bundled_text() -> String {
        let files = [IRREGULAR, CUES, DECISIONS];
        files
            .iter()
            .chain(&FAMILIES)
            .map(|(_, text)| *text)
            .collect()
    }

    fn read(
        irregular: (&str, &str),
        cues: (&str, &str),
        decisions: (&str, &str),
        families: &[(&str, &str)],
    ) -> Result<Self, CoderError> {
        let in_line = |file: &str| {
            let file = file.to_owned();
            move |(line, message)| CoderError::at(&file, line, message)
        };
        let forms = Irregular::parse(irregular.1).map_err(in_line(irregular.0))?;
        let mut set = Self {
            decisions: DecisionTable::parse(decisions.1).map_err(in_line(decisions.0))?,
            ..Self::default()
        };
        set.read_cues(cues, &forms)?;
        let mut ids = FxHashSet::default();
        for (file, text) in families {
            set.read_family(file, text, &forms, &mut ids)?;
        }
        Ok(set)
    }

    fn read_cues(
        &mut self,
        (file, text): (&str, &str),
        forms: &Irregular,
    ) -> Result<(), CoderError> {
        let cues: BTreeMap<Class, Vec<Spanned<String>>> =
            toml::from_str(text).map_err(|error| toml_error(file, text, &error))?;
        for (class, entries) in cues {
            for entry in entries {
                let (part, words) = match entry.get_ref().split_once(':') {
                    Some(("v", words)) => (Part::Verb, words),
                    Some(("n", words)) => (Part::Noun, words),
                    _ => (Part::Fixed, entry.get_ref().as_str()),
                };
                self.add(words, part, Meaning::Class(class), forms);
            }
        }
        Ok(())
    }

    fn read_family(
        &mut self,
        file: &str,
        text: &str,
        forms: &Irregular,
        ids: &mut FxHashSet<String>,
    ) -> Result<(), CoderError> {
        let fail = |at: usize, message: String| CoderError::at(file, line_of(text, at), message);
        let family: Family =
            toml::from_str(text).map_err(|error| toml_error(file, text, &error))?;
        let mut owners: FxHashMap<u16, String> = FxHashMap::default();
        for entry in &family.frame {
            let index = self.frames.len() as u16;
            let at = entry.id.span().start;
            if !ids.insert(entry.id.get_ref().clone()) {
                return Err(fail(
                    at,
                    format!("frame '{}' stands twice", entry.id.get_ref()),
                ));
            }
            owners.insert(index, entry.id.get_ref().clone());
            let triggers = [
                (&entry.verbs, Part::Verb),
                (&entry.nouns, Part::Noun),
                (&entry.phrases, Part::Fixed),
                (&entry.also, Part::Verb),
            ];
            for (words, part) in triggers {
                let shared = std::ptr::eq(words, &entry.also);
                for trigger in words {
                    let twin = self.add(trigger.get_ref(), part, Meaning::Frame(index), forms);
                    if let (Some(Meaning::Frame(other)), false) = (twin, shared) {
                        let owner = self
                            .frames
                            .get(other as usize)
                            .map_or_else(|| entry.id.get_ref().clone(), |frame| frame.id.clone());
                        let trigger_text = trigger.get_ref();
                        let message = format!("'{trigger_text}' already triggers '{owner}'");
                        return Err(fail(trigger.span().start, message));
                    }
                }
            }
            let frame = self
                .frame(entry, &family.lists)
                .map_err(|message| fail(at, message))?;
            self.frames.push(frame);
        }
        Ok(())
    }

    /// Adds a trigger or cue, with its hyphenated spelling where it has two plain words.
    fn add(
        &mut self,
        words: &str,
        part: Part,
        meaning: Meaning,
        forms: &Irregular,
    ) -> Option<Meaning> {
        if let (Meaning::Class(class), false) = (meaning, words.contains([' ', '*'])) {
            for choice in words.split('/') {
                let spellings = match part {
                    Part::Verb => forms.verb(choice),
                    Part::Noun => forms.noun(choice),
                    Part::Fixed => vec![choice.to_owned()],
                };
                for spelling in spellings {
                    let word = self.vocabulary.intern(&spelling);
                    self.vocabulary.classify(word, ClassSet::one(class));
                }
            }
            return None;
        }
        let twin = self
            .patterns
            .add(words, part, meaning, forms, &mut self.vocabulary)
            .copied();
        // A cue may stand in several classes, a trigger in one frame only.
        if twin.is_some() && matches!(meaning, Meaning::Class(_)) {
            return None;
        }
        if part == Part::Noun && words.split(' ').count() == 2 && !words.contains(['*', '/']) {
            let hyphenated = words.replace(' ', "-");
            self.patterns
                .add(&hyphenated, part, meaning, forms, &mut self.vocabulary);
        }
        twin
    }

    fn frame(
        &mut self,
        entry: &Entry,
        lists: &BTreeMap<String, Vec<String>>,
    ) -> Result<Frame, String> {
        let (plover, mode) = match &entry.plover {
            Some(text) => parse_plover(text.get_ref())?,
            None => Default::default(),
        };
        if entry.act == Act::Verbal && entry.plover.is_none() {
            return Err("an act of kind 'verbal' names its type in 'plover'".to_owned());
        }
        let triggers = [&entry.verbs, &entry.nouns, &entry.phrases, &entry.also];
        if triggers.iter().all(|words| words.is_empty()) {
            return Err("a frame needs verbs, nouns or phrases".to_owned());
        }
        let mut prepositions = Vec::new();
        let (mut subject, mut object) = (Role::Agent, Role::Target);
        for (place, role) in &entry.roles {
            match place.as_str() {
                "subject" => subject = *role,
                "object" => object = *role,
                word if PREPOSITIONS.contains(&word) => {
                    prepositions.push((self.vocabulary.intern(word), *role));
                }
                other => return Err(format!("unknown place of a role '{other}'")),
            }
        }
        Ok(Frame {
            id: entry.id.get_ref().clone(),
            act: entry.act,
            plover: (entry.plover.is_some()).then_some(plover),
            mode,
            weapon: match &entry.weapon {
                Some(name) => Some(weapon_name(name)?),
                None => None,
            },
            two_sided: entry.two_sided,
            consequence: entry.consequence,
            weight: entry.weight.unwrap_or(0.8),
            subject,
            object,
            prepositions,
            needs: entry.needs.clone(),
            not_context: self.words(&entry.not_context, lists)?,
            not_classes: ClassSet::of(&entry.not_classes),
            not_before: self.words(&entry.not_before, lists)?,
            not_after: self.words(&entry.not_after, lists)?,
        })
    }

    fn words(
        &mut self,
        words: &[String],
        lists: &BTreeMap<String, Vec<String>>,
    ) -> Result<Vec<Word>, String> {
        let mut numbers = Vec::new();
        for word in words {
            match word.strip_prefix('@') {
                Some(name) => {
                    let list = lists.get(name).ok_or_else(|| format!("no list '{name}'"))?;
                    numbers.extend(list.iter().map(|word| self.vocabulary.intern(word)));
                }
                None => numbers.push(self.vocabulary.intern(word)),
            }
        }
        numbers.sort_unstable();
        numbers.dedup();
        Ok(numbers)
    }
}

const PREPOSITIONS: [&str; 21] = [
    "on", "against", "at", "in", "into", "with", "to", "from", "of", "by", "between", "among",
    "for", "over", "through", "near", "toward", "towards", "onto", "inside", "without",
];

/// The weapon classes that decisions and events use.
pub(crate) const WEAPONS: [&str; 14] = [
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

fn weapon_name(name: &str) -> Result<&'static str, String> {
    let found = WEAPONS.iter().find(|known| **known == name);
    found
        .copied()
        .ok_or_else(|| format!("unknown weapon '{name}'"))
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at.min(text.len())].matches('\n').count() + 1
}

fn toml_error(file: &str, text: &str, error: &toml::de::Error) -> CoderError {
    CoderError::at(
        file,
        error.span().map_or(1, |span| line_of(text, span.start)),
        error.message(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error_of(family: &str) -> String {
        let nothing = ("cues.toml", "");
        let families = [("battles.toml", family)];
        let read = FrameSet::read(IRREGULAR, nothing, ("decide.tsv", ""), &families);
        read.unwrap_err().to_string()
    }

    #[test]
    fn the_shipped_data_has_no_mistake() {
        let set = FrameSet::bundled().unwrap();
        assert!(set.frames.len() > 80, "only {} frames", set.frames.len());
    }

    #[test]
    fn mistakes_are_named_with_file_and_line() {
        let frame = "[[frame]]\nid = \"clash\"\nact = \"clash\"\nnouns = [\"clash\"]\n";
        let cases = [
            (
                format!("{frame}{frame}"),
                "battles.toml:6: frame 'clash' stands twice",
            ),
            (
                format!("{frame}{}", frame.replace("id = \"clash\"", "id = \"b\"")),
                "battles.toml:8: 'clash' already triggers 'clash'",
            ),
            (
                format!("{frame}roles = {{ beside = \"agent\" }}"),
                "battles.toml:2: unknown place of a role 'beside'",
            ),
            (
                format!("{frame}plover = \"ASSAULT magic\""),
                "battles.toml:2: ASSAULT has no mode 'magic'",
            ),
        ];
        for (family, message) in cases {
            assert_eq!(error_of(&family), message);
        }
        assert!(
            error_of(&frame.replace("\"clash\"\nnouns", "\"dance\"\nnouns"))
                .starts_with("battles.toml:3: unknown variant `dance`")
        );
    }
}
