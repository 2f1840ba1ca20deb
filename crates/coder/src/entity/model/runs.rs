//! Runs of capitals: which words can be part of a name, and what is known of the whole run
//! that holds a word. Prevents a name from being torn at "of", and known names from being
//! asked for again.

use super::around::{self, Around};
use super::features::WordFeatures;
use crate::analysis::{Analysis, TokenRange};
use crate::entity::scan::Scan;
use crate::text::Shape;

/// How far a name may be interrupted by words without a capital ("Bank of the West"), and
/// how far around it the model looks.
pub(super) const REACH: usize = 2;

/// Opens the words that stand between capitals.
pub(super) fn open_links(words: &mut [WordFeatures]) {
    for at in 0..words.len() {
        if words[at].capital {
            continue;
        }
        let before = words[at.saturating_sub(REACH)..at].iter();
        let after = words[at + 1..words.len().min(at + 1 + REACH)].iter();
        let numbered = words[at].shape == Shape::Number as u64;
        let (before, after) = (
            before.clone().any(|it| it.capital),
            after.clone().any(|it| it.capital),
        );
        words[at].open = before && after || numbered && (before || after);
    }
}

/// Closes the runs of open words without one that is unknown: names end at closed words,
/// so they have no part in any other run.
pub(super) fn close_known(words: &mut [WordFeatures], unknown: impl Fn(usize) -> bool) {
    let mut start = 0;
    while start < words.len() {
        let open = words[start..].iter().take_while(|word| word.open).count();
        let end = start + open;
        if !(start..end).any(&unknown) {
            words[start..end]
                .iter_mut()
                .for_each(|word| word.open = false);
        }
        start = end + 1;
    }
}

/// Tells each word the run of capitals that it stands in.
pub(super) fn runs(words: &mut [WordFeatures]) {
    let mut start = 0;
    let mut previous: Option<(usize, usize)> = None;
    while start < words.len() {
        if !words[start].capital {
            start += 1;
            continue;
        }
        let length = words[start..]
            .iter()
            .take_while(|word| word.capital)
            .count();
        let end = start + length;
        let cues = words[start..end]
            .iter()
            .fold(0, |all, word| all | word.cues);
        let (from, to) = (
            start.min(usize::from(u16::MAX)) as u16,
            end.min(usize::from(u16::MAX)) as u16,
        );
        for word in &mut words[start..end] {
            word.run = (from, to);
            word.run_cues[0] = cues;
        }
        if let Some((first, last)) = previous.filter(|(_, last)| {
            words[*last..start].iter().all(|word| word.open) && start - *last <= REACH
        }) {
            let before = words[first].run_cues[0];
            words[first..last]
                .iter_mut()
                .for_each(|word| word.run_cues[1] |= cues << 1 | 1);
            words[start..end]
                .iter_mut()
                .for_each(|word| word.run_cues[1] |= before << 32 | 1);
        }
        previous = Some((start, end));
        start = end;
    }
}

/// Tells each word what stands around the run of capitals that holds it.
pub(super) fn tell_around(
    analysis: &Analysis,
    scan: &Scan,
    sentence: &TokenRange,
    words: &mut [WordFeatures],
) {
    let mut topics: Option<u64> = None;
    let mut start = 0;
    while start < words.len() {
        let end = usize::from(words[start].run.1);
        if !words[start].open || end <= start {
            start += 1;
            continue;
        }
        let topics = *topics.get_or_insert_with(|| around::topics(analysis, scan, sentence));
        let capital = |at: u32| words[(at - sentence.start) as usize].capital;
        let run = sentence.start + start as u32..sentence.start + end as u32;
        let around = Around::of(analysis, scan, sentence, &run, capital, topics);
        for word in &mut words[start..end] {
            word.around = around;
        }
        start = end;
    }
}
