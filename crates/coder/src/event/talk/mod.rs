//! Talk: demands, threats, offers, meetings, sanctions. Who can commit a side with words,
//! whether a sentence states the act itself, and what is only the content of a statement.
//! Prevents "factions that oppose …" from becoming a refusal, and "threatened to shell" from
//! becoming a threat and a shelling.

pub(super) mod affairs;
pub(super) mod counterpart;
pub(super) mod public;

use sitrep_contract::{MentionType, PloverType};

use super::act::candidate::Candidate;
use super::reading::Reading;
use super::reading::participant::Participant;
use super::reading::parties::parties_of;
use crate::analysis::{ActorClass, TokenRange};
use crate::frame::{Act, Class, ClassSet, Role};
use crate::text::{SentenceKind, Upos};

/// How far before its verb an infinitive's governing verb may stand.
const REACH: u32 = 12;

/// Verbs before "to do" after which it is done.
const DOING: [&str; 12] = [
    "begin", "start", "continue", "resume", "manage", "proceed", "move", "rush", "go", "come",
    "send", "serve",
];

/// Talk counts only as the statement of a main clause by somebody who can commit a side:
/// "factions that oppose", "backed by" and "aims to support" are not acts.
pub(super) fn is_statement(
    reading: &Reading<'_>,
    candidate: &Candidate<'_>,
) -> Result<(), &'static str> {
    commits(reading, candidate)?;
    let own_words = candidate.frame.speaker != Role::None || first_person(reading, candidate);
    if reading.analysis.in_quote(candidate.trigger.start) && !own_words {
        return Err("said, not done");
    }
    let Some(verb) = candidate.verb else {
        return Ok(());
    };
    let group = reading.verb(verb).unwrap_or_default();
    let modal = reading.is_any(candidate.trigger.start, &["must", "should"]);
    if modal && first_person(reading, candidate) {
        return Err("asks it of oneself");
    }
    let first = reading.chunk(verb).tokens.start;
    // "in what the mission called a heinous murder": a name for what is told.
    let subject = reading
        .subject(verb)
        .map(|subject| reading.tokens_of(&subject).start);
    if subject.is_some_and(|subject| {
        subject > reading.sentence_start(subject) && reading.is(subject - 1, "what")
    }) {
        return Err("names a thing");
    }
    // "had tried to block the offensive": what is tried is not done.
    let said = matches!(
        candidate.frame.plover,
        Some(
            PloverType::Request
                | PloverType::Reject
                | PloverType::Threaten
                | PloverType::Accuse
                | PloverType::Protest
        )
    );
    if !said
        && (first..candidate.trigger.start)
            .any(|token| matches!(reading.analysis.lemma(token), "try" | "attempt" | "seek"))
    {
        return Err("tried, not done");
    }
    // "urged followers not to attack"
    let trigger = candidate.trigger.clone();
    let bids_not = |token: u32| reading.is(token, "not") && reading.is(token + 1, "to");
    if candidate.frame.plover == Some(PloverType::Threaten)
        && candidate.frame.mode.as_deref() == Some("violence")
        && trigger.clone().any(bids_not)
        && (trigger.start..trigger.end).any(|token| {
            matches!(
                reading.analysis.lemma(token),
                "urge" | "tell" | "ask" | "order" | "warn"
            )
        })
    {
        return Err("a call not to");
    }
    // "WHO flew in kits" has an agency's name for its subject.
    let relative = first > 0
        && reading.classes(first - 1).has(Class::Relative)
        && reading.actor_at(first - 1).is_none();
    let bare = group.participle || (group.passive && !reading.has_auxiliary(verb));
    // "…, Morales said, accusing the police of a plot"
    let bare = bare
        && !(candidate.frame.plover == Some(PloverType::Accuse)
            && first > 0
            && reading.is(first - 1, ",")
            && reading.is_any(first, &["accusing", "blaming", "condemning", "denouncing"]));
    let headline = reading.analysis.sentences[candidate.sentence].kind != SentenceKind::Text;
    if (relative && candidate.frame.speaker == Role::None) || (bare && !(headline && group.passive))
    {
        return Err("not a main clause");
    }
    let purpose = group.infinitive
        && !group.future
        && !is_done(reading, verb)
        && !is_announcement(reading, candidate);
    if purpose {
        return Err("not a main clause");
    }
    Ok(())
}

