//! Lemmas of verbs and nouns: a table of irregular forms, then spelling rules. Prevents
//! frames from having to list "strike, strikes, striking, struck".

use rustc_hash::FxHashMap;
use smol_str::{SmolStr, SmolStrBuilder};

use super::casing::Casing;
use super::spelling::{noun_lemma, verb_lemma};
use super::verb_form::VerbForm;
use crate::text::Forms;
use crate::text::Shape;
use crate::text::Upos;

const VERBS: &str = include_str!("../../../data/text/irregular_verbs.tsv");
const EXCEPTIONS: &str = include_str!("../../../data/text/lemma_exceptions.tsv");

/// The tables of word forms.
pub(crate) const TABLES: [&str; 2] = [VERBS, EXCEPTIONS];

/// A lemma as a stem of the form and an ending to add.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lemma {
    /// Bytes of the form to keep.
    pub(super) stem: usize,
    /// What follows them.
    pub(super) ending: &'static str,
}

impl Lemma {
    /// The lemma of a form; `None` where it is the form itself.
    fn of(self, form: &str) -> Option<SmolStr> {
        let (stem, rest) = form.split_at(self.stem);
        (rest != self.ending).then(|| {
            let mut lemma = SmolStrBuilder::new();
            lemma.push_str(stem);
            lemma.push_str(self.ending);
            lemma.finish()
        })
    }
}

/// The lemmas of one word, as far as they were asked for; `None` inside where the lemma is
/// the word itself.
#[derive(Debug, Default)]
pub(in crate::text) struct Lemmas {
    verb: Option<(Option<SmolStr>, VerbForm)>,
    noun: Option<Option<SmolStr>>,
}

/// A line of a bundled table that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("data/text/{file}:{line}: expected {expected}: correct the line")]
pub(crate) struct TableError {
    file: &'static str,
    line: usize,
    expected: &'static str,
}

/// The tables.
#[derive(Debug)]
pub(crate) struct Lemmatiser {
    verbs: FxHashMap<SmolStr, (&'static str, VerbForm)>,
    nouns: FxHashMap<SmolStr, &'static str>,
}

impl Lemmatiser {
    /// Reads the bundled tables.
    pub(crate) fn bundled() -> Result<Self, TableError> {
        let mut verbs = FxHashMap::default();
        let mut nouns = FxHashMap::default();
        for (line, row) in rows(EXCEPTIONS) {
            let mut cells = row.split('\t');
            match (cells.next(), cells.next(), cells.next()) {
                (Some(form), Some("verb"), Some(lemma)) => {
                    verbs.insert(SmolStr::new(form), (lemma, regular_form(form, lemma)));
                }
                (Some(form), Some("noun"), Some(lemma)) => {
                    nouns.insert(SmolStr::new(form), lemma);
                }
                _ => {
                    return Err(TableError {
                        file: "lemma_exceptions.tsv",
                        line,
                        expected: "form, \"verb\" or \"noun\", lemma, separated by tabs",
                    });
                }
            }
        }
        for (line, row) in rows(VERBS) {
            let cells: Vec<&'static str> = row.split('\t').collect();
            let [base, past, participle] = cells.as_slice() else {
                return Err(TableError {
                    file: "irregular_verbs.tsv",
                    line,
                    expected: "base, past, participle, separated by tabs",
                });
            };
            let mut add = |form: &'static str, kind: VerbForm| {
                let entry = verbs
                    .entry(SmolStr::new(form))
                    .or_insert((*base, VerbForm::NONE));
                entry.1 = entry.1.or(kind);
            };
            add(base, VerbForm::BASE);
            past.split('/').for_each(|form| add(form, VerbForm::PAST));
            participle
                .split('/')
                .for_each(|form| add(form, VerbForm::PARTICIPLE));
        }
        Ok(Self { verbs, nouns })
    }

    /// Sets a token's lemma; gives the inflections it can be, for verbs. `known` keeps what
    /// was found of the word before.
    pub(crate) fn apply(
        &self,
        forms: &mut Forms,
        token: u32,
        (tag, shape, casing): (Upos, Shape, Casing),
        known: &mut Lemmas,
    ) -> VerbForm {
        let word = forms.lower(token);
        match tag {
            Upos::Verb | Upos::Aux => {
                let (lemma, form) = known.verb.get_or_insert_with(|| {
                    let (lemma, form) = self.verb(word);
                    (lemma.of(word), form)
                });
                let form = *form;
                forms.set_lemma(token, lemma.clone());
                form
            }
            // In headlines common nouns are often taken for names.
            Upos::Propn if casing == Casing::Normal => VerbForm::NONE,
            Upos::Noun | Upos::Propn if shape != Shape::Upper || word.len() > 3 => {
                let lemma = known.noun.get_or_insert_with(|| self.noun(word).of(word));
                forms.set_lemma(token, lemma.clone());
                VerbForm::NONE
            }
            _ => VerbForm::NONE,
        }
    }

