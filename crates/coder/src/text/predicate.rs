//! Verbs of headlines and leads that the tagger takes for nouns: "Rebels shell Aden". Prevents
//! a title from telling of nothing.

use super::{Forms, Gate, Token, Upos};

/// Present forms that are no nouns between a subject and an object, however headlines
/// capitalise them.
const PREDICATES: &[&str] = &[
    "kill",
    "kills",
    "injure",
    "injures",
    "abduct",
    "abducts",
    "kidnap",
    "kidnaps",
    "shoot",
    "shoots",
    "repel",
    "repels",
    "destroy",
    "destroys",
    "capture",
    "captures",
    "seize",
    "seizes",
    "execute",
    "executes",
    "behead",
    "beheads",
    "neutralise",
    "neutralises",
    "neutralize",
    "neutralizes",
    "eliminate",
    "eliminates",
    "detain",
    "detains",
    "leave",
    "leaves",
    "engage",
    "engages",
    "defuse",
    "defuses",
    "explode",
    "explodes",
    "detonate",
    "detonates",
    "repulse",
    "repulses",
    "foil",
    "foils",
    "thwart",
    "thwarts",
    "intercept",
    "intercepts",
    "erupt",
    "erupts",
    "dies",
    "invade",
    "invades",
    "announce",
    "announces",
    "confirm",
    "confirms",
    "allege",
    "alleges",
    "overrun",
    "overruns",
    "overran",
    "recapture",
    "recaptures",
    "retake",
    "retakes",
    "retook",
    "liberate",
    "liberates",
    "rustle",
    "rustles",
    "raze",
    "razes",
    "hurl",
    "hurls",
    "lob",
    "lobs",
    "nab",
    "nabs",
    "apprehend",
    "apprehends",
    "uncover",
    "uncovers",
    "dismantle",
    "dismantles",
    "demolish",
    "demolishes",
    "whisk",
    "whisks",
    "besiege",
    "besieges",
    "vacate",
    "vacates",
    "liquidate",
    "liquidates",
    "swept",
];

/// Present forms that are nouns as often: a verb where the number of the noun before them
/// fits and the sentence has no other verb, or where an article or a number follows.
const PREDICATES_OR_NOUNS: &[&str] = &[
    "attack",
    "attacks",
    "target",
    "targets",
    "raid",
    "raids",
    "bomb",
    "bombs",
    "shell",
    "shells",
    "strike",
    "strikes",
    "storm",
    "storms",
    "shot",
    "ambush",
    "ambushes",
    "hit",
    "hits",
    "pound",
    "pounds",
    "blast",
    "blasts",
    "murder",
    "murders",
    "massacre",
    "massacres",
    "torch",
    "torches",
    "rock",
    "rocks",
    "claim",
    "claims",
    "down",
    "downs",
    "release",
    "releases",
    "clash",
    "clashes",
    "arrest",
    "arrests",
    "burn",
    "burns",
    "loot",
    "loots",
    "free",
    "frees",
    "rescue",
    "rescues",
    "trade",
    "trades",
    "bombard",
    "bombards",
];

/// Present forms that take no object and are nouns as often: a verb where the number of the
/// noun before them fits and the sentence has no other verb.
const OBJECTLESS: &[&str] = &[
    "surrender",
    "surrenders",
    "defect",
    "defects",
    "withdraw",
    "withdraws",
    "retreat",
    "retreats",
    "flee",
    "flees",
    "desert",
    "deserts",
    "mutiny",
    "disarm",
    "disarms",
    "reconcile",
    "merge",
    "split",
    "stream",
    "flock",
    "yield",
];

const IS_PREDICATE: Gate = Gate::of(PREDICATES)
    .and(PREDICATES_OR_NOUNS)
    .and(OBJECTLESS);

/// "Algerian Troops Kill 22 Islamist Militants": a noun before, its object behind.
pub(super) fn predicates(tokens: &mut [Token], forms: &Forms, first: u32) {
    let lower = |at: usize| forms.lower(first + at as u32);
    let is_verb = |tag| matches!(tag, Upos::Verb | Upos::Aux);
    // The main verb stands first; participles in -ing may stand anywhere.
    let mut has_verb = false;
    for at in 1..tokens.len() {
        // "32 killed as bandits attack villages": a new clause.
        if matches!(lower(at), "as" | "when" | "while" | "after") {
            has_verb = false;
        }
        if is_verb(tokens[at].tag) {
            has_verb |= !lower(at).ends_with("ing");
            continue;
        }
        let word = lower(at);
        if !IS_PREDICATE.may_hold(word) {
            continue;
        }
        let sure = PREDICATES.contains(&word);
        let objectless = OBJECTLESS.contains(&word);
        if !sure && !objectless && !PREDICATES_OR_NOUNS.contains(&word) {
            continue;
        }
        // "Rebels 'attack battalion'": what is quoted goes on with the sentence.
        let quoted = at > 1 && matches!(lower(at - 1), "'" | "\"" | "‘" | "“");
        let before = if quoted { at - 2 } else { at - 1 };
        let subject = match tokens[before].tag {
            Upos::Noun | Upos::Propn => true,
            // "Afghan Military Kills", "US-Led Raids Kill".
            Upos::Adj => sure && before > 0 && !is_verb(tokens[before - 1].tag),
            // "Troops say kill 33": the subject stands further off.
            Upos::Verb => sure && matches!(lower(before), "say" | "says"),
            _ => false,
        };
        let tag = |at: usize| tokens.get(at).map(|token| token.tag);
        let words = (at + 2 < tokens.len()).then(|| (lower(at + 1), lower(at + 2)));
        let bounded = matches!(
            words,
            Some(
                ("at", "least")
                    | ("more", "than")
                    | ("up", "to")
                    | ("and", "killed")
                    | ("dead" | "by", _)
            )
        );
        let counted = bounded
            || matches!(tag(at + 1), Some(Upos::Det | Upos::Num | Upos::Pron))
            || words.is_some_and(|words| words.0 == "responsibility");
        let object = counted
            || matches!(tag(at + 1), Some(Upos::Noun | Upos::Propn | Upos::Adj))
            || (sure && tag(at + 1) != Some(Upos::Verb))
            || (sure && words.is_some_and(|words| words.0.ends_with("ed")));
        let agrees = lower(before).ends_with('s') != lower(at).ends_with('s');
        let alone = || !has_verb && !tokens[at + 1..].iter().any(|later| is_verb(later.tag));
        let holds = match objectless {
            true => agrees && !bounded && alone(),
            false => sure && object || agrees && (counted || object && !has_verb),
        };
        if subject && holds {
            tokens[at].tag = Upos::Verb;
            if tokens[before].tag == Upos::Adj {
                tokens[before].tag = Upos::Noun;
            }
            has_verb = true;
        }
    }
}
