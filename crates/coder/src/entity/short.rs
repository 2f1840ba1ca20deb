//! Short forms within one article: the family name alone, an acronym in brackets, "the
//! Observatory". Prevents one person from being two.

use rustc_hash::FxHashMap;
use sitrep_contract::{FoundBy, MentionType};
use smol_str::SmolStr;

use super::names::is_acronym;
use super::registry::{Registry, slug};
use super::scan::Scan;
use crate::analysis::{ActorClass, Analysis, EntityIndex, EntityMention, TokenRange};
use crate::fold;
use crate::lexicon::{Cue, Lexicon};
use crate::text::{Memo, Shape};

/// Most persons that a name is compared with: enough for any article, and a bound on the
/// time for a list of all names.
const MOST_PERSONS: usize = 256;

/// The folded last parts of words, kept from document to document.
pub(super) type KnownKeys = Memo<SmolStr>;

/// The short forms that the article's own names allow.
#[derive(Debug, Default)]
pub(super) struct ShortForms {
    /// Folded family name, acronym or head word to entity; the latest wins.
    forms: FxHashMap<String, EntityIndex>,
    /// Slugs of the persons named so far.
    persons: Vec<(String, EntityIndex)>,
}

impl ShortForms {
    /// Learns the short forms of what was named before this step.
    pub(super) fn of_mentions(&mut self, analysis: &Analysis, scan: &Scan, lexicon: &Lexicon) {
        for mention in &analysis.mentions {
            if mention.kind == MentionType::Person {
                let entity = &analysis.entities[mention.entity as usize];
                self.persons.push((slug(&entity.name), mention.entity));
            }
            self.learn(analysis, mention.entity, &mention.tokens);
            let bodied =
                matches!(mention.kind, MentionType::Organisation) && mention.tokens.len() > 1;
            if !bodied {
                continue;
            }
            // "the Observatory" for the Syrian Observatory for Human Rights.
            for token in mention.tokens.clone() {
                if scan.cue(lexicon, token, Cue::OrganisationHead) == Some(token + 1) {
                    self.forms.insert(key(analysis.word(token)), mention.entity);
                }
            }
        }
        self.persons.sort();
        self.persons.dedup();
    }

    /// Learns family name and bracketed acronym of one mention.
    pub(super) fn learn(&mut self, analysis: &Analysis, entity: EntityIndex, tokens: &TokenRange) {
        let kind = analysis.entities[entity as usize].kind;
        if kind == MentionType::Person && tokens.len() > 1 {
            self.forms
                .insert(key(analysis.word(tokens.end - 1)), entity);
        }
        let open = tokens.end;
        // "Nairobi, Kenya (AP)" is no Kenya of these initials.
        let agency = analysis
            .dateline
            .as_ref()
            .is_some_and(|dateline| dateline.tokens.contains(&open));
        if !agency
            && open + 2 < analysis.token_count()
            && analysis.word(open) == "("
            && matches!(analysis.word(open + 2), ")" | "," | ";")
            && is_acronym(analysis.word(open + 1))
        {
            self.forms.insert(key(analysis.word(open + 1)), entity);
        }
    }

    /// The entity of a person's name: one already named where the shorter of the two
    /// names begins or ends the longer ("Abu Rawaha", "Abu Rawaha Muhambel").
    pub(super) fn person(
        &mut self,
        analysis: &mut Analysis,
        registry: &mut Registry<'_>,
        name: &str,
    ) -> EntityIndex {
        let new = slug(name);
        let same = |known: &str| {
            let (short, long) = if known.len() < new.len() {
                (known, new.as_str())
            } else {
                (new.as_str(), known)
            };
            let (Some(rest), Some(front)) = (long.strip_prefix(short), long.strip_suffix(short))
            else {
                return long
                    .strip_prefix(short)
                    .is_some_and(|rest| rest.starts_with('-') && short.contains('-'))
                    || long
                        .strip_suffix(short)
                        .is_some_and(|front| front.ends_with('-'));
            };
            rest.is_empty() || front.is_empty()
        };
        let mut known = self.persons.iter().take(MOST_PERSONS);
        if let Some((_, entity)) = known.find(|(known, _)| same(known)) {
            return *entity;
        }
        let entity = registry.named(analysis, name, ActorClass::Person, MentionType::Person);
        if self.persons.len() < MOST_PERSONS {
            self.persons.push((new, entity));
        }
        entity
    }

    /// Adds mentions for the short forms that stand alone.
    pub(super) fn apply(
        &self,
        analysis: &mut Analysis,
        scan: &Scan,
        mention_of: &mut [u32],
        keys: &mut KnownKeys,
    ) {
        if self.forms.is_empty() {
            return;
        }
        keys.bound();
        for token in 0..analysis.token_count() {
            let known = analysis.token(token);
            let upper = matches!(
                known.shape,
                Shape::Capitalised | Shape::Upper | Shape::Mixed
            );
            if !upper || mention_of[token as usize] != 0 || scan.flat[token as usize] {
                continue;
            }
            let key = keys.get(analysis.words[token as usize], || {
                key(analysis.word(token)).into()
            });
            let Some(entity) = self.forms.get(key.as_str()).copied() else {
                continue;
            };
            let kind = analysis.entities[entity as usize].kind;
            let described = scan.word_at(token).is_some_and(|hit| hit.whole);
            if described && kind != MentionType::Organisation {
                continue;
            }
            analysis.mentions.push(EntityMention {
                tokens: token..token + 1,
                head: token,
                kind,
                entity,
                found_by: FoundBy::Alias,
                confidence: 0.85,
                nested: false,
            });
            mention_of[token as usize] = u32::try_from(analysis.mentions.len()).unwrap_or(u32::MAX);
        }
    }
}

/// The folded last part of a word without the article: "al-Homsi" → "humsi".
fn key(word: &str) -> String {
    let mut parts = word.rsplit(['-', '‐', '‑']);
    let last = parts.find(|part| !part.is_empty()).unwrap_or(word);
    let mut key = String::new();
    fold::loose(last, &mut key);
    key
}