    /// Lemma and form of a verb.
    pub(super) fn verb(&self, word: &str) -> (Lemma, VerbForm) {
        // "re-elected", "air-dropped": the table knows the last part.
        let from = word.rfind('-').map_or(0, |at| at + 1);
        if let Some(&(lemma, form)) = self.verbs.get(&word[from..]) {
            let lemma = Lemma {
                stem: from,
                ending: lemma,
            };
            return (lemma, form);
        }
        let lemma = verb_lemma(word);
        let changed = lemma.stem < word.len();
        let form = if !changed {
            VerbForm::BASE
        } else if word.ends_with('g') {
            VerbForm::ING
        } else if word.ends_with('s') {
            VerbForm::THIRD
        } else {
            VerbForm::PAST.or(VerbForm::PARTICIPLE)
        };
        (lemma, form)
    }

    fn noun(&self, word: &str) -> Lemma {
        let from = word.rfind('-').map_or(0, |at| at + 1);
        match self.nouns.get(&word[from..]) {
            Some(lemma) => Lemma {
                stem: from,
                ending: lemma,
            },
            None => noun_lemma(word),
        }
    }
}

fn regular_form(form: &str, lemma: &str) -> VerbForm {
    match form {
        "is" | "are" | "am" | "'m" | "'re" | "'s" | "'ve" => return VerbForm::THIRD,
        _ if form == lemma => return VerbForm::BASE,
        _ => {}
    }
    if form.ends_with("ing") {
        VerbForm::ING
    } else if form.ends_with('s') {
        VerbForm::THIRD
    } else if form.ends_with('d') {
        VerbForm::PAST.or(VerbForm::PARTICIPLE)
    } else {
        VerbForm::BASE
    }
}

/// The lines of a table that are neither empty nor comments.
fn rows(table: &'static str) -> impl Iterator<Item = (usize, &'static str)> {
    table
        .lines()
        .enumerate()
        .map(|(number, line)| (number + 1, line))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lemma(word: &str, tag: Upos) -> String {
        let mut forms = Forms::default();
        forms.push(word.into());
        let looks = (tag, Shape::Lower, Casing::Normal);
        Lemmatiser::bundled()
            .unwrap()
            .apply(&mut forms, 0, looks, &mut Lemmas::default());
        forms.lemma(0).to_owned()
    }

    #[test]
    fn verbs_come_back_to_their_base() {
        for (word, base) in [
            ("shot", "shoot"),
            ("fled", "flee"),
            ("struck", "strike"),
            ("slain", "slay"),
            ("fought", "fight"),
            ("killing", "kill"),
            ("shelled", "shell"),
            ("fired", "fire"),
            ("evacuating", "evacuate"),
            ("stopped", "stop"),
            ("controlled", "control"),
            ("besieged", "besiege"),
            ("injured", "injure"),
            ("occurred", "occur"),
            ("threatened", "threaten"),
            ("wounded", "wound"),
            ("dying", "die"),
            ("carried", "carry"),
            ("clashes", "clash"),
            ("seizing", "seize"),
            ("freed", "free"),
            ("deployed", "deploy"),
            ("raped", "rape"),
            ("ambushed", "ambush"),
            ("bombed", "bomb"),
            ("settled", "settle"),
            ("detained", "detain"),
            ("combating", "combat"),
            ("exchanged", "exchange"),
            ("overran", "overrun"),
            ("attacked", "attack"),
            ("released", "release"),
            ("collapsed", "collapse"),
            ("declared", "declare"),
            ("looted", "loot"),
        ] {
            assert_eq!(lemma(word, Upos::Verb), base);
        }
    }

    #[test]
    fn nouns_come_back_to_their_singular() {
        for (word, base) in [
            ("soldiers", "soldier"),
            ("casualties", "casualty"),
            ("clashes", "clash"),
            ("gunmen", "gunman"),
            ("bodies", "body"),
            ("buses", "bus"),
            ("headquarters", "headquarters"),
            ("lives", "life"),
            ("forces", "force"),
            ("police", "police"),
            ("bases", "base"),
            ("crisis", "crisis"),
            ("air-strikes", "air-strike"),
            ("bus", "bus"),
            ("hostages", "hostage"),
        ] {
            assert_eq!(lemma(word, Upos::Noun), base);
        }
    }
}
