//! Corrections of tags where conflict reports differ from the tagger's corpora, which
//! know "wounded" as an adjective and "shelling" hardly at all.

use super::casing::Casing;
use super::predicate::predicates;
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
    "burnt",
    "burned",
    "hacked",
    "lynched",
    "massacred",
    "murdered",
    "raped",
    "slain",
    "maimed",
    "slaughtered",
    "attacked",
    "targeted",
    "looted",
    "torched",
    "overrun",
    "recaptured",
    "retaken",
    "hit",
    "struck",
    "evacuated",
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
    "uniformed",
    "hooded",
    "exiled",
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

/// Nouns that no report uses as verbs.
const NEVER_VERBS: &[&str] = &[
    "troops",
    "junta",
    "soldiers",
    "militants",
    "insurgents",
    "gunmen",
    "bandits",
    "terrorists",
    "jihadists",
    "fighters",
    "militias",
    "villagers",
    "civilians",
    "policemen",
    "hostages",
    "residents",
    "herders",
    "farmers",
    "settlers",
    "gangs",
    "homes",
    "vehicles",
    "refugees",
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
    for (at, token) in tokens.iter_mut().enumerate() {
        if token.tag == Upos::Verb && NEVER_VERBS.contains(&forms.lower(first + at as u32)) {
            token.tag = Upos::Noun;
        }
    }
    predicates(tokens, forms, first);
    for at in 0..tokens.len() {
        let lower = forms.lower(first + at as u32);
        let before = at.checked_sub(1).map(|at| tokens[at].tag);
        let next = tokens.get(at + 1).map(|token| token.tag);
        let tag = tokens[at].tag;
        if tag == Upos::X && tokens[at].shape != Shape::Alphanumeric {
            // Foreign names: "Boko Haram attack" is English none the less.
            tokens[at].tag = match tokens[at].shape {
                Shape::Lower => Upos::Noun,
                _ => Upos::Propn,
            };
        } else if tag == Upos::Propn
            && tokens[at].shape == Shape::Lower
            && casing == Casing::Normal
            && lower.len() > 2
        {
            // "In Goma, soldiers looted shops": names are written large.
            tokens[at].tag = Upos::Noun;
        } else if tag == Upos::Adv
            && tokens[at].shape == Shape::Capitalised
            && casing == Casing::Normal
            && matches!(before, Some(Upos::Verb | Upos::Adp | Upos::Noun))
        {
            // "took Bambari without resistance"
            tokens[at].tag = Upos::Propn;
        } else if tag != Upos::Noun
            && tag != Upos::Propn
            && before == Some(Upos::Propn)
            && UNITS.contains(&lower)
        {
            tokens[at].tag = Upos::Noun;
        } else if tag == Upos::Verb && is_no_infinitive(tokens, forms, first, at) {
            tokens[at].tag = Upos::Noun;
            tokens[at - 1].tag = Upos::Adp;
        } else if tag == Upos::Adp && lower == "aid" {
            // "Aid trucks"
            tokens[at].tag = Upos::Noun;
        } else if tag == Upos::Verb && follower(lower) {
            let modifies = matches!(next, Some(Upos::Noun | Upos::Propn));
            tokens[at].tag = if modifies { Upos::Adj } else { Upos::Noun };
        } else if participle_of_passive(tokens, forms, first, at)
            || past_of_clause(tokens, forms, first, at)
        {
            tokens[at].tag = Upos::Verb;
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
        } else if tag == Upos::Verb && tokens[at].shape != Shape::Lower && lower.contains('-') {
            // "Turkish-backed" before a noun.
            if matches!(next, Some(Upos::Noun | Upos::Propn | Upos::Adj)) {
                tokens[at].tag = Upos::Adj;
            }
        }
    }
}

/// "set fire to houses": what follows "to" has no ending if it is a verb.
fn is_no_infinitive(tokens: &[Token], forms: &Forms, first: u32, at: usize) -> bool {
    let word = forms.lower(first + at as u32);
    let base = ["ss", "us", "as", "is"]
        .iter()
        .any(|end| word.ends_with(end));
    word.ends_with('s')
        && !base
        && tokens[at].shape == Shape::Lower
        && at > 0
        && forms.lower(first + at as u32 - 1) == "to"
}

/// "was shot and killed": behind "be", and not before a noun, a word of harm is a participle.
fn participle_of_passive(tokens: &[Token], forms: &Forms, first: u32, at: usize) -> bool {
    let lower = forms.lower(first + at as u32);
    let next = tokens.get(at + 1).map(|token| token.tag);
    matches!(tokens[at].tag, Upos::Noun | Upos::Adj)
        && HARMED.contains(&lower)
        && !matches!(next, Some(Upos::Noun | Upos::Propn))
        && at.checked_sub(1).is_some_and(|before| {
            tokens[before].tag == Upos::Aux
                && !matches!(
                    forms.lower(first + before as u32),
                    "have" | "has" | "had" | "having" | "do" | "did"
                )
        })
}

/// "The army wrested Palmyra from", "a commander defected to the army", "12 others sustained
/// injuries": neither an adjective nor a noun stands there, where the clause has no other verb.
fn past_of_clause(tokens: &[Token], forms: &Forms, first: u32, at: usize) -> bool {
    let lower = |at: usize| forms.lower(first + at as u32);
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let word = lower(at);
    let noun = tokens[at].tag == Upos::Noun;
    let past = (tokens[at].tag == Upos::Adj || noun)
        && tokens[at].shape == Shape::Lower
        && word.ends_with("ed")
        && !word.contains('-')
        && !(noun && (word.ends_with("eed") || NOUNS_IN_ED.contains(&word)));
    if !past || !matches!(tokens[before].tag, Upos::Noun | Upos::Propn) {
        return false;
    }
    let plural = lower(before).ends_with('s');
    let follows = match tokens.get(at + 1).map(|token| token.tag) {
        Some(Upos::Det | Upos::Pron | Upos::Num | Upos::Propn) => true,
        Some(Upos::Noun | Upos::Adj) => plural,
        // "surrendered in Bama", "fled."
        Some(Upos::Adp | Upos::Part | Upos::Punct | Upos::Sconj | Upos::Adv) | None => true,
        _ => false,
    };
    let bound = |at: usize| {
        matches!(tokens[at].tag, Upos::Punct | Upos::Sconj | Upos::Cconj)
            || matches!(lower(at), "that" | "who" | "which")
    };
    let verb =
        |at: usize| matches!(tokens[at].tag, Upos::Verb | Upos::Aux) && !lower(at).ends_with("ing");
    let left = (0..at).rev().take_while(|at| !bound(*at)).any(verb);
    let right = (at + 1..tokens.len())
        .take_while(|at| !bound(*at))
        .any(verb);
    follows && !left && !right
}

/// Nouns that end like a past form.
const NOUNS_IN_ED: &[&str] = &[
    "hundred",
    "bed",
    "shed",
    "bloodshed",
    "watershed",
    "sled",
    "moped",
];

/// "jihadist", "Naxalists": who holds to something, and none of the few verbs in "-ist".
fn follower(lower: &str) -> bool {
    let stem = lower.strip_suffix('s').unwrap_or(lower);
    let verb = [
        "assist", "consist", "desist", "enlist", "exist", "insist", "list", "persist", "resist",
        "subsist", "twist",
    ];
    stem.ends_with("ist") && !verb.iter().any(|verb| stem.ends_with(verb))
}
