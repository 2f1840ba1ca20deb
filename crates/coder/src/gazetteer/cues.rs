//! The words around a name that speak for a place ("in", "village of", "province") or for
//! a person ("President", "Hilton"). Prevents Jordan the player from being in the Levant.

use super::Gazetteer;
use super::memo::WordKey;
use crate::analysis::{Analysis, TokenRange};
use crate::text::{Shape, Upos};

/// What stands around one mention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cues {
    /// "in", "near", "outskirts of".
    pub(super) locative: bool,
    /// "from", "to", "at": people have these too.
    pub(super) direction: bool,
    /// A feature word.
    pub(super) feature: bool,
    /// In the dateline.
    pub(super) dateline: bool,
    /// First word of the sentence, or all in capitals: the capital says nothing.
    pub(super) bare_case: bool,
    /// A title before it: "President Jackson".
    pub(super) title: bool,
    /// Part of a longer run of names.
    pub(super) in_name: bool,
    /// Another name stands right before it: "Kathy Dunn".
    pub(super) name_before: bool,
    /// A country or first-level unit follows after a comma.
    pub(super) contained: bool,
}

impl Cues {
    /// The cues of the next name in a list.
    pub(super) fn inherit(mut self, previous: Self) -> Self {
        self.locative |= previous.locative;
        self.direction |= previous.direction;
        self
    }
}

/// Where a name stands.
pub(super) struct Surroundings<'a> {
    pub(super) gazetteer: &'a Gazetteer,
    pub(super) analysis: &'a Analysis,
    pub(super) sentence: &'a TokenRange,
    /// Of all words of the document.
    pub(super) keys: &'a [WordKey],
}

impl Surroundings<'_> {
    /// The cues of a name.
    pub(super) fn cues(&self, name: &TokenRange, feature: bool, shouted: bool) -> Cues {
        let analysis = self.analysis;
        let mut cues = Cues {
            feature,
            bare_case: shouted || name.start == self.sentence.start,
            dateline: analysis
                .dateline
                .as_ref()
                .is_some_and(|d| d.place.contains(&name.start)),
            ..Cues::default()
        };
        if let Some(before) = self.before(name.start) {
            let lower = analysis.lower(before);
            cues.title = is_title(lower);
            let demonym = || {
                let hash = self.keys[before as usize].hash;
                self.gazetteer.countries.demonym_index(hash).is_some()
            };
            cues.name_before = !shouted && self.is_part_of_name(before) && !demonym();
            cues.in_name = cues.name_before;
        }
        if !shouted && !feature && name.end < self.sentence.end && self.goes_on_at(name.end) {
            cues.in_name = true;
        }
        self.read_preposition(name.start, &mut cues);
        cues
    }

    /// Walks back over "the", directions and feature words to a preposition.
    fn read_preposition(&self, start: u32, cues: &mut Cues) {
        let mut token = start;
        for _ in 0..7 {
            let Some(before) = self.before(token) else {
                return;
            };
            match self.analysis.lower(before) {
                "in" | "near" | "around" | "outside" | "across" | "into" | "throughout"
                | "inside" | "within" | "toward" | "towards" | "via" | "north" | "south"
                | "east" | "west" | "northeast" | "northwest" | "southeast" | "southwest"
                | "outskirts" | "countryside" | "parts" => {
                    cues.locative = true;
                    return;
                }
                word if takes_places(word) => {
                    cues.locative = true;
                    return;
                }
                "from" | "to" | "at" | "over" | "on" | "through" | "off" | "between"
                | "against" | "attacked" | "attack" | "hit" | "struck" | "targeted" | "bombed"
                | "left" | "fled" | "strike" => {
                    cues.direction = true;
                    return;
                }
                word if is_skipped(word) => token = before,
                _ if self.analysis.tag(before) == Upos::Adj => token = before,
                _ => return,
            }
        }
    }

    /// A capitalised noun right after a name, "Media" in "Aleppo Media Centre".
    fn goes_on_at(&self, token: u32) -> bool {
        let noun = self.analysis.tag(token) == Upos::Noun
            && self.analysis.token(token).shape == Shape::Capitalised;
        noun && !is_skipped(self.analysis.lower(token)) || self.is_part_of_name(token)
    }

    /// A capitalised word that is a name and neither a direction nor a feature.
    pub(super) fn is_part_of_name(&self, token: u32) -> bool {
        let shape = self.analysis.token(token).shape;
        let named = matches!(shape, Shape::Capitalised | Shape::Mixed | Shape::Upper);
        let proper = matches!(self.analysis.tag(token), Upos::Propn | Upos::Adj)
            && token != self.sentence.start
            || self.analysis.tag(token) == Upos::Propn;
        named && proper && !is_skipped(self.analysis.lower(token))
    }

    /// True when only "," and "and" stand between two names.
    pub(super) fn lists_on(&self, end: u32, start: u32) -> bool {
        (end < start && start - end <= 2 && end >= self.sentence.start)
            && (end..start)
                .all(|token| matches!(self.analysis.lower(token), "," | "and" | "or" | "&"))
    }

    pub(super) fn before(&self, token: u32) -> Option<u32> {
        (token > self.sentence.start).then(|| token - 1)
    }
}

