//! The forms of an English verb or noun, so that the data files name each word once.
//! Irregular words come from `data/frames/irregular.tsv`.

use rustc_hash::FxHashMap;

use crate::CoderError;
use crate::source::Source;

/// Forms that the rules below would get wrong: base form to its other forms.
#[derive(Debug, Default)]
pub(crate) struct Irregular {
    verbs: FxHashMap<String, Vec<String>>,
    nouns: FxHashMap<String, String>,
}

impl Irregular {
    /// Adds a table; a later row replaces that of the same word. A row that cannot be read
    /// is noted and left out.
    pub(super) fn read(&mut self, source: &Source<'_>, problems: &mut Vec<CoderError>) {
        for (line, row) in source.rows() {
            let fields: Vec<&str> = row.split('\t').collect();
            match fields[..] {
                ["verb", base, ref others @ ..] if others.len() >= 3 => {
                    let third = third_person(base);
                    let forms = [base, &third].into_iter().chain(others.iter().copied());
                    let forms = forms.map(ToOwned::to_owned).collect();
                    self.verbs.insert(base.to_owned(), forms);
                }
                ["noun", base, plural] => {
                    self.nouns.insert(base.to_owned(), plural.to_owned());
                }
                _ => problems.push(CoderError::at(
                    source.name,
                    line,
                    "expected 'verb', base, past, participle, -ing form or \
                     'noun', singular, plural, separated by tabs",
                )),
            }
        }
    }

    /// All forms of a verb, base first.
    pub(crate) fn verb(&self, base: &str) -> Vec<String> {
        if let Some(forms) = self.verbs.get(base) {
            return forms.clone();
        }
        let stem = stem_before_vowel(base);
        let past = match base {
            _ if base.ends_with('e') => format!("{base}d"),
            _ => format!("{}ed", y_to_i(base).unwrap_or_else(|| stem.clone())),
        };
        let mut forms = vec![
            base.to_owned(),
            third_person(base),
            past,
            format!("{stem}ing"),
        ];
        if stem == base && doubles_l(base) {
            forms.extend([format!("{base}led"), format!("{base}ling")]);
        }
        forms
    }

    /// Singular and plural of a noun.
    pub(crate) fn noun(&self, base: &str) -> Vec<String> {
        let plural = match self.nouns.get(base) {
            Some(plural) => plural.clone(),
            None => third_person(base),
        };
        vec![base.to_owned(), plural]
    }
}

/// "shell" → "shells", "crush" → "crushes", "deploy" → "deploys", "deny" → "denies".
fn third_person(base: &str) -> String {
    if let Some(stem) = y_to_i(base) {
        return format!("{stem}es");
    }
    let hissing = ["s", "x", "z", "ch", "sh"];
    if hissing.iter().any(|ending| base.ends_with(ending)) {
        format!("{base}es")
    } else {
        format!("{base}s")
    }
}

/// "deny" → "deni", nothing for "deploy" or "shell".
fn y_to_i(base: &str) -> Option<String> {
    let stem = base.strip_suffix('y')?;
    (!stem.ends_with(is_vowel)).then(|| format!("{stem}i"))
}

/// The stem that takes "-ing": "raze" → "raz", "stab" → "stabb", "shell" → "shell".
fn stem_before_vowel(base: &str) -> String {
    if let Some(stem) = base.strip_suffix('e') {
        if !stem.ends_with(['e', 'o', 'y']) {
            return stem.to_owned();
        }
        return base.to_owned();
    }
    let letters: Vec<char> = base.chars().collect();
    if let [.., before, vowel, last] = letters[..] {
        let one_syllable = letters.iter().filter(|letter| is_vowel(**letter)).count() == 1;
        let doubles = !is_vowel(before) && is_vowel(vowel) && !is_vowel(last);
        if one_syllable && doubles && !matches!(last, 'w' | 'x' | 'y') {
            return format!("{base}{last}");
        }
    }
    base.to_owned()
}

/// "cancelled" beside "canceled".
fn doubles_l(base: &str) -> bool {
    let mut back = base.chars().rev();
    back.next() == Some('l')
        && back.next().is_some_and(is_vowel)
        && back.next().is_some_and(|letter| !is_vowel(letter))
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_verbs_follow_the_spelling_rules() {
        let irregular = Irregular::default();
        let cases = [
            ("shell", "shell shells shelled shelling"),
            ("raze", "raze razes razed razing"),
            ("stab", "stab stabs stabbed stabbing"),
            ("deny", "deny denies denied denying"),
            ("deploy", "deploy deploys deployed deploying"),
            ("ambush", "ambush ambushes ambushed ambushing"),
            ("agree", "agree agrees agreed agreeing"),
            ("attack", "attack attacks attacked attacking"),
            ("raid", "raid raids raided raiding"),
            (
                "cancel",
                "cancel cancels canceled canceling cancelled cancelling",
            ),
            ("reveal", "reveal reveals revealed revealing"),
        ];
        for (base, forms) in cases {
            assert_eq!(irregular.verb(base).join(" "), forms);
        }
    }

    #[test]
    fn irregular_forms_come_from_the_table() {
        let source = Source {
            name: "frames/irregular.tsv",
            text: "verb\tshoot\tshot\tshot\tshooting\nverb\tshoot\nnoun\tman\tmen",
        };
        let (mut irregular, mut problems) = (Irregular::default(), Vec::new());
        irregular.read(&source, &mut problems);
        assert_eq!((problems.len(), problems[0].line), (1, 2));
        assert_eq!(
            irregular.verb("shoot").join(" "),
            "shoot shoots shot shot shooting"
        );
        assert_eq!(irregular.noun("man"), ["man", "men"]);
        assert_eq!(irregular.noun("clash"), ["clash", "clashes"]);
    }
}
