//! The facade: all data loaded once, then any number of documents coded with it.

use jiff::civil::Date;

use crate::analysis::Analysis;
use crate::entity::model::NameWeights;
use crate::entity::{NameModel, Scan};
use crate::event::opinion::{Opinion, OpinionWeights};
use crate::event::{Confidence, Rules};
use crate::frame::FrameSet;
use crate::gazetteer::Gazetteer;
use crate::lexicon::{ActorEntry, Lexicon};
use crate::quantity::QuantityStage;
use crate::scratch::{Pool, Scratch};
use crate::source::Source;
use crate::text::TextStage;
use crate::{CoderError, Coding, Document, entity, event, time, version};

/// The event coder. Immutable once loaded: share one among threads.
#[derive(Debug)]
pub struct Coder {
    text: TextStage,
    gazetteer: Gazetteer,
    lexicon: Lexicon,
    names: NameModel,
    quantity: QuantityStage,
    frames: FrameSet,
    confidence: Confidence,
    opinion: Opinion,
    lexicon_version: String,
    scratch: Pool,
}

impl Coder {
    /// The coder with the data that is built into the crate.
    ///
    /// # Errors
    /// When a built-in data file is wrong, which the crate's tests prevent.
    pub fn bundled() -> Result<Self, CoderError> {
        let gazetteer = Gazetteer::bundled()
            .map_err(|error| CoderError::at("data/gazetteer/places.gaz", 0, error.to_string()))?;
        Self::with(gazetteer, &[])
    }

    /// The coder with a gazetteer of the caller's, and the built-in data with the caller's
    /// files merged over it: a row or frame with a known id replaces the built-in ones of
    /// that id. [`Source::name`] says what a file extends.
    ///
    /// # Errors
    /// When a file is wrong; the error names file and line.
    pub fn with(gazetteer: Gazetteer, overrides: &[Source<'_>]) -> Result<Self, CoderError> {
        let text = TextStage::bundled()
            .map_err(|error| CoderError::at("data/weights", 0, error.to_string()))?;
        let names = NameModel::bundled()
            .map_err(|error| CoderError::at("data/weights/names.bin", 0, error.to_string()))?;
        Ok(Self {
            text,
            lexicon_version: version::of(&gazetteer, overrides),
            gazetteer,
            lexicon: Lexicon::load(overrides)?,
            names,
            quantity: QuantityStage::load(overrides)?,
            frames: FrameSet::load(overrides)?,
            confidence: Confidence::load(overrides)?,
            opinion: Opinion::bundled()?,
            scratch: Pool::default(),
        })
    }

    /// Codes one document. The trace stays empty.
    pub fn code(&self, document: &Document<'_>) -> Coding {
        self.run(document, false)
    }

    /// Codes one document and records why each event is as it is.
    pub fn explain(&self, document: &Document<'_>) -> Coding {
        self.run(document, true)
    }

    /// Semantic version of the coder's rules.
    pub fn version() -> &'static str {
        env!("CARGO_PKG_VERSION")
    }

    /// Hash of all data that change what is coded: 16 hexadecimal digits.
    pub fn lexicon_version(&self) -> &str {
        &self.lexicon_version
    }

    /// The actors that a name or id may mean on a day, those valid then first.
    pub fn lookup(&self, name: &str, on: Option<Date>) -> Vec<ActorEntry> {
        self.lexicon.lookup(name, on)
    }

