//! The matcher: sequences of word numbers to entries, longest match by walking. One hash
//! probe a word, no allocation, no backtracking over the text.

use rustc_hash::FxHashMap;

/// The number of a word in the vocabulary; 0 is "not a word of any pattern".
pub(crate) type WordId = u32;

/// Sequences of words, each with the entries that it stands for.
#[derive(Debug)]
pub(crate) struct Trie<E> {
    /// The nodes after one word, by the word; 0 for none. Most walks end here.
    first: Vec<u32>,
    /// The nodes after more words, see [`edge`].
    edges: FxHashMap<u64, u32>,
    entries: Vec<Vec<E>>,
}

impl<E> Default for Trie<E> {
    fn default() -> Self {
        Self {
            first: Vec::new(),
            edges: FxHashMap::default(),
            entries: vec![Vec::new()],
        }
    }
}

impl<E> Trie<E> {
    /// The node at which every walk starts.
    pub(crate) const ROOT: u32 = 0;

    /// The entries of a pattern, to add to; the pattern is made where it is new.
    pub(crate) fn entries_mut(&mut self, words: &[WordId]) -> &mut Vec<E> {
        let mut node = Self::ROOT;
        for word in words {
            let next = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
            let known = self.step(node, *word);
            if known.is_none() {
                self.join(node, *word, next);
            }
            node = known.unwrap_or(next);
            if node == next {
                self.entries.push(Vec::new());
            }
        }
        &mut self.entries[node as usize]
    }

    fn join(&mut self, node: u32, word: WordId, next: u32) {
        if node != Self::ROOT {
            self.edges.insert(edge(node, word), next);
            return;
        }
        let word = word as usize;
        if self.first.len() <= word {
            self.first.resize(word + 1, 0);
        }
        self.first[word] = next;
    }

    /// The node after one more word.
    pub(crate) fn step(&self, node: u32, word: WordId) -> Option<u32> {
        if node == Self::ROOT {
            let next = self.first.get(word as usize).copied();
            return next.filter(|next| *next != 0);
        }
        self.edges.get(&edge(node, word)).copied()
    }

    /// What the words up to a node stand for.
    pub(crate) fn entries(&self, node: u32) -> &[E] {
        &self.entries[node as usize]
    }
}

/// A node and the word behind it as one number, which is hashed at once.
fn edge(node: u32, word: WordId) -> u64 {
    u64::from(node) << u32::BITS | u64::from(word)
}

/// Words to numbers.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    ids: FxHashMap<Box<str>, WordId>,
}

impl Vocabulary {
    /// The number of a word, new where it was not known.
    pub(crate) fn learn(&mut self, word: &str) -> WordId {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = WordId::try_from(self.ids.len() + 1).unwrap_or(WordId::MAX);
        self.ids.insert(word.into(), id);
        id
    }

    /// All words, in no order.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.ids.keys().map(AsRef::as_ref)
    }

    /// The number of a word; 0 where no pattern has it.
    pub(crate) fn id(&self, word: &str) -> WordId {
        self.ids.get(word).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_finds_every_prefix_that_is_a_pattern() {
        let mut words = Vocabulary::default();
        let (army, of, god) = (words.learn("army"), words.learn("of"), words.learn("god"));
        let mut trie = Trie::default();
        trie.entries_mut(&[army]).push("army");
        trie.entries_mut(&[army, of, god]).push("Army of God");
        let node = trie.step(Trie::<&str>::ROOT, army).unwrap();
        assert_eq!(trie.entries(node), ["army"]);
        let node = trie.step(node, of).unwrap();
        assert!(trie.entries(node).is_empty());
        let node = trie.step(node, god).unwrap();
        assert_eq!(trie.entries(node), ["Army of God"]);
        assert_eq!(trie.step(node, god), None);
        assert_eq!(words.id("devil"), 0);
    }
}
