//! Who and what is named: mentions, composition, aliases, short forms, unknown names.
//!
//! ```text
//! scan ─▶ context ─▶ names ─▶ compose ─▶ unknown names, short forms ─▶ places ─▶ tidy
//! ```

mod compose;
mod context;
mod describe;
mod modifiers;
mod names;
mod output;
mod places;
mod registry;
mod scan;
mod short;
#[cfg(test)]
mod tests;
mod tidy;
mod unknown;

use crate::Document;
use crate::analysis::Analysis;
use crate::gazetteer::Gazetteer;
use crate::lexicon::Lexicon;

pub(crate) use output::{entity, output};

/// Finds everything that the document names or describes.
pub(crate) fn stage(
    analysis: &mut Analysis,
    lexicon: &Lexicon,
    gazetteer: &Gazetteer,
    document: &Document<'_>,
) {
    let day = document.published.or_else(|| {
        analysis
            .dateline
            .as_ref()
            .and_then(|dateline| dateline.date)
    });
    let scan = scan::Scan::new(analysis, lexicon);
    let mut context = context::Context::new(&scan, analysis, lexicon, document);
    let mut registry = registry::Registry::new(lexicon, day);
    names::resolve(analysis, &scan, &context, &mut registry);
    let mut mention_of = tidy::mention_of(analysis);
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
    short.apply(analysis, &scan, &mut mention_of);
    let found = gazetteer.find(analysis);
    places::add(analysis, gazetteer, found, &mut context, document);
    let mention_of = tidy::mention_of(analysis);
    compose::Composer {
        analysis,
        scan: &scan,
        context: &context,
        registry: &mut registry,
        mention_of,
    }
    .run();
    tidy::tidy(analysis);
}