    /// Everything wrong or doubtful in the data with the caller's files laid over them:
    /// lines that cannot be read, names claimed twice, overlapping periods, unknown parents,
    /// actors that nothing can find, triggers that no text can hold, rules never reached.
    /// Empty when [`with`](Self::with) takes the files without a doubt.
    pub fn check_overrides(overrides: &[Source<'_>]) -> Vec<CoderError> {
        let mut problems = Lexicon::review(overrides);
        problems.extend(FrameSet::review(overrides));
        problems.extend(Confidence::review(overrides));
        problems.extend(QuantityStage::review(overrides));
        problems
    }

    /// Codes one document and tells after each stage, in order, that it is done. For
    /// measuring: the coder itself knows no clock.
    pub fn code_in_steps(&self, document: &Document<'_>, done: impl FnMut(Step)) -> Coding {
        self.in_steps(document, false, done)
    }

    /// The same coder with other weights for unknown names.
    #[must_use]
    pub fn with_names(mut self, weights: NameWeights) -> Self {
        self.names = NameModel::new(weights);
        self
    }

    /// Gives the coder another second opinion, with empty weights none, and returns the
    /// one it had.
    pub fn set_opinion(&mut self, weights: OpinionWeights) -> OpinionWeights {
        std::mem::replace(&mut self.opinion, Opinion::new(weights)).into_weights()
    }

    /// What events are coded by.
    pub(crate) fn rules(&self) -> Rules<'_> {
        Rules {
            frames: &self.frames,
            lexicon: &self.lexicon,
            confidence: &self.confidence,
            opinion: &self.opinion,
        }
    }

    /// Shows what the name model is given: for its trainer.
    pub(crate) fn observe(
        &self,
        document: &Document<'_>,
        look: impl FnOnce(&Analysis, &Scan, &Lexicon, &[u32]),
    ) {
        let mut scratch = self.scratch.take();
        let mut analysis = Analysis::default();
        self.text.read(document, &mut analysis, &mut scratch.text);
        time::find(&mut analysis, document.published);
        entity::observe(
            &mut analysis,
            &self.lexicon,
            &self.gazetteer,
            document,
            &mut scratch.entity,
            look,
        );
        self.scratch.put_back(scratch);
    }

    /// Everything up to the events.
    pub(crate) fn analyse(&self, document: &Document<'_>) -> Analysis {
        let mut scratch = self.scratch.take();
        let analysis = self.analyse_in_steps(document, &mut scratch, &mut |_| {});
        self.scratch.put_back(scratch);
        analysis
    }

    fn analyse_in_steps(
        &self,
        document: &Document<'_>,
        scratch: &mut Scratch,
        done: &mut impl FnMut(Step),
    ) -> Analysis {
        let mut analysis = std::mem::take(&mut scratch.analysis);
        self.text.read(document, &mut analysis, &mut scratch.text);
        done(Step::after("text", &analysis));
        time::find(&mut analysis, document.published);
        done(Step::after("time", &analysis));
        entity::stage(
            &mut analysis,
            &self.lexicon,
            &self.gazetteer,
            &self.names,
            document,
            &mut scratch.entity,
        );
        done(Step::after("entity", &analysis));
        self.quantity.find(&mut analysis, &mut scratch.harms);
        done(Step::after("quantity", &analysis));
        analysis
    }

    fn run(&self, document: &Document<'_>, explain: bool) -> Coding {
        self.in_steps(document, explain, |_| {})
    }

    fn in_steps(
        &self,
        document: &Document<'_>,
        explain: bool,
        mut done: impl FnMut(Step),
    ) -> Coding {
        let mut scratch = self.scratch.take();
        let mut analysis = self.analyse_in_steps(document, &mut scratch, &mut done);
        let (mut named, mentions) = entity::output(&analysis);
        let rules = self.rules();
        let found = event::code(&analysis, &rules, document, explain, &mut scratch.words);
        named.extend(&found.entities);
        let after = Step::after("event", &analysis);
        let mut entities = entity::entities(&mut analysis, named);
        scratch.keep(analysis);
        self.scratch.put_back(scratch);
        if !found.local_forces.is_empty() {
            entities.extend(found.local_forces);
            entities.sort_by(|a, b| a.id.cmp(&b.id));
            entities.dedup_by(|a, b| a.id == b.id);
        }
        done(after);
        Coding {
            entities,
            mentions,
            events: found.events,
            trace: found.trace,
        }
    }
}

/// A stage of the coder that is done with a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The stage: "text", "time", "entity", "quantity" or "event" (with the output).
    pub stage: &'static str,
    /// Sentences of the document.
    pub sentences: usize,
    /// Tokens of the document.
    pub tokens: usize,
}

impl Step {
    fn after(stage: &'static str, analysis: &Analysis) -> Self {
        Self {
            stage,
            sentences: analysis.sentences.len(),
            tokens: analysis.tokens.len(),
        }
    }
}
