//! Who is meant: "they", "the attackers", and whose man somebody is ("the commander was
//! affiliated with the Hamzat Division"). Prevents a side that the article names from
//! staying nameless.

use sitrep_contract::MentionType;

use crate::analysis::{ActorClass, TokenRange};
use crate::event::claim::attribution;
use crate::event::reading::Reading;
use crate::frame::Class;

/// How many sentences back a group named before is looked for.
const BACK: usize = 3;

/// How many sentences "They … They …" is followed back.
const CHAIN: u8 = 4;

/// Sentences from the start in which an affiliation is looked for: enough for any article,
/// and a bound on the time for a chronicle.
const MOST_SENTENCES: usize = 64;

impl Reading<'_> {
    /// "the attackers", "the group": the one armed group that the sentences before name.
    pub(in crate::event) fn named_before(&self, first: u32, mention: usize) -> Option<usize> {
        let general = self
            .classes(self.mention(mention).head)
            .has(Class::GroupWord)
            && self
                .mention(mention)
                .tokens
                .clone()
                .rev()
                .skip(1)
                .all(|token| self.is_any(token, &["the", "same"]))
            && ["the", "these", "those"]
                .iter()
                .any(|word| self.is(first, word));
        let entity = self.entity_of(mention);
        if !general || entity.id.is_some() || !is_band(entity.class) {
            return None;
        }
        self.one_band_before(first, false)
    }

    /// "the group": the one armed group that the sentences before name, where they name no
    /// body of another kind.
    pub(in crate::event) fn group_before(&self, chunk: usize) -> Option<usize> {
        let tokens = &self.chunk(chunk).tokens;
        let head = self.head(chunk);
        let bare = tokens.len() == 2
            && self.is(tokens.start, "the")
            && self.classes(head).has(Class::GroupWord)
            && !self.is(tokens.end, "of");
        bare.then(|| self.one_band_before(tokens.start, true))?
    }

    fn one_band_before(&self, first: u32, alone: bool) -> Option<usize> {
        let sentence = self.sentence_index(first);
        let from = self.sentence(sentence.saturating_sub(BACK)).start;
        let mut found: Option<usize> = None;
        for token in from..first {
            let Some(other) = self.actor_at(token) else {
                continue;
            };
            let entity = self.entity_of(other);
            let body = matches!(
                entity.class,
                ActorClass::Organisation
                    | ActorClass::Monitor
                    | ActorClass::International
                    | ActorClass::Party
            );
            if alone && body {
                return None;
            }
            if entity.id.is_none() || !is_band(entity.class) {
                continue;
            }
            let same = |known: usize| self.mention(known).entity == self.mention(other).entity;
            match found {
                Some(known) if !same(known) => return None,
                _ => found = Some(other),
            }
        }
        found
    }

    /// Who "it" or "they" stands for: the first armed actor named before in the sentence,
    /// else the nearest actor, else the same of the sentence before; monitors and media
    /// excepted.
    pub(in crate::event) fn antecedent(&self, head: u32) -> Option<usize> {
        match self.lower(head) {
            "it" | "they" => self
                .speaker_before(head)
                .or_else(|| self.speaks_on(head))
                .or_else(|| self.stands_for(head)),
            "he" | "she" => self.speaks_on(head).or_else(|| self.stands_for(head)),
            "them" if head > 0 && self.is(head - 1, "of") => {
                self.some_of(head).or_else(|| self.told_of(head))
            }
            "them" => self.undergoes(head).or_else(|| self.told_of(head)),
            "him" => self.undergoes(head),
            _ => None,
        }
    }

    /// "Gunmen dragged a teacher from his house and shot him": right behind a verb, whoever
    /// was named last in the sentence and does not do it.
    fn undergoes(&self, head: u32) -> Option<usize> {
        let before = self.chunk_at(head.checked_sub(1)?)?;
        self.verb(before)?;
        let range = self.sentence(self.sentence_index(head));
        let mut actors = (range.start..head).filter_map(|token| self.actor_at(token));
        let entity = |mention: usize| self.mention(mention).entity;
        let doer = entity(actors.next()?);
        actors.filter(|mention| entity(*mention) != doer).last()
    }

    /// "The bodies of 45 villagers, many of them shot": who stands before the comma.
    fn some_of(&self, head: u32) -> Option<usize> {
        let start = self.sentence_start(head);
        let comma = (head.saturating_sub(4).max(start)..head)
            .rev()
            .find(|token| self.is(*token, ","))?;
        let before = self.chunk_at(comma.checked_sub(1).filter(|token| *token >= start)?)?;
        self.actor_at(self.chunk(before).head)
    }

    /// "al Qaeda affiliate JNIM said it had attacked": whoever says so, if he can act.
    fn speaker_before(&self, head: u32) -> Option<usize> {
        let start = self.sentence_start(head);
        let said = (head.saturating_sub(2).max(start)..head)
            .rev()
            .find(|token| !self.is(*token, "that"))
            .filter(|token| {
                self.classes(*token).has(Class::Say) || self.classes(*token).has(Class::Assert)
            })?;
        let name = attribution::speaker(self, self.sentence_index(head))
            .filter(|name| name.end <= said)?;
        name.rev()
            .find_map(|token| self.actor_at(token))
            .filter(|mention| {
                !matches!(
                    self.entity_of(*mention).class,
                    ActorClass::None | ActorClass::Media | ActorClass::Monitor | ActorClass::Person
                )
            })
    }

    /// "…, the association said. It blamed hunters.": who spoke before speaks on.
    fn speaks_on(&self, head: u32) -> Option<usize> {
        let sentence = self.sentence_index(head);
        let verb = self
            .chunk_at(head + 1)
            .filter(|chunk| self.verb(*chunk).is_some())?;
        let speaks = self.any(self.chunk(verb).tokens.clone(), Class::Say)
            || self.any(self.chunk(verb).tokens.clone(), Class::Assert);
        if !speaks || self.sentence(sentence).start != head {
            return None;
        }
        let name = attribution::speaker(self, sentence.checked_sub(1)?)?;
        name.rev()
            .find_map(|token| self.actor_at(token))
            .filter(|mention| {
                !matches!(
                    self.entity_of(*mention).class,
                    ActorClass::None | ActorClass::Media
                )
            })
    }

    /// "killed 23 of them": an armed side of the sentences before that this one does not name.
    fn told_of(&self, head: u32) -> Option<usize> {
        let sentence = self.sentence_index(head);
        let here = self.sentence(sentence);
        let entity = |mention: usize| self.mention(mention).entity;
        let named = |mention: usize| {
            here.clone()
                .filter_map(|token| self.actor_at(token))
                .any(|other| entity(other) == entity(mention))
        };
        let armed = |mention: usize| {
            matches!(
                self.entity_of(mention).class,
                ActorClass::Gunmen
                    | ActorClass::ArmedGroup
                    | ActorClass::Criminal
                    | ActorClass::IdentityMilitia
                    | ActorClass::Military
                    | ActorClass::Police
            )
        };
        // "Gunmen attacked policemen, killing two of them": the last of two.
        let mut sides = (here.start..head)
            .rev()
            .filter_map(|token| self.actor_at(token))
            .filter(|mention| armed(*mention));
        let last = sides.next();
        let other = last.filter(|last| sides.any(|first| entity(first) != entity(*last)));
        let from = self.sentence(sentence.saturating_sub(BACK)).start;
        other.or_else(|| {
            (from..here.start)
                .rev()
                .filter_map(|token| self.actor_at(token))
                .find(|mention| armed(*mention) && !named(*mention))
        })
    }

    pub(super) fn stands_for(&self, head: u32) -> Option<usize> {
        self.stands_for_within(head, CHAIN)
    }

    fn stands_for_within(&self, head: u32, depth: u8) -> Option<usize> {
        let depth = depth.checked_sub(1)?;
        let sentence = self.sentence_index(head);
        let range = self.sentence(sentence);
        let class = |mention: usize| self.entity_of(mention).class;
        let group = !matches!(self.lower(head), "he" | "she");
        let many = matches!(self.lower(head), "they" | "their");
        let usable = |mention: &usize| {
            !matches!(
                class(*mention),
                ActorClass::Media
                    | ActorClass::Monitor
                    | ActorClass::None
                    | ActorClass::Organisation
            ) && !self.is_setting(*mention)
                && !self.is_fought(*mention)
                && (!many || self.can_be_many(*mention))
                && (group || !self.is_body(*mention))
        };
        let armed = |mention: &usize| {
            group
                && matches!(
                    class(*mention),
                    ActorClass::Gunmen
                        | ActorClass::ArmedGroup
                        | ActorClass::Criminal
                        | ActorClass::IdentityMilitia
                        | ActorClass::Military
                )
        };
        let actors = |tokens: TokenRange| tokens.filter_map(|token| self.actor_at(token));
        let nearest = |tokens: TokenRange| {
            let mut back = tokens.rev().filter_map(|token| self.actor_at(token));
            back.find(usable)
        };
        let here = actors(range.start..head)
            .find(armed)
            .or_else(|| nearest(range.start..head));
        let before = || {
            let earlier = self.sentence(sentence.checked_sub(1)?);
            // "They met on Monday. They also spoke of trade."
            let first = earlier.start;
            if self.lower(first) == self.lower(head) {
                return self.stands_for_within(first, depth);
            }
            actors(earlier.clone())
                .find(armed)
                .or_else(|| actors(earlier).find(usable))
        };
        here.or_else(before)
    }

    /// "the fight against the militia": whom others fight does not go on as "they".
    fn is_fought(&self, mention: usize) -> bool {
        let first = self.mention(mention).tokens.start;
        let first = self.phrase_start(first);
        let start = self.sentence_start(first);
        // "The army fought against the rebels. They …" may be either.
        first > start + 1
            && self.is(first - 1, "against")
            && !matches!(
                self.analysis.lemma(first - 2),
                "fight" | "clash" | "battle" | "operate" | "defend"
            )
    }

    /// "In the Philippines, …": where, not who.
    fn is_setting(&self, mention: usize) -> bool {
        let first = self.mention(mention).tokens.start;
        let start = self.sentence_start(first);
        let before = |back: u32| first.checked_sub(back).filter(|token| *token >= start);
        let locative = |token: u32| self.is_any(token, &["in", "at", "near", "across", "of"]);
        self.mention(mention).kind == MentionType::Place
            && (before(1).is_some_and(locative)
                || before(2).is_some_and(|token| locative(token) && self.is(token + 1, "the")))
    }

    /// Several people or a body of them; "the former minister" is never "they".
    fn can_be_many(&self, mention: usize) -> bool {
        let found = self.mention(mention);
        let plural = self
            .chunk_at(found.head)
            .is_some_and(|chunk| self.verb(chunk).is_none() && self.is_plural(chunk));
        let one = self.entity_of(mention).class == ActorClass::Person
            || (self.entity_of(mention).id.is_none()
                && !self.classes(found.head).has(Class::OwnForce));
        plural || !one
    }

    /// A state, a people or a named group: no "he" or "she".
    fn is_body(&self, mention: usize) -> bool {
        let found = self.mention(mention);
        let entity = self.entity_of(mention);
        matches!(found.kind, MentionType::Place | MentionType::Nationality)
            || (entity.class == ActorClass::ArmedGroup && entity.id.is_some())
    }

    /// The named armed group that the article says a described member belongs to; `mention`
    /// describes him.
    pub(in crate::event) fn affiliation(&self, mention: usize) -> Option<usize> {
        let armed = |class| matches!(class, ActorClass::ArmedGroup | ActorClass::Gunmen);
        let described = self.entity_of(mention);
        let word = self.lower(self.first_noun(mention));
        if described.id.is_some() || described.parent.is_some() || !armed(described.class) {
            return None;
        }
        self.analysis
            .sentences
            .iter()
            .take(MOST_SENTENCES)
            .filter_map(|sentence| {
                let cue = self.first(sentence.tokens.clone(), Class::Affiliation)?;
                let subject = (sentence.tokens.start..cue).any(|token| self.lower(token) == word);
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

/// Armed people outside the state.
fn is_band(class: ActorClass) -> bool {
    matches!(
        class,
        ActorClass::Gunmen | ActorClass::ArmedGroup | ActorClass::Criminal
    )
}
