//! Lower-case form and lemma of every token, most of them short enough to stand in place.
//! Prevents an allocation per token, and stages that lower-case the same word in different
//! ways.

use smol_str::{SmolStr, SmolStrBuilder, StrExt};

/// The forms of all tokens of a document.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    /// The lower-case form of every token, then the lemmas that differ from theirs.
    forms: Vec<SmolStr>,
    /// Where each token's lemma stands; as many as there are tokens.
    lemmas: Vec<u32>,
}

impl Forms {
    /// Makes room for the forms of so many tokens.
    pub(crate) fn reserve(&mut self, tokens: usize) {
        // A third of the words of a text are inflected.
        self.forms.reserve(tokens + tokens / 3 + 8);
        self.lemmas.reserve(tokens);
    }

    /// Forgets all forms.
    pub(crate) fn forget(&mut self) {
        self.forms.clear();
        self.lemmas.clear();
    }

    /// Adds the next token's lower-case form. Its lemma is the same until
    /// [`Self::set_lemma`] says otherwise: lemmas are set once all tokens are there.
    pub(crate) fn push(&mut self, lower: SmolStr) {
        debug_assert_eq!(self.forms.len(), self.lemmas.len(), "lemmas come last");
        self.lemmas.push(index(self.forms.len()));
        self.forms.push(lower);
    }

    /// The lower-case form; empty past the last token, where rules look for a next word.
    pub(crate) fn lower(&self, token: u32) -> &str {
        match self.forms.get(token as usize) {
            Some(form) if (token as usize) < self.lemmas.len() => form,
            _ => "",
        }
    }

    /// The lemma; empty past the last token.
    pub(crate) fn lemma(&self, token: u32) -> &str {
        let at = self.lemmas.get(token as usize);
        at.and_then(|at| self.forms.get(*at as usize))
            .map_or("", SmolStr::as_str)
    }

    /// Whether a token's lower-case form is its lemma.
    pub(crate) fn is_lemma(&self, token: u32) -> bool {
        self.lemmas.get(token as usize) == Some(&token)
    }

    /// Sets the lemma where it is not the lower-case form itself.
    pub(crate) fn set_lemma(&mut self, token: u32, lemma: Option<SmolStr>) {
        self.lemmas[token as usize] = match lemma {
            Some(lemma) => {
                self.forms.push(lemma);
                index(self.forms.len() - 1)
            }
            None => token,
        };
    }
}

/// A word in lower case: apostrophes and hyphens of every kind as `'` and `-`.
pub(super) fn lower(word: &str) -> SmolStr {
    if word.is_ascii() {
        return word.to_ascii_lowercase_smolstr();
    }
    let mut form = SmolStrBuilder::new();
    for c in word.chars() {
        match c {
            '’' | '‘' | 'ʼ' | '′' | '`' => form.push('\''),
            '‐' | '‑' => form.push('-'),
            'İ' => form.push('i'),
            _ => c.to_lowercase().for_each(|c| form.push(c)),
        }
    }
    form.finish()
}

/// Texts are bounded far below 4 Gi tokens.
fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
