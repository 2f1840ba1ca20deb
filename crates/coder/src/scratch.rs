//! What threads keep from document to document: what is known of words, and buffers. Each
//! document borrows one set. Prevents threads from waiting for each other, and words from
//! being looked at anew in every document.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::analysis::Analysis;
use crate::quantity::KnownHarms;
use crate::{entity, event, text};

/// What one document at a time works with.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// Holds nothing: memory for the next document.
    pub(crate) analysis: Analysis,
    /// The text stage's.
    pub(crate) text: text::Scratch,
    /// The entity stage's.
    pub(crate) entity: entity::Scratch,
    /// The event stage's.
    pub(crate) words: event::KnownWords,
    /// The quantity stage's.
    pub(crate) harms: KnownHarms,
}

/// Most tokens of a document whose memory is kept.
const MOST_TOKENS: usize = 1 << 14;

impl Scratch {
    /// Keeps the memory of an analysis for the next document, unless it is much.
    pub(crate) fn keep(&mut self, mut analysis: Analysis) {
        if analysis.tokens.len() <= MOST_TOKENS {
            analysis.forget();
            self.analysis = analysis;
        }
    }
}

/// The sets that no thread works with at the moment: as many as ever worked at once.
#[derive(Debug, Default)]
pub(crate) struct Pool {
    idle: Mutex<Vec<Scratch>>,
}

impl Pool {
    /// A set to work with, a new one where all are in use.
    pub(crate) fn take(&self) -> Scratch {
        let kept = self.idle().pop();
        kept.filter(|scratch| !scratch.text.words.is_full())
            .unwrap_or_default()
    }

    /// Keeps a set for the next document.
    pub(crate) fn put_back(&self, scratch: Scratch) {
        self.idle().push(scratch);
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Scratch>> {
        // A set in use is not in the list: whoever panicked left the list whole.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
