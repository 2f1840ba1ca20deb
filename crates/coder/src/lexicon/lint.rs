//! What is doubtful in the tables although they can be read: names that two actors
//! claim, periods that overlap, parents nobody knows, actors nothing can find.

use rustc_hash::FxHashMap;

use super::Lexicon;
use super::actor::{Actor, Alias, Phase};
use super::index::Index;
use super::iso2::Iso2;
use super::pieces::Pieces;
use super::trie::WordId;
use crate::CoderError;

/// A name with its actor, phase and alias.
type Claim<'l> = (&'l Actor, &'l Phase, &'l Alias);

/// Everything doubtful, by file and line.
pub(super) fn check(lexicon: &Lexicon) -> Vec<CoderError> {
    let mut problems = Vec::new();
    for actor in &lexicon.actors {
        periods(actor, &mut problems);
        references(lexicon, actor, &mut problems);
        reachable(actor, &mut problems);
    }
    for agent in &lexicon.agents {
        if let Some(service) = &agent.service
            && lexicon.service(service).is_none()
        {
            let name = agent.plural.first().or(agent.singular.first());
            problems.push(CoderError::at(
                "agents.tsv",
                0,
                format!("agent {name:?} names the service '{service}', which services.tsv lacks"),
            ));
        }
    }
    shared_names(lexicon, &mut problems);
    problems.sort_by(|a, b| (&a.file, a.line, &a.problem).cmp(&(&b.file, b.line, &b.problem)));
    problems
}

fn at(phase: &Phase, problem: String) -> CoderError {
    CoderError::at(&phase.origin.0, phase.origin.1, problem)
}

fn periods(actor: &Actor, problems: &mut Vec<CoderError>) {
    for (index, phase) in actor.phases.iter().enumerate() {
        let earlier = &actor.phases[..index];
        if let Some(other) = earlier
            .iter()
            .find(|other| other.period.overlaps(&phase.period))
        {
            problems.push(at(
                phase,
                format!(
                    "the period of {} overlaps that of line {}; end one before the other begins",
                    actor.id, other.origin.1
                ),
            ));
        }
    }
}

fn references(lexicon: &Lexicon, actor: &Actor, problems: &mut Vec<CoderError>) {
    for phase in &actor.phases {
        let parents = phase.parents.iter().map(|(id, _)| ("parent", id));
        let successor = phase.successor.iter().map(|id| ("successor", id));
        for (what, id) in parents.chain(successor) {
            if !known(lexicon, id) {
                problems.push(at(
                    phase,
                    format!("the {what} of {} is {id}, which no row defines", actor.id),
                ));
            }
        }
    }
}

/// A row's id, or a state's service such as "actor/military-sy".
fn known(lexicon: &Lexicon, id: &str) -> bool {
    let service = || {
        let (service, code) = id.strip_prefix("actor/")?.rsplit_once('-')?;
        lexicon.service(service)?;
        lexicon.country(Iso2::parse(&code.to_ascii_uppercase())?)
    };
    lexicon.actor(id).is_some() || service().is_some()
}

fn reachable(actor: &Actor, problems: &mut Vec<CoderError>) {
    let found = actor.phases.iter().any(|phase| {
        phase
            .aliases
            .iter()
            .any(|alias| !alias.needs_context || !phase.countries.is_empty())
    });
    if !found {
        problems.push(at(
            &actor.phases[0],
            format!(
                "nothing can find {}: every alias needs context and it has no country",
                actor.id
            ),
        ));
    }
}

/// Two actors with one name, at one time, in one country: the text cannot tell them apart.
fn shared_names(lexicon: &Lexicon, problems: &mut Vec<CoderError>) {
    let mut index = Index::default();
    let mut pieces = Pieces::default();
    let mut claims: FxHashMap<Vec<WordId>, Vec<Claim<'_>>> = FxHashMap::default();
    for actor in &lexicon.actors {
        for phase in &actor.phases {
            for alias in &phase.aliases {
                let (path, _) = index.name_path(&mut pieces, &alias.text);
                claims.entry(path).or_default().push((actor, phase, alias));
            }
        }
    }
    for rivals in claims.values() {
        for (number, (actor, phase, alias)) in rivals.iter().enumerate() {
            let rival = rivals[..number].iter().find(|(other, theirs, _)| {
                other.id != actor.id
                    && theirs.period.overlaps(&phase.period)
                    && share_country(theirs, phase)
            });
            if let Some((other, ..)) = rival {
                problems.push(at(
                    phase,
                    format!(
                        "'{}' names {} and {} at the same time in the same country; drop one",
                        alias.text, other.id, actor.id
                    ),
                ));
            }
        }
    }
}

fn share_country(one: &Phase, other: &Phase) -> bool {
    one.countries.is_empty()
        || other.countries.is_empty()
        || one.countries.first() == other.countries.first()
}
