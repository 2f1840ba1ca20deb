//! Frames: the acts the coder knows, as data: a trigger with its roles.
//!
//! `data/frames/*.toml` hold the frames (one file for each family of acts), `cues.toml`
//! the words that decide status, sources and objects, `decide.tsv` the codebook's rules
//! that turn an act, its sides and its weapon into a type. Prevents knowledge about words
//! from hiding in code, where no analyst can read or correct it.

mod choice;
mod classes;
mod decide;
mod family;
mod flag;
mod frames;
mod inflect;
mod link;
mod lint;
mod load;
mod party;
mod passive;
mod pattern;
mod plover;
mod source;
mod vocabulary;
mod word_set;

pub(crate) use classes::{Class, ClassSet};
pub(crate) use decide::Decision;
pub(crate) use flag::{Flag, FlagSet};
pub(crate) use frames::{Act, Frame, Need, Role};
pub(crate) use link::{Link, LinkSet};
pub(crate) use load::{FrameSet, Meaning};
pub(crate) use party::{Party, PartySet};
pub(crate) use pattern::{Part, Pattern};
pub(crate) use source::BUNDLED;
pub(crate) use vocabulary::{UNKNOWN, Word};
