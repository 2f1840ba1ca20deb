//! Who and what is named: mentions, composition, aliases, short forms, unknown names.
use crate::Document;
use crate::analysis::Analysis;
use crate::lexicon::Lexicon;
use sitrep_contract::{Entity, Mention};

pub(crate) fn stage(_analysis: &mut Analysis, _lexicon: &Lexicon, _document: &Document<'_>) {}
pub(crate) fn output(_analysis: &Analysis) -> (Vec<Entity>, Vec<Mention>) {
    (Vec::new(), Vec::new())
}
