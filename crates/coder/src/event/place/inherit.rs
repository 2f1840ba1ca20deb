//! Where an act happened whose own sentence names no place, from what the article told
//! before. One pass that remembers the paragraph's places: prevents a chronicle from being
//! searched anew for each of its acts.

use super::entry::Entry;
use super::surroundings::{spoken_of, town_of_site};
use super::town::country;
use super::{in_lead, is_country, is_news};
use crate::event::act::candidate::Candidate;
use crate::event::reading::Reading;
use crate::frame::Act;
use crate::text::SentenceKind;

/// Gives places to candidates whose sentence names none: of the paragraph's earlier acts, of
/// what the entry opens with, of the lead, of the dateline, else of the article's first act.
pub(in crate::event) fn inherit(
    reading: &Reading<'_>,
    candidates: &mut [Candidate<'_>],
    entries: &[Entry],
) {
    let dateline = reading.analysis.dateline.as_ref().and_then(|dateline| {
        dateline
            .place
            .clone()
            .find_map(|token| reading.place_at(token))
    });
    let local =
        |candidate: &Candidate<'_>| candidate.place.filter(|place| !is_country(reading, *place));
    // Where something was done says more than where it is talked about.
    let placed = |candidate: &Candidate<'_>| Some((candidate.sentence, local(candidate)?));
    let first = candidates
        .iter()
        .filter(|candidate| candidate.frame.act != Act::Verbal)
        .find_map(local)
        .or_else(|| candidates.iter().find_map(local));
    let lead = |ground: bool| {
        candidates
            .iter()
            .take_while(|candidate| in_lead(reading, candidate))
            .filter(|candidate| is_news(candidate))
            .filter(|candidate| !ground || candidate.frame.act != Act::Verbal)
            .find_map(placed)
    };
    let (ground, lead) = (lead(true), lead(false));
    let title = |sentence: usize| reading.analysis.sentences[sentence].kind != SentenceKind::Text;
    let mut earlier = Earlier::default();
    for candidate in candidates {
        earlier.turn_to(reading.analysis.sentences[candidate.sentence].paragraph);
        if let Some(place) = local(candidate) {
            earlier.learn(place, candidate);
            continue;
        }
        let news = is_news(candidate);
        // What is told later is where only if nothing before says; a headline waits for its lead.
        let told = |(sentence, place): (usize, usize)| {
            (sentence <= candidate.sentence || title(candidate.sentence)).then_some(place)
        };
        let later = ground.map(|(_, place)| place);
        let (ground, lead) = (ground.and_then(told), lead.and_then(told));
        let capital = candidate
            .place
            .is_some_and(|place| is_capital_of(reading, place));
        let place = [
            (dateline.filter(|_| capital), "place/capital"),
            (earlier.place(candidate), "place/paragraph"),
            (entries[candidate.sentence].place, "place/entry"),
            (ground.filter(|_| news), "place/lead"),
            (
                lead.filter(|_| news && candidate.frame.act == Act::Verbal),
                "place/lead",
            ),
            // "PORTSMOUTH — … in England": the town of the dateline, if it lies in the country.
            (dateline.filter(|_| news), "place/dateline"),
            (later.filter(|_| news), "place/lead"),
            (
                first.filter(|_| news && candidate.place.is_none()),
                "place/article",
            ),
        ]
        .into_iter()
        .find_map(|(place, rule)| Some((place?, rule)))
        .or_else(|| {
            let unplaced = candidate.place.is_none() && candidate.frame.act != Act::Verbal;
            let place = unplaced.then(|| spoken_of(reading, candidate))??;
            Some((place, "place/spoken-of"))
        });
        let Some((place, rule)) = place else {
            continue;
        };
        // A country that the sentence names must hold the inherited place.
        let named = candidate.place.and_then(|place| country(reading, place));
        if named.is_some() && named != country(reading, place) {
            continue;
        }
        let place = town_of_site(reading, place);
        candidate.place = Some(place);
        candidate.place_told = false;
        candidate.note(
            "place",
            rule,
            Some(reading.mention(place).tokens.clone()),
            "the sentence names no place",
        );
        if let Some(place) = local(candidate) {
            earlier.learn(place, candidate);
        }
    }
}

/// "Ukraine's second-largest city", "the capital of Somalia": a town, whatever it is called.
fn is_capital_of(reading: &Reading<'_>, country: usize) -> bool {
    let tokens = &reading.mention(country).tokens;
    let city = reading.chunk_at(tokens.end + 1).is_some_and(|owned| {
        let head = reading.chunk(owned).head;
        reading.is_any(head, &["capital", "city", "town", "port", "district"])
    });
    let owns = reading.is(tokens.end, "'s") && city;
    let of = tokens.start > 1
        && reading.is(tokens.start - 1, "of")
        && reading.is(tokens.start - 2, "capital");
    owns || of
}

/// Where the acts told so far in a paragraph happened.
#[derive(Default)]
struct Earlier {
    paragraph: u32,
    /// Of what was done, not only said.
    ground: Option<usize>,
    news: Option<usize>,
    any: Option<usize>,
}

impl Earlier {
    fn turn_to(&mut self, paragraph: u32) {
        if self.paragraph != paragraph {
            *self = Self {
                paragraph,
                ..Self::default()
            };
        }
    }

    fn learn(&mut self, place: usize, candidate: &Candidate<'_>) {
        self.any = Some(place);
        if is_news(candidate) {
            self.news = Some(place);
            if candidate.frame.act != Act::Verbal {
                self.ground = Some(place);
            }
        }
    }

    /// What is past does not say where the present is, nor what a president says in
    /// Washington where rebels fight.
    fn place(&self, candidate: &Candidate<'_>) -> Option<usize> {
        match is_news(candidate) {
            true if candidate.frame.act == Act::Verbal => self.news,
            true => self.ground.or(self.news),
            false => self.any,
        }
    }
}
