//! The index of the lexicon: every name and every describing word as a path of pieces.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Lexicon;
use super::actor::{Alias, Phase};
use super::known::KnownWords;
use super::pieces::{Pieces, sound};
use super::trie::{Trie, Vocabulary, WordId};
use super::words::{Cue, Modifier};

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameEntry {
    /// An actor, by number.
    Actor {
        /// Its number.
        actor: u32,
        /// How the name has to be written and supported.
        rule: NameRule,
    },
    /// A country's name, by number.
    Country(u32),
    /// "Turkish".
    Adjective(u32),
    /// "Turks".
    People(u32),
    /// "Ankara", which may stand for the government of Turkey.
    Capital(u32),
    /// "Kremlin", which always stands for a government.
    Seat(u32),
    /// "Kurdish".
    Identity(u32),
    /// "Kurds".
    IdentityPeople(u32),
}

/// Conditions on a name in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct NameRule {
    /// Written in capitals only ("HTS").
    pub(crate) acronym: bool,
    /// Needs the article before it ("al-Shabaab" is not "Shabaab").
    pub(crate) article: bool,
    /// Needs support from the article's country or another name of the actor.
    pub(crate) context: bool,
    /// The folded word that the text must have, for names of one word that may not be
    /// matched by sound ("Kallas" is not "Kalas"); 0 where any spelling will do.
    pub(crate) exact: WordId,
}

/// What a describing word stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WordEntry {
    /// A service of a state, by number.
    Service(u32),
    /// An agent noun, by number.
    Agent {
        /// Its number.
        agent: u32,
        /// Whether it means several.
        plural: bool,
    },
    /// A role, by number.
    Role(u32),
    /// A modifier.
    Modifier(Modifier),
    /// A weapon of a class.
    Weapon(&'static str),
}

/// Both tries with their vocabularies.
#[derive(Debug, Default)]
pub(crate) struct Index {
    /// Numbers of transliteration keys.
    pub(crate) name_words: Vocabulary,
    /// Names, by key.
    pub(crate) names: Trie<NameEntry>,
    /// Folded words that communities are called by, as they are spelt.
    pub(crate) communities: FxHashSet<WordId>,
    /// Numbers of folded words.
    pub(crate) words: Vocabulary,
    /// Describing words, by folded form.
    pub(crate) descriptions: Trie<WordEntry>,
    /// Cues, by folded form; looked up only next to names.
    pub(crate) cues: Trie<Cue>,
    /// The numbers of a folded word in both vocabularies.
    pub(super) known: KnownWords,
}

impl Index {
    /// Indexes everything the tables say.
    pub(crate) fn build(lexicon: &Lexicon) -> Self {
        let mut builder = Builder::default();
        for entry in &lexicon.agents {
            builder.sounds(&entry.singular);
            builder.sounds(&entry.plural);
        }
        for (actor, entry) in (0..).zip(&lexicon.actors) {
            for phase in &entry.phases {
                for alias in &phase.aliases {
                    builder.actor(actor, entry.person, phase, alias);
                }
            }
        }
        for (country, entry) in (0..).zip(&lexicon.countries) {
            builder.names(&entry.names, NameEntry::Country(country));
            builder.names(&entry.adjectives, NameEntry::Adjective(country));
            builder.names(&entry.people, NameEntry::People(country));
            builder.names(&entry.capitals, NameEntry::Capital(country));
            builder.names(&entry.seats, NameEntry::Seat(country));
        }
        for (identity, entry) in (0..).zip(&lexicon.identities) {
            for form in entry.adjectives.iter().chain(&entry.people) {
                let path = builder.word_path(form);
                builder.index.communities.extend(path);
            }
            builder.names(&entry.adjectives, NameEntry::Identity(identity));
            builder.names(&entry.people, NameEntry::IdentityPeople(identity));
        }
        for (service, entry) in (0..).zip(&lexicon.services) {
            builder.words(&entry.forms, WordEntry::Service(service));
        }
        for (agent, entry) in (0..).zip(&lexicon.agents) {
            let plural = false;
            builder.words(&entry.singular, WordEntry::Agent { agent, plural });
            let plural = true;
            builder.words(&entry.plural, WordEntry::Agent { agent, plural });
        }
        for (role, entry) in (0..).zip(&lexicon.roles) {
            builder.words(&entry.forms, WordEntry::Role(role));
        }
        for (modifier, forms) in &lexicon.modifiers {
            builder.words(forms, WordEntry::Modifier(*modifier));
        }
        for (class, forms) in &lexicon.weapons {
            builder.words(forms, WordEntry::Weapon(class));
        }
        for (cue, forms) in &lexicon.cues {
            builder.cues(forms, *cue);
        }
        let mut index = builder.index;
        index.known = KnownWords::of(&index.words, &index.name_words);
        index
    }

