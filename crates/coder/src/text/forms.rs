//! Lower-case form and lemma of every token in one buffer. Prevents an allocation per
//! token, and stages that lower-case the same word in different ways.

/// Where a form stands in the buffer.
type Slot = (u32, u32);

/// The forms of all tokens of a document.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    buffer: String,
    lower: Vec<Slot>,
    lemma: Vec<Slot>,
}

impl Forms {
    /// Room for the forms of a text of so many bytes and tokens.
    pub(crate) fn with_capacity(bytes: usize, tokens: usize) -> Self {
        Self {
            buffer: String::with_capacity(bytes + bytes / 8),
            lower: Vec::with_capacity(tokens),
            lemma: Vec::with_capacity(tokens),
        }
    }

    /// Adds the next token's lower-case form: apostrophes and hyphens of every kind as
    /// `'` and `-`. Its lemma is the same until [`Self::set_lemma`] says otherwise.
    pub(crate) fn push(&mut self, word: &str) {
        let start = self.buffer.len();
        if word.is_ascii() {
            self.buffer.push_str(word);
            self.buffer[start..].make_ascii_lowercase();
        } else {
            for c in word.chars() {
                match c {
                    '’' | '‘' | 'ʼ' | '′' | '`' => self.buffer.push('\''),
                    '‐' | '‑' => self.buffer.push('-'),
                    'İ' => self.buffer.push('i'),
                    _ => self.buffer.extend(c.to_lowercase()),
                }
            }
        }
        let slot = slot(start, self.buffer.len());
        self.lower.push(slot);
        self.lemma.push(slot);
    }

    /// The lower-case form; empty past the last token, where rules look for a next word.
    pub(crate) fn lower(&self, token: u32) -> &str {
        self.get(self.lower.get(token as usize).copied().unwrap_or_default())
    }

    /// The lemma; empty past the last token.
    pub(crate) fn lemma(&self, token: u32) -> &str {
        self.get(self.lemma.get(token as usize).copied().unwrap_or_default())
    }

    /// Sets the lemma to a stem of the lower-case form plus an ending.
    pub(crate) fn set_lemma(&mut self, token: u32, stem: usize, ending: &str) {
        let (start, end) = self.lower[token as usize];
        let (start, end) = (start as usize, end as usize);
        if self.buffer[start + stem..end].starts_with(ending) {
            self.lemma[token as usize] = slot(start, start + stem + ending.len());
            return;
        }
        let from = self.buffer.len();
        self.buffer.extend_from_within(start..start + stem);
        self.buffer.push_str(ending);
        self.lemma[token as usize] = slot(from, self.buffer.len());
    }

    fn get(&self, (start, end): Slot) -> &str {
        &self.buffer[start as usize..end as usize]
    }
}

/// Texts are bounded far below 4 GiB; a longer one gives empty forms, not wrong ones.
fn slot(start: usize, end: usize) -> Slot {
    (
        u32::try_from(start).unwrap_or_default(),
        u32::try_from(end).unwrap_or_default(),
    )
}
