//! Tells nearly every word that is not in a list by its first byte and its length. Prevents
//! fixed lists of phrases from being compared with every token of a document.

/// Which lengths occur with which first byte; made at compile time.
#[derive(Debug)]
pub(crate) struct Gate([u32; 32]);

impl Gate {
    /// A gate for some words, none of them empty.
    pub(crate) const fn of(words: &[&str]) -> Self {
        Self([0; 32]).and(words)
    }

    /// The gate with more words.
    pub(crate) const fn and(mut self, words: &[&str]) -> Self {
        let mut at = 0;
        while at < words.len() {
            let word = words[at].as_bytes();
            self.0[row(word)] |= bit(word);
            at += 1;
        }
        self
    }

    /// False when the word is surely none of the gate's.
    pub(crate) fn may_hold(&self, word: &str) -> bool {
        let word = word.as_bytes();
        !word.is_empty() && self.0[row(word)] & bit(word) != 0
    }
}

const fn row(word: &[u8]) -> usize {
    (word[0] & 31) as usize
}

const fn bit(word: &[u8]) -> u32 {
    let length = word.len() as u32;
    1 << if length < 32 { length } else { 31 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_own_words_pass_and_most_others_do_not() {
        const GATE: Gate = Gate::of(&["up", "no fewer"]).and(&["at"]);
        assert!(
            ["up", "at", "no fewer"]
                .iter()
                .all(|word| GATE.may_hold(word))
        );
        assert!(
            ["", "a", "to", "upon", "nobody"]
                .iter()
                .all(|word| !GATE.may_hold(word))
        );
    }
}
