//! One pass over the words of a document: the triggers of frames, and the classes that
//! several words have together or that their neighbours take away. Prevents rules from
//! looking for words in every sentence again.

use std::cmp::Reverse;
use std::ops::Range;

use sitrep_contract::MentionType;

use super::index::{At, NONE};
use super::{Match, Reading};
use crate::frame::{Class, ClassSet, Meaning, Pattern};

/// Classes that the name of a means against crowds would give, too.
const ARMS: ClassSet = ClassSet::of(&[
    Class::SmallArms,
    Class::Artillery,
    Class::Grenade,
    Class::Chemical,
]);

/// Behind "mine": where ore is dug, not what explodes.
const PIT: [&str; 7] = [
    "collapse", "disaster", "accident", "shaft", "pit", "workers", "flood",
];

/// Before "tank": what is kept in it.
const HELD: [&str; 11] = [
    "oxygen", "gas", "fuel", "water", "petrol", "oil", "diesel", "propane", "septic", "storage",
    "milk",
];

/// How a bomb is left behind by a bomber who lives.
const PLANTED: [&str; 8] = [
    "planted",
    "plant",
    "timer",
    "parked",
    "hid",
    "telephoned",
    "letter",
    "parcel",
];

impl Reading<'_> {
    /// Finds what frames and cues match.
    pub(super) fn find_matches(&mut self) {
        for sentence in &self.analysis.sentences {
            let range = sentence.tokens.start as usize..sentence.tokens.end as usize;
            for start in range.clone() {
                if !self.tokens[start].opens {
                    continue;
                }
                let first = self.matches.len();
                let see = |pattern, found: &Pattern<Meaning>, end| match found.meaning {
                    Meaning::Class(class) => {
                        for at in &mut self.tokens[start..end] {
                            at.classes.insert(ClassSet::one(class));
                        }
                    }
                    Meaning::Frame(frame) => self.matches.push(Match {
                        tokens: start as u32..end as u32,
                        part: found.part,
                        frame,
                        pattern,
                    }),
                };
                let words = &self.words[..range.end];
                self.frames.patterns.at(words, start, see);
                // The longest first, of those the one stated first.
                self.matches[first..]
                    .sort_unstable_by_key(|found| (Reverse(found.tokens.end), found.pattern));
            }
        }
    }

    /// Takes out the classes that the words around a word speak against, and sums up those
    /// of each sentence.
    pub(super) fn correct_classes(&mut self) {
        for date in &self.analysis.dates {
            // "31 March" is no march.
            for at in &mut self.tokens[date.tokens.start as usize..date.tokens.end as usize] {
                at.classes.remove(Class::Demonstration);
            }
        }
        for mention in &self.analysis.mentions {
            // "Snake Island", "the Tigers": a name tells of no animal and no weather.
            let place = matches!(mention.kind, MentionType::Place | MentionType::Facility);
            let known = self.analysis.entities[mention.entity as usize].id.is_some();
            if place || known {
                let tokens = mention.tokens.start as usize..mention.tokens.end as usize;
                for at in &mut self.tokens[tokens] {
                    at.classes.remove(Class::Nature);
                }
            }
        }
        for sentence in &self.analysis.sentences {
            let range = sentence.tokens.start as usize..sentence.tokens.end as usize;
            // "A blast at a coal mine", "a mine collapse": a mine that is dug.
            for token in range.clone().skip(1) {
                if self.tokens[token].classes.has(Class::Mine)
                    && (self.tokens[token - 1].classes.has(Class::Mineral)
                        || self.is_any(token as u32 + 1, &PIT))
                {
                    self.tokens[token].classes.remove(Class::Mine);
                    self.tokens[token].classes.remove(Class::Bomb);
                }
                if self.tokens[token].classes.has(Class::Tank)
                    && self.is_any(token as u32 - 1, &HELD)
                {
                    self.tokens[token].classes.remove(Class::Tank);
                    self.tokens[token].weapon = NONE;
                }
            }
            self.tell_bombers_apart(range.clone());
            let mut all = ClassSet::default();
            for At { classes: set, .. } in &mut self.tokens[range.clone()] {
                // Rubber bullets are no small arms, water cannon no artillery.
                if set.has(Class::CrowdControl) {
                    *set = set.without(ARMS);
                }
                all.insert(*set);
            }
            if all.has(Class::Contest)
                && let Some(score) = range.clone().find(|token| self.is_score(*token as u32))
            {
                self.tokens[score]
                    .classes
                    .insert(ClassSet::one(Class::Sport));
                all.insert(ClassSet::one(Class::Sport));
            }
            self.sentence_classes.push(all);
        }
    }

    /// "Bombers pounded the port", "a suicide drone", "the bomber who planted it": only who dies
    /// of the own bomb is a suicide bomber.
    fn tell_bombers_apart(&mut self, range: Range<usize>) {
        let aircraft = ClassSet::of(&[Class::Aircraft, Class::Helicopter]);
        let flies = range
            .clone()
            .any(|token| self.tokens[token].classes.meets(aircraft));
        let planted = range
            .clone()
            .any(|token| self.is_any(token as u32, &PLANTED));
        for token in range {
            let set = self.tokens[token].classes;
            if !set.has(Class::Suicide) {
                continue;
            }
            let bomber = self.is_any(token as u32, &["bomber", "bombers"]);
            let alone = token == 0 || !self.tokens[token - 1].classes.has(Class::Suicide);
            if set.has(Class::Drone) || (bomber && alone && (flies || planted)) {
                self.tokens[token].classes.remove(Class::Suicide);
            }
        }
    }

    /// "3-1", "118–109": what games end with, in one token or three.
    fn is_score(&self, token: u32) -> bool {
        let points =
            |side: &str| (1..=3).contains(&side.len()) && side.bytes().all(|b| b.is_ascii_digit());
        let mut sides = self.lower(token).split(['-', '–']);
        let (first, second) = (sides.next(), sides.next());
        let joined = second.is_some_and(points) && sides.next().is_none();
        let parted = matches!(self.lower(token + 1), "-" | "–") && points(self.lower(token + 2));
        first.is_some_and(points) && (joined || parted)
    }
}