/// Verbs whose object is more often a place than a person.
fn takes_places(word: &str) -> bool {
    matches!(
        word,
        "entering"
            | "entered"
            | "enter"
            | "captured"
            | "capture"
            | "capturing"
            | "recaptured"
            | "recapture"
            | "recapturing"
            | "besieged"
            | "besieging"
            | "seized"
            | "seizing"
            | "retook"
            | "retaken"
            | "retake"
            | "retaking"
            | "liberated"
            | "liberating"
            | "occupied"
            | "occupying"
            | "overran"
            | "stormed"
            | "storming"
            | "raided"
            | "raiding"
            | "shelled"
            | "shelling"
            | "bombarded"
            | "bombarding"
            | "torched"
            | "pounded"
            | "pounding"
            | "invaded"
            | "invading"
            | "reached"
            | "reaching"
            | "surrounding"
            | "encircled"
    )
}

/// Words between a preposition and a name that change nothing about it.
fn is_skipped(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "of"
            | "northern"
            | "southern"
            | "eastern"
            | "western"
            | "central"
            | "northeastern"
            | "northwestern"
            | "southeastern"
            | "southwestern"
            | "north-eastern"
            | "north-western"
            | "south-eastern"
            | "south-western"
            | "north"
            | "south"
            | "east"
            | "west"
            | "rural"
            | "upper"
            | "lower"
            | "greater"
            | "downtown"
            | "city"
            | "town"
            | "village"
            | "villages"
            | "towns"
            | "cities"
            | "province"
            | "district"
            | "region"
            | "governorate"
            | "state"
            | "area"
            | "areas"
            | "capital"
            | "suburb"
            | "suburbs"
            | "neighbourhood"
            | "neighborhood"
            | "port"
            | "border"
            | "nearby"
    )
}

fn is_title(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "mr" | "mrs"
            | "ms"
            | "dr"
            | "prof"
            | "gen"
            | "col"
            | "lt"
            | "maj"
            | "capt"
            | "sgt"
            | "sen"
            | "rep"
            | "gov"
            | "president"
            | "minister"
            | "senator"
            | "general"
            | "colonel"
            | "captain"
            | "major"
            | "sheikh"
            | "king"
            | "queen"
            | "prince"
            | "princess"
            | "judge"
            | "justice"
            | "pope"
            | "imam"
            | "mullah"
            | "commander"
            | "chancellor"
            | "secretary"
            | "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "abu"
            | "umm"
            | "bin"
            | "ibn"
            | "sir"
            | "lord"
            | "lady"
            | "saint"
            | "professor"
            | "officer"
            | "director"
            | "chairman"
            | "ambassador"
    )
}
