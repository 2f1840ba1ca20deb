//! The event coder: the text of one article in, its entities, mentions and events out.
//!
//! ```text
//! Document ─▶ text ─▶ entity (lexicon, gazetteer) ─▶ time, quantity ─▶ frame ─▶ event ─▶ Coding
//!             tokens   who and where are named        when, how many    acts     bound and judged
//! ```
//!
//! Pure and synchronous: no I/O, no Kafka, no clock. The same text, data files and
//! version give the same bytes, which is what makes a re-run after a crash harmless.
//! Every stage reads and extends one [`Analysis`](analysis::Analysis).

mod analysis;
mod coder;
mod document;
mod entity;
mod error;
mod event;
mod fold;
mod frame;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzzing;
mod gazetteer;
mod learning;
mod lexicon;
mod quantity;
mod scratch;
mod source;
mod text;
mod time;
mod trace;
mod version;

/// Training of the bundled weights, for `sitrep train`.
pub mod training {
    pub use crate::entity::model::grammar::bundled_names;
    pub use crate::entity::model::train::{
        NameScore, NameTrainOptions, NamedSentence, measure_names, train_names,
    };
    pub use crate::entity::model::{NameType, NameWeights, NameWeightsError};
    pub use crate::event::opinion::fit::{OpinionReport, fit_confidence};
    pub use crate::event::opinion::train::{
        CrossFitted, Judged, Observed, cross_fit, observe_events, train_opinion,
    };
    pub use crate::event::opinion::{OpinionWeights, OpinionWeightsError};
    pub use crate::text::tagger::reports::OwnSentences;
    pub use crate::text::tagger::train::{
        Accuracy, TaggedSentence, TrainOptions, measure_tagger, train_tagger,
    };
    pub use crate::text::tagger::{Weights, WeightsError};
}

pub use coder::{Coder, Step};
pub use document::{Coding, Document};
pub use error::CoderError;
pub use gazetteer::{
    BuildError, FormatError, Gazetteer, GazetteerBuilder, PlaceFacts, PlaceRow, ReadError,
    SourceRef,
};
pub use lexicon::ActorEntry;
pub use source::Source;
pub use trace::{Trace, TraceStep};
