//! Corrections of tags where conflict reports differ from the tagger's corpora, which
//! know "wounded" as an adjective and "shelling" hardly at all.

use super::Forms;
use super::Shape;
use super::Token;
use super::Upos;
use super::predicate::predicates;
use super::word::casing::Casing;
use super::word::class::Classes;

/// Corrects the tags of one sentence; `first` is its first token, `classes` are its words'.
pub(super) fn repair(
    tokens: &mut [Token],
    classes: &[Classes],
    forms: &Forms,
    first: u32,
    casing: Casing,
) {
    for (token, class) in tokens.iter_mut().zip(classes) {
        if token.tag == Upos::Verb && class.is(Classes::NEVER_VERB) {
            token.tag = Upos::Noun;
        }
    }
    predicates(tokens, classes, forms, first);
    for at in 0..tokens.len() {
        let is = |class| classes[at].is(class);
        let lower = || forms.lower(first + at as u32);
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
            && lower().len() > 2
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
            && is(Classes::UNIT)
        {
            tokens[at].tag = Upos::Noun;
        } else if tag == Upos::Verb && is_no_infinitive(tokens, forms, first, at) {
            tokens[at].tag = Upos::Noun;
            tokens[at - 1].tag = Upos::Adp;
        } else if tag == Upos::Verb
            && next == Some(Upos::Verb)
            && classes[at + 1].is(Classes::PAST)
            && !forms.lower(first + at as u32 + 1).ends_with("ed")
            && names_what_acts(tokens, forms, first, at)
        {
            tokens[at].tag = Upos::Noun;
        } else if tag == Upos::Adp && lower() == "aid" {
            // "Aid trucks"
            tokens[at].tag = Upos::Noun;
        } else if tag == Upos::Verb && is(Classes::FOLLOWER) {
            let modifies = matches!(next, Some(Upos::Noun | Upos::Propn));
            tokens[at].tag = if modifies { Upos::Adj } else { Upos::Noun };
        } else if is(Classes::HARMED) && participle_of_passive(tokens, forms, first, at)
            || is(Classes::PAST) && past_of_clause(tokens, classes, forms, first, at)
            || tag == Upos::Noun
                && (verb_of_habit(tokens, classes, at) || governs_its_object(tokens, classes, at))
        {
            tokens[at].tag = Upos::Verb;
        } else if tag == Upos::Adj && is(Classes::HARMED) {
            let modifies = matches!(next, Some(Upos::Noun | Upos::Propn | Upos::Adj));
            if !modifies && before != Some(Upos::Det) {
                tokens[at].tag = Upos::Verb;
            }
        } else if tag == Upos::Verb && is(Classes::ACT) {
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
            && is(Classes::ATTRIBUTE)
            && matches!(next, Some(Upos::Noun | Upos::Propn | Upos::Adj))
        {
            tokens[at].tag = Upos::Adj;
        } else if tag == Upos::Verb && is(Classes::OPENER) {
            let opens = before.is_none_or(|tag| tag == Upos::Punct);
            let described = matches!(before, Some(Upos::Adj | Upos::Det | Upos::Num));
            let intransitive =
                !matches!(next, Some(Upos::Det | Upos::Pron | Upos::Num | Upos::Propn));
            if described || (opens && intransitive) {
                tokens[at].tag = Upos::Noun;
            }
        } else if tokens[at].shape == Shape::Upper && casing == Casing::Normal && lower() == "is" {
            // The group: "56 IS militants".
            tokens[at].tag = Upos::Propn;
        } else if is(Classes::AMID) {
            tokens[at].tag = Upos::Adp;
        } else if tag == Upos::Verb && tokens[at].shape != Shape::Lower && is(Classes::HYPHEN) {
            // "Turkish-backed" before a noun.
            if matches!(next, Some(Upos::Noun | Upos::Propn | Upos::Adj)) {
                tokens[at].tag = Upos::Adj;
            }
        }
    }
}

/// "…, and shells fell": a plural that looks like a verb opens a clause, right before its verb.
fn names_what_acts(tokens: &[Token], forms: &Forms, first: u32, at: usize) -> bool {
    let opens = at.checked_sub(1).is_none_or(|before| {
        matches!(
            tokens[before].tag,
            Upos::Punct | Upos::Cconj | Upos::Sconj | Upos::Adj | Upos::Det
        )
    });
    opens && forms.lower(first + at as u32).ends_with('s')
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

/// "The sect often bombs hotels", "guards regularly skirmish": no noun stands between a subject
/// with such an adverb and what follows a verb.
fn verb_of_habit(tokens: &[Token], classes: &[Classes], at: usize) -> bool {
    let tag = |at: usize| tokens.get(at).map(|token| token.tag);
    at >= 2
        && classes[at - 1].is(Classes::FREQUENCY)
        && tokens[at].shape == Shape::Lower
        && !classes[at].is(Classes::ING)
        && !classes[at].is(Classes::NEVER_VERB)
        && matches!(tag(at - 2), Some(Upos::Noun | Upos::Propn | Upos::Pron))
        && !matches!(tag(at + 1), Some(Upos::Verb | Upos::Aux | Upos::Cconj))
}

/// "accused of shelling the camp", "boasts of seizing Babanusa": a gerund behind a preposition
/// and right before what it is done to.
fn governs_its_object(tokens: &[Token], classes: &[Classes], at: usize) -> bool {
    let object = tokens.get(at + 1).is_some_and(|next| {
        next.tag == Upos::Det || next.tag == Upos::Propn && next.shape == Shape::Capitalised
    });
    object
        && classes[at].is(Classes::ING)
        && tokens[at].shape == Shape::Lower
        && at > 0
        && tokens[at - 1].tag == Upos::Adp
}

/// "was shot and killed": behind "be", and not before a noun, a word of harm is a participle.
fn participle_of_passive(tokens: &[Token], forms: &Forms, first: u32, at: usize) -> bool {
    let next = tokens.get(at + 1).map(|token| token.tag);
    matches!(tokens[at].tag, Upos::Noun | Upos::Adj)
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
fn past_of_clause(
    tokens: &[Token],
    classes: &[Classes],
    forms: &Forms,
    first: u32,
    at: usize,
) -> bool {
    let lower = |at: usize| forms.lower(first + at as u32);
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let noun = tokens[at].tag == Upos::Noun;
    let past = (tokens[at].tag == Upos::Adj || noun)
        && tokens[at].shape == Shape::Lower
        && !(noun && classes[at].is(Classes::NOUN_IN_ED));
    if !past || !matches!(tokens[before].tag, Upos::Noun | Upos::Propn) {
        return false;
    }
    let plural = lower(before).ends_with('s');
    let follows = match tokens.get(at + 1).map(|token| token.tag) {
        Some(Upos::Noun | Upos::Adj) => plural,
        // "wrested Palmyra from", "surrendered in Bama", "fled."
        Some(
            Upos::Det
            | Upos::Pron
            | Upos::Num
            | Upos::Propn
            | Upos::Adp
            | Upos::Part
            | Upos::Punct
            | Upos::Sconj
            | Upos::Adv,
        )
        | None => true,
        _ => false,
    };
    let bound = |at: usize| {
        matches!(tokens[at].tag, Upos::Punct | Upos::Sconj | Upos::Cconj)
            || matches!(lower(at), "that" | "who" | "which")
    };
    let verb = |at: usize| {
        matches!(tokens[at].tag, Upos::Verb | Upos::Aux) && !classes[at].is(Classes::ING)
    };
    let left = (0..at).rev().take_while(|at| !bound(*at)).any(verb);
    let right = (at + 1..tokens.len())
        .take_while(|at| !bound(*at))
        .any(verb);
    follows && !left && !right
}