/// Who may commit a side: not an unnamed private person, and in matters of money and health
/// no company, doctor or other private body either.
fn commits(reading: &Reading<'_>, candidate: &Candidate<'_>) -> Result<(), &'static str> {
    let plover = candidate.frame.plover.unwrap_or_default();
    if plover == PloverType::Protest || candidate.agents.is_empty() {
        return Ok(());
    }
    let speaks_up = matches!(
        plover,
        PloverType::Request
            | PloverType::Accuse
            | PloverType::Reject
            | PloverType::Threaten
            | PloverType::Aid
    );
    let private = |agent: &Participant| {
        let known = agent
            .entity
            .is_some_and(|entity| reading.analysis.entities[entity as usize].id.is_some());
        let leads = public::leads(reading, agent);
        match agent.class {
            ActorClass::Civilians => {
                !((known && !agent.loose) || leads || (speaks_up && agent.plural))
            }
            ActorClass::Media => plover == PloverType::Threaten,
            _ => false,
        }
    };
    // "Ukraine's tennis star", "Turkey's decision": somebody or something of a state's does
    // not speak for it.
    let theirs = |agent: &Participant| {
        let head = agent.tokens.end.saturating_sub(1);
        agent.loose
            && !public::leads(reading, agent)
            && reading.actor_at(head).is_none()
            && !reading.names_people(head)
    };
    if candidate
        .agents
        .iter()
        .all(|agent| private(agent) || theirs(agent))
    {
        return Err("nobody who can commit a side");
    }
    let everyday = reading
        .sentence_classes(candidate.sentence)
        .meets(ClassSet::of(&[Class::Finance, Class::Health]))
        && candidate.agents.iter().all(|agent| {
            matches!(
                agent.class,
                ActorClass::Organisation
                    | ActorClass::Person
                    | ActorClass::Civilians
                    | ActorClass::Media
            )
        });
    if everyday {
        return Err("the sentence speaks of business or health");
    }
    Ok(())
}

/// "continued to send arms": the infinitive tells what was done.
fn is_done(reading: &Reading<'_>, verb: usize) -> bool {
    governor(reading, verb).is_some_and(|governor| {
        DOING.contains(&reading.analysis.lemma(reading.chunk(governor).head))
    })
}

/// "Israel, UAE to establish full ties": no finite verb comes before the infinitive.
pub(super) fn is_announcement(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    let Some(verb) = candidate.verb else {
        return false;
    };
    let range = reading.sentence(candidate.sentence);
    let first = reading.chunk(verb).tokens.start;
    let clause = (range.start..first)
        .rev()
        .take_while(|token| !reading.is(*token, ";") && !reading.is(*token, ":"))
        .last()
        .unwrap_or(first);
    let finite = (clause..first).any(|token| {
        reading
            .chunk_at(token)
            .is_some_and(|chunk| reading.verb(chunk).is_some())
    });
    let behind_noun = first > clause
        && reading
            .chunk_at(first - 1)
            .is_some_and(|chunk| reading.verb(chunk).is_none());
    behind_noun && !finite
}

/// The verb group that an infinitive depends on.
pub(super) fn governor(reading: &Reading<'_>, verb: usize) -> Option<usize> {
    let first = reading.chunk(verb).tokens.start;
    let start = reading.sentence_start(first);
    (start.max(first.saturating_sub(REACH))..first)
        .rev()
        .take_while(|token| {
            reading.analysis.tag(*token) != Upos::Punct
                && !reading.classes(*token).has(Class::Relative)
        })
        .find_map(|token| {
            reading
                .chunk_at(token)
                .filter(|chunk| reading.verb(*chunk).is_some())
        })
}

