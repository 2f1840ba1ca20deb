//! Who and what is named: mentions, composition, aliases, short forms, unknown names.
//!
//! ```text
//! scan ─▶ context ─▶ names ─▶ unknown names, short forms ─▶ places, late names ─▶ model ─▶ compose ─▶ tidy
//! ```

mod capital;
mod compose;
mod context;
mod describe;
mod late;
mod metonym;
pub(crate) mod model;
mod modifiers;
mod names;
mod output;
mod person;
mod places;
mod registry;
mod roads;
mod scan;
mod short;
#[cfg(test)]
mod tests;
mod tidy;
mod unknown;

use crate::Document;
use crate::analysis::Analysis;
use crate::gazetteer::{self, Gazetteer};
use crate::lexicon::Lexicon;

pub(crate) use model::NameModel;
pub(crate) use output::{entities, output};
pub(crate) use registry::slug;
pub(crate) use scan::Scan;

/// What is known of words and names by themselves, kept from document to document.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    pieces: scan::KnownPieces,
    keys: short::KnownKeys,
    places: gazetteer::Memo,
    names: model::Scratch,
    /// See [`tidy::mention_of`].
    mention_of: Vec<u32>,
    scan: Scan,
}

/// Finds everything that the document names or describes.
pub(crate) fn stage(
    analysis: &mut Analysis,
    lexicon: &Lexicon,
    gazetteer: &Gazetteer,
    model: &NameModel,
    document: &Document<'_>,
    scratch: &mut Scratch,
) {
    let mut known = known(analysis, lexicon, gazetteer, document, scratch);
    let mention_of = tidy::mention_of(analysis, std::mem::take(&mut scratch.mention_of));
    model.add(
        analysis,
        &known.scan,
        &mut known.registry,
        &mut known.short,
        &mention_of,
        &mut scratch.names,
    );
    known.places.locate(analysis, gazetteer);
    let mut mention_of = tidy::mention_of(analysis, mention_of);
    let keys = &mut scratch.keys;
    known
        .short
        .apply(analysis, &known.scan, &mut mention_of, keys);
    compose::Composer {
        analysis,
        scan: &known.scan,
        context: &known.context,
        registry: &mut known.registry,
        mention_of: &mut mention_of,
    }
    .run();
    roads::locate(analysis, gazetteer, known.context.focus);
    capital::add(analysis, gazetteer, known.context.focus);
    tidy::tidy(analysis);
    metonym::add_governments(analysis, &known.scan, &mut known.registry);
    scratch.mention_of = mention_of;
    scratch.scan = known.scan;
}

/// Shows what the name model is given: for its trainer.
pub(crate) fn observe(
    analysis: &mut Analysis,
    lexicon: &Lexicon,
    gazetteer: &Gazetteer,
    document: &Document<'_>,
    scratch: &mut Scratch,
    look: impl FnOnce(&Analysis, &Scan, &Lexicon, &[u32]),
) {
    let known = known(analysis, lexicon, gazetteer, document, scratch);
    let mention_of = tidy::mention_of(analysis, Vec::new());
    look(analysis, &known.scan, lexicon, &mention_of);
}

/// What lexicon, rules and gazetteer leave to the later steps.
struct Known<'l> {
    scan: Scan,
    context: context::Context,
    registry: registry::Registry<'l>,
    short: short::ShortForms,
    places: places::Places,
}

/// Finds what lexicon, rules and gazetteer know.
fn known<'l>(
    analysis: &mut Analysis,
    lexicon: &'l Lexicon,
    gazetteer: &Gazetteer,
    document: &Document<'_>,
    scratch: &mut Scratch,
) -> Known<'l> {
    let day = analysis.day;
    analysis.entities.reserve(analysis.tokens.len() / 16);
    analysis.mentions.reserve(analysis.tokens.len() / 8);
    let mut scan = std::mem::take(&mut scratch.scan);
    scan.read(analysis, lexicon, &mut scratch.pieces);
    let mut context = context::Context::new(&scan, analysis, lexicon, document);
    let mut registry = registry::Registry::new(lexicon, day);
    names::resolve(analysis, &scan, &context, &mut registry);
    let mut mention_of = tidy::mention_of(analysis, std::mem::take(&mut scratch.mention_of));
    let mut short = short::ShortForms::default();
    short.of_mentions(analysis, &scan, lexicon);
    unknown::Unknown {
        analysis,
        scan: &scan,
        registry: &mut registry,
        mention_of: &mut mention_of,
        short: &mut short,
    }
    .run();
    short.apply(analysis, &scan, &mut mention_of, &mut scratch.keys);
    scratch.mention_of = mention_of;
    let found = gazetteer.find(analysis, &mut scratch.places);
    let places = places::add(analysis, gazetteer, found, &mut context, document);
    late::resolve(analysis, &scan, &context, &mut registry);
    Known {
        scan,
        context,
        registry,
        short,
        places,
    }
}
