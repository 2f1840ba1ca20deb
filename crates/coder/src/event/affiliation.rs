//! Whose man somebody is: "a commander in a faction was killed … the commander was affiliated
//! with the Hamzat Division". Prevents a side that the article names from staying nameless.

use super::reading::Reading;
use crate::analysis::ActorClass;
use crate::frame::Class;

impl Reading<'_> {
    /// The named armed group that the article says a described member belongs to; `mention`
    /// describes him.
    pub(super) fn affiliation(&self, mention: usize) -> Option<usize> {
        let armed = |class| matches!(class, ActorClass::ArmedGroup | ActorClass::Gunmen);
        let described = self.entity_of(mention);
        let word = self.analysis.lower(self.first_noun(mention));
        if described.id.is_some() || described.parent.is_some() || !armed(described.class) {
            return None;
        }
        self.analysis
            .sentences
            .iter()
            .filter_map(|sentence| {
                let cue = self.first(sentence.tokens.clone(), Class::Affiliation)?;
                let subject =
                    (sentence.tokens.start..cue).any(|token| self.analysis.lower(token) == word);
                let group = (cue..sentence.tokens.end)
                    .find_map(|token| self.actor_at(token))
                    .filter(|group| {
                        let entity = self.entity_of(*group);
                        entity.id.is_some() && armed(entity.class)
                    });
                group.filter(|_| subject)
            })
            .next()
    }

    /// "commander" of "a commander in a Turkish-backed faction".
    fn first_noun(&self, mention: usize) -> u32 {
        let tokens = self.mention(mention).tokens.clone();
        self.chunk_at(tokens.start)
            .map_or(tokens.start, |chunk| self.chunk(chunk).head)
    }
}
