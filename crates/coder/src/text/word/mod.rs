//! Words: their forms, lemmas and what each is by itself. Prevents a word from being looked at again
//! each time it occurs.

pub(super) mod casing;
pub(super) mod class;
pub(super) mod forms;
pub(super) mod gate;
pub(super) mod hint;
pub(super) mod lemma;
mod lists;
mod spelling;
pub(super) mod verb_form;
pub(super) mod words;