/// Whether `part` is what the statement `main` is about: "threatened to shell", "urged them
/// to withdraw", "rejected demands to release".
pub(super) fn is_content(
    reading: &Reading<'_>,
    main: &Candidate<'_>,
    part: &Candidate<'_>,
) -> bool {
    let statement = matches!(main.frame.act, Act::Verbal | Act::Agree)
        && main.frame.plover.is_some_and(|plover| {
            matches!(
                plover,
                PloverType::Agree
                    | PloverType::Request
                    | PloverType::Reject
                    | PloverType::Threaten
                    | PloverType::Concede
                    | PloverType::Support
            )
        });
    if !statement || part.trigger.start < main.trigger.start {
        return false;
    }
    if part.noun {
        // "demanded the withdrawal of troops", "refused talks".
        return main.verb.is_some()
            && reading.object(main.trigger.end).is_some_and(|object| {
                let tokens = reading.tokens_of(&object);
                tokens.contains(&part.trigger.start)
            });
    }
    let Some(verb) = part.verb else {
        return false;
    };
    let first = reading.chunk(verb).tokens.start;
    // "insisted that Turkey withdraw": the first verb of what is demanded.
    let end = main.trigger.end;
    let clause = reading.is(end - 1, "that") || reading.is(end, "that");
    if clause
        && main.frame.plover == Some(PloverType::Request)
        && (end..first).all(|token| {
            let other = reading.chunk_at(token);
            other.is_none_or(|other| other == verb || reading.verb(other).is_none())
        })
    {
        return true;
    }
    let infinitive = reading.is(first, "to")
        || (first > 0 && reading.is(first - 1, "to"))
        || main.trigger.end == first;
    infinitive
        && (main.trigger.contains(&(first.saturating_sub(1)))
            || main.trigger.contains(&first)
            || governor(reading, verb).is_some_and(|governor| {
                Some(governor) == main.verb || {
                    let tokens = &reading.chunk(governor).tokens;
                    main.trigger.contains(&(tokens.end - 1))
                }
            }))
}

impl Reading<'_> {
    /// Somebody who speaks for a side, named by office or body alone: "the minister",
    /// "opposition leaders", "the union", or a name that no lexicon knows.
    pub(super) fn spokesman(&self, index: usize) -> Option<Participant> {
        let head = self.head(index);
        if self.place_at(head).is_some() {
            return None;
        }
        let people = self.names_people(head) && self.is_plural(index);
        self.spokesman_named(self.chunk(index).tokens.clone(), head, people)
    }

    /// Who stands before a verb that the tagger took into the noun phrase of its subject:
    /// "BELGRADE BUYS", "Hamas threatened Monday".
    pub(super) fn swallowed_subject(&self, tokens: TokenRange) -> Option<Participant> {
        let head = tokens.end.checked_sub(1)?;
        if let Some(mention) = tokens.clone().rev().find_map(|token| self.actor_at(token)) {
            return Some(self.participant_from(mention, true));
        }
        let mut found = self.spokesman_named(tokens, head, false)?;
        self.read_as_government(&mut found);
        Some(found)
    }

    fn spokesman_named(&self, tokens: TokenRange, head: u32, people: bool) -> Option<Participant> {
        let (tag, classes) = (self.analysis.tag(head), self.classes(head));
        let capital = self
            .analysis
            .text_of(&(head..head + 1))
            .starts_with(char::is_uppercase);
        let class = if tag == Upos::Pron {
            return None;
        } else if classes.has(Class::Office) {
            ActorClass::Government
        } else if classes.has(Class::Body) {
            ActorClass::Organisation
        } else if tag == Upos::Propn && capital {
            ActorClass::Person
        } else if people {
            ActorClass::Civilians
        } else {
            return None;
        };
        Some(Participant {
            entity: None,
            class,
            parties: parties_of(class, MentionType::Person),
            plural: people,
            tokens,
            weapon: false,
            loose: false,
        })
    }
}

/// "We appeal", "I concede": who speaks acts.
pub(super) fn first_person(reading: &Reading<'_>, candidate: &Candidate<'_>) -> bool {
    candidate
        .verb
        .and_then(|verb| reading.subject(verb))
        .is_some_and(|subject| {
            let head = reading.tokens_of(&subject).start;
            reading.is(head, "i") || reading.is(head, "we")
        })
}
