//! Verbs of headlines and leads that the tagger takes for nouns: "Rebels shell Aden". Prevents
//! a title from telling of nothing.

use super::Forms;
use super::Token;
use super::Upos;
use super::word::class::Classes;

/// "Algerian Troops Kill 22 Islamist Militants": a noun before, its object behind.
pub(super) fn predicates(tokens: &mut [Token], classes: &[Classes], forms: &Forms, first: u32) {
    let lower = |at: usize| forms.lower(first + at as u32);
    let is_verb = |tag| matches!(tag, Upos::Verb | Upos::Aux);
    // The main verb stands first; participles in -ing may stand anywhere.
    let mut has_verb = false;
    for at in 1..tokens.len() {
        // "32 killed as bandits attack villages": a new clause.
        if classes[at].is(Classes::CLAUSE) {
            has_verb = false;
        }
        if is_verb(tokens[at].tag) {
            has_verb |= !classes[at].is(Classes::ING);
            continue;
        }
        let is = |class| classes[at].is(class);
        let (sure, objectless) = (is(Classes::PREDICATE), is(Classes::OBJECTLESS));
        if !sure && !objectless && !is(Classes::PREDICATE_OR_NOUN) {
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
        let several = lower(before).ends_with('s')
            || lower(before).ends_with("men")
            || matches!(lower(before), "police" | "people");
        let agrees = several != lower(at).ends_with('s');
        let alone = || {
            let clause =
                |at: &usize| !matches!(lower(*at), "as" | "when" | "while" | "after" | ",");
            let mut later = (at + 1..tokens.len()).take_while(clause);
            !has_verb && !later.any(|at| is_verb(tokens[at].tag))
        };
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
