//! Unknown persons: a run of capitals that begins with a given name, is introduced by a rank or
//! an office, is told apart by an age or an apposition, or speaks. Prevents a bridge named
//! after somebody from being somebody.

use sitrep_contract::MentionType;

use super::unknown::{Unknown, Verdict, is_code};
use crate::analysis::{ActorClass, TokenRange};
use crate::lexicon::Cue;
use crate::text::Shape;

impl Unknown<'_, '_> {
    pub(super) fn person(&self, part: &TokenRange) -> Option<Verdict> {
        let analysis = &*self.analysis;
        let length = part.len();
        if length > 6 || part.clone().any(|token| is_code(analysis.word(token))) {
            return None;
        }
        // "Dave Matthews Band", "Clarence Dock" are named after somebody.
        if length >= 2 && (self.heads_name(part.end - 1) || self.well_known(part)) {
            return None;
        }
        let verdict =
            |sure: f32| Some((part.clone(), ActorClass::Person, MentionType::Person, sure));
        let before = part.start.checked_sub(1);
        let located = before.is_some_and(|token| {
            matches!(
                analysis.lower(token),
                "in" | "near"
                    | "at"
                    | "around"
                    | "outside"
                    | "from"
                    | "towards"
                    | "toward"
                    | "into"
            )
        });
        if before.is_some_and(|token| self.is_role(token)) {
            return verdict(0.9);
        }
        if located || self.names_site(part.end) {
            return None;
        }
        if length >= 2 && self.given_name(part.start) {
            return verdict(0.85);
        }
        let said = before.is_some_and(|token| {
            matches!(
                analysis.lower(token),
                "named" | "as" | "codenamed" | "nicknamed" | "commander" | "leader"
            )
        }) && self.introduces(part.start);
        if said {
            return verdict(0.8);
        }
        if length >= 2 && (self.apposition(part.end) || self.speaks(part.end)) {
            return verdict(0.7);
        }
        None
    }

    /// "Stanley Cup", "Jesus Jones": known as something else that bears a person's name.
    fn well_known(&self, part: &TokenRange) -> bool {
        let lexicon = self.registry.lexicon;
        let known = |at: u32| self.scan.known_name(lexicon, at).map(|(end, _)| end);
        known(part.start) >= Some(part.end)
    }

    /// Whether a word ends names of organisations and places rather than of persons.
    fn heads_name(&self, token: u32) -> bool {
        let bits = self.scan.cue_bits(token);
        let heads = [
            Cue::ArmedGroupHead,
            Cue::UnitHead,
            Cue::OrganisationHead,
            Cue::PartyHead,
            Cue::MediaHead,
            Cue::FacilityHead,
            Cue::CompanyHead,
            Cue::PlaceHead,
            Cue::GroupNoun,
            Cue::WorkNoun,
        ];
        let is = |cue: Cue| bits & 1 << (cue as u16) != 0;
        heads.into_iter().any(is) && !is(Cue::FamilyName) && !is(Cue::GivenName)
    }

    /// "identified as", "named", "codenamed" before a name of a person.
    fn introduces(&self, start: u32) -> bool {
        let analysis = &*self.analysis;
        let word = |back: u32| start.checked_sub(back).map(|token| analysis.lower(token));
        match word(1) {
            Some("as") => matches!(word(2), Some("identified" | "named" | "known")),
            other => other.is_some(),
        }
    }

    /// "Abu Shouk camp": a site or place is named after the person, or sounds so.
    fn names_site(&self, end: u32) -> bool {
        let lexicon = self.registry.lexicon;
        let is = |cue| self.scan.cue(lexicon, end, cue).is_some();
        end < self.analysis.token_count()
            && self.analysis.token(end).shape == Shape::Lower
            && (is(Cue::FacilityHead) || is(Cue::PlaceHead))
    }

    /// ", a spokesman for", ", 34,".
    fn apposition(&self, end: u32) -> bool {
        let analysis = &*self.analysis;
        if end + 2 >= analysis.token_count() || analysis.word(end) != "," {
            return false;
        }
        if analysis.token(end + 1).shape == Shape::Number {
            return analysis.word(end + 1).len() <= 2 && analysis.word(end + 2) == ",";
        }
        (end + 1..(end + 7).min(analysis.token_count()))
            .take_while(|token| analysis.token(*token).shape != Shape::Punctuation)
            .any(|token| self.is_role(token))
    }

    fn speaks(&self, end: u32) -> bool {
        end < self.analysis.token_count()
            && matches!(
                self.analysis.lemma(end),
                "say" | "tell" | "add" | "explain" | "note" | "warn" | "write" | "argue" | "tweet"
            )
    }
}
