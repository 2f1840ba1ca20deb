//! What the services agree on: the messages of `proto/sitrep/v1`, their labels and
//! JSON form, the recipes of the ids, and the names of topics and record headers.
//!
//! Prevents two services, or a service and an analyst's script, from spelling the
//! same thing in two ways.

mod generated {
    //! Code that prost generates; the comments come from the `.proto` files.
    #![allow(clippy::all, missing_docs, unused_qualifications)]
    include!(concat!(env!("OUT_DIR"), "/sitrep.v1.rs"));
}
pub mod headers;
pub mod ids;
mod json;
mod label;
pub mod topics;

pub use generated::*;
pub use json::{timestamp_from, timestamp_to};
pub use label::Label;
