//! From what the files state to frames ready for use: words become numbers, triggers
//! patterns.

use super::choice::spelled_out;
use super::classes::{Class, ClassSet};
use super::decide::DecisionTable;
use super::family::StatedFrame;
use super::frames::{Act, Frame, PREPOSITIONS, Role, weapon_name};
use super::inflect::Irregular;
use super::link::LINKS;
use super::lint;
use super::passive::passive;
use super::pattern::{Part, Patterns};
use super::plover::parse_plover;
use super::source::Stated;
use super::vocabulary::Vocabulary;
use super::word_set::WordSet;
use crate::CoderError;
use crate::source::Source;

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

impl FrameSet {
    /// The built-in files with the caller's laid over them.
    pub(crate) fn load(overrides: &[Source<'_>]) -> Result<Self, CoderError> {
        let mut problems = Vec::new();
        let stated = Stated::read(overrides, &mut problems);
        let set = Self::compile(stated, &mut problems);
        match problems.into_iter().next() {
            Some(problem) => Err(problem),
            None => Ok(set),
        }
    }

    /// Everything wrong or doubtful in the built-in files and the caller's.
    pub(crate) fn review(overrides: &[Source<'_>]) -> Vec<CoderError> {
        let mut problems = Vec::new();
        let stated = Stated::read(overrides, &mut problems);
        problems.extend(lint::check(&stated));
        Self::compile(stated, &mut problems);
        problems
    }

    /// Everything wrong or doubtful in one file by itself.
    #[cfg(feature = "fuzzing")]
    pub(crate) fn alone(source: &Source<'_>) -> Vec<CoderError> {
        let mut problems = Vec::new();
        let mut stated = Stated::default();
        stated.add(source, true, &mut problems);
        problems.extend(lint::check(&stated));
        Self::compile(stated, &mut problems);
        problems
    }

    fn compile(stated: Stated<'_>, problems: &mut Vec<CoderError>) -> Self {
        let mut set = Self {
            decisions: stated.decisions,
            ..Self::default()
        };
        let forms = &stated.forms;
        for (class, words) in &stated.families.cues {
            set.add_cue(*class, words, forms);
        }
        for (word, link) in LINKS {
            set.vocabulary.link(word, link);
        }
        let frames = &stated.families.frames;
        for (number, frame) in (0..).zip(frames) {
            set.add_triggers(number, frames, forms, problems);
            match set.frame(frame) {
                Ok(frame) => set.frames.push(frame),
                Err(problem) => problems.push(frame.error(problem)),
            }
        }
        set
    }

    fn add_cue(&mut self, class: Class, entry: &str, forms: &Irregular) {
        let (part, words) = match entry.split_once(':') {
            Some(("v", words)) => (Part::Verb, words),
            Some(("n", words)) => (Part::Noun, words),
            _ => (Part::Fixed, entry),
        };
        if words.contains([' ', '*']) {
            self.add(words, part, Meaning::Class(class), forms);
            return;
        }
        for choice in words.split('/') {
            let spellings = match part {
                Part::Verb => forms.verb(choice),
                Part::Noun => forms.noun(choice),
                Part::Fixed | Part::Passive => vec![choice.to_owned()],
            };
            for spelling in spellings {
                let word = self.vocabulary.intern(&spelling);
                self.vocabulary.classify(word, ClassSet::one(class));
            }
        }
    }

    fn add_triggers(
        &mut self,
        number: u16,
        frames: &[StatedFrame<'_>],
        forms: &Irregular,
        problems: &mut Vec<CoderError>,
    ) {
        let Some(stated) = frames.get(number as usize) else {
            return;
        };
        let entry = &stated.entry;
        let triggers = [
            (&entry.verbs, Part::Verb),
            (&entry.nouns, Part::Noun),
            (&entry.phrases, Part::Fixed),
            (&entry.also, Part::Verb),
        ];
        for (words, part) in triggers {
            let shared = std::ptr::eq(words, &entry.also);
            for trigger in words {
                let twin = self.add(trigger.get_ref(), part, Meaning::Frame(number), forms);
                if let (Some(Meaning::Frame(other)), false) = (twin, shared) {
                    let owner = frames.get(other as usize).map_or("", StatedFrame::id);
                    let problem = format!("'{}' already triggers '{owner}'", trigger.get_ref());
                    problems.push(stated.error_at(trigger, problem));
                }
                let talk = matches!(entry.act, Act::Verbal | Act::Deploy);
                let active = spelled_out(trigger.get_ref());
                for active in active.iter().filter(|_| part == Part::Verb && talk) {
                    if let Some(passive) = passive(active, forms) {
                        self.add(&passive, Part::Passive, Meaning::Frame(number), forms);
                    }
                }
            }
        }
    }

    /// Adds a trigger or cue, with its hyphenated spelling where it has two plain words.
    /// Returns what the same words meant before.
    fn add(
        &mut self,
        words: &str,
        part: Part,
        meaning: Meaning,
        forms: &Irregular,
    ) -> Option<Meaning> {
        let mut twin = None;
        for spelling in spelled_out(words) {
            let found = self
                .patterns
                .add(&spelling, part, meaning, forms, &mut self.vocabulary);
            twin = twin.or(found.copied());
        }
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

    fn frame(&mut self, stated: &StatedFrame<'_>) -> Result<Frame, String> {
        let entry = &stated.entry;
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
        let weight = entry.weight.unwrap_or(0.8);
        if !(0.0..=1.0).contains(&weight) {
            return Err(format!("the weight {weight} is not from 0 to 1"));
        }
        let mut prepositions = Vec::new();
        let (mut subject, mut object, mut speaker) = (Role::Agent, Role::Target, Role::None);
        for (place, role) in &entry.roles {
            match place.as_str() {
                "subject" => subject = *role,
                "object" => object = *role,
                "speaker" => speaker = *role,
                word if PREPOSITIONS.contains(&word) => {
                    prepositions.push((self.vocabulary.intern(word), *role));
                }
                other => return Err(format!("unknown place of a role '{other}'")),
            }
        }
        Ok(Frame {
            id: stated.id().to_owned(),
            rule: format!("frame/{}", stated.id()),
            act: entry.act,
            plover: (entry.plover.is_some()).then_some(plover),
            mode,
            weapon: entry.weapon.as_deref().map(weapon_name).transpose()?,
            two_sided: entry.two_sided,
            consequence: entry.consequence,
            weight,
            subject,
            object,
            speaker,
            prepositions,
            needs: entry.needs.clone(),
            not_context: self.words(&entry.not_context, stated)?,
            not_classes: ClassSet::of(&entry.not_classes),
            not_before: self.words(&entry.not_before, stated)?,
            not_after: self.words(&entry.not_after, stated)?,
        })
    }

    fn words(&mut self, words: &[String], stated: &StatedFrame<'_>) -> Result<WordSet, String> {
        let mut numbers = Vec::new();
        for word in words {
            match word.strip_prefix('@') {
                Some(name) => {
                    let list = stated
                        .list(name)
                        .ok_or_else(|| format!("no list '{name}'"))?;
                    numbers.extend(list.iter().map(|word| self.vocabulary.intern(word)));
                }
                None => numbers.push(self.vocabulary.intern(word)),
            }
        }
        Ok(WordSet::new(numbers))
    }
}

#[cfg(test)]
#[path = "load_tests.rs"]
mod tests;
