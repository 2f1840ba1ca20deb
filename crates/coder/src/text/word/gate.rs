//! Tells nearly every word that is not in a list by its first two bytes, its last and its
//! length. Prevents fixed lists of phrases from being compared with every token.

/// Which lengths occur with which first, second and last bytes.
#[derive(Debug, Default)]
pub(crate) struct Gate {
    first: [u32; 32],
    second: [u32; 32],
    last: [u32; 32],
}

impl Gate {
    /// A gate for some words; made at compile time where they are fixed.
    pub(crate) const fn of(words: &[&str]) -> Self {
        let none = Self {
            first: [0; 32],
            second: [0; 32],
            last: [0; 32],
        };
        none.and(words)
    }

    /// The gate with more words.
    pub(crate) const fn and(mut self, words: &[&str]) -> Self {
        let mut at = 0;
        while at < words.len() {
            self.add(words[at]);
            at += 1;
        }
        self
    }

    /// Lets one more word pass.
    pub(crate) const fn add(&mut self, word: &str) {
        let word = word.as_bytes();
        if let ([first, ..], [.., last]) = (word, word) {
            self.first[row(*first)] |= bit(word);
            self.second[row(second(word))] |= bit(word);
            self.last[row(*last)] |= bit(word);
        }
    }

    /// False when the word is surely none of the gate's.
    pub(crate) fn may_hold(&self, word: &str) -> bool {
        let word = word.as_bytes();
        let (Some(first), Some(last)) = (word.first(), word.last()) else {
            return false;
        };
        self.first[row(*first)] & self.second[row(second(word))] & self.last[row(*last)] & bit(word)
            != 0
    }
}

const fn second(word: &[u8]) -> u8 {
    match word {
        [_, second, ..] => *second,
        _ => 0,
    }
}

const fn row(byte: u8) -> usize {
    (byte & 31) as usize
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
            ["", "a", "to", "as", "upon", "nobody"]
                .iter()
                .all(|word| !GATE.may_hold(word))
        );
    }
}
