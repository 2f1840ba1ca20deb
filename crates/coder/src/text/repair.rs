//! Corrections of tags where conflict reports differ from the tagger's corpora, which
//! know "wounded" as an adjective and "shelling" hardly at all.

use super::casing::Casing;
use super::{Forms, Shape, Token, Upos};

/// Participles that are verbs in reports unless a noun or "the" says otherwise.
const HARMED: &[&str] = &[
    "killed",
    "wounded",
    "injured",
    "displaced",
    "arrested",
    "detained",
    "kidnapped",
    "abducted",
    "martyred",
    "captured",
    "destroyed",
    "damaged",
    "shelled",
    "bombed",
    "ambushed",
    "hospitalized",
    "hospitalised",
    "beheaded",
    "executed",
    "besieged",
    "stabbed",
    "shot",
];

/// Gerunds that are nouns behind "the", "of", "by" and adjectives.
const ACTS: &[&str] = &[
    "shelling",
    "bombing",
    "killing",
    "shooting",
    "fighting",
    "infighting",
    "bombardment",
    "wounding",
    "looting",
    "stabbing",
    "beheading",
    "kidnapping",
    "bombings",
    "clash",
];

/// Participles that stand before the noun they describe.
const ATTRIBUTES: &[&str] = &[
    "armed",
    "allied",
    "affiliated",
    "besieged",
    "occupied",
    "masked",
    "unidentified",
    "suspected",
];

/// Plural nouns that open headlines and leads.
const OPENERS: &[&str] = &[
    "clashes",
    "strikes",
    "attacks",
    "raids",
    "airstrikes",
    "protests",
    "talks",
    "shells",
    "rockets",
    "fires",
    "claims",
    "reports",
    "calls",
    "bombings",
    "drones",
    "guards",
    "rebels",
    "attempts",
    "fights",
    "blasts",
    "battles",
    "demands",
];

/// Nouns behind a name that the tagger may never have seen.
const UNITS: &[&str] = &[
    "province",
    "district",
    "governorate",
    "village",
    "town",
    "city",
    "region",
    "area",
    "county",
    "prefecture",
    "oblast",
    "raion",
    "camp",
    "airbase",
    "neighborhood",
    "neighbourhood",
    "countryside",
    "front",
    "axis",
    "brigade",
    "division",
];

/// Corrects the tags of one sentence; `first` is its first token.
pub(super) fn repair(tokens: &mut [Token], forms: &Forms, first: u32, casing: Casing) {
    for at in 0..tokens.len() {
        let lower = forms.lower(first + at as u32);
        let before = at.checked_sub(1).map(|at| tokens[at].tag);
        let next = tokens.get(at + 1).map(|token| token.tag);
        let tag = tokens[at].tag;
        if tag != Upos::Noun
            && tag != Upos::Propn
            && before == Some(Upos::Propn)
            && UNITS.contains(&lower)
        {
            tokens[at].tag = Upos::Noun;
        } else if tag == Upos::Adj && HARMED.contains(&lower) {
            let modifies = matches!(next, Some(Upos::Noun | Upos::Propn | Upos::Adj));
            if !modifies && before != Some(Upos::Det) {
                tokens[at].tag = Upos::Verb;
            }
        } else if tag == Upos::Verb && ACTS.contains(&lower) {
            let nominal = matches!(before, Some(Upos::Det | Upos::Adj | Upos::Part))
                || (matches!(before, Some(Upos::Noun))
                    && matches!(next, Some(Upos::Adp | Upos::Punct)));
            let object = matches!(
                next,
                Some(Upos::Noun | Upos::Propn | Upos::Det | Upos::Num | Upos::Pron)
            );
            let to = before == Some(Upos::Part) && forms.lower(first + at as u32 - 1) == "to";
            if nominal && !object && !to {
                tokens[at].tag = Upos::Noun;
            }
        } else if tag == Upos::Verb
            && ATTRIBUTES.contains(&lower)
            && matches!(next, Some(Upos::Noun | Upos::Propn | Upos::Adj))
        {
            tokens[at].tag = Upos::Adj;
        } else if tag == Upos::Verb && OPENERS.contains(&lower) {
            let opens = before.is_none_or(|tag| tag == Upos::Punct);
            let described = matches!(before, Some(Upos::Adj | Upos::Det | Upos::Num));
            let intransitive =
                !matches!(next, Some(Upos::Det | Upos::Pron | Upos::Num | Upos::Propn));
            if described || (opens && intransitive) {
                tokens[at].tag = Upos::Noun;
            }
        } else if lower == "is" && tokens[at].shape == Shape::Upper && casing == Casing::Normal {
            // The group: "56 IS militants".
            tokens[at].tag = Upos::Propn;
        } else if matches!(lower, "amid" | "amidst") {
            tokens[at].tag = Upos::Adp;
        } else if lower.contains('-') && tag == Upos::Verb && tokens[at].shape != Shape::Lower {
            // "Turkish-backed" before a noun.
            if matches!(next, Some(Upos::Noun | Upos::Propn | Upos::Adj)) {
                tokens[at].tag = Upos::Adj;
            }
        }
    }
}