    /// The path of a name: its keys without particles, and whether it starts with one.
    pub(crate) fn name_path(&mut self, pieces: &mut Pieces, name: &str) -> (Vec<WordId>, bool) {
        let mut path = Vec::new();
        let mut particle_first = false;
        for word in name.split_whitespace() {
            pieces.each(word, |folded, key, flags| {
                if flags.particle {
                    particle_first |= path.is_empty();
                } else {
                    let key = if flags.capital || flags.joined {
                        key
                    } else {
                        folded
                    };
                    path.push(self.name_words.learn(key));
                }
            });
        }
        (path, particle_first)
    }
}

#[derive(Default)]
struct Builder {
    index: Index,
    pieces: Pieces,
    /// Describing words by their transliteration key.
    sounds: FxHashMap<String, String>,
}

impl Builder {
    /// Remembers how describing words of one piece sound.
    fn sounds(&mut self, forms: &[String]) {
        for form in forms.iter().filter(|form| !form.contains([' ', '-'])) {
            let sounds = &mut self.sounds;
            self.pieces.each(form, |folded, _, _| {
                let mut key = String::new();
                sounds.insert(sound(folded, &mut key).to_owned(), folded.to_owned());
            });
        }
    }

    /// Whether a name sounds like another word that describes people: "Rioters" is not Reuters.
    fn sounds_like_a_word(&mut self, name: &str) -> bool {
        let sounds = &self.sounds;
        let mut alike = false;
        self.pieces.each(name, |folded, key, _| {
            alike |= sounds.get(key).is_some_and(|word| word != folded);
        });
        alike
    }

    fn actor(&mut self, actor: u32, person: bool, phase: &Phase, alias: &Alias) {
        let context = alias.needs_context;
        let alias = alias.text.strip_prefix("the ").unwrap_or(&alias.text);
        let (path, particle_first) = self.index.name_path(&mut self.pieces, alias);
        if path.is_empty() {
            return;
        }
        let letters = alias.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = !alias.chars().any(char::is_lowercase);
        let mixed = !capitals && alias.chars().filter(|c| c.is_uppercase()).count() >= 2;
        let short = letters <= 2 && capitals && !phase.countries.is_empty();
        let exact = if path.len() == 1 && (person || letters < 7 || self.sounds_like_a_word(alias))
        {
            self.word_path(alias).last().copied().unwrap_or(0)
        } else {
            0
        };
        let rule = NameRule {
            // "LeT" is no more "Let" than "HTS" is "hts".
            acronym: path.len() == 1 && (letters <= 8 && capitals || letters <= 4 && mixed),
            article: particle_first && path.len() == 1,
            context: context || short,
            exact,
        };
        let entries = self.index.names.entries_mut(&path);
        let known = entries.iter_mut().find_map(|entry| match entry {
            NameEntry::Actor { actor: a, rule } if *a == actor && rule.exact == exact => Some(rule),
            _ => None,
        });
        match known {
            // Of two spellings with one key the more lenient rule holds.
            Some(known) => {
                known.acronym &= rule.acronym;
                known.article &= rule.article;
                known.context &= rule.context;
            }
            None => entries.push(NameEntry::Actor { actor, rule }),
        }
    }

    fn names(&mut self, names: &[String], entry: NameEntry) {
        for name in names {
            let (path, _) = self.index.name_path(&mut self.pieces, name);
            let entries = self.index.names.entries_mut(&path);
            if !path.is_empty() && !entries.contains(&entry) {
                entries.push(entry);
            }
        }
    }

    fn word_path(&mut self, form: &str) -> Vec<WordId> {
        let mut path = Vec::new();
        for word in form.split_whitespace() {
            self.pieces.each(word, |folded, _, _| {
                path.push(self.index.words.learn(folded));
            });
        }
        path
    }

    fn cues(&mut self, forms: &[String], cue: Cue) {
        for form in forms {
            let path = self.word_path(form);
            let entries = self.index.cues.entries_mut(&path);
            if !path.is_empty() && !entries.contains(&cue) {
                entries.push(cue);
            }
        }
    }

    fn words(&mut self, forms: &[String], entry: WordEntry) {
        for form in forms {
            let path = self.word_path(form);
            let entries = self.index.descriptions.entries_mut(&path);
            if !path.is_empty() && !entries.contains(&entry) {
                entries.push(entry);
            }
        }
    }
}
