//! Whose name a name is: "Idlib" is Idlib, whatever larger city some list files under it.
//! Prevents a place that bears a name only as a variant from taking it from its owner.

use smallvec::SmallVec;

use super::context::Context;
use super::find::Candidate;
use super::format::KeyRank;
use super::resolve::WELL_KNOWN;
use crate::analysis::PlaceKind;

/// Weight of a city that its name alone brings to mind.
const LARGE: f32 = 5.0;

/// A city of so much more weight than a namesake is hardly ever not meant.
const FAR_LARGER: f32 = 1.5;

/// What is lost with a borrowed name.
const LOSS: f32 = 1.5;

/// What all namesakes say of who owns their name: read once, asked for each of them.
pub(super) struct Owners {
    /// The countries of places that are called so.
    countries: SmallVec<[Option<u16>; 8]>,
    /// A well-known city is called so.
    large: bool,
    /// The weight of the largest place that is called so, where nobody asks which is meant.
    largest: f32,
    /// How much the document speaks of the country of any that is spelt so, at most.
    spelt: f32,
}

impl Owners {
    pub(super) fn of(candidates: &[Candidate], context: &Context) -> Self {
        let mut owners = Self {
            countries: SmallVec::new(),
            large: false,
            largest: f32::MIN,
            spelt: f32::MIN,
        };
        for candidate in candidates {
            if candidate.rank == KeyRank::Name {
                owners.large |= candidate.weight >= LARGE;
                if candidate.weight >= WELL_KNOWN {
                    owners.largest = owners.largest.max(candidate.weight);
                }
                if !owners.countries.contains(&candidate.country) {
                    owners.countries.push(candidate.country);
                }
            }
            if candidate.rank <= KeyRank::Variant {
                let support = context.country_support(candidate.country);
                owners.spelt = owners.spelt.max(support);
            }
        }
        owners
    }

    /// What a place loses for bearing only as a variant what another of its country is called,
    /// or beside a far larger place of its name;
    /// `support` tells how much the document speaks of that country.
    pub(super) fn loss(&self, candidate: &Candidate, support: f32) -> f32 {
        let named = candidate.rank == KeyRank::Name;
        // "Islamabad" is the capital, not a town that was once called so; "London" no hamlet.
        let margin = if named { FAR_LARGER } else { 0.0 };
        if candidate.facts.kind < PlaceKind::Admin1 && self.largest >= candidate.weight + margin {
            return if named { LOSS } else { 2.0 * LOSS };
        }
        if named {
            return 0.0;
        }
        // "Tyre" is the city of that name, not a village elsewhere that is spelt much like it;
        // "Mambasa" is spelt so on purpose, and not Mombasa.
        let alike = candidate.rank >= KeyRank::Loose && (self.large || self.spelt > support);
        if alike || self.countries.contains(&candidate.country) {
            LOSS
        } else {
            0.0
        }
    }
}
