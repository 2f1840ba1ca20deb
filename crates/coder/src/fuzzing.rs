//! Doors to the parsers behind [`Coder`](crate::Coder), for the targets in `fuzz/`. Built
//! only with the feature `fuzzing`. Prevents a parser from being reached by the fuzzer
//! only through a thousand others.

use jiff::civil::Date;

use crate::event::Confidence;
use crate::frame::FrameSet;
use crate::lexicon::Lexicon;
use crate::quantity::{KnownHarms, QuantityStage};
use crate::source::Folder;
use crate::text::{TextStage, invariants};
use crate::{CoderError, Document, Gazetteer, Source, time};

/// The readers of plain text: tokens and sentences, dates, quantities.
#[derive(Debug)]
pub struct TextReaders {
    text: TextStage,
    quantity: QuantityStage,
}

impl TextReaders {
    /// The readers with the built-in data; `None` where those are damaged.
    pub fn bundled() -> Option<Self> {
        Some(Self {
            text: TextStage::bundled().ok()?,
            quantity: QuantityStage::load(&[]).ok()?,
        })
    }

    /// Reads a text.
    ///
    /// # Panics
    /// When something that was found does not lie in the text, or not in order.
    pub fn read(&self, title: &str, body: &str, published: Option<Date>) {
        let mut analysis = self.text.analyse(&Document {
            title,
            body,
            ..Document::default()
        });
        time::find(&mut analysis, published);
        self.quantity
            .find(&mut analysis, &mut KnownHarms::default());
        invariants::check(&analysis);
    }
}

/// Everything wrong or doubtful in one data file of a caller's, read by itself where the
/// built-in data are large.
pub fn override_file(source: &Source<'_>) -> Vec<CoderError> {
    match source.folder() {
        Folder::Lexicon => match Lexicon::alone(source) {
            Ok(lexicon) => lexicon.check(),
            Err(problem) => vec![problem],
        },
        Folder::Frames => {
            let mut problems = FrameSet::alone(source);
            problems.extend(Confidence::review(&[*source]));
            problems
        }
        Folder::Quantity => QuantityStage::review(&[*source]),
    }
}

/// A gazetteer from bytes whose checksum is made right first: a fuzzer never finds it.
///
/// # Errors
/// When the file is damaged in another way.
pub fn sealed_gazetteer(bytes: Vec<u8>) -> Result<Gazetteer, crate::FormatError> {
    Gazetteer::sealed(bytes)
}
